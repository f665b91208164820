/* Which cells PyTorch's gradient reaches, stack by stack: reads tests/data/field_vectors.txt (its format is
 * described in the script beside it that made it) and compares the sizes of all layers and the region of each
 * neuron, which regions, sights and cones must all tell alike.
 */
#include "core/field.h"

#include "core/memory.h"
#include "core/notation.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { LINE_SIZE = 4096, STACKS = 600, LEAST_BRANCHED = 100, LEAST_NEURONS = 2500, LEAST_EMPTY = 100 };

typedef struct Vectors {
    char stack_line[LINE_SIZE]; /* for failures */
    PsStack stack;
    PsPlan plan;
    PsField *fields;
    PsSight sight;
    PsCone cones[PS_AXES];
    int stacks, branched, neurons, empty;
} Vectors;

static void close_stack(Vectors *vectors) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        ps_cone_free(&vectors->cones[axis]);
    }
    ps_sight_free(&vectors->sight);
    ps_release(vectors->fields);
    ps_plan_free(&vectors->plan);
    ps_stack_free(&vectors->stack);
    vectors->fields = NULL;
}

static void fail_stack(const Vectors *vectors, const PsError *error) {
    char text[PS_ERROR_TEXT_SIZE];
    ps_error_text(error, NULL, text, sizeof text);
    print_error("%s: %s\n", vectors->stack_line, text);
    fail();
}

static void open_stack(Vectors *vectors, const char *notation) {
    PsError error;
    close_stack(vectors);
    snprintf(vectors->stack_line, sizeof vectors->stack_line, "%s", notation);
    if (ps_notation_read(notation, strlen(notation), &vectors->stack, &error) != PS_OK) {
        fail_stack(vectors, &error);
    }
    assert_int_equal(ps_plan_init(&vectors->plan, &vectors->stack, 0, NULL, &error), PS_OK);
    const PsPlan *plan = &vectors->plan;
    if (plan->failed < plan->count) {
        fail_stack(vectors, &plan->error);
    }
    vectors->fields = ps_allocate((size_t)plan->count, sizeof *vectors->fields);
    assert_non_null(vectors->fields);
    ps_field_compute(plan, vectors->fields);
    assert_int_equal(ps_sight_init(&vectors->sight, plan, vectors->fields, &error), PS_OK);
    for (int axis = 0; axis < PS_AXES; axis++) {
        assert_int_equal(ps_cone_init(&vectors->cones[axis], plan, axis, &error), PS_OK);
    }
    vectors->stacks++;
    vectors->branched += plan->input_count > 0;
}

static int64_t next_number(char **text) {
    return strtol(*text, text, 10);
}

static void check_sizes(const Vectors *vectors, char *text) {
    for (int i = 0; i < vectors->plan.count; i++) {
        const int64_t *size = vectors->plan.nodes[i].size;
        const int64_t height = next_number(&text);
        text++;
        const int64_t width = next_number(&text);
        if (size[PS_HEIGHT] != height || size[PS_WIDTH] != width) {
            print_error("%s: layer %d gives %d x %d, not %d x %d\n", vectors->stack_line, i + 1,
                        (int)size[PS_HEIGHT], (int)size[PS_WIDTH], (int)height, (int)width);
            fail();
        }
    }
    assert_int_equal(*text, '\n');
}

static bool is_none(const PsRegion *region) {
    return region->axis[PS_HEIGHT].first == region->axis[PS_HEIGHT].end ||
           region->axis[PS_WIDTH].first == region->axis[PS_WIDTH].end;
}

static bool same_region(const PsRegion *one, const PsRegion *other) {
    return is_none(one) ? is_none(other) : memcmp(one, other, sizeof *one) == 0;
}

static void compare_regions(const Vectors *vectors, const char *what, const int64_t neuron[PS_AXES],
                            const PsRegion *region, const PsRegion *expected) {
    if (same_region(region, expected)) {
        return;
    }
    const PsRange *one = region->axis;
    const PsRange *other = expected->axis;
    print_error("%s: %s of neuron %d, %d is rows %d to %d, columns %d to %d, not %d to %d, %d to %d\n",
                vectors->stack_line, what, (int)neuron[0], (int)neuron[1], (int)one[0].first, (int)one[0].end,
                (int)one[1].first, (int)one[1].end, (int)other[0].first, (int)other[0].end,
                (int)other[1].first, (int)other[1].end);
    fail();
}

static PsRegion region_of_sight(const Vectors *vectors, const int64_t neuron[PS_AXES]) {
    const PsSight *sight = &vectors->sight;
    PsRegion region;
    for (int axis = 0; axis < PS_AXES; axis++) {
        const int64_t at = sight->first[axis][vectors->plan.count - 1] + neuron[axis];
        region.axis[axis] = sight->ranges[axis][at];
    }
    return region;
}

static PsRegion region_of_cones(Vectors *vectors, const int64_t neuron[PS_AXES]) {
    const PsPlan *plan = &vectors->plan;
    PsRegion region;
    for (int axis = 0; axis < PS_AXES; axis++) {
        ps_cone_down(plan, axis, plan->count - 1, neuron[axis], &vectors->cones[axis]);
        region.axis[axis] = vectors->cones[axis].span[plan->count];
    }
    return region;
}

static void assert_contains(const PsRegion *larger, const PsRegion *region) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        assert_true(larger->axis[axis].first <= region->axis[axis].first);
        assert_true(larger->axis[axis].end >= region->axis[axis].end);
    }
}

static void check_neuron(Vectors *vectors, char *text) {
    const int last = vectors->plan.count - 1;
    int64_t neuron[PS_AXES];
    neuron[PS_HEIGHT] = next_number(&text);
    neuron[PS_WIDTH] = next_number(&text);
    PsRegion expected = {0};
    if (strcmp(text, " none\n") != 0) {
        for (int axis = 0; axis < PS_AXES; axis++) {
            expected.axis[axis].first = next_number(&text);
            expected.axis[axis].end = next_number(&text);
        }
        assert_string_equal(text, "\n");
    }
    PsRegion region;
    assert_int_equal(ps_field_region(&vectors->plan, last, neuron, &region, NULL), PS_OK);
    compare_regions(vectors, "region", neuron, &region, &expected);
    region = region_of_sight(vectors, neuron);
    compare_regions(vectors, "sight", neuron, &region, &expected);
    region = region_of_cones(vectors, neuron);
    compare_regions(vectors, "cone", neuron, &region, &expected);
    assert_int_equal(ps_field_unclipped(&vectors->plan, last, neuron, &region, NULL), PS_OK);
    if (!is_none(&expected)) {
        assert_contains(&region, &expected);
    }
    vectors->neurons++;
    vectors->empty += is_none(&expected);
}

static void regions_are_where_pytorch_has_a_gradient(void **state) {
    (void)state;
    FILE *file = fopen(POOLSCOPE_TEST_DATA "/field_vectors.txt", "r");
    assert_non_null(file);
    Vectors vectors = {.stacks = 0};
    char line[LINE_SIZE];
    while (fgets(line, sizeof line, file) != NULL) {
        assert_non_null(strchr(line, '\n'));
        if (strncmp(line, "stack ", 6) == 0) {
            open_stack(&vectors, line + 6);
        } else if (strncmp(line, "sizes ", 6) == 0) {
            check_sizes(&vectors, line + 6);
        } else if (vectors.stacks > 0 && strncmp(line, "neuron ", 7) == 0) {
            check_neuron(&vectors, line + 7);
        } else {
            assert_int_equal(line[0], '#');
        }
    }
    close_stack(&vectors);
    fclose(file);
    print_message("%d stacks, %d of them with branches; %d neurons, %d without a cell\n", vectors.stacks,
                  vectors.branched, vectors.neurons, vectors.empty);
    assert_int_equal(vectors.stacks, STACKS);
    assert_true(vectors.branched >= LEAST_BRANCHED);
    assert_true(vectors.neurons >= LEAST_NEURONS);
    assert_true(vectors.empty >= LEAST_EMPTY);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regions_are_where_pytorch_has_a_gradient),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
