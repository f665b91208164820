/* Where the parts of the Receptive field stage stand: the cone at the left, picture and table at the right;
 * one above the other in a narrow room. Rectangles in pixels, no drawing; each part lays out its own inside.
 */
#ifndef FIELD_LAYOUT_H
#define FIELD_LAYOUT_H

#include "app/stages/stage.h"

/* Which parts stand where. */
typedef struct FieldLayout {
    float unit;   /* pixels at text size 100 %, times the text size */
    float labels; /* room for the layers' names beside the cone */
    float least;  /* no words are smaller, in pixels: for a projector 1/40 of the window's height */
    bool bands;   /* rows in bands rather than neuron by neuron */
    bool beside;  /* a second stack is compared */
    Rect left;    /* the cone's part: titles and all */
    Rect cone;    /* its rows */
    Rect right;   /* the picture's and the table's part */
    Rect picture; /* with the row of labels above it and what hangs over the edges */
    Rect table;
    Rect left_panel, right_panel; /* the parts with the margins round them, which share the area */
    Rect upper_panel,
        table_panel; /* of the right one: the picture with its titles, or the stack beside; the table */
} FieldLayout;

/* A face at a size in units, as large as words have to be. */
Font field_layout_font(const FieldLayout *layout, FontFace face, float size);

FieldLayout field_layout(const StageScope *scope);
Point field_least_size(const StageScope *scope);

#endif
