/* Which fields of the path's neurons are drawn over the image, and where their labels stand. Geometry and
 * texts, no drawing.
 */
#ifndef FIELD_PICTURE_LAYOUT_H
#define FIELD_PICTURE_LAYOUT_H

#include "app/stages/field/picture/image.h"

/* Fields drawn at most. */
enum { FIELD_SQUARES = 32 };

typedef struct FieldSquare {
    int row;
    PsRegion region; /* borders or not */
    char text[2 * PS_NUMBER_SIZE];
    Color hue, ink;
    float x, width; /* of the label, round its middle */
} FieldSquare;

typedef struct FieldPicture {
    const StageScope *scope;
    const FieldLayout *layout;
    const FieldShown *shown;
    const Theme *theme;
    float unit; /* pixels of a unit */
    FieldImage image;
    Font label_font;                    /* of a field's size, above its corner */
    FieldSquare squares[FIELD_SQUARES]; /* the chosen one first */
    int count;
    bool points;     /* an input cell is pointed at */
    int64_t readers; /* how many neurons of the chosen layer read it; -1: nothing can be said of it */
} FieldPicture;

FieldPicture field_picture_make(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown);

/* Units in whole pixels, at least one. */
float field_picture_px(const FieldPicture *picture, float units);

/* Whether two regions hold the same cells. */
bool field_region_equal(const PsRegion *one, const PsRegion *other);

#endif
