/* How the pointer and keys choose neurons in the cone. */
#include "app/stages/field/cone/cone.h"

#include "app/stages/field/look.h"
#include "app/stages/field/view.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* The neuron of a row nearest to a place. */
static int64_t nearest(const FieldCone *cone, int row, float x) {
    const int64_t count = field_cone_neurons(cone, row);
    const float first = field_cone_x(cone, row, 0);
    const float pitch = count > 1 ? field_cone_x(cone, row, 1) - first : 1;
    const int64_t neuron = (int64_t)floorf((x - first) / pitch + 0.5F);
    return neuron < 0 ? 0 : neuron >= count ? count - 1 : neuron;
}

/* The band in which a row takes the pointer. */
static Rect row_rect(const FieldCone *cone, int row) {
    const int64_t count = field_cone_neurons(cone, row);
    const float half = fmaxf(cone->size / 2 + 4, fminf(cone->row * 0.3F, 14 * cone->unit));
    const float left = field_cone_x(cone, row, 0) - cone->pitch / 2;
    const float right = field_cone_x(cone, row, count - 1) + cone->pitch / 2;
    return (Rect){left, field_cone_y(cone, row) - half, right - left, 2 * half};
}

static void choose(const StageContext *context, const FieldCone *cone, int row, int64_t neuron) {
    int64_t chosen[PS_AXES];
    field_neuron_of(cone->scope, field_cone_node(cone, row), chosen);
    chosen[PS_WIDTH] = neuron;
    field_choose(context, field_cone_node(cone, row), chosen);
}

/* Another tap of the path instead of the upper-left one. */
static void pick(const StageContext *context, const FieldCone *cone, int row, int64_t neuron) {
    FieldStageView *view = context->view;
    const int64_t *path = cone->shown->path[field_cone_place(cone, row)];
    view->picked_node = field_cone_node(cone, row) + 1;
    view->picked[PS_HEIGHT] = path[PS_HEIGHT];
    view->picked[PS_WIDTH] = neuron;
    context->ui->changed = true;
}

static void row_keys(const StageContext *context, const FieldCone *cone, int row, UiId id) {
    Ui *ui = context->ui;
    const int along = ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    const int up = ui_key(ui, id, UI_KEY_UP, 0) - ui_key(ui, id, UI_KEY_DOWN, 0);
    const int to = row + up;
    int64_t neuron[PS_AXES];
    if (along == 0 &&
        (up == 0 || to < 0 || to >= cone->stack->row_count || field_cone_neurons(cone, to) == 0)) {
        return;
    }
    field_neuron_of(cone->scope, field_cone_node(cone, to), neuron);
    const int64_t next = neuron[PS_WIDTH] + along;
    choose(context, cone, to,
           next < 0                               ? 0
           : next >= field_cone_neurons(cone, to) ? field_cone_neurons(cone, to) - 1
                                                  : next);
    if (up != 0) {
        ui_focus(ui, ui_id_number(ui_id("field row"), to));
    }
}

static void point_at(const StageContext *context, const FieldCone *cone, int row, int64_t neuron) {
    FieldStageView *view = context->view;
    view->hovered = row < 0 ? -1 : field_cone_node(cone, row) + 1;
    view->hovered_neuron[PS_WIDTH] = neuron;
}

/* A row's focus is at the neuron of the path. */
static void mark_focus(const StageContext *context, const FieldCone *cone, int row) {
    char label[FIELD_NEURON_LABEL];
    int64_t at[PS_AXES];
    field_neuron_of(cone->scope, field_cone_node(cone, row), at);
    field_cone_label(cone, row, at[PS_WIDTH], label);
    ui_tree_focus(&context->ui->tree, label);
}

static void row_controls(const StageContext *context, const FieldCone *cone, int row) {
    Ui *ui = context->ui;
    const UiId id = ui_id_number(ui_id("field row"), row);
    const Rect rect = row_rect(cone, row);
    const UiAct act = ui_interact(ui, id, rect, row >= 0 ? UI_STOP | UI_CLICK_FOCUS : 0);
    const int64_t neuron = nearest(cone, row, ui->x);
    if (row >= 0 && act.focused) {
        mark_focus(context, cone, row);
    }
    if (row >= 0) {
        row_keys(context, cone, row, id);
    }
    if (act.hovered && !act.held) {
        point_at(context, cone, row, neuron);
    }
    if (row < 0 || !act.held) {
        return;
    }
    if (act.pressed && (ui->event.modifiers & UI_SHIFT) != 0 && row < cone->shown->row &&
        field_cone_is_lit(cone, row, neuron)) {
        pick(context, cone, row, neuron);
    } else if (act.pressed || ui->event.kind == UI_EVENT_MOVE) {
        choose(context, cone, row, neuron);
    }
}

/* A press on a layer's name goes to it. */
static void name_controls(const StageContext *context, const FieldCone *cone, int row) {
    const Rect rect = field_cone_name(cone, row);
    const UiAct act = ui_interact(context->ui, ui_id_number(ui_id("field name"), row), rect, UI_KEEPS_FOCUS);
    ui_tooltip(context->ui, act, rect, _("Go to this layer"));
    if (act.clicked) {
        context->requests->step = row + 1;
        context->ui->changed = true;
    }
}

void field_cone_controls(const StageContext *context, const FieldCone *cone) {
    for (int row = cone->stack->row_count - 1; row >= -1; row--) {
        if (row >= 0) {
            name_controls(context, cone, row);
        }
        if (field_cone_neurons(cone, row) > 0) {
            row_controls(context, cone, row);
        }
    }
}
