/* The start page: what each tile opens, what goes on from before, and the hints of the very first start. */
#include "app/chrome/start_page.h"

#include "app/document/examples.h"
#include "app/state.h"
#include "tests/app/driver.h"

#include <stdlib.h>
#include <string.h>

static App *start(bool first) {
    App *app = drive_start();
    app->assets = ASSETS;
    if (first) {
        start_page_open_first(app);
    } else {
        drive_click(app, "Examples");
    }
    drive_show(app);
    assert_true(drive_has(app, "Start page"));
    return app;
}

static void each_tile_opens_its_scene_untitled_and_can_be_undone(void **state) {
    (void)state;
    static const struct {
        const char *stage, *label, *value;
    } opens[START_TILES] = {
        {"window", "Input", "4 × 4"},       {"window", "Padding", "1"},
        {"window", "Kernel size", "3 × 3"}, {"window", "Operation", "Global"},
        {"compare", "Channel", "all of 3"}, {"compare", "Input", "6 × 6"},
        {"field", "Step", "18 / 18"},       {"field", "Step", "70 / 70"},
        {"field", "Step", "10 / 10"},
    };
    for (int i = 0; i < START_TILES; i++) {
        App *app = start(false);
        drive_click(app, example_at(i)->title);
        drive_settle(app);
        assert_false(drive_has(app, "Start page"));
        assert_string_equal(stages[app->stage]->key, opens[i].stage);
        assert_shown(app, opens[i].label, opens[i].value);
        assert_shown(app, "Document", "Untitled");
        assert_true(app_saved(app));
        assert_int_equal(app->settings.recent_count, 0);
        drive_key(app, 'z', UI_CTRL);
        assert_shown(app, "Document", "Untitled");
        assert_int_equal(app->document.scene.input.height, 4);
        app_destroy(app);
    }
}

static void each_example_can_be_read(void **state) {
    (void)state;
    int count = 0;
    for (; example_at(count) != NULL; count++) {
        PsDocument document;
        PsError error = {0};
        assert_int_equal(example_read(ASSETS, count, &document, &error), PS_OK);
        ps_document_free(&document);
    }
    assert_true(count >= START_TILES && example_at(-1) == NULL);
}

static void escape_and_continue_leave_all_as_it_was(void **state) {
    (void)state;
    App *app = start(false);
    assert_shown(app, "Continue where you were", "Untitled · Window");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(drive_has(app, "Start page"));
    drive_click(app, "Poolscope");
    assert_true(drive_has(app, "Start page"));
    drive_click(app, "Continue where you were");
    assert_false(drive_has(app, "Start page"));
    assert_false(ps_history_can_undo(&app->history));
    app_destroy(app);
}

static void arrows_go_through_the_tiles_and_enter_opens(void **state) {
    (void)state;
    App *app = start(true);
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_string_equal(drive_focused(app), "The tutorial's map");
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_string_equal(drive_focused(app), "One spike");
    drive_key(app, UI_KEY_ENTER, 0);
    drive_settle(app);
    assert_string_equal(stages[app->stage]->key, "compare");
    app_destroy(app);
}

static void a_recent_file_opens_and_one_that_is_gone_says_so(void **state) {
    (void)state;
    App *app = drive_start();
    app->assets = ASSETS;
    settings_remember(&app->settings, "/nowhere/lost.json");
    settings_remember(&app->settings, ASSETS "/scenes/padding.json");
    drive_click(app, "Examples");
    drive_click(app, "padding.json");
    drive_settle(app);
    assert_shown(app, "Padding", "1");
    drive_click(app, "Examples");
    drive_click(app, "lost.json");
    assert_false(drive_has(app, "Start page"));
    assert_non_null(strstr(app->notice, "lost.json"));
    app_destroy(app);
}

static void at_the_first_start_there_is_nothing_to_continue(void **state) {
    (void)state;
    App *app = start(true);
    assert_false(drive_has(app, "Continue where you were"));
    app_destroy(app);
}

static void without_assets_it_is_empty_and_harmless(void **state) {
    (void)state;
    App *app = drive_start();
    app->assets = "/nowhere";
    drive_click(app, "Examples");
    drive_click(app, "One spike");
    assert_non_null(strstr(app->notice, "one-spike.json"));
    app_destroy(app);
}

static void a_picture_goes_on_while_it_is_pointed_at(void **state) {
    (void)state;
    App *app = start(false);
    assert_true(app_due(app) < 0 || app_due(app) > 0.2);
    drive_hover(app, "The tutorial's map");
    drive_show(app);
    char *before = drive_dump(app);
    assert_true(app_due(app) < 0.2);
    drive_wait(app, 0.6);
    char *after = drive_dump(app);
    assert_string_not_equal(before, after);
    free(before);
    free(after);
    app_destroy(app);
}

#define STEP_HINT    "The right arrow key does one step, so does this"
#define EDIT_HINT    "Click a cell and type another number"
#define COMPARE_HINT "See max, average and global side by side"

static void each_hint_is_gone_once_it_was_followed(void **state) {
    (void)state;
    App *app = start(true);
    assert_false(drive_has(app, STEP_HINT));
    drive_key(app, UI_KEY_ESCAPE, 0);
    drive_show(app);
    assert_true(drive_has(app, STEP_HINT));
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_settle(app);
    assert_true(drive_has(app, EDIT_HINT) && !drive_has(app, STEP_HINT));
    drive_click(app, "input 0,0");
    drive_type(app, "9");
    drive_key(app, UI_KEY_ENTER, 0);
    drive_settle(app);
    assert_true(drive_has(app, COMPARE_HINT) && !drive_has(app, EDIT_HINT));
    drive_click(app, "Compare");
    drive_settle(app);
    drive_click(app, "Window");
    drive_settle(app);
    assert_false(drive_has(app, STEP_HINT) || drive_has(app, EDIT_HINT) || drive_has(app, COMPARE_HINT));
    app_destroy(app);
}

static void a_hint_can_be_sent_away_and_covers_nothing_it_points_at(void **state) {
    (void)state;
    static const char *const hints[] = {STEP_HINT, EDIT_HINT, COMPARE_HINT};
    static const char *const at[] = {"Next step", "Input", "Compare"};
    App *app = start(true);
    drive_key(app, UI_KEY_ESCAPE, 0);
    drive_show(app);
    for (int i = 0; i < 3; i++) {
        const Rect both = rect_intersect(drive_find(app, hints[i])->rect, drive_find(app, at[i])->rect);
        assert_true(rect_empty(both));
        drive_click(app, "Got it");
        drive_show(app);
    }
    assert_false(drive_has(app, "Got it"));
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_tile_opens_its_scene_untitled_and_can_be_undone),
        cmocka_unit_test(each_example_can_be_read),
        cmocka_unit_test(escape_and_continue_leave_all_as_it_was),
        cmocka_unit_test(arrows_go_through_the_tiles_and_enter_opens),
        cmocka_unit_test(a_recent_file_opens_and_one_that_is_gone_says_so),
        cmocka_unit_test(at_the_first_start_there_is_nothing_to_continue),
        cmocka_unit_test(without_assets_it_is_empty_and_harmless),
        cmocka_unit_test(a_picture_goes_on_while_it_is_pointed_at),
        cmocka_unit_test(each_hint_is_gone_once_it_was_followed),
        cmocka_unit_test(a_hint_can_be_sent_away_and_covers_nothing_it_points_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
