#include "core/conv.h"

#include <assert.h>
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

/* The outputs of a tap at offset t of its window whose position is a cell: first … end - 1. */
static PsRange outputs_of_tap(const PsAxis *axis, int64_t tap, int64_t outputs) {
    const int64_t offset = tap * axis->dilation - axis->padding;
    const int64_t first = offset >= 0 ? 0 : (-offset + axis->stride - 1) / axis->stride;
    const int64_t room = axis->input - 1 - offset;
    const int64_t end = room < 0 ? 0 : room / axis->stride + 1;
    return (PsRange){first, end < outputs ? end : outputs};
}

/* to[y][x] += weight * from[y * S + offset][x * S + offset]: one weight over the whole plane, row by row. */
static void add_tap(const PsAxis axes[PS_AXES], int64_t ky, int64_t kx, float weight, const float *from,
                    PsMap *output, float *to) {
    const PsAxis *rows = &axes[PS_HEIGHT];
    const PsAxis *columns = &axes[PS_WIDTH];
    const PsRange y_range = outputs_of_tap(rows, ky, output->height);
    const PsRange x_range = outputs_of_tap(columns, kx, output->width);
    for (int64_t y = y_range.first; y < y_range.end; y++) {
        const float *row = from + (y * rows->stride - rows->padding + ky * rows->dilation) * columns->input;
        const int64_t offset = kx * columns->dilation - columns->padding;
        float *sums = to + y * output->width;
        for (int64_t x = x_range.first; x < x_range.end; x++) {
            sums[x] += weight * row[x * columns->stride + offset];
        }
    }
}

/* One output channel: the planes of its group's channels, tap by tap. */
static void convolve_channel(const PsConv *conv, const PsMap *input, const PsAxis axes[PS_AXES], int channel,
                             PsMap *output) {
    const int group_in = conv->in_channels / conv->groups;
    const int first = channel / (conv->channels / conv->groups) * group_in;
    const int64_t taps = (int64_t)conv->kernel[PS_HEIGHT] * conv->kernel[PS_WIDTH];
    const int64_t plane = (int64_t)input->height * input->width;
    const int64_t cells = (int64_t)output->height * output->width;
    float *to = output->values + channel * cells;
    for (int64_t i = 0; i < cells; i++) {
        to[i] = conv->bias != NULL ? conv->bias[channel] : 0;
    }
    for (int c = 0; c < group_in; c++) {
        const float *from = input->values + (first + c) * plane;
        const float *weights = conv->weights + ((int64_t)channel * group_in + c) * taps;
        for (int64_t t = 0; t < taps; t++) {
            add_tap(axes, t / conv->kernel[PS_WIDTH], t % conv->kernel[PS_WIDTH], weights[t], from, output,
                    to);
        }
    }
}

PsStatus ps_conv_forward(const PsConv *conv, const PsMap *input, PsMap *output, PsError *error) {
    *output = (PsMap){0};
    PsStatus status = ps_conv_check(conv, input, error);
    if (status != PS_OK) {
        return status;
    }
    const PsAxis axes[PS_AXES] = {axis_of(conv, input, PS_HEIGHT), axis_of(conv, input, PS_WIDTH)};
    status = ps_map_init(output, conv->channels, ps_axis_output(&axes[PS_HEIGHT]),
                         ps_axis_output(&axes[PS_WIDTH]), error);
    for (int channel = 0; channel < conv->channels && status == PS_OK; channel++) {
        convolve_channel(conv, input, axes, channel, output);
    }
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
