/* The geometry of the Receptive field stage: the cone at the left, picture and table at the right; one above
 * the other where the room is narrow. Pure.
 */
#include "app/stages/field_stage.h"

#include <math.h>

/* All in units. */
enum {
    PAD = 32,
    PAD_RIGHT = 16,
    BETWEEN = 24,
    TITLES = 80,  /* titles and the line under them */
    NARROW = 720, /* below: one part above the other */
    RIGHT_LEAST = 320,
    LEAST_HEIGHT = 520,
    NARROW_WIDTH = 400,
    NARROW_CONE = 460,
    NARROW_RIGHT = 640,
    LABELS = 136,     /* the layers' names beside the cone */
    ROW_LEAST = 46,   /* pixels from row to row of single neurons */
    NEURON_LEAST = 9, /* from neuron to neuron */
    FOOT = 84         /* brackets and sum under the cone */
};

static bool is_narrow(const StageContext *context, float unit) {
    return context->room.w < (float)NARROW * unit;
}

/* Presenting, all is as large as the height lets it be. */
static float unit_of(const StageContext *context) {
    return context->presenter ? context->room.h / 680 : context->ui->unit;
}

Point field_least_size(const StageContext *context) {
    const float unit = unit_of(context);
    if (is_narrow(context, unit)) {
        return (Point){(float)NARROW_WIDTH * unit, (float)(NARROW_CONE + NARROW_RIGHT) * unit};
    }
    return (Point){(float)NARROW * unit, (float)LEAST_HEIGHT * unit};
}

/* Neuron by neuron, where each layer has a row with room for its neurons, and rows stand in one line. */
static bool wants_bands(const LabStack *stack, Rect cone, float unit) {
    for (int i = 0; i < stack->row_count; i++) {
        if (stack->plan.nodes[stack->rows[i]].input_count > 0) {
            return true;
        }
    }
    const float pitch = (cone.w - (float)LABELS * unit) / (float)stack->plan.size[PS_WIDTH];
    const float row = (cone.h - (float)FOOT * unit) / (float)(stack->row_count > 0 ? stack->row_count : 1);
    return pitch < (float)NEURON_LEAST * unit || row < (float)ROW_LEAST * unit;
}

static void lay_right(FieldLayout *layout) {
    const float unit = layout->unit;
    const Rect right = layout->right;
    const float top = right.y + (float)TITLES * unit;
    const float room = right.h - (float)TITLES * unit;
    const float height = fminf(right.w + 36 * unit, room * 0.63F);
    layout->picture = (Rect){right.x, top, right.w, height};
    const float table = top + height + 16 * unit;
    layout->table = (Rect){right.x, table, right.w, right.y + right.h - table - 16 * unit};
}

FieldLayout field_layout(const StageContext *context) {
    const float unit = unit_of(context);
    const Rect area = context->area;
    const float pad = roundf((float)PAD * unit);
    const float end = area.x + area.w - roundf((float)PAD_RIGHT * unit);
    FieldLayout layout = {.unit = unit, .beside = context->lab->beside.text != NULL};
    if (is_narrow(context, unit)) {
        const float cone = (float)NARROW_CONE * unit;
        layout.left = (Rect){area.x + pad, area.y, end - area.x - pad, cone};
        layout.right = (Rect){area.x + pad, area.y + cone, end - area.x - pad, area.h - cone};
    } else {
        const float share = layout.beside ? 0.48F : 0.36F;
        const float width = roundf(fmaxf((float)RIGHT_LEAST * unit, area.w * share - pad));
        layout.right = (Rect){end - width, area.y, width, area.h};
        layout.left = (Rect){area.x + pad, area.y,
                             layout.right.x - roundf((float)BETWEEN * unit) - area.x - pad, area.h};
    }
    const float titles = (float)TITLES * unit;
    layout.cone =
        (Rect){layout.left.x, layout.left.y + titles, layout.left.w, layout.left.h - titles - 16 * unit};
    layout.bands = wants_bands(&context->lab->main, layout.cone, unit);
    lay_right(&layout);
    return layout;
}
