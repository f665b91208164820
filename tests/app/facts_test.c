/* What follows from a scene: only what is needed, only where what it reads has changed, all or nothing. */
#include "app/edits.h"

#include "driver.h"

static void go_to(App *app, const char *key) {
    app->next_stage = stage_find(key);
    edits_enter_stage(app);
    drive_show(app);
}

static void make(App *app, PsEdit edit) {
    StageEdit request = {.edit = edit, .group = ++app->next_group};
    edits_apply(app, &request);
    drive_show(app);
}

static void compare_with(App *app, PsColumn with, bool gradient) {
    PsCompare settings = app->document.scene.compare;
    settings.with = with;
    settings.gradient = gradient;
    make(app, ps_edit_settings(PS_STAGE_COMPARE, &settings));
}

static void take_large_input(App *app) {
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 2048, 2048, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 1);
    make(app, ps_edit_input(&map, (PsSource){PS_PATTERN_NOISE, 1}));
    while (facts_busy(&app->facts, stages[app->stage]->needs)) {
        drive_show(app);
    }
}

static void other_views_of_compare_pool_nothing(void **state) {
    (void)state;
    App *app = drive_start();
    go_to(app, "compare");
    take_large_input(app);
    const uint64_t version = app->facts.pooled.version;
    const float *output = app->facts.pooled.output.values;
    const float *column = app->facts.compared.values[0].values;
    compare_with(app, PS_COLUMN_NONE, true);
    compare_with(app, PS_COLUMN_NONE, false);
    assert_ptr_equal(app->facts.compared.values[0].values, column);
    compare_with(app, PS_COLUMN_SUBSAMPLE, false);
    assert_ptr_equal(app->facts.compared.values[0].values, column);
    assert_non_null(app->facts.compared.values[3].values);
    assert_ptr_equal(app->facts.pooled.output.values, output);
    assert_int_equal(app->facts.pooled.version, version);
    app_destroy(app);
}

/* An edit of the stack pools nothing; one of the pool leaves the stacks. */
static void what_is_not_read_is_left(void **state) {
    (void)state;
    App *app = drive_start();
    PsEdit edit;
    PsPool pool = app->document.scene.pool;
    go_to(app, "field");
    const uint64_t pooled = app->facts.pooled.version;
    const uint64_t stacks = app->facts.stacks.version;
    assert_int_equal(ps_edit_stack(&edit, PS_EDIT_STACK, "conv3, conv5", NULL), PS_OK);
    make(app, edit);
    assert_int_equal(app->facts.pooled.version, pooled);
    assert_true(app->facts.stacks.version > stacks);
    assert_int_equal(app->facts.stacks.main.row_count, 2);
    const FollowedStack *main = &app->facts.stacks.main;
    const PsField *fields = main->fields;
    assert_int_equal(ps_edit_stack(&edit, PS_EDIT_SECOND, "conv7", NULL), PS_OK);
    make(app, edit);
    assert_ptr_equal(main->fields, fields);
    assert_int_equal(app->facts.stacks.beside.row_count, 1);
    pool.op = PS_POOL_AVG;
    make(app, ps_edit_pool(&pool));
    assert_ptr_equal(main->fields, fields);
    app_destroy(app);
}

/* The Receptive field stage needs nothing pooled: that is made where a stage comes that does. */
static void what_is_not_needed_waits_until_it_is(void **state) {
    (void)state;
    App *app = drive_start();
    go_to(app, "field");
    const uint64_t version = app->facts.pooled.version;
    take_large_input(app);
    assert_int_equal(app->facts.pooled.version, version);
    assert_false(app->facts.fresh & FOLLOW_POOLED);
    go_to(app, "window");
    assert_true(app->facts.fresh & FOLLOW_POOLED);
    assert_int_equal(app->facts.pooled.output.height, 1024);
    app_destroy(app);
}

/* Median windows of 101 x 101 are too many to be gone through one by one. */
static void a_refusal_leaves_scene_and_facts_as_they_were(void **state) {
    (void)state;
    App *app = drive_start();
    PsPool pool = app->document.scene.pool;
    go_to(app, "compare");
    take_large_input(app);
    pool.kernel_size[0] = pool.kernel_size[1] = 101;
    pool.stride[0] = pool.stride[1] = 1;
    make(app, ps_edit_pool(&pool));
    const float *output = app->facts.pooled.output.values;
    const float *column = app->facts.compared.values[0].values;
    compare_with(app, PS_COLUMN_MEDIAN, false);
    assert_int_equal(app->document.scene.compare.with, PS_COLUMN_NONE);
    assert_ptr_equal(app->facts.pooled.output.values, output);
    assert_ptr_equal(app->facts.compared.values[0].values, column);
    assert_true(compared_shows(&app->facts.compared, &app->document.scene.compare));
    app_destroy(app);
}

/* A refusal takes the whole group back, what was followed before it as well. */
static void a_refusal_within_a_group_leaves_facts_of_the_scene(void **state) {
    (void)state;
    App *app = drive_start();
    const PsPool pool = app->document.scene.pool;
    take_large_input(app);
    PsPool pools[] = {pool, pool};
    pools[0].kernel_size[0] = pools[0].kernel_size[1] = 101;
    pools[0].stride[0] = pools[0].stride[1] = 1;
    pools[1] = pools[0];
    pools[1].op = PS_POOL_LP;
    const uint64_t group = ++app->next_group;
    for (int i = 0; i < 2; i++) {
        StageEdit request = {.edit = ps_edit_pool(&pools[i]), .group = group};
        edits_apply(app, &request);
    }
    assert_true(ps_pool_equal(&app->document.scene.pool, &pool));
    assert_int_equal(app->facts.pooled.output.height, 1024);
    assert_int_equal(app->player.steps, 1024 * 1024);
    app_destroy(app);
}

static void the_largest_magnitude_follows_cells(void **state) {
    (void)state;
    App *app = drive_start();
    const float values[] = {77, 1};
    const float before = app->facts.scale.magnitude;
    PsEdit edit;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ps_edit_cells(&edit, &app->document.scene, 0, 0, 0, 1, 1, &values[i], NULL), PS_OK);
        make(app, edit);
        assert_true(app->facts.scale.magnitude == (i == 0 ? 77 : before));
    }
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_views_of_compare_pool_nothing),
        cmocka_unit_test(what_is_not_read_is_left),
        cmocka_unit_test(what_is_not_needed_waits_until_it_is),
        cmocka_unit_test(a_refusal_leaves_scene_and_facts_as_they_were),
        cmocka_unit_test(a_refusal_within_a_group_leaves_facts_of_the_scene),
        cmocka_unit_test(the_largest_magnitude_follows_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
