/* The effective field: what one neuron really uses of its field. At the left the influence of each input cell
 * inside the theoretical square (heat.c) and its profile with the Gaussian that fits; at the right the
 * figures (cards.c), and width over depth (chart.c).
 */
#ifndef FIELD_EFFECTIVE_H
#define FIELD_EFFECTIVE_H

#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

void field_effective_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_effective_controls(const StageContext *context, const FieldLayout *layout,
                              const FieldShown *shown);

#endif
