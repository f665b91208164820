/* Everything follows from the scope: which window, which numbers have landed, who has won. */
#include "app/stages/window/pose.h"

#include "app/stages/shared/operation.h"
#include "app/stages/window/stage.h"

#include <math.h>

static void find_probe(WindowPose *pose) {
    const WindowView *view = pose->scope->view;
    pose->probe = window_probe(pose->scope);
    pose->row = view->probe_row;
    pose->column = view->probe_column;
    pose->dim = pose->probe == PROBE_OUTPUT ? view->dim : 0;
}

/* At rest after the last step; and while that comes to its end. */
static float ended(const WindowPose *pose) {
    const Moment *now = &pose->now;
    return now->left + now->moving == pose->walk->steps ? moment_settled(now) : 0;
}

static void find_before(WindowPose *pose) {
    const int64_t step = pose->now.left;
    if (step > 0 && !answers_covered(pose->scope->answers, step - 1)) {
        pose->before = pooled_results(&pose->scope->facts->pooled, step);
    }
}

PsFormulaPlan window_plan(const StageScope *scope, int64_t step) {
    const Pooled *pooled = &scope->facts->pooled;
    const PsWindow window = ps_walk_at(&pooled->walk, step);
    const PsResults results = pooled_results(pooled, step);
    return ps_walk_plan_of(&pooled->walk, &window, &results);
}

FormulaLine window_formula_line(const StageScope *scope, const WindowLayout *layout, int64_t step,
                                PsFormula *formula) {
    const Canvas *canvas = scope->pen.canvas;
    const Font font = layout->measures.formula;
    const Rect row = layout->formula_row;
    const PsFormulaPlan plan = window_plan(scope, step);
    formula_fit(canvas, &plan, layout->measures.formula_least, row, false, formula);
    return formula_line(canvas, formula, font, row);
}

void window_pose(const StageScope *scope, const WindowLayout *layout, WindowPose *pose) {
    const Pooled *pooled = &scope->facts->pooled;
    *pose = (WindowPose){.scope = scope,
                         .layout = layout,
                         .walk = &pooled->walk,
                         .pen = scope->pen,
                         .now = moment_of(scope, &layout->in, window_focus_step(scope)),
                         .there = pooled_there(pooled),
                         .hue = operation_hue(scope->pen.theme, scope->scene->pool.op)};
    const int64_t step = pose->now.step;
    find_probe(pose);
    pose->ended = ended(pose);
    if (step == 0) {
        return;
    }
    pose->results = pooled_results(pooled, step);
    pose->written = step <= pose->now.left;
    pose->line = window_formula_line(scope, layout, step, &pose->formula);
    if (pose->now.moving) {
        pose->dim = moment_dim(&pose->now);
        find_before(pose);
    }
}

Color window_value_color(const WindowPose *pose, float value) {
    return stage_value_color(pose->scope, value, stage_is_picture(pose->scope));
}

Color window_input_color(const WindowPose *pose, int row, int column) {
    const PsMap *map = pose->walk->map;
    return pose->scope->colour ? stage_cell_colour(pose->scope, map, row, column)
                               : window_value_color(pose, ps_map_get(map, pose->walk->channel, row, column));
}

Color window_output_color(const WindowPose *pose, int row, int column) {
    const PsMap *map = &pose->scope->facts->pooled.output;
    return pose->scope->colour ? stage_cell_colour(pose->scope, map, row, column)
                               : window_value_color(pose, ps_map_get(map, pose->walk->channel, row, column));
}

static bool is_best(const PsResults *results, int row, int column) {
    return results->has_best && row == results->best_row && column == results->best_column;
}

static bool shows_winners(const WindowPose *pose) {
    return !pose->scope->colour && pose->walk->pool.op == PS_POOL_MAX;
}

static bool wins(const WindowPose *pose, int row, int column) {
    return shows_winners(pose) && pose->now.step > 0 && !pose->now.covered &&
           is_best(&pose->results, row, column);
}

float window_winning(const WindowPose *pose, int row, int column) {
    const float won = wins(pose, row, column) ? moment_won(&pose->now) : 0;
    const bool won_before = shows_winners(pose) && is_best(&pose->before, row, column);
    return won_before ? fmaxf(won, 1 - moment_left_behind(&pose->now)) : won;
}

bool window_grows(const WindowPose *pose, int row, int column) {
    return pose->now.moving && wins(pose, row, column) && moment_won(&pose->now) > 0;
}

static int64_t tile_count(const WindowPose *pose) {
    const int64_t taps = pose->now.window.taps;
    return taps < WINDOW_TILES ? taps : WINDOW_TILES;
}

float window_take_off(const WindowPose *pose, int64_t tap) {
    const int64_t tiles = tile_count(pose);
    const float apart = tiles > 1 ? fminf(90, (float)MOMENT_FLIGHT / (float)(tiles - 1)) : 0;
    return MOMENT_SLIDE + apart * (float)(tap < WINDOW_TILES ? tap : WINDOW_TILES - 1);
}

bool window_landed(const WindowPose *pose, int64_t tap) {
    return !pose->now.moving || pose->now.ms >= window_take_off(pose, tap) + MOMENT_FLIGHT;
}

static int64_t tap_of(const WindowPose *pose, int row, int column) {
    const PsWindow *window = &pose->now.window;
    const int *dilation = pose->walk->pool.dilation;
    const int64_t ky = (row - window->row) / dilation[PS_HEIGHT];
    const int64_t kx = (column - window->column) / dilation[PS_WIDTH];
    return ky * window->tap_columns + kx;
}

float window_gone(const WindowPose *pose, int row, int column) {
    const Moment *now = &pose->now;
    if (!now->moving || now->ms < MOMENT_SLIDE) {
        return 0;
    }
    const float from = window_take_off(pose, tap_of(pose, row, column));
    return moment_phase(now, from, from + WINDOW_TURN);
}

/* Beyond the tiles that are drawn the rest arrives with the last. */
PsResults window_landed_results(const WindowPose *pose, int64_t *count) {
    const int64_t tiles = tile_count(pose);
    int64_t landed = 0;
    while (landed < tiles && window_landed(pose, landed)) {
        landed++;
    }
    if (count != NULL) {
        *count = landed;
    }
    return landed == tiles ? pose->results : ps_walk_results(pose->walk, &pose->now.window, landed);
}
