/* Tests of number_fit.c: what a map's numbers look like in cells of any width. */
#include "core/number_fit.h"

#include "core/random.h"
#include "unit.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MINUS "\xE2\x88\x92"

enum { MOST = 36 };

/* The numbers of a map as they are written for room, joined by "|". */
static void assert_map(int room, int count, const float *values, const char *expected) {
    PsNumberSurvey survey = {0};
    for (int i = 0; i < count; i++) {
        ps_survey_add(&survey, values[i]);
    }
    PsNumberForm form = PS_NUMBER_FULL;
    (void)ps_survey_choose(&survey, room, &form);
    char text[1024] = "";
    for (int i = 0; i < count; i++) {
        char number[PS_NUMBER_SIZE];
        ps_number_fit(number, values[i], form, room);
        const size_t length = strlen(text);
        snprintf(text + length, sizeof text - length, "%s%s", i == 0 ? "" : "|", number);
    }
    assert_string_equal(text, expected);
}

static void decimals_give_way_before_the_number_does(void **state) {
    (void)state;
    const float averages[] = {-5.0F / 9, 1.5F, 2, 0};
    assert_map(12, 4, averages, MINUS "0.556|1.5|2|0");
    assert_map(11, 4, averages, MINUS "0.56|1.5|2|0");
    assert_map(9, 4, averages, MINUS "0.6|1.5|2|0");
    const float wide[] = {-123456.789F, 250.25F};
    assert_map(24, 2, wide, MINUS "123 456.79|250.25");
    assert_map(17, 2, wide, MINUS "123 457|250");
    assert_map(12, 2, wide, MINUS "1.2e5|250.25");
    const float near_zero[] = {12.5F, 0.25F};
    assert_map(6, 2, near_zero, "13|0.3");
}

static void one_outlier_has_an_exponent_of_its_own(void **state) {
    (void)state;
    const float values[] = {1, 3, 1e30F, 0.5F, 5.3e-8F, 123456};
    assert_map(13, 6, values, "1|3|1e30|0.5|5.3e" MINUS "8|123 456");
    assert_map(12, 6, values, "1|3|1e30|0.5|5.3e" MINUS "8|1.2e5");
    assert_map(8, 6, values, "1|3|1e30|0.5|5e" MINUS "8|1e5");
    assert_map(6, 6, values, "1|3||0.5||1e5"); /* the two others fit in no form */
}

static void small_numbers_have_exponents_together(void **state) {
    (void)state;
    const float weights[] = {5.3e-8F, -0.0012F, 0, 1.23456e-4F};
    assert_map(20, 4, weights, "5.3e" MINUS "8|" MINUS "1.2e" MINUS "3|0|1.235e" MINUS "4");
    assert_map(14, 4, weights, "5.3e" MINUS "8|" MINUS "1.2e" MINUS "3|0|1.23e" MINUS "4");
    assert_map(10, 4, weights, "5e" MINUS "8|" MINUS "1e" MINUS "3|0|1e" MINUS "4");
    const float mixed[] = {0.5F, 0.25F, 5.3e-8F};
    assert_map(12, 3, mixed, "0.5|0.25|5.3e" MINUS "8");
}

static float pick_value(uint64_t *random, int kind) {
    const double unit = (double)(ps_random_next(random) >> 11) / 9007199254740992.0 - 0.5;
    const int exponent = (int)(ps_random_next(random) % 76) - 44;
    switch (kind) {
    case 0:
        return (float)(long)(unit * 20);
    case 1:
        return (float)(unit * 8);
    case 2:
        return (float)(unit * 2e7);
    case 3:
        return (float)(unit * pow(10, exponent));
    default:
        return ps_random_next(random) % 9 == 0 ? (float)(unit * pow(10, exponent)) : (float)(unit * 3);
    }
}

/* What a text of the screen says, and a unit of its last digit. */
static double read_screen(const char *text, double *unit) {
    char plain[PS_NUMBER_SIZE];
    size_t length = 0;
    int decimals = 0;
    bool after_point = false;
    bool exponent = false;
    for (const char *c = text; *c != '\0'; c++) {
        if (strncmp(c, MINUS, strlen(MINUS)) == 0) {
            plain[length++] = '-';
            c += strlen(MINUS) - 1;
        } else if (*c != ' ') {
            exponent = exponent || *c == 'e';
            decimals += after_point && !exponent ? 1 : 0;
            after_point = after_point || *c == '.';
            plain[length++] = *c;
        }
    }
    plain[length] = '\0';
    const char *power = strchr(plain, 'e');
    *unit = pow(10, (power ? atoi(power + 1) : 0) - decimals);
    return strtod(plain, NULL);
}

typedef struct Written {
    int decimals, digits; /* the most after a point, and before an exponent */
} Written;

static void check_number(float value, PsNumberForm form, int room, int longest, Written *written) {
    char text[PS_NUMBER_SIZE];
    char full[PS_NUMBER_SIZE];
    const size_t length = ps_number_fit(text, value, form, room);
    assert_int_equal(length, strlen(text));
    assert_true(ps_number_length(text) <= room);
    assert_true(ps_number_length(text) <= longest);
    if (length == 0) {
        ps_number_write_exponent(full, value, 0);
        assert_true(ps_number_length(full) > room);
        return;
    }
    double unit = 0;
    const double said = read_screen(text, &unit);
    assert_true((said < 0) == (value < 0) && (said > 0) == (value > 0));
    /* Trailing zeros are not there, so a unit may be larger than a form's. */
    const double decimal = ps_number_decimal(value);
    const bool exponent = strchr(text, 'e') != NULL;
    const int places = exponent ? (int)form - (int)PS_NUMBER_EXPONENT_3 : (int)form - (int)PS_NUMBER_SCREEN;
    const double step = exponent ? pow(10, floor(log10(fabs(decimal)))) : pow(10, places - 3);
    if (!(fabs(said - decimal) <= 0.5000001 * step || fabs(said - decimal) <= 0.5000001 * unit)) {
        fail_msg("%s for %g in form %d", text, (double)value, form);
    }
    if (ps_number_exact(value, form) && ps_number_write(full, value, form) == length &&
        strcmp(full, text) == 0) {
        assert_true(fabs(said - decimal) <= 1e-12 * fabs(decimal));
    }
    const char *point = strchr(text, '.');
    const int after = point ? (int)strcspn(point + 1, "e") : 0;
    /* What the form's decimals would make 0 has more. */
    const bool common = !exponent && fabs(decimal) >= 0.5 * pow(10, places - 3);
    written->decimals = common && after > written->decimals ? after : written->decimals;
    written->digits = exponent && after > written->digits ? after : written->digits;
}

static void numbers_of_any_map_fit_cells_of_any_width_and_stay_true(void **state) {
    (void)state;
    uint64_t random = 20260101;
    for (int round = 0; round < 4000; round++) {
        float values[MOST];
        const int kind = round % 5;
        const int room = 2 + (int)(ps_random_next(&random) % 30);
        PsNumberSurvey survey = {0};
        for (int i = 0; i < MOST; i++) {
            values[i] = pick_value(&random, kind);
            ps_survey_add(&survey, values[i]);
        }
        PsNumberForm form = PS_NUMBER_FULL;
        (void)ps_survey_choose(&survey, room, &form);
        const int longest = ps_survey_longest(&survey, form, room);
        assert_true(longest <= room);
        Written written = {0};
        int blank = 0;
        for (int i = 0; i < MOST; i++) {
            char text[PS_NUMBER_SIZE];
            check_number(values[i], form, room, longest, &written);
            blank += ps_number_fit(text, values[i], form, room) == 0;
        }
        assert_int_equal(ps_survey_writes_all(&survey, form, room), blank == 0);
        assert_true(form > PS_NUMBER_DECIMALS_0 ? written.decimals == 0
                                                : written.decimals <= PS_NUMBER_DECIMALS_0 - (int)form);
    }
}

/* More room never takes anything away. */
static void more_room_never_says_less(void **state) {
    (void)state;
    uint64_t random = 7;
    for (int round = 0; round < 500; round++) {
        const float value = pick_value(&random, 1 + round % 4);
        PsNumberSurvey survey = {0};
        ps_survey_add(&survey, value);
        double before = (double)INFINITY;
        for (int room = 2; room < 40; room++) {
            PsNumberForm form = PS_NUMBER_FULL;
            (void)ps_survey_choose(&survey, room, &form);
            char text[PS_NUMBER_SIZE];
            if (ps_number_fit(text, value, form, room) == 0) {
                assert_true(isinf(before));
                continue;
            }
            double unit = 0;
            const double error = fabs(read_screen(text, &unit) - ps_number_decimal(value));
            assert_true(error <= before * (1 + 1e-9) + 1e-300);
            before = error;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimals_give_way_before_the_number_does),
        cmocka_unit_test(one_outlier_has_an_exponent_of_its_own),
        cmocka_unit_test(small_numbers_have_exponents_together),
        cmocka_unit_test(numbers_of_any_map_fit_cells_of_any_width_and_stay_true),
        cmocka_unit_test(more_room_never_says_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
