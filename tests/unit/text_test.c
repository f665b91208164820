/* Tests of text.c: what is UTF-8, what can be shown, what is UTF-16. */
#include "core/text.h"

#include "unit.h"

#include <stdio.h>

static size_t sequence(const char *text) {
    return ps_text_sequence((const unsigned char *)text, strlen(text));
}

static void only_wellformed_sequences_are_utf8(void **state) {
    (void)state;
    assert_int_equal(sequence("a"), 1);
    assert_int_equal(sequence("\xC2\xA0"), 2);
    assert_int_equal(sequence("\xE2\x88\x92"), 3);
    assert_int_equal(sequence("\xF0\x9F\x98\x80"), 4);
    static const char *const broken[] = {
        "",         "\x80",         "\xC3",         "\xC0\xAF",         "\xC3(",
        "\xE2\x88", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80",
        "\xFF\xFE"};
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        assert_int_equal(sequence(broken[i]), 0);
    }
}

static void assert_shown(const char *text, const char *shown) {
    char copy[64];
    snprintf(copy, sizeof copy, "%s", text);
    ps_text_make_printable(copy);
    assert_string_equal(copy, shown);
}

static void a_terminal_is_told_nothing(void **state) {
    (void)state;
    assert_shown("a \xE2\x88\x92 \xC3\xA4\xC2\xA0", "a \xE2\x88\x92 \xC3\xA4\xC2\xA0");
    assert_shown("\x1b[31m\x7F\n", "?[31m?\?");
    assert_shown("\xC2\x9B"
                 "31m",
                 "?\?31m");
    assert_shown("1\xE9 \xE2\x88", "1? ?\?");
    assert_shown("", "");
}

static bool is_utf16(const char *data, size_t size) {
    return ps_text_is_utf16((const unsigned char *)data, size);
}

static void utf16_is_known_by_its_mark_or_its_letters(void **state) {
    (void)state;
    assert_true(is_utf16("\xFF\xFE", 2));
    assert_true(is_utf16("\xFE\xFF\0a", 4));
    assert_true(is_utf16("a\0b\0", 4));
    assert_true(is_utf16("\0a\0b", 4));
    assert_false(is_utf16("", 0));
    assert_false(is_utf16("\xFF", 1));
    assert_false(is_utf16("abcd", 4));
    assert_false(is_utf16("a\0\0\0", 4));
    assert_false(is_utf16("\0\0\0\0", 4));
    assert_false(is_utf16("\xEF\xBB\xBF"
                          "a",
                          4));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_wellformed_sequences_are_utf8),
        cmocka_unit_test(a_terminal_is_told_nothing),
        cmocka_unit_test(utf16_is_known_by_its_mark_or_its_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
