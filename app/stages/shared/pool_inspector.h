/* The inspector of stages that pool a map: operation, result, input, class.
 *
 * It puts the groups one below another and is none of them: pool_settings.h, pool_result.h, input_group.h.
 */
#ifndef POOL_INSPECTOR_H
#define POOL_INSPECTOR_H

#include "app/stages/stage.h"

/* Lays the groups from the top of rect down and returns the height they take. with_class: with what is for a
 * class, for a stage that has it nowhere else. */
float pool_inspector(const StageContext *context, Rect rect, bool with_class, bool *unlinked);

#endif
