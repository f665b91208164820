/* Comma-, tab- and semicolon-separated maps over bytes, both ways.
 *
 * It reads numbers, not spreadsheets: no quotes but on the clipboard, no names of columns. The text is walked
 * twice with the same line reader: once to learn and check the shape, then to fill the map, so that nothing
 * grows on the way.
 */
#include "core/csv.h"

#include "core/number.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { QUOTE_SIZE = 32 };

typedef struct Reader {
    const char *text; /* after a byte order mark */
    size_t size;
    size_t at;
    int line; /* 1-based number of the line read last */
    char separator;
} Reader;

typedef struct Line {
    const char *text;
    size_t length; /* without the line's end */
    int number;
} Line;

typedef struct Cell {
    const char *text; /* without blanks around */
    size_t length;
    int column;
} Cell;

/* What the first pass learns. */
typedef struct Shape {
    int64_t channels, height, width;
    int64_t rows; /* of the channel being read */
} Shape;

static bool is_blank(char character) {
    return character == ' ' || character == '\t';
}

/* Remembers where in the text, and passes the status on. */
static PsStatus at_place(PsStatus status, int line, int column, PsError *error) {
    if (error) {
        error->line = line;
        error->column = column;
    }
    return status;
}

/* The first separator that stands in the text; a comma where there is none. */
static char find_separator(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '\t' || text[i] == ',' || text[i] == ';') {
            return text[i];
        }
    }
    return ',';
}

static Reader reader_init(const unsigned char *data, size_t size) {
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    size_t skip = size >= sizeof mark && memcmp(data, mark, sizeof mark) == 0 ? sizeof mark : 0;
    /* A null data with size 0 is an empty text. */
    Reader reader = {.text = size > 0 ? (const char *)data + skip : "", .size = size - skip};
    reader.separator = find_separator(reader.text, reader.size);
    return reader;
}

/* The next line, ended by \n, \r\n, a lone \r or the end of the text. */
static bool next_line(Reader *reader, Line *line) {
    if (reader->at >= reader->size) {
        return false;
    }
    size_t first = reader->at;
    size_t end = first;
    while (end < reader->size && reader->text[end] != '\n' && reader->text[end] != '\r') {
        end++;
    }
    bool pair = end + 1 < reader->size && reader->text[end] == '\r' && reader->text[end + 1] == '\n';
    reader->at = end + (pair ? 2 : 1);
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

/* The cell that begins at *at, which moves behind its separator; past the line's end after the last cell. */
static Cell next_cell(const Line *line, char separator, size_t *at) {
    size_t first = *at;
    size_t end = first;
    while (end < line->length && line->text[end] != separator) {
        end++;
    }
    *at = end + 1;
    while (first < end && is_blank(line->text[first])) {
        first++;
    }
    while (end > first && is_blank(line->text[end - 1])) {
        end--;
    }
    return (Cell){line->text + first, end - first, column_of(line, line->text + first)};
}

/* ---- first pass: the shape ---- */

static PsStatus fail_zero_byte(const Line *line, const char *at, PsError *error) {
    int column = column_of(line, at);
    return at_place(ps_fail(error, PS_ERROR_FORMAT,
                            "a zero byte stands in line %d, column %d: give a text of numbers", line->number,
                            column),
                    line->number, column, error);
}

static PsStatus fail_ragged(const Line *line, int64_t cells, int64_t width, PsError *error) {
    return at_place(
        ps_fail(error, PS_ERROR_FORMAT,
                "line %d has %lld values where the lines before have %lld: make all rows equally long",
                line->number, (long long)cells, (long long)width),
        line->number, column_of(line, line->text + line->length), error);
}

static PsStatus check_row(const Line *line, char separator, Shape *shape, PsError *error) {
    const char *zero = line->length > 0 ? memchr(line->text, 0, line->length) : NULL;
    if (zero) {
        return fail_zero_byte(line, zero, error);
    }
    int64_t cells = 1;
    for (size_t i = 0; i < line->length; i++) {
        cells += line->text[i] == separator;
    }
    if (shape->width == 0) {
        shape->width = cells;
    } else if (cells != shape->width) {
        return fail_ragged(line, cells, shape->width, error);
    }
    shape->rows++;
    return PS_OK;
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
        if (is_blank_line(&line, reader.separator)) {
            status = end_channel(last, shape, error);
        } else {
            status = check_row(&line, reader.separator, shape, error);
            last = line.number;
        }
        if (status) {
            return status;
        }
    }
    PsStatus status = end_channel(last, shape, error);
    if (!status && shape->channels == 0) {
        return at_place(
            ps_fail(error, PS_ERROR_FORMAT, "there are no values: write a row of numbers on each line"), 1, 1,
            error);
    }
    return status;
}

/* ---- second pass: the values ---- */

/* The cell's text as it can stand in a sentence: cut, without control characters. */
static void quote_cell(const Cell *cell, char quote[QUOTE_SIZE]) {
    size_t length = cell->length < QUOTE_SIZE - 4 ? cell->length : QUOTE_SIZE - 4;
    /* Not inside a UTF-8 sequence. */
    while (length > 0 && length < cell->length && ((unsigned char)cell->text[length] & 0xC0) == 0x80) {
        length--;
    }
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)cell->text[i];
        quote[i] = cell->text[i];
        if (byte < ' ' || byte == 0x7F) {
            quote[i] = '?';
        }
    }
    snprintf(quote + length, QUOTE_SIZE - length, "%s", length < cell->length ? "..." : "");
}

static PsStatus fail_cell(const Line *line, const Cell *cell, bool too_large, PsError *error) {
    PsStatus status = PS_ERROR_FORMAT;
    char quote[QUOTE_SIZE];
    quote_cell(cell, quote);
    if (cell->length == 0) {
        status =
            ps_fail(error, status, "an empty cell stands in line %d, column %d: give it a value, 0 or nan",
                    line->number, cell->column);
    } else if (too_large) {
        status = ps_fail(error, status,
                         "'%s' in line %d, column %d is beyond float32: stay within 3.4e38 or write inf",
                         quote, line->number, cell->column);
    } else {
        status = ps_fail(
            error, status,
            "'%s' in line %d, column %d is no number: write it like 3.5, and put commas between values",
            quote, line->number, cell->column);
    }
    return at_place(status, line->number, cell->column, error);
}

static PsStatus read_row(const Line *line, char separator, float *values, PsError *error) {
    for (size_t at = 0; at <= line->length;) {
        Cell cell = next_cell(line, separator, &at);
        bool too_large = false;
        if (cell.length == 0 || !ps_number_read(cell.text, cell.length, values++, &too_large)) {
            return fail_cell(line, &cell, too_large, error);
        }
    }
    return PS_OK;
}

static PsStatus read_values(Reader reader, PsMap *map, PsError *error) {
    float *next = map->values;
    Line line = {0};
    while (next_line(&reader, &line)) {
        if (is_blank_line(&line, reader.separator)) {
            continue;
        }
        PsStatus status = read_row(&line, reader.separator, next, error);
        if (status) {
            return status;
        }
        next += map->width;
    }
    return PS_OK;
}

PsStatus ps_csv_read(const unsigned char *data, size_t size, PsMap *map, PsError *error) {
    *map = (PsMap){0};
    Reader reader = reader_init(data, size);
    Shape shape = {0};
    PsStatus status = read_shape(reader, &shape, error);
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

/* ---- the clipboard ---- */

enum { CLIPBOARD_CELL = 64 };

static bool is_line_end(char character) {
    return character == '\r' || character == '\n';
}

/* The text without the line ends at its end; of size 0 where nothing but blanks and line ends is there. */
static Reader clipboard_init(const unsigned char *data, size_t size) {
    Reader reader = reader_init(data, size);
    reader.separator = '\t';
    size_t first = 0;
    while (first < reader.size && (reader.text[first] == ' ' || is_line_end(reader.text[first]))) {
        first++;
    }
    while (reader.size > 0 && (first >= reader.size || is_line_end(reader.text[reader.size - 1]))) {
        reader.size--;
    }
    return reader;
}

static PsStatus read_clipboard_shape(Reader reader, Shape *shape, PsError *error) {
    Line line = {0};
    while (next_line(&reader, &line)) {
        const PsStatus status = check_row(&line, reader.separator, shape, error);
        if (status) {
            return status;
        }
        if (shape->rows > PS_CLIPBOARD_SIDE || shape->width > PS_CLIPBOARD_SIDE) {
            return at_place(ps_fail(error, PS_ERROR_SIZE,
                                    "the clipboard holds too many cells in line %d: copy at most %d rows and "
                                    "columns",
                                    line.number, (int)PS_CLIPBOARD_SIDE),
                            line.number, 1, error);
        }
    }
    if (shape->rows == 0) {
        return at_place(
            ps_fail(error, PS_ERROR_FORMAT, "the clipboard holds no values: copy cells with numbers"), 1, 1,
            error);
    }
    return PS_OK;
}

static void take_quotes_off(Cell *cell) {
    if (cell->length >= 2 && cell->text[0] == '"' && cell->text[cell->length - 1] == '"') {
        cell->text++;
        cell->column++;
        cell->length -= 2;
    }
}

static bool read_clipboard_cell(const Cell *cell, float *value, bool *too_large) {
    const char *comma = cell->length > 0 ? memchr(cell->text, ',', cell->length) : NULL;
    *value = 0;
    if (!comma) {
        return cell->length == 0 || ps_number_read(cell->text, cell->length, value, too_large);
    }
    char text[CLIPBOARD_CELL];
    if (cell->length > sizeof text) {
        return false;
    }
    memcpy(text, cell->text, cell->length);
    text[comma - cell->text] = '.';
    return ps_number_read(text, cell->length, value, too_large);
}

static PsStatus fail_clipboard_cell(const Line *line, const Cell *cell, bool too_large, PsError *error) {
    if (too_large) {
        return fail_cell(line, cell, true, error);
    }
    char quote[QUOTE_SIZE];
    quote_cell(cell, quote);
    return at_place(
        ps_fail(error, PS_ERROR_FORMAT,
                "'%s' in line %d, column %d is no number: write it like 3.5, and put tabs between values",
                quote, line->number, cell->column),
        line->number, cell->column, error);
}

static PsStatus read_clipboard_values(Reader reader, PsMap *map, PsError *error) {
    float *next = map->values;
    Line line = {0};
    while (next_line(&reader, &line)) {
        for (size_t at = 0; at <= line.length;) {
            Cell cell = next_cell(&line, reader.separator, &at);
            take_quotes_off(&cell);
            bool too_large = false;
            if (!read_clipboard_cell(&cell, next++, &too_large)) {
                return fail_clipboard_cell(&line, &cell, too_large, error);
            }
        }
    }
    return PS_OK;
}

PsStatus ps_csv_read_clipboard(const unsigned char *data, size_t size, PsMap *map, PsError *error) {
    *map = (PsMap){0};
    Reader reader = clipboard_init(data, size);
    Shape shape = {0};
    PsStatus status = read_clipboard_shape(reader, &shape, error);
    if (!status) {
        status = ps_map_init(map, 1, shape.rows, shape.width, error);
    }
    if (!status) {
        status = read_clipboard_values(reader, map, error);
    }
    if (status) {
        ps_map_free(map);
    }
    return status;
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
