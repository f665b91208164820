/* Files that the window opens: maps, by name or by what they begin with. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "core/scene.h"

/* Reads path into a scene (made here; zeroed on failure) pooled with pool where that fits the map, else with
 * the kernel shrunk to it. The map must have one channel and at most 64 x 64 cells. */
PsStatus document_open(const char *path, const PsPool *pool, PsScene *scene, PsError *error) PS_MUST_USE;

#endif
