/* Only the order of the groups. */
#include "app/stages/shared/pool_inspector.h"

#include "app/stages/shared/input_group.h"
#include "app/stages/shared/inspector_column.h"
#include "app/stages/shared/pool_result.h"
#include "app/stages/shared/pool_settings.h"

/* What is for a class, under a line over the whole column. */
static void class_group(InspectorColumn *column) {
    inspector_skip(column, 16);
    inspector_line(column);
    inspector_skip(column, 10);
    inspector_hide_answers(column);
}

float pool_inspector(const StageContext *context, Rect rect, bool with_class, bool *unlinked) {
    InspectorColumn column = inspector_begin(context, rect);
    pool_operation(&column);
    inspector_skip(&column, 14);
    pool_settings(&column, unlinked);
    pool_result(&column);
    inspector_skip(&column, 20);
    input_group(&column);
    if (with_class) {
        class_group(&column);
    }
    inspector_skip(&column, 16);
    return inspector_height(&column);
}
