/* The table of layers as CSV, Markdown and LaTeX: for the tutorial's stack to the letter. */
#include "app/stages/field/table/copy.h"

#include "tests/unit/unit.h"

#include <stdlib.h>
#include <string.h>

static const char TUTORIAL[] = "input 1x24x24, conv3, conv3, maxpool2/2, conv3, maxpool2/2";

/* The caller frees it. */
static char *copied(const char *notation, TableFormat format) {
    FollowedStack stack;
    PsBytes text = {0};
    PsSceneStack source;
    assert_int_equal(ps_scene_stack_make(notation, &source, NULL), PS_OK);
    assert_int_equal(followed_stack_init(&stack, &source, NULL), PS_OK);
    ps_scene_stack_free(&source);
    assert_int_equal(field_copy_text(&stack, format, &text, NULL), PS_OK);
    assert_int_equal(text.data[text.size - 1], 0);
    char *copy = malloc(text.size);
    assert_non_null(copy);
    memcpy(copy, text.data, text.size);
    ps_bytes_free(&text);
    followed_stack_free(&stack);
    return copy;
}

static void assert_copied(const char *notation, TableFormat format, const char *expected) {
    char *text = copied(notation, format);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_holds(const char *notation, TableFormat format, const char *part) {
    char *text = copied(notation, format);
    if (strstr(text, part) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", part, text);
    }
    free(text);
}

static void csv_has_a_column_an_axis_and_plain_numbers(void **unused) {
    (void)unused;
    assert_copied(TUTORIAL, TABLE_CSV,
                  "layer,out_height,out_width,channels,field_height,field_width,jump_height,jump_width,"
                  "start_height,start_width,padding_height,padding_width,sees,parameters,multiply_adds\n"
                  "conv3,22,22,1,3,3,1,1,1,1,0,0,0.015625,10,4356\n"
                  "conv3,20,20,1,5,5,1,1,2,2,0,0,0.043402776,10,3600\n"
                  "maxpool2/2,10,10,1,6,6,2,2,2.5,2.5,0,0,0.0625,0,0\n"
                  "conv3,8,8,1,10,10,2,2,4.5,4.5,0,0,0.1736111,10,576\n"
                  "maxpool2/2,4,4,1,12,12,4,4,5.5,5.5,0,0,0.25,0,0\n");
}

static void markdown_is_a_table_with_totals(void **unused) {
    (void)unused;
    assert_copied(TUTORIAL, TABLE_MARKDOWN,
                  "| layer | out | channels | field | jump | start | padding | share of image | parameters | "
                  "multiply-adds |\n"
                  "| :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n"
                  "| conv3 | 22 | 1 | 3 | 1 | 1 | 0 | 1.5625 % | 10 | 4356 |\n"
                  "| conv3 | 20 | 1 | 5 | 1 | 2 | 0 | 4.3402777 % | 10 | 3600 |\n"
                  "| maxpool2/2 | 10 | 1 | 6 | 2 | 2.5 | 0 | 6.25 % | 0 | 0 |\n"
                  "| conv3 | 8 | 1 | 10 | 2 | 4.5 | 0 | 17.36111 % | 10 | 576 |\n"
                  "| maxpool2/2 | 4 | 1 | 12 | 4 | 5.5 | 0 | 25 % | 0 | 0 |\n"
                  "| All |  |  |  |  |  |  |  | 30 | 8532 |\n");
}

static void latex_is_a_tabular_that_needs_no_package(void **unused) {
    (void)unused;
    assert_copied(TUTORIAL, TABLE_LATEX,
                  "\\begin{tabular}{lrrrrrrrrr}\n\\hline\n"
                  "layer & out & channels & field & jump & start & padding & share of image & parameters & "
                  "multiply-adds \\\\\n"
                  "\\hline\n"
                  "conv3 & 22 & 1 & 3 & 1 & 1 & 0 & 1.5625\\,\\% & 10 & 4356 \\\\\n"
                  "conv3 & 20 & 1 & 5 & 1 & 2 & 0 & 4.3402777\\,\\% & 10 & 3600 \\\\\n"
                  "maxpool2/2 & 10 & 1 & 6 & 2 & 2.5 & 0 & 6.25\\,\\% & 0 & 0 \\\\\n"
                  "conv3 & 8 & 1 & 10 & 2 & 4.5 & 0 & 17.36111\\,\\% & 10 & 576 \\\\\n"
                  "maxpool2/2 & 4 & 1 & 12 & 4 & 5.5 & 0 & 25\\,\\% & 0 & 0 \\\\\n"
                  "\\hline\n"
                  "All &  &  &  &  &  &  &  & 30 & 8532 \\\\\n"
                  "\\hline\n\\end{tabular}\n");
}

static void layers_that_pass_values_on_are_copied_too(void **unused) {
    (void)unused;
    assert_holds("input 1x8x8, conv3, bn, relu", TABLE_CSV, "\nbn,6,6,1,3,3,1,1,1,1,0,0,0.140625,2,0\n");
    assert_holds("input 1x8x8, conv3, bn, relu", TABLE_CSV, "\nrelu,6,6,");
}

static void underscores_are_escaped_where_they_mean_something(void **unused) {
    (void)unused;
    const char *notation = "input 1x8x8, conv1_1: conv3";
    assert_holds(notation, TABLE_CSV, "\nconv1_1,");
    assert_holds(notation, TABLE_MARKDOWN, "\n| conv1\\_1 |");
    assert_holds(notation, TABLE_LATEX, "\nconv1\\_1 &");
}

static void axes_that_differ_stand_as_height_times_width(void **unused) {
    (void)unused;
    const char *notation = "input 1x9x8, conv5x3/2x1";
    assert_holds(notation, TABLE_CSV, "\nconv5x3/2x1,3,6,1,5,3,2,1,2,1,");
    assert_holds(notation, TABLE_MARKDOWN, "| 3 × 6 | 1 | 5 × 3 | 2 × 1 | 2 × 1 | 0 |");
    assert_holds(notation, TABLE_LATEX, "& 3$\\times$6 & 1 & 5$\\times$3 &");
}

static void what_is_not_known_is_left_open(void **unused) {
    (void)unused;
    const char *notation = "input 1x4x4, conv3, conv9, ?Mystery";
    assert_holds(notation, TABLE_CSV, "\n?Mystery,,,,,,,,,,,,,,\n");
    assert_holds(notation, TABLE_MARKDOWN, "| ?Mystery | – | – |");
    assert_holds(notation, TABLE_LATEX, "\n?Mystery & -- & -- &");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_has_a_column_an_axis_and_plain_numbers),
        cmocka_unit_test(markdown_is_a_table_with_totals),
        cmocka_unit_test(latex_is_a_tabular_that_needs_no_package),
        cmocka_unit_test(layers_that_pass_values_on_are_copied_too),
        cmocka_unit_test(underscores_are_escaped_where_they_mean_something),
        cmocka_unit_test(axes_that_differ_stand_as_height_times_width),
        cmocka_unit_test(what_is_not_known_is_left_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
