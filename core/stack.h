/* A stack: layers as a tree, and the plan it makes on an input of some size.
 *
 * The stack is what people edit: a chain whose joins hold branches. The plan is flat: one node a layer, in
 * the order in which they run, so that a node reads only nodes before it. All figures (sizes, parameters,
 * fields, influence) are computed over plans. The index of a node is the index of its layer everywhere.
 */
#ifndef PS_STACK_H
#define PS_STACK_H

#include "core/layer.h"

#include <stdint.h>

/* PS_STACK_LAYERS: all layers of a stack, joins and those in branches among them. PS_STACK_DEPTH: joins in
 * joins. PS_STACK_SIDE: rows and columns of an input. */
enum { PS_STACK_LAYERS = 4096, PS_STACK_DEPTH = 16, PS_STACK_BRANCHES = 64, PS_STACK_SIDE = 1 << 16 };

/* What a stack runs on; 0 where it does not say. */
typedef struct PsStack {
    PsChain chain;
    int channels;
    int size[PS_AXES];
    bool printed; /* just read from a printout, what its layers expect not settled yet; not compared */
} PsStack;

void ps_stack_free(PsStack *stack);
PsStatus ps_stack_copy(const PsStack *stack, PsStack *copy, PsError *error) PS_MUST_USE;
bool ps_stack_equal(const PsStack *one, const PsStack *other);

/* How many layers there are, those in branches among them: a plan's nodes. */
int ps_stack_count(const PsStack *stack);

/* Where the layer of a node stands: the chain that holds it and its position there. Null where there is no
 * such node. */
PsChain *ps_stack_find(PsStack *stack, int node, int *position);

typedef enum PsNodeState {
    PS_NODE_FITS,
    PS_NODE_FAILS,  /* it cannot follow what comes in: the plan's error says why */
    PS_NODE_FOLLOWS /* it is behind one that fails: no sizes */
} PsNodeState;

/* What one layer is on this input. Sizes, parameters and multiply-adds are 0 where it does not fit. */
typedef struct PsNode {
    const PsLayer *layer; /* borrowed from the stack */
    PsNodeState state;
    int from;        /* the node it reads; PS_NODE_INPUT: the input. A join's is what its branches read */
    int first_input; /* joins: its inputs are plan->inputs[first_input … + input_count) */
    int input_count;
    int block;  /* the join directly round it, PS_NODE_INPUT: none */
    int branch; /* which of that join's branches */
    int64_t in_channels, channels;
    int64_t in_size[PS_AXES], size[PS_AXES];
    int64_t before[PS_AXES]; /* padding before the first cell; SAME resolved */
    int64_t parameters;      /* learned numbers, biases among them; batch norm 2 a channel */
    int64_t multiply_adds;   /* of convolutions and linear layers, for one image */
} PsNode;

#define PS_NODE_INPUT (-1)

/* How a layer moves the field along one axis: the field grows by reach * jump, the start by lead * jump, then
 * the jump is multiplied by factor. A window's are (K-1)*D, (K-1)*D/2 - P and S. */
typedef struct PsLink {
    double reach, lead, factor;
} PsLink;

typedef struct PsPlan {
    int64_t channels, size[PS_AXES]; /* of the input */
    PsNode *nodes;
    int count;
    int *inputs; /* of all joins */
    int input_count;
    PsLink *links; /* [count][PS_AXES] */
    int failed;    /* the first node that fails; count: none */
    PsError error; /* why, without the layer's number and name */
} PsPlan;

/* Puts stack on an input; stack must outlive the plan. channels and size below 1: the stack's own, and where
 * it has none 3 x 224 x 224. A layer that cannot follow is no failure of this call: see failed. Fails for an
 * input that is too large and for want of memory. */
PsStatus ps_plan_init(PsPlan *plan, const PsStack *stack, int channels, const int size[PS_AXES],
                      PsError *error) PS_MUST_USE;
void ps_plan_free(PsPlan *plan);

/* All values that come into a node; 2^52 where they are as many or more. */
int64_t ps_node_values(const PsNode *node);

/* Whether what comes in is what the layer was made for. */
bool ps_node_meets(const PsNode *node);

/* The cells of its input that neuron `output` of a node reads along an axis: first, first + step, ... count
 * of them, all real ones; count 0 where all it covers is padding. For a node that fits, and no join. */
typedef struct PsTaps {
    int64_t first, count, step;
} PsTaps;

PsTaps ps_node_taps(const PsNode *node, int axis, int64_t output);

/* The positions window `output` covers before clipping, real or not: the same without an input's borders. */
PsTaps ps_node_window(const PsNode *node, int axis, int64_t output);

/* Those of taps that lie in a range of cells. */
PsTaps ps_taps_within(PsTaps taps, PsRange range);

/* The nodes that a node reads: a join's inputs, else its one. PS_NODE_INPUT among them is the input. */
const int *ps_plan_inputs(const PsPlan *plan, int node, int *count);

#endif
