/* The receptive field: what one neuron can see, exactly.
 *
 * Two kinds of answers. The formula's (PsField): size, jump, start and padding of every layer, whatever the
 * input's borders. And the exact ones, read off the plan's index ranges: the input rectangle of one neuron,
 * the neurons it stands on in each layer below, the neurons that read one input cell.
 *
 * Formula: r_l = r_{l-1} + (k_l - 1) * d_l * j_{l-1}, j_l = j_{l-1} * s_l,
 * start_l = start_{l-1} + ((k_l - 1) * d_l / 2 - p_l) * j_{l-1} (Araujo, Norris, Sim: Computing Receptive
 * Fields of Convolutional Neural Networks, Distill 2019). A join's is the union of its branches.
 */
#ifndef PS_FIELD_H
#define PS_FIELD_H

#include "core/stack.h"

/* The formula's figures of one layer along one axis, in input cells. */
typedef struct PsFieldAxis {
    double size;    /* r: whole but behind upsampling */
    double jump;    /* product of the strides so far: input cells from one neuron to the next */
    double start;   /* centre of the first neuron's field; the first cell's centre is 0 */
    double padding; /* cells of the first neuron's field before the first cell: (r - 1) / 2 - start */
} PsFieldAxis;

typedef struct PsField {
    PsFieldAxis axis[PS_AXES];
    bool known;      /* false past an unknown layer, or where a size that does not fit decides */
    bool misaligned; /* a join here or below whose branches have other starts or jumps */
} PsField;

/* Fields of all nodes of a plan: fields holds plan->count of them and is the caller's. Never fails; about a
 * nanosecond a layer. */
void ps_field_compute(const PsPlan *plan, PsField *fields);

/* A half-open rectangle of cells; empty where first == end on either axis. */
typedef struct PsRegion {
    PsRange axis[PS_AXES];
} PsRegion;

/* The input cells that a neuron reads: the least rectangle round them, exact whatever dilation, stride,
 * upsampling or borders; of a join's branches, what each reads is united along each axis. Neuron: row,
 * column. The node must fit. Fails for want of memory, or where the plan has too many neurons to follow each.
 */
PsStatus ps_field_region(const PsPlan *plan, int node, const int64_t neuron[PS_AXES], PsRegion *region,
                         PsError *error) PS_MUST_USE;

/* The same as if the input went on beyond its borders: what the field would be before clipping. Fails for
 * want of memory alone. */
PsStatus ps_field_unclipped(const PsPlan *plan, int node, const int64_t neuron[PS_AXES], PsRegion *region,
                            PsError *error) PS_MUST_USE;

/* Regions of every neuron of every node, along each axis for itself, and what follows from them. */
typedef struct PsSight {
    PsRange *ranges[PS_AXES]; /* node i's neurons are ranges[axis][first[axis][i] … + size) */
    int64_t *first[PS_AXES];  /* count + 1 of them */
    double *share;            /* the largest share of the input that a neuron of the node reads, 0 … 1 */
    bool *idle; /* next to no new context: a window whose incoming field is as large as the input */
    int whole;  /* the first node with a neuron that sees all; plan->count: none */
    int idle_count;
} PsSight;

/* fields: of ps_field_compute. Fails for want of memory, or where the plan has too many neurons to list. */
PsStatus ps_sight_init(PsSight *sight, const PsPlan *plan, const PsField *fields, PsError *error) PS_MUST_USE;
void ps_sight_free(PsSight *sight);

/* Along one axis, what is on the way between a neuron and the input: which neurons of each node. */
typedef struct PsCone {
    unsigned char
        *lit;       /* node i's are lit[first[i] … first[i] + its size); the input's lie at first[count] */
    int64_t *first; /* count + 1 of them */
    PsRange *span;  /* least range round the lit ones of each node, [count + 1]; empty if there are none */
    int64_t *lit_count; /* [count + 1] */
    int count;
} PsCone;

/* Makes room for a plan's cones; then the two below fill it as often as one likes, without allocating. */
PsStatus ps_cone_init(PsCone *cone, const PsPlan *plan, int axis, PsError *error) PS_MUST_USE;
void ps_cone_free(PsCone *cone);

/* The neurons (and input cells) that neuron `output` of node reads along axis, itself included. */
void ps_cone_down(const PsPlan *plan, int axis, int node, int64_t output, PsCone *cone);

/* The neurons of each node that read input cell `cell` along axis. */
void ps_cone_up(const PsPlan *plan, int axis, int64_t cell, PsCone *cone);

#endif
