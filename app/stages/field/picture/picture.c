/* The image and what is asked of it: its titles, which picture it is, pointing at its cells, and choosing the
 * neuron that looks there. The fields over it are field_squares.c's.
 */
#include "app/stages/field/picture/picture.h"

#include "app/stages/field/look.h"
#include "app/stages/field/picture/squares.h"
#include "app/stages/field/view.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void mark_cell(const FieldPicture *picture, Canvas *canvas) {
    const FieldStageView *view = picture->scope->view;
    PsRegion cell;
    for (int axis = 0; axis < PS_AXES; axis++) {
        cell.axis[axis] = (PsRange){view->hovered_neuron[axis], view->hovered_neuron[axis] + 1};
    }
    const Rect rect = rect_inset(field_image_span(&picture->image, &cell), -field_picture_px(picture, 1));
    canvas_stroke(canvas, rect_inset(rect, -1), field_picture_px(picture, 2),
                  field_picture_px(picture, 2) + 2, 0, field_halo(picture));
    canvas_stroke(canvas, rect, field_picture_px(picture, 2), field_picture_px(picture, 2), 0,
                  picture->theme->text);
}

/* What the cell that is pointed at is to the chosen layer; false if there is none. */
static bool describe_cell(const FieldPicture *picture, char *text, size_t size) {
    const FieldShown *shown = picture->shown;
    const int64_t *cell = ((const FieldStageView *)picture->scope->view)->hovered_neuron;
    char name[PS_LAYER_TITLE_SIZE];
    const int64_t count = picture->readers;
    if (count < 0) {
        return false;
    }
    stacks_node_name(shown->stack, shown->node, name);
    const long long row = (long long)cell[PS_HEIGHT];
    const long long column = (long long)cell[PS_WIDTH];
    if (count == 0) {
        snprintf(text, size, _("Cell %lld, %lld: read by no neuron of %s"), row, column, name);
    } else if (count == 1) {
        snprintf(text, size, _("Cell %lld, %lld: read by 1 neuron of %s"), row, column, name);
    } else {
        snprintf(text, size, _("Cell %lld, %lld: read by %lld neurons of %s"), row, column, (long long)count,
                 name);
    }
    return true;
}

static void describe(const FieldPicture *picture, char *text, size_t size) {
    const FieldShown *shown = picture->shown;
    if (describe_cell(picture, text, size)) {
        return;
    }
    if (!shown->fits) {
        snprintf(text, size, "%s", _("This layer has no neurons: the table says why."));
    } else if (picture->image.cut) {
        snprintf(text, size, "%s", _("Dashed where it hangs over, further than is shown."));
    } else if (!field_region_equal(&shown->region, &shown->unclipped)) {
        snprintf(text, size, "%s", _("Solid inside, dashed where it hangs over the edge."));
    } else {
        snprintf(text, size, "%s", _("Fields of the neurons on the thick path."));
    }
}

enum { MENU_WIDTH = 112, MENU_HEIGHT = 28 };

/* Beside the title; not in presenter mode. */
static Rect menu_rect(const FieldPicture *picture) {
    const Rect right = picture->layout->right;
    const float width =
        picture->scope->presenter || picture->scope->still ? 0 : roundf(MENU_WIDTH * picture->unit);
    return (Rect){right.x + right.w - width, right.y + roundf(19 * picture->unit), width,
                  roundf(MENU_HEIGHT * picture->unit)};
}

static void draw_titles(const FieldPicture *picture) {
    const Pen *pen = &picture->scope->pen;
    const Rect right = picture->layout->right;
    const float unit = picture->unit;
    const float width = right.w - menu_rect(picture).w - field_picture_px(picture, 8);
    const Rect title = {right.x, right.y + roundf(20 * unit), width, roundf(26 * unit)};
    const Rect under = {right.x, right.y + roundf(49 * unit), right.w, roundf(20 * unit)};
    char line[2 * PS_LAYER_TITLE_SIZE];
    describe(picture, line, sizeof line);
    pen_label(pen, title, field_layout_font(picture->layout, FONT_SEMIBOLD, 20), pen->theme->text, ALIGN_LEFT,
              _("On the image"));
    pen_label(pen, under, field_layout_font(picture->layout, FONT_REGULAR, 13), pen->theme->muted, ALIGN_LEFT,
              line);
}

/* Cells in the tree at most, on a side. */
enum { REPORTED_MOST = 32 };

static void tell_cells(const FieldPicture *picture) {
    const FieldImage *image = &picture->image;
    if (!picture->scope->pen.want_tree || image->rows > REPORTED_MOST || image->columns > REPORTED_MOST) {
        return;
    }
    for (int64_t row = 0; row < image->rows; row++) {
        float values[REPORTED_MOST];
        field_image_values(picture->scope, image, row, values);
        for (int64_t column = 0; column < image->columns; column++) {
            const PsRegion region = {{{row, row + 1}, {column, column + 1}}};
            char label[48];
            char value[PS_NUMBER_SIZE];
            snprintf(label, sizeof label, "pixel %lld,%lld", (long long)row, (long long)column);
            ps_number_write(value, values[column], PS_NUMBER_FULL);
            pen_report(&picture->scope->pen, UI_ROLE_CELL, label, value,
                       rect_inset(field_image_span(image, &region), image->gap / 2));
        }
    }
}

static void tell(const FieldPicture *picture) {
    char size[2 * PS_NUMBER_SIZE];
    snprintf(size, sizeof size, "%lld × %lld", (long long)picture->image.rows,
             (long long)picture->image.columns);
    pen_report(&picture->scope->pen, UI_ROLE_REGION, N_("Image"), size, field_image_rect(&picture->image));
    tell_cells(picture);
}

void field_picture_draw(const FieldPicture *picture, Canvas *canvas) {
    draw_titles(picture);
    canvas_push_clip(canvas, picture->layout->right);
    field_image_draw(picture->scope, &picture->image, canvas);
    canvas_pop_clip(canvas);
    field_squares_draw(picture, canvas);
    if (picture->points) {
        mark_cell(picture, canvas);
    }
    tell(picture);
}

/* The neuron of the chosen row whose field's middle is nearest to a cell. */
static int64_t nearest_neuron(const FieldShown *shown, int axis, int64_t cell) {
    const PsNode *node = &shown->stack->plan.nodes[shown->node];
    const PsField *field = &shown->stack->fields[shown->node];
    const double jump = field->axis[axis].jump;
    const int64_t last = node->size[axis] - 1;
    double neuron = (double)cell * (double)node->size[axis] / (double)shown->stack->plan.size[axis];
    if (field->known && jump > 0) {
        neuron = round(((double)cell - field->axis[axis].start) / jump);
    }
    return neuron <= 0 ? 0 : neuron >= (double)last ? last : (int64_t)neuron;
}

static void choose_at(const StageContext *context, const FieldPicture *picture, const int64_t cell[PS_AXES]) {
    const FieldShown *shown = picture->shown;
    int64_t neuron[PS_AXES] = {cell[PS_HEIGHT], cell[PS_WIDTH]};
    if (!shown->fits) {
        return;
    }
    for (int axis = 0; axis < PS_AXES && shown->row >= 0; axis++) {
        neuron[axis] = nearest_neuron(shown, axis, cell[axis]);
    }
    field_choose(context, shown->node, neuron);
}

/* Arrows move the chosen neuron on by one. */
static void image_keys(const StageContext *context, const FieldPicture *picture, UiId id) {
    Ui *ui = context->ui;
    const FieldShown *shown = picture->shown;
    const int64_t by[PS_AXES] = {ui_key(ui, id, UI_KEY_DOWN, 0) - ui_key(ui, id, UI_KEY_UP, 0),
                                 ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0)};
    int64_t neuron[PS_AXES];
    if ((by[PS_HEIGHT] == 0 && by[PS_WIDTH] == 0) || !shown->fits) {
        return;
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        const PsPlan *plan = &shown->stack->plan;
        const int64_t size = shown->row < 0 ? plan->size[axis] : plan->nodes[shown->node].size[axis];
        const int64_t next = shown->neuron[axis] + by[axis];
        neuron[axis] = next < 0 ? 0 : next >= size ? size - 1 : next;
    }
    field_choose(context, shown->node, neuron);
}

static void picture_menu(const StageContext *context, const FieldPicture *picture) {
    const char *const items[] = {N_("Cat"), N_("Your input")};
    PsFieldView settings = context->scope.scene->field;
    const MenuSpec spec = {.rect = menu_rect(picture),
                           .label = N_("Picture"),
                           .tooltip =
                               _("What the fields lie on: a drawn cat, or the input of the other stages"),
                           .value = _(items[settings.own]),
                           .items = items,
                           .count = 2,
                           .selected = settings.own};
    const int chosen = ui_menu(context->ui, &spec);
    if (chosen >= 0 && settings.own != (chosen == 1)) {
        settings.own = chosen == 1;
        PsEdit edit = ps_edit_settings(PS_STAGE_FIELD, &settings);
        stage_request(context, &edit, 0, spec.rect, NULL);
    }
}

/* Pointing at a cell, and dragging over the image, which stays in place meanwhile. */
static void point_at(const StageContext *context, const FieldPicture *picture, UiAct act) {
    FieldStageView *view = context->view;
    const Ui *ui = context->ui;
    int64_t cell[PS_AXES];
    field_image_nearest(&picture->image, ui->x, ui->y, cell);
    if (act.hovered && !act.held) {
        view->hovering_cell = true;
        memcpy(view->hovered_neuron, cell, sizeof cell);
    }
    if (act.pressed) {
        view->image_region = picture->shown->unclipped;
    }
    view->image_held = act.held;
    if (act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE)) {
        choose_at(context, picture, cell);
    }
}

void field_picture_controls(const StageContext *context, const FieldPicture *picture) {
    Ui *ui = context->ui;
    const UiId id = ui_id("field image");
    const Rect rect = field_image_rect(&picture->image);
    const UiAct act = ui_interact(ui, id, rect, UI_STOP);
    if (!context->scope.presenter) {
        picture_menu(context, picture);
    }
    if (act.focused) {
        ui_tree_focus(&ui->tree, N_("Image"));
    }
    ui_tooltip(ui, act, rect, _("Click or drag: the neuron that looks there"));
    image_keys(context, picture, id);
    point_at(context, picture, act);
}
