/* The Window stage's controls: the two grids of cells, the edit, painting, the corner. Drawing is in
 * window_draw.c, geometry in window_layout.c, the inspector in pool_inspector.c.
 */
#include "app/stages/window_stage.h"

#include "app/stages/pool_inspector.h"
#include "app/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Seconds in which the cells outside a probed window dim. */
#define PROBE_FADE 0.15

static int64_t step_count(const Pooled *pooled) {
    return pooled->walk.steps;
}

static int clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

static UiId input_id(void) {
    return ui_id("input cells");
}

static UiId output_id(void) {
    return ui_id("output cells");
}

/* The cell of a grid under the pointer; false between and beside cells. */
static bool pick(const WindowLayout *layout, Rect grid, float x, float y, int *row, int *column) {
    if (!rect_contains(grid, x, y)) {
        return false;
    }
    *row = (int)((y - grid.y) / layout->pitch);
    *column = (int)((x - grid.x) / layout->pitch);
    const float cell = layout->pitch - layout->gap;
    return y - grid.y - (float)*row * layout->pitch < cell &&
           x - grid.x - (float)*column * layout->pitch < cell;
}

static void request_cell(const StageContext *context, int row, int column, float value, uint64_t group,
                         Rect origin) {
    PsEdit edit = {0};
    PsError error = {0};
    const float before = ps_map_get(&context->scene->input, 0, row, column);
    if ((before == value && signbit(before) == signbit(value)) || (isnan(before) && isnan(value))) {
        return;
    }
    if (ps_edit_cells(&edit, context->scene, 0, row, column, 1, 1, &value, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        return;
    }
    stage_request(context, &edit, group, origin, NULL);
}

/* Reads what was typed into a cell; a comma is a point. */
static bool read_cell(const StageContext *context, Rect origin, float *value) {
    char text[sizeof context->ui->edit.text];
    bool too_large = false;
    snprintf(text, sizeof text, "%s", context->ui->edit.text);
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
static void move_on(const StageContext *context, UiEditEnd end) {
    WindowView *view = context->view;
    const int height = context->scene->input.height;
    const int width = context->scene->input.width;
    switch (end) {
    case UI_EDIT_ENTER:
        view->input_row = clamp(view->input_row + 1, 0, height - 1);
        break;
    case UI_EDIT_SHIFT_ENTER:
        view->input_row = clamp(view->input_row - 1, 0, height - 1);
        break;
    case UI_EDIT_TAB:
    case UI_EDIT_SHIFT_TAB: {
        const int at = view->input_row * width + view->input_column + (end == UI_EDIT_TAB ? 1 : -1);
        const int kept = clamp(at, 0, height * width - 1);
        view->input_row = kept / width;
        view->input_column = kept % width;
        break;
    }
    case UI_EDIT_RUNS:
    case UI_EDIT_BLUR:
    case UI_EDIT_CANCEL:
        return;
    }
    ui_focus(context->ui, input_id());
}

static void run_edit(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    const Rect cell = window_input_cell(layout, view->input_row, view->input_column);
    const float least = ui_px(ui, 36);
    const Rect box = {cell.x - fmaxf(0, least - cell.w) / 2, cell.y - fmaxf(0, least - cell.h) / 2,
                      fmaxf(cell.w, least), fmaxf(cell.h, least)};
    canvas_fill(ui->canvas, box, layout->input_style.radius, ui->theme->panel);
    canvas_stroke(ui->canvas, box, layout->input_style.radius, fmaxf(2, ui_px(ui, 2)), 0, ui->theme->window);
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
        request_cell(context, view->input_row, view->input_column, value, 0, cell);
        move_on(context, end);
        ui_edit_end(ui);
    } else if (!wanted || end == UI_EDIT_BLUR) {
        ui_edit_end(ui);
        if (!wanted && end != UI_EDIT_CANCEL) {
            move_on(context, end);
        }
    }
}

static bool starts_number(const char *text) {
    return (text[0] >= '0' && text[0] <= '9') || text[0] == '.' || text[0] == ',' || text[0] == '+' ||
           text[0] == '-';
}

static void begin_edit(const StageContext *context) {
    const WindowView *view = context->view;
    char text[PS_NUMBER_SIZE];
    ps_number_write(text, ps_map_get(&context->scene->input, 0, view->input_row, view->input_column),
                    PS_NUMBER_FULL);
    ui_edit_begin(context->ui, input_id(), text);
}

/* Arrows inside a grid; true where the focus moved. */
static bool grid_arrows(Ui *ui, UiId id, int *row, int *column, int height, int width) {
    const int before_row = *row;
    const int before_column = *column;
    *row += ui_key(ui, id, UI_KEY_DOWN, 0) - ui_key(ui, id, UI_KEY_UP, 0);
    *column += ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    *row = clamp(*row, 0, height - 1);
    *column = clamp(*column, 0, width - 1);
    return *row != before_row || *column != before_column;
}

static void input_keys(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    const UiId id = input_id();
    if (grid_arrows(ui, id, &view->input_row, &view->input_column, layout->height, layout->width)) {
        ui_focus(ui, id);
    }
    const Rect cell = window_input_cell(layout, view->input_row, view->input_column);
    if (ui_key(ui, id, UI_KEY_DELETE, 0) || ui_key(ui, id, UI_KEY_BACKSPACE, 0)) {
        request_cell(context, view->input_row, view->input_column, 0, 0, cell);
    }
    if (ui_key(ui, id, UI_KEY_F1 + 1, 0) || ui_key(ui, id, UI_KEY_ENTER, 0)) {
        begin_edit(context);
    }
    const char *text = ui_text(ui, id);
    if (text && starts_number(text)) {
        ui_edit_begin(ui, id, text);
        ui_take(ui);
    }
}

/* Paints the cells on the straight way from the last one to this, so that a fast drag leaves no holes. */
static void paint_to(const StageContext *context, const WindowLayout *layout, int row, int column) {
    WindowView *view = context->view;
    const int rows = row - view->paint_row;
    const int columns = column - view->paint_column;
    const int steps = abs(rows) > abs(columns) ? abs(rows) : abs(columns);
    for (int i = 1; i <= steps; i++) {
        const int y = view->paint_row + (int)lroundf((float)(rows * i) / (float)steps);
        const int x = view->paint_column + (int)lroundf((float)(columns * i) / (float)steps);
        request_cell(context, y, x, view->paint, view->paint_group, window_input_cell(layout, y, x));
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

static void input_pointer(const StageContext *context, const WindowLayout *layout, UiAct act) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    int row = 0;
    int column = 0;
    const bool over = pick(layout, layout->input, ui->x, ui->y, &row, &column);
    const bool editing = ui_edit_active(ui, input_id());
    if (act.pressed && over && !editing) {
        view->input_row = view->paint_row = row;
        view->input_column = view->paint_column = column;
        view->paint = ps_map_get(&context->scene->input, 0, row, column);
        view->paint_group = stage_new_group(context);
        view->painting = !act.double_clicked;
        if (act.double_clicked) {
            /* What is typed takes the old number's place. */
            ui_edit_begin(ui, input_id(), "");
        }
    }
    if (view->painting && act.held && ui->event.kind == UI_EVENT_MOVE && over) {
        paint_to(context, layout, row, column);
    }
    view->painting = view->painting && act.held;
    const bool focused =
        ui->focus == input_id() && over && row == view->input_row && column == view->input_column;
    if (ui->event.kind == UI_EVENT_WHEEL && act.hovered && focused && !editing && !ui->consumed) {
        /* A wheel that turns in fractions of a notch counts once they make a whole one. */
        view->wheel += ui->event.wheel;
        const float notches = truncf(view->wheel + copysignf(0.001F, view->wheel));
        view->wheel -= notches;
        const float before = ps_map_get(&context->scene->input, 0, row, column);
        if (notches != 0) {
            request_cell(context, row, column, turn_wheel(before, notches, ui->event.modifiers), 0,
                         window_input_cell(layout, row, column));
        }
        ui_take(ui);
    }
}

static void cell_tooltip(const StageContext *context, const CellStyle *style, UiAct act, Rect cell,
                         float value) {
    char full[PS_NUMBER_SIZE];
    char screen[PS_NUMBER_SIZE];
    ps_number_write(full, value, PS_NUMBER_FULL);
    ps_number_write(screen, value, PS_NUMBER_SCREEN);
    /* Only where the screen does not show the number in full. */
    const bool same = strcmp(full, screen) == 0;
    ui_tooltip(context->ui, act, cell, same && style->font.size > 0 ? "" : full);
}

static void report_grid(const StageContext *context, const WindowLayout *layout, bool input) {
    const WindowView *view = context->view;
    Ui *ui = context->ui;
    const UiId id = input ? input_id() : output_id();
    const int height = input ? layout->height : layout->out_height;
    const int width = input ? layout->width : layout->out_width;
    const PsMap *map = input ? &context->scene->input : &context->pooled->output;
    const int focus_row = input ? view->input_row : view->output_row;
    const int focus_column = input ? view->input_column : view->output_column;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            char label[64];
            char value[PS_NUMBER_SIZE] = "";
            const int64_t output = (int64_t)y * width + x;
            const bool there =
                input || (output < context->step && !answers_covered(context->answers, output));
            if (there) {
                ps_number_write(value, ps_map_get(map, 0, y, x), PS_NUMBER_FULL);
            }
            snprintf(label, sizeof label, input ? "input %d,%d" : "output %d,%d", y, x);
            const Rect cell = input ? window_input_cell(layout, y, x) : window_output_cell(layout, y, x);
            ui_report(ui, UI_ROLE_CELL, label, value, cell, true,
                      ui->focus == id && y == focus_row && x == focus_column);
        }
    }
}

static void report_padding(const StageContext *context, const WindowLayout *layout) {
    const PsPool *pool = &context->scene->pool;
    for (int y = layout->first_row; y < layout->first_row + layout->rows; y++) {
        for (int x = layout->first_column; x < layout->first_column + layout->columns; x++) {
            if (ps_walk_place(&context->pooled->walk, y, x) == PS_TAP_PADDING) {
                char label[64];
                snprintf(label, sizeof label, "padding %d,%d", y, x);
                ui_report(context->ui, UI_ROLE_MARK, label, pool->op == PS_POOL_MAX ? "-inf" : "0",
                          window_input_cell(layout, y, x), true, false);
            }
        }
    }
}

static void padding_tooltip(const StageContext *context, const WindowLayout *layout) {
    int row = 0;
    int column = 0;
    Ui *ui = context->ui;
    if (rect_contains(layout->input, ui->x, ui->y) ||
        !pick(layout, layout->shown, ui->x, ui->y, &row, &column)) {
        return;
    }
    row += layout->first_row;
    column += layout->first_column;
    const PsPool *pool = &context->scene->pool;
    const bool missing = ps_walk_place(&context->pooled->walk, row, column) == PS_TAP_MISSING;
    const UiAct act = ui_interact(ui, ui_id("padding"), window_input_cell(layout, row, column), 0);
    const char *text = missing ? _("Beyond the padding: this part of the window counts nowhere")
                       : pool->op == PS_POOL_MAX ? _("Padding counts as −∞ for max, so it never wins")
                       : pool->count_include_pad
                           ? _("Padding adds 0 to the sum, and counts in the divisor")
                           : _("Padding adds 0 to the sum, and is left out of the divisor");
    ui_tooltip(ui, act, window_input_cell(layout, row, column), text);
}

static void ring_cell(const StageContext *context, const WindowLayout *layout, UiId id, Rect cell) {
    Ui *ui = context->ui;
    if (ui->focus != id || ui_edit_active(ui, id)) {
        return;
    }
    ui_ring(ui, cell, layout->input_style.radius);
    /* A cell that was clicked shows its focus too: the next key, and the wheel, go there. */
    const float offset = fmaxf(2, ui_px(ui, 2));
    canvas_stroke(ui->canvas, rect_inset(cell, -2 * offset), layout->input_style.radius + 2 * offset, offset,
                  0, ui->theme->window);
}

static void input_grid(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    view->input_row = clamp(view->input_row, 0, layout->height - 1);
    view->input_column = clamp(view->input_column, 0, layout->width - 1);
    const UiAct act =
        ui_interact(ui, input_id(), layout->input, UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_TYPES);
    if (ui_edit_active(ui, input_id())) {
        run_edit(context, layout);
    } else {
        input_keys(context, layout);
    }
    input_pointer(context, layout, act);
    const Rect cell = window_input_cell(layout, view->input_row, view->input_column);
    ring_cell(context, layout, input_id(), cell);
    int row = 0;
    int column = 0;
    if (act.hovered && pick(layout, layout->input, ui->x, ui->y, &row, &column)) {
        view->probe = PROBE_INPUT;
        view->probe_row = row;
        view->probe_column = column;
        cell_tooltip(context, &layout->input_style, act, window_input_cell(layout, row, column),
                     ps_map_get(&context->scene->input, 0, row, column));
    }
}

static void output_grid(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    const UiId id = output_id();
    view->output_row = clamp(view->output_row, 0, layout->out_height - 1);
    view->output_column = clamp(view->output_column, 0, layout->out_width - 1);
    const UiAct act = ui_interact(ui, id, layout->output, UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_TYPES);
    if (grid_arrows(ui, id, &view->output_row, &view->output_column, layout->out_height, layout->out_width)) {
        ui_focus(ui, id);
    }
    int row = 0;
    int column = 0;
    const bool over = pick(layout, layout->output, ui->x, ui->y, &row, &column);
    if (act.pressed && over) {
        view->output_row = row;
        view->output_column = column;
    }
    const int64_t focused = (int64_t)view->output_row * layout->out_width + view->output_column;
    const bool covered = focused < context->step && answers_covered(context->answers, focused);
    if (covered && ((act.clicked && over) || ui_key(ui, id, UI_KEY_ENTER, 0))) {
        context->requests->reveal = focused;
    }
    ring_cell(context, layout, id, window_output_cell(layout, view->output_row, view->output_column));
    const bool keyed = act.focused && ui->ring && !act.hovered;
    if ((act.hovered && over) || keyed) {
        view->probe = PROBE_OUTPUT;
        view->probe_row = keyed ? view->output_row : row;
        view->probe_column = keyed ? view->output_column : column;
    }
    const int64_t pointed = (int64_t)row * layout->out_width + column;
    if (act.hovered && over && pointed < context->step && !answers_covered(context->answers, pointed)) {
        cell_tooltip(context, &layout->output_style, act, window_output_cell(layout, row, column),
                     ps_map_get(&context->pooled->output, 0, row, column));
    }
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

static void input_corner(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    if (context->presenter) {
        return;
    }
    const UiId id = ui_id("Input corner");
    const Rect corner = layout->corner;
    const UiAct act = ui_interact(ui, id, corner, UI_STOP);
    draw_corner(ui, corner, act);
    int height = layout->height;
    int width = layout->width;
    if (act.pressed) {
        view->resize_height = height;
        view->resize_width = width;
        view->resize_pitch = layout->pitch;
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
    if (height != layout->height || width != layout->width) {
        const uint64_t group = act.held ? view->resize_group : 0;
        pool_inspector_resize(context, height, width, group, corner);
    }
    ui_tooltip(ui, act, corner, _("Drag to resize the map; with the focus, the arrow keys"));
    char size[PS_NUMBER_SIZE];
    snprintf(size, sizeof size, "%d × %d", layout->height, layout->width);
    ui_report(ui, UI_ROLE_MARK, _("Input corner"), size, corner, true, act.focused);
}

static void report_formula(const StageContext *context, const WindowLayout *layout) {
    const bool probing = window_probe(context) == PROBE_OUTPUT;
    const int64_t step = probing ? window_focus_step(context) : context->step;
    char text[1024] = "";
    if (step > 0) {
        PsFormula formula = {0};
        ps_walk_formula(&context->pooled->walk, step, PS_NUMBER_FULL, &formula);
        if (answers_covered(context->answers, step - 1) || step > context->step) {
            PsSpan *result = &formula.spans[formula.count - 1];
            snprintf(result->text, sizeof result->text, "%s", step > context->step ? "" : "?");
        }
        ps_formula_text(&formula, text, sizeof text);
    }
    const Rect box = layout->formula;
    /* Before the first step a sentence stands where the formula will. */
    const float height = box.h * (step == 0 ? 0.3F : context->presenter ? 1 : 0.52F);
    ui_report_text(context->ui, _("Formula"), text, (Rect){box.x, box.y, box.w, height});
}

static void formula_cover(const StageContext *context, const WindowLayout *layout) {
    const int64_t output = context->step - 1;
    if (output < 0 || !answers_covered(context->answers, output)) {
        return;
    }
    const UiAct act = ui_interact(context->ui, ui_id("Formula"), layout->formula, 0);
    if (act.clicked) {
        context->requests->reveal = output;
    }
    ui_tooltip(context->ui, act, layout->formula, _("Click or press Enter to reveal the answer"));
}

/* Point at a term of the formula: it is the cell it came from that is pointed at. */
static void formula_terms(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    const int64_t step = context->cursor.step;
    if (step == 0 || context->cursor.t > 0 || !rect_contains(layout->formula, ui->x, ui->y) ||
        ui_blocked(ui, ui->canvas->layer) || !ui->pointer_inside) {
        return;
    }
    const PsWalk *walk = &context->pooled->walk;
    const PsWindow window = ps_walk_at(walk, step);
    PsFormula formula = {0};
    ps_walk_formula(walk, step, PS_NUMBER_SCREEN, &formula);
    const FormulaLine line = window_formula_line(ui, layout, &formula);
    for (int i = 0; i < formula.count; i++) {
        const PsSpan *span = &formula.spans[i];
        if (span->kind == PS_SPAN_TERM && rect_contains(formula_line_slot(&line, span->tap), ui->x, ui->y)) {
            const PsTap tap = ps_walk_tap(walk, &window, span->tap);
            view->probe = PROBE_INPUT;
            view->probe_row = (int)tap.row;
            view->probe_column = (int)tap.column;
        }
    }
}

/* Cells outside a probed window dim over a moment; the gaps between outputs do not begin it anew. */
static void settle_probe(const StageContext *context, const WindowLayout *layout, WindowProbe before) {
    WindowView *view = context->view;
    Ui *ui = context->ui;
    const bool in_gap = view->probe == PROBE_NONE && before == PROBE_OUTPUT && ui->pointer_inside &&
                        rect_contains(layout->output, ui->x, ui->y) && !ui_blocked(ui, ui->canvas->layer);
    view->probe = in_gap ? PROBE_OUTPUT : view->probe;
    if (view->probe != PROBE_OUTPUT) {
        view->dim = 0;
        return;
    }
    if (before != PROBE_OUTPUT) {
        view->probe_since = ui->now;
    }
    const double share = (ui->now - view->probe_since) / PROBE_FADE;
    view->dim = context->reduced_motion || share > 1 ? 1 : (float)share;
    if (view->dim < 1) {
        ui->wake_at = ui->now + 0.001;
    }
}

static void controls(const StageContext *context) {
    const WindowLayout layout = window_layout(context);
    WindowView *view = context->view;
    const WindowProbe before = view->probe;
    view->probe = PROBE_NONE;
    if (context->ui->want_tree) {
        report_grid(context, &layout, true);
        report_padding(context, &layout);
    }
    input_grid(context, &layout);
    padding_tooltip(context, &layout);
    input_corner(context, &layout);
    if (context->ui->want_tree) {
        report_grid(context, &layout, false);
    }
    output_grid(context, &layout);
    formula_terms(context, &layout);
    formula_cover(context, &layout);
    report_formula(context, &layout);
    settle_probe(context, &layout, before);
}

static Point least_size(const StageContext *context) {
    return window_least_size(context);
}

static float inspector(const StageContext *context, Rect column) {
    WindowView *view = context->view;
    return pool_inspector(context, column, &view->unlinked);
}

const Stage window_stage = {
    .key = "window",
    .title = N_("Window"),
    .view_size = sizeof(WindowView),
    .step_count = step_count,
    .least_size = least_size,
    .draw = window_draw,
    .controls = controls,
    .inspector = inspector,
    .narrate = window_narrate,
};
