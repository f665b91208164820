/* Lays out first, then finds what is shown there. */
#include "app/stages/compare/frame.h"

bool compare_frame(const StageScope *scope, void *memory) {
    const CompareView *view = scope->view;
    CompareFrame *frame = memory;
    compare_layout(scope, view->input.camera, &frame->layout);
    frame->pose = compare_pose(scope, &frame->layout);
    return true;
}
