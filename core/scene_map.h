/* The map of a large scene, in a file beside it that is surely the scene's own: STEM.HASH.npy for STEM.json,
 * HASH the checksum of what it holds. A file of another name, or of other content, is the user's and is
 * never changed or removed. For scene_file.c alone.
 *
 * The map is complete before the scene that names it; the map that the old scene named goes when no scene
 * names it any more. While either is under way its file has a second name, of a temporary; of what a kill
 * leaves behind a later save so knows what may go.
 */
#ifndef PS_SCENE_MAP_H
#define PS_SCENE_MAP_H

#include "core/file.h"
#include "core/map.h"

/* What a save does to maps. */
typedef struct PsSceneMap {
    char *scene;         /* the path of the scene; borrowed */
    char *name;          /* of the map that the scene is to name, a plain one; null: none; owned */
    PsFileOutput placed; /* the map under that name, if it is a new file */
    PsFileLock kept;     /* of one that was there */
    PsFileOutput old;    /* the old scene's own, if it is to go */
} PsSceneMap;

/* Before the scene at path (no link, in a folder) is replaced: sees to a file that holds map and will last.
 * Null: the scene holds all cells. Where the file that the scene at path names now holds the same cells, that
 * one stays. save is made here, for ps_scene_map_end whatever comes back. */
PsStatus ps_scene_map_begin(char *path, const PsMap *map, PsSceneMap *save, PsError *error) PS_MUST_USE;

/* After that: written where the new scene is in its place, else all is as it was. */
void ps_scene_map_end(PsSceneMap *save, bool written);

/* Reads the map of that name beside path. */
PsStatus ps_scene_map_read(const char *path, const char *name, PsMap *map, PsError *error) PS_MUST_USE;

#endif
