/* The Compare stage's controls: the outputs of each column, what is chosen, the tree. The input is
 * input_map.c's, drawing compare_draw.c's, words compare_words.c's, geometry compare_layout.c's.
 */
#include "app/stages/compare/stage.h"

#include "app/stages/compare/column.h"
#include "app/stages/shared/stage_controls.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

static int64_t step_count(const Pooled *pooled, const Stacks *stacks) {
    (void)stacks;
    return pooled->walk.steps;
}

static int clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

static void request(const StageContext *context, const PsCompare *compare, Rect origin) {
    PsEdit edit = ps_edit_compare(compare);
    stage_request(context, &edit, 0, origin, NULL);
}

static float hide_width(const StageContext *context, const CompareLayout *layout) {
    return fminf(layout->view_row.w / 2 - layout->measures.between, ui_px(context->ui, 140));
}

/* Values or gradient, and the class's switch at the row's other end. */
static void view_row(const StageContext *context, const CompareLayout *layout) {
    Ui *ui = context->ui;
    if (context->presenter) {
        return;
    }
    const Rect row = layout->view_row;
    const Segment segments[] = {{N_("Values"), ICON_NONE, 0}, {N_("Gradient"), ICON_NONE, 0}};
    const SegmentedSpec spec = {.rect = {row.x, row.y, fminf(row.w / 2, ui_px(ui, 176)), row.h},
                                .label = N_("View"),
                                .tooltip =
                                    _("What each keeps, or where one unit of gradient on an output goes"),
                                .segments = segments,
                                .count = 2};
    PsCompare compare = context->scene->compare;
    int selected = compare.gradient;
    if (ui_segmented(ui, &spec, &selected)) {
        compare.gradient = selected == 1;
        request(context, &compare, spec.rect);
    }
    const float width = hide_width(context, layout);
    const Rect right = {row.x + row.w - width, row.y, width, row.h};
    stage_hide_answers(context, right);
}

static const char *const difference_labels[PS_COMPARE_COLUMNS] = {
    N_("Show in max"), N_("Show in average"), N_("Show in global average"), N_("Show in the fourth")};

/* What a column may be less: not itself. */
static int difference_items(PsColumn column, PsMinus minus[PS_MINUS_COUNT]) {
    int count = 0;
    minus[count++] = PS_MINUS_NONE;
    if (column != PS_COLUMN_MAX) {
        minus[count++] = PS_MINUS_MAX;
    }
    if (column != PS_COLUMN_AVERAGE) {
        minus[count++] = PS_MINUS_AVERAGE;
    }
    return count;
}

static const char *const minus_names[PS_MINUS_COUNT] = {N_("The value itself"), N_("Minus max"),
                                                        N_("Minus average")};

static void difference_menu(const StageContext *context, const CompareLayout *layout, int i) {
    Ui *ui = context->ui;
    const CompareMeasures *m = &layout->measures;
    const CompareCard *card = &layout->card[i];
    PsCompare compare = context->scene->compare;
    PsMinus choices[PS_MINUS_COUNT];
    const char *items[PS_MINUS_COUNT];
    const int count = difference_items(context->pooled->compared.columns[i], choices);
    int selected = 0;
    for (int k = 0; k < count; k++) {
        items[k] = minus_names[choices[k]];
        selected = choices[k] == compare.minus[i] ? k : selected;
    }
    const float size = roundf(24 * m->unit);
    const Rect rect = {card->inner.x + card->inner.w - size, card->question_y - size / 2, size, size};
    const MenuSpec spec = {.rect = rect,
                           .label = difference_labels[i],
                           .tooltip = _("Show the value, or what is left when another column is taken away"),
                           .value = _(minus_names[compare.minus[i]]),
                           .items = items,
                           .count = count,
                           .selected = selected,
                           .bare = true,
                           .list_width = roundf(148 * m->unit)};
    icon_draw(ui->canvas, ICON_CHEVRON, (Point){rect.x + rect.w / 2, rect.y + rect.h / 2}, size / 2,
              compare.minus[i] == PS_MINUS_NONE ? ui->theme->muted : ui->theme->window_text);
    const int chosen = ui_menu(ui, &spec);
    if (chosen >= 0 && choices[chosen] != compare.minus[i]) {
        compare.minus[i] = choices[chosen];
        request(context, &compare, rect);
    }
}

static const PsColumn fourths[] = {PS_COLUMN_NONE,   PS_COLUMN_L2,        PS_COLUMN_MIN,
                                   PS_COLUMN_MEDIAN, PS_COLUMN_SUBSAMPLE, PS_COLUMN_STOCHASTIC};
enum { FOURTHS = sizeof fourths / sizeof fourths[0] };

/* The slot's own drawing: a plus, words, a chevron. */
static void draw_slot(Ui *ui, const CompareMeasures *m, Rect slot) {
    const Theme *theme = ui->theme;
    const Point centre = {slot.x + slot.w / 2, slot.y + slot.h * 0.43F};
    const float line = (float)m->small.size * 1.5F;
    canvas_stroke(ui->canvas, slot, roundf(12 * m->unit), fmaxf(1, theme->hairline), roundf(4 * m->unit),
                  theme->faint);
    canvas_disc(ui->canvas, centre, roundf(18 * m->unit), theme->line);
    canvas_disc(ui->canvas, centre, roundf(17 * m->unit), theme->raised);
    icon_draw(ui->canvas, ICON_PLUS, centre, roundf(18 * m->unit), theme->text);
    const float y = centre.y + roundf(36 * m->unit);
    canvas_text_aligned(ui->canvas, m->small, centre.x, y, ALIGN_CENTRE, slot.w - 4, theme->text,
                        _("Compare"));
    canvas_text_aligned(ui->canvas, m->small, centre.x, y + line, ALIGN_CENTRE, slot.w - 4, theme->text,
                        _("with…"));
    icon_draw(ui->canvas, ICON_CHEVRON, (Point){centre.x, y + 2.25F * line}, roundf(11 * m->unit),
              theme->muted);
}

static Rect fourth_rect(const StageContext *context, const CompareLayout *layout) {
    const CompareMeasures *m = &layout->measures;
    if (context->scene->compare.with == PS_COLUMN_NONE) {
        return layout->slot;
    }
    const CompareCard *card = &layout->card[PS_COMPARE_COLUMNS - 1];
    const float size = roundf(28 * m->unit);
    return (Rect){card->inner.x + card->inner.w - size + 2, card->title_y - size / 2, size, size};
}

static void fourth_menu(const StageContext *context, const CompareLayout *layout) {
    Ui *ui = context->ui;
    PsCompare compare = context->scene->compare;
    const Rect rect = fourth_rect(context, layout);
    if (rect_empty(rect)) {
        return;
    }
    const char *items[FOURTHS];
    int selected = 0;
    for (int i = 0; i < FOURTHS; i++) {
        items[i] = i == 0 ? N_("Nothing more") : column_look(fourths[i])->title;
        selected = fourths[i] == compare.with ? i : selected;
    }
    if (compare.with == PS_COLUMN_NONE) {
        draw_slot(ui, &layout->measures, rect);
    } else {
        icon_draw(ui->canvas, ICON_CHEVRON, (Point){rect.x + rect.w / 2, rect.y + rect.h / 2}, rect.w * 0.43F,
                  ui->theme->text);
    }
    const MenuSpec spec = {.rect = rect,
                           .label = N_("Compare with…"),
                           .tooltip = _("A fourth column"),
                           .value = compare.with == PS_COLUMN_NONE ? "" : _(items[selected]),
                           .items = items,
                           .count = FOURTHS,
                           .selected = selected,
                           .bare = true,
                           .list_width = roundf(148 * layout->measures.unit)};
    const int chosen = ui_menu(ui, &spec);
    if (chosen >= 0 && fourths[chosen] != compare.with) {
        compare.with = fourths[chosen];
        compare.minus[PS_COMPARE_COLUMNS - 1] = PS_MINUS_NONE;
        request(context, &compare, rect);
    }
}

static void seed_row(const StageContext *context, const CompareLayout *layout) {
    Ui *ui = context->ui;
    PsCompare compare = context->scene->compare;
    if (compare.with != PS_COLUMN_STOCHASTIC || context->presenter) {
        return;
    }
    const Rect row = layout->view_row;
    const float taken = hide_width(context, layout) + ui_px(ui, 24);
    const float width = fminf(ui_px(ui, 180), row.w / 2);
    /* Between the tabs and the switch where there is room, else above the switch. */
    const bool beside = row.w >= ui_px(ui, 176 + 24 + 180) + taken;
    const float drop = (row.h + ui_px(ui, 28)) / 2 + ui_px(ui, 4);
    const Rect place = {row.x + row.w - width - (beside ? taken : 0), beside ? row.y : row.y - drop, width,
                        row.h};
    if (stage_seed(context, place, _("The same seed draws the same cells"), &compare.seed)) {
        request(context, &compare, place);
    }
}

/* The tree: a cell for each output that is drawn one by one. */

static bool is_shown(const StageContext *context, int64_t output) {
    return output < context->step && !answers_covered(context->answers, output);
}

static void report_outputs(const StageContext *context, const CompareCard *card, int i) {
    const CompareView *view = context->view;
    Ui *ui = context->ui;
    const char *name = column_look(context->pooled->compared.columns[i])->cell;
    if (!grid_by_cells(&card->grid)) {
        return;
    }
    const GridRange seen = grid_visible(&card->grid);
    for (int y = seen.first_row; y < seen.end_row; y++) {
        for (int x = seen.first_column; x < seen.end_column; x++) {
            char label[64];
            char value[PS_NUMBER_SIZE] = "";
            if (is_shown(context, (int64_t)y * card->grid.columns + x)) {
                ps_number_write(value, compare_value(context, i, y, x), PS_NUMBER_FULL);
            }
            snprintf(label, sizeof label, "%s %d,%d", name, y, x);
            ui_report(ui, UI_ROLE_CELL, label, value, grid_cell(&card->grid, y, x), true,
                      ui->focus == ui_id(name) && y == view->output_row && x == view->output_column);
        }
    }
}

/* Global's one value a channel, and how far it has come while it is in the making. */
static void report_global(const StageContext *context, const CompareLayout *layout) {
    Ui *ui = context->ui;
    const Compared *compared = &context->pooled->compared;
    const int channels = context->scene->input.channels;
    const int64_t last = context->pooled->walk.steps;
    const bool ended = context->step >= last;
    const bool shown = ended && !compare_covered(context, COMPARE_GLOBAL, last);
    const PsGlobal global = pooled_global(context->pooled, context->step);
    const Rect cell = compare_global_cell(layout);
    /* While the mean is in the making its words stand in the cell: the cell itself is what lies under them.
     */
    const bool making = !ended && global.cells > 0;
    const float share = 1 / (float)channels;
    const CompareBars bars = compare_bars(context, layout);
    for (int c = 0; c < channels; c++) {
        char label[64];
        char value[PS_NUMBER_SIZE] = "";
        snprintf(label, sizeof label, c == 0 ? "global 0,0" : "global %d:0,0", c);
        if (shown) {
            const float mean = channels == 1 ? compare_global_value(context) : compared->means[c];
            ps_number_write(value, mean, PS_NUMBER_FULL);
        }
        const Rect foot = {cell.x + cell.w * share * (float)c, cell.y + cell.h * 0.8F, cell.w * share,
                           cell.h * 0.2F};
        const Rect slot = {bars.room.x + bars.step * (float)c, bars.room.y, bars.step, bars.room.h};
        ui_report(ui, UI_ROLE_CELL, label, value,
                  making          ? foot
                  : channels == 1 ? cell
                                  : slot,
                  true, c == 0 && ui->focus == ui_id("global"));
    }
    if (!making) {
        return;
    }
    char mean[PS_NUMBER_SIZE] = "";
    char text[128];
    if (!answers_covered(context->answers, context->step - 1)) {
        ps_number_write(mean, global.mean, PS_NUMBER_FULL);
    }
    snprintf(text, sizeof text, _("%lld of %lld cells"), (long long)global.cells, (long long)global.total);
    ui_report_text(ui, N_("Mean so far"), mean,
                   (Rect){cell.x, cell.y + cell.h * 0.2F, cell.w, cell.h * 0.4F});
    ui_report_text(ui, text, "", (Rect){cell.x, cell.y + cell.h * 0.66F, cell.w, cell.h * 0.12F});
}

/* The step that the tree tells of: that of the output pointed at, else the destination at once. */
static int64_t told_step(const StageContext *context) {
    const CompareView *view = context->view;
    const bool probing = view->probe == COMPARE_PROBE_OUTPUT && context->cursor.t <= 0;
    return probing ? compare_focus_step(context) : context->step;
}

static void report_shares(const StageContext *context, const CompareCard *card, int i) {
    const PsColumn column = context->pooled->compared.columns[i];
    const int64_t step = told_step(context);
    if (step == 0 || answers_covered(context->answers, step - 1) || !grid_by_cells(&card->grid)) {
        return;
    }
    const GridRange seen = grid_visible(&card->grid);
    for (int y = seen.first_row; y < seen.end_row; y++) {
        for (int x = seen.first_column; x < seen.end_column; x++) {
            char label[64];
            char value[PS_NUMBER_SIZE];
            const PsShare share =
                ps_column_gradient(&context->pooled->walk, column, context->scene->compare.seed, step, y, x);
            snprintf(label, sizeof label, "%s gradient %d,%d", column_look(column)->cell, y, x);
            ps_number_write(value, (float)share.value, PS_NUMBER_FULL);
            ui_report(context->ui, UI_ROLE_MARK, label, value, grid_cell(&card->grid, y, x), true, false);
        }
    }
}

static void report_formula(const StageContext *context, const CompareCard *card, int i) {
    const PsColumn column = context->pooled->compared.columns[i];
    const int64_t step = i == COMPARE_GLOBAL ? context->step : told_step(context);
    char label[96];
    char text[1024] = "";
    if (step > 0) {
        PsFormula formula;
        compare_formula(context, i, step, PS_NUMBER_FULL, &formula);
        if (step > context->step || compare_covered(context, i, step)) {
            PsSpan *result = &formula.spans[formula.count - 1];
            snprintf(result->text, sizeof result->text, "%s", step > context->step ? "" : "?");
        }
        ps_formula_text(&formula, text, sizeof text);
    }
    snprintf(label, sizeof label, "%s formula", column_look(column)->title);
    ui_report_text(context->ui, label, text, card->box);
}

static void report(const StageContext *context, const CompareLayout *layout, int i) {
    const CompareCard *card = &layout->card[i];
    if (context->scene->compare.gradient) {
        if (context->ui->want_tree) {
            canvas_push_clip(context->ui->canvas, card->grid.view);
            report_shares(context, card, i);
            canvas_pop_clip(context->ui->canvas);
        }
        return;
    }
    report_formula(context, card, i);
    if (i == COMPARE_GLOBAL) {
        report_global(context, layout);
    } else if (context->ui->want_tree) {
        canvas_push_clip(context->ui->canvas, card->grid.view);
        report_outputs(context, card, i);
        canvas_pop_clip(context->ui->canvas);
    }
}

static void reveal(const StageContext *context, int64_t output) {
    if (output < context->step && answers_covered(context->answers, output)) {
        context->requests->reveal = output;
    }
}

static bool arrows(Ui *ui, UiId id, CompareView *view, const Grid *grid) {
    const int row = view->output_row;
    const int column = view->output_column;
    view->output_row =
        clamp(row + ui_key(ui, id, UI_KEY_DOWN, 0) - ui_key(ui, id, UI_KEY_UP, 0), 0, grid->rows - 1);
    view->output_column = clamp(column + ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0), 0,
                                grid->columns - 1);
    return row != view->output_row || column != view->output_column;
}

static void output_tooltip(const StageContext *context, const CompareCard *card, UiAct act, int i, int row,
                           int column) {
    char full[PS_NUMBER_SIZE];
    const float value = compare_value(context, i, row, column);
    const int64_t output = (int64_t)row * card->grid.columns + column;
    if (!is_shown(context, output)) {
        return;
    }
    ps_number_write(full, value, PS_NUMBER_FULL);
    ui_tooltip(context->ui, act, grid_cell(&card->grid, row, column),
               cells_show_all(&card->grid.style, value) ? "" : full);
}

/* The outputs of one column, or in the gradient view the small ones that say where the gradient starts. */
static void output_grid(const StageContext *context, const CompareLayout *layout, int i) {
    Ui *ui = context->ui;
    CompareView *view = context->view;
    const bool gradient = context->scene->compare.gradient;
    const CompareCard *card = &layout->card[i];
    const Grid *grid = gradient ? &card->from : &card->grid;
    const UiId id = ui_id(column_look(context->pooled->compared.columns[i])->cell);
    const UiAct act = ui_interact(ui, id, grid_seen(grid), UI_STOP | UI_CLICK_FOCUS | UI_NO_RING | UI_TYPES);
    view->output_row = clamp(view->output_row, 0, grid->rows - 1);
    view->output_column = clamp(view->output_column, 0, grid->columns - 1);
    if (arrows(ui, id, view, grid)) {
        ui_focus(ui, id);
    }
    int row = 0;
    int column = 0;
    const bool over = grid_pick(grid, ui->x, ui->y, &row, &column);
    if (act.pressed && over) {
        view->output_row = row;
        view->output_column = column;
    }
    if ((act.clicked && over) || ui_key(ui, id, UI_KEY_ENTER, 0)) {
        reveal(context, (int64_t)view->output_row * grid->columns + view->output_column);
    }
    const Rect focused = grid_cell(grid, view->output_row, view->output_column);
    if (gradient && ui->focus == id) {
        char label[64];
        snprintf(label, sizeof label, "%s %d,%d", column_look(context->pooled->compared.columns[i])->cell,
                 view->output_row, view->output_column);
        ui_report(ui, UI_ROLE_CELL, label, "", focused, true, true);
    }
    if (ui->focus == id && !rect_empty(rect_intersect(focused, grid->view))) {
        const float offset = fmaxf(2, ui_px(ui, 2));
        ui_ring(ui, focused, grid->style.radius);
        canvas_stroke(ui->canvas, rect_inset(focused, -2 * offset), grid->style.radius + 2 * offset, offset,
                      0, ui->theme->window);
    }
    const bool keyed = act.focused && ui->ring && !act.hovered;
    if ((act.hovered && over) || keyed) {
        view->probe = COMPARE_PROBE_OUTPUT;
        view->probe_row = keyed ? view->output_row : row;
        view->probe_column = keyed ? view->output_column : column;
    }
    if (act.hovered && over && !gradient) {
        output_tooltip(context, card, act, i, row, column);
    }
}

static void global_cell(const StageContext *context, const CompareLayout *layout) {
    Ui *ui = context->ui;
    CompareView *view = context->view;
    const bool gradient = context->scene->compare.gradient;
    const CompareCard *card = &layout->card[COMPARE_GLOBAL];
    const Rect rect = gradient ? grid_seen(&card->from) : compare_global_cell(layout);
    const UiAct act = ui_interact(ui, ui_id("global"), rect, UI_STOP | UI_CLICK_FOCUS | UI_TYPES);
    const int64_t last = context->pooled->walk.steps;
    const int64_t output = (context->step < last ? context->step : last) - 1;
    if (output >= 0 && (act.clicked || ui_key(ui, ui_id("global"), UI_KEY_ENTER, 0))) {
        reveal(context, output);
    }
    if (gradient && act.focused) {
        ui_report(ui, UI_ROLE_CELL, "global 0,0", "", rect, true, true);
    }
    if (act.hovered && context->step > 0) {
        view->probe = COMPARE_PROBE_OUTPUT;
        view->probe_global = true;
    }
    if (act.hovered && context->step >= last && !compare_covered(context, COMPARE_GLOBAL, last)) {
        char full[PS_NUMBER_SIZE];
        ps_number_write(full, compare_global_value(context), PS_NUMBER_FULL);
        ui_tooltip(ui, act, rect, full);
    }
}

/* A covered formula is uncovered by a click, as its output is. */
static void formula_cover(const StageContext *context, const CompareCard *card, int i) {
    const int64_t output = context->step - 1;
    if (output < 0 || !answers_covered(context->answers, output)) {
        return;
    }
    const UiAct act = ui_interact(context->ui, ui_id_number(ui_id("Formula"), i), card->box, 0);
    if (act.clicked) {
        context->requests->reveal = output;
    }
    ui_tooltip(context->ui, act, card->box, _("Click or press Enter to reveal the answer"));
}

static void controls(const StageContext *context) {
    CompareLayout layout;
    CompareView *view = context->view;
    compare_layout(context, view->input.camera, &layout);
    if (!context->pooled->compared.ready) {
        return;
    }
    view->probe = COMPARE_PROBE_NONE;
    view->probe_global = false;
    canvas_push_panel(context->ui->canvas, layout.input_panel);
    input_map_controls(context, &layout.map, &view->input);
    canvas_pop_clip(context->ui->canvas);
    if (view->input.pointed) {
        view->probe = COMPARE_PROBE_INPUT;
        view->probe_row = view->input.pointed_row;
        view->probe_column = view->input.pointed_column;
    }
    view_row(context, &layout);
    seed_row(context, &layout);
    for (int i = 0; i < layout.cards; i++) {
        report(context, &layout, i);
        if (i == COMPARE_GLOBAL) {
            global_cell(context, &layout);
        } else {
            output_grid(context, &layout, i);
        }
        formula_cover(context, &layout.card[i], i);
        if (!context->scene->compare.gradient && !context->presenter) {
            difference_menu(context, &layout, i);
        }
    }
    if (!context->presenter) {
        fourth_menu(context, &layout);
    }
}

const Stage compare_stage = {
    .key = "compare",
    .title = N_("Compare"),
    .view_size = sizeof(CompareView),
    .step_count = step_count,
    .least_size = compare_least_size,
    .draw = compare_draw,
    .controls = controls,
    .compares = true,
    .inspector = NULL,
    .narrate = compare_narrate,
};
