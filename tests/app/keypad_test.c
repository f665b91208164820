/* The keypad: when it is there, what its keys do to the edit, and where it stands. */
#include "app/ui/keypad.h"

#include "app/touch.h"
#include "tests/app/driver.h"

static void tap_times(App *app, const char *label, int times) {
    Touch touch = {0};
    const Point at = drive_at(app, label);
    for (int i = 0; i < times; i++) {
        touch_down(&touch, app, 1, at);
        drive_show(app);
        touch_up(&touch, app, 1, at);
        drive_show(app);
    }
}

static void tap(App *app, const char *label) {
    tap_times(app, label, 1);
}

static int set_up(void **state) {
    *state = drive_start();
    return 0;
}

static int tear_down(void **state) {
    app_destroy(*state);
    return 0;
}

static void each_key_types_and_done_takes_the_value(void **state) {
    App *app = *state;
    tap_times(app, "input 1,1", 2);
    assert_true(drive_has(app, "Keypad"));
    static const char *const keys[] = {"Key -", "Key 1", "Key 2", "Key 3", "Key 4", "Key 5",     "Key 6",
                                       "Key 7", "Key 8", "Key 9", "Key 0", "Key .", "Backspace", "Backspace"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        tap(app, keys[i]);
    }
    assert_string_equal(app->ui.edit.text, "-123456789");
    while (app->ui.edit.length > 3) {
        tap(app, "Backspace");
    }
    tap(app, "Key .");
    tap(app, "Key 5");
    tap(app, "Done");
    assert_false(drive_has(app, "Keypad"));
    assert_shown(app, "input 1,1", "-12.5");
    assert_string_equal(drive_focused(app), "input 2,1");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "input 1,1", "6");
}

static void only_a_finger_brings_it(void **state) {
    App *app = *state;
    drive_double_click(app, "input 1,1");
    assert_int_not_equal(app->ui.edit.id, 0);
    assert_false(drive_has(app, "Keypad"));
    drive_key(app, UI_KEY_ESCAPE, 0);
    tap(app, "input 1,1");
    assert_false(drive_has(app, "Keypad"));
    drive_key(app, UI_KEY_F1 + 1, 0);
    assert_int_not_equal(app->ui.edit.id, 0);
    assert_false(drive_has(app, "Keypad"));
}

static void the_keyboard_goes_on_typing(void **state) {
    App *app = *state;
    tap_times(app, "input 1,1", 2);
    tap(app, "Key 4");
    drive_type(app, "2");
    tap(app, "Key 0");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_false(drive_has(app, "Keypad"));
    assert_shown(app, "input 1,1", "420");
}

static void it_goes_with_the_edit(void **state) {
    App *app = *state;
    tap_times(app, "input 1,1", 2);
    tap(app, "Key 8");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(drive_has(app, "Keypad"));
    assert_shown(app, "input 1,1", "6");
    tap_times(app, "input 1,1", 2);
    tap(app, "Key 8");
    tap(app, "input 0,0");
    assert_false(drive_has(app, "Keypad"));
    assert_shown(app, "input 1,1", "8");
}

static void what_is_no_number_keeps_the_edit_and_says_so(void **state) {
    App *app = *state;
    tap_times(app, "input 1,1", 2);
    tap(app, "Key 8");
    tap(app, "Key -");
    tap(app, "Done");
    assert_true(drive_said(app, "not a number"));
    assert_true(drive_has(app, "Keypad"));
    tap(app, "Backspace");
    tap(app, "Done");
    assert_shown(app, "input 1,1", "8");
}

static void between_the_keys_nothing_is_pressed(void **state) {
    App *app = *state;
    tap_times(app, "input 1,1", 2);
    tap(app, "Key 8");
    const Rect box = drive_find(app, "Keypad")->rect;
    drive_down(app, box.x + 2, box.y + 2, 1);
    drive_up(app, box.x + 2, box.y + 2);
    assert_string_equal(app->ui.edit.text, "8");
    assert_true(drive_has(app, "Keypad"));
}

static bool overlaps(Rect one, Rect other) {
    return !rect_empty(rect_intersect(one, other));
}

static void it_stands_beside_the_cell_and_inside_the_window(void **state) {
    (void)state;
    static const struct {
        int width, height;
        float text;
    } sizes[] = {{1280, 800, 1}, {1920, 1080, 1}, {1920, 1080, 2},
                 {1280, 800, 2}, {3840, 2160, 3}, {800, 600, 1}};
    static const char *const cells[] = {"input 0,0", "input 0,3", "input 3,0", "input 3,3"};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        App *app = drive_start_sized(sizes[i].width, sizes[i].height, sizes[i].text);
        const Rect all = {0, 0, (float)app->width, (float)app->height};
        const float unit = app_unit(app);
        for (int k = 0; k < 4; k++) {
            tap_times(app, cells[k], 2);
            const Rect box = drive_find(app, "Keypad")->full;
            const Rect seen = rect_intersect(box, all);
            assert_true(seen.w == box.w && seen.h == box.h);
            assert_false(overlaps(box, app->ui.edit.rect));
            for (int digit = '0'; digit <= '9'; digit++) {
                const char label[] = {'K', 'e', 'y', ' ', (char)digit, '\0'};
                const Rect key = drive_find(app, label)->full;
                assert_true(key.w >= 44 * unit && key.h >= 44 * unit);
            }
            drive_key(app, UI_KEY_ESCAPE, 0);
        }
        app_destroy(app);
    }
}

#define KEYPAD_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        KEYPAD_TEST(each_key_types_and_done_takes_the_value),
        KEYPAD_TEST(only_a_finger_brings_it),
        KEYPAD_TEST(the_keyboard_goes_on_typing),
        KEYPAD_TEST(it_goes_with_the_edit),
        KEYPAD_TEST(what_is_no_number_keeps_the_edit_and_says_so),
        KEYPAD_TEST(between_the_keys_nothing_is_pressed),
        cmocka_unit_test(it_stands_beside_the_cell_and_inside_the_window),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
