/* Tests of number.c: both forms of a number, reading, shares, formulas. */
#include "core/number.h"

#include "unit.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

#define MINUS    "\xE2\x88\x92"
#define INFINITE "\xE2\x88\x9E"

typedef struct NumberCase {
    float value;
    const char *text;
} NumberCase;

static void check_cases(const NumberCase *cases, size_t count, PsNumberForm form) {
    for (size_t i = 0; i < count; i++) {
        char text[PS_NUMBER_SIZE];
        const size_t length = ps_number_write(text, cases[i].value, form);
        assert_string_equal(text, cases[i].text);
        assert_int_equal(length, strlen(cases[i].text));
    }
}

static void the_full_form_is_the_shortest_decimal(void **state) {
    (void)state;
    const NumberCase cases[] = {
        {3.125F, "3.125"},
        {0, "0"},
        {-0.0F, "-0"},
        {1, "1"},
        {-1, "-1"},
        {0.1F, "0.1"},
        {1.0F / 3, "0.33333334"},
        {100, "100"},
        {1024, "1024"},
        {16777216, "16777216"},
        {8.426149F, "8.426149"},
        {1e15F, "1000000000000000"},
        {9.999999e15F, "9999999000000000"},
        {1e16F, "1e+16"},
        {1e20F, "1e+20"},
        {-1.5e20F, "-1.5e+20"},
        {1e-5F, "0.00001"},
        {9.9e-6F, "9.9e-06"},
        {1e-7F, "1e-07"},
        {FLT_MAX, "3.4028235e+38"},
        {FLT_TRUE_MIN, "1e-45"},
        {NAN, "nan"},
        {-NAN, "nan"},
        {INFINITY, "inf"},
        {-INFINITY, "-inf"},
    };
    check_cases(cases, sizeof cases / sizeof cases[0], PS_NUMBER_FULL);
}

static void the_screen_form_has_at_most_three_decimals(void **state) {
    (void)state;
    const NumberCase cases[] = {
        {3.125F, "3.125"},
        {1.5F, "1.5"},
        {-1, MINUS "1"},
        {0, "0"},
        {-0.0F, "0"},
        {0.0004F, "4e" MINUS "4"},
        {-0.0004F, MINUS "4e" MINUS "4"},
        {0.0005F, "0.001"},
        {-0.0005F, MINUS "0.001"},
        {2.0005F, "2.001"},
        {0.0625F, "0.063"},
        {8.426149F, "8.426"},
        {0.9996F, "1"},
        {0.9994F, "0.999"},
        {9.9996F, "10"},
        {0.05F, "0.05"},
        {999, "999"},
        {999.9996F, "1 000"},
        {1000, "1 000"},
        {12345, "12 345"},
        {-1234567, MINUS "1 234 567"},
        {1234.5678F, "1 234.568"},
        {1e15F, "1 000 000 000 000 000"},
        {1e16F, "1e16"},
        {-1e20F, MINUS "1e20"},
        {FLT_MAX, "3.4e38"},
        {5.3217e-8F, "5.3e" MINUS "8"},
        {1e-30F, "1e" MINUS "30"},
        {NAN, "nan"},
        {INFINITY, INFINITE},
        {-INFINITY, MINUS INFINITE},
    };
    check_cases(cases, sizeof cases / sizeof cases[0], PS_NUMBER_SCREEN);
}

static void assert_integer(long long value, PsNumberForm form, const char *expected) {
    char text[PS_NUMBER_SIZE];
    assert_int_equal(ps_number_write_integer(text, value, form), strlen(expected));
    assert_string_equal(text, expected);
}

static void integers_are_grouped_on_screen_alone(void **state) {
    (void)state;
    assert_integer(75, PS_NUMBER_SCREEN, "75");
    assert_integer(1024, PS_NUMBER_SCREEN, "1 024");
    assert_integer(-1048576, PS_NUMBER_SCREEN, MINUS "1 048 576");
    assert_integer(1024, PS_NUMBER_FULL, "1024");
    assert_integer(INT64_MIN, PS_NUMBER_FULL, "-9223372036854775808");
    assert_integer(INT64_MIN, PS_NUMBER_SCREEN, MINUS "9 223 372 036 854 775 808");
}

static void shares_have_one_decimal(void **state) {
    (void)state;
    const struct {
        double share;
        const char *text;
    } cases[] = {{0.75, "75"},    {0.125, "12.5"}, {0.0625, "6.3"}, {0.0005, "0.1"},   {0.00049, "< 0.1"},
                 {1e-9, "< 0.1"}, {0, "0"},        {1, "100"},      {1.0 / 3, "33.3"}, {0.9995, "100"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PS_NUMBER_SIZE];
        assert_int_equal(ps_number_write_share(text, cases[i].share), strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
    }
}

/* first-use C1 */
static void a_share_that_is_rounded_says_so(void **state) {
    (void)state;
    const struct {
        double share;
        const char *sign;
    } cases[] = {{0.75, ""},
                 {0.125, ""},
                 {0.0625, "\xE2\x89\x88 "},
                 {2.0 / 3, "\xE2\x89\x88 "},
                 {7.0 / 1000, ""},
                 {0, ""},
                 {0.00049, ""},
                 {1, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(ps_number_share_sign(cases[i].share), cases[i].sign);
    }
}

static void counts_may_be_larger_than_every_type(void **state) {
    (void)state;
    const struct {
        double value;
        int exponent;
        PsNumberForm form;
        const char *text;
    } cases[] = {{0, 0, PS_NUMBER_SCREEN, "0"},
                 {80156209, 0, PS_NUMBER_SCREEN, "80 156 209"},
                 {80156209, 0, PS_NUMBER_FULL, "80156209"},
                 {5, 2, PS_NUMBER_SCREEN, "20"},
                 {999999999999, 0, PS_NUMBER_SCREEN, "999 999 999 999"},
                 {1e12, 0, PS_NUMBER_SCREEN, "1.00 × 10¹²"},
                 {9.999e15, 0, PS_NUMBER_SCREEN, "1.00 × 10¹⁶"},
                 {9007199254740991, 0, PS_NUMBER_FULL, "9007199254740991"},
                 {9007199254740992, 0, PS_NUMBER_FULL, "9.01e+15"},
                 /* 2^5000 = 1.412e1505 */
                 {1, 5000, PS_NUMBER_SCREEN, "1.41 × 10¹⁵⁰⁵"},
                 {1, 5000, PS_NUMBER_FULL, "1.41e+1505"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PS_NUMBER_SIZE];
        assert_int_equal(ps_number_write_count(text, cases[i].value, cases[i].exponent, cases[i].form),
                         strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
    }
}

static bool read_text(const char *text, float *value) {
    return ps_number_read(text, strlen(text), value, NULL);
}

static void numbers_are_read_in_every_spelling(void **state) {
    (void)state;
    const NumberCase cases[] = {
        {1, "1"},
        {1, "+1"},
        {-1, "-1"},
        {-1, "\xE2\x88\x92"
             "1"},
        {-INFINITY, "\xE2\x88\x92inf"},
        {1.5F, " 1.5\t"},
        {0.5F, ".5"},
        {5, "5."},
        {1e20F, "1e20"},
        {1e20F, "1E+20"},
        {1e-7F, "1e-7"},
        {0, "0"},
        {-0.0F, "-0"},
        {0, "0e999999"},
        {INFINITY, "inf"},
        {-INFINITY, "-INF"},
        {INFINITY, "+Infinity"},
        {0, "1e-99999"},
        {0.1F, "0.1"},
        {0, "0e99999999999999999999"},
        {FLT_MAX, "3.4028235e38"},
        {FLT_MAX, "340282346638528859811704183484516925440"},
        {100, "00100"},
        {0.001F, "0.00100"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        float value = 77;
        assert_true(read_text(cases[i].text, &value));
        assert_values(&value, &cases[i].value, 1);
    }
    float value = 0;
    assert_true(read_text("nan", &value) && isnan(value));
    assert_true(read_text("NaN", &value) && isnan(value));
}

static void what_is_no_number_is_refused_and_leaves_the_value(void **state) {
    (void)state;
    const char *const texts[] = {"",    " ",    "-",    "+",    ".",   "e5",    "1e",
                                 "1e+", "1 2",  "0x10", "1,5",  "abc", "1x",    "--1",
                                 "+-1", "infi", "in f", "nan1", "1..", "1.2.3", "nan(1)"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        float value = 77;
        bool too_large = true;
        assert_false(ps_number_read(texts[i], strlen(texts[i]), &value, &too_large));
        assert_false(too_large);
        assert_true(value == 77.0F);
    }
    float value = 77;
    assert_false(ps_number_read("1\0002", 3, &value, NULL));
}

static void a_decimal_beyond_float32_says_so(void **state) {
    (void)state;
    const char *const texts[] = {"1e39", "-1e39", "3.4028236e38", "1e999999999999999999999", "1e40"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        float value = 77;
        bool too_large = false;
        assert_false(ps_number_read(texts[i], strlen(texts[i]), &value, &too_large));
        assert_true(too_large);
        assert_true(value == 77.0F);
    }
}

static void only_the_given_length_is_read(void **state) {
    (void)state;
    float value = 0;
    assert_true(ps_number_read("123456", 3, &value, NULL));
    assert_true(value == 123.0F);
}

static void digits_without_end_round_rightly(void **state) {
    (void)state;
    /* Half-way between 1 and its neighbour goes to even, 1; the least bit more, 300 digits on, goes up. */
    char text[400] = "1.000000059604644775390625";
    const size_t half = strlen(text);
    float value = 0;
    assert_true(ps_number_read(text, half, &value, NULL));
    assert_true(value == 1.0F);
    memset(text + half, '0', 300);
    text[half + 300] = '1';
    assert_true(ps_number_read(text, half + 301, &value, NULL));
    assert_true(value == nextafterf(1, 2));

    char zeros[1000];
    memset(zeros, '0', sizeof zeros);
    zeros[1] = '.';
    snprintf(zeros + 990, 10, "25e989");
    assert_true(ps_number_read(zeros, strlen(zeros), &value, NULL));
    assert_true(value == 2.5F);
}

static void every_float_reads_back(void **state) {
    (void)state;
    uint32_t bits = 12345;
    for (int i = 0; i < 200000; i++) {
        bits = bits * 1664525U + 1013904223U;
        float value;
        memcpy(&value, &bits, sizeof value);
        char text[PS_NUMBER_SIZE];
        const size_t length = ps_number_write(text, value, PS_NUMBER_FULL);
        float back = 0;
        assert_true(ps_number_read(text, length, &back, NULL));
        assert_true(isnan(value) ? isnan(back) : float_bits(back) == float_bits(value));
        assert_true(ps_number_write(text, value, PS_NUMBER_SCREEN) < PS_NUMBER_SIZE);
    }
}

static void a_formula_is_the_join_of_its_spans(void **state) {
    (void)state;
    PsFormula formula = {.count = 0};
    ps_formula_append(&formula, PS_SPAN_NAME, -1, "max(");
    ps_formula_append_number(&formula, PS_SPAN_TERM, 3, -1234.5F, PS_NUMBER_SCREEN);
    ps_formula_append(&formula, PS_SPAN_PUNCTUATION, -1, ") / ");
    ps_formula_append_integer(&formula, PS_SPAN_CONSTANT, 4, PS_NUMBER_SCREEN);
    assert_formula(&formula, "max(" MINUS "1 234.5) / 4");
    assert_int_equal(formula.count, 4);
    assert_int_equal(formula.spans[1].kind, PS_SPAN_TERM);
    assert_int_equal(formula.spans[1].tap, 3);
    char text[6];
    ps_formula_text(&formula, text, sizeof text);
    assert_int_equal(strlen(text), 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_full_form_is_the_shortest_decimal),
        cmocka_unit_test(the_screen_form_has_at_most_three_decimals),
        cmocka_unit_test(integers_are_grouped_on_screen_alone),
        cmocka_unit_test(shares_have_one_decimal),
        cmocka_unit_test(a_share_that_is_rounded_says_so),
        cmocka_unit_test(counts_may_be_larger_than_every_type),
        cmocka_unit_test(numbers_are_read_in_every_spelling),
        cmocka_unit_test(what_is_no_number_is_refused_and_leaves_the_value),
        cmocka_unit_test(a_decimal_beyond_float32_says_so),
        cmocka_unit_test(only_the_given_length_is_read),
        cmocka_unit_test(digits_without_end_round_rightly),
        cmocka_unit_test(every_float_reads_back),
        cmocka_unit_test(a_formula_is_the_join_of_its_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
