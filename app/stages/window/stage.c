/* The Window stage's controls: its outputs, formula and what is pointed at. The input is input_map.c's,
 * drawing window_draw.c's, geometry window_layout.c's, the inspector pool_inspector.c's.
 */
#include "app/stages/window/stage.h"

#include "app/stages/shared/pool_inspector.h"
#include "app/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Seconds in which the cells outside a probed window dim. */
#define PROBE_FADE 0.15

static int64_t step_count(const Pooled *pooled, const Stacks *stacks) {
    (void)stacks;
    return pooled->walk.steps;
}

static int clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

static float output_value(const StageContext *context, int row, int column) {
    return ps_map_get(&context->pooled->output, context->pooled->walk.channel, row, column);
}

static UiId output_id(void) {
    return ui_id("output cells");
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

static void cell_tooltip(const StageContext *context, const CellStyle *style, UiAct act, Rect cell,
                         float value) {
    char full[PS_NUMBER_SIZE];
    ps_number_write(full, value, PS_NUMBER_FULL);
    /* Only where the screen does not show the number in full. */
    ui_tooltip(context->ui, act, cell, cells_show_all(style, value) ? "" : full);
}

static void report_outputs(const StageContext *context, const WindowLayout *layout) {
    const WindowView *view = context->view;
    Ui *ui = context->ui;
    if (!ui->want_tree || !grid_by_cells(&layout->out)) {
        return;
    }
    const GridRange seen = grid_visible(&layout->out);
    for (int y = seen.first_row; y < seen.end_row; y++) {
        for (int x = seen.first_column; x < seen.end_column; x++) {
            char label[64];
            char value[PS_NUMBER_SIZE] = "";
            const int64_t output = (int64_t)y * layout->out_width + x;
            if (output < context->step && output < pooled_there(context->pooled) &&
                !answers_covered(context->answers, output)) {
                ps_number_write(value, output_value(context, y, x), PS_NUMBER_FULL);
            }
            snprintf(label, sizeof label, "output %d,%d", y, x);
            ui_report(ui, UI_ROLE_CELL, label, value, grid_cell(&layout->out, y, x), true,
                      ui->focus == output_id() && y == view->output_row && x == view->output_column);
        }
    }
}

static void report_padding(const StageContext *context, const WindowLayout *layout) {
    const PsPool *pool = &context->scene->pool;
    if (!context->ui->want_tree || !grid_by_cells(&layout->in)) {
        return;
    }
    const GridRange seen = grid_visible(&layout->in);
    for (int y = seen.first_row; y < seen.end_row; y++) {
        for (int x = seen.first_column; x < seen.end_column; x++) {
            if (ps_walk_place(&context->pooled->walk, y, x) == PS_TAP_PADDING) {
                char label[64];
                snprintf(label, sizeof label, "padding %d,%d", y, x);
                ui_report(context->ui, UI_ROLE_MARK, label, pool->op == PS_POOL_MAX ? "-inf" : "0",
                          grid_cell(&layout->in, y, x), true, false);
            }
        }
    }
}

static void padding_tooltip(const StageContext *context, const WindowLayout *layout) {
    int row = 0;
    int column = 0;
    Ui *ui = context->ui;
    if (rect_contains(layout->input, ui->x, ui->y) || !grid_pick(&layout->in, ui->x, ui->y, &row, &column)) {
        return;
    }
    const PsPool *pool = &context->scene->pool;
    const bool missing = ps_walk_place(&context->pooled->walk, row, column) == PS_TAP_MISSING;
    const UiAct act = ui_interact(ui, ui_id("padding"), grid_cell(&layout->in, row, column), 0);
    const char *text = missing ? _("Beyond the padding: this part of the window counts nowhere")
                       : pool->op == PS_POOL_MAX ? _("Padding counts as −∞ for max, so it never wins")
                       : pool->count_include_pad
                           ? _("Padding adds 0 to the sum, and counts in the divisor")
                           : _("Padding adds 0 to the sum, and is left out of the divisor");
    ui_tooltip(ui, act, grid_cell(&layout->in, row, column), text);
}

static void ring_cell(const StageContext *context, const WindowLayout *layout, UiId id, Rect cell) {
    Ui *ui = context->ui;
    if (ui->focus != id) {
        return;
    }
    const float radius = layout->out.style.radius;
    ui_ring(ui, cell, radius);
    /* A cell that was clicked shows its focus too: the next key goes there. */
    const float offset = fmaxf(2, ui_px(ui, 2));
    canvas_stroke(ui->canvas, rect_inset(cell, -2 * offset), radius + 2 * offset, offset, 0,
                  ui->theme->window);
}

static void input_grid(const StageContext *context, const WindowLayout *layout) {
    WindowView *view = context->view;
    const InputMap map = {.grid = &layout->in,
                          .cells = layout->input,
                          .corner = layout->corner,
                          .strip = layout->strip,
                          .end = layout->out.view.x - 4,
                          .fit = layout->fit,
                          .closest = layout->closest};
    canvas_push_panel(context->ui->canvas, layout->input_panel);
    input_map_controls(context, &map, &view->input);
    canvas_pop_clip(context->ui->canvas);
    if (view->input.pointed) {
        view->probe = PROBE_INPUT;
        view->probe_row = view->input.pointed_row;
        view->probe_column = view->input.pointed_column;
    }
}

/* The output looks at the same place: what the wheel, a pinch or a drag does there moves the one camera. */
static void output_camera(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    const UiEvent *event = &ui->event;
    const bool mine =
        event->kind == UI_EVENT_ZOOM || (event->kind == UI_EVENT_PAN && view->input.camera.zoom > 1);
    if (!mine || ui->consumed || !rect_contains(layout->out.view, event->x, event->y) ||
        ui_blocked(ui, ui->canvas->layer)) {
        return;
    }
    const PsWalk *walk = &context->pooled->walk;
    const InputMap map = {.grid = &layout->out, .fit = layout->fit, .closest = layout->closest};
    InputView output = {.camera = window_output_camera(walk, view->input.camera)};
    if (event->kind == UI_EVENT_ZOOM) {
        const double row = ((double)event->y - layout->out.y) / layout->out.pitch;
        const double column = ((double)event->x - layout->out.x) / layout->out.pitch;
        input_map_zoom(&map, &output, row, column, event->x, event->y, event->wheel);
    } else {
        input_map_pan(&map, &output, event->dx, event->dy);
    }
    view->input.camera = window_input_camera(walk, output.camera);
    ui_take(ui);
    ui->changed = true;
}

static void output_grid(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    const UiId id = output_id();
    view->output_row = clamp(view->output_row, 0, layout->out_height - 1);
    view->output_column = clamp(view->output_column, 0, layout->out_width - 1);
    const UiAct act =
        ui_interact(ui, id, grid_seen(&layout->out), UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_TYPES);
    if (grid_arrows(ui, id, &view->output_row, &view->output_column, layout->out_height, layout->out_width)) {
        ui_focus(ui, id);
    }
    int row = 0;
    int column = 0;
    const bool over = grid_pick(&layout->out, ui->x, ui->y, &row, &column);
    if (act.pressed && over) {
        view->output_row = row;
        view->output_column = column;
    }
    const int64_t focused = (int64_t)view->output_row * layout->out_width + view->output_column;
    const bool covered = focused < context->step && answers_covered(context->answers, focused);
    if (covered && ((act.clicked && over) || ui_key(ui, id, UI_KEY_ENTER, 0))) {
        context->requests->reveal = focused;
    }
    ring_cell(context, layout, id, grid_cell(&layout->out, view->output_row, view->output_column));
    const bool keyed = act.focused && ui->ring && !act.hovered;
    if ((act.hovered && over) || keyed) {
        view->probe = PROBE_OUTPUT;
        view->probe_row = keyed ? view->output_row : row;
        view->probe_column = keyed ? view->output_column : column;
    }
    const int64_t pointed = (int64_t)row * layout->out_width + column;
    const bool there = pointed < context->step && pointed < pooled_there(context->pooled);
    if (act.hovered && over && there && !answers_covered(context->answers, pointed)) {
        cell_tooltip(context, &layout->out.style, act, grid_cell(&layout->out, row, column),
                     output_value(context, row, column));
    }
}

static void report_formula(const StageContext *context, const WindowLayout *layout) {
    const bool probing = window_probe(context) == PROBE_OUTPUT;
    const int64_t step = probing ? window_focus_step(context) : context->step;
    char text[1024] = "";
    if (step > 0) {
        PsFormula formula = {0};
        const PsWindow window = ps_walk_at(&context->pooled->walk, step);
        const PsResults results = pooled_results(context->pooled, step);
        const PsFormulaPlan plan = ps_walk_plan_of(&context->pooled->walk, &window, &results);
        const PsFormulaStyle style = ps_formula_style(PS_NUMBER_FULL);
        ps_plan_write(&plan, &style, &formula);
        if (answers_covered(context->answers, step - 1) || step > context->step) {
            PsSpan *result = &formula.spans[formula.count - 1];
            snprintf(result->text, sizeof result->text, "%s", step > context->step ? "" : "?");
        }
        ps_formula_text(&formula, text, sizeof text);
    }
    const Rect box = layout->formula;
    /* Before the first step a sentence stands where the formula will. */
    const float height = box.h * (step == 0 ? 0.3F : context->presenter ? 1 : 0.52F);
    ui_report_text(context->ui, N_("Formula"), text, (Rect){box.x, box.y, box.w, height});
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
    PsFormula formula;
    const FormulaLine line = window_formula_line(context, layout, step, &formula);
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
                        rect_contains(grid_seen(&layout->out), ui->x, ui->y) &&
                        !ui_blocked(ui, ui->canvas->layer);
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
    WindowView *view = context->view;
    const WindowLayout layout = window_layout(context, view->input.camera);
    const WindowProbe before = view->probe;
    view->probe = PROBE_NONE;
    canvas_push_clip(context->ui->canvas, layout.in.view);
    report_padding(context, &layout);
    canvas_pop_clip(context->ui->canvas);
    input_grid(context, &layout);
    padding_tooltip(context, &layout);
    canvas_push_clip(context->ui->canvas, layout.out.view);
    report_outputs(context, &layout);
    canvas_pop_clip(context->ui->canvas);
    output_grid(context, &layout);
    output_camera(context, &layout);
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
