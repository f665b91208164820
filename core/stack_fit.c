/* Settling a printout's stack: plans on inputs of growing size, until a linear layer gets what it was made
 * for.
 *
 * The values that come into a node never shrink while the input grows, so that two searches by halves find
 * the smallest and the largest side. Invariant: a stack is changed only once all of it fits.
 */
#include "core/stack_fit.h"

#include <string.h>

/* What an input of some side makes of the layer that is looked at. */
typedef struct Trial {
    const PsStack *stack;
    int channels, node;
    PsError *error;
} Trial;

/* values: what comes into the node; 0 where what runs before it does not fit. */
static PsStatus try_side(const Trial *trial, int64_t side, int64_t *values, bool *fits) {
    PsPlan plan;
    const int size[PS_AXES] = {(int)side, (int)side};
    const PsStatus status = ps_plan_init(&plan, trial->stack, trial->channels, size, trial->error);
    if (status == PS_OK) {
        *values = plan.failed < trial->node ? 0 : ps_node_values(&plan.nodes[trial->node]);
        *fits = plan.failed == plan.count;
    }
    ps_plan_free(&plan);
    return status;
}

/* The smallest side up to most that gives at least so many values; most + 1: none does. */
static PsStatus find_side(const Trial *trial, int64_t wanted, int64_t most, int64_t *side) {
    int64_t low = 1;
    int64_t high = 1;
    int64_t values = 0;
    bool fits = false;
    PsStatus status = try_side(trial, high, &values, &fits);
    while (status == PS_OK && values < wanted && high < most) {
        low = high + 1;
        high = 2 * high < most ? 2 * high : most;
        status = try_side(trial, high, &values, &fits);
    }
    if (status == PS_OK && values < wanted) {
        *side = most + 1;
        return PS_OK;
    }
    while (status == PS_OK && low < high) {
        const int64_t middle = low + (high - low) / 2;
        status = try_side(trial, middle, &values, &fits);
        low = values >= wanted ? low : middle + 1;
        high = values >= wanted ? middle : high;
    }
    *side = low;
    return status;
}

/* Whether a square input of these channels suits all layers: then fit has its sides. */
static PsStatus try_channels(const Trial *trial, PsFit *fit) {
    int64_t values = 0;
    int64_t beyond = 0;
    bool fits = false;
    PsStatus status = find_side(trial, fit->expects, PS_STACK_SIDE, &fit->least);
    if (status == PS_OK && fit->least <= PS_STACK_SIDE) {
        status = try_side(trial, fit->least, &values, &fits);
    }
    if (status != PS_OK || !fits) {
        fit->least = 0;
        return status;
    }
    status = find_side(trial, (int64_t)fit->expects + 1, PS_STACK_SIDE, &beyond);
    fit->most = beyond - 1;
    fit->channels = trial->channels;
    return status;
}

/* A layer that reads the input at once takes a vector where no square has as many cells. */
static PsStatus try_vector(const PsStack *stack, PsFit *fit, PsError *error) {
    const Trial trial = {stack, fit->expects, fit->node, error};
    int64_t values = 0;
    bool fits = false;
    if (fit->expects > PS_STACK_SIDE) {
        return PS_OK;
    }
    const PsStatus status = try_side(&trial, 1, &values, &fits);
    if (status == PS_OK && fits) {
        fit->channels = fit->expects;
        fit->least = fit->most = 1;
    }
    return status;
}

/* Where the stack does not tell its channels: as many as there are, else a grey picture's, else a coloured
 * one's.
 */
static PsStatus find_sides(const PsStack *stack, int64_t channels, PsFit *fit, PsError *error) {
    const int candidates[] = {(int)channels, 1, 3};
    PsStatus status = PS_OK;
    for (int i = 0; i < (stack->channels > 0 ? 1 : 3) && status == PS_OK && fit->least == 0; i++) {
        const Trial trial = {stack, candidates[i], fit->node, error};
        status = try_channels(&trial, fit);
    }
    if (status == PS_OK && fit->least == 0 && stack->channels == 0) {
        status = try_vector(stack, fit, error);
    }
    return status;
}

static bool expects_any(const PsChain *chain) {
    bool any = false;
    for (int i = 0; i < chain->count && !any; i++) {
        any = chain->layers[i].expects > 0;
        for (int branch = 0; branch < chain->layers[i].branch_count && !any; branch++) {
            any = expects_any(&chain->layers[i].branches[branch]);
        }
    }
    return any;
}

static void forget(PsChain *chain) {
    for (int i = chain->count - 1; i >= 0; i--) {
        PsLayer *layer = &chain->layers[i];
        for (int branch = 0; branch < layer->branch_count; branch++) {
            forget(&layer->branches[branch]);
        }
        if (layer->kind == PS_LAYER_IDENTITY && layer->expects > 0) {
            PsLayer gone = ps_chain_take(chain, i);
            ps_layer_free(&gone);
        } else {
            layer->expects = 0;
        }
    }
}

static bool starves(const PsNode *node) {
    return node->state == PS_NODE_FAILS && node->layer->kind == PS_LAYER_LINEAR && !ps_node_meets(node);
}

/* What the plan says of the stack on the input it has. */
static void describe(const PsPlan *plan, PsFit *fit) {
    if (plan->failed == plan->count || !starves(&plan->nodes[plan->failed])) {
        return;
    }
    const PsLayer *layer = plan->nodes[plan->failed].layer;
    fit->node = plan->failed;
    fit->line = layer->line;
    fit->expects = layer->expects;
    ps_layer_name(layer, fit->name);
}

PsStatus ps_stack_settle(PsStack *stack, int channels, const int size[PS_AXES], bool choose, PsFit *fit,
                         PsError *error) {
    *fit = (PsFit){.node = -1};
    stack->printed = false;
    if (!expects_any(&stack->chain)) {
        return PS_OK;
    }
    const int own[PS_AXES] = {stack->size[PS_HEIGHT], stack->size[PS_WIDTH]};
    PsPlan plan;
    PsStatus status = ps_plan_init(&plan, stack, stack->channels > 0 ? stack->channels : channels,
                                   own[PS_HEIGHT] > 0 ? own : size, error);
    if (status != PS_OK) {
        return status;
    }
    bool fits = plan.failed == plan.count;
    describe(&plan, fit);
    if (fit->node >= 0) {
        status = find_sides(stack, plan.channels, fit, error);
    }
    ps_plan_free(&plan);
    if (status == PS_OK && choose && fit->least > 0) {
        stack->channels = fit->channels;
        stack->size[PS_HEIGHT] = stack->size[PS_WIDTH] = (int)fit->least;
        fit->taken = fits = true;
    }
    if (status == PS_OK && fits) {
        forget(&stack->chain);
    }
    return status;
}

static void drop_orders(PsChain *chain) {
    for (int i = chain->count - 1; i >= 0; i--) {
        for (int branch = 0; branch < chain->layers[i].branch_count; branch++) {
            drop_orders(&chain->layers[i].branches[branch]);
        }
        if (chain->layers[i].kind == PS_LAYER_ORDER) {
            PsLayer gone = ps_chain_take(chain, i);
            ps_layer_free(&gone);
        }
    }
}

void ps_stack_assume_order(PsStack *stack) {
    drop_orders(&stack->chain);
}
