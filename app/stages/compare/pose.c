#include "app/stages/compare/pose.h"

#include "app/stages/compare/words.h"

ComparePose compare_pose(const StageContext *context, const CompareLayout *layout) {
    return (ComparePose){.context = context,
                         .layout = layout,
                         .m = &layout->measures,
                         .view = context->view,
                         .walk = &context->scope.facts->pooled.walk,
                         .compared = &context->scope.facts->compared,
                         .pen = ui_pen(context->ui),
                         .now = moment_of(&context->scope, &layout->input, compare_focus_step(context))};
}

bool compare_is_winner(const ComparePose *pose, int row, int column) {
    const Moment *now = &pose->now;
    int64_t best_row = 0;
    int64_t best_column = 0;
    const bool shown =
        now->step > 0 && !now->covered && now->ms >= MOMENT_LANDED && now->step <= now->left + now->moving;
    return shown && compare_pick(&pose->context->scope, PS_COLUMN_MAX, now->step, &best_row, &best_column) &&
           row == best_row && column == best_column;
}

bool compare_dims(const ComparePose *pose) {
    const Moment *now = &pose->now;
    return pose->view->pointed.probe == COMPARE_PROBE_OUTPUT ||
           (now->moving && now->ms > MOMENT_SLIDE && now->ms < MOMENT_GROWN);
}

bool compare_is_picture(const ComparePose *pose, int column) {
    return stage_is_picture(&pose->context->scope) &&
           (column < 0 || compare_minus_map(&pose->context->scope, column) == NULL);
}

Color compare_value_color(const ComparePose *pose, int column, float value) {
    return stage_value_color(pose->context, value, compare_is_picture(pose, column));
}
