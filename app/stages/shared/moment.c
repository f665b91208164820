/* Milliseconds of a step from a cursor; whoever draws reads phases and no clock. */
#include "app/stages/shared/moment.h"

#include "app/stages/shared/motion.h"

#include <math.h>

/* Milliseconds in which cells outside the window dim and marks go; and in which the winner comes forth. */
enum { FADE = 150, TURN = 100 };

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

/* The share of a cell that the frame covers. */
static float covered_by(Rect frame, Rect cell) {
    const Rect common = rect_intersect(frame, cell);
    return rect_empty(cell) ? 0 : common.w * common.h / (cell.w * cell.h);
}

float moment_inside(const Moment *moment, const PsWalk *walk, int row, int column, Rect cell) {
    if (moment->step == 0) {
        return 0;
    }
    if (moment_slides(moment)) {
        return covered_by(moment->frame, cell);
    }
    if (ps_walk_reads(walk, moment->step, row, column)) {
        return 1;
    }
    /* What the frame spans and no tap reads. */
    const float left = moment->moving ? 1 - moment_phase(moment, MOMENT_SLIDE, MOMENT_SLIDE + FADE) : 0;
    return left > 0 ? left * covered_by(moment->frame, cell) : 0;
}

float moment_left_behind(const Moment *moment) {
    return moment->moving ? moment_phase(moment, 0, FADE) : 1;
}

float moment_won(const Moment *moment) {
    if (!moment->moving) {
        return moment->step <= moment->left ? 1 : 0;
    }
    const float from = moment->brief ? MOMENT_LANDED - TURN : MOMENT_LANDED;
    return motion_ease(moment_phase(moment, from, from + TURN));
}

float moment_settled(const Moment *moment) {
    if (!moment->moving) {
        return 1;
    }
    return moment->brief ? moment_phase(moment, MOMENT_LANDED - TURN, MOMENT_LANDED)
                         : moment_phase(moment, MOMENT_ARRIVED, MOMENT_WHOLE);
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
