/* The inspector's groups of what a pool can be set to: the operation, and its windows or its output's size.
 *
 * Each setting is asked for as an edit and refused where it was made; what a new operation cannot take is put
 * back to nothing, and said.
 */
#ifndef POOL_SETTINGS_H
#define POOL_SETTINGS_H

#include "app/stages/shared/inspector_column.h"

void pool_operation(InspectorColumn *column);

/* unlinked: kernel, stride, padding and dilation are set for each axis. */
void pool_settings(InspectorColumn *column, bool *unlinked);

#endif
