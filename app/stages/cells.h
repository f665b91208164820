/* Cells of a map as every stage draws them: fill by the ramp, number, hatch, ghost, cover. */
#ifndef CELLS_H
#define CELLS_H

#include "app/theme.h"
#include "app/ui/ui.h"
#include "core/map.h"

/* How the cells of one map look: one number size for all of it. */
typedef struct CellStyle {
    float pitch, gap, radius;
    Font font; /* size 0: cells too small for numbers */
} CellStyle;

/* The length of the longest number of a channel in advances of the mono face (a space is half of one). It
 * follows from the map alone, so it is worked out once a change and not once a frame. */
float cells_longest(const PsMap *map, int channel, int first_row, int end_row, int first_column,
                    int end_column);

/* The pitch in pixels below which no cell shows a number. */
enum { CELLS_NUMBERED = 16 };

/* Text size by the rule of the look: 40 % of the cell, 12 pixels at least, shrunk until the longest number
 * fills at most 78 % of the cell's width; 0 where that is below 12 pixels. */
CellStyle cells_style(const Ui *ui, float pitch, float gap, float longest);

/* A cell of value: colour (already dimmed or not), hatch for negatives, crosshatch for NaN, and the number in
 * ink at number_alpha. */
void cells_draw_value(Ui *ui, const CellStyle *style, Rect rect, Color fill, float value, float number_alpha);

/* The winner: solid window, inset, black number. */
void cells_draw_winner(Ui *ui, const CellStyle *style, Rect rect, float value);

/* Padding (text, muted) or an output not yet written (no text): a dashed outline. */
void cells_draw_ghost(Ui *ui, const CellStyle *style, Rect rect, Color line, const char *text);

/* A covered answer. */
void cells_draw_cover(Ui *ui, const CellStyle *style, Rect rect);

/* A tile under way: its ramp colour, a halo, a thin edge. */
void cells_draw_tile(Ui *ui, Rect rect, Color fill, const char *text);

#endif
