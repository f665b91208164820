#include "app/fit_words.h"

#include "app/words.h"

#include <stdio.h>

void fit_words_taken(const PsFit *fit, const char *times, char *text, size_t size) {
    const int least = (int)fit->least;
    if (fit->least == 1 && fit->channels == fit->expects) {
        snprintf(text, size, _("%s is made for %d values: they are taken as the input's channels"), fit->name,
                 fit->expects);
    } else if (fit->least == fit->most) {
        snprintf(text, size, _("%s is made for %d values: %d %s %d, the input that gives them, is taken"),
                 fit->name, fit->expects, least, times, least);
    } else {
        snprintf(text, size,
                 _("%s is made for %d values: of inputs %d to %d, which give them, %d %s %d is taken"),
                 fit->name, fit->expects, least, (int)fit->most, least, times, least);
    }
}

void fit_words_sides(const PsFit *fit, char *text, size_t size) {
    if (fit->node < 0) {
        text[0] = '\0';
    } else if (fit->least == 0) {
        snprintf(text, size, "%s", _("no square input gives it those"));
    } else if (fit->least == fit->most) {
        snprintf(text, size, _("an input of %d x %d gives it those"), (int)fit->least, (int)fit->least);
    } else {
        snprintf(text, size, _("inputs from %d x %d to %d x %d give it those"), (int)fit->least,
                 (int)fit->least, (int)fit->most, (int)fit->most);
    }
}
