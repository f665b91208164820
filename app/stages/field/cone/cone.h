/* The cone, neuron by neuron: one row a layer, the last at the top, each neuron above the middle of its
 * field. For stacks that are small enough; the others are shown in bands (bands.h).
 */
#ifndef FIELD_CONE_H
#define FIELD_CONE_H

#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

void field_cone_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_cone_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);

#endif
