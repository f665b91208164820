/* How the pointer and keys choose neurons and fold blocks in the bands. */
#include "app/stages/field/cone/bands.h"

#include "app/stages/field/look.h"
#include "app/stages/field/view.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

enum { ZOOM_BUTTON = 20 }; /* in units */

static void toggle(const FieldBands *bands, int block) {
    FieldStageView *view = bands->context->view;
    view->toggled ^= UINT64_C(1) << (block % FIELD_BLOCKS);
    bands->context->ui->changed = true;
}

/* The chevron of a block, beside its folded line or the last of its rows. */
static void fold_button(const FieldBands *bands, const FieldLine *line) {
    Ui *ui = bands->context->ui;
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
    const Point centre = {folded ? rect.x + 19 * unit : rect.x + 7 * unit, field_bands_middle(bands, line)};
    icon_draw(ui->canvas, folded ? ICON_NEXT : ICON_CHEVRON, centre, (folded ? 12 : 9) * unit,
              act.hovered ? bands->theme->text : bands->theme->muted);
    ui_tooltip(ui, act, rect, folded ? _("Show the layers of this block") : _("Fold this block"));
    ui_report(ui, UI_ROLE_BUTTON, label, folded ? "folded" : "open", rect, true, act.focused);
    if (act.clicked) {
        toggle(bands, line->block);
    }
}

static void choose(const FieldBands *bands, int row, int64_t neuron) {
    int64_t chosen[PS_AXES];
    field_neuron_of(bands->context, field_bands_node(bands, row), chosen);
    chosen[PS_WIDTH] = neuron;
    field_choose(bands->context, field_bands_node(bands, row), chosen);
}

static int64_t nearest(const FieldBands *bands, int64_t count) {
    const double at = field_lane_share(&bands->lane, bands->context->ui->x) * (double)count;
    const int64_t neuron = (int64_t)floor(at);
    return neuron < 0 ? 0 : neuron >= count ? count - 1 : neuron;
}

/* A neuron that is chosen comes into sight. */
static void look_at(const FieldBands *bands, int64_t neuron, int64_t count) {
    field_lane_follow(&bands->lane, bands->context->view, (double)neuron / (double)count,
                      (double)(neuron + 1) / (double)count);
}

static void row_keys(const FieldBands *bands, int row, UiId id) {
    Ui *ui = bands->context->ui;
    const int along = ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    const int up = ui_key(ui, id, UI_KEY_UP, 0) - ui_key(ui, id, UI_KEY_DOWN, 0);
    const int to = row + up;
    int64_t neuron[PS_AXES];
    if (along == 0 &&
        (up == 0 || to < 0 || to >= bands->stack->row_count || field_bands_neurons(bands, to) == 0)) {
        return;
    }
    field_neuron_of(bands->context, field_bands_node(bands, to), neuron);
    const int64_t next = neuron[PS_WIDTH] + along;
    const int64_t count = field_bands_neurons(bands, to);
    const int64_t found = next < 0 ? 0 : next >= count ? count - 1 : next;
    choose(bands, to, found);
    look_at(bands, found, count);
    if (up != 0) {
        ui_focus(ui, ui_id_number(ui_id("field row"), to));
    }
}

static void report_row(const FieldBands *bands, const FieldLine *line, Rect rect, bool focused) {
    char name[PS_LAYER_TITLE_SIZE + 16] = "input";
    char label[PS_LAYER_TITLE_SIZE + 48];
    char value[3 * PS_NUMBER_SIZE] = "";
    if (line->row >= 0) {
        field_row_label(bands->stack, line->row, name, sizeof name);
    }
    const PsCone *cone = &bands->shown->cone[PS_WIDTH];
    if (cone->lit_count != NULL && line->row <= bands->shown->row) {
        char lit[PS_NUMBER_SIZE] = "?";
        if (!field_bands_read_covered(bands, line->row)) {
            ps_number_write_integer(lit, cone->lit_count[field_bands_place(bands, line->row)],
                                    PS_NUMBER_FULL);
        }
        snprintf(value, sizeof value, "%s of %lld", lit, (long long)field_bands_neurons(bands, line->row));
    }
    snprintf(label, sizeof label, "Neurons of %s", name);
    ui_report(bands->context->ui, UI_ROLE_CELL, label, value, rect, true, focused);
}

static void row_controls(const FieldBands *bands, const FieldLine *line) {
    Ui *ui = bands->context->ui;
    const int64_t count = field_bands_neurons(bands, line->row);
    const UiId id = ui_id_number(ui_id("field row"), line->row);
    if (count == 0) {
        return;
    }
    const Rect whole = field_bands_span(bands, line, 0, count, count);
    const Rect rect = {bands->lane.x, whole.y, bands->lane.w, whole.h};
    const UiAct act = ui_interact(ui, id, rect, line->row >= 0 ? UI_STOP | UI_CLICK_FOCUS : 0);
    FieldStageView *view = bands->context->view;
    if (act.hovered && !act.held && line->row >= 0) {
        view->hovered = field_bands_node(bands, line->row) + 1;
        view->hovered_neuron[PS_WIDTH] = nearest(bands, count);
    }
    report_row(bands, line, rect, act.focused);
    if (line->row < 0) {
        return;
    }
    row_keys(bands, line->row, id);
    if (act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE)) {
        choose(bands, line->row, nearest(bands, count));
    }
}

/* The chosen row comes into view when another step is shown. */
static void follow_step(const FieldBands *bands) {
    FieldStageView *view = bands->context->view;
    if (view->followed == bands->shown->row + 1) {
        return;
    }
    view->followed = bands->shown->row + 1;
    const int64_t count = field_bands_neurons(bands, bands->shown->row);
    if (count > 0) {
        look_at(bands, bands->shown->neuron[PS_WIDTH], count);
    }
    for (int i = 0; i < bands->count; i++) {
        const FieldLine *line = &bands->lines[i];
        if (line->row == bands->shown->row && line->kind != FIELD_LINE_WHOLE) {
            ui_scroll_reveal(bands->context->ui, field_bands_scroll(),
                             (Rect){bands->view.x, bands->origin.y + line->y - line->h, 1, 9 * line->h});
        }
    }
}

static void run_line(const FieldBands *bands, int i) {
    const FieldLine *line = &bands->lines[i];
    const bool first = i == 0 || bands->lines[i - 1].block != line->block;
    if (line->block >= 0 && first && bands->stack->block_count > 1) {
        fold_button(bands, line);
    }
    if (line->kind == FIELD_LINE_ROW || line->kind == FIELD_LINE_INPUT) {
        row_controls(bands, line);
    }
}

static void lane_buttons(const FieldBands *bands) {
    const FieldLane *lane = &bands->lane;
    if (!bands->context->scope.presenter) {
        field_lane_buttons(bands->context, lane, lane->x + lane->w, bands->view.y - 12 * bands->unit,
                           roundf(ZOOM_BUTTON * bands->unit));
    }
}

void field_bands_controls(const FieldBands *bands) {
    FieldBands scrolled = *bands;
    Ui *ui = bands->context->ui;
    ui_report(ui, UI_ROLE_REGION, N_("Cone"), "", bands->view, true, false);
    field_lane_controls(bands->context, &bands->lane, bands->view);
    lane_buttons(bands);
    scrolled.origin = ui_scroll_begin(ui, field_bands_scroll(), bands->view);
    for (int i = 0; i < bands->count; i++) {
        if (field_bands_seen(&scrolled, &bands->lines[i])) {
            run_line(&scrolled, i);
        }
    }
    ui_scroll_end(ui, field_bands_scroll(), bands->view.w, bands->height + 4 * bands->unit);
    follow_step(&scrolled);
}
