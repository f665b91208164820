/* Parts of the picture of a map that is pooled, as every stage draws them: its title and indices, padding,
 * windows, the outputs that a cell feeds. And telling the tree of cells, one way for all.
 *
 * Not the cells' own look (cells.h), not where they stand (grid.h), not what an input's cells do
 * (input_map.h). Nothing here reacts. A map of any size costs what is visible of it.
 */
#ifndef MAP_PICTURE_H
#define MAP_PICTURE_H

#include "app/stages/shared/grid.h"
#include "app/stages/shared/moment.h"
#include "app/ui/pen.h"

/* The measures of a map's picture, in pixels; part of a stage's. */
typedef struct MapMeasures {
    float title_rise, index_rise, index_aside; /* from the map's edge */
    float window_line, hue_line, footprint_line;
    float gap; /* between cells, at most */
    Font title, size, index;
} MapMeasures;

/* Whole pixels of a length, and a font, where unit is a pixel. */
float map_px(float unit, float length);
Font map_font(float unit, FontFace face, float size);

/* Those of a map on the desk, where unit is a pixel at text size 100 %. */
MapMeasures map_measures(float unit);

typedef struct MapTitle {
    const char *label;  /* what the tree calls it, */
    const char *name;   /* and what is there: both untranslated */
    const char *size;   /* "4 × 4", beside it and as the tree's value */
    Icon mark;          /* before the name; ICON_NONE: nothing */
    Color color, muted; /* of mark and name, of size */
} MapTitle;

/* A title from x on, its middle at y. */
void map_title(const Pen *pen, const MapMeasures *m, const MapTitle *title, float x, float y);

/* Indices beside what is seen of a map, as many as have room; digits: of the longest. */
void map_indices(const Pen *pen, const MapMeasures *m, const Grid *grid, int digits, bool rows_at_right);

/* The digits of a number from 0 on, at least two. */
int map_digits(int number);

/* A map as one picture, where its cells are too small to be drawn one by one: the input, as the scale of all
 * the stage's colours is. */
void map_input_picture(const Pen *pen, const StageScope *scope, const Grid *grid);

/* The line round a map whose cells lie without gaps on a ground of nearly their colour. */
void map_edge(const Pen *pen, Rect rect);

/* The frames of the windows of steps 1…last, the part that is seen. */
void map_footprints(const Pen *pen, const MapMeasures *m, const Grid *grid, const PsWalk *walk, int64_t last);

/* The frame of a window: its line, its rectangle from that of moment_frame; and it, or any other, at alpha.
 */
float map_window_line(const MapMeasures *m, const Grid *grid);
Rect map_window_rect(const MapMeasures *m, const Grid *grid, Rect frame);
void map_frame(const Pen *pen, const MapMeasures *m, const Grid *grid, Rect frame, float alpha);

/* The outline of an output, and of all outputs that the cell (row, column) feeds. */
void map_output_outline(const Pen *pen, const MapMeasures *m, const Grid *outputs, int64_t row,
                        int64_t column, Color hue);
void map_fed_outputs(const Pen *pen, const MapMeasures *m, const Grid *outputs, const PsWalk *walk, int row,
                     int column, Color hue);

/* The outline of a cell that is pointed at. */
void map_pointed_cell(const Pen *pen, const Grid *grid, int row, int column);

/* An arrow's head of that length, its tip pointing to the right (length above 0) or left. */
void map_arrow_head(const Pen *pen, Point tip, float length, Color color);

enum { MAP_VALUE_SIZE = 3 * PS_NUMBER_SIZE };

/* Cells that the tree is told of. */
typedef struct MapTold {
    const Grid *grid;
    GridRange range;
    UiRole role;
    const char *name; /* the label before "row,column": "output " */
    /* Writes a cell's value (MAP_VALUE_SIZE bytes), perhaps nothing; false: there is no such cell. */
    bool (*value)(const void *subject, int row, int column, char *value);
    const void *subject;
} MapTold;

/* Tells of them, where the tree is wanted and cells are drawn one by one. */
void map_tell(const Pen *pen, const MapTold *told);

#endif
