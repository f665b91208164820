/* Maps in files: the format is told by a file's first bytes and its name. The formats are csv.c's and
 * npy.c's.
 */
#include "core/map_file.h"

#include "core/csv.h"
#include "core/file.h"
#include "core/npy.h"

#include <stdbool.h>
#include <string.h>

/* Bytes of a text. */
enum { TEXT_LIMIT = 256 << 20 };

static char lower(char character) {
    return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
}

/* Whether path ends in extension, in any case, after at least one character. */
static bool has_extension(const char *path, const char *extension) {
    const size_t length = strlen(path);
    const size_t size = strlen(extension);
    if (length <= size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (lower(path[length - size + i]) != extension[i]) {
            return false;
        }
    }
    return true;
}

/* The largest map as float64, and room for a header. */
static size_t map_limit(void) {
    const uint64_t limit = (uint64_t)PS_MAP_CELLS * 8 + (1 << 20);
    return limit < SIZE_MAX / 2 ? (size_t)limit : SIZE_MAX / 2;
}

static bool is_text(const char *path) {
    return strcmp(path, "-") == 0 || strncmp(path, "/dev/", 5) == 0 || has_extension(path, ".csv") ||
           has_extension(path, ".tsv");
}

static bool begins_as_npy(const PsBytes *bytes) {
    return bytes->size >= 6 && memcmp(bytes->data, "\x93NUMPY", 6) == 0;
}

/* What has a wrong beginning is not read to its end, and a text no further than its first zero byte. */
static bool is_enough(const void *context, const PsBytes *bytes, size_t from, size_t *limit) {
    const char *path = context;
    if (begins_as_npy(bytes) || bytes->size < 6) {
        return false;
    }
    if (has_extension(path, ".npy") || !is_text(path)) {
        return true;
    }
    *limit = TEXT_LIMIT;
    return ps_file_enough_text(NULL, bytes, from, limit);
}

static PsStatus read_map(const char *path, bool any_kind, PsMap *map, int *dimensions, PsError *error) {
    *map = (PsMap){0};
    PsBytes bytes = {0};
    const PsFileReading reading = {
        .limit = map_limit(), .any_kind = any_kind, .enough = is_enough, .context = path};
    PsStatus status = ps_file_read_by(path, &reading, &bytes, error);
    if (status != PS_OK) {
        return status;
    }
    if (begins_as_npy(&bytes) || has_extension(path, ".npy")) {
        status = ps_npy_read(bytes.data, bytes.size, map, dimensions, error);
    } else if (is_text(path)) {
        status = has_extension(path, ".tsv") ? ps_csv_read_tabs(bytes.data, bytes.size, map, error)
                                             : ps_csv_read(bytes.data, bytes.size, map, error);
        if (status == PS_OK && dimensions != NULL) {
            *dimensions = map->channels > 1 ? 3 : 2;
        }
    } else {
        status = ps_fail(error, PS_ERROR_FORMAT, "%s is no map: open a file that ends in .npy, .csv or .tsv",
                         path);
    }
    ps_bytes_free(&bytes);
    return status;
}

PsStatus ps_map_file_read(const char *path, PsMap *map, int *dimensions, PsError *error) {
    return read_map(path, false, map, dimensions, error);
}

PsStatus ps_map_file_read_any(const char *path, PsMap *map, int *dimensions, PsError *error) {
    return read_map(path, true, map, dimensions, error);
}
