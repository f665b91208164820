/* What a presenter points and draws with over the stage: a laser dot where the pointer has just moved, and
 * strokes of a pen that fade by themselves.
 *
 * Places and times come in, drawing comes out; it reads no clock and knows no event (presenter.c does).
 * Invariant: the strokes' points lie one after another in points, the oldest stroke first; only the last
 * stroke can be one that is being drawn.
 */
#ifndef CHROME_PEN_H
#define CHROME_PEN_H

#include "app/theme.h"

enum { CHROME_PEN_POINTS = 4096, CHROME_PEN_STROKES = 64 };

typedef struct ChromePenStroke {
    int first, count; /* of points */
    double ended;     /* when the pen was lifted */
} ChromePenStroke;

/* Zeroed: nothing is drawn or pointed at. */
typedef struct ChromePen {
    Point points[CHROME_PEN_POINTS];
    ChromePenStroke strokes[CHROME_PEN_STROKES];
    int point_count, stroke_count;
    bool drawing; /* the last stroke */
    bool over;    /* the pointer is over the stage, at: the dot takes its place */
    Point at;
    double moved; /* when it came there */
} ChromePen;

/* The pointer has moved over the stage, or is no longer over it. */
void chrome_pen_point(ChromePen *pen, Point at, double now);
void chrome_pen_leave(ChromePen *pen);

/* A stroke begins, goes on, ends. Without room the oldest strokes give way, then the stroke's own beginning.
 */
void chrome_pen_begin(ChromePen *pen, Point at);
void chrome_pen_draw_to(ChromePen *pen, Point at);
void chrome_pen_end(ChromePen *pen, double now);

/* All strokes are gone. */
void chrome_pen_clear(ChromePen *pen);

/* Forgets strokes that have faded. */
void chrome_pen_advance(ChromePen *pen, double now);

/* Seconds until the picture changes by itself: 0 while something fades, below 0 never. */
double chrome_pen_due(const ChromePen *pen, double now);

/* Whether the dot is seen. */
bool chrome_pen_shines(const ChromePen *pen, double now);

/* Draws strokes and dot; height is the window's. */
void chrome_pen_paint(const ChromePen *pen, Canvas *canvas, const Theme *theme, float height, double now);

#endif
