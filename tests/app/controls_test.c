#include "tests/app/screen.h"

static void a_segmented_control_is_one_stop_with_arrows_inside(void **state) {
    Screen *screen = *state;
    screen->segmented = true;
    screen_settle(screen);
    for (int i = 0; i < 4; i++) {
        screen_key(screen, UI_KEY_TAB, 0);
    }
    assert_focus(screen, "Choice");
    assert_true(ui_find(&screen->ui, "One")->focused);
    screen_key(screen, UI_KEY_RIGHT, 0);
    assert_int_equal(screen->segment, 1);
    screen_key(screen, UI_KEY_DOWN, 0);
    assert_int_equal(screen->segment, 2);
    screen_key(screen, UI_KEY_LEFT, 0);
    assert_int_equal(screen->segment, 1);
    assert_focus(screen, "Choice");
    screen_key(screen, UI_KEY_TAB, 0);
    assert_focus(screen, "Field");
    screen_click(screen, "Three");
    assert_int_equal(screen->segment, 2);
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Choice")), "Three");
}

static void start_stepper(Screen *screen) {
    screen->stepper = true;
    screen->number = 5;
    screen_settle(screen);
}

static void a_stepper_counts_by_its_buttons(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    screen_click(screen, "More");
    screen_click(screen, "More");
    screen_click(screen, "Less");
    assert_int_equal(screen->number, 6);
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Number")), "6");
}

static void a_stepper_counts_by_arrows(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    screen_click(screen, "Number");
    assert_focus(screen, "Number");
    screen_key(screen, UI_KEY_UP, 0);
    screen_key(screen, UI_KEY_RIGHT, 0);
    assert_int_equal(screen->number, 7);
    screen_key(screen, UI_KEY_DOWN, 0);
    screen_key(screen, UI_KEY_LEFT, 0);
    screen_key(screen, UI_KEY_DOWN, 0);
    assert_int_equal(screen->number, 4);
}

static void digits_typed_on_a_stepper_edit_it(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    screen_click(screen, "Number");
    screen_type(screen, "1");
    screen_type(screen, "2");
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Number")), "12");
    assert_int_equal(screen->number, 5);
    screen_key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->typed, 12);
    assert_int_equal(screen->ui.edit.id, 0);
    assert_focus(screen, "Number");
}

static void escape_and_an_empty_text_leave_a_stepper_as_it_was(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    screen_click(screen, "Number");
    screen_type(screen, "9");
    screen_key(screen, UI_KEY_ESCAPE, 0);
    assert_int_equal(screen->number, 5);
    screen_type(screen, "9");
    screen_key(screen, UI_KEY_BACKSPACE, 0);
    screen_key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->number, 5);
    assert_int_equal(screen->refusals, 0);
}

static void a_stepper_refuses_what_is_no_whole_number(void **state) {
    Screen *screen = *state;
    static const char *const wrong[] = {"1.5", "1e3", "12a", "99999999999999999999", "1 2"};
    start_stepper(screen);
    screen_click(screen, "Number");
    for (int i = 0; i < 5; i++) {
        for (const char *c = wrong[i]; *c; c++) {
            screen_type(screen, (const char[]){*c, 0});
        }
        screen_key(screen, UI_KEY_ENTER, 0);
        assert_int_equal(screen->refusals, i + 1);
        assert_int_equal(screen->number, 5);
    }
}

static void tab_takes_what_was_typed_into_a_stepper(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    screen_click(screen, "Number");
    screen_type(screen, "8");
    screen_key(screen, UI_KEY_TAB, 0);
    assert_int_equal(screen->number, 8);
    assert_int_equal(screen->ui.edit.id, 0);
}

static void a_press_elsewhere_takes_what_was_typed_into_a_stepper(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    screen_click(screen, "Number");
    screen_type(screen, "8");
    screen_click(screen, "First");
    assert_int_equal(screen->number, 8);
    assert_int_equal(screen->presses, 1);
}

static void start_menu(Screen *screen) {
    screen->menu = true;
    screen_settle(screen);
}

static void a_menu_opens_and_chooses_by_mouse(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    assert_null(ui_find(&screen->ui, "Green"));
    screen_click(screen, "Colour");
    assert_non_null(ui_find(&screen->ui, "Green"));
    screen_click(screen, "Green");
    assert_int_equal(screen->item, 1);
    assert_null(ui_find(&screen->ui, "Red"));
}

static void a_menu_opens_and_chooses_by_keyboard(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    for (int i = 0; i < 4; i++) {
        screen_key(screen, UI_KEY_TAB, 0);
    }
    assert_focus(screen, "Colour");
    screen_key(screen, UI_KEY_ENTER, 0);
    assert_true(ui_find(&screen->ui, "Red")->focused);
    screen_key(screen, UI_KEY_UP, 0);
    assert_true(ui_find(&screen->ui, "Blue")->focused);
    screen_key(screen, UI_KEY_SPACE, 0);
    assert_int_equal(screen->item, 2);
    assert_focus(screen, "Colour");
    screen_key(screen, UI_KEY_DOWN, 0);
    screen_key(screen, UI_KEY_DOWN, 0);
    screen_key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->item, 0);
    assert_int_equal(screen->ui.menu, 0);
}

static void escape_closes_a_menu_and_nothing_else(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    screen_click(screen, "Colour");
    const UiEvent escape = {.kind = UI_EVENT_KEY, .key = UI_KEY_ESCAPE};
    screen_pass(screen, &escape);
    assert_true(screen->ui.consumed);
    screen_settle(screen);
    assert_null(ui_find(&screen->ui, "Green"));
    screen_pass(screen, &escape);
    assert_false(screen->ui.consumed);
}

static void a_press_outside_closes_a_menu_and_presses_nothing(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    screen_click(screen, "Colour");
    screen_click(screen, "First");
    assert_int_equal(screen->presses, 0);
    assert_null(ui_find(&screen->ui, "Green"));
    screen_click(screen, "First");
    assert_int_equal(screen->presses, 1);
}

static void tab_in_an_open_menu_does_not_lose_the_focus(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    for (int i = 0; i < 4; i++) {
        screen_key(screen, UI_KEY_TAB, 0);
    }
    screen_key(screen, UI_KEY_ENTER, 0);
    screen_key(screen, UI_KEY_TAB, 0);
    screen_key(screen, UI_KEY_ESCAPE, 0);
    assert_int_not_equal(screen->ui.focus, 0);
}

static void what_is_disabled_keeps_its_focus_and_does_nothing(void **state) {
    Screen *screen = *state;
    screen_key(screen, UI_KEY_TAB, 0);
    screen_key(screen, UI_KEY_TAB, 0);
    assert_focus(screen, "Second");
    screen->disable_second = true;
    screen_settle(screen);
    assert_focus(screen, "Second");
    assert_true(ui_find(&screen->ui, "Second")->focused);
    assert_false(ui_find(&screen->ui, "Second")->enabled);
    screen_key(screen, UI_KEY_ENTER, 0);
    screen_key(screen, UI_KEY_SPACE, 0);
    assert_int_equal(screen->presses, 0);
    screen_pass(screen, &(UiEvent){.kind = UI_EVENT_KEY, .key = UI_KEY_SPACE});
    assert_true(screen->ui.consumed);
    screen_key(screen, UI_KEY_TAB, 0);
    assert_focus(screen, "Third");
    /* Without the focus it is passed by; it still says what it is. */
    screen_key(screen, UI_KEY_TAB, UI_SHIFT);
    assert_focus(screen, "First");
    screen_click(screen, "Second");
    assert_int_equal(screen->presses, 0);
    screen_move(screen, 300, 300);
    screen_move(screen, 50, 60);
    screen_wait(screen, 0.6);
    assert_string_equal(screen->ui.tip, "The second");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(a_segmented_control_is_one_stop_with_arrows_inside),
        SCREEN_TEST(a_stepper_counts_by_its_buttons),
        SCREEN_TEST(a_stepper_counts_by_arrows),
        SCREEN_TEST(digits_typed_on_a_stepper_edit_it),
        SCREEN_TEST(escape_and_an_empty_text_leave_a_stepper_as_it_was),
        SCREEN_TEST(a_stepper_refuses_what_is_no_whole_number),
        SCREEN_TEST(tab_takes_what_was_typed_into_a_stepper),
        SCREEN_TEST(a_press_elsewhere_takes_what_was_typed_into_a_stepper),
        SCREEN_TEST(a_menu_opens_and_chooses_by_mouse),
        SCREEN_TEST(a_menu_opens_and_chooses_by_keyboard),
        SCREEN_TEST(escape_closes_a_menu_and_nothing_else),
        SCREEN_TEST(a_press_outside_closes_a_menu_and_presses_nothing),
        SCREEN_TEST(tab_in_an_open_menu_does_not_lose_the_focus),
        SCREEN_TEST(what_is_disabled_keeps_its_focus_and_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
