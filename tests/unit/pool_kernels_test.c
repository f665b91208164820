/* Every table of kernels that this machine runs, and each of its two ways, against the obvious four loops:
 * over random shapes, windows, dilations, alignments and bands of rows, on values with NaN, infinities, both
 * zeros, ties and denormals. Maxima bit for bit, their indices exactly, averages within the stated bound;
 * nothing beside the band is written.
 *
 * Random means xorshift from a fixed seed; a failure prints the case.
 */
#include "core/pool_kernels.h"

#include "unit.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Random {
    uint32_t state;
} Random;

static int64_t pick(Random *random, int64_t first, int64_t last) {
    random->state ^= random->state << 13;
    random->state ^= random->state >> 17;
    random->state ^= random->state << 5;
    return first + (int64_t)(random->state % (uint32_t)(last - first + 1));
}

/* kind 0: values that tie, with few that are odd; 1: spread over 2^20; 2: all alike but for the zeros. */
static float pick_value(Random *random, int kind) {
    static const float odd[] = {NAN, INFINITY, -INFINITY, 0.0F, -0.0F, FLT_MIN / 4, -FLT_MIN / 8};
    if (kind == 2) {
        return pick(random, 0, 1) == 0 ? 0.0F : -0.0F;
    }
    if (kind == 0 && pick(random, 0, 30) == 0) {
        return odd[pick(random, 0, 6)];
    }
    return kind == 0 ? (float)pick(random, -9, 9) / 2
                     : ldexpf((float)pick(random, -1000, 1000) / 1000, (int)pick(random, 0, 20));
}

/* One case: planes in memory of just their size, at some alignment, and a band of their output rows. */
typedef struct Case {
    PsPoolJob job;
    float *input, *output; /* the memory */
    int64_t *indices;
    float *expected; /* of the band */
    int64_t *expected_indices;
    double *magnitudes; /* the mean magnitude of each window */
    int64_t out_plane, out_cells;
    int64_t input_offset, output_offset; /* from the memory's beginning */
} Case;

static void pick_axis(Random *random, PsAxis *axis, int64_t longest, bool small) {
    axis->kernel = small ? pick(random, 2, 3) : pick(random, 1, pick(random, 0, 3) == 0 ? 40 : 8);
    axis->stride = small ? pick(random, 1, 2) : pick(random, 1, 5);
    axis->padding = pick(random, 0, axis->kernel / 2);
    axis->dilation = small || pick(random, 0, 2) > 0 ? 1 : pick(random, 1, 6);
    axis->ceil_mode = pick(random, 0, 1) == 1;
    const int64_t extent = (axis->kernel - 1) * axis->dilation + 1;
    const int64_t least = extent > 2 * axis->padding ? extent - 2 * axis->padding : 1;
    axis->input = pick(random, least, least + longest);
}

static Case pick_case(Random *random, bool small) {
    Case made = {0};
    PsPoolJob *job = &made.job;
    job->planes = pick(random, 1, 3);
    job->max = pick(random, 0, 1) == 1;
    job->include_pad = pick(random, 0, 1) == 1;
    pick_axis(random, &job->axis[PS_HEIGHT], 40, small);
    pick_axis(random, &job->axis[PS_WIDTH], pick(random, 0, 9) == 0 ? 1200 : 80, small);
    if (small) {
        const PsAxis *across = &job->axis[PS_WIDTH];
        PsAxis *down = &job->axis[PS_HEIGHT];
        down->kernel = across->kernel;
        down->stride = across->stride;
        down->input = down->input < 3 ? 3 : down->input;
        job->axis[PS_WIDTH].padding = across->kernel == 2 ? 0 : across->padding;
        job->axis[PS_WIDTH].input = across->input < 3 ? 3 : across->input;
        down->padding = across->kernel == 2 ? 0 : down->padding;
    }
    for (int axis = 0; axis < PS_AXES && !job->max; axis++) {
        job->axis[axis].dilation = 1;
    }
    job->out_height = ps_axis_output(&job->axis[PS_HEIGHT]);
    job->out_width = ps_axis_output(&job->axis[PS_WIDTH]);
    const bool whole = pick(random, 0, 3) == 0;
    job->first = whole ? 0 : pick(random, 0, job->out_height - 1);
    job->end = whole ? job->out_height : pick(random, job->first + 1, job->out_height);
    job->stream = pick(random, 0, 3) == 0;
    return made;
}

static void fill_case(Random *random, Case *made) {
    PsPoolJob *job = &made->job;
    const int kind = (int)pick(random, 0, 2);
    const int64_t cells = job->planes * job->axis[PS_HEIGHT].input * job->axis[PS_WIDTH].input;
    made->out_plane = job->out_height * job->out_width;
    made->out_cells = job->planes * made->out_plane;
    made->input_offset = pick(random, 0, 17);
    made->output_offset = pick(random, 0, 17);
    made->input = malloc((size_t)(made->input_offset + cells) * sizeof(float));
    made->output = malloc((size_t)(made->output_offset + made->out_cells) * sizeof(float));
    made->indices = malloc((size_t)made->out_cells * sizeof(int64_t));
    made->expected = malloc((size_t)made->out_cells * sizeof(float));
    made->expected_indices = malloc((size_t)made->out_cells * sizeof(int64_t));
    made->magnitudes = malloc((size_t)made->out_cells * sizeof(double));
    assert_true(made->input && made->output && made->expected && made->magnitudes && made->indices &&
                made->expected_indices);
    for (int64_t i = 0; i < cells; i++) {
        made->input[made->input_offset + i] = pick_value(random, kind);
    }
    job->input = made->input + made->input_offset;
    job->output = made->output + made->output_offset;
}

static void free_case(Case *made) {
    free(made->input);
    free(made->output);
    free(made->indices);
    free(made->expected);
    free(made->expected_indices);
    free(made->magnitudes);
}

static bool is_tap(const PsAxis *axis, int64_t output, int64_t k, int64_t *position, bool *padded) {
    *position = output * axis->stride - axis->padding + k * axis->dilation;
    *padded = *position < axis->input + axis->padding;
    return *position >= 0 && *position < axis->input;
}

/* What four loops find of a window. */
typedef struct Found {
    float best;
    int64_t index; /* of best in the plane, below 0: no cell */
    double sum, magnitude;
    int64_t cells, padded; /* read, and with those on padding */
} Found;

static void find_cell(Found *found, float value, int64_t index) {
    if (found->index < 0 || value > found->best || isnan(value)) {
        found->best = value;
        found->index = index;
    }
    found->sum += (double)value;
    found->magnitude += fabs((double)value);
    found->cells++;
}

/* Output (y, x) of a plane. */
static void expect_window(Case *made, int64_t plane, int64_t y, int64_t x) {
    const PsPoolJob *job = &made->job;
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const PsAxis *across = &job->axis[PS_WIDTH];
    const float *values = job->input + plane * down->input * across->input;
    const int64_t at = plane * made->out_plane + y * job->out_width + x;
    Found found = {.best = -INFINITY, .index = -1};
    for (int64_t ky = 0; ky < down->kernel; ky++) {
        for (int64_t kx = 0; kx < across->kernel; kx++) {
            int64_t row = 0;
            int64_t column = 0;
            bool row_padded = false;
            bool column_padded = false;
            const bool is_row = is_tap(down, y, ky, &row, &row_padded);
            const bool is_column = is_tap(across, x, kx, &column, &column_padded);
            found.padded += row_padded && column_padded;
            if (is_row && is_column) {
                find_cell(&found, values[row * across->input + column], row * across->input + column);
            }
        }
    }
    const double divisor = (double)(job->include_pad ? found.padded : found.cells);
    made->expected[at] = job->max ? found.best : (float)(found.sum / divisor);
    made->expected_indices[at] = found.index;
    made->magnitudes[at] = found.magnitude / divisor;
}

static void describe(const Case *made, const char *kernels, const char *way, int64_t at) {
    const PsPoolJob *job = &made->job;
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const PsAxis *across = &job->axis[PS_WIDTH];
    print_error(
        "%s %s, %s: %d x %d x %d, kernel %d x %d, stride %d x %d, padding %d x %d, dilation %d x %d, ceil %d "
        "%d, "
        "rows %d to %d, count %d, stream %d: at %d, %d, %d %.9g, not %.9g (index %lld, not %lld)\n",
        kernels, way, job->max ? "max" : "average", (int)job->planes, (int)down->input, (int)across->input,
        (int)down->kernel, (int)across->kernel, (int)down->stride, (int)across->stride, (int)down->padding,
        (int)across->padding, (int)down->dilation, (int)across->dilation, down->ceil_mode, across->ceil_mode,
        (int)job->first, (int)job->end, job->include_pad, job->stream, (int)(at / made->out_plane),
        (int)(at % made->out_plane / job->out_width), (int)(at % job->out_width), (double)job->output[at],
        (double)made->expected[at], (long long)made->indices[at], (long long)made->expected_indices[at]);
}

/* So that -0 is not 0. */
static bool same_bits(float one, float other) {
    uint32_t bits[2];
    memcpy(&bits[0], &one, sizeof one);
    memcpy(&bits[1], &other, sizeof other);
    return bits[0] == bits[1];
}

static bool agrees(const Case *made, int64_t at) {
    const float value = made->job.output[at];
    const float expected = made->expected[at];
    if (isnan(expected)) {
        return isnan(value);
    }
    if (made->job.max || isinf(expected)) {
        return same_bits(value, expected);
    }
    return fabs((double)value - (double)expected) <= 1e-6 * made->magnitudes[at] + (double)FLT_MIN;
}

static void check_case(const Case *made, const char *kernels, const char *way) {
    const float mark = 12345;
    const PsPoolJob *job = &made->job;
    for (int64_t at = 0; at < made->out_cells; at++) {
        const int64_t row = at % made->out_plane / job->out_width;
        const bool inside = row >= job->first && row < job->end;
        const int64_t index = inside ? made->expected_indices[at] : -7;
        if ((inside ? !agrees(made, at) : !same_bits(job->output[at], mark)) ||
            (job->indices != NULL && made->indices[at] != index)) {
            describe(made, kernels, way, at);
            fail();
        }
    }
}

static void mark_output(const Case *made) {
    for (int64_t i = 0; i < made->out_cells; i++) {
        made->job.output[i] = 12345;
        made->indices[i] = -7;
    }
}

static void run_case(const Case *made, const PsPoolKernels *kernels, bool direct) {
    if (direct) {
        mark_output(made);
        kernels->direct(&made->job);
        check_case(made, kernels->name, "direct");
    }
    if (direct && made->job.max) {
        Case indexed = *made;
        indexed.job.indices = made->indices;
        mark_output(made);
        kernels->direct(&indexed.job);
        check_case(&indexed, kernels->name, "direct with indices");
    }
    float *scratch = calloc((size_t)kernels->scratch(&made->job), sizeof *scratch);
    assert_non_null(scratch);
    mark_output(made);
    kernels->separable(&made->job, scratch);
    check_case(made, kernels->name, "separable");
    free(scratch);
}

static void run_cases(bool small, uint32_t seed) {
    Random random = {.state = seed};
    for (int n = 0; n < 3000; n++) {
        Case made = pick_case(&random, small);
        fill_case(&random, &made);
        for (int64_t row = 0; row < made.job.planes * made.job.out_height; row++) {
            for (int64_t x = 0; x < made.job.out_width; x++) {
                expect_window(&made, row / made.job.out_height, row % made.job.out_height, x);
            }
        }
        for (int i = 0; i < PS_POOL_KERNELS; i++) {
            const PsPoolKernels *kernels = ps_pool_kernels_at(i);
            if (kernels != NULL) {
                run_case(&made, kernels, small);
            }
        }
        free_case(&made);
    }
}

static void small_windows_are_what_four_loops_find(void **state) {
    (void)state;
    run_cases(true, 20261125);
}

static void windows_of_any_size_are_what_four_loops_find(void **state) {
    (void)state;
    run_cases(false, 4711);
}

static void check_sum(const float *values, int64_t count) {
    double sum = 0;
    for (int64_t i = 0; i < count; i++) {
        sum += (double)values[i];
    }
    for (int i = 0; i < PS_POOL_KERNELS; i++) {
        const PsPoolKernels *kernels = ps_pool_kernels_at(i);
        if (kernels != NULL && fabs(kernels->sum(values, count) - sum) > 1e-6 * sum) {
            fail_msg("%s: the sum of %d values is %.17g, not %.17g", kernels->name, (int)count,
                     kernels->sum(values, count), sum);
        }
    }
}

static void sums_lose_next_to_nothing(void **state) {
    (void)state;
    Random random = {.state = 99};
    enum { COUNT = 100003 };
    float *values = malloc(COUNT * sizeof *values);
    assert_non_null(values);
    for (int i = 0; i < COUNT; i++) {
        values[i] = 1e6F + (float)pick(&random, 0, 1000) / 1000;
    }
    for (int64_t count = 0; count <= COUNT; count = count < 300 ? count + 1 : count * 7 + 5) {
        check_sum(values, count);
    }
    free(values);
}

/* Cell i of a plane. Equal cells are the worst for a sum in float32: all its roundings can go one way. */
static float pick_addend(Random *random, int kind, float first, int64_t i) {
    const float value = (float)pick(random, 0, 1 << 20) / (float)(1 << 20);
    return i == 0 || kind == 1 ? value : kind == 0 ? first : value - 0.5F;
}

static void check_small_means(const PsPoolKernels *kernels, const float *planes, int64_t count,
                              int64_t cells) {
    float means[40];
    kernels->small_sums(planes, count, cells, 1 / (float)cells, means);
    for (int64_t n = 0; n < count; n++) {
        double sum = 0;
        double magnitude = 0;
        for (int64_t i = 0; i < cells; i++) {
            sum += (double)planes[n * cells + i];
            magnitude += fabs((double)planes[n * cells + i]);
        }
        const double off = fabs((double)means[n] - sum / (double)cells);
        if (off > 1e-6 * magnitude / (double)cells) {
            fail_msg("%s: the mean of %d cells, plane %d of %d, is %.9g, not %.9g", kernels->name, (int)cells,
                     (int)n, (int)count, (double)means[n], sum / (double)cells);
        }
    }
}

static void small_global_averages_are_within_a_millionth(void **state) {
    (void)state;
    enum { PLANES = 37 };
    static float planes[PLANES * PS_POOL_SMALL];
    static const int64_t sizes[] = {1, 4, 9, 16, 25, 36, 48, 49, 50, 64, 81, 121, 196, 256, 361, 499, 512};
    Random random = {.state = 49};
    for (int n = 0; n < 40 * 3 * 17; n++) {
        const int64_t cells = sizes[n % 17];
        const int64_t count = 1 + n % PLANES;
        float first = 0;
        for (int64_t i = 0; i < count * cells; i++) {
            planes[i] = pick_addend(&random, n / 17 % 3, first, i % cells);
            first = i % cells == 0 ? planes[i] : first;
        }
        for (int i = 0; i < PS_POOL_KERNELS; i++) {
            const PsPoolKernels *kernels = ps_pool_kernels_at(i);
            if (kernels != NULL) {
                check_small_means(kernels, planes, count, cells);
            }
        }
    }
}

/* All of one value: the mean is that value. */
static void a_sum_of_equal_cells_does_not_drift(void **state) {
    (void)state;
    enum { COUNT = 80003 };
    static float values[COUNT];
    Random random = {.state = 3};
    for (int n = 0; n < 60; n++) {
        const float value = pick_addend(&random, 1, 0, 0) + 0.001F;
        const int64_t count = n % 2 == 0 ? COUNT : pick(&random, 513, COUNT);
        for (int64_t i = 0; i < count; i++) {
            values[i] = value;
        }
        for (int i = 0; i < PS_POOL_KERNELS; i++) {
            const PsPoolKernels *kernels = ps_pool_kernels_at(i);
            if (kernels != NULL) {
                const double mean = kernels->sum(values, count) / (double)count;
                assert_true(fabs(mean / (double)value - 1) < 5e-7);
            }
        }
    }
}

/* PyTorch's averages of these are off by 4e-5: it sums each window one cell after the other. */
static void large_averages_do_not_drift(void **state) {
    (void)state;
    Random random = {.state = 7};
    PsMap map;
    PsMap output;
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_AVG;
    pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = 101;
    pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 1;
    pool.padding[PS_HEIGHT] = pool.padding[PS_WIDTH] = 50;
    pool.count_include_pad = false;
    assert_int_equal(ps_map_init(&map, 1, 150, 300, NULL), PS_OK);
    for (int64_t i = 0; i < ps_map_cells(&map); i++) {
        map.values[i] = 1e6F + (float)pick(&random, 0, 1000) / 1000;
    }
    assert_int_equal(ps_pool_forward(&pool, &map, &output, NULL, NULL), PS_OK);
    double sum = 0;
    for (int y = 0; y < 101; y++) {
        for (int x = 0; x < 101; x++) {
            sum += (double)ps_map_get(&map, 0, y + 20, x + 100);
        }
    }
    assert_true(fabs((double)ps_map_get(&output, 0, 70, 150) / (sum / 10201) - 1) < 1e-6);
    ps_map_free(&output);
    ps_map_free(&map);
}

/* Nor is its memory more than that of one as large: 2^27 rows would be gigabytes. */
static void a_window_larger_than_the_map_is_one_as_large(void **state) {
    (void)state;
    enum { KERNEL = 1 << 27, SIDE = 80 };
    for (int max = 0; max < 2; max++) {
        PsMap map;
        PsMap output;
        PsPool pool = ps_pool_default();
        pool.op = max ? PS_POOL_MAX : PS_POOL_AVG;
        pool.count_include_pad = false;
        pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = KERNEL;
        pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 1;
        pool.padding[PS_HEIGHT] = pool.padding[PS_WIDTH] = KERNEL / 2;
        assert_int_equal(ps_map_init(&map, 1, SIDE, SIDE, NULL), PS_OK);
        ps_map_fill_pattern(&map, PS_PATTERN_RAMP, 1);
        assert_int_equal(ps_pool_forward(&pool, &map, &output, NULL, NULL), PS_OK);
        assert_int_equal(output.height, SIDE + 1);
        const float wanted = max ? SIDE * SIDE - 1 : (SIDE * SIDE - 1) / 2.0F;
        for (int64_t i = 0; i < ps_map_cells(&output); i++) {
            assert_true(fabsf(output.values[i] / wanted - 1) < 1e-6F);
        }
        const PsPoolJob job = {
            .planes = 1,
            .axis = {ps_pool_axis(&pool, PS_HEIGHT, SIDE), ps_pool_axis(&pool, PS_WIDTH, SIDE)},
            .out_height = SIDE + 1,
            .out_width = SIDE + 1,
            .max = max != 0};
        assert_true(ps_pool_kernels()->scratch(&job) < 1 << 16);
        ps_map_free(&output);
        ps_map_free(&map);
    }
}

/* An edit makes what a whole pooling would make, bit for bit, whichever kernels average. */
static void an_update_is_what_pooling_again_gives(void **state) {
    (void)state;
    static const int kernels[] = {2, 3, 7, 31};
    Random random = {.state = 11};
    for (int n = 0; n < 4; n++) {
        PsMap map;
        PsMap output;
        PsMap again;
        PsPool pool = ps_pool_default();
        pool.op = PS_POOL_AVG;
        pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = kernels[n];
        pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 1 + n % 2;
        assert_int_equal(ps_map_init(&map, 2, 90, 70, NULL), PS_OK);
        for (int64_t i = 0; i < ps_map_cells(&map); i++) {
            map.values[i] = pick_value(&random, 1);
        }
        assert_int_equal(ps_pool_forward(&pool, &map, &output, NULL, NULL), PS_OK);
        for (int edit = 0; edit < 20; edit++) {
            const int row = (int)pick(&random, 0, 89);
            const int column = (int)pick(&random, 0, 69);
            ps_map_set(&map, 1, row, column, pick_value(&random, 1));
            ps_pool_update(&pool, &map, 1, row, column, 1, 1, &output);
        }
        assert_int_equal(ps_pool_forward(&pool, &map, &again, NULL, NULL), PS_OK);
        assert_true(ps_map_equal(&output, &again));
        ps_map_free(&again);
        ps_map_free(&output);
        ps_map_free(&map);
    }
}

static void rows_in_bands_are_those_of_a_whole_pooling(void **state) {
    (void)state;
    Random random = {.state = 13};
    for (int n = 0; n < 40; n++) {
        PsMap map;
        PsMap output;
        PsMap whole;
        PsPool pool = ps_pool_default();
        pool.op = n % 2 == 0 ? PS_POOL_AVG : PS_POOL_MAX;
        pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = (int)pick(&random, 1, 12);
        pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = (int)pick(&random, 1, 3);
        assert_int_equal(ps_map_init(&map, 3, 60, 40, NULL), PS_OK);
        for (int64_t i = 0; i < ps_map_cells(&map); i++) {
            map.values[i] = pick_value(&random, 1);
        }
        assert_int_equal(ps_pool_forward(&pool, &map, &whole, NULL, NULL), PS_OK);
        assert_int_equal(ps_map_init(&output, 3, whole.height, whole.width, NULL), PS_OK);
        /* From the last band to the first: none relies on another. */
        for (int64_t end = whole.height; end > 0;) {
            const int64_t first = end - pick(&random, 1, end);
            for (int c = 2; c >= 0; c--) {
                assert_int_equal(ps_pool_rows(&pool, &map, c, first, end, &output, NULL, NULL), PS_OK);
            }
            end = first;
        }
        assert_true(ps_map_equal(&output, &whole));
        ps_map_free(&output);
        ps_map_free(&whole);
        ps_map_free(&map);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_windows_are_what_four_loops_find),
        cmocka_unit_test(windows_of_any_size_are_what_four_loops_find),
        cmocka_unit_test(sums_lose_next_to_nothing),
        cmocka_unit_test(small_global_averages_are_within_a_millionth),
        cmocka_unit_test(a_sum_of_equal_cells_does_not_drift),
        cmocka_unit_test(large_averages_do_not_drift),
        cmocka_unit_test(a_window_larger_than_the_map_is_one_as_large),
        cmocka_unit_test(an_update_is_what_pooling_again_gives),
        cmocka_unit_test(rows_in_bands_are_those_of_a_whole_pooling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
