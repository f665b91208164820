/* Convolution, ReLU, linear layers and softmax on maps, with PyTorch's rules and names.
 *
 * Everything is float32 in and out; sums are kept in float32 as PyTorch keeps them, in the order of the loops
 * below.
 */
#ifndef PS_CONV_H
#define PS_CONV_H

#include "core/axis.h"
#include "core/map.h"
#include "core/pool.h"

/* What a convolution has learned, borrowed, and how it goes over its input. */
typedef struct PsConv {
    int in_channels, channels, groups; /* groups divides both */
    int kernel[PS_AXES], stride[PS_AXES], padding[PS_AXES], dilation[PS_AXES];
    const float *weights; /* [channels][in_channels / groups][kernel height][kernel width] */
    const float *bias;    /* [channels], or null */
} PsConv;

/* PS_OK, or PS_ERROR_SETTING with a sentence: channels that do not divide into groups or are not those of the
 * map, sizes below 1, an output below 1 x 1. */
PsStatus ps_conv_check(const PsConv *conv, const PsMap *input, PsError *error) PS_MUST_USE;

/* output, [channels][OH][OW], is made here; zeroed on failure. */
PsStatus ps_conv_forward(const PsConv *conv, const PsMap *input, PsMap *output, PsError *error) PS_MUST_USE;

/* max(0, x) in place; NaN stays NaN. */
void ps_relu(PsMap *map);

/* output[o] = bias[o] + sum over i of weights[o][i] * input[i], for all cells of all channels of input in
 * their order. weights: [count][cells of input]; bias: [count], or null; output: [count], the caller's. */
void ps_linear(const PsMap *input, const float *weights, const float *bias, int count, float *output);

/* values[i] = exp(values[i]) / sum of all exp, by way of their largest, so that nothing overflows. In place.
 */
void ps_softmax(float *values, int count);

#endif
