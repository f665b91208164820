/* Cells of a map as every stage draws them: fill by the ramp, number, hatch, ghost, cover. */
#ifndef CELLS_H
#define CELLS_H

#include "app/ui/pen.h"
#include "core/map.h"
#include "core/number_fit.h"

/* How the cells of one map look: one number size and one form for all of it. */
typedef struct CellStyle {
    float pitch, gap, radius;
    Font font; /* size 0: cells too small for numbers */
    PsNumberForm form;
    int room;    /* half advances that a number may be long */
    float share; /* of the cell that a digit is high */
} CellStyle;

/* Adds the numbers of a rectangle of a channel. */
void cells_survey(PsNumberSurvey *survey, const PsMap *map, int channel, int first_row, int end_row,
                  int first_column, int end_column);

/* The pitch in pixels below which no cell shows a number. */
enum { CELLS_NUMBERED = 16 };

/* Text size by the rule of the look: 40 % of the cell, 12 pixels at least, shrunk until the longest number
 * fills at most 78 % of the cell's width. large, for a projector: half of the cell, 90 % of its width, and
 * rather fewer decimals than less than 36 %. The form is the one with the most digits that fit at 12 pixels;
 * rather than losing all of them a number may fill 90 %, and rather than being blank all are smaller, down to
 * 8 pixels in cells of 20. */
CellStyle cells_style(const Pen *pen, float pitch, float gap, const PsNumberSurvey *survey, bool large);

/* Writes a value as its cell shows it into text (PS_NUMBER_SIZE bytes): nothing where nothing fits. */
void cells_text(const CellStyle *style, float value, char *text);

/* Whether a cell shows its value as the tree says it, so that no tooltip need tell. */
bool cells_show_all(const CellStyle *style, float value);

/* A cell of value: colour (already dimmed or not), hatch for negatives, crosshatch for NaN, and the number in
 * ink at number_alpha. */
void cells_draw_value(const Pen *pen, const CellStyle *style, Rect rect, Color fill, float value,
                      float number_alpha);

/* The same while it steps back: dim is how far, 0 to 1. Fill and ink go to the background's side together. */
void cells_draw_dimmed(const Pen *pen, const CellStyle *style, Rect rect, Color fill, float dim, float value,
                       float number_alpha);

/* The winner: solid window, inset, black number; won is how far it has come forth, 0…1, over its cell. */
void cells_draw_winner(const Pen *pen, const CellStyle *style, Rect rect, float value, float won);

/* Padding (text, muted) or an output not yet written (no text): a dashed outline. */
void cells_draw_ghost(const Pen *pen, const CellStyle *style, Rect rect, Color line, const char *text);

/* A covered answer. */
void cells_draw_cover(const Pen *pen, const CellStyle *style, Rect rect);

/* A tile under way: its ramp colour, a halo, a thin edge; at alpha as it comes and goes. */
void cells_draw_tile(const Pen *pen, Rect rect, Color fill, const char *text, float alpha);

#endif
