/* Tests of map.c: sizes, copies, resizing, patterns. */
#include "core/map.h"

#include "unit.h"

#include <math.h>

static void a_new_map_is_zero(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 2, 3, 4, NULL), PS_OK);
    assert_int_equal(ps_map_cells(&map), 24);
    for (int i = 0; i < 24; i++) {
        assert_true(map.values[i] == 0);
    }
    ps_map_free(&map);
    assert_null(map.values);
    assert_int_equal(map.channels, 0);
    ps_map_free(&map);
}

static void sizes_that_cannot_be_are_refused(void **state) {
    (void)state;
    const struct {
        int64_t channels, height, width;
        const char *sentence;
    } cases[] = {
        {1, 0, 4, "a map of 1 x 0 x 4 has no cells: use sizes of at least 1"},
        {-1, 4, 4, "a map of -1 x 4 x 4 has no cells: use sizes of at least 1"},
        {1, 1 << 14, (1 << 14) + 1, "a map of 1 x 16384 x 16385 is too large: use at most 268435456 cells"},
        {INT64_MAX, 1, 1, "a map of 9223372036854775807 x 1 x 1 is too large: use at most 268435456 cells"},
        {1, INT64_MAX, INT64_MAX,
         "a map of 1 x 9223372036854775807 x 9223372036854775807 is too large: use at most 268435456 cells"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PsMap map;
        PsError error;
        assert_int_equal(ps_map_init(&map, cases[i].channels, cases[i].height, cases[i].width, &error),
                         PS_ERROR_SIZE);
        assert_sentence(&error, cases[i].sentence);
        assert_null(map.values);
    }
}

static void a_copy_is_equal_and_apart(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    map.values[3] = NAN;
    PsMap copy;
    assert_int_equal(ps_map_copy(&map, &copy, NULL), PS_OK);
    assert_true(ps_map_equal(&map, &copy));
    ps_map_set(&copy, 0, 1, 1, 9);
    assert_false(ps_map_equal(&map, &copy));
    assert_true(ps_map_get(&map, 0, 1, 1) == 6);
    ps_map_free(&map);
    ps_map_free(&copy);
}

static void a_copy_of_no_map_is_no_map(void **state) {
    (void)state;
    const PsMap none = {0};
    PsMap copy;
    assert_int_equal(ps_map_copy(&none, &copy, NULL), PS_OK);
    assert_true(ps_map_equal(&none, &copy));
    PsMap map = tutorial_map();
    assert_false(ps_map_equal(&none, &map));
    ps_map_free(&map);
}

static void resizing_keeps_what_fits_and_adds_zeros(void **state) {
    (void)state;
    const float values[] = {1, 2, 3, 4, 5, 6};
    PsMap map = map_of(2, 3, values);
    assert_int_equal(ps_map_resize(&map, 3, 2, NULL), PS_OK);
    const float expected[] = {1, 2, 4, 5, 0, 0};
    assert_int_equal(map.height, 3);
    assert_int_equal(map.width, 2);
    assert_values(map.values, expected, 6);
    assert_int_equal(ps_map_resize(&map, 0, 2, NULL), PS_ERROR_SIZE);
    assert_values(map.values, expected, 6);
    ps_map_free(&map);
}

static void resizing_can_narrow_one_way_and_widen_the_other(void **state) {
    (void)state;
    PsMap map = map_of(2, 3, (const float[]){1, 2, 3, 4, 5, 6});
    assert_int_equal(ps_map_resize(&map, 1, 5, NULL), PS_OK);
    assert_values(map.values, (const float[]){1, 2, 3, 0, 0}, 5);
    ps_map_free(&map);
}

static void resizing_keeps_channels_apart(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 2, 1, 2, NULL), PS_OK);
    memcpy(map.values, (const float[]){1, 2, 3, 4}, 4 * sizeof *map.values);
    assert_int_equal(ps_map_resize(&map, 2, 1, NULL), PS_OK);
    assert_values(map.values, (const float[]){1, 0, 3, 0}, 4);
    ps_map_free(&map);
}

static void the_magnitude_is_the_largest_finite_one(void **state) {
    (void)state;
    const float values[] = {1, -7, NAN, INFINITY, -INFINITY, 3};
    PsMap map = map_of(1, 6, values);
    assert_true(ps_map_magnitude(&map) == 7);
    ps_map_free(&map);
    PsMap none = map_of(1, 1, (const float[]){NAN});
    assert_true(ps_map_magnitude(&none) == 0);
    ps_map_free(&none);
}

static void assert_pattern(PsPattern pattern, uint32_t seed, int height, int width, const float *expected) {
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, height, width, NULL), PS_OK);
    ps_map_fill_pattern(&map, pattern, seed);
    assert_values(map.values, expected, (size_t)height * (size_t)width);
    ps_map_free(&map);
}

static void patterns_are_what_they_are_called(void **state) {
    (void)state;
    assert_pattern(PS_PATTERN_TUTORIAL, 0, 4, 4,
                   (const float[]){1, 3, 2, 4, 5, 6, 1, 2, 3, 2, 4, 7, 1, 0, 6, 3});
    assert_pattern(PS_PATTERN_TUTORIAL, 0, 1, 6, (const float[]){1, 3, 2, 4, 1, 3});
    assert_pattern(PS_PATTERN_RAMP, 0, 2, 3, (const float[]){0, 1, 2, 3, 4, 5});
    assert_pattern(PS_PATTERN_CHECKER, 0, 2, 3, (const float[]){1, 0, 1, 0, 1, 0});
    assert_pattern(PS_PATTERN_EDGE, 0, 2, 4, (const float[]){0, 0, 9, 9, 0, 0, 9, 9});
    assert_pattern(PS_PATTERN_EDGE, 0, 1, 5, (const float[]){0, 0, 9, 9, 9});
    assert_pattern(PS_PATTERN_BLOB, 0, 3, 3, (const float[]){2, 4, 2, 4, 9, 4, 2, 4, 2});
    assert_pattern(PS_PATTERN_BLOB, 0, 1, 1, (const float[]){9});
}

static void noise_is_the_same_on_every_machine(void **state) {
    (void)state;
    assert_pattern(PS_PATTERN_NOISE, 0, 1, 8, (const float[]){8, 4, 0, 9, 1, 3, 1, 7});
    assert_pattern(PS_PATTERN_NOISE, 1, 1, 8, (const float[]){5, 7, 9, 4, 4, 7, 8, 5});
}

static void noise_takes_every_digit(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 100, 100, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 7);
    int counts[10] = {0};
    for (int i = 0; i < 10000; i++) {
        const int digit = (int)map.values[i];
        assert_true(digit >= 0 && digit <= 9 && (float)digit == map.values[i]);
        counts[digit]++;
    }
    for (int digit = 0; digit < 10; digit++) {
        assert_in_range(counts[digit], 850, 1150);
    }
    ps_map_free(&map);
}

static void own_leaves_the_values_alone(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    PsMap copy;
    assert_int_equal(ps_map_copy(&map, &copy, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_OWN, 3);
    assert_true(ps_map_equal(&map, &copy));
    ps_map_free(&map);
    ps_map_free(&copy);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_map_is_zero),
        cmocka_unit_test(sizes_that_cannot_be_are_refused),
        cmocka_unit_test(a_copy_is_equal_and_apart),
        cmocka_unit_test(a_copy_of_no_map_is_no_map),
        cmocka_unit_test(resizing_keeps_what_fits_and_adds_zeros),
        cmocka_unit_test(resizing_can_narrow_one_way_and_widen_the_other),
        cmocka_unit_test(resizing_keeps_channels_apart),
        cmocka_unit_test(the_magnitude_is_the_largest_finite_one),
        cmocka_unit_test(patterns_are_what_they_are_called),
        cmocka_unit_test(noise_is_the_same_on_every_machine),
        cmocka_unit_test(noise_takes_every_digit),
        cmocka_unit_test(own_leaves_the_values_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
