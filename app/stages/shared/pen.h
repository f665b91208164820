/* What a stage draws with: the canvas, its colours, its measure, and the tree that is told of what is drawn.
 *
 * It reads neither pointer nor keys: what draws with a pen alone reacts to nothing.
 */
#ifndef PEN_H
#define PEN_H

#include "app/ui/ui.h"

typedef struct Pen {
    Canvas *canvas;
    const Theme *theme;
    float unit; /* pixels at text size 100 %, times the text size */
    Ui *tree;   /* for telling alone */
} Pen;

Pen pen_of(Ui *ui);

/* So many pixels at text size 100 %, whole. */
float pen_px(const Pen *pen, float at_100);

/* A font of size pixels at text size 100 %. */
Font pen_font(const Pen *pen, FontFace face, float size);

/* Tells the tree of a text under a label. */
void pen_tell(const Pen *pen, const char *label, const char *value, Rect rect);

#endif
