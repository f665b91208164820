/* Pools as people write them into the search, and what is none. */
#include "app/chrome/search_pool.h"

#include "tests/unit/unit.h"

#include <string.h>

static void assert_reads(const char *text, const char *wanted) {
    char title[SEARCH_POOL_TITLE] = "";
    PsPool pool = ps_pool_default();
    const PsMap input = {.height = 4, .width = 4};
    const bool read = search_pool_read(text, &input, &pool, title);
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
    assert_reads("kernel size 3", "Max 3 × 3 / 3");
    assert_reads("Kernel_size = 3, stride = 2", "Max 3 × 3 / 2");
    assert_reads("Kernel size: 3 × 3", "Max 3 × 3 / 3");
    assert_reads("3x3", "Max 3 × 3 / 3");
    assert_reads("3x3 average pooling with stride of 2", "Average 3 × 3 / 2");
    assert_reads("maxpool3/2", "Max 3 × 3 / 2");
    assert_reads("avgpool 3", "Average 3 × 3 / 3");
    assert_reads("dilation 2", "Max 2 × 2 / 2, dilation 2");
    assert_reads("l2 3/1", "L2 3 × 3 / 1");
    assert_reads("global average", "Global");
    assert_reads("gap", "Global");
    assert_reads("kernel 9999", "Max 9999 × 9999 / 9999");
}

static void anything_else_is_not(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "   ",
                                        "3",
                                        "max",
                                        "max pool",
                                        "kernel",
                                        "kernel 2",
                                        "kernel 0",
                                        "stride 0",
                                        "kernel 3 3",
                                        "average 3 5",
                                        "global 3",
                                        "size 5",
                                        "input size 5",
                                        "and",
                                        "kernel x",
                                        "kernel 3x",
                                        "maximum",
                                        "stride -1",
                                        "stride 2x",
                                        "2",
                                        "kernel 10000",
                                        "kernel 99999999999999999999",
                                        "\xFF\xFE",
                                        "average 3 ×",
                                        "padding 1 in",
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

/* A stride that was set stays where it is, as it does with the stepper; one that was not follows the kernel.
 */
static void a_set_stride_stays(void **state) {
    (void)state;
    char title[SEARCH_POOL_TITLE] = "";
    const PsMap input = {.height = 8, .width = 8};
    PsPool pool = ps_pool_default();
    pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 2;
    assert_true(search_pool_read("kernel 3", &input, &pool, title));
    assert_string_equal(title, "Max 3 × 3 / 2");
    assert_int_equal(pool.stride[PS_WIDTH], 2);
}

/* What the operation cannot take goes, as it does with the tabs; windows that were hidden are made to fit. */
static void an_operation_takes_what_it_can(void **state) {
    (void)state;
    char title[SEARCH_POOL_TITLE] = "";
    const PsMap input = {.height = 4, .width = 4};
    PsPool pool = ps_pool_default();
    pool.padding[PS_HEIGHT] = pool.padding[PS_WIDTH] = 1;
    pool.dilation[PS_HEIGHT] = pool.dilation[PS_WIDTH] = 2;
    PsPool average = pool;
    assert_true(search_pool_read("average", &input, &average, title));
    assert_string_equal(title, "Average 2 × 2 / 2, padding 1");
    PsPool l2 = pool;
    assert_true(search_pool_read("l2", &input, &l2, title));
    assert_string_equal(title, "L2 2 × 2 / 2");
    pool.op = PS_POOL_GAP;
    pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = 9;
    assert_true(search_pool_read("max", &input, &pool, title));
    assert_int_equal(ps_pool_check(&pool, 4, 4, NULL), PS_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_set),
        cmocka_unit_test(anything_else_is_not),
        cmocka_unit_test(a_set_stride_stays),
        cmocka_unit_test(an_operation_takes_what_it_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
