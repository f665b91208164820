/* A pool as people write it in a line: "average 3x3 / 2", "kernel size 3", "stride 2 padding 1", "max",
 * "3x3".
 */
#ifndef SEARCH_POOL_H
#define SEARCH_POOL_H

#include "core/map.h"
#include "core/pool.h"

#include <stdbool.h>

enum { SEARCH_POOL_TITLE = 96 };

/* Reads text over pool, which holds the settings of input as they are now; title says what is then set:
 * "Average 3 × 3 / 2". False, and pool as it was, where text is something else, or names nothing that
 * changes.
 */
bool search_pool_read(const char *text, const PsMap *input, PsPool *pool, char title[SEARCH_POOL_TITLE]);

#endif
