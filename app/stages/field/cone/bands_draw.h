/* Draws the bands. Reads the geometry of bands_layout.h and changes nothing. */
#ifndef FIELD_BANDS_DRAW_H
#define FIELD_BANDS_DRAW_H

#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

void field_bands_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);

#endif
