/* First the chosen field, then those of the path below it, as many as have room for their labels. */
#include "app/stages/field/picture/picture_layout.h"

#include "app/stages/field/look.h"
#include "app/stages/field/view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Layers tried for a square: where there are more, their labels would touch. */
enum { TRIES_MOST = 96 };

float field_picture_px(const FieldPicture *picture, float units) {
    return fmaxf(1, roundf(units * picture->unit));
}

static void size_text(const FieldPicture *picture, int row, const PsRegion *region, char *text, size_t size) {
    char sides[PS_AXES][PS_NUMBER_SIZE];
    for (int axis = 0; axis < PS_AXES; axis++) {
        const PsRange range = region->axis[axis];
        ps_number_write_integer(sides[axis], range.end - range.first, PS_NUMBER_SCREEN);
    }
    if (row >= 0 && field_covered(picture->scope, row)) {
        snprintf(text, size, "?");
    } else if (strcmp(sides[PS_HEIGHT], sides[PS_WIDTH]) == 0) {
        snprintf(text, size, "%s", sides[PS_WIDTH]);
    } else {
        snprintf(text, size, "%.60s × %.60s", sides[PS_HEIGHT], sides[PS_WIDTH]);
    }
}

bool field_region_equal(const PsRegion *one, const PsRegion *other) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        if (one->axis[axis].first != other->axis[axis].first ||
            one->axis[axis].end != other->axis[axis].end) {
            return false;
        }
    }
    return true;
}

/* Whether a label has room beside those that are there, and its field is another than theirs. */
static bool has_room(const FieldPicture *picture, const FieldSquare *square) {
    const float air = field_picture_px(picture, 4);
    for (int i = 0; i < picture->count; i++) {
        const FieldSquare *other = &picture->squares[i];
        if (field_region_equal(&other->region, &square->region) ||
            fabsf(other->x - square->x) < (other->width + square->width) / 2 + air) {
            return false;
        }
    }
    return true;
}

static void add_square(FieldPicture *picture, int row, const PsRegion *region) {
    const FollowedStack *stack = picture->shown->stack;
    const Rect frame = picture->image.frame;
    const bool chosen = picture->count == 0;
    FieldSquare square = {.row = row, .region = *region};
    size_text(picture, row, region, square.text, sizeof square.text);
    square.hue = chosen ? picture->theme->window
                        : field_hue(picture->theme, stack->plan.nodes[stack->rows[row]].layer);
    square.ink = chosen ? picture->theme->window_text : square.hue;
    if (picture->shown->grows && row == picture->shown->row - 1) {
        const float come = field_shown_share(picture->shown, picture->shown->row);
        square.ink = color_blend(square.ink, picture->theme->window_text, come);
        square.hue = color_blend(square.hue, picture->theme->window, come);
    }
    square.width = canvas_text_width(picture->scope->pen.canvas, picture->label_font, square.text);
    square.x = roundf(field_image_edge(&picture->image, PS_WIDTH, region->axis[PS_WIDTH].end));
    const float end = frame.x + frame.w + field_picture_px(picture, 10) - square.width / 2;
    if (chosen) {
        square.x = fmaxf(frame.x + square.width / 2, fminf(square.x, end));
    } else if (square.x > end || square.x < frame.x || !has_room(picture, &square)) {
        return;
    }
    picture->squares[picture->count++] = square;
}

static bool ends_block(const FollowedStack *stack, int row) {
    for (int i = 0; i < stack->block_count; i++) {
        if (stack->blocks[i].end == row + 1) {
            return true;
        }
    }
    return false;
}

/* First the neighbour below the chosen one and the last layer of each block, then as many others as there is
 * room for. */
static void add_path(FieldPicture *picture) {
    const FieldShown *shown = picture->shown;
    const FollowedStack *stack = shown->stack;
    int tries = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int row = shown->row - 1; row >= 0 && picture->count < FIELD_SQUARES; row--) {
            const bool early = row == shown->row - 1 || ends_block(stack, row);
            const int64_t *neuron = shown->path[stack->rows[row]];
            /* What was there before stays. */
            const bool lit = shown->grows || shown->row - row < shown->lit;
            PsRegion region;
            if (early != (pass == 0) || neuron[PS_HEIGHT] < 0 || !lit || tries++ >= TRIES_MOST) {
                continue;
            }
            if (ps_field_unclipped(&stack->plan, stack->rows[row], neuron, &region, NULL) == PS_OK) {
                add_square(picture, row, &region);
            }
        }
    }
}

/* Whether a cell is pointed at. What was pointed at in a pass before may have been a cell of a larger input.
 */
static bool points(const FieldPicture *picture) {
    const FieldStageView *view = picture->scope->view;
    return view->hovering_cell && view->hovered_neuron[PS_HEIGHT] < picture->image.rows &&
           view->hovered_neuron[PS_WIDTH] < picture->image.columns;
}

/* How many neurons of the chosen layer read an input cell; -1 without memory. */
static int64_t count_readers(const FieldShown *shown, const int64_t cell[PS_AXES]) {
    const PsPlan *plan = &shown->stack->plan;
    int64_t count = 1;
    for (int axis = 0; axis < PS_AXES; axis++) {
        PsCone cone;
        if (ps_cone_init(&cone, plan, axis, NULL) != PS_OK) {
            return -1;
        }
        ps_cone_up(plan, axis, cell[axis], &cone);
        count *= cone.lit_count[shown->node];
        ps_cone_free(&cone);
    }
    return count;
}

FieldPicture field_picture_make(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown) {
    FieldPicture picture = {.scope = scope,
                            .layout = layout,
                            .shown = shown,
                            .theme = scope->pen.theme,
                            .unit = layout->unit,
                            .label_font = field_layout_font(layout, FONT_MONO, 14),
                            .image = field_image_lay(scope, layout, shown)};
    if (shown->fits) {
        add_square(&picture, shown->row, &shown->unclipped);
        add_path(&picture);
    }
    const FieldStageView *view = scope->view;
    picture.points = points(&picture);
    picture.readers =
        picture.points && shown->fits && shown->row >= 0 ? count_readers(shown, view->hovered_neuron) : -1;
    return picture;
}
