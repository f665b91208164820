/* The pointer, the focus and the marks of both.
 *
 * Invariant: focus and selection are cells of the map, however it shrinks.
 */
#include "app/stages/shared/input_map.h"

#include "app/stages/shared/channel_strip.h"
#include "app/stages/shared/grid_controls.h"
#include "app/stages/shared/input_camera.h"
#include "app/stages/shared/input_cells.h"
#include "app/stages/shared/input_clipboard.h"
#include "app/stages/shared/input_corner.h"
#include "app/stages/shared/map_picture.h"
#include "app/ui/edit.h"
#include "app/words.h"

#include <math.h>
#include <stdlib.h>

static int clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

/* Paints the cells on the straight way from the last one to this, so that a fast drag leaves no holes. */
static void paint_to(const StageContext *context, const InputMap *map, InputView *view, int row, int column) {
    const int rows = row - view->paint_row;
    const int columns = column - view->paint_column;
    const int steps = abs(rows) > abs(columns) ? abs(rows) : abs(columns);
    for (int i = 1; i <= steps; i++) {
        const int y = view->paint_row + (int)lroundf((float)(rows * i) / (float)steps);
        const int x = view->paint_column + (int)lroundf((float)(columns * i) / (float)steps);
        input_copy_cell(context, view->painted, (InputSelection){y, x, 1, 1}, view->paint_group,
                        grid_cell(map->grid, y, x));
    }
    view->paint_row = row;
    view->paint_column = column;
}

/* Adds a notch, or a tenth with Shift. Tenths add up as people expect, 0.1 + 0.2 is 0.3; a value with more
 * digits than that keeps them. */
static float turn_wheel(float value, float notches, unsigned modifiers) {
    const double sum = (double)value + (modifiers & UI_SHIFT ? 0.1 : 1) * (double)notches;
    const bool short_value = (float)(round((double)value * 1e4) / 1e4) == value;
    return short_value && fabs(sum) < 1e6 ? (float)(round(sum * 1e4) / 1e4) : (float)sum;
}

/* The map's cell under the pointer; false beside cells and on padding. */
static bool pick(const StageContext *context, const InputMap *map, int *row, int *column) {
    const PsMap *input = &context->scope.scene->input;
    return grid_pick(map->grid, context->ui->x, context->ui->y, row, column) && *row >= 0 && *column >= 0 &&
           *row < input->height && *column < input->width;
}

static void press(const StageContext *context, const InputMap *map, InputView *view, UiAct act, int row,
                  int column) {
    Ui *ui = context->ui;
    const bool extend = ui->event.modifiers & UI_SHIFT;
    view->row = view->paint_row = row;
    view->column = view->paint_column = column;
    view->painted = (InputSelection){row, column, 1, 1};
    view->paint_group = stage_new_group(context);
    view->selecting = extend;
    view->panning = !extend && !grid_by_cells(map->grid);
    view->painting = !extend && !view->panning && !act.double_clicked;
    if (!extend) {
        input_drop_selection(view);
    }
    if (act.double_clicked && !extend) {
        /* What is typed takes the old number's place. */
        ui_edit_begin(ui, input_id(), "");
    }
}

static void drag(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    int row = 0;
    int column = 0;
    if (view->panning) {
        input_camera_pan(map, view, ui->x - ui->press_x, ui->y - ui->press_y);
        ui->press_x = ui->x;
        ui->press_y = ui->y;
        ui->changed = true;
    } else if (view->selecting) {
        grid_nearest(map->grid, ui->x, ui->y, &row, &column);
        view->row = clamp(row, 0, context->scope.scene->input.height - 1);
        view->column = clamp(column, 0, context->scope.scene->input.width - 1);
        ui->changed = true;
    } else if (view->painting && pick(context, map, &row, &column)) {
        paint_to(context, map, view, row, column);
    }
}

static void turn_value(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    /* A wheel that turns in fractions of a notch counts once they make a whole one. */
    view->wheel += ui->event.wheel;
    const float notches = truncf(view->wheel + copysignf(0.001F, view->wheel));
    view->wheel -= notches;
    if (notches != 0) {
        input_request_cell(
            context, view->row, view->column,
            turn_wheel(input_value(&context->scope, view->row, view->column), notches, ui->event.modifiers),
            0, grid_cell(map->grid, view->row, view->column));
    }
    ui_take(ui);
}

/* The wheel turns the value of the cell in focus, where it is the one pointed at. */
static bool turns_value(const Ui *ui, const InputView *view, UiAct act) {
    return ui->event.kind == UI_EVENT_WHEEL && act.hovered && ui->focus == input_id() && view->pointed &&
           view->pointed_row == view->row && view->pointed_column == view->column &&
           !ui_edit_active(ui, input_id()) && !ui->consumed;
}

static void pointer(const StageContext *context, const InputMap *map, InputView *view, UiAct act) {
    Ui *ui = context->ui;
    int row = 0;
    int column = 0;
    const bool over = pick(context, map, &row, &column);
    if (act.pressed && over && !ui_edit_active(ui, input_id())) {
        press(context, map, view, act, row, column);
    }
    if (act.held && ui->event.kind == UI_EVENT_MOVE) {
        drag(context, map, view);
    }
    if (!act.held) {
        view->painting = view->selecting = view->panning = false;
    }
    view->pointed = act.hovered && over;
    if (!view->pointed) {
        return;
    }
    view->pointed_row = row;
    view->pointed_column = column;
    if (turns_value(ui, view, act)) {
        turn_value(context, map, view);
    }
    if (!context->scope.colour) {
        grid_tooltip(ui, map->grid, act, row, column, input_value(&context->scope, row, column));
    }
}

/* Under the map, beside the zoom buttons; of a narrow map behind its corner, where that is wider. */
static Rect channel_room(const StageContext *context, const InputMap *map, const InputView *view) {
    Rect room = map->strip;
    room.w -= input_camera_has_buttons(map, view) ? 2 * room.h + 8 : 0;
    const float corner = fmaxf(map->corner.x + map->corner.w, map->strip.x + map->strip.w) + 4;
    const Rect behind = {corner, room.y, map->end - corner, room.h};
    return channel_strip_fits(context->ui, room) || behind.w <= room.w ? room : behind;
}

static bool tell_cell(const void *subject, int row, int column, char *value) {
    input_write_value(subject, row, column, value);
    return true;
}

/* What is before "row,column" in a cell's label. */
static void write_name(const StageScope *scope, char *name, size_t size) {
    const int channel = scope->facts->pooled.walk.channel;
    if (channel > 0) {
        snprintf(name, size, "input %d:", channel);
    } else {
        snprintf(name, size, "input ");
    }
}

void input_map_tell(const StageScope *scope, const Grid *grid) {
    const PsMap *input = &scope->scene->input;
    char name[32];
    write_name(scope, name, sizeof name);
    const MapTold told = {.grid = grid,
                          .range = grid_clip(grid_visible(grid), input->height, input->width),
                          .role = UI_ROLE_CELL,
                          .name = name,
                          .value = tell_cell,
                          .subject = scope};
    map_tell(&scope->pen, &told);
}

static void tell_focus(const StageContext *context, const InputView *view) {
    char name[32];
    char label[64];
    write_name(&context->scope, name, sizeof name);
    snprintf(label, sizeof label, "%s%d,%d", name, view->row, view->column);
    ui_tree_focus(&context->ui->tree, label);
}

static void mark_selection(Ui *ui, const Grid *grid, InputSelection selected) {
    const float offset = fmaxf(2, ui_px(ui, 2));
    const float radius = grid->style.radius;
    const Rect span = grid_span(grid, selected.row, selected.column, selected.height, selected.width);
    canvas_fill(ui->canvas, rect_inset(span, -offset), radius, color_alpha(ui->theme->window, 0.16F));
    canvas_stroke(ui->canvas, rect_inset(span, -2 * offset), radius + 2 * offset, offset, 0, ui->theme->text);
    char size[48];
    snprintf(size, sizeof size, "%d × %d", selected.height, selected.width);
    ui_report(ui, UI_ROLE_MARK, N_("Selection"), size, span, true, false);
}

static void mark_focus(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    const Grid *grid = map->grid;
    const Rect cell = grid_cell(grid, view->row, view->column);
    const InputSelection selected = input_selection(view);
    if (ui->focus == input_id()) {
        tell_focus(context, view);
    }
    if (ui->focus != input_id() || ui_edit_active(ui, input_id()) ||
        rect_empty(rect_intersect(cell, grid->view))) {
        return;
    }
    if (!input_is_single(selected)) {
        mark_selection(ui, grid, selected);
    }
    grid_ring(ui, grid, cell);
}

static void clamp_view(const StageScope *scope, InputView *view) {
    const PsMap *input = &scope->scene->input;
    view->row = clamp(view->row, 0, input->height - 1);
    view->column = clamp(view->column, 0, input->width - 1);
    view->anchor_row = clamp(view->anchor_row, 0, input->height - 1);
    view->anchor_column = clamp(view->anchor_column, 0, input->width - 1);
}

/* Cells: what is pressed, typed and pointed at. */
static void cell_controls(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const UiAct act =
        ui_interact(ui, input_id(), map->cells, UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_TYPES);
    input_cells_keys(context, map, view);
    pointer(context, map, view, act);
    mark_focus(context, map, view);
}

static void menu_of_cell(const StageContext *context, const InputMap *map, InputView *view) {
    const CellMenuMap cells = {.label = N_("Input cell"),
                               .grid = map->grid,
                               .map = &context->scope.scene->input,
                               .channel = context->scope.facts->pooled.walk.channel,
                               .input = true,
                               .focus_row = view->row,
                               .focus_column = view->column,
                               .focused = context->ui->focus == input_id()};
    cell_menu(context, &view->menu, &cells);
}

void input_map_controls(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    clamp_view(&context->scope, view);
    /* Before the cells: an open menu hears every key. */
    menu_of_cell(context, map, view);
    /* An edit in a small cell at the edge reaches over it. */
    canvas_push_clip(ui->canvas, rect_inset(map->grid->view, -ui_px(ui, 24)));
    cell_controls(context, map, view);
    canvas_pop_clip(ui->canvas);
    input_clipboard(context, map, view);
    input_camera_controls(context, map, view);
    channel_strip(context, channel_room(context, map, view));
    input_camera_buttons(context, map, view);
    input_corner(context, map, view);
}
