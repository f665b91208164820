/* Every key of the table, with nothing in focus, with a cell, and with a button; who takes a key first; and
 * what tooltips and the list of keys say of the table.
 */
#include "app/commands.h"
#include "app/edits.h"

#include "tests/app/driver.h"

#include <math.h>

static int set_up(void **state) {
    *state = drive_start();
    return 0;
}

static int tear_down(void **state) {
    app_destroy(*state);
    return 0;
}

/* Where the focus can be: keys of the table must work in each, but for what the control takes itself. */
typedef enum Place { NOTHING, INPUT_CELL, OUTPUT_CELL, BUTTON, TIMELINE, SWITCH, PLACES } Place;

static void go(App *app, Place place) {
    static const char *const labels[PLACES] = {NULL,     "input 0,0", "output 0,0",
                                               "Export", "Timeline",  "Ceil mode"};
    app->ui.focus = 0;
    drive_show(app);
    if (place == INPUT_CELL || place == OUTPUT_CELL) {
        drive_click(app, labels[place]);
    } else if (place != NOTHING) {
        drive_tab_to(app, labels[place]);
    }
}

static void rest(App *app, int64_t step) {
    app_set_step(app, step);
    drive_show(app);
}

static void page_keys_home_and_end_step_whatever_has_the_focus(void **state) {
    App *app = *state;
    for (Place place = NOTHING; place < PLACES; place++) {
        go(app, place);
        rest(app, 0);
        drive_key(app, UI_KEY_PAGE_DOWN, 0);
        drive_key(app, UI_KEY_PAGE_DOWN, 0);
        assert_shown(app, "Step", "2 / 4");
        drive_key(app, UI_KEY_PAGE_UP, 0);
        assert_shown(app, "Step", "1 / 4");
        drive_key(app, UI_KEY_END, 0);
        assert_shown(app, "Step", "4 / 4");
        drive_key(app, UI_KEY_HOME, 0);
        assert_shown(app, "Step", "0 / 4");
    }
}

static void arrows_step_where_no_control_wants_them(void **state) {
    App *app = *state;
    static const Place places[] = {NOTHING, BUTTON, TIMELINE, SWITCH};
    for (int i = 0; i < 4; i++) {
        go(app, places[i]);
        rest(app, 1);
        drive_key(app, UI_KEY_RIGHT, 0);
        assert_shown(app, "Step", "2 / 4");
        drive_key(app, UI_KEY_LEFT, 0);
        assert_shown(app, "Step", "1 / 4");
    }
    go(app, INPUT_CELL);
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Step", "1 / 4");
}

static void space_plays_unless_a_button_has_the_focus(void **state) {
    App *app = *state;
    static const Place places[] = {NOTHING, INPUT_CELL, OUTPUT_CELL, TIMELINE};
    for (int i = 0; i < 4; i++) {
        go(app, places[i]);
        rest(app, 0);
        drive_key(app, UI_KEY_SPACE, 0);
        assert_true(app->player.playing);
        assert_true(drive_has(app, "Pause"));
        drive_key(app, UI_KEY_SPACE, 0);
        assert_false(app->player.playing);
    }
    go(app, BUTTON);
    drive_key(app, UI_KEY_SPACE, 0);
    assert_false(app->player.playing);
    assert_true(file_dialog_is_open(&app->files.dialog));
    drive_key(app, UI_KEY_ESCAPE, 0);
    drive_show(app);
    go(app, SWITCH);
    drive_key(app, UI_KEY_SPACE, 0);
    assert_shown(app, "Ceil mode", "on");
}

static void space_goes_on_playing_after_a_click_on_a_button(void **state) {
    App *app = *state;
    drive_click(app, "Play");
    assert_true(app->player.playing);
    drive_key(app, UI_KEY_SPACE, 0);
    assert_false(app->player.playing);
    drive_click(app, "Next step");
    drive_key(app, UI_KEY_SPACE, 0);
    assert_true(app->player.playing);
}

static void play_keeps_the_focus_when_it_becomes_pause(void **state) {
    App *app = *state;
    drive_tab_to(app, "Play");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_string_equal(drive_focused(app), "Pause");
    drive_key(app, UI_KEY_SPACE, 0);
    assert_string_equal(drive_focused(app), "Play");
    drive_key(app, UI_KEY_SPACE, 0);
    drive_wait(app, 10);
    assert_shown(app, "Step", "4 / 4");
    assert_string_equal(drive_focused(app), "Play");
}

static void letters_work_whatever_has_the_focus(void **state) {
    App *app = *state;
    for (Place place = NOTHING; place < PLACES; place++) {
        go(app, place);
        drive_type(app, "h");
        assert_shown(app, "Hide answers", "on");
        drive_type(app, "h");
        assert_shown(app, "Hide answers", "off");
        const ThemeName theme = app->settings.theme;
        drive_type(app, "t");
        assert_int_equal(app->settings.theme, (theme + 1) % THEME_COUNT);
        drive_type(app, "b");
        assert_true(app->blank);
        drive_type(app, "x");
        assert_false(app->blank);
    }
}

static void a_blank_screen_comes_back_with_any_key_or_click(void **state) {
    App *app = *state;
    drive_type(app, "b");
    assert_true(app->blank);
    assert_false(drive_has(app, "Play"));
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_false(app->blank);
    assert_shown(app, "Step", "0 / 4");
    drive_type(app, "b");
    drive_down(app, 640, 760, 1);
    drive_up(app, 640, 760);
    assert_false(app->blank);
    assert_shown(app, "Step", "0 / 4");
}

static void b_and_point_blank_the_screen_and_bring_it_back(void **state) {
    App *app = *state;
    static const char *const keys[] = {"b", "."};
    for (int i = 0; i < 2; i++) {
        drive_type(app, keys[i]);
        assert_true(app->blank);
        drive_type(app, keys[i]);
        assert_false(app->blank);
    }
    drive_type(app, "b");
    drive_type(app, "?");
    assert_false(app->blank);
    assert_false(app->dialog == APP_KEYS);
}

static void a_point_on_a_cell_starts_an_edit_instead(void **state) {
    App *app = *state;
    go(app, INPUT_CELL);
    drive_type(app, ".");
    assert_false(app->blank);
    assert_string_equal(app->ui.edit.text, ".");
}

static void ctrl_keys_change_the_text_size(void **state) {
    App *app = *state;
    static const struct {
        int key;
        unsigned modifiers;
        float size;
    } presses[] = {{'=', UI_CTRL, 1.25F}, {'+', UI_CTRL | UI_SHIFT, 1.5F}, {'=', UI_CTRL | UI_SHIFT, 1.75F},
                   {'0', UI_CTRL, 1},     {'-', UI_CTRL, 0.75F},           {'-', UI_CTRL, 0.75F},
                   {'0', UI_CTRL, 1}};
    for (size_t i = 0; i < sizeof presses / sizeof presses[0]; i++) {
        drive_key(app, presses[i].key, presses[i].modifiers);
        assert_true(fabsf(app->settings.text_size - presses[i].size) < 1e-6F);
        assert_true(app->wishes.settings_changed);
    }
}

static void text_grows_to_300_percent_where_the_window_has_room(void **state) {
    (void)state;
    App *app = drive_start_sized(3840, 2160, 1);
    for (int i = 0; i < 12; i++) {
        drive_key(app, '=', UI_CTRL);
    }
    assert_true(app->settings.text_size == 3);
    app_destroy(app);
}

static void f5_is_presenter_mode_and_escape_leaves_it(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_F1 + 4, 0);
    assert_true(app->presenter);
    assert_false(drive_has(app, "Kernel size"));
    assert_true(drive_has(app, "Next step"));
    assert_shown(app, "Step", "0 / 4");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(app->presenter);
    drive_key(app, UI_KEY_F1 + 4, 0);
    drive_key(app, UI_KEY_F1 + 4, 0);
    assert_false(app->presenter);
}

static void presenter_mode_steps_hides_and_reveals(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_F1 + 4, 0);
    drive_type(app, "h");
    drive_key(app, UI_KEY_PAGE_DOWN, 0);
    assert_shown(app, "Explanation", "Which of the four numbers does max keep?");
    drive_key(app, UI_KEY_PAGE_DOWN, 0);
    assert_shown(app, "Explanation", "Max keeps the largest: 6.");
    assert_shown(app, "output 0,0", "6");
    drive_key(app, UI_KEY_PAGE_UP, 0);
    assert_shown(app, "Step", "0 / 4");
}

static void f11_asks_for_full_screen_ctrl_shift_e_and_c_for_a_picture(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_F1 + 10, 0);
    assert_true(app->wishes.full_screen);
    drive_key(app, 'e', UI_CTRL | UI_SHIFT);
    assert_int_equal(app->wishes.picture, PICTURE_AT_ONCE);
    drive_key(app, 'c', UI_CTRL | UI_SHIFT);
    assert_int_equal(app->wishes.picture, PICTURE_TO_CLIPBOARD);
}

static void undo_redo_and_reset_are_ctrl_combinations(void **state) {
    App *app = *state;
    for (Place place = NOTHING; place < PLACES; place++) {
        drive_click(app, "Increase kernel size");
        go(app, place);
        drive_key(app, 'z', UI_CTRL);
        assert_shown(app, "Kernel size", "2 × 2");
        drive_key(app, 'z', UI_CTRL | UI_SHIFT);
        assert_shown(app, "Kernel size", "3 × 3");
        drive_key(app, 'r', UI_CTRL);
        assert_shown(app, "Kernel size", "2 × 2");
    }
    drive_key(app, 'z', 0);
    drive_key(app, 'r', 0);
    assert_shown(app, "Kernel size", "2 × 2");
}

static void undo_in_a_running_edit_takes_that_back_first(void **state) {
    App *app = *state;
    drive_click(app, "Increase kernel size");
    drive_click(app, "input 0,0");
    drive_type(app, "5");
    drive_key(app, 'z', UI_CTRL);
    assert_int_equal(app->ui.edit.id, 0);
    assert_shown(app, "input 0,0", "1");
    assert_shown(app, "Kernel size", "3 × 3");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "Kernel size", "2 × 2");
}

static void question_mark_and_f1_list_the_keys(void **state) {
    App *app = *state;
    drive_type(app, "?");
    assert_true(app->dialog == APP_KEYS);
    assert_true(drive_has(app, "Ctrl+Z"));
    assert_shown(app, "Ctrl+Z", "Undo");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(app->dialog == APP_KEYS);
    drive_key(app, UI_KEY_F1, 0);
    assert_true(app->dialog == APP_KEYS);
    drive_key(app, UI_KEY_F1, 0);
    assert_false(app->dialog == APP_KEYS);
    drive_click(app, "Keys");
    assert_true(app->dialog == APP_KEYS);
    drive_click(app, "Close");
    assert_false(app->dialog == APP_KEYS);
}

static void a_german_question_mark_is_matched_by_its_text(void **state) {
    App *app = *state;
    drive_key(app, 0xDF, UI_SHIFT);
    app_event(app, &(UiEvent){.kind = UI_EVENT_TEXT, .text = "?"});
    drive_show(app);
    assert_true(app->dialog == APP_KEYS);
}

static void every_command_with_words_is_in_the_list(void **state) {
    App *app = *state;
    int listed = 0;
    drive_type(app, "?");
    for (int id = 0; id < COMMAND_COUNT; id++) {
        if (command_is_listed((CommandId)id)) {
            char keys[COMMAND_TEXT_SIZE];
            char words[COMMAND_TEXT_SIZE];
            command_list_keys((CommandId)id, false, keys);
            command_list_words((CommandId)id, words);
            assert_shown(app, keys, words);
            listed++;
        }
    }
    assert_true(listed > 30);
    assert_shown(app, "Right, Page Down", "Next step");
    assert_shown(app, "Ctrl+3", "The Receptive field stage");
    assert_shown(app, "B, .", "Blank the screen, and back");
    assert_shown(app, "Ctrl+=, Ctrl+-", "Text larger, smaller");
    assert_shown(app, "?, F1", "This list of keys");
    assert_shown(app, "Ctrl+Shift+S", "Save under another name");
}

/* C5 of the first use: the third tab was Ctrl+4. */
static void a_stages_key_is_its_place_among_the_tabs(void **state) {
    App *app = *state;
    for (int place = 0; place < PS_STAGE_COUNT; place++) {
        const int before = app->stage;
        drive_key(app, '1' + place, UI_CTRL);
        assert_int_equal(app->stage, place < STAGE_COUNT ? place : before);
        assert_true(command_is_listed((CommandId)(COMMAND_STAGE + place)) == (place < STAGE_COUNT));
    }
}

static bool is_key(const CommandKey *key) {
    return key->key != 0 || key->text;
}

static bool same_key(const CommandKey *one, const CommandKey *other) {
    const bool same_text = one->text && other->text && strcmp(one->text, other->text) == 0;
    return same_text || (one->key != 0 && one->key == other->key && one->modifiers == other->modifiers);
}

static void no_two_commands_have_one_key(void **state) {
    (void)state;
    enum { KEYS = COMMAND_COUNT * COMMAND_KEYS_MOST };
    for (int i = 0; i < KEYS; i++) {
        for (int k = 0; k < i; k++) {
            assert_false(same_key(&commands[i / COMMAND_KEYS_MOST].keys[i % COMMAND_KEYS_MOST],
                                  &commands[k / COMMAND_KEYS_MOST].keys[k % COMMAND_KEYS_MOST]));
        }
    }
}

static void every_command_can_be_asked_for(void **state) {
    (void)state;
    for (int id = 0; id < COMMAND_COUNT; id++) {
        const Command *command = &commands[id];
        assert_true(command->run ? is_key(&command->keys[0]) || command->title : command->by != NULL);
        assert_true(!command->run || !command->by);
    }
}

static void tooltips_tell_the_keys_of_the_table(void **state) {
    (void)state;
    char text[COMMAND_TEXT_SIZE];
    assert_string_equal(command_tooltip(COMMAND_EXPORT, NULL, text), "Save the picture as PNG (Ctrl+E)");
    assert_string_equal(command_tooltip(COMMAND_KEYS, NULL, text), "All keys (? or F1)");
    assert_string_equal(command_tooltip(COMMAND_NEXT, NULL, text), "Next step (Right or Page Down)");
    assert_string_equal(command_tooltip(COMMAND_PLAY, "Pause", text), "Pause (Space)");
    assert_string_equal(command_tooltip(COMMAND_FULL_SCREEN, NULL, text), "Full screen (F11)");
    assert_string_equal(command_tooltip(COMMAND_TEXT_LARGER, "Larger", text), "Larger (Ctrl+=)");
    assert_string_equal(command_tooltip(COMMAND_OPTIONS, NULL, text), "Operation, window and input");
}

static void a_tooltip_ends_where_its_room_does(void **state) {
    (void)state;
    char text[COMMAND_TEXT_SIZE];
    char words[2 * COMMAND_TEXT_SIZE];
    memset(words, 'a', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    assert_int_equal(strlen(command_tooltip(COMMAND_SAVE, words, text)), COMMAND_TEXT_SIZE - 1);
}

static void only_what_repeats_runs_again_while_its_key_is_held(void **state) {
    App *app = *state;
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = UI_KEY_PAGE_DOWN, .repeat = true});
    drive_show(app);
    assert_shown(app, "Step", "1 / 4");
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = UI_KEY_HOME, .repeat = true});
    drive_show(app);
    assert_shown(app, "Step", "1 / 4");
}

static void a_dialog_takes_every_key_but_its_own(void **state) {
    App *app = *state;
    drive_type(app, "?");
    drive_key(app, UI_KEY_PAGE_DOWN, 0);
    drive_key(app, UI_KEY_SPACE, 0);
    drive_type(app, "h");
    drive_type(app, "b");
    drive_key(app, 'z', UI_CTRL);
    drive_key(app, UI_KEY_F1 + 4, 0);
    assert_true(app->dialog == APP_KEYS);
    assert_false(app->blank);
    assert_false(app->presenter);
    assert_false(app->answers.hidden);
    assert_int_equal(player_destination(&app->player), 0);
}

static void a_dialog_keeps_the_focus_inside_and_gives_it_back(void **state) {
    App *app = *state;
    go(app, INPUT_CELL);
    drive_type(app, "?");
    assert_string_equal(drive_focused(app), "");
    for (int i = 0; i < 12; i++) {
        drive_key(app, UI_KEY_TAB, 0);
        const char *label = drive_focused(app);
        const UiEntry *entry = drive_find(app, label);
        assert_int_equal(entry->layer, CANVAS_LAYER_DIALOG);
    }
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_string_equal(drive_focused(app), "input 0,0");
}

static void a_press_outside_the_dialog_closes_it_and_presses_nothing(void **state) {
    App *app = *state;
    const Point next = drive_at(app, "Next step");
    drive_key(app, ',', UI_CTRL);
    drive_down(app, next.x, next.y, 1);
    drive_up(app, next.x, next.y);
    assert_int_equal(app->dialog, APP_NO_DIALOG);
    assert_shown(app, "Step", "0 / 4");
}

static void the_dialogs_own_controls_work(void **state) {
    App *app = *state;
    drive_click(app, "Settings");
    drive_click(app, "Day");
    assert_int_equal(app->settings.theme, THEME_DAY);
    drive_click(app, "Text size");
    drive_click(app, "125 %");
    assert_true(app->settings.text_size == 1.25F);
    drive_click(app, "Reduced motion");
    assert_true(app->settings.reduced && app->player.reduced);
    drive_click(app, "Presenter mode");
    assert_true(app->presenter);
    assert_int_equal(app->dialog, APP_NO_DIALOG);
}

static void escape_leaves_an_edit_then_a_dialog_then_the_focus(void **state) {
    App *app = *state;
    drive_click(app, "input 0,0");
    drive_type(app, "5");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_int_equal(app->ui.edit.id, 0);
    drive_type(app, "?");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(app->dialog == APP_KEYS);
    assert_string_equal(drive_focused(app), "input 0,0");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_int_equal(app->ui.focus, 0);
}

static void escape_in_presenter_mode_gives_up_an_edit_first(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_F1 + 4, 0);
    drive_click(app, "input 0,0");
    drive_type(app, "5");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_true(app->presenter);
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(app->presenter);
}

static void a_key_with_other_modifiers_is_another_key(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_RIGHT, UI_CTRL);
    drive_key(app, UI_KEY_RIGHT, UI_ALT);
    drive_key(app, 'h', UI_CTRL);
    drive_key(app, 'b', UI_ALT);
    drive_key(app, 't', UI_CTRL | UI_SHIFT);
    assert_shown(app, "Step", "0 / 4");
    assert_shown(app, "Hide answers", "off");
    assert_false(app->blank);
    assert_int_equal(app->settings.theme, THEME_NIGHT);
}

static void press(App *app, const CommandKey *key) {
    if (key->text) {
        drive_type(app, key->text);
    } else {
        drive_key(app, key->key, key->modifiers);
    }
}

static void every_key_runs_in_every_place_without_harm(void **state) {
    App *app = *state;
    for (Place place = NOTHING; place < PLACES; place++) {
        for (int i = 0; i < COMMAND_COUNT * COMMAND_KEYS_MOST; i++) {
            const CommandKey *key = &commands[i / COMMAND_KEYS_MOST].keys[i % COMMAND_KEYS_MOST];
            if (!is_key(key)) {
                continue;
            }
            app->blank = app->presenter = false;
            app->next_stage = 0;
            edits_enter_stage(app);
            app_set_dialog(app, APP_NO_DIALOG);
            app_set_text_size(app, 1);
            drive_show(app);
            go(app, place);
            press(app, key);
            assert_int_equal(ps_scene_validate(&app->document.scene, NULL), PS_OK);
            drive_key(app, UI_KEY_ESCAPE, 0);
        }
    }
}

#define KEY_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        KEY_TEST(page_keys_home_and_end_step_whatever_has_the_focus),
        KEY_TEST(arrows_step_where_no_control_wants_them),
        KEY_TEST(space_plays_unless_a_button_has_the_focus),
        KEY_TEST(space_goes_on_playing_after_a_click_on_a_button),
        KEY_TEST(play_keeps_the_focus_when_it_becomes_pause),
        KEY_TEST(letters_work_whatever_has_the_focus),
        KEY_TEST(a_blank_screen_comes_back_with_any_key_or_click),
        KEY_TEST(b_and_point_blank_the_screen_and_bring_it_back),
        KEY_TEST(a_point_on_a_cell_starts_an_edit_instead),
        KEY_TEST(ctrl_keys_change_the_text_size),
        KEY_TEST(text_grows_to_300_percent_where_the_window_has_room),
        KEY_TEST(f5_is_presenter_mode_and_escape_leaves_it),
        KEY_TEST(presenter_mode_steps_hides_and_reveals),
        KEY_TEST(f11_asks_for_full_screen_ctrl_shift_e_and_c_for_a_picture),
        KEY_TEST(undo_redo_and_reset_are_ctrl_combinations),
        KEY_TEST(undo_in_a_running_edit_takes_that_back_first),
        KEY_TEST(question_mark_and_f1_list_the_keys),
        KEY_TEST(a_german_question_mark_is_matched_by_its_text),
        KEY_TEST(every_command_with_words_is_in_the_list),
        KEY_TEST(a_stages_key_is_its_place_among_the_tabs),
        cmocka_unit_test(no_two_commands_have_one_key),
        cmocka_unit_test(every_command_can_be_asked_for),
        cmocka_unit_test(tooltips_tell_the_keys_of_the_table),
        cmocka_unit_test(a_tooltip_ends_where_its_room_does),
        KEY_TEST(only_what_repeats_runs_again_while_its_key_is_held),
        KEY_TEST(a_dialog_takes_every_key_but_its_own),
        KEY_TEST(a_dialog_keeps_the_focus_inside_and_gives_it_back),
        KEY_TEST(a_press_outside_the_dialog_closes_it_and_presses_nothing),
        KEY_TEST(the_dialogs_own_controls_work),
        KEY_TEST(escape_leaves_an_edit_then_a_dialog_then_the_focus),
        KEY_TEST(escape_in_presenter_mode_gives_up_an_edit_first),
        KEY_TEST(a_key_with_other_modifiers_is_another_key),
        KEY_TEST(every_key_runs_in_every_place_without_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
