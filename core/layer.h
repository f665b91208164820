/* A layer of a network as plain data: what it is, its settings, and which cells of its input it reads.
 *
 * It knows no sizes: those come with a plan (stack.h), which puts layers on an input. Names and settings are
 * PyTorch's. Axis 0 is the height's, 1 the width's.
 */
#ifndef PS_LAYER_H
#define PS_LAYER_H

#include "core/pool.h"
#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>

/* To add a kind: a row here, a row of the table in layer.c, what it does to sizes (stack.c), and what it
 * reads (ps_node_taps). */
typedef enum PsLayerKind {
    PS_LAYER_CONV,
    PS_LAYER_DEPTHWISE, /* a convolution with as many groups as channels come in */
    PS_LAYER_MAX_POOL,
    PS_LAYER_AVG_POOL,
    PS_LAYER_LP_POOL,
    PS_LAYER_ADAPTIVE_AVG,
    PS_LAYER_ADAPTIVE_MAX,
    PS_LAYER_GAP,      /* global average */
    PS_LAYER_LINEAR,   /* reads every cell and channel; its output is channels x 1 x 1 */
    PS_LAYER_UPSAMPLE, /* nearest */
    PS_LAYER_RELU,
    PS_LAYER_BATCH_NORM,
    PS_LAYER_IDENTITY, /* changes nothing: dropout and its like */
    PS_LAYER_ADD,      /* joins branches of one shape */
    PS_LAYER_CONCAT,   /* joins branches of one height and width, channel behind channel */
    PS_LAYER_ORDER,    /* is before the layers of a class that may run in another order: no figures past it
                        */
    PS_LAYER_UNKNOWN,  /* what it does to sizes and fields is not known: no figures past it */
    PS_LAYER_KIND_COUNT
} PsLayerKind;

typedef enum PsLayerFamily {
    PS_FAMILY_CONV,
    PS_FAMILY_MAX,
    PS_FAMILY_AVERAGE,
    PS_FAMILY_LP,
    PS_FAMILY_GLOBAL, /* gap and linear: they read the whole map */
    PS_FAMILY_UPSAMPLE,
    PS_FAMILY_PASS, /* works on each value alone: neither size nor field change */
    PS_FAMILY_JOIN,
    PS_FAMILY_UNKNOWN,
    PS_FAMILY_COUNT
} PsLayerFamily;

typedef struct PsLayerInfo {
    const char *notation; /* "conv", "maxpool" */
    PsLayerFamily family;
    bool window;      /* kernel, stride, padding, same */
    bool pooling;     /* padding at most half the kernel, ceil mode; stride defaults to the kernel */
    bool dilation;    /* convolutions and max */
    bool channels;    /* convolutions and linear */
    bool output_size; /* adaptive */
    bool weights;     /* bias can be set */
    bool expects;     /* can be made for a number of channels */
} PsLayerInfo;

enum { PS_LAYER_NAME_SIZE = 64, PS_LAYER_TITLE_SIZE = 144 };

struct PsLayer;

/* Layers that run one after another; owns them. Zeroed: none, which passes its input on. */
typedef struct PsChain {
    struct PsLayer *layers;
    int count;
} PsChain;

typedef struct PsLayer {
    PsLayerKind kind;
    int kernel[PS_AXES];
    int stride[PS_AXES];
    int padding[PS_AXES]; /* on each side */
    int dilation[PS_AXES];
    bool same; /* pads as TensorFlow's SAME by the size that comes in; padding is then 0 */
    bool ceil_mode;
    bool count_include_pad;   /* average alone */
    double norm_type;         /* Lp alone */
    int channels;             /* of the output; 0: as many as come in. linear: features, at least 1 */
    int groups;               /* conv alone, 1 at least */
    bool bias;                /* convolutions and linear; of batch norm its scale and shift */
    int output_size[PS_AXES]; /* adaptive; 0: as it comes in */
    int scale[PS_AXES];       /* upsample, 1 at least */
    int expects; /* channels that it was made for, of linear values in all; 0: whatever comes in */
    int line;    /* of the text it was read from; 0: none. No setting: neither compared nor written */
    char
        name[PS_LAYER_NAME_SIZE]; /* "conv1_1"; of an order or unknown one the class; empty: none was given */
    PsChain *branches;            /* joins alone, owned; a branch without layers is a plain skip */
    int branch_count;
} PsLayer;

const PsLayerInfo *ps_layer_info(PsLayerKind kind);

/* Kernel, scale and features 1, no padding, dilation 1, bias, p = 2, stride 1 (pools too, whose makers set
 * it); everything else 0. */
PsLayer ps_layer_default(PsLayerKind kind);

/* PS_ERROR_SETTING with a sentence for what cannot be whatever the input: sizes below 1 or past
 * PS_AXIS_LIMIT, padding beyond half of a pool's kernel, a setting that the kind does not take. Branches are
 * not looked into. */
PsStatus ps_layer_check(const PsLayer *layer, PsError *error) PS_MUST_USE;

/* Whether all settings, names and branches are the same. */
bool ps_layer_equal(const PsLayer *one, const PsLayer *other);

/* What it is, in notation without padding, dilation and channels: "conv3", "maxpool2/2", "conv5x3/2x1",
 * "gap", "linear10", "add", "?Net". Pools always name their stride, convolutions one other than 1. */
void ps_layer_title(const PsLayer *layer, char title[PS_LAYER_TITLE_SIZE]);

/* Its name, or where it has none its title. */
void ps_layer_name(const PsLayer *layer, char name[PS_LAYER_TITLE_SIZE]);

PsStatus ps_layer_copy(const PsLayer *layer, PsLayer *copy, PsError *error) PS_MUST_USE;

/* Frees the branches and zeroes the layer. */
void ps_layer_free(PsLayer *layer);

PsStatus ps_chain_copy(const PsChain *chain, PsChain *copy, PsError *error) PS_MUST_USE;
void ps_chain_free(PsChain *chain);
bool ps_chain_equal(const PsChain *one, const PsChain *other);

/* Puts layer (taken, zeroed on success) before the one at position, 0 to count. */
PsStatus ps_chain_insert(PsChain *chain, int position, PsLayer *layer, PsError *error) PS_MUST_USE;

/* Takes the layer at position out; the caller owns what it returns. */
PsLayer ps_chain_take(PsChain *chain, int position);

/* Gives a join one more branch (taken, zeroed on success). */
PsStatus ps_layer_add_branch(PsLayer *layer, PsChain *branch, PsError *error) PS_MUST_USE;

#endif
