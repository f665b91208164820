/* The built-in picture: in range, alike at all sizes, and a face. */
#include "app/stages/field/cat.h"

#include "tests/unit/unit.h"

#include <math.h>

static float at(int size, int row, int column) {
    float greys[256];
    field_cat_row(row, size, size, greys);
    return greys[column];
}

static void every_grey_is_a_number_from_0_to_1(void **unused) {
    (void)unused;
    static const int sizes[] = {1, 2, 5, 24, 32, 224};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        for (int row = 0; row < sizes[i]; row++) {
            for (int column = 0; column < sizes[i]; column++) {
                assert_true(at(sizes[i], row, column) >= 0 && at(sizes[i], row, column) <= 1);
            }
        }
    }
}

static void there_are_dark_pupils_in_light_eyes_under_pointed_ears(void **unused) {
    (void)unused;
    assert_true(at(24, 11, 6) > 0.85F && at(24, 12, 7) < 0.25F && at(24, 11, 9) > 0.85F);
    assert_true(at(24, 11, 14) > 0.85F && at(24, 12, 15) < 0.25F && at(24, 11, 17) > 0.85F);
    assert_true(at(24, 3, 4) > 0.45F && at(24, 3, 19) > 0.45F && at(24, 3, 12) < 0.2F);
}

/* But for the shine in its eyes, which comes from one side. */
static void the_face_is_the_same_at_both_sides(void **unused) {
    (void)unused;
    for (int row = 0; row < 24; row++) {
        for (int column = 0; column < 12; column++) {
            const bool eye = row >= 10 && row <= 12 && column >= 6 && column <= 9;
            assert_true(eye || fabsf(at(24, row, column) - at(24, row, 23 - column)) < 1e-4F);
        }
    }
}

/* A cell is about the mean of the finer cells that it covers. */
static void coarse_cells_are_means_of_fine_ones(void **unused) {
    (void)unused;
    double difference = 0;
    for (int row = 0; row < 24; row++) {
        for (int column = 0; column < 24; column++) {
            double sum = 0;
            for (int i = 0; i < 64; i++) {
                sum += (double)at(192, 8 * row + i / 8, 8 * column + i % 8);
            }
            difference += fabs(sum / 64 - (double)at(24, row, column));
        }
    }
    assert_true(difference / (24 * 24) < 0.02);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_grey_is_a_number_from_0_to_1),
        cmocka_unit_test(there_are_dark_pupils_in_light_eyes_under_pointed_ears),
        cmocka_unit_test(the_face_is_the_same_at_both_sides),
        cmocka_unit_test(coarse_cells_are_means_of_fine_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
