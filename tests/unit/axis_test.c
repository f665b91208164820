/* Tests of axis.c: sizes, windows, taps, unread positions, bins, the formula; every small axis against
 * counting. */
#include "core/axis.h"

#include "unit.h"

#define MINUS "\xE2\x88\x92"
#define TIMES "\xC2\xB7"

static PsAxis axis_of(int64_t input, int64_t kernel, int64_t stride, int64_t padding, int64_t dilation,
                      bool ceil_mode) {
    return (PsAxis){.input = input,
                    .kernel = kernel,
                    .stride = stride,
                    .padding = padding,
                    .dilation = dilation,
                    .ceil_mode = ceil_mode};
}

/* Calls check with every axis of sizes up to 9 that has an output. */
static void for_every_small_axis(void (*check)(const PsAxis *)) {
    for (int i = 0; i < 9 * 4 * 4 * 3 * 3 * 2; i++) {
        int rest = i;
        PsAxis axis = {0};
        axis.input = 1 + rest % 9;
        rest /= 9;
        axis.kernel = 1 + rest % 4;
        rest /= 4;
        axis.stride = 1 + rest % 4;
        rest /= 4;
        axis.padding = rest % 3;
        rest /= 3;
        axis.dilation = 1 + rest % 3;
        rest /= 3;
        axis.ceil_mode = rest == 1;
        if (ps_axis_output(&axis) >= 1) {
            check(&axis);
        }
    }
}

static void the_output_size_is_pytorchs(void **state) {
    (void)state;
    const struct {
        PsAxis axis;
        int64_t output;
    } cases[] = {
        {{4, 2, 2, 0, 1, false, 0}, 2},     {{12, 3, 3, 1, 1, false, 0}, 4}, {{5, 2, 2, 0, 1, false, 0}, 2},
        {{5, 2, 2, 0, 1, true, 0}, 3},      {{4, 3, 2, 1, 1, true, 0}, 3},   {{3, 2, 2, 1, 1, true, 0}, 2},
        {{224, 3, 2, 1, 1, false, 0}, 112}, {{2, 3, 2, 0, 1, true, 0}, 1},   {{2, 3, 1, 0, 1, true, 0}, 0},
        {{1, 4, 1, 0, 1, true, 0}, -2},     {{7, 3, 1, 0, 2, false, 0}, 3},  {{2, 5, 2, 0, 1, false, 0}, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(ps_axis_output(&cases[i].axis), cases[i].output);
    }
}

static void sizes_of_the_limit_do_not_overflow(void **state) {
    (void)state;
    const int64_t limit = PS_AXIS_LIMIT;
    const PsAxis huge = axis_of(limit, limit, limit, limit / 2, limit, true);
    assert_int_equal(ps_axis_extent(&huge), limit * (limit - 1) + 1);
    assert_true(ps_axis_output(&huge) < 1);
    const PsAxis wide = axis_of(limit, 1, 1, 0, 1, false);
    assert_int_equal(ps_axis_output(&wide), limit);
    const PsRange bin = ps_axis_bin(limit, limit - 1, limit - 2);
    assert_int_equal(bin.first, limit - 2);
    assert_int_equal(bin.end, limit);
}

static void the_first_reader_is_found_among_millions(void **state) {
    (void)state;
    const int64_t limit = PS_AXIS_LIMIT;
    /* Windows start at every third position; each reads its first cell and the one half a map on. */
    const PsAxis axis = axis_of(limit, 2, 3, 0, limit / 2, false);
    const int64_t outputs = ps_axis_output(&axis);
    assert_int_equal(ps_axis_reader(&axis, 3 * (outputs - 1)), outputs - 1);
    assert_int_equal(ps_axis_reader(&axis, limit / 2 + 210000), 70000);
    assert_int_equal(ps_axis_reader(&axis, 210001), outputs);
    const PsAxis prime = axis_of(limit, 99999, 2047, 0, 2039, true);
    const int64_t seventh_tap = 2030 * prime.stride + 7 * prime.dilation;
    assert_int_equal(ps_axis_reader(&prime, seventh_tap), 2030);
}

static void assert_refused(PsAxis axis, const char *sentence) {
    PsError error;
    assert_int_equal(ps_axis_check(&axis, "height", true, &error), PS_ERROR_SETTING);
    assert_sentence(&error, sentence);
}

static void what_cannot_be_is_refused_with_what_to_do(void **state) {
    (void)state;
    assert_refused(axis_of(4, 3, 1, 2, 1, false),
                   "padding 2 is more than half of kernel height 3: use at most 1");
    assert_refused(axis_of(0, 2, 1, 0, 1, false), "input height 0 is too small: use at least 1");
    assert_refused(axis_of(4, 0, 1, 0, 1, false), "kernel height 0 is too small: use at least 1");
    assert_refused(axis_of(4, 2, 0, 0, 1, false), "stride height 0 is too small: use at least 1");
    assert_refused(axis_of(4, 2, 1, -1, 1, false), "padding height -1 is too small: use at least 0");
    assert_refused(axis_of(4, 2, 1, 0, 0, false), "dilation height 0 is too small: use at least 1");
    assert_refused(axis_of(4, 2, (int64_t)1 << 40, 0, 1, false),
                   "stride height 1099511627776 is too large: use at most 268435456");
    assert_refused(axis_of(4, 5, 1, 0, 1, false), "kernel height 5 does not fit into 4 cells: use at most 4");
    assert_refused(axis_of(4, 3, 1, 0, 2, false),
                   "kernel height 3 with dilation 2 spans 5 of 4 cells: use a smaller dilation");
}

static void the_padding_limit_holds_for_pooling_alone(void **state) {
    (void)state;
    const PsAxis axis = axis_of(4, 3, 1, 2, 1, false);
    assert_int_equal(ps_axis_check(&axis, "width", false, NULL), PS_OK);
    assert_int_equal(ps_axis_check(&axis, "width", true, NULL), PS_ERROR_SETTING);
}

static void the_padding_limit_ignores_dilation(void **state) {
    (void)state;
    const PsAxis axis = axis_of(9, 2, 1, 2, 3, false);
    assert_int_equal(ps_axis_check(&axis, "width", true, NULL), PS_ERROR_SETTING);
}

static void a_kernel_larger_than_the_map_fits_once_in_ceil_mode(void **state) {
    (void)state;
    const PsAxis axis = axis_of(2, 3, 2, 0, 1, true);
    assert_int_equal(ps_axis_check(&axis, "width", true, NULL), PS_OK);
    assert_int_equal(ps_axis_output(&axis), 1);
}

static void check_windows(const PsAxis *axis) {
    const int64_t outputs = ps_axis_output(axis);
    for (int64_t o = 0; o < outputs; o++) {
        const PsRange window = ps_axis_window(axis, o);
        const PsRange taps = ps_axis_taps(axis, o);
        const PsRange padded = ps_axis_padded(axis, o);
        int64_t in_padded = 0;
        assert_int_equal(window.first, o * axis->stride - axis->padding);
        assert_int_equal(window.end - window.first, ps_axis_extent(axis));
        for (int64_t t = 0; t < axis->kernel; t++) {
            const int64_t position = window.first + t * axis->dilation;
            const bool is_cell = position >= 0 && position < axis->input;
            assert_int_equal(is_cell, t >= taps.first && t < taps.end);
        }
        for (int64_t position = window.first; position < window.end; position++) {
            in_padded += position >= -axis->padding && position < axis->input + axis->padding;
        }
        assert_int_equal(padded.end - padded.first, in_padded);
    }
}

static void windows_taps_and_clips_agree_with_counting(void **state) {
    (void)state;
    for_every_small_axis(check_windows);
}

/* What product.md says, tap by tap. */
static bool reads_by_definition(const PsAxis *axis, int64_t output, int64_t position) {
    for (int64_t t = 0; t < axis->kernel; t++) {
        if (output * axis->stride - axis->padding + t * axis->dilation == position) {
            return true;
        }
    }
    return false;
}

static void check_reading(const PsAxis *axis) {
    const int64_t outputs = ps_axis_output(axis);
    int64_t unread = 0;
    for (int64_t position = -axis->padding; position < axis->input + axis->padding; position++) {
        const PsRange candidates = ps_axis_outputs(axis, position);
        bool any = false;
        int64_t reader = outputs;
        assert_true(candidates.first >= 0 && candidates.first <= candidates.end && candidates.end <= outputs);
        for (int64_t o = 0; o < outputs; o++) {
            const bool reads = reads_by_definition(axis, o, position);
            assert_int_equal(ps_axis_reads(axis, o, position), reads);
            assert_true(!reads || (o >= candidates.first && o < candidates.end));
            reader = reads && !any ? o : reader;
            any = any || reads;
        }
        assert_int_equal(ps_axis_reader(axis, position), reader);
        unread += any ? 0 : 1;
    }
    assert_false(ps_axis_reads(axis, 0, -axis->padding - 1));
    assert_false(ps_axis_reads(axis, outputs - 1, axis->input + axis->padding));
    assert_int_equal(ps_axis_unread(axis), unread);
}

static void reads_readers_outputs_and_unread_agree_with_counting(void **state) {
    (void)state;
    for_every_small_axis(check_reading);
}

static void the_unread_cells_of_product_md_are_two(void **state) {
    (void)state;
    /* 12 cells and 2 of padding, four windows of 3 side by side: two positions are left. */
    const PsAxis axis = axis_of(12, 3, 3, 1, 1, false);
    assert_int_equal(ps_axis_unread(&axis), 2);
    const PsAxis dilated = axis_of(3, 1, 1, 0, PS_AXIS_LIMIT, false);
    assert_int_equal(ps_axis_unread(&dilated), 0);
}

static void bins_cover_all_cells_without_a_gap(void **state) {
    (void)state;
    for (int64_t input = 1; input < 20; input++) {
        for (int64_t outputs = 1; outputs < 25; outputs++) {
            int64_t end = 0;
            for (int64_t o = 0; o < outputs; o++) {
                const PsRange bin = ps_axis_bin(input, outputs, o);
                assert_true(bin.first <= end && bin.end > bin.first && bin.end <= input);
                end = bin.end;
            }
            assert_int_equal(end, input);
        }
    }
    const PsRange bin = ps_axis_bin(5, 3, 1);
    assert_int_equal(bin.first, 1);
    assert_int_equal(bin.end, 4);
}

static void assert_axis_formula(PsAxis axis, PsNumberForm form, const char *expected) {
    PsFormula formula = {.count = 0};
    ps_axis_formula(&axis, form, &formula);
    assert_formula(&formula, expected);
}

static void the_formula_is_spelled_out(void **state) {
    (void)state;
    assert_axis_formula(axis_of(12, 3, 3, 1, 1, false), PS_NUMBER_FULL,
                        "floor((12 + 2*1 - 1*(3 - 1) - 1) / 3) + 1 = 4");
    assert_axis_formula(axis_of(5, 2, 2, 0, 1, true), PS_NUMBER_FULL,
                        "ceil((5 + 2*0 - 1*(2 - 1) - 1) / 2) + 1 = 3");
    assert_axis_formula(axis_of(3, 2, 2, 1, 1, true), PS_NUMBER_FULL,
                        "ceil((3 + 2*1 - 1*(2 - 1) - 1) / 2) + 1 - 1 = 2");
    assert_axis_formula(axis_of(4, 2, 2, 0, 1, false), PS_NUMBER_SCREEN,
                        "⌊(4 + 2" TIMES "0 " MINUS " 1" TIMES "(2 " MINUS " 1) " MINUS " 1) / 2⌋ + 1 = 2");
    assert_axis_formula(axis_of(3, 2, 2, 1, 1, true), PS_NUMBER_SCREEN,
                        "⌈(3 + 2" TIMES "1 " MINUS " 1" TIMES "(2 " MINUS " 1) " MINUS " 1) / 2⌉ + 1 " MINUS
                        " 1 = 2");
}

static void the_formulas_spans_tell_settings_from_result(void **state) {
    (void)state;
    const PsAxis axis = axis_of(12, 3, 4, 1, 2, false);
    PsFormula formula = {.count = 0};
    ps_axis_formula(&axis, PS_NUMBER_FULL, &formula);
    const char *const constants[] = {"12", "1", "2", "3", "4"};
    int found = 0;
    for (int i = 0; i < formula.count; i++) {
        if (formula.spans[i].kind == PS_SPAN_CONSTANT) {
            assert_string_equal(formula.spans[i].text, constants[found]);
            found++;
        }
        assert_int_equal(formula.spans[i].tap, -1);
    }
    assert_int_equal(found, 5);
    assert_int_equal(formula.spans[0].kind, PS_SPAN_NAME);
    assert_int_equal(formula.spans[formula.count - 1].kind, PS_SPAN_RESULT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_output_size_is_pytorchs),
        cmocka_unit_test(sizes_of_the_limit_do_not_overflow),
        cmocka_unit_test(the_first_reader_is_found_among_millions),
        cmocka_unit_test(what_cannot_be_is_refused_with_what_to_do),
        cmocka_unit_test(the_padding_limit_holds_for_pooling_alone),
        cmocka_unit_test(the_padding_limit_ignores_dilation),
        cmocka_unit_test(a_kernel_larger_than_the_map_fits_once_in_ceil_mode),
        cmocka_unit_test(windows_taps_and_clips_agree_with_counting),
        cmocka_unit_test(reads_readers_outputs_and_unread_agree_with_counting),
        cmocka_unit_test(the_unread_cells_of_product_md_are_two),
        cmocka_unit_test(bins_cover_all_cells_without_a_gap),
        cmocka_unit_test(the_formula_is_spelled_out),
        cmocka_unit_test(the_formulas_spans_tell_settings_from_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
