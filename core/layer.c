/* Layers and the chains that own them, as data: defaults, checks, names, copies.
 *
 * Nothing here knows an input; sizes belong to stack.c. Invariant: a chain's layers have room for the least
 * power of two that is not below count, or are null; only joins own branches.
 */
#include "core/layer.h"

#include "core/memory.h"
#include "core/number.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const PsLayerInfo INFOS[] = {
    [PS_LAYER_CONV] = {.notation = "conv",
                       .family = PS_FAMILY_CONV,
                       .window = true,
                       .dilation = true,
                       .channels = true,
                       .weights = true,
                       .expects = true},
    [PS_LAYER_DEPTHWISE] = {.notation = "dwconv",
                            .family = PS_FAMILY_CONV,
                            .window = true,
                            .dilation = true,
                            .channels = true,
                            .weights = true,
                            .expects = true},
    [PS_LAYER_MAX_POOL] =
        {.notation = "maxpool", .family = PS_FAMILY_MAX, .window = true, .pooling = true, .dilation = true},
    [PS_LAYER_AVG_POOL] = {.notation = "avgpool",
                           .family = PS_FAMILY_AVERAGE,
                           .window = true,
                           .pooling = true},
    [PS_LAYER_LP_POOL] = {.notation = "lppool", .family = PS_FAMILY_LP, .window = true, .pooling = true},
    [PS_LAYER_ADAPTIVE_AVG] = {.notation = "adaptiveavg", .family = PS_FAMILY_AVERAGE, .output_size = true},
    [PS_LAYER_ADAPTIVE_MAX] = {.notation = "adaptivemax", .family = PS_FAMILY_MAX, .output_size = true},
    [PS_LAYER_GAP] = {.notation = "gap", .family = PS_FAMILY_GLOBAL},
    [PS_LAYER_LINEAR] = {.notation = "linear",
                         .family = PS_FAMILY_GLOBAL,
                         .channels = true,
                         .weights = true,
                         .expects = true},
    [PS_LAYER_UPSAMPLE] = {.notation = "up", .family = PS_FAMILY_UPSAMPLE},
    [PS_LAYER_RELU] = {.notation = "relu", .family = PS_FAMILY_PASS},
    [PS_LAYER_BATCH_NORM] = {.notation = "bn", .family = PS_FAMILY_PASS, .weights = true, .expects = true},
    [PS_LAYER_IDENTITY] = {.notation = "id", .family = PS_FAMILY_PASS, .expects = true},
    [PS_LAYER_ADD] = {.notation = "add", .family = PS_FAMILY_JOIN},
    [PS_LAYER_CONCAT] = {.notation = "concat", .family = PS_FAMILY_JOIN},
    [PS_LAYER_ORDER] = {.notation = "?", .family = PS_FAMILY_UNKNOWN},
    [PS_LAYER_UNKNOWN] = {.notation = "unknown", .family = PS_FAMILY_UNKNOWN},
};
_Static_assert(sizeof INFOS / sizeof INFOS[0] == PS_LAYER_KIND_COUNT, "a row for each kind");

const PsLayerInfo *ps_layer_info(PsLayerKind kind) {
    assert((unsigned)kind < PS_LAYER_KIND_COUNT);
    return &INFOS[kind];
}

PsLayer ps_layer_default(PsLayerKind kind) {
    const PsLayerInfo *info = ps_layer_info(kind);
    return (PsLayer){.kind = kind,
                     .kernel = {1, 1},
                     .stride = {1, 1},
                     .dilation = {1, 1},
                     .count_include_pad = true,
                     .norm_type = 2,
                     .channels = kind == PS_LAYER_LINEAR ? 1 : 0,
                     .groups = 1,
                     .bias = info->weights,
                     .output_size = {info->output_size, info->output_size},
                     .scale = {1, 1}};
}

/* One setting of a layer and what it may be. */
typedef struct Bound {
    const char *setting;
    int value, least;
} Bound;

static PsStatus check_bounds(const Bound *bounds, size_t count, PsError *error) {
    for (size_t i = 0; i < count; i++) {
        if (bounds[i].value < bounds[i].least) {
            return ps_fail(error, PS_ERROR_SETTING, "%s %d is too small: use at least %d", bounds[i].setting,
                           bounds[i].value, bounds[i].least);
        }
        if (bounds[i].value > PS_AXIS_LIMIT) {
            return ps_fail(error, PS_ERROR_SETTING, "%s %d is too large: use at most %d", bounds[i].setting,
                           bounds[i].value, PS_AXIS_LIMIT);
        }
    }
    return PS_OK;
}

static PsStatus check_axis(const PsLayer *layer, int axis, PsError *error) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    const Bound bounds[] = {
        {"kernel", layer->kernel[axis], 1},           {"stride", layer->stride[axis], 1},
        {"padding", layer->padding[axis], 0},         {"dilation", layer->dilation[axis], 1},
        {"output size", layer->output_size[axis], 0}, {"scale", layer->scale[axis], 1}};
    const PsStatus status = check_bounds(bounds, sizeof bounds / sizeof bounds[0], error);
    if (status != PS_OK) {
        return status;
    }
    if (info->pooling && layer->padding[axis] > layer->kernel[axis] / 2) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "padding %d is more than half of kernel %d: use at most %d, or a convolution",
                       layer->padding[axis], layer->kernel[axis], layer->kernel[axis] / 2);
    }
    if (layer->dilation[axis] > 1 && !info->dilation) {
        return ps_fail(error, PS_ERROR_SETTING, "%s takes no dilation: leave it at 1", info->notation);
    }
    return PS_OK;
}

PsStatus ps_layer_check(const PsLayer *layer, PsError *error) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    const Bound bounds[] = {{"channels", layer->channels, layer->kind == PS_LAYER_LINEAR ? 1 : 0},
                            {"groups", layer->groups, 1},
                            {"channels that it is made for", layer->expects, 0}};
    PsStatus status = check_bounds(bounds, sizeof bounds / sizeof bounds[0], error);
    for (int axis = 0; axis < PS_AXES && status == PS_OK; axis++) {
        status = check_axis(layer, axis, error);
    }
    if (status != PS_OK) {
        return status;
    }
    if (layer->same &&
        (layer->padding[PS_HEIGHT] != 0 || layer->padding[PS_WIDTH] != 0 || layer->ceil_mode)) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "SAME leaves no padding or ceil mode to set: leave them out, or use a number");
    }
    if (layer->ceil_mode && !info->pooling) {
        return ps_fail(error, PS_ERROR_SETTING, "%s has no ceil mode: leave it out", info->notation);
    }
    if (layer->expects > 0 && !info->expects) {
        return ps_fail(error, PS_ERROR_SETTING, "%s runs on any number of channels: leave theirs out",
                       info->notation);
    }
    if (layer->groups > 1 && layer->kind != PS_LAYER_CONV) {
        return ps_fail(error, PS_ERROR_SETTING, "%s takes no groups: leave them at 1", info->notation);
    }
    if (layer->kind == PS_LAYER_LP_POOL &&
        !(layer->norm_type > 0 && layer->norm_type <= (double)HUGE_VALF && isfinite(layer->norm_type))) {
        return ps_fail(error, PS_ERROR_SETTING, "norm type %g is no p of Lp: use a number above 0",
                       layer->norm_type);
    }
    return PS_OK;
}

static bool same_axis(const PsLayer *one, const PsLayer *other, int axis) {
    return one->kernel[axis] == other->kernel[axis] && one->stride[axis] == other->stride[axis] &&
           one->padding[axis] == other->padding[axis] && one->dilation[axis] == other->dilation[axis] &&
           one->output_size[axis] == other->output_size[axis] && one->scale[axis] == other->scale[axis];
}

static bool same_branches(const PsLayer *one, const PsLayer *other) {
    bool same = one->branch_count == other->branch_count;
    for (int i = 0; i < one->branch_count && same; i++) {
        same = ps_chain_equal(&one->branches[i], &other->branches[i]);
    }
    return same;
}

bool ps_layer_equal(const PsLayer *one, const PsLayer *other) {
    return one->kind == other->kind && same_axis(one, other, PS_HEIGHT) && same_axis(one, other, PS_WIDTH) &&
           one->same == other->same && one->ceil_mode == other->ceil_mode &&
           one->count_include_pad == other->count_include_pad &&
           !(one->norm_type < other->norm_type || one->norm_type > other->norm_type) &&
           one->channels == other->channels && one->groups == other->groups && one->bias == other->bias &&
           one->expects == other->expects && strcmp(one->name, other->name) == 0 && same_branches(one, other);
}

/* "3", or "5x3" where the axes differ. */
static void write_pair(char *text, size_t size, const int pair[PS_AXES]) {
    if (pair[PS_HEIGHT] == pair[PS_WIDTH]) {
        snprintf(text, size, "%d", pair[PS_HEIGHT]);
    } else {
        snprintf(text, size, "%dx%d", pair[PS_HEIGHT], pair[PS_WIDTH]);
    }
}

void ps_layer_title(const PsLayer *layer, char title[PS_LAYER_TITLE_SIZE]) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    char size[32] = "";
    char stride[32] = "";
    const bool strided = layer->stride[PS_HEIGHT] != 1 || layer->stride[PS_WIDTH] != 1;
    if (info->window) {
        write_pair(size, sizeof size, layer->kernel);
        if (info->pooling || strided) {
            stride[0] = '/';
            write_pair(stride + 1, sizeof stride - 1, layer->stride);
        }
    } else if (info->output_size) {
        write_pair(size, sizeof size, layer->output_size);
    } else if (layer->kind == PS_LAYER_LINEAR) {
        snprintf(size, sizeof size, "%d", layer->channels);
    } else if (layer->kind == PS_LAYER_UPSAMPLE) {
        write_pair(size, sizeof size, layer->scale);
    }
    if (info->family == PS_FAMILY_UNKNOWN) {
        snprintf(title, PS_LAYER_TITLE_SIZE, "?%s", layer->name);
        return;
    }
    snprintf(title, PS_LAYER_TITLE_SIZE, "%s%s%s", info->notation, size, stride);
}

void ps_layer_name(const PsLayer *layer, char name[PS_LAYER_TITLE_SIZE]) {
    if (layer->name[0] != '\0' && ps_layer_info(layer->kind)->family != PS_FAMILY_UNKNOWN) {
        snprintf(name, PS_LAYER_TITLE_SIZE, "%s", layer->name);
    } else {
        ps_layer_title(layer, name);
    }
}

PsStatus ps_layer_copy(const PsLayer *layer, PsLayer *copy, PsError *error) {
    *copy = *layer;
    copy->branches = NULL;
    copy->branch_count = 0;
    if (layer->branch_count == 0) {
        return PS_OK;
    }
    copy->branches = ps_allocate((size_t)layer->branch_count, sizeof *copy->branches);
    if (copy->branches == NULL) {
        *copy = (PsLayer){0};
        return ps_fail_memory(error);
    }
    copy->branch_count = layer->branch_count;
    for (int i = 0; i < layer->branch_count; i++) {
        const PsStatus status = ps_chain_copy(&layer->branches[i], &copy->branches[i], error);
        if (status != PS_OK) {
            ps_layer_free(copy);
            return status;
        }
    }
    return PS_OK;
}

void ps_layer_free(PsLayer *layer) {
    for (int i = 0; i < layer->branch_count; i++) {
        ps_chain_free(&layer->branches[i]);
    }
    ps_release(layer->branches);
    *layer = (PsLayer){0};
}

PsStatus ps_chain_copy(const PsChain *chain, PsChain *copy, PsError *error) {
    *copy = (PsChain){0};
    if (chain->count == 0) {
        return PS_OK;
    }
    size_t room = 1;
    while (room < (size_t)chain->count) {
        room *= 2;
    }
    copy->layers = ps_allocate(room, sizeof *copy->layers);
    if (copy->layers == NULL) {
        return ps_fail_memory(error);
    }
    while (copy->count < chain->count) {
        const PsStatus status = ps_layer_copy(&chain->layers[copy->count], &copy->layers[copy->count], error);
        if (status != PS_OK) {
            ps_chain_free(copy);
            return status;
        }
        copy->count++;
    }
    return PS_OK;
}

void ps_chain_free(PsChain *chain) {
    for (int i = 0; i < chain->count; i++) {
        ps_layer_free(&chain->layers[i]);
    }
    ps_release(chain->layers);
    *chain = (PsChain){0};
}

bool ps_chain_equal(const PsChain *one, const PsChain *other) {
    bool same = one->count == other->count;
    for (int i = 0; i < one->count && same; i++) {
        same = ps_layer_equal(&one->layers[i], &other->layers[i]);
    }
    return same;
}

/* Room doubles at powers of two, so that reading a long text stays linear without a capacity to keep. */
static bool make_room(PsChain *chain) {
    const int count = chain->count;
    if (count > 0 && (count & (count - 1)) != 0) {
        return true;
    }
    const size_t capacity = count > 0 ? 2 * (size_t)count : 1;
    PsLayer *layers = chain->layers == NULL ? ps_allocate(capacity, sizeof *layers)
                                            : ps_reallocate(chain->layers, capacity, sizeof *layers);
    if (layers == NULL) {
        return false;
    }
    chain->layers = layers;
    return true;
}

PsStatus ps_chain_insert(PsChain *chain, int position, PsLayer *layer, PsError *error) {
    assert(position >= 0 && position <= chain->count);
    if (!make_room(chain)) {
        return ps_fail_memory(error);
    }
    const size_t behind = (size_t)(chain->count - position);
    memmove(&chain->layers[position + 1], &chain->layers[position], behind * sizeof *chain->layers);
    chain->layers[position] = *layer;
    chain->count++;
    *layer = (PsLayer){0};
    return PS_OK;
}

PsLayer ps_chain_take(PsChain *chain, int position) {
    assert(position >= 0 && position < chain->count);
    const PsLayer layer = chain->layers[position];
    const size_t behind = (size_t)(chain->count - position - 1);
    memmove(&chain->layers[position], &chain->layers[position + 1], behind * sizeof *chain->layers);
    chain->count--;
    return layer;
}

PsStatus ps_layer_add_branch(PsLayer *layer, PsChain *branch, PsError *error) {
    assert(ps_layer_info(layer->kind)->family == PS_FAMILY_JOIN);
    const size_t count = (size_t)layer->branch_count + 1;
    PsChain *branches = layer->branches == NULL ? ps_allocate(count, sizeof *branches)
                                                : ps_reallocate(layer->branches, count, sizeof *branches);
    if (branches == NULL) {
        return ps_fail_memory(error);
    }
    branches[count - 1] = *branch;
    layer->branches = branches;
    layer->branch_count++;
    *branch = (PsChain){0};
    return PS_OK;
}
