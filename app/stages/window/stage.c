/* Controls in Tab order. What they point at is drawn in the next pass. */
#include "app/stages/window/stage.h"

#include "app/stages/shared/grid_controls.h"
#include "app/stages/shared/input_camera.h"
#include "app/stages/shared/pool_inspector.h"
#include "app/stages/window/draw.h"
#include "app/stages/window/formula.h"
#include "app/stages/window/frame.h"
#include "app/stages/window/narrate.h"
#include "app/words.h"

#include <math.h>

/* Seconds in which the cells outside a probed window dim. */
#define PROBE_FADE 0.15

static int64_t steps(const PsScene *scene, const Facts *facts) {
    (void)scene;
    return facts->pooled.walk.steps;
}

static UiId output_id(void) {
    return ui_id("output cells");
}

static const char *padding_words(const PsPool *pool, PsTapPlace place) {
    if (place == PS_TAP_MISSING) {
        return _("Beyond the padding: this part of the window counts nowhere");
    }
    return pool->op == PS_POOL_MAX   ? _("Padding counts as −∞ for max, so it never wins")
           : pool->count_include_pad ? _("Padding adds 0 to the sum, and counts in the divisor")
                                     : _("Padding adds 0 to the sum, and is left out of the divisor");
}

static void padding_tooltip(const StageContext *context, const WindowLayout *layout) {
    int row = 0;
    int column = 0;
    Ui *ui = context->ui;
    if (rect_contains(layout->input, ui->x, ui->y) || !grid_pick(&layout->in, ui->x, ui->y, &row, &column)) {
        return;
    }
    const Rect cell = grid_cell(&layout->in, row, column);
    const PsTapPlace place = ps_walk_place(&context->scope.facts->pooled.walk, row, column);
    const UiAct act = ui_interact(ui, ui_id("padding"), cell, 0);
    ui_tooltip(ui, act, cell, padding_words(&context->scope.scene->pool, place));
}

/* What is pointed at in this pass. */
static void point_at(WindowView *view, WindowProbe probe, int row, int column) {
    view->probe = probe;
    view->probe_row = row;
    view->probe_column = column;
}

static void input_grid(const StageContext *context, const WindowLayout *layout) {
    WindowView *view = context->view;
    const InputMap map = {.grid = &layout->in,
                          .cells = layout->input,
                          .corner = layout->corner,
                          .strip = layout->strip,
                          .end = layout->input_end,
                          .fit = layout->fit,
                          .closest = layout->closest};
    canvas_push_panel(context->ui->canvas, layout->input_panel);
    input_map_controls(context, &map, &view->input);
    canvas_pop_clip(context->ui->canvas);
    if (view->input.pointed) {
        point_at(view, PROBE_INPUT, view->input.pointed_row, view->input.pointed_column);
    }
}

/* Whether the pass's event moves the camera, from over the output. */
static bool moves_camera(const StageContext *context, const WindowLayout *layout) {
    const WindowView *view = context->view;
    const Ui *ui = context->ui;
    const UiEvent *event = &ui->event;
    const bool pans = event->kind == UI_EVENT_PAN && view->input.camera.zoom > 1;
    return (pans || event->kind == UI_EVENT_ZOOM) && !ui->consumed &&
           rect_contains(layout->out.view, event->x, event->y) && !ui_blocked(ui, ui->canvas->layer);
}

/* The output looks at the same place: what the wheel, a pinch or a drag does there moves the one camera. */
static void output_camera(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    if (!moves_camera(context, layout)) {
        return;
    }
    const UiEvent *event = &ui->event;
    const PsWalk *walk = &context->scope.facts->pooled.walk;
    const InputMap map = {.grid = &layout->out, .fit = layout->fit, .closest = layout->closest};
    InputView output = {.camera = window_output_camera(walk, view->input.camera)};
    if (event->kind == UI_EVENT_ZOOM) {
        input_camera_zoom(&map, &output, event->x, event->y, event->wheel);
    } else {
        input_camera_pan(&map, &output, event->dx, event->dy);
    }
    view->input.camera = window_input_camera(walk, output.camera);
    ui_take(ui);
    ui->changed = true;
}

/* A click on an output goes to its step; on a covered one it reveals. */
static void go_to_output(const StageContext *context, int row, int column) {
    const int64_t step = ps_walk_step_of(&context->scope.facts->pooled.walk, row, column);
    const bool reveals = step <= context->scope.step && answers_covered(context->scope.answers, step - 1);
    if (!reveals) {
        context->requests->step = step;
    }
}

/* A covered output is uncovered by a click on it, or by Enter. */
static void reveal_focused(const StageContext *context, const WindowLayout *layout, bool clicked) {
    const WindowView *view = context->view;
    const int64_t focused = (int64_t)view->output_row * layout->out_width + view->output_column;
    if (focused < context->scope.step && answers_covered(context->scope.answers, focused) &&
        (clicked || ui_key(context->ui, output_id(), UI_KEY_ENTER, 0))) {
        context->requests->reveal = focused;
    }
}

static void output_tooltip(const StageContext *context, const WindowLayout *layout, UiAct act, int row,
                           int column) {
    const Pooled *pooled = &context->scope.facts->pooled;
    if (!context->scope.colour &&
        window_output_told(&context->scope, (int64_t)row * layout->out_width + column)) {
        grid_tooltip(context->ui, &layout->out, act, row, column,
                     ps_map_get(&pooled->output, pooled->walk.channel, row, column));
    }
}

/* Whether what has the focus shows what it would when pointed at. */
static bool is_keyed(const Ui *ui, UiAct act) {
    return act.focused && ui->ring && !act.hovered;
}

static void output_grid(const StageContext *context, const WindowLayout *layout) {
    Ui *ui = context->ui;
    WindowView *view = context->view;
    const Grid *grid = &layout->out;
    const UiId id = output_id();
    const UiAct act = ui_interact(ui, id, grid_seen(grid), UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_TYPES);
    int row = 0;
    int column = 0;
    const bool over = grid_pick(grid, ui->x, ui->y, &row, &column);
    grid_move(ui, id, grid, &view->output_row, &view->output_column);
    if (act.pressed && over) {
        view->output_row = row;
        view->output_column = column;
    }
    reveal_focused(context, layout, act.clicked && over);
    if (act.clicked && over) {
        go_to_output(context, row, column);
    }
    if (ui->focus == id) {
        grid_mark_focus(ui, grid, "output ", view->output_row, view->output_column);
    }
    if (is_keyed(ui, act)) {
        point_at(view, PROBE_OUTPUT, view->output_row, view->output_column);
    } else if (act.hovered && over) {
        point_at(view, PROBE_OUTPUT, row, column);
        output_tooltip(context, layout, act, row, column);
    }
}

static void output_menu(const StageContext *context, const WindowLayout *layout) {
    WindowView *view = context->view;
    const Pooled *pooled = &context->scope.facts->pooled;
    const CellMenuMap cells = {.label = N_("Output cell"),
                               .grid = &layout->out,
                               .map = &pooled->output,
                               .channel = pooled->walk.channel,
                               .told = window_output_told,
                               .focus_row = view->output_row,
                               .focus_column = view->output_column,
                               .focused = context->ui->focus == output_id()};
    cell_menu(context, &view->menu, &cells);
}

static void formula_cover(const StageContext *context, const WindowLayout *layout) {
    const int64_t output = context->scope.step - 1;
    if (output < 0 || !answers_covered(context->scope.answers, output)) {
        return;
    }
    const UiAct act = ui_interact(context->ui, ui_id("Formula"), layout->formula, 0);
    if (act.clicked) {
        context->requests->reveal = output;
    }
    ui_tooltip(context->ui, act, layout->formula, _("Click or press Enter to reveal the answer"));
}

/* Whether the pointer is over the formula of a step that rests. */
static bool over_formula(const StageContext *context, const WindowLayout *layout) {
    const Ui *ui = context->ui;
    return context->scope.cursor.step > 0 && context->scope.cursor.t <= 0 && ui->pointer_inside &&
           rect_contains(layout->formula, ui->x, ui->y) && !ui_blocked(ui, ui->canvas->layer);
}

/* Point at a term of the formula: it is the cell it came from that is pointed at. */
static void formula_terms(const StageContext *context, const WindowLayout *layout) {
    const Ui *ui = context->ui;
    if (context->scope.colour || !over_formula(context, layout)) {
        return;
    }
    const PsWalk *walk = &context->scope.facts->pooled.walk;
    const PsWindow window = ps_walk_at(walk, context->scope.cursor.step);
    PsFormula formula;
    const FormulaLine line =
        window_formula_line(&context->scope, layout, context->scope.cursor.step, &formula);
    for (int i = 0; i < formula.count; i++) {
        const PsSpan *span = &formula.spans[i];
        if (span->kind == PS_SPAN_TERM && rect_contains(formula_line_slot(&line, span->tap), ui->x, ui->y)) {
            const PsTap tap = ps_walk_tap(walk, &window, span->tap);
            point_at(context->view, PROBE_INPUT, (int)tap.row, (int)tap.column);
        }
    }
}

/* Whether the pointer is between outputs, of which one was pointed at before. */
static bool in_gap(const Ui *ui, const WindowLayout *layout, WindowProbe before) {
    return before == PROBE_OUTPUT && ui->pointer_inside &&
           rect_contains(grid_seen(&layout->out), ui->x, ui->y) && !ui_blocked(ui, ui->canvas->layer);
}

/* Cells outside a probed window dim over a moment; the gaps between outputs do not begin it anew. */
static void settle_probe(const StageContext *context, const WindowLayout *layout, WindowProbe before) {
    WindowView *view = context->view;
    Ui *ui = context->ui;
    if (view->probe == PROBE_NONE && in_gap(ui, layout, before)) {
        view->probe = PROBE_OUTPUT;
    }
    if (view->probe != PROBE_OUTPUT) {
        view->dim = 0;
        return;
    }
    if (before != PROBE_OUTPUT) {
        view->probe_since = ui->now;
    }
    const double share = (ui->now - view->probe_since) / PROBE_FADE;
    view->dim = context->scope.reduced_motion || share > 1 ? 1 : (float)share;
    if (view->dim < 1) {
        ui->wake_at = ui->now + 0.001;
    }
}

/* Whether an output is there and covered: so that an answer to it can be given. */
static bool is_asked(const StageScope *scope, int64_t output) {
    return output >= 0 && output < scope->step && !scope->colour && answers_covered(scope->answers, output);
}

static PsQuestion question_of(const StageScope *scope, int64_t output) {
    const Pooled *pooled = &scope->facts->pooled;
    const PsWalk *walk = &pooled->walk;
    const PsResults results = pooled_results(pooled, output + 1);
    PsQuestion question = {walk, output + 1, ps_walk_result(walk, &results), NAN,
                           walk->pool.op == PS_POOL_AVG};
    if (question.step < walk->steps) {
        const PsResults next = pooled_results(pooled, question.step + 1);
        question.next = ps_walk_result(walk, &next);
    }
    return question;
}

/* The answer in the cell: of the output in focus, else of the current step. */
static void answer(const StageContext *context, const WindowLayout *layout) {
    WindowView *view = context->view;
    const StageScope *scope = &context->scope;
    const bool focused = context->ui->focus == output_id();
    const int64_t output =
        focused ? (int64_t)view->output_row * layout->out_width + view->output_column : scope->step - 1;
    if (is_asked(scope, output) && answer_entry_begins(context, focused)) {
        answer_entry_begin(context, &view->answer, output, 0);
    }
    char text[UI_EDIT_SHORT + 1];
    const int64_t asked = view->answer.output;
    const Rect cell = grid_cell(&layout->out, asked / layout->out_width, asked % layout->out_width);
    if (answer_entry_run(context, &view->answer, cell, layout->out.style.radius, text) &&
        is_asked(scope, asked)) {
        const PsQuestion question = question_of(scope, asked);
        answer_entry_judge(context, &view->answer, &question, cell, text);
    }
}

static void controls(const StageContext *context) {
    WindowView *view = context->view;
    const WindowFrame *frame = context->frame;
    const WindowLayout *layout = &frame->layout;
    const WindowProbe before = view->probe;
    view->probe = PROBE_NONE;
    output_menu(context, layout);
    answer(context, layout);
    input_grid(context, layout);
    padding_tooltip(context, layout);
    output_grid(context, layout);
    output_camera(context, layout);
    formula_terms(context, layout);
    formula_cover(context, layout);
    settle_probe(context, layout, before);
}

static void draw(const StageScope *scope, const void *memory) {
    const WindowFrame *frame = memory;
    (void)scope;
    window_draw(&frame->pose);
}

static float inspector(const StageContext *context, Rect column) {
    WindowView *view = context->view;
    return pool_inspector(context, column, true, &view->unlinked);
}

static void narrate(const StageScope *scope, const void *frame, PsNumberForm form, char *text, size_t size) {
    (void)frame;
    window_narrate(scope, form, text, size);
}

/* The window first, then what comes of it. */
static int moves(const StageScope *scope, const void *memory, Rect rects[STAGE_MOVES]) {
    (void)scope;
    const WindowFrame *frame = memory;
    const WindowLayout *layout = &frame->layout;
    const Moment *now = &frame->pose.now;
    if (now->step == 0) {
        return 0;
    }
    const Rect window = moment_frame(&layout->in, &now->window);
    const Rect output = grid_cell(&layout->out, now->window.output_row, now->window.output_column);
    const bool slides = moment_slides(now);
    const bool made = !now->moving || now->ms >= MOMENT_GROWN;
    rects[0] = made ? window : output;
    rects[1] = made || slides ? layout->formula : window;
    rects[2] = made ? output : slides ? window : layout->formula;
    return 3;
}

const Stage window_stage = {
    .key = "window",
    .title = N_("Window"),
    .view_size = sizeof(WindowView),
    .frame_size = sizeof(WindowFrame),
    .needs = FOLLOW_SCALE | FOLLOW_POOLED,
    .steps = steps,
    .least_size = window_least_size,
    .frame = window_frame,
    .draw = draw,
    .controls = controls,
    .inspector = inspector,
    .moves = moves,
    .narrate = narrate,
};
