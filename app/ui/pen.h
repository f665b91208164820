/* What a drawing needs and nothing else: where to draw, in which colours, how large, and the tree that is
 * told what is drawn. No pointer, no keys, no time: what is drawn through a pen cannot depend on them.
 */
#ifndef UI_PEN_H
#define UI_PEN_H

#include "app/canvas/canvas.h"
#include "app/theme.h"
#include "app/ui/tree.h"

typedef struct Pen {
    Canvas *canvas;
    UiTree *tree; /* null: nothing is told */
    const Theme *theme;
    float unit;     /* pixels at text size 100 %, times the text size */
    bool want_tree; /* cells, too, report themselves */
} Pen;

float pen_px(const Pen *pen, float at_100);

/* A font of size pixels at text size 100 %. */
Font pen_font(const Pen *pen, FontFace face, float size);

/* Adds an entry to the tree, see tree.h; what is told here has no focus. */
void pen_report(const Pen *pen, UiRole role, const char *label, const char *value, Rect rect);
void pen_report_text(const Pen *pen, const char *label, const char *value, Rect rect);

/* A line of text in the middle of rect's height, told under its own words (untranslated); or, drawn as it is,
 * under label. */
void pen_label(const Pen *pen, Rect rect, Font font, Color color, Align align, const char *text);
void pen_labelled(const Pen *pen, Rect rect, Font font, Color color, Align align, const char *label,
                  const char *text);

/* What is drawn and told next is in the scroll area of that name, which shows view; returns the area it lay
 * in before, for pen_scroll_end. */
UiId pen_scroll_begin(const Pen *pen, const char *name, Rect view);
void pen_scroll_end(const Pen *pen, UiId before);

#endif
