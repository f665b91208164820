/* Puts together what is shown in a pass. */
#include "app/stages/size/frame.h"

#include "app/stages/shared/motion.h"
#include "app/stages/size/words.h"

#include <math.h>

/* Shares of a step's time: the window slides, then its output rises to its cell; marks and words fade. */
#define SLIDE (350.0 / 1600)
#define DROP  (800.0 / 1600)
#define FADE  (150.0 / 1600)

static int64_t smaller(int64_t one, int64_t other) {
    return one < other ? one : other;
}

static int64_t larger(int64_t one, int64_t other) {
    return one > other ? one : other;
}

void size_axes(const PsScene *scene, PsAxis axes[PS_AXES]) {
    const int64_t map[PS_AXES] = {scene->input.height, scene->input.width};
    for (int axis = 0; axis < PS_AXES; axis++) {
        axes[axis] = ps_size_axis(&scene->size, &scene->pool, axis, map[axis]);
    }
}

bool size_axes_differ(const PsScene *scene) {
    PsAxis axes[PS_AXES];
    size_axes(scene, axes);
    const PsAxis *a = &axes[PS_HEIGHT];
    const PsAxis *b = &axes[PS_WIDTH];
    return a->input != b->input || a->kernel != b->kernel || a->stride != b->stride ||
           a->padding != b->padding || a->dilation != b->dilation || a->bins != b->bins;
}

bool size_is_covered(const StageScope *scope, int64_t step) {
    return step > 0 && answers_covered(scope->answers, step - 1);
}

bool size_is_padding(const SizeFrame *frame, int64_t position) {
    return position < 0 || position >= frame->axis.input;
}

/* Between windows it shows once the next one stands; after the last when no other follows. */
static bool is_unread_at(const SizeFrame *frame, int64_t step, int64_t position) {
    const PsAxis *axis = &frame->axis;
    const bool outside = position < -axis->padding || position >= axis->input + axis->padding;
    if (outside || (step > frame->outputs && frame->covered)) {
        return false;
    }
    const bool passed =
        step > frame->outputs || (step > 0 && position < ps_axis_window(axis, step - 1).first);
    return passed && ps_axis_reader_count(axis, position) == 0;
}

bool size_is_unread(const SizeFrame *frame, int64_t position) {
    return is_unread_at(frame, frame->step, position);
}

float size_unread_shown(const SizeFrame *frame, int64_t position) {
    if (frame->pose.moves && is_unread_at(frame, frame->pose.window, position)) {
        return 1;
    }
    return is_unread_at(frame, frame->step, position) ? frame->pose.said : 0;
}

static SizeReason reason_of(const PsAxis *axis, int64_t outputs) {
    if (axis->bins > 0) {
        return SIZE_IS_ADAPTIVE;
    }
    if (ps_axis_refusal(axis, outputs) == PS_REFUSAL_STARTS_IN_PADDING) {
        return SIZE_IN_PADDING;
    }
    return outputs == 0 ? SIZE_NO_WINDOW : SIZE_SHORT;
}

/* Room behind the end for what hangs over it: the last window in ceil mode, the try that fails. Of a large
 * stride only so much that the rest stays readable. */
static int64_t tail_of(const SizeFrame *frame) {
    const PsAxis *axis = &frame->axis;
    if (axis->bins > 0) {
        return 0;
    }
    const int64_t most = larger(3, ps_axis_padded_size(axis) / 2);
    return smaller(larger(frame->lacks, frame->ruler.overhang), most);
}

static void choose_axis(const StageScope *scope, const SizeView *view, SizeFrame *frame) {
    size_axes(scope->scene, frame->axes);
    frame->differ = view->unlinked || size_axes_differ(scope->scene);
    frame->shown = frame->differ ? view->axis : PS_HEIGHT;
    frame->axis = frame->axes[frame->shown];
    const PsAxis *axis = &frame->axis;
    frame->outputs = larger(0, ps_axis_output(axis));
    /* Bins have neither. */
    if (axis->bins == 0) {
        frame->ruler = ps_axis_ruler(axis);
        frame->lacks = ps_axis_overhang(axis, frame->outputs);
    }
    frame->reason = reason_of(axis, frame->outputs);
    frame->step = smaller(scope->step, frame->outputs + 1);
    frame->covered = answers_covered(scope->answers, frame->outputs);
    const int64_t end = axis->input + axis->padding;
    frame->all = (PsRange){-axis->padding, end + tail_of(frame)};
}

/* The window's place, which of bins past the last is where the axis ends. */
static void place_of(const SizeFrame *frame, int64_t window, double *first, double *end) {
    const PsAxis *axis = &frame->axis;
    const bool none = axis->bins > 0 && window >= axis->bins;
    const PsRange range = ps_axis_window(axis, none ? axis->bins - 1 : window);
    *first = (double)range.first;
    *end = (double)range.end;
}

/* How far a fade has come that began at a share of the step. */
static float faded(const Cursor *cursor, double from) {
    return motion_clamp((float)((cursor->t - from) / FADE));
}

/* When the window's end can be told: its output has come to its cell, or it does not fit. */
static double told_from(const SizeFrame *frame, const Cursor *cursor) {
    return cursor->brief ? 1 - FADE : frame->pose.window >= frame->outputs ? SLIDE : DROP;
}

static void slide(SizeFrame *frame, const Cursor *cursor) {
    SizePose *pose = &frame->pose;
    const double slide_end = cursor->brief ? 1 - FADE : SLIDE;
    double first = 0;
    double end = 0;
    pose->window++;
    pose->moves = true;
    pose->slide = motion_ease((float)(cursor->t / slide_end));
    pose->drop = cursor->brief ? 0 : motion_ease((float)((cursor->t - SLIDE) / (DROP - SLIDE)));
    pose->left = faded(cursor, 0);
    pose->rise = faded(cursor, SLIDE);
    pose->said = faded(cursor, told_from(frame, cursor));
    if (pose->said > 0 && pose->window < frame->outputs) {
        pose->placed = pose->window + 1;
    }
    place_of(frame, pose->window, &pose->first, &pose->end);
    if (pose->window > 0) {
        place_of(frame, pose->window - 1, &first, &end);
        pose->first = first + (pose->first - first) * (double)pose->slide;
        pose->end = end + (pose->end - end) * (double)pose->slide;
    }
}

static void choose_pose(const StageScope *scope, SizeFrame *frame) {
    const int64_t last = frame->outputs + 1;
    const int64_t at = smaller(scope->cursor.step, last);
    SizePose *pose = &frame->pose;
    *pose = (SizePose){.placed = smaller(at, frame->outputs),
                       .window = at - 1,
                       .slide = 1,
                       .drop = 1,
                       .left = 1,
                       .rise = 1,
                       .said = 1};
    if (pose->window >= 0) {
        place_of(frame, pose->window, &pose->first, &pose->end);
    }
    if (scope->cursor.t > 0 && at < last) {
        slide(frame, &scope->cursor);
    }
    pose->fails = pose->window >= frame->outputs;
    pose->finished = pose->fails && pose->slide >= 1;
}

/* The lens looks at the window, or where the user has put it for this step. */
static double lens_middle(const StageScope *scope, const SizeFrame *frame) {
    const SizeView *view = frame->view;
    if (view->lens_held && view->lens_step == scope->step) {
        return view->lens;
    }
    const double extent = frame->pose.end - frame->pose.first;
    return frame->pose.window < 0 ? 0 : frame->pose.first + floor(extent / 2);
}

/* The line comes with the first window; how it goes on changes with the try. */
static void fade_count(SizeFrame *frame) {
    const SizePose *pose = &frame->pose;
    SizeLine *line = &frame->count;
    const bool first = pose->moves && pose->placed == 1 && pose->window == 0;
    const bool fails = pose->fails && pose->moves && !frame->covered;
    const float aside = !fails ? 1 : pose->finished ? pose->said : 1 - pose->slide;
    for (int i = 0; i < line->count; i++) {
        line->tokens[i].alpha = first ? pose->said : i < line->aside ? 1 : aside;
    }
}

static void place_lines(const StageScope *scope, SizeFrame *frame) {
    const SizeLayout *layout = &frame->layout;
    const float unit = layout->unit;
    const float pad = roundf(28 * unit);
    const Rect card = layout->card;
    const Rect inner = {card.x + pad, card.y, card.w - 2 * pad, card.h};
    const bool tall = card.h >= 170 * unit && !scope->presenter;
    const float lines = tall ? 3 : 2;
    const float words = scope->presenter ? 0 : fminf(48 * unit, card.h * 0.34F);
    const float line = (card.h - words - 20 * unit) / lines;
    float y = card.y + 12 * unit + line / 2;
    const float aside = roundf(150 * unit);
    const float most = line / unit / 1.25F; /* lines stand apart */
    const Font mono = size_font(layout, FONT_MONO, fminf(28, most));
    frame->rule = frame->numbers = (SizeLine){.font = mono, .words = mono};
    frame->count = (SizeLine){.font = size_font(layout, FONT_MONO, fminf(23, most)),
                              .words = size_font(layout, FONT_SEMIBOLD, fminf(23, most))};
    if (tall) {
        size_formula_rule(&frame->axis, &frame->rule);
        size_formula_place(scope, &frame->rule, inner.x, y, inner.w - aside);
        y += line;
    }
    size_formula_numbers(&frame->axis, &frame->numbers);
    size_formula_place(scope, &frame->numbers, inner.x, y, inner.w - (tall ? aside : 0));
    y += line;
    if (frame->axis.bins == 0) {
        const bool ended = frame->step > frame->outputs && !frame->covered;
        size_formula_count(&frame->axis, frame->pose.placed, ended && frame->pose.finished, &frame->count);
        size_formula_place(scope, &frame->count, inner.x, y, inner.w);
        fade_count(frame);
    }
    frame->words = (Rect){inner.x, card.y + card.h - words - 4 * unit, inner.w, words};
}

bool size_frame(const StageScope *scope, void *memory) {
    SizeFrame *frame = memory;
    frame->view = scope->view;
    frame->chain = frame->view->chain;
    choose_axis(scope, frame->view, frame);
    choose_pose(scope, frame);
    frame->layout = size_layout(scope, frame->chain ? 0 : frame->all.end - frame->all.first);
    const int64_t cells = ps_axis_padded_size(&frame->axis);
    frame->scale = size_scale(&frame->layout, frame->all, cells, lens_middle(scope, frame));
    place_lines(scope, frame);
    if (frame->chain) {
        size_chain_layout(scope, &frame->layout, &frame->links);
    }
    return true;
}
