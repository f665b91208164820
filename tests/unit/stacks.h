/* Stacks built layer by layer, for tests of what is computed over plans; the notation has tests of its own.
 *
 * A layer given to one of these is taken: stack_free frees all of it.
 */
#ifndef STACKS_H
#define STACKS_H

#include "core/stack.h"
#include "unit.h"

static inline PsLayer window_of(PsLayerKind kind, int kernel, int stride, int padding) {
    PsLayer layer = ps_layer_default(kind);
    for (int axis = 0; axis < PS_AXES; axis++) {
        layer.kernel[axis] = kernel;
        layer.stride[axis] = stride;
        layer.padding[axis] = padding;
    }
    return layer;
}

static inline PsLayer conv_of(int kernel, int stride, int padding) {
    return window_of(PS_LAYER_CONV, kernel, stride, padding);
}

static inline PsLayer dilated_of(int kernel, int dilation, int padding) {
    PsLayer layer = conv_of(kernel, 1, padding);
    layer.dilation[PS_HEIGHT] = layer.dilation[PS_WIDTH] = dilation;
    return layer;
}

static inline PsLayer same_of(int kernel, int stride) {
    PsLayer layer = conv_of(kernel, stride, 0);
    layer.same = true;
    return layer;
}

static inline PsLayer max_pool_of(int kernel, int stride) {
    return window_of(PS_LAYER_MAX_POOL, kernel, stride, 0);
}

static inline PsLayer up_of(int scale) {
    PsLayer layer = ps_layer_default(PS_LAYER_UPSAMPLE);
    layer.scale[PS_HEIGHT] = layer.scale[PS_WIDTH] = scale;
    return layer;
}

static inline PsLayer adaptive_of(int size) {
    PsLayer layer = ps_layer_default(PS_LAYER_ADAPTIVE_AVG);
    layer.output_size[PS_HEIGHT] = layer.output_size[PS_WIDTH] = size;
    return layer;
}

static inline void chain_add(PsChain *chain, PsLayer layer) {
    assert_int_equal(ps_chain_insert(chain, chain->count, &layer, NULL), PS_OK);
}

static inline void join_add(PsLayer *join, PsChain branch) {
    assert_int_equal(ps_layer_add_branch(join, &branch, NULL), PS_OK);
}

static inline PsChain chain_of(const PsLayer *layers, size_t count) {
    PsChain chain = {0};
    for (size_t i = 0; i < count; i++) {
        chain_add(&chain, layers[i]);
    }
    return chain;
}

/* A join of two branches of one layer each. */
static inline PsLayer join_of(PsLayerKind kind, PsLayer one, PsLayer other) {
    PsLayer join = ps_layer_default(kind);
    join_add(&join, chain_of(&one, 1));
    join_add(&join, chain_of(&other, 1));
    return join;
}

/* On an input of one channel. */
static inline PsStack stack_of(int height, int width, const PsLayer *layers, size_t count) {
    return (PsStack){.chain = chain_of(layers, count), .channels = 1, .size = {height, width}};
}

/* The lessons' five layers: fields 3, 5, 6, 10, 12. */
static inline PsStack tutorial_stack(int side) {
    return stack_of(side, side,
                    (const PsLayer[]){conv_of(3, 1, 0), conv_of(3, 1, 0), max_pool_of(2, 2), conv_of(3, 1, 0),
                                      max_pool_of(2, 2)},
                    5);
}

#endif
