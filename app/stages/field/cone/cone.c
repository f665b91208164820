/* How the pointer and keys choose neurons in the cone, and what the tree says of it. */
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

static void choose(const FieldCone *cone, int row, int64_t neuron) {
    int64_t chosen[PS_AXES];
    field_neuron_of(cone->context, field_cone_node(cone, row), chosen);
    chosen[PS_WIDTH] = neuron;
    field_choose(cone->context, field_cone_node(cone, row), chosen);
}

/* Another tap of the path instead of the upper-left one. */
static void pick(const FieldCone *cone, int row, int64_t neuron) {
    FieldStageView *view = cone->context->view;
    const int64_t *path = cone->shown->path[field_cone_place(cone, row)];
    view->picked_node = field_cone_node(cone, row) + 1;
    view->picked[PS_HEIGHT] = path[PS_HEIGHT];
    view->picked[PS_WIDTH] = neuron;
    cone->context->ui->changed = true;
}

static void row_keys(const FieldCone *cone, int row, UiId id) {
    Ui *ui = cone->context->ui;
    const int along = ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    const int up = ui_key(ui, id, UI_KEY_UP, 0) - ui_key(ui, id, UI_KEY_DOWN, 0);
    const int to = row + up;
    int64_t neuron[PS_AXES];
    if (along == 0 &&
        (up == 0 || to < 0 || to >= cone->stack->row_count || field_cone_neurons(cone, to) == 0)) {
        return;
    }
    field_neuron_of(cone->context, field_cone_node(cone, to), neuron);
    const int64_t next = neuron[PS_WIDTH] + along;
    choose(cone, to,
           next < 0                               ? 0
           : next >= field_cone_neurons(cone, to) ? field_cone_neurons(cone, to) - 1
                                                  : next);
    if (up != 0) {
        ui_focus(ui, ui_id_number(ui_id("field row"), to));
    }
}

static void point_at(const FieldCone *cone, int row, int64_t neuron) {
    FieldStageView *view = cone->context->view;
    view->hovered = row < 0 ? -1 : field_cone_node(cone, row) + 1;
    view->hovered_neuron[PS_WIDTH] = neuron;
}

static void row_controls(const FieldCone *cone, int row) {
    Ui *ui = cone->context->ui;
    const UiId id = ui_id_number(ui_id("field row"), row);
    const Rect rect = row_rect(cone, row);
    const UiAct act = ui_interact(ui, id, rect, row >= 0 ? UI_STOP | UI_CLICK_FOCUS : 0);
    const int64_t neuron = nearest(cone, row, ui->x);
    if (row >= 0) {
        row_keys(cone, row, id);
    }
    if (act.hovered && !act.held) {
        point_at(cone, row, neuron);
    }
    if (row < 0 || !act.held) {
        return;
    }
    if (act.pressed && (ui->event.modifiers & UI_SHIFT) != 0 && row < cone->shown->row &&
        field_cone_is_lit(cone, row, neuron)) {
        pick(cone, row, neuron);
    } else if (act.pressed || ui->event.kind == UI_EVENT_MOVE) {
        choose(cone, row, neuron);
    }
}

/* "4…15", the input cells that a neuron reads along the width. */
static void sight_text(const FieldCone *cone, int row, int64_t neuron, char *text, size_t size) {
    const PsRange range = field_cone_sight(cone, row, neuron);
    if (range.first >= range.end) {
        snprintf(text, size, "%s", _("nothing"));
    } else if (range.end - range.first == 1) {
        snprintf(text, size, "%lld", (long long)range.first);
    } else {
        snprintf(text, size, "%lld-%lld", (long long)range.first, (long long)range.end - 1);
    }
}

static void report_row(const FieldCone *cone, int row) {
    Ui *ui = cone->context->ui;
    char name[PS_LAYER_TITLE_SIZE + 16] = "input";
    if (row >= 0) {
        field_row_label(cone->stack, row, name, sizeof name);
    }
    const bool covered = row >= 0 && field_covered(&cone->context->scope, row);
    int64_t at[PS_AXES];
    field_neuron_of(cone->context, field_cone_node(cone, row), at);
    for (int64_t neuron = 0; neuron < field_cone_neurons(cone, row); neuron++) {
        char label[PS_LAYER_TITLE_SIZE + 64];
        char value[PS_NUMBER_SIZE] = "";
        snprintf(label, sizeof label, "%s neuron %lld", name, (long long)neuron);
        if (row < (int)cone->context->scope.step && !covered) {
            sight_text(cone, row, neuron, value, sizeof value);
        }
        const bool focused =
            row >= 0 && ui->focus == ui_id_number(ui_id("field row"), row) && at[PS_WIDTH] == neuron;
        ui_report(ui, UI_ROLE_CELL, label, value, field_cone_rect(cone, row, neuron, cone->size), true,
                  focused);
    }
}

static void report_labels(const FieldCone *cone, int row) {
    const FieldLayout *layout = cone->layout;
    const float unit = layout->unit;
    char label[PS_LAYER_TITLE_SIZE + 32];
    char name[PS_LAYER_TITLE_SIZE + 16];
    char value[PS_NUMBER_SIZE] = "";
    field_row_label(cone->stack, row, name, sizeof name);
    snprintf(label, sizeof label, "Field of %s", name);
    const PsNode *node = &cone->stack->plan.nodes[field_cone_node(cone, row)];
    const bool known = node->state == PS_NODE_FITS && cone->stack->fields[field_cone_node(cone, row)].known;
    if (known && row < (int)cone->context->scope.step && !field_covered(&cone->context->scope, row)) {
        field_number(cone->stack->fields[field_cone_node(cone, row)].axis[PS_WIDTH].size, PS_NUMBER_FULL,
                     value);
    }
    ui_report_text(cone->context->ui, label, value,
                   (Rect){layout->cone.x, field_cone_y(cone, row) - 10 * unit,
                          (float)(FIELD_CONE_LABELS - 8) * unit, 40 * unit});
}

void field_cone_controls(const FieldCone *cone) {
    ui_report(cone->context->ui, UI_ROLE_REGION, N_("Cone"), "", cone->layout->cone, true, false);
    for (int row = cone->stack->row_count - 1; row >= -1; row--) {
        if (row >= 0) {
            report_labels(cone, row);
        }
        if (field_cone_neurons(cone, row) > 0) {
            row_controls(cone, row);
            report_row(cone, row);
        }
    }
}
