/* Comma-, tab- and semicolon-separated maps over bytes, both ways.
 *
 * A comma may part values, begin decimals or set thousands apart, and a text seldom says which. So it is read
 * in every way that its marks allow: where one makes a table of numbers of it, that is what it says, and
 * if two do and differ, the text is ambiguous and is refused. Each way walks the text twice with the same
 * line reader: once to learn and check the shape, then to fill the map, so that nothing grows on the way.
 */
#include "core/csv.h"

#include "core/number.h"
#include "core/text.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { QUOTE_SIZE = 32, CELL_SIZE = 64, WAYS = 8, WHOLE_LINE = '\n' };

typedef enum Origin { FROM_CSV, FROM_TSV, FROM_CLIPBOARD } Origin;

/* One way to read a text. */
typedef struct Way {
    char separator; /* between cells; WHOLE_LINE where a line is one */
    char mark;      /* what begins decimals, '.' or ','; the other of the two sets thousands apart */
    bool sheet;     /* as a spreadsheet copies it: an empty cell is 0, and an empty line a row of one */
    bool doubtful;  /* is not believed where it makes sense, but casts doubt on others */
} Way;

typedef struct Reader {
    const char *text; /* after a byte order mark */
    size_t size;
    size_t at;
    int line; /* 1-based number of the line read last */
    Origin origin;
    Way way;
} Reader;

typedef struct Line {
    const char *text;
    size_t length; /* without the line's end */
    int number;
} Line;

typedef struct Cell {
    const char *text; /* without blanks and quotes around */
    size_t length;
    int column;
    bool last; /* of its line */
} Cell;

/* What the first pass learns. */
typedef struct Shape {
    int64_t channels, height, width;
    int64_t rows; /* of the channel being read */
} Shape;

static bool is_blank(char character) {
    return character == ' ' || character == '\t';
}

static bool is_line_end(char character) {
    return character == '\r' || character == '\n';
}

static bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

static bool holds(const Reader *reader, char character) {
    return reader->size > 0 && memchr(reader->text, character, reader->size) != NULL;
}

/* Remembers where in the text, and passes the status on. */
static PsStatus at_place(PsStatus status, int line, int column, PsError *error) {
    error->line = line;
    error->column = column;
    return status;
}

static Reader reader_init(const unsigned char *data, size_t size, Origin origin) {
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    size_t skip = size >= sizeof mark && memcmp(data, mark, sizeof mark) == 0 ? sizeof mark : 0;
    /* A null data with size 0 is an empty text. */
    return (Reader){.text = size > 0 ? (const char *)data + skip : "", .size = size - skip, .origin = origin};
}

/* Leaves out the line ends at the text's end; all of it where it is nothing but blanks and line ends. */
static void trim_lines(Reader *reader) {
    size_t first = 0;
    while (first < reader->size && (reader->text[first] == ' ' || is_line_end(reader->text[first]))) {
        first++;
    }
    while (reader->size > 0 && (first >= reader->size || is_line_end(reader->text[reader->size - 1]))) {
        reader->size--;
    }
}

/* The ways to read a text, the likeliest first.
 *
 * Points begin decimals; if the text has one, commas are none. Tabs part the cells of
 * a spreadsheet whatever else is in them, and are blanks beside a file's commas. In what is called CSV
 * commas part values; elsewhere a line may also be one value. */
static int list_ways(const Reader *reader, Way ways[WAYS]) {
    static const char separators[] = {'\t', ';', ','};
    const bool clipboard = reader->origin == FROM_CLIPBOARD;
    const bool comma = holds(reader, ',');
    const bool point = comma && holds(reader, '.');
    bool column = reader->origin != FROM_CSV;
    int count = 0;
    for (size_t i = 0; i < sizeof separators; i++) {
        const char separator = separators[i];
        const bool sheet = clipboard && separator == '\t';
        if (!holds(reader, separator) || (count > 0 && ways[0].sheet)) {
            continue;
        }
        ways[count++] = (Way){separator, '.', sheet, false};
        if (comma && (separator != ',' || holds(reader, '"'))) {
            ways[count++] = (Way){separator, ',', sheet, point};
        }
        column &= separator == ',';
    }
    if (count == 0 || column) {
        ways[count++] = (Way){WHOLE_LINE, '.', clipboard, false};
    }
    if (comma && column) {
        ways[count++] = (Way){WHOLE_LINE, ',', clipboard, point};
    }
    return count;
}

/* ---- lines and cells ---- */

/* The next line, ended by \n with any number of \r before it, a lone \r or the end of the text. */
static bool next_line(Reader *reader, Line *line) {
    if (reader->at >= reader->size) {
        return false;
    }
    const size_t first = reader->at;
    size_t end = first;
    while (end < reader->size && !is_line_end(reader->text[end])) {
        end++;
    }
    size_t newline = end;
    while (newline < reader->size && reader->text[newline] == '\r') {
        newline++;
    }
    const bool ended = newline < reader->size && reader->text[newline] == '\n';
    reader->at = (ended ? newline : end) + 1;
    if (reader->line < INT_MAX) {
        reader->line++;
    }
    *line = (Line){reader->text + first, end - first, reader->line};
    return true;
}

/* Blank for a person: spaces only, or tabs only where tabs separate nothing. */
static bool is_blank_line(const Line *line, char separator) {
    for (size_t i = 0; i < line->length; i++) {
        if (!is_blank(line->text[i]) || line->text[i] == separator) {
            return false;
        }
    }
    return true;
}

static int column_of(const Line *line, const char *at) {
    ptrdiff_t column = at - line->text;
    return column < INT_MAX ? (int)column + 1 : INT_MAX;
}

/* Where the cell ends that begins at first: at its separator, which inside quotes is none, or the line's end.
 * *open tells whether a quote did not close. */
static size_t find_cell_end(const Line *line, char separator, size_t first, bool *open) {
    size_t at = first;
    while (at < line->length && is_blank(line->text[at]) && line->text[at] != separator) {
        at++;
    }
    const bool quoted = at < line->length && line->text[at] == '"';
    *open = false;
    for (; at < line->length && (*open || line->text[at] != separator); at++) {
        *open ^= quoted && line->text[at] == '"';
    }
    return at;
}

static void trim_blanks(Cell *cell) {
    while (cell->length > 0 && is_blank(cell->text[0])) {
        cell->text++;
        cell->column++;
        cell->length--;
    }
    while (cell->length > 0 && is_blank(cell->text[cell->length - 1])) {
        cell->length--;
    }
}

/* The cell that begins at *at, which moves behind its separator; past the line's end after the last cell. */
static Cell next_cell(const Line *line, char separator, size_t *at) {
    bool open = false;
    const size_t first = *at;
    const size_t end = find_cell_end(line, separator, first, &open);
    Cell cell = {line->text + first, end - first, column_of(line, line->text + first), end >= line->length};
    *at = end + 1;
    trim_blanks(&cell);
    if (cell.length >= 2 && cell.text[0] == '"' && cell.text[cell.length - 1] == '"') {
        cell.text++;
        cell.column++;
        cell.length -= 2;
        trim_blanks(&cell);
    }
    return cell;
}

static bool cell_holds(const Cell *cell, char character) {
    return cell->length > 0 && memchr(cell->text, character, cell->length) != NULL;
}

/* Whether what sets thousands apart is in the cell where it should: -1,234,567.5 */
static bool is_grouped(const Cell *cell, char thousands, char mark) {
    const char *at = cell->text;
    const char *end = cell->text + cell->length;
    while (at < end && !is_digit(*at) && *at != thousands && *at != mark) {
        at++; /* a sign, or what is no number anyway */
    }
    const char *first = at;
    while (at < end && is_digit(*at)) {
        at++;
    }
    if (at == first || at - first > 3 || *first == '0') {
        return false;
    }
    while (at < end && *at == thousands) {
        if (end - at < 4 || !is_digit(at[1]) || !is_digit(at[2]) || !is_digit(at[3])) {
            return false;
        }
        at += 4;
    }
    return at == end || (*at == mark && memchr(at, thousands, (size_t)(end - at)) == NULL);
}

static bool read_cell(Way way, const Cell *cell, float *value, bool *too_large) {
    char text[CELL_SIZE];
    size_t length = 0;
    const char thousands = way.mark == '.' ? ',' : '.';
    const bool grouped = cell_holds(cell, thousands);
    *value = 0;
    if (cell->length == 0) {
        return way.sheet;
    }
    if (!grouped && (way.mark == '.' || !cell_holds(cell, ','))) {
        return ps_number_read(cell->text, cell->length, value, too_large);
    }
    if (cell->length > sizeof text || (grouped && !is_grouped(cell, thousands, way.mark))) {
        return false;
    }
    for (size_t i = 0; i < cell->length; i++) {
        if (cell->text[i] != thousands) {
            text[length++] = cell->text[i] == way.mark ? '.' : cell->text[i];
        }
    }
    return ps_number_read(text, length, value, too_large);
}

/* ---- first pass: the shape ---- */

static PsStatus fail_zero_byte(const Line *line, const char *at, PsError *error) {
    int column = column_of(line, at);
    return at_place(ps_fail(error, PS_ERROR_FORMAT,
                            "a zero byte stands in line %d, column %d: give a text of numbers", line->number,
                            column),
                    line->number, column, error);
}

static PsStatus fail_open_quote(const Line *line, size_t at, PsError *error) {
    const int column = column_of(line, line->text + at);
    return at_place(
        ps_fail(error, PS_ERROR_FORMAT,
                "the quote in the cell at line %d, column %d does not close in that line: take it away",
                line->number, column),
        line->number, column, error);
}

static PsStatus fail_ragged(const Line *line, int64_t cells, int64_t width, PsError *error) {
    return at_place(
        ps_fail(error, PS_ERROR_FORMAT,
                "line %d has %lld values where the lines before have %lld: make all rows equally long",
                line->number, (long long)cells, (long long)width),
        line->number, column_of(line, line->text + line->length), error);
}

static PsStatus fail_many(const Line *line, PsError *error) {
    return at_place(ps_fail(error, PS_ERROR_SIZE,
                            "the clipboard holds too many cells in line %d: copy at most %d rows and columns",
                            line->number, (int)PS_CLIPBOARD_SIDE),
                    line->number, 1, error);
}

/* What people and spreadsheets write where there is no value. */
static bool is_no_value(const Cell *cell) {
    static const char *const words[] = {
        "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NUM!", "#NAME?", "#NULL!",       "N/A", "NA", "n/a",
        "n.a.", "NULL",    "null",    "None",  "none",  "-",      "\xE2\x80\x93", "--",  "?"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (cell->length == strlen(words[i]) && memcmp(cell->text, words[i], cell->length) == 0) {
            return true;
        }
    }
    return false;
}

/* A line that begins with #, as NumPy's savetxt writes a header. */
static PsStatus check_remark(const Line *line, char separator, PsError *error) {
    size_t at = 0;
    const Cell cell = next_cell(line, separator, &at);
    if (cell.length == 0 || cell.text[0] != '#' || is_no_value(&cell)) {
        return PS_OK;
    }
    return at_place(ps_fail(error, PS_ERROR_FORMAT,
                            "line %d begins with #, as a remark does: take that line away", line->number),
                    line->number, cell.column, error);
}

static PsStatus count_cells(const Line *line, char separator, int64_t *cells, PsError *error) {
    for (size_t at = 0; at <= line->length; (*cells)++) {
        bool open = false;
        const size_t end = find_cell_end(line, separator, at, &open);
        if (open) {
            return fail_open_quote(line, at, error);
        }
        at = end + 1;
    }
    return PS_OK;
}

static PsStatus check_row(const Reader *reader, const Line *line, Shape *shape, PsError *error) {
    const char *zero = line->length > 0 ? memchr(line->text, 0, line->length) : NULL;
    if (zero) {
        return fail_zero_byte(line, zero, error);
    }
    int64_t cells = 0;
    PsStatus status = check_remark(line, reader->way.separator, error);
    if (status == PS_OK) {
        status = count_cells(line, reader->way.separator, &cells, error);
    }
    if (status != PS_OK) {
        return status;
    }
    if (shape->width == 0) {
        shape->width = cells;
    } else if (cells != shape->width) {
        return fail_ragged(line, cells, shape->width, error);
    }
    shape->rows++;
    const bool many = shape->rows > PS_CLIPBOARD_SIDE || shape->width > PS_CLIPBOARD_SIDE;
    return many && reader->origin == FROM_CLIPBOARD ? fail_many(line, error) : PS_OK;
}

/* An empty line, or the end of the text, ends a channel; several in a row end one. */
static PsStatus end_channel(int line, Shape *shape, PsError *error) {
    if (shape->rows == 0) {
        return PS_OK;
    }
    if (shape->height == 0) {
        shape->height = shape->rows;
    } else if (shape->rows != shape->height) {
        return at_place(
            ps_fail(error, PS_ERROR_FORMAT,
                    "the channel that ends in line %d has %lld rows where the first has %lld: make all "
                    "channels equally high",
                    line, (long long)shape->rows, (long long)shape->height),
            line, 1, error);
    }
    shape->channels++;
    shape->rows = 0;
    return PS_OK;
}

static PsStatus read_shape(Reader reader, Shape *shape, PsError *error) {
    Line line = {0};
    int last = 1;
    while (next_line(&reader, &line)) {
        PsStatus status = PS_OK;
        if (!reader.way.sheet && is_blank_line(&line, reader.way.separator)) {
            status = end_channel(last, shape, error);
        } else {
            status = check_row(&reader, &line, shape, error);
            last = line.number;
        }
        if (status) {
            return status;
        }
    }
    PsStatus status = end_channel(last, shape, error);
    if (!status && shape->channels == 0) {
        status =
            reader.origin == FROM_CLIPBOARD
                ? ps_fail(error, PS_ERROR_FORMAT, "the clipboard holds no values: copy cells with numbers")
                : ps_fail(error, PS_ERROR_FORMAT, "there are no values: write a row of numbers on each line");
        return at_place(status, 1, 1, error);
    }
    return status;
}

/* ---- second pass: the values ---- */

/* The cell's text as it can stand in a sentence, cut. */
static void quote_cell(const Cell *cell, char quote[QUOTE_SIZE]) {
    size_t length = cell->length < QUOTE_SIZE - 4 ? cell->length : QUOTE_SIZE - 4;
    /* Not inside a UTF-8 sequence. */
    while (length > 0 && length < cell->length && ((unsigned char)cell->text[length] & 0xC0) == 0x80) {
        length--;
    }
    memcpy(quote, cell->text, length);
    snprintf(quote + length, QUOTE_SIZE - length, "%s", length < cell->length ? "..." : "");
}

/* The first cell of the next row; empty if there is none. */
static Cell cell_below(Reader reader) {
    Line line = {0};
    size_t at = 0;
    return next_line(&reader, &line) ? next_cell(&line, reader.way.separator, &at) : (Cell){0};
}

/* No cell is said to be 0: what is no data would then count. reader is behind the line. */
static PsStatus fail_empty_cell(const Reader *reader, const Line *line, const Cell *cell, bool first_row,
                                PsError *error) {
    if (cell->last && cell->column > 1) {
        return ps_fail(
            error, PS_ERROR_FORMAT,
            "line %d ends with a separator: take it away in every line, or write the value that is "
            "missing behind it (nan for no data)",
            line->number);
    }
    if (first_row && cell->column == 1 && cell_below(*reader).length > 0) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "the first cell of line %d is empty, as above an index: save without names and index "
                       "(header=False, index=False), or write nan for no data",
                       line->number);
    }
    return ps_fail(error, PS_ERROR_FORMAT,
                   "an empty cell stands in line %d, column %d: write its value, or nan for no data",
                   line->number, cell->column);
}

/* Whether all cells of the line are texts that begin with a letter, and the row below begins with a number.
 */
static bool holds_names(const Reader *reader, const Line *line) {
    float value = 0;
    for (size_t at = 0; at <= line->length;) {
        const Cell cell = next_cell(line, reader->way.separator, &at);
        const char letter = (char)(cell.length > 0 ? cell.text[0] | 0x20 : 'a');
        if (letter < 'a' || letter > 'z' ||
            (cell.length > 0 && read_cell(reader->way, &cell, &value, NULL))) {
            return false;
        }
    }
    const Cell below = cell_below(*reader);
    return below.length > 0 && read_cell(reader->way, &below, &value, NULL);
}

static PsStatus fail_text(const Reader *reader, const Line *line, const Cell *cell, const char *quote,
                          PsError *error) {
    const char separator = reader->way.separator;
    if (is_no_value(cell)) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "'%s' in line %d, column %d is no number: write its value, or nan for no data", quote,
                       line->number, cell->column);
    }
    if (separator == ';') {
        return ps_fail(
            error, PS_ERROR_FORMAT,
            "'%s' in line %d, column %d is no number: write it like 3.5, and put semicolons between "
            "values",
            quote, line->number, cell->column);
    }
    if (separator == '\t' || reader->origin != FROM_CSV) {
        return ps_fail(
            error, PS_ERROR_FORMAT,
            "'%s' in line %d, column %d is no number: write it like 3.5, and put tabs between values", quote,
            line->number, cell->column);
    }
    return ps_fail(
        error, PS_ERROR_FORMAT,
        "'%s' in line %d, column %d is no number: write it like 3.5, and put commas between values", quote,
        line->number, cell->column);
}

/* reader is behind the line. */
static PsStatus fail_cell(const Reader *reader, const Line *line, const Cell *cell, bool first_row,
                          bool too_large, PsError *error) {
    PsStatus status = PS_ERROR_FORMAT;
    char quote[QUOTE_SIZE];
    quote_cell(cell, quote);
    if (cell->length == 0) {
        status = fail_empty_cell(reader, line, cell, first_row, error);
    } else if (too_large) {
        status = ps_fail(error, status,
                         "'%s' in line %d, column %d is beyond float32: stay within 3.4e38 or write inf",
                         quote, line->number, cell->column);
    } else if (first_row && holds_names(reader, line)) {
        status = ps_fail(
            error, status,
            "'%s' in line %d, column %d is no number: write it like 3.5, and leave out a line of names "
            "(header=False in pandas)",
            quote, line->number, cell->column);
    } else {
        status = fail_text(reader, line, cell, quote, error);
    }
    return at_place(status, line->number, cell->column, error);
}

static PsStatus read_row(const Reader *reader, const Line *line, float *values, bool first_row,
                         PsError *error) {
    for (size_t at = 0; at <= line->length;) {
        Cell cell = next_cell(line, reader->way.separator, &at);
        bool too_large = false;
        if (!read_cell(reader->way, &cell, values++, &too_large)) {
            return fail_cell(reader, line, &cell, first_row, too_large, error);
        }
    }
    return PS_OK;
}

static PsStatus read_values(Reader reader, PsMap *map, PsError *error) {
    float *next = map->values;
    Line line = {0};
    while (next_line(&reader, &line)) {
        if (!reader.way.sheet && is_blank_line(&line, reader.way.separator)) {
            continue;
        }
        PsStatus status = read_row(&reader, &line, next, next == map->values, error);
        if (status) {
            return status;
        }
        next += map->width;
    }
    return PS_OK;
}

/* ---- all ways ---- */

/* *shaped tells whether it is a table, if perhaps not of numbers. */
static PsStatus read_way(Reader reader, PsMap *map, bool *shaped, PsError *error) {
    Shape shape = {0};
    *map = (PsMap){0};
    PsStatus status = read_shape(reader, &shape, error);
    *shaped = status == PS_OK;
    if (!status) {
        status = ps_map_init(map, shape.channels, shape.height, shape.width, error);
    }
    if (!status) {
        status = read_values(reader, map, error);
    }
    if (status) {
        ps_map_free(map);
    }
    return status;
}

/* The first comma is as good an example as any. */
static PsStatus fail_ambiguous(Reader reader, bool separators_differ, PsError *error) {
    Line line = {0};
    const char *comma = NULL;
    while (comma == NULL && next_line(&reader, &line)) {
        comma = line.length > 0 ? memchr(line.text, ',', line.length) : NULL;
    }
    const int column = comma != NULL ? column_of(&line, comma) : 1;
    const PsStatus status =
        separators_differ
            ? ps_fail(
                  error, PS_ERROR_FORMAT,
                  "the comma in line %d, column %d may stand in a number or between two: put tabs between "
                  "values, and write numbers like 1234.5",
                  line.number, column)
            : ps_fail(
                  error, PS_ERROR_FORMAT,
                  "the comma in line %d, column %d may begin decimals or set thousands apart: write numbers "
                  "like 1234.5",
                  line.number, column);
    return at_place(status, line.number, column, error);
}

/* How one way failed. */
typedef struct Failure {
    char separator;
    bool shaped;
    PsError error;
} Failure;

/* Whether one is likelier to name the fault than the failure of a way before: it made a table, or came
 * farther in the text. Of other separators each cell is another, and a place in a line tells nothing. */
static bool is_likelier(const Failure *one, const Failure *before) {
    if (one->shaped != before->shaped) {
        return one->shaped;
    }
    if (one->separator != before->separator) {
        return one->shaped && one->error.line > before->error.line;
    }
    return one->error.line > before->error.line ||
           (one->error.line == before->error.line && one->error.column >= before->error.column);
}

/* error is not null. */
static PsStatus read_ways(Reader reader, PsMap *map, PsError *error) {
    Way ways[WAYS] = {{0}};
    const int count = list_ways(&reader, ways);
    int found = -1;
    Failure likeliest = {0};
    for (int i = 0; i < count; i++) {
        PsMap other;
        Failure failure = {.separator = ways[i].separator};
        reader.way = ways[i];
        const PsStatus status = read_way(reader, &other, &failure.shaped, &failure.error);
        const bool differs = status == PS_OK && found >= 0 && !ps_map_equal(map, &other);
        if (status == PS_ERROR_MEMORY || differs) {
            ps_map_free(&other);
            ps_map_free(map);
            return differs ? fail_ambiguous(reader, ways[found].separator != ways[i].separator, error)
                           : ps_fail_memory(error);
        }
        if (status == PS_OK && found < 0 && !ways[i].doubtful) {
            *map = other;
            found = i;
            continue;
        }
        ps_map_free(&other);
        if (status != PS_OK && !ways[i].doubtful && (i == 0 || is_likelier(&failure, &likeliest))) {
            likeliest = failure;
        }
    }
    if (found < 0) {
        *error = likeliest.error;
    }
    return found >= 0 ? PS_OK : error->status;
}

static PsStatus read_text(const unsigned char *data, size_t size, Origin origin, PsMap *map, PsError *error) {
    PsError unused = {0};
    PsError *why = error != NULL ? error : &unused;
    Reader reader = reader_init(data, size, origin);
    *map = (PsMap){0};
    if (ps_text_is_utf16(data, size)) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "the text is UTF-16: save it as UTF-8 (in Excel as CSV UTF-8)");
    }
    if (origin == FROM_CLIPBOARD) {
        trim_lines(&reader);
    }
    const PsStatus status = read_ways(reader, map, why);
    if (status == PS_OK && origin == FROM_CLIPBOARD && map->channels > 1) {
        const int channels = map->channels;
        ps_map_free(map);
        return ps_fail(error, PS_ERROR_FORMAT,
                       "the clipboard holds %d maps with empty lines between: copy one of them", channels);
    }
    return status;
}

PsStatus ps_csv_read(const unsigned char *data, size_t size, PsMap *map, PsError *error) {
    return read_text(data, size, FROM_CSV, map, error);
}

PsStatus ps_csv_read_tabs(const unsigned char *data, size_t size, PsMap *map, PsError *error) {
    return read_text(data, size, FROM_TSV, map, error);
}

PsStatus ps_csv_read_clipboard(const unsigned char *data, size_t size, PsMap *map, PsError *error) {
    return read_text(data, size, FROM_CLIPBOARD, map, error);
}

/* ---- writing ---- */

static PsStatus append_row(const PsMap *map, int c, int y, char separator, PsBytes *bytes, PsError *error) {
    for (int x = 0; x < map->width; x++) {
        char text[PS_NUMBER_SIZE + 1];
        size_t length = ps_number_write(text, ps_map_get(map, c, y, x), PS_NUMBER_FULL);
        text[length] = x + 1 < map->width ? separator : '\n';
        PsStatus status = ps_bytes_append(bytes, text, length + 1, error);
        if (status) {
            return status;
        }
    }
    return PS_OK;
}

PsStatus ps_csv_write(const PsMap *map, char separator, PsBytes *bytes, PsError *error) {
    for (int c = 0; c < map->channels; c++) {
        PsStatus status = c > 0 ? ps_bytes_append(bytes, "\n", 1, error) : PS_OK;
        for (int y = 0; y < map->height && !status; y++) {
            status = append_row(map, c, y, separator, bytes, error);
        }
        if (status) {
            return status;
        }
    }
    return PS_OK;
}
