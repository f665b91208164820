/* Rows from the top down. What the keys point at counts only while the pointer points at nothing. */
#include "app/stages/size/pointing.h"

#include "app/stages/size/band.h"
#include "app/stages/size/card.h"
#include "app/stages/size/chain.h"
#include "app/stages/size/lit.h"
#include "app/stages/size/outputs.h"
#include "app/stages/size/ruler.h"
#include "app/stages/size/words.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

static int64_t clamp(int64_t value, int64_t low, int64_t high) {
    return value > high ? high : value < low ? low : value;
}

static SizeView *view_of(const StageContext *context) {
    return context->view;
}

/* A row that keys can go along. */
typedef struct Row {
    const char *name;
    Rect rect;
    int64_t *at; /* where they stand */
    int64_t first, last;
} Row;

/* Runs the row's stop; true where the keys point at *at. */
static bool run_row(const StageContext *context, const Row *row, UiAct *act) {
    Ui *ui = context->ui;
    const UiId id = ui_id(row->name);
    *act = ui_interact(ui, id, row->rect, UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_YIELDS);
    const int64_t before = *row->at;
    *row->at = clamp(*row->at + ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0), row->first,
                     row->last);
    if (*row->at != before) {
        ui->changed = true;
    }
    char value[32];
    snprintf(value, sizeof value, "%lld", (long long)*row->at);
    ui_report(ui, UI_ROLE_LIST, row->name, value, row->rect, true, act->focused);
    return act->focused && ui->ring && !act->hovered;
}

static void ring(const StageContext *context, const SizeFrame *frame, const char *name, Rect cell) {
    Ui *ui = context->ui;
    if (ui->focus == ui_id(name)) {
        ui_ring(ui, cell, size_px(&frame->layout, 6));
    }
}

static void point_at(const StageContext *context, SizePart part, int64_t at) {
    view_of(context)->pointed = (SizePoint){part, at};
}

/* The lens goes along with what the keys stand on. */
static void show_position(const StageContext *context, const SizeFrame *frame, double position) {
    SizeView *view = view_of(context);
    const double end = frame->scale.first + frame->scale.count;
    if (frame->scale.lens && (position < frame->scale.first + 1 || position > end - 2)) {
        view->lens_held = true;
        view->lens_step = context->scope.step;
        view->lens = position;
        context->ui->changed = true;
    }
}

static int64_t position_at(const SizeFrame *frame, float x) {
    const double off = (double)(x - frame->scale.x + frame->scale.gap / 2) / frame->scale.pitch;
    return (int64_t)floor(frame->scale.first + off);
}

static void run_axis(const StageContext *context, const SizeFrame *frame) {
    SizeView *view = view_of(context);
    const PsAxis *axis = &frame->axis;
    const PsRange range = {-axis->padding, axis->input + axis->padding};
    const Rect row =
        size_span(&frame->scale, frame->layout.axis, fmax(frame->scale.first, (double)range.first),
                  fmin(frame->scale.first + frame->scale.count, (double)range.end));
    const Row spec = {N_("Cells"), row, &view->cell, range.first, range.end - 1};
    UiAct act;
    const bool keyed = run_row(context, &spec, &act);
    const int64_t over = position_at(frame, context->ui->x);
    const bool inside = act.hovered && over >= range.first && over < range.end;
    if (act.pressed && inside) {
        view->cell = over;
    }
    if (inside || keyed) {
        point_at(context, SIZE_CELL, inside ? over : view->cell);
    }
    if (keyed) {
        show_position(context, frame, (double)view->cell);
    }
    ring(context, frame, spec.name, size_cell(&frame->scale, frame->layout.axis, view->cell));
}

static int64_t output_at(const SizeFrame *frame, float x, float y) {
    const PsRange seen = size_outputs_seen(frame);
    for (int64_t output = seen.first; output < seen.end; output++) {
        const Rect cell = size_output_cell(frame, output);
        if (rect_contains((Rect){cell.x - 1, cell.y, cell.w + 2, cell.h}, x, y)) {
            return output;
        }
    }
    return -1;
}

static void go_to_output(const StageContext *context, int64_t output) {
    if (size_is_covered(&context->scope, output + 1) && output < context->scope.step) {
        context->requests->reveal = output;
    } else {
        context->requests->step = output + 1;
    }
    context->ui->changed = true;
}

static void run_outputs(const StageContext *context, const SizeFrame *frame) {
    SizeView *view = view_of(context);
    Ui *ui = context->ui;
    const int64_t last = frame->covered ? frame->pose.placed - 1 : frame->outputs - 1;
    const Row spec = {N_("Outputs"), frame->layout.outputs, &view->output, 0, last < 0 ? 0 : last};
    UiAct act;
    const bool keyed = run_row(context, &spec, &act);
    const int64_t over = act.hovered ? output_at(frame, ui->x, ui->y) : -1;
    const bool inside = over >= 0 && over <= last;
    if (act.pressed && inside) {
        view->output = over;
    }
    if (act.clicked && inside) {
        go_to_output(context, over);
    }
    if (ui_key(ui, ui_id(spec.name), UI_KEY_ENTER, 0) && last >= 0) {
        go_to_output(context, view->output);
    }
    if (inside || (keyed && last >= 0)) {
        point_at(context, SIZE_OUTPUT, inside ? over : view->output);
    }
    if (keyed && last >= 0) {
        const PsRange window = ps_axis_window(&frame->axis, view->output);
        show_position(context, frame, (double)(window.first + window.end) / 2);
    }
    ring(context, frame, spec.name, size_output_cell(frame, view->output));
}

/* Pieces are numbered by their windows; the rest comes behind them. */
static void point_at_piece(const StageContext *context, const SizeFrame *frame, int64_t piece) {
    if (piece >= frame->pose.placed) {
        point_at(context, SIZE_REST, 0);
    } else {
        point_at(context, piece == 0 ? SIZE_FIRST : SIZE_STRIDE, piece);
    }
}

static int64_t piece_at(const SizeFrame *frame, float x, float y) {
    const PsRange seen = size_ruler_seen(frame);
    for (int64_t window = seen.first; window < seen.end; window++) {
        if (rect_contains(size_ruler_piece(frame, window), x, y)) {
            return window;
        }
    }
    return size_ruler_has_rest(frame) && rect_contains(size_ruler_rest(frame), x, y) ? frame->pose.placed
                                                                                     : -1;
}

static void run_ruler(const StageContext *context, const SizeFrame *frame) {
    SizeView *view = view_of(context);
    const bool rest = size_ruler_has_rest(frame);
    const int64_t last = frame->pose.placed - 1 + (rest ? 1 : 0);
    if (last < 0 || frame->axis.bins > 0) {
        return;
    }
    const Row spec = {N_("Ruler"), frame->layout.ruler, &view->piece, 0, last};
    UiAct act;
    const bool keyed = run_row(context, &spec, &act);
    const int64_t over = act.hovered ? piece_at(frame, context->ui->x, context->ui->y) : -1;
    if (act.pressed && over >= 0) {
        view->piece = over;
    }
    if (over >= 0 || keyed) {
        point_at_piece(context, frame, over >= 0 ? over : view->piece);
    }
    if (keyed && view->piece < frame->pose.placed) {
        show_position(context, frame, (double)ps_axis_piece(&frame->axis, view->piece).end - 1);
    }
    ring(context, frame, spec.name,
         view->piece < frame->pose.placed ? size_ruler_piece(frame, view->piece) : size_ruler_rest(frame));
}

static void run_terms(const StageContext *context, const SizeFrame *frame) {
    Ui *ui = context->ui;
    const SizeLine *const lines[] = {&frame->rule, &frame->numbers, &frame->count};
    const UiAct act = ui_interact(ui, ui_id("Formula"), frame->layout.card, UI_YIELDS);
    const bool covered = frame->covered && frame->step > frame->outputs;
    for (int line = 0; line < 3 && act.hovered; line++) {
        for (int i = 0; i < lines[line]->count; i++) {
            const SizeTerm term = lines[line]->tokens[i].term;
            if (term != SIZE_TERM_NONE && rect_contains(size_formula_token(lines[line], i), ui->x, ui->y)) {
                point_at(context, SIZE_TERM, term);
            }
        }
    }
    if (act.clicked && covered) {
        context->requests->reveal = frame->outputs;
    }
    if (covered) {
        ui_tooltip(ui, act, frame->layout.card, _("Click or press Enter to reveal the answer"));
    }
}

static void hold_lens(const StageContext *context, double position) {
    SizeView *view = view_of(context);
    view->lens_held = true;
    view->lens_step = context->scope.step;
    view->lens = position;
    context->ui->changed = true;
}

/* Drag the lens, or step along with the arrows. */
static void run_band(const StageContext *context, const SizeFrame *frame) {
    Ui *ui = context->ui;
    if (!frame->scale.lens) {
        return;
    }
    const char *name = N_("Lens");
    const UiId id = ui_id(name);
    const Rect bar = rect_inset(size_band_bar(frame), -2);
    const UiAct act = ui_interact(ui, id, bar, UI_STOP | UI_CLICK_FOCUS);
    const double middle = frame->scale.first + frame->scale.count / 2;
    const double step = fmax(1, floor(frame->scale.count / 2));
    const int by = ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    if (act.held || act.pressed) {
        hold_lens(context, size_band_position(frame, ui->x));
    } else if (by != 0) {
        hold_lens(context, middle + by * step);
    }
    char value[96];
    snprintf(value, sizeof value, _("%lld to %lld"), (long long)frame->scale.seen.first,
             (long long)frame->scale.seen.end - 1);
    ui_tooltip(ui, act, bar, _("Drag the lens along the axis"));
    ui_report(ui, UI_ROLE_SLIDER, name, value, bar, true, act.focused);
}

/* A wheel over the axis moves the lens. */
static void run_wheel(const StageContext *context, const SizeFrame *frame) {
    Ui *ui = context->ui;
    const Rect room = {frame->layout.content.x, frame->layout.outputs.y, frame->layout.content.w,
                       frame->layout.ruler.y + frame->layout.ruler.h - frame->layout.outputs.y};
    if (!frame->scale.lens || ui->event.kind != UI_EVENT_WHEEL || ui->consumed ||
        !rect_contains(room, ui->event.x, ui->event.y) || ui_blocked(ui, ui->canvas->layer)) {
        return;
    }
    hold_lens(context,
              frame->scale.first + frame->scale.count / 2 - (double)ui->event.wheel * frame->scale.count / 6);
    ui_take(ui);
}

/* Chain squares. */

static void use_link(const StageContext *context, const SizeFrame *frame, int link) {
    PsSize size = context->scope.scene->size;
    char text[96];
    for (int axis = 0; axis < PS_AXES; axis++) {
        size.input[axis] = (int)frame->links.chain.links[link].size[axis];
        if (frame->links.chain.links[link].size[axis] > PS_SIZE_MOST) {
            snprintf(text, sizeof text, _("the input size is at most %d"), (int)PS_SIZE_MOST);
            ui_note(context->ui, frame->links.square[link], text);
            return;
        }
    }
    PsEdit edit = ps_edit_settings(PS_STAGE_SIZE, &size);
    stage_request(context, &edit, 0, frame->links.label[link], _("It is the input size now"));
}

static void run_chain(const StageContext *context, const SizeFrame *frame) {
    SizeView *view = view_of(context);
    Ui *ui = context->ui;
    const SizeChainFrame *links = &frame->links;
    if (links->failed) {
        return;
    }
    int64_t at = view->link;
    const float top = links->note.y + links->note.h;
    const Rect room = {links->note.x, top, links->note.w, links->label[0].y + links->label[0].h - top};
    const Row spec = {N_("Sizes"), room, &at, 0, links->chain.count - 1};
    UiAct act;
    const bool keyed = run_row(context, &spec, &act);
    int over = -1;
    for (int link = 0; link < links->chain.count && act.hovered; link++) {
        const Rect square = rect_union(links->square[link], links->label[link]);
        over = rect_contains(square, ui->x, ui->y) ? link : over;
        if (link > 0 && rect_contains(links->between[link], ui->x, ui->y)) {
            point_at(context, SIZE_FEWER, link);
        }
    }
    at = act.pressed && over >= 0 ? over : at;
    view->link = (int)at;
    if (over >= 0 || keyed) {
        point_at(context, SIZE_LINK, over >= 0 ? over : view->link);
    }
    if ((act.clicked && over >= 0) || ui_key(ui, ui_id(spec.name), UI_KEY_ENTER, 0)) {
        use_link(context, frame, view->link);
    }
    ring(context, frame, spec.name, rect_union(links->square[view->link], links->label[view->link]));
}

void size_pointing(const StageContext *context, const SizeFrame *frame) {
    view_of(context)->pointed = (SizePoint){SIZE_NOTHING, 0};
    if (frame->chain) {
        run_chain(context, frame);
        return;
    }
    run_band(context, frame);
    run_outputs(context, frame);
    run_axis(context, frame);
    run_ruler(context, frame);
    run_terms(context, frame);
    run_wheel(context, frame);
}
