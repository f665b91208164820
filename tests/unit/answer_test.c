/* Right answers are right however they are written, each named slip is named on the cells it took, and
 * nothing else is right.
 */
#include "core/answer.h"
#include "core/random.h"

#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const float tutorial[16] = {1, 3, 2, 4, 5, 6, 1, 2, 3, 2, 4, 7, 1, 0, 6, 3};

typedef struct Fixture {
    PsMap map;
    PsWalk walk;
} Fixture;

static void begin(Fixture *fixture, PsPoolOp op, int kernel, int stride) {
    PsPool pool = ps_pool_default();
    pool.op = op;
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = kernel;
        pool.stride[axis] = stride;
    }
    assert_int_equal(ps_map_init(&fixture->map, 1, 4, 4, NULL), PS_OK);
    memcpy(fixture->map.values, tutorial, sizeof tutorial);
    assert_int_equal(ps_walk_init(&fixture->walk, &fixture->map, 0, &pool, NULL), PS_OK);
}

static float value_of(const PsWalk *walk, int64_t step) {
    const PsWindow window = ps_walk_at(walk, step);
    const PsResults results = ps_walk_results(walk, &window, window.taps);
    return ps_walk_result(walk, &results);
}

static PsVerdict judge(const Fixture *fixture, int64_t step, bool divides, const char *text) {
    const PsWalk *walk = &fixture->walk;
    const PsQuestion question = {walk, step, value_of(walk, step),
                                 step < walk->steps ? value_of(walk, step + 1) : NAN, divides};
    PsVerdict verdict = {.answer = PS_ANSWER_COUNT};
    assert_true(ps_answer_judge(&question, text, &verdict));
    return verdict;
}

static void assert_verdict(PsVerdict verdict, PsAnswer answer, int row, int column, int height, int width) {
    assert_int_equal(verdict.answer, answer);
    assert_int_equal(verdict.row, row);
    assert_int_equal(verdict.column, column);
    assert_int_equal(verdict.height, height);
    assert_int_equal(verdict.width, width);
}

/* Windows of the tutorial's map: 1 3 5 6 | 2 4 1 2 | 3 2 1 0 | 4 7 6 3. */
static void slips_of_max_are_named(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture, PS_POOL_MAX, 2, 2);
    assert_verdict(judge(&fixture, 1, false, "6"), PS_ANSWER_RIGHT, 0, 0, 0, 0);
    assert_verdict(judge(&fixture, 1, false, " 6.0 "), PS_ANSWER_RIGHT, 0, 0, 0, 0);
    assert_verdict(judge(&fixture, 1, false, "4"), PS_ANSWER_NEXT_WINDOW, 0, 2, 2, 2);
    assert_verdict(judge(&fixture, 2, false, "2"), PS_ANSWER_LAST_CELL, 1, 3, 1, 1);
    assert_verdict(judge(&fixture, 1, false, "7"), PS_ANSWER_MAXIMUM, 2, 3, 1, 1);
    assert_verdict(judge(&fixture, 1, false, "15"), PS_ANSWER_OTHER, 0, 0, 0, 0);
    assert_verdict(judge(&fixture, 4, false, "3"), PS_ANSWER_LAST_CELL, 3, 3, 1, 1);
    ps_map_free(&fixture.map);
}

static void the_sum_is_an_averages_slip(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture, PS_POOL_AVG, 2, 2);
    const PsVerdict sum = judge(&fixture, 1, true, "15");
    assert_verdict(sum, PS_ANSWER_SUM, 0, 0, 2, 2);
    assert_int_equal(sum.divisor, 4);
    assert_verdict(judge(&fixture, 1, true, "3,75"), PS_ANSWER_RIGHT, 0, 0, 0, 0);
    assert_verdict(judge(&fixture, 1, true, "2.25"), PS_ANSWER_NEXT_WINDOW, 0, 2, 2, 2);
    /* Rounding what needs none is another number. */
    assert_verdict(judge(&fixture, 1, true, "3.8"), PS_ANSWER_OTHER, 0, 0, 0, 0);
    assert_verdict(judge(&fixture, 1, true, "4"), PS_ANSWER_OTHER, 0, 0, 0, 0);
    ps_map_free(&fixture.map);
}

/* 27 / 9 = 3, 24 / 9 = 2.666...: two decimals are enough, one is not, and they must be right. */
static void endless_decimals_may_be_rounded(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture, PS_POOL_AVG, 3, 1);
    char exact[64];
    snprintf(exact, sizeof exact, "%.9g", (double)value_of(&fixture.walk, 2));
    const double value = (double)value_of(&fixture.walk, 2);
    char two[64];
    char one[64];
    char wrong[64];
    snprintf(two, sizeof two, "%.2f", value);
    snprintf(one, sizeof one, "%.1f", value);
    snprintf(wrong, sizeof wrong, "%.2f", value + 0.02);
    assert_int_equal(judge(&fixture, 2, true, exact).answer, PS_ANSWER_RIGHT);
    assert_int_equal(judge(&fixture, 2, true, two).answer, PS_ANSWER_RIGHT);
    assert_int_equal(judge(&fixture, 2, true, one).answer, PS_ANSWER_OTHER);
    assert_int_equal(judge(&fixture, 2, true, wrong).answer, PS_ANSWER_OTHER);
    ps_map_free(&fixture.map);
}

static void what_is_no_number_is_not_judged(void **state) {
    (void)state;
    Fixture fixture;
    begin(&fixture, PS_POOL_MAX, 2, 2);
    char endless[200];
    memset(endless, '9', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    static const char *const texts[] = {"", "six", "1/2", "--1", "1,2,3", "1e99"};
    const PsQuestion question = {&fixture.walk, 1, 6, 4, false};
    PsVerdict verdict;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_false(ps_answer_judge(&question, texts[i], &verdict));
    }
    assert_false(ps_answer_judge(&question, endless, &verdict));
    ps_map_free(&fixture.map);
}

/* Of random maps: the value as it is written in full is right at every step, and what is named lies on the
 * map. */
static void every_value_in_full_is_right(void **state) {
    (void)state;
    uint64_t random = 5;
    Fixture fixture;
    begin(&fixture, PS_POOL_AVG, 3, 1);
    for (int round = 0; round < 200; round++) {
        for (int i = 0; i < 16; i++) {
            fixture.map.values[i] = (float)(ps_random_next(&random) % 2001) / 16 - 60;
        }
        for (int64_t step = 1; step <= fixture.walk.steps; step++) {
            char text[PS_NUMBER_SIZE];
            ps_number_write(text, value_of(&fixture.walk, step), PS_NUMBER_FULL);
            assert_int_equal(judge(&fixture, step, true, text).answer, PS_ANSWER_RIGHT);
            snprintf(text, sizeof text, "%d", (int)(ps_random_next(&random) % 200) - 100);
            const PsVerdict verdict = judge(&fixture, step, true, text);
            assert_true(verdict.row >= 0 && verdict.row + verdict.height <= 4);
            assert_true(verdict.column >= 0 && verdict.column + verdict.width <= 4);
        }
    }
    ps_map_free(&fixture.map);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_of_max_are_named),          cmocka_unit_test(the_sum_is_an_averages_slip),
        cmocka_unit_test(endless_decimals_may_be_rounded), cmocka_unit_test(what_is_no_number_is_not_judged),
        cmocka_unit_test(every_value_in_full_is_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
