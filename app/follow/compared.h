/* The columns of the Compare stage: what other operations make of the windows of the scene's pool. Stages
 * read it and never change it.
 */
#ifndef COMPARED_H
#define COMPARED_H

#include "core/history.h"
#include "core/walk.h"

typedef struct Compared {
    PsColumn columns[PS_COMPARE_COLUMNS]; /* which columns there are, the fourth perhaps none */
    PsMap values[PS_COMPARE_COLUMNS];     /* [1][OH][OW] of the channel that is shown; global has none */
    PsMap colours[PS_COMPARE_COLUMNS];    /* [3][OH][OW] the same of each channel, of a picture in colour */
    float peaks[PS_COMPARE_COLUMNS];      /* the largest value of each, NaN if there is none */
    float averages[PS_COMPARE_COLUMNS];   /* the mean of each column's values */
    float peak;                           /* the largest of the input's channel */
    float *means;                         /* of each channel: the vector of global average */
    uint32_t seed;                        /* the fourth column was drawn with */
    bool borrows;                         /* all but the fourth column is another's */
} Compared;

/* Makes the columns of scene over the windows of walk, both of the same pool. old (may be null) has the same
 * input, pool and channel: all but the fourth column is borrowed from it until compared_replace. Zeroed on
 * failure: PS_ERROR_SIZE where windows that are gone through one by one take too long. */
PsStatus compared_make(Compared *compared, const Compared *old, const PsScene *scene, const PsWalk *walk,
                       PsError *error) PS_MUST_USE;

/* Whether it has the fourth column of these settings. */
bool compared_shows(const Compared *compared, const PsCompare *settings);

/* Frees what of old next does not use; next then owns all it holds. */
void compared_replace(Compared *old, Compared *next);
void compared_free(Compared *compared);

/* Follows edits of cells, whose inverses are the last count of a stack. */
void compared_update(Compared *compared, const PsScene *scene, const PsWalk *walk,
                     const PsHistoryStack *inverses, size_t count);

#endif
