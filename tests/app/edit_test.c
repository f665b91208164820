#include "tests/app/screen.h"

#include "app/ui/edit.h"

static void start_edit(Screen *screen, const char *text) {
    ui_edit_begin(&screen->ui, ui_id("Field"), text);
    screen_settle(screen);
}

static void assert_edit(const Screen *screen, const char *text, size_t caret) {
    assert_string_equal(screen->ui.edit.text, text);
    assert_int_equal(screen->ui.edit.caret, caret);
    assert_int_equal(screen->ui.edit.length, strlen(text));
}

static void the_caret_moves_by_characters_not_bytes(void **state) {
    Screen *screen = *state;
    start_edit(screen, "aé∞");
    assert_edit(screen, "aé∞", 6);
    screen_key(screen, UI_KEY_LEFT, 0);
    assert_edit(screen, "aé∞", 3);
    screen_key(screen, UI_KEY_LEFT, 0);
    assert_edit(screen, "aé∞", 1);
    screen_key(screen, UI_KEY_RIGHT, 0);
    assert_edit(screen, "aé∞", 3);
    screen_type(screen, "ж");
    assert_edit(screen, "aéж∞", 5);
}

static void home_end_delete_and_backspace_edit(void **state) {
    Screen *screen = *state;
    start_edit(screen, "1∞2");
    screen_key(screen, UI_KEY_HOME, 0);
    assert_edit(screen, "1∞2", 0);
    screen_key(screen, UI_KEY_BACKSPACE, 0);
    assert_edit(screen, "1∞2", 0);
    screen_key(screen, UI_KEY_DELETE, 0);
    assert_edit(screen, "∞2", 0);
    screen_key(screen, UI_KEY_DELETE, 0);
    assert_edit(screen, "2", 0);
    screen_key(screen, UI_KEY_END, 0);
    screen_key(screen, UI_KEY_DELETE, 0);
    assert_edit(screen, "2", 1);
    screen_key(screen, UI_KEY_BACKSPACE, 0);
    screen_key(screen, UI_KEY_BACKSPACE, 0);
    assert_edit(screen, "", 0);
}

static void an_edit_takes_letters_and_space_and_page_keys(void **state) {
    Screen *screen = *state;
    start_edit(screen, "");
    static const int keys[] = {'h', UI_KEY_SPACE, UI_KEY_PAGE_DOWN, UI_KEY_F1, UI_KEY_UP};
    for (int i = 0; i < 5; i++) {
        const UiEvent event = {.kind = UI_EVENT_KEY, .key = keys[i]};
        screen_pass(screen, &event);
        assert_true(screen->ui.consumed);
    }
    screen_type(screen, "nan");
    assert_edit(screen, "nan", 3);
    const UiEvent undo = {.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL};
    screen_pass(screen, &undo);
    assert_false(screen->ui.consumed);
}

static void an_edit_ends_as_its_key_says(void **state) {
    Screen *screen = *state;
    static const struct {
        int key;
        unsigned modifiers;
        UiEditEnd end;
    } ends[] = {{UI_KEY_ENTER, 0, UI_EDIT_ENTER},
                {UI_KEY_ENTER, UI_SHIFT, UI_EDIT_SHIFT_ENTER},
                {UI_KEY_TAB, 0, UI_EDIT_TAB},
                {UI_KEY_TAB, UI_SHIFT, UI_EDIT_SHIFT_TAB},
                {UI_KEY_ESCAPE, 0, UI_EDIT_CANCEL}};
    for (int i = 0; i < 5; i++) {
        start_edit(screen, "7");
        screen_key(screen, ends[i].key, ends[i].modifiers);
        assert_int_equal(screen->ended, ends[i].end);
        assert_int_equal(screen->ui.edit.id, 0);
        assert_focus(screen, "Field");
    }
    start_edit(screen, "7");
    screen_down(screen, 20, 20);
    assert_int_equal(screen->ended, UI_EDIT_BLUR);
}

static void a_text_too_long_for_an_edit_is_left_out_whole(void **state) {
    Screen *screen = *state;
    start_edit(screen, "");
    for (int i = 0; i < 40; i++) {
        screen_type(screen, "∞∞");
    }
    assert_int_equal(screen->ui.edit.length % 6, 0);
    assert_true(screen->ui.edit.length > 0 && screen->ui.edit.length < UI_EDIT_SHORT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(the_caret_moves_by_characters_not_bytes),
        SCREEN_TEST(home_end_delete_and_backspace_edit),
        SCREEN_TEST(an_edit_takes_letters_and_space_and_page_keys),
        SCREEN_TEST(an_edit_ends_as_its_key_says),
        SCREEN_TEST(a_text_too_long_for_an_edit_is_left_out_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
