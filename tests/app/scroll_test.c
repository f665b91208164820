#include "tests/app/screen.h"

static void start_scroll(Screen *screen) {
    screen->scroll = true;
    screen_settle(screen);
    screen_settle(screen);
}

static void the_wheel_scrolls_what_it_is_over_and_stops_at_the_ends(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const float top = ui_find(&screen->ui, "Row 0")->full.y;
    screen_send(screen, (UiEvent){.kind = UI_EVENT_WHEEL, .x = 350, .y = 50, .wheel = -1});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top - 48);
    screen_send(screen, (UiEvent){.kind = UI_EVENT_WHEEL, .x = 350, .y = 50, .wheel = -100});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top - 320);
    screen_send(screen, (UiEvent){.kind = UI_EVENT_WHEEL, .x = 350, .y = 50, .wheel = 100});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top);
    screen_send(screen, (UiEvent){.kind = UI_EVENT_WHEEL, .x = 20, .y = 20, .wheel = -1});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top);
}

static void the_thumb_scrolls_in_proportion(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const Point thumb = screen_middle(screen, "Area");
    screen_down(screen, thumb.x, thumb.y);
    screen_move(screen, thumb.x, thumb.y + 1000);
    screen_up(screen, thumb.x, thumb.y + 1000);
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Area")), "100");
    assert_true(ui_find(&screen->ui, "Row 9")->rect.h == 30);
}

static void a_finger_drags_the_content(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const float top = ui_find(&screen->ui, "Row 0")->full.y;
    screen_send(screen, (UiEvent){.kind = UI_EVENT_DOWN, .x = 450, .y = 60, .touch = true, .clicks = 1});
    screen_send(screen, (UiEvent){.kind = UI_EVENT_MOVE, .x = 450, .y = 30, .touch = true});
    screen_send(screen, (UiEvent){.kind = UI_EVENT_UP, .x = 450, .y = 30, .touch = true});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top - 30);
}

static void finger(Screen *screen, UiEventKind kind, float x, float y) {
    screen_send(screen, (UiEvent){.kind = kind, .x = x, .y = y, .touch = true, .clicks = 1});
}

static void a_finger_that_drags_from_a_button_scrolls_and_does_not_press(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const Point at = screen_middle(screen, "Row 1");
    const float top = ui_find(&screen->ui, "Row 0")->full.y;
    finger(screen, UI_EVENT_DOWN, at.x, at.y);
    finger(screen, UI_EVENT_MOVE, at.x, at.y - 10);
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top);
    finger(screen, UI_EVENT_MOVE, at.x, at.y - 30);
    finger(screen, UI_EVENT_MOVE, at.x, at.y - 40);
    /* The content has followed, so that the finger is on the same button as before. */
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top - 40);
    finger(screen, UI_EVENT_UP, at.x, at.y - 40);
    assert_int_equal(screen->presses, 0);
}

static void a_finger_that_trembles_on_a_button_presses_it(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const Point at = screen_middle(screen, "Row 1");
    finger(screen, UI_EVENT_DOWN, at.x, at.y);
    finger(screen, UI_EVENT_MOVE, at.x + 4, at.y - 8);
    finger(screen, UI_EVENT_UP, at.x + 4, at.y - 8);
    assert_int_equal(screen->presses, 1000);
}

static void a_mouse_that_drags_from_a_button_does_not_scroll(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const Point at = screen_middle(screen, "Row 1");
    const float top = ui_find(&screen->ui, "Row 0")->full.y;
    screen_down(screen, at.x, at.y);
    screen_move(screen, at.x, at.y - 30);
    screen_up(screen, at.x, at.y - 30);
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top);
}

static void a_finger_outside_an_area_does_not_scroll_it(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const Point at = screen_middle(screen, "First");
    const float top = ui_find(&screen->ui, "Row 0")->full.y;
    finger(screen, UI_EVENT_DOWN, at.x, at.y);
    finger(screen, UI_EVENT_MOVE, at.x + 300, at.y - 30);
    finger(screen, UI_EVENT_UP, at.x + 300, at.y - 30);
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top);
    assert_int_equal(screen->presses, 0);
}

static void the_focus_is_scrolled_into_view(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    for (int i = 0; i < 13; i++) {
        screen_key(screen, UI_KEY_TAB, 0);
    }
    assert_focus(screen, "Row 9");
    assert_true(ui_find(&screen->ui, "Row 9")->rect.h == 30);
    for (int i = 0; i < 9; i++) {
        screen_key(screen, UI_KEY_TAB, UI_SHIFT);
    }
    assert_focus(screen, "Row 0");
    assert_true(ui_find(&screen->ui, "Row 0")->rect.h == 30);
}

static void what_is_scrolled_out_of_sight_cannot_be_pressed(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const Rect hidden = ui_find(&screen->ui, "Row 5")->full;
    screen_down(screen, hidden.x + 5, hidden.y + 5);
    screen_up(screen, hidden.x + 5, hidden.y + 5);
    assert_int_equal(screen->presses, 0);
    assert_true(rect_empty(ui_find(&screen->ui, "Row 5")->rect));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(the_wheel_scrolls_what_it_is_over_and_stops_at_the_ends),
        SCREEN_TEST(the_thumb_scrolls_in_proportion),
        SCREEN_TEST(a_finger_drags_the_content),
        SCREEN_TEST(a_finger_that_drags_from_a_button_scrolls_and_does_not_press),
        SCREEN_TEST(a_finger_that_trembles_on_a_button_presses_it),
        SCREEN_TEST(a_mouse_that_drags_from_a_button_does_not_scroll),
        SCREEN_TEST(a_finger_outside_an_area_does_not_scroll_it),
        SCREEN_TEST(the_focus_is_scrolled_into_view),
        SCREEN_TEST(what_is_scrolled_out_of_sight_cannot_be_pressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
