/* Controls in Tab order. What they point at is drawn in the next pass. */
#include "app/stages/compare/stage.h"

#include "app/stages/compare/answer.h"
#include "app/stages/compare/choices.h"
#include "app/stages/compare/column.h"
#include "app/stages/compare/dial.h"
#include "app/stages/compare/draw.h"
#include "app/stages/compare/frame.h"
#include "app/stages/compare/gradient_card.h"
#include "app/stages/compare/value_card.h"
#include "app/stages/compare/words.h"
#include "app/stages/shared/grid_controls.h"
#include "app/stages/shared/pool_inspector.h"
#include "app/words.h"

static int64_t steps(const PsScene *scene, const Facts *facts) {
    (void)scene;
    return facts->pooled.walk.steps;
}

static const char *cell_name(const StageScope *scope, int column) {
    return column_look(scope->facts->compared.columns[column])->cell;
}

static void reveal(const StageContext *context, int64_t output) {
    if (output < context->scope.step && answers_covered(context->scope.answers, output)) {
        context->requests->reveal = output;
    }
}

/* The outputs of one column, or in the gradient view the small ones that say where the gradient starts. */
static const Grid *grid_of(const StageScope *scope, const CompareLayout *layout, int column) {
    const CompareCard *card = &layout->card[column];
    return scope->scene->compare.gradient ? &card->from : &card->grid;
}

/* In the gradient view only the output in focus is told of. */
static void tell_focused(const StageContext *context, int column, Rect cell) {
    const CompareView *view = context->view;
    char label[64];
    snprintf(label, sizeof label, "%s %d,%d", cell_name(&context->scope, column), view->output_row,
             view->output_column);
    ui_report(context->ui, UI_ROLE_CELL, label, "", cell, true, true);
}

static void mark_focus(const StageContext *context, const Grid *grid, int column) {
    const CompareView *view = context->view;
    char name[32];
    snprintf(name, sizeof name, "%s ", cell_name(&context->scope, column));
    if (context->scope.scene->compare.gradient) {
        tell_focused(context, column, grid_cell(grid, view->output_row, view->output_column));
    }
    grid_mark_focus(context->ui, grid, name, view->output_row, view->output_column);
}

static void output_tooltip(const StageContext *context, const Grid *grid, UiAct act, int column, int row,
                           int x) {
    if (!context->scope.scene->compare.gradient &&
        compare_output_told(&context->scope, (int64_t)row * grid->columns + x)) {
        grid_tooltip(context->ui, grid, act, row, x, compare_value(&context->scope, column, row, x));
    }
}

/* What the pointer does over the outputs, or the ring in them. */
static void point_outputs(const StageContext *context, const Grid *grid, UiAct act, int column,
                          ComparePointed *pointed) {
    const CompareView *view = context->view;
    const Ui *ui = context->ui;
    int row = 0;
    int x = 0;
    const bool over = grid_pick(grid, ui->x, ui->y, &row, &x);
    if (act.focused && ui->ring && !act.hovered) {
        *pointed = (ComparePointed){COMPARE_PROBE_OUTPUT, view->output_row, view->output_column, false};
    } else if (act.hovered && over) {
        *pointed = (ComparePointed){COMPARE_PROBE_OUTPUT, row, x, false};
        output_tooltip(context, grid, act, column, row, x);
    }
}

static void output_grid(const StageContext *context, const CompareLayout *layout, int column,
                        ComparePointed *pointed) {
    Ui *ui = context->ui;
    CompareView *view = context->view;
    const Grid *grid = grid_of(&context->scope, layout, column);
    const UiId id = ui_id(cell_name(&context->scope, column));
    const UiAct act = ui_interact(ui, id, grid_seen(grid), UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_TYPES);
    int row = 0;
    int x = 0;
    const bool over = grid_pick(grid, ui->x, ui->y, &row, &x);
    grid_move(ui, id, grid, &view->output_row, &view->output_column);
    if (act.pressed && over) {
        view->output_row = row;
        view->output_column = x;
    }
    const int64_t output = (int64_t)view->output_row * grid->columns + view->output_column;
    if ((act.clicked && over) || ui_key(ui, id, UI_KEY_ENTER, 0)) {
        reveal(context, output);
    }
    if (act.clicked && over && context->requests->reveal != output) {
        context->requests->step = output + 1;
    }
    if (ui->focus == id) {
        mark_focus(context, grid, column);
    }
    point_outputs(context, grid, act, column, pointed);
}

/* Its one value, once it is there and not covered, in full. */
static void global_tooltip(const StageContext *context, UiAct act, Rect rect) {
    const int64_t last = context->scope.facts->pooled.walk.steps;
    if (context->scope.step >= last && !compare_covered(&context->scope, COMPARE_GLOBAL, last)) {
        char full[PS_NUMBER_SIZE];
        ps_number_write(full, compare_global_value(&context->scope), PS_NUMBER_FULL);
        ui_tooltip(context->ui, act, rect, full);
    }
}

static void reveal_global(const StageContext *context, bool clicked) {
    const int64_t last = context->scope.facts->pooled.walk.steps;
    const int64_t output = (context->scope.step < last ? context->scope.step : last) - 1;
    if (output >= 0 && (clicked || ui_key(context->ui, ui_id("global"), UI_KEY_ENTER, 0))) {
        reveal(context, output);
    }
}

static void global_cell(const StageContext *context, const CompareLayout *layout, ComparePointed *pointed) {
    Ui *ui = context->ui;
    const bool gradient = context->scope.scene->compare.gradient;
    const Rect rect = gradient ? grid_seen(&layout->card[COMPARE_GLOBAL].from) : compare_global_cell(layout);
    const UiAct act = ui_interact(ui, ui_id("global"), rect, UI_STOP | UI_CLICK_FOCUS | UI_TYPES);
    reveal_global(context, act.clicked);
    if (gradient && act.focused) {
        ui_report(ui, UI_ROLE_CELL, "global 0,0", "", rect, true, true);
    } else if (act.focused) {
        ui_tree_focus(&ui->tree, "global 0,0");
    }
    if (act.hovered && context->scope.step > 0) {
        pointed->probe = COMPARE_PROBE_OUTPUT;
        pointed->global = true;
    }
    if (act.hovered) {
        global_tooltip(context, act, rect);
    }
}

/* A covered formula is uncovered by a click, as its output is. */
static void formula_cover(const StageContext *context, const CompareCard *card, int i) {
    const int64_t output = context->scope.step - 1;
    if (output < 0 || !answers_covered(context->scope.answers, output)) {
        return;
    }
    const UiAct act = ui_interact(context->ui, ui_id_number(ui_id("Formula"), i), card->box, 0);
    if (act.clicked) {
        context->requests->reveal = output;
    }
    ui_tooltip(context->ui, act, card->box, _("Click or press Enter to reveal the answer"));
}

static void input_controls(const StageContext *context, const CompareLayout *layout,
                           ComparePointed *pointed) {
    CompareView *view = context->view;
    canvas_push_panel(context->ui->canvas, layout->input_panel);
    input_map_controls(context, &layout->map, &view->input);
    canvas_pop_clip(context->ui->canvas);
    if (view->input.pointed) {
        *pointed =
            (ComparePointed){COMPARE_PROBE_INPUT, view->input.pointed_row, view->input.pointed_column, false};
    }
}

static void output_menu(const StageContext *context, const CompareLayout *layout, int column) {
    static const char *const labels[PS_COMPARE_COLUMNS] = {N_("Max cell"), N_("Average cell"),
                                                           N_("Global cell"), N_("Fourth cell")};
    CompareView *view = context->view;
    if (column == COMPARE_GLOBAL || compare_minus_map(&context->scope, column) != NULL) {
        return; /* what its cells show is no map */
    }
    const CellMenuMap cells = {.label = labels[column],
                               .which = column,
                               .grid = grid_of(&context->scope, layout, column),
                               .map = &context->scope.facts->compared.values[column],
                               .told = compare_output_told,
                               .focus_row = view->output_row,
                               .focus_column = view->output_column,
                               .focused = context->ui->focus == ui_id(cell_name(&context->scope, column))};
    cell_menu(context, &view->menu, &cells);
}

static void card_controls(const StageContext *context, const CompareLayout *layout, int column,
                          ComparePointed *pointed) {
    const bool gradient = context->scope.scene->compare.gradient;
    if (column == COMPARE_GLOBAL) {
        global_cell(context, layout, pointed);
    } else {
        output_grid(context, layout, column, pointed);
    }
    formula_cover(context, &layout->card[column], column);
    if (!gradient && !context->scope.presenter) {
        compare_difference_menu(context, layout, column);
    }
}

/* Takes what this pass pointed at; where it is another, the next one draws and tells it. */
static void point_at(const StageContext *context, ComparePointed pointed) {
    CompareView *view = context->view;
    const ComparePointed before = view->pointed;
    context->ui->changed |= pointed.probe != before.probe || pointed.row != before.row ||
                            pointed.column != before.column || pointed.global != before.global;
    view->pointed = pointed;
}

static void controls(const StageContext *context) {
    const CompareFrame *frame = context->frame;
    const CompareLayout *layout = &frame->layout;
    /* All cards are told by what was pointed at when they were drawn. */
    ComparePointed pointed = {0};
    for (int i = 0; i < layout->cards; i++) {
        output_menu(context, layout, i);
    }
    compare_answer(context, layout);
    input_controls(context, layout, &pointed);
    if (!context->scope.presenter) {
        compare_settings_button(context, layout);
        compare_dial(context, layout);
        compare_view_row(context, layout);
        compare_seed_row(context, layout);
    }
    for (int i = 0; i < layout->cards; i++) {
        card_controls(context, layout, i, &pointed);
    }
    if (!context->scope.presenter) {
        compare_fourth_menu(context, layout);
    }
    point_at(context, pointed);
}

static void draw(const StageScope *scope, const void *memory) {
    const CompareFrame *frame = memory;
    (void)scope;
    compare_draw(&frame->pose);
}

static float inspector(const StageContext *context, Rect column) {
    CompareView *view = context->view;
    return pool_inspector(context, column, false, &view->unlinked);
}

static void narrate(const StageScope *scope, const void *frame, PsNumberForm form, char *text, size_t size) {
    (void)frame;
    compare_narrate(scope, form, text, size);
}

/* The window first, then the formulas and outputs of the columns, which are at one height. */
static int moves(const StageScope *scope, const void *memory, Rect rects[STAGE_MOVES]) {
    const CompareFrame *frame = memory;
    const CompareLayout *layout = &frame->layout;
    const CompareCard *first = &layout->card[0];
    const Moment *now = &frame->pose.now;
    if (now->step == 0) {
        return 0;
    }
    const Grid *grid = scope->scene->compare.gradient ? &first->from : &first->grid;
    const Rect window = moment_frame(&layout->input, &now->window);
    const Rect output = grid_cell(grid, now->window.output_row, now->window.output_column);
    const bool slides = moment_slides(now);
    const bool made = !now->moving || now->ms >= MOMENT_GROWN;
    rects[0] = made ? window : output;
    rects[1] = made || slides ? first->box : window;
    rects[2] = made ? output : slides ? window : first->box;
    return 3;
}

const Stage compare_stage = {
    .key = "compare",
    .title = N_("Compare"),
    .view_size = sizeof(CompareView),
    .frame_size = sizeof(CompareFrame),
    .needs = FOLLOW_SCALE | FOLLOW_POOLED | FOLLOW_COMPARED,
    .steps = steps,
    .least_size = compare_least_size,
    .frame = compare_frame,
    .draw = draw,
    .controls = controls,
    .inspector = inspector,
    .in_drawer = true,
    .moves = moves,
    .narrate = narrate,
};
