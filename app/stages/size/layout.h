/* Where the parts of the Output size stage stand, one below the other, in pixels. Pure; each part places what
 * is in it.
 *
 * Invariant: the rows of a layout follow each other downwards and lie in the area, where that is at least
 * size_least_size.
 */
#ifndef SIZE_LAYOUT_H
#define SIZE_LAYOUT_H

#include "app/stages/stage.h"

typedef struct SizeLayout {
    float unit; /* pixels at text size 100 %; grows with the room, gives way where it is narrow */
    Rect content;
    Rect tabs, title, caption;
    Rect band;    /* the whole axis in small; empty where it is shown whole */
    Rect label;   /* over the outputs */
    Rect outputs; /* the row, side by side to the axis */
    Rect axis;
    Rect indices; /* below it, where cells are too small for theirs */
    Rect ruler;
    Rect card;
    Rect chain; /* in the place of all from the band on */
} SizeLayout;

/* Positions to pixels. */
typedef struct SizeScale {
    float x;      /* of position first, which need not be whole */
    double first; /* of what is seen */
    double count;
    double pitch;
    float gap;
    PsRange seen; /* whole positions that are drawn */
    bool lens;    /* only a part of the axis is seen */
} SizeScale;

/* cells: how many positions are to be shown side by side. */
SizeLayout size_layout(const StageScope *scope, int64_t cells);
Point size_least_size(const StageScope *scope);

/* Scale for the positions of all, of which the first cells stand in the middle; middle: what a lens looks at.
 */
SizeScale size_scale(const SizeLayout *layout, PsRange all, int64_t cells, double middle);

/* What of a row may show: under a lens it ends where the lens does. */
Rect size_clip(const SizeLayout *layout, const SizeScale *scale, Rect row, float over);

float size_x(const SizeScale *scale, double position);
Rect size_cell(const SizeScale *scale, Rect row, int64_t position);

/* From the left end of a position to the right end of another, over the gap around them. */
Rect size_span(const SizeScale *scale, Rect row, double first, double end);

Font size_font(const SizeLayout *layout, FontFace face, float size);
float size_px(const SizeLayout *layout, float at_100);
float size_text_width(const StageScope *scope, Font font, const char *text);

/* The same font, smaller where text would be wider than room. */
Font size_fit(const StageScope *scope, Font font, const char *text, float room);

#endif
