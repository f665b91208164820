/* The geometry of the cone. Rows are laid along the width; a neuron's row is that of the chosen one's path.
 */
#include "app/stages/field/cone/cone_layout.h"

#include <math.h>

/* All in units. */
enum { TOP = 19, FOOT = 84, PITCH_MOST = 30, ROW_MOST = 112 };

FieldCone field_cone_lay(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    const float unit = layout->unit;
    const FollowedStack *stack = shown->stack;
    const Rect cone = layout->cone;
    const float cells = (float)stack->plan.size[PS_WIDTH];
    const float room = cone.w - (float)FIELD_CONE_LABELS * unit;
    const float pitch = floorf(fminf(room / cells, (float)PITCH_MOST * unit));
    const float height = cone.h - (float)(TOP + FOOT) * unit;
    const float row = fminf(height / (float)stack->row_count, (float)ROW_MOST * unit);
    return (FieldCone){
        .context = context,
        .layout = layout,
        .shown = shown,
        .stack = stack,
        .theme = context->ui->theme,
        .unit = layout->unit,
        .x = roundf(cone.x + (float)FIELD_CONE_LABELS * unit + fmaxf(0, (room - pitch * cells) / 2)),
        .pitch = pitch,
        .size = pitch - fmaxf(2, roundf(pitch * 0.22F)),
        .bottom = roundf(cone.y + (float)TOP * unit + row * (float)stack->row_count),
        .row = row};
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
