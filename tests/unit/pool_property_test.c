/* Pooling against the obvious four loops over taps, on thousands of random maps and settings.
 *
 * The reference here knows nothing of axis.c: it walks every tap and looks whether it is a cell, padding or
 * beyond. Only the powers and roots of Lp are pool.c's own (conformance_test.c looks after those). Random
 * means xorshift from a fixed seed; a failure prints the case.
 */
#include "core/pool.h"

#include "core/memory.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>

typedef struct Random {
    uint32_t state;
} Random;

static int pick(Random *random, int first, int last) {
    random->state ^= random->state << 13;
    random->state ^= random->state >> 17;
    random->state ^= random->state << 5;
    return first + (int)(random->state % (uint32_t)(last - first + 1));
}

static float pick_value(Random *random) {
    switch (pick(random, 0, 39)) {
    case 0:
        return NAN;
    case 1:
        return INFINITY;
    case 2:
    case 3:
        return -INFINITY;
    default:
        return (float)pick(random, -20, 20) / 4;
    }
}

static PsMap pick_map(Random *random) {
    PsMap map;
    assert_int_equal(ps_map_init(&map, pick(random, 1, 2), pick(random, 1, 9), pick(random, 1, 9), NULL),
                     PS_OK);
    const int64_t cells = ps_map_cells(&map);
    for (int64_t i = 0; i < cells; i++) {
        map.values[i] = pick_value(random);
    }
    return map;
}

static PsPool pick_pool(Random *random) {
    PsPool pool = ps_pool_default();
    pool.op = (PsPoolOp)pick(random, 0, PS_POOL_OP_COUNT - 1);
    pool.ceil_mode = pick(random, 0, 1) == 1;
    pool.count_include_pad = pick(random, 0, 1) == 1;
    pool.norm_type = (double)pick(random, 1, 4);
    const PsPoolOpInfo *info = ps_pool_op_info(pool.op);
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = pick(random, 1, 4);
        pool.stride[axis] = pick(random, 0, 4);
        pool.padding[axis] = info->padding ? pick(random, 0, 2) : 0;
        pool.dilation[axis] = info->dilation ? pick(random, 1, 3) : 1;
        pool.output_size[axis] = pick(random, 1, 11);
    }
    return pool;
}

/* What the four loops find in one window. */
typedef struct Found {
    float max;
    int64_t index;
    double sum;
    double powers;
    int64_t cells;
    int64_t padded; /* taps on the padded map */
} Found;

/* The taps of one output on one axis, one by one: start, step and count. */
typedef struct Taps {
    int64_t start, step, count, padding, input;
} Taps;

static Taps taps_of(const PsPool *pool, int axis, int64_t input, int64_t output, int64_t outputs) {
    if (ps_pool_op_info(pool->op)->window) {
        const int64_t stride = pool->stride[axis] == 0 ? pool->kernel_size[axis] : pool->stride[axis];
        return (Taps){output * stride - pool->padding[axis], pool->dilation[axis], pool->kernel_size[axis],
                      pool->padding[axis], input};
    }
    const int64_t first = (int64_t)floor((double)(output * input) / (double)outputs);
    const int64_t end = (int64_t)ceil((double)((output + 1) * input) / (double)outputs);
    return (Taps){first, 1, end - first, 0, input};
}

static bool is_cell(const Taps *taps, int64_t position) {
    return position >= 0 && position < taps->input;
}

static bool is_padded(const Taps *taps, int64_t position) {
    return position >= -taps->padding && position < taps->input + taps->padding;
}

static void find_cell(Found *found, float value, int64_t index, double norm_type) {
    if (found->index < 0 || value > found->max || isnan(value)) {
        found->max = value;
        found->index = index;
    }
    found->cells++;
    found->sum += (double)value;
    found->powers += (double)ps_pool_power(value, norm_type);
}

static Found four_loops(const PsPool *pool, const PsMap *map, int c, const Taps *rows, const Taps *columns) {
    Found found = {.max = -INFINITY, .index = -1};
    for (int64_t ky = 0; ky < rows->count; ky++) {
        for (int64_t kx = 0; kx < columns->count; kx++) {
            const int64_t y = rows->start + ky * rows->step;
            const int64_t x = columns->start + kx * columns->step;
            found.padded += is_padded(rows, y) && is_padded(columns, x);
            if (is_cell(rows, y) && is_cell(columns, x)) {
                find_cell(&found, ps_map_get(map, c, (int)y, (int)x), y * map->width + x, pool->norm_type);
            }
        }
    }
    return found;
}

static float expected_value(const PsPool *pool, const Found *found) {
    switch (pool->op) {
    case PS_POOL_MAX:
    case PS_POOL_GMP:
    case PS_POOL_ADAPTIVE_MAX:
        return found->max;
    case PS_POOL_AVG:
        return (float)(found->sum / (double)(pool->count_include_pad ? found->padded : found->cells));
    case PS_POOL_GAP:
    case PS_POOL_ADAPTIVE_AVG:
        return (float)(found->sum / (double)found->cells);
    case PS_POOL_LP:
        return ps_pool_root(found->powers, pool->norm_type);
    case PS_POOL_OP_COUNT:
        break;
    }
    return 0;
}

static void describe(const PsPool *pool, const PsMap *map, int c, int y, int x) {
    print_error(
        "%s on %d x %d x %d, kernel %d x %d, stride %d x %d, padding %d x %d, dilation %d x %d, ceil %d, "
        "count %d, p %g, output %d x %d: at %d,%d,%d\n",
        ps_pool_op_info(pool->op)->name, map->channels, map->height, map->width, pool->kernel_size[0],
        pool->kernel_size[1], pool->stride[0], pool->stride[1], pool->padding[0], pool->padding[1],
        pool->dilation[0], pool->dilation[1], pool->ceil_mode, pool->count_include_pad, pool->norm_type,
        pool->output_size[0], pool->output_size[1], c, y, x);
}

static bool same(float one, float other) {
    return one == other || (isnan(one) && isnan(other));
}

static void check_output(const PsPool *pool, const PsMap *map, const PsMap *output, int64_t at,
                         const int64_t *indices) {
    const int x = (int)(at % output->width);
    const int y = (int)(at / output->width % output->height);
    const int c = (int)(at / output->width / output->height);
    const Taps rows = taps_of(pool, PS_HEIGHT, map->height, y, output->height);
    const Taps columns = taps_of(pool, PS_WIDTH, map->width, x, output->width);
    const Found found = four_loops(pool, map, c, &rows, &columns);
    if (!same(output->values[at], expected_value(pool, &found)) ||
        (indices != NULL && indices[at] != found.index)) {
        describe(pool, map, c, y, x);
        fail();
    }
}

static void check_outputs(const PsPool *pool, const PsMap *map, const PsMap *output, const int64_t *indices) {
    const int64_t cells = ps_map_cells(output);
    for (int64_t at = 0; at < cells; at++) {
        check_output(pool, map, output, at, indices);
    }
}

static void pooling_is_what_four_loops_find(void **state) {
    (void)state;
    Random random = {.state = 20240607};
    int accepted[PS_POOL_OP_COUNT] = {0};
    for (int i = 0; i < 20000; i++) {
        PsMap map = pick_map(&random);
        const PsPool pool = pick_pool(&random);
        PsMap output;
        int64_t *indices = NULL;
        const bool wants_indices = ps_pool_op_info(pool.op)->indices;
        if (ps_pool_forward(&pool, &map, &output, wants_indices ? &indices : NULL, NULL) == PS_OK) {
            check_outputs(&pool, &map, &output, indices);
            accepted[pool.op]++;
        }
        ps_release(indices);
        ps_map_free(&output);
        ps_map_free(&map);
    }
    for (int op = 0; op < PS_POOL_OP_COUNT; op++) {
        assert_true(accepted[op] > 500);
    }
}

/* A rectangle of cells of one channel. */
typedef struct Patch {
    int channel, row, column, height, width;
} Patch;

static Patch pick_patch(Random *random, const PsMap *map) {
    Patch patch = {.channel = pick(random, 0, map->channels - 1),
                   .row = pick(random, 0, map->height - 1),
                   .column = pick(random, 0, map->width - 1)};
    patch.height = pick(random, 1, map->height - patch.row);
    patch.width = pick(random, 1, map->width - patch.column);
    return patch;
}

static void change(Random *random, const Patch *patch, PsMap *map) {
    for (int y = 0; y < patch->height; y++) {
        for (int x = 0; x < patch->width; x++) {
            ps_map_set(map, patch->channel, patch->row + y, patch->column + x, pick_value(random));
        }
    }
}

static bool meets(const Taps *taps, int first, int count) {
    for (int64_t k = 0; k < taps->count; k++) {
        const int64_t position = taps->start + k * taps->step;
        if (position >= first && position < first + count) {
            return true;
        }
    }
    return false;
}

/* Whether an output is to be made anew. */
static bool is_reached(const PsPool *pool, const PsMap *map, const PsMap *output, int64_t at,
                       const Patch *patch) {
    const int x = (int)(at % output->width);
    const int y = (int)(at / output->width % output->height);
    if (at / output->width / output->height != patch->channel) {
        return false;
    }
    const Taps rows = taps_of(pool, PS_HEIGHT, map->height, y, output->height);
    const Taps columns = taps_of(pool, PS_WIDTH, map->width, x, output->width);
    return !ps_pool_op_info(pool->op)->window ||
           (meets(&rows, patch->row, patch->height) && meets(&columns, patch->column, patch->width));
}

/* Outputs are marked first, so that it shows which are made anew. */
static void check_update(Random *random, const PsPool *pool, PsMap *map, PsMap *output) {
    const float mark = 12345;
    const Patch patch = pick_patch(random, map);
    PsMap fresh;
    PsMap marked;
    assert_int_equal(ps_map_copy(output, &marked, NULL), PS_OK);
    change(random, &patch, map);
    assert_int_equal(ps_pool_forward(pool, map, &fresh, NULL, NULL), PS_OK);
    const int64_t cells = ps_map_cells(output);
    for (int64_t at = 0; at < cells; at++) {
        marked.values[at] = mark;
    }
    ps_pool_update(pool, map, patch.channel, patch.row, patch.column, patch.height, patch.width, output);
    ps_pool_update(pool, map, patch.channel, patch.row, patch.column, patch.height, patch.width, &marked);
    assert_true(ps_map_equal(output, &fresh));
    for (int64_t at = 0; at < cells; at++) {
        const float expected = is_reached(pool, map, output, at, &patch) ? fresh.values[at] : mark;
        assert_true(same(marked.values[at], expected));
    }
    ps_map_free(&marked);
    ps_map_free(&fresh);
}

static void an_update_is_a_fresh_pooling_of_what_an_edit_reaches(void **state) {
    (void)state;
    Random random = {.state = 41};
    int checked[PS_POOL_OP_COUNT] = {0};
    for (int i = 0; i < 6000; i++) {
        PsMap map = pick_map(&random);
        const PsPool pool = pick_pool(&random);
        PsMap output;
        if (ps_pool_forward(&pool, &map, &output, NULL, NULL) == PS_OK) {
            check_update(&random, &pool, &map, &output);
            checked[pool.op]++;
        }
        ps_map_free(&output);
        ps_map_free(&map);
    }
    for (int op = 0; op < PS_POOL_OP_COUNT; op++) {
        assert_true(checked[op] > 150);
    }
}

static void the_largest_of_all_bins_is_the_global_max(void **state) {
    (void)state;
    Random random = {.state = 7};
    for (int i = 0; i < 500; i++) {
        PsMap map = pick_map(&random);
        PsPool pool = pick_pool(&random);
        PsMap bins;
        PsMap whole;
        PsMap again;
        pool.op = PS_POOL_ADAPTIVE_MAX;
        assert_int_equal(ps_pool_forward(&pool, &map, &bins, NULL, NULL), PS_OK);
        pool.op = PS_POOL_GMP;
        assert_int_equal(ps_pool_forward(&pool, &map, &whole, NULL, NULL), PS_OK);
        assert_int_equal(ps_pool_forward(&pool, &bins, &again, NULL, NULL), PS_OK);
        for (int c = 0; c < map.channels; c++) {
            assert_true(same(whole.values[c], again.values[c]));
        }
        ps_map_free(&again);
        ps_map_free(&whole);
        ps_map_free(&bins);
        ps_map_free(&map);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pooling_is_what_four_loops_find),
        cmocka_unit_test(an_update_is_a_fresh_pooling_of_what_an_edit_reaches),
        cmocka_unit_test(the_largest_of_all_bins_is_the_global_max),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
