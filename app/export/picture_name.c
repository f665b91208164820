/* Names say stage and step. No file is made here. */
#include "app/export/picture_name.h"

#include "core/file.h"

#include <stdio.h>
#include <string.h>

enum { NUMBERS = 1000 };

bool picture_name_free(const App *app, const char *folder, char *path, size_t size) {
    const char *key = stages[app->stage]->key;
    const long long step = (long long)player_destination(&app->player);
    const bool here = strcmp(folder, ".") == 0;
    const size_t length = strlen(folder);
    const char *between = here || (length > 0 && folder[length - 1] == '/') ? "" : "/";
    char number[16] = "";
    for (int i = 2; i <= NUMBERS; i++) {
        const int written = snprintf(path, size, "%s%spoolscope-%s-step-%lld%s.png", here ? "" : folder,
                                     between, key, step, number);
        if (written < 0 || (size_t)written >= size) {
            return false;
        }
        if (ps_file_kind(path) == PS_FILE_NONE) {
            return true;
        }
        snprintf(number, sizeof number, "-%d", i);
    }
    return false;
}
