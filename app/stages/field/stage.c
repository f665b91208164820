/* Puts the parts together: which are shown, in what order they draw and react, and the sentence about them.
 */
#include "app/stages/field/stage.h"

#include "app/stages/field/beside.h"
#include "app/stages/field/cone/bands.h"
#include "app/stages/field/cone/bands_draw.h"
#include "app/stages/field/cone/cone.h"
#include "app/stages/field/editor/inspector.h"
#include "app/stages/field/effective/effective.h"
#include "app/stages/field/effective/effective_layout.h"
#include "app/stages/field/effective/words.h"
#include "app/stages/field/layout.h"
#include "app/stages/field/look.h"
#include "app/stages/field/picture/picture.h"
#include "app/stages/field/shown.h"
#include "app/stages/field/table/table.h"
#include "app/stages/field/view.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

static int64_t step_count(const Pooled *pooled, const Stacks *stacks) {
    (void)pooled;
    return stacks->main.row_count;
}

/* A line for the foot of an empty stage. */
static void draw_empty(const StageContext *context, const FieldLayout *layout) {
    Ui *ui = context->ui;
    const Rect rect = {layout->left.x, layout->left.y + roundf(80 * layout->unit), layout->left.w,
                       roundf(24 * layout->unit)};
    ui_label(ui, rect, field_font(layout, FONT_REGULAR, 15), ui->theme->text, ALIGN_LEFT,
             _("There is no layer yet: add one at the right, or start from a ready stack."));
}

/* Where the picture with its titles ends and the table begins, in the middle of the margin. */
static float table_top(const FieldLayout *layout) {
    return (layout->picture.y + layout->picture.h + layout->table.y) / 2;
}

/* The picture with its titles, or the stack beside. */
static Rect upper_panel(const FieldLayout *layout) {
    Rect panel = layout->right_panel;
    panel.h = layout->beside ? panel.h : table_top(layout) - panel.y;
    return panel;
}

static Rect table_panel(const FieldLayout *layout) {
    Rect panel = layout->right_panel;
    panel.y = table_top(layout);
    panel.h -= panel.y - layout->right_panel.y;
    return panel;
}

static void run_table(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    canvas_push_panel(context->ui->canvas, table_panel(layout));
    field_table(context, layout, shown);
    canvas_pop_clip(context->ui->canvas);
}

static void draw_left(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    canvas_push_panel(context->ui->canvas, layout->left_panel);
    if (layout->bands) {
        field_bands_draw(context, layout, shown);
    } else {
        field_cone_draw(context, layout, shown);
    }
    canvas_pop_clip(context->ui->canvas);
}

static void draw_parts(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    Canvas *canvas = context->ui->canvas;
    if (context->scene->field.effective) {
        field_effective_draw(context, layout, shown);
        return;
    }
    draw_left(context, layout, shown);
    canvas_push_panel(canvas, upper_panel(layout));
    if (layout->beside) {
        field_beside_draw(context, layout);
    } else {
        field_picture_draw(context, layout, shown);
    }
    canvas_pop_clip(canvas);
    if (!layout->beside && context->still) {
        run_table(context, layout, shown);
    }
}

static void draw(const StageContext *context) {
    const FieldLayout layout = field_layout(context);
    FieldShown shown;
    if (context->stacks->main.row_count == 0) {
        draw_empty(context, &layout);
        return;
    }
    if (!field_shown_init(context, &shown)) {
        return;
    }
    draw_parts(context, &layout, &shown);
    field_shown_free(&shown);
}

static void left_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    canvas_push_panel(context->ui->canvas, layout->left_panel);
    if (layout->bands) {
        field_bands_controls(context, layout, shown);
    } else {
        field_cone_controls(context, layout, shown);
    }
    canvas_pop_clip(context->ui->canvas);
}

static void parts(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    Canvas *canvas = context->ui->canvas;
    if (context->scene->field.effective) {
        field_effective_controls(context, layout, shown);
        return;
    }
    left_controls(context, layout, shown);
    canvas_push_panel(canvas, upper_panel(layout));
    if (layout->beside) {
        field_beside_controls(context, layout);
    } else {
        field_picture_controls(context, layout, shown);
    }
    canvas_pop_clip(canvas);
    if (!layout->beside) {
        run_table(context, layout, shown);
    }
}

static void controls(const StageContext *context) {
    FieldStageView *view = context->view;
    const FieldLayout layout = field_layout(context);
    FieldShown shown;
    view->hovered = 0;
    view->hovering_cell = false;
    if (context->stacks->main.row_count == 0 || !field_shown_init(context, &shown)) {
        return;
    }
    parts(context, &layout, &shown);
    field_shown_free(&shown);
}

/* The effective width beside what can be seen; false where it is not worked out. */
static bool narrate_effective(const StageContext *context, int row, char *text, size_t size) {
    const FollowedStack *stack = &context->stacks->main;
    const EffectiveFieldWish wish = field_effective_wish(context);
    const EffectiveFieldMap *map = effective_field_map(context->effective, &wish, 0);
    char name[PS_LAYER_TITLE_SIZE];
    char width[FIELD_SHORT_SIZE];
    char field[FIELD_SHORT_SIZE];
    if (!wish.wanted || map == NULL || !(map->spread.width[PS_WIDTH] > 0)) {
        return false;
    }
    stacks_node_name(stack, stack->rows[row], name);
    field_effective_short(map->spread.width[PS_WIDTH], 1, width);
    field_effective_short(stack->fields[stack->rows[row]].axis[PS_WIDTH].size, 1, field);
    snprintf(text, size,
             _("Of %s cells that a neuron of layer %d (%s) sees across, it leans on the middle %s: %.0f %%."),
             field, row + 1, name, width, 100 * map->spread.ratio[PS_WIDTH]);
    return true;
}

static void narrate(const StageContext *context, PsNumberForm form, char *text, size_t size) {
    const FollowedStack *stack = &context->stacks->main;
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
    stacks_node_name(stack, node, name);
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
    .wish = field_effective_wish,
    .draw = draw,
    .controls = controls,
    .still = still,
    .inspector = inspector,
    .narrate = narrate,
};
