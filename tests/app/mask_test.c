#include "app/canvas/mask.h"

#include "tests/unit/unit.h"

#include <math.h>
#include <stdlib.h>

enum { SIDE = 64 };

/* The covered area in pixels. */
static double area(const uint8_t *mask, int width, int height) {
    double sum = 0;
    for (int i = 0; i < width * height; i++) {
        sum += mask[i] / 255.0;
    }
    return sum;
}

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) {
        fail_msg("%g is not within %g of %g", value, tolerance, expected);
    }
}

static void assert_symmetric(const uint8_t *mask, int width, int height) {
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            assert_int_equal(mask[y * width + x], mask[y * width + width - 1 - x]);
            assert_int_equal(mask[y * width + x], mask[(height - 1 - y) * width + x]);
        }
    }
}

static void a_rectangle_without_radius_is_covered_whole(void **state) {
    (void)state;
    uint8_t mask[20 * 10];
    mask_rounded(mask, 20, 10, 0, 0);
    for (int i = 0; i < 200; i++) {
        assert_int_equal(mask[i], 255);
    }
}

static void a_rounded_rectangle_has_its_area_and_symmetry(void **state) {
    (void)state;
    static const int radii[] = {1, 2, 5, 8, 16, 32};
    uint8_t mask[SIDE * SIDE];
    for (int i = 0; i < 6; i++) {
        const double r = radii[i];
        mask_rounded(mask, SIDE, SIDE, (float)r, 0);
        assert_symmetric(mask, SIDE, SIDE);
        assert_int_equal(mask[SIDE / 2 * SIDE + SIDE / 2], 255);
        assert_near(area(mask, SIDE, SIDE), SIDE * SIDE - (4 - acos(-1)) * r * r, 0.25 * r + 0.5);
    }
    assert_int_equal(mask[0], 0);
}

static void a_ring_is_hollow_and_as_thick_as_its_line(void **state) {
    (void)state;
    uint8_t mask[SIDE * SIDE];
    mask_rounded(mask, SIDE, SIDE, 8, 3);
    assert_symmetric(mask, SIDE, SIDE);
    assert_int_equal(mask[SIDE / 2 * SIDE + SIDE / 2], 0);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(mask[SIDE / 2 * SIDE + i], i < 3 ? 255 : 0);
    }
    const double outer = SIDE * SIDE - (4 - acos(-1)) * 64;
    const double inner = 58 * 58 - (4 - acos(-1)) * 25;
    assert_near(area(mask, SIDE, SIDE), outer - inner, 3);
}

static void a_ring_thicker_than_its_hole_is_filled(void **state) {
    (void)state;
    uint8_t mask[6 * 6];
    mask_rounded(mask, 6, 6, 0, 3);
    for (int i = 0; i < 36; i++) {
        assert_int_equal(mask[i], 255);
    }
}

static void a_hatch_covers_its_share_and_keeps_inside(void **state) {
    (void)state;
    uint8_t mask[SIDE * SIDE];
    mask_hatch(mask, SIDE, SIDE, 16, 8, 2, false);
    assert_int_equal(mask[0], 0);
    assert_int_equal(mask[SIDE * SIDE - 1], 0);
    const double inside = SIDE * SIDE - (4 - acos(-1)) * 256;
    const double plain = area(mask, SIDE, SIDE);
    assert_near(plain, inside / 4, inside * 0.02);
    mask_hatch(mask, SIDE, SIDE, 16, 8, 2, true);
    assert_symmetric(mask, SIDE, SIDE);
    assert_true(area(mask, SIDE, SIDE) > plain * 1.5);
}

static void a_polygon_covers_its_inside_alone(void **state) {
    (void)state;
    uint8_t mask[SIDE * SIDE];
    const Point square[] = {{10, 12}, {50, 12}, {50, 40}, {10, 40}};
    mask_polygon(mask, SIDE, SIDE, square, 4);
    assert_int_equal(mask[13 * SIDE + 11], 255);
    assert_int_equal(mask[30 * SIDE + 30], 255);
    assert_int_equal(mask[30 * SIDE + 8], 0);
    assert_int_equal(mask[42 * SIDE + 30], 0);
    assert_near(area(mask, SIDE, SIDE), 40 * 28, 1);
}

static void a_triangle_has_its_area_whatever_way_it_runs(void **state) {
    (void)state;
    uint8_t one[SIDE * SIDE];
    uint8_t other[SIDE * SIDE];
    const Point points[] = {{5, 5}, {60, 20}, {20, 58}};
    const Point reversed[] = {{20, 58}, {60, 20}, {5, 5}};
    mask_polygon(one, SIDE, SIDE, points, 3);
    mask_polygon(other, SIDE, SIDE, reversed, 3);
    assert_memory_equal(one, other, sizeof one);
    const double exact = (55 * 53 - 15 * 15) / 2.0;
    assert_near(area(one, SIDE, SIDE), exact, exact * 0.01);
}

static void a_polygon_that_crosses_itself_is_even_odd(void **state) {
    (void)state;
    uint8_t mask[SIDE * SIDE];
    const Point nested[] = {{4, 4},   {60, 4},  {60, 60}, {4, 60},  {4, 4},
                            {20, 20}, {44, 20}, {44, 44}, {20, 44}, {20, 20}};
    mask_polygon(mask, SIDE, SIDE, nested, 10);
    assert_int_equal(mask[32 * SIDE + 32], 0);
    assert_int_equal(mask[10 * SIDE + 32], 255);
}

static void a_polyline_is_as_thick_as_its_line_with_round_ends(void **state) {
    (void)state;
    uint8_t mask[SIDE * SIDE];
    const Point line[] = {{12, 32}, {52, 32}};
    mask_polyline(mask, SIDE, SIDE, line, 2, 6);
    assert_symmetric(mask, SIDE, SIDE);
    assert_int_equal(mask[30 * SIDE + 30], 255);
    assert_int_equal(mask[26 * SIDE + 30], 0);
    assert_int_equal(mask[32 * SIDE + 6], 0);
    assert_near(area(mask, SIDE, SIDE), 40 * 6 + acos(-1) * 9, 4);
}

static void a_polyline_of_one_point_is_a_disc(void **state) {
    (void)state;
    uint8_t mask[SIDE * SIDE];
    const Point centre[] = {{32, 32}};
    mask_polyline(mask, SIDE, SIDE, centre, 1, 20);
    assert_symmetric(mask, SIDE, SIDE);
    assert_near(area(mask, SIDE, SIDE), acos(-1) * 100, 3);
}

static void a_polyline_of_no_length_and_an_empty_one_do_no_harm(void **state) {
    (void)state;
    uint8_t mask[SIDE * SIDE];
    const Point twice[] = {{32, 32}, {32, 32}};
    mask_polyline(mask, SIDE, SIDE, twice, 2, 4);
    assert_int_equal(mask[32 * SIDE + 32], 255);
    mask_polyline(mask, SIDE, SIDE, twice, 0, 4);
    assert_near(area(mask, SIDE, SIDE), 0, 0);
    mask_polygon(mask, SIDE, SIDE, twice, 0);
    assert_near(area(mask, SIDE, SIDE), 0, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rectangle_without_radius_is_covered_whole),
        cmocka_unit_test(a_rounded_rectangle_has_its_area_and_symmetry),
        cmocka_unit_test(a_ring_is_hollow_and_as_thick_as_its_line),
        cmocka_unit_test(a_ring_thicker_than_its_hole_is_filled),
        cmocka_unit_test(a_hatch_covers_its_share_and_keeps_inside),
        cmocka_unit_test(a_polygon_covers_its_inside_alone),
        cmocka_unit_test(a_triangle_has_its_area_whatever_way_it_runs),
        cmocka_unit_test(a_polygon_that_crosses_itself_is_even_odd),
        cmocka_unit_test(a_polyline_is_as_thick_as_its_line_with_round_ends),
        cmocka_unit_test(a_polyline_of_one_point_is_a_disc),
        cmocka_unit_test(a_polyline_of_no_length_and_an_empty_one_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
