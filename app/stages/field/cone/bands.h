/* The cone in bands, for stacks too deep, too wide or too branched to show neuron by neuron: how the pointer
 * and keys choose neurons and fold blocks in it. Drawn by bands_draw.c.
 */
#ifndef FIELD_BANDS_H
#define FIELD_BANDS_H

#include "app/stages/field/cone/bands_layout.h"

void field_bands_controls(const StageContext *context, const FieldBands *bands);

#endif
