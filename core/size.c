/* The axes of the Output size stage and its chains. Everything here follows from the settings alone.
 *
 * Invariant: a chain begins with the size it is asked for and holds no size below 1.
 */
#include "core/size.h"

#include "core/notation.h"
#include "core/preset.h"
#include "core/stack.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static PsAxis convolution_axis(const PsSizeConvolution *windows, int axis, int64_t input) {
    return (PsAxis){.input = input,
                    .kernel = windows->kernel_size[axis],
                    .stride = windows->stride[axis],
                    .padding = windows->padding[axis],
                    .dilation = windows->dilation[axis]};
}

static PsAxis layer_axis(const PsSize *size, const PsPool *pool, int axis, int64_t input) {
    return size->convolution ? convolution_axis(&size->windows, axis, input)
                             : ps_pool_windows(pool, axis, input);
}

PsAxis ps_size_axis(const PsSize *size, const PsPool *pool, int axis, int64_t map) {
    PsAxis made = layer_axis(size, pool, axis, size->input[axis] > 0 ? size->input[axis] : map);
    if (made.bins == 1) {
        made.bins = 0;
        made.kernel = made.stride = made.input;
    }
    return made;
}

int64_t ps_size_steps(const PsSize *size, const PsPool *pool, const int64_t map[PS_AXES]) {
    int64_t most = 0;
    for (int axis = 0; axis < PS_AXES; axis++) {
        const PsAxis made = ps_size_axis(size, pool, axis, map[axis]);
        const int64_t outputs = ps_axis_output(&made);
        most = outputs > most ? outputs : most;
    }
    return most + 1;
}

static void add_link(PsSizeChain *chain, const PsSizeLink *link) {
    assert(chain->count < PS_SIZE_LINKS);
    chain->links[chain->count++] = *link;
}

static bool is_one(const PsSizeLink *link) {
    return link->size[PS_HEIGHT] == 1 && link->size[PS_WIDTH] == 1;
}

static void add_global(PsSizeChain *chain) {
    const PsSizeLink link = {.size = {1, 1}, .global = true};
    if (is_one(&chain->links[chain->count - 1])) {
        chain->end = PS_SIZE_END_ONE;
        return;
    }
    chain->end = PS_SIZE_END_GLOBAL;
    add_link(chain, &link);
}

static PsSizeStop stop_of(const PsSizeLink *last, const PsSizeLink *next) {
    bool same = true;
    for (int axis = 0; axis < PS_AXES; axis++) {
        if (next->size[axis] < 1) {
            return PS_SIZE_NO_FIT;
        }
        if (next->size[axis] > PS_AXIS_LIMIT) {
            return PS_SIZE_GROWS;
        }
        same = same && next->size[axis] == last->size[axis];
    }
    return same ? PS_SIZE_SAME : PS_SIZE_GOES_ON;
}

/* The layer applied to what came out last. */
static PsSizeLink next_link(const PsSize *size, const PsPool *pool, const PsSizeLink *last) {
    PsSizeLink next = {0};
    for (int axis = 0; axis < PS_AXES; axis++) {
        next.axis[axis] = layer_axis(size, pool, axis, last->size[axis]);
        next.size[axis] = ps_axis_output(&next.axis[axis]);
    }
    return next;
}

static void chain_this(const PsSize *size, const PsPool *pool, PsSizeChain *chain) {
    while (chain->count < PS_SIZE_LINKS - 1 && !is_one(&chain->links[chain->count - 1])) {
        const PsSizeLink *last = &chain->links[chain->count - 1];
        const PsSizeLink next = next_link(size, pool, last);
        chain->stop = stop_of(last, &next);
        if (chain->stop != PS_SIZE_GOES_ON) {
            break;
        }
        add_link(chain, &next);
    }
    add_global(chain);
}

static const struct {
    const char *preset;
    bool global; /* the published network ends in a global average, else it is flattened */
} networks[PS_CHAIN_COUNT] = {
    [PS_CHAIN_VGG_16] = {"vgg_16", false},
    [PS_CHAIN_ALEXNET] = {"alexnet", false},
    [PS_CHAIN_RESNET_50] = {"resnet50", true},
};

static int64_t input_size(const PsPlan *plan, const PsNode *node, int axis) {
    return node->from == PS_NODE_INPUT ? plan->size[axis] : plan->nodes[node->from].size[axis];
}

/* The layer of a block that makes its output smaller: the first one of it with a stride. */
static const PsNode *shrinking_node(const PsPlan *plan, int node) {
    for (int i = node - 1; i >= 0 && plan->nodes[node].layer->kind == PS_LAYER_ADD; i--) {
        const PsNode *inner = &plan->nodes[i];
        if (inner->block == node && inner->branch == 0 && inner->layer->stride[PS_WIDTH] > 1) {
            return inner;
        }
    }
    return &plan->nodes[node];
}

static PsSizeLink link_of(const PsPlan *plan, int index) {
    const PsNode *node = shrinking_node(plan, index);
    const PsLayer *layer = node->layer;
    PsSizeLink link = {0};
    for (int axis = 0; axis < PS_AXES; axis++) {
        link.size[axis] = plan->nodes[index].size[axis];
        link.axis[axis] = (PsAxis){.input = node->in_size[axis],
                                   .kernel = layer->kernel[axis],
                                   .stride = layer->stride[axis],
                                   .padding = layer->padding[axis],
                                   .dilation = layer->dilation[axis],
                                   .ceil_mode = layer->ceil_mode};
    }
    snprintf(link.name, sizeof link.name, "%s", layer->name);
    return link;
}

/* The layers of the chain itself (not those inside a block) that change the size. */
static void chain_plan(const PsPlan *plan, PsSizeChain *chain) {
    for (int i = 0; i < plan->count && chain->count < PS_SIZE_LINKS; i++) {
        const PsNode *node = &plan->nodes[i];
        if (node->state != PS_NODE_FITS) {
            chain->stop = PS_SIZE_NO_FIT;
            return;
        }
        if (node->block == PS_NODE_INPUT && node->size[PS_WIDTH] != input_size(plan, node, PS_WIDTH)) {
            const PsSizeLink link = link_of(plan, i);
            add_link(chain, &link);
        }
        chain->channels = node->channels;
    }
}

static PsStatus chain_network(const PsSize *size, PsSizeChain *chain, PsError *error) {
    const PsPreset *preset = ps_preset_find(networks[size->chain].preset);
    const int from[PS_AXES] = {size->chain_from, size->chain_from};
    PsStack stack = {0};
    PsPlan plan = {0};
    PsStatus status = ps_notation_read(preset->text, preset->length, &stack, error);
    if (status == PS_OK) {
        status = ps_plan_init(&plan, &stack, 0, from, error);
    }
    if (status == PS_OK) {
        chain_plan(&plan, chain);
        chain->end = PS_SIZE_END_FLATTENED;
        if (networks[size->chain].global && chain->stop == PS_SIZE_GOES_ON) {
            add_global(chain);
        }
    }
    ps_plan_free(&plan);
    ps_stack_free(&stack);
    return status;
}

PsStatus ps_size_chain(const PsSize *size, const PsPool *pool, PsSizeChain *chain, PsError *error) {
    *chain = (PsSizeChain){.count = 1};
    chain->links[0].size[PS_HEIGHT] = chain->links[0].size[PS_WIDTH] = size->chain_from;
    if (size->chain != PS_CHAIN_THIS) {
        return chain_network(size, chain, error);
    }
    chain_this(size, pool, chain);
    return PS_OK;
}
