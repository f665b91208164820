/* What of the Output size stage no file holds: the tab, the axis, what is pointed at, where the keys stand.
 */
#ifndef SIZE_VIEW_H
#define SIZE_VIEW_H

#include <stdbool.h>
#include <stdint.h>

typedef enum SizePart {
    SIZE_NOTHING,
    SIZE_CELL,   /* at: a position of the axis */
    SIZE_OUTPUT, /* at: an output */
    SIZE_FIRST,  /* the first window on the ruler */
    SIZE_STRIDE, /* at: the window that this stride leads to */
    SIZE_REST,
    SIZE_TERM, /* at: a SizeTerm */
    SIZE_LINK, /* at: a link of the chain */
    SIZE_FEWER /* at: the link that has fewer values than the one before */
} SizePart;

typedef struct SizePoint {
    SizePart part;
    int64_t at;
} SizePoint;

typedef struct SizeView {
    bool chain;    /* the tab */
    int axis;      /* the one that is shown where they differ */
    bool unlinked; /* settings differ by axis */
    bool table;    /* is open */
    SizePoint pointed;
    int64_t cell, output, piece; /* where the keys stand in each row; piece 0 is the first window */
    int link;
    bool lens_held;    /* the lens was put somewhere at lens_step; at other steps it follows the window */
    int64_t lens_step; /* what it was put for */
    double lens;       /* the position in its middle */
} SizeView;

#endif
