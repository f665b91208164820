/* The inspector of stages that pool a map: operation, result, input, class. Each control is refused where it
 * was made when its setting cannot be.
 */
#ifndef POOL_INSPECTOR_H
#define POOL_INSPECTOR_H

#include "app/stages/stage.h"

/* The largest map that is edited cell by cell here. */
enum { POOL_INSPECTOR_SIDE = 64 };

/* Lays the groups from the top of column down and returns the height they take. */
float pool_inspector(const StageContext *context, Rect column, bool *unlinked);

/* Asks for another map size, or says why it cannot be. */
void pool_inspector_resize(const StageContext *context, int height, int width, uint64_t group, Rect origin);

#endif
