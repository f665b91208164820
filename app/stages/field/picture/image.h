/* The image on the Receptive field stage: where its cells stand, what their values are, how it is drawn.
 *
 * Not the fields over it (squares.c). Draw and controls read the one geometry.
 */
#ifndef FIELD_IMAGE_H
#define FIELD_IMAGE_H

#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

typedef struct FieldImage {
    Rect frame;            /* what may be drawn on: the cells and what hangs over their edges */
    float labels;          /* the middle of the row of labels above it */
    double x, y, pitch;    /* of the first cell; below 1 several cells share a pixel */
    float gap;             /* between cells */
    int64_t rows, columns; /* the plan's input */
    bool by_cells;         /* cells are large enough to stand for themselves */
    bool cut;              /* more hangs over than there is room for */
} FieldImage;

FieldImage field_image_lay(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown);

/* Where the edge before a column or row stands: in the middle of the gap. */
float field_image_edge(const FieldImage *image, int axis, int64_t position);

/* Cells as one rectangle, from edge to edge, however far outside. */
Rect field_image_span(const FieldImage *image, const PsRegion *region);
Rect field_image_rect(const FieldImage *image);

/* The cell under a point, or the one that is nearest. */
void field_image_nearest(const FieldImage *image, float x, float y, int64_t cell[PS_AXES]);

/* The values of a row of cells, columns of them: of the built-in picture 0 to 1, of the scene's input the
 * mean of its channels, the nearest cell where it is smaller than the plan's input, the mean of those covered
 * where it is larger. */
void field_image_values(const StageScope *scope, const FieldImage *image, int64_t row, float *values);

void field_image_draw(const StageScope *scope, const FieldImage *image, Canvas *canvas);

#endif
