/* Draws the cone, neuron by neuron. Reads the geometry of cone_layout.h and changes nothing. */
#ifndef FIELD_CONE_DRAW_H
#define FIELD_CONE_DRAW_H

#include "app/stages/field/cone/cone_layout.h"

void field_cone_draw(const FieldCone *cone, Canvas *canvas);

#endif
