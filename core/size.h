/* What the Output size stage looks at: the axes of one layer, a pool or a convolution, and what becomes of a
 * size through one layer after another.
 *
 * Not the arithmetic of an axis (axis.h). The pool is the scene's own: its settings are not repeated here.
 */
#ifndef PS_SIZE_H
#define PS_SIZE_H

#include "core/layer.h"
#include "core/pool.h"

/* To add a network: a row here, its word in scene_settings.c and its row in size.c. */
typedef enum PsSizeChainOf {
    PS_CHAIN_THIS, /* the stage's layer, again and again */
    PS_CHAIN_VGG_16,
    PS_CHAIN_ALEXNET,
    PS_CHAIN_RESNET_50,
    PS_CHAIN_COUNT
} PsSizeChainOf;

/* A convolution's own windows: the padding may be of any size. */
typedef struct PsSizeConvolution {
    int kernel_size[PS_AXES], stride[PS_AXES], padding[PS_AXES], dilation[PS_AXES];
} PsSizeConvolution;

/* What the Output size stage keeps in a scene. */
typedef struct PsSize {
    bool convolution;    /* the layer: a convolution, else the scene's pool */
    int input[PS_AXES];  /* N of each axis; 0: that of the scene's map */
    PsSizeChainOf chain; /* what the chain is of */
    int chain_from;      /* the first size of the chain */
    PsSizeConvolution windows;
} PsSize;

/* The largest input, kernel, stride, padding and dilation of the stage. */
enum { PS_SIZE_MOST = 4096 };

/* The axis (PS_HEIGHT or PS_WIDTH) of the layer, where the scene's map has map cells along it. The one window
 * of a global pool is one of N cells; those of an adaptive pool are bins. The axis need not check: the
 * kernel may be larger than the padded input. */
PsAxis ps_size_axis(const PsSize *size, const PsPool *pool, int axis, int64_t map);

/* Steps of the stage: the outputs of the axis that has more of them, and the try that fails. map: height and
 * width. */
int64_t ps_size_steps(const PsSize *size, const PsPool *pool, const int64_t map[PS_AXES]);

/* Why a chain goes no further. */
typedef enum PsSizeEnd {
    PS_SIZE_END_GLOBAL,    /* its last link is a global average */
    PS_SIZE_END_FLATTENED, /* the network lays what is left out as one vector */
    PS_SIZE_END_ONE        /* one cell is left without one */
} PsSizeEnd;

typedef enum PsSizeStop {
    PS_SIZE_GOES_ON, /* nothing stopped it: it has as many links as are shown */
    PS_SIZE_NO_FIT,  /* no window fits into the last size */
    PS_SIZE_SAME,    /* the next size is the same again */
    PS_SIZE_GROWS    /* the next size is larger */
} PsSizeStop;

/* A size of a chain and how it came about. */
typedef struct PsSizeLink {
    int64_t size[PS_AXES];
    PsAxis axis[PS_AXES];          /* the windows that made it; not of the first */
    bool global;                   /* made by a global average: axis is not set */
    char name[PS_LAYER_NAME_SIZE]; /* of the layer; empty: the stage's own */
} PsSizeLink;

/* Five layers that halve, as networks have them, the input before and a global average after. */
enum { PS_SIZE_LINKS = 7 };

typedef struct PsSizeChain {
    PsSizeLink links[PS_SIZE_LINKS];
    int count; /* at least 1 */
    PsSizeEnd end;
    PsSizeStop stop;
    int64_t channels; /* of the last size; 0: not said */
} PsSizeChain;

/* The chain that size asks for. Fails for want of memory alone. */
PsStatus ps_size_chain(const PsSize *size, const PsPool *pool, PsSizeChain *chain,
                       PsError *error) PS_MUST_USE;

#endif
