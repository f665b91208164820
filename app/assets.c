/* Looks for the data folder in the places where an installation, a build and a source tree have it.
 *
 * It opens nothing: a folder counts as found when the fonts are in it.
 */
#include "app/assets.h"

#include "app/words.h"

#include <SDL.h>
#include <stdio.h>

/* Relative to the program, so that a moved folder still works: the build folder, then an installed prefix. */
static const char *const places[] = {"assets", "../share/poolscope", "../assets"};

static bool holds_fonts(const char *folder) {
    char path[4096];
    const int length = snprintf(path, sizeof path, "%s/fonts/Inter-Regular.otf", folder);
    SDL_RWops *file = length > 0 && (size_t)length < sizeof path ? SDL_RWFromFile(path, "rb") : NULL;
    if (!file) {
        return false;
    }
    SDL_RWclose(file);
    return true;
}

bool assets_find(char *folder, size_t size, char *sentence, size_t sentence_size) {
    char *base = SDL_GetBasePath();
    for (size_t i = 0; base && i < sizeof places / sizeof places[0]; i++) {
        const int length = snprintf(folder, size, "%s%s", base, places[i]);
        if (length > 0 && (size_t)length < size && holds_fonts(folder)) {
            SDL_free(base);
            return true;
        }
    }
    snprintf(sentence, sentence_size,
             _("the fonts are not beside the program (%sassets/fonts): install it again"), base ? base : "");
    SDL_free(base);
    return false;
}
