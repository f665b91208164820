/* Classes of PyTorch without children, and what their arguments say of a layer.
 *
 * Everything known of a class is in one table. What it does not list is unknown, and so is a listed one whose
 * settings no layer has (a size to upsample to). An argument that a listed class does not print is never
 * passed over: it may be a damaged one, whose default would then be made up.
 */
#include "core/torch_leaf.h"

#include "core/number.h"

#include <string.h>

/* PyTorch prints some 200; a repeated module's are read as often as it is repeated. */
enum { ARGUMENTS_MOST = 2048 };

/* Whether the first character is a bracket and the last one closes it. */
static bool is_bracketed(PsPiece piece) {
    int depth = 0;
    if (piece.length < 2 || (piece.text[0] != '(' && piece.text[0] != '[')) {
        return false;
    }
    for (size_t i = 0; i < piece.length; i++) {
        depth +=
            (piece.text[i] == '(' || piece.text[i] == '[') - (piece.text[i] == ')' || piece.text[i] == ']');
        if (depth == 0) {
            return i + 1 == piece.length;
        }
    }
    return false;
}

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

/* "7", "(7, 5)" or "[7, 5]", one bracket round all of it. */
static bool read_pair(PsPiece piece, int pair[PS_AXES]) {
    int count = 0;
    if (is_bracketed(piece)) {
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
    return layer_if(take_number(module, "in_features", 0, &leaf->layer.expects) && leaf->layer.expects > 0 &&
                    ps_module_argument(module, "out_features", 1, &value) &&
                    read_number(value, &leaf->layer.channels) && leaf->layer.channels > 0 &&
                    take_flag(module, "bias", &leaf->layer.bias));
}

static bool lacks_point(PsPiece piece) {
    piece = is_bracketed(piece) ? (PsPiece){piece.text + 1, piece.length - 2} : piece;
    while (piece.length > 0) {
        const PsPiece item = ps_piece_next(&piece);
        const bool point = item.length > 0 && memchr(item.text, '.', item.length) != NULL;
        if (!point && item.length > 1 && item.text[item.length - 1] == '0') {
            return true;
        }
    }
    return false;
}

/* Whole factors of nearest alone; mode is printed always, a size instead of the factor where one was given. A
 * factor is printed as "2.0", by old versions as "2": "20" may be the former without its point. */
static PsLeafKind make_upsample(const PsModule *module, PsLeaf *leaf) {
    PsPiece value;
    const bool nearest = !ps_module_argument(module, "mode", -1, &value) || is_quoted(value, "nearest") ||
                         is_quoted(value, "nearest-exact");
    const bool given = ps_module_argument(module, "scale_factor", -1, &value) && !ps_piece_is(value, "None");
    const bool whole = given && read_pair(value, leaf->layer.scale);
    if (given && lacks_point(value)) {
        return PS_LEAF_WRONG;
    }
    return nearest && whole ? PS_LEAF_LAYER : PS_LEAF_UNKNOWN;
}

static PsLeafKind make_batch_norm(const PsModule *module, PsLeaf *leaf) {
    return layer_if(take_number(module, "num_features", 0, &leaf->in_channels) && leaf->in_channels > 0 &&
                    take_flag(module, "affine", &leaf->layer.bias));
}

static PsLeafKind make_plain(const PsModule *module, PsLeaf *leaf) {
    (void)module;
    (void)leaf;
    return PS_LEAF_LAYER;
}

/* Relatives of ReLU: they too work on each value alone. */
static PsLeafKind make_relative(const PsModule *module, PsLeaf *leaf) {
    leaf->plain = !ps_piece_is(module->class, "PReLU");
    leaf->beside = leaf->plain ? "read as relu" : "read as relu, its weights not counted";
    return PS_LEAF_LAYER;
}

static PsLeafKind pass(const PsModule *module, PsLeaf *leaf) {
    /* A weight of one's own is one that nobody counts. */
    leaf->plain = !ps_piece_is(module->class, "Parameter");
    return PS_LEAF_PASSED;
}

/* Norms of one image: their mean may read all of it, which fields leave out. */
static PsLeafKind pass_norm(const PsModule *module, PsLeaf *leaf) {
    const bool group = ps_piece_is(module->class, "GroupNorm");
    const bool instance = ps_piece_is(module->class, "InstanceNorm2d");
    bool weights = !instance;
    const bool read = take_flag(module,
                                instance ? "affine"
                                : group  ? "affine"
                                         : "elementwise_affine",
                                &weights) &&
                      (!group || take_number(module, "num_channels", 1, &leaf->in_channels)) &&
                      (!instance || take_number(module, "num_features", 0, &leaf->in_channels));
    leaf->beside = weights ? "its mean may read the whole map, its weights not counted"
                           : "its mean may read the whole map";
    return read ? PS_LEAF_PASSED : PS_LEAF_WRONG;
}

/* A batch norm with numbers that are learned no more. */
static PsLeafKind pass_frozen(const PsModule *module, PsLeaf *leaf) {
    leaf->plain = true;
    return take_number(module, "num_features", 0, &leaf->in_channels) ? PS_LEAF_PASSED : PS_LEAF_WRONG;
}

/* What is flat already in this program, where a linear layer reads all that comes in. */
static PsLeafKind pass_flatten(const PsModule *module, PsLeaf *leaf) {
    leaf->plain = true;
    PsPiece value;
    const bool first = !ps_module_argument(module, "start_dim", 0, &value) || ps_piece_is(value, "1");
    const bool last = !ps_module_argument(module, "end_dim", 1, &value) || ps_piece_is(value, "-1") ||
                      ps_piece_is(value, "3");
    return first && last ? PS_LEAF_PASSED : PS_LEAF_UNKNOWN;
}

/* A vector back to channels x 1 x 1. */
static PsLeafKind make_unflatten(const PsModule *module, PsLeaf *leaf) {
    leaf->plain = true;
    static const char end[] = ", 1, 1)";
    const size_t size = sizeof end - 1;
    PsPiece value;
    const bool channels = ps_module_argument(module, "dim", 0, &value) && ps_piece_is(value, "1");
    const bool cell = ps_module_argument(module, "unflattened_size", 1, &value) && value.length > size + 1 &&
                      value.text[0] == '(' && memcmp(value.text + value.length - size, end, size) == 0;
    return channels && cell && read_number((PsPiece){value.text + 1, value.length - size - 1}, &leaf->vector)
               ? PS_LEAF_PASSED
               : PS_LEAF_UNKNOWN;
}

/* To add a class: a row. Arguments are named in the order in which the first may stand without a name; where
 * there are none to say, none moves a size or a field. */
static const struct {
    const char *class;
    PsLayerKind kind;
    PsLeafKind (*make)(const PsModule *module, PsLeaf *leaf);
    const char *arguments;
    int unnamed; /* how many of them may */
} LEAVES[] = {
    {"Conv2d", PS_LAYER_CONV, make_conv,
     "in_channels out_channels kernel_size stride padding dilation groups bias padding_mode output_padding",
     7},
    {"MaxPool2d", PS_LAYER_MAX_POOL, make_pool,
     "kernel_size stride padding dilation return_indices ceil_mode", 4},
    {"AvgPool2d", PS_LAYER_AVG_POOL, make_pool,
     "kernel_size stride padding ceil_mode count_include_pad divisor_override", 3},
    {"LPPool2d", PS_LAYER_LP_POOL, make_lp_pool, "norm_type kernel_size stride ceil_mode", 0},
    {"AdaptiveAvgPool2d", PS_LAYER_ADAPTIVE_AVG, make_adaptive, "output_size", 1},
    {"AdaptiveMaxPool2d", PS_LAYER_ADAPTIVE_MAX, make_adaptive, "output_size return_indices", 1},
    {"Linear", PS_LAYER_LINEAR, make_linear, "in_features out_features bias", 2},
    {"Upsample", PS_LAYER_UPSAMPLE, make_upsample,
     "size scale_factor mode align_corners recompute_scale_factor", 0},
    {"UpsamplingNearest2d", PS_LAYER_UPSAMPLE, make_upsample, "size scale_factor mode", 0},
    {"BatchNorm2d", PS_LAYER_BATCH_NORM, make_batch_norm,
     "num_features eps momentum affine track_running_stats process_group", 3},
    {"SyncBatchNorm", PS_LAYER_BATCH_NORM, make_batch_norm,
     "num_features eps momentum affine track_running_stats process_group", 3},
    {"ReLU", PS_LAYER_RELU, make_plain, NULL, 0},
    {"ReLU6", PS_LAYER_RELU, make_relative, NULL, 0},
    {"LeakyReLU", PS_LAYER_RELU, make_relative, NULL, 0},
    {"PReLU", PS_LAYER_RELU, make_relative, NULL, 0},
    {"RReLU", PS_LAYER_RELU, make_relative, NULL, 0},
    {"ELU", PS_LAYER_RELU, make_relative, NULL, 0},
    {"CELU", PS_LAYER_RELU, make_relative, NULL, 0},
    {"SELU", PS_LAYER_RELU, make_relative, NULL, 0},
    {"GELU", PS_LAYER_RELU, make_relative, NULL, 0},
    {"SiLU", PS_LAYER_RELU, make_relative, NULL, 0},
    {"Mish", PS_LAYER_RELU, make_relative, NULL, 0},
    {"Hardswish", PS_LAYER_RELU, make_relative, NULL, 0},
    {"Softplus", PS_LAYER_RELU, make_relative, NULL, 0},
    {"Threshold", PS_LAYER_RELU, make_relative, NULL, 0},
    {"Hardtanh", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Hardsigmoid", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Sigmoid", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"LogSigmoid", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Tanh", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Softsign", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Softmax", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Softmax2d", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"LogSoftmax", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Identity", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Dropout", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Dropout1d", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Dropout2d", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"AlphaDropout", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"FeatureAlphaDropout", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"StochasticDepth", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"Flatten", PS_LAYER_IDENTITY, pass_flatten, "start_dim end_dim", 2},
    {"Unflatten", PS_LAYER_IDENTITY, make_unflatten, "dim unflattened_size", 2},
    {"BatchNorm1d", PS_LAYER_BATCH_NORM, make_batch_norm,
     "num_features eps momentum affine track_running_stats process_group", 3},
    {"FrozenBatchNorm2d", PS_LAYER_IDENTITY, pass_frozen,
     "num_features eps momentum affine track_running_stats process_group", 2},
    {"LocalResponseNorm", PS_LAYER_IDENTITY, pass, NULL, 0},
    {"GroupNorm", PS_LAYER_IDENTITY, pass_norm, "num_groups num_channels eps affine", 3},
    {"LayerNorm", PS_LAYER_IDENTITY, pass_norm, "normalized_shape eps elementwise_affine bias", 2},
    {"LayerNorm2d", PS_LAYER_IDENTITY, pass_norm, "normalized_shape eps elementwise_affine bias", 2},
    {"InstanceNorm2d", PS_LAYER_IDENTITY, pass_norm,
     "num_features eps momentum affine track_running_stats process_group", 3},
    {"Parameter", PS_LAYER_IDENTITY, pass, NULL, 0},
};
enum { LEAF_COUNT = sizeof LEAVES / sizeof LEAVES[0] };

/* Where a name is among names that blanks set apart; -1: nowhere. */
static int place_of(const char *names, PsPiece name) {
    int place = 0;
    while (*names != '\0') {
        const size_t length = strcspn(names, " ");
        if (length == name.length && memcmp(names, name.text, length) == 0) {
            return place;
        }
        names += length + (names[length] == ' ');
        place++;
    }
    return -1;
}

/* A number, a word, a text in quotes, a bracket of such, perhaps with a word before it. Dots stand for what
 * was left out. */
static bool is_value(PsPiece piece, int depth) {
    size_t word = 0;
    if (piece.length > 1 && (piece.text[0] == '\'' || piece.text[0] == '"' || piece.text[0] == '<')) {
        const char end = piece.text[0] == '<' ? '>' : piece.text[0];
        return piece.text[piece.length - 1] == end;
    }
    while (word < piece.length && ((ps_is_word(piece.text[word]) && (unsigned char)piece.text[word] < 0x80) ||
                                   piece.text[word] == '+')) {
        if (word > 0 && piece.text[word] == '.' && piece.text[word - 1] == '.') {
            return false;
        }
        word++;
    }
    if (word == piece.length) {
        return word > 0 && !ps_piece_is(piece, ".");
    }
    PsPiece rest = {piece.text + word, piece.length - word};
    if (!is_bracketed(rest) || depth == 0) {
        return false;
    }
    rest = (PsPiece){rest.text + 1, rest.length - 2};
    while (rest.length > 0) {
        if (!is_value(ps_piece_next(&rest), depth - 1)) {
            return false;
        }
    }
    return true;
}

/* The first argument that is no value, that the class does not take, or takes where it stands: false with it.
 */
static bool check_arguments(const PsModule *module, const char *names, int unnamed, PsPiece *wrong) {
    enum { DEPTH = 4 };
    PsPiece rest = module->arguments;
    unsigned given = 0;
    int place = 0;
    bool named = false;
    while (rest.length > 0) {
        *wrong = ps_piece_next(&rest);
        const char *equals = wrong->length > 0 ? memchr(wrong->text, '=', wrong->length) : NULL;
        PsPiece value = *wrong;
        int at = place;
        if (equals != NULL) {
            const size_t before = (size_t)(equals - wrong->text);
            const PsPiece name = ps_piece_trim((PsPiece){wrong->text, before});
            value = ps_piece_trim((PsPiece){equals + 1, wrong->length - before - 1});
            at = names != NULL ? place_of(names, name) : 0;
            named = true;
        } else if (names != NULL && (named || place >= unnamed)) {
            return false;
        } else {
            place++;
        }
        if (!is_value(value, DEPTH) || at < 0 || (names != NULL && (given >> at & 1) != 0)) {
            return false;
        }
        given |= names != NULL ? 1U << at : 0;
    }
    *wrong = (PsPiece){0};
    return true;
}

static int find_leaf(PsPiece class) {
    int row = 0;
    while (row < LEAF_COUNT && !ps_piece_is(class, LEAVES[row].class)) {
        row++;
    }
    return row;
}

bool ps_torch_is_leaf(PsPiece class) {
    return find_leaf(class) < LEAF_COUNT;
}

PsLeaf ps_torch_leaf(const PsModule *module) {
    PsLeaf leaf = {.kind = PS_LEAF_UNKNOWN, .layer = ps_layer_default(PS_LAYER_UNKNOWN)};
    const int row = find_leaf(module->class);
    if (row < LEAF_COUNT) {
        leaf.layer = ps_layer_default(LEAVES[row].kind);
        leaf.kind = PS_LEAF_WRONG;
        if (module->arguments.length <= ARGUMENTS_MOST &&
            check_arguments(module, LEAVES[row].arguments, LEAVES[row].unnamed, &leaf.wrong)) {
            leaf.kind = LEAVES[row].make(module, &leaf);
        }
    }
    return leaf;
}
