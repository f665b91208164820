/* The geometry of the Window stage: one layout that drawing, controls and picking read. Pure. */
#ifndef WINDOW_LAYOUT_H
#define WINDOW_LAYOUT_H

#include "app/stages/shared/map_picture.h"

/* The measures of a mode, in pixels. */
typedef struct WindowMeasures {
    MapMeasures map;
    float header, between, box, box_pad, formula_drop, formula_height, caption_drop;
    float arrow, arrow_least, side, margin;
    float drop, foot; /* where the output is under the input: the way down, the title under it */
    Font formula, formula_least, caption;
} WindowMeasures;

typedef struct WindowLayout {
    WindowMeasures measures;
    Grid in;        /* the map, its padding, what windows hang over */
    Grid out;       /* to scale: as large as the input's cells */
    double fit;     /* the pitch at which all is seen */
    double closest; /* the largest pitch that zooming reaches */
    float pitch, gap;
    bool stacked; /* the output is under the input, its title under it */
    int height, width, out_height, out_width;
    Rect input;                      /* the map's own cells, the part that is seen */
    Rect input_over, output_over;    /* the viewports, and what may stand over their edges */
    Point input_title, output_title; /* their left ends, at the height of the middle */
    Rect formula;                    /* its box; in it, each with y in the middle of its line: */
    Rect formula_row;                /* its y in the middle of its height */
    Rect hint_row, caption_row;
    Rect corner;                    /* the handle that resizes */
    Rect strip;                     /* the strip of channels, where there are several */
    Rect input_panel, output_panel; /* with titles and indices; the arrow is in both */
    float input_end;                /* how far to the right there is room beside the input */
} WindowLayout;

/* camera: of the input; the output looks at the same place. */
WindowLayout window_layout(const StageScope *scope, Camera camera);

/* The smallest area in which everything has its place. */
Point window_least_size(const StageScope *scope);

/* The position of the input whose window, were there one, has its middle at output position (row, column),
 * and back: how the two viewports look at the same place. In cells from the first cell's edge. */
Camera window_output_camera(const PsWalk *walk, Camera input);
Camera window_input_camera(const PsWalk *walk, Camera output);

#endif
