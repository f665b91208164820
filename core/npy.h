/* NumPy's .npy over bytes: versions 1, 2 and 3, any numeric type and byte order, C or Fortran order.
 * Shapes read: H x W, C x H x W, and 1 x C x H x W. Files are not touched here.
 */
#ifndef PS_NPY_H
#define PS_NPY_H

#include "core/bytes.h"
#include "core/map.h"

/* Parses data into map (made here; zeroed on failure). dimensions, when not null, receives 2, 3 or 4.
 * Types: bool, signed and unsigned 1 to 8 bytes, float 2, 4 and 8 bytes (long double where it is 16 bytes and
 * native). A finite value beyond float32 is refused, as are object, text and complex types, trailing bytes,
 * short data, sizes above PS_MAP_CELLS. */
PsStatus ps_npy_read(const unsigned char *data, size_t size, PsMap *map, int *dimensions,
                     PsError *error) PS_MUST_USE;

/* Appends float32 ('<f4') version 1.0 to bytes: dimensions 2 (channels must be 1), 3 or 4 (N = 1). */
PsStatus ps_npy_write(const PsMap *map, int dimensions, PsBytes *bytes, PsError *error) PS_MUST_USE;

/* The same for int64 ('<i8') values in the shape of map (whose values are not read). */
PsStatus ps_npy_write_indices(const PsMap *shape, int dimensions, const int64_t *indices, PsBytes *bytes,
                              PsError *error) PS_MUST_USE;

/* Appends what is before the values of a C x H x W float32 array, a multiple of 64 bytes: map->values may
 * follow as they lie in this machine's memory. So a large map is written without a copy. */
PsStatus ps_npy_write_header(const PsMap *map, PsBytes *bytes, PsError *error) PS_MUST_USE;

#endif
