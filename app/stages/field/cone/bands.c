/* How the pointer and keys choose neurons and fold blocks in the bands. */
#include "app/stages/field/cone/bands.h"

#include "app/stages/field/look.h"
#include "app/stages/field/scrolled.h"
#include "app/stages/field/view.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

enum { ZOOM_BUTTON = 20 }; /* in units */

static void toggle(const StageContext *context, int block) {
    FieldStageView *view = context->view;
    view->toggled ^= UINT64_C(1) << (block % FIELD_BLOCKS);
    context->ui->changed = true;
}

/* The chevron of a block, beside its folded line or the last of its rows. */
static void fold_button(const StageContext *context, const FieldBands *bands, const FieldLine *line) {
    Ui *ui = context->ui;
    const float unit = bands->unit;
    char label[128];
    const char *name = bands->stack->blocks[line->block].name;
    const bool numbered = name[0] >= '0' && name[0] <= '9';
    const bool folded = line->kind == FIELD_LINE_FOLDED;
    snprintf(label, sizeof label, "%s %s%s", folded ? "Open" : "Fold", numbered ? "block " : "", name);
    const Rect whole = {bands->view.x, bands->origin.y + line->y, bands->lane.x - bands->view.x - 8 * unit,
                        line->h};
    const Rect small = {bands->view.x, bands->origin.y + line->y, 14 * unit, line->h};
    const Rect rect = folded ? whole : small;
    const UiAct act = ui_interact(ui, ui_id(label), rect, UI_STOP);
    const Point centre = {folded ? rect.x + 19 * unit : rect.x + 6 * unit, field_bands_middle(bands, line)};
    icon_draw(ui->canvas, folded ? ICON_NEXT : ICON_CHEVRON, centre, (folded ? 12 : 9) * unit,
              act.hovered ? bands->theme->text : bands->theme->muted);
    ui_tooltip(ui, act, rect, folded ? _("Show the layers of this block") : _("Fold this block"));
    ui_report(ui, UI_ROLE_BUTTON, label, folded ? "folded" : "open", rect, true, act.focused);
    if (act.clicked) {
        toggle(context, line->block);
    }
}

static void choose(const StageContext *context, const FieldBands *bands, int row, int64_t neuron) {
    int64_t chosen[PS_AXES];
    field_neuron_of(bands->scope, field_bands_node(bands, row), chosen);
    chosen[PS_WIDTH] = neuron;
    field_choose(context, field_bands_node(bands, row), chosen);
}

static int64_t nearest(const StageContext *context, const FieldBands *bands, int64_t count) {
    const double at = field_lane_share(&bands->lane, context->ui->x) * (double)count;
    const int64_t neuron = (int64_t)floor(at);
    return neuron < 0 ? 0 : neuron >= count ? count - 1 : neuron;
}

/* A neuron that is chosen comes into sight. */
static void look_at(const StageContext *context, const FieldBands *bands, int64_t neuron, int64_t count) {
    field_lane_follow(&bands->lane, context->view, (double)neuron / (double)count,
                      (double)(neuron + 1) / (double)count);
}

static void row_keys(const StageContext *context, const FieldBands *bands, int row, UiId id) {
    Ui *ui = context->ui;
    const int along = ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    const int up = ui_key(ui, id, UI_KEY_UP, 0) - ui_key(ui, id, UI_KEY_DOWN, 0);
    const int to = row + up;
    int64_t neuron[PS_AXES];
    if (along == 0 &&
        (up == 0 || to < 0 || to >= bands->stack->row_count || field_bands_neurons(bands, to) == 0)) {
        return;
    }
    field_neuron_of(bands->scope, field_bands_node(bands, to), neuron);
    const int64_t next = neuron[PS_WIDTH] + along;
    const int64_t count = field_bands_neurons(bands, to);
    const int64_t found = next < 0 ? 0 : next >= count ? count - 1 : next;
    choose(context, bands, to, found);
    look_at(context, bands, found, count);
    if (up != 0) {
        ui_focus(ui, ui_id_number(ui_id("field row"), to));
    }
}

static void mark_focus(const StageContext *context, const FieldBands *bands, int row) {
    char label[FIELD_ROW_LABEL];
    field_bands_label(bands, row, label);
    ui_tree_focus(&context->ui->tree, label);
}

static void row_controls(const StageContext *context, const FieldBands *bands, const FieldLine *line) {
    Ui *ui = context->ui;
    const int64_t count = field_bands_neurons(bands, line->row);
    const UiId id = ui_id_number(ui_id("field row"), line->row);
    if (count == 0) {
        return;
    }
    const Rect rect = field_bands_row(bands, line);
    const UiAct act = ui_interact(ui, id, rect, line->row >= 0 ? UI_STOP | UI_CLICK_FOCUS : 0);
    FieldStageView *view = context->view;
    if (act.hovered && !act.held && line->row >= 0) {
        view->hovered = field_bands_node(bands, line->row) + 1;
        view->hovered_neuron[PS_WIDTH] = nearest(context, bands, count);
    }
    if (line->row < 0) {
        return;
    }
    if (act.focused) {
        mark_focus(context, bands, line->row);
    }
    row_keys(context, bands, line->row, id);
    if (act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE)) {
        choose(context, bands, line->row, nearest(context, bands, count));
    }
}

/* The chosen row comes into view when another step is shown. */
static void follow_step(const StageContext *context, const FieldBands *bands) {
    FieldStageView *view = context->view;
    if (view->followed == bands->shown->row + 1) {
        return;
    }
    view->followed = bands->shown->row + 1;
    const int64_t count = field_bands_neurons(bands, bands->shown->row);
    if (count > 0) {
        look_at(context, bands, bands->shown->neuron[PS_WIDTH], count);
    }
    for (int i = 0; i < bands->count; i++) {
        const FieldLine *line = &bands->lines[i];
        if (line->row == bands->shown->row && line->kind != FIELD_LINE_WHOLE) {
            ui_scroll_reveal(context->ui, field_scroll_name(FIELD_SCROLL_LAYERS),
                             (Rect){bands->view.x, bands->origin.y + line->y - line->h, 1, 9 * line->h});
        }
    }
}

/* A press on a layer's name goes to it. */
static void name_controls(const StageContext *context, const FieldBands *bands, const FieldLine *line) {
    const float x = bands->view.x + FIELD_BANDS_NAME * bands->unit;
    const Rect rect = {x, bands->origin.y + line->y, bands->lane.x - 8 * bands->unit - x, line->h};
    const UiAct act =
        ui_interact(context->ui, ui_id_number(ui_id("field name"), line->row), rect, UI_KEEPS_FOCUS);
    ui_tooltip(context->ui, act, rect, _("Go to this layer"));
    if (act.clicked) {
        context->requests->step = line->row + 1;
        context->ui->changed = true;
    }
}

static void run_line(const StageContext *context, const FieldBands *bands, int i) {
    const FieldLine *line = &bands->lines[i];
    const bool first = i == 0 || bands->lines[i - 1].block != line->block;
    if (line->block >= 0 && first && bands->stack->block_count > 1) {
        fold_button(context, bands, line);
    }
    if (line->kind == FIELD_LINE_ROW) {
        name_controls(context, bands, line);
    }
    if (line->kind == FIELD_LINE_ROW || line->kind == FIELD_LINE_INPUT) {
        row_controls(context, bands, line);
    }
}

static void lane_buttons(const StageContext *context, const FieldBands *bands) {
    const FieldLane *lane = &bands->lane;
    if (!bands->scope->presenter) {
        field_lane_buttons(context, lane, lane->x + lane->w, bands->view.y - 12 * bands->unit,
                           roundf(ZOOM_BUTTON * bands->unit));
    }
}

void field_bands_controls(const StageContext *context, const FieldBands *bands) {
    FieldBands scrolled = *bands;
    Ui *ui = context->ui;
    field_lane_controls(context, &bands->lane, bands->view);
    lane_buttons(context, bands);
    scrolled.origin = ui_scroll_begin(ui, field_scroll_name(FIELD_SCROLL_LAYERS), bands->view);
    for (int i = 0; i < bands->count; i++) {
        if (field_bands_seen(&scrolled, &bands->lines[i])) {
            run_line(context, &scrolled, i);
        }
    }
    ui_scroll_end(ui, field_scroll_name(FIELD_SCROLL_LAYERS), bands->view.w,
                  bands->height + FIELD_BANDS_INSET * bands->unit);
    follow_step(context, &scrolled);
    field_scroll_keep(context, FIELD_SCROLL_LAYERS, bands->view);
}
