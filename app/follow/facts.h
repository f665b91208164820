/* What follows from a scene. Each fact says what parts of the scene it reads; it is worked out anew where one
 * of those has changed and the stage on screen needs it, and where that is long in slices between frames.
 *
 * To add a fact: its member here, a FOLLOW_, and a row in facts.c. Stages read facts and never change them.
 */
#ifndef FACTS_H
#define FACTS_H

#include "app/follow/compared.h"
#include "app/follow/effective_field.h"
#include "app/follow/input_scale.h"
#include "app/follow/pooled.h"
#include "app/follow/stacks.h"

/* Bits, of what a stage needs. In this order they are worked out: a fact may stand on those before it. */
enum {
    FOLLOW_SCALE = 1,
    FOLLOW_POOLED = 2,
    FOLLOW_COMPARED = 4, /* with FOLLOW_POOLED */
    FOLLOW_STACKS = 8,
    FOLLOW_EFFECTIVE = 16 /* with FOLLOW_STACKS; worked out as it is wished for */
};

typedef struct Facts {
    InputScale scale;
    Pooled pooled;
    Compared compared;
    Stacks stacks;
    EffectiveField effective;
    unsigned fresh; /* those that are of the scene as it is; the others are not to be read */
    unsigned made;  /* between prepare and commit: those that are not borrowed */
} Facts;

void facts_free(Facts *facts);

/* Works out what of needs is not there after the parts of changed (PS_PART_*, FACTS_CHANNEL) changed, for
 * scene (which outlives it: walks borrow its input) and channel. next is made here: what facts will be after
 * facts_commit. Until then facts is as it is, and next borrows from it. On failure nothing has changed.
 */
PsStatus facts_prepare(const Facts *facts, const PsScene *scene, int channel, unsigned changed,
                       unsigned needs, Facts *next, PsError *error) PS_MUST_USE;
void facts_commit(Facts *facts, Facts *next);
void facts_abandon(Facts *next);

/* Another channel is shown. */
#define FACTS_CHANNEL (PS_PART_ALL + 1)

/* Follows edits of cells, whose inverses are the last count of a stack, where every fact that is needed and
 * reads the input can do that; else false, and nothing is done. */
bool facts_follow_cells(Facts *facts, const PsScene *scene, unsigned needs, const PsHistoryStack *inverses,
                        size_t count);

/* Whether a slice of work is left for what is needed. */
bool facts_busy(const Facts *facts, unsigned needs);

/* Does a slice, of a few milliseconds; *worked is false where there was nothing to do. */
PsStatus facts_work(Facts *facts, const PsScene *scene, unsigned needs, bool *worked,
                    PsError *error) PS_MUST_USE;

#endif
