/* Scenes in files, and the map that is beside one. Maps alone are map_file.h's. */
#ifndef PS_SCENE_FILE_H
#define PS_SCENE_FILE_H

#include "core/document.h"

/* Reads a scene and, where it names one, the map beside it (a regular file), into document (untitled). The
 * scene validates; zeroed on failure. */
PsStatus ps_scene_file_read(const char *path, PsDocument *document, PsError *error) PS_MUST_USE;
PsStatus ps_scene_file_read_any(const char *path, PsDocument *document, PsError *error) PS_MUST_USE;

/* Writes a scene by the writing rule. An input of more than PS_SCENE_INLINE_CELLS goes to a file of its own
 * beside NAME.json, NAME.HASH.npy, which is complete before the scene takes its place; no other file is
 * touched, but for the one of that kind that the scene named before. Where the map that it named holds the
 * input as it is, its own or not, the scene goes on naming it. What goes to standard output, a device or a
 * pipe has nothing beside it and holds all cells. */
PsStatus ps_scene_file_write(const char *path, const PsDocument *document, PsError *error) PS_MUST_USE;

#endif
