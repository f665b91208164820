/* The stepper: step k of n -> the window, its taps, results so far, the formula.
 *
 * A walk borrows one channel of a map and any pooling operation; global pooling is one window, adaptive
 * pooling steps over its bins. Every function is pure: any step in any order, no state between calls, no
 * allocation. Steps are numbered 1…n in row-major order of the outputs; step 0, before the first window, has
 * nothing to ask.
 */
#ifndef PS_WALK_H
#define PS_WALK_H

#include "core/axis.h"
#include "core/formula.h"
#include "core/map.h"
#include "core/pool.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct PsWalk {
    const PsMap *map; /* borrowed */
    int channel;
    PsPool pool; /* max, avg or lp: what global and adaptive pooling do to each of their windows */
    bool sums;   /* global average: its formula is "129 / 49 = 2.632653" */
    PsAxis axes[PS_AXES];
    int64_t output[PS_AXES]; /* OH, OW */
    int64_t steps;           /* OH * OW */
} PsWalk;

typedef enum PsTapPlace {
    PS_TAP_CELL,    /* a cell of the map */
    PS_TAP_PADDING, /* inside the padded map, outside the map */
    PS_TAP_MISSING  /* beyond the padded map: ceil mode only */
} PsTapPlace;

typedef struct PsTap {
    int64_t row; /* on the input, may be negative */
    int64_t column;
    PsTapPlace place;
    float value; /* of a cell; for padding -inf for max and 0 otherwise; missing: 0, and it counts nowhere */
} PsTap;

/* The results of a window over its first taps. All three operations, whatever the walk's own is. */
typedef struct PsResults {
    float max;     /* -inf where no cell was read */
    bool has_best; /* whether a cell was read */
    int64_t best_row, best_column, best_tap;
    double sum;
    int64_t divisor; /* what average divides by, for the whole window */
    float avg;
    float lp;
} PsResults;

typedef struct PsWindow {
    int64_t step, steps;
    int64_t output_row, output_column;
    int64_t row, column, height, width; /* before clipping; height and width are D(K-1)+1 */
    int64_t clip_row, clip_column, clip_height, clip_width; /* on the map; 0 sizes where it misses the map */
    int64_t taps, tap_columns;                              /* KH * KW, KW: of bins those of this one */
} PsWindow;

/* Prepares a walk over one channel of map. PS_ERROR_SETTING where the channel is not there, or ps_pool_check
 * refuses. map must outlive the walk. */
PsStatus ps_walk_init(PsWalk *walk, const PsMap *map, int channel, const PsPool *pool,
                      PsError *error) PS_MUST_USE;

/* The geometry of step 1…n. */
PsWindow ps_walk_at(const PsWalk *walk, int64_t step);

/* What is at (row, column) of the input: a cell, padding, or nothing. */
PsTapPlace ps_walk_place(const PsWalk *walk, int64_t row, int64_t column);

/* Tap index 0…taps-1 of a step, row-major in the window. */
PsTap ps_walk_tap(const PsWalk *walk, const PsWindow *window, int64_t index);

/* Running results after the first count taps of a step; count = taps gives the step's results. */
PsResults ps_walk_results(const PsWalk *walk, const PsWindow *window, int64_t count);

/* The result of the walk's own operation. */
float ps_walk_result(const PsWalk *walk, const PsResults *results);

/* How many taps of a step lie in a place. */
int64_t ps_walk_count(const PsWalk *walk, const PsWindow *window, PsTapPlace place);

/* The formula of the walk's own operation: "max(2, 4, 1, 2) = 4", "(2 + 4 + 1 + 2) / 4 = 2.25",
 * "sqrt(2^2 + 4^2 + 1^2 + 2^2) = 5" (screen: √ and ²). Padding shows as -inf or 0; where average does not
 * count it, padding is left out, and so are missing taps. */
PsFormulaPlan ps_walk_plan(const PsWalk *walk, int64_t step);

/* The same with a window's results, for callers that have them: those of a large window take their time. */
PsFormulaPlan ps_walk_plan_of(const PsWalk *walk, const PsWindow *window, const PsResults *results);

/* A window's cells as the arguments of a function, "median(2, 4, 1, 2) = ", of which tap wins; -1: none does.
 * Cells alone: no padding. name is borrowed. */
PsFormulaPlan ps_walk_list(const PsWalk *walk, const PsWindow *window, const char *name, int64_t tap,
                           float result);

/* Writes that plan over formula, with as many terms as there may be. */
void ps_walk_formula(const PsWalk *walk, int64_t step, PsNumberForm form, PsFormula *formula);

/* The 1-based step whose output is (row, column). */
int64_t ps_walk_step_of(const PsWalk *walk, int64_t output_row, int64_t output_column);

/* Whether the window of a step reads cell (row, column) of the map (or padding). */
bool ps_walk_reads(const PsWalk *walk, int64_t step, int64_t row, int64_t column);

#endif
