/* Stacks, and the plans that put them on an input: what each layer makes of the size that comes in.
 *
 * A plan is made in one pass over the tree, in the order in which layers run. Invariant: a node reads only
 * nodes of a smaller index, and figures of a node are set if and only if its state is PS_NODE_FITS. All
 * products are of numbers checked before: sizes and channels at most PS_AXIS_LIMIT (2^28), kernels too.
 */
#include "core/stack.h"

#include "core/memory.h"

#include <assert.h>
#include <string.h>

enum { DEFAULT_CHANNELS = 3, DEFAULT_SIDE = 224 };

/* Figures are counted up to here; beyond, a layer is refused. */
#define FIGURE_LIMIT ((int64_t)1 << 52)

static const char *const AXIS_NAMES[PS_AXES] = {"height", "width"};

void ps_stack_free(PsStack *stack) {
    ps_chain_free(&stack->chain);
    *stack = (PsStack){0};
}

PsStatus ps_stack_copy(const PsStack *stack, PsStack *copy, PsError *error) {
    *copy = (PsStack){0};
    PsChain chain;
    const PsStatus status = ps_chain_copy(&stack->chain, &chain, error);
    if (status == PS_OK) {
        *copy = *stack;
        copy->chain = chain;
    }
    return status;
}

bool ps_stack_equal(const PsStack *one, const PsStack *other) {
    return one->channels == other->channels && one->size[PS_HEIGHT] == other->size[PS_HEIGHT] &&
           one->size[PS_WIDTH] == other->size[PS_WIDTH] && ps_chain_equal(&one->chain, &other->chain);
}

static int count_chain(const PsChain *chain) {
    int count = chain->count;
    for (int i = 0; i < chain->count; i++) {
        for (int branch = 0; branch < chain->layers[i].branch_count; branch++) {
            count += count_chain(&chain->layers[i].branches[branch]);
        }
    }
    return count;
}

int ps_stack_count(const PsStack *stack) {
    return count_chain(&stack->chain);
}

/* Counts *node down as layers pass by in the order in which they run. */
static PsChain *find_in_chain(PsChain *chain, int *node, int *position) {
    for (int i = 0; i < chain->count; i++) {
        const PsLayer *layer = &chain->layers[i];
        for (int branch = 0; branch < layer->branch_count; branch++) {
            PsChain *found = find_in_chain(&layer->branches[branch], node, position);
            if (found != NULL) {
                return found;
            }
        }
        if ((*node)-- == 0) {
            *position = i;
            return chain;
        }
    }
    return NULL;
}

PsChain *ps_stack_find(PsStack *stack, int node, int *position) {
    return node < 0 ? NULL : find_in_chain(&stack->chain, &node, position);
}

/* What comes into a layer: of a node, or of the input. */
typedef struct Shape {
    bool known;
    int64_t channels;
    int64_t size[PS_AXES];
} Shape;

static Shape shape_of(const PsPlan *plan, int node) {
    if (node == PS_NODE_INPUT) {
        return (Shape){true, plan->channels, {plan->size[PS_HEIGHT], plan->size[PS_WIDTH]}};
    }
    const PsNode *from = &plan->nodes[node];
    return (Shape){
        from->state == PS_NODE_FITS, from->channels, {from->size[PS_HEIGHT], from->size[PS_WIDTH]}};
}

/* TensorFlow's SAME: O = ceil(N / S), the smaller half of the padding first. */
static void place_same(const PsLayer *layer, PsNode *node, int axis) {
    const int64_t input = node->in_size[axis];
    const int64_t stride = layer->stride[axis];
    const int64_t output = (input + stride - 1) / stride;
    const int64_t extent = (int64_t)layer->dilation[axis] * (layer->kernel[axis] - 1) + 1;
    const int64_t total = (output - 1) * stride + extent - input;
    node->size[axis] = output;
    node->before[axis] = total > 0 ? total / 2 : 0;
}

static PsStatus place_window(const PsLayer *layer, PsNode *node, int axis, PsError *error) {
    if (layer->same) {
        place_same(layer, node, axis);
        return PS_OK;
    }
    const PsAxis numbers = {.input = node->in_size[axis],
                            .kernel = layer->kernel[axis],
                            .stride = layer->stride[axis],
                            .padding = layer->padding[axis],
                            .dilation = layer->dilation[axis],
                            .ceil_mode = layer->ceil_mode};
    const PsStatus status =
        ps_axis_check(&numbers, AXIS_NAMES[axis], ps_layer_info(layer->kind)->pooling, error);
    if (status == PS_OK) {
        node->size[axis] = ps_axis_output(&numbers);
        node->before[axis] = layer->padding[axis];
    }
    return status;
}

static PsStatus place_axis(const PsLayer *layer, PsNode *node, int axis, PsError *error) {
    switch (ps_layer_info(layer->kind)->family) {
    case PS_FAMILY_GLOBAL:
        node->size[axis] = 1;
        return PS_OK;
    case PS_FAMILY_UPSAMPLE:
        node->size[axis] = node->in_size[axis] * layer->scale[axis];
        return PS_OK;
    case PS_FAMILY_PASS:
    case PS_FAMILY_JOIN:
    case PS_FAMILY_UNKNOWN:
        node->size[axis] = node->in_size[axis];
        return PS_OK;
    case PS_FAMILY_CONV:
    case PS_FAMILY_MAX:
    case PS_FAMILY_AVERAGE:
    case PS_FAMILY_LP:
    case PS_FAMILY_COUNT:
        break;
    }
    if (ps_layer_info(layer->kind)->output_size) {
        node->size[axis] = layer->output_size[axis] > 0 ? layer->output_size[axis] : node->in_size[axis];
        return PS_OK;
    }
    return place_window(layer, node, axis, error);
}

static PsStatus place_channels(const PsLayer *layer, PsNode *node, PsError *error) {
    node->channels = layer->channels > 0 ? layer->channels : node->in_channels;
    const int64_t groups = layer->kind == PS_LAYER_DEPTHWISE ? node->in_channels : layer->groups;
    if (node->in_channels % groups != 0 || node->channels % groups != 0) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "%lld channels in and %lld out do not divide into %lld groups: use multiples of it",
                       (long long)node->in_channels, (long long)node->channels, (long long)groups);
    }
    return PS_OK;
}

/* Sizes stay below 2^28 each; their products are taken only while they stay below FIGURE_LIMIT. */
static bool multiply(int64_t *product, int64_t factor) {
    if (factor != 0 && *product > FIGURE_LIMIT / factor) {
        return false;
    }
    *product *= factor;
    return true;
}

/* Weights: [channels][in_channels / groups][kernel height][kernel width], or of linear [channels][all cells
 * that come in]; each takes part once for every output position. */
static bool count_figures(const PsLayer *layer, PsNode *node) {
    int64_t values = node->size[PS_HEIGHT];
    int64_t weights = node->channels;
    if (!multiply(&values, node->size[PS_WIDTH]) || !multiply(&values, node->channels)) {
        return false;
    }
    if (layer->kind == PS_LAYER_BATCH_NORM && layer->bias) {
        node->parameters = 2 * node->channels;
    }
    if (!ps_layer_info(layer->kind)->channels) {
        return true;
    }
    const bool linear = layer->kind == PS_LAYER_LINEAR;
    const int64_t groups = layer->kind == PS_LAYER_DEPTHWISE ? node->in_channels : layer->groups;
    const bool fits =
        multiply(&weights, node->in_channels / groups) &&
        multiply(&weights, linear ? node->in_size[PS_HEIGHT] : (int64_t)layer->kernel[PS_HEIGHT]) &&
        multiply(&weights, linear ? node->in_size[PS_WIDTH] : (int64_t)layer->kernel[PS_WIDTH]);
    if (!fits) {
        return false;
    }
    node->parameters = weights + (layer->bias ? node->channels : 0);
    node->multiply_adds = weights;
    return multiply(&node->multiply_adds, node->size[PS_HEIGHT]) &&
           multiply(&node->multiply_adds, node->size[PS_WIDTH]);
}

static PsStatus place_join(const PsPlan *plan, PsNode *node, PsError *error) {
    const int *inputs = &plan->inputs[node->first_input];
    const Shape first = shape_of(plan, inputs[0]);
    node->in_channels = first.channels;
    node->channels = first.channels;
    memcpy(node->in_size, first.size, sizeof first.size);
    for (int i = 1; i < node->input_count; i++) {
        const Shape shape = shape_of(plan, inputs[i]);
        if (shape.size[PS_HEIGHT] != first.size[PS_HEIGHT] || shape.size[PS_WIDTH] != first.size[PS_WIDTH]) {
            return ps_fail(error, PS_ERROR_SETTING,
                           "its first branch gives %lld x %lld, branch %d %lld x %lld: make them one size",
                           (long long)first.size[PS_HEIGHT], (long long)first.size[PS_WIDTH], i + 1,
                           (long long)shape.size[PS_HEIGHT], (long long)shape.size[PS_WIDTH]);
        }
        if (node->layer->kind == PS_LAYER_ADD && shape.channels != first.channels) {
            return ps_fail(error, PS_ERROR_SETTING,
                           "its first branch gives %lld channels, branch %d %lld: make them as many",
                           (long long)first.channels, i + 1, (long long)shape.channels);
        }
        node->channels += node->layer->kind == PS_LAYER_CONCAT ? shape.channels : 0;
    }
    return PS_OK;
}

static bool in_reach(const PsNode *node) {
    return node->channels <= PS_AXIS_LIMIT && node->size[PS_HEIGHT] <= PS_AXIS_LIMIT &&
           node->size[PS_WIDTH] <= PS_AXIS_LIMIT;
}

static PsStatus check_known(const PsLayer *layer, PsError *error) {
    if (layer->kind == PS_LAYER_ORDER) {
        return ps_fail(
            error, PS_ERROR_SETTING,
            "a printout does not tell in which order its layers run: confirm that they run as listed, "
            "or put them in order");
    }
    if (layer->kind == PS_LAYER_UNKNOWN) {
        return ps_fail(
            error, PS_ERROR_SETTING,
            "what it does to sizes and fields is not known here: replace it by a layer with its kernel, "
            "stride and padding");
    }
    return PS_OK;
}

/* What a printout says that comes in must come in; that also finds a wrong order. */
static PsStatus check_expected(const PsNode *node, PsError *error) {
    const int expects = node->layer->expects;
    const int64_t *size = node->in_size;
    if (ps_node_meets(node)) {
        return PS_OK;
    }
    if (node->layer->kind != PS_LAYER_LINEAR) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "it is made for %d channels, and %lld come in: check which layers run before it",
                       expects, (long long)node->in_channels);
    }
    return ps_fail(
        error, PS_ERROR_SETTING,
        "it is made for %d values, and %lld x %lld x %lld = %lld come in: give another input size, or "
        "check which layers run before it",
        expects, (long long)node->in_channels, (long long)size[PS_HEIGHT], (long long)size[PS_WIDTH],
        (long long)ps_node_values(node));
}

int64_t ps_node_values(const PsNode *node) {
    int64_t values = node->in_channels;
    return multiply(&values, node->in_size[PS_HEIGHT]) && multiply(&values, node->in_size[PS_WIDTH])
               ? values
               : FIGURE_LIMIT;
}

bool ps_node_meets(const PsNode *node) {
    const int64_t comes = node->layer->kind == PS_LAYER_LINEAR ? ps_node_values(node) : node->in_channels;
    return node->layer->expects == 0 || node->layer->expects == comes;
}

/* Sizes and figures of a node whose inputs all fit. */
static PsStatus place_node(const PsPlan *plan, PsNode *node, PsError *error) {
    const PsLayer *layer = node->layer;
    const Shape input = shape_of(plan, node->from);
    node->in_channels = input.channels;
    memcpy(node->in_size, input.size, sizeof input.size);
    PsStatus status = check_known(layer, error);
    if (status == PS_OK) {
        status = check_expected(node, error);
    }
    if (status != PS_OK) {
        return status;
    }
    if (node->input_count > 0) {
        status = place_join(plan, node, error);
    } else {
        status = place_channels(layer, node, error);
    }
    for (int axis = 0; axis < PS_AXES && status == PS_OK; axis++) {
        status = place_axis(layer, node, axis, error);
    }
    if (status == PS_OK && (!in_reach(node) || !count_figures(layer, node))) {
        status = ps_fail(error, PS_ERROR_SIZE, "it makes more than can be counted: use smaller sizes");
    }
    return status;
}

/* The first failure is the plan's. */
static void fail_node(PsPlan *plan, PsNode *node, const PsError *why) {
    node->state = PS_NODE_FAILS;
    node->channels = 0;
    node->parameters = node->multiply_adds = 0;
    memset(node->size, 0, sizeof node->size);
    memset(node->before, 0, sizeof node->before);
    const int index = (int)(node - plan->nodes);
    if (plan->failed < index) {
        return;
    }
    plan->failed = index;
    plan->error = *why;
}

static bool inputs_fit(const PsPlan *plan, const PsNode *node) {
    bool fit = shape_of(plan, node->from).known;
    for (int i = 0; i < node->input_count; i++) {
        fit = fit && shape_of(plan, plan->inputs[node->first_input + i]).known;
    }
    return fit;
}

static void measure_node(PsPlan *plan, PsNode *node) {
    PsError why = {0};
    if (!inputs_fit(plan, node)) {
        node->state = PS_NODE_FOLLOWS;
    } else if (place_node(plan, node, &why) != PS_OK) {
        fail_node(plan, node, &why);
    }
}

static PsLink window_link(const PsNode *node, int axis) {
    const double reach = (double)node->layer->dilation[axis] * (node->layer->kernel[axis] - 1);
    const double before =
        node->state == PS_NODE_FITS ? (double)node->before[axis] : node->layer->padding[axis];
    return (PsLink){reach, reach / 2 - before, node->layer->stride[axis]};
}

static int64_t greatest_divisor(int64_t one, int64_t other) {
    while (other != 0) {
        const int64_t rest = one % other;
        one = other;
        other = rest;
    }
    return one;
}

/* The link takes the widest bin and the mean distance. Bin o begins (o*r mod O) / O inside a cell, r = N mod
 * O, at most (O - gcd) / O: with r above the divisor some bin touches two cells more than N / O, else one. */
static PsLink adaptive_link(const PsNode *node, int axis) {
    const int64_t inputs = node->in_size[axis];
    const int64_t outputs = node->size[axis];
    const int64_t rest = inputs % outputs;
    const int64_t widest = inputs / outputs + (rest > 0) + (rest > greatest_divisor(inputs, outputs));
    const PsRange first = ps_axis_bin(inputs, outputs, 0);
    return (PsLink){(double)(widest - 1), (double)(first.end - 1) / 2, (double)inputs / (double)outputs};
}

static PsLink make_link(const PsNode *node, int axis) {
    const PsLayerInfo *info = ps_layer_info(node->layer->kind);
    if (info->window) {
        return window_link(node, axis);
    }
    if (info->output_size && node->state == PS_NODE_FITS) {
        return adaptive_link(node, axis);
    }
    if (info->family == PS_FAMILY_GLOBAL) {
        const double reach = (double)(node->in_size[axis] - 1);
        return (PsLink){reach, reach / 2, 1};
    }
    return (PsLink){0, 0, info->family == PS_FAMILY_UPSAMPLE ? 1.0 / node->layer->scale[axis] : 1};
}

static int plan_chain(PsPlan *plan, const PsChain *chain, int from, int block, int branch);

/* Branches run before their join, whose place in the list comes behind them. */
static int plan_layer(PsPlan *plan, const PsLayer *layer, int from, int block, int branch) {
    const int branches = layer->branch_count;
    const int first_input = plan->input_count;
    plan->input_count += branches;
    const int own = count_chain(&(PsChain){.layers = (PsLayer *)layer, .count = 1}) - 1 + plan->count;
    for (int i = 0; i < branches; i++) {
        plan->inputs[first_input + i] = plan_chain(plan, &layer->branches[i], from, own, i);
    }
    assert(plan->count == own);
    PsNode *node = &plan->nodes[plan->count++];
    *node = (PsNode){.layer = layer,
                     .from = from,
                     .first_input = first_input,
                     .input_count = branches,
                     .block = block,
                     .branch = branch};
    measure_node(plan, node);
    for (int axis = 0; axis < PS_AXES; axis++) {
        plan->links[own * PS_AXES + axis] = make_link(node, axis);
    }
    return own;
}

/* Returns the node that the chain ends in: from, for one without layers. */
static int plan_chain(PsPlan *plan, const PsChain *chain, int from, int block, int branch) {
    int last = from;
    for (int i = 0; i < chain->count; i++) {
        last = plan_layer(plan, &chain->layers[i], last, block, branch);
    }
    return last;
}

static int count_inputs(const PsChain *chain) {
    int count = 0;
    for (int i = 0; i < chain->count; i++) {
        count += chain->layers[i].branch_count;
        for (int branch = 0; branch < chain->layers[i].branch_count; branch++) {
            count += count_inputs(&chain->layers[i].branches[branch]);
        }
    }
    return count;
}

static PsStatus check_input(const PsPlan *plan, int count, PsError *error) {
    if (count > PS_STACK_LAYERS) {
        return ps_fail(error, PS_ERROR_SIZE, "%d layers are too many: use at most %d", count,
                       PS_STACK_LAYERS);
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        if (plan->size[axis] > PS_STACK_SIDE) {
            return ps_fail(error, PS_ERROR_SIZE, "input %s %lld is too large: use at most %d",
                           AXIS_NAMES[axis], (long long)plan->size[axis], PS_STACK_SIDE);
        }
    }
    if (plan->channels > PS_STACK_SIDE) {
        return ps_fail(error, PS_ERROR_SIZE, "%lld input channels are too many: use at most %d",
                       (long long)plan->channels, PS_STACK_SIDE);
    }
    return PS_OK;
}

static bool allocate_plan(PsPlan *plan, const PsStack *stack, int count) {
    const size_t room = count > 0 ? (size_t)count : 1;
    const int inputs = count_inputs(&stack->chain);
    plan->nodes = ps_allocate(room, sizeof *plan->nodes);
    plan->links = ps_allocate(room, PS_AXES * sizeof *plan->links);
    plan->inputs = ps_allocate(inputs > 0 ? (size_t)inputs : 1, sizeof *plan->inputs);
    return plan->nodes != NULL && plan->links != NULL && plan->inputs != NULL;
}

static int first_of(int asked, int own, int otherwise) {
    return asked > 0 ? asked : own > 0 ? own : otherwise;
}

PsStatus ps_plan_init(PsPlan *plan, const PsStack *stack, int channels, const int size[PS_AXES],
                      PsError *error) {
    *plan = (PsPlan){.channels = first_of(channels, stack->channels, DEFAULT_CHANNELS), .failed = INT32_MAX};
    for (int axis = 0; axis < PS_AXES; axis++) {
        plan->size[axis] = first_of(size != NULL ? size[axis] : 0, stack->size[axis], DEFAULT_SIDE);
    }
    const int count = ps_stack_count(stack);
    PsStatus status = check_input(plan, count, error);
    if (status == PS_OK && !allocate_plan(plan, stack, count)) {
        status = ps_fail_memory(error);
    }
    if (status != PS_OK) {
        ps_plan_free(plan);
        return status;
    }
    plan_chain(plan, &stack->chain, PS_NODE_INPUT, PS_NODE_INPUT, 0);
    plan->failed = plan->failed < count ? plan->failed : count;
    return PS_OK;
}

void ps_plan_free(PsPlan *plan) {
    ps_release(plan->nodes);
    ps_release(plan->links);
    ps_release(plan->inputs);
    *plan = (PsPlan){0};
}

static int64_t divide_down(int64_t number, int64_t by) {
    return number / by - (number % by < 0);
}

/* A bin's cells. Past the map's borders bins go on as they do inside: size further, in_size further. */
static PsTaps bin_taps(const PsNode *node, int axis, int64_t output) {
    const int64_t maps = divide_down(output, node->size[axis]);
    const PsRange bin = ps_axis_bin(node->in_size[axis], node->size[axis], output - maps * node->size[axis]);
    return (PsTaps){bin.first + maps * node->in_size[axis], bin.end - bin.first, 1};
}

PsTaps ps_node_window(const PsNode *node, int axis, int64_t output) {
    const PsLayer *layer = node->layer;
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    if (info->window) {
        return (PsTaps){output * layer->stride[axis] - node->before[axis], layer->kernel[axis],
                        layer->dilation[axis]};
    }
    if (info->output_size) {
        return bin_taps(node, axis, output);
    }
    if (info->family == PS_FAMILY_GLOBAL) {
        return (PsTaps){0, node->in_size[axis], 1};
    }
    if (info->family == PS_FAMILY_UPSAMPLE) {
        return (PsTaps){divide_down(output, layer->scale[axis]), 1, 1};
    }
    return (PsTaps){output, 1, 1};
}

PsTaps ps_taps_within(PsTaps taps, PsRange range) {
    const int64_t last = taps.first + (taps.count - 1) * taps.step;
    if (taps.first < range.first) {
        const int64_t skipped = (range.first - taps.first + taps.step - 1) / taps.step;
        taps.first += skipped * taps.step;
        taps.count -= skipped;
    }
    if (last >= range.end) {
        taps.count -= (last - range.end) / taps.step + 1;
    }
    taps.count = taps.count > 0 ? taps.count : 0;
    return taps;
}

PsTaps ps_node_taps(const PsNode *node, int axis, int64_t output) {
    return ps_taps_within(ps_node_window(node, axis, output), (PsRange){0, node->in_size[axis]});
}

const int *ps_plan_inputs(const PsPlan *plan, int node, int *count) {
    const PsNode *at = &plan->nodes[node];
    const bool join = at->input_count > 0;
    *count = join ? at->input_count : 1;
    return join ? &plan->inputs[at->first_input] : &at->from;
}
