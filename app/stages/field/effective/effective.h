/* The effective field: what one neuron really uses of its field. At the left the influence of each input cell
 * inside the theoretical square (heat.c) and its profile with the Gaussian that fits; at the right the
 * figures (cards.c), and width over depth (chart.c).
 */
#ifndef FIELD_EFFECTIVE_H
#define FIELD_EFFECTIVE_H

#include "app/stages/field/effective/chart.h"
#include "app/stages/field/effective/effective_layout.h"
#include "app/stages/field/effective/heat.h"

void field_effective_draw(const FieldEffective *effective, const FieldHeat *heat, const FieldChart *chart,
                          Canvas *canvas);
void field_effective_controls(const StageContext *context, const FieldEffective *effective,
                              const FieldChart *chart);

#endif
