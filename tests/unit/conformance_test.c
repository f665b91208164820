/* What PyTorch answers, case by case: reads tests/data/pool_vectors.txt and gradient_vectors.txt (their
 * formats are described in the scripts beside them that made them) and compares. Max values, indices and
 * gradients and medians exactly, averages and Lp to 2e-6 relative, their gradients to 2e-6 of the map's
 * largest.
 */
#include "core/pool.h"

#include "core/compare.h"
#include "core/memory.h"
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define TOLERANCE 2e-6

enum { WORD_SIZE = 32, LEAST_ACCEPTED = 2400, LEAST_REFUSED = 300 };
enum { LEAST_GRADIENTS = 25, LEAST_MEDIANS = 120 };

typedef struct Vectors {
    FILE *file;
    char word[WORD_SIZE];
    PsMap map;
    PsPool pool;
    char settings[256]; /* the case in words, for failures */
    int accepted[PS_POOL_OP_COUNT];
    int refused;
    int gradients[PS_POOL_OP_COUNT];
    int medians;
} Vectors;

static bool next_word(Vectors *vectors) {
    return fscanf(vectors->file, "%31s", vectors->word) == 1;
}

static void expect_word(Vectors *vectors, const char *word) {
    assert_true(next_word(vectors));
    assert_string_equal(vectors->word, word);
}

static int next_int(Vectors *vectors) {
    assert_true(next_word(vectors));
    return (int)strtol(vectors->word, NULL, 10);
}

static void read_values(Vectors *vectors, PsMap *map) {
    const int channels = next_int(vectors);
    const int height = next_int(vectors);
    const int width = next_int(vectors);
    assert_int_equal(ps_map_init(map, channels, height, width, NULL), PS_OK);
    const int64_t cells = ps_map_cells(map);
    for (int64_t i = 0; i < cells; i++) {
        assert_true(next_word(vectors));
        assert_true(ps_number_read(vectors->word, strlen(vectors->word), &map->values[i], NULL));
    }
}

static void read_pair(Vectors *vectors, int pair[PS_AXES]) {
    pair[PS_HEIGHT] = next_int(vectors);
    pair[PS_WIDTH] = next_int(vectors);
}

static void read_pool(Vectors *vectors) {
    PsPool *pool = &vectors->pool;
    assert_true(next_word(vectors));
    assert_true(ps_pool_op_find(vectors->word, &pool->op));
    read_pair(vectors, pool->kernel_size);
    read_pair(vectors, pool->stride);
    read_pair(vectors, pool->padding);
    read_pair(vectors, pool->dilation);
    pool->ceil_mode = next_int(vectors) == 1;
    pool->count_include_pad = next_int(vectors) == 1;
    assert_true(next_word(vectors));
    pool->norm_type = strtod(vectors->word, NULL);
    read_pair(vectors, pool->output_size);
    snprintf(
        vectors->settings, sizeof vectors->settings,
        "%s of %d x %d x %d, kernel %d %d, stride %d %d, padding %d %d, dilation %d %d, ceil %d, count %d, "
        "p %g, output %d %d",
        ps_pool_op_info(pool->op)->name, vectors->map.channels, vectors->map.height, vectors->map.width,
        pool->kernel_size[0], pool->kernel_size[1], pool->stride[0], pool->stride[1], pool->padding[0],
        pool->padding[1], pool->dilation[0], pool->dilation[1], pool->ceil_mode, pool->count_include_pad,
        pool->norm_type, pool->output_size[0], pool->output_size[1]);
}

static bool agrees(float value, float expected, bool exactly) {
    if (isnan(expected)) {
        return isnan(value);
    }
    if (exactly || isinf(expected)) {
        return float_bits(value) == float_bits(expected);
    }
    return fabs((double)value - (double)expected) <= TOLERANCE * fabs((double)expected);
}

static void compare_values(const Vectors *vectors, const PsMap *output, const PsMap *expected, bool exactly) {
    if (output->channels != expected->channels || output->height != expected->height ||
        output->width != expected->width) {
        print_error("%s: %d x %d, not %d x %d\n", vectors->settings, output->height, output->width,
                    expected->height, expected->width);
        fail();
    }
    const int64_t cells = ps_map_cells(output);
    for (int64_t i = 0; i < cells; i++) {
        if (!agrees(output->values[i], expected->values[i], exactly)) {
            print_error("%s: value %d is %.9g, not %.9g\n", vectors->settings, (int)i,
                        (double)output->values[i], (double)expected->values[i]);
            fail();
        }
    }
}

static void compare_indices(Vectors *vectors, const int64_t *indices, int64_t cells) {
    expect_word(vectors, "indices");
    for (int64_t i = 0; i < cells; i++) {
        const int expected = next_int(vectors);
        if (indices[i] != expected) {
            print_error("%s: index %d is %d, not %d\n", vectors->settings, (int)i, (int)indices[i], expected);
            fail();
        }
    }
}

static void check_accepted(Vectors *vectors) {
    PsMap expected;
    PsMap output;
    int64_t *indices = NULL;
    read_pool(vectors);
    expect_word(vectors, "values");
    read_values(vectors, &expected);
    const bool is_max = ps_pool_op_info(vectors->pool.op)->indices;
    PsError error;
    if (ps_pool_forward(&vectors->pool, &vectors->map, &output, is_max ? &indices : NULL, &error) != PS_OK) {
        print_error("%s: refused\n", vectors->settings);
        fail();
    }
    compare_values(vectors, &output, &expected, is_max);
    if (is_max) {
        compare_indices(vectors, indices, ps_map_cells(&output));
    }
    vectors->accepted[vectors->pool.op]++;
    ps_release(indices);
    ps_map_free(&output);
    ps_map_free(&expected);
}

static void check_refused(Vectors *vectors) {
    read_pool(vectors);
    PsError error;
    const PsStatus status = ps_pool_check(&vectors->pool, vectors->map.height, vectors->map.width, &error);
    if (status != PS_ERROR_SETTING) {
        print_error("%s: not refused\n", vectors->settings);
        fail();
    }
    char text[PS_ERROR_TEXT_SIZE];
    ps_error_text(&error, NULL, text, sizeof text);
    assert_non_null(strstr(text, ": "));
    vectors->refused++;
}

/* A gradient is a sum that may cancel: what it is right to is a share of the largest of its map. */
static void compare_gradients(const Vectors *vectors, const PsMap *gradient, const PsMap *expected) {
    const double allowed = TOLERANCE * (double)ps_map_magnitude(expected);
    const int64_t cells = ps_map_cells(expected);
    for (int64_t i = 0; i < cells; i++) {
        const float value = gradient->values[i];
        const float wanted = expected->values[i];
        if (!agrees(value, wanted, true) && !(fabs((double)value - (double)wanted) <= allowed)) {
            print_error("%s: the gradient of cell %d is %.9g, not %.9g\n", vectors->settings, (int)i,
                        (double)value, (double)wanted);
            fail();
        }
    }
}

static void check_gradient(Vectors *vectors) {
    PsMap output_gradient;
    PsMap expected;
    PsMap gradient;
    read_pool(vectors);
    expect_word(vectors, "values");
    read_values(vectors, &output_gradient);
    expect_word(vectors, "values");
    read_values(vectors, &expected);
    assert_int_equal(ps_pool_gradient(&vectors->pool, &vectors->map, &output_gradient, &gradient, NULL),
                     PS_OK);
    if (ps_pool_op_info(vectors->pool.op)->indices) {
        compare_values(vectors, &gradient, &expected, true);
    } else {
        compare_gradients(vectors, &gradient, &expected);
    }
    vectors->gradients[vectors->pool.op]++;
    ps_map_free(&gradient);
    ps_map_free(&expected);
    ps_map_free(&output_gradient);
}

static void check_medians(Vectors *vectors) {
    PsMap expected;
    vectors->pool = ps_pool_default();
    read_pair(vectors, vectors->pool.kernel_size);
    read_pair(vectors, vectors->pool.stride);
    expect_word(vectors, "values");
    read_values(vectors, &expected);
    const float *value = expected.values;
    for (int c = 0; c < vectors->map.channels; c++) {
        PsWalk walk;
        assert_int_equal(ps_walk_init(&walk, &vectors->map, c, &vectors->pool, NULL), PS_OK);
        assert_int_equal(walk.steps, (int64_t)expected.height * expected.width);
        for (int64_t step = 1; step <= walk.steps; step++, value++) {
            const float median = ps_column_result(&walk, PS_COLUMN_MEDIAN, 0, step);
            assert_true(isnan(*value) ? isnan(median) : median == *value);
        }
    }
    vectors->medians++;
    ps_map_free(&expected);
}

static void skip_comment(Vectors *vectors) {
    int character = 0;
    do {
        character = fgetc(vectors->file);
    } while (character != '\n' && character != EOF);
}

static void check_all(Vectors *vectors) {
    while (next_word(vectors)) {
        if (strcmp(vectors->word, "#") == 0) {
            skip_comment(vectors);
        } else if (strcmp(vectors->word, "map") == 0) {
            ps_map_free(&vectors->map);
            read_values(vectors, &vectors->map);
        } else if (strcmp(vectors->word, "accept") == 0) {
            check_accepted(vectors);
        } else if (strcmp(vectors->word, "gradient") == 0) {
            check_gradient(vectors);
        } else if (strcmp(vectors->word, "median") == 0) {
            check_medians(vectors);
        } else {
            assert_string_equal(vectors->word, "refuse");
            check_refused(vectors);
        }
    }
}

static void every_vector_agrees_with_pytorch(void **state) {
    (void)state;
    Vectors vectors = {.file = fopen(POOLSCOPE_TEST_DATA "/pool_vectors.txt", "r")};
    assert_non_null(vectors.file);
    check_all(&vectors);
    fclose(vectors.file);
    ps_map_free(&vectors.map);

    int accepted = 0;
    for (int op = 0; op < PS_POOL_OP_COUNT; op++) {
        assert_true(vectors.accepted[op] >= 50);
        accepted += vectors.accepted[op];
    }
    print_message("%d cases that PyTorch accepts and %d that it refuses\n", accepted, vectors.refused);
    assert_true(accepted >= LEAST_ACCEPTED);
    assert_true(vectors.refused >= LEAST_REFUSED);
}

static void every_gradient_and_median_agrees_with_pytorch(void **state) {
    (void)state;
    Vectors vectors = {.file = fopen(POOLSCOPE_TEST_DATA "/gradient_vectors.txt", "r")};
    assert_non_null(vectors.file);
    check_all(&vectors);
    fclose(vectors.file);
    ps_map_free(&vectors.map);
    for (int op = 0; op < PS_POOL_OP_COUNT; op++) {
        assert_true(vectors.gradients[op] >= LEAST_GRADIENTS);
    }
    assert_true(vectors.medians >= LEAST_MEDIANS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_gradient_and_median_agrees_with_pytorch),
        cmocka_unit_test(every_vector_agrees_with_pytorch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
