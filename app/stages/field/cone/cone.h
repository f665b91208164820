/* The cone, neuron by neuron, for stacks that are small enough; the others are shown in bands (bands.h). How
 * the pointer and keys choose neurons in it; drawn by cone_draw.c.
 */
#ifndef FIELD_CONE_H
#define FIELD_CONE_H

#include "app/stages/field/cone/cone_layout.h"

void field_cone_controls(const StageContext *context, const FieldCone *cone);

#endif
