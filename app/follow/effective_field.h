/* The effective field: influence of input cells on the neurons that are shown, and how wide it is for each
 * row. Longer work than fits into a frame, so it is done in slices between frames, by amounts and not by the
 * clock; what is there already is shown. Stages read it and say what they want of it; only app.c changes it.
 *
 * Invariant: all of it was computed from the stacks of wish.stacks_version, the measure of wish.random.
 */
#ifndef EFFECTIVE_FIELD_H
#define EFFECTIVE_FIELD_H

#include "app/follow/stacks.h"
#include "core/influence.h"

enum { EFFECTIVE_FIELD_SEEDS = 20, EFFECTIVE_FIELD_MAPS = 2 };

/* A neuron; node PS_NODE_INPUT: none. */
typedef struct EffectiveFieldNeuron {
    int node;
    int64_t at[PS_AXES];
} EffectiveFieldNeuron;

/* What a picture shows; it follows from the scene, the view and the cursor that is drawn. */
typedef struct EffectiveFieldWish {
    bool wanted;
    bool random;                                        /* gradients of random weights, else path counts */
    uint64_t stacks_version;                            /* which version of the stacks the neurons are of */
    EffectiveFieldNeuron neurons[EFFECTIVE_FIELD_MAPS]; /* the one that is shown, the one it grows from */
} EffectiveFieldWish;

typedef struct EffectiveFieldMap {
    EffectiveFieldNeuron neuron;
    bool begun, finished;
    double cost;  /* cells of one step */
    bool refused; /* error says why there is nothing */
    PsError error;
    PsInfluence influence;
    PsSpread spread;
} EffectiveFieldMap;

typedef struct EffectiveField {
    EffectiveFieldWish wish;
    EffectiveFieldMap maps[EFFECTIVE_FIELD_MAPS];
    PsMoments moments; /* of path counts, up to the row whose width is next, as far as the stack is a chain */
    EffectiveFieldMap point; /* of the row whose width is being worked out */
    double *widths; /* [row_count]: 4 sigma along the width of each row's middle neuron; NaN: none. Owned */
    int row_count;
    int width_count;   /* how many of them are there */
    double width_cost; /* cells gone through for them, where they are not shared */
} EffectiveField;

void effective_field_free(EffectiveField *effective);

/* Takes a wish; what is there of it stays. Without memory for the widths there are none. */
void effective_field_want(EffectiveField *effective, const Stacks *stacks, const EffectiveFieldWish *wish);

/* Whether there is anything left to do. What was wanted of other stacks is not done any more. */
bool effective_field_busy(const EffectiveField *effective, const Stacks *stacks);

/* Does a slice of it, of a few milliseconds; false where there was nothing to do. */
bool effective_field_work(EffectiveField *effective, const Stacks *stacks);

/* Does all of it: for a picture that is not watched while it is made. */
void effective_field_finish(EffectiveField *effective, const Stacks *stacks);

/* The map of the wish's neuron, so far; null: nothing of it is there, whatever is of other neurons, stacks or
 * measures. */
const EffectiveFieldMap *effective_field_map(const EffectiveField *effective, const EffectiveFieldWish *wish,
                                             int which);

#endif
