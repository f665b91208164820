/* Large maps are pooled in slices: what comes is what pooling at once gives, also after edits on the way. */
#include "app/edits.h"
#include "app/follow/pooled.h"

#include "driver.h"

#include <math.h>

enum { SIDE = 1500 };

static Pooled begin(const PsScene *scene, int channel) {
    Pooled pooled;
    assert_int_equal(pooled_make(&pooled, scene, channel, 1, NULL), PS_OK);
    return pooled;
}

static int finish(Pooled *pooled, const PsScene *scene) {
    int slices = 0;
    for (; pooled_busy(pooled); slices++) {
        assert_int_equal(pooled_work(pooled, scene, NULL), PS_OK);
    }
    return slices;
}

static void assert_pooled(const Pooled *pooled, const PsScene *scene) {
    PsMap output;
    assert_int_equal(ps_pool_forward(&scene->pool, &scene->input, &output, NULL, NULL), PS_OK);
    assert_true(ps_map_equal(&output, &pooled->output));
    ps_map_free(&output);
}

static void slices_give_what_pooling_at_once_does(void **state) {
    (void)state;
    static const PsPoolOp ops[] = {PS_POOL_MAX, PS_POOL_AVG, PS_POOL_LP};
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++) {
        PsScene scene = noise_scene(1, SIDE, ops[i] == PS_POOL_LP ? 2 : 7, 2);
        scene.pool.op = ops[i];
        Pooled pooled = begin(&scene, 0);
        assert_true(pooled_busy(&pooled));
        assert_int_equal(pooled_there(&pooled), 0);
        assert_true(finish(&pooled, &scene) >= 1);
        assert_int_equal(pooled_there(&pooled), pooled.walk.steps);
        assert_pooled(&pooled, &scene);
        pooled_free(&pooled);
        ps_scene_free(&scene);
    }
}

static void what_is_shown_comes_first(void **state) {
    (void)state;
    PsScene scene = noise_scene(3, SIDE, 3, 1);
    Pooled pooled = begin(&scene, 1);
    int64_t before = 0;
    while (pooled_there(&pooled) < pooled.walk.steps) {
        assert_int_equal(pooled_work(&pooled, &scene, NULL), PS_OK);
        assert_true(pooled_there(&pooled) > before);
        before = pooled_there(&pooled);
        const PsWindow window = ps_walk_at(&pooled.walk, before - pooled.output.width + 1);
        const PsResults results = ps_walk_results(&pooled.walk, &window, window.taps);
        const float last = ps_map_get(&pooled.output, 1, (int)window.output_row, 0);
        assert_true(last == ps_walk_result(&pooled.walk, &results));
    }
    assert_true(pooled_busy(&pooled));
    finish(&pooled, &scene);
    assert_pooled(&pooled, &scene);
    pooled_free(&pooled);
    ps_scene_free(&scene);
}

/* A cell that is already done, and one that is not. */
static void edits_on_the_way_are_followed(void **state) {
    (void)state;
    static const int rows[] = {2, SIDE - 2};
    PsScene scene = noise_scene(1, SIDE, 5, 1);
    Pooled pooled = begin(&scene, 0);
    PsHistory history = {0};
    assert_int_equal(pooled_work(&pooled, &scene, NULL), PS_OK);
    assert_true(pooled_busy(&pooled));
    for (int i = 0; i < 2; i++) {
        const float value = 77;
        PsEdit edit;
        assert_int_equal(ps_edit_cells(&edit, &scene, 0, rows[i], 4, 1, 1, &value, NULL), PS_OK);
        assert_int_equal(ps_history_apply(&history, &scene, &edit, (uint64_t)i + 1, NULL), PS_OK);
        pooled_update(&pooled, &scene, &history.undo, 1);
    }
    finish(&pooled, &scene);
    assert_pooled(&pooled, &scene);
    ps_history_free(&history);
    pooled_free(&pooled);
    ps_scene_free(&scene);
}

static void small_maps_are_pooled_at_once(void **state) {
    (void)state;
    PsScene scene;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    Pooled pooled = begin(&scene, 0);
    assert_false(pooled_busy(&pooled));
    assert_int_equal(pooled_there(&pooled), 4);
    pooled_free(&pooled);
    ps_scene_free(&scene);
}

/* Windows of 101 x 101 on every cell would be 2 10^10 reads one by one. */
static void only_what_reads_each_window_is_refused(void **state) {
    (void)state;
    PsScene scene = noise_scene(1, SIDE, 101, 1);
    Pooled pooled = begin(&scene, 0);
    Pooled other;
    PsError error;
    scene.pool.op = PS_POOL_LP;
    assert_int_equal(pooled_make(&other, &scene, 0, 2, &error), PS_ERROR_SIZE);
    assert_null(other.output.values);
    pooled_free(&pooled);
    ps_scene_free(&scene);
}

/* The window asks for frames until all is there, and shows what is. */
static void the_window_works_between_frames(void **state) {
    (void)state;
    App *app = drive_start();
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, SIDE, SIDE, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 1);
    PsEdit edit = ps_edit_input(&map, (PsSource){PS_PATTERN_NOISE, 1});
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL), PS_OK);
    drive_key(app, 'z', UI_CTRL);
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL | UI_SHIFT});
    assert_true(pooled_busy(&app->facts.pooled));
    assert_true(app_due(app) == 0);
    int frames = 0;
    for (; pooled_busy(&app->facts.pooled); frames++) {
        drive_show(app);
    }
    assert_true(frames >= 1 && frames < 100);
    assert_true(app_due(app) != 0);
    assert_pooled(&app->facts.pooled, &app->document.scene);
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_give_what_pooling_at_once_does),
        cmocka_unit_test(what_is_shown_comes_first),
        cmocka_unit_test(edits_on_the_way_are_followed),
        cmocka_unit_test(small_maps_are_pooled_at_once),
        cmocka_unit_test(only_what_reads_each_window_is_refused),
        cmocka_unit_test(the_window_works_between_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
