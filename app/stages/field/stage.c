/* Puts the parts together: which are shown, in what order they draw and react, and the sentence about them.
 */
#include "app/stages/field/stage.h"

#include "app/stages/field/cone/bands.h"
#include "app/stages/field/cone/bands_draw.h"
#include "app/stages/field/cone/cone.h"
#include "app/stages/field/cone/cone_draw.h"
#include "app/stages/field/editor/inspector.h"
#include "app/stages/field/effective/effective.h"
#include "app/stages/field/effective/words.h"
#include "app/stages/field/frame.h"
#include "app/stages/field/look.h"
#include "app/stages/field/picture/picture.h"
#include "app/stages/field/table/table.h"
#include "app/stages/field/table/table_draw.h"
#include "app/stages/field/view.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int64_t steps(const PsScene *scene, const Facts *facts) {
    (void)scene;
    return facts->stacks.main.row_count;
}

/* In the place of a cone, where there is no layer. */
static void draw_empty(const StageScope *scope, const FieldLayout *layout) {
    const Rect rect = {layout->left.x, layout->left.y + roundf(80 * layout->unit), layout->left.w,
                       roundf(24 * layout->unit)};
    pen_label(&scope->pen, rect, field_font(layout->unit, FONT_REGULAR, 15), scope->pen.theme->text,
              ALIGN_LEFT, _("There is no layer yet: add one at the right, or start from a ready stack."));
}

static void draw_left(const FieldFrame *frame, Canvas *canvas) {
    canvas_push_panel(canvas, frame->layout.left_panel);
    if (frame->layout.bands) {
        field_bands_draw(&frame->bands, canvas);
    } else {
        field_cone_draw(&frame->cone, canvas);
    }
    canvas_pop_clip(canvas);
}

static void draw_right(const FieldFrame *frame, Canvas *canvas) {
    canvas_push_panel(canvas, frame->layout.upper_panel);
    if (frame->layout.beside) {
        field_beside_draw(&frame->beside, canvas);
    } else {
        field_picture_draw(&frame->picture, canvas);
    }
    canvas_pop_clip(canvas);
}

/* The card with all columns is in its place while it is open. */
static void draw_table(const StageScope *scope, const FieldFrame *frame) {
    const FieldStageView *view = scope->view;
    if (!frame->layout.beside && !view->table_open) {
        canvas_push_panel(scope->pen.canvas, frame->layout.table_panel);
        field_table_draw(&frame->table, scope->pen.canvas);
        canvas_pop_clip(scope->pen.canvas);
    }
}

static void draw(const StageScope *scope, const void *memory) {
    const FieldFrame *frame = memory;
    Canvas *canvas = scope->pen.canvas;
    if (frame->empty) {
        draw_empty(scope, &frame->layout);
    } else if (frame->effective) {
        field_effective_draw(&frame->used, &frame->heat, &frame->chart, canvas);
    } else {
        draw_left(frame, canvas);
        draw_right(frame, canvas);
        draw_table(scope, frame);
    }
}

static void left_controls(const StageContext *context, const FieldFrame *frame) {
    canvas_push_panel(context->ui->canvas, frame->layout.left_panel);
    if (frame->layout.bands) {
        field_bands_controls(context, &frame->bands);
    } else {
        field_cone_controls(context, &frame->cone);
    }
    canvas_pop_clip(context->ui->canvas);
}

static void right_controls(const StageContext *context, const FieldFrame *frame) {
    canvas_push_panel(context->ui->canvas, frame->layout.upper_panel);
    if (frame->layout.beside) {
        field_beside_controls(context, &frame->beside);
    } else {
        field_picture_controls(context, &frame->picture);
    }
    canvas_pop_clip(context->ui->canvas);
}

static void table_controls(const StageContext *context, const FieldFrame *frame) {
    if (!frame->layout.beside) {
        canvas_push_panel(context->ui->canvas, frame->layout.table_panel);
        field_table_controls(context, &frame->table, &frame->shown);
        canvas_pop_clip(context->ui->canvas);
    }
}

static void controls(const StageContext *context) {
    FieldStageView *view = context->view;
    const FieldFrame *frame = context->frame;
    view->hovered = 0;
    view->hovering_cell = false;
    if (frame->effective && !frame->empty) {
        field_effective_controls(context, &frame->used, &frame->chart);
    } else if (!frame->empty) {
        left_controls(context, frame);
        right_controls(context, frame);
        table_controls(context, frame);
    }
}

/* The effective width beside what can be seen; false where it is not worked out. */
static bool narrate_effective(const StageScope *scope, int row, char *text, size_t size) {
    const FollowedStack *stack = &scope->facts->stacks.main;
    const EffectiveFieldWish wish = field_effective_wish(scope);
    const EffectiveFieldMap *map = effective_field_map(&scope->facts->effective, &wish, 0);
    char layer[FIELD_LAYER_SIZE];
    char width[FIELD_SHORT_SIZE];
    char field[FIELD_SHORT_SIZE];
    if (!wish.wanted || map == NULL || !(map->spread.width[PS_WIDTH] > 0)) {
        return false;
    }
    field_layer_words(stack, row, layer);
    field_effective_short(map->spread.width[PS_WIDTH], 1, width);
    field_effective_short(stack->fields[stack->rows[row]].axis[PS_WIDTH].size, 1, field);
    snprintf(text, size,
             _("Of %s cells that a neuron of layer %s sees across, the middle %s change it most: %.0f %%."),
             field, layer, width, 100 * map->spread.ratio[PS_WIDTH]);
    return true;
}

static void narrate(const StageScope *scope, const void *memory, PsNumberForm form, char *text, size_t size) {
    const FollowedStack *stack = &scope->facts->stacks.main;
    const int row = (int)scope->step - 1;
    (void)memory;
    if (row < 0 || row >= stack->row_count) {
        snprintf(text, size, "%s", _("How far does one neuron see? Press the right arrow to begin."));
        return;
    }
    char layer[FIELD_LAYER_SIZE];
    char height[PS_NUMBER_SIZE];
    char width[PS_NUMBER_SIZE];
    const int node = stack->rows[row];
    const PsField *field = &stack->fields[node];
    field_layer_words(stack, row, layer);
    if (field_covered(scope, row)) {
        snprintf(text, size, _("How far does a neuron of layer %s see?"), layer);
        return;
    }
    if (!field->known) {
        snprintf(text, size, _("What a neuron of layer %s sees is not known."), layer);
        return;
    }
    if (narrate_effective(scope, row, text, size)) {
        return;
    }
    field_number(field->axis[PS_HEIGHT].size, form, height);
    field_number(field->axis[PS_WIDTH].size, form, width);
    snprintf(text, size, _("A neuron of layer %s sees %s × %s input cells."), layer, height, width);
}

static void still(void *view) {
    FieldStageView *kept = view;
    kept->hovered = 0;
    kept->hovering_cell = kept->image_held = kept->table_open = false;
    kept->table_row = 0;
    memset(kept->scrolled, 0, sizeof kept->scrolled);
}

/* Where the chosen row stands; empty where none does. */
static Rect chosen_row(const FieldFrame *frame) {
    const int row = frame->shown.row;
    if (!frame->layout.bands) {
        const float y = field_cone_y(&frame->cone, row);
        const float height = frame->layout.unit * 48;
        return (Rect){frame->layout.cone.x, y - height / 2, frame->layout.cone.w, height};
    }
    const FieldBands *bands = &frame->bands;
    for (int i = 0; i < bands->count; i++) {
        const FieldLine *line = &bands->lines[i];
        if (line->row == row && line->kind != FIELD_LINE_WHOLE) {
            const Rect rect = {bands->view.x, bands->origin.y + line->y, bands->view.w, line->h};
            return rect_intersect(rect, bands->view);
        }
    }
    return (Rect){0};
}

/* The image, then the row. */
static int moves(const StageScope *scope, const void *memory, Rect rects[STAGE_MOVES]) {
    const FieldFrame *frame = memory;
    (void)scope;
    if (frame->empty || frame->effective || frame->shown.row < 0) {
        return 0;
    }
    rects[0] = frame->layout.picture;
    rects[1] = chosen_row(frame);
    return rect_empty(rects[1]) ? 1 : 2;
}

const Stage field_stage = {
    .key = "field",
    .title = N_("Receptive field"),
    .view_size = sizeof(FieldStageView),
    .frame_size = sizeof(FieldFrame),
    .needs = FOLLOW_SCALE | FOLLOW_STACKS | FOLLOW_EFFECTIVE,
    .steps = steps,
    .least_size = field_least_size,
    .wish = field_effective_wish,
    .frame = field_frame,
    .frame_free = field_frame_free,
    .draw = draw,
    .controls = controls,
    .still = still,
    .inspector = field_inspector,
    .moves = moves,
    .opens_at_end = true,
    .narrate = narrate,
};
