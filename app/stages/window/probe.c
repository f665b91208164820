/* A probed cell that is gone since counts as none. */
#include "app/stages/window/probe.h"

#include "app/stages/window/stage.h"

WindowProbe window_probe(const StageScope *scope) {
    const WindowView *view = scope->view;
    const PsWalk *walk = &scope->facts->pooled.walk;
    const bool input = view->probe == PROBE_INPUT;
    const int64_t height = input ? walk->map->height : walk->output[PS_HEIGHT];
    const int64_t width = input ? walk->map->width : walk->output[PS_WIDTH];
    const bool there = view->probe_row < height && view->probe_column < width;
    return scope->cursor.t > 0 || !there ? PROBE_NONE : view->probe;
}

int64_t window_focus_step(const StageScope *scope) {
    const WindowView *view = scope->view;
    if (scope->cursor.t > 0) {
        return scope->cursor.step + 1;
    }
    if (window_probe(scope) == PROBE_OUTPUT) {
        return ps_walk_step_of(&scope->facts->pooled.walk, view->probe_row, view->probe_column);
    }
    return scope->cursor.step;
}
