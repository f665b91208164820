/* Pools as people write them into the search, and what is none. */
#include "app/chrome/search_pool.h"

#include "tests/unit/unit.h"

#include <string.h>

static void assert_reads(const char *text, const char *wanted) {
    char title[SEARCH_POOL_TITLE] = "";
    PsPool pool = ps_pool_default();
    const bool read = search_pool_read(text, &pool, title);
    if (read != (wanted != NULL) || (read && strcmp(title, wanted) != 0)) {
        fail_msg("\"%s\" is read as \"%s\"", text, read ? title : "nothing");
    }
}

static void what_is_written_is_set(void **state) {
    (void)state;
    assert_reads("average 3x3 / 2", "Average 3 × 3 / 2");
    assert_reads("average 3/2", "Average 3 × 3 / 2");
    assert_reads("AVG 3 × 3 stride 2", "Average 3 × 3 / 2");
    assert_reads("mean", "Average 2 × 2 / 2");
    assert_reads("max 3x2/1x2", "Max 3 × 2 / 1 × 2");
    assert_reads("kernel 3", "Max 3 × 3 / 3");
    assert_reads("kernel 3 stride 2 padding 1", "Max 3 × 3 / 2, padding 1");
    assert_reads("stride 1", "Max 2 × 2 / 1");
    assert_reads("kernel 9999", "Max 9999 × 9999 / 9999");
}

static void anything_else_is_not(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "   ",
                                        "3",
                                        "3x3",
                                        "max",
                                        "max pool",
                                        "kernel",
                                        "kernel 2",
                                        "kernel x",
                                        "kernel 3x",
                                        "maximum",
                                        "stride -1",
                                        "kernel 10000",
                                        "kernel 99999999999999999999",
                                        "\xFF\xFE",
                                        "average 3 ×",
                                        "padding 1 of",
                                        "/"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_reads(texts[i], NULL);
    }
    char many[10001];
    memset(many, '1', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    assert_reads(many, NULL);
    memcpy(many, "kernel ", 7);
    assert_reads(many, NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_set),
        cmocka_unit_test(anything_else_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
