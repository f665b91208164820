/* Words for core/stack_fit: sides as a list, cut where they do not fit into the caller's text.
 *
 * Shared by the window and by poolscope-cli. It computes nothing and draws nothing.
 */
#include "app/fit_words.h"

#include "app/words.h"

#include <stdio.h>

/* Channels, rows and columns of a square input. */
static void write_input(const PsFit *fit, int64_t side, const char *times, char *text, size_t size) {
    snprintf(text, size, "%d %s %lld %s %lld", fit->channels, times, (long long)side, times, (long long)side);
}

void fit_words_taken(const PsFit *fit, const char *times, char *text, size_t size) {
    char least[64];
    char most[64];
    write_input(fit, fit->least, times, least, sizeof least);
    write_input(fit, fit->most, times, most, sizeof most);
    if (fit->least == fit->most) {
        snprintf(text, size, _("%s is made for %d values: the input %s, which gives them, is taken"),
                 fit->name, fit->expects, least);
    } else {
        snprintf(
            text, size,
            _("%s is made for %d values: of inputs from %s to %s, which give them, the smallest is taken"),
            fit->name, fit->expects, least, most);
    }
}

void fit_words_sides(const PsFit *fit, char *text, size_t size) {
    char least[64];
    char most[64];
    write_input(fit, fit->least, "x", least, sizeof least);
    write_input(fit, fit->most, "x", most, sizeof most);
    if (fit->node < 0) {
        text[0] = '\0';
    } else if (fit->least == 0) {
        snprintf(text, size, "%s", _("no square input gives it those"));
    } else if (fit->least == fit->most) {
        snprintf(text, size, _("an input of %s gives it those"), least);
    } else {
        snprintf(text, size, _("inputs from %s to %s give it those"), least, most);
    }
}
