/* Tests of pool.c: each rule by an example, refusals, and where we differ from PyTorch on purpose. The bulk
 * of PyTorch's behaviour is in conformance_test.c, all small windows are in pool_property_test.c. */
#include "core/pool.h"

#include "core/memory.h"
#include "unit.h"

#include <math.h>

static PsPool pool_of(PsPoolOp op, int kernel, int stride) {
    PsPool pool = ps_pool_default();
    pool.op = op;
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = kernel;
        pool.stride[axis] = stride;
    }
    return pool;
}

static void set_both(int setting[PS_AXES], int value) {
    setting[PS_HEIGHT] = value;
    setting[PS_WIDTH] = value;
}

/* Checks the output, and the indices where they are given. Takes the input and frees it. */
static void assert_pooled(const PsPool *pool, PsMap input, int height, int width, const float *values,
                          const int64_t *indices) {
    PsMap output;
    int64_t *found = NULL;
    assert_int_equal(ps_pool_forward(pool, &input, &output, indices != NULL ? &found : NULL, NULL), PS_OK);
    assert_int_equal(output.height, height);
    assert_int_equal(output.width, width);
    const size_t count = (size_t)height * (size_t)width;
    assert_values(output.values, values, count);
    if (indices != NULL) {
        assert_memory_equal(found, indices, count * sizeof *indices);
    }
    ps_release(found);
    ps_map_free(&output);
    ps_map_free(&input);
}

static void the_tutorials_map_pools_as_printed(void **state) {
    (void)state;
    PsPool pool = ps_pool_default();
    assert_pooled(&pool, tutorial_map(), 2, 2, (const float[]){6, 4, 3, 7}, (const int64_t[]){5, 3, 8, 11});
    pool.op = PS_POOL_AVG;
    assert_pooled(&pool, tutorial_map(), 2, 2, (const float[]){3.75F, 2.25F, 1.5F, 5}, NULL);
    pool.op = PS_POOL_LP;
    assert_pooled(&pool, tutorial_map(), 2, 2, (const float[]){sqrtf(71), sqrtf(25), sqrtf(14), sqrtf(110)},
                  NULL);
}

static void the_global_average_of_the_tutorials_map_is_3_125(void **state) {
    (void)state;
    const PsPool pool = pool_of(PS_POOL_GAP, 2, 0);
    assert_pooled(&pool, tutorial_map(), 1, 1, (const float[]){3.125F}, NULL);
}

static void global_max_gives_the_index_in_the_plane(void **state) {
    (void)state;
    const PsPool pool = pool_of(PS_POOL_GMP, 2, 0);
    assert_pooled(&pool, tutorial_map(), 1, 1, (const float[]){7}, (const int64_t[]){11});
}

static void adaptive_bins_overlap_where_the_size_does_not_divide(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_ADAPTIVE_AVG, 2, 0);
    pool.output_size[PS_WIDTH] = 3;
    const float values[] = {1, 2, 3, 4, 5};
    assert_pooled(&pool, map_of(1, 5, values), 1, 3, (const float[]){1.5F, 3, 4.5F}, NULL);
    pool.op = PS_POOL_ADAPTIVE_MAX;
    assert_pooled(&pool, map_of(1, 5, values), 1, 3, (const float[]){2, 4, 5}, (const int64_t[]){1, 3, 4});
}

static void adaptive_outputs_may_exceed_the_input(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_ADAPTIVE_MAX, 2, 0);
    pool.output_size[PS_WIDTH] = 3;
    assert_pooled(&pool, map_of(1, 2, (const float[]){1, 2}), 1, 3, (const float[]){1, 2, 2},
                  (const int64_t[]){0, 1, 1});
}

static void ties_go_to_the_first_cell_in_row_major_order(void **state) {
    (void)state;
    const PsPool pool = pool_of(PS_POOL_MAX, 2, 0);
    assert_pooled(&pool, map_of(2, 2, (const float[]){0, 5, 5, 5}), 1, 1, (const float[]){5},
                  (const int64_t[]){1});
    assert_pooled(&pool, map_of(2, 2, (const float[]){-0.0F, 0, 0, -0.0F}), 1, 1, (const float[]){-0.0F},
                  (const int64_t[]){0});
}

static void nan_wins_and_the_last_of_them_is_reported(void **state) {
    (void)state;
    const PsPool pool = pool_of(PS_POOL_MAX, 2, 0);
    assert_pooled(&pool, map_of(2, 2, (const float[]){NAN, 5, NAN, INFINITY}), 1, 1, (const float[]){NAN},
                  (const int64_t[]){2});
}

static void among_cells_of_minus_infinity_the_first_wins(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_MAX, 3, 1);
    set_both(pool.padding, 1);
    const float values[] = {-INFINITY};
    assert_pooled(&pool, map_of(1, 1, values), 1, 1, values, (const int64_t[]){0});
}

static void padding_never_wins_a_max(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_MAX, 3, 1);
    set_both(pool.padding, 1);
    assert_pooled(&pool, map_of(1, 2, (const float[]){-5, -7}), 1, 2, (const float[]){-5, -5},
                  (const int64_t[]){0, 0});
}

static void average_counts_padding_only_where_asked(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_AVG, 2, 2);
    set_both(pool.padding, 1);
    const float values[] = {4, 8, 12, 16};
    assert_pooled(&pool, map_of(2, 2, values), 2, 2, (const float[]){1, 2, 3, 4}, NULL);
    pool.count_include_pad = false;
    assert_pooled(&pool, map_of(2, 2, values), 2, 2, values, NULL);
}

static void a_window_that_hangs_out_in_ceil_mode_divides_by_what_it_has(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_AVG, 2, 2);
    pool.ceil_mode = true;
    const float values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    assert_pooled(&pool, map_of(3, 3, values), 2, 2, (const float[]){3, 4.5F, 7.5F, 9}, NULL);
}

static void a_negative_sum_has_no_root(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_LP, 1, 1);
    PsMap output;
    PsMap input = map_of(1, 1, (const float[]){-2});
    pool.norm_type = 3;
    assert_int_equal(ps_pool_forward(&pool, &input, &output, NULL, NULL), PS_OK);
    assert_true(isnan(output.values[0]));
    ps_map_free(&output);
    pool.norm_type = 1;
    assert_pooled(&pool, input, 1, 1, (const float[]){-2}, NULL);
}

static void channels_are_pooled_apart(void **state) {
    (void)state;
    const PsPool pool = pool_of(PS_POOL_MAX, 2, 0);
    PsMap input;
    assert_int_equal(ps_map_init(&input, 2, 2, 2, NULL), PS_OK);
    memcpy(input.values, (const float[]){1, 2, 3, 4, 8, 7, 6, 5}, 8 * sizeof *input.values);
    PsMap output;
    int64_t *indices = NULL;
    assert_int_equal(ps_pool_forward(&pool, &input, &output, &indices, NULL), PS_OK);
    assert_int_equal(output.channels, 2);
    assert_values(output.values, (const float[]){4, 8}, 2);
    assert_memory_equal(indices, ((const int64_t[]){3, 0}), 2 * sizeof *indices);
    ps_release(indices);
    ps_map_free(&output);
    ps_map_free(&input);
}

static void a_large_average_stays_near_float64(void **state) {
    (void)state;
    PsMap input;
    assert_int_equal(ps_map_init(&input, 1, 2048, 2048, NULL), PS_OK);
    double sum = 0;
    const int64_t cells = ps_map_cells(&input);
    for (int64_t i = 0; i < cells; i++) {
        input.values[i] = 1000.1F + (float)(i % 7);
        sum += (double)input.values[i];
    }
    const PsPool pool = pool_of(PS_POOL_GAP, 2, 0);
    PsMap output;
    assert_int_equal(ps_pool_forward(&pool, &input, &output, NULL, NULL), PS_OK);
    const double exact = sum / (double)cells;
    assert_true(fabs((double)output.values[0] - exact) <= 1e-6 * exact);
    ps_map_free(&output);
    ps_map_free(&input);
}

/* Differences from PyTorch that product.md wants. */

static void a_window_without_a_cell_is_minus_infinity_at_index_minus_one(void **state) {
    (void)state;
    /* PyTorch reports an index outside the plane. */
    PsPool pool = pool_of(PS_POOL_MAX, 2, 1);
    set_both(pool.padding, 1);
    set_both(pool.dilation, 2);
    const float values[] = {5};
    assert_pooled(&pool, map_of(1, 1, values), 1, 1, (const float[]){-INFINITY}, (const int64_t[]){-1});
}

static void adaptive_sizes_start_at_one(void **state) {
    (void)state;
    /* PyTorch takes 0 and gives an empty tensor. */
    PsPool pool = pool_of(PS_POOL_ADAPTIVE_AVG, 2, 0);
    pool.output_size[PS_HEIGHT] = 0;
    PsError error;
    assert_int_equal(ps_pool_check(&pool, 4, 4, &error), PS_ERROR_SETTING);
    assert_sentence(&error, "output height 0 cannot be: use 1 to 268435456");
}

static void lp_over_a_window_that_hangs_out_sums_the_cells_it_has(void **state) {
    (void)state;
    /* PyTorch multiplies their average by the whole kernel (its issue 170937): 5 would become sqrt(50). */
    PsPool pool = pool_of(PS_POOL_LP, 2, 2);
    pool.kernel_size[PS_HEIGHT] = 1;
    pool.ceil_mode = true;
    assert_pooled(&pool, map_of(1, 3, (const float[]){3, 4, 5}), 1, 2, (const float[]){5, 5}, NULL);
}

static void an_average_does_not_overflow_on_the_way(void **state) {
    (void)state;
    /* PyTorch sums in float32 and gives inf. */
    PsPool pool = pool_of(PS_POOL_AVG, 2, 2);
    pool.kernel_size[PS_HEIGHT] = 1;
    assert_pooled(&pool, map_of(1, 2, (const float[]){3e38F, 3e38F}), 1, 1, (const float[]){3e38F}, NULL);
}

/* Refusals. */

static void assert_refused(const PsPool *pool, const char *sentence) {
    PsError error;
    assert_int_equal(ps_pool_check(pool, 4, 4, &error), PS_ERROR_SETTING);
    assert_sentence(&error, sentence);

    PsMap input = tutorial_map();
    PsMap output;
    assert_int_equal(ps_pool_forward(pool, &input, &output, NULL, NULL), PS_ERROR_SETTING);
    assert_null(output.values);
    int64_t size[PS_AXES] = {7, 7};
    assert_int_equal(ps_pool_output_size(pool, 4, 4, size, NULL), PS_ERROR_SETTING);
    assert_int_equal(size[PS_HEIGHT], 7);
    ps_map_free(&input);
}

static void settings_an_operation_does_not_take_are_refused(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_LP, 2, 2);
    pool.padding[PS_WIDTH] = 1;
    assert_refused(&pool, "lp pooling takes no padding: set padding width to 0");
    pool = pool_of(PS_POOL_LP, 2, 2);
    pool.dilation[PS_HEIGHT] = 2;
    assert_refused(&pool, "lp pooling takes no dilation: set dilation height to 1");
    pool.op = PS_POOL_AVG;
    assert_refused(&pool, "avg pooling takes no dilation: set dilation height to 1");
}

static void settings_that_cannot_be_are_refused(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_MAX, 3, 1);
    set_both(pool.padding, 2);
    assert_refused(&pool, "padding 2 is more than half of kernel height 3: use at most 1");
    pool = pool_of(PS_POOL_MAX, 2, -1);
    assert_refused(&pool, "stride height -1 is too small: use at least 1");
    pool = pool_of(PS_POOL_MAX, 2, 2);
    pool.kernel_size[PS_WIDTH] = 5;
    assert_refused(&pool, "kernel width 5 does not fit into 4 cells: use at most 4");
}

static void a_gradient_must_fit_the_output(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    PsPool pool = ps_pool_default();
    PsMap gradient = {.channels = 9};
    PsError error;
    assert_int_equal(ps_pool_gradient(&pool, &map, &map, &gradient, &error), PS_ERROR_SIZE);
    assert_sentence(&error, "a gradient of 1 x 4 x 4 does not fit the output: use 1 x 2 x 2");
    assert_true(gradient.values == NULL && gradient.channels == 0);
    pool.kernel_size[PS_WIDTH] = 5;
    assert_int_equal(ps_pool_gradient(&pool, &map, &map, &gradient, &error), PS_ERROR_SETTING);
    ps_map_free(&map);
}

static void a_window_without_a_cell_hands_no_gradient_on(void **state) {
    (void)state;
    PsMap map = map_of(1, 1, (const float[]){5});
    PsPool pool = ps_pool_default();
    set_both(pool.stride, 1);
    set_both(pool.padding, 1);
    set_both(pool.dilation, 2);
    PsMap ones = map_of(1, 1, (const float[]){1});
    PsMap gradient;
    assert_int_equal(ps_pool_gradient(&pool, &map, &ones, &gradient, NULL), PS_OK);
    assert_true(gradient.values[0] == 0);
    ps_map_free(&gradient);
    ps_map_free(&ones);
    ps_map_free(&map);
}

static void a_norm_type_is_a_finite_number_above_zero(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_LP, 2, 2);
    const double refused[] = {0, -1, (double)NAN, (double)INFINITY, 1e300, 1e-300};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        pool.norm_type = refused[i];
        assert_int_equal(ps_pool_check(&pool, 4, 4, NULL), PS_ERROR_SETTING);
    }
    pool.op = PS_POOL_MAX;
    assert_int_equal(ps_pool_check(&pool, 4, 4, NULL), PS_OK);
}

static void an_output_beyond_the_limit_is_refused(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_ADAPTIVE_AVG, 2, 0);
    set_both(pool.output_size, 1 << 20);
    PsMap input = tutorial_map();
    PsMap output;
    assert_int_equal(ps_pool_forward(&pool, &input, &output, NULL, NULL), PS_ERROR_SIZE);
    assert_null(output.values);
    ps_map_free(&input);
}

static void the_settings_of_windows_do_not_matter_to_global_pooling(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_GAP, 0, -3);
    set_both(pool.padding, 7);
    set_both(pool.dilation, 3);
    assert_int_equal(ps_pool_check(&pool, 4, 4, NULL), PS_OK);
    assert_int_equal(ps_pool_check(&pool, 0, 4, NULL), PS_ERROR_SETTING);
}

/* The table. */

static void operations_are_found_by_their_names(void **state) {
    (void)state;
    for (int i = 0; i < PS_POOL_OP_COUNT; i++) {
        PsPoolOp op = PS_POOL_OP_COUNT;
        assert_true(ps_pool_op_find(ps_pool_op_info((PsPoolOp)i)->name, &op));
        assert_int_equal(op, i);
    }
    PsPoolOp op = PS_POOL_OP_COUNT;
    assert_false(ps_pool_op_find("median", &op));
    assert_false(ps_pool_op_find("", &op));
}

static void max_operations_alone_have_indices(void **state) {
    (void)state;
    for (int i = 0; i < PS_POOL_OP_COUNT; i++) {
        const bool is_max = i == PS_POOL_MAX || i == PS_POOL_GMP || i == PS_POOL_ADAPTIVE_MAX;
        assert_int_equal(ps_pool_op_info((PsPoolOp)i)->indices, is_max);
    }
}

static void a_stride_of_zero_follows_the_kernel(void **state) {
    (void)state;
    PsPool pool = pool_of(PS_POOL_MAX, 3, 0);
    assert_int_equal(ps_pool_stride(&pool, PS_WIDTH), 3);
    pool.stride[PS_WIDTH] = 1;
    assert_int_equal(ps_pool_stride(&pool, PS_WIDTH), 1);
    assert_int_equal(ps_pool_axis(&pool, PS_HEIGHT, 9).stride, 3);
}

static void pools_are_equal_where_every_setting_is(void **state) {
    (void)state;
    const PsPool pool = ps_pool_default();
    PsPool other = pool;
    assert_true(ps_pool_equal(&pool, &other));
    other.norm_type = 3;
    assert_false(ps_pool_equal(&pool, &other));
    other = pool;
    other.output_size[PS_WIDTH] = 2;
    assert_false(ps_pool_equal(&pool, &other));
    other = pool;
    other.ceil_mode = true;
    assert_false(ps_pool_equal(&pool, &other));
    other = pool;
    other.op = PS_POOL_AVG;
    assert_false(ps_pool_equal(&pool, &other));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tutorials_map_pools_as_printed),
        cmocka_unit_test(the_global_average_of_the_tutorials_map_is_3_125),
        cmocka_unit_test(global_max_gives_the_index_in_the_plane),
        cmocka_unit_test(adaptive_bins_overlap_where_the_size_does_not_divide),
        cmocka_unit_test(adaptive_outputs_may_exceed_the_input),
        cmocka_unit_test(ties_go_to_the_first_cell_in_row_major_order),
        cmocka_unit_test(nan_wins_and_the_last_of_them_is_reported),
        cmocka_unit_test(among_cells_of_minus_infinity_the_first_wins),
        cmocka_unit_test(padding_never_wins_a_max),
        cmocka_unit_test(average_counts_padding_only_where_asked),
        cmocka_unit_test(a_window_that_hangs_out_in_ceil_mode_divides_by_what_it_has),
        cmocka_unit_test(a_negative_sum_has_no_root),
        cmocka_unit_test(channels_are_pooled_apart),
        cmocka_unit_test(a_large_average_stays_near_float64),
        cmocka_unit_test(a_window_without_a_cell_is_minus_infinity_at_index_minus_one),
        cmocka_unit_test(adaptive_sizes_start_at_one),
        cmocka_unit_test(lp_over_a_window_that_hangs_out_sums_the_cells_it_has),
        cmocka_unit_test(an_average_does_not_overflow_on_the_way),
        cmocka_unit_test(settings_an_operation_does_not_take_are_refused),
        cmocka_unit_test(settings_that_cannot_be_are_refused),
        cmocka_unit_test(a_gradient_must_fit_the_output),
        cmocka_unit_test(a_window_without_a_cell_hands_no_gradient_on),
        cmocka_unit_test(a_norm_type_is_a_finite_number_above_zero),
        cmocka_unit_test(an_output_beyond_the_limit_is_refused),
        cmocka_unit_test(the_settings_of_windows_do_not_matter_to_global_pooling),
        cmocka_unit_test(operations_are_found_by_their_names),
        cmocka_unit_test(max_operations_alone_have_indices),
        cmocka_unit_test(a_stride_of_zero_follows_the_kernel),
        cmocka_unit_test(pools_are_equal_where_every_setting_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
