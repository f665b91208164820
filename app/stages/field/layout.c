/* The geometry of the Receptive field stage: the cone at the left, picture and table at the right; one above
 * the other where the room is narrow. Pure.
 */
#include "app/stages/field/layout.h"

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
    LABELS = 136,       /* the layers' names beside the cone, */
    LABELS_LARGE = 180, /* and for a projector */
    ROW_LEAST = 46,     /* pixels from row to row of single neurons */
    NEURON_LEAST = 9,   /* from neuron to neuron */
    FOOT = 84,          /* brackets and sum under the cone */
    /* The effective field. */
    USED_LEAST = 600,
    NARROW_USED_WIDTH = 360,
    NARROW_USED = 620,  /* the square and its profile */
    NARROW_CHART = 720, /* cards and chart */
    CHART_LEAST = 340,
    /* The whole table in a picture that is kept: what is round its rows, and rows at most. */
    TABLE_HEAD = 132,
    TABLE_ROW = 26,
    TABLE_MOST = 160
};

static bool is_narrow(const StageScope *scope, float unit) {
    return scope->room.w < (float)NARROW * unit;
}

/* Presenting, all is as large as the height lets it be. */
static float unit_of(const StageScope *scope) {
    return scope->presenter ? scope->room.h / 680 : scope->pen.unit;
}

static float right_width(const StageScope *scope, float unit) {
    const bool beside = scope->facts->stacks.beside.text != NULL;
    const float width = is_narrow(scope, unit) ? scope->room.w : scope->area.w;
    return is_narrow(scope, unit) ? width - (float)(PAD + PAD_RIGHT) * unit
                                  : roundf(fmaxf((float)RIGHT_LEAST * unit,
                                                 width * (beside ? 0.48F : 0.36F) - (float)PAD * unit));
}

/* The image is as high as it is wide, with its labels, where the table keeps enough. */
static float picture_height(float width, float unit, float room) {
    return fminf(width + 36 * unit, room * 0.63F);
}

/* A picture that is kept has all rows of the table, within reason. */
static float still_height(const StageScope *scope, float unit) {
    const int rows = scope->facts->stacks.main.row_count;
    const float room = scope->room.h - (float)TITLES * unit;
    const float table = (float)(TABLE_HEAD + TABLE_ROW * (rows < TABLE_MOST ? rows : TABLE_MOST)) * unit;
    return (float)TITLES * unit + picture_height(right_width(scope, unit), unit, room) + table;
}

Point field_least_size(const StageScope *scope) {
    const float unit = unit_of(scope);
    const bool effective = scope->scene->field.effective;
    const bool narrow = is_narrow(scope, unit);
    const int high = effective ? (narrow ? NARROW_USED + NARROW_CHART : USED_LEAST)
                               : (narrow ? NARROW_CONE + NARROW_RIGHT : LEAST_HEIGHT);
    float height = (float)high * unit;
    if (scope->still && !effective && scope->facts->stacks.beside.text == NULL) {
        const float above = narrow ? (float)NARROW_CONE * unit : 0;
        height = fmaxf(height, above + still_height(scope, unit));
    }
    const int wide = effective ? NARROW_USED_WIDTH : NARROW_WIDTH;
    return (Point){(float)(narrow ? wide : NARROW) * unit, height};
}

/* Neuron by neuron, where each layer has a row with room for its neurons, and rows stand in one line. */
static bool wants_bands(const FollowedStack *stack, Rect cone, const FieldLayout *layout) {
    const float unit = layout->unit;
    for (int i = 0; i < stack->row_count; i++) {
        if (stack->plan.nodes[stack->rows[i]].input_count > 0) {
            return true;
        }
    }
    const float pitch = (cone.w - layout->labels) / (float)stack->plan.size[PS_WIDTH];
    const float row = (cone.h - (float)FOOT * unit) / (float)(stack->row_count > 0 ? stack->row_count : 1);
    return pitch < (float)NEURON_LEAST * unit || row < (float)ROW_LEAST * unit;
}

static void lay_right(const StageScope *scope, FieldLayout *layout) {
    const float unit = layout->unit;
    const Rect right = layout->right;
    const float top = right.y + (float)TITLES * unit;
    const float room = (scope->still ? fminf(right.h, scope->room.h) : right.h) - (float)TITLES * unit;
    const float height = picture_height(right.w, unit, room);
    layout->picture = (Rect){right.x, top, right.w, height};
    const float table = top + height + 16 * unit;
    layout->table = (Rect){right.x, table, right.w, right.y + right.h - table - 16 * unit};
}

/* A picture that is kept is in bands where the screen is; single neurons stand no further apart there. */
static void lay_cone(const StageScope *scope, FieldLayout *layout) {
    const float titles = (float)TITLES * layout->unit;
    const Rect left = layout->left;
    const float foot = titles + 16 * layout->unit;
    layout->cone = (Rect){left.x, left.y + titles, left.w, left.h - foot};
    Rect seen = layout->cone;
    seen.h = scope->still ? fminf(left.h, scope->room.h) - foot : seen.h;
    layout->bands = layout->beside || wants_bands(&scope->facts->stacks.main, seen, layout);
    layout->cone.h = layout->bands ? layout->cone.h : seen.h;
}

/* Two parts: the effective field at the left, its figures at the right, which are wider. */
static void lay_effective(const StageScope *scope, FieldLayout *layout) {
    const float unit = layout->unit;
    const Rect area = scope->area;
    const float pad = roundf((float)PAD * unit);
    const float width = area.w - 2 * pad;
    if (is_narrow(scope, unit)) {
        const float first = (float)NARROW_USED * unit;
        layout->left = (Rect){area.x + pad, area.y, width, first};
        layout->right = (Rect){area.x + pad, area.y + first, width, area.h - first};
        return;
    }
    const float right = roundf(fmaxf((float)CHART_LEAST * unit, (width - pad) * 0.557F));
    layout->right = (Rect){area.x + area.w - pad - right, area.y, right, area.h};
    layout->left = (Rect){area.x + pad, area.y, width - right - pad, area.h};
}

/* Margins between the parts are halved. */
static void lay_panels(const StageScope *scope, FieldLayout *layout) {
    const Rect area = scope->area;
    const Rect left = layout->left;
    const Rect right = layout->right;
    layout->left_panel = layout->right_panel = area;
    if (right.y > left.y) {
        layout->left_panel.h = right.y - area.y;
        layout->right_panel.y = right.y;
        layout->right_panel.h = area.y + area.h - right.y;
        return;
    }
    const float middle = (left.x + left.w + right.x) / 2;
    layout->left_panel.w = middle - area.x;
    layout->right_panel.x = middle;
    layout->right_panel.w = area.x + area.w - middle;
}

/* The picture ends and the table begins in the middle of the margin; a second stack takes all. */
static void lay_table_panel(FieldLayout *layout) {
    const Rect panel = layout->right_panel;
    const float middle = (layout->picture.y + layout->picture.h + layout->table.y) / 2;
    layout->upper_panel = layout->table_panel = panel;
    layout->upper_panel.h = layout->beside ? panel.h : middle - panel.y;
    layout->table_panel.y = middle;
    layout->table_panel.h = panel.h - (middle - panel.y);
}

static float least_text(const StageScope *scope) {
    return scope->presenter ? ceilf((float)scope->pen.canvas->height / 40) : 0;
}

Font field_layout_font(const FieldLayout *layout, FontFace face, float size) {
    return (Font){face, (int)fmaxf(roundf(size * layout->unit), layout->least)};
}

FieldLayout field_layout(const StageScope *scope) {
    const float unit = unit_of(scope);
    const Rect area = scope->area;
    const float pad = roundf((float)PAD * unit);
    const float end = area.x + area.w - roundf((float)PAD_RIGHT * unit);
    FieldLayout layout = {.unit = unit,
                          .labels = roundf((float)(scope->presenter ? LABELS_LARGE : LABELS) * unit),
                          .least = least_text(scope),
                          .beside = scope->facts->stacks.beside.text != NULL};
    if (scope->scene->field.effective) {
        lay_effective(scope, &layout);
        lay_panels(scope, &layout);
        return layout;
    }
    const float width = right_width(scope, unit);
    if (is_narrow(scope, unit)) {
        const float cone = (float)NARROW_CONE * unit;
        layout.left = (Rect){area.x + pad, area.y, end - area.x - pad, cone};
        layout.right = (Rect){area.x + pad, area.y + cone, end - area.x - pad, area.h - cone};
    } else {
        layout.right = (Rect){end - width, area.y, width, area.h};
        layout.left = (Rect){area.x + pad, area.y,
                             layout.right.x - roundf((float)BETWEEN * unit) - area.x - pad, area.h};
    }
    lay_cone(scope, &layout);
    lay_right(scope, &layout);
    lay_panels(scope, &layout);
    lay_table_panel(&layout);
    return layout;
}
