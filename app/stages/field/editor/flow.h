/* What the inspector's groups are made of. */
#ifndef FIELD_FLOW_H
#define FIELD_FLOW_H

#include "app/stages/field/stage.h"
#include "app/stages/shared/inspector_column.h"

/* The layers as a list, and + Conv, + Pool below it. */
void field_list(InspectorColumn *column);

/* What the chosen layer is, where its settings are open. */
void field_settings(InspectorColumn *column);

/* The sum of the chosen row, and what is often said beside what is so. */
void field_cards(InspectorColumn *column);

#endif
