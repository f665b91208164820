/* Lays out first, then finds what is shown there. */
#include "app/stages/window/frame.h"

#include "app/stages/window/stage.h"

bool window_frame(const StageScope *scope, void *memory) {
    const WindowView *view = scope->view;
    WindowFrame *frame = memory;
    frame->layout = window_layout(scope, view->input.camera);
    window_pose(scope, &frame->layout, &frame->pose);
    return true;
}
