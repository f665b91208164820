/* A cat's face from ellipses, triangles and strokes, one over the other.
 *
 * Every shape knows how far a point is from its edge; a cell's share of it follows from that distance and the
 * cell's size. So one look at the middle of a cell is enough, and edges are smooth. A row is painted shape by
 * shape, each only as far as it goes.
 */
#include "app/stages/field/cat.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* The square that the face is drawn in. */
#define SIDE 24.0F

typedef enum ShapeKind { ELLIPSE, TRIANGLE, STROKE } ShapeKind;

typedef struct Shape {
    ShapeKind kind;
    float grey;
    float at[6];   /* ellipse: middle, radii; triangle: corners, clockwise; stroke: ends, width */
    bool mirrored; /* there is one at the other side too */
} Shape;

/* From the ground up. To add one: a row. */
static const Shape shapes[] = {
    {TRIANGLE, 0.585F, {2.7F, 1.1F, 10.2F, 6.4F, 3.25F, 11.5F}, true}, /* ears */
    {ELLIPSE, 0.63F, {12, 13.6F, 9.05F, 8.15F}, false},                /* head */
    {TRIANGLE, 0.34F, {4.0F, 3.7F, 7.4F, 6.2F, 4.2F, 9.0F}, true},     /* inner ears */
    {STROKE, 0.45F, {9.3F, 5.2F, 10.5F, 8.8F, 0.9F}, true},            /* stripes */
    {STROKE, 0.46F, {12, 5.0F, 12, 8.3F, 1.3F}, false},                /* */
    {ELLIPSE, 0.84F, {12, 17.9F, 4.6F, 3.95F}, false},                 /* muzzle */
    {STROKE, 0.78F, {0.9F, 15.4F, 7.4F, 16.6F, 0.75F}, true},          /* whiskers */
    {STROKE, 0.78F, {0.9F, 19.1F, 7.6F, 18.3F, 0.75F}, true},          /* */
    {ELLIPSE, 0.98F, {8, 12, 2.5F, 1.95F}, true},                      /* eyes */
    {ELLIPSE, 0.05F, {8, 12, 1.0F, 1.7F}, true},                       /* pupils */
    {TRIANGLE, 0.32F, {10.5F, 14.8F, 13.5F, 14.8F, 12, 16.7F}, false}, /* nose */
    {STROKE, 0.45F, {12, 16.2F, 12, 18.3F, 0.7F}, false},              /* */
    {STROKE, 0.42F, {9.9F, 18.25F, 12, 18.7F, 0.85F}, true},           /* mouth */
    {ELLIPSE, 1, {7.45F, 11.3F, 0.45F, 0.45F}, false},                 /* both shine at the same side */
    {ELLIPSE, 1, {15.45F, 11.3F, 0.45F, 0.45F}, false},                /* */
};

/* hypotf takes care of what does not come up here, and several times as long. */
static float length(float x, float y) {
    return sqrtf(x * x + y * y);
}

/* To first order: exact on the edge. */
static float ellipse_distance(const float *at, float x, float y) {
    const float u = (x - at[0]) / at[2];
    const float v = (y - at[1]) / at[3];
    const float f = length(u, v);
    const float slope = length(u / at[2], v / at[3]);
    return slope > 1e-6F ? f * (f - 1) / slope : -fminf(at[2], at[3]);
}

static float triangle_distance(const float *at, float x, float y) {
    float most = -1e9F;
    for (size_t i = 0; i < 3; i++) {
        const float *from = &at[2 * i];
        const float *to = &at[2 * ((i + 1) % 3)];
        const float dx = to[0] - from[0];
        const float dy = to[1] - from[1];
        most = fmaxf(most, ((x - from[0]) * dy - (y - from[1]) * dx) / length(dx, dy));
    }
    return most;
}

static float stroke_distance(const float *at, float x, float y) {
    const float dx = at[2] - at[0];
    const float dy = at[3] - at[1];
    const float t = ((x - at[0]) * dx + (y - at[1]) * dy) / (dx * dx + dy * dy);
    const float along = fminf(1, fmaxf(0, t));
    return length(x - at[0] - along * dx, y - at[1] - along * dy) - at[4] / 2;
}

static float distance_to(const Shape *shape, float x, float y) {
    return shape->kind == ELLIPSE    ? ellipse_distance(shape->at, x, y)
           : shape->kind == TRIANGLE ? triangle_distance(shape->at, x, y)
                                     : stroke_distance(shape->at, x, y);
}

/* How far a shape goes along an axis, 0 the width's. */
static void extent(const Shape *shape, int axis, float *first, float *end) {
    const float *at = &shape->at[axis];
    if (shape->kind == ELLIPSE) {
        *first = at[0] - at[2];
        *end = at[0] + at[2];
        return;
    }
    const float wide = shape->kind == STROKE ? shape->at[4] / 2 : 0;
    const float third = shape->kind == TRIANGLE ? at[4] : at[0];
    *first = fminf(fminf(at[0], at[2]), third) - wide;
    *end = fmaxf(fmaxf(at[0], at[2]), third) + wide;
}

/* A row of cells round y. */
typedef struct Row {
    float y, width, height; /* of a cell */
    int64_t columns;
    float *greys;
} Row;

static int64_t bounded(float column, int64_t columns) {
    return column <= 0 ? 0 : column >= (float)columns ? columns : (int64_t)column;
}

static void paint(const Shape *shape, bool mirrored, const Row *row) {
    float first = 0;
    float end = 0;
    extent(shape, 1, &first, &end);
    const float cell = (row->width + row->height) / 2;
    if (row->y + cell < first || row->y - cell > end) {
        return;
    }
    extent(shape, 0, &first, &end);
    const float left = mirrored ? SIDE - end : first;
    const float right = mirrored ? SIDE - first : end;
    const int64_t last = bounded((right + cell) / row->width + 1, row->columns);
    for (int64_t i = bounded((left - cell) / row->width, row->columns); i < last; i++) {
        const float x = ((float)i + 0.5F) * row->width;
        const float away = distance_to(shape, mirrored ? SIDE - x : x, row->y);
        const float share = fminf(1, fmaxf(0, 0.5F - away / cell));
        row->greys[i] += (shape->grey - row->greys[i]) * share;
    }
}

void field_cat_row(int64_t row, int64_t rows, int64_t columns, float *greys) {
    const float height = SIDE / (float)rows;
    const Row cells = {((float)row + 0.5F) * height, SIDE / (float)columns, height, columns, greys};
    for (int64_t i = 0; i < columns; i++) {
        greys[i] = 0.097F + 0.0045F * cells.y;
    }
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        paint(&shapes[i], false, &cells);
        if (shapes[i].mirrored) {
            paint(&shapes[i], true, &cells);
        }
    }
}
