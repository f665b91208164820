/* A plan as Python that builds it with PyTorch alone: a Sequential, a line a layer, written as a person
 * would.
 *
 * PyTorch has SAME for convolutions of stride 1 alone. What it takes instead is worked out from the sizes of
 * the plan: symmetric padding or ceil mode where they place the same windows, and a layer that pads where
 * not. TensorFlow's averages leave padding out, so theirs are never padded by such a layer, which would
 * count. Invariant: between two layers the values are flat (batch x features) exactly where `flat` says so.
 */
#include "core/notation.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PIECE_SIZE = 512 };

typedef struct Writer {
    const PsPlan *plan;
    PsBytes *text;
    PsStatus status;
    PsError *error;
    bool there[PS_LAYER_KIND_COUNT]; /* which kinds there are */
} Writer;

static void put(Writer *writer, const char *format, ...) PS_PRINTF(2, 3);

static void put(Writer *writer, const char *format, ...) {
    char piece[PIECE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    if (writer->status == PS_OK) {
        writer->status = ps_bytes_append(writer->text, piece, strlen(piece), writer->error);
    }
}

static void put_indent(Writer *writer, int depth) {
    for (int i = 0; i < depth; i++) {
        put(writer, "    ");
    }
}

/* "3", or "(5, 3)" where the axes differ. */
static void put_pair(Writer *writer, const int pair[PS_AXES]) {
    if (pair[PS_HEIGHT] == pair[PS_WIDTH]) {
        put(writer, "%d", pair[PS_HEIGHT]);
    } else {
        put(writer, "(%d, %d)", pair[PS_HEIGHT], pair[PS_WIDTH]);
    }
}

/* ", padding=2" where it is not plain on both axes. */
static void put_named_pair(Writer *writer, const char *name, const int pair[PS_AXES], int plain) {
    if (pair[PS_HEIGHT] != plain || pair[PS_WIDTH] != plain) {
        put(writer, ", %s=", name);
        put_pair(writer, pair);
    }
}

/* A pool's, where it is not the kernel. */
static void put_stride(Writer *writer, const PsLayer *layer) {
    if (memcmp(layer->stride, layer->kernel, sizeof layer->stride) != 0) {
        put(writer, ", stride=");
        put_pair(writer, layer->stride);
    }
}

/* How PyTorch is told to place a layer's windows where the plan has them. */
typedef struct Placing {
    int padding[PS_AXES];
    int64_t before[PS_AXES], after[PS_AXES]; /* of a layer that pads in front */
    int64_t surplus[PS_AXES];                /* outputs before the first, which a layer behind takes off */
    bool ceil_mode;
    bool same; /* padding="same" */
} Placing;

/* Whether symmetric padding, in ceil mode or not, makes as many windows, which then are the same ones. */
static bool places_same(const PsNode *node, int axis, bool ceil_mode) {
    const PsLayer *layer = node->layer;
    const PsAxis numbers = {.input = node->in_size[axis],
                            .kernel = layer->kernel[axis],
                            .stride = layer->stride[axis],
                            .padding = node->before[axis],
                            .dilation = layer->dilation[axis],
                            .ceil_mode = ceil_mode};
    return ps_axis_check(&numbers, "", ps_layer_info(layer->kind)->pooling, NULL) == PS_OK &&
           ps_axis_output(&numbers) == node->size[axis];
}

/* Cells that the last window reads behind the last one. */
static int64_t padding_after(const PsNode *node, int axis) {
    const PsTaps last = ps_node_window(node, axis, node->size[axis] - 1);
    const int64_t end = last.first + (last.count - 1) * last.step + 1;
    return end > node->in_size[axis] ? end - node->in_size[axis] : 0;
}

/* SAME of an average at stride 1 where one cell more is wanted behind than before: padded by that one on both
 * sides, and without the window too many. */
static void place_average(const PsNode *node, Placing *placing) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        if (!places_same(node, axis, true)) {
            placing->padding[axis]++;
            placing->surplus[axis] = 1;
        }
    }
}

static Placing place(const PsNode *node) {
    const PsLayer *layer = node->layer;
    Placing placing = {.padding = {layer->padding[PS_HEIGHT], layer->padding[PS_WIDTH]},
                       .ceil_mode = layer->ceil_mode};
    if (!layer->same) {
        return placing;
    }
    const bool pooling = layer->kind == PS_LAYER_MAX_POOL || layer->kind == PS_LAYER_AVG_POOL;
    bool floors = layer->kind != PS_LAYER_LP_POOL;
    bool ceils = pooling;
    for (int axis = 0; axis < PS_AXES; axis++) {
        const bool floored = places_same(node, axis, false);
        placing.padding[axis] = (int)node->before[axis];
        placing.ceil_mode = placing.ceil_mode || (!floored && pooling && places_same(node, axis, true));
        floors = floors && floored;
        ceils = ceils && places_same(node, axis, true);
    }
    if (floors) {
        return placing;
    }
    if (layer->kind == PS_LAYER_AVG_POOL) {
        place_average(node, &placing);
    } else if (!ceils) {
        placing = (Placing){.same = ps_layer_info(layer->kind)->channels && layer->stride[PS_HEIGHT] == 1 &&
                                    layer->stride[PS_WIDTH] == 1};
        for (int axis = 0; axis < PS_AXES && !placing.same; axis++) {
            placing.before[axis] = node->before[axis];
            placing.after[axis] = padding_after(node, axis);
        }
    }
    return placing;
}

static void put_conv(Writer *writer, const PsNode *node, const Placing *placing) {
    const PsLayer *layer = node->layer;
    const long long groups = layer->kind == PS_LAYER_DEPTHWISE ? (long long)node->in_channels : layer->groups;
    put(writer, "nn.Conv2d(%lld, %lld, ", (long long)node->in_channels, (long long)node->channels);
    put_pair(writer, layer->kernel);
    put_named_pair(writer, "stride", layer->stride, 1);
    put_named_pair(writer, "padding", placing->padding, 0);
    put(writer, placing->same ? ", padding=\"same\"" : "");
    put_named_pair(writer, "dilation", layer->dilation, 1);
    if (groups > 1) {
        put(writer, ", groups=%lld", groups);
    }
    put(writer, layer->bias ? ")" : ", bias=False)");
}

static void put_pool(Writer *writer, const PsNode *node, const Placing *placing) {
    const PsLayer *layer = node->layer;
    const bool padded = placing->padding[PS_HEIGHT] > 0 || placing->padding[PS_WIDTH] > 0;
    const bool average = layer->kind == PS_LAYER_AVG_POOL;
    put(writer, average ? "nn.AvgPool2d(" : "nn.MaxPool2d(");
    put_pair(writer, layer->kernel);
    put_stride(writer, layer);
    put_named_pair(writer, "padding", placing->padding, 0);
    put_named_pair(writer, "dilation", layer->dilation, 1);
    put(writer, "%s%s)", placing->ceil_mode ? ", ceil_mode=True" : "",
        average && (layer->same ? padded : !layer->count_include_pad) ? ", count_include_pad=False" : "");
}

static void put_lp_pool(Writer *writer, const PsNode *node, const Placing *placing) {
    const PsLayer *layer = node->layer;
    char norm[PS_NUMBER_SIZE];
    ps_number_write(norm, (float)layer->norm_type, PS_NUMBER_FULL);
    put(writer, "nn.LPPool2d(%s, ", norm);
    put_pair(writer, layer->kernel);
    put_stride(writer, layer);
    put(writer, placing->ceil_mode ? ", ceil_mode=True)" : ")");
}

static void put_adaptive(Writer *writer, const PsNode *node, const Placing *placing) {
    (void)placing;
    const int *size = node->layer->output_size;
    char sides[PS_AXES][16];
    for (int axis = 0; axis < PS_AXES; axis++) {
        snprintf(sides[axis], sizeof sides[axis], "%d", size[axis]);
    }
    put(writer, "nn.%s((%s, %s))",
        node->layer->kind == PS_LAYER_ADAPTIVE_MAX ? "AdaptiveMaxPool2d" : "AdaptiveAvgPool2d",
        size[PS_HEIGHT] > 0 ? sides[PS_HEIGHT] : "None", size[PS_WIDTH] > 0 ? sides[PS_WIDTH] : "None");
}

static void put_linear(Writer *writer, const PsNode *node, const Placing *placing) {
    (void)placing;
    put(writer, "nn.Linear(%lld, %lld%s)",
        (long long)node->in_channels * node->in_size[PS_HEIGHT] * node->in_size[PS_WIDTH],
        (long long)node->channels, node->layer->bias ? "" : ", bias=False");
}

static void put_upsample(Writer *writer, const PsNode *node, const Placing *placing) {
    (void)placing;
    put(writer, "nn.Upsample(scale_factor=");
    put_pair(writer, node->layer->scale);
    put(writer, ")");
}

static void put_batch_norm(Writer *writer, const PsNode *node, const Placing *placing) {
    (void)placing;
    put(writer, node->layer->bias ? "nn.BatchNorm2d(%lld)" : "nn.BatchNorm2d(%lld, affine=False)",
        (long long)node->channels);
}

static void put_plain(Writer *writer, const PsNode *node, const Placing *placing) {
    (void)placing;
    const PsLayerKind kind = node->layer->kind;
    put(writer, kind == PS_LAYER_GAP    ? "nn.AdaptiveAvgPool2d(1)"
                : kind == PS_LAYER_RELU ? "nn.ReLU()"
                                        : "nn.Identity()");
}

static void (*const PUTTERS[])(Writer *, const PsNode *, const Placing *) = {
    [PS_LAYER_CONV] = put_conv,
    [PS_LAYER_DEPTHWISE] = put_conv,
    [PS_LAYER_MAX_POOL] = put_pool,
    [PS_LAYER_AVG_POOL] = put_pool,
    [PS_LAYER_LP_POOL] = put_lp_pool,
    [PS_LAYER_ADAPTIVE_AVG] = put_adaptive,
    [PS_LAYER_ADAPTIVE_MAX] = put_adaptive,
    [PS_LAYER_GAP] = put_plain,
    [PS_LAYER_LINEAR] = put_linear,
    [PS_LAYER_UPSAMPLE] = put_upsample,
    [PS_LAYER_RELU] = put_plain,
    [PS_LAYER_BATCH_NORM] = put_batch_norm,
    [PS_LAYER_IDENTITY] = put_plain,
    [PS_LAYER_ADD] = put_plain, /* without branches */
    [PS_LAYER_CONCAT] = put_plain,
    [PS_LAYER_ORDER] = put_plain, /* never: no plan with one of these fits */
    [PS_LAYER_UNKNOWN] = put_plain,
};
_Static_assert(sizeof PUTTERS / sizeof PUTTERS[0] == PS_LAYER_KIND_COUNT, "a row for each kind");

/* Cells to put round the map in front of a layer, or behind it: left, right, top, bottom. */
static void put_pad(Writer *writer, const int64_t before[PS_AXES], const int64_t after[PS_AXES],
                    const char *value, int depth) {
    if (before[PS_HEIGHT] != 0 || before[PS_WIDTH] != 0 || after[PS_HEIGHT] != 0 || after[PS_WIDTH] != 0) {
        put_indent(writer, depth);
        put(writer, "nn.%s((%lld, %lld, %lld, %lld)%s%s),\n",
            value[0] != '\0' ? "ConstantPad2d" : "ZeroPad2d", (long long)before[PS_WIDTH],
            (long long)after[PS_WIDTH], (long long)before[PS_HEIGHT], (long long)after[PS_HEIGHT],
            value[0] != '\0' ? ", " : "", value);
    }
}

static void put_name(Writer *writer, const PsLayer *layer) {
    put(writer, layer->name[0] != '\0' ? ",  # %s\n" : ",%s\n", layer->name);
}

/* A layer that is no join, and what is in front of it and behind. */
static void put_layer(Writer *writer, const PsNode *node, int depth) {
    const PsLayer *layer = node->layer;
    const Placing placing = ps_layer_info(layer->kind)->window ? place(node) : (Placing){.ceil_mode = false};
    const int64_t none[PS_AXES] = {0, 0};
    put_pad(writer, placing.before, placing.after, layer->kind == PS_LAYER_MAX_POOL ? "float(\"-inf\")" : "",
            depth);
    put_indent(writer, depth);
    PUTTERS[layer->kind](writer, node, &placing);
    put_name(writer, layer);
    /* Negative: cells taken off. */
    put_pad(writer, (const int64_t[]){-placing.surplus[PS_HEIGHT], -placing.surplus[PS_WIDTH]}, none, "",
            depth);
}

/* From channels x height x width to features, or back to channels x 1 x 1, where a layer wants the other. */
static void put_shape(Writer *writer, int64_t channels, bool wanted, int depth, bool *flat) {
    if (wanted == *flat) {
        return;
    }
    put_indent(writer, depth);
    if (wanted) {
        put(writer, "nn.Flatten(),\n");
    } else {
        put(writer, "nn.Unflatten(1, (%lld, 1, 1)),\n", (long long)channels);
    }
    *flat = wanted;
}

static void put_chain(Writer *writer, const PsChain *chain, int depth, int *node);

/* Nothing, or one line: a branch that needs no Sequential. */
static bool is_line(const PsChain *chain) {
    return chain->count == 0 || (chain->count == 1 && chain->layers[0].kind != PS_LAYER_LINEAR &&
                                 chain->layers[0].branch_count == 0 && !chain->layers[0].same);
}

static void put_branch(Writer *writer, const PsChain *branch, int depth, int *node) {
    if (branch->count == 0) {
        put_indent(writer, depth);
        put(writer, "nn.Identity(),\n");
    } else if (is_line(branch)) {
        put_chain(writer, branch, depth, node);
    } else {
        put_indent(writer, depth);
        put(writer, "nn.Sequential(\n");
        put_chain(writer, branch, depth + 1, node);
        put_indent(writer, depth);
        put(writer, "),\n");
    }
}

static void put_join(Writer *writer, const PsLayer *layer, int depth, int *node) {
    put_indent(writer, depth);
    put(writer, layer->kind == PS_LAYER_ADD ? "Add(\n" : "Concat(\n");
    for (int i = 0; i < layer->branch_count; i++) {
        put_branch(writer, &layer->branches[i], depth + 1, node);
    }
    put_indent(writer, depth);
    put(writer, ")");
    put_name(writer, layer);
}

/* The walk goes over the tree and counts nodes as the plan does. A branch begins and ends with a map. */
static void put_chain(Writer *writer, const PsChain *chain, int depth, int *node) {
    bool flat = false;
    int64_t channels = 0;
    for (int i = 0; i < chain->count && writer->status == PS_OK; i++) {
        const PsLayer *layer = &chain->layers[i];
        const bool either = layer->kind == PS_LAYER_RELU || layer->kind == PS_LAYER_IDENTITY;
        put_shape(writer, channels, either ? flat : layer->kind == PS_LAYER_LINEAR, depth, &flat);
        if (layer->branch_count > 0) {
            put_join(writer, layer, depth, node);
        } else {
            put_layer(writer, &writer->plan->nodes[*node], depth);
        }
        channels = writer->plan->nodes[*node].channels;
        (*node)++;
    }
    if (depth > 1) {
        put_shape(writer, channels, false, depth, &flat);
    }
}

static const char ADD_CLASS[] = "class Add(nn.Module):\n"
                                "    def __init__(self, *branches):\n"
                                "        super().__init__()\n"
                                "        self.branches = nn.ModuleList(branches)\n"
                                "\n"
                                "    def forward(self, x):\n"
                                "        return sum(branch(x) for branch in self.branches)\n"
                                "\n\n";

static const char CONCAT_CLASS[] =
    "class Concat(nn.Module):\n"
    "    def __init__(self, *branches):\n"
    "        super().__init__()\n"
    "        self.branches = nn.ModuleList(branches)\n"
    "\n"
    "    def forward(self, x):\n"
    "        return torch.cat([branch(x) for branch in self.branches], dim=1)\n"
    "\n\n";

static PsStatus check_plan(const PsPlan *plan, PsError *error) {
    if (plan->failed == plan->count) {
        return PS_OK;
    }
    char name[PS_LAYER_TITLE_SIZE];
    ps_layer_name(plan->nodes[plan->failed].layer, name);
    return ps_fail(error, PS_ERROR_SETTING, "layer %d (%s) does not fit, so no code would run: mend it first",
                   plan->failed + 1, name);
}

PsStatus ps_torch_write(const PsPlan *plan, const PsStack *stack, PsBytes *text, PsError *error) {
    PsStatus status = check_plan(plan, error);
    if (status != PS_OK) {
        return status;
    }
    Writer writer = {.plan = plan, .text = text, .error = error};
    const size_t before = text->size;
    for (int i = 0; i < plan->count; i++) {
        writer.there[plan->nodes[i].layer->kind] = true;
    }
    const bool adds = writer.there[PS_LAYER_ADD];
    const bool concats = writer.there[PS_LAYER_CONCAT];
    put(&writer, "import torch\nfrom torch import nn\n\n%s", adds || concats ? "\n" : "");
    put(&writer, "%s", adds ? ADD_CLASS : "");
    put(&writer, "%s", concats ? CONCAT_CLASS : "");
    put(&writer, "model = nn.Sequential(\n");
    int node = 0;
    put_chain(&writer, &stack->chain, 1, &node);
    /* In training a batch norm refuses one value a channel. */
    put(&writer, ")\n%s\nx = torch.zeros(1, %lld, %lld, %lld)\nprint(model(x).shape)\n",
        writer.there[PS_LAYER_BATCH_NORM] ? "model.eval()\n" : "", (long long)plan->channels,
        (long long)plan->size[PS_HEIGHT], (long long)plan->size[PS_WIDTH]);
    if (writer.status != PS_OK && text->data != NULL) {
        text->size = before;
        text->data[before] = 0;
    }
    return writer.status;
}
