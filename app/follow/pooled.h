/* What follows from a scene: pooled values, colour scale, columns to compare. Computed whole where the scene
 * has changed as a whole; after edits of cells only what reads them. Stages read it and never change it.
 *
 * Large maps are pooled in slices between frames, some rows at a time, by amounts and not by the clock: what
 * is there already is shown.
 */
#ifndef POOLED_H
#define POOLED_H

#include "core/history.h"
#include "core/number_fit.h"
#include "core/walk.h"

/* What the Compare stage shows; empty on other stages. */
typedef struct Compared {
    PsColumn columns[PS_COMPARE_COLUMNS]; /* which columns there are, the fourth perhaps none */
    PsMap values[PS_COMPARE_COLUMNS];     /* [1][OH][OW] of the channel that is shown; global has none */
    float peaks[PS_COMPARE_COLUMNS];      /* the largest value of each, NaN where there is none */
    float averages[PS_COMPARE_COLUMNS];   /* the mean of each column's values */
    float peak;                           /* the largest of the input's channel */
    float *means;                         /* of each channel: the vector of global average */
    bool ready;
} Compared;

typedef struct Pooled {
    PsMap output;    /* of the scene's own operation, all channels, as far as it is there */
    int64_t rows;    /* how many of its rows are: the shown channel's first, then those of
                        the channels after it, and around */
    bool given_up;   /* there was no memory for the others */
    PsWalk walk;     /* over the channel that is shown */
    float magnitude; /* the m of the colour ramp */
    PsNumberSurvey input_numbers, output_numbers; /* of the shown channel, */
    bool surveyed_input, surveyed_output;         /* but not of maps too large to ask */
    uint64_t version;                             /* another one after each change of anything here */
    Compared compared;
    struct PooledNotes *notes; /* what was asked for, so that it is worked out once */
} Pooled;

/* The numbers of the shown channel, of the input and of the output; null for maps too large to ask. */
const PsNumberSurvey *pooled_input_numbers(const Pooled *pooled);
const PsNumberSurvey *pooled_output_numbers(const Pooled *pooled);

void pooled_free(Pooled *pooled);

/* Computes everything for scene, which must outlive it (the walk borrows its input), showing channel (the
 * first where there is no such); large maps are left to pooled_work. same_input: the input is the one pooled
 * was computed from. On failure pooled is as it was. */
PsStatus pooled_compute(Pooled *pooled, const PsScene *scene, int channel, bool compare, bool same_input,
                        PsError *error) PS_MUST_USE;

/* Whether output rows are still to come. */
bool pooled_busy(const Pooled *pooled);

/* Does a slice of them, of a few milliseconds. Without memory the rest is given up. */
PsStatus pooled_work(Pooled *pooled, const PsScene *scene, PsError *error) PS_MUST_USE;

/* How many outputs of the shown channel are there, from the first on. */
int64_t pooled_there(const Pooled *pooled);

/* Follows edits of cells, whose inverses are the last count of a stack. */
void pooled_update(Pooled *pooled, const PsScene *scene, const PsHistoryStack *inverses, size_t count);

/* The running average of the columns at a step (0…n), whichever was asked for before. */
PsGlobal pooled_global(const Pooled *pooled, int64_t step);

/* The results of step 1…n of the walk, whichever was asked for before. */
PsResults pooled_results(const Pooled *pooled, int64_t step);

#endif
