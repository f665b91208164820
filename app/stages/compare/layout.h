/* The geometry of the Compare stage: the input at the left, a card a column, the slot for one more. Pure. */
#ifndef COMPARE_LAYOUT_H
#define COMPARE_LAYOUT_H

#include "app/stages/shared/input_map.h"

/* The measures of a mode, in pixels. */
typedef struct CompareMeasures {
    float unit; /* what the others are multiples of */
    float top, view_height, card_top, bottom, left, right, between, pad;
    float title_row, question_row, map_top, after_map, box, formula_row, result_row, after_box, line;
    float header, title_rise, index_rise, index_aside, arrow, slot;
    float window_line, hue_line, footprint_line, gap;
    Font title, question, size, index, formula, result, text, small;
} CompareMeasures;

typedef struct CompareCard {
    Rect card, inner;
    float title_y, question_y;
    Rect map;     /* the room for its cells */
    Rect box;     /* the formula's */
    float text_y; /* the first line under it */
    Grid grid;    /* its outputs; in the gradient view the input's cells */
    Grid from;    /* gradient view: the outputs in small */
} CompareCard;

typedef struct CompareLayout {
    CompareMeasures measures;
    InputMap map; /* grid points to input */
    Grid input;
    double fit, closest;
    Rect input_panel; /* with title, indices and arrow */
    Rect view_row;    /* Values, Gradient */
    int cards;
    CompareCard card[PS_COMPARE_COLUMNS];
    Rect slot; /* where one more column is chosen; empty once there are four */
} CompareLayout;

/* The column of global average. */
enum { COMPARE_GLOBAL = 2 };

/* The bars of a vector, one a channel, from a common ground. */
typedef struct CompareBars {
    Rect room;
    float step, scale, ground; /* pixels a channel, pixels a unit, where 0 is */
} CompareBars;

CompareBars compare_bars(const StageContext *context, const CompareLayout *layout);
Rect compare_bar(const CompareBars *bars, int channel, float value);

/* The square in which global's one value stands. */
Rect compare_global_cell(const CompareLayout *layout);

/* layout->map.grid points into layout itself. */
void compare_layout(const StageContext *context, Camera camera, CompareLayout *layout);

Point compare_least_size(const StageContext *context);

#endif
