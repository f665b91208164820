/* The figures of the chosen neuron's effective field in three cards, and where they end. */
#ifndef FIELD_CARDS_H
#define FIELD_CARDS_H

#include "app/stages/field/effective/effective_layout.h"

void field_effective_cards_draw(const FieldEffective *effective, Canvas *canvas);
void field_effective_cards_tell(const FieldEffective *effective);
void field_effective_cards_controls(const StageContext *context, const FieldEffective *effective);

/* Where the chart begins, under the cards. */
Rect field_effective_chart_rect(const FieldEffective *effective);

#endif
