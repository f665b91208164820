#include "app/stages/shared/input_map.h"

#include "app/stages/shared/channel_strip.h"
#include "app/stages/shared/pool_inspector.h"
#include "app/ui/edit.h"
#include "app/words.h"
#include "core/csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Cells that the clipboard carries at most. */
enum { COPY_MOST = 1 << 20 };

static int clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

static UiId input_id(void) {
    return ui_id("input cells");
}

typedef struct Selection {
    int row, column, height, width;
} Selection;

static Selection selection_of(const InputView *view) {
    const int row = view->row < view->anchor_row ? view->row : view->anchor_row;
    const int column = view->column < view->anchor_column ? view->column : view->anchor_column;
    return (Selection){row, column, abs(view->row - view->anchor_row) + 1,
                       abs(view->column - view->anchor_column) + 1};
}

static bool is_single(Selection selection) {
    return selection.height == 1 && selection.width == 1;
}

static void drop_selection(InputView *view) {
    view->anchor_row = view->row;
    view->anchor_column = view->column;
}

static float value_at(const StageContext *context, int row, int column) {
    return ps_map_get(&context->scene->input, context->pooled->walk.channel, row, column);
}

static bool same_value(float one, float other) {
    return (one == other && signbit(one) == signbit(other)) || (isnan(one) && isnan(other));
}

static void request_cells(const StageContext *context, Selection where, const float *values, uint64_t group,
                          Rect origin) {
    PsEdit edit = {0};
    PsError error = {0};
    if (ps_edit_cells(&edit, context->scene, context->pooled->walk.channel, where.row, where.column,
                      where.height, where.width, values, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        return;
    }
    stage_request(context, &edit, group, origin, NULL);
}

static void request_cell(const StageContext *context, int row, int column, float value, uint64_t group,
                         Rect origin) {
    if (!same_value(value_at(context, row, column), value)) {
        request_cells(context, (Selection){row, column, 1, 1}, &value, group, origin);
    }
}

/* One value in all cells of the selection. */
static void fill(const StageContext *context, Selection where, float value, Rect origin) {
    if (is_single(where)) {
        request_cell(context, where.row, where.column, value, 0, origin);
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
    request_cells(context, where, values, 0, origin);
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
    const int height = context->scene->input.height;
    const int width = context->scene->input.width;
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
    drop_selection(view);
    ui_focus(context->ui, input_id());
}

static void run_edit(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const Rect cell = grid_cell(map->grid, view->row, view->column);
    const float radius = map->grid->style.radius;
    const float least = ui_px(ui, 36);
    const Rect box = {cell.x - fmaxf(0, least - cell.w) / 2, cell.y - fmaxf(0, least - cell.h) / 2,
                      fmaxf(cell.w, least), fmaxf(cell.h, least)};
    canvas_fill(ui->canvas, box, radius, ui->theme->panel);
    canvas_stroke(ui->canvas, box, radius, fmaxf(2, ui_px(ui, 2)), 0, ui->theme->window);
    Font font = {FONT_MONO, (int)fmaxf(12, 0.4F * cell.h)};
    const float width = canvas_text_width(ui->canvas, font, ui->edit.text);
    font.size = width > box.w * 0.78F ? (int)fmaxf(10, (float)font.size * box.w * 0.78F / width) : font.size;
    const UiEditEnd end = ui_edit_run(ui, input_id(), box, font, ui->theme->text);
    if (end == UI_EDIT_RUNS) {
        return;
    }
    float value = 0;
    const bool wanted = end != UI_EDIT_CANCEL && ui->edit.length > 0;
    if (wanted && read_cell(context, cell, &value)) {
        fill(context, selection_of(view), value, cell);
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
    ps_number_write(text, value_at(context, view->row, view->column), PS_NUMBER_FULL);
    ui_edit_begin(context->ui, input_id(), text);
}

/* Arrows move the focus, with Shift they stretch the selection. */
static void arrows(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const UiId id = input_id();
    const int row = view->row;
    const int column = view->column;
    for (unsigned shift = 0; shift <= UI_SHIFT; shift += UI_SHIFT) {
        const int down = ui_key(ui, id, UI_KEY_DOWN, shift) - ui_key(ui, id, UI_KEY_UP, shift);
        const int right = ui_key(ui, id, UI_KEY_RIGHT, shift) - ui_key(ui, id, UI_KEY_LEFT, shift);
        if (down != 0 || right != 0) {
            view->row = clamp(row + down, 0, context->scene->input.height - 1);
            view->column = clamp(column + right, 0, context->scene->input.width - 1);
            if (shift == 0) {
                drop_selection(view);
            }
            ui_focus(ui, id);
        }
    }
    if (view->row != row || view->column != column) {
        input_map_reveal(map, view, view->row, view->column, 1, 1);
    }
}

static void keys(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const UiId id = input_id();
    arrows(context, map, view);
    const Rect cell = grid_cell(map->grid, view->row, view->column);
    if (ui_key(ui, id, UI_KEY_DELETE, 0) || ui_key(ui, id, UI_KEY_BACKSPACE, 0)) {
        fill(context, selection_of(view), 0, cell);
    }
    if (ui_key(ui, id, UI_KEY_F1 + 1, 0) || ui_key(ui, id, UI_KEY_ENTER, 0)) {
        begin_edit(context, view);
    }
    const char *text = ui_text(ui, id);
    if (text && starts_number(text)) {
        ui_edit_begin(ui, id, text);
        ui_take(ui);
    }
}

/* What Ctrl+C takes: the selection where the map has the focus, else all of it. */
static void copy(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    const PsMap *input = &context->scene->input;
    const bool focused = ui->focus == input_id();
    const Selection where = focused ? selection_of(view) : (Selection){0, 0, input->height, input->width};
    PsMap part = {0};
    PsBytes bytes = {0};
    PsError error = {0};
    if ((int64_t)where.height * where.width > COPY_MOST) {
        ui_note(ui, map->cells, _("too many cells to copy: select at most a million"));
        return;
    }
    PsStatus status = ps_map_init(&part, 1, where.height, where.width, &error);
    for (int y = 0; status == PS_OK && y < where.height; y++) {
        for (int x = 0; x < where.width; x++) {
            ps_map_set(&part, 0, y, x, value_at(context, where.row + y, where.column + x));
        }
    }
    if (status == PS_OK) {
        status = ps_csv_write(&part, '\t', &bytes, &error);
    }
    if (status == PS_OK) {
        ui->clipboard.set(ui->clipboard.context, (const char *)bytes.data);
    } else {
        stage_refuse(ui, map->cells, &error);
    }
    ps_bytes_free(&bytes);
    ps_map_free(&part);
}

/* Cells of pasted that lie on the map, from where on; what does not fit is said. */
static void paste_at(const StageContext *context, const InputMap *map, Selection where, PsMap *pasted) {
    const PsMap *input = &context->scene->input;
    const int height = clamp(pasted->height, 1, input->height - where.row);
    const int width = clamp(pasted->width, 1, input->width - where.column);
    const bool cut = height < pasted->height || width < pasted->width;
    for (int y = 0; y < height; y++) {
        memmove(pasted->values + (size_t)y * (size_t)width,
                pasted->values + (size_t)y * (size_t)pasted->width, (size_t)width * sizeof *pasted->values);
    }
    const Rect origin = grid_cell(map->grid, where.row, where.column);
    request_cells(context, (Selection){where.row, where.column, height, width}, pasted->values, 0, origin);
    if (cut) {
        char text[160];
        snprintf(text, sizeof text,
                 _("only %d × %d of the %d × %d cells pasted fit: enlarge the map for the rest"), height,
                 width, pasted->height, pasted->width);
        ui_note(context->ui, origin, text);
    }
}

/* With a cell in focus from there on (a single value fills the selection); else a map of its own takes the
 * place of the channel that is shown, or of a map of one channel. */
static void paste_map(const StageContext *context, const InputMap *map, const InputView *view,
                      PsMap *pasted) {
    const PsMap *input = &context->scene->input;
    const Selection where = selection_of(view);
    const bool single = pasted->height == 1 && pasted->width == 1;
    if (context->ui->focus == input_id() && single) {
        fill(context, where, pasted->values[0], grid_cell(map->grid, view->row, view->column));
    } else if (context->ui->focus == input_id()) {
        paste_at(context, map, where, pasted);
    } else if (input->channels > 1) {
        paste_at(context, map, (Selection){0, 0, 1, 1}, pasted);
    } else {
        PsEdit edit = ps_edit_input(pasted, (PsSource){PS_PATTERN_OWN, context->scene->source.seed});
        stage_request(context, &edit, 0, map->cells, NULL);
    }
}

static void paste(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    char *text = ui->clipboard.get(ui->clipboard.context);
    if (!text || !text[0]) {
        free(text);
        ui_note(ui, map->cells, _("there is no text on the clipboard: copy cells first"));
        return;
    }
    PsMap pasted = {0};
    PsError error = {0};
    if (ps_csv_read_clipboard((const unsigned char *)text, strlen(text), &pasted, &error) == PS_OK) {
        paste_map(context, map, view, &pasted);
    } else {
        stage_refuse(ui, map->cells, &error);
    }
    ps_map_free(&pasted);
    free(text);
}

static void clipboard_keys(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    if (!ui->clipboard.get || ui->edit.id != 0 || ui_modal_above(ui, ui->canvas->layer)) {
        return;
    }
    if (ui_key_anywhere(ui, 'c', UI_CTRL)) {
        copy(context, map, view);
    } else if (ui_key_anywhere(ui, 'v', UI_CTRL)) {
        paste(context, map, view);
    }
}

/* Paints the cells on the straight way from the last one to this, so that a fast drag leaves no holes. */
static void paint_to(const StageContext *context, const InputMap *map, InputView *view, int row, int column) {
    const int rows = row - view->paint_row;
    const int columns = column - view->paint_column;
    const int steps = abs(rows) > abs(columns) ? abs(rows) : abs(columns);
    for (int i = 1; i <= steps; i++) {
        const int y = view->paint_row + (int)lroundf((float)(rows * i) / (float)steps);
        const int x = view->paint_column + (int)lroundf((float)(columns * i) / (float)steps);
        request_cell(context, y, x, view->paint, view->paint_group, grid_cell(map->grid, y, x));
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
    const PsMap *input = &context->scene->input;
    return grid_pick(map->grid, context->ui->x, context->ui->y, row, column) && *row >= 0 && *column >= 0 &&
           *row < input->height && *column < input->width;
}

static void press(const StageContext *context, const InputMap *map, InputView *view, UiAct act, int row,
                  int column) {
    Ui *ui = context->ui;
    const bool extend = ui->event.modifiers & UI_SHIFT;
    view->row = view->paint_row = row;
    view->column = view->paint_column = column;
    view->paint = value_at(context, row, column);
    view->paint_group = stage_new_group(context);
    view->selecting = extend;
    view->panning = !extend && !grid_by_cells(map->grid);
    view->painting = !extend && !view->panning && !act.double_clicked;
    if (!extend) {
        drop_selection(view);
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
        input_map_pan(map, view, ui->x - ui->press_x, ui->y - ui->press_y);
        ui->press_x = ui->x;
        ui->press_y = ui->y;
        ui->changed = true;
    } else if (view->selecting) {
        grid_nearest(map->grid, ui->x, ui->y, &row, &column);
        view->row = clamp(row, 0, context->scene->input.height - 1);
        view->column = clamp(column, 0, context->scene->input.width - 1);
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
        request_cell(context, view->row, view->column,
                     turn_wheel(value_at(context, view->row, view->column), notches, ui->event.modifiers), 0,
                     grid_cell(map->grid, view->row, view->column));
    }
    ui_take(ui);
}

static void pointer(const StageContext *context, const InputMap *map, InputView *view, UiAct act) {
    Ui *ui = context->ui;
    int row = 0;
    int column = 0;
    const bool over = pick(context, map, &row, &column);
    const bool editing = ui_edit_active(ui, input_id());
    if (act.pressed && over && !editing) {
        press(context, map, view, act, row, column);
    }
    if (act.held && ui->event.kind == UI_EVENT_MOVE) {
        drag(context, map, view);
    }
    if (!act.held) {
        view->painting = view->selecting = view->panning = false;
    }
    const bool focused = ui->focus == input_id() && over && row == view->row && column == view->column;
    if (ui->event.kind == UI_EVENT_WHEEL && act.hovered && focused && !editing && !ui->consumed) {
        turn_value(context, map, view);
    }
    view->pointed = act.hovered && over;
    if (view->pointed) {
        view->pointed_row = row;
        view->pointed_column = column;
        char full[PS_NUMBER_SIZE];
        ps_number_write(full, value_at(context, row, column), PS_NUMBER_FULL);
        /* Only where the screen does not show the number in full. */
        const bool shown = cells_show_all(&map->grid->style, value_at(context, row, column));
        ui_tooltip(ui, act, grid_cell(map->grid, row, column), shown ? "" : full);
    }
}

void input_map_zoom(const InputMap *map, InputView *view, double row, double column, float x, float y,
                    float factor) {
    const Grid *grid = map->grid;
    const double before = grid->pitch;
    const double wanted = fmin(map->closest, fmax(map->fit, before * (double)factor));
    const double middle_x = (double)(grid->view.x + grid->view.w / 2);
    const double middle_y = (double)(grid->view.y + grid->view.h / 2);
    view->camera.zoom = wanted <= map->fit * 1.001 ? 1 : (float)(wanted / map->fit);
    /* What lies under the pointer stays there; the pitch itself may be rounded to whole pixels. */
    const double after = grid_settle_pitch(wanted);
    view->camera.row = row - ((double)y - middle_y) / after;
    view->camera.column = column - ((double)x - middle_x) / after;
}

void input_map_pan(const InputMap *map, InputView *view, float dx, float dy) {
    const Grid *grid = map->grid;
    if (view->camera.zoom <= 1) {
        return;
    }
    /* From what is shown, so that nothing is saved up beyond the edge. */
    const double middle_x = (double)(grid->view.x + grid->view.w / 2);
    const double middle_y = (double)(grid->view.y + grid->view.h / 2);
    view->camera.column = (middle_x - (double)dx - grid->x) / grid->pitch + grid->first_column;
    view->camera.row = (middle_y - (double)dy - grid->y) / grid->pitch + grid->first_row;
}

void input_map_reveal(const InputMap *map, InputView *view, int64_t row, int64_t column, int64_t height,
                      int64_t width) {
    const Rect span = grid_span(map->grid, row, column, height, width);
    const Rect seen = map->grid->view;
    const bool inside = span.x >= seen.x && span.y >= seen.y && span.x + span.w <= seen.x + seen.w &&
                        span.y + span.h <= seen.y + seen.h;
    if (!inside && view->camera.zoom > 1) {
        view->camera.row = (double)row + (double)height / 2;
        view->camera.column = (double)column + (double)width / 2;
    }
}

void input_map_follow(const StageContext *context, const InputMap *map, InputView *view) {
    if (view->followed == context->step) {
        return;
    }
    view->followed = context->step;
    if (context->step > 0) {
        const PsWindow window = ps_walk_at(&context->pooled->walk, context->step);
        const double row = view->camera.row;
        const double column = view->camera.column;
        input_map_reveal(map, view, window.row, window.column, window.height, window.width);
        context->ui->changed |= row != view->camera.row || column != view->camera.column;
    }
}

/* The position under a point, in cells. */
static double position(double at, double origin, double pitch, int first) {
    return (at - origin) / pitch + first;
}

static void zoom_at(const InputMap *map, InputView *view, float x, float y, float factor) {
    const Grid *grid = map->grid;
    input_map_zoom(map, view, position((double)y, grid->y, grid->pitch, grid->first_row),
                   position((double)x, grid->x, grid->pitch, grid->first_column), x, y, factor);
}

static void camera_pointer(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const UiEvent *event = &ui->event;
    const bool over =
        rect_contains(map->grid->view, event->x, event->y) && !ui_blocked(ui, ui->canvas->layer);
    if (!over || ui->consumed) {
        return;
    }
    if (event->kind == UI_EVENT_ZOOM) {
        zoom_at(map, view, event->x, event->y, event->wheel);
    } else if (event->kind == UI_EVENT_PAN && view->camera.zoom > 1) {
        input_map_pan(map, view, event->dx, event->dy);
    } else if (event->kind == UI_EVENT_WHEEL && view->camera.zoom > 1) {
        const float by = event->wheel * ui_px(ui, 48);
        const bool across = event->modifiers & UI_SHIFT;
        input_map_pan(map, view, across ? by : 0, across ? 0 : by);
    } else {
        return;
    }
    ui_take(ui);
    ui->changed = true;
}

enum { ZOOM_STEP_PERCENT = 125 };

static void zoom_middle(const StageContext *context, const InputMap *map, InputView *view, bool closer) {
    const Rect seen = map->grid->view;
    const float factor = (float)ZOOM_STEP_PERCENT / 100;
    zoom_at(map, view, seen.x + seen.w / 2, seen.y + seen.h / 2, closer ? factor : 1 / factor);
    context->ui->changed = true;
}

static void camera_keys(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    if (ui->edit.id != 0 || ui_modal_above(ui, ui->canvas->layer)) {
        return;
    }
    if (ui->event.kind == UI_EVENT_TEXT && !ui->consumed && !ui->focus_types &&
        (strcmp(ui->event.text, "+") == 0 || strcmp(ui->event.text, "-") == 0)) {
        zoom_middle(context, map, view, ui->event.text[0] == '+');
        ui_take(ui);
    }
    static const struct {
        int key;
        float x, y;
    } moves[] = {{UI_KEY_LEFT, 1, 0}, {UI_KEY_RIGHT, -1, 0}, {UI_KEY_UP, 0, 1}, {UI_KEY_DOWN, 0, -1}};
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        if (ui_key_anywhere(ui, moves[i].key, UI_CTRL)) {
            input_map_pan(map, view, moves[i].x * map->grid->view.w / 4, moves[i].y * map->grid->view.h / 4);
        }
    }
}

/* Once there is more to see than fits. */
static bool has_zoom_buttons(const InputMap *map, const InputView *view) {
    return map->fit < 4 || view->camera.zoom > 1;
}

/* Under the map, beside the zoom buttons; of a narrow map behind its corner, where that is wider. */
static Rect channel_room(const StageContext *context, const InputMap *map, const InputView *view) {
    Rect room = map->strip;
    room.w -= has_zoom_buttons(map, view) ? 2 * room.h + 8 : 0;
    const float corner = fmaxf(map->corner.x + map->corner.w, map->strip.x + map->strip.w) + 4;
    const Rect behind = {corner, room.y, map->end - corner, room.h};
    return channel_strip_fits(context->ui, room) || behind.w <= room.w ? room : behind;
}

/* For hands without a wheel. */
static void zoom_buttons(const StageContext *context, const InputMap *map, InputView *view) {
    if (!has_zoom_buttons(map, view)) {
        return;
    }
    const float size = map->strip.h;
    const float right = map->strip.x + map->strip.w;
    const ButtonSpec closer = {.rect = {right - size, map->strip.y, size, size},
                               .label = N_("Zoom in"),
                               .tooltip = _("Closer (+, or Ctrl and the wheel)"),
                               .icon = ICON_PLUS,
                               .disabled = map->grid->pitch >= map->closest,
                               .repeats = true};
    const ButtonSpec wider = {.rect = {right - 2 * size - 4, map->strip.y, size, size},
                              .label = N_("Zoom out"),
                              .tooltip = _("Wider (-, or Ctrl and the wheel)"),
                              .icon = ICON_MINUS,
                              .disabled = view->camera.zoom <= 1,
                              .repeats = true};
    if (ui_button(context->ui, &wider)) {
        zoom_middle(context, map, view, false);
    }
    if (ui_button(context->ui, &closer)) {
        zoom_middle(context, map, view, true);
    }
}

/* A cell that was clicked shows its focus too: the next key, and the wheel, go there. */
static void mark_focus(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    const Grid *grid = map->grid;
    const Rect cell = grid_cell(grid, view->row, view->column);
    if (ui->focus != input_id() || ui_edit_active(ui, input_id()) ||
        rect_empty(rect_intersect(cell, grid->view))) {
        return;
    }
    const float offset = fmaxf(2, ui_px(ui, 2));
    const Selection selected = selection_of(view);
    if (!is_single(selected)) {
        const Rect span = grid_span(grid, selected.row, selected.column, selected.height, selected.width);
        canvas_fill(ui->canvas, rect_inset(span, -offset), grid->style.radius,
                    color_alpha(ui->theme->window, 0.16F));
        canvas_stroke(ui->canvas, rect_inset(span, -2 * offset), grid->style.radius + 2 * offset, offset, 0,
                      ui->theme->text);
        char size[48];
        snprintf(size, sizeof size, "%d × %d", selected.height, selected.width);
        ui_report(ui, UI_ROLE_MARK, N_("Selection"), size, span, true, false);
    }
    ui_ring(ui, cell, grid->style.radius);
    canvas_stroke(ui->canvas, rect_inset(cell, -2 * offset), grid->style.radius + 2 * offset, offset, 0,
                  ui->theme->window);
}

/* Two short strokes, as on the corners of windows; a picture of the stage goes without. */
static void draw_corner(Ui *ui, Rect corner, UiAct act) {
    const Color color = act.hovered || act.held ? ui->theme->text : ui->theme->faint;
    for (int i = 1; i <= 2; i++) {
        const float reach = corner.w * 0.3F * (float)i;
        const Point line[] = {{corner.x + reach, corner.y + 1}, {corner.x + 1, corner.y + reach}};
        canvas_polyline(ui->canvas, line, 2, fmaxf(1.5F, ui_px(ui, 1.5F)), color);
    }
}

static void resize_corner(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    if (rect_empty(map->corner)) {
        return;
    }
    const UiId id = ui_id("Input corner");
    const Rect corner = map->corner;
    const UiAct act = ui_interact(ui, id, corner, UI_STOP);
    draw_corner(ui, corner, act);
    int height = context->scene->input.height;
    int width = context->scene->input.width;
    if (act.pressed) {
        view->resize_height = height;
        view->resize_width = width;
        view->resize_pitch = fmaxf(1, (float)map->grid->pitch);
        view->resize_group = stage_new_group(context);
    }
    if (act.held && ui->event.kind == UI_EVENT_MOVE) {
        /* The pitch changes with the size: the hand counts in cells as they were when it took the corner. */
        const float rows = (ui->y - ui->press_y) / view->resize_pitch;
        const float columns = (ui->x - ui->press_x) / view->resize_pitch;
        height = clamp(view->resize_height + (int)lroundf(rows), 1, STAGE_MAP_SIDE);
        width = clamp(view->resize_width + (int)lroundf(columns), 1, STAGE_MAP_SIDE);
    }
    height += ui_key(ui, id, UI_KEY_DOWN, 0) - ui_key(ui, id, UI_KEY_UP, 0);
    width += ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    if (height != context->scene->input.height || width != context->scene->input.width) {
        pool_inspector_resize(context, height, width, act.held ? view->resize_group : 0, corner);
    }
    ui_tooltip(ui, act, corner, _("Drag to resize the map; with the focus, the arrow keys"));
    char size[PS_NUMBER_SIZE];
    snprintf(size, sizeof size, "%d × %d", context->scene->input.height, context->scene->input.width);
    ui_report(ui, UI_ROLE_MARK, N_("Input corner"), size, corner, true, act.focused);
}

void input_map_label(char *label, size_t size, int channel, int row, int column) {
    if (channel == 0) {
        snprintf(label, size, "input %d,%d", row, column);
    } else {
        snprintf(label, size, "input %d:%d,%d", channel, row, column);
    }
}

static void report_cells(const StageContext *context, const InputMap *map, const InputView *view) {
    Ui *ui = context->ui;
    if (!ui->want_tree || !grid_by_cells(map->grid)) {
        return;
    }
    const PsMap *input = &context->scene->input;
    const GridRange seen = grid_clip(grid_visible(map->grid), input->height, input->width);
    for (int y = seen.first_row; y < seen.end_row; y++) {
        for (int x = seen.first_column; x < seen.end_column; x++) {
            char label[64];
            char value[PS_NUMBER_SIZE];
            input_map_label(label, sizeof label, context->pooled->walk.channel, y, x);
            ps_number_write(value, value_at(context, y, x), PS_NUMBER_FULL);
            ui_report(ui, UI_ROLE_CELL, label, value, grid_cell(map->grid, y, x), true,
                      ui->focus == input_id() && y == view->row && x == view->column);
        }
    }
}

static void clamp_view(const StageContext *context, InputView *view) {
    const PsMap *input = &context->scene->input;
    view->row = clamp(view->row, 0, input->height - 1);
    view->column = clamp(view->column, 0, input->width - 1);
    view->anchor_row = clamp(view->anchor_row, 0, input->height - 1);
    view->anchor_column = clamp(view->anchor_column, 0, input->width - 1);
}

void input_map_controls(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    clamp_view(context, view);
    canvas_push_clip(ui->canvas, map->grid->view);
    report_cells(context, map, view);
    canvas_pop_clip(ui->canvas);
    /* An edit in a small cell at the edge reaches over it. */
    canvas_push_clip(ui->canvas, rect_inset(map->grid->view, -ui_px(ui, 24)));
    const UiAct act =
        ui_interact(ui, input_id(), map->cells, UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_TYPES);
    if (ui_edit_active(ui, input_id())) {
        run_edit(context, map, view);
    } else {
        keys(context, map, view);
    }
    pointer(context, map, view, act);
    mark_focus(context, map, view);
    canvas_pop_clip(ui->canvas);
    clipboard_keys(context, map, view);
    camera_pointer(context, map, view);
    camera_keys(context, map, view);
    input_map_follow(context, map, view);
    channel_strip(context, channel_room(context, map, view));
    zoom_buttons(context, map, view);
    resize_corner(context, map, view);
}
