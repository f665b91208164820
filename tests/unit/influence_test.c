/* Effective fields: path counts equal PyTorch's gradients (tests/data/influence_vectors.py) and the lessons'
 * numbers, gradients of random weights do what their definition says. */
#include "core/influence.h"

#include "core/memory.h"
#include "core/notation.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Opened {
    PsStack stack;
    PsPlan plan;
    PsField *fields;
} Opened;

static Opened open_stack(const char *text) {
    Opened opened;
    PsError error;
    if (ps_notation_read(text, strlen(text), &opened.stack, &error) != PS_OK) {
        fail_msg("%s", text);
    }
    assert_int_equal(ps_plan_init(&opened.plan, &opened.stack, 0, NULL, NULL), PS_OK);
    assert_int_equal(opened.plan.failed, opened.plan.count);
    opened.fields = ps_allocate((size_t)opened.plan.count + 1, sizeof *opened.fields);
    assert_non_null(opened.fields);
    ps_field_compute(&opened.plan, opened.fields);
    return opened;
}

static void close_stack(Opened *opened) {
    ps_release(opened->fields);
    ps_plan_free(&opened->plan);
    ps_stack_free(&opened->stack);
}

static void middle_of(const Opened *opened, int64_t neuron[PS_AXES]) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        neuron[axis] = (opened->plan.nodes[opened->plan.count - 1].size[axis] - 1) / 2;
    }
}

/* Path counts of the middle neuron of the last layer. */
static PsInfluence count_paths(const Opened *opened, PsSpread *spread) {
    int64_t neuron[PS_AXES];
    PsInfluence influence;
    const int last = opened->plan.count - 1;
    middle_of(opened, neuron);
    assert_int_equal(ps_influence_paths(&opened->plan, last, neuron, &influence, NULL), PS_OK);
    ps_influence_spread(&influence, &opened->fields[last], neuron, spread);
    return influence;
}

static void check_counts(const Opened *opened, char *numbers) {
    int64_t values[6];
    PsInfluence influence;
    for (int i = 0; i < 6; i++) {
        values[i] = strtol(numbers, &numbers, 10);
    }
    const int64_t neuron[PS_AXES] = {values[0], values[1]};
    assert_int_equal(ps_influence_paths(&opened->plan, opened->plan.count - 1, neuron, &influence, NULL),
                     PS_OK);
    assert_int_equal(influence.region.axis[PS_HEIGHT].first, values[2]);
    assert_int_equal(influence.region.axis[PS_WIDTH].first, values[3]);
    assert_int_equal(influence.height, values[4]);
    assert_int_equal(influence.width, values[5]);
    assert_int_equal(influence.exponent, 0);
    for (int64_t i = 0; i < values[4] * values[5]; i++) {
        const long count = strtol(numbers, &numbers, 10);
        assert_true(influence.values[i] == (double)count);
    }
    ps_influence_free(&influence);
}

static void path_counts_are_pytorchs_gradients_of_ones(void **state) {
    (void)state;
    static char line[1 << 16];
    FILE *file = fopen(POOLSCOPE_TEST_DATA "/influence_vectors.txt", "r");
    assert_non_null(file);
    Opened opened = {0};
    int neurons = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "stack ", 6) == 0) {
            close_stack(&opened);
            opened = open_stack(line + 6);
        } else {
            check_counts(&opened, line + strlen("neuron "));
            neurons++;
        }
    }
    close_stack(&opened);
    fclose(file);
    assert_true(neurons > 150);
}

/* A chain of 3 x 3 convolutions at stride 1, with room on all sides. */
static Opened open_chain(int depth) {
    static char text[PS_NOTATION_BYTES];
    int used = snprintf(text, sizeof text, "input 1x%dx%d\n", 2 * depth + 5, 2 * depth + 5);
    for (int i = 0; i < depth; i++) {
        used += snprintf(text + used, sizeof text - (size_t)used, "conv3\n");
    }
    return open_stack(text);
}

static void ten_layers_have_the_numbers_of_the_lessons(void **state) {
    (void)state;
    PsSpread spread;
    Opened opened = open_chain(10);
    PsInfluence influence = count_paths(&opened, &spread);
    assert_int_equal(influence.width, 21);
    assert_float_equal(spread.sigma[PS_WIDTH], sqrt(20.0 / 3), 1e-12);
    assert_float_equal(spread.ratio[PS_WIDTH], 0.4918, 1e-4);
    assert_int_equal(spread.half[PS_WIDTH], 11);
    assert_float_equal(spread.central, 0.941, 5e-4);
    assert_true(spread.peak == 80156209);
    assert_true(spread.corner == 1);
    ps_influence_free(&influence);
    close_stack(&opened);
}

/* The slope of log width over log depth by least squares. */
static void width_grows_as_the_root_of_depth(void **state) {
    (void)state;
    double sums[4] = {0};
    const int depths[] = {5, 10, 20, 40, 80};
    const int count = sizeof depths / sizeof depths[0];
    for (int i = 0; i < count; i++) {
        PsSpread spread;
        Opened opened = open_chain(depths[i]);
        PsInfluence influence = count_paths(&opened, &spread);
        const double x = log(depths[i]);
        const double y = log(spread.width[PS_WIDTH]);
        sums[0] += x;
        sums[1] += y;
        sums[2] += x * x;
        sums[3] += x * y;
        ps_influence_free(&influence);
        close_stack(&opened);
    }
    const double slope = (count * sums[3] - sums[0] * sums[1]) / (count * sums[2] - sums[0] * sums[0]);
    assert_float_equal(slope, 0.5, 0.03);
}

/* Blocks of a convolution and a pool: field 46 to 94, sigma 8.8 to 17.7. */
static void with_pools_between_width_grows_with_the_field(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double field, sigma;
    } rows[] = {{"input 1x200x200,conv3,maxpool2,conv3,maxpool2,conv3,maxpool2,conv3,maxpool2", 46, 8.8},
                {"input 1x200x200,conv3,maxpool2,conv3,maxpool2,conv3,maxpool2,conv3,maxpool2,conv3,maxpool2",
                 94, 17.7}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PsSpread spread;
        Opened opened = open_stack(rows[i].text);
        PsInfluence influence = count_paths(&opened, &spread);
        assert_true(opened.fields[opened.plan.count - 1].axis[PS_WIDTH].size == rows[i].field);
        assert_float_equal(spread.sigma[PS_WIDTH], rows[i].sigma, 0.05);
        ps_influence_free(&influence);
        close_stack(&opened);
    }
}

static void counts_beyond_all_numbers_keep_their_shape(void **state) {
    (void)state;
    static char text[PS_NOTATION_BYTES];
    int used = snprintf(text, sizeof text, "input 1x64x64\nadd(id | id)\n");
    for (int i = 0; i < 4000; i++) {
        used += snprintf(text + used, sizeof text - (size_t)used, "conv3 p1\n");
    }
    for (int joined = 0; joined < 2; joined++) {
        PsSpread spread;
        Opened opened = open_stack(joined ? text : strstr(text, "conv3"));
        PsInfluence influence = count_paths(&opened, &spread);
        assert_true(influence.exponent > 0);
        assert_true(isfinite(spread.sigma[PS_WIDTH]) && spread.sigma[PS_WIDTH] > 1);
        ps_influence_free(&influence);
        close_stack(&opened);
    }
}

static PsInfluence run_seeds(const Opened *opened, int seeds) {
    int64_t neuron[PS_AXES];
    PsInfluence influence;
    const int last = opened->plan.count - 1;
    middle_of(opened, neuron);
    assert_int_equal(ps_influence_init(&opened->plan, last, neuron, &influence, NULL), PS_OK);
    for (int seed = 0; seed < seeds; seed++) {
        assert_int_equal(ps_influence_add_seed(&opened->plan, last, neuron, (uint64_t)seed, &influence, NULL),
                         PS_OK);
    }
    ps_influence_profile(&influence);
    return influence;
}

static double sum_of(const PsInfluence *influence) {
    double sum = 0;
    for (int i = 0; i < influence->height * influence->width; i++) {
        sum += influence->values[i];
    }
    return sum;
}

/* A max pool over noise has one winner. */
static void a_max_pool_hands_all_to_its_winner(void **state) {
    (void)state;
    Opened opened = open_stack("input 1x6x6, maxpool3/3");
    PsInfluence influence = run_seeds(&opened, 1);
    int touched = 0;
    for (int i = 0; i < 9; i++) {
        touched += influence.values[i] > 0;
    }
    assert_int_equal(touched, 1);
    assert_float_equal(sum_of(&influence), 1, 1e-6);
    ps_influence_free(&influence);
    close_stack(&opened);
}

static void an_average_spreads_it_evenly(void **state) {
    (void)state;
    Opened opened = open_stack("input 1x6x6, avgpool3/3");
    PsInfluence influence = run_seeds(&opened, 2);
    for (int i = 0; i < 9; i++) {
        assert_float_equal(influence.values[i], 2.0 / 9, 1e-6);
    }
    ps_influence_free(&influence);
    close_stack(&opened);
}

/* One convolution's gradient is its weights, whatever path the code takes: dense, strided, dilated or whole.
 */
static void all_ways_through_a_window_agree(void **state) {
    (void)state;
    static const char *const texts[] = {"input 1x9x9, conv3 p1", "input 1x9x9, conv3/2 p1",
                                        "input 1x3x3, linear1", "input 1x9x9, conv3 p1, id"};
    Opened first = open_stack(texts[0]);
    PsInfluence expected = run_seeds(&first, 3);
    assert_int_equal(expected.width, 3);
    for (size_t k = 1; k < sizeof texts / sizeof texts[0]; k++) {
        Opened opened = open_stack(texts[k]);
        PsInfluence influence = run_seeds(&opened, 3);
        assert_int_equal(influence.width, 3);
        for (int i = 0; i < 9; i++) {
            assert_float_equal(influence.values[i], expected.values[i], 1e-6);
        }
        ps_influence_free(&influence);
        close_stack(&opened);
    }
    ps_influence_free(&expected);
    close_stack(&first);
}

/* Two layers by hand: the gradient of the second through ReLU and the flipped kernel of the first is what a
 * join of the same layers, which takes the same numbers, gives. */
static void deep_networks_live_and_lean_on_the_middle(void **state) {
    (void)state;
    static const char *const texts[] = {
        "input 1x128x128,conv3 p1,conv3 p1,maxpool2,conv3 p1,conv3 p1,maxpool2,conv3 p1,conv3 p1,conv3 p1",
        "input 1x64x64,conv3 p1,add(conv3 p1, conv3 p1 | id),add(conv3 p1, conv3 p1 | id),concat(conv1 | "
        "conv3 p1)"};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        int64_t neuron[PS_AXES];
        PsSpread spread;
        Opened opened = open_stack(texts[k]);
        PsInfluence influence = run_seeds(&opened, 64);
        middle_of(&opened, neuron);
        ps_influence_spread(&influence, &opened.fields[opened.plan.count - 1], neuron, &spread);
        assert_int_equal(influence.seeds, 64);
        assert_true(sum_of(&influence) > 56);
        assert_in_range((int)(100 * spread.ratio[PS_WIDTH]), 25, 85);
        assert_true(spread.central > 0.5);
        ps_influence_free(&influence);
        close_stack(&opened);
    }
}

static void the_same_seed_gives_the_same_numbers(void **state) {
    (void)state;
    Opened opened = open_stack("input 1x32x32,conv3 p1,maxpool3/2 p1,conv3 d2,avgpool2,up2,conv5x3 pSAME");
    PsInfluence one = run_seeds(&opened, 3);
    PsInfluence other = run_seeds(&opened, 3);
    assert_memory_equal(one.values, other.values, (size_t)(one.height * one.width) * sizeof *one.values);
    ps_influence_free(&one);
    ps_influence_free(&other);
    close_stack(&opened);
}

static void what_cannot_be_weighed_is_refused(void **state) {
    (void)state;
    const int64_t neuron[PS_AXES] = {0, 0};
    PsInfluence influence;
    Opened opened = open_stack("input 1x8000x8000, gap");
    assert_int_equal(ps_influence_paths(&opened.plan, 0, neuron, &influence, NULL), PS_ERROR_SIZE);
    assert_null(influence.values);
    assert_int_equal(ps_influence_paths(&opened.plan, PS_NODE_INPUT, neuron, &influence, NULL),
                     PS_ERROR_SETTING);
    close_stack(&opened);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(path_counts_are_pytorchs_gradients_of_ones),
        cmocka_unit_test(ten_layers_have_the_numbers_of_the_lessons),
        cmocka_unit_test(width_grows_as_the_root_of_depth),
        cmocka_unit_test(with_pools_between_width_grows_with_the_field),
        cmocka_unit_test(counts_beyond_all_numbers_keep_their_shape),
        cmocka_unit_test(a_max_pool_hands_all_to_its_winner),
        cmocka_unit_test(an_average_spreads_it_evenly),
        cmocka_unit_test(all_ways_through_a_window_agree),
        cmocka_unit_test(deep_networks_live_and_lean_on_the_middle),
        cmocka_unit_test(the_same_seed_gives_the_same_numbers),
        cmocka_unit_test(what_cannot_be_weighed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
