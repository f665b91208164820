#include "app/stages/window/probe.h"

#include "app/stages/window/stage.h"

WindowProbe window_probe(const StageContext *context) {
    const WindowView *view = context->view;
    const PsWalk *walk = &context->scope.facts->pooled.walk;
    const bool input = view->probe == PROBE_INPUT;
    const int64_t height = input ? walk->map->height : walk->output[PS_HEIGHT];
    const int64_t width = input ? walk->map->width : walk->output[PS_WIDTH];
    const bool there = view->probe_row < height && view->probe_column < width;
    return context->scope.cursor.t > 0 || !there ? PROBE_NONE : view->probe;
}

int64_t window_focus_step(const StageContext *context) {
    const WindowView *view = context->view;
    if (context->scope.cursor.t > 0) {
        return context->scope.cursor.step + 1;
    }
    if (window_probe(context) == PROBE_OUTPUT) {
        return ps_walk_step_of(&context->scope.facts->pooled.walk, view->probe_row, view->probe_column);
    }
    return context->scope.cursor.step;
}
