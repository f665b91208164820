/* Zoom and middle are kept in the view as shares of the width, so a resized window shows the same cells. */
#include "app/stages/field/cone/lane.h"

#include "app/words.h"

#include <math.h>
#include <string.h>

static const double STEP = 1.25;

static double clamp(double value, double low, double high) {
    return fmin(fmax(value, low), fmax(low, high));
}

/* What can stand in the middle, so that nothing beyond the width is looked at. */
static double clamp_middle(double middle, double zoom) {
    return clamp(middle, 0.5 / zoom, 1 - 0.5 / zoom);
}

FieldLane field_lane_make(const FieldStageView *view, float x, float width, int64_t cells, float closest) {
    FieldLane lane = {.x = x, .w = width, .most = fmax(1, (double)closest * (double)cells / (double)width)};
    lane.zoom = clamp(view->zoom, 1, lane.most);
    lane.middle = clamp_middle(view->middle, lane.zoom);
    return lane;
}

float field_lane_at(const FieldLane *lane, double share) {
    return (float)((double)lane->x + ((share - lane->middle) * lane->zoom + 0.5) * (double)lane->w);
}

double field_lane_share(const FieldLane *lane, float x) {
    return ((double)((x - lane->x) / lane->w) - 0.5) / lane->zoom + lane->middle;
}

void field_lane_follow(const FieldLane *lane, FieldStageView *view, double first, double end) {
    const double reach = 0.5 / lane->zoom;
    if (lane->zoom > 1 && (first < lane->middle - reach || end > lane->middle + reach)) {
        view->middle = clamp_middle((first + end) / 2, lane->zoom);
    }
}

/* What is at x stays there. */
static void zoom_at(const StageContext *context, const FieldLane *lane, float x, double factor) {
    FieldStageView *view = context->view;
    const double share = field_lane_share(lane, x);
    const double zoom = clamp(lane->zoom * factor, 1, lane->most);
    view->zoom = zoom;
    view->middle = clamp_middle(share - ((double)((x - lane->x) / lane->w) - 0.5) / zoom, zoom);
    context->ui->changed = true;
}

static void pan(const StageContext *context, const FieldLane *lane, float by) {
    FieldStageView *view = context->view;
    view->middle = clamp_middle(lane->middle - (double)(by / lane->w) / lane->zoom, lane->zoom);
    context->ui->changed = true;
}

/* The wheel alone scrolls the rows. */
static void lane_pointer(const StageContext *context, const FieldLane *lane, Rect over) {
    Ui *ui = context->ui;
    const UiEvent *event = &ui->event;
    if (ui->consumed || !rect_contains(over, event->x, event->y) || ui_blocked(ui, ui->canvas->layer)) {
        return;
    }
    if (event->kind == UI_EVENT_ZOOM) {
        zoom_at(context, lane, event->x, (double)event->wheel);
    } else if (event->kind == UI_EVENT_PAN && lane->zoom > 1) {
        pan(context, lane, event->dx);
    } else if (event->kind == UI_EVENT_WHEEL && lane->zoom > 1 && (event->modifiers & UI_SHIFT)) {
        pan(context, lane, event->wheel * ui_px(ui, 48));
    } else {
        return;
    }
    ui_take(ui);
}

static void lane_keys(const StageContext *context, const FieldLane *lane) {
    Ui *ui = context->ui;
    if (ui->edit.id != 0 || ui_modal_above(ui, ui->canvas->layer)) {
        return;
    }
    if (ui->event.kind == UI_EVENT_TEXT && !ui->consumed && !ui->focus_types &&
        (strcmp(ui->event.text, "+") == 0 || strcmp(ui->event.text, "-") == 0)) {
        zoom_at(context, lane, lane->x + lane->w / 2, ui->event.text[0] == '+' ? STEP : 1 / STEP);
        ui_take(ui);
    }
    if (lane->zoom > 1 && ui_key_anywhere(ui, UI_KEY_LEFT, UI_CTRL)) {
        pan(context, lane, lane->w / 4);
    }
    if (lane->zoom > 1 && ui_key_anywhere(ui, UI_KEY_RIGHT, UI_CTRL)) {
        pan(context, lane, -lane->w / 4);
    }
}

void field_lane_controls(const StageContext *context, const FieldLane *lane, Rect over) {
    if (lane->most > 1) {
        lane_pointer(context, lane, over);
        lane_keys(context, lane);
    }
}

void field_lane_buttons(const StageContext *context, const FieldLane *lane, float right, float middle,
                        float size) {
    if (lane->most <= 1) {
        return;
    }
    const float x = lane->x + lane->w / 2;
    const ButtonSpec closer = {.rect = {right - size, middle - size / 2, size, size},
                               .label = N_("Zoom in"),
                               .tooltip = _("Closer (+, or Ctrl and the wheel)"),
                               .icon = ICON_PLUS,
                               .icon_size = size / 2,
                               .disabled = lane->zoom >= lane->most,
                               .repeats = true};
    const ButtonSpec wider = {.rect = {right - 2 * size - 4, middle - size / 2, size, size},
                              .label = N_("Zoom out"),
                              .tooltip = _("Wider (-, or Ctrl and the wheel)"),
                              .icon = ICON_MINUS,
                              .icon_size = size / 2,
                              .disabled = lane->zoom <= 1,
                              .repeats = true};
    if (ui_button(context->ui, &wider)) {
        zoom_at(context, lane, x, 1 / STEP);
    }
    if (ui_button(context->ui, &closer)) {
        zoom_at(context, lane, x, STEP);
    }
}
