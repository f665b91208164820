/* Tests of walk.c: windows, taps, running results, formulas; and that a walk ends where pool.c does. */
#include "core/walk.h"

#include "core/memory.h"
#include "unit.h"

#include <math.h>

#define MINUS "\xE2\x88\x92"

static PsWalk walk_over(const PsMap *map, const PsPool *pool) {
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, map, 0, pool, NULL), PS_OK);
    return walk;
}

static PsPool pool_of(PsPoolOp op, int height, int width) {
    PsPool pool = ps_pool_default();
    pool.op = op;
    pool.kernel_size[PS_HEIGHT] = height;
    pool.kernel_size[PS_WIDTH] = width;
    return pool;
}

static void the_first_step_of_the_tutorial_is_the_one_in_product_md(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    const PsPool pool = ps_pool_default();
    const PsWalk walk = walk_over(&map, &pool);
    assert_int_equal(walk.steps, 4);
    const PsWindow window = ps_walk_at(&walk, 1);
    assert_int_equal(window.output_row, 0);
    assert_int_equal(window.output_column, 0);
    assert_int_equal(window.height, 2);
    assert_int_equal(window.width, 2);
    assert_int_equal(window.taps, 4);
    const float values[] = {1, 3, 5, 6};
    for (int i = 0; i < 4; i++) {
        assert_true(ps_walk_tap(&walk, &window, i).value == values[i]);
    }
    const PsResults results = ps_walk_results(&walk, &window, 4);
    assert_true(results.max == 6.0F && results.avg == 3.75F);
    assert_int_equal(results.best_row, 1);
    assert_int_equal(results.best_column, 1);
    assert_int_equal(results.best_tap, 3);
    char text[PS_NUMBER_SIZE];
    ps_number_write(text, results.lp, PS_NUMBER_FULL);
    assert_string_equal(text, "8.426149");
    ps_map_free(&map);
}

static void steps_go_along_rows_and_can_be_found_again(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    PsPool pool = pool_of(PS_POOL_MAX, 2, 2);
    pool.stride[PS_WIDTH] = 1;
    const PsWalk walk = walk_over(&map, &pool);
    assert_int_equal(walk.steps, 6);
    const PsWindow window = ps_walk_at(&walk, 5);
    assert_int_equal(window.output_row, 1);
    assert_int_equal(window.output_column, 1);
    assert_int_equal(window.row, 2);
    assert_int_equal(window.column, 1);
    assert_int_equal(ps_walk_step_of(&walk, 1, 1), 5);
    ps_map_free(&map);
}

static void the_result_grows_tap_by_tap(void **state) {
    (void)state;
    PsMap map = map_of(1, 4, (const float[]){2, 4, NAN, 9});
    PsPool pool = pool_of(PS_POOL_MAX, 1, 4);
    const PsWalk walk = walk_over(&map, &pool);
    const PsWindow window = ps_walk_at(&walk, 1);
    PsResults results = ps_walk_results(&walk, &window, 0);
    assert_false(results.has_best);
    assert_true(results.max == -INFINITY && results.sum == 0 && results.divisor == 4);
    results = ps_walk_results(&walk, &window, 2);
    assert_int_equal(results.best_tap, 1);
    assert_true(results.sum == 6 && results.avg == 1.5F && results.lp == sqrtf(20));
    results = ps_walk_results(&walk, &window, 4);
    assert_int_equal(results.best_tap, 2);
    assert_true(isnan(results.max) && isnan(results.avg));
    ps_map_free(&map);
}

static void padding_and_missing_taps_are_told_apart(void **state) {
    (void)state;
    PsMap map = map_of(1, 2, (const float[]){3, 5});
    PsPool pool = pool_of(PS_POOL_AVG, 1, 2);
    pool.stride[PS_WIDTH] = 2;
    pool.padding[PS_WIDTH] = 1;
    pool.ceil_mode = true;
    PsWalk walk = walk_over(&map, &pool);
    assert_int_equal(walk.steps, 2);
    PsWindow window = ps_walk_at(&walk, 1);
    assert_int_equal(window.column, -1);
    assert_int_equal(window.clip_column, 0);
    assert_int_equal(window.clip_width, 1);
    PsTap tap = ps_walk_tap(&walk, &window, 0);
    assert_int_equal(tap.place, PS_TAP_PADDING);
    assert_int_equal(tap.column, -1);
    assert_true(tap.value == 0);

    pool.op = PS_POOL_MAX;
    walk = walk_over(&map, &pool);
    assert_true(ps_walk_tap(&walk, &window, 0).value == -INFINITY);

    pool.op = PS_POOL_LP;
    pool.padding[PS_WIDTH] = 0;
    pool.kernel_size[PS_WIDTH] = 3;
    pool.stride[PS_WIDTH] = 1;
    pool.stride[PS_HEIGHT] = 1;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_ERROR_SETTING);
    pool.stride[PS_WIDTH] = 2;
    walk = walk_over(&map, &pool);
    window = ps_walk_at(&walk, 1);
    tap = ps_walk_tap(&walk, &window, 2);
    assert_int_equal(tap.place, PS_TAP_MISSING);
    assert_true(tap.value == 0);
    ps_map_free(&map);
}

static void dilation_leaves_gaps_between_the_taps(void **state) {
    (void)state;
    PsMap map = map_of(1, 5, (const float[]){1, 9, 3, 9, 5});
    PsPool pool = pool_of(PS_POOL_MAX, 1, 3);
    pool.dilation[PS_WIDTH] = 2;
    const PsWalk walk = walk_over(&map, &pool);
    const PsWindow window = ps_walk_at(&walk, 1);
    assert_int_equal(window.width, 5);
    assert_int_equal(window.taps, 3);
    assert_true(ps_walk_results(&walk, &window, 3).max == 5.0F);
    assert_true(ps_walk_reads(&walk, 1, 0, 2));
    assert_false(ps_walk_reads(&walk, 1, 0, 1));
    assert_false(ps_walk_reads(&walk, 1, 1, 2));
    ps_map_free(&map);
}

static void a_window_beside_the_map_has_nothing_clipped_in(void **state) {
    (void)state;
    PsMap map = map_of(1, 1, (const float[]){5});
    PsPool pool = pool_of(PS_POOL_MAX, 2, 2);
    pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 1;
    pool.padding[PS_HEIGHT] = pool.padding[PS_WIDTH] = 1;
    pool.dilation[PS_HEIGHT] = pool.dilation[PS_WIDTH] = 2;
    pool.count_include_pad = false;
    const PsWalk walk = walk_over(&map, &pool);
    const PsWindow window = ps_walk_at(&walk, 1);
    const PsResults results = ps_walk_results(&walk, &window, window.taps);
    assert_false(results.has_best);
    assert_int_equal(results.best_row, -1);
    assert_true(results.max == -INFINITY && results.avg == 0 && results.lp == 0);
    PsFormula formula = {.count = 0};
    ps_walk_formula(&walk, 1, PS_NUMBER_FULL, &formula);
    assert_formula(&formula, "max(-inf, -inf, -inf, -inf) = -inf");
    ps_map_free(&map);
}

static void what_cannot_be_stepped_is_refused(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    PsPool pool = ps_pool_default();
    PsWalk walk;
    PsError error;
    assert_int_equal(ps_walk_init(&walk, &map, 1, &pool, &error), PS_ERROR_SETTING);
    assert_sentence(&error, "channel 1 is not in the map: use 0 to 0");
    assert_int_equal(ps_walk_init(&walk, &map, -1, &pool, &error), PS_ERROR_SETTING);
    pool.op = PS_POOL_ADAPTIVE_AVG;
    pool.output_size[PS_HEIGHT] = 0;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, &error), PS_ERROR_SETTING);
    ps_map_free(&map);
}

static void global_pooling_is_one_step_over_the_whole_map(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    PsWalk walk = walk_over(&map, &(PsPool){.op = PS_POOL_GAP, .padding = {1, 1}, .dilation = {2, 2}});
    assert_int_equal(walk.steps, 1);
    const PsWindow window = ps_walk_at(&walk, 1);
    assert_int_equal(window.row, 0);
    assert_int_equal(window.height, 4);
    assert_int_equal(window.width, 4);
    assert_int_equal(window.taps, 16);
    assert_int_equal(ps_walk_count(&walk, &window, PS_TAP_CELL), 16);
    assert_true(ps_walk_reads(&walk, 1, 3, 3));
    PsFormula formula = {0};
    ps_walk_formula(&walk, 1, PS_NUMBER_FULL, &formula);
    assert_formula(&formula, "50 / 16 = 3.125");
    walk = walk_over(&map, &(PsPool){.op = PS_POOL_GMP});
    formula = (PsFormula){0};
    ps_walk_formula(&walk, 1, PS_NUMBER_FULL, &formula);
    assert_formula(&formula, "max(1, 3, 2, 4, 5, 6, 1, 2, 7, \xE2\x80\xA6 (16)) = 7");
    ps_map_free(&map);
}

/* Every bin of every small map: what is read, what comes out, who reads a cell. */
static void adaptive_bins_are_windows(void **state) {
    (void)state;
    for (int i = 0; i < 9 * 9 * 2; i++) {
        const int side = 1 + i % 9;
        const int outputs = 1 + i / 9 % 9;
        PsPool pool = ps_pool_default();
        pool.op = i < 81 ? PS_POOL_ADAPTIVE_AVG : PS_POOL_ADAPTIVE_MAX;
        pool.output_size[PS_HEIGHT] = outputs;
        pool.output_size[PS_WIDTH] = 2;
        PsMap map = {0};
        PsMap output = {0};
        assert_int_equal(ps_map_init(&map, 1, side, 5, NULL), PS_OK);
        ps_map_fill_pattern(&map, PS_PATTERN_NOISE, (uint32_t)i);
        assert_int_equal(ps_pool_forward(&pool, &map, &output, NULL, NULL), PS_OK);
        const PsWalk walk = walk_over(&map, &pool);
        assert_int_equal(walk.steps, 2 * outputs);
        for (int64_t step = 1; step <= walk.steps; step++) {
            const PsWindow window = ps_walk_at(&walk, step);
            const PsResults results = ps_walk_results(&walk, &window, window.taps);
            const PsRange bin = ps_axis_bin(side, outputs, window.output_row);
            assert_int_equal(window.row, bin.first);
            assert_int_equal(window.height, bin.end - bin.first);
            assert_int_equal(window.taps, window.height * window.width);
            assert_true(ps_walk_result(&walk, &results) ==
                        ps_map_get(&output, 0, (int)window.output_row, (int)window.output_column));
            for (int row = 0; row < side; row++) {
                const PsRange readers = ps_axis_outputs(&walk.axes[PS_HEIGHT], row);
                const bool reads = row >= bin.first && row < bin.end;
                assert_int_equal(ps_axis_reads(&walk.axes[PS_HEIGHT], window.output_row, row), reads);
                assert_int_equal(window.output_row >= readers.first && window.output_row < readers.end,
                                 reads);
                assert_true(ps_axis_reader(&walk.axes[PS_HEIGHT], row) == readers.first);
            }
        }
        ps_map_free(&output);
        ps_map_free(&map);
    }
}

/* The formula of the one window over a row of values. */
static void assert_row_formula(PsPoolOp op, double norm_type, PsNumberForm form, int count,
                               const float *values, const char *expected) {
    PsMap map = map_of(1, count, values);
    PsPool pool = pool_of(op, 1, count);
    pool.norm_type = norm_type;
    const PsWalk walk = walk_over(&map, &pool);
    PsFormula formula = {.count = 0};
    ps_walk_formula(&walk, 1, form, &formula);
    assert_formula(&formula, expected);
    ps_map_free(&map);
}

static void formulas_are_spelled_out(void **state) {
    (void)state;
    const float values[] = {2, 4, 1, 2};
    assert_row_formula(PS_POOL_MAX, 2, PS_NUMBER_FULL, 4, values, "max(2, 4, 1, 2) = 4");
    assert_row_formula(PS_POOL_AVG, 2, PS_NUMBER_FULL, 4, values, "(2 + 4 + 1 + 2) / 4 = 2.25");
    assert_row_formula(PS_POOL_LP, 2, PS_NUMBER_FULL, 4, values, "sqrt(2^2 + 4^2 + 1^2 + 2^2) = 5");
    assert_row_formula(PS_POOL_LP, 2, PS_NUMBER_SCREEN, 4, values, "√(2² + 4² + 1² + 2²) = 5");
    assert_row_formula(PS_POOL_LP, 1, PS_NUMBER_FULL, 4, values, "(2^1 + 4^1 + 1^1 + 2^1)^(1/1) = 9");
    assert_row_formula(PS_POOL_LP, 0.5, PS_NUMBER_SCREEN, 2, (const float[]){1, 4},
                       "(1^0.5 + 4^0.5)^(1/0.5) = 9");
}

/* first-use C2: a real minus sign, and no blank inside the brackets. */
static void negative_terms_stand_in_brackets_where_they_must(void **state) {
    (void)state;
    const float values[] = {-2, -1, 3};
    assert_row_formula(PS_POOL_MAX, 2, PS_NUMBER_FULL, 3, values, "max(-2, -1, 3) = 3");
    assert_row_formula(PS_POOL_AVG, 2, PS_NUMBER_FULL, 3, values, "(-2 + (-1) + 3) / 3 = 0");
    assert_row_formula(PS_POOL_AVG, 2, PS_NUMBER_SCREEN, 3, values,
                       "(" MINUS "2 + (" MINUS "1) + 3) / 3 = 0");
    assert_row_formula(PS_POOL_LP, 2, PS_NUMBER_FULL, 2, (const float[]){-3, 4}, "sqrt((-3)^2 + 4^2) = 5");
    assert_row_formula(PS_POOL_LP, 2, PS_NUMBER_SCREEN, 2, (const float[]){-3, 4},
                       "√((" MINUS "3)² + 4²) = 5");
    assert_row_formula(PS_POOL_AVG, 2, PS_NUMBER_SCREEN, 2, (const float[]){1, -0.0001F},
                       "(1 + (" MINUS "1e" MINUS "4)) / 2 ≈ 0.5");
}

static void special_values_stand_as_they_are(void **state) {
    (void)state;
    const float values[] = {NAN, -INFINITY};
    assert_row_formula(PS_POOL_MAX, 2, PS_NUMBER_FULL, 2, values, "max(nan, -inf) = nan");
    assert_row_formula(PS_POOL_AVG, 2, PS_NUMBER_SCREEN, 2, values, "(nan + (" MINUS "∞)) / 2 = nan");
}

static void more_than_nine_terms_end_in_their_count(void **state) {
    (void)state;
    const float values[] = {-1, 2, -3, 4, -5, 6, -7, 8, -9, 10, 11};
    assert_row_formula(PS_POOL_MAX, 2, PS_NUMBER_FULL, 11, values,
                       "max(-1, 2, -3, 4, -5, 6, -7, 8, 11, … (11)) = 11");
    assert_row_formula(PS_POOL_MAX, 2, PS_NUMBER_FULL, 9, values, "max(-1, 2, -3, 4, -5, 6, -7, 8, -9) = 8");
    assert_row_formula(
        PS_POOL_LP, 1, PS_NUMBER_FULL, 10, values,
        "((-1)^1 + 2^1 + (-3)^1 + 4^1 + (-5)^1 + 6^1 + (-7)^1 + 8^1 + (-9)^1 + … (10))^(1/1) = 5");
}

static void padding_stands_in_the_formula_where_it_counts(void **state) {
    (void)state;
    PsMap map = map_of(1, 2, (const float[]){3, 5});
    PsPool pool = pool_of(PS_POOL_AVG, 1, 3);
    pool.stride[PS_WIDTH] = 1;
    pool.padding[PS_WIDTH] = 1;
    const struct {
        PsPoolOp op;
        bool count_include_pad;
        const char *text;
    } cases[] = {{PS_POOL_AVG, true, "(0 + 3 + 5) / 3 = 2.6666667"},
                 {PS_POOL_AVG, false, "(3 + 5) / 2 = 4"},
                 {PS_POOL_MAX, true, "max(-inf, 3, 5) = 5"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pool.op = cases[i].op;
        pool.count_include_pad = cases[i].count_include_pad;
        const PsWalk walk = walk_over(&map, &pool);
        PsFormula formula = {.count = 0};
        ps_walk_formula(&walk, 1, PS_NUMBER_FULL, &formula);
        assert_formula(&formula, cases[i].text);
    }
    ps_map_free(&map);
}

static void a_huge_window_costs_no_more_than_its_cells(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    PsPool pool = pool_of(PS_POOL_AVG, 1 << 28, 1 << 28);
    pool.ceil_mode = true;
    const PsWalk walk = walk_over(&map, &pool);
    assert_int_equal(walk.steps, 1);
    const PsWindow window = ps_walk_at(&walk, 1);
    assert_true(ps_walk_results(&walk, &window, window.taps).avg == 3.125F);
    PsFormula formula = {.count = 0};
    ps_walk_formula(&walk, 1, PS_NUMBER_FULL, &formula);
    assert_formula(&formula, "(1 + 3 + 2 + 4 + 5 + 6 + 1 + 2 + 3 + … (16)) / 16 = 3.125");
    ps_map_free(&map);
}

static void spans_name_the_tap_of_their_term(void **state) {
    (void)state;
    PsMap map = map_of(1, 2, (const float[]){3, 5});
    PsPool pool = pool_of(PS_POOL_MAX, 1, 3);
    pool.padding[PS_WIDTH] = 1;
    const PsWalk walk = walk_over(&map, &pool);
    PsFormula formula = {.count = 0};
    ps_walk_formula(&walk, 1, PS_NUMBER_FULL, &formula);
    int taps = 0;
    for (int i = 0; i < formula.count; i++) {
        const PsSpan *span = &formula.spans[i];
        const bool is_term = span->kind == PS_SPAN_TERM || span->kind == PS_SPAN_PADDING;
        assert_int_equal(span->tap, is_term ? taps : -1);
        assert_true(!is_term || (span->kind == PS_SPAN_PADDING) == (taps == 0));
        taps += is_term ? 1 : 0;
    }
    assert_int_equal(taps, 3);
    assert_int_equal(formula.spans[0].kind, PS_SPAN_NAME);
    assert_int_equal(formula.spans[formula.count - 1].kind, PS_SPAN_RESULT);
    ps_map_free(&map);
}

/* Every step of a walk, taken from the last to the first, against the pooled map. */
static void check_against_pool(const PsMap *map, const PsPool *pool) {
    PsMap output;
    int64_t *indices = NULL;
    const bool has_indices = ps_pool_op_info(pool->op)->indices;
    assert_int_equal(ps_pool_forward(pool, map, &output, has_indices ? &indices : NULL, NULL), PS_OK);
    const PsWalk walk = walk_over(map, pool);
    assert_int_equal(walk.steps, ps_map_cells(&output));
    for (int64_t step = walk.steps; step >= 1; step--) {
        const PsWindow window = ps_walk_at(&walk, step);
        const PsResults results = ps_walk_results(&walk, &window, window.taps);
        const float result = ps_walk_result(&walk, &results);
        assert_values(&result, &output.values[step - 1], 1);
        if (has_indices) {
            const int64_t index = results.has_best ? results.best_row * map->width + results.best_column : -1;
            assert_int_equal(index, indices[step - 1]);
        }
        PsFormula formula = {.count = 0};
        ps_walk_formula(&walk, step, PS_NUMBER_FULL, &formula);
        ps_walk_formula(&walk, step, PS_NUMBER_SCREEN, &(PsFormula){.count = 0});
    }
    ps_release(indices);
    ps_map_free(&output);
}

static void a_walk_ends_where_pooling_does(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 5, 7, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 3);
    int checked = 0;
    for (int i = 0; i < 3 * 4 * 4 * 3 * 2 * 2 * 2 * 2; i++) {
        int rest = i;
        PsPool pool = pool_of((PsPoolOp)(rest % 3), 1 + rest / 3 % 4, 1 + rest / 12 % 4);
        rest /= 48;
        pool.stride[PS_HEIGHT] = rest % 3;
        pool.stride[PS_WIDTH] = 3 - rest % 3;
        rest /= 3;
        pool.padding[PS_HEIGHT] = rest % 2;
        pool.padding[PS_WIDTH] = rest / 2 % 2;
        pool.ceil_mode = rest / 4 % 2 == 1;
        pool.count_include_pad = rest / 8 % 2 == 1;
        if (pool.op == PS_POOL_MAX) {
            pool.dilation[PS_WIDTH] = 1 + i % 2;
        }
        if (ps_pool_check(&pool, map.height, map.width, NULL) == PS_OK) {
            check_against_pool(&map, &pool);
            checked++;
        }
    }
    assert_true(checked > 400);
    ps_map_free(&map);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_step_of_the_tutorial_is_the_one_in_product_md),
        cmocka_unit_test(steps_go_along_rows_and_can_be_found_again),
        cmocka_unit_test(the_result_grows_tap_by_tap),
        cmocka_unit_test(padding_and_missing_taps_are_told_apart),
        cmocka_unit_test(dilation_leaves_gaps_between_the_taps),
        cmocka_unit_test(a_window_beside_the_map_has_nothing_clipped_in),
        cmocka_unit_test(what_cannot_be_stepped_is_refused),
        cmocka_unit_test(global_pooling_is_one_step_over_the_whole_map),
        cmocka_unit_test(adaptive_bins_are_windows),
        cmocka_unit_test(formulas_are_spelled_out),
        cmocka_unit_test(negative_terms_stand_in_brackets_where_they_must),
        cmocka_unit_test(special_values_stand_as_they_are),
        cmocka_unit_test(more_than_nine_terms_end_in_their_count),
        cmocka_unit_test(padding_stands_in_the_formula_where_it_counts),
        cmocka_unit_test(a_huge_window_costs_no_more_than_its_cells),
        cmocka_unit_test(spans_name_the_tap_of_their_term),
        cmocka_unit_test(a_walk_ends_where_pooling_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
