/* The inspector of stages that pool a map: operation, result, input, class. Each control is refused where it
 * was made when its setting cannot be.
 */
#ifndef POOL_INSPECTOR_H
#define POOL_INSPECTOR_H

#include "app/stages/stage.h"

/* Lays the groups from the top of rect down and returns the height they take. */
float pool_inspector(const StageContext *context, Rect rect, bool *unlinked);

/* Asks for another map size, or says why it cannot be. A group other than 0 is a drag: each size counts from
 * the map as it was when the drag began. */
void pool_inspector_resize(const StageContext *context, int height, int width, uint64_t group, Rect origin);

#endif
