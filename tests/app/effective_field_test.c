/* Work in slices: what is asked for comes to be, what is there stays, and nothing of another stack is shown.
 */
#include "app/follow/effective_field.h"

#include "tests/unit/unit.h"

#include <math.h>
#include <stdlib.h>

static Stacks stacks_of(const char *text) {
    Stacks stacks = {.version = 1, .owns_main = true};
    PsSceneStack source;
    PsError error;
    if (ps_scene_stack_make(text, &source, &error) != PS_OK ||
        followed_stack_init(&stacks.main, &source, &error) != PS_OK) {
        fail_msg("%s: %s", text, error.sentence);
        abort();
    }
    ps_scene_stack_free(&source);
    return stacks;
}

static EffectiveFieldWish wish_of(const Stacks *stacks, int node, int64_t at, int before, int64_t before_at,
                                  bool random) {
    return (EffectiveFieldWish){.wanted = true,
                                .random = random,
                                .stacks_version = stacks->version,
                                .neurons = {{node, {at, at}}, {before, {before_at, before_at}}}};
}

static int slices(EffectiveField *effective, const Stacks *stacks) {
    int count = 0;
    while (effective_field_work(effective, stacks)) {
        count++;
    }
    return count;
}

static void assert_near(double value, double wanted, double within) {
    if (!(fabs(value - wanted) <= within)) {
        fail_msg("%.9g is not %.9g", value, wanted);
    }
}

static const char ten[] =
    "input 1x64x64\nconv3\nconv3\nconv3\nconv3\nconv3\nconv3\nconv3\nconv3\nconv3\nconv3\n";

static void path_counts_are_there_after_one_slice(void **state) {
    (void)state;
    Stacks stacks = stacks_of(ten);
    EffectiveField effective = {0};
    const EffectiveFieldWish wish = wish_of(&stacks, 9, 20, 8, 20, false);
    effective_field_want(&effective, &stacks, &wish);
    assert_true(effective_field_busy(&effective, &stacks));
    assert_null(effective_field_map(&effective, &wish, 0));
    assert_int_equal(slices(&effective, &stacks), 1);
    assert_false(effective_field_busy(&effective, &stacks));
    const EffectiveFieldMap *map = effective_field_map(&effective, &wish, 0);
    assert_non_null(map);
    assert_int_equal(map->influence.width, 21);
    assert_near(map->spread.peak, 80156209, 0);
    assert_near(map->spread.width[PS_WIDTH], 4 * sqrt(10 * 2.0 / 3), 1e-9);
    assert_int_equal(effective_field_map(&effective, &wish, 1)->influence.width, 19);
    effective_field_free(&effective);
    stacks_free(&stacks);
}

static void each_row_has_a_width_and_those_grow_with_the_root_of_depth(void **state) {
    (void)state;
    Stacks stacks = stacks_of(ten);
    EffectiveField effective = {0};
    const EffectiveFieldWish wish = wish_of(&stacks, PS_NODE_INPUT, 0, PS_NODE_INPUT, 0, false);
    effective_field_want(&effective, &stacks, &wish);
    slices(&effective, &stacks);
    assert_int_equal(effective.width_count, 10);
    for (int row = 0; row < 10; row++) {
        assert_near(effective.widths[row], 4 * sqrt((row + 1) * 2.0 / 3), 1e-9);
    }
    assert_null(effective_field_map(&effective, &wish, 0));
    effective_field_free(&effective);
    stacks_free(&stacks);
}

/* Blocks of a convolution and a pool: the lesson's field 46 and sigma 8.8, then 94 and 17.7. */
static void with_pools_between_width_and_field_grow_alike(void **state) {
    (void)state;
    Stacks stacks =
        stacks_of("input 1x256x256\nconv3 p1\nmaxpool2/2\nconv3 p1\nmaxpool2/2\nconv3 p1\nmaxpool2/2\n"
                  "conv3 p1\nmaxpool2/2\nconv3 p1\nmaxpool2/2\n");
    EffectiveField effective = {0};
    const EffectiveFieldWish wish = wish_of(&stacks, PS_NODE_INPUT, 0, PS_NODE_INPUT, 0, false);
    effective_field_want(&effective, &stacks, &wish);
    slices(&effective, &stacks);
    assert_near(stacks.main.fields[7].axis[PS_WIDTH].size, 46, 0);
    assert_near(effective.widths[7] / 4, 8.8, 0.05);
    assert_near(stacks.main.fields[9].axis[PS_WIDTH].size, 94, 0);
    assert_near(effective.widths[9] / 4, 17.7, 0.05);
    effective_field_free(&effective);
    stacks_free(&stacks);
}

static void random_weights_take_seed_after_seed(void **state) {
    (void)state;
    Stacks stacks =
        stacks_of("input 3x224x224\nconv3 p1 c64\nconv3 p1\nmaxpool2/2\nconv3 p1\nconv3 p1\nmaxpool2/2\n"
                  "conv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\n");
    EffectiveField effective = {0};
    const EffectiveFieldWish wish = wish_of(&stacks, 13, 27, 12, 27, true);
    effective_field_want(&effective, &stacks, &wish);
    assert_true(effective_field_work(&effective, &stacks));
    const EffectiveFieldMap *map = effective_field_map(&effective, &wish, 0);
    assert_non_null(map);
    assert_true(map->influence.seeds >= 1 && map->influence.seeds <= EFFECTIVE_FIELD_SEEDS);
    assert_true(slices(&effective, &stacks) > 1);
    map = effective_field_map(&effective, &wish, 0);
    assert_int_equal(map->influence.seeds, EFFECTIVE_FIELD_SEEDS);
    assert_true(map->finished && map->spread.central > 0.5);
    effective_field_free(&effective);
    stacks_free(&stacks);
}

static void a_map_that_is_there_is_kept_when_the_next_row_is_asked_for(void **state) {
    (void)state;
    Stacks stacks = stacks_of(ten);
    EffectiveField effective = {0};
    EffectiveFieldWish wish = wish_of(&stacks, 4, 20, 3, 20, false);
    effective_field_want(&effective, &stacks, &wish);
    slices(&effective, &stacks);
    const double *kept = effective_field_map(&effective, &wish, 0)->influence.values;
    wish = wish_of(&stacks, 5, 20, 4, 20, false);
    effective_field_want(&effective, &stacks, &wish);
    assert_null(effective_field_map(&effective, &wish, 0));
    assert_ptr_equal(effective_field_map(&effective, &wish, 1)->influence.values, kept);
    assert_int_equal(effective.width_count, 10);
    effective_field_free(&effective);
    stacks_free(&stacks);
}

static void another_stack_or_measure_begins_anew(void **state) {
    (void)state;
    Stacks stacks = stacks_of(ten);
    EffectiveField effective = {0};
    EffectiveFieldWish wish = wish_of(&stacks, 4, 20, 3, 20, false);
    effective_field_want(&effective, &stacks, &wish);
    slices(&effective, &stacks);
    EffectiveFieldWish other = wish;
    other.random = true;
    assert_null(effective_field_map(&effective, &other, 0));
    /* The stacks has moved on: the neurons of the wish may be no more. */
    stacks.version++;
    effective_field_want(&effective, &stacks, &wish);
    assert_false(effective_field_busy(&effective, &stacks));
    assert_false(effective_field_work(&effective, &stacks));
    assert_null(effective_field_map(&effective, &wish, 0));
    wish.stacks_version = stacks.version;
    effective_field_want(&effective, &stacks, &wish);
    assert_true(effective_field_busy(&effective, &stacks));
    effective_field_free(&effective);
    stacks_free(&stacks);
}

static void a_layer_that_does_not_fit_has_no_width(void **state) {
    (void)state;
    Stacks stacks = stacks_of("input 1x8x8\nconv3\nconv3\nconv9\nconv3\n");
    EffectiveField effective = {0};
    const EffectiveFieldWish wish = wish_of(&stacks, 1, 1, 0, 1, false);
    effective_field_want(&effective, &stacks, &wish);
    slices(&effective, &stacks);
    assert_int_equal(effective.width_count, 4);
    assert_near(effective.widths[1], 4 * sqrt(2 * 2.0 / 3), 1e-9);
    assert_true(isnan(effective.widths[2]) && isnan(effective.widths[3]));
    effective_field_free(&effective);
    stacks_free(&stacks);
}

static void a_field_too_large_to_follow_is_refused_with_a_sentence(void **state) {
    (void)state;
    Stacks stacks = stacks_of("input 1x65536x65536\nconv3/4\nmaxpool8/8\nconv255/16 p127\nconv255 p127\n");
    EffectiveField effective = {0};
    const EffectiveFieldWish wish = wish_of(&stacks, 3, 60, PS_NODE_INPUT, 0, false);
    effective_field_want(&effective, &stacks, &wish);
    slices(&effective, &stacks);
    const EffectiveFieldMap *map = effective_field_map(&effective, &wish, 0);
    assert_non_null(map);
    assert_true(map->refused && map->error.sentence != NULL);
    assert_true(isnan(effective.widths[3]));
    effective_field_free(&effective);
    stacks_free(&stacks);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(path_counts_are_there_after_one_slice),
        cmocka_unit_test(each_row_has_a_width_and_those_grow_with_the_root_of_depth),
        cmocka_unit_test(with_pools_between_width_and_field_grow_alike),
        cmocka_unit_test(random_weights_take_seed_after_seed),
        cmocka_unit_test(a_map_that_is_there_is_kept_when_the_next_row_is_asked_for),
        cmocka_unit_test(another_stack_or_measure_begins_anew),
        cmocka_unit_test(a_layer_that_does_not_fit_has_no_width),
        cmocka_unit_test(a_field_too_large_to_follow_is_refused_with_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
