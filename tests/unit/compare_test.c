/* Tests of compare.c: each column against the obvious loops over the taps of a window, on random walks with
 * padding, dilation, ceil mode, NaN, infinities and negative values; the global average against a set of the
 * cells that were visited; formulas, picks and shares.
 *
 * The reference knows nothing of axis.c: it walks every tap and looks whether it is a cell. Random means
 * xorshift from a fixed seed.
 */
#include "core/compare.h"

#include "unit.h"

#include <math.h>
#include <stdlib.h>

enum { WALKS = 3000, MOST_TAPS = 16, MOST_CELLS = 81 };

static const PsColumn TAKING[] = {PS_COLUMN_MAX, PS_COLUMN_MIN, PS_COLUMN_MEDIAN, PS_COLUMN_SUBSAMPLE,
                                  PS_COLUMN_STOCHASTIC};
enum { TAKING_COUNT = sizeof TAKING / sizeof TAKING[0] };

typedef struct Random {
    uint32_t state;
} Random;

static int pick(Random *random, int first, int last) {
    random->state ^= random->state << 13;
    random->state ^= random->state >> 17;
    random->state ^= random->state << 5;
    return first + (int)(random->state % (uint32_t)(last - first + 1));
}

static float pick_value(Random *random, bool special) {
    const float specials[] = {NAN, INFINITY, -INFINITY, -0.0F};
    return special && pick(random, 0, 9) == 0 ? specials[pick(random, 0, 3)]
                                              : (float)pick(random, -12, 12) / 4;
}

static PsMap pick_map(Random *random) {
    PsMap map;
    assert_int_equal(ps_map_init(&map, pick(random, 1, 2), pick(random, 1, 9), pick(random, 1, 9), NULL),
                     PS_OK);
    const bool special = pick(random, 0, 1) == 1;
    const int64_t cells = ps_map_cells(&map);
    for (int64_t i = 0; i < cells; i++) {
        map.values[i] = pick_value(random, special);
    }
    return map;
}

static PsPool pick_pool(Random *random) {
    PsPool pool = ps_pool_default();
    pool.op = (PsPoolOp)pick(random, PS_POOL_MAX, PS_POOL_LP);
    pool.ceil_mode = pick(random, 0, 1) == 1;
    pool.count_include_pad = pick(random, 0, 1) == 1;
    pool.norm_type = pick(random, 1, 3);
    const PsPoolOpInfo *info = ps_pool_op_info(pool.op);
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = pick(random, 1, 4);
        pool.stride[axis] = pick(random, 0, 5);
        pool.padding[axis] = info->padding ? pick(random, 0, 2) : 0;
        pool.dilation[axis] = info->dilation ? pick(random, 1, 3) : 1;
    }
    return pool;
}

/* Calls check with thousands of random walks over random maps. */
static void with_random_walks(void (*check)(const PsWalk *walk)) {
    Random random = {2463534242U};
    int walks = 0;
    while (walks < WALKS) {
        PsMap map = pick_map(&random);
        const PsPool pool = pick_pool(&random);
        PsWalk walk;
        if (ps_walk_init(&walk, &map, map.channels - 1, &pool, NULL) == PS_OK) {
            check(&walk);
            walks++;
        }
        ps_map_free(&map);
    }
}

/* What the loops over taps find in a window. */
typedef struct Found {
    float values[MOST_TAPS];
    int rows[MOST_TAPS];
    int columns[MOST_TAPS];
    int count;
    int padded; /* taps on the padded map */
    bool has_nan;
} Found;

static int position_of(const PsWalk *walk, int axis, int64_t output, int tap) {
    const PsPool *pool = &walk->pool;
    const int stride = pool->stride[axis] == 0 ? pool->kernel_size[axis] : pool->stride[axis];
    return (int)output * stride - pool->padding[axis] + tap * pool->dilation[axis];
}

static Found loop_over_taps(const PsWalk *walk, int64_t step) {
    const PsMap *map = walk->map;
    const PsPool *pool = &walk->pool;
    const int64_t output_row = (step - 1) / walk->output[PS_WIDTH];
    const int64_t output_column = (step - 1) % walk->output[PS_WIDTH];
    Found found = {.count = 0};
    for (int ky = 0; ky < pool->kernel_size[PS_HEIGHT]; ky++) {
        for (int kx = 0; kx < pool->kernel_size[PS_WIDTH]; kx++) {
            const int y = position_of(walk, PS_HEIGHT, output_row, ky);
            const int x = position_of(walk, PS_WIDTH, output_column, kx);
            found.padded +=
                y < map->height + pool->padding[PS_HEIGHT] && x < map->width + pool->padding[PS_WIDTH] ? 1
                                                                                                       : 0;
            if (y >= 0 && y < map->height && x >= 0 && x < map->width) {
                const float value = ps_map_get(map, walk->channel, y, x);
                found.values[found.count] = value;
                found.rows[found.count] = y;
                found.columns[found.count] = x;
                found.count++;
                found.has_nan = found.has_nan || isnan(value);
            }
        }
    }
    return found;
}

static int compare_floats(const void *one, const void *other) {
    const float a = *(const float *)one;
    const float b = *(const float *)other;
    return (a > b) - (a < b);
}

static float sorted_at(const Found *found, int rank) {
    if (found->count == 0 || found->has_nan) {
        return NAN;
    }
    float values[MOST_TAPS];
    memcpy(values, found->values, sizeof values);
    qsort(values, (size_t)found->count, sizeof values[0], compare_floats);
    return values[rank];
}

static float average_of(const Found *found, bool count_include_pad) {
    double sum = 0;
    for (int i = 0; i < found->count; i++) {
        sum += (double)found->values[i];
    }
    const int divisor = count_include_pad ? found->padded : found->count;
    return divisor == 0 ? 0 : (float)(sum / divisor);
}

static float l2_of(const Found *found) {
    double sum = 0;
    for (int i = 0; i < found->count; i++) {
        sum += (double)(found->values[i] * found->values[i]);
    }
    return sqrtf((float)sum);
}

/* Equal as numbers, NaN equal to itself, and no word about the sign of 0. */
static void assert_same(float value, float expected) {
    assert_true(isnan(expected) ? isnan(value) : value == expected);
}

static void check_results(const PsWalk *walk) {
    for (int64_t step = walk->steps; step >= 1; step--) {
        const Found found = loop_over_taps(walk, step);
        const int last = found.count - 1;
        const float largest = found.count == 0 ? -INFINITY : sorted_at(&found, last);
        assert_same(ps_column_result(walk, PS_COLUMN_MAX, 1, step), largest);
        assert_same(ps_column_result(walk, PS_COLUMN_MIN, 1, step), sorted_at(&found, 0));
        assert_same(ps_column_result(walk, PS_COLUMN_MEDIAN, 1, step), sorted_at(&found, last / 2));
        assert_same(ps_column_result(walk, PS_COLUMN_SUBSAMPLE, 1, step),
                    found.count == 0 ? NAN : found.values[0]);
        assert_same(ps_column_result(walk, PS_COLUMN_AVERAGE, 1, step),
                    average_of(&found, walk->pool.count_include_pad));
        assert_same(ps_column_result(walk, PS_COLUMN_L2, 1, step), l2_of(&found));
    }
}

static void each_column_agrees_with_the_loops_over_taps(void **state) {
    (void)state;
    with_random_walks(check_results);
}

static void check_own_operation(const PsWalk *walk) {
    const bool l2 = walk->pool.op == PS_POOL_LP;
    const PsColumn column = l2                             ? PS_COLUMN_L2
                            : walk->pool.op == PS_POOL_MAX ? PS_COLUMN_MAX
                                                           : PS_COLUMN_AVERAGE;
    PsWalk own = *walk;
    own.pool.norm_type = 2;
    for (int64_t step = 1; step <= own.steps; step++) {
        const PsWindow window = ps_walk_at(&own, step);
        const PsResults results = ps_walk_results(&own, &window, window.taps);
        assert_same(ps_column_result(walk, column, 1, step), ps_walk_result(&own, &results));
        int64_t row = -1;
        int64_t column_index = -1;
        assert_int_equal(ps_column_pick(walk, PS_COLUMN_MAX, 1, step, &row, &column_index), results.has_best);
        assert_int_equal(row, results.best_row);
        assert_int_equal(column_index, results.best_column);
        PsFormula expected = {.count = 0};
        PsFormula formula = {.count = 0};
        ps_walk_formula(&own, step, PS_NUMBER_FULL, &expected);
        ps_column_formula(walk, column, 1, step, PS_NUMBER_FULL, &formula);
        assert_int_equal(formula.count, expected.count);
        for (int i = 0; i < formula.count; i++) {
            assert_int_equal(formula.spans[i].kind, expected.spans[i].kind);
            assert_int_equal(formula.spans[i].tap, expected.spans[i].tap);
            assert_string_equal(formula.spans[i].text, expected.spans[i].text);
        }
    }
}

static void the_column_of_the_walks_own_operation_says_what_the_walk_says(void **state) {
    (void)state;
    with_random_walks(check_own_operation);
}

/* Where the reference has the cell; -1 where the window does not. */
static int index_in(const Found *found, int64_t row, int64_t column) {
    for (int i = 0; i < found->count; i++) {
        if (found->rows[i] == row && found->columns[i] == column) {
            return i;
        }
    }
    return -1;
}

static void check_picks(const PsWalk *walk) {
    for (int64_t step = 1; step <= walk->steps; step++) {
        const Found found = loop_over_taps(walk, step);
        for (int i = 0; i < TAKING_COUNT; i++) {
            int64_t row = -7;
            int64_t column = -7;
            const bool takes = ps_column_pick(walk, TAKING[i], 5, step, &row, &column);
            assert_int_equal(takes, found.count > 0);
            const int index = index_in(&found, row, column);
            assert_true(takes ? index >= 0 : row == -7 && column == -7);
            if (takes) {
                assert_same(ps_column_result(walk, TAKING[i], 5, step), found.values[index]);
            }
        }
    }
}

static void a_column_takes_a_cell_of_the_window_that_has_its_result(void **state) {
    (void)state;
    with_random_walks(check_picks);
}

static void of_equal_cells_the_first_is_taken_and_of_nan_as_documented(void **state) {
    (void)state;
    const struct {
        float values[5];
        int max, min, median;
    } cases[] = {{{2, 2, 2, 2, 2}, 0, 0, 0},
                 {{1, -0.0F, 0, -1, 1}, 0, 3, 1},
                 {{3, 0, 3, 0, 2}, 0, 1, 4},
                 {{1, NAN, 2, NAN, 3}, 3, 3, 1},
                 {{-INFINITY, -INFINITY, INFINITY, INFINITY, -INFINITY}, 2, 0, 0}};
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = 1;
    pool.kernel_size[PS_WIDTH] = 5;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        PsMap map = map_of(1, 5, cases[i].values);
        PsWalk walk;
        int64_t row = -1;
        int64_t column = -1;
        assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
        assert_true(ps_column_pick(&walk, PS_COLUMN_MAX, 1, 1, &row, &column));
        assert_int_equal(column, cases[i].max);
        assert_true(ps_column_pick(&walk, PS_COLUMN_MIN, 1, 1, &row, &column));
        assert_int_equal(column, cases[i].min);
        assert_true(ps_column_pick(&walk, PS_COLUMN_MEDIAN, 1, 1, &row, &column));
        assert_int_equal(column, cases[i].median);
        ps_map_free(&map);
    }
}

static void check_drawn(const PsWalk *walk) {
    for (int64_t step = 1; step <= walk->steps; step++) {
        const Found found = loop_over_taps(walk, step);
        float largest = -INFINITY;
        for (int i = 0; i < found.count; i++) {
            largest = found.values[i] > largest ? found.values[i] : largest;
        }
        for (uint32_t seed = 0; seed < 4 && found.count > 0; seed++) {
            const float drawn = ps_column_result(walk, PS_COLUMN_STOCHASTIC, seed, step);
            assert_int_equal(isnan(drawn), found.has_nan);
            if (!found.has_nan && largest > 0) {
                assert_true(drawn > 0);
                assert_true(!isinf(largest) || drawn == largest);
            }
        }
    }
}

static void what_is_drawn_had_a_chance(void **state) {
    (void)state;
    with_random_walks(check_drawn);
}

/* How often each of four cells in a row is drawn in 40000 seeds, in hundredths. */
static void assert_drawn(const float *values, const int *hundredths) {
    enum { SEEDS = 40000 };
    PsMap map = map_of(1, 4, values);
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = 1;
    pool.kernel_size[PS_WIDTH] = 4;
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
    int drawn[4] = {0};
    for (uint32_t seed = 0; seed < SEEDS; seed++) {
        int64_t row = 0;
        int64_t column = 0;
        assert_true(ps_column_pick(&walk, PS_COLUMN_STOCHASTIC, seed, 1, &row, &column));
        drawn[column]++;
    }
    for (int i = 0; i < 4; i++) {
        assert_in_range(drawn[i] + SEEDS / 100, hundredths[i] * (SEEDS / 100),
                        (hundredths[i] + 2) * (SEEDS / 100));
        assert_true(hundredths[i] > 0 || drawn[i] == 0);
    }
    ps_map_free(&map);
}

static void cells_are_drawn_in_proportion_to_their_values(void **state) {
    (void)state;
    assert_drawn((const float[]){4, 3, 2, 1}, (const int[]){40, 30, 20, 10});
    assert_drawn((const float[]){-9, 6, 0, 2}, (const int[]){0, 75, 0, 25});
    assert_drawn((const float[]){0, -1, -INFINITY, -0.0F}, (const int[]){25, 25, 25, 25});
    assert_drawn((const float[]){INFINITY, 9, INFINITY, -INFINITY}, (const int[]){50, 0, 50, 0});
    assert_drawn((const float[]){1, NAN, INFINITY, NAN}, (const int[]){0, 100, 0, 0});
    assert_drawn((const float[]){3e38F, 1e-45F, 3e38F, 0}, (const int[]){50, 0, 50, 0});
}

static void draws_follow_from_seed_channel_and_step(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 2, 32, 32, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_CHECKER, 0);
    const PsPool pool = ps_pool_default();
    PsWalk walks[2];
    int by_seed = 0;
    int by_channel = 0;
    int by_step = 0;
    for (int c = 0; c < 2; c++) {
        assert_int_equal(ps_walk_init(&walks[c], &map, c, &pool, NULL), PS_OK);
    }
    /* Each window has two cells that may be drawn: half of the draws would agree by chance. */
    for (int64_t step = 2; step <= walks[0].steps; step++) {
        int64_t rows[5] = {0};
        int64_t column = 0;
        ps_column_pick(&walks[0], PS_COLUMN_STOCHASTIC, 1, step, &rows[0], &column);
        ps_column_pick(&walks[0], PS_COLUMN_STOCHASTIC, 1, step, &rows[1], &column);
        ps_column_pick(&walks[0], PS_COLUMN_STOCHASTIC, 2, step, &rows[2], &column);
        ps_column_pick(&walks[1], PS_COLUMN_STOCHASTIC, 1, step, &rows[3], &column);
        ps_column_pick(&walks[0], PS_COLUMN_STOCHASTIC, 1, step - 1, &rows[4], &column);
        assert_int_equal(rows[0], rows[1]);
        by_seed += rows[0] != rows[2];
        by_channel += rows[0] != rows[3];
        by_step += rows[0] % 2 != rows[4] % 2;
    }
    assert_in_range(by_seed, 96, 160);
    assert_in_range(by_channel, 96, 160);
    assert_in_range(by_step, 96, 160);
    ps_map_free(&map);
}

/* Marks the cells of a window; returns how many there are then, and their sum. */
static int visit(const Found *found, int width, bool *visited, double *sum) {
    for (int i = 0; i < found->count; i++) {
        bool *cell = &visited[found->rows[i] * width + found->columns[i]];
        *sum += *cell ? 0 : (double)found->values[i];
        *cell = true;
    }
    int count = 0;
    for (int i = 0; i < MOST_CELLS; i++) {
        count += visited[i] ? 1 : 0;
    }
    return count;
}

static void check_global(const PsWalk *walk) {
    const PsMap *map = walk->map;
    bool visited[MOST_CELLS] = {false};
    double sum = 0;
    for (int64_t step = 0; step < walk->steps; step++) {
        const Found found = step == 0 ? (Found){.count = 0} : loop_over_taps(walk, step);
        const int cells = visit(&found, map->width, visited, &sum);
        const PsGlobal global = ps_global_at(walk, step);
        assert_int_equal(global.cells, cells);
        assert_int_equal(global.total, map->height * map->width);
        assert_same((float)global.sum, (float)sum);
        assert_same(global.mean, cells == 0 ? NAN : (float)(sum / cells));
        for (int y = 0; y < map->height; y++) {
            for (int x = 0; x < map->width; x++) {
                assert_int_equal(ps_global_counted(walk, step, y, x), visited[y * map->width + x]);
            }
        }
    }
}

static void the_global_average_counts_each_cell_once_when_a_window_first_reads_it(void **state) {
    (void)state;
    with_random_walks(check_global);
}

static void check_global_end(const PsWalk *walk) {
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_GAP;
    PsMap mean;
    assert_int_equal(ps_pool_forward(&pool, walk->map, &mean, NULL, NULL), PS_OK);
    const PsGlobal global = ps_global_at(walk, walk->steps);
    assert_int_equal(global.cells, global.total);
    assert_same(global.mean, mean.values[walk->channel]);
    assert_same(ps_column_result(walk, PS_COLUMN_GLOBAL, 1, 1), mean.values[walk->channel]);
    assert_true(ps_global_counted(walk, walk->steps, walk->map->height - 1, walk->map->width - 1));
    ps_map_free(&mean);
}

static void the_last_step_takes_in_all_cells_whether_read_or_not(void **state) {
    (void)state;
    with_random_walks(check_global_end);
}

static void the_mean_so_far_is_the_one_in_product_md(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    const PsPool pool = ps_pool_default();
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
    assert_true(isnan(ps_global_at(&walk, 0).mean));
    const PsGlobal global = ps_global_at(&walk, 3);
    assert_int_equal(global.cells, 12);
    assert_int_equal(global.total, 16);
    assert_true(global.sum == 30 && global.mean == 2.5F);
    assert_true(ps_global_at(&walk, 4).mean == 3.125F);
    ps_map_free(&map);
}

static void a_large_maps_mean_stays_exact(void **state) {
    (void)state;
    enum { WIDTH = 2500, COUNTED = 2200 };
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 3, WIDTH, NULL), PS_OK);
    double sum = 0;
    for (int i = 0; i < 3 * WIDTH; i++) {
        map.values[i] = 16777216.0F + (float)(i * 2 % 14);
        sum += i < WIDTH + COUNTED ? (double)map.values[i] : 0;
    }
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = 1;
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
    const PsGlobal global = ps_global_at(&walk, (WIDTH + COUNTED) / 2);
    assert_int_equal(global.cells, WIDTH + COUNTED);
    assert_true(global.sum == sum);
    ps_map_free(&map);
}

static void check_shares(const PsWalk *walk) {
    const int64_t step = walk->steps / 2 + 1;
    const Found found = loop_over_taps(walk, step);
    for (int c = PS_COLUMN_MAX; c < PS_COLUMN_COUNT; c++) {
        const PsColumn column = (PsColumn)c;
        int64_t parts = 0;
        int64_t of = 0;
        int reached = 0;
        for (int y = 0; y < walk->map->height; y++) {
            for (int x = 0; x < walk->map->width; x++) {
                const PsShare share = ps_column_gradient(walk, column, 3, step, y, x);
                const bool all = column == PS_COLUMN_GLOBAL;
                assert_true(all || index_in(&found, y, x) >= 0 || (share.parts == 0 && share.of == 1));
                assert_true(share.of == 0 || share.value == (double)share.parts / (double)share.of);
                parts += share.parts;
                of = share.parts > 0 ? share.of : of;
                reached += share.of == 0 || share.parts > 0 ? 1 : 0;
            }
        }
        assert_int_equal(ps_column_reach(walk, column, 3, step), reached);
        if (column == PS_COLUMN_AVERAGE) {
            assert_int_equal(parts, found.count);
            assert_int_equal(of, found.count == 0               ? 0
                                 : walk->pool.count_include_pad ? found.padded
                                                                : found.count);
        } else if (column == PS_COLUMN_L2) {
            assert_int_equal(reached, found.count);
        } else {
            assert_int_equal(parts, found.count == 0 && column != PS_COLUMN_GLOBAL ? 0 : of);
        }
    }
}

static void shares_add_up(void **state) {
    (void)state;
    with_random_walks(check_shares);
}

/* The shares of the four columns that PyTorch knows, added over all steps, against ps_pool_gradient. */
static void check_against_pool_gradient(const PsWalk *walk) {
    PsPool pool = walk->pool;
    pool.norm_type = 2;
    const PsColumn column = pool.op == PS_POOL_MAX   ? PS_COLUMN_MAX
                            : pool.op == PS_POOL_AVG ? PS_COLUMN_AVERAGE
                                                     : PS_COLUMN_L2;
    const PsMap *map = walk->map;
    PsMap ones;
    PsMap gradient;
    assert_int_equal(ps_map_init(&ones, map->channels, walk->output[PS_HEIGHT], walk->output[PS_WIDTH], NULL),
                     PS_OK);
    for (int64_t i = 0; i < walk->steps * map->channels; i++) {
        ones.values[i] = 1;
    }
    assert_int_equal(ps_pool_gradient(&pool, map, &ones, &gradient, NULL), PS_OK);
    for (int y = 0; y < map->height; y++) {
        for (int x = 0; x < map->width; x++) {
            double sum = 0;
            for (int64_t step = 1; step <= walk->steps; step++) {
                sum += ps_column_gradient(walk, column, 1, step, y, x).value;
            }
            const double expected = (double)ps_map_get(&gradient, walk->channel, y, x);
            assert_true(isnan(expected) ? isnan(sum) : fabs(sum - expected) < 1e-5);
        }
    }
    ps_map_free(&gradient);
    ps_map_free(&ones);
}

static void shares_are_the_gradient_of_pooling(void **state) {
    (void)state;
    with_random_walks(check_against_pool_gradient);
}

static void assert_column_formula(const PsWalk *walk, PsColumn column, int64_t step, PsNumberForm form,
                                  const char *expected) {
    PsFormula formula = {.count = 0};
    ps_column_formula(walk, column, 1, step, form, &formula);
    assert_formula(&formula, expected);
}

static void formulas_are_spelled_out(void **state) {
    (void)state;
    PsMap map = tutorial_map();
    const PsPool pool = ps_pool_default();
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
    const PsNumberForm full = PS_NUMBER_FULL;
    const PsNumberForm screen = PS_NUMBER_SCREEN;
    assert_column_formula(&walk, PS_COLUMN_MAX, 3, full, "max(3, 2, 1, 0) = 3");
    assert_column_formula(&walk, PS_COLUMN_AVERAGE, 3, full, "(3 + 2 + 1 + 0) / 4 = 1.5");
    assert_column_formula(&walk, PS_COLUMN_L2, 3, full, "sqrt(3^2 + 2^2 + 1^2 + 0^2) = 3.7416575");
    assert_column_formula(&walk, PS_COLUMN_L2, 3, screen, "√(3² + 2² + 1² + 0²) ≈ 3.742");
    assert_column_formula(&walk, PS_COLUMN_MIN, 3, full, "min(3, 2, 1, 0) = 0");
    assert_column_formula(&walk, PS_COLUMN_MEDIAN, 3, full, "median(3, 2, 1, 0) = 1");
    assert_column_formula(&walk, PS_COLUMN_SUBSAMPLE, 3, full, "first(3, 2, 1, 0) = 3");
    assert_column_formula(&walk, PS_COLUMN_STOCHASTIC, 3, full, "draw(3, 2, 1, 0) = 1");
    assert_column_formula(&walk, PS_COLUMN_GLOBAL, 0, full, "0 / 0 = nan");
    assert_column_formula(&walk, PS_COLUMN_GLOBAL, 3, full, "30 / 12 = 2.5");
    assert_column_formula(&walk, PS_COLUMN_GLOBAL, 4, screen, "50 / 16 = 3.125");
    ps_map_free(&map);
}

static void padding_is_a_term_of_max_and_of_average_where_it_counts_alone(void **state) {
    (void)state;
    PsMap map = map_of(1, 2, (const float[]){-3, 5});
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = 1;
    pool.kernel_size[PS_WIDTH] = 3;
    pool.padding[PS_WIDTH] = 1;
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
    const PsNumberForm full = PS_NUMBER_FULL;
    assert_column_formula(&walk, PS_COLUMN_MAX, 1, full, "max(-inf, -3, 5) = 5");
    assert_column_formula(&walk, PS_COLUMN_AVERAGE, 1, full, "(0 + (-3) + 5) / 3 = 0.6666667");
    assert_column_formula(&walk, PS_COLUMN_L2, 1, full, "sqrt((-3)^2 + 5^2) = 5.8309517");
    assert_column_formula(&walk, PS_COLUMN_MIN, 1, full, "min(-3, 5) = -3");
    assert_column_formula(&walk, PS_COLUMN_MEDIAN, 1, PS_NUMBER_SCREEN, "median(−3, 5) = −3");
    walk.pool.count_include_pad = false;
    assert_column_formula(&walk, PS_COLUMN_AVERAGE, 1, full, "(-3 + 5) / 2 = 1");
    PsFormula formula = {.count = 0};
    ps_column_formula(&walk, PS_COLUMN_MIN, 1, 1, full, &formula);
    assert_int_equal(formula.spans[2].kind, PS_SPAN_TERM);
    assert_int_equal(formula.spans[2].tap, 1);
    ps_map_free(&map);
}

static void a_window_without_cells_takes_and_reaches_nothing(void **state) {
    (void)state;
    PsMap map = map_of(1, 1, (const float[]){5});
    PsPool pool = ps_pool_default();
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.stride[axis] = pool.padding[axis] = 1;
        pool.dilation[axis] = 2;
    }
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
    assert_true(ps_column_result(&walk, PS_COLUMN_MAX, 1, 1) == -INFINITY);
    assert_true(isnan(ps_column_result(&walk, PS_COLUMN_STOCHASTIC, 1, 1)));
    assert_true(ps_column_result(&walk, PS_COLUMN_AVERAGE, 1, 1) == 0);
    assert_int_equal(ps_column_reach(&walk, PS_COLUMN_MEDIAN, 1, 1), 0);
    assert_column_formula(&walk, PS_COLUMN_MEDIAN, 1, PS_NUMBER_FULL, "median() = nan");
    assert_int_equal(ps_global_at(&walk, walk.steps).cells, 1);
    ps_map_free(&map);
}

static void the_gradient_of_l2_is_the_cell_over_the_norm(void **state) {
    (void)state;
    PsMap map = map_of(1, 4, (const float[]){-3, 4, 0, 0});
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = 1;
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
    const PsShare share = ps_column_gradient(&walk, PS_COLUMN_L2, 1, 1, 0, 0);
    assert_true(share.of == 0 && fabs(share.value + 0.6) < 1e-9);
    assert_true(ps_column_gradient(&walk, PS_COLUMN_L2, 1, 2, 0, 3).value == 0);
    assert_int_equal(ps_column_reach(&walk, PS_COLUMN_L2, 1, 2), 2);
    ps_map_free(&map);
}

static void a_window_as_large_as_the_map_has_a_median(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 101, 101, NULL), PS_OK);
    for (int i = 0; i < 101 * 101; i++) {
        map.values[i] = (float)(i * 37 % (101 * 101)) - 100;
    }
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = 101;
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
    assert_true(ps_column_result(&walk, PS_COLUMN_MEDIAN, 1, 1) == 5000);
    ps_map_free(&map);
}

static void names_are_found_again_and_settings_are_checked(void **state) {
    (void)state;
    for (int i = 0; i < PS_COLUMN_COUNT; i++) {
        PsColumn column = PS_COLUMN_COUNT;
        assert_true(ps_column_find(ps_column_name((PsColumn)i), &column));
        assert_int_equal(column, i);
    }
    for (int i = 0; i < PS_MINUS_COUNT; i++) {
        PsMinus minus = PS_MINUS_COUNT;
        assert_true(ps_minus_find(ps_minus_name((PsMinus)i), &minus));
        assert_int_equal(minus, i);
    }
    PsColumn column = PS_COLUMN_L2;
    PsMinus minus = PS_MINUS_MAX;
    assert_false(ps_column_find("Max", &column));
    assert_false(ps_minus_find("l2", &minus));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_column_agrees_with_the_loops_over_taps),
        cmocka_unit_test(the_column_of_the_walks_own_operation_says_what_the_walk_says),
        cmocka_unit_test(a_column_takes_a_cell_of_the_window_that_has_its_result),
        cmocka_unit_test(of_equal_cells_the_first_is_taken_and_of_nan_as_documented),
        cmocka_unit_test(what_is_drawn_had_a_chance),
        cmocka_unit_test(cells_are_drawn_in_proportion_to_their_values),
        cmocka_unit_test(draws_follow_from_seed_channel_and_step),
        cmocka_unit_test(the_global_average_counts_each_cell_once_when_a_window_first_reads_it),
        cmocka_unit_test(the_last_step_takes_in_all_cells_whether_read_or_not),
        cmocka_unit_test(the_mean_so_far_is_the_one_in_product_md),
        cmocka_unit_test(a_large_maps_mean_stays_exact),
        cmocka_unit_test(shares_add_up),
        cmocka_unit_test(shares_are_the_gradient_of_pooling),
        cmocka_unit_test(formulas_are_spelled_out),
        cmocka_unit_test(padding_is_a_term_of_max_and_of_average_where_it_counts_alone),
        cmocka_unit_test(a_window_without_cells_takes_and_reaches_nothing),
        cmocka_unit_test(the_gradient_of_l2_is_the_cell_over_the_norm),
        cmocka_unit_test(a_window_as_large_as_the_map_has_a_median),
        cmocka_unit_test(names_are_found_again_and_settings_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
