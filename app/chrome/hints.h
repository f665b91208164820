/* Three hints on the very first start, one after the other: each is gone once what it says was done, or its
 * button was pressed. They never come back.
 */
#ifndef HINTS_H
#define HINTS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct App App;

typedef struct Hints {
    bool shown;     /* false: none, or no more */
    int done;       /* how many are over */
    uint64_t group; /* the last edit when the one on screen came */
    bool begun;     /* that is known */
} Hints;

/* From now on, the first one. */
void hints_begin(Hints *state);

/* Draws the one that is due where it points, and takes it away when it was followed. */
void chrome_hints(App *app);

#endif
