#include "tests/app/screen.h"

#include <stdlib.h>

/* ---- a clipboard ---- */

typedef struct Board {
    char text[UI_EDIT_SIZE * 2];
    bool empty;
} Board;

static char *get_text(void *context) {
    const Board *board = context;
    if (board->empty) {
        return NULL;
    }
    const size_t size = strlen(board->text) + 1;
    char *copy = malloc(size);
    assert_non_null(copy);
    memcpy(copy, board->text, size);
    return copy;
}

static void set_text(void *context, const char *text) {
    Board *board = context;
    board->empty = false;
    snprintf(board->text, sizeof board->text, "%s", text);
}

static void connect(Screen *screen, Board *board) {
    screen->ui.clipboard = (UiClipboard){get_text, set_text, board};
}

/* ---- a field ---- */

static Screen *focused(void **state, const char *text) {
    Screen *screen = *state;
    screen->field = true;
    snprintf(screen->path, sizeof screen->path, "%s", text);
    screen_settle(screen);
    ui_focus(&screen->ui, ui_id("Path"));
    screen_settle(screen);
    return screen;
}

static void key(Screen *screen, int which) {
    screen_key(screen, which, 0);
}

static void shift(Screen *screen, int which) {
    screen_key(screen, which, UI_SHIFT);
}

static void ctrl(Screen *screen, int which) {
    screen_key(screen, which, UI_CTRL);
}

static void what_is_typed_is_the_value_at_once(void **state) {
    Screen *screen = focused(state, "");
    screen_type(screen, "a");
    screen_type(screen, "é");
    assert_string_equal(screen->path, "aé");
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Path")), "aé");
    assert_true(ui_find(&screen->ui, "Path")->role == UI_ROLE_TEXTFIELD);
}

static void typing_at_the_end_is_told_from_typing_elsewhere(void **state) {
    Screen *screen = focused(state, "");
    const UiEvent text = {.kind = UI_EVENT_TEXT, .text = "b"};
    screen_pass(screen, &text);
    assert_true(screen->act.changed && screen->act.typed);
    key(screen, UI_KEY_HOME);
    screen_pass(screen, &text);
    assert_true(screen->act.changed && !screen->act.typed);
    assert_string_equal(screen->path, "bb");
}

static void the_focus_by_keyboard_selects_all_so_that_typing_replaces(void **state) {
    Screen *screen = focused(state, "old.json");
    screen_type(screen, "n");
    assert_string_equal(screen->path, "n");
}

static void a_press_places_the_caret_and_a_drag_selects(void **state) {
    Screen *screen = focused(state, "abcdef");
    const Rect rect = ui_find(&screen->ui, "Path")->rect;
    const float x = rect.x + 10;
    const float y = rect.y + rect.h / 2;
    /* The fake font has 7/12 of an em: at 13 pixels 7.58 a character. */
    screen_down(screen, x + 2 * 7.58F, y);
    screen_up(screen, x + 2 * 7.58F, y);
    assert_int_equal(screen->ui.edit.caret, 2);
    screen_type(screen, "-");
    assert_string_equal(screen->path, "ab-cdef");
    screen_down(screen, x, y);
    screen_move(screen, x + 3 * 7.58F, y);
    screen_up(screen, x + 3 * 7.58F, y);
    screen_type(screen, "X");
    assert_string_equal(screen->path, "Xcdef");
}

static void shift_and_arrows_select_by_characters(void **state) {
    Screen *screen = focused(state, "aé∞z");
    key(screen, UI_KEY_END);
    shift(screen, UI_KEY_LEFT);
    shift(screen, UI_KEY_LEFT);
    assert_int_equal(screen->ui.edit.caret, 3);
    key(screen, UI_KEY_DELETE);
    assert_string_equal(screen->path, "aé");
    shift(screen, UI_KEY_HOME);
    key(screen, UI_KEY_BACKSPACE);
    assert_string_equal(screen->path, "");
}

static void an_arrow_leaves_a_selection_on_its_side(void **state) {
    Screen *screen = focused(state, "abcd");
    key(screen, UI_KEY_HOME);
    key(screen, UI_KEY_RIGHT);
    shift(screen, UI_KEY_RIGHT);
    shift(screen, UI_KEY_RIGHT);
    key(screen, UI_KEY_LEFT);
    assert_int_equal(screen->ui.edit.caret, 1);
    shift(screen, UI_KEY_END);
    key(screen, UI_KEY_RIGHT);
    assert_int_equal(screen->ui.edit.caret, 4);
    assert_string_equal(screen->path, "abcd");
}

static void copy_cut_and_paste_go_through_the_clipboard(void **state) {
    Board board = {.empty = true};
    Screen *screen = focused(state, "one two");
    connect(screen, &board);
    ctrl(screen, 'v');
    assert_string_equal(screen->path, "one two");
    ctrl(screen, 'a');
    ctrl(screen, 'c');
    assert_string_equal(board.text, "one two");
    key(screen, UI_KEY_HOME);
    for (int i = 0; i < 4; i++) {
        shift(screen, UI_KEY_RIGHT);
    }
    ctrl(screen, 'x');
    assert_string_equal(board.text, "one ");
    assert_string_equal(screen->path, "two");
    key(screen, UI_KEY_END);
    snprintf(board.text, sizeof board.text, "\tthree\r\nfour\n");
    ctrl(screen, 'v');
    assert_string_equal(screen->path, "two three  four");
    key(screen, UI_KEY_END);
    ctrl(screen, 'c');
    assert_string_equal(board.text, "\tthree\r\nfour\n");
}

static void the_longest_path_fits_and_more_is_left_out_whole(void **state) {
    static Board board;
    Screen *screen = focused(state, "");
    connect(screen, &board);
    memset(board.text, 'a', UI_EDIT_SIZE - 1);
    board.text[UI_EDIT_SIZE - 1] = '\0';
    ctrl(screen, 'v');
    assert_int_equal(strlen(screen->path), 4095);
    screen_type(screen, "b");
    ctrl(screen, 'v');
    assert_int_equal(strlen(screen->path), 4095);
    key(screen, UI_KEY_BACKSPACE);
    screen_type(screen, "é");
    assert_int_equal(strlen(screen->path), 4094);
    screen_type(screen, "c");
    assert_int_equal(screen->path[4094], 'c');
}

static void a_long_text_scrolls_with_its_caret(void **state) {
    Screen *screen = focused(state, "");
    for (int i = 0; i < 60; i++) {
        screen_type(screen, "w");
    }
    assert_true(screen->ui.edit.first > 30);
    key(screen, UI_KEY_HOME);
    assert_int_equal(screen->ui.edit.first, 0);
    key(screen, UI_KEY_END);
    const size_t first = screen->ui.edit.first;
    assert_true(first > 30);
    for (int i = 0; i < 50; i++) {
        key(screen, UI_KEY_BACKSPACE);
    }
    assert_int_equal(screen->ui.edit.first, 0);
}

static void enter_is_told_and_the_field_keeps_the_focus(void **state) {
    Screen *screen = focused(state, "x");
    const UiEvent enter = {.kind = UI_EVENT_KEY, .key = UI_KEY_ENTER};
    screen_pass(screen, &enter);
    assert_true(screen->act.entered);
    screen_settle(screen);
    assert_false(screen->act.entered);
    assert_focus(screen, "Path");
}

static void tab_moves_on_and_escape_is_for_others(void **state) {
    Screen *screen = focused(state, "x");
    const UiEvent escape = {.kind = UI_EVENT_KEY, .key = UI_KEY_ESCAPE};
    screen_pass(screen, &escape);
    assert_false(screen->ui.consumed);
    screen_settle(screen);
    key(screen, UI_KEY_TAB);
    assert_int_not_equal(screen->ui.focus, ui_id("Path"));
    assert_int_equal(screen->ui.edit.id, 0);
    assert_string_equal(screen->path, "x");
}

static void what_the_caller_puts_there_shows_in_a_running_edit(void **state) {
    Screen *screen = focused(state, "x");
    screen_type(screen, "y");
    snprintf(screen->path, sizeof screen->path, "chosen");
    screen_settle(screen);
    assert_string_equal(screen->ui.edit.text, "chosen");
    screen_type(screen, "!");
    assert_string_equal(screen->path, "chosen!");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(what_is_typed_is_the_value_at_once),
        SCREEN_TEST(typing_at_the_end_is_told_from_typing_elsewhere),
        SCREEN_TEST(the_focus_by_keyboard_selects_all_so_that_typing_replaces),
        SCREEN_TEST(a_press_places_the_caret_and_a_drag_selects),
        SCREEN_TEST(shift_and_arrows_select_by_characters),
        SCREEN_TEST(an_arrow_leaves_a_selection_on_its_side),
        SCREEN_TEST(copy_cut_and_paste_go_through_the_clipboard),
        SCREEN_TEST(the_longest_path_fits_and_more_is_left_out_whole),
        SCREEN_TEST(a_long_text_scrolls_with_its_caret),
        SCREEN_TEST(enter_is_told_and_the_field_keeps_the_focus),
        SCREEN_TEST(tab_moves_on_and_escape_is_for_others),
        SCREEN_TEST(what_the_caller_puts_there_shows_in_a_running_edit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
