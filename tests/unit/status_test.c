/* Tests of status.c: errors as a template and its values. */
#include "core/status.h"

#include "unit.h"

static void every_status_has_a_word(void **state) {
    (void)state;
    for (int i = 0; i < PS_STATUS_COUNT; i++) {
        assert_true(strlen(ps_status_text((PsStatus)i)) > 0);
    }
    assert_string_equal(ps_status_text(PS_OK), "ok");
}

static void fail_returns_its_status_and_takes_no_error(void **state) {
    (void)state;
    assert_int_equal(ps_fail(NULL, PS_ERROR_FILE, "gone: look %s", "elsewhere"), PS_ERROR_FILE);
    assert_int_equal(ps_fail_memory(NULL), PS_ERROR_MEMORY);
}

static void every_conversion_is_kept_as_text(void **state) {
    (void)state;
    PsError error;
    assert_int_equal(ps_fail(&error, PS_ERROR_SETTING, "%s %d %lld %zu %g %c 100 %%", "word", -3, 1LL << 40,
                             (size_t)7, 0.5, 'x'),
                     PS_ERROR_SETTING);
    assert_int_equal(error.status, PS_ERROR_SETTING);
    assert_int_equal(error.line, 0);
    assert_string_equal(error.values[2], "1099511627776");
    assert_sentence(&error, "word -3 1099511627776 7 0.5 x 100 %");
}

static void a_translated_template_takes_the_same_values(void **state) {
    (void)state;
    PsError error;
    (void)ps_fail(&error, PS_ERROR_SETTING, "kernel %d of %s: use %d", 3, "height", 2);
    char text[PS_ERROR_TEXT_SIZE];
    ps_error_text(&error, "Kern %d von %s: nimm %d", text, sizeof text);
    assert_string_equal(text, "Kern 3 von height: nimm 2");
}

static void a_translation_with_too_many_conversions_reads_no_further(void **state) {
    (void)state;
    PsError error;
    (void)ps_fail(&error, PS_ERROR_SETTING, "%d", 3);
    char text[PS_ERROR_TEXT_SIZE];
    ps_error_text(&error, "%d%d%d%d%d%d%d%d%d%d", text, sizeof text);
    assert_string_equal(text, "3");
}

static void a_long_value_is_cut_between_characters(void **state) {
    (void)state;
    char name[401];
    for (int i = 0; i < 400; i += 2) {
        memcpy(name + i, "\xC3\xA4", 2);
    }
    name[400] = '\0';
    PsError error;
    (void)ps_fail(&error, PS_ERROR_FILE, "%s", name);
    assert_int_equal(strlen(error.values[0]), PS_ERROR_VALUE_SIZE - 2);
}

static void a_sentence_is_cut_where_it_does_not_fit(void **state) {
    (void)state;
    PsError error;
    (void)ps_fail(&error, PS_ERROR_FILE, "file %s is gone", "a.npy");
    char text[9];
    ps_error_text(&error, NULL, text, sizeof text);
    assert_string_equal(text, "file a.n");
}

static void no_error_reads_as_its_status(void **state) {
    (void)state;
    const PsError error = {.status = PS_OK};
    assert_sentence(&error, "ok");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_a_word),
        cmocka_unit_test(fail_returns_its_status_and_takes_no_error),
        cmocka_unit_test(every_conversion_is_kept_as_text),
        cmocka_unit_test(a_translated_template_takes_the_same_values),
        cmocka_unit_test(a_translation_with_too_many_conversions_reads_no_further),
        cmocka_unit_test(a_long_value_is_cut_between_characters),
        cmocka_unit_test(a_sentence_is_cut_where_it_does_not_fit),
        cmocka_unit_test(no_error_reads_as_its_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
