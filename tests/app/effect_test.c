/* Work in slices: what is asked for comes to be, what is there stays, and nothing of another stack is shown.
 */
#include "app/effect.h"

#include "tests/unit/unit.h"

#include <math.h>

static Lab lab_of(const char *text) {
    Lab lab = {.version = 1};
    PsError error;
    if (lab_stack_init(&lab.main, text, &error) != PS_OK) {
        fail_msg("%s: %s", text, error.sentence);
    }
    return lab;
}

static EffectWish wish_of(const Lab *lab, int node, int64_t at, int before, int64_t before_at, bool random) {
    return (EffectWish){.wanted = true,
                        .random = random,
                        .lab_version = lab->version,
                        .neurons = {{node, {at, at}}, {before, {before_at, before_at}}}};
}

static int slices(Effect *effect, const Lab *lab) {
    int count = 0;
    while (effect_work(effect, lab)) {
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
    Lab lab = lab_of(ten);
    Effect effect = {0};
    const EffectWish wish = wish_of(&lab, 9, 20, 8, 20, false);
    effect_want(&effect, &lab, &wish);
    assert_true(effect_busy(&effect, &lab));
    assert_null(effect_map(&effect, &wish, 0));
    assert_int_equal(slices(&effect, &lab), 1);
    assert_false(effect_busy(&effect, &lab));
    const EffectMap *map = effect_map(&effect, &wish, 0);
    assert_non_null(map);
    assert_int_equal(map->influence.width, 21);
    assert_near(map->spread.peak, 80156209, 0);
    assert_near(map->spread.width[PS_WIDTH], 4 * sqrt(10 * 2.0 / 3), 1e-9);
    assert_int_equal(effect_map(&effect, &wish, 1)->influence.width, 19);
    effect_free(&effect);
    lab_free(&lab);
}

static void each_row_has_a_width_and_those_grow_with_the_root_of_depth(void **state) {
    (void)state;
    Lab lab = lab_of(ten);
    Effect effect = {0};
    const EffectWish wish = wish_of(&lab, PS_NODE_INPUT, 0, PS_NODE_INPUT, 0, false);
    effect_want(&effect, &lab, &wish);
    slices(&effect, &lab);
    assert_int_equal(effect.width_count, 10);
    for (int row = 0; row < 10; row++) {
        assert_near(effect.widths[row], 4 * sqrt((row + 1) * 2.0 / 3), 1e-9);
    }
    assert_null(effect_map(&effect, &wish, 0));
    effect_free(&effect);
    lab_free(&lab);
}

/* Blocks of a convolution and a pool: the lesson's field 46 and sigma 8.8, then 94 and 17.7. */
static void with_pools_between_width_and_field_grow_alike(void **state) {
    (void)state;
    Lab lab = lab_of("input 1x256x256\nconv3 p1\nmaxpool2/2\nconv3 p1\nmaxpool2/2\nconv3 p1\nmaxpool2/2\n"
                     "conv3 p1\nmaxpool2/2\nconv3 p1\nmaxpool2/2\n");
    Effect effect = {0};
    const EffectWish wish = wish_of(&lab, PS_NODE_INPUT, 0, PS_NODE_INPUT, 0, false);
    effect_want(&effect, &lab, &wish);
    slices(&effect, &lab);
    assert_near(lab.main.fields[7].axis[PS_WIDTH].size, 46, 0);
    assert_near(effect.widths[7] / 4, 8.8, 0.05);
    assert_near(lab.main.fields[9].axis[PS_WIDTH].size, 94, 0);
    assert_near(effect.widths[9] / 4, 17.7, 0.05);
    effect_free(&effect);
    lab_free(&lab);
}

static void random_weights_take_seed_after_seed(void **state) {
    (void)state;
    Lab lab = lab_of("input 3x224x224\nconv3 p1 c64\nconv3 p1\nmaxpool2/2\nconv3 p1\nconv3 p1\nmaxpool2/2\n"
                     "conv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\nconv7 p3\n");
    Effect effect = {0};
    const EffectWish wish = wish_of(&lab, 13, 27, 12, 27, true);
    effect_want(&effect, &lab, &wish);
    assert_true(effect_work(&effect, &lab));
    const EffectMap *map = effect_map(&effect, &wish, 0);
    assert_non_null(map);
    assert_true(map->influence.seeds >= 1 && map->influence.seeds <= EFFECT_SEEDS);
    assert_true(slices(&effect, &lab) > 1);
    map = effect_map(&effect, &wish, 0);
    assert_int_equal(map->influence.seeds, EFFECT_SEEDS);
    assert_true(map->finished && map->spread.central > 0.5);
    effect_free(&effect);
    lab_free(&lab);
}

static void a_map_that_is_there_is_kept_when_the_next_row_is_asked_for(void **state) {
    (void)state;
    Lab lab = lab_of(ten);
    Effect effect = {0};
    EffectWish wish = wish_of(&lab, 4, 20, 3, 20, false);
    effect_want(&effect, &lab, &wish);
    slices(&effect, &lab);
    const double *kept = effect_map(&effect, &wish, 0)->influence.values;
    wish = wish_of(&lab, 5, 20, 4, 20, false);
    effect_want(&effect, &lab, &wish);
    assert_null(effect_map(&effect, &wish, 0));
    assert_ptr_equal(effect_map(&effect, &wish, 1)->influence.values, kept);
    assert_int_equal(effect.width_count, 10);
    effect_free(&effect);
    lab_free(&lab);
}

static void another_stack_or_measure_begins_anew(void **state) {
    (void)state;
    Lab lab = lab_of(ten);
    Effect effect = {0};
    EffectWish wish = wish_of(&lab, 4, 20, 3, 20, false);
    effect_want(&effect, &lab, &wish);
    slices(&effect, &lab);
    EffectWish other = wish;
    other.random = true;
    assert_null(effect_map(&effect, &other, 0));
    /* The lab has moved on: the neurons of the wish may be no more. */
    lab.version++;
    effect_want(&effect, &lab, &wish);
    assert_false(effect_busy(&effect, &lab));
    assert_false(effect_work(&effect, &lab));
    assert_null(effect_map(&effect, &wish, 0));
    wish.lab_version = lab.version;
    effect_want(&effect, &lab, &wish);
    assert_true(effect_busy(&effect, &lab));
    effect_free(&effect);
    lab_free(&lab);
}

static void a_layer_that_does_not_fit_has_no_width(void **state) {
    (void)state;
    Lab lab = lab_of("input 1x8x8\nconv3\nconv3\nconv9\nconv3\n");
    Effect effect = {0};
    const EffectWish wish = wish_of(&lab, 1, 1, 0, 1, false);
    effect_want(&effect, &lab, &wish);
    slices(&effect, &lab);
    assert_int_equal(effect.width_count, 4);
    assert_near(effect.widths[1], 4 * sqrt(2 * 2.0 / 3), 1e-9);
    assert_true(isnan(effect.widths[2]) && isnan(effect.widths[3]));
    effect_free(&effect);
    lab_free(&lab);
}

static void a_field_too_large_to_follow_is_refused_with_a_sentence(void **state) {
    (void)state;
    Lab lab = lab_of("input 1x65536x65536\nconv3/4\nmaxpool8/8\nconv255/16 p127\nconv255 p127\n");
    Effect effect = {0};
    const EffectWish wish = wish_of(&lab, 3, 60, PS_NODE_INPUT, 0, false);
    effect_want(&effect, &lab, &wish);
    slices(&effect, &lab);
    const EffectMap *map = effect_map(&effect, &wish, 0);
    assert_non_null(map);
    assert_true(map->refused && map->error.sentence != NULL);
    assert_true(isnan(effect.widths[3]));
    effect_free(&effect);
    lab_free(&lab);
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
