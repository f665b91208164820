/* The cone in bands, for stacks too deep, too wide or too branched to show neuron by neuron: how the pointer
 * and keys choose neurons and fold blocks in it. Drawn by bands_draw.c.
 */
#ifndef FIELD_BANDS_H
#define FIELD_BANDS_H

#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

void field_bands_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);

#endif
