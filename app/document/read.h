/* Files that the window opens: scenes by name, maps and pictures by what they begin with or by name. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "app/picture/picture_file.h"
#include "core/document.h"

/* What a file holds. */
typedef enum DocumentKind { DOCUMENT_MAP, DOCUMENT_PICTURE, DOCUMENT_SCENE } DocumentKind;

/* Makes document (overwritten) of map (taken), pooled with pool where that fits the map, else with the kernel
 * shrunk to it. */
PsStatus document_take_map(PsMap *map, const PsPool *pool, PsDocument *document, PsError *error) PS_MUST_USE;

/* Reads path into document (made here, untitled; zeroed on failure): as it stands there, or see
 * document_take_map. A map may have any number of channels of at most 4096 x 4096 cells. A picture goes into
 * picture (zeroed before) where that is not null, document then stays empty and its size is asked for; else
 * it is sampled at the usual size, in grey where it has no colour. */
PsStatus document_read(const char *path, const PsPool *pool, PictureFile *picture, PsDocument *document,
                       DocumentKind *kind, PsError *error) PS_MUST_USE;

#endif
