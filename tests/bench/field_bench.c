/* Reports how long receptive fields take; passes and fails nothing: medians of 200 rounds on one thread.
 *
 * The network is VGG-16's thirteen convolutions and five pools with one channel on 512 x 512, whose gradient
 * takes PyTorch 55 ms on one thread; the chain has 1,000 layers, for which plain Python takes 85
 * microseconds.
 */
#include "core/conv.h"
#include "core/influence.h"
#include "core/memory.h"
#include "core/notation.h"
#include "core/preset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 200, TEXT_SIZE = 1 << 15 };

static double microseconds(void) {
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec * 1e-3;
}

static int compare(const void *one, const void *other) {
    const double a = *(const double *)one;
    const double b = *(const double *)other;
    return (a > b) - (a < b);
}

static void print_median(const char *what, double *times) {
    qsort(times, ROUNDS, sizeof *times, compare);
    printf("%-52s median %8.2f us   p95 %8.2f us\n", what, times[ROUNDS / 2], times[ROUNDS * 95 / 100]);
}

typedef struct Opened {
    PsStack stack;
    PsPlan plan;
    PsField *fields;
} Opened;

static bool open_text(Opened *opened, const char *text) {
    *opened = (Opened){0};
    if (ps_notation_read(text, strlen(text), &opened->stack, NULL) != PS_OK ||
        ps_plan_init(&opened->plan, &opened->stack, 0, NULL, NULL) != PS_OK) {
        return false;
    }
    opened->fields = ps_allocate((size_t)opened->plan.count + 1, sizeof *opened->fields);
    return opened->fields != NULL;
}

static void close_text(Opened *opened) {
    ps_release(opened->fields);
    ps_plan_free(&opened->plan);
    ps_stack_free(&opened->stack);
}

static void measure_fields(const char *what, const Opened *opened) {
    double times[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        const double start = microseconds();
        ps_field_compute(&opened->plan, opened->fields);
        times[i] = microseconds() - start;
    }
    print_median(what, times);
}

static void measure_regions(const char *what, const Opened *opened) {
    double times[ROUNDS];
    const int last = opened->plan.count - 1;
    for (int i = 0; i < ROUNDS; i++) {
        const int64_t neuron[PS_AXES] = {i % opened->plan.nodes[last].size[PS_HEIGHT], 0};
        PsRegion region;
        const double start = microseconds();
        if (ps_field_region(&opened->plan, last, neuron, &region, NULL) != PS_OK) {
            return;
        }
        times[i] = microseconds() - start;
    }
    print_median(what, times);
}

static void measure_seeds(const char *what, const Opened *opened) {
    double times[ROUNDS];
    const int last = opened->plan.count - 1;
    const int64_t *size = opened->plan.nodes[last].size;
    const int64_t neuron[PS_AXES] = {(size[PS_HEIGHT] - 1) / 2, (size[PS_WIDTH] - 1) / 2};
    PsInfluence influence;
    PsStatus status = ps_influence_init(&opened->plan, last, neuron, &influence, NULL);
    for (int i = 0; i < ROUNDS && status == PS_OK; i++) {
        const double start = microseconds();
        status = ps_influence_add_seed(&opened->plan, last, neuron, (uint64_t)i, &influence, NULL);
        times[i] = microseconds() - start;
    }
    ps_influence_free(&influence);
    if (status == PS_OK) {
        print_median(what, times);
    }
}

static void measure_paths(const char *what, const Opened *opened) {
    double times[ROUNDS];
    const int last = opened->plan.count - 1;
    const int64_t *size = opened->plan.nodes[last].size;
    const int64_t neuron[PS_AXES] = {(size[PS_HEIGHT] - 1) / 2, (size[PS_WIDTH] - 1) / 2};
    for (int i = 0; i < ROUNDS; i++) {
        PsInfluence influence;
        const double start = microseconds();
        if (ps_influence_paths(&opened->plan, last, neuron, &influence, NULL) != PS_OK) {
            return;
        }
        times[i] = microseconds() - start;
        ps_influence_free(&influence);
    }
    print_median(what, times);
}

static void append(char text[TEXT_SIZE], const char *layer, int count) {
    size_t used = strlen(text);
    for (int i = 0; i < count && used + strlen(layer) < TEXT_SIZE; i++) {
        used += (size_t)snprintf(text + used, TEXT_SIZE - used, "%s", layer);
    }
}

/* 3 x 3, 64 channels to 64 on 28 x 28: 28.9 million multiplications, less what falls on padding. */
static void measure_convolution(const char *what) {
    static float weights[64 * 64 * 9];
    double times[ROUNDS];
    PsMap input;
    const PsConv conv = {.in_channels = 64,
                         .channels = 64,
                         .groups = 1,
                         .kernel = {3, 3},
                         .stride = {1, 1},
                         .padding = {1, 1},
                         .dilation = {1, 1},
                         .weights = weights};
    PsStatus status = ps_map_init(&input, 64, 28, 28, NULL);
    if (status != PS_OK) {
        return;
    }
    ps_map_fill_pattern(&input, PS_PATTERN_NOISE, 1);
    for (int i = 0; i < 64 * 64 * 9; i++) {
        weights[i] = (float)(i % 17) - 8;
    }
    for (int i = 0; i < ROUNDS && status == PS_OK; i++) {
        PsMap output;
        const double start = microseconds();
        status = ps_conv_forward(&conv, &input, &output, NULL);
        times[i] = microseconds() - start;
        ps_map_free(&output);
    }
    ps_map_free(&input);
    if (status == PS_OK) {
        print_median(what, times);
    }
}

int main(void) {
    static const int blocks[] = {2, 2, 3, 3, 3};
    static char vgg[TEXT_SIZE] = "input 1x512x512\n";
    static char chain[TEXT_SIZE] = "";
    Opened opened;
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        append(vgg, "conv3 p1\n", blocks[i]);
        append(vgg, "maxpool2\n", 1);
    }
    append(chain, "conv3 p1\n", 1000);
    if (open_text(&opened, vgg)) {
        measure_seeds("gradient of random weights, VGG-16-like, 512 x 512", &opened);
        measure_paths("path counts, the same", &opened);
    }
    close_text(&opened);
    if (open_text(&opened, chain)) {
        measure_fields("fields of 1,000 layers, both axes", &opened);
    }
    close_text(&opened);
    if (open_text(&opened, ps_preset_find("resnet_v1_152")->text)) {
        measure_fields("fields of ResNet-152", &opened);
        measure_regions("region of a neuron of ResNet-152", &opened);
    }
    close_text(&opened);
    measure_convolution("convolution, 3 x 3, 64 channels on 28 x 28");
    return 0;
}
