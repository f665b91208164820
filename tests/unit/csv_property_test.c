/* Maps written as people's programs write them, in the styles of several countries: what is read is what was
 * written, to the bit, or it is refused.
 *
 * Two texts are those of another style, and left out: in a .csv file commas part values, so a column with
 * decimal commas is two; and where no comma stands a point begins decimals, and never sets thousands apart.
 */
#include "core/csv.h"
#include "core/random.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAPS = 500, SIDE = 5, TEXT = 1 << 14 };

typedef PsStatus (*Read)(const unsigned char *data, size_t size, PsMap *map, PsError *error);

/* One program in one country. */
typedef struct Style {
    const char *name;
    Read read;
    const char *separator;
    const char *mark;      /* before decimals */
    const char *thousands; /* "" where they are not set apart */
    const char *minus;
    const char *line_end;
    bool quoted; /* every cell */
    int least;   /* of how many maps, of MAPS, must be read */
} Style;

static const Style styles[] = {
    {"a spreadsheet", ps_csv_read_clipboard, "\t", ".", "", "-", "\n", false, MAPS},
    {"a German spreadsheet", ps_csv_read_clipboard, "\t", ",", "", "-", "\r\n", false, MAPS * 8 / 10},
    {"a US spreadsheet with thousands", ps_csv_read_clipboard, "\t", ".", ",", "-", "\r\n", false,
     MAPS * 6 / 10},
    {"a German spreadsheet with thousands", ps_csv_read_clipboard, "\t", ",", ".", "-", "\r\n", false, 0},
    {"a French spreadsheet with thousands", ps_csv_read_clipboard, "\t", ",", " ", "-", "\n", false, 0},
    {"a Swiss spreadsheet with thousands", ps_csv_read_clipboard, "\t", ".", "'", "-", "\n", false, 0},
    {"quoted cells", ps_csv_read_clipboard, "\t", ",", "", "-", "\n", true, MAPS * 8 / 10},
    {"CSV on the clipboard", ps_csv_read_clipboard, ",", ".", "", "-", "\n", false, MAPS * 8 / 10},
    {"CSV with blanks on the clipboard", ps_csv_read_clipboard, ", ", ".", "", "-", "\n", false,
     MAPS * 8 / 10},
    {"German CSV on the clipboard", ps_csv_read_clipboard, ";", ",", "", "-", "\n", false, MAPS * 7 / 10},
    {"a CSV file", ps_csv_read, ",", ".", "", "-", "\n", false, MAPS},
    {"a CSV file with \\r\\r\\n", ps_csv_read, ",", ".", "", "-", "\r\r\n", false, MAPS},
    {"a CSV file with a real minus", ps_csv_read, ",", ".", "", "\xE2\x88\x92", "\r", false, MAPS},
    {"a quoted CSV file", ps_csv_read, ",", ".", "", "-", "\r\n", true, MAPS * 9 / 10},
    {"a quoted CSV file with thousands", ps_csv_read, ",", ".", ",", "-", "\r\n", true, MAPS * 6 / 10},
    {"a German CSV file", ps_csv_read, ";", ",", "", "-", "\r\n", false, MAPS * 6 / 10},
    {"a quoted German CSV file", ps_csv_read, ";", ",", "", "-", "\r\n", true, MAPS * 6 / 10},
    {"a TSV file", ps_csv_read_tabs, "\t", ".", "", "-", "\n", false, MAPS},
    {"a German TSV file", ps_csv_read_tabs, "\t", ",", "", "-", "\n", false, MAPS * 8 / 10},
};

/* A number of up to seven digits, so that each is a float32 of its own. */
typedef struct Number {
    bool negative;
    long long digits;
    int decimals;
} Number;

static Number draw_number(uint64_t *random, int least_decimals, int most_decimals) {
    static const long long bounds[] = {10, 1000, 10000, 10000000};
    const int range = most_decimals > least_decimals ? most_decimals - least_decimals + 1 : 1;
    /* One after another: in what order a list would ask for them is not said. */
    const bool negative = ps_random_next(random) % 3 == 0;
    const uint64_t bound = (uint64_t)bounds[ps_random_next(random) % 4];
    const long long digits = (long long)(ps_random_next(random) % bound);
    const int decimals = least_decimals + (int)(ps_random_next(random) % (uint64_t)range);
    return (Number){negative, digits, decimals};
}

/* As C writes it. */
static void write_plain(char *text, size_t size, Number number) {
    long long scale = 1;
    for (int i = 0; i < number.decimals; i++) {
        scale *= 10;
    }
    snprintf(text, size, "%s%lld%s", number.negative ? "-" : "", number.digits / scale,
             number.decimals > 0 ? "." : "");
    for (int i = 0; i < number.decimals; i++) {
        scale /= 10;
        const size_t length = strlen(text);
        snprintf(text + length, size - length, "%lld", number.digits / scale % 10);
    }
}

static void append(char *text, const char *piece) {
    const size_t length = strlen(text);
    snprintf(text + length, TEXT - length, "%s", piece);
}

static void append_styled(char *text, const char *plain, const Style *style) {
    const char *digits = plain + (plain[0] == '-');
    const size_t whole = strcspn(digits, ".");
    append(text, style->quoted ? "\"" : "");
    append(text, plain[0] == '-' ? style->minus : "");
    for (size_t i = 0; i < strlen(digits); i++) {
        const char digit[2] = {digits[i], '\0'};
        append(text, digits[i] == '.' ? style->mark : digit);
        append(text, i + 1 < whole && (whole - i - 1) % 3 == 0 ? style->thousands : "");
    }
    append(text, style->quoted ? "\"" : "");
}

/* Reads what the style makes of a random map: true where it is read, and then it must be that map. */
static bool try_map(const Style *style, uint64_t *random, char *text) {
    float values[SIDE * SIDE];
    PsMap map;
    const int height = 1 + (int)(ps_random_next(random) % SIDE);
    const int least_width = style->read == ps_csv_read && style->mark[0] == ',' && !style->quoted ? 2 : 1;
    const int width = least_width + (int)(ps_random_next(random) % (SIDE - 1));
    const int most_decimals = (int)(ps_random_next(random) % 5);
    text[0] = '\0';
    for (int i = 0; i < height * width; i++) {
        char plain[32];
        write_plain(plain, sizeof plain,
                    draw_number(random, strcmp(style->thousands, ".") == 0, most_decimals));
        values[i] = strtof(plain, NULL);
        append_styled(text, plain, style);
        append(text, i % width + 1 < width ? style->separator : style->line_end);
    }
    const PsStatus status = style->read((const unsigned char *)text, strlen(text), &map, NULL);
    if (status != PS_OK) {
        return false;
    }
    if (map.channels != 1 || map.height != height || map.width != width ||
        memcmp(map.values, values, sizeof *values * (size_t)(height * width)) != 0) {
        fail_msg("%s: other numbers are read than were written: %s", style->name, text);
    }
    ps_map_free(&map);
    return true;
}

static void what_is_read_is_what_was_written_or_refused(void **state) {
    (void)state;
    char *text = malloc(TEXT);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        uint64_t random = i + 1;
        int read = 0;
        for (int k = 0; k < MAPS; k++) {
            read += try_map(&styles[i], &random, text);
        }
        print_message("%-40s %3d of %d read\n", styles[i].name, read, MAPS);
        if (read < styles[i].least) {
            fail_msg("%s: only %d of %d are read", styles[i].name, read, MAPS);
        }
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_read_is_what_was_written_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
