/* Columns to compare: what they hold, what of them is borrowed, and what is refused. */
#include "app/follow/compared.h"

#include "tests/app/driver.h"

#include <math.h>

enum { SIDE = 3000 };

static PsWalk walk_over(const PsScene *scene, int channel) {
    PsWalk walk;
    assert_int_equal(ps_walk_init(&walk, &scene->input, channel, &scene->pool, NULL), PS_OK);
    return walk;
}

static void assert_columns(const Compared *compared, const PsScene *scene, const PsWalk *walk) {
    for (int i = 0; i < PS_COMPARE_COLUMNS; i++) {
        const PsMap *values = &compared->values[i];
        for (int64_t n = 0; values->values != NULL && n < walk->steps; n += 997) {
            const float wanted = ps_column_result(walk, compared->columns[i], scene->compare.seed, n + 1);
            assert_true(fabsf(values->values[n] - wanted) <= 1e-6F * fabsf(wanted));
        }
    }
}

/* Of the channel that is shown, and after an edit of it. */
static void columns_are_what_their_windows_say(void **state) {
    (void)state;
    PsScene scene = noise_scene(2, SIDE, 3, 2);
    PsHistory history = {0};
    Compared compared;
    const float value = -5000;
    PsEdit edit;
    scene.compare.with = PS_COLUMN_MIN;
    const PsWalk walk = walk_over(&scene, 1);
    assert_int_equal(compared_make(&compared, NULL, &scene, &walk, NULL), PS_OK);
    assert_columns(&compared, &scene, &walk);
    assert_int_equal(ps_edit_cells(&edit, &scene, 1, 0, 1, 1, 1, &value, NULL), PS_OK);
    assert_int_equal(ps_history_apply(&history, &scene, &edit, 1, NULL), PS_OK);
    compared_update(&compared, &scene, &walk, &history.undo, 1);
    assert_true(compared.values[1].values[0] < -500);
    assert_columns(&compared, &scene, &walk);
    ps_history_free(&history);
    compared_free(&compared);
    ps_scene_free(&scene);
}

/* Another fourth column is the only one that is made; taken back, the first three are untouched. */
static void the_first_three_columns_are_borrowed(void **state) {
    (void)state;
    PsScene scene;
    Compared old;
    Compared next;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    const PsWalk walk = walk_over(&scene, 0);
    assert_int_equal(compared_make(&old, NULL, &scene, &walk, NULL), PS_OK);
    scene.compare.with = PS_COLUMN_MEDIAN;
    assert_false(compared_shows(&old, &scene.compare));
    assert_int_equal(compared_make(&next, &old, &scene, &walk, NULL), PS_OK);
    assert_ptr_equal(next.values[0].values, old.values[0].values);
    assert_non_null(next.values[3].values);
    compared_free(&next); /* taken back */
    assert_columns(&old, &scene, &walk);
    assert_int_equal(compared_make(&next, &old, &scene, &walk, NULL), PS_OK);
    compared_replace(&old, &next);
    assert_null(old.values[0].values);
    assert_true(compared_shows(&next, &scene.compare));
    assert_columns(&next, &scene, &walk);
    compared_free(&next);
    ps_scene_free(&scene);
}

/* Windows of 101 x 101 on every cell would be 2 10^10 reads one by one. */
static void only_what_reads_each_window_is_refused(void **state) {
    (void)state;
    PsScene scene = noise_scene(1, SIDE, 101, 1);
    const PsWalk walk = walk_over(&scene, 0);
    Compared compared;
    PsError error;
    assert_int_equal(compared_make(&compared, NULL, &scene, &walk, &error), PS_OK);
    compared_free(&compared);
    scene.compare.with = PS_COLUMN_MEDIAN;
    assert_int_equal(compared_make(&compared, NULL, &scene, &walk, &error), PS_ERROR_SIZE);
    ps_scene_free(&scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_what_their_windows_say),
        cmocka_unit_test(the_first_three_columns_are_borrowed),
        cmocka_unit_test(only_what_reads_each_window_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
