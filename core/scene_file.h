/* Scenes and maps in files: which format a file has, and the map that lies beside a scene.
 */
#ifndef PS_SCENE_FILE_H
#define PS_SCENE_FILE_H

#include "core/scene.h"

/* Reads a map by what its bytes and its name say: .npy, .csv, .tsv ("-" is standard input, and what
 * is no .npy there or under /dev is text). PS_ERROR_FORMAT for any other. map is made here, zeroed on
 * failure; dimensions as in npy.h, may be null. */
PsStatus ps_map_file_read(const char *path, PsMap *map, int *dimensions, PsError *error) PS_MUST_USE;

/* Reads a scene and, where it names one, the map beside it. The scene validates; zeroed on failure. */
PsStatus ps_scene_file_read(const char *path, PsScene *scene, PsError *error) PS_MUST_USE;

/* Writes a scene by the writing rule. An input of more than PS_SCENE_INLINE_CELLS goes to NAME.npy beside
 * NAME.json; both are complete before the first, the map, takes its place. What goes to standard output or a
 * device ("-", /dev) has nothing beside it and holds all cells. */
PsStatus ps_scene_file_write(const char *path, const PsScene *scene, PsError *error) PS_MUST_USE;

#endif
