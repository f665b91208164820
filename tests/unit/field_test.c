/* Receptive fields in cases small enough to do by hand: the formula's figures, exact regions, cones, sight.
 */
#include "core/field.h"

#include "core/memory.h"
#include "stacks.h"

#define LAYERS(...) (const PsLayer[]){__VA_ARGS__}, sizeof((const PsLayer[]){__VA_ARGS__}) / sizeof(PsLayer)

typedef struct Opened {
    PsStack stack;
    PsPlan plan;
    PsField *fields;
} Opened;

/* The plan borrows the stack: opened stays where it is. */
static void open_stack(Opened *opened, PsStack stack) {
    opened->stack = stack;
    assert_int_equal(ps_plan_init(&opened->plan, &opened->stack, 0, NULL, NULL), PS_OK);
    opened->fields = ps_allocate((size_t)opened->plan.count, sizeof *opened->fields);
    assert_non_null(opened->fields);
    ps_field_compute(&opened->plan, opened->fields);
}

static void close_stack(Opened *opened) {
    ps_release(opened->fields);
    ps_plan_free(&opened->plan);
    ps_stack_free(&opened->stack);
}

/* Figures are sums of halves: exact. */
static void assert_figures(const PsField *field, double size, double jump, double start) {
    assert_true(field->known);
    for (int axis = 0; axis < PS_AXES; axis++) {
        const PsFieldAxis *figures = &field->axis[axis];
        if (figures->size != size || figures->jump != jump || figures->start != start) {
            print_error("size %g, jump %g, start %g\n", figures->size, figures->jump, figures->start);
        }
        assert_true(figures->size == size);
        assert_true(figures->jump == jump);
        assert_true(figures->start == start);
        assert_true(figures->padding == (size - 1) / 2 - start);
    }
}

static void assert_range(PsRange range, int64_t first, int64_t end) {
    if (range.first != first || range.end != end) {
        print_error("%d to %d, not %d to %d\n", (int)range.first, (int)range.end, (int)first, (int)end);
        fail();
    }
}

static PsRegion region_of(const Opened *opened, int node, int64_t y, int64_t x) {
    PsRegion region = {0};
    assert_int_equal(ps_field_region(&opened->plan, node, (const int64_t[]){y, x}, &region, NULL), PS_OK);
    return region;
}

static PsRegion unclipped_of(const Opened *opened, int node, int64_t y, int64_t x) {
    PsRegion region = {0};
    assert_int_equal(ps_field_unclipped(&opened->plan, node, (const int64_t[]){y, x}, &region, NULL), PS_OK);
    return region;
}

static void the_tutorials_stack_sees_3_5_6_10_12(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, tutorial_stack(24));
    assert_figures(&opened.fields[0], 3, 1, 1);
    assert_figures(&opened.fields[1], 5, 1, 2);
    assert_figures(&opened.fields[2], 6, 2, 2.5);
    assert_figures(&opened.fields[3], 10, 2, 4.5);
    assert_figures(&opened.fields[4], 12, 4, 5.5);
    close_stack(&opened);
}

static void l_layers_of_3_see_2l_and_1(void **state) {
    (void)state;
    Opened opened;
    PsStack stack = {.channels = 1, .size = {64, 64}};
    for (int i = 0; i < 20; i++) {
        chain_add(&stack.chain, conv_of(3, 1, 1));
    }
    open_stack(&opened, stack);
    for (int i = 0; i < 20; i++) {
        assert_figures(&opened.fields[i], 2 * (i + 1) + 1, 1, 0);
    }
    close_stack(&opened);
}

static void dilation_spreads_the_field(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(32, 32, LAYERS(dilated_of(3, 2, 0), dilated_of(3, 4, 4))));
    assert_figures(&opened.fields[0], 5, 1, 2);
    assert_figures(&opened.fields[1], 13, 1, 2);
    close_stack(&opened);
}

static void upsampling_keeps_the_field_and_halves_the_jump(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(8, 8, LAYERS(conv_of(3, 1, 0), up_of(2), conv_of(3, 1, 0))));
    assert_figures(&opened.fields[0], 3, 1, 1);
    assert_figures(&opened.fields[1], 3, 0.5, 1);
    assert_figures(&opened.fields[2], 4, 0.5, 1.5);
    assert_range(region_of(&opened, 1, 0, 1).axis[PS_WIDTH], 0, 3);
    assert_range(region_of(&opened, 1, 0, 2).axis[PS_WIDTH], 1, 4);
    assert_range(region_of(&opened, 2, 0, 0).axis[PS_WIDTH], 0, 4);
    assert_range(region_of(&opened, 2, 0, 1).axis[PS_WIDTH], 0, 4);
    close_stack(&opened);
}

static void axes_are_apart(void **state) {
    (void)state;
    Opened opened;
    PsLayer layer = conv_of(3, 1, 0);
    layer.kernel[PS_HEIGHT] = 5;
    layer.stride[PS_HEIGHT] = 2;
    open_stack(&opened, stack_of(9, 6, LAYERS(layer)));
    assert_true(opened.fields[0].axis[PS_HEIGHT].size == 5);
    assert_true(opened.fields[0].axis[PS_HEIGHT].jump == 2);
    assert_true(opened.fields[0].axis[PS_WIDTH].size == 3);
    const PsRegion region = region_of(&opened, 0, 2, 1);
    assert_range(region.axis[PS_HEIGHT], 4, 9);
    assert_range(region.axis[PS_WIDTH], 1, 4);
    close_stack(&opened);
}

static void same_starts_where_the_size_that_comes_in_puts_it(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(8, 8, LAYERS(same_of(3, 2))));
    assert_figures(&opened.fields[0], 3, 2, 1);
    assert_range(region_of(&opened, 0, 3, 3).axis[PS_WIDTH], 6, 8);
    close_stack(&opened);
    open_stack(&opened, stack_of(7, 7, LAYERS(same_of(3, 2))));
    assert_figures(&opened.fields[0], 3, 2, 0);
    assert_range(region_of(&opened, 0, 3, 3).axis[PS_WIDTH], 5, 7);
    close_stack(&opened);
}

static void what_reads_the_whole_map_sees_the_whole_input(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(8, 8,
                                 LAYERS(conv_of(3, 1, 0), ps_layer_default(PS_LAYER_GAP),
                                        ps_layer_default(PS_LAYER_LINEAR))));
    assert_figures(&opened.fields[1], 8, 1, 3.5);
    assert_figures(&opened.fields[2], 8, 1, 3.5);
    assert_range(region_of(&opened, 2, 0, 0).axis[PS_HEIGHT], 0, 8);
    close_stack(&opened);
}

static void a_joins_field_is_the_union_of_its_branches(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(8, 8, LAYERS(join_of(PS_LAYER_CONCAT, conv_of(3, 1, 1), conv_of(5, 1, 2)))));
    assert_int_equal(opened.plan.count, 3);
    assert_figures(&opened.fields[2], 5, 1, 0);
    assert_false(opened.fields[2].misaligned);
    close_stack(&opened);
}

static void branches_that_start_elsewhere_are_flagged_from_there_on(void **state) {
    (void)state;
    Opened opened;
    open_stack(
        &opened,
        stack_of(8, 8, LAYERS(join_of(PS_LAYER_ADD, conv_of(1, 2, 0), conv_of(2, 2, 0)), conv_of(3, 1, 0))));
    assert_false(opened.fields[0].misaligned);
    assert_false(opened.fields[1].misaligned);
    assert_true(opened.fields[2].misaligned);
    assert_figures(&opened.fields[2], 2, 2, 0.5);
    assert_true(opened.fields[3].misaligned);
    assert_figures(&opened.fields[3], 6, 2, 2.5);
    close_stack(&opened);
    /* Cells 0 to 4 and cell -1: together -1 to 4. */
    open_stack(&opened, stack_of(8, 8, LAYERS(join_of(PS_LAYER_ADD, conv_of(5, 3, 0), conv_of(1, 8, 1)))));
    assert_figures(&opened.fields[0], 5, 3, 2);
    assert_figures(&opened.fields[2], 6, 8, 1.5);
    assert_true(opened.fields[2].misaligned);
    close_stack(&opened);
}

static void an_unknown_layer_withholds_all_that_follows(void **state) {
    (void)state;
    Opened opened;
    open_stack(
        &opened,
        stack_of(8, 8, LAYERS(conv_of(3, 1, 1), ps_layer_default(PS_LAYER_UNKNOWN), conv_of(3, 1, 1))));
    assert_true(opened.fields[0].known);
    assert_false(opened.fields[1].known);
    assert_false(opened.fields[2].known);
    close_stack(&opened);
    open_stack(
        &opened,
        stack_of(8, 8, LAYERS(join_of(PS_LAYER_ADD, conv_of(3, 1, 1), ps_layer_default(PS_LAYER_UNKNOWN)))));
    assert_true(opened.fields[0].known);
    assert_false(opened.fields[2].known);
    close_stack(&opened);
}

static void the_formula_goes_on_past_a_layer_that_does_not_fit(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(4, 4,
                                 LAYERS(conv_of(3, 1, 0), conv_of(3, 1, 0), conv_of(3, 1, 0), same_of(3, 2),
                                        ps_layer_default(PS_LAYER_GAP))));
    assert_int_equal(opened.plan.failed, 1);
    assert_figures(&opened.fields[2], 7, 1, 3);
    assert_false(opened.fields[3].known);
    assert_false(opened.fields[4].known);
    close_stack(&opened);
}

static void regions_end_at_the_borders_and_the_unclipped_do_not(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(6, 6, LAYERS(conv_of(3, 1, 1), conv_of(3, 2, 1))));
    PsRegion region = region_of(&opened, 1, 0, 2);
    assert_range(region.axis[PS_HEIGHT], 0, 3);
    assert_range(region.axis[PS_WIDTH], 2, 6);
    region = unclipped_of(&opened, 1, 0, 2);
    assert_range(region.axis[PS_HEIGHT], -2, 3);
    assert_range(region.axis[PS_WIDTH], 2, 7);
    close_stack(&opened);
}

static void a_neuron_that_reads_only_padding_has_an_empty_region(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(4, 4, LAYERS(conv_of(1, 1, 1), conv_of(1, 1, 0))));
    PsRegion region = region_of(&opened, 1, 0, 2);
    assert_int_equal(region.axis[PS_HEIGHT].first, region.axis[PS_HEIGHT].end);
    assert_range(region.axis[PS_WIDTH], 1, 2);
    assert_range(unclipped_of(&opened, 1, 0, 2).axis[PS_HEIGHT], -1, 0);
    close_stack(&opened);
}

static void adaptive_bins_go_on_past_the_border_of_the_unclipped(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(7, 7, LAYERS(adaptive_of(3), conv_of(3, 1, 1))));
    assert_range(region_of(&opened, 1, 0, 0).axis[PS_HEIGHT], 0, 5);
    assert_range(unclipped_of(&opened, 1, 0, 0).axis[PS_HEIGHT], -3, 5);
    assert_range(unclipped_of(&opened, 1, 2, 2).axis[PS_HEIGHT], 2, 10);
    close_stack(&opened);
}

static void the_field_of_adaptive_bins_is_the_widest(void **state) {
    (void)state;
    for (int inputs = 1; inputs <= 24; inputs++) {
        for (int outputs = 1; outputs <= 30; outputs++) {
            Opened opened;
            open_stack(&opened, stack_of(inputs, inputs, LAYERS(adaptive_of(outputs))));
            int64_t widest = 0;
            for (int i = 0; i < outputs; i++) {
                const PsRange range = region_of(&opened, 0, i, 0).axis[PS_HEIGHT];
                widest = range.end - range.first > widest ? range.end - range.first : widest;
            }
            assert_true(opened.fields[0].axis[PS_HEIGHT].size == (double)widest);
            close_stack(&opened);
        }
    }
}

/* First, end and how many are lit, for each node and then the input. */
static void assert_cone(const PsCone *cone, const int expected[][3], int places) {
    assert_int_equal(cone->count + 1, places);
    for (int i = 0; i < places; i++) {
        assert_range(cone->span[i], expected[i][0], expected[i][1]);
        assert_int_equal(cone->lit_count[i], expected[i][2]);
        int64_t lit = 0;
        for (int64_t at = cone->span[i].first; at < cone->span[i].end; at++) {
            lit += cone->lit[cone->first[i] + at];
        }
        assert_int_equal(lit, expected[i][2]);
    }
}

static void cones_of_the_tutorials_stack_are_as_drawn(void **state) {
    (void)state;
    static const int first_neuron[][3] = {{0, 10, 10}, {0, 8, 8}, {0, 4, 4},
                                          {0, 2, 2},   {0, 1, 1}, {0, 12, 12}};
    static const int second_neuron[][3] = {{4, 14, 10}, {4, 12, 8}, {2, 6, 4},
                                           {2, 4, 2},   {1, 2, 1},  {4, 16, 12}};
    static const int first_pool[][3] = {{8, 12, 4}, {8, 10, 2}, {4, 5, 1}, {0, 0, 0}, {0, 0, 0}, {8, 14, 6}};
    static const int corner_cell[][3] = {{0, 1, 1}, {0, 1, 1}, {0, 1, 1}, {0, 1, 1}, {0, 1, 1}, {0, 1, 1}};
    static const int middle_cell[][3] = {{10, 13, 3}, {8, 13, 5}, {4, 7, 3},
                                         {2, 7, 5},   {1, 4, 3},  {12, 13, 1}};
    Opened opened;
    PsCone cone;
    open_stack(&opened, tutorial_stack(24));
    assert_int_equal(ps_cone_init(&cone, &opened.plan, PS_WIDTH, NULL), PS_OK);
    ps_cone_down(&opened.plan, PS_WIDTH, 4, 0, &cone);
    assert_cone(&cone, first_neuron, 6);
    ps_cone_up(&opened.plan, PS_WIDTH, 12, &cone);
    assert_cone(&cone, middle_cell, 6);
    ps_cone_down(&opened.plan, PS_WIDTH, 4, 1, &cone);
    assert_cone(&cone, second_neuron, 6);
    ps_cone_down(&opened.plan, PS_WIDTH, 2, 4, &cone);
    assert_cone(&cone, first_pool, 6);
    ps_cone_up(&opened.plan, PS_WIDTH, 0, &cone);
    assert_cone(&cone, corner_cell, 6);
    ps_cone_free(&cone);
    close_stack(&opened);
}

static void cones_keep_the_holes_of_dilation(void **state) {
    (void)state;
    Opened opened;
    PsCone cone;
    open_stack(&opened, stack_of(10, 10, LAYERS(dilated_of(3, 3, 3))));
    assert_int_equal(ps_cone_init(&cone, &opened.plan, PS_HEIGHT, NULL), PS_OK);
    ps_cone_down(&opened.plan, PS_HEIGHT, 0, 4, &cone);
    assert_cone(&cone, (const int[][3]){{4, 5, 1}, {1, 8, 3}}, 2);
    ps_cone_up(&opened.plan, PS_HEIGHT, 9, &cone);
    assert_cone(&cone, (const int[][3]){{6, 10, 2}, {9, 10, 1}}, 2);
    ps_cone_free(&cone);
    close_stack(&opened);
}

static void cones_take_every_branch_and_a_plain_skip(void **state) {
    (void)state;
    Opened opened;
    PsCone cone;
    PsLayer join = ps_layer_default(PS_LAYER_ADD);
    const PsLayer dilated = dilated_of(2, 4, 2);
    join_add(&join, chain_of(&dilated, 1));
    join_add(&join, (PsChain){0});
    open_stack(&opened, stack_of(10, 10, &join, 1));
    assert_int_equal(ps_cone_init(&cone, &opened.plan, PS_HEIGHT, NULL), PS_OK);
    ps_cone_down(&opened.plan, PS_HEIGHT, 1, 4, &cone);
    assert_cone(&cone, (const int[][3]){{4, 5, 1}, {4, 5, 1}, {2, 7, 3}}, 3);
    ps_cone_up(&opened.plan, PS_HEIGHT, 4, &cone);
    assert_cone(&cone, (const int[][3]){{2, 7, 2}, {2, 7, 3}, {4, 5, 1}}, 3);
    ps_cone_free(&cone);
    close_stack(&opened);
}

static PsSight sight_of(const Opened *opened) {
    PsSight sight;
    assert_int_equal(ps_sight_init(&sight, &opened->plan, opened->fields, NULL), PS_OK);
    return sight;
}

static void the_largest_share_of_the_tutorials_stack_is_a_quarter(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, tutorial_stack(24));
    PsSight sight = sight_of(&opened);
    assert_true(sight.share[0] == 9.0 / 576);
    assert_true(sight.share[4] == 0.25);
    assert_int_equal(sight.whole, 5);
    assert_int_equal(sight.idle_count, 0);
    assert_range(sight.ranges[PS_WIDTH][sight.first[PS_WIDTH][4] + 3], 12, 24);
    ps_sight_free(&sight);
    close_stack(&opened);
}

static void windows_past_the_whole_input_are_idle(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(5, 5,
                                 LAYERS(conv_of(3, 1, 1), conv_of(3, 1, 1), conv_of(3, 1, 1),
                                        ps_layer_default(PS_LAYER_RELU), max_pool_of(6, 6))));
    PsSight sight = sight_of(&opened);
    assert_int_equal(sight.whole, 1);
    assert_false(sight.idle[1]);
    assert_true(sight.idle[2]);
    assert_false(sight.idle[3]);
    assert_false(sight.idle[4]);
    assert_int_equal(sight.idle_count, 1);
    assert_int_equal(opened.plan.failed, 4);
    assert_true(sight.share[4] == 0);
    ps_sight_free(&sight);
    close_stack(&opened);
}

static void what_only_dilation_spans_sees_not_all(void **state) {
    (void)state;
    Opened opened;
    open_stack(&opened, stack_of(5, 9, LAYERS(dilated_of(3, 2, 0))));
    PsSight sight = sight_of(&opened);
    assert_true(sight.share[0] == 5.0 / 9);
    assert_int_equal(sight.whole, 1);
    ps_sight_free(&sight);
    close_stack(&opened);
}

static void more_neurons_than_can_be_listed_are_refused(void **state) {
    (void)state;
    Opened opened;
    PsSight sight;
    PsError error;
    open_stack(&opened, stack_of(1, 1 << 16, LAYERS(up_of(1024))));
    assert_int_equal(ps_sight_init(&sight, &opened.plan, opened.fields, &error), PS_ERROR_SIZE);
    assert_sentence(&error, "there are too many neurons to follow each: use a smaller input or fewer layers");
    assert_null(sight.ranges[PS_WIDTH]);
    close_stack(&opened);
}

static void an_empty_stack_has_no_fields_and_shows_its_input(void **state) {
    (void)state;
    Opened opened = {.fields = NULL};
    opened.stack = stack_of(4, 4, NULL, 0);
    assert_int_equal(ps_plan_init(&opened.plan, &opened.stack, 0, NULL, NULL), PS_OK);
    ps_field_compute(&opened.plan, NULL);
    PsSight sight = sight_of(&opened);
    assert_int_equal(sight.whole, 0);
    PsCone cone;
    assert_int_equal(ps_cone_init(&cone, &opened.plan, PS_HEIGHT, NULL), PS_OK);
    ps_cone_up(&opened.plan, PS_HEIGHT, 2, &cone);
    assert_range(cone.span[0], 2, 3);
    ps_cone_down(&opened.plan, PS_HEIGHT, PS_NODE_INPUT, 1, &cone);
    assert_range(cone.span[0], 1, 2);
    ps_cone_free(&cone);
    ps_sight_free(&sight);
    close_stack(&opened);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tutorials_stack_sees_3_5_6_10_12),
        cmocka_unit_test(l_layers_of_3_see_2l_and_1),
        cmocka_unit_test(dilation_spreads_the_field),
        cmocka_unit_test(upsampling_keeps_the_field_and_halves_the_jump),
        cmocka_unit_test(axes_are_apart),
        cmocka_unit_test(same_starts_where_the_size_that_comes_in_puts_it),
        cmocka_unit_test(what_reads_the_whole_map_sees_the_whole_input),
        cmocka_unit_test(a_joins_field_is_the_union_of_its_branches),
        cmocka_unit_test(branches_that_start_elsewhere_are_flagged_from_there_on),
        cmocka_unit_test(an_unknown_layer_withholds_all_that_follows),
        cmocka_unit_test(the_formula_goes_on_past_a_layer_that_does_not_fit),
        cmocka_unit_test(regions_end_at_the_borders_and_the_unclipped_do_not),
        cmocka_unit_test(a_neuron_that_reads_only_padding_has_an_empty_region),
        cmocka_unit_test(adaptive_bins_go_on_past_the_border_of_the_unclipped),
        cmocka_unit_test(the_field_of_adaptive_bins_is_the_widest),
        cmocka_unit_test(cones_of_the_tutorials_stack_are_as_drawn),
        cmocka_unit_test(cones_keep_the_holes_of_dilation),
        cmocka_unit_test(cones_take_every_branch_and_a_plain_skip),
        cmocka_unit_test(the_largest_share_of_the_tutorials_stack_is_a_quarter),
        cmocka_unit_test(windows_past_the_whole_input_are_idle),
        cmocka_unit_test(what_only_dilation_spans_sees_not_all),
        cmocka_unit_test(more_neurons_than_can_be_listed_are_refused),
        cmocka_unit_test(an_empty_stack_has_no_fields_and_shows_its_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
