/* Press, focus, layers, repeats and tooltips: what every control has in common. */
#include "tests/app/screen.h"

#include <math.h>

/* Buttons. */

static void a_click_is_press_and_release_inside(void **state) {
    Screen *screen = *state;
    screen_down(screen, 20, 20);
    assert_int_equal(screen->presses, 0);
    screen_up(screen, 30, 30);
    assert_int_equal(screen->presses, 1);
}

static void dragging_off_cancels_a_click(void **state) {
    Screen *screen = *state;
    screen_down(screen, 20, 20);
    screen_move(screen, 200, 200);
    screen_up(screen, 200, 200);
    assert_int_equal(screen->presses, 0);
    assert_int_equal(screen->ui.active, 0);
    screen_down(screen, 200, 200);
    screen_up(screen, 20, 20);
    assert_int_equal(screen->presses, 0);
}

static void dragging_onto_another_button_presses_neither(void **state) {
    Screen *screen = *state;
    screen_down(screen, 20, 20);
    screen_up(screen, 20, 60);
    assert_int_equal(screen->presses, 0);
}

static void dragging_off_and_back_clicks(void **state) {
    Screen *screen = *state;
    screen_down(screen, 20, 20);
    screen_move(screen, 200, 200);
    screen_move(screen, 20, 20);
    screen_up(screen, 20, 20);
    assert_int_equal(screen->presses, 1);
}

static void the_edges_belong_to_one_control_alone(void **state) {
    Screen *screen = *state;
    screen_down(screen, 10, 10);
    screen_up(screen, 10, 10);
    assert_int_equal(screen->presses, 1);
    screen_down(screen, 90, 20);
    screen_up(screen, 90, 20);
    screen_down(screen, 20, 40);
    screen_up(screen, 20, 40);
    assert_int_equal(screen->presses, 1);
}

static void a_click_gives_a_button_no_focus_and_takes_it_from_others(void **state) {
    Screen *screen = *state;
    screen_click(screen, "First");
    assert_focus(screen, NULL);
    screen_key(screen, UI_KEY_TAB, 0);
    assert_focus(screen, "First");
    screen_click(screen, "Second");
    assert_focus(screen, NULL);
    assert_false(screen->ui.ring);
}

static void space_and_enter_press_the_focused_button(void **state) {
    Screen *screen = *state;
    screen_key(screen, UI_KEY_SPACE, 0);
    screen_key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->presses, 0);
    screen_key(screen, UI_KEY_TAB, 0);
    screen_key(screen, UI_KEY_TAB, 0);
    screen_key(screen, UI_KEY_SPACE, 0);
    assert_int_equal(screen->presses, 10);
    screen_key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->presses, 20);
    screen_key(screen, UI_KEY_SPACE, UI_CTRL);
    screen_key(screen, UI_KEY_ENTER, UI_SHIFT);
    assert_int_equal(screen->presses, 20);
}

static void a_press_beside_everything_takes_the_focus_away(void **state) {
    Screen *screen = *state;
    screen_key(screen, UI_KEY_TAB, 0);
    screen_down(screen, 550, 390);
    screen_up(screen, 550, 390);
    assert_focus(screen, NULL);
}

/* Focus. */

static void tab_goes_through_all_controls_in_order_and_wraps(void **state) {
    Screen *screen = *state;
    static const char *const order[] = {"First", "Second", "Third", "Field", "First"};
    for (int i = 0; i < 5; i++) {
        screen_key(screen, UI_KEY_TAB, 0);
        assert_focus(screen, order[i]);
        assert_true(screen->ui.ring);
    }
}

static void shift_tab_goes_the_other_way_and_begins_at_the_last(void **state) {
    Screen *screen = *state;
    static const char *const order[] = {"Field", "Third", "Second", "First", "Field"};
    for (int i = 0; i < 5; i++) {
        screen_key(screen, UI_KEY_TAB, UI_SHIFT);
        assert_focus(screen, order[i]);
    }
}

static void tabs_that_come_before_a_frame_are_not_lost(void **state) {
    Screen *screen = *state;
    const UiEvent tab = {.kind = UI_EVENT_KEY, .key = UI_KEY_TAB};
    screen_pass(screen, &tab);
    screen_pass(screen, &tab);
    screen_pass(screen, &tab);
    assert_focus(screen, "Third");
}

static void tab_with_ctrl_or_alt_is_not_ours(void **state) {
    Screen *screen = *state;
    screen_key(screen, UI_KEY_TAB, UI_CTRL);
    screen_key(screen, UI_KEY_TAB, UI_ALT);
    assert_focus(screen, NULL);
}

static void the_neighbour_inherits_the_focus_of_what_vanished(void **state) {
    Screen *screen = *state;
    screen_key(screen, UI_KEY_TAB, 0);
    screen_key(screen, UI_KEY_TAB, 0);
    screen->hide_second = true;
    screen_settle(screen);
    assert_focus(screen, "Third");
    screen->hide_second = false;
    screen_settle(screen);
    assert_focus(screen, "Third");
}

static void the_tree_says_what_has_the_focus(void **state) {
    Screen *screen = *state;
    screen_key(screen, UI_KEY_TAB, 0);
    assert_true(ui_find(&screen->ui, "First")->focused);
    assert_false(ui_find(&screen->ui, "Second")->focused);
}

static int rings(const Screen *screen) {
    int count = 0;
    for (size_t i = 0; i < screen->canvas.count; i++) {
        const CanvasCommand *command = &screen->canvas.commands[i];
        count += command->kind == CANVAS_STROKE && command->color == theme_get(THEME_NIGHT)->window;
    }
    return count;
}

static void the_ring_shows_after_keyboard_use_only(void **state) {
    Screen *screen = *state;
    assert_int_equal(rings(screen), 0);
    screen_key(screen, UI_KEY_TAB, 0);
    assert_int_equal(rings(screen), 1);
    screen_click(screen, "Field");
    assert_focus(screen, "Field");
    assert_int_equal(rings(screen), 0);
}

/* Layers. */

static void a_modal_layer_makes_everything_below_inert(void **state) {
    Screen *screen = *state;
    screen->modal = true;
    screen_settle(screen);
    screen_settle(screen);
    screen_click(screen, "Third");
    screen_down(screen, 15, 15);
    screen_up(screen, 15, 15);
    assert_int_equal(screen->presses, 0);
    for (int i = 0; i < 3; i++) {
        screen_key(screen, UI_KEY_TAB, 0);
        assert_focus(screen, "Inside");
    }
    screen_click(screen, "Inside");
    assert_int_equal(screen->presses, 10000);
}

static void closing_a_modal_layer_gives_back_what_is_below(void **state) {
    Screen *screen = *state;
    screen->modal = true;
    screen_settle(screen);
    screen->modal = false;
    screen_settle(screen);
    screen_click(screen, "First");
    assert_int_equal(screen->presses, 1);
}

/* Time. */

static void a_held_button_fires_again_after_400_ms_and_then_every_60(void **state) {
    Screen *screen = *state;
    screen->repeats = true;
    screen_move(screen, 20, 20);
    screen_down(screen, 20, 20);
    assert_int_equal(screen->fires, 0);
    assert_true(fabs(screen->ui.wake_at - 0.4) < 1e-9);
    screen_wait(screen, 0.39);
    assert_int_equal(screen->fires, 0);
    screen_wait(screen, 0.02);
    assert_int_equal(screen->fires, 1);
    screen_wait(screen, 0.061);
    screen_wait(screen, 0.061);
    assert_int_equal(screen->fires, 3);
    screen_up(screen, 20, 20);
    assert_int_equal(screen->fires, 3);
    assert_true(screen->ui.wake_at != screen->ui.repeat_at);
    screen_wait(screen, 1);
    assert_int_equal(screen->fires, 3);
}

static void a_held_button_pauses_while_the_pointer_is_off_it(void **state) {
    Screen *screen = *state;
    screen->repeats = true;
    screen_down(screen, 20, 20);
    screen_wait(screen, 0.41);
    screen_move(screen, 300, 300);
    screen_wait(screen, 1);
    assert_int_equal(screen->fires, 1);
    screen_up(screen, 300, 300);
    assert_int_equal(screen->fires, 1);
}

static void a_short_click_on_a_repeating_button_fires_once(void **state) {
    Screen *screen = *state;
    screen->repeats = true;
    for (int i = 1; i <= 3; i++) {
        screen_click(screen, "First");
        assert_int_equal(screen->fires, i);
    }
}

static void a_tooltip_comes_after_half_a_second(void **state) {
    Screen *screen = *state;
    screen_move(screen, 20, 20);
    assert_null(ui_find(&screen->ui, "The first"));
    assert_true(fabs(screen->ui.wake_at - 0.5) < 1e-9);
    screen_wait(screen, 0.45);
    assert_null(ui_find(&screen->ui, "The first"));
    screen_wait(screen, 0.06);
    const UiEntry *tip = ui_find(&screen->ui, "The first");
    assert_non_null(tip);
    assert_int_equal(tip->role, UI_ROLE_TOOLTIP);
    assert_true(screen->ui.wake_at == 0);
    screen_move(screen, 200, 380);
    assert_null(ui_find(&screen->ui, "The first"));
    assert_true(screen->ui.wake_at == 0);
}

static void a_pressed_button_says_nothing_until_it_was_left(void **state) {
    Screen *screen = *state;
    screen_move(screen, 20, 20);
    screen_click(screen, "First");
    screen_wait(screen, 2);
    assert_null(ui_find(&screen->ui, "The first"));
    screen_move(screen, 200, 380);
    screen_move(screen, 20, 20);
    screen_wait(screen, 0.6);
    assert_non_null(ui_find(&screen->ui, "The first"));
}

static void a_note_stays_until_the_next_key_or_press(void **state) {
    Screen *screen = *state;
    ui_note(&screen->ui, (Rect){10, 10, 20, 20}, "cannot be");
    screen_settle(screen);
    screen_move(screen, 300, 200);
    screen_wait(screen, 10);
    assert_int_equal(ui_find(&screen->ui, "cannot be")->role, UI_ROLE_TOOLTIP);
    screen_down(screen, 300, 390);
    assert_null(ui_find(&screen->ui, "cannot be"));
}

static void the_pointer_that_left_hovers_nothing(void **state) {
    Screen *screen = *state;
    screen_move(screen, 20, 20);
    assert_int_equal(screen->ui.hot, ui_id("First"));
    screen_send(screen, (UiEvent){.kind = UI_EVENT_LEAVE});
    assert_int_equal(screen->ui.hot, 0);
}

static void ids_are_the_same_in_every_run(void **state) {
    (void)state;
    assert_int_equal(ui_id("Play"), ui_id("Play"));
    assert_int_not_equal(ui_id("Play"), ui_id("Pause"));
    assert_int_not_equal(ui_id_number(1, 2), ui_id_number(1, 3));
    assert_int_not_equal(ui_id_number(1, 2), ui_id_number(2, 2));
    assert_int_equal(ui_id(""), 14695981039346656037U);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(a_click_is_press_and_release_inside),
        SCREEN_TEST(dragging_off_cancels_a_click),
        SCREEN_TEST(dragging_onto_another_button_presses_neither),
        SCREEN_TEST(dragging_off_and_back_clicks),
        SCREEN_TEST(the_edges_belong_to_one_control_alone),
        SCREEN_TEST(a_click_gives_a_button_no_focus_and_takes_it_from_others),
        SCREEN_TEST(space_and_enter_press_the_focused_button),
        SCREEN_TEST(a_press_beside_everything_takes_the_focus_away),
        SCREEN_TEST(tab_goes_through_all_controls_in_order_and_wraps),
        SCREEN_TEST(shift_tab_goes_the_other_way_and_begins_at_the_last),
        SCREEN_TEST(tabs_that_come_before_a_frame_are_not_lost),
        SCREEN_TEST(tab_with_ctrl_or_alt_is_not_ours),
        SCREEN_TEST(the_neighbour_inherits_the_focus_of_what_vanished),
        SCREEN_TEST(the_tree_says_what_has_the_focus),
        SCREEN_TEST(the_ring_shows_after_keyboard_use_only),
        SCREEN_TEST(a_modal_layer_makes_everything_below_inert),
        SCREEN_TEST(closing_a_modal_layer_gives_back_what_is_below),
        SCREEN_TEST(a_held_button_fires_again_after_400_ms_and_then_every_60),
        SCREEN_TEST(a_held_button_pauses_while_the_pointer_is_off_it),
        SCREEN_TEST(a_short_click_on_a_repeating_button_fires_once),
        SCREEN_TEST(a_tooltip_comes_after_half_a_second),
        SCREEN_TEST(a_pressed_button_says_nothing_until_it_was_left),
        SCREEN_TEST(a_note_stays_until_the_next_key_or_press),
        SCREEN_TEST(the_pointer_that_left_hovers_nothing),
        SCREEN_TEST(ids_are_the_same_in_every_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
