/* The effective field: influence of input cells on the neurons that are shown, and how wide it is for each
 * row. Longer work than fits into a frame, so it is done in slices between frames, by amounts and not by the
 * clock; what is there already is shown. Stages read it and say what they want of it; only app.c changes it.
 *
 * Invariant: all of it was computed from the lab of wish.lab_version, the measure of wish.random.
 */
#ifndef EFFECT_H
#define EFFECT_H

#include "app/lab.h"
#include "core/influence.h"

enum { EFFECT_SEEDS = 20, EFFECT_MAPS = 2 };

/* A neuron; node PS_NODE_INPUT: none. */
typedef struct EffectNeuron {
    int node;
    int64_t at[PS_AXES];
} EffectNeuron;

/* What a picture shows; it follows from the scene, the view and the cursor that is drawn. */
typedef struct EffectWish {
    bool wanted;
    bool random;                       /* gradients of random weights, else path counts */
    uint64_t lab_version;              /* which lab the neurons are of */
    EffectNeuron neurons[EFFECT_MAPS]; /* the one that is shown, the one it grows from */
} EffectWish;

typedef struct EffectMap {
    EffectNeuron neuron;
    bool begun, finished;
    double cost;  /* cells of one step */
    bool refused; /* error says why there is nothing */
    PsError error;
    PsInfluence influence;
    PsSpread spread;
} EffectMap;

typedef struct Effect {
    EffectWish wish;
    EffectMap maps[EFFECT_MAPS];
    PsMoments moments; /* of path counts, up to the row whose width is next, as far as the stack is a chain */
    EffectMap point;   /* of the row whose width is being worked out */
    double *widths; /* [row_count]: 4 sigma along the width of each row's middle neuron; NaN: none. Owned */
    int row_count;
    int width_count;   /* how many of them are there */
    double width_cost; /* cells gone through for them, where they are not shared */
} Effect;

void effect_free(Effect *effect);

/* Takes a wish; what is there of it stays. Without memory for the widths there are none. */
void effect_want(Effect *effect, const Lab *lab, const EffectWish *wish);

/* Whether there is anything left to do. What was wanted of another lab is not done any more. */
bool effect_busy(const Effect *effect, const Lab *lab);

/* Does a slice of it, of a few milliseconds; false where there was nothing to do. */
bool effect_work(Effect *effect, const Lab *lab);

/* Does all of it: for a picture that nobody watches come to be. */
void effect_finish(Effect *effect, const Lab *lab);

/* The map of the wish's neuron, so far; null: nothing of it is there, whatever is of other neurons, labs or
 * measures. */
const EffectMap *effect_map(const Effect *effect, const EffectWish *wish, int which);

#endif
