/* Slips are tried in the order of PsAnswer: the first that fits is named. */
#include "core/answer.h"

#include <math.h>
#include <string.h>

/* What was typed: a value, and how many decimals were meant. */
typedef struct Typed {
    double value;
    int decimals;
} Typed;

enum { TYPED_SIZE = 64, ROUNDED_LEAST = 2 };

static bool read_typed(const char *text, Typed *typed) {
    char plain[TYPED_SIZE];
    float value = 0;
    const size_t length = strlen(text);
    if (length >= sizeof plain) {
        return false;
    }
    for (size_t i = 0; i <= length; i++) {
        plain[i] = text[i] == ',' ? '.' : text[i];
    }
    if (!ps_number_read(plain, length, &value, NULL)) {
        return false;
    }
    const char *point = strchr(plain, '.');
    *typed = (Typed){ps_number_decimal(value), point ? (int)strspn(point + 1, "0123456789") : 0};
    return true;
}

static bool matches(const Typed *typed, double value, bool exact) {
    if (isnan(value) || isinf(value)) {
        return (isnan(value) && isnan(typed->value)) || typed->value == value;
    }
    const double apart = fabs(typed->value - value);
    if (apart <= 1e-6 * fabs(value)) {
        return true;
    }
    return !exact && typed->decimals >= ROUNDED_LEAST && apart <= 0.5000001 * pow(10, -typed->decimals);
}

static bool matches_value(const Typed *typed, float value) {
    return matches(typed, ps_number_decimal(value), ps_number_exact(value, PS_NUMBER_SCREEN));
}

/* The answer that a window is mistaken for, over its cells. */
static PsVerdict of_window(PsAnswer answer, const PsWindow *window) {
    return (PsVerdict){answer, window->clip_row, window->clip_column, window->clip_height, window->clip_width,
                       0};
}

static bool is_sum(const PsQuestion *question, const PsWindow *window, const Typed *typed,
                   PsVerdict *verdict) {
    const PsResults results = ps_walk_results(question->walk, window, window->taps);
    if (!question->divides || results.divisor <= 1 ||
        !matches(typed, ps_number_decimal_sum(results.sum),
                 ps_number_exact_sum(results.sum, PS_NUMBER_SCREEN))) {
        return false;
    }
    *verdict = of_window(PS_ANSWER_SUM, window);
    verdict->divisor = results.divisor;
    return true;
}

static bool is_next(const PsQuestion *question, const Typed *typed, PsVerdict *verdict) {
    if (question->step >= question->walk->steps || isnan(question->next) ||
        !matches_value(typed, question->next)) {
        return false;
    }
    const PsWindow next = ps_walk_at(question->walk, question->step + 1);
    *verdict = of_window(PS_ANSWER_NEXT_WINDOW, &next);
    return true;
}

static bool is_last_cell(const PsQuestion *question, const PsWindow *window, const Typed *typed,
                         PsVerdict *verdict) {
    for (int64_t tap = window->taps - 1; tap >= 0; tap--) {
        const PsTap last = ps_walk_tap(question->walk, window, tap);
        if (last.place == PS_TAP_CELL) {
            *verdict = (PsVerdict){PS_ANSWER_LAST_CELL, last.row, last.column, 1, 1, 0};
            return matches_value(typed, last.value);
        }
    }
    return false;
}

static bool is_maximum(const PsQuestion *question, const Typed *typed, PsVerdict *verdict) {
    const PsMap *map = question->walk->map;
    const int channel = question->walk->channel;
    float most = -INFINITY;
    *verdict = (PsVerdict){PS_ANSWER_MAXIMUM, 0, 0, 1, 1, 0};
    for (int row = 0; row < map->height; row++) {
        for (int column = 0; column < map->width; column++) {
            const float value = ps_map_get(map, channel, row, column);
            if (value > most) {
                most = value;
                verdict->row = row;
                verdict->column = column;
            }
        }
    }
    return matches_value(typed, most);
}

bool ps_answer_judge(const PsQuestion *question, const char *text, PsVerdict *verdict) {
    Typed typed;
    if (!read_typed(text, &typed)) {
        return false;
    }
    const PsWindow window = ps_walk_at(question->walk, question->step);
    if (matches_value(&typed, question->value)) {
        *verdict = (PsVerdict){.answer = PS_ANSWER_RIGHT};
    } else if (!is_sum(question, &window, &typed, verdict) && !is_next(question, &typed, verdict) &&
               !is_last_cell(question, &window, &typed, verdict) && !is_maximum(question, &typed, verdict)) {
        *verdict = (PsVerdict){.answer = PS_ANSWER_OTHER};
    }
    return true;
}
