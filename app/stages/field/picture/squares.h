/* Draws the fields of the path's neurons as squares over the image. The chosen one comes last and whole, the
 * others only as far as their edges are their own.
 */
#ifndef FIELD_SQUARES_H
#define FIELD_SQUARES_H

#include "app/stages/field/picture/picture_layout.h"

/* Dims what is outside the chosen field, then draws leaders, squares and labels. */
void field_squares_draw(const FieldPicture *picture, Canvas *canvas);

/* A line over a picture has this round it. */
Color field_halo(const FieldPicture *picture);

#endif
