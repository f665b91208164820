/* The geometry of the Window stage: one layout that drawing, controls and picking read. Pure. */
#ifndef WINDOW_LAYOUT_H
#define WINDOW_LAYOUT_H

#include "app/stages/cells.h"
#include "app/stages/stage.h"

/* The measures of a mode, in pixels. */
typedef struct WindowMeasures {
    float gap, header, title_rise, index_rise, between, box, box_pad, formula_drop, caption_drop;
    float arrow, arrow_least, side, margin;
    float window_line, hue_line, footprint_line, index_aside;
    Font title, size, index, formula, caption;
} WindowMeasures;

typedef struct WindowLayout {
    WindowMeasures measures;
    float pitch, gap;
    int first_row, first_column, rows, columns; /* shown: the map, its padding, what windows hang over */
    int height, width, out_height, out_width;
    Rect shown; /* all of these */
    Rect input; /* the map's own cells */
    Rect output;
    Rect formula;
    Rect corner; /* the handle that resizes */
    CellStyle input_style, output_style;
} WindowLayout;

WindowLayout window_layout(const StageContext *context);

/* The smallest area in which everything has its place. */
Point window_least_size(const StageContext *context);

/* A cell of the input (padding included) or of the output. */
Rect window_input_cell(const WindowLayout *layout, int64_t row, int64_t column);
Rect window_output_cell(const WindowLayout *layout, int64_t row, int64_t column);

/* Rows and columns of the input as one rectangle, without the gap after the last. */
Rect window_span(const WindowLayout *layout, int64_t row, int64_t column, int64_t height, int64_t width);

#endif
