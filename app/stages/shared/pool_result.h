/* The inspector's card of what comes out of a pool: the output's size, its formula, how many values are left.
 *
 * Its height follows from the formula, which wraps: it is measured before the ground is drawn.
 */
#ifndef POOL_RESULT_H
#define POOL_RESULT_H

#include "app/stages/shared/inspector_column.h"

void pool_result(InspectorColumn *column);

#endif
