#include "app/robot/script.h"

#include "app/ui/ui.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

static Script parse(const char *text) {
    Script script;
    PsError error = {0};
    if (script_parse(text, strlen(text), &script, &error) != PS_OK) {
        char sentence[PS_ERROR_TEXT_SIZE];
        ps_error_text(&error, NULL, sentence, sizeof sentence);
        fail_msg("%s: %s", text, sentence);
    }
    return script;
}

static void assert_refused_bytes(const char *text, size_t size, int line) {
    Script script;
    PsError error = {0};
    assert_int_not_equal(script_parse(text, size, &script, &error), PS_OK);
    assert_int_equal(error.line, line);
    char sentence[PS_ERROR_TEXT_SIZE];
    char number[32];
    ps_error_text(&error, NULL, sentence, sizeof sentence);
    snprintf(number, sizeof number, "line %d: ", line);
    assert_int_equal(strncmp(sentence, number, strlen(number)), 0);
    assert_int_equal(script.count, 0);
    assert_null(script.commands);
}

static void assert_refused(const char *text, int line) {
    assert_refused_bytes(text, strlen(text), line);
}

/* One of each command of product.md. */
static const char every_verb[] = "key Space\n"
                                 "key Ctrl+Z\n"
                                 "type \"42\"\n"
                                 "click \"Play\"\n"
                                 "double-click \"input 0,2\"\n"
                                 "hover \"output 1,1\"\n"
                                 "wheel \"input 0,2\" -1\n"
                                 "tap \"Play\"\n"
                                 "tap2 \"input 0,2\"\n"
                                 "pinch \"Input\" 0.5\n"
                                 "drag \"input 0,0\" \"input 2,2\"\n"
                                 "drag \"Timeline\" to 0.5\n"
                                 "drag \"Input corner\" by 80,0\n"
                                 "resize 1920x1080\n"
                                 "drop path/to/map.npy\n"
                                 "wait 500ms\n"
                                 "expect \"Step\" \"2 / 4\"\n"
                                 "expect-no \"Play\"\n"
                                 "expect-focus \"Kernel size\"\n"
                                 "shot out.png\n"
                                 "quit\n";

static void a_drag_with_shift_is_a_drag(void **state) {
    (void)state;
    Script script = parse("shift-drag \"A\" \"B\"\nshift-drag \"A\" by 80,0\ndrag \"A\" \"B\"\n");
    assert_int_equal(script.count, 3);
    assert_int_equal(script.commands[0].verb, SCRIPT_DRAG);
    assert_int_equal(script.commands[0].modifiers, UI_SHIFT);
    assert_string_equal(script.commands[0].words[1], "B");
    assert_int_equal(script.commands[1].verb, SCRIPT_DRAG_BY);
    assert_int_equal(script.commands[1].modifiers, UI_SHIFT);
    assert_int_equal(script.commands[2].modifiers, 0);
    script_free(&script);
}

static void every_verb_is_read(void **state) {
    (void)state;
    static const ScriptVerb verbs[] = {
        SCRIPT_KEY,   SCRIPT_KEY,     SCRIPT_TYPE,      SCRIPT_CLICK,        SCRIPT_DOUBLE_CLICK,
        SCRIPT_HOVER, SCRIPT_WHEEL,   SCRIPT_TAP,       SCRIPT_DOUBLE_TAP,   SCRIPT_PINCH,
        SCRIPT_DRAG,  SCRIPT_DRAG_TO, SCRIPT_DRAG_BY,   SCRIPT_RESIZE,       SCRIPT_DROP,
        SCRIPT_WAIT,  SCRIPT_EXPECT,  SCRIPT_EXPECT_NO, SCRIPT_EXPECT_FOCUS, SCRIPT_SHOT,
        SCRIPT_QUIT};
    Script script = parse(every_verb);
    assert_int_equal(script.count, 21);
    for (int i = 0; i < 21; i++) {
        assert_int_equal(script.commands[i].verb, verbs[i]);
        assert_int_equal(script.commands[i].line, i + 1);
    }
    script_free(&script);
}

static void arguments_are_kept(void **state) {
    (void)state;
    Script script = parse(every_verb);
    const ScriptCommand *commands = script.commands;
    assert_int_equal(commands[0].key, UI_KEY_SPACE);
    assert_int_equal(commands[1].key, 'Z');
    assert_int_equal(commands[1].modifiers, UI_CTRL);
    assert_string_equal(commands[2].words[0], "42");
    assert_string_equal(commands[6].words[0], "input 0,2");
    assert_true(commands[6].numbers[0] == -1);
    assert_string_equal(commands[8].words[0], "input 0,2");
    assert_string_equal(commands[9].words[0], "Input");
    assert_true(commands[9].numbers[0] == 0.5);
    assert_string_equal(commands[10].words[1], "input 2,2");
    assert_true(commands[11].numbers[0] == 0.5);
    assert_true(commands[12].numbers[0] == 80 && commands[12].numbers[1] == 0);
    assert_true(commands[13].numbers[0] == 1920 && commands[13].numbers[1] == 1080);
    assert_string_equal(commands[14].words[0], "path/to/map.npy");
    assert_true(commands[15].numbers[0] == 500);
    assert_string_equal(commands[16].words[1], "2 / 4");
    script_free(&script);
}

static void every_key_has_its_name(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int key;
        unsigned modifiers;
    } keys[] = {{"key Enter", UI_KEY_ENTER, 0},
                {"key Escape", UI_KEY_ESCAPE, 0},
                {"key Tab", UI_KEY_TAB, 0},
                {"key Backspace", UI_KEY_BACKSPACE, 0},
                {"key Delete", UI_KEY_DELETE, 0},
                {"key Up", UI_KEY_UP, 0},
                {"key Down", UI_KEY_DOWN, 0},
                {"key Left", UI_KEY_LEFT, 0},
                {"key Right", UI_KEY_RIGHT, 0},
                {"key Home", UI_KEY_HOME, 0},
                {"key End", UI_KEY_END, 0},
                {"key PageUp", UI_KEY_PAGE_UP, 0},
                {"key PageDown", UI_KEY_PAGE_DOWN, 0},
                {"key F1", UI_KEY_F1, 0},
                {"key F12", UI_KEY_F12, 0},
                {"key h", 'h', 0},
                {"key ?", '?', 0},
                {"key #", '#', 0},
                {"key Shift+Tab", UI_KEY_TAB, UI_SHIFT},
                {"key Ctrl+Shift+Z", 'Z', UI_CTRL | UI_SHIFT},
                {"key Shift+Ctrl+Z", 'Z', UI_CTRL | UI_SHIFT},
                {"key Alt+x", 'x', UI_ALT},
                {"key Ctrl++", '+', UI_CTRL},
                {"key +", '+', 0},
                {"key Ctrl+Alt+Shift+F5", UI_KEY_F1 + 4, UI_CTRL | UI_ALT | UI_SHIFT},
                {"key F", 'F', 0}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        Script script = parse(keys[i].text);
        assert_int_equal(script.count, 1);
        assert_int_equal(script.commands[0].key, keys[i].key);
        assert_int_equal(script.commands[0].modifiers, keys[i].modifiers);
        script_free(&script);
    }
}

static void comments_blanks_and_line_ends_are_skipped(void **state) {
    (void)state;
    Script script = parse("# a comment\n\n   \t \n  click \"A\"  # and one behind\r\n\tquit\r\n#");
    assert_int_equal(script.count, 2);
    assert_int_equal(script.commands[0].line, 4);
    assert_string_equal(script.commands[0].words[0], "A");
    assert_int_equal(script.commands[1].line, 5);
    script_free(&script);
    script = parse("");
    assert_int_equal(script.count, 0);
    script_free(&script);
    script = parse("quit");
    assert_int_equal(script.count, 1);
    script_free(&script);
}

static void escapes_and_odd_texts_in_quotes_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text, *word;
    } texts[] = {{"type \"a\\\"b\"", "a\"b"},
                 {"type \"a\\\\b\"", "a\\b"},
                 {"type \"a\\tb\\nc\"", "a\tb\nc"},
                 {"type \"\"", ""},
                 {"type \"# no comment\"", "# no comment"},
                 {"type \"∞ é\"", "∞ é"},
                 {"type word", "word"},
                 {"drop a\\b.csv", "a\\b.csv"},
                 {"type a\"b", "a\"b"}};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        Script script = parse(texts[i].text);
        assert_string_equal(script.commands[0].words[0], texts[i].word);
        script_free(&script);
    }
}

static const char *const malformed[] = {"jump",
                                        "Key Space",
                                        "key",
                                        "key Spac",
                                        "key Ctrl+",
                                        "key Space Space",
                                        "key F13",
                                        "key F0",
                                        "key é",
                                        "key Meta+x",
                                        "type",
                                        "type \"a\" \"b\"",
                                        "type \"open",
                                        "type \"a\\\"",
                                        "type \"a\\x\"",
                                        "type \"a\"b",
                                        "click",
                                        "click \"A\" \"B\"",
                                        "double-click",
                                        "hover",
                                        "wheel \"A\"",
                                        "wheel \"A\" up",
                                        "wheel \"A\" nan",
                                        "wheel \"A\" inf",
                                        "wheel \"A\" 1e10",
                                        "drag",
                                        "drag \"A\"",
                                        "drag \"A\" to",
                                        "drag \"A\" to x",
                                        "drag \"A\" by 1",
                                        "drag \"A\" by 1,",
                                        "drag \"A\" by 1,2,3",
                                        "drag \"A\" at 1",
                                        "drag \"A\" to 1 2",
                                        "resize",
                                        "resize 100",
                                        "resize 100x",
                                        "resize x100",
                                        "resize 0x100",
                                        "resize -5x100",
                                        "resize 99999x100",
                                        "resize 100x100x100",
                                        "resize nanx100",
                                        "drop",
                                        "wait",
                                        "wait 500",
                                        "wait 500s",
                                        "wait -1ms",
                                        "wait ms",
                                        "wait 1e9ms",
                                        "wait infms",
                                        "expect \"A\"",
                                        "expect",
                                        "expect \"A\" \"B\" \"C\"",
                                        "expect-no",
                                        "expect-focus",
                                        "shot",
                                        "quit now",
                                        "\"quit",
                                        "\"\"",
                                        "a b c d e f"};

static void malformed_lines_are_refused_with_their_number(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        char text[128];
        snprintf(text, sizeof text, "quit\n\n%s\nquit\n", malformed[i]);
        Script script;
        if (script_parse(text, strlen(text), &script, NULL) == PS_OK) {
            fail_msg("\"%s\" is taken", malformed[i]);
        }
        assert_refused(text, 3);
    }
}

static void words_of_an_earlier_line_are_not_taken_for_missing_ones(void **state) {
    (void)state;
    assert_refused("key Space\nkey\n", 2);
    assert_refused("wheel \"A\" 1\nwheel \"A\"\n", 2);
    assert_refused("drag \"A\" \"B\"\ndrag \"A\"\n", 2);
}

static void nul_bytes_are_refused_wherever_they_stand(void **state) {
    (void)state;
    static const char text[] = "quit\nclick \"Play\"\nresize 100x100\n";
    for (size_t i = 0; i < sizeof text - 1; i++) {
        char bytes[sizeof text];
        memcpy(bytes, text, sizeof text);
        bytes[i] = '\0';
        Script script;
        PsError error = {0};
        assert_int_not_equal(script_parse(bytes, sizeof bytes - 1, &script, &error), PS_OK);
        assert_in_range(error.line, 1, 3);
    }
    assert_refused_bytes("quit\n\0", 6, 2);
}

static void very_long_words_and_lines_are_refused(void **state) {
    (void)state;
    const size_t size = 1 << 20;
    char *text = malloc(size + 1);
    assert_non_null(text);
    memset(text, 'a', size);
    text[size] = '\0';
    assert_refused(text, 1);
    memcpy(text, "type \"", 6);
    assert_refused(text, 1);
    text[size - 1] = '"';
    assert_refused(text, 1);
    memset(text, ' ', size);
    memcpy(text + size - 4, "quit", 4);
    Script script = parse(text);
    assert_int_equal(script.count, 1);
    script_free(&script);
    memset(text, '\n', size);
    memcpy(text + size - 4, "jump", 4);
    assert_refused(text, (int)size - 3);
    free(text);
}

static void the_longest_word_is_kept_whole(void **state) {
    (void)state;
    char text[5000] = "type \"";
    memset(text + 6, 'x', 4095);
    text[6 + 4095] = '"';
    Script script = parse(text);
    assert_int_equal(strlen(script.commands[0].words[0]), 4095);
    script_free(&script);
}

/* The bytes are in a block of their own, so that a byte read past the end is found. */
static void parse_exactly(const char *text, size_t size) {
    char *bytes = malloc(size > 0 ? size : 1);
    assert_non_null(bytes);
    memcpy(bytes, text, size);
    Script script;
    if (script_parse(bytes, size, &script, NULL) == PS_OK) {
        script_free(&script);
    }
    assert_int_equal(script.count, 0);
    free(bytes);
}

static void a_script_cut_at_any_byte_does_no_harm(void **state) {
    (void)state;
    for (size_t size = 0; size < sizeof every_verb; size++) {
        parse_exactly(every_verb, size);
    }
}

static void a_script_with_any_byte_changed_does_no_harm(void **state) {
    (void)state;
    static const char odd[] = {'"', '\\', '\n', ' ', '#', '\0', '\x80', '\xFF', '-', 'x'};
    char text[sizeof every_verb];
    for (size_t at = 0; at < sizeof every_verb - 1; at++) {
        for (size_t k = 0; k < sizeof odd; k++) {
            memcpy(text, every_verb, sizeof text);
            text[at] = odd[k];
            parse_exactly(text, sizeof text - 1);
        }
    }
}

static void many_commands_are_kept_in_order(void **state) {
    (void)state;
    enum { LINES = 1000 };
    char *text = calloc(LINES, 32);
    assert_non_null(text);
    size_t size = 0;
    for (int i = 0; i < LINES; i++) {
        size += (size_t)sprintf(text + size, "click \"%d\"\n", i);
    }
    Script script = parse(text);
    assert_int_equal(script.count, LINES);
    for (int i = 0; i < LINES; i++) {
        assert_int_equal(atoi(script.commands[i].words[0]), i);
    }
    script_free(&script);
    free(text);
}

static void freeing_twice_and_freeing_nothing_is_fine(void **state) {
    (void)state;
    Script script = parse("quit");
    script_free(&script);
    script_free(&script);
    script = (Script){0};
    script_free(&script);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verb_is_read),
        cmocka_unit_test(a_drag_with_shift_is_a_drag),
        cmocka_unit_test(arguments_are_kept),
        cmocka_unit_test(every_key_has_its_name),
        cmocka_unit_test(comments_blanks_and_line_ends_are_skipped),
        cmocka_unit_test(escapes_and_odd_texts_in_quotes_are_read),
        cmocka_unit_test(malformed_lines_are_refused_with_their_number),
        cmocka_unit_test(words_of_an_earlier_line_are_not_taken_for_missing_ones),
        cmocka_unit_test(nul_bytes_are_refused_wherever_they_stand),
        cmocka_unit_test(very_long_words_and_lines_are_refused),
        cmocka_unit_test(the_longest_word_is_kept_whole),
        cmocka_unit_test(a_script_cut_at_any_byte_does_no_harm),
        cmocka_unit_test(a_script_with_any_byte_changed_does_no_harm),
        cmocka_unit_test(many_commands_are_kept_in_order),
        cmocka_unit_test(freeing_twice_and_freeing_nothing_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
