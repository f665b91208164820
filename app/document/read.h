/* Files that the window opens: scenes by name, maps and pictures by what they begin with or by name. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "app/picture/picture_file.h"
#include "core/scene.h"

/* Whether path is named as a scene. */
bool document_is_scene(const char *path);

/* Makes scene (overwritten) of map (taken), pooled with pool where that fits the map, else with the kernel
 * shrunk to it. */
void document_take_map(PsMap *map, const PsPool *pool, PsScene *scene);

/* Reads path into a scene (made here; zeroed on failure): as it stands there, or see document_take_map. A map
 * may have any number of channels of at most 4096 x 4096 cells. A picture goes into picture (zeroed before)
 * where that is not null, the scene then stays empty and somebody chooses its size; else it is sampled at the
 * usual size, in grey where it has no colour. */
PsStatus document_open(const char *path, const PsPool *pool, PictureFile *picture, PsScene *scene,
                       PsError *error) PS_MUST_USE;

#endif
