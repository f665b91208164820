/* Reading a map: which of the core's formats the bytes are in. The formats themselves are the core's. */
#include "app/cli/input.h"

#include "app/cli/output.h"
#include "core/csv.h"
#include "core/file.h"
#include "core/npy.h"

#include <stdbool.h>
#include <string.h>

/* The largest map as float64, and room for a header. */
static size_t read_limit(void) {
    uint64_t limit = (uint64_t)PS_MAP_CELLS * 8 + (1 << 20);
    return limit < SIZE_MAX / 2 ? (size_t)limit : SIZE_MAX / 2;
}

static bool has_npy_magic(const PsBytes *bytes) {
    return bytes->size >= 6 && memcmp(bytes->data, "\x93NUMPY", 6) == 0;
}

PsStatus input_read(const char *path, PsMap *map, int *dimensions, PsError *error) {
    PsBytes bytes = {0};
    PsStatus status = ps_file_read(path, read_limit(), &bytes, error);
    if (status) {
        return status;
    }
    if (output_format_of(path) == FORMAT_NPY || has_npy_magic(&bytes)) {
        status = ps_npy_read(bytes.data, bytes.size, map, dimensions, error);
    } else {
        status = ps_csv_read(bytes.data, bytes.size, map, error);
        if (!status && dimensions) {
            *dimensions = map->channels > 1 ? 3 : 2;
        }
    }
    ps_bytes_free(&bytes);
    return status;
}
