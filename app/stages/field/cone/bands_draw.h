/* Draws the bands. Reads the geometry of bands_layout.h and changes nothing. */
#ifndef FIELD_BANDS_DRAW_H
#define FIELD_BANDS_DRAW_H

#include "app/stages/field/cone/bands_layout.h"

void field_bands_draw(const FieldBands *bands, Canvas *canvas);

#endif
