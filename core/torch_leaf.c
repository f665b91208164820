/* Classes of PyTorch without children, and what their arguments say of a layer.
 *
 * Everything known of a class is in one table. What it does not list is unknown, and so is a listed one whose
 * settings no layer has (a size to upsample to). Nothing is checked here but that arguments can be read.
 */
#include "core/torch_leaf.h"

#include "core/number.h"

#include <string.h>

/* PyTorch prints some 200; a repeated module's are read as often as it is repeated. */
enum { ARGUMENTS_MOST = 2048 };

/* Digits alone, perhaps with ".0"; None is 0. */
static bool read_number(PsPiece piece, int *number) {
    int64_t value = 0;
    if (ps_piece_is(piece, "None")) {
        *number = 0;
        return true;
    }
    piece.length -= piece.length > 2 && memcmp(piece.text + piece.length - 2, ".0", 2) == 0 ? 2 : 0;
    for (size_t i = 0; i < piece.length && value <= PS_AXIS_LIMIT; i++) {
        const char digit = piece.text[i];
        if (digit < '0' || digit > '9') {
            return false;
        }
        value = value * 10 + (digit - '0');
    }
    *number = value <= PS_AXIS_LIMIT ? (int)value : 0;
    return piece.length > 0 && value <= PS_AXIS_LIMIT;
}

/* "7", "(7, 5)" or "[7, 5]". */
static bool read_pair(PsPiece piece, int pair[PS_AXES]) {
    int count = 0;
    if (piece.length >= 2 && strchr("([", piece.text[0]) != NULL &&
        strchr(")]", piece.text[piece.length - 1]) != NULL) {
        piece = (PsPiece){piece.text + 1, piece.length - 2};
    }
    while (piece.length > 0) {
        if (count == PS_AXES || !read_number(ps_piece_next(&piece), &pair[count])) {
            return false;
        }
        count++;
    }
    if (count == 1) {
        pair[PS_WIDTH] = pair[PS_HEIGHT];
    }
    return count > 0;
}

/* An argument that is a pair; where it is not there pair stays. */
static bool take_pair(const PsModule *module, const char *name, int place, int pair[PS_AXES]) {
    PsPiece value;
    return !ps_module_argument(module, name, place, &value) || read_pair(value, pair);
}

static bool take_number(const PsModule *module, const char *name, int place, int *number) {
    PsPiece value;
    return !ps_module_argument(module, name, place, &value) || read_number(value, number);
}

static bool take_flag(const PsModule *module, const char *name, bool *flag) {
    PsPiece value;
    if (ps_module_argument(module, name, -1, &value)) {
        *flag = ps_piece_is(value, "True");
        return *flag || ps_piece_is(value, "False");
    }
    return true;
}

static bool is_quoted(PsPiece piece, const char *word) {
    if (piece.length >= 2 && piece.text[0] == '\'' && piece.text[piece.length - 1] == '\'') {
        piece = (PsPiece){piece.text + 1, piece.length - 2};
    }
    return ps_piece_is(piece, word);
}

/* padding=same of D (K - 1) cells in all: half of them on each side, or where they are odd the smaller half
 * first, which at stride 1 is what SAME does. */
static bool take_padding(const PsModule *module, PsLayer *layer) {
    PsPiece value;
    if (!ps_module_argument(module, "padding", 4, &value) || is_quoted(value, "valid")) {
        return true;
    }
    if (!is_quoted(value, "same")) {
        return read_pair(value, layer->padding);
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        const int64_t total = (int64_t)layer->dilation[axis] * (layer->kernel[axis] - 1);
        layer->same = layer->same || total % 2 != 0;
        layer->padding[axis] = total / 2 > PS_AXIS_LIMIT ? PS_AXIS_LIMIT : (int)(total / 2);
    }
    if (layer->same) {
        memset(layer->padding, 0, sizeof layer->padding);
    }
    return true;
}

static PsLeafKind layer_if(bool read) {
    return read ? PS_LEAF_LAYER : PS_LEAF_WRONG;
}

/* Each of these fills leaf's layer, which has its kind's defaults, from a module's arguments. */
static PsLeafKind make_conv(const PsModule *module, PsLeaf *leaf) {
    PsLayer *layer = &leaf->layer;
    PsPiece value;
    const bool read =
        ps_module_argument(module, "kernel_size", 2, &value) && read_pair(value, layer->kernel) &&
        take_number(module, "in_channels", 0, &leaf->in_channels) && leaf->in_channels > 0 &&
        take_number(module, "out_channels", 1, &layer->channels) && layer->channels > 0 &&
        take_pair(module, "stride", 3, layer->stride) && take_pair(module, "dilation", 5, layer->dilation) &&
        take_padding(module, layer) && take_number(module, "groups", 6, &layer->groups) &&
        take_flag(module, "bias", &layer->bias);
    if (layer->groups > 1 && layer->groups == leaf->in_channels && layer->channels == leaf->in_channels) {
        layer->kind = PS_LAYER_DEPTHWISE;
        layer->groups = 1;
    }
    if (ps_module_argument(module, "padding_mode", -1, &value) && !is_quoted(value, "zeros")) {
        leaf->beside = "padded with zeros";
    }
    return layer_if(read);
}

static PsLeafKind make_pool(const PsModule *module, PsLeaf *leaf) {
    PsLayer *layer = &leaf->layer;
    PsPiece value;
    if (!ps_module_argument(module, "kernel_size", 0, &value) || !read_pair(value, layer->kernel)) {
        return PS_LEAF_WRONG;
    }
    memcpy(layer->stride, layer->kernel, sizeof layer->stride);
    const bool strided = ps_module_argument(module, "stride", 1, &value) && !ps_piece_is(value, "None");
    return layer_if((!strided || read_pair(value, layer->stride)) &&
                    take_pair(module, "padding", 2, layer->padding) &&
                    take_pair(module, "dilation", 3, layer->dilation) &&
                    take_flag(module, "ceil_mode", &layer->ceil_mode) &&
                    (layer->kind != PS_LAYER_AVG_POOL ||
                     take_flag(module, "count_include_pad", &layer->count_include_pad)));
}

static PsLeafKind make_lp_pool(const PsModule *module, PsLeaf *leaf) {
    PsPiece value;
    float norm = 2;
    if (ps_module_argument(module, "norm_type", -1, &value) &&
        !ps_number_read(value.text, value.length, &norm, NULL)) {
        return PS_LEAF_WRONG;
    }
    leaf->layer.norm_type = (double)norm;
    return make_pool(module, leaf);
}

static PsLeafKind make_adaptive(const PsModule *module, PsLeaf *leaf) {
    PsLayer *layer = &leaf->layer;
    PsPiece value;
    if (!ps_module_argument(module, "output_size", 0, &value) || !read_pair(value, layer->output_size)) {
        return PS_LEAF_WRONG;
    }
    if (layer->kind == PS_LAYER_ADAPTIVE_AVG && layer->output_size[PS_HEIGHT] == 1 &&
        layer->output_size[PS_WIDTH] == 1) {
        *layer = ps_layer_default(PS_LAYER_GAP);
    }
    return PS_LEAF_LAYER;
}

static PsLeafKind make_linear(const PsModule *module, PsLeaf *leaf) {
    PsPiece value;
    return layer_if(ps_module_argument(module, "out_features", 1, &value) &&
                    read_number(value, &leaf->layer.channels) && leaf->layer.channels > 0 &&
                    take_flag(module, "bias", &leaf->layer.bias));
}

/* Whole factors of nearest alone; mode is printed always, a size instead of the factor where one was given.
 */
static PsLeafKind make_upsample(const PsModule *module, PsLeaf *leaf) {
    PsPiece value;
    const bool nearest = !ps_module_argument(module, "mode", -1, &value) || is_quoted(value, "nearest") ||
                         is_quoted(value, "nearest-exact");
    const bool whole =
        ps_module_argument(module, "scale_factor", -1, &value) && read_pair(value, leaf->layer.scale);
    return nearest && whole ? PS_LEAF_LAYER : PS_LEAF_UNKNOWN;
}

static PsLeafKind make_batch_norm(const PsModule *module, PsLeaf *leaf) {
    bool affine = true;
    const bool read =
        take_number(module, "num_features", 0, &leaf->in_channels) && take_flag(module, "affine", &affine);
    leaf->beside = affine ? NULL : "counted with weights";
    return layer_if(read);
}

static PsLeafKind make_plain(const PsModule *module, PsLeaf *leaf) {
    (void)module;
    (void)leaf;
    return PS_LEAF_LAYER;
}

/* Relatives of ReLU: they too work on each value alone. */
static PsLeafKind make_relative(const PsModule *module, PsLeaf *leaf) {
    (void)module;
    leaf->beside = "read as relu";
    return PS_LEAF_LAYER;
}

static PsLeafKind pass(const PsModule *module, PsLeaf *leaf) {
    (void)module;
    (void)leaf;
    return PS_LEAF_PASSED;
}

/* Norms of one image: their mean may read all of it, which fields leave out. */
static PsLeafKind pass_norm(const PsModule *module, PsLeaf *leaf) {
    (void)module;
    leaf->beside = "its mean may read the whole map";
    return PS_LEAF_PASSED;
}

/* Back to channels x 1 x 1, which a linear layer's output is here anyway; other shapes are not. */
static PsLeafKind make_unflatten(const PsModule *module, PsLeaf *leaf) {
    (void)leaf;
    static const char end[] = ", 1, 1)";
    const size_t size = sizeof end - 1;
    PsPiece value;
    const bool cell = ps_module_argument(module, "unflattened_size", 1, &value) && value.length > size &&
                      memcmp(value.text + value.length - size, end, size) == 0;
    return cell ? PS_LEAF_PASSED : PS_LEAF_UNKNOWN;
}

/* To add a class: a row. */
static const struct {
    const char *class;
    PsLayerKind kind;
    PsLeafKind (*make)(const PsModule *module, PsLeaf *leaf);
} LEAVES[] = {
    {"Conv2d", PS_LAYER_CONV, make_conv},
    {"MaxPool2d", PS_LAYER_MAX_POOL, make_pool},
    {"AvgPool2d", PS_LAYER_AVG_POOL, make_pool},
    {"LPPool2d", PS_LAYER_LP_POOL, make_lp_pool},
    {"AdaptiveAvgPool2d", PS_LAYER_ADAPTIVE_AVG, make_adaptive},
    {"AdaptiveMaxPool2d", PS_LAYER_ADAPTIVE_MAX, make_adaptive},
    {"Linear", PS_LAYER_LINEAR, make_linear},
    {"Upsample", PS_LAYER_UPSAMPLE, make_upsample},
    {"UpsamplingNearest2d", PS_LAYER_UPSAMPLE, make_upsample},
    {"BatchNorm2d", PS_LAYER_BATCH_NORM, make_batch_norm},
    {"SyncBatchNorm", PS_LAYER_BATCH_NORM, make_batch_norm},
    {"ReLU", PS_LAYER_RELU, make_plain},
    {"ReLU6", PS_LAYER_RELU, make_relative},
    {"LeakyReLU", PS_LAYER_RELU, make_relative},
    {"PReLU", PS_LAYER_RELU, make_relative},
    {"RReLU", PS_LAYER_RELU, make_relative},
    {"ELU", PS_LAYER_RELU, make_relative},
    {"CELU", PS_LAYER_RELU, make_relative},
    {"SELU", PS_LAYER_RELU, make_relative},
    {"GELU", PS_LAYER_RELU, make_relative},
    {"SiLU", PS_LAYER_RELU, make_relative},
    {"Mish", PS_LAYER_RELU, make_relative},
    {"Hardswish", PS_LAYER_RELU, make_relative},
    {"Softplus", PS_LAYER_RELU, make_relative},
    {"Threshold", PS_LAYER_RELU, make_relative},
    {"Hardtanh", PS_LAYER_IDENTITY, pass},
    {"Hardsigmoid", PS_LAYER_IDENTITY, pass},
    {"Sigmoid", PS_LAYER_IDENTITY, pass},
    {"LogSigmoid", PS_LAYER_IDENTITY, pass},
    {"Tanh", PS_LAYER_IDENTITY, pass},
    {"Softsign", PS_LAYER_IDENTITY, pass},
    {"Softmax", PS_LAYER_IDENTITY, pass},
    {"Softmax2d", PS_LAYER_IDENTITY, pass},
    {"LogSoftmax", PS_LAYER_IDENTITY, pass},
    {"Identity", PS_LAYER_IDENTITY, pass},
    {"Dropout", PS_LAYER_IDENTITY, pass},
    {"Dropout1d", PS_LAYER_IDENTITY, pass},
    {"Dropout2d", PS_LAYER_IDENTITY, pass},
    {"AlphaDropout", PS_LAYER_IDENTITY, pass},
    {"FeatureAlphaDropout", PS_LAYER_IDENTITY, pass},
    {"StochasticDepth", PS_LAYER_IDENTITY, pass},
    {"Flatten", PS_LAYER_IDENTITY, pass},
    {"Unflatten", PS_LAYER_IDENTITY, make_unflatten},
    {"BatchNorm1d", PS_LAYER_IDENTITY, pass},
    {"FrozenBatchNorm2d", PS_LAYER_IDENTITY, pass},
    {"LocalResponseNorm", PS_LAYER_IDENTITY, pass},
    {"GroupNorm", PS_LAYER_IDENTITY, pass_norm},
    {"LayerNorm", PS_LAYER_IDENTITY, pass_norm},
    {"LayerNorm2d", PS_LAYER_IDENTITY, pass_norm},
    {"InstanceNorm2d", PS_LAYER_IDENTITY, pass_norm},
    {"Parameter", PS_LAYER_IDENTITY, pass},
};
enum { LEAF_COUNT = sizeof LEAVES / sizeof LEAVES[0] };

PsLeaf ps_torch_leaf(const PsModule *module) {
    PsLeaf leaf = {.kind = PS_LEAF_UNKNOWN, .layer = ps_layer_default(PS_LAYER_UNKNOWN)};
    int row = 0;
    while (row < LEAF_COUNT && !ps_piece_is(module->class, LEAVES[row].class)) {
        row++;
    }
    if (row < LEAF_COUNT) {
        leaf.layer = ps_layer_default(LEAVES[row].kind);
        leaf.kind =
            module->arguments.length > ARGUMENTS_MOST ? PS_LEAF_WRONG : LEAVES[row].make(module, &leaf);
    }
    return leaf;
}
