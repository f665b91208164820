/* Columns to compare. Names and settings first, then what each column makes of a window.
 *
 * Invariant: nothing here is remembered; a result follows from the walk, the column, the seed and the step.
 */
#include "core/compare.h"

#include <assert.h>
#include <string.h>

static const char *const COLUMN_NAMES[] = {"none", "max",    "average",   "global",    "l2",
                                           "min",  "median", "subsample", "stochastic"};
_Static_assert(sizeof COLUMN_NAMES / sizeof COLUMN_NAMES[0] == PS_COLUMN_COUNT, "a name for each column");

static const char *const MINUS_NAMES[] = {"none", "max", "average"};
_Static_assert(sizeof MINUS_NAMES / sizeof MINUS_NAMES[0] == PS_MINUS_COUNT, "a name for each difference");

const char *ps_column_name(PsColumn column) {
    assert((unsigned)column < PS_COLUMN_COUNT);
    return COLUMN_NAMES[column];
}

bool ps_column_find(const char *name, PsColumn *column) {
    for (int i = 0; i < PS_COLUMN_COUNT; i++) {
        if (strcmp(name, COLUMN_NAMES[i]) == 0) {
            *column = (PsColumn)i;
            return true;
        }
    }
    return false;
}

const char *ps_minus_name(PsMinus minus) {
    assert((unsigned)minus < PS_MINUS_COUNT);
    return MINUS_NAMES[minus];
}

bool ps_minus_find(const char *name, PsMinus *minus) {
    for (int i = 0; i < PS_MINUS_COUNT; i++) {
        if (strcmp(name, MINUS_NAMES[i]) == 0) {
            *minus = (PsMinus)i;
            return true;
        }
    }
    return false;
}

PsCompare ps_compare_default(void) {
    return (PsCompare){.with = PS_COLUMN_NONE, .seed = 1};
}

bool ps_compare_equal(const PsCompare *one, const PsCompare *other) {
    return one->with == other->with && one->seed == other->seed && one->gradient == other->gradient &&
           memcmp(one->minus, other->minus, sizeof one->minus) == 0;
}

PsStatus ps_compare_check(const PsCompare *compare, PsError *error) {
    const bool own = compare->with == PS_COLUMN_NONE ||
                     (compare->with > PS_COLUMN_GLOBAL && (unsigned)compare->with < PS_COLUMN_COUNT);
    if (!own) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "the fourth column cannot be that: use l2, min, median, subsample or stochastic");
    }
    for (int i = 0; i < PS_COMPARE_COLUMNS; i++) {
        if ((unsigned)compare->minus[i] >= PS_MINUS_COUNT) {
            return ps_fail(error, PS_ERROR_SETTING, "a difference cannot be that: use none, max or average");
        }
    }
    return PS_OK;
}
