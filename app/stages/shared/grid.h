/* Where the cells of a map stand on the screen: a viewport, and cells of one pitch inside it. Pure geometry;
 * a map of any size costs what is visible of it.
 *
 * Glossary: position, a row or column of the map, negative in padding; camera, how far a viewport is zoomed
 * in and which position is in its middle.
 */
#ifndef GRID_H
#define GRID_H

#include "app/stages/shared/cells.h"
#include "core/axis.h"

#include <stdint.h>

/* Where one looks: zoom 1 shows the whole map. The middle is in cells from the map's first edge; it counts
 * only where zoom is above 1. */
typedef struct Camera {
    float zoom; /* 0 counts as 1 */
    double row, column;
} Camera;

typedef struct Grid {
    Rect view;                                  /* the viewport: what is outside is not seen */
    double x, y;                                /* where the first position stands, in pixels */
    double pitch;                               /* from cell to cell; below 1 several cells share a pixel */
    float gap;                                  /* between cells */
    int first_row, first_column, rows, columns; /* the positions there are */
    CellStyle style;
} Grid;

/* Positions, half open. */
typedef struct GridRange {
    int first_row, end_row, first_column, end_column;
} GridRange;

/* Rows and columns of positions as one rectangle, without the gap after the last. */
Rect grid_span(const Grid *grid, int64_t row, int64_t column, int64_t height, int64_t width);
Rect grid_cell(const Grid *grid, int64_t row, int64_t column);

/* What is seen of all positions, as a rectangle. */
Rect grid_seen(const Grid *grid);

/* The positions of which something is seen. */
GridRange grid_visible(const Grid *grid);

/* The part of a range that is in 0...rows, 0...columns. */
GridRange grid_clip(GridRange range, int rows, int columns);

/* Goes over the positions of a range row by row: while (grid_next(&at)). */
typedef struct GridCells {
    GridRange range;
    int row, column;
} GridCells;

GridCells grid_cells(GridRange range);
bool grid_next(GridCells *cells);

/* Whether cells are drawn one by one, and are controls; else as one picture. */
bool grid_by_cells(const Grid *grid);

/* The position under a point of the viewport; false between and beside cells. */
bool grid_pick(const Grid *grid, float x, float y, int *row, int *column);

/* The position whose cell or gap is at a point, whatever the viewport: for drags that leave it. */
void grid_nearest(const Grid *grid, float x, float y, int *row, int *column);

/* Puts the positions of a grid whose other members are set: middle (in cells from position 0) in the
 * viewport's middle, but no further than the edges; what is smaller than the viewport is in its middle.
 */
void grid_place(Grid *grid, double middle_row, double middle_column);

/* The gap that belongs to a pitch, at most most. */
float grid_gap(double pitch, float most);

/* Rows or columns to show of an axis: the padded map, and what windows of ceil mode hang over. */
int grid_positions(const PsAxis *axis, int *first);

/* A pitch in whole pixels where a cell has some to spare. */
double grid_settle_pitch(double pitch);

/* The numbers that one size and form must suit: of_all where that is known (not null), else those that are
 * seen of a map. */
CellStyle grid_style(const Pen *pen, const Grid *grid, const PsMap *map, int channel,
                     const PsNumberSurvey *of_all, bool large);

/* A picture of a map's cells where they are too small or too many to be drawn one by one. */
typedef struct GridPicture {
    const Grid *grid;
    const PsMap *map;
    int channel;
    float magnitude;
    bool picture; /* a picture's own, or pools of one */
    bool colour;  /* its three channels as colours; channel and magnitude's ramp count nothing */
    const Theme *theme;
    int64_t written;          /* cells from this flat index on are not there yet */
    const uint8_t *uncovered; /* a byte a cell: 0 is covered; null: nothing is */
    const PsMap *minus;       /* of one channel, taken away; null: nothing */
} GridPicture;

/* Draws it into what is seen of the grid. version must change with the map, written and uncovered. */
void grid_draw_picture(Canvas *canvas, const GridPicture *picture, uint64_t version);

#endif
