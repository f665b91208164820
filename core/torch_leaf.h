/* What a module without children is as a layer. Not installed: it serves torch_read.c. */
#ifndef PS_TORCH_LEAF_H
#define PS_TORCH_LEAF_H

#include "core/layer.h"
#include "core/torch_text.h"

typedef enum PsLeafKind {
    PS_LEAF_LAYER,
    PS_LEAF_PASSED,  /* moves nothing, so that no layer stands for it */
    PS_LEAF_UNKNOWN, /* its effect on sizes and fields is unknown */
    PS_LEAF_WRONG    /* its arguments are not those PyTorch prints: see wrong */
} PsLeafKind;

typedef struct PsLeaf {
    PsLeafKind kind;
    PsLayer layer;   /* without a name; not checked */
    int in_channels; /* that a convolution or a norm was made for, else 0 */
    int vector;      /* channels that Unflatten makes of a vector, else 0 */
    PsPiece wrong;   /* the argument that is not understood; empty: one is missing */
    bool plain;      /* changes no size, no field and no number of parameters, as is to be expected of it */
    const char *beside; /* what the layer does not hold of the module ("padding_mode"), or how it was read;
                           null: nothing */
} PsLeaf;

/* Whether the class is one of PyTorch's own without children. */
bool ps_torch_is_leaf(PsPiece class);

/* Of a module without children. Time is bounded whatever its arguments. */
PsLeaf ps_torch_leaf(const PsModule *module);

#endif
