/* The fields of the path's neurons as squares over the image: which are drawn, and where their labels stand.
 */
#ifndef FIELD_SQUARES_H
#define FIELD_SQUARES_H

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
    const StageContext *context;
    const FieldLayout *layout;
    const FieldShown *shown;
    FieldImage image;
    FieldSquare squares[FIELD_SQUARES]; /* the chosen one first */
    int count;
} FieldPicture;

FieldPicture field_picture_make(const StageContext *context, const FieldLayout *layout,
                                const FieldShown *shown);

/* Dims what lies outside the chosen field, then draws leaders, squares and labels. */
void field_squares_draw(const FieldPicture *picture);

bool field_region_equal(const PsRegion *one, const PsRegion *other);

/* A line over a picture has this round it. */
Color field_halo(const FieldPicture *picture);

#endif
