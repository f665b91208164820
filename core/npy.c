/* NumPy's .npy: a magic, a version, a header that is a Python dictionary in text, then the values.
 *
 * The header is read by a small strict parser of its own, never by anything that knows more Python than a
 * flat dictionary of the three keys. Invariant: no byte is read that was not counted first, and nothing is
 * allocated before the shape and the number of bytes agree.
 */
#include "core/npy.h"

#include "core/memory.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    MAGIC_SIZE = 6,
    PREAMBLE_SIZE = 10, /* magic, version, a two-byte header length */
    ALIGNMENT = 64,
    SHAPE_DIMENSIONS = 32,
    DESCR_SIZE = 16,
    WRITE_CELLS = 4096
};

static const unsigned char magic[MAGIC_SIZE] = {0x93, 'N', 'U', 'M', 'P', 'Y'};

typedef double (*ReadValue)(const unsigned char *bytes);

/* A numeric type of NumPy. To add one: a row of the table below and its reader. */
typedef struct ValueType {
    const char *name; /* kind and bytes, as in descr */
    size_t size;
    ReadValue read; /* bytes in this machine's order */
} ValueType;

typedef struct Header {
    const ValueType *type;
    bool swap; /* bytes stand in the other order than this machine's */
    bool fortran_order;
    int dimensions;
    int64_t shape[SHAPE_DIMENSIONS];
    bool has_type, has_order, has_shape;
} Header;

/* A place in the header's text. */
typedef struct Cursor {
    const char *at;
    const char *end;
} Cursor;

/* ---- values: each reader gives a double that rounds to the right float32. Types wider than a double round
 * to float32 at once, for rounding twice can end elsewhere. ---- */

#define READER(name, type)                                                                                   \
    static double read_##name(const unsigned char *bytes) {                                                  \
        type value;                                                                                          \
        memcpy(&value, bytes, sizeof value);                                                                 \
        return (double)value;                                                                                \
    }

READER(i1, int8_t)
READER(i2, int16_t)
READER(i4, int32_t)
READER(u2, uint16_t)
READER(u4, uint32_t)
READER(f4, float)
READER(f8, double)

static double read_bool(const unsigned char *bytes) {
    return bytes[0] != 0;
}

static double read_u1(const unsigned char *bytes) {
    return bytes[0];
}

static double read_i8(const unsigned char *bytes) {
    int64_t value;
    memcpy(&value, bytes, sizeof value);
    return (double)(float)value;
}

static double read_u8(const unsigned char *bytes) {
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return (double)(float)value;
}

/* IEEE half: sign, 5 bits of exponent (bias 15), 10 of fraction. */
static double read_f2(const unsigned char *bytes) {
    uint16_t bits;
    memcpy(&bits, bytes, sizeof bits);
    int exponent = (bits >> 10) & 31;
    int fraction = bits & 1023;
    double value = 0;
    if (exponent == 31) {
        value = fraction ? (double)NAN : (double)INFINITY;
    } else if (exponent == 0) {
        value = ldexp(fraction, -24);
    } else {
        value = ldexp(fraction + 1024, exponent - 25);
    }
    return bits & 0x8000 ? -value : value;
}

/* Infinite also where a finite value is beyond float32: read_value looks again. */
static double read_long_double(const unsigned char *bytes) {
    long double value;
    memcpy(&value, bytes, sizeof value);
    return (double)(float)value;
}

static bool is_little_endian(void) {
    const uint16_t one = 1;
    unsigned char first = 0;
    memcpy(&first, &one, 1);
    return first == 1;
}

static const ValueType value_types[] = {
    {"b1", 1, read_bool},
    {"i1", 1, read_i1},
    {"i2", 2, read_i2},
    {"i4", 4, read_i4},
    {"i8", 8, read_i8},
    {"u1", 1, read_u1},
    {"u2", 2, read_u2},
    {"u4", 4, read_u4},
    {"u8", 8, read_u8},
    {"f2", 2, read_f2},
    {"f4", 4, read_f4},
    {"f8", 8, read_f8},
    {"f16", 16, read_long_double},
};

/* ---- the header's text ---- */

static bool is_blank(char character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r' ||
           character == '\f';
}

static void skip_blanks(Cursor *cursor) {
    while (cursor->at < cursor->end && is_blank(*cursor->at)) {
        cursor->at++;
    }
}

/* Takes a character after blanks. */
static bool take(Cursor *cursor, char character) {
    skip_blanks(cursor);
    if (cursor->at < cursor->end && *cursor->at == character) {
        cursor->at++;
        return true;
    }
    return false;
}

static bool take_word(Cursor *cursor, const char *word) {
    skip_blanks(cursor);
    size_t length = strlen(word);
    if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, word, length) != 0) {
        return false;
    }
    cursor->at += length;
    return true;
}

/* A quoted text of printable ASCII without escapes, shorter than size. */
static bool take_text(Cursor *cursor, char *text, size_t size) {
    skip_blanks(cursor);
    if (cursor->at == cursor->end || (*cursor->at != '\'' && *cursor->at != '"')) {
        return false;
    }
    char quote = *cursor->at++;
    for (size_t length = 0; cursor->at < cursor->end && length < size; length++) {
        char character = *cursor->at++;
        if (character == quote) {
            text[length] = '\0';
            return true;
        }
        if (character < ' ' || character > '~' || character == '\\') {
            return false;
        }
        text[length] = character;
    }
    return false;
}

/* A decimal integer; one beyond int64 becomes the largest, which is too large for any use. */
static bool take_integer(Cursor *cursor, int64_t *value) {
    bool negative = take(cursor, '-');
    skip_blanks(cursor);
    const char *first = cursor->at;
    int64_t sum = 0;
    while (cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9') {
        int digit = *cursor->at++ - '0';
        sum = sum > (INT64_MAX - digit) / 10 ? INT64_MAX : sum * 10 + digit;
    }
    if (cursor->at == first) {
        return false;
    }
    /* Python 2 wrote long integers as 4L. */
    if (cursor->at < cursor->end && *cursor->at == 'L') {
        cursor->at++;
    }
    *value = negative ? -sum : sum;
    return true;
}

static PsStatus fail_header(PsError *error) {
    return ps_fail(error, PS_ERROR_FORMAT,
                   "the header of the .npy data cannot be understood: save the array again with numpy.save");
}

/* What .astype would do to them without a word is not advised. */
static PsStatus fail_type(const char *descr, PsError *error) {
    const char kind = descr[strspn(descr, "<>=|")];
    if (kind == 'c') {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "values of type '%s' are no plain numbers: save one part of them, as array.real or "
                       "abs(array)",
                       descr);
    }
    if (kind == 'M' || kind == 'm') {
        return ps_fail(
            error, PS_ERROR_FORMAT,
            "values of type '%s' are no plain numbers: save them as counts from a day that you choose",
            descr);
    }
    return ps_fail(
        error, PS_ERROR_FORMAT,
        "values of type '%s' are no plain numbers: save the array as float32, with .astype('float32')",
        descr);
}

static PsStatus find_type(const char *descr, Header *header, PsError *error) {
    const char *name = descr;
    char order = '=';
    if (*name != '\0' && strchr("<>=|", *name)) {
        order = *name++;
    }
    for (size_t i = 0; i < sizeof value_types / sizeof value_types[0]; i++) {
        const ValueType *type = &value_types[i];
        if (strcmp(name, type->name) != 0) {
            continue;
        }
        header->swap =
            type->size > 1 && ((order == '<' && !is_little_endian()) || (order == '>' && is_little_endian()));
        bool is_long = type->read == read_long_double;
        if (is_long && (header->swap || sizeof(long double) != type->size)) {
            return fail_type(descr, error);
        }
        header->type = type;
        return PS_OK;
    }
    return fail_type(descr, error);
}

static PsStatus take_type(Cursor *cursor, Header *header, PsError *error) {
    char descr[DESCR_SIZE];
    skip_blanks(cursor);
    if (cursor->at < cursor->end && *cursor->at == '[') {
        return fail_type("structure", error);
    }
    if (!take_text(cursor, descr, sizeof descr)) {
        return fail_header(error);
    }
    header->has_type = true;
    return find_type(descr, header, error);
}

static PsStatus take_order(Cursor *cursor, Header *header, PsError *error) {
    header->has_order = true;
    if (take_word(cursor, "True")) {
        header->fortran_order = true;
        return PS_OK;
    }
    return take_word(cursor, "False") ? PS_OK : fail_header(error);
}

static PsStatus take_shape(Cursor *cursor, Header *header, PsError *error) {
    header->has_shape = true;
    if (!take(cursor, '(')) {
        return fail_header(error);
    }
    bool comma = true;
    while (!take(cursor, ')')) {
        int64_t size = 0;
        if (!comma || header->dimensions == SHAPE_DIMENSIONS || !take_integer(cursor, &size)) {
            return fail_header(error);
        }
        header->shape[header->dimensions++] = size;
        comma = take(cursor, ',');
    }
    /* (3) is a number in Python, not a shape. */
    return header->dimensions == 1 && !comma ? fail_header(error) : PS_OK;
}

static PsStatus take_entry(Cursor *cursor, Header *header, PsError *error) {
    char key[DESCR_SIZE];
    if (!take_text(cursor, key, sizeof key) || !take(cursor, ':')) {
        return fail_header(error);
    }
    if (strcmp(key, "descr") == 0 && !header->has_type) {
        return take_type(cursor, header, error);
    }
    if (strcmp(key, "fortran_order") == 0 && !header->has_order) {
        return take_order(cursor, header, error);
    }
    if (strcmp(key, "shape") == 0 && !header->has_shape) {
        return take_shape(cursor, header, error);
    }
    return fail_header(error);
}

static PsStatus parse_header(const char *text, size_t length, Header *header, PsError *error) {
    Cursor cursor = {text, text + length};
    if (!take(&cursor, '{')) {
        return fail_header(error);
    }
    bool comma = true;
    while (!take(&cursor, '}')) {
        PsStatus status = comma ? take_entry(&cursor, header, error) : fail_header(error);
        if (status) {
            return status;
        }
        comma = take(&cursor, ',');
    }
    skip_blanks(&cursor);
    bool complete = header->has_type && header->has_order && header->has_shape && cursor.at == cursor.end;
    return complete ? PS_OK : fail_header(error);
}

/* ---- the whole ---- */

static PsStatus fail_short(PsError *error) {
    return ps_fail(error, PS_ERROR_FORMAT, "the .npy data ends too early: copy or save the file again");
}

/* Finds the header's text and where the values begin. */
static PsStatus find_header(const unsigned char *data, size_t size, size_t *header, size_t *values,
                            PsError *error) {
    size_t known = size < MAGIC_SIZE ? size : MAGIC_SIZE;
    if (known > 0 && memcmp(data, magic, known) != 0) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "this is no .npy data (its first bytes are not NumPy's): save it with numpy.save");
    }
    if (size < PREAMBLE_SIZE) {
        return fail_short(error);
    }
    int major = data[MAGIC_SIZE];
    int minor = data[MAGIC_SIZE + 1];
    if (major < 1 || major > 3 || minor != 0) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "the .npy data has version %d.%d, not 1.0, 2.0 or 3.0: save it with numpy.save", major,
                       minor);
    }
    size_t length_size = major == 1 ? 2 : 4;
    *header = MAGIC_SIZE + 2 + length_size;
    if (size < *header) {
        return fail_short(error);
    }
    uint32_t length = 0;
    for (size_t i = 0; i < length_size; i++) {
        length |= (uint32_t)data[MAGIC_SIZE + 2 + i] << (8 * i);
    }
    if (length > size - *header) {
        return fail_short(error);
    }
    *values = *header + length;
    return PS_OK;
}

static PsStatus check_shape(const Header *header, PsError *error) {
    int dimensions = header->dimensions;
    if (dimensions < 2 || dimensions > 4) {
        return ps_fail(
            error, PS_ERROR_FORMAT,
            "the array has %d dimensions: give it 2 (height, width), 3 (channels first) or 4 (one map)",
            dimensions);
    }
    int64_t cells = 1;
    for (int i = 0; i < dimensions; i++) {
        int64_t size = header->shape[i];
        if (size < 1) {
            return ps_fail(error, PS_ERROR_FORMAT,
                           "the array has a size of %lld: every size must be at least 1", (long long)size);
        }
        if (size > PS_MAP_CELLS / cells) {
            return ps_fail(error, PS_ERROR_SIZE, "the array has more than %lld values: use a smaller map",
                           (long long)PS_MAP_CELLS);
        }
        cells *= size;
    }
    if (dimensions == 4 && header->shape[0] != 1) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "the array is a batch of %lld maps: save one of them, as array[0]",
                       (long long)header->shape[0]);
    }
    return PS_OK;
}

static PsStatus check_size(const Header *header, size_t size, PsError *error) {
    assert(header->type);
    uint64_t expected = header->type->size;
    for (int i = 0; i < header->dimensions; i++) {
        expected *= (uint64_t)header->shape[i];
    }
    if (size < expected) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "the .npy data ends after %zu of %lld bytes of values: copy or save the file again",
                       size, (long long)expected);
    }
    if (size > expected) {
        return ps_fail(error, PS_ERROR_FORMAT,
                       "%zu bytes stand after the end of the .npy data: save the array again with numpy.save",
                       size - (size_t)expected);
    }
    return PS_OK;
}

/* Reads one value; false where it is finite in the file and not in float32. */
static bool read_value(const Header *header, const unsigned char *bytes, float *value) {
    const ValueType *type = header->type;
    unsigned char swapped[16];
    if (header->swap) {
        for (size_t i = 0; i < type->size; i++) {
            swapped[i] = bytes[type->size - 1 - i];
        }
        bytes = swapped;
    }
    double wide = type->read(bytes);
    *value = (float)wide;
    if (!isinf(*value)) {
        return true;
    }
    if (type->read == read_long_double) {
        long double original;
        memcpy(&original, bytes, sizeof original);
        return isinf(original);
    }
    return isinf(wide);
}

/* Where a cell of the map is in the file, counted in values. */
static int64_t value_offset(const Header *header, const PsMap *map, int64_t cell) {
    if (!header->fortran_order) {
        return cell;
    }
    int64_t x = cell % map->width;
    int64_t y = cell / map->width % map->height;
    int64_t c = cell / map->width / map->height;
    return c + map->channels * (y + map->height * x);
}

static PsStatus fail_value(const PsMap *map, int64_t cell, PsError *error) {
    int64_t row = cell / map->width;
    return ps_fail(error, PS_ERROR_FORMAT,
                   "the value in channel %lld, row %lld, column %lld is beyond float32: scale the array",
                   (long long)(row / map->height), (long long)(row % map->height),
                   (long long)(cell % map->width));
}

static PsStatus read_values(const Header *header, const unsigned char *data, PsMap *map, PsError *error) {
    int64_t cells = ps_map_cells(map);
    for (int64_t cell = 0; cell < cells; cell++) {
        size_t offset = (size_t)value_offset(header, map, cell) * header->type->size;
        if (!read_value(header, data + offset, &map->values[cell])) {
            return fail_value(map, cell, error);
        }
    }
    return PS_OK;
}

PsStatus ps_npy_read(const unsigned char *data, size_t size, PsMap *map, int *dimensions, PsError *error) {
    *map = (PsMap){0};
    size_t text = 0;
    size_t values = 0;
    PsStatus status = find_header(data, size, &text, &values, error);
    if (status) {
        return status;
    }
    Header header = {0};
    status = parse_header((const char *)data + text, values - text, &header, error);
    if (!status) {
        status = check_shape(&header, error);
    }
    if (!status) {
        status = check_size(&header, size - values, error);
    }
    if (status) {
        return status;
    }
    int last = header.dimensions - 1;
    int64_t channels = header.dimensions > 2 ? header.shape[last - 2] : 1;
    status = ps_map_init(map, channels, header.shape[last - 1], header.shape[last], error);
    if (!status) {
        status = read_values(&header, data + values, map, error);
    }
    if (status) {
        ps_map_free(map);
        return status;
    }
    if (dimensions) {
        *dimensions = header.dimensions;
    }
    return PS_OK;
}

/* ---- writing ---- */

/* Magic, version 1.0 and the dictionary, padded with blanks so that the values begin at a multiple of 64. */
static PsStatus append_header(const PsMap *map, int dimensions, const char *descr, PsBytes *bytes,
                              PsError *error) {
    char text[2 * ALIGNMENT + 1];
    char leading[32] = "";
    if (dimensions == 4) {
        snprintf(leading, sizeof leading, "1, %d, ", map->channels);
    } else if (dimensions == 3) {
        snprintf(leading, sizeof leading, "%d, ", map->channels);
    }
    int length = snprintf(text, sizeof text, "{'descr': '%s', 'fortran_order': False, 'shape': (%s%d, %d), }",
                          descr, leading, map->height, map->width);
    assert(length > 0 && length < 2 * ALIGNMENT - PREAMBLE_SIZE);
    size_t used = PREAMBLE_SIZE + (size_t)length + 1;
    size_t header = (used + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - PREAMBLE_SIZE;
    memset(text + length, ' ', header - (size_t)length);
    text[header - 1] = '\n';

    unsigned char preamble[PREAMBLE_SIZE] = {0};
    memcpy(preamble, magic, MAGIC_SIZE);
    preamble[6] = 1;
    preamble[8] = (unsigned char)(header & 255);
    preamble[9] = (unsigned char)(header >> 8);
    PsStatus status = ps_bytes_append(bytes, preamble, sizeof preamble, error);
    return status ? status : ps_bytes_append(bytes, text, header, error);
}

/* Appends count cells as size bytes each, lowest byte first. bits gives the cell at an index. */
static PsStatus append_cells(const void *cells, uint64_t (*bits)(const void *cells, int64_t index),
                             size_t size, int64_t count, PsBytes *bytes, PsError *error) {
    unsigned char block[WRITE_CELLS * 8];
    size_t used = 0;
    for (int64_t i = 0; i < count; i++) {
        uint64_t value = bits(cells, i);
        for (size_t k = 0; k < size; k++) {
            block[used++] = (unsigned char)(value >> (8 * k) & 255);
        }
        if (used + size > sizeof block || i == count - 1) {
            PsStatus status = ps_bytes_append(bytes, block, used, error);
            if (status) {
                return status;
            }
            used = 0;
        }
    }
    return PS_OK;
}

static uint64_t float_bits(const void *cells, int64_t index) {
    uint32_t bits = 0;
    memcpy(&bits, (const float *)cells + index, sizeof bits);
    return bits;
}

static uint64_t index_bits(const void *cells, int64_t index) {
    return (uint64_t)((const int64_t *)cells)[index];
}

/* Header and cells, or bytes as they were. */
static PsStatus append_array(const PsMap *map, int dimensions, const char *descr, const void *cells,
                             size_t size, PsBytes *bytes, PsError *error) {
    assert(dimensions >= 2 && dimensions <= 4 && (dimensions > 2 || map->channels == 1));
    size_t before = bytes->size;
    PsStatus status = append_header(map, dimensions, descr, bytes, error);
    if (!status) {
        status =
            append_cells(cells, size == 4 ? float_bits : index_bits, size, ps_map_cells(map), bytes, error);
    }
    if (status && bytes->data) {
        bytes->size = before;
        bytes->data[before] = 0;
    }
    return status;
}

PsStatus ps_npy_write(const PsMap *map, int dimensions, PsBytes *bytes, PsError *error) {
    return append_array(map, dimensions, "<f4", map->values, 4, bytes, error);
}

PsStatus ps_npy_write_indices(const PsMap *shape, int dimensions, const int64_t *indices, PsBytes *bytes,
                              PsError *error) {
    return append_array(shape, dimensions, "<i8", indices, 8, bytes, error);
}

PsStatus ps_npy_write_header(const PsMap *map, PsBytes *bytes, PsError *error) {
    return append_header(map, 3, is_little_endian() ? "<f4" : ">f4", bytes, error);
}
