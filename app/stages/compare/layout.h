/* The geometry of the Compare stage: the input at the left, a card a column, the slot for one more. Pure. */
#ifndef COMPARE_LAYOUT_H
#define COMPARE_LAYOUT_H

#include "app/stages/shared/input_map.h"
#include "app/stages/shared/map_picture.h"

/* The measures of a mode, in pixels. */
typedef struct CompareMeasures {
    float unit; /* what the others are multiples of */
    float top, view_height, card_top, bottom, left, right, between, pad;
    float pad_least; /* for a projector, whose cards would else be too narrow for their words */
    float title_row, question_row, map_top, after_map, after_box, line;
    float box, box_pad, terms, result_row; /* the formula's: terms stand on several lines */
    float header, arrow, slot;
    Font question, formula, formula_least, result, text, small;
    MapMeasures map; /* of the input; its title's font is the cards' too */
} CompareMeasures;

typedef struct CompareCard {
    Rect card, inner;
    float title_y;
    Rect question;     /* y in the middle of its line */
    Rect difference;   /* the menu of what it is less */
    Rect map;          /* the room for its cells */
    Rect outputs_over; /* what is seen of them, and what may stand over its edges */
    Rect box;          /* the formula's; in it, each with y in the middle of its line: */
    Rect formula_row, result_row, box_middle; /* the first is as high as its lines may be */
    float text_y;                             /* the first line under it */
    Grid grid;                                /* its outputs; in the gradient view the input's cells */
    Grid from;                                /* gradient view: the outputs in small */
} CompareCard;

typedef struct CompareLayout {
    CompareMeasures measures;
    InputMap map; /* grid points to input */
    Grid input;
    double fit, closest;
    Rect input_panel; /* with title, indices and arrow */
    Rect input_over;  /* the input's viewport, and what may stand over its edges */
    Rect view_tabs;   /* Values, Gradient */
    Rect settings;    /* the button under the input that names the windows */
    Rect dial;        /* beside it, the slider of the kernel */
    Rect hide_answers, seed;
    int cards;
    CompareCard card[PS_COMPARE_COLUMNS];
    Rect fourth; /* where one more column is chosen: a slot, then in the fourth's title; empty: nowhere */
} CompareLayout;

/* The column of global average. */
enum { COMPARE_GLOBAL = 2 };

/* The bars of a vector, one a channel, from a common ground. */
typedef struct CompareBars {
    Rect room;
    float step, scale, ground; /* pixels a channel, pixels a unit, where 0 is */
} CompareBars;

CompareBars compare_bars(const StageScope *scope, const CompareLayout *layout);
Rect compare_bar(const CompareBars *bars, int channel, float value);

/* The square in which global's one value stands. */
Rect compare_global_cell(const CompareLayout *layout);

/* layout->map.grid points into layout itself. */
void compare_layout(const StageScope *scope, Camera camera, CompareLayout *layout);

Point compare_least_size(const StageScope *scope);

#endif
