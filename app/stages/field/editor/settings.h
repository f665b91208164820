/* The settings of the chosen layer: a stepper for each number it takes, switches, and what can be done with
 * it. Each change asks for a whole layer in the place of the old one.
 */
#ifndef FIELD_SETTINGS_H
#define FIELD_SETTINGS_H

#include "app/stages/shared/inspector_column.h"

/* The rows of the layer at the context's step, which is one of the stack's. */
void field_settings(InspectorColumn *column);

#endif
