/* Maps in files. */
#ifndef PS_MAP_FILE_H
#define PS_MAP_FILE_H

#include "core/map.h"

/* Reads a map by what its bytes and its name say: .npy, .csv, .tsv ("-" is standard input, and what
 * is no .npy there or under /dev is text). PS_ERROR_FORMAT for any other, PS_ERROR_SIZE for a text of more
 * than 256 MiB; what does not begin like a map, and a text with a zero byte, is not read further. map is made
 * here, zeroed on failure; dimensions as in npy.h, may be null. A regular file or "-"; the other takes pipes
 * and devices as well. */
PsStatus ps_map_file_read(const char *path, PsMap *map, int *dimensions, PsError *error) PS_MUST_USE;
PsStatus ps_map_file_read_any(const char *path, PsMap *map, int *dimensions, PsError *error) PS_MUST_USE;

#endif
