/* Milliseconds of a step from a cursor; whoever draws reads phases and no clock. */
#include "app/stages/shared/moment.h"

#include "app/stages/shared/motion.h"

#include <math.h>

/* Milliseconds in which cells outside the window dim. */
enum { FADE = 150 };

Rect moment_frame(const Grid *input, const PsWindow *window) {
    return rect_inset(grid_span(input, window->row, window->column, window->height, window->width),
                      -fmaxf(1, input->gap));
}

float moment_phase(const Moment *moment, float from, float to) {
    return motion_clamp((moment->ms - from) / (to - from));
}

bool moment_slides(const Moment *moment) {
    return moment->moving && moment->ms < MOMENT_SLIDE;
}

float moment_dim(const Moment *moment) {
    const float end = moment->brief ? MOMENT_LANDED : MOMENT_WHOLE;
    return moment->moving ? fminf(motion_clamp(moment->ms / FADE), motion_clamp((end - moment->ms) / FADE))
                          : 0;
}

bool moment_inside(const Moment *moment, const PsWalk *walk, int row, int column, Rect cell) {
    if (moment->step == 0) {
        return false;
    }
    if (moment_slides(moment)) {
        return rect_contains(moment->frame, cell.x + cell.w / 2, cell.y + cell.h / 2);
    }
    return ps_walk_reads(walk, moment->step, row, column);
}

bool moment_arrived(const Moment *moment) {
    return !moment->moving || (moment->ms >= MOMENT_ARRIVED && !moment->brief);
}

/* Its frame comes from that of the step before; the first one appears. */
static void slide(Moment *moment, const Grid *input, const PsWalk *walk) {
    const float share = motion_ease(moment->ms / MOMENT_SLIDE);
    if (moment->left == 0) {
        moment->alpha = share;
        return;
    }
    const PsWindow before = ps_walk_at(walk, moment->left);
    const Rect start = moment_frame(input, &before);
    Rect *frame = &moment->frame;
    frame->x = start.x + (frame->x - start.x) * share;
    frame->y = start.y + (frame->y - start.y) * share;
}

Moment moment_of(const StageScope *scope, const Grid *input, int64_t step) {
    const Cursor cursor = scope->cursor;
    const PsWalk *walk = &scope->facts->pooled.walk;
    Moment moment = {.step = step,
                     .left = cursor.step,
                     .moving = cursor.t > 0,
                     .brief = cursor.brief,
                     .ms = MOMENT_WHOLE,
                     .alpha = 1};
    if (moment.moving) {
        moment.ms = (float)cursor.t * (moment.brief ? MOMENT_LANDED : MOMENT_WHOLE);
    }
    moment.written = cursor.step + (moment.moving && moment_arrived(&moment));
    if (step == 0) {
        return moment;
    }
    moment.window = ps_walk_at(walk, step);
    moment.frame = moment_frame(input, &moment.window);
    moment.covered = answers_covered(scope->answers, step - 1);
    if (moment.moving) {
        slide(&moment, input, walk);
    }
    return moment;
}
