/* The scenes to begin with, which are files of the assets folder.
 *
 * The start page shows those with a tile, the command search finds all. To add one: the file, and a row.
 */
#ifndef EXAMPLES_H
#define EXAMPLES_H

#include "app/state.h"

typedef struct Example {
    const char *file;  /* in the folder of assets */
    const char *title; /* N_() */
    const char *words; /* N_(): what it shows; null: it has no tile */
} Example;

/* Null beyond the last one. */
const Example *example_at(int index);

/* Reads it into document (made here; zeroed on failure), at its last step where it is a picture. */
PsStatus example_read(const char *assets, int index, PsDocument *document, PsError *error) PS_MUST_USE;

/* Opens it untitled, as an edit that can be undone; a failure is said on screen. */
void example_open(App *app, int index);

#endif
