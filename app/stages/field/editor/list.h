/* The stack as a list in the inspector: choose a layer, open its settings, drag it to another place, add one.
 * Not the settings themselves (settings.h).
 */
#ifndef FIELD_LIST_H
#define FIELD_LIST_H

#include "app/stages/shared/inspector_column.h"

/* + Conv, + Pool, and the layers as a list, the deepest on top. */
void field_list(InspectorColumn *column);

#endif
