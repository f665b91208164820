/* Moments of a chain's neurons, layer upon layer: what the path counts of each neuron alone would find.
 *
 * Linked with --wrap=ps_allocate and --wrap=ps_reallocate: memory fails where a test wants it to.
 */
#include "core/influence.h"

#include "faults.h"
#include "stacks.h"

#include <math.h>
#include <stdint.h>

typedef struct Planned {
    PsStack stack;
    PsPlan plan;
    PsField *fields;
} Planned;

/* Takes the stack. */
static Planned plan_of(PsStack stack) {
    Planned planned = {.stack = stack};
    assert_int_equal(ps_plan_init(&planned.plan, &planned.stack, 0, NULL, NULL), PS_OK);
    planned.fields = ps_allocate((size_t)planned.plan.count + 1, sizeof *planned.fields);
    assert_non_null(planned.fields);
    ps_field_compute(&planned.plan, planned.fields);
    return planned;
}

static void planned_free(Planned *planned) {
    ps_release(planned->fields);
    ps_plan_free(&planned->plan);
    ps_stack_free(&planned->stack);
}

static void assert_near(double value, double wanted, double within, const char *what) {
    if (!(fabs(value - wanted) <= within * (1 + fabs(wanted)))) {
        fail_msg("%s: %.17g is not %.17g", what, value, wanted);
    }
}

/* The sum of all path counts of a neuron, with what their profile says of an axis. */
static PsMoment counted(const Planned *planned, int node, int axis, int64_t at) {
    const PsNode *top = &planned->plan.nodes[node];
    int64_t neuron[PS_AXES] = {(top->size[PS_HEIGHT] - 1) / 2, (top->size[PS_WIDTH] - 1) / 2};
    PsInfluence influence;
    PsSpread spread;
    PsMoment moment = {0};
    neuron[axis] = at;
    assert_int_equal(ps_influence_paths(&planned->plan, node, neuron, &influence, NULL), PS_OK);
    ps_influence_spread(&influence, &planned->fields[node], neuron, &spread);
    for (int64_t i = 0; i < (int64_t)influence.height * influence.width; i++) {
        moment.sum += influence.values[i];
    }
    moment.sum = ldexp(moment.sum, influence.exponent);
    moment.mean = spread.mean[axis];
    moment.variance = spread.sigma[axis] * spread.sigma[axis];
    ps_influence_free(&influence);
    return moment;
}

/* All neurons of the layer that the moments stand on. Their sums are to a common scale: the largest is 1. The
 * neuron taken along the other axis may see padding alone: then nothing is counted there. */
static void assert_layer(const Planned *planned, const PsMoments *moments, int axis) {
    const int node = moments->next - 1;
    double most = 0;
    if (planned->plan.nodes == NULL) {
        fail_msg("there is no layer");
        return;
    }
    for (int64_t i = 0; i < moments->count; i++) {
        most = fmax(most, counted(planned, node, axis, i).sum);
    }
    assert_int_equal(moments->count, planned->plan.nodes[node].size[axis]);
    for (int64_t i = 0; i < moments->count && most > 0; i++) {
        const PsMoment wanted = counted(planned, node, axis, i);
        const PsMoment *moment = &moments->neurons[i];
        assert_near(moment->sum, wanted.sum / most, 1e-12, "sum");
        assert_near(moment->mean, wanted.mean, 1e-10, "mean");
        assert_near(moment->variance, wanted.variance, 1e-10, "variance");
    }
}

/* Up the chain as far as its layers fit, each layer compared; returns how many there were. */
static int assert_chain(const Planned *planned, int axis) {
    PsMoments moments;
    assert_int_equal(ps_moments_init(&moments, planned->plan.size[axis], NULL), PS_OK);
    while (ps_moments_can(&planned->plan, &moments)) {
        assert_int_equal(ps_moments_up(&planned->plan, axis, &moments, NULL), PS_OK);
        assert_layer(planned, &moments, axis);
    }
    const int layers = moments.next;
    ps_moments_free(&moments);
    return layers;
}

static int draw(uint32_t *state, int least, int most) {
    *state = *state * 1664525U + 1013904223U;
    return least + (int)((*state >> 16) % (uint32_t)(most - least + 1));
}

/* Windows that differ between the axes, and now and then something else that reads what lies below. */
static PsLayer draw_layer(uint32_t *state) {
    const int kind = draw(state, 0, 9);
    if (kind == 0) {
        return up_of(draw(state, 2, 3));
    }
    if (kind == 1) {
        return adaptive_of(draw(state, 1, 7));
    }
    if (kind == 2) {
        return same_of(draw(state, 1, 5), draw(state, 1, 2));
    }
    PsLayer layer = ps_layer_default(kind < 8 ? PS_LAYER_CONV : PS_LAYER_MAX_POOL);
    for (int axis = 0; axis < PS_AXES; axis++) {
        layer.kernel[axis] = draw(state, 1, 5);
        layer.stride[axis] = draw(state, 1, 3);
        layer.dilation[axis] = draw(state, 1, 3);
        layer.padding[axis] = draw(state, 0, kind < 8 ? 4 : layer.kernel[axis] / 2);
    }
    return layer;
}

static void moments_are_those_of_each_neurons_path_counts(void **state) {
    (void)state;
    uint32_t random = 1;
    int layers = 0;
    for (int i = 0; i < 150; i++) {
        PsLayer drawn[6];
        const int count = draw(&random, 1, 6);
        for (int k = 0; k < count; k++) {
            drawn[k] = draw_layer(&random);
        }
        const int height = draw(&random, 3, 40);
        const int width = draw(&random, 3, 40);
        Planned planned = plan_of(stack_of(height, width, drawn, (size_t)count));
        layers += assert_chain(&planned, PS_HEIGHT);
        layers += assert_chain(&planned, PS_WIDTH);
        planned_free(&planned);
    }
    assert_true(layers > 500);
}

static PsStack deep_stack(int height, int width, PsLayer layer, int count) {
    PsStack stack = {.channels = 1, .size = {height, width}};
    for (int i = 0; i < count; i++) {
        chain_add(&stack.chain, layer);
    }
    return stack;
}

/* Nothing is clipped: each layer adds (3 * 3 - 1) / 12 to the variance, and no neuron differs from another.
 */
static void a_chain_of_4096_layers_widens_by_the_same_with_each(void **state) {
    (void)state;
    PsLayer layer = conv_of(1, 1, 0);
    layer.kernel[PS_WIDTH] = 3;
    Planned planned = plan_of(deep_stack(1, 2 * 4096 + 1, layer, 4096));
    PsMoments moments;
    assert_int_equal(ps_moments_init(&moments, planned.plan.size[PS_WIDTH], NULL), PS_OK);
    while (ps_moments_can(&planned.plan, &moments)) {
        assert_int_equal(ps_moments_up(&planned.plan, PS_WIDTH, &moments, NULL), PS_OK);
        const int64_t middle = (moments.count - 1) / 2;
        assert_near(moments.neurons[middle].sum, 1, 1e-9, "sum");
        assert_near(moments.neurons[middle].mean, 4096, 1e-12, "mean");
        assert_near(moments.neurons[middle].variance, moments.next * 2.0 / 3, 1e-9, "variance");
    }
    assert_int_equal(moments.next, 4096);
    assert_int_equal(moments.count, 1);
    ps_moments_free(&moments);
    planned_free(&planned);
}

/* With padding the borders are met thousands of times, and counts grow beyond 3^4000: all stays finite, and
 * the last layer is what it is when it is counted alone. */
static void a_chain_of_4096_layers_at_its_borders_is_that_of_its_last_layers_counts(void **state) {
    (void)state;
    Planned planned = plan_of(deep_stack(3, 24, conv_of(3, 1, 1), 4096));
    PsMoments moments;
    double before = 0;
    assert_int_equal(ps_moments_init(&moments, planned.plan.size[PS_WIDTH], NULL), PS_OK);
    while (ps_moments_can(&planned.plan, &moments)) {
        assert_int_equal(ps_moments_up(&planned.plan, PS_WIDTH, &moments, NULL), PS_OK);
        const PsMoment *middle = &moments.neurons[(moments.count - 1) / 2];
        assert_true(isfinite(middle->sum) && middle->sum > 0 && middle->sum <= 1);
        assert_true(middle->variance >= before - 1e-9 && middle->variance < 24 * 24 / 12.0);
        before = middle->variance;
    }
    assert_int_equal(moments.next, 4096);
    for (int64_t i = 0; i < moments.count; i += 5) {
        int64_t neuron[PS_AXES] = {1, i};
        PsInfluence influence;
        PsSpread spread;
        assert_int_equal(ps_influence_paths(&planned.plan, 4095, neuron, &influence, NULL), PS_OK);
        ps_influence_spread(&influence, &planned.fields[4095], neuron, &spread);
        assert_near(moments.neurons[i].mean, spread.mean[PS_WIDTH], 1e-8, "mean");
        assert_near(moments.neurons[i].variance, spread.sigma[PS_WIDTH] * spread.sigma[PS_WIDTH], 1e-8,
                    "variance");
        ps_influence_free(&influence);
    }
    ps_moments_free(&moments);
    planned_free(&planned);
}

static void a_join_or_a_layer_that_does_not_fit_ends_the_way_up(void **state) {
    (void)state;
    Planned joined = plan_of(stack_of(
        9, 9,
        (const PsLayer[]){conv_of(3, 1, 1), join_of(PS_LAYER_CONCAT, conv_of(3, 1, 1), conv_of(1, 1, 0))},
        2));
    assert_true(assert_chain(&joined, PS_WIDTH) < joined.plan.count);
    planned_free(&joined);
    Planned small = plan_of(stack_of(5, 5, (const PsLayer[]){conv_of(3, 1, 0), conv_of(9, 1, 0)}, 2));
    assert_int_equal(assert_chain(&small, PS_WIDTH), 1);
    planned_free(&small);
}

static void without_memory_the_moments_stay_as_they_were(void **state) {
    (void)state;
    Planned planned = plan_of(stack_of(9, 9, (const PsLayer[]){conv_of(3, 1, 0), conv_of(3, 2, 1)}, 2));
    PsMoments moments;
    PsError error = {0};
    faults.allowed = 0;
    assert_int_equal(ps_moments_init(&moments, 9, &error), PS_ERROR_MEMORY);
    assert_null(moments.neurons);
    ps_moments_free(&moments);
    faults.allowed = -1;
    assert_int_equal(ps_moments_init(&moments, 9, NULL), PS_OK);
    assert_int_equal(ps_moments_up(&planned.plan, PS_WIDTH, &moments, NULL), PS_OK);
    const PsMoments kept = moments;
    faults.allowed = 0;
    assert_int_equal(ps_moments_up(&planned.plan, PS_WIDTH, &moments, &error), PS_ERROR_MEMORY);
    faults.allowed = -1;
    assert_ptr_equal(moments.neurons, kept.neurons);
    assert_int_equal(moments.count, kept.count);
    assert_int_equal(moments.next, kept.next);
    assert_near(moments.neurons[3].mean, 4, 1e-12, "mean");
    assert_near(moments.neurons[3].variance, 2.0 / 3, 1e-12, "variance");
    assert_int_equal(ps_moments_up(&planned.plan, PS_WIDTH, &moments, NULL), PS_OK);
    assert_near(moments.neurons[1].variance, 4.0 / 3, 1e-12, "variance");
    ps_moments_free(&moments);
    planned_free(&planned);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_those_of_each_neurons_path_counts),
        cmocka_unit_test(a_chain_of_4096_layers_widens_by_the_same_with_each),
        cmocka_unit_test(a_chain_of_4096_layers_at_its_borders_is_that_of_its_last_layers_counts),
        cmocka_unit_test(a_join_or_a_layer_that_does_not_fit_ends_the_way_up),
        cmocka_unit_test(without_memory_the_moments_stay_as_they_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
