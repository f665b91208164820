/* Cross-correlation as PyTorch defines it, several output channels and columns at once. No pooling here
 * (pool.c).
 *
 * Invariant: each output is one float32 sum over input channels, then kernel rows and columns, in that order.
 */
#include "core/conv.h"

#include "core/memory.h"

#include <math.h>

static PsAxis axis_of(const PsConv *conv, const PsMap *input, int axis) {
    return (PsAxis){.input = axis == PS_HEIGHT ? input->height : input->width,
                    .kernel = conv->kernel[axis],
                    .stride = conv->stride[axis],
                    .padding = conv->padding[axis],
                    .dilation = conv->dilation[axis]};
}

PsStatus ps_conv_check(const PsConv *conv, const PsMap *input, PsError *error) {
    static const char *const names[PS_AXES] = {"height", "width"};
    if (conv->in_channels != input->channels) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "the map has %d channels and the convolution takes %d: use as many", input->channels,
                       conv->in_channels);
    }
    if (conv->groups < 1 || conv->channels < 1 || conv->in_channels % conv->groups != 0 ||
        conv->channels % conv->groups != 0) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "%d channels in and %d out do not divide into %d groups: use multiples of it",
                       conv->in_channels, conv->channels, conv->groups);
    }
    PsStatus status = PS_OK;
    for (int axis = 0; axis < PS_AXES && status == PS_OK; axis++) {
        const PsAxis numbers = axis_of(conv, input, axis);
        status = ps_axis_check(&numbers, names[axis], false, error);
    }
    return status;
}

/* Output channels of one group and columns that are summed at once, few enough for their sums to stay in
 * registers; channels in vectors of four, which every machine has. */
typedef float Four __attribute__((vector_size(16)));
enum { VECTORS = 2, CHANNELS = 4 * VECTORS, COLUMNS = 4 };

/* Up to CHANNELS consecutive output channels of one group; they share their input channels. */
typedef struct Block {
    const PsConv *conv;
    PsAxis axes[PS_AXES];
    int64_t group_in;
    const float *from;   /* the plane of the group's first channel */
    const Four *weights; /* [group_in][kernel height][kernel width][VECTORS] */
} Block;

typedef struct Sums {
    Four of[COLUMNS][VECTORS];
} Sums;

/* What one row of weights gives: taps of cells that all lie on the map. */
static inline void add_taps(const PsAxis *across, const float *cells, const Four *weights, PsRange taps,
                            int columns, Sums *sums) {
    for (int64_t kx = taps.first; kx < taps.end; kx++) {
        for (int i = 0; i < columns; i++) {
            const float cell = cells[kx * across->dilation + i * across->stride];
            for (int v = 0; v < VECTORS; v++) {
                sums->of[i][v] += weights[kx * VECTORS + v] * cell;
            }
        }
    }
}

/* Adds to neighbouring columns from x on what these kernel rows and columns give, in the order of the
 * weights. columns is known when this is compiled. */
static inline Sums sum_columns(const Block *block, Sums sums, int64_t top, PsRange rows, PsRange taps,
                               int64_t x, int columns) {
    const PsAxis *down = &block->axes[PS_HEIGHT];
    const PsAxis *across = &block->axes[PS_WIDTH];
    const int64_t left = x * across->stride - across->padding;
    for (int64_t c = 0; c < block->group_in; c++) {
        for (int64_t ky = rows.first; ky < rows.end; ky++) {
            const int64_t y = c * down->input + top + ky * down->dilation;
            add_taps(across, block->from + y * across->input + left,
                     block->weights + (c * down->kernel + ky) * across->kernel * VECTORS, taps, columns,
                     &sums);
        }
    }
    return sums;
}

static void convolve_row(const Block *block, const Sums *bias, int64_t y, int count, const PsMap *output,
                         float *to) {
    const PsAxis *down = &block->axes[PS_HEIGHT];
    const PsAxis *across = &block->axes[PS_WIDTH];
    const PsRange rows = ps_axis_taps(down, y);
    const int64_t top = y * down->stride - down->padding;
    const int64_t plane = (int64_t)output->height * output->width;
    int columns = 0;
    for (int64_t x = 0; x < output->width; x += columns) {
        const PsRange taps = ps_axis_taps(across, x);
        const int64_t last = x + COLUMNS - 1;
        const bool within =
            last < output->width && taps.first == 0 && ps_axis_taps(across, last).end == across->kernel;
        const Sums sums = within ? sum_columns(block, *bias, top, rows, taps, x, COLUMNS)
                                 : sum_columns(block, *bias, top, rows, taps, x, 1);
        columns = within ? COLUMNS : 1;
        for (int n = 0; n < count; n++) {
            for (int i = 0; i < columns; i++) {
                to[n * plane + y * output->width + x + i] = sums.of[i][n / 4][n % 4];
            }
        }
    }
}

/* count output channels from channel on; packed: room for their weights. */
static void convolve_channels(const PsConv *conv, const PsMap *input, int channel, int count, Four *packed,
                              PsMap *output) {
    const int64_t group_in = conv->in_channels / conv->groups;
    const int64_t first = channel / (conv->channels / conv->groups) * group_in;
    const int64_t weights = group_in * conv->kernel[PS_HEIGHT] * conv->kernel[PS_WIDTH];
    const int64_t plane = (int64_t)output->height * output->width;
    Sums bias = {{{{0}}}};
    for (int n = 0; n < count; n++) {
        for (int64_t i = 0; i < weights; i++) {
            packed[i * VECTORS + n / 4][n % 4] = conv->weights[(channel + n) * weights + i];
        }
        for (int i = 0; i < COLUMNS && conv->bias != NULL; i++) {
            bias.of[i][n / 4][n % 4] = conv->bias[channel + n];
        }
    }
    const Block block = {conv,
                         {axis_of(conv, input, PS_HEIGHT), axis_of(conv, input, PS_WIDTH)},
                         group_in,
                         input->values + first * input->height * input->width,
                         packed};
    for (int64_t y = 0; y < output->height; y++) {
        convolve_row(&block, &bias, y, count, output, output->values + channel * plane);
    }
}

PsStatus ps_conv_forward(const PsConv *conv, const PsMap *input, PsMap *output, PsError *error) {
    *output = (PsMap){0};
    PsStatus status = ps_conv_check(conv, input, error);
    if (status != PS_OK) {
        return status;
    }
    const PsAxis axes[PS_AXES] = {axis_of(conv, input, PS_HEIGHT), axis_of(conv, input, PS_WIDTH)};
    const int in_group = conv->channels / conv->groups;
    const int64_t weights = (int64_t)(conv->in_channels / conv->groups) * axes[PS_HEIGHT].kernel;
    Four *packed = ps_allocate((size_t)weights, (size_t)axes[PS_WIDTH].kernel * VECTORS * sizeof *packed);
    if (packed == NULL) {
        return ps_fail_memory(error);
    }
    status = ps_map_init(output, conv->channels, ps_axis_output(&axes[PS_HEIGHT]),
                         ps_axis_output(&axes[PS_WIDTH]), error);
    int count = 0;
    for (int channel = 0; channel < conv->channels && status == PS_OK; channel += count) {
        const int left = in_group - channel % in_group;
        count = left < CHANNELS ? left : CHANNELS;
        convolve_channels(conv, input, channel, count, packed, output);
    }
    ps_release(packed);
    return status;
}

void ps_relu(PsMap *map) {
    const int64_t cells = ps_map_cells(map);
    for (int64_t i = 0; i < cells; i++) {
        map->values[i] = map->values[i] < 0 ? 0 : map->values[i];
    }
}

void ps_linear(const PsMap *input, const float *weights, const float *bias, int count, float *output) {
    const int64_t cells = ps_map_cells(input);
    for (int o = 0; o < count; o++) {
        float sum = bias != NULL ? bias[o] : 0;
        for (int64_t i = 0; i < cells; i++) {
            sum += weights[o * cells + i] * input->values[i];
        }
        output[o] = sum;
    }
}

void ps_softmax(float *values, int count) {
    float largest = values[0];
    float sum = 0;
    for (int i = 1; i < count; i++) {
        largest = values[i] > largest ? values[i] : largest;
    }
    for (int i = 0; i < count; i++) {
        values[i] = expf(values[i] - largest);
        sum += values[i];
    }
    for (int i = 0; i < count; i++) {
        values[i] /= sum;
    }
}
