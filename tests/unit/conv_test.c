/* Convolution, linear and softmax against PyTorch (tests/data/conv_vectors.py), and what is refused. */
#include "core/conv.h"
#include "core/random.h"

#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 1 << 16, VALUES = 4096 };

static int64_t next_integer(char **text) {
    return strtol(*text, text, 10);
}

/* Numbers up to a bar, a colon or the end, which is passed. */
static int read_values(char **text, float values[VALUES]) {
    int count = 0;
    for (;;) {
        while (**text == ' ') {
            (*text)++;
        }
        if (**text == '|' || **text == ':' || **text == '\0') {
            *text += **text != '\0';
            return count;
        }
        values[count++] = strtof(*text, text);
    }
}

static void assert_close(const float *values, const float *expected, int count) {
    for (int i = 0; i < count; i++) {
        const float scale = 1 + fabsf(expected[i]);
        assert_true(fabsf(values[i] - expected[i]) <= 2e-6F * scale);
    }
}

static void fill_map(PsMap *map, int64_t channels, int64_t height, int64_t width, char **text) {
    static float values[VALUES];
    assert_int_equal(ps_map_init(map, channels, height, width, NULL), PS_OK);
    const int count = read_values(text, values);
    assert_int_equal(count, ps_map_cells(map));
    memcpy(map->values, values, (size_t)count * sizeof *values);
}

static void check_conv(char *text) {
    static float weights[VALUES];
    static float bias[VALUES];
    static float expected[VALUES];
    int64_t head[14];
    PsMap input;
    PsMap output;
    for (int i = 0; i < 14; i++) {
        head[i] = next_integer(&text);
    }
    text = strchr(text, ':') + 1;
    fill_map(&input, head[0], head[1], head[2], &text);
    (void)read_values(&text, weights);
    (void)read_values(&text, bias);
    const PsConv conv = {.in_channels = (int)head[0],
                         .channels = (int)head[3],
                         .groups = (int)head[4],
                         .kernel = {(int)head[5], (int)head[6]},
                         .stride = {(int)head[7], (int)head[8]},
                         .padding = {(int)head[9], (int)head[10]},
                         .dilation = {(int)head[11], (int)head[12]},
                         .weights = weights,
                         .bias = head[13] != 0 ? bias : NULL};
    assert_int_equal(ps_conv_forward(&conv, &input, &output, NULL), PS_OK);
    assert_int_equal(output.channels, head[3]);
    assert_int_equal(output.height, next_integer(&text));
    assert_int_equal(output.width, next_integer(&text));
    const int count = read_values(&text, expected);
    assert_int_equal(count, ps_map_cells(&output));
    assert_close(output.values, expected, count);
    ps_map_free(&input);
    ps_map_free(&output);
}

static void check_linear(char *text) {
    static float weights[VALUES];
    static float bias[VALUES];
    static float expected[VALUES];
    static float output[VALUES];
    int64_t head[4];
    PsMap input;
    for (int i = 0; i < 4; i++) {
        head[i] = next_integer(&text);
    }
    text = strchr(text, ':') + 1;
    fill_map(&input, head[0], head[1], head[2], &text);
    (void)read_values(&text, weights);
    (void)read_values(&text, bias);
    ps_linear(&input, weights, bias, (int)head[3], output);
    assert_int_equal(read_values(&text, expected), head[3]);
    assert_close(output, expected, (int)head[3]);
    ps_map_free(&input);
}

static void check_softmax(char *text) {
    static float values[VALUES];
    static float expected[VALUES];
    text = strchr(text, ':') + 1;
    const int count = read_values(&text, values);
    assert_int_equal(read_values(&text, expected), count);
    ps_softmax(values, count);
    assert_close(values, expected, count);
}

static void everything_is_as_pytorch_has_it(void **state) {
    (void)state;
    static char line[LINE_SIZE];
    int lines = 0;
    FILE *file = fopen(POOLSCOPE_TEST_DATA "/conv_vectors.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "conv ", 5) == 0) {
            check_conv(line + 5);
        } else if (strncmp(line, "linear ", 7) == 0) {
            check_linear(line + 7);
        } else {
            check_softmax(line + 8);
        }
        lines++;
    }
    fclose(file);
    assert_int_equal(lines, 80);
}

/* The cell that a tap of output (y, x) reads; null on padding. */
static const float *cell_at(const PsConv *conv, const PsMap *map, int channel, const int output[PS_AXES],
                            const int tap[PS_AXES]) {
    int at[PS_AXES];
    for (int axis = 0; axis < PS_AXES; axis++) {
        at[axis] = output[axis] * conv->stride[axis] - conv->padding[axis] + tap[axis] * conv->dilation[axis];
        if (at[axis] < 0 || at[axis] >= (axis == PS_HEIGHT ? map->height : map->width)) {
            return NULL;
        }
    }
    return map->values + ((int64_t)channel * map->height + at[PS_HEIGHT]) * map->width + at[PS_WIDTH];
}

/* A sum in the order of its weights, by a plain loop. */
static float plain_sum(const PsConv *conv, const PsMap *map, int channel, const int output[PS_AXES]) {
    const int taps = conv->kernel[PS_HEIGHT] * conv->kernel[PS_WIDTH];
    const int group_in = conv->in_channels / conv->groups;
    const int first = channel / (conv->channels / conv->groups) * group_in;
    float sum = conv->bias != NULL ? conv->bias[channel] : 0;
    for (int i = 0; i < group_in * taps; i++) {
        const int tap[PS_AXES] = {i % taps / conv->kernel[PS_WIDTH], i % taps % conv->kernel[PS_WIDTH]};
        const float *cell = cell_at(conv, map, first + i / taps, output, tap);
        if (cell != NULL) {
            sum += conv->weights[channel * group_in * taps + i] * *cell;
        }
    }
    return sum;
}

static int pick(uint64_t *random, int least, int most) {
    return least + (int)(ps_random_next(random) % (uint64_t)(most - least + 1));
}

static PsConv random_conv(uint64_t *random) {
    PsConv conv = {.groups = pick(random, 1, 3)};
    conv.in_channels = conv.groups * pick(random, 1, 3);
    conv.channels = conv.groups * pick(random, 1, 11);
    for (int axis = 0; axis < PS_AXES; axis++) {
        conv.kernel[axis] = pick(random, 1, 4);
        conv.stride[axis] = pick(random, 1, 3);
        conv.padding[axis] = pick(random, 0, 3);
        conv.dilation[axis] = pick(random, 1, 2);
    }
    return conv;
}

/* Blocks of channels and columns change no bit of what plain loops give. */
static void blocks_sum_as_plain_loops_do(void **state) {
    (void)state;
    static float weights[33 * 3 * 16];
    static float bias[33];
    uint64_t random = 7;
    int compared = 0;
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++) {
        weights[i] = (float)pick(&random, 0, (1 << 24) - 1) / (1 << 24) - 0.5F;
    }
    for (int i = 0; i < 33; i++) {
        bias[i] = (float)i - 16;
    }
    for (int n = 0; n < 300; n++) {
        PsConv conv = random_conv(&random);
        PsMap map;
        PsMap output;
        conv.weights = weights;
        conv.bias = n % 2 == 0 ? bias : NULL;
        assert_int_equal(
            ps_map_init(&map, conv.in_channels, pick(&random, 1, 19), pick(&random, 1, 19), NULL), PS_OK);
        ps_map_fill_pattern(&map, PS_PATTERN_NOISE, (uint32_t)n);
        if (ps_conv_forward(&conv, &map, &output, NULL) == PS_OK) {
            for (int64_t i = 0; i < ps_map_cells(&output); i++) {
                const int at[PS_AXES] = {(int)(i / output.width % output.height), (int)(i % output.width)};
                const int channel = (int)(i / output.width / output.height);
                assert_true(output.values[i] == plain_sum(&conv, &map, channel, at));
            }
            ps_map_free(&output);
            compared++;
        }
        ps_map_free(&map);
    }
    assert_true(compared > 200);
}

static void relu_keeps_nan(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 1, 4, NULL), PS_OK);
    const float values[] = {-1, 2, NAN, -INFINITY};
    memcpy(map.values, values, sizeof values);
    ps_relu(&map);
    assert_true(map.values[0] == 0 && map.values[1] == 2 && isnan(map.values[2]) && map.values[3] == 0);
    ps_map_free(&map);
}

static void what_cannot_be_is_refused(void **state) {
    (void)state;
    PsMap map;
    PsMap output;
    const float weights[64] = {0};
    PsConv conv = {.in_channels = 2,
                   .channels = 2,
                   .groups = 1,
                   .kernel = {3, 3},
                   .stride = {1, 1},
                   .dilation = {1, 1},
                   .weights = weights};
    assert_int_equal(ps_map_init(&map, 2, 4, 2, NULL), PS_OK);
    assert_int_equal(ps_conv_forward(&conv, &map, &output, NULL), PS_ERROR_SETTING);
    assert_null(output.values);
    conv.kernel[PS_WIDTH] = 2;
    assert_int_equal(ps_conv_check(&conv, &map, NULL), PS_OK);
    conv.groups = 3;
    assert_int_equal(ps_conv_check(&conv, &map, NULL), PS_ERROR_SETTING);
    conv.groups = 1;
    conv.in_channels = 1;
    assert_int_equal(ps_conv_check(&conv, &map, NULL), PS_ERROR_SETTING);
    ps_map_free(&map);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_as_pytorch_has_it),
        cmocka_unit_test(blocks_sum_as_plain_loops_do),
        cmocka_unit_test(relu_keeps_nan),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
