#include "app/stages/field_effective.h"

#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Hue and mark of each family of layers. To add one: a row. */
static const struct {
    size_t hue; /* of Theme */
    Icon mark;
} looks[PS_FAMILY_COUNT] = {
    [PS_FAMILY_CONV] = {offsetof(Theme, convolution), ICON_STAR},
    [PS_FAMILY_MAX] = {offsetof(Theme, max), ICON_TRIANGLE},
    [PS_FAMILY_AVERAGE] = {offsetof(Theme, average), ICON_WAVES},
    [PS_FAMILY_LP] = {offsetof(Theme, lp), ICON_DIAMOND},
    [PS_FAMILY_GLOBAL] = {offsetof(Theme, global), ICON_DISC},
    [PS_FAMILY_UPSAMPLE] = {offsetof(Theme, text), ICON_UP},
    [PS_FAMILY_PASS] = {offsetof(Theme, muted), ICON_BAR},
    [PS_FAMILY_JOIN] = {offsetof(Theme, text), ICON_PLUS},
    [PS_FAMILY_UNKNOWN] = {offsetof(Theme, wrong), ICON_CROSS},
};

Color field_hue(const Theme *theme, const PsLayer *layer) {
    const size_t hue = looks[ps_layer_info(layer->kind)->family].hue;
    return *(const Color *)(const void *)((const char *)theme + hue);
}

Icon field_mark(const PsLayer *layer) {
    return looks[ps_layer_info(layer->kind)->family].mark;
}

float field_counts_draw(const StageContext *context, const LabStack *stack, const LabBlock *block, float unit,
                        Point right) {
    Ui *ui = context->ui;
    const Font mono = {FONT_MONO, (int)roundf(12 * unit)};
    int counts[PS_FAMILY_COUNT] = {0};
    float x = right.x;
    for (int row = block->first; row < block->end; row++) {
        counts[ps_layer_info(stack->plan.nodes[stack->rows[row]].layer->kind)->family]++;
    }
    static const PsLayerFamily order[] = {PS_FAMILY_LP,   PS_FAMILY_GLOBAL,  PS_FAMILY_AVERAGE,
                                          PS_FAMILY_MAX,  PS_FAMILY_UNKNOWN, PS_FAMILY_UPSAMPLE,
                                          PS_FAMILY_JOIN, PS_FAMILY_CONV};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        char text[16];
        if (counts[order[i]] == 0) {
            continue;
        }
        snprintf(text, sizeof text, "× %d", counts[order[i]]);
        x -= canvas_text_aligned(ui->canvas, mono, x, right.y, ALIGN_RIGHT, 0, ui->theme->muted, text);
        icon_draw(ui->canvas, looks[order[i]].mark, (Point){x - 8 * unit, right.y}, 11 * unit,
                  *(const Color *)(const void *)((const char *)ui->theme + looks[order[i]].hue));
        x -= 22 * unit;
    }
    return right.x - x;
}

void field_number(double value, PsNumberForm form, char text[PS_NUMBER_SIZE]) {
    ps_number_write(text, (float)value, form);
}

Font field_font(const FieldLayout *layout, FontFace face, float size) {
    return (Font){face, (int)roundf(size * layout->unit)};
}

/* Names need not be unique, labels must. */
void field_row_label(const LabStack *stack, int row, char *label, size_t size) {
    char name[PS_LAYER_TITLE_SIZE];
    char other[PS_LAYER_TITLE_SIZE];
    lab_node_name(stack, stack->rows[row], name);
    int same = 1;
    for (int i = 0; i < row; i++) {
        lab_node_name(stack, stack->rows[i], other);
        same += strcmp(name, other) == 0;
    }
    if (same > 1) {
        snprintf(label, size, "%s %d", name, same);
    } else {
        snprintf(label, size, "%s", name);
    }
}

bool field_covered(const StageContext *context, int row) {
    return answers_covered(context->answers, row);
}

void field_titles(const StageContext *context, Rect part, float unit, const char *title, const char *line) {
    Ui *ui = context->ui;
    const Font large = {FONT_SEMIBOLD, (int)roundf(20 * unit)};
    const Font small = {FONT_REGULAR, (int)roundf(13 * unit)};
    const Rect first = {part.x, part.y + roundf(20 * unit), part.w, roundf(26 * unit)};
    const Rect second = {part.x, part.y + roundf(49 * unit), part.w, roundf(20 * unit)};
    ui_label(ui, first, large, ui->theme->text, ALIGN_LEFT, title);
    ui_label(ui, second, small, ui->theme->muted, ALIGN_LEFT, line);
}

static int64_t step_count(const Pooled *pooled, const Lab *lab) {
    (void)pooled;
    return lab->main.row_count;
}

/* A line for the foot of an empty stage. */
static void draw_empty(const StageContext *context, const FieldLayout *layout) {
    Ui *ui = context->ui;
    const Rect rect = {layout->left.x, layout->left.y + roundf(80 * layout->unit), layout->left.w,
                       roundf(24 * layout->unit)};
    ui_label(ui, rect, field_font(layout, FONT_REGULAR, 15), ui->theme->text, ALIGN_LEFT,
             _("There is no layer yet: add one at the right, or start from a ready stack."));
}

static void draw_parts(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    if (context->scene->field.effective) {
        field_effective_draw(context, layout, shown);
        return;
    }
    if (layout->bands) {
        field_bands_draw(context, layout, shown);
    } else {
        field_cone_draw(context, layout, shown);
    }
    if (layout->beside) {
        field_beside_draw(context, layout, shown);
    } else {
        field_picture_draw(context, layout, shown);
        if (context->still) {
            field_table(context, layout, shown);
        }
    }
}

static void draw(const StageContext *context) {
    const FieldLayout layout = field_layout(context);
    FieldShown shown;
    if (context->lab->main.row_count == 0) {
        draw_empty(context, &layout);
        return;
    }
    if (!field_shown_init(context, &shown)) {
        return;
    }
    draw_parts(context, &layout, &shown);
    field_shown_free(&shown);
}

static void parts(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    if (context->scene->field.effective) {
        field_effective_controls(context, layout, shown);
        return;
    }
    if (layout->bands) {
        field_bands_controls(context, layout, shown);
    } else {
        field_cone_controls(context, layout, shown);
    }
    if (layout->beside) {
        field_beside_controls(context, layout, shown);
    } else {
        field_picture_controls(context, layout, shown);
        field_table(context, layout, shown);
    }
}

static void controls(const StageContext *context) {
    FieldStageView *view = context->view;
    const FieldLayout layout = field_layout(context);
    FieldShown shown;
    view->hovered = 0;
    view->hovering_cell = false;
    if (context->lab->main.row_count == 0 || !field_shown_init(context, &shown)) {
        return;
    }
    parts(context, &layout, &shown);
    field_shown_free(&shown);
}

/* The effective width beside what can be seen; false where it is not worked out. */
static bool narrate_effective(const StageContext *context, int row, char *text, size_t size) {
    const LabStack *stack = &context->lab->main;
    const EffectMap *map = &context->effect->maps[0];
    const EffectWish *wish = &context->effect->wish;
    char name[PS_LAYER_TITLE_SIZE];
    char width[FIELD_SHORT_SIZE];
    char field[FIELD_SHORT_SIZE];
    if (!context->scene->field.effective || !wish->wanted || wish->lab_version != context->lab->version ||
        map->neuron.node != stack->rows[row] || !(map->spread.width[PS_WIDTH] > 0)) {
        return false;
    }
    lab_node_name(stack, stack->rows[row], name);
    field_effective_short(map->spread.width[PS_WIDTH], 1, width);
    field_effective_short(stack->fields[stack->rows[row]].axis[PS_WIDTH].size, 1, field);
    snprintf(text, size,
             _("Of %s cells that a neuron of layer %d (%s) sees across, it leans on the middle %s: %.0f %%."),
             field, row + 1, name, width, 100 * map->spread.ratio[PS_WIDTH]);
    return true;
}

static void narrate(const StageContext *context, PsNumberForm form, char *text, size_t size) {
    const LabStack *stack = &context->lab->main;
    const int row = (int)context->step - 1;
    if (row < 0 || row >= stack->row_count) {
        snprintf(text, size, "%s", _("How far does one neuron see? Press the right arrow to begin."));
        return;
    }
    char name[PS_LAYER_TITLE_SIZE];
    char height[PS_NUMBER_SIZE];
    char width[PS_NUMBER_SIZE];
    const int node = stack->rows[row];
    const PsField *field = &stack->fields[node];
    lab_node_name(stack, node, name);
    if (field_covered(context, row)) {
        snprintf(text, size, _("How far does a neuron of layer %d (%s) see?"), row + 1, name);
        return;
    }
    if (!field->known) {
        snprintf(text, size, _("What a neuron of layer %d (%s) sees is not known."), row + 1, name);
        return;
    }
    if (narrate_effective(context, row, text, size)) {
        return;
    }
    field_number(field->axis[PS_HEIGHT].size, form, height);
    field_number(field->axis[PS_WIDTH].size, form, width);
    snprintf(text, size, _("A neuron of layer %d (%s) sees %s × %s input cells."), row + 1, name, height,
             width);
}

static Point least_size(const StageContext *context) {
    return field_least_size(context);
}

static void still(void *view) {
    FieldStageView *kept = view;
    kept->hovered = 0;
    kept->hovering_cell = kept->image_held = kept->table_open = false;
}

static float inspector(const StageContext *context, Rect column) {
    return field_inspector(context, column);
}

const Stage field_stage = {
    .key = "field",
    .title = N_("Receptive field"),
    .view_size = sizeof(FieldStageView),
    .step_count = step_count,
    .least_size = least_size,
    .draw = draw,
    .controls = controls,
    .still = still,
    .inspector = inspector,
    .narrate = narrate,
};
