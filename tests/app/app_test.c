/* The program around its stage: opening and dropping maps, when a frame is due, timeline, drawer, notices. */
#include "app/app.h"
#include "app/document/opening.h"

#include "core/file.h"
#include "tests/app/driver.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Tests are run in a folder of the build. */
static const char map_path[] = "app_test.csv";
static const char wide_path[] = "app_test_wide.csv";
static const char broken_path[] = "app_test_broken.csv";

static void put(const char *path, const char *text) {
    assert_int_equal(ps_file_write(path, text, strlen(text), NULL), PS_OK);
}

static int set_up_files(void **state) {
    (void)state;
    /* 4097 columns: one more than is shown. */
    char wide[2 * 4096 + 2];
    for (size_t i = 0; i < sizeof wide - 1; i++) {
        wide[i] = i % 2 ? ',' : '0';
    }
    wide[sizeof wide - 1] = '\0';
    put(map_path, "9,8,7\n6,5,4\n3,2,1\n");
    put(wide_path, wide);
    put(broken_path, "1,2\n3\n");
    return 0;
}

static int remove_files(void **state) {
    (void)state;
    remove(map_path);
    remove(wide_path);
    remove(broken_path);
    return 0;
}

static int set_up(void **state) {
    *state = drive_start();
    return 0;
}

static int tear_down(void **state) {
    app_destroy(*state);
    return 0;
}

static void the_empty_program_is_the_tutorial_at_step_0(void **state) {
    App *app = *state;
    assert_shown(app, "Step", "0 / 4");
    assert_shown(app, "Kernel size", "2 × 2");
    assert_shown(app, "input 3,3", "3");
    assert_shown(app, "Pattern", "Tutorial");
}

/* Maps. */

static void a_file_opens_as_the_input_and_cannot_be_undone(void **state) {
    App *app = *state;
    drive_click(app, "Increase kernel size");
    assert_int_equal(opening_open(app, map_path, NULL), PS_OK);
    drive_show(app);
    assert_shown(app, "input 0,0", "9");
    assert_shown(app, "Input", "3 × 3");
    assert_shown(app, "Pattern", "Own");
    assert_false(ps_history_can_undo(&app->history));
    drive_click(app, "input 0,0");
    drive_type(app, "1");
    drive_key(app, UI_KEY_ENTER, 0);
    drive_key(app, 'r', UI_CTRL);
    assert_shown(app, "input 0,0", "9");
}

static void a_file_that_cannot_be_opened_changes_nothing(void **state) {
    App *app = *state;
    static const char *const paths[] = {"there-is-none.csv", broken_path, wide_path, "."};
    drive_click(app, "Ceil mode");
    for (int i = 0; i < 4; i++) {
        PsError error = {0};
        char sentence[PS_ERROR_TEXT_SIZE];
        assert_int_not_equal(opening_open(app, paths[i], &error), PS_OK);
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        assert_non_null(strstr(sentence, ": "));
        drive_show(app);
        assert_shown(app, "input 0,0", "1");
        assert_true(ps_history_can_undo(&app->history));
    }
}

static void a_scene_of_global_or_adaptive_pooling_opens_as_what_it_is(void **state) {
    App *app = *state;
    static const char gap[] = "app_test_gap.json";
    put(gap, "{\"poolscope\":1,\"pool\":{\"op\":\"gap\"}}");
    assert_int_equal(opening_open(app, gap, NULL), PS_OK);
    drive_show(app);
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "Operation", "Global");
    assert_shown(app, "Step", "1 / 1");
    assert_shown(app, "output 0,0", "3.125");
    assert_shown(app, "Formula", "50 / 16 = 3.125");
    assert_int_equal(app->document.scene.pool.op, PS_POOL_GAP);
    assert_true(app_saved(app));
    put(gap, "{\"poolscope\":1,\"pool\":{\"op\":\"adaptive_max\",\"output_size\":[2,1]}}");
    assert_int_equal(opening_open(app, gap, NULL), PS_OK);
    drive_show(app);
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "output 0,0", "6");
    assert_shown(app, "output 1,0", "7");
    assert_shown(app, "Operation", "Adaptive max");
    put(gap, "{\"poolscope\":1,\"pool\":{\"op\":\"adaptive_avg\",\"output_size\":[3,3]}}");
    assert_int_equal(opening_open(app, gap, NULL), PS_OK);
    drive_show(app);
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "Step", "9 / 9");
    assert_shown(app, "Formula", "(4 + 7 + 6 + 3) / 4 = 5");
    assert_int_equal(app->document.scene.pool.op, PS_POOL_ADAPTIVE_AVG);
    put(gap, "{\"poolscope\":1,\"pool\":{\"op\":\"gmp\"}}");
    assert_int_equal(opening_open(app, gap, NULL), PS_OK);
    drive_show(app);
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "Operation", "Global max");
    assert_shown(app, "output 0,0", "7");
    assert_false(drive_has(app, "Kernel size"));
    remove(gap);
}

static void a_dropped_file_can_be_undone(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    opening_drop(app, map_path);
    drive_show(app);
    assert_shown(app, "input 0,0", "9");
    assert_shown(app, "Step", "0 / 1");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "input 0,0", "1");
    assert_shown(app, "Input", "4 × 4");
}

static void a_dropped_file_that_is_no_map_is_said_on_screen(void **state) {
    App *app = *state;
    opening_drop(app, broken_path);
    drive_show(app);
    assert_true(drive_said(app, ": "));
    assert_shown(app, "input 0,0", "1");
    drive_wait(app, 7);
    assert_false(drive_said(app, ": "));
}

static void a_map_of_several_channels_opens_whole(void **state) {
    App *app = *state;
    put(map_path, "1,2\n3,4\n\n5,6\n7,8\n");
    assert_int_equal(opening_open(app, map_path, NULL), PS_OK);
    assert_int_equal(app->document.scene.input.channels, 2);
    assert_true(ps_map_get(&app->document.scene.input, 1, 1, 1) == 8);
    put(map_path, "9,8,7\n6,5,4\n3,2,1\n");
}

/* Pictures: tests/data/pictures/make.py says what they hold. */

static void a_picture_named_at_the_start_opens_at_the_usual_size(void **state) {
    App *app = *state;
    assert_int_equal(opening_open(app, POOLSCOPE_TEST_DATA "/pictures/quarters.png", NULL), PS_OK);
    drive_show(app);
    assert_int_equal(app->document.scene.input.channels, 3);
    assert_int_equal(app->document.scene.input.height, 21);
    assert_int_equal(app->document.scene.input.width, 28);
    assert_false(drive_has(app, "Open picture"));
    assert_int_equal(opening_open(app, POOLSCOPE_TEST_DATA "/pictures/grey.png", NULL), PS_OK);
    assert_int_equal(app->document.scene.input.channels, 1);
}

static void a_dropped_picture_asks_for_size_and_colour(void **state) {
    App *app = *state;
    opening_drop(app, POOLSCOPE_TEST_DATA "/pictures/quarters.png");
    drive_show(app);
    assert_shown(app, "Size", "28");
    assert_shown(app, "Colour", "RGB");
    assert_shown(app, "Result", "21 × 28, 3 channels");
    drive_click(app, "8");
    drive_click(app, "Grey");
    assert_shown(app, "Result", "6 × 8, 1 channel");
    drive_click(app, "Open picture");
    assert_false(drive_has(app, "Open picture"));
    assert_shown(app, "Input", "6 × 8");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "Input", "4 × 4");
}

static void the_picture_dialog_is_driven_by_keys_alone(void **state) {
    App *app = *state;
    opening_drop(app, POOLSCOPE_TEST_DATA "/pictures/quarters.png");
    drive_show(app);
    drive_key(app, UI_KEY_LEFT, 0);
    assert_shown(app, "Size", "16");
    drive_key(app, UI_KEY_TAB, 0);
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Colour", "Grey");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_false(drive_has(app, "Open picture"));
    assert_shown(app, "Input", "12 × 16");
}

static void a_picture_dialog_that_is_left_changes_nothing(void **state) {
    App *app = *state;
    for (int way = 0; way < 2; way++) {
        opening_drop(app, POOLSCOPE_TEST_DATA "/pictures/quarters.png");
        drive_show(app);
        drive_type(app, "h ?");
        drive_key(app, UI_KEY_PAGE_DOWN, 0);
        assert_shown(app, "Size", "28");
        if (way == 0) {
            drive_key(app, UI_KEY_ESCAPE, 0);
        } else {
            drive_click(app, "Cancel");
        }
        assert_false(drive_has(app, "Open picture"));
        assert_shown(app, "Step", "0 / 4");
        assert_shown(app, "Hide answers", "off");
        assert_false(ps_history_can_undo(&app->history));
    }
}

static void a_second_picture_takes_the_place_of_the_first(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_F1, 0);
    opening_drop(app, POOLSCOPE_TEST_DATA "/pictures/quarters.png");
    opening_drop(app, POOLSCOPE_TEST_DATA "/pictures/grey.png");
    drive_show(app);
    assert_false(drive_has(app, "Ctrl+Z"));
    assert_shown(app, "Size", "Original");
    assert_shown(app, "Result", "5 × 7, 1 channel");
}

/* Time. */

static void nothing_is_due_while_nothing_moves(void **state) {
    App *app = *state;
    assert_true(app_due(app) < 0);
    Rect damage[CANVAS_DAMAGE];
    assert_int_equal(app_show(app, damage), 0);
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_true(app_due(app) == 0);
    drive_wait(app, 2);
    assert_true(app_due(app) < 0);
    assert_int_equal(app_show(app, damage), 0);
}

static void a_tooltip_is_due_when_it_comes(void **state) {
    App *app = *state;
    drive_hover(app, "Play");
    assert_true(fabs(app_due(app) - 0.5) < 0.01);
    drive_wait(app, app_due(app) + 0.001);
    assert_true(drive_said(app, "Space"));
    assert_true(app_due(app) < 0);
}

static void a_notice_is_due_when_it_goes(void **state) {
    App *app = *state;
    app_say(app, "A notice.");
    drive_show(app);
    assert_true(drive_said(app, "A notice."));
    assert_true(fabs(app_due(app) - 6) < 0.01);
    drive_wait(app, 6.01);
    assert_false(drive_said(app, "A notice."));
    assert_true(app_due(app) < 0);
}

static void looping_is_remembered(void **state) {
    (void)state;
    Settings settings = settings_default();
    settings.loop = true;
    App *app = app_create(canvas_metrics_fake(), &settings);
    assert_non_null(app);
    assert_true(app->player.loop);
    drive_show(app);
    assert_shown(app, "Loop", "on");
    drive_click(app, "Loop");
    assert_false(app->settings.loop || app->player.loop);
    assert_true(app->wishes.settings_changed);
    app_destroy(app);
}

static void playing_with_reduced_motion_is_due_at_the_next_step(void **state) {
    App *app = *state;
    app_set_reduced(app, true);
    drive_show(app);
    drive_key(app, UI_KEY_SPACE, 0);
    assert_shown(app, "Step", "1 / 4");
    assert_true(fabs(app_due(app) - 1.6) < 0.01);
}

/* Transport. */

static void the_buttons_step(void **state) {
    App *app = *state;
    drive_click(app, "Next step");
    drive_click(app, "Next step");
    assert_shown(app, "Step", "2 / 4");
    drive_click(app, "Previous step");
    assert_shown(app, "Step", "1 / 4");
    drive_click(app, "Last step");
    assert_shown(app, "Step", "4 / 4");
    drive_click(app, "First step");
    assert_shown(app, "Step", "0 / 4");
    drive_click(app, "Play");
    drive_wait(app, 6.5);
    assert_shown(app, "Step", "4 / 4");
    assert_true(drive_has(app, "Play"));
}

static void the_timeline_jumps_where_it_is_pressed_and_dragged(void **state) {
    App *app = *state;
    const Rect rect = drive_find(app, "Timeline")->rect;
    const float y = rect.y + rect.h / 2;
    drive_down(app, rect.x + 1, y, 1);
    drive_move(app, rect.x + rect.w / 2, y);
    assert_shown(app, "Timeline", "2");
    drive_move(app, rect.x + rect.w + 200, y + 100);
    assert_shown(app, "Step", "4 / 4");
    drive_move(app, rect.x - 200, y);
    drive_up(app, rect.x - 200, y);
    assert_shown(app, "Step", "0 / 4");
    drive_move(app, rect.x + rect.w / 2, y);
    assert_shown(app, "Step", "0 / 4");
}

static void a_press_on_the_timeline_finishes_a_running_move(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 0.5);
    drive_click(app, "Timeline");
    assert_false(app->player.moving);
    assert_shown(app, "Step", "2 / 4");
}

static void the_speed_is_set_by_keyboard_and_by_mouse(void **state) {
    App *app = *state;
    assert_shown(app, "Speed", "1×");
    drive_tab_to(app, "Speed");
    drive_key(app, UI_KEY_UP, 0);
    drive_key(app, UI_KEY_UP, 0);
    drive_key(app, UI_KEY_UP, 0);
    assert_shown(app, "Speed", "4×");
    const Rect rect = drive_find(app, "Speed")->rect;
    drive_down(app, rect.x + 2, rect.y + 5, 1);
    drive_up(app, rect.x + 2, rect.y + 5);
    assert_shown(app, "Speed", "0.25×");
}

/* Sizes. */

static void a_narrow_window_puts_the_inspector_into_a_drawer(void **state) {
    (void)state;
    App *app = drive_start_sized(700, 600, 1);
    assert_false(drive_has(app, "Kernel size"));
    drive_click(app, "Options");
    drive_click(app, "Increase kernel size");
    assert_shown(app, "Kernel size", "3 × 3");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(drive_has(app, "Kernel size"));
    app_resize(app, 1280, 800, 1);
    drive_show(app);
    assert_true(drive_has(app, "Kernel size"));
    app_destroy(app);
}

static void every_size_of_window_and_text_draws(void **state) {
    (void)state;
    static const int sizes[][2] = {{1, 1},      {320, 320},   {400, 300}, {800, 600},
                                   {1280, 800}, {3840, 2160}, {5000, 100}};
    for (int i = 0; i < 7; i++) {
        for (int text = 3; text <= 12; text += 3) {
            App *app = drive_start_sized(sizes[i][0], sizes[i][1], (float)text / 4);
            drive_key(app, UI_KEY_END, 0);
            app_set_presenter(app, true);
            drive_show(app);
            assert_false(app->canvas.out_of_memory);
            app_destroy(app);
        }
    }
}

/* A finger. */

static void touch(App *app, UiEventKind kind, Point at) {
    app_event(app, &(UiEvent){.kind = kind, .x = at.x, .y = at.y, .clicks = 1, .touch = true});
    drive_show(app);
}

static void a_tap_is_a_click_and_leaves_the_probe(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    const Point cell = drive_at(app, "output 0,1");
    touch(app, UI_EVENT_DOWN, cell);
    touch(app, UI_EVENT_UP, cell);
    assert_shown(app, "Formula", "max(2, 4, 1, 2) = 4");
    drive_wait(app, 1);
    assert_shown(app, "Formula", "max(2, 4, 1, 2) = 4");
}

static void one_finger_paints_on_the_map(void **state) {
    App *app = *state;
    touch(app, UI_EVENT_DOWN, drive_at(app, "input 0,3"));
    touch(app, UI_EVENT_MOVE, drive_at(app, "input 0,1"));
    touch(app, UI_EVENT_UP, drive_at(app, "input 0,1"));
    assert_shown(app, "input 0,1", "4");
    assert_shown(app, "input 0,2", "4");
}

/* The exported picture. */

static void a_picture_shows_neither_pointer_nor_focus(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    char *calm = drive_picture(app);
    drive_tab_to(app, "input 0,0");
    drive_hover(app, "output 0,0");
    char *busy = drive_picture(app);
    assert_string_equal(calm, busy);
    free(calm);
    free(busy);
}

static void a_picture_keeps_covered_answers_covered(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    char *open = drive_picture(app);
    drive_type(app, "h");
    char *covered = drive_picture(app);
    assert_string_not_equal(open, covered);
    assert_non_null(strstr(covered, "\"?\""));
    free(open);
    free(covered);
}

#define APP_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        APP_TEST(the_empty_program_is_the_tutorial_at_step_0),
        APP_TEST(a_file_opens_as_the_input_and_cannot_be_undone),
        APP_TEST(a_file_that_cannot_be_opened_changes_nothing),
        APP_TEST(a_scene_of_global_or_adaptive_pooling_opens_as_what_it_is),
        APP_TEST(a_dropped_file_can_be_undone),
        APP_TEST(a_dropped_file_that_is_no_map_is_said_on_screen),
        APP_TEST(a_map_of_several_channels_opens_whole),
        APP_TEST(a_picture_named_at_the_start_opens_at_the_usual_size),
        APP_TEST(a_dropped_picture_asks_for_size_and_colour),
        APP_TEST(the_picture_dialog_is_driven_by_keys_alone),
        APP_TEST(a_picture_dialog_that_is_left_changes_nothing),
        APP_TEST(a_second_picture_takes_the_place_of_the_first),
        APP_TEST(nothing_is_due_while_nothing_moves),
        APP_TEST(a_tooltip_is_due_when_it_comes),
        APP_TEST(a_notice_is_due_when_it_goes),
        cmocka_unit_test(looping_is_remembered),
        APP_TEST(playing_with_reduced_motion_is_due_at_the_next_step),
        APP_TEST(the_buttons_step),
        APP_TEST(the_timeline_jumps_where_it_is_pressed_and_dragged),
        APP_TEST(a_press_on_the_timeline_finishes_a_running_move),
        APP_TEST(the_speed_is_set_by_keyboard_and_by_mouse),
        APP_TEST(a_narrow_window_puts_the_inspector_into_a_drawer),
        APP_TEST(every_size_of_window_and_text_draws),
        APP_TEST(a_tap_is_a_click_and_leaves_the_probe),
        APP_TEST(one_finger_paints_on_the_map),
        APP_TEST(a_picture_shows_neither_pointer_nor_focus),
        APP_TEST(a_picture_keeps_covered_answers_covered),
    };
    return cmocka_run_group_tests(tests, set_up_files, remove_files);
}
