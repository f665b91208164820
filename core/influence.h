/* The effective receptive field: how much each input cell has to say in one neuron's value.
 *
 * Two measures. Path counts: how many ways lead from the cell to the neuron, every weight and every cell of a
 * pool counting 1 (the gradient of a network of ones, sum pooling in place of pools). Random weights: the
 * magnitude of the gradient with normal weights, ReLU behind every convolution, noise as the input and max
 * pools that route to their winner, averaged over seeds (Luo, Li, Urtasun, Zemel: Understanding the Effective
 * Receptive Field, NIPS 2016). Both run on one channel a layer: concat, like add, is then a sum of its
 * branches.
 */
#ifndef PS_INFLUENCE_H
#define PS_INFLUENCE_H

#include "core/field.h"

/* Influence on one neuron over its region on the input (clipped to the input). */
typedef struct PsInfluence {
    PsRegion region;
    int height, width;        /* of the region, 0 where it is empty */
    double *values;           /* [height][width], owned; the influence is values * 2^exponent */
    double *profile[PS_AXES]; /* sums over the other axis, [height] and [width], owned; same exponent */
    int exponent;             /* 0 as long as the numbers fit: then path counts below 2^53 are exact */
    void *work;               /* random weights: buffers that are used again for every seed, owned */
    int seeds;                /* random weights: how many have been added; else 0 */
} PsInfluence;

/* The largest region that is computed: height * width. */
#define PS_INFLUENCE_CELLS ((int64_t)1 << 24)

/* Path counts of a neuron; node PS_NODE_INPUT is refused, as is a node that does not fit (PS_ERROR_SETTING)
 * and a region beyond PS_INFLUENCE_CELLS (PS_ERROR_SIZE). Chains are separable: two vectors; with joins the
 * cone is walked in two dimensions. influence is made here; zeroed on failure. */
PsStatus ps_influence_paths(const PsPlan *plan, int node, const int64_t neuron[PS_AXES],
                            PsInfluence *influence, PsError *error) PS_MUST_USE;

/* An empty sum for random weights over the same region: values 0, seeds 0. */
PsStatus ps_influence_init(const PsPlan *plan, int node, const int64_t neuron[PS_AXES],
                           PsInfluence *influence, PsError *error) PS_MUST_USE;

/* Adds the gradient magnitudes of one seed, scaled to the sum 1 (a network that is dead at this neuron adds
 * nothing, but counts as a seed). The forward pass runs inside the cone alone. Same seed, same numbers. */
PsStatus ps_influence_add_seed(const PsPlan *plan, int node, const int64_t neuron[PS_AXES], uint64_t seed,
                               PsInfluence *influence, PsError *error) PS_MUST_USE;

void ps_influence_free(PsInfluence *influence);

/* Takes the profiles up to date after seeds have been added: once, not for each. */
void ps_influence_profile(PsInfluence *influence);

/* The Gaussian that fits, by moments: along each axis. */
typedef struct PsSpread {
    double mean[PS_AXES];  /* input cells */
    double sigma[PS_AXES]; /* standard deviation, input cells */
    double width[PS_AXES]; /* 4 sigma: holds 95.4 % of a Gaussian */
    double ratio[PS_AXES]; /* width : theoretical field */
    int half[PS_AXES];     /* sides of the central half: at least half the field, of the field's parity */
    double central;        /* share of all influence inside the central half, round the field's centre */
    double peak;           /* largest value, times 2^exponent */
    double corner;         /* the least of the region's four corners, times 2^exponent */
} PsSpread;

/* field: the node's, of ps_field_compute; neuron as given. Zeroed where there is no influence at all. */
void ps_influence_spread(const PsInfluence *influence, const PsField *field, const int64_t neuron[PS_AXES],
                         PsSpread *spread);

/* Path counts of one neuron along an axis: their sum (to a common scale), mean and variance, in input cells.
 */
typedef struct PsMoment {
    double sum, mean, variance;
} PsMoment;

/* Of all neurons of one layer of a chain; the next layer follows from it, so that all layers take no more
 * time than one path count of the last. */
typedef struct PsMoments {
    PsMoment *neurons; /* [count], owned */
    int64_t count;
    int next; /* the node above: 0 while they are the input's cells */
} PsMoments;

PsStatus ps_moments_init(PsMoments *moments, int64_t input, PsError *error) PS_MUST_USE;
void ps_moments_free(PsMoments *moments);

/* Whether the node above stands on this layer alone, and fits. */
bool ps_moments_can(const PsPlan *plan, const PsMoments *moments);

/* Goes up to it. On failure moments are as they were. */
PsStatus ps_moments_up(const PsPlan *plan, int axis, PsMoments *moments, PsError *error) PS_MUST_USE;

#endif
