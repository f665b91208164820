/* The inspector's groups of what a pool can be set to: the operation, and its windows or its output's size.
 *
 * Each setting is asked for as an edit and refused where it was made; what a new operation cannot take is put
 * back to nothing, and said.
 */
#ifndef POOL_SETTINGS_H
#define POOL_SETTINGS_H

#include "app/stages/shared/inspector_column.h"
#include "core/pool.h"

/* Gives a pool of input another operation, and windows that it can have; what else that changed, or null. */
const char *pool_take_operation(PsPool *pool, PsPoolOp op, const PsMap *input);

void pool_operation(InspectorColumn *column);

/* unlinked: kernel, stride, padding and dilation are set for each axis. */
void pool_settings(InspectorColumn *column, bool *unlinked);

#endif
