/* Tests of csv.c: separators, channels, and what is refused with line and column. */
#include "core/csv.h"

#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Reads from memory of exactly that size, so that AddressSanitizer sees a byte too many. */
static PsStatus read_bytes(const void *text, size_t size, PsMap *map, PsError *error) {
    unsigned char *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    PsStatus status = ps_csv_read(copy, size, map, error);
    free(copy);
    return status;
}

static void assert_reads(const char *text, int channels, int height, int width, const float *values) {
    PsMap map;
    assert_int_equal(read_bytes(text, strlen(text), &map, NULL), PS_OK);
    assert_int_equal(map.channels, channels);
    assert_int_equal(map.height, height);
    assert_int_equal(map.width, width);
    assert_values(map.values, values, (size_t)ps_map_cells(&map));
    ps_map_free(&map);
}

static void assert_refused(const char *text, int line, int column, const char *sentence) {
    PsMap map;
    PsError error = {0};
    assert_int_equal(read_bytes(text, strlen(text), &map, &error), PS_ERROR_FORMAT);
    assert_null(map.values);
    assert_sentence(&error, sentence);
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
}

static const float one_to_four[] = {1, 2, 3, 4};

static void commas_tabs_and_semicolons_separate(void **state) {
    (void)state;
    assert_reads("1,2\n3,4\n", 1, 2, 2, one_to_four);
    assert_reads("1\t2\n3\t4\n", 1, 2, 2, one_to_four);
    assert_reads("1;2\n3;4\n", 1, 2, 2, one_to_four);
    assert_reads("1\n2\n3\n4\n", 1, 4, 1, one_to_four);
    assert_reads("1,2,3,4", 1, 1, 4, one_to_four);
    assert_reads("1", 1, 1, 1, one_to_four);
}

static void marks_line_ends_and_blanks_do_not_matter(void **state) {
    (void)state;
    assert_reads("\xEF\xBB\xBF"
                 "1,2\r\n3,4\r\n",
                 1, 2, 2, one_to_four);
    assert_reads("1,2\r3,4\r", 1, 2, 2, one_to_four);
    assert_reads("1,2\n3,4", 1, 2, 2, one_to_four);
    assert_reads("  1 , 2\t\n\t3,4  ", 1, 2, 2, one_to_four);
    assert_reads("\n\n1,2\n3,4\n\n\n", 1, 2, 2, one_to_four);
    assert_reads(" 1 \t 2 \n3\t4", 1, 2, 2, one_to_four);
}

static void an_empty_line_begins_the_next_channel(void **state) {
    (void)state;
    assert_reads("1,2\n\n3,4\n", 2, 1, 2, one_to_four);
    assert_reads("1\r\n\r\n2\r\n \r\n3\r\n\r\n\r\n4", 4, 1, 1, one_to_four);
}

static void every_form_of_a_number_is_read(void **state) {
    (void)state;
    const float values[] = {-1.5F, 0.25F, 2000, 1e-3F, INFINITY, -INFINITY, 1e-45F, 0};
    assert_reads("-1.5,+.25,2e3,1E-3,inf,-Infinity,1e-45,1e-60\n", 1, 1, 8, values);
    PsMap map;
    assert_int_equal(read_bytes("nan,NaN", 7, &map, NULL), PS_OK);
    assert_true(isnan(map.values[0]) && isnan(map.values[1]));
    ps_map_free(&map);
}

static void ragged_rows_are_refused(void **state) {
    (void)state;
    assert_refused("1,2\n3\n", 2, 2,
                   "line 2 has 1 values where the lines before have 2: make all rows equally long");
    assert_refused("1,2\n\n3,4,5\n", 3, 6,
                   "line 3 has 3 values where the lines before have 2: make all rows equally long");
    assert_refused("1,2\n3,4,\n", 2, 5,
                   "line 2 has 3 values where the lines before have 2: make all rows equally long");
    assert_refused("1;2,5\n3\n", 2, 2,
                   "line 2 has 1 values where the lines before have 2: make all rows equally long");
}

static void channels_of_different_height_are_refused(void **state) {
    (void)state;
    assert_refused(
        "1,2\n3,4\n\n5,6\n", 4, 1,
        "the channel that ends in line 4 has 1 rows where the first has 2: make all channels equally high");
    assert_refused(
        "1\n\n2\n3\n\n4", 4, 1,
        "the channel that ends in line 4 has 2 rows where the first has 1: make all channels equally high");
}

static void text_in_cells_is_refused(void **state) {
    (void)state;
    assert_refused("a,2\n3,4\n", 1, 1,
                   "'a' in line 1, column 1 is no number: write it like 3.5, and put commas between values");
    assert_refused(
        "1;2\n3;x\n", 2, 3,
        "'x' in line 2, column 3 is no number: write it like 3.5, and put semicolons between values");
    assert_refused("1\tx\n", 1, 3,
                   "'x' in line 1, column 3 is no number: write it like 3.5, and put tabs between values");
    assert_refused("1,2\n3, 4x \n", 2, 4,
                   "'4x' in line 2, column 4 is no number: write it like 3.5, and put commas between values");
    assert_refused(
        "1 2\n3 4\n", 1, 1,
        "'1 2' in line 1, column 1 is no number: write it like 3.5, and put commas between values");
    assert_refused(
        "\"1\"2,3\n", 1, 1,
        "'\"1\"2' in line 1, column 1 is no number: write it like 3.5, and put commas between values");
    assert_refused(
        "0x10\n", 1, 1,
        "'0x10' in line 1, column 1 is no number: write it like 3.5, and put commas between values");
    assert_refused(
        "1,\x1b[31m\n", 1, 3,
        "'?[31m' in line 1, column 3 is no number: write it like 3.5, and put commas between values");
}

static void a_long_cell_is_cut_between_letters(void **state) {
    (void)state;
    assert_refused(
        "1,abcdefghijklmnopqrstuvwxyz\xC3\xA4\xC3\xB6\xC3\xBC\n", 1, 3,
        "'abcdefghijklmnopqrstuvwxyz\xC3\xA4...' in line 1, column 3 is no number: write it like 3.5, and "
        "put commas between values");
    assert_refused(
        "1,abcdefghijklmnopqrstuvwxyza\xC3\xB6\xC3\xBC\n", 1, 3,
        "'abcdefghijklmnopqrstuvwxyza...' in line 1, column 3 is no number: write it like 3.5, and put "
        "commas between values");
}

static void text_that_is_no_utf8_is_shown_with_question_marks(void **state) {
    (void)state;
    assert_refused("1\xB5,2\n", 1, 1,
                   "'1?' in line 1, column 1 is no number: write it like 3.5, and put commas between values");
    assert_refused(
        "1\xC2\x9B,2\n", 1, 1,
        "'1?\?' in line 1, column 1 is no number: write it like 3.5, and put commas between values");
}

/* What is no data must not become 0. */
static void empty_cells_are_refused(void **state) {
    (void)state;
    assert_refused("1,,3\n", 1, 3,
                   "an empty cell stands in line 1, column 3: write its value, or nan for no data");
    assert_refused("1\t2\n\t\n", 2, 1,
                   "an empty cell stands in line 2, column 1: write its value, or nan for no data");
    assert_refused(",", 1, 1,
                   "an empty cell stands in line 1, column 1: write its value, or nan for no data");
    assert_refused(
        "1,\"\"\n3,4\n", 1, 4,
        "line 1 ends with a separator: take it away in every line, or write the value that is missing "
        "behind it (nan for no data)");
    assert_refused(
        "1,2,\n3,4,\n", 1, 5,
        "line 1 ends with a separator: take it away in every line, or write the value that is missing "
        "behind it (nan for no data)");
    static const char *const none[] = {"#N/A", "NA", "n/a", "NULL", "-", "#DIV/0!"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        char text[32];
        char sentence[128];
        snprintf(text, sizeof text, "1,2\n%s,4\n", none[i]);
        snprintf(sentence, sizeof sentence,
                 "'%s' in line 2, column 1 is no number: write its value, or nan for no data", none[i]);
        assert_refused(text, 2, 1, sentence);
    }
}

static void names_and_remarks_are_refused_by_what_they_are(void **state) {
    (void)state;
    assert_refused("a,b\n1,2\n", 1, 1,
                   "'a' in line 1, column 1 is no number: write it like 3.5, and leave out a line of names "
                   "(header=False in pandas)");
    assert_refused(",0,1\n0,1.5,3\n", 1, 1,
                   "the first cell of line 1 is empty, as above an index: save without names and index "
                   "(header=False, index=False), or write nan for no data");
    assert_refused("x;y\n1,5;2\n", 1, 1,
                   "'x' in line 1, column 1 is no number: write it like 3.5, and leave out a line of names "
                   "(header=False in pandas)");
    assert_refused("1.5,\t2\n3,\tx\n", 2, 4,
                   "'x' in line 2, column 4 is no number: write it like 3.5, and put commas between values");
    assert_refused("# mine\n1,2\n", 1, 1, "line 1 begins with #, as a remark does: take that line away");
    assert_refused("1,2\n #3,4\n", 2, 2, "line 2 begins with #, as a remark does: take that line away");
}

static void utf16_is_told(void **state) {
    (void)state;
    static const char *const texts[] = {"\xFF\xFE\061\0,\0", "\xFE\xFF\0001\0,", "1\0,\0", "\0001\0,"};
    static const size_t sizes[] = {6, 6, 4, 4};
    for (size_t i = 0; i < 4; i++) {
        PsMap map;
        PsError error = {0};
        assert_int_equal(read_bytes(texts[i], sizes[i], &map, &error), PS_ERROR_FORMAT);
        assert_null(map.values);
        assert_sentence(&error, "the text is UTF-16: save it as UTF-8 (in Excel as CSV UTF-8)");
    }
}

static void any_returns_before_a_newline_end_one_line(void **state) {
    (void)state;
    assert_reads("1,2\r\r\n3,4\r\r\n", 1, 2, 2, one_to_four);
    assert_reads("1,2\r\r\r\n3,4", 1, 2, 2, one_to_four);
    assert_reads("1,2\r\r3,4\r", 2, 1, 2, one_to_four);
    assert_reads("1,2\r\r\n\r\r\n3,4\r\r\n", 2, 1, 2, one_to_four);
}

static void quotes_are_no_part_of_a_value(void **state) {
    (void)state;
    const float halves[] = {0.5F, 1.25F, 3.75F, 2.5F};
    assert_reads("\"1\",\"2\"\n\"3\",\"4\"\n", 1, 2, 2, one_to_four);
    assert_reads(" \"1\" , \" 2\"\n3,\"4\"\r\n", 1, 2, 2, one_to_four);
    assert_reads("\"0,5\",\"1,25\"\n\"3,75\",\"2,5\"\n", 1, 2, 2, halves);
    assert_reads("\"0,5\";\"1,25\"\n3,75;\"2,5\"\n", 1, 2, 2, halves);
    assert_refused("\"1\n\",2\n3,4\n", 1, 1,
                   "the quote in the cell at line 1, column 1 does not close in that line: take it away");
    assert_refused("1,2\n3,\"4\n", 2, 3,
                   "the quote in the cell at line 2, column 3 does not close in that line: take it away");
}

static void a_file_with_other_separators_may_have_decimal_commas(void **state) {
    (void)state;
    const float halves[] = {0.5F, 1.25F, 3.75F, 2};
    assert_reads("0,5;1,25\n3,75;2\n", 1, 2, 2, halves);
    assert_reads("0,5\t1,25\n3,75\t2\n", 1, 2, 2, halves);
    const float thousands[] = {1234, 0.5F, 1234567.5F, 3};
    assert_reads("1,234;0.5\n1,234,567.5;3\n", 1, 2, 2, thousands);
    assert_reads("\"1,234\",0.5\n\"1,234,567.5\",3\n", 1, 2, 2, thousands);
    assert_refused(
        "1,5;2.5\n", 1, 1,
        "'1,5' in line 1, column 1 is no number: write it like 3.5, and put semicolons between values");
    assert_refused(
        "1.234,5;2\n", 1, 1,
        "'1.234,5' in line 1, column 1 is no number: write it like 3.5, and put semicolons between "
        "values");
    assert_refused(
        "1;2\n3;1,234\n", 2, 4,
        "the comma in line 2, column 4 may begin decimals or set thousands apart: write numbers like "
        "1234.5");
    /* In a file of tabs a line without one may be one value. */
    PsMap map;
    PsError error = {0};
    assert_int_equal(ps_csv_read((const unsigned char *)"1,5\n2,5", 7, &map, NULL), PS_OK);
    assert_int_equal(map.width, 2);
    ps_map_free(&map);
    assert_int_equal(ps_csv_read_tabs((const unsigned char *)"1,5\n2,5", 7, &map, &error), PS_ERROR_FORMAT);
    assert_sentence(&error,
                    "the comma in line 1, column 2 may stand in a number or between two: put tabs between "
                    "values, and write numbers like 1234.5");
}

static void the_minus_of_the_screen_is_one(void **state) {
    (void)state;
    const float values[] = {-1, 3, 5, -6};
    assert_reads("\xE2\x88\x92"
                 "1,3\n5,\xE2\x88\x92"
                 "6\n",
                 1, 2, 2, values);
}

static void values_beyond_float32_are_refused(void **state) {
    (void)state;
    assert_refused("1,2\n1e39,2\n", 2, 1,
                   "'1e39' in line 2, column 1 is beyond float32: stay within 3.4e38 or write inf");
}

static void empty_texts_are_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"", "\n", "\r\n\r\n", "   \n\t\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        PsMap map;
        PsError error;
        assert_int_equal(read_bytes(texts[i], strlen(texts[i]), &map, &error), PS_ERROR_FORMAT);
        assert_null(map.values);
    }
    assert_refused("\n\n", 1, 1, "there are no values: write a row of numbers on each line");
    PsMap map;
    assert_int_equal(ps_csv_read(NULL, 0, &map, NULL), PS_ERROR_FORMAT);
}

static void zero_bytes_are_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"1,2\n3,\0", "\0", "1,\0\n"};
    static const size_t sizes[] = {7, 1, 4};
    static const int columns[] = {3, 1, 3};
    for (size_t i = 0; i < 3; i++) {
        PsMap map;
        PsError error = {0};
        assert_int_equal(read_bytes(texts[i], sizes[i], &map, &error), PS_ERROR_FORMAT);
        assert_int_equal(error.column, columns[i]);
        assert_null(map.values);
    }
}

static void any_bytes_end_well(void **state) {
    (void)state;
    static const char alphabet[] = "0123456789,;\t\n\r .-+eEnaif\0\xEF\xBB\xBF\xFF";
    uint32_t random = 1;
    for (int round = 0; round < 20000; round++) {
        char text[40] = {0};
        size_t size = (size_t)(round % (int)sizeof text);
        for (size_t i = 0; i < size; i++) {
            random = random * 1664525U + 1013904223U;
            text[i] = alphabet[(random >> 16) % (sizeof alphabet - 1)];
        }
        PsMap map;
        PsError error = {0};
        if (read_bytes(text, size, &map, &error)) {
            assert_null(map.values);
            assert_non_null(error.sentence);
        }
        ps_map_free(&map);
    }
}

static void assert_writes(const PsMap *map, char separator, const char *expected) {
    PsBytes bytes = {0};
    assert_int_equal(ps_csv_write(map, separator, &bytes, NULL), PS_OK);
    assert_string_equal((const char *)bytes.data, expected);
    assert_int_equal(bytes.size, strlen(expected));
    ps_bytes_free(&bytes);
}

static void a_map_is_written_with_any_separator(void **state) {
    (void)state;
    const float values[] = {1, -2.5F, NAN, INFINITY};
    PsMap map = map_of(2, 2, values);
    assert_writes(&map, ',', "1,-2.5\nnan,inf\n");
    assert_writes(&map, '\t', "1\t-2.5\nnan\tinf\n");
    assert_writes(&map, ' ', "1 -2.5\nnan inf\n");
    map.channels = 2;
    map.height = 1;
    assert_writes(&map, ' ', "1 -2.5\n\nnan inf\n");
    ps_map_free(&map);
}

static void what_was_written_reads_back_the_same(void **state) {
    (void)state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 3, 7, 5, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 3);
    map.values[0] = 0.1F;
    map.values[1] = 3.4028235e38F;
    map.values[2] = 1e-45F;
    map.values[3] = -INFINITY;
    PsBytes bytes = {0};
    assert_int_equal(ps_csv_write(&map, ',', &bytes, NULL), PS_OK);
    PsMap back;
    assert_int_equal(ps_csv_read(bytes.data, bytes.size, &back, NULL), PS_OK);
    assert_true(ps_map_equal(&map, &back));
    ps_map_free(&back);
    ps_map_free(&map);
    ps_bytes_free(&bytes);
}

/* ---- the clipboard ---- */

static PsStatus paste(const void *text, size_t size, PsMap *map, PsError *error) {
    unsigned char *copy = malloc(size > 0 ? size : 1);
    assert_non_null(copy);
    memcpy(copy, text, size);
    const PsStatus status = ps_csv_read_clipboard(copy, size, map, error);
    free(copy);
    return status;
}

static void assert_pastes(const char *text, int height, int width, const float *values) {
    PsMap map;
    assert_int_equal(paste(text, strlen(text), &map, NULL), PS_OK);
    assert_int_equal(map.channels, 1);
    assert_int_equal(map.height, height);
    assert_int_equal(map.width, width);
    assert_values(map.values, values, (size_t)ps_map_cells(&map));
    ps_map_free(&map);
}

static void assert_not_pasted(PsStatus status, const char *text, int line, int column, const char *sentence) {
    PsMap map;
    PsError error = {0};
    assert_int_equal(paste(text, strlen(text), &map, &error), status);
    assert_null(map.values);
    assert_sentence(&error, sentence);
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
}

static void cells_of_spreadsheets_are_pasted(void **state) {
    (void)state;
    assert_pastes("1\t2\r\n3\t4\r\n", 2, 2, one_to_four);
    assert_pastes("1\t2\n3\t4", 2, 2, one_to_four);
    assert_pastes("\xEF\xBB\xBF 1 \t\"2\"\n\"3\" \t 4\n\n\r\n", 2, 2, one_to_four);
    assert_pastes("1\n2\n3\n4\n", 4, 1, one_to_four);
    assert_pastes("1", 1, 1, one_to_four);
}

static void a_comma_is_a_decimal_point_where_nothing_else_makes_sense(void **state) {
    (void)state;
    const float values[] = {1.5F, -0.25F, 2000, 3.75F};
    assert_pastes("1,5\t-0,25\n2e3\t\"3,75\"\n", 2, 2, values);
    assert_pastes("1,5\r\n-,25\r\n", 2, 1, values);
    assert_pastes("\"1,5\"", 1, 1, values);
    const float precise[] = {1.25F, 0.125F, 1.0625F, 1.5F};
    assert_pastes("1,25\t0,125\n1,0625\t1,5\n", 2, 2, precise);
    assert_pastes("1,25;0,125\n1,0625;1,5\n", 2, 2, precise);
    assert_pastes("1,25\n0\n1,0625\n1,5\n", 4, 1, (const float[]){1.25F, 0, 1.0625F, 1.5F});
}

static void a_comma_parts_thousands_where_nothing_else_makes_sense(void **state) {
    (void)state;
    const float values[] = {1234, 2500, 0.5F, 3};
    assert_pastes("1,234\t2,500\n0.5\t3\n", 2, 2, values);
    assert_pastes("\"1,234\"\t2,500\n0.5\t3\n", 2, 2, values);
    assert_pastes("-1,234,567\t1\n", 1, 2, (const float[]){-1234567, 1});
    assert_pastes("1,234,567.5\t1\n", 1, 2, (const float[]){1234567.5F, 1});
}

static void a_csv_text_is_pasted_as_one(void **state) {
    (void)state;
    const float six[] = {1, 2, 3, 4, 5, 6};
    assert_pastes("1,2,3\n4,5,6\n", 2, 3, six);
    assert_pastes("1, 2\n3, 4\n", 2, 2, one_to_four);
    assert_pastes("1;2\n3;4\n", 2, 2, one_to_four);
    assert_pastes("1.5,-2\n3,4\n", 2, 2, (const float[]){1.5F, -2, 3, 4});
    assert_pastes("\"1\",\"2\"\n\"3\",\"4\"\n", 2, 2, one_to_four);
    assert_not_pasted(PS_ERROR_FORMAT, "1,,3\n", 1, 3,
                      "an empty cell stands in line 1, column 3: write its value, or nan for no data");
    assert_not_pasted(PS_ERROR_FORMAT, "1,2,3\n\n4,5,6\n", 0, 0,
                      "the clipboard holds 2 maps with empty lines between: copy one of them");
}

static void a_comma_that_may_mean_two_things_is_refused(void **state) {
    (void)state;
    static const char *const parts_or_decimals[] = {
        "1,2\n3,4\n", "1,5",       "1,234",        "1,234,567",  "1,234.5\n",
        "1,500\n2,5", "0,5\n0,25", "1,2\n\n3,4\n", "12,345\r\n", "0,5\n871.041,5\n"};
    for (size_t i = 0; i < sizeof parts_or_decimals / sizeof parts_or_decimals[0]; i++) {
        const int column = (int)strcspn(parts_or_decimals[i], ",") + 1;
        char sentence[160];
        snprintf(sentence, sizeof sentence,
                 "the comma in line 1, column %d may stand in a number or between two: put tabs between "
                 "values, and "
                 "write numbers like 1234.5",
                 column);
        assert_not_pasted(PS_ERROR_FORMAT, parts_or_decimals[i], 1, column, sentence);
    }
    static const char *const thousands_or_decimals[] = {"1,234\t2,345", "1,234\t5", "-1,234;5",
                                                        "1,234\t5.678", "\"1,234\"\t1\n2\t3"};
    for (size_t i = 0; i < sizeof thousands_or_decimals / sizeof thousands_or_decimals[0]; i++) {
        const int column = (int)strcspn(thousands_or_decimals[i], ",") + 1;
        char sentence[160];
        snprintf(
            sentence, sizeof sentence,
            "the comma in line 1, column %d may begin decimals or set thousands apart: write numbers like "
            "1234.5",
            column);
        assert_not_pasted(PS_ERROR_FORMAT, thousands_or_decimals[i], 1, column, sentence);
    }
}

static void a_comma_beside_a_point_is_no_decimal_point(void **state) {
    (void)state;
    assert_not_pasted(
        PS_ERROR_FORMAT, "1,5\t2.5\n", 1, 1,
        "'1,5' in line 1, column 1 is no number: write it like 3.5, and put tabs between values");
    assert_not_pasted(
        PS_ERROR_FORMAT, "1\t1.234,5\n", 1, 3,
        "'1.234,5' in line 1, column 3 is no number: write it like 3.5, and put tabs between values");
    assert_not_pasted(PS_ERROR_FORMAT, "1,23,456\t2\n", 1, 1,
                      "'1,23,456' in line 1, column 1 is no number: write it like 3.5, and put tabs between "
                      "values");
}

static void an_empty_cell_is_zero(void **state) {
    (void)state;
    const float values[] = {1, 0, 0, 4};
    assert_pastes("1\t\n\t4\n", 2, 2, values);
    assert_pastes("1\t\"\"\n  \t4\n", 2, 2, values);
    assert_pastes("1\n\n\n4\n\n", 4, 1, values);
    assert_pastes("\t\n", 1, 2, values + 1);
}

static void what_is_no_rectangle_of_numbers_is_not_pasted(void **state) {
    (void)state;
    assert_not_pasted(PS_ERROR_FORMAT, "1\t2\n3\n", 2, 2,
                      "line 2 has 1 values where the lines before have 2: make all rows equally long");
    assert_not_pasted(PS_ERROR_FORMAT, "1\t2\n\n3\t4\n", 2, 1,
                      "line 2 has 1 values where the lines before have 2: make all rows equally long");
    assert_not_pasted(PS_ERROR_FORMAT, "1\t\"a\n", 1, 3,
                      "the quote in the cell at line 1, column 3 does not close in that line: take it away");
    assert_not_pasted(PS_ERROR_FORMAT, "1\n\"1e39\"\n", 2, 2,
                      "'1e39' in line 2, column 2 is beyond float32: stay within 3.4e38 or write inf");
    static const char *const nothing[] = {"", "\n", " \r\n \n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++) {
        assert_not_pasted(PS_ERROR_FORMAT, nothing[i], 1, 1,
                          "the clipboard holds no values: copy cells with numbers");
    }
    PsMap map;
    PsError error = {0};
    assert_int_equal(paste("1\t\0\n", 4, &map, &error), PS_ERROR_FORMAT);
    assert_int_equal(error.column, 3);
    assert_int_equal(ps_csv_read_clipboard(NULL, 0, &map, NULL), PS_ERROR_FORMAT);
}

static void the_clipboard_has_a_largest_side(void **state) {
    (void)state;
    char text[2 * 4097 + 1];
    for (size_t i = 0; i < 4097; i++) {
        text[2 * i] = '1';
        text[2 * i + 1] = '\n';
    }
    text[sizeof text - 1] = '\0';
    assert_not_pasted(PS_ERROR_SIZE, text, 4097, 1,
                      "the clipboard holds too many cells in line 4097: copy at most 4096 rows and columns");
    for (size_t i = 0; i < 4097; i++) {
        text[2 * i + 1] = i + 1 < 4097 ? '\t' : '\n';
    }
    assert_not_pasted(PS_ERROR_SIZE, text, 1, 1,
                      "the clipboard holds too many cells in line 1: copy at most 4096 rows and columns");
    text[sizeof text - 4] = '\0';
    PsMap map;
    assert_int_equal(paste(text, strlen(text), &map, NULL), PS_OK);
    assert_int_equal(map.width, 4096);
    ps_map_free(&map);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_tabs_and_semicolons_separate),
        cmocka_unit_test(marks_line_ends_and_blanks_do_not_matter),
        cmocka_unit_test(an_empty_line_begins_the_next_channel),
        cmocka_unit_test(every_form_of_a_number_is_read),
        cmocka_unit_test(ragged_rows_are_refused),
        cmocka_unit_test(channels_of_different_height_are_refused),
        cmocka_unit_test(text_in_cells_is_refused),
        cmocka_unit_test(a_long_cell_is_cut_between_letters),
        cmocka_unit_test(text_that_is_no_utf8_is_shown_with_question_marks),
        cmocka_unit_test(empty_cells_are_refused),
        cmocka_unit_test(names_and_remarks_are_refused_by_what_they_are),
        cmocka_unit_test(utf16_is_told),
        cmocka_unit_test(any_returns_before_a_newline_end_one_line),
        cmocka_unit_test(quotes_are_no_part_of_a_value),
        cmocka_unit_test(a_file_with_other_separators_may_have_decimal_commas),
        cmocka_unit_test(the_minus_of_the_screen_is_one),
        cmocka_unit_test(values_beyond_float32_are_refused),
        cmocka_unit_test(empty_texts_are_refused),
        cmocka_unit_test(zero_bytes_are_refused),
        cmocka_unit_test(any_bytes_end_well),
        cmocka_unit_test(a_map_is_written_with_any_separator),
        cmocka_unit_test(what_was_written_reads_back_the_same),
        cmocka_unit_test(cells_of_spreadsheets_are_pasted),
        cmocka_unit_test(a_comma_is_a_decimal_point_where_nothing_else_makes_sense),
        cmocka_unit_test(a_comma_parts_thousands_where_nothing_else_makes_sense),
        cmocka_unit_test(a_csv_text_is_pasted_as_one),
        cmocka_unit_test(a_comma_that_may_mean_two_things_is_refused),
        cmocka_unit_test(a_comma_beside_a_point_is_no_decimal_point),
        cmocka_unit_test(an_empty_cell_is_zero),
        cmocka_unit_test(what_is_no_rectangle_of_numbers_is_not_pasted),
        cmocka_unit_test(the_clipboard_has_a_largest_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
