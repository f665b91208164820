/* The Compare stage in a person's hands: its columns at each step, what they are less, the gradient, hidden
 * answers, pointing. All on the tutorial's map, whose windows pool to 6, 4, 3, 7 and 3.75, 2.25, 1.5, 5.
 */
#include "app/stages/compare/stage.h"

#include "tests/app/driver.h"

#include <math.h>
#include <stdlib.h>

static int set_up(void **state) {
    App *app = drive_start();
    drive_key(app, '2', UI_CTRL);
    *state = app;
    return 0;
}

static int tear_down(void **state) {
    app_destroy(*state);
    return 0;
}

static void steps(App *app, int count) {
    for (int i = 0; i < count; i++) {
        drive_key(app, UI_KEY_RIGHT, 0);
    }
    drive_settle(app);
}

static void assert_outputs(App *app, const char *column, const char *const values[4]) {
    for (int i = 0; i < 4; i++) {
        char label[64];
        snprintf(label, sizeof label, "%s %d,%d", column, i / 2, i % 2);
        assert_shown(app, label, values[i]);
    }
}

#define OUTPUTS(...) ((const char *const[4]){__VA_ARGS__})

/* Motion (first-use C15). */

/* Where a text is drawn for the nth time: y in the middle of its line, -1 where it is not. */
static float text_y(const App *app, const char *text, int nth) {
    char *dump = drive_dump(app);
    char quoted[32];
    float y = -1;
    snprintf(quoted, sizeof quoted, " \"%s\"", text);
    const char *at = dump;
    for (int i = 0; i <= nth && at != NULL; i++) {
        at = strstr(at + (i > 0), quoted);
    }
    if (at != NULL) {
        while (at > dump && at[-1] != '\n') {
            at--;
        }
        float x = 0;
        assert_int_equal(sscanf(at, "%*s %*d %f,%f", &x, &y), 2);
    }
    free(dump);
    return y;
}

static void a_result_flies_from_its_formula_to_its_cell(void **state) {
    App *app = *state;
    steps(app, 1);
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 1.04);
    assert_true(text_y(app, "2.25", 0) > 0);
    assert_true(text_y(app, "2.25", 1) < 0);
    const float formula = text_y(app, "2.25", 0);
    float last = formula;
    int frames = 0;
    drive_wait(app, 0.03);
    /* The formula's own is drawn before it, but after that of the cell. */
    for (; text_y(app, "2.25", 0) == formula; frames++) {
        const float y = text_y(app, "2.25", 1);
        assert_true(y <= last + 24 && last - y < 64);
        last = y;
        drive_wait(app, 1.0 / 60);
    }
    assert_in_range(frames, 20, 26);
    drive_settle(app);
    assert_true(fabsf(text_y(app, "2.25", 0) - last) < 8);
}

static void a_covered_result_flies_as_a_question_mark(void **state) {
    App *app = *state;
    drive_key(app, 'h', 0);
    drive_key(app, UI_KEY_RIGHT, 0);
    for (int frame = 0; frame < 90; frame++) {
        assert_true(text_y(app, "3.75", 0) < 0);
        drive_wait(app, 1.0 / 60);
    }
}

static void the_formula_that_is_left_fades(void **state) {
    App *app = *state;
    steps(app, 1);
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 0.1);
    assert_true(text_y(app, "15 ", 0) > 0 || text_y(app, "15", 0) > 0);
    drive_wait(app, 0.3);
    assert_true(text_y(app, "15 ", 0) < 0 && text_y(app, "15", 0) < 0);
}

/* Values. */

static void before_the_first_step_all_columns_are_empty(void **state) {
    App *app = *state;
    assert_outputs(app, "max", OUTPUTS("", "", "", ""));
    assert_outputs(app, "average", OUTPUTS("", "", "", ""));
    assert_shown(app, "global 0,0", "");
    assert_shown(app, "Max formula", "");
    assert_false(drive_has(app, "Mean so far"));
    assert_true(drive_has(app, "4 values out"));
    assert_true(drive_has(app, "1 value out"));
    assert_shown(app, "Input", "4 × 4");
}

static void a_step_fills_one_output_of_each_column(void **state) {
    App *app = *state;
    steps(app, 2);
    assert_outputs(app, "max", OUTPUTS("6", "4", "", ""));
    assert_outputs(app, "average", OUTPUTS("3.75", "2.25", "", ""));
    assert_shown(app, "global 0,0", "");
    assert_shown(app, "Mean so far", "3");
    assert_true(drive_has(app, "8 of 16 cells"));
    assert_shown(app, "Max formula", "max(2, 4, 1, 2) = 4");
    assert_shown(app, "Average formula", "(2 + 4 + 1 + 2) / 4 = 2.25");
    assert_shown(app, "Global average formula", "24 / 8 = 3");
}

static void the_tree_has_the_destination_while_the_picture_still_moves(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 0.1);
    assert_true(app->player.moving);
    assert_shown(app, "max 0,0", "6");
    assert_shown(app, "Average formula", "(1 + 3 + 5 + 6) / 4 = 3.75");
}

static void the_end_says_what_each_keeps_of_the_peak(void **state) {
    App *app = *state;
    steps(app, 3);
    assert_false(drive_has(app, "Largest output 7; largest input 7"));
    steps(app, 1);
    assert_outputs(app, "max", OUTPUTS("6", "4", "3", "7"));
    assert_outputs(app, "average", OUTPUTS("3.75", "2.25", "1.5", "5"));
    assert_shown(app, "global 0,0", "3.125");
    assert_false(drive_has(app, "Mean so far"));
    assert_true(drive_has(app, "Largest output 7; largest input 7"));
    assert_true(drive_has(app, "Largest output 5; largest input 7"));
    assert_true(drive_has(app, "Largest output 3.125; largest input 7"));
}

static void an_edit_shows_in_all_columns(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "input 0,0");
    drive_type(app, "9");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "max 0,0", "9");
    assert_shown(app, "average 0,0", "5.75");
    assert_shown(app, "global 0,0", "3.625");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "max 0,0", "6");
    assert_shown(app, "global 0,0", "3.125");
}

static void cells_of_a_large_map_are_no_entries_of_the_tree(void **state) {
    App *app = *state;
    PsPool pool = ps_pool_default();
    drive_scene(app, &pool, 400, 400, NULL);
    drive_key(app, UI_KEY_END, 0);
    drive_settle(app);
    assert_false(drive_has(app, "max 0,0"));
    assert_false(drive_has(app, "input 0,0"));
    assert_true(drive_has(app, "global 0,0"));
}

/* Several channels. */

static void show_two_channels(App *app) {
    static const float values[] = {1, 2, 3, 6, 10, 20, 30, 60};
    drive_input(app, 2, 2, 2, values);
    drive_key(app, UI_KEY_END, 0);
    drive_settle(app);
}

static void global_is_one_value_a_channel(void **state) {
    App *app = *state;
    show_two_channels(app);
    assert_shown(app, "global 0,0", "3");
    assert_shown(app, "global 1:0,0", "30");
    assert_true(drive_has(app, "2 values out"));
    const UiEntry *first = drive_find(app, "global 0,0");
    const UiEntry *second = drive_find(app, "global 1:0,0");
    assert_true(first->rect.x + first->rect.w <= second->rect.x + 1);
}

static void another_channel_fills_all_columns_anew(void **state) {
    App *app = *state;
    show_two_channels(app);
    assert_shown(app, "max 0,0", "6");
    drive_click(app, "Channel 1");
    assert_shown(app, "input 1:0,0", "10");
    assert_shown(app, "max 0,0", "60");
    assert_shown(app, "average 0,0", "30");
    assert_shown(app, "Max formula", "max(10, 20, 30, 60) = 60");
    assert_shown(app, "global 0,0", "3");
    assert_shown(app, "global 1:0,0", "30");
}

/* What a column is less. */

static void choose(App *app, const char *menu, const char *item) {
    drive_click(app, menu);
    drive_click(app, item);
    drive_settle(app);
}

static void less_another_column_says_so_in_cells_formula_and_question(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    assert_true(drive_has(app, "Was it there?"));
    choose(app, "Show in max", "Minus average");
    assert_outputs(app, "max", OUTPUTS("2.25", "1.75", "1.5", "2"));
    assert_outputs(app, "average", OUTPUTS("3.75", "2.25", "1.5", "5"));
    assert_shown(app, "Max formula", "7 - 5 = 2");
    assert_shown(app, "Show in max", "Minus average");
    assert_false(drive_has(app, "Was it there?"));
    assert_true(drive_has(app, "Minus average"));
    choose(app, "Show in max", "The value itself");
    assert_outputs(app, "max", OUTPUTS("6", "4", "3", "7"));
    assert_true(drive_has(app, "Was it there?"));
}

static void no_column_is_less_itself(void **state) {
    App *app = *state;
    drive_click(app, "Show in max");
    assert_true(drive_has(app, "Minus average"));
    assert_false(drive_has(app, "Minus max"));
    drive_key(app, UI_KEY_ESCAPE, 0);
    drive_click(app, "Show in average");
    assert_true(drive_has(app, "Minus max"));
    assert_false(drive_has(app, "Minus average"));
}

static void global_is_less_the_mean_of_the_other_column(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    choose(app, "Show in global average", "Minus max");
    assert_shown(app, "global 0,0", "-1.875");
    assert_shown(app, "Global average formula", "3.125 - 5 = -1.875");
}

static void each_choice_is_one_step_of_undo(void **state) {
    App *app = *state;
    choose(app, "Show in max", "Minus average");
    choose(app, "Compare with…", "L2");
    drive_click(app, "Gradient");
    assert_int_equal(app->history.undo.count, 3);
    drive_key(app, 'z', UI_CTRL);
    assert_true(drive_has(app, "max 0,0"));
    drive_key(app, 'z', UI_CTRL);
    assert_false(drive_has(app, "l2 0,0"));
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "Show in max", "The value itself");
    assert_int_equal(app->history.undo.count, 0);
}

/* The fourth column. */

static void a_fourth_column_comes_and_goes(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "Compare with…", "");
    choose(app, "Compare with…", "Min");
    assert_outputs(app, "min", OUTPUTS("1", "1", "0", "3"));
    assert_shown(app, "Min formula", "min(4, 7, 6, 3) = 3");
    assert_shown(app, "Compare with…", "Min");
    choose(app, "Compare with…", "Subsample");
    assert_false(drive_has(app, "min 0,0"));
    assert_outputs(app, "subsample", OUTPUTS("1", "2", "3", "4"));
    choose(app, "Compare with…", "No fourth column");
    assert_false(drive_has(app, "subsample 0,0"));
}

static void another_fourth_column_is_less_nothing(void **state) {
    App *app = *state;
    choose(app, "Compare with…", "Min");
    choose(app, "Show in the fourth", "Minus max");
    assert_shown(app, "Show in the fourth", "Minus max");
    choose(app, "Compare with…", "Median");
    assert_shown(app, "Show in the fourth", "The value itself");
}

static void only_what_is_drawn_at_random_has_a_seed(void **state) {
    App *app = *state;
    assert_false(drive_has(app, "Draw seed"));
    choose(app, "Compare with…", "L2");
    assert_false(drive_has(app, "Draw seed"));
    choose(app, "Compare with…", "Stochastic");
    assert_true(drive_has(app, "Draw seed"));
    const uint32_t seed = app->document.scene.compare.seed;
    drive_click(app, "Increase draw seed");
    assert_int_equal(app->document.scene.compare.seed, seed + 1);
    drive_key(app, 'z', UI_CTRL);
    assert_int_equal(app->document.scene.compare.seed, seed);
}

static void what_is_no_seed_is_refused(void **state) {
    App *app = *state;
    choose(app, "Compare with…", "Stochastic");
    const uint32_t seed = app->document.scene.compare.seed;
    drive_click(app, "Draw seed");
    drive_type(app, "4294967296");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_true(drive_said(app, "seed is a whole number from 0 to 4294967295"));
    assert_int_equal(app->document.scene.compare.seed, seed);
}

/* The gradient. */

static void a_gradient_tells_who_gets_what(void **state) {
    App *app = *state;
    steps(app, 4);
    drive_click(app, "Gradient");
    assert_shown(app, "max gradient 2,3", "1");
    assert_shown(app, "max gradient 2,2", "0");
    assert_shown(app, "average gradient 3,2", "0.25");
    assert_shown(app, "average gradient 0,0", "0");
    assert_shown(app, "global gradient 0,0", "0.0625");
    assert_true(drive_has(app, "Reaches 1 of 16 cells"));
    assert_true(drive_has(app, "Reaches 4 of 16 cells"));
    assert_true(drive_has(app, "Reaches 16 of 16 cells"));
    assert_true(drive_has(app, "Only the largest cell gets it"));
    assert_true(drive_has(app, "An equal share each"));
    assert_true(drive_has(app, "Gradient 1 at output (1, 1)"));
    assert_true(drive_has(app, "1 / 16 ≈ 0.063"));
    assert_false(drive_has(app, "max 0,0"));
    assert_false(drive_has(app, "Show in max"));
}

static void before_the_first_step_there_is_no_gradient(void **state) {
    App *app = *state;
    drive_click(app, "Gradient");
    assert_false(drive_has(app, "max gradient 0,0"));
    steps(app, 1);
    assert_shown(app, "max gradient 1,1", "1");
}

static void a_covered_gradient_gives_nothing_away(void **state) {
    App *app = *state;
    drive_click(app, "Gradient");
    drive_click(app, "Hide answers");
    steps(app, 1);
    assert_false(drive_has(app, "max gradient 1,1"));
    assert_false(drive_has(app, "Only the largest cell gets it"));
    drive_tab_to(app, "max 0,0");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "max gradient 1,1", "1");
    assert_true(drive_has(app, "Only the largest cell gets it"));
}

static void the_gradient_of_the_output_in_focus_is_shown(void **state) {
    App *app = *state;
    steps(app, 4);
    drive_click(app, "Gradient");
    drive_tab_to(app, "max 0,0");
    assert_shown(app, "max gradient 1,1", "1");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_string_equal(drive_focused(app), "max 0,1");
    assert_shown(app, "max gradient 0,3", "1");
    assert_shown(app, "max gradient 1,1", "0");
}

/* Hidden answers. */

static void answers_are_covered_in_every_column_and_uncovered_together(void **state) {
    App *app = *state;
    drive_click(app, "Hide answers");
    steps(app, 1);
    assert_shown(app, "max 0,0", "");
    assert_shown(app, "average 0,0", "");
    assert_shown(app, "Mean so far", "");
    assert_shown(app, "Max formula", "max(1, 3, 5, 6) = ?");
    drive_click(app, "average 0,0");
    assert_shown(app, "max 0,0", "6");
    assert_shown(app, "average 0,0", "3.75");
    assert_shown(app, "Mean so far", "3.75");
    assert_shown(app, "Max formula", "max(1, 3, 5, 6) = 6");
}

static void a_click_on_a_formula_and_on_global_uncovers(void **state) {
    App *app = *state;
    drive_click(app, "Hide answers");
    steps(app, 1);
    drive_click(app, "Average formula");
    assert_shown(app, "max 0,0", "6");
    steps(app, 1);
    assert_shown(app, "max 0,1", "");
    drive_click(app, "global 0,0");
    assert_shown(app, "max 0,1", "4");
}

static void a_difference_of_global_stays_covered_while_an_output_is(void **state) {
    App *app = *state;
    drive_click(app, "Hide answers");
    choose(app, "Show in global average", "Minus max");
    drive_key(app, UI_KEY_END, 0);
    drive_settle(app);
    drive_click(app, "max 1,1");
    assert_shown(app, "max 1,1", "7");
    assert_shown(app, "global 0,0", "");
    assert_false(drive_has(app, "Largest output 7; largest input 7"));
    drive_key(app, 'h', UI_SHIFT);
    assert_shown(app, "global 0,0", "-1.875");
    assert_true(drive_has(app, "Largest output 7; largest input 7"));
}

static void an_output_not_yet_there_cannot_be_uncovered(void **state) {
    App *app = *state;
    drive_click(app, "Hide answers");
    steps(app, 1);
    drive_click(app, "max 1,1");
    assert_shown(app, "max 1,1", "");
    steps(app, 3);
    assert_shown(app, "max 1,1", "");
}

/* The focus and pointing. */

static void arrows_move_one_focus_for_all_columns_and_stop_at_the_edges(void **state) {
    App *app = *state;
    drive_click(app, "max 0,0");
    assert_string_equal(drive_focused(app), "max 0,0");
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_string_equal(drive_focused(app), "max 0,1");
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    assert_string_equal(drive_focused(app), "max 1,1");
    drive_key(app, UI_KEY_TAB, 0);
    while (strncmp(drive_focused(app), "average", 7) != 0) {
        drive_key(app, UI_KEY_TAB, 0);
    }
    assert_string_equal(drive_focused(app), "average 1,1");
    drive_key(app, UI_KEY_LEFT, 0);
    drive_key(app, UI_KEY_UP, 0);
    assert_string_equal(drive_focused(app), "average 0,0");
    assert_shown(app, "Step", "1 / 4");
}

static void pointing_at_an_output_shows_its_formulas(void **state) {
    App *app = *state;
    steps(app, 4);
    drive_hover(app, "average 0,1");
    assert_shown(app, "Max formula", "max(2, 4, 1, 2) = 4");
    assert_shown(app, "Average formula", "(2 + 4 + 1 + 2) / 4 = 2.25");
    /* Global's is of the cells counted so far, whatever is pointed at. */
    assert_shown(app, "Global average formula", "50 / 16 = 3.125");
    drive_hover(app, "Play");
    assert_shown(app, "Max formula", "max(4, 7, 6, 3) = 7");
}

static void pointing_ahead_shows_a_formula_without_its_result(void **state) {
    App *app = *state;
    steps(app, 1);
    drive_hover(app, "max 1,0");
    assert_shown(app, "Max formula", "max(3, 2, 1, 0) = ");
}

/* How often a text is drawn in a colour. */
static int drawn_in(const App *app, const char *text, Color color) {
    char *dump = drive_dump(app);
    char part[32];
    char quoted[32];
    int count = 0;
    snprintf(part, sizeof part, " %08X ", (unsigned)color);
    snprintf(quoted, sizeof quoted, " \"%s\"", text);
    for (char *line = strtok(dump, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        count += strstr(line, part) != NULL && strstr(line, quoted) != NULL;
    }
    free(dump);
    return count;
}

/* first-use B18: as on Window neither the value of an output that is not reached is told, nor who wins it. */
static void pointing_ahead_draws_neither_result_nor_winner(void **state) {
    App *app = *state;
    const Theme *theme = app->ui.theme;
    steps(app, 1);
    drive_hover(app, "max 1,1");
    drive_settle(app);
    assert_int_equal(drawn_in(app, "7", theme->output) + drawn_in(app, "5", theme->output), 0);
    assert_int_equal(drawn_in(app, "7", theme->window_text), 0);
    steps(app, 3);
    drive_hover(app, "max 1,1");
    drive_settle(app);
    assert_int_equal(drawn_in(app, "7", theme->output), 1);
    assert_int_equal(drawn_in(app, "5", theme->output), 1);
    assert_int_equal(drawn_in(app, "7", theme->window_text), 1);
}

static void a_value_the_cell_cannot_show_in_full_is_said(void **state) {
    App *app = *state;
    static const float values[] = {0.123456789F, 0, 0, 0};
    drive_input(app, 1, 2, 2, values);
    drive_key(app, UI_KEY_END, 0);
    drive_settle(app);
    drive_hover(app, "max 0,0");
    drive_wait(app, 1);
    assert_true(drive_said(app, "0.12345679"));
}

static void nothing_is_chosen_on_a_projector(void **state) {
    App *app = *state;
    steps(app, 1);
    drive_key(app, UI_KEY_F1 + 4, 0);
    assert_shown(app, "max 0,0", "6");
    assert_false(drive_has(app, "Gradient"));
    assert_false(drive_has(app, "Show in max"));
    assert_false(drive_has(app, "Compare with…"));
}

int main(void) {
#define STAGE_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        STAGE_TEST(before_the_first_step_all_columns_are_empty),
        STAGE_TEST(a_step_fills_one_output_of_each_column),
        STAGE_TEST(the_tree_has_the_destination_while_the_picture_still_moves),
        STAGE_TEST(the_end_says_what_each_keeps_of_the_peak),
        STAGE_TEST(a_result_flies_from_its_formula_to_its_cell),
        STAGE_TEST(a_covered_result_flies_as_a_question_mark),
        STAGE_TEST(the_formula_that_is_left_fades),
        STAGE_TEST(an_edit_shows_in_all_columns),
        STAGE_TEST(cells_of_a_large_map_are_no_entries_of_the_tree),
        STAGE_TEST(global_is_one_value_a_channel),
        STAGE_TEST(another_channel_fills_all_columns_anew),
        STAGE_TEST(less_another_column_says_so_in_cells_formula_and_question),
        STAGE_TEST(no_column_is_less_itself),
        STAGE_TEST(global_is_less_the_mean_of_the_other_column),
        STAGE_TEST(each_choice_is_one_step_of_undo),
        STAGE_TEST(a_fourth_column_comes_and_goes),
        STAGE_TEST(another_fourth_column_is_less_nothing),
        STAGE_TEST(only_what_is_drawn_at_random_has_a_seed),
        STAGE_TEST(what_is_no_seed_is_refused),
        STAGE_TEST(a_gradient_tells_who_gets_what),
        STAGE_TEST(before_the_first_step_there_is_no_gradient),
        STAGE_TEST(a_covered_gradient_gives_nothing_away),
        STAGE_TEST(the_gradient_of_the_output_in_focus_is_shown),
        STAGE_TEST(answers_are_covered_in_every_column_and_uncovered_together),
        STAGE_TEST(a_click_on_a_formula_and_on_global_uncovers),
        STAGE_TEST(a_difference_of_global_stays_covered_while_an_output_is),
        STAGE_TEST(an_output_not_yet_there_cannot_be_uncovered),
        STAGE_TEST(arrows_move_one_focus_for_all_columns_and_stop_at_the_edges),
        STAGE_TEST(pointing_at_an_output_shows_its_formulas),
        STAGE_TEST(pointing_ahead_shows_a_formula_without_its_result),
        STAGE_TEST(pointing_ahead_draws_neither_result_nor_winner),
        STAGE_TEST(a_value_the_cell_cannot_show_in_full_is_said),
        STAGE_TEST(nothing_is_chosen_on_a_projector),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
