/* Everything follows from the scope; nothing is decided by time anywhere else on this stage. */
#include "app/stages/compare/pose.h"

#include "app/stages/compare/words.h"

#include <math.h>

ComparePose compare_pose(const StageScope *scope, const CompareLayout *layout) {
    return (ComparePose){.scope = scope,
                         .layout = layout,
                         .m = &layout->measures,
                         .view = scope->view,
                         .walk = &scope->facts->pooled.walk,
                         .compared = &scope->facts->compared,
                         .pen = scope->pen,
                         .now = moment_of(scope, &layout->input, compare_focus_step(scope))};
}

/* Covered answers have no winner. */
static bool wins(const ComparePose *pose, int64_t step, int row, int column) {
    int64_t best_row = 0;
    int64_t best_column = 0;
    return !pose->scope->colour && step > 0 && !answers_covered(pose->scope->answers, step - 1) &&
           compare_pick(pose->scope, PS_COLUMN_MAX, step, &best_row, &best_column) && row == best_row &&
           column == best_column;
}

float compare_winning(const ComparePose *pose, int row, int column) {
    const Moment *now = &pose->now;
    const float come = moment_won(now);
    const float stays = 1 - moment_left_behind(now);
    const float won = come > 0 && wins(pose, now->step, row, column) ? come : 0;
    return stays > 0 && wins(pose, now->left, row, column) ? fmaxf(won, stays) : won;
}

float compare_dim(const ComparePose *pose) {
    return pose->view->pointed.probe == COMPARE_PROBE_OUTPUT ? 1 : moment_dim(&pose->now);
}

bool compare_is_picture(const ComparePose *pose, int column) {
    return stage_is_picture(pose->scope) && (column < 0 || compare_minus_map(pose->scope, column) == NULL);
}

Color compare_value_color(const ComparePose *pose, int column, float value) {
    return stage_value_color(pose->scope, value, compare_is_picture(pose, column));
}

bool compare_in_colour(const ComparePose *pose, int column) {
    return pose->scope->colour && compare_is_picture(pose, column);
}

Color compare_cell_color(const ComparePose *pose, int column, int row, int at) {
    const StageScope *scope = pose->scope;
    if (compare_in_colour(pose, column)) {
        const PsMap *map = column < 0 ? pose->walk->map : &pose->compared->colours[column];
        return stage_cell_colour(scope, map, row, at);
    }
    const float value = column < 0 ? ps_map_get(pose->walk->map, pose->walk->channel, row, at)
                                   : compare_value(scope, column, row, at);
    return compare_value_color(pose, column, value);
}
