/* The Window stage in a person's hands: editing cells, painting, pointing, hidden answers. */
#include "app/stages/window/stage.h"

#include "app/state.h"
#include "tests/app/driver.h"

#include <math.h>
#include <stdlib.h>

static int set_up(void **state) {
    *state = drive_start();
    return 0;
}

static int tear_down(void **state) {
    app_destroy(*state);
    return 0;
}

/* Editing. */

static void a_click_gives_a_cell_the_focus_and_arrows_move_it(void **state) {
    App *app = *state;
    drive_click(app, "input 1,1");
    assert_string_equal(drive_focused(app), "input 1,1");
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    assert_string_equal(drive_focused(app), "input 2,2");
    drive_key(app, UI_KEY_LEFT, 0);
    drive_key(app, UI_KEY_UP, 0);
    assert_string_equal(drive_focused(app), "input 1,1");
    assert_shown(app, "Step", "0 / 4");
}

static void arrows_stop_at_the_edges(void **state) {
    App *app = *state;
    drive_click(app, "input 3,3");
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    assert_string_equal(drive_focused(app), "input 3,3");
    drive_click(app, "input 0,0");
    drive_key(app, UI_KEY_LEFT, 0);
    drive_key(app, UI_KEY_UP, 0);
    assert_string_equal(drive_focused(app), "input 0,0");
    assert_shown(app, "Step", "0 / 4");
}

static void a_typed_digit_replaces_and_enter_goes_down(void **state) {
    App *app = *state;
    drive_click(app, "input 0,0");
    drive_type(app, "42");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "input 0,0", "42");
    assert_string_equal(drive_focused(app), "input 1,0");
    drive_type(app, "7");
    drive_key(app, UI_KEY_ENTER, UI_SHIFT);
    assert_shown(app, "input 1,0", "7");
    assert_string_equal(drive_focused(app), "input 0,0");
}

static void tab_goes_right_row_by_row_and_shift_tab_back(void **state) {
    App *app = *state;
    drive_click(app, "input 0,3");
    drive_type(app, "8");
    drive_key(app, UI_KEY_TAB, 0);
    assert_shown(app, "input 0,3", "8");
    assert_string_equal(drive_focused(app), "input 1,0");
    drive_type(app, "9");
    drive_key(app, UI_KEY_TAB, UI_SHIFT);
    assert_shown(app, "input 1,0", "9");
    assert_string_equal(drive_focused(app), "input 0,3");
}

static void escape_gives_an_edit_up_and_then_the_focus(void **state) {
    App *app = *state;
    drive_click(app, "input 0,0");
    drive_type(app, "9");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_shown(app, "input 0,0", "1");
    assert_string_equal(drive_focused(app), "input 0,0");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_string_equal(drive_focused(app), "");
    assert_false(ps_history_can_undo(&app->history));
}

static void f2_keeps_the_old_text_and_a_double_click_replaces_it(void **state) {
    App *app = *state;
    drive_click(app, "input 0,1");
    drive_key(app, UI_KEY_F1 + 1, 0);
    assert_string_equal(app->ui.edit.text, "3");
    drive_type(app, "5");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "input 0,1", "35");
    drive_double_click(app, "input 2,2");
    assert_true(app->ui.edit.id != 0);
    drive_type(app, "6");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "input 2,2", "6");
    drive_double_click(app, "input 2,2");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "input 2,2", "6");
}

static void numbers_are_read_as_people_type_them(void **state) {
    App *app = *state;
    static const struct {
        const char *typed, *value;
    } cases[] = {{"1,5", "1.5"}, {".25", "0.25"}, {",5", "0.5"},    {"-3", "-3"},
                 {"+4", "4"},    {"1e3", "1000"}, {"-inf", "-inf"}, {"0.1", "0.1"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        drive_click(app, "input 0,0");
        drive_type(app, cases[i].typed);
        drive_key(app, UI_KEY_ENTER, 0);
        assert_shown(app, "input 0,0", cases[i].value);
    }
}

static void nan_and_inf_can_be_typed_once_an_edit_runs(void **state) {
    App *app = *state;
    static const char *const words[] = {"nan", "inf", "-inf", "NaN", "Infinity"};
    static const char *const values[] = {"nan", "inf", "-inf", "nan", "inf"};
    for (int i = 0; i < 5; i++) {
        drive_click(app, "input 0,0");
        drive_key(app, UI_KEY_F1 + 1, 0);
        while (app->ui.edit.length > 0) {
            drive_key(app, UI_KEY_BACKSPACE, 0);
        }
        drive_type(app, words[i]);
        drive_key(app, UI_KEY_ENTER, 0);
        assert_shown(app, "input 0,0", values[i]);
    }
}

static void letters_on_a_cell_stay_shortcuts(void **state) {
    App *app = *state;
    drive_click(app, "input 0,0");
    drive_type(app, "h");
    assert_shown(app, "Hide answers", "on");
    assert_int_equal(app->ui.edit.id, 0);
    drive_type(app, "n");
    drive_type(app, "i");
    assert_int_equal(app->ui.edit.id, 0);
    drive_type(app, "t");
    assert_int_equal(app->settings.theme, THEME_DAY);
    assert_string_equal(drive_focused(app), "input 0,0");
}

static void what_is_no_number_is_refused_at_the_cell_and_the_edit_goes_on(void **state) {
    App *app = *state;
    drive_click(app, "input 0,0");
    drive_type(app, "1..2");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_true(drive_said(app, "not a number"));
    assert_string_equal(app->ui.edit.text, "1..2");
    assert_false(ps_history_can_undo(&app->history));
    drive_key(app, UI_KEY_BACKSPACE, 0);
    drive_key(app, UI_KEY_BACKSPACE, 0);
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "input 0,0", "1");
    drive_click(app, "input 0,0");
    drive_type(app, "1e39");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_true(drive_said(app, "too large"));
}

static void delete_sets_zero(void **state) {
    App *app = *state;
    drive_click(app, "input 1,1");
    drive_key(app, UI_KEY_DELETE, 0);
    assert_shown(app, "input 1,1", "0");
    assert_string_equal(drive_focused(app), "input 1,1");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "input 1,1", "6");
}

static void an_edit_changes_what_follows_and_makes_the_pattern_own(void **state) {
    App *app = *state;
    assert_shown(app, "Pattern", "Tutorial");
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "input 0,0");
    drive_type(app, "99");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "output 0,0", "99");
    assert_shown(app, "Pattern", "Own");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "output 0,0", "6");
    assert_shown(app, "Pattern", "Tutorial");
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    assert_shown(app, "output 0,0", "99");
}

static void a_press_elsewhere_takes_the_edit(void **state) {
    App *app = *state;
    drive_click(app, "input 0,0");
    drive_type(app, "12");
    drive_click(app, "input 2,0");
    assert_shown(app, "input 0,0", "12");
    assert_string_equal(drive_focused(app), "input 2,0");
    drive_type(app, "13");
    drive_click(app, "Next step");
    assert_shown(app, "input 2,0", "13");
    assert_int_equal(app->ui.edit.id, 0);
}

static void page_keys_go_to_a_running_edit(void **state) {
    App *app = *state;
    drive_click(app, "input 0,0");
    drive_type(app, "12");
    drive_key(app, UI_KEY_PAGE_DOWN, 0);
    drive_key(app, UI_KEY_HOME, 0);
    drive_type(app, "3");
    drive_key(app, UI_KEY_SPACE, 0);
    assert_shown(app, "Step", "0 / 4");
    assert_string_equal(app->ui.edit.text, "312");
}

static void an_edit_in_a_small_map_stays_at_its_cell(void **state) {
    App *app = *state;
    const PsPool pool = ps_pool_default();
    drive_scene(app, &pool, 64, 64, NULL);
    drive_click(app, "input 20,20");
    drive_type(app, "5");
    /* The box of the edit is larger than the cell; the press is in the box, on another cell. */
    drive_click(app, "input 20,21");
    drive_type(app, "6");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "input 20,21", "1301");
    assert_string_not_equal(drive_value(app, "input 20,20"), "1300");
}

/* Painting and the wheel. */

static void a_drag_paints_the_value_and_is_one_step_of_undo(void **state) {
    App *app = *state;
    drive_drag(app, "input 0,3", "input 3,0");
    for (int i = 0; i < 4; i++) {
        char label[32];
        snprintf(label, sizeof label, "input %d,%d", i, 3 - i);
        assert_shown(app, label, "4");
    }
    assert_shown(app, "input 0,0", "1");
    assert_int_equal(drive_undo_all(app), 1);
    assert_true(ps_scene_equal(&app->document.scene, &app->opened.scene));
}

static void a_fast_drag_leaves_no_holes(void **state) {
    App *app = *state;
    const Point from = drive_at(app, "input 1,0");
    const Point to = drive_at(app, "input 1,3");
    drive_down(app, from.x, from.y, 1);
    drive_move(app, to.x, to.y);
    drive_up(app, to.x, to.y);
    assert_shown(app, "input 1,1", "5");
    assert_shown(app, "input 1,2", "5");
    assert_shown(app, "input 1,3", "5");
}

static void two_drags_are_two_steps_of_undo(void **state) {
    App *app = *state;
    drive_drag(app, "input 0,0", "input 0,1");
    drive_drag(app, "input 2,3", "input 3,3");
    assert_int_equal(drive_undo_all(app), 2);
}

static void a_click_paints_nothing(void **state) {
    App *app = *state;
    drive_click(app, "input 2,2");
    assert_false(ps_history_can_undo(&app->history));
}

static void painting_nan_over_cells_works(void **state) {
    App *app = *state;
    const PsPool pool = ps_pool_default();
    const float values[] = {NAN, 1, 2, 3};
    drive_scene(app, &pool, 2, 2, values);
    drive_drag(app, "input 0,0", "input 0,1");
    assert_shown(app, "input 0,1", "nan");
}

static void the_wheel_over_the_focused_cell_adds_one_a_notch(void **state) {
    App *app = *state;
    drive_click(app, "input 0,2");
    drive_wheel(app, "input 0,2", 1, 0);
    assert_shown(app, "input 0,2", "3");
    drive_wheel(app, "input 0,2", -2, 0);
    assert_shown(app, "input 0,2", "1");
    drive_wheel(app, "input 0,2", 1, UI_SHIFT);
    drive_wheel(app, "input 0,2", 1, UI_SHIFT);
    drive_wheel(app, "input 0,2", 1, UI_SHIFT);
    assert_shown(app, "input 0,2", "1.3");
}

static void the_wheel_over_another_cell_changes_nothing(void **state) {
    App *app = *state;
    drive_click(app, "input 0,2");
    drive_wheel(app, "input 2,2", 3, 0);
    drive_wheel(app, "output 0,0", 3, 0);
    assert_false(ps_history_can_undo(&app->history));
}

static void the_corner_resizes_by_drag_and_by_arrows(void **state) {
    App *app = *state;
    const UiEntry *cell = drive_find(app, "input 0,0");
    const float pitch = cell->full.w + 4;
    drive_drag_by(app, "Input corner", pitch * 1.2F, 0);
    assert_int_equal(app->document.scene.input.width, 5);
    assert_int_equal(app->document.scene.input.height, 4);
    assert_shown(app, "input 0,4", "0");
    assert_shown(app, "input 3,3", "3");
    assert_int_equal(drive_undo_all(app), 1);
    drive_tab_to(app, "Input corner");
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Input corner", "5 × 5");
    drive_key(app, UI_KEY_UP, 0);
    assert_shown(app, "Input corner", "4 × 5");
    assert_shown(app, "Step", "0 / 4");
}

static void the_corner_refuses_a_map_without_cells_or_windows(void **state) {
    App *app = *state;
    drive_tab_to(app, "Input corner");
    for (int i = 0; i < 3; i++) {
        drive_key(app, UI_KEY_UP, 0);
    }
    assert_int_equal(app->document.scene.input.height, 2);
    assert_true(drive_said(app, ":"));
}

/* Pointing. */

static void pointing_at_an_output_shows_its_window(void **state) {
    App *app = *state;
    char *before = drive_dump(app);
    drive_hover(app, "output 1,0");
    assert_shown(app, "Formula", "max(3, 2, 1, 0) = ");
    assert_shown(app, "Explanation", "Rows 2 to 3, columns 0 to 1");
    char *during = drive_dump(app);
    assert_string_not_equal(before, during);
    drive_move(app, 5, 790);
    char *after = drive_dump(app);
    assert_string_equal(before, after);
    free(before);
    free(during);
    free(after);
}

static void pointing_at_a_written_output_shows_its_answer(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_hover(app, "output 0,1");
    assert_shown(app, "Formula", "max(2, 4, 1, 2) = 4");
}

static void pointing_at_an_input_says_what_it_feeds(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_hover(app, "input 0,0");
    assert_shown(app, "Explanation", "Row 0, column 0: it feeds one output");
    PsPool pool = ps_pool_default();
    pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 1;
    drive_scene(app, &pool, 3, 3, NULL);
    drive_hover(app, "input 1,1");
    assert_shown(app, "Explanation", "Row 1, column 1: it feeds 4 outputs");
    pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 2;
    drive_scene(app, &pool, 3, 3, NULL);
    drive_hover(app, "input 2,2");
    assert_shown(app, "Explanation", "Row 2, column 2: no window reads it");
}

static void an_output_that_is_gone_is_no_longer_pointed_at(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_hover(app, "output 1,1");
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = 4;
    drive_scene(app, &pool, 4, 4, NULL);
    assert_shown(app, "Step", "1 / 1");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "Step", "1 / 4");
}

/* Hidden answers. */

static void hidden_answers_are_empty_in_the_tree(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_type(app, "h");
    assert_shown(app, "Hide answers", "on");
    for (int i = 0; i < 4; i++) {
        char label[32];
        snprintf(label, sizeof label, "output %d,%d", i / 2, i % 2);
        assert_shown(app, label, "");
    }
    assert_shown(app, "Formula", "max(4, 7, 6, 3) = ?");
    drive_hover(app, "output 0,0");
    assert_shown(app, "Formula", "max(1, 3, 5, 6) = ?");
    drive_wait(app, 1);
    assert_false(drive_said(app, "6"));
}

static void a_covered_answer_is_nowhere_in_the_picture(void **state) {
    App *app = *state;
    const PsPool pool = ps_pool_default();
    const float values[] = {1, 2, 3, 77};
    drive_scene(app, &pool, 2, 2, values);
    drive_type(app, "h");
    app_set_step(app, 1);
    drive_show(app);
    char *list = drive_dump(app);
    int times = 0;
    for (const char *at = strstr(list, "\"77\""); at; at = strstr(at + 1, "\"77\"")) {
        times++;
    }
    /* The cell itself, and the formula's term. */
    assert_int_equal(times, 2);
    free(list);
}

static void enter_and_a_click_on_the_cover_reveal_one(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_type(app, "h");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "output 1,1", "7");
    assert_shown(app, "output 1,0", "");
    drive_click(app, "output 0,0");
    assert_shown(app, "output 0,0", "6");
    drive_tab_to(app, "output 0,0");
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "output 1,0", "3");
    assert_shown(app, "output 0,1", "");
}

static void a_click_on_the_formula_reveals_its_answer(void **state) {
    App *app = *state;
    drive_type(app, "h");
    app_set_step(app, 2);
    drive_show(app);
    drive_click(app, "Formula");
    assert_shown(app, "Formula", "max(2, 4, 1, 2) = 4");
    assert_shown(app, "output 0,1", "4");
    assert_shown(app, "output 0,0", "");
}

static void shift_h_reveals_all_and_h_covers_again(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_type(app, "h");
    drive_type(app, "H");
    assert_shown(app, "output 0,0", "6");
    assert_shown(app, "output 1,1", "7");
    assert_shown(app, "Hide answers", "on");
    drive_type(app, "h");
    assert_shown(app, "Hide answers", "off");
    drive_type(app, "h");
    assert_shown(app, "output 0,0", "");
}

static void next_uncovers_before_it_moves_on(void **state) {
    App *app = *state;
    drive_type(app, "h");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Step", "1 / 4");
    drive_wait(app, 2);
    drive_key(app, UI_KEY_PAGE_DOWN, 0);
    assert_shown(app, "Step", "1 / 4");
    assert_shown(app, "output 0,0", "6");
    drive_key(app, UI_KEY_PAGE_DOWN, 0);
    assert_shown(app, "Step", "2 / 4");
    assert_shown(app, "output 0,1", "");
    drive_click(app, "Next step");
    assert_shown(app, "Step", "2 / 4");
    assert_shown(app, "output 0,1", "4");
}

static void next_in_a_covered_move_ends_it_and_uncovers(void **state) {
    App *app = *state;
    drive_type(app, "h");
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 0.5);
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_false(app->player.moving);
    assert_shown(app, "Step", "1 / 4");
    assert_shown(app, "output 0,0", "6");
}

static void an_output_not_yet_written_cannot_be_revealed(void **state) {
    App *app = *state;
    drive_type(app, "h");
    drive_click(app, "output 1,1");
    assert_shown(app, "output 1,1", "");
    app_set_step(app, 4);
    drive_show(app);
    assert_shown(app, "output 1,1", "");
}

static void what_was_revealed_is_covered_anew_where_the_outputs_change_in_number(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_type(app, "hH");
    drive_click(app, "Increase kernel size");
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "output 0,0", "");
}

/* The tree. */

static void the_tree_shows_the_destination_at_once(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_true(app->player.moving);
    assert_shown(app, "Step", "1 / 4");
    assert_shown(app, "Timeline", "1");
    assert_shown(app, "output 0,0", "6");
    assert_shown(app, "Formula", "max(1, 3, 5, 6) = 6");
}

static void padding_is_marked_in_the_tree(void **state) {
    App *app = *state;
    PsPool pool = ps_pool_default();
    pool.padding[PS_HEIGHT] = pool.padding[PS_WIDTH] = 1;
    drive_scene(app, &pool, 2, 2, NULL);
    assert_shown(app, "padding -1,-1", "-inf");
    assert_shown(app, "padding 2,2", "-inf");
    pool.op = PS_POOL_AVG;
    drive_scene(app, &pool, 2, 2, NULL);
    assert_shown(app, "padding 0,2", "0");
}

/* first-use B14 */
static void a_row_has_its_output_under_it_and_stays_where_it_is(void **state) {
    App *app = *state;
    static const float row[16] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = pool.stride[PS_HEIGHT] = 1;
    drive_scene(app, &pool, 1, 16, row);
    const Rect in = drive_find(app, "input 0,0")->rect;
    const Rect out = drive_find(app, "output 0,0")->rect;
    assert_true(out.y > in.y + in.h);
    assert_true(in.w >= 40 && fabsf(out.w - in.w) < 1);
    pool.kernel_size[PS_WIDTH] = 3;
    drive_scene(app, &pool, 1, 16, row);
    const Rect after = drive_find(app, "input 0,0")->rect;
    assert_true(fabsf(after.x - in.x) < 0.5F && fabsf(after.y - in.y) < 0.5F);
}

/* first-use B6. A cell's number takes 40 % of it, text 13 units. */
static void under_large_text_numbers_are_as_large_as_text_and_what_moves_is_in_view(void **state) {
    (void)state;
    static const struct {
        int width, height;
        float text;
    } screens[] = {{1280, 800, 1.5F},  {1280, 800, 2},  {1280, 800, 3},
                   {1920, 1080, 1.5F}, {1920, 1080, 2}, {1920, 1080, 3}};
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        App *app = drive_start_sized(screens[i].width, screens[i].height, screens[i].text);
        for (int step = 1; step <= 4; step++) {
            char output[32];
            snprintf(output, sizeof output, "output %d,%d", (step - 1) / 2, (step - 1) % 2);
            drive_key(app, UI_KEY_RIGHT, 0);
            drive_wait(app, 0.9);
            const Rect formula = drive_find(app, "Formula")->rect;
            assert_true(formula.h >= 13 * app_unit(app));
            drive_settle(app);
            const UiEntry *cell = drive_find(app, output);
            assert_true(cell->rect.h >= cell->full.h - 1 && cell->rect.w >= cell->full.w - 1);
            assert_true(0.4F * cell->full.h >= 13 * app_unit(app) - 1);
        }
        app_destroy(app);
    }
}

static void between_steps_a_stage_stays_where_it_was_scrolled_to(void **state) {
    (void)state;
    App *app = drive_start_sized(1280, 800, 3);
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_settle(app);
    drive_wheel(app, "output 0,0", 20, 0);
    const float top = drive_find(app, "output 0,0")->rect.y;
    drive_wait(app, 1);
    assert_true(drive_find(app, "output 0,0")->rect.y == top);
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 0.9);
    assert_true(drive_find(app, "output 0,0")->rect.y != top);
    app_destroy(app);
}

#define STAGE_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

/* Channels. */

/* Two channels of 2 x 4: pooled 2 x 2 the first gives 6 and 8, the second 60 and 80. */
static void show_two_channels(App *app) {
    static const float values[] = {1, 2, 3, 4, 5, 6, 7, 8, 10, 20, 30, 40, 50, 60, 70, 80};
    drive_input(app, 2, 2, 4, values);
}

static void a_tile_shows_its_channel_and_what_is_pooled_of_it(void **state) {
    App *app = *state;
    show_two_channels(app);
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "Channel", "0 of 2");
    assert_shown(app, "input 1,1", "6");
    assert_shown(app, "output 0,1", "8");
    drive_click(app, "Channel 1");
    assert_shown(app, "Channel", "1 of 2");
    assert_shown(app, "Channel 1", "on");
    assert_shown(app, "Channel 0", "off");
    assert_false(drive_has(app, "input 1,1"));
    assert_shown(app, "input 1:1,1", "60");
    assert_shown(app, "output 0,0", "60");
    assert_shown(app, "output 0,1", "80");
    assert_shown(app, "Formula", "max(30, 40, 70, 80) = 80");
}

static void another_channel_is_no_edit(void **state) {
    App *app = *state;
    show_two_channels(app);
    const size_t before = app->history.undo.count;
    drive_click(app, "Channel 1");
    assert_int_equal(app->history.undo.count, before);
    drive_key(app, 'z', UI_CTRL);
    assert_false(drive_has(app, "Channel"));
    assert_shown(app, "input 1,1", "6");
}

static void arrows_on_the_strip_go_through_the_channels_and_stop_at_the_ends(void **state) {
    App *app = *state;
    show_two_channels(app);
    drive_tab_to(app, "Channel");
    drive_key(app, UI_KEY_LEFT, 0);
    assert_shown(app, "Channel", "0 of 2");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Channel", "1 of 2");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Channel", "1 of 2");
    assert_string_equal(drive_focused(app), "Channel");
}

static void another_channels_answers_are_covered_again(void **state) {
    App *app = *state;
    show_two_channels(app);
    drive_click(app, "Hide answers");
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "output 0,0");
    assert_shown(app, "output 0,0", "6");
    drive_click(app, "Channel 1");
    assert_shown(app, "output 0,0", "");
    drive_click(app, "output 0,0");
    assert_shown(app, "output 0,0", "60");
}

static void an_edit_changes_the_channel_that_is_shown(void **state) {
    App *app = *state;
    show_two_channels(app);
    drive_click(app, "Channel 1");
    drive_click(app, "input 1:0,0");
    drive_type(app, "99");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "input 1:0,0", "99");
    drive_click(app, "Channel 0");
    assert_shown(app, "input 0,0", "1");
}

static Rect cell_rect(App *app, int kernel, int stride) {
    PsPool pool = ps_pool_default();
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = kernel;
        pool.stride[axis] = stride;
    }
    drive_scene(app, &pool, 4, 4, NULL);
    app_set_step(app, 1);
    drive_show(app);
    return drive_find(app, "input 0,0")->rect;
}

/* C9: the input stays where it is when the output's size changes. */
static void another_output_size_leaves_the_input_where_it_is(void **state) {
    (void)state;
    App *app = drive_start();
    const Rect first = cell_rect(app, 2, 2);
    const int others[][2] = {{2, 1}, {3, 1}, {4, 1}, {4, 4}};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const Rect rect = cell_rect(app, others[i][0], others[i][1]);
        assert_true(rect.x == first.x && rect.y == first.y && rect.w == first.w);
    }
    app_destroy(app);
}

/* C10: a line leads from the window to the arrow at the map's edge. */
static void a_line_leads_from_the_window_to_the_arrow(void **state) {
    (void)state;
    App *app = drive_start();
    const Rect cell = cell_rect(app, 2, 2);
    const Rect last = drive_find(app, "input 0,3")->rect;
    int leads = 0;
    for (size_t i = 0; i < app->canvas.count; i++) {
        const CanvasCommand *command = &app->canvas.commands[i];
        const Rect rect = command->rect;
        leads += command->kind == CANVAS_FILL && rect.h == 2 && rect.x > cell.x + cell.w &&
                 rect.x < cell.x + 2.3F * cell.w && rect.x + rect.w > last.x + last.w;
    }
    assert_int_equal(leads, 1);
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(under_large_text_numbers_are_as_large_as_text_and_what_moves_is_in_view),
        cmocka_unit_test(between_steps_a_stage_stays_where_it_was_scrolled_to),
        STAGE_TEST(a_row_has_its_output_under_it_and_stays_where_it_is),
        STAGE_TEST(a_click_gives_a_cell_the_focus_and_arrows_move_it),
        STAGE_TEST(arrows_stop_at_the_edges),
        STAGE_TEST(a_typed_digit_replaces_and_enter_goes_down),
        STAGE_TEST(tab_goes_right_row_by_row_and_shift_tab_back),
        STAGE_TEST(escape_gives_an_edit_up_and_then_the_focus),
        STAGE_TEST(f2_keeps_the_old_text_and_a_double_click_replaces_it),
        STAGE_TEST(numbers_are_read_as_people_type_them),
        STAGE_TEST(nan_and_inf_can_be_typed_once_an_edit_runs),
        STAGE_TEST(letters_on_a_cell_stay_shortcuts),
        STAGE_TEST(what_is_no_number_is_refused_at_the_cell_and_the_edit_goes_on),
        STAGE_TEST(delete_sets_zero),
        STAGE_TEST(an_edit_changes_what_follows_and_makes_the_pattern_own),
        STAGE_TEST(a_press_elsewhere_takes_the_edit),
        STAGE_TEST(page_keys_go_to_a_running_edit),
        STAGE_TEST(an_edit_in_a_small_map_stays_at_its_cell),
        STAGE_TEST(a_drag_paints_the_value_and_is_one_step_of_undo),
        STAGE_TEST(a_fast_drag_leaves_no_holes),
        STAGE_TEST(two_drags_are_two_steps_of_undo),
        STAGE_TEST(a_click_paints_nothing),
        STAGE_TEST(painting_nan_over_cells_works),
        STAGE_TEST(the_wheel_over_the_focused_cell_adds_one_a_notch),
        STAGE_TEST(the_wheel_over_another_cell_changes_nothing),
        STAGE_TEST(the_corner_resizes_by_drag_and_by_arrows),
        STAGE_TEST(the_corner_refuses_a_map_without_cells_or_windows),
        STAGE_TEST(pointing_at_an_output_shows_its_window),
        STAGE_TEST(pointing_at_a_written_output_shows_its_answer),
        STAGE_TEST(pointing_at_an_input_says_what_it_feeds),
        STAGE_TEST(an_output_that_is_gone_is_no_longer_pointed_at),
        STAGE_TEST(hidden_answers_are_empty_in_the_tree),
        STAGE_TEST(a_covered_answer_is_nowhere_in_the_picture),
        STAGE_TEST(enter_and_a_click_on_the_cover_reveal_one),
        STAGE_TEST(a_click_on_the_formula_reveals_its_answer),
        STAGE_TEST(shift_h_reveals_all_and_h_covers_again),
        STAGE_TEST(next_uncovers_before_it_moves_on),
        STAGE_TEST(next_in_a_covered_move_ends_it_and_uncovers),
        STAGE_TEST(an_output_not_yet_written_cannot_be_revealed),
        STAGE_TEST(what_was_revealed_is_covered_anew_where_the_outputs_change_in_number),
        STAGE_TEST(the_tree_shows_the_destination_at_once),
        STAGE_TEST(padding_is_marked_in_the_tree),
        STAGE_TEST(a_tile_shows_its_channel_and_what_is_pooled_of_it),
        STAGE_TEST(another_channel_is_no_edit),
        STAGE_TEST(arrows_on_the_strip_go_through_the_channels_and_stop_at_the_ends),
        STAGE_TEST(another_channels_answers_are_covered_again),
        STAGE_TEST(an_edit_changes_the_channel_that_is_shown),
        STAGE_TEST(another_output_size_leaves_the_input_where_it_is),
        STAGE_TEST(a_line_leads_from_the_window_to_the_arrow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
