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

/* No fourth column, seed 1, values, nothing taken away. */
PsCompare ps_compare_default(void);
bool ps_compare_equal(const PsCompare *one, const PsCompare *other);

/* PS_ERROR_SETTING where with is max, average or global (they are there already), or a member is out of
 * range. */
PsStatus ps_compare_check(const PsCompare *compare, PsError *error) PS_MUST_USE;

#endif
