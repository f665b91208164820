/* What the scene's pool makes of its input. Computed whole where the scene has changed as a whole; after
 * edits of cells only what reads them. Stages read it and never change it.
 *
 * Large maps are pooled in slices between frames, some rows at a time, by amounts and not by the clock: what
 * is there already is shown.
 */
#ifndef POOLED_H
#define POOLED_H

#include "core/history.h"
#include "core/number_fit.h"
#include "core/walk.h"

typedef struct Pooled {
    PsMap output;  /* of the scene's own operation, all channels, as far as it is there */
    int64_t rows;  /* how many of its rows are: the shown channel's first, then those of
                      the channels after it, and around */
    bool given_up; /* there was no memory for the others */
    PsWalk walk;   /* over the channel that is shown */
    PsNumberSurvey input_numbers, output_numbers; /* of the shown channel, */
    bool surveyed_input, surveyed_output;         /* but not of maps too large to ask */
    uint64_t version;                             /* another one after each change of anything here */
    struct PooledNotes *notes;                    /* what was asked for, so that it is worked out once */
} Pooled;

/* The numbers of the shown channel, of the input and of the output; null for maps too large to ask. */
const PsNumberSurvey *pooled_input_numbers(const Pooled *pooled);
const PsNumberSurvey *pooled_output_numbers(const Pooled *pooled);

void pooled_free(Pooled *pooled);

/* Makes it of scene, which must outlive it (the walk borrows its input), showing channel; large maps are left
 * to pooled_work. Zeroed on failure: PS_ERROR_SIZE where windows that are gone through one by one take too
 * long. */
PsStatus pooled_make(Pooled *pooled, const PsScene *scene, int channel, uint64_t version,
                     PsError *error) PS_MUST_USE;

/* Whether an operation reads each cell of each window by itself, as maxima and averages need not; and whether
 * the scene's windows are too many for that. */
bool pooled_reads_windows(const PsPool *pool);
PsStatus pooled_check_work(const PsScene *scene, PsError *error) PS_MUST_USE;

/* The mean of a channel, of what is summed in double. */
float pooled_channel_mean(const PsMap *map, int channel);

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
