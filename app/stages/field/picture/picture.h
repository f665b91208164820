/* The image and what is asked of it: its titles, which picture it is, pointing at its cells, and choosing the
 * neuron that looks there. The fields over it are drawn by squares.c.
 */
#ifndef FIELD_PICTURE_H
#define FIELD_PICTURE_H

#include "app/stages/field/picture/picture_layout.h"

void field_picture_draw(const FieldPicture *picture, Canvas *canvas);
void field_picture_controls(const StageContext *context, const FieldPicture *picture);

#endif
