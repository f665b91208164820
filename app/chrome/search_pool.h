/* A pool as people write it in a line: "average 3x3 / 2", "kernel 3", "stride 2 padding 1", "max". */
#ifndef SEARCH_POOL_H
#define SEARCH_POOL_H

#include "core/pool.h"

#include <stdbool.h>

enum { SEARCH_POOL_TITLE = 96 };

/* Reads text over pool, which holds the settings as they are now; title says what is then set: "Average 3 × 3
 * / 2". False, and pool as it was, where text is something else, or names nothing that changes. */
bool search_pool_read(const char *text, PsPool *pool, char title[SEARCH_POOL_TITLE]);

#endif
