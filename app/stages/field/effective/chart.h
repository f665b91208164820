/* Field and effective width over the number of layers. A point is a row's middle neuron, worked out like the
 * one shown; a stack that is one layer over and over goes on beyond its end, by the formulas.
 */
#ifndef FIELD_CHART_H
#define FIELD_CHART_H

#include "app/stages/field/effective/effective_layout.h"

void field_effective_chart_draw(const FieldEffective *effective);
void field_effective_chart_controls(const FieldEffective *effective);

#endif
