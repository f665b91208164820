/* The geometry of the cone. Rows are laid along the width; a neuron's row is that of the chosen one's path.
 */
#include "app/stages/field/cone/cone_layout.h"

#include "app/stages/field/look.h"
#include "app/stages/field/view.h"

#include <math.h>
#include <stdio.h>

/* All in units. */
enum { TOP = 19, FOOT = 84, PITCH_MOST = 30, ROW_MOST = 112 };

static FieldCone lay(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown) {
    const float unit = layout->unit;
    const FollowedStack *stack = shown->stack;
    const Rect cone = layout->cone;
    const float cells = (float)stack->plan.size[PS_WIDTH];
    const float room = cone.w - layout->labels;
    const float pitch = floorf(fminf(room / cells, (float)PITCH_MOST * unit));
    const float height = cone.h - (float)(TOP + FOOT) * unit;
    const float row = fminf(height / (float)stack->row_count, (float)ROW_MOST * unit);
    return (FieldCone){.scope = scope,
                       .layout = layout,
                       .shown = shown,
                       .stack = stack,
                       .theme = scope->pen.theme,
                       .unit = layout->unit,
                       .x = roundf(cone.x + layout->labels + fmaxf(0, (room - pitch * cells) / 2)),
                       .pitch = pitch,
                       .size = pitch - fmaxf(2, roundf(pitch * 0.22F)),
                       .bottom = roundf(cone.y + (float)TOP * unit + row * (float)stack->row_count),
                       .row = row};
}

/* The neurons along the width of what is pointed at, a node or the input (PS_NODE_INPUT); 0: nothing is. What
 * is pointed at was found in the pass before: the stack may be another one since. */
static int64_t pointed_size(const FieldCone *cone, int *node) {
    const FieldStageView *view = cone->scope->view;
    const PsPlan *plan = &cone->stack->plan;
    *node = PS_NODE_INPUT;
    if (view->hovering_cell || view->hovered < 0) {
        return plan->size[PS_WIDTH];
    }
    *node = view->hovered - 1;
    return view->hovered > 0 && view->hovered <= plan->count ? plan->nodes[*node].size[PS_WIDTH] : 0;
}

bool field_cone_init(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown,
                     FieldCone *cone) {
    const FieldStageView *view = scope->view;
    const int64_t at = view->hovered_neuron[PS_WIDTH];
    int node = PS_NODE_INPUT;
    *cone = lay(scope, layout, shown);
    if (at >= pointed_size(cone, &node)) {
        return true;
    }
    const PsPlan *plan = &cone->stack->plan;
    if (ps_cone_init(&cone->pointed, plan, PS_WIDTH, NULL) != PS_OK) {
        return false;
    }
    if (node == PS_NODE_INPUT) {
        ps_cone_up(plan, PS_WIDTH, at, &cone->pointed);
    } else {
        ps_cone_down(plan, PS_WIDTH, node, at, &cone->pointed);
    }
    return true;
}

void field_cone_free(FieldCone *cone) {
    ps_cone_free(&cone->pointed);
    *cone = (FieldCone){0};
}

float field_cone_y(const FieldCone *cone, int row) {
    return roundf(cone->bottom - cone->row * (float)(row + 1));
}

int field_cone_node(const FieldCone *cone, int row) {
    return row < 0 ? PS_NODE_INPUT : cone->stack->rows[row];
}

/* Where a row's neurons lie in a PsCone. */
int field_cone_place(const FieldCone *cone, int row) {
    return row < 0 ? cone->stack->plan.count : cone->stack->rows[row];
}

int64_t field_cone_neurons(const FieldCone *cone, int row) {
    return row < 0 ? cone->stack->plan.size[PS_WIDTH]
                   : cone->stack->plan.nodes[field_cone_node(cone, row)].size[PS_WIDTH];
}

float field_cone_x(const FieldCone *cone, int row, int64_t neuron) {
    double middle = (double)neuron;
    if (row >= 0) {
        const PsFieldAxis *field = &cone->stack->fields[field_cone_node(cone, row)].axis[PS_WIDTH];
        middle = field->start + (double)neuron * field->jump;
    }
    return cone->x + ((float)middle + 0.5F) * cone->pitch;
}

Rect field_cone_rect(const FieldCone *cone, int row, int64_t neuron, float size) {
    const float y = field_cone_y(cone, row);
    return (Rect){roundf(field_cone_x(cone, row, neuron) - size / 2), roundf(y - size / 2), roundf(size),
                  roundf(size)};
}

void field_cone_label(const FieldCone *cone, int row, int64_t neuron, char label[FIELD_NEURON_LABEL]) {
    char name[PS_LAYER_TITLE_SIZE + 16] = "input";
    if (row >= 0) {
        field_row_label(cone->stack, row, name, sizeof name);
    }
    snprintf(label, FIELD_NEURON_LABEL, "%s neuron %lld", name, (long long)neuron);
}

Rect field_cone_name(const FieldCone *cone, int row) {
    return (Rect){cone->layout->cone.x, field_cone_y(cone, row) - 10 * cone->unit,
                  cone->layout->labels - 8 * cone->unit, 40 * cone->unit};
}

bool field_cone_is_lit(const FieldCone *cone, int row, int64_t neuron) {
    const PsCone *reads = &cone->shown->cone[PS_WIDTH];
    return reads->lit != NULL && row <= cone->shown->row &&
           reads->lit[reads->first[field_cone_place(cone, row)] + neuron] != 0;
}

int64_t field_cone_path(const FieldCone *cone, int row) {
    return cone->shown->path[field_cone_place(cone, row)][PS_WIDTH];
}

PsRange field_cone_sight(const FieldCone *cone, int row, int64_t neuron) {
    const FollowedStack *stack = cone->stack;
    if (row < 0 || !stack->seen) {
        return (PsRange){neuron, neuron + 1};
    }
    return stack->sight.ranges[PS_WIDTH][stack->sight.first[PS_WIDTH][field_cone_node(cone, row)] + neuron];
}
