/* Sentences only.
 *
 * Invariant: no covered answer is given away.
 */
#include "app/stages/window/narrate.h"

#include "app/stages/window/stage.h"
#include "app/words.h"

#include <string.h>

/* "Rows 0 to 1" or "Row 0" of the first axis, "columns 0 to 1" of the second. */
static void write_range(char *text, size_t size, PsNumberForm form, bool rows, int64_t first, int64_t count) {
    char from[PS_NUMBER_SIZE];
    char to[PS_NUMBER_SIZE];
    ps_number_write_integer(from, first, form);
    ps_number_write_integer(to, first + count - 1, form);
    if (count == 1) {
        snprintf(text, size, rows ? _("Row %s") : _("column %s"), from);
    } else {
        snprintf(text, size, rows ? _("Rows %s to %s") : _("columns %s to %s"), from, to);
    }
}

static void append(char *text, size_t size, const char *more) {
    const size_t length = strlen(text);
    snprintf(text + length, size - length, "%s", more);
}

/* What is special about this window: padding, cells missing, gaps. */
static void narrate_special(const PsWalk *walk, const PsWindow *window, char *text, size_t size) {
    char more[160] = "";
    const int64_t padding = ps_walk_count(walk, window, PS_TAP_PADDING);
    const int64_t missing = ps_walk_count(walk, window, PS_TAP_MISSING);
    if (walk->pool.op == PS_POOL_AVG && padding > 0) {
        const PsResults results = ps_walk_results(walk, window, window->taps);
        snprintf(more, sizeof more,
                 walk->pool.count_include_pad ? _("; padding counts, so the sum is divided by %lld")
                                              : _("; padding does not count, so the sum is divided by %lld"),
                 (long long)results.divisor);
        append(text, size, more);
    } else if (walk->pool.op == PS_POOL_MAX && padding > 0) {
        append(text, size, _("; padding never wins"));
    }
    if (missing > 0) {
        snprintf(more, sizeof more, _("; %lld of its %lld cells are missing and count nowhere"),
                 (long long)missing, (long long)window->taps);
        append(text, size, more);
    }
    if (walk->pool.dilation[PS_HEIGHT] > 1 || walk->pool.dilation[PS_WIDTH] > 1) {
        append(text, size, _("; dilation skips the cells between"));
    }
}

static void narrate_window(const PsWalk *walk, int64_t step, PsNumberForm form, char *text, size_t size) {
    const PsWindow window = ps_walk_at(walk, step);
    char rows[192];
    char columns[192];
    write_range(rows, sizeof rows, form, true, window.row, window.height);
    write_range(columns, sizeof columns, form, false, window.column, window.width);
    snprintf(text, size, "%s, %s", rows, columns);
    narrate_special(walk, &window, text, size);
}

/* The outputs of an axis whose window reads position. */
static int64_t count_readers(const PsAxis *axis, int64_t position) {
    const PsRange range = ps_axis_outputs(axis, position);
    int64_t count = 0;
    for (int64_t output = range.first; output < range.end; output++) {
        count += ps_axis_reads(axis, output, position);
    }
    return count;
}

/* Cells of the map that no window reads: whole rows and columns. */
static int64_t count_never_read(const PsWalk *walk) {
    int64_t read[PS_AXES] = {0};
    const int64_t size[PS_AXES] = {walk->map->height, walk->map->width};
    for (int axis = 0; axis < PS_AXES; axis++) {
        for (int64_t at = 0; at < size[axis]; at++) {
            read[axis] += ps_axis_reader_count(&walk->axes[axis], at) > 0;
        }
    }
    return size[PS_HEIGHT] * size[PS_WIDTH] - read[PS_HEIGHT] * read[PS_WIDTH];
}

/* Once the last window has been: what was left out. */
static void narrate_end(const StageScope *scope, char *text, size_t size) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    const int64_t never = scope->step == walk->steps ? count_never_read(walk) : 0;
    char more[96];
    if (never > 0) {
        snprintf(more, sizeof more,
                 never == 1 ? _("; hatched, %lld cell is never read")
                            : _("; hatched, %lld cells are never read"),
                 (long long)never);
        append(text, size, more);
    }
}

static void narrate_cell(const StageScope *scope, char *text, size_t size) {
    const WindowView *view = scope->view;
    const PsWalk *walk = &scope->facts->pooled.walk;
    const int64_t fed = count_readers(&walk->axes[PS_HEIGHT], view->probe_row) *
                        count_readers(&walk->axes[PS_WIDTH], view->probe_column);
    if (fed == 0) {
        snprintf(text, size, _("Row %d, column %d: no window reads it"), view->probe_row, view->probe_column);
    } else if (fed == 1) {
        snprintf(text, size, _("Row %d, column %d: it feeds one output"), view->probe_row,
                 view->probe_column);
    } else {
        snprintf(text, size, _("Row %d, column %d: it feeds %lld outputs"), view->probe_row,
                 view->probe_column, (long long)fed);
    }
}

static const char *number_word(int64_t count, char *digits) {
    static const char *const words[] = {N_("one"),  N_("two"), N_("three"),  N_("four"),
                                        N_("five"), N_("six"), N_("seven"),  N_("eight"),
                                        N_("nine"), N_("ten"), N_("eleven"), N_("twelve")};
    if (count >= 1 && count <= 12) {
        return _(words[count - 1]);
    }
    ps_number_write_integer(digits, count, PS_NUMBER_SCREEN);
    return digits;
}

static void ask(const PsWalk *walk, const PsWindow *window, char *text, size_t size) {
    char digits[PS_NUMBER_SIZE];
    const int64_t missing = ps_walk_count(walk, window, PS_TAP_MISSING);
    const char *count = number_word(window->taps - missing, digits);
    if (walk->pool.op == PS_POOL_MAX) {
        snprintf(text, size, _("Which of the %s numbers does max keep?"), count);
    } else if (walk->pool.op == PS_POOL_AVG) {
        snprintf(text, size, _("What is the average of the %s numbers?"), count);
    } else {
        snprintf(text, size, _("What is the length of the %s numbers as a vector?"), count);
    }
}

static void tell(const PsWalk *walk, const PsResults *results, PsNumberForm form, char *text, size_t size) {
    char value[PS_NUMBER_SIZE];
    ps_number_write_near(value, ps_walk_result(walk, results), form);
    if (walk->pool.op == PS_POOL_MAX) {
        snprintf(text, size, _("Max keeps the largest: %s."), value);
    } else if (walk->sums) {
        snprintf(text, size, _("Global average keeps how active the whole map is: %s."), value);
    } else if (walk->pool.op == PS_POOL_AVG) {
        snprintf(text, size, _("The average keeps how active the window is: %s."), value);
    } else {
        snprintf(text, size, _("L2 keeps the length of the window as a vector: %s."), value);
    }
}

static void narrate_aloud(const StageScope *scope, PsNumberForm form, char *text, size_t size) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    const int64_t step = scope->step;
    if (step == 0) {
        snprintf(text, size, "%s", _("One window after another: press the right arrow to begin."));
        return;
    }
    const PsWindow window = ps_walk_at(walk, step);
    const PsResults results = pooled_results(&scope->facts->pooled, step);
    if (answers_covered(scope->answers, step - 1)) {
        ask(walk, &window, text, size);
    } else {
        tell(walk, &results, form, text, size);
    }
}

void window_narrate(const StageScope *scope, PsNumberForm form, char *text, size_t size) {
    const int64_t step = window_focus_step(scope);
    text[0] = '\0';
    if (scope->presenter) {
        narrate_aloud(scope, form, text, size);
    } else if (window_probe(scope) == PROBE_INPUT) {
        narrate_cell(scope, text, size);
    } else if (step > 0) {
        narrate_window(&scope->facts->pooled.walk, step, form, text, size);
        narrate_end(scope, text, size);
        if (step <= scope->step && answers_covered(scope->answers, step - 1)) {
            append(text, size, _("; click the question mark or press Enter to reveal"));
        }
    }
}
