/* Which inputs suit what a printout's layers were made for. */
#include "core/stack_fit.h"

#include "core/notation.h"
#include "unit.h"

static PsStack read(const char *text) {
    PsStack stack;
    assert_int_equal(ps_notation_read(text, strlen(text), &stack, NULL), PS_OK);
    return stack;
}

static void assert_written(PsStack *stack, const char *expected) {
    PsBytes bytes = {0};
    assert_int_equal(ps_notation_write(stack, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, expected);
    ps_bytes_free(&bytes);
    ps_stack_free(stack);
}

static const char lenet[] = "input 1, conv5 c6 i1, maxpool2, conv5 c16 i6, maxpool2, linear120 i400, bn i120";

static void the_smallest_input_that_suits_is_taken(void **state) {
    (void)state;
    PsFit fit;
    PsStack stack = read(lenet);
    assert_int_equal(ps_stack_settle(&stack, 0, NULL, PS_FIT_INPUT, &fit, NULL), PS_OK);
    assert_true(fit.taken);
    assert_int_equal(fit.node, 4);
    assert_int_equal(fit.expects, 400);
    assert_int_equal(fit.least, 32);
    assert_int_equal(fit.most, 35);
    assert_string_equal(fit.name, "linear120");
    assert_written(&stack, "input 1x32x32\nconv5 c6\nmaxpool2/2\nconv5 c16\nmaxpool2/2\nlinear120\nbn");
}

static void an_input_that_is_given_is_kept_and_what_would_suit_is_told(void **state) {
    (void)state;
    static const int size[PS_AXES] = {28, 28};
    PsFit fit;
    PsStack stack = read(lenet);
    assert_int_equal(ps_stack_settle(&stack, 0, size, PS_FIT_NOTHING, &fit, NULL), PS_OK);
    assert_false(fit.taken);
    assert_int_equal(fit.least, 32);
    assert_int_equal(fit.most, 35);
    assert_written(&stack,
                   "input 1\nconv5 c6 i1\nmaxpool2/2\nconv5 c16 i6\nmaxpool2/2\nlinear120 i400\nbn i120");
}

static void what_fits_expects_nothing_any_more(void **state) {
    (void)state;
    static const int size[PS_AXES] = {33, 35};
    PsFit fit;
    PsStack stack = read(lenet);
    assert_int_equal(ps_stack_settle(&stack, 0, size, PS_FIT_INPUT, &fit, NULL), PS_OK);
    assert_int_equal(fit.node, -1);
    assert_written(&stack, "input 1\nconv5 c6\nmaxpool2/2\nconv5 c16\nmaxpool2/2\nlinear120\nbn");
    /* A layer that stood there only to be checked is gone, in branches too; a plain one stays. */
    stack = read("input 3x8x8, conv1 c4 i3, id i4, id, add(id i4, conv1 | id)");
    assert_int_equal(ps_stack_settle(&stack, 0, NULL, PS_FIT_INPUT, &fit, NULL), PS_OK);
    assert_written(&stack, "input 3x8x8\nconv1 c4\nid\nadd(conv1 | id)");
}

/* A pool to one size gives the same for all inputs: none is to be chosen. */
static void a_default_input_that_suits_stays(void **state) {
    (void)state;
    PsFit fit;
    PsStack stack = read("input 3, conv3 c8 i3, gap, linear10 i8");
    assert_int_equal(ps_stack_settle(&stack, 0, NULL, PS_FIT_INPUT, &fit, NULL), PS_OK);
    assert_false(fit.taken);
    assert_written(&stack, "input 3\nconv3 c8\ngap\nlinear10");
}

static void where_no_square_input_suits_both_numbers_are_told_by_the_plan(void **state) {
    (void)state;
    PsFit fit;
    PsPlan plan;
    PsStack stack = read("input 1x28x28, conv5 c6 i1, maxpool2, linear10 i401");
    assert_int_equal(ps_stack_settle(&stack, 0, NULL, PS_FIT_INPUT, &fit, NULL), PS_OK);
    assert_int_equal(fit.node, 2);
    assert_int_equal(fit.least, 0);
    assert_false(fit.taken);
    assert_int_equal(ps_plan_init(&plan, &stack, 0, NULL, NULL), PS_OK);
    assert_sentence(&plan.error,
                    "it is made for 401 values, and 6 x 12 x 12 = 864 come in: give another input size, "
                    "or check which layers run before it");
    ps_plan_free(&plan);
    ps_stack_free(&stack);
    /* What does not fit behind it is no matter of the input, and nothing is forgotten. */
    stack = read("input 1, conv5 c6 i1, maxpool2, linear10 i864, linear10 i11");
    assert_int_equal(ps_stack_settle(&stack, 0, NULL, PS_FIT_INPUT, &fit, NULL), PS_OK);
    assert_int_equal(fit.least, 28);
    assert_written(&stack, "input 1x28x28\nconv5 c6 i1\nmaxpool2/2\nlinear10 i864\nlinear10 i11");
}

/* As for a picture of a size that is given, whose colours are not. */
static void channels_that_nobody_says_are_taken_on_a_given_size(void **state) {
    (void)state;
    static const int size[PS_AXES] = {28, 28};
    PsFit fit;
    PsStack stack = read("linear512 i784, linear10 i512");
    assert_int_equal(ps_stack_settle(&stack, 0, size, PS_FIT_CHANNELS, &fit, NULL), PS_OK);
    assert_true(fit.taken);
    assert_int_equal(stack.channels, 1);
    assert_written(&stack, "input 1\nlinear512\nlinear10");
}

static void channels_that_come_in_are_checked(void **state) {
    (void)state;
    static const struct {
        const char *text, *sentence;
    } rows[] = {
        {"input 3x8x8, conv3 c8 i3, bn i32",
         "it is made for 32 channels, and 8 come in: check which layers run before it"},
        {"input 3x8x8, conv3 c8 i4",
         "it is made for 4 channels, and 3 come in: check which layers run before it"},
        {"input 3x8x8, id i8", "it is made for 8 channels, and 3 come in: check which layers run before it"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PsPlan plan;
        PsStack stack = read(rows[i].text);
        assert_int_equal(ps_plan_init(&plan, &stack, 0, NULL, NULL), PS_OK);
        assert_true(plan.failed < plan.count);
        assert_sentence(&plan.error, rows[i].sentence);
        ps_plan_free(&plan);
        ps_stack_free(&stack);
    }
}

/* Where the first layer is linear the channels are free: a grey picture, a coloured one, a vector. */
static void a_first_linear_layer_chooses_channels_too(void **state) {
    (void)state;
    static const struct {
        const char *text, *written;
    } rows[] = {{"linear10 i784", "input 1x28x28\nlinear10"},
                {"linear10 i3072", "input 3x32x32\nlinear10"},
                {"linear10 i512", "input 512x1x1\nlinear10"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        PsFit fit;
        PsStack stack = read(rows[i].text);
        assert_int_equal(ps_stack_settle(&stack, 0, NULL, PS_FIT_INPUT, &fit, NULL), PS_OK);
        assert_true(fit.taken);
        assert_written(&stack, rows[i].written);
    }
}

static void an_order_is_assumed_and_unknown_layers_stay(void **state) {
    (void)state;
    PsStack stack = read("?Net, conv3, add(?Block, conv1 | unknown \"Swap\"), ?Head, linear10");
    assert_true(ps_stack_assume_order(&stack));
    assert_false(ps_stack_assume_order(&stack));
    assert_written(&stack, "conv3\nadd(conv1 | unknown \"Swap\")\nlinear10");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_smallest_input_that_suits_is_taken),
        cmocka_unit_test(an_input_that_is_given_is_kept_and_what_would_suit_is_told),
        cmocka_unit_test(what_fits_expects_nothing_any_more),
        cmocka_unit_test(a_default_input_that_suits_stays),
        cmocka_unit_test(where_no_square_input_suits_both_numbers_are_told_by_the_plan),
        cmocka_unit_test(channels_that_come_in_are_checked),
        cmocka_unit_test(a_first_linear_layer_chooses_channels_too),
        cmocka_unit_test(channels_that_nobody_says_are_taken_on_a_given_size),
        cmocka_unit_test(an_order_is_assumed_and_unknown_layers_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
