/* Columns to compare: what max, average, global average and five others make of the same windows, step by
 * step.
 *
 * All columns share the windows of one PsWalk (its kernel, stride, padding, dilation and ceil mode, whatever
 * its own operation) and read the same cells of it; padding is never a candidate. Every function is pure: any
 * step in any order, no state between calls. Steps are 1...n as in walk.h.
 */
#ifndef PS_COMPARE_H
#define PS_COMPARE_H

#include "core/walk.h"

#include <stdbool.h>
#include <stdint.h>

/* To add a column: a row here, a row of the table in compare.c, and what it computes. */
typedef enum PsColumn {
    PS_COLUMN_NONE,
    PS_COLUMN_MAX,
    PS_COLUMN_AVERAGE,
    PS_COLUMN_GLOBAL,
    PS_COLUMN_L2,
    PS_COLUMN_MIN,
    PS_COLUMN_MEDIAN,     /* of an even number of cells the lower of the middle two, as torch.median has it */
    PS_COLUMN_SUBSAMPLE,  /* the window's first cell, which a stride alone would keep */
    PS_COLUMN_STOCHASTIC, /* a cell drawn with probability max(x, 0) / sum (Zeiler and Fergus 2013); where all
                             are 0 or less, each is as likely */
    PS_COLUMN_COUNT
} PsColumn;

/* What is taken away from a column's values before they are shown. */
typedef enum PsMinus { PS_MINUS_NONE, PS_MINUS_MAX, PS_MINUS_AVERAGE, PS_MINUS_COUNT } PsMinus;

/* Max, Average, Global average, and the one people choose. */
enum { PS_COMPARE_COLUMNS = 4 };

/* What the Compare stage keeps in a scene. */
typedef struct PsCompare {
    PsColumn with; /* the fourth column: L2 ... stochastic, or none */
    uint32_t seed; /* of stochastic */
    bool gradient; /* where one unit of gradient goes, instead of values */
    PsMinus minus[PS_COMPARE_COLUMNS];
} PsCompare;

/* The names in files: "none", "max", "average", "global", "l2", "min", "median", "subsample", "stochastic";
 * "none", "max", "average". */
const char *ps_column_name(PsColumn column);
bool ps_column_find(const char *name, PsColumn *column);
const char *ps_minus_name(PsMinus minus);
bool ps_minus_find(const char *name, PsMinus *minus);

/* What a column makes of the window of step (1...n); global: the mean of the whole channel, whatever the
 * step. Average divides as ps_walk_results says; L2 is (sum of x^2)^(1/2). Without any real cell: -inf for
 * max; NaN for min, median, subsample, stochastic; average and L2 as the walk has them. NaN in the window:
 * max, min, median, average, L2 give NaN; subsample what it takes; stochastic takes a NaN, and with +inf in
 * the window one of those, each as likely. seed matters to stochastic alone: its draw follows from the seed,
 * the channel and the step. */
float ps_column_result(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step);

/* The cell a column took: max, min, median, subsample, stochastic. Of equal cells the first; max and min take
 * the last NaN (as pooling has it), median the first. False where it takes none: average, L2, global, or no
 * real cell; *row and *column_index are then untouched. */
bool ps_column_pick(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step, int64_t *row,
                    int64_t *column_index);

/* The formula of a column: "max(3, 2, 1, 0) = 3", "(3 + 2 + 1 + 0) / 4 = 1.5", "sqrt(3^2 + ...) = ",
 * "min(...) = ", "median(...) = ", "first(3, 2, 1, 0) = 3" for subsample, "draw(3, 2, 1, 0) = 2" for
 * stochastic. Padding is a term of max, and of average where it counts. Global: "30 / 12 = 2.5", sum and
 * cells so far at that step (0...n). */
PsFormulaPlan ps_column_plan(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step);

/* Writes that plan over formula, with as many terms as there may be. */
void ps_column_formula(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step, PsNumberForm form,
                       PsFormula *formula);

/* The running global average. */
typedef struct PsGlobal {
    int64_t cells; /* counted so far, */
    int64_t total; /* of all of the channel */
    double sum;
    float mean; /* NaN while cells is 0 */
} PsGlobal;

/* The running global average after step (0...n). Each cell counts once, when a window first reads it; step n
 * takes in all that are left. Time grows with the cells that count. */
PsGlobal ps_global_at(const PsWalk *walk, int64_t step);

/* "30 / 12 = 2.5": sum, cells and mean so far. */
PsFormulaPlan ps_global_plan(const PsGlobal *global);

/* Whether cell (row, column) of the map has been counted by then. */
bool ps_global_counted(const PsWalk *walk, int64_t step, int64_t row, int64_t column);

/* A share of a gradient: exactly parts / of where of is above 0, else value is all that is known. */
typedef struct PsShare {
    double value;
    int64_t parts, of;
} PsShare;

/* Where one unit of gradient on the output of step goes: the share of cell (row, column_index) of the map.
 * The cell a column took has 1/1, others 0/1; average gives each real cell of the window 1/divisor, global
 * (whatever the step) each cell of the channel 1/(H*W). L2 gives x / |x|, with of 0; where the norm |x| is 0,
 * 0, as PyTorch has it. Cells outside the window have 0/1. */
PsShare ps_column_gradient(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step, int64_t row,
                           int64_t column_index);

/* How many cells that gradient reaches: 1 where a cell is taken, the real cells of the window for average and
 * L2, all of the channel for global. */
int64_t ps_column_reach(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step);

#endif
