/* Fields of random small stacks against the definition: for each neuron the set of input cells that it reads,
 * worked out window by window from the layers' settings alone. Cones, regions, sight and formula must all
 * agree with it.
 */
#include "core/field.h"

#include "core/memory.h"
#include "core/random.h"
#include "stacks.h"

enum { STACKS = 1500, SIDE = 40, DEPTH = 2, NODES = 64 };

/* The input cells that neurons read along one axis: cells[node][neuron][cell]. */
typedef struct Sets {
    bool cells[NODES][SIDE][SIDE];
} Sets;

typedef struct Case {
    PsStack stack;
    PsPlan plan;
    PsField fields[NODES];
    PsSight sight;
    int axis;
    Sets *sets;
} Case;

/* ---- random stacks ---- */

static int pick(uint64_t *random, int least, int most) {
    return least + (int)(ps_random_next(random) % (uint64_t)(most - least + 1));
}

static void pick_window(uint64_t *random, PsLayer *layer) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    layer->same = pick(random, 0, 6) == 0;
    layer->ceil_mode = info->pooling && !layer->same && pick(random, 0, 2) == 0;
    for (int axis = 0; axis < PS_AXES; axis++) {
        layer->kernel[axis] = pick(random, 1, 4);
        layer->stride[axis] = pick(random, 1, 3);
        layer->dilation[axis] = info->dilation ? pick(random, 1, 3) : 1;
        const int most =
            info->pooling ? layer->kernel[axis] / 2 : layer->dilation[axis] * (layer->kernel[axis] - 1) + 1;
        layer->padding[axis] = layer->same ? 0 : pick(random, 0, most);
    }
}

static PsLayer pick_layer(uint64_t *random) {
    static const PsLayerKind kinds[] = {PS_LAYER_CONV,     PS_LAYER_CONV,     PS_LAYER_DEPTHWISE,
                                        PS_LAYER_MAX_POOL, PS_LAYER_AVG_POOL, PS_LAYER_RELU,
                                        PS_LAYER_UPSAMPLE, PS_LAYER_CONV,     PS_LAYER_ADAPTIVE_MAX};
    PsLayer layer = ps_layer_default(kinds[pick(random, 0, 8)]);
    if (ps_layer_info(layer.kind)->window) {
        pick_window(random, &layer);
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        layer.scale[axis] = layer.kind == PS_LAYER_UPSAMPLE ? pick(random, 1, 3) : 1;
        layer.output_size[axis] = layer.kind == PS_LAYER_ADAPTIVE_MAX ? pick(random, 1, 9) : 0;
    }
    return layer;
}

/* Branches of one size: odd kernels padded by half their reach, all with one stride; inner joins have none.
 */
static PsLayer pick_join(uint64_t *random, int depth) {
    PsLayer join = ps_layer_default(pick(random, 0, 1) == 0 ? PS_LAYER_ADD : PS_LAYER_CONCAT);
    const int stride = depth > 1 ? pick(random, 1, 2) : 1;
    for (int branch = pick(random, 2, 3); branch > 0; branch--) {
        PsChain chain = {0};
        if (stride > 1 || pick(random, 0, 2) > 0) {
            const int half = pick(random, 0, 2);
            PsLayer layer = conv_of(2 * half + 1, stride, 0);
            for (int axis = 0; axis < PS_AXES; axis++) {
                layer.dilation[axis] = pick(random, 1, 2);
                layer.padding[axis] = half * layer.dilation[axis];
            }
            chain_add(&chain, layer);
        }
        if (depth > 1 && stride == 1 && pick(random, 0, 3) == 0) {
            chain_add(&chain, pick_join(random, depth - 1));
        } else if (stride > 1 || pick(random, 0, 4) == 0) {
            chain_add(&chain, ps_layer_default(PS_LAYER_RELU));
        }
        join_add(&join, chain);
    }
    return join;
}

static PsChain pick_chain(uint64_t *random, int layers) {
    PsChain chain = {0};
    for (int i = 0; i < layers; i++) {
        chain_add(&chain, pick(random, 0, 3) == 0 ? pick_join(random, DEPTH) : pick_layer(random));
    }
    return chain;
}

/* ---- the definition ---- */

static int64_t start_of(const PsNode *node, int axis, int64_t neuron) {
    const PsLayer *layer = node->layer;
    int64_t padding = layer->padding[axis];
    if (layer->same) {
        const int64_t stride = layer->stride[axis];
        const int64_t outputs = (node->in_size[axis] + stride - 1) / stride;
        const int64_t total = (outputs - 1) * stride +
                              (int64_t)layer->dilation[axis] * (layer->kernel[axis] - 1) + 1 -
                              node->in_size[axis];
        padding = total > 0 ? total / 2 : 0;
    }
    return neuron * layer->stride[axis] - padding;
}

/* Whether a neuron reads a position of what comes in. */
static bool reads(const PsNode *node, int axis, int64_t neuron, int64_t position) {
    const PsLayer *layer = node->layer;
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    if (info->window) {
        const int64_t offset = position - start_of(node, axis, neuron);
        return offset >= 0 && offset % layer->dilation[axis] == 0 &&
               offset / layer->dilation[axis] < layer->kernel[axis];
    }
    if (info->output_size) {
        const int64_t inputs = node->in_size[axis];
        const int64_t outputs = node->size[axis];
        return position >= neuron * inputs / outputs &&
               position < ((neuron + 1) * inputs + outputs - 1) / outputs;
    }
    if (layer->kind == PS_LAYER_UPSAMPLE) {
        return neuron / layer->scale[axis] == position;
    }
    return info->family == PS_FAMILY_GLOBAL || neuron == position;
}

/* set gets what position of node `from` reads, or the cell itself. */
static void unite(const Case *test, int from, int64_t position, bool *set) {
    for (int cell = 0; cell < test->plan.size[test->axis]; cell++) {
        set[cell] =
            set[cell] || (from == PS_NODE_INPUT ? cell == position : test->sets->cells[from][position][cell]);
    }
}

static void fill_set(const Case *test, int i, int64_t neuron) {
    const PsNode *node = &test->plan.nodes[i];
    bool *set = test->sets->cells[i][neuron];
    for (int k = 0; k < node->input_count; k++) {
        unite(test, test->plan.inputs[node->first_input + k], neuron, set);
    }
    for (int64_t at = 0; node->input_count == 0 && at < node->in_size[test->axis]; at++) {
        if (reads(node, test->axis, neuron, at)) {
            unite(test, node->from, at, set);
        }
    }
}

static void fill_sets(const Case *test) {
    memset(test->sets, 0, sizeof *test->sets);
    for (int i = 0; i < test->plan.count; i++) {
        for (int64_t neuron = 0; neuron < test->plan.nodes[i].size[test->axis]; neuron++) {
            fill_set(test, i, neuron);
        }
    }
}

static PsRange range_of(const Case *test, int node, int64_t neuron) {
    PsRange range = {0, 0};
    for (int cell = 0; cell < test->plan.size[test->axis]; cell++) {
        if (test->sets->cells[node][neuron][cell]) {
            range = range.end > 0 ? (PsRange){range.first, cell + 1} : (PsRange){cell, cell + 1};
        }
    }
    return range;
}

/* ---- what must hold ---- */

static void assert_same_range(PsRange range, PsRange expected) {
    assert_int_equal(range.end - range.first, expected.end - expected.first);
    if (expected.first < expected.end) {
        assert_int_equal(range.first, expected.first);
    }
}

static void check_down(const Case *test, PsCone *cone, int node, int64_t neuron) {
    ps_cone_down(&test->plan, test->axis, node, neuron, cone);
    const unsigned char *lit = &cone->lit[cone->first[cone->count]];
    int64_t count = 0;
    for (int cell = 0; cell < test->plan.size[test->axis]; cell++) {
        assert_int_equal(lit[cell] != 0, test->sets->cells[node][neuron][cell]);
        count += lit[cell] != 0;
    }
    assert_int_equal(cone->lit_count[cone->count], count);
    const PsRange expected = range_of(test, node, neuron);
    assert_same_range(cone->span[cone->count], expected);
    assert_same_range(test->sight.ranges[test->axis][test->sight.first[test->axis][node] + neuron], expected);
}

static void check_up(const Case *test, PsCone *cone, int cell) {
    ps_cone_up(&test->plan, test->axis, cell, cone);
    for (int node = 0; node < test->plan.count; node++) {
        for (int64_t neuron = 0; neuron < test->plan.nodes[node].size[test->axis]; neuron++) {
            assert_int_equal(cone->lit[cone->first[node] + neuron] != 0,
                             test->sets->cells[node][neuron][cell]);
        }
    }
}

static void check_region(const Case *test, int node, const int64_t neuron[PS_AXES]) {
    PsRegion region;
    PsRegion whole;
    assert_int_equal(ps_field_region(&test->plan, node, neuron, &region, NULL), PS_OK);
    assert_int_equal(ps_field_unclipped(&test->plan, node, neuron, &whole, NULL), PS_OK);
    const PsRange range = region.axis[test->axis];
    const PsRange unclipped = whole.axis[test->axis];
    assert_same_range(range, range_of(test, node, neuron[test->axis]));
    if (range.first < range.end) {
        assert_true(unclipped.first <= range.first && unclipped.end >= range.end);
    }
}

/* Without bins and upsampling the formula's field is the unclipped region, jump by jump. */
static void check_formula(const Case *test, int node, const int64_t neuron[PS_AXES]) {
    for (int i = 0; i <= node; i++) {
        const PsLayerInfo *info = ps_layer_info(test->plan.nodes[i].layer->kind);
        if (info->output_size || info->family == PS_FAMILY_UPSAMPLE) {
            return;
        }
    }
    PsRegion whole;
    assert_int_equal(ps_field_unclipped(&test->plan, node, neuron, &whole, NULL), PS_OK);
    const PsFieldAxis *field = &test->fields[node].axis[test->axis];
    const PsRange range = whole.axis[test->axis];
    const double centre = (double)(range.first + range.end - 1) / 2;
    assert_true((double)(range.end - range.first) == field->size);
    assert_true(centre == field->start + (double)neuron[test->axis] * field->jump);
}

static void check_axis(Case *test) {
    PsCone cone;
    fill_sets(test);
    assert_int_equal(ps_cone_init(&cone, &test->plan, test->axis, NULL), PS_OK);
    for (int node = 0; node < test->plan.count; node++) {
        const int64_t *size = test->plan.nodes[node].size;
        for (int64_t neuron = 0; neuron < size[test->axis]; neuron++) {
            int64_t both[PS_AXES] = {size[PS_HEIGHT] / 2, size[PS_WIDTH] / 2};
            both[test->axis] = neuron;
            check_down(test, &cone, node, neuron);
            check_region(test, node, both);
            check_formula(test, node, both);
        }
    }
    for (int cell = 0; cell < test->plan.size[test->axis]; cell++) {
        check_up(test, &cone, cell);
    }
    ps_cone_free(&cone);
}

static bool is_small(const PsPlan *plan) {
    bool small = plan->failed == plan->count && plan->count <= NODES;
    for (int i = 0; i < plan->count && small; i++) {
        small = plan->nodes[i].size[PS_HEIGHT] <= SIDE && plan->nodes[i].size[PS_WIDTH] <= SIDE;
    }
    return small;
}

/* Whether the stack that seed makes fits and is small enough; then all that must hold of it is checked. */
static bool check_stack(uint64_t seed, Case *test) {
    uint64_t random = seed;
    test->stack = (PsStack){.channels = 1, .size = {pick(&random, 3, 24), pick(&random, 3, 24)}};
    test->stack.chain = pick_chain(&random, pick(&random, 1, 6));
    assert_int_equal(ps_plan_init(&test->plan, &test->stack, 0, NULL, NULL), PS_OK);
    const bool fits = is_small(&test->plan);
    if (fits) {
        ps_field_compute(&test->plan, test->fields);
        assert_int_equal(ps_sight_init(&test->sight, &test->plan, test->fields, NULL), PS_OK);
        for (test->axis = 0; test->axis < PS_AXES; test->axis++) {
            check_axis(test);
        }
        ps_sight_free(&test->sight);
    }
    ps_plan_free(&test->plan);
    ps_stack_free(&test->stack);
    return fits;
}

static void fields_are_the_sets_of_cells_that_the_definition_reads(void **state) {
    (void)state;
    Case test = {.sets = ps_allocate(1, sizeof *test.sets)};
    assert_non_null(test.sets);
    int checked = 0;
    for (uint64_t seed = 1; seed <= STACKS; seed++) {
        checked += check_stack(seed, &test);
    }
    print_message("%d of %d random stacks fit\n", checked, STACKS);
    assert_true(checked > STACKS / 4);
    ps_release(test.sets);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_the_sets_of_cells_that_the_definition_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
