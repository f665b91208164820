/* Settling a printout's stack: plans on inputs of growing size, until a linear layer gets what it was made
 * for.
 *
 * The values that come into a node never shrink while the input grows, so that two searches by halves find
 * the smallest and the largest side. Invariant: layers
 * forget what they expect only once all of the stack fits.
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
static PsStatus try_size(const Trial *trial, const int size[PS_AXES], int64_t *values) {
    PsPlan plan;
    const PsStatus status = ps_plan_init(&plan, trial->stack, trial->channels, size, trial->error);
    if (status == PS_OK) {
        *values = plan.failed < trial->node ? 0 : ps_node_values(&plan.nodes[trial->node]);
    }
    ps_plan_free(&plan);
    return status;
}

static PsStatus try_side(const Trial *trial, int64_t side, int64_t *values) {
    return try_size(trial, (const int[PS_AXES]){(int)side, (int)side}, values);
}

/* The smallest side up to most that gives at least that many values; most + 1: none does. */
static PsStatus find_side(const Trial *trial, int64_t wanted, int64_t most, int64_t *side) {
    int64_t low = 1;
    int64_t high = 1;
    int64_t values = 0;
    PsStatus status = try_side(trial, high, &values);
    while (status == PS_OK && values < wanted && high < most) {
        low = high + 1;
        high = 2 * high < most ? 2 * high : most;
        status = try_side(trial, high, &values);
    }
    if (status == PS_OK && values < wanted) {
        *side = most + 1;
        return PS_OK;
    }
    while (status == PS_OK && low < high) {
        const int64_t middle = low + (high - low) / 2;
        status = try_side(trial, middle, &values);
        low = values >= wanted ? low : middle + 1;
        high = values >= wanted ? middle : high;
    }
    *side = low;
    return status;
}

/* Whether a square input of these channels gives the layer what it was made for: then fit has its sides. */
static PsStatus try_channels(const Trial *trial, PsFit *fit) {
    int64_t values = 0;
    int64_t beyond = 0;
    PsStatus status = find_side(trial, fit->expects, PS_STACK_SIDE, &fit->least);
    if (status == PS_OK && fit->least <= PS_STACK_SIDE) {
        status = try_side(trial, fit->least, &values);
    }
    if (status != PS_OK || values != fit->expects) {
        fit->least = 0;
        return status;
    }
    status = find_side(trial, (int64_t)fit->expects + 1, PS_STACK_SIDE, &beyond);
    fit->most = beyond - 1;
    fit->channels = trial->channels;
    return status;
}

/* Channels to try where the stack does not tell its own: as many as there are, a grey picture's, a coloured
 * one's, and what a vector has, or a map of the size that is given. */
enum { CANDIDATES = 4 };

static int list_channels(const PsPlan *plan, const PsStack *stack, int64_t vector, int channels[CANDIDATES]) {
    channels[0] = (int)plan->channels;
    if (stack->channels > 0) {
        return 1;
    }
    channels[1] = 1;
    channels[2] = 3;
    channels[3] = vector > 0 && vector <= PS_STACK_SIDE ? (int)vector : 1;
    return CANDIDATES;
}

static PsStatus find_sides(const PsPlan *plan, const PsStack *stack, PsFit *fit, PsError *error) {
    int channels[CANDIDATES];
    PsStatus status = PS_OK;
    const int count = list_channels(plan, stack, fit->expects, channels);
    for (int i = 0; i < count && status == PS_OK && fit->least == 0; i++) {
        const Trial trial = {stack, channels[i], fit->node, error};
        status = try_channels(&trial, fit);
    }
    return status;
}

/* Channels that give the layer what it was made for on the input's own size; 0: none do. */
static PsStatus find_channels(const PsPlan *plan, const PsStack *stack, const PsFit *fit, int *found,
                              PsError *error) {
    const int size[PS_AXES] = {(int)plan->size[PS_HEIGHT], (int)plan->size[PS_WIDTH]};
    int channels[CANDIDATES];
    int64_t values = 0;
    PsStatus status = PS_OK;
    const int count =
        list_channels(plan, stack, fit->expects / (plan->size[PS_HEIGHT] * plan->size[PS_WIDTH]), channels);
    *found = 0;
    for (int i = 0; i < count && status == PS_OK && *found == 0; i++) {
        const Trial trial = {stack, channels[i], fit->node, error};
        status = try_size(&trial, size, &values);
        *found = status == PS_OK && values == fit->expects ? channels[i] : 0;
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

/* Takes of an input that suits what may be chosen, and says so in fit. */
static PsStatus take(const PsPlan *plan, PsStack *stack, PsFitChoice choice, PsFit *fit, PsError *error) {
    int channels = 0;
    const bool told = stack->channels > 0;
    PsStatus status = find_sides(plan, stack, fit, error);
    if (status == PS_OK && choice == PS_FIT_CHANNELS && !told) {
        status = find_channels(plan, stack, fit, &channels, error);
    }
    if (status == PS_OK && choice == PS_FIT_INPUT && fit->least > 0) {
        stack->channels = fit->channels;
        stack->size[PS_HEIGHT] = stack->size[PS_WIDTH] = (int)fit->least;
        fit->taken = true;
    } else if (status == PS_OK && channels > 0) {
        stack->channels = fit->channels = channels;
        fit->least = fit->most = plan->size[PS_HEIGHT];
        fit->taken = true;
    }
    return status;
}

/* Whether all of the stack fits now. */
static PsStatus check_whole(const PsStack *stack, int channels, const int size[PS_AXES], bool *whole,
                            PsError *error) {
    PsPlan plan;
    const PsStatus status = ps_plan_init(&plan, stack, stack->channels > 0 ? stack->channels : channels,
                                         stack->size[PS_HEIGHT] > 0 ? stack->size : size, error);
    *whole = status == PS_OK && plan.failed == plan.count;
    ps_plan_free(&plan);
    return status;
}

PsStatus ps_stack_settle(PsStack *stack, int channels, const int size[PS_AXES], PsFitChoice choice,
                         PsFit *fit, PsError *error) {
    *fit = (PsFit){.node = -1};
    stack->printed = false;
    if (!expects_any(&stack->chain)) {
        return PS_OK;
    }
    PsPlan plan;
    bool whole = false;
    const PsStack before = *stack;
    PsStatus status = ps_plan_init(&plan, stack, stack->channels > 0 ? stack->channels : channels,
                                   stack->size[PS_HEIGHT] > 0 ? stack->size : size, error);
    if (status == PS_OK) {
        describe(&plan, fit);
    }
    if (status == PS_OK && fit->node >= 0) {
        status = take(&plan, stack, choice, fit, error);
    }
    ps_plan_free(&plan);
    if (status == PS_OK) {
        status = check_whole(stack, channels, size, &whole, error);
    }
    if (status != PS_OK) {
        *stack = before;
        *fit = (PsFit){.node = -1};
    } else if (whole) {
        forget(&stack->chain);
    }
    return status;
}

static bool drop_orders(PsChain *chain) {
    bool any = false;
    for (int i = chain->count - 1; i >= 0; i--) {
        for (int branch = 0; branch < chain->layers[i].branch_count; branch++) {
            any = drop_orders(&chain->layers[i].branches[branch]) || any;
        }
        if (chain->layers[i].kind == PS_LAYER_ORDER) {
            PsLayer gone = ps_chain_take(chain, i);
            ps_layer_free(&gone);
            any = true;
        }
    }
    return any;
}

bool ps_stack_assume_order(PsStack *stack) {
    return drop_orders(&stack->chain);
}
