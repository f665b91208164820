/* Texts as people paste them, made plain. */
#include "core/plain_text.h"

#include "unit.h"

static void assert_plain(const char *text, const char *expected) {
    PsBytes plain = {0};
    assert_int_equal(ps_plain_text(text, strlen(text), &plain, NULL), PS_OK);
    assert_string_equal((const char *)plain.data, expected);
    ps_bytes_free(&plain);
}

static void line_ends_of_all_systems_are_one(void **state) {
    (void)state;
    assert_plain("a\r\nb\rc\nd\r\r\ne\n\r\nf", "a\nb\nc\nd\ne\n\nf");
    assert_plain("\r", "\n");
    assert_plain("a\xE2\x80\xA8"
                 "b",
                 "a\nb");
}

static void blanks_are_blanks_and_what_has_no_width_goes(void **state) {
    (void)state;
    assert_plain("\xEF\xBB\xBF"
                 "a\xC2\xA0"
                 "b\xE2\x80\x87"
                 "c\xE3\x80\x80"
                 "d\xE2\x80\x8B"
                 "e",
                 "a b c de");
    /* Letters stay, and so does what is no UTF-8. */
    assert_plain("\xC3\xA4\xFF\xC2", "\xC3\xA4\xFF\xC2");
}

static void colours_of_a_terminal_go(void **state) {
    (void)state;
    assert_plain("\x1B[1;31mSequential\x1B[0m(\x1B[K", "Sequential(");
    /* What is no order of a terminal stays. */
    assert_plain("\x1B(\x1B[", "\x1B(\x1B[");
}

static void nothing_is_an_empty_text(void **state) {
    (void)state;
    PsBytes plain = {0};
    assert_int_equal(ps_plain_text(NULL, 0, &plain, NULL), PS_OK);
    assert_int_equal(plain.size, 0);
    ps_bytes_free(&plain);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_ends_of_all_systems_are_one),
        cmocka_unit_test(blanks_are_blanks_and_what_has_no_width_goes),
        cmocka_unit_test(colours_of_a_terminal_go),
        cmocka_unit_test(nothing_is_an_empty_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
