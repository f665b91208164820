/* Scenes and maps in files: which format a file has, and the map that lies beside a scene.
 */
#ifndef PS_SCENE_FILE_H
#define PS_SCENE_FILE_H

#include "core/document.h"

/* Reads a map by what its bytes and its name say: .npy, .csv, .tsv ("-" is standard input, and what
 * is no .npy there or under /dev is text). PS_ERROR_FORMAT for any other, PS_ERROR_SIZE for a text of more
 * than 256 MiB; what does not begin like a map, and a text with a zero byte, is not read further. map is made
 * here, zeroed on failure; dimensions as in npy.h, may be null. A regular file or "-"; the other takes pipes
 * and devices as well. */
PsStatus ps_map_file_read(const char *path, PsMap *map, int *dimensions, PsError *error) PS_MUST_USE;
PsStatus ps_map_file_read_any(const char *path, PsMap *map, int *dimensions, PsError *error) PS_MUST_USE;

/* Reads a scene and, where it names one, the map beside it (a regular file), into document (untitled). The
 * scene validates; zeroed on failure. */
PsStatus ps_scene_file_read(const char *path, PsDocument *document, PsError *error) PS_MUST_USE;
PsStatus ps_scene_file_read_any(const char *path, PsDocument *document, PsError *error) PS_MUST_USE;

/* Writes a scene by the writing rule. An input of more than PS_SCENE_INLINE_CELLS goes to a file of its own
 * beside NAME.json, NAME.HASH.npy, which is complete before the scene takes its place; no other file is
 * touched, but for the one of that kind that the scene named before. Where the map that it named holds the
 * input as it is, whoever made it, the scene goes on naming it. What goes to standard output, a device or a
 * pipe has nothing beside it and holds all cells. */
PsStatus ps_scene_file_write(const char *path, const PsDocument *document, PsError *error) PS_MUST_USE;

#endif
