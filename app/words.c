/* Sets up gettext, and translates what may not be given to it as it is.
 *
 * No sentence is here. Only the locale of messages is taken from the environment: numbers and characters
 * are read and written alike in every language.
 */
#include "app/words.h"

#include <locale.h>
#include <stdio.h>

void words_init(const char *folder) {
    /* LC_CTYPE stays "C": SDL would convert what is typed a second time, and reads past it. Texts are UTF-8.
     */
#ifdef LC_MESSAGES
    setlocale(LC_MESSAGES, "");
#endif
    if (folder) {
        bindtextdomain("poolscope", folder);
        bind_textdomain_codeset("poolscope", "UTF-8");
    }
    textdomain("poolscope");
}

const char *words_shown(const char *label) {
    /* Of an empty text gettext tells about the catalogue. */
    return label[0] ? _(label) : label;
}

void words_error(const PsError *error, char *text, size_t size) {
    ps_error_text(error, error->sentence ? _(error->sentence) : NULL, text, size);
}

/* By the last digit, but for 11th to 13th; a language with one form for all translates all four alike. */
void words_ordinal(int number, char *text, size_t size) {
    const int digit = number % 100 >= 11 && number % 100 <= 13 ? 0 : number % 10;
    snprintf(text, size,
             digit == 1   ? _("%dst")
             : digit == 2 ? _("%dnd")
             : digit == 3 ? _("%drd")
                          : _("%dth"),
             number);
}
