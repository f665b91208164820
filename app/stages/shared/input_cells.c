/* Each change is asked for as an edit of a rectangle of one channel. */
#include "app/stages/shared/input_cells.h"

#include "app/stages/shared/grid_controls.h"
#include "app/stages/shared/input_camera.h"
#include "app/ui/edit.h"
#include "app/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

UiId input_id(void) {
    return ui_id("input cells");
}

InputSelection input_selection(const InputView *view) {
    const int row = view->row < view->anchor_row ? view->row : view->anchor_row;
    const int column = view->column < view->anchor_column ? view->column : view->anchor_column;
    return (InputSelection){row, column, abs(view->row - view->anchor_row) + 1,
                            abs(view->column - view->anchor_column) + 1};
}

bool input_is_single(InputSelection selection) {
    return selection.height == 1 && selection.width == 1;
}

void input_drop_selection(InputView *view) {
    view->anchor_row = view->row;
    view->anchor_column = view->column;
}

float input_value(const StageScope *scope, int row, int column) {
    return ps_map_get(&scope->scene->input, scope->facts->pooled.walk.channel, row, column);
}

static bool same_value(float one, float other) {
    return (one == other && signbit(one) == signbit(other)) || (isnan(one) && isnan(other));
}

PsRange input_shown_channels(const StageScope *scope) {
    const int channel = scope->facts->pooled.walk.channel;
    return scope->colour ? (PsRange){0, scope->scene->input.channels} : (PsRange){channel, channel + 1};
}

static void request_channel(const StageContext *context, int channel, InputSelection where,
                            const float *values, uint64_t group, Rect origin) {
    PsEdit edit = {0};
    PsError error = {0};
    if (ps_edit_cells(&edit, context->scope.scene, channel, where.row, where.column, where.height,
                      where.width, values, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        return;
    }
    stage_request(context, &edit, group, origin, NULL);
}

void input_request_cells(const StageContext *context, InputSelection where, const float *values,
                         uint64_t group, Rect origin) {
    const PsRange channels = input_shown_channels(&context->scope);
    group = group != 0 ? group : stage_new_group(context);
    for (int64_t channel = channels.first; channel < channels.end; channel++) {
        request_channel(context, (int)channel, where, values, group, origin);
    }
}

void input_copy_cell(const StageContext *context, InputSelection from, InputSelection to, uint64_t group,
                     Rect origin) {
    const PsMap *input = &context->scope.scene->input;
    const PsRange channels = input_shown_channels(&context->scope);
    for (int64_t channel = channels.first; channel < channels.end; channel++) {
        const float value = ps_map_get(input, (int)channel, from.row, from.column);
        if (!same_value(ps_map_get(input, (int)channel, to.row, to.column), value)) {
            request_channel(context, (int)channel, to, &value, group, origin);
        }
    }
}

void input_write_value(const StageScope *scope, int row, int column, char text[INPUT_VALUE_SIZE]) {
    const PsRange channels = input_shown_channels(scope);
    int length = 0;
    text[0] = '\0';
    for (int64_t channel = channels.first; channel < channels.end; channel++) {
        char value[PS_NUMBER_SIZE];
        ps_number_write(value, ps_map_get(&scope->scene->input, (int)channel, row, column), PS_NUMBER_FULL);
        length += snprintf(text + length, (size_t)(INPUT_VALUE_SIZE - length), "%s%s",
                           channel > channels.first ? " " : "", value);
    }
}

void input_request_cell(const StageContext *context, int row, int column, float value, uint64_t group,
                        Rect origin) {
    if (context->scope.colour || !same_value(input_value(&context->scope, row, column), value)) {
        input_request_cells(context, (InputSelection){row, column, 1, 1}, &value, group, origin);
    }
}

/* One value in all cells of the selection. */
void input_fill(const StageContext *context, InputSelection where, float value, Rect origin) {
    if (input_is_single(where)) {
        input_request_cell(context, where.row, where.column, value, 0, origin);
        return;
    }
    const size_t count = (size_t)where.height * (size_t)where.width;
    float *values = malloc(count * sizeof *values);
    if (!values) {
        ui_note(context->ui, origin, _("out of memory: close other programs"));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        values[i] = value;
    }
    input_request_cells(context, where, values, 0, origin);
    free(values);
}

/* Reads what was typed into a cell; a comma is a point. */
static bool read_cell(const StageContext *context, Rect origin, float *value) {
    char text[PS_NUMBER_SIZE * 2];
    bool too_large = false;
    snprintf(text, sizeof text, "%.*s", UI_EDIT_SHORT, context->ui->edit.text);
    for (char *c = text; *c; c++) {
        *c = *c == ',' ? '.' : *c;
    }
    if (ps_number_read(text, strlen(text), value, &too_large)) {
        return true;
    }
    ui_note(context->ui, origin,
            too_large ? _("too large for a 32-bit float: at most 3.4e38, or inf")
                      : _("not a number: type one like 2, -1.5, nan or inf"));
    return false;
}

/* Where an edit goes when it ends: Enter down, Tab right, row by row; Shift the other way. */
static void move_on(const StageContext *context, InputView *view, UiEditEnd end) {
    const int height = context->scope.scene->input.height;
    const int width = context->scope.scene->input.width;
    switch (end) {
    case UI_EDIT_ENTER:
        view->row = clamp(view->row + 1, 0, height - 1);
        break;
    case UI_EDIT_SHIFT_ENTER:
        view->row = clamp(view->row - 1, 0, height - 1);
        break;
    case UI_EDIT_TAB:
    case UI_EDIT_SHIFT_TAB: {
        const int at = view->row * width + view->column + (end == UI_EDIT_TAB ? 1 : -1);
        const int kept = clamp(at, 0, height * width - 1);
        view->row = kept / width;
        view->column = kept % width;
        break;
    }
    case UI_EDIT_RUNS:
    case UI_EDIT_BLUR:
    case UI_EDIT_CANCEL:
        return;
    }
    input_drop_selection(view);
    ui_focus(context->ui, input_id());
}

/* The cell's box, large enough to type in. */
static Rect edit_box(const Ui *ui, Rect cell) {
    const float least = ui_px(ui, 36);
    return (Rect){cell.x - fmaxf(0, least - cell.w) / 2, cell.y - fmaxf(0, least - cell.h) / 2,
                  fmaxf(cell.w, least), fmaxf(cell.h, least)};
}

static UiEditEnd show_edit(Ui *ui, Rect cell, float radius) {
    const Rect box = edit_box(ui, cell);
    const float room = box.w * 0.78F;
    canvas_fill(ui->canvas, box, radius, ui->theme->panel);
    canvas_stroke(ui->canvas, box, radius, fmaxf(2, ui_px(ui, 2)), 0, ui->theme->window);
    Font font = {FONT_MONO, (int)fmaxf(12, 0.4F * cell.h)};
    const float width = canvas_text_width(ui->canvas, font, ui->edit.text);
    font.size = width > room ? (int)fmaxf(10, (float)font.size * box.w * 0.78F / width) : font.size;
    return ui_edit_run(ui, input_id(), box, font, ui->theme->text);
}

/* An edit that ends with a number fills the selection; what is no number stays to be mended. */
static void run_edit(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const Rect cell = grid_cell(map->grid, view->row, view->column);
    const UiEditEnd end = show_edit(ui, cell, map->grid->style.radius);
    if (end == UI_EDIT_RUNS) {
        return;
    }
    float value = 0;
    const bool wanted = end != UI_EDIT_CANCEL && ui->edit.length > 0;
    if (wanted && read_cell(context, cell, &value)) {
        input_fill(context, input_selection(view), value, cell);
        move_on(context, view, end);
        ui_edit_end(ui);
    } else if (!wanted || end == UI_EDIT_BLUR) {
        ui_edit_end(ui);
        if (!wanted && end != UI_EDIT_CANCEL) {
            move_on(context, view, end);
        }
    }
}

static bool starts_number(const char *text) {
    return (text[0] >= '0' && text[0] <= '9') || text[0] == '.' || text[0] == ',' || text[0] == '+' ||
           text[0] == '-';
}

static void begin_edit(const StageContext *context, const InputView *view) {
    char text[PS_NUMBER_SIZE];
    ps_number_write(text, input_value(&context->scope, view->row, view->column), PS_NUMBER_FULL);
    ui_edit_begin(context->ui, input_id(), text);
}

/* The focus goes to (row, column), or as near as the map goes. */
static void focus_cell(const StageContext *context, InputView *view, int row, int column) {
    const PsMap *input = &context->scope.scene->input;
    view->row = clamp(row, 0, input->height - 1);
    view->column = clamp(column, 0, input->width - 1);
    ui_focus(context->ui, input_id());
}

/* Arrows move the focus, with Shift they stretch the selection. */
static void arrows(const StageContext *context, const InputMap *map, InputView *view) {
    const int row = view->row;
    const int column = view->column;
    for (unsigned shift = 0; shift <= UI_SHIFT; shift += UI_SHIFT) {
        const GridStep step = grid_arrows(context->ui, input_id(), shift);
        if (step.down != 0 || step.right != 0) {
            focus_cell(context, view, row + step.down, column + step.right);
            if (shift == 0) {
                input_drop_selection(view);
            }
        }
    }
    if (view->row != row || view->column != column) {
        input_camera_reveal(map, view, view->row, view->column, 1, 1);
    }
}

static void keys(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const UiId id = input_id();
    arrows(context, map, view);
    const Rect cell = grid_cell(map->grid, view->row, view->column);
    if (ui_key(ui, id, UI_KEY_DELETE, 0) || ui_key(ui, id, UI_KEY_BACKSPACE, 0)) {
        input_fill(context, input_selection(view), 0, cell);
    }
    if (ui->focus == 0 && !ui_modal_above(ui, ui->canvas->layer) && ui_key_anywhere(ui, UI_KEY_F1 + 1, 0)) {
        /* The cell that had the focus last, or the first; its number comes selected. */
        focus_cell(context, view, view->row, view->column);
        input_camera_reveal(map, view, view->row, view->column, 1, 1);
        begin_edit(context, view);
        ui_edit_select(ui, 0);
    } else if (ui_key(ui, id, UI_KEY_F1 + 1, 0) || ui_key(ui, id, UI_KEY_ENTER, 0)) {
        begin_edit(context, view);
    }
    const char *text = ui_text(ui, id);
    if (text && starts_number(text)) {
        ui_edit_begin(ui, id, text);
        ui_take(ui);
    }
}

void input_cells_keys(const StageContext *context, const InputMap *map, InputView *view) {
    if (ui_edit_active(context->ui, input_id())) {
        run_edit(context, map, view);
    } else {
        keys(context, map, view);
    }
}
