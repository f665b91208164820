/* Fingers: what one does, what two do, and that a press which becomes something else never counts. */
#include "app/touch.h"

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

static void tap(Touch *touch, App *app, Point at) {
    touch_down(touch, app, 7, at);
    drive_show(app);
    touch_up(touch, app, 7, at);
    drive_show(app);
}

static void two_down(Touch *touch, App *app, Point one, Point other) {
    touch_down(touch, app, 1, one);
    touch_down(touch, app, 2, other);
    drive_show(app);
}

static void two_taps_in_time_and_place_begin_an_edit(void **state) {
    App *app = *state;
    Touch touch = {0};
    const Point at = drive_at(app, "input 1,1");
    tap(&touch, app, at);
    drive_wait(app, 0.35);
    assert_int_equal(app->ui.edit.id, 0);
    tap(&touch, app, (Point){at.x + 15, at.y + 15});
    assert_int_not_equal(app->ui.edit.id, 0);
}

static void two_taps_too_late_or_too_far_apart_do_not(void **state) {
    App *app = *state;
    Touch touch = {0};
    const Point at = drive_at(app, "input 1,1");
    tap(&touch, app, at);
    drive_wait(app, 0.45);
    tap(&touch, app, at);
    assert_int_equal(app->ui.edit.id, 0);
    drive_wait(app, 0.5);
    tap(&touch, app, (Point){at.x - 15, at.y});
    tap(&touch, app, (Point){at.x + 15, at.y});
    assert_int_equal(app->ui.edit.id, 0);
}

static void a_third_tap_is_a_first_one_again(void **state) {
    App *app = *state;
    Touch touch = {0};
    const Point at = drive_at(app, "Play");
    static const int clicks[] = {1, 2, 1, 2};
    for (int i = 0; i < 4; i++) {
        tap(&touch, app, at);
        assert_int_equal(touch.clicks, clicks[i]);
    }
}

static void a_second_finger_takes_the_press_back(void **state) {
    App *app = *state;
    Touch touch = {0};
    const Point at = drive_at(app, "Next step");
    two_down(&touch, app, at, (Point){600, 300});
    assert_int_equal(app->ui.active, 0);
    touch_up(&touch, app, 2, (Point){600, 300});
    touch_up(&touch, app, 1, at);
    drive_show(app);
    assert_shown(app, "Step", "0 / 4");
    tap(&touch, app, at);
    assert_shown(app, "Step", "1 / 4");
}

static void two_fingers_zoom_and_pan(void **state) {
    App *app = *state;
    Touch touch = {0};
    two_down(&touch, app, (Point){300, 300}, (Point){400, 300});
    touch_move(&touch, app, 1, (Point){270, 320});
    touch_move(&touch, app, 2, (Point){470, 320});
    touch_flush(&touch, app);
    const UiEvent *event = &app->ui.event;
    assert_int_equal(event->kind, UI_EVENT_ZOOM);
    assert_true(event->touch && event->x == 370 && event->y == 320);
    assert_true(fabsf(event->wheel - 2) < 1e-5F);
    touch_move(&touch, app, 1, (Point){280, 330});
    touch_move(&touch, app, 2, (Point){480, 330});
    touch_flush(&touch, app);
    assert_int_equal(event->kind, UI_EVENT_PAN);
    assert_true(event->dx == 10 && event->dy == 10 && event->x == 380 && event->y == 330);
}

static void after_two_fingers_the_one_that_stays_presses_nothing(void **state) {
    App *app = *state;
    Touch touch = {0};
    const Point cell = drive_at(app, "input 0,0");
    const Point next = drive_at(app, "input 0,3");
    two_down(&touch, app, cell, (Point){600, 300});
    touch_up(&touch, app, 2, (Point){600, 300});
    touch_move(&touch, app, 1, next);
    touch_up(&touch, app, 1, next);
    drive_show(app);
    assert_shown(app, "input 0,3", "4");
    assert_false(ps_history_can_undo(&app->history));
}

static void a_third_finger_and_a_stranger_are_ignored(void **state) {
    App *app = *state;
    Touch touch = {0};
    two_down(&touch, app, (Point){300, 300}, (Point){400, 300});
    touch_down(&touch, app, 3, drive_at(app, "Next step"));
    touch_up(&touch, app, 3, drive_at(app, "Next step"));
    touch_move(&touch, app, 99, (Point){0, 0});
    touch_up(&touch, app, 99, (Point){0, 0});
    assert_int_equal(touch.count, 2);
    touch_up(&touch, app, 1, (Point){300, 300});
    touch_up(&touch, app, 2, (Point){400, 300});
    assert_int_equal(touch.count, 0);
    assert_false(touch.gesture);
    drive_show(app);
    assert_shown(app, "Step", "0 / 4");
}

static void fingers_on_one_spot_zoom_by_a_finite_factor(void **state) {
    App *app = *state;
    Touch touch = {0};
    two_down(&touch, app, (Point){300, 300}, (Point){300, 300});
    touch_move(&touch, app, 1, (Point){250, 300});
    touch_flush(&touch, app);
    assert_int_equal(app->ui.event.kind, UI_EVENT_ZOOM);
    assert_true(isfinite(app->ui.event.wheel) && app->ui.event.wheel > 0);
    touch_move(&touch, app, 1, (Point){300, 300});
    touch_flush(&touch, app);
    assert_true(isfinite(app->ui.event.wheel) && app->ui.event.wheel > 0);
}

#define TOUCH_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TOUCH_TEST(two_taps_in_time_and_place_begin_an_edit),
        TOUCH_TEST(two_taps_too_late_or_too_far_apart_do_not),
        TOUCH_TEST(a_third_tap_is_a_first_one_again),
        TOUCH_TEST(a_second_finger_takes_the_press_back),
        TOUCH_TEST(two_fingers_zoom_and_pan),
        TOUCH_TEST(after_two_fingers_the_one_that_stays_presses_nothing),
        TOUCH_TEST(a_third_finger_and_a_stranger_are_ignored),
        TOUCH_TEST(fingers_on_one_spot_zoom_by_a_finite_factor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
