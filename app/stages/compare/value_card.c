/* Outputs, formula and verdict of one column.
 *
 * Invariant: what is told is what the step comes to, what is drawn what has arrived.
 */
#include "app/stages/compare/value_card.h"

#include "app/stages/compare/card.h"
#include "app/stages/compare/column.h"
#include "app/stages/compare/global_value.h"
#include "app/stages/compare/words.h"
#include "app/stages/shared/formula_line.h"
#include "app/stages/shared/map_picture.h"
#include "app/stages/shared/motion.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

/* The least sizes in pixels of a formula's result and of a verdict on two lines. */
enum { RESULT_LEAST = 12, VERDICT_LEAST = 8 };

/* The outputs. */

static void draw_output_cell(const ComparePose *pose, int column, int row, int x) {
    const Grid *grid = &pose->layout->card[column].grid;
    const Pen *pen = &pose->pen;
    const Rect rect = grid_cell(grid, row, x);
    const int64_t step = ps_walk_step_of(pose->walk, row, x);
    if (step > pose->now.written) {
        cells_draw_ghost(pen, &grid->style, rect, pen->theme->faint, NULL);
    } else if (answers_covered(pose->scope->answers, step - 1)) {
        cells_draw_cover(pen, &grid->style, rect);
    } else {
        const float value = compare_value(pose->scope, column, row, x);
        cells_draw_value(pen, &grid->style, rect, compare_cell_color(pose, column, row, x), value, 1);
    }
}

static void draw_output_picture(const ComparePose *pose, int column) {
    const StageScope *scope = pose->scope;
    const Answers *answers = scope->answers;
    const GridPicture picture = {.grid = &pose->layout->card[column].grid,
                                 .map = compare_in_colour(pose, column) ? &pose->compared->colours[column]
                                                                        : &pose->compared->values[column],
                                 .colour = compare_in_colour(pose, column),
                                 .magnitude = scope->facts->scale.magnitude,
                                 .picture = compare_is_picture(pose, column),
                                 .theme = pose->pen.theme,
                                 .written = pose->now.left,
                                 .uncovered = answers->hidden ? answers->revealed : NULL,
                                 .minus = compare_minus_map(scope, column)};
    const uint64_t version = scope->facts->pooled.version + answers->version;
    grid_draw_picture(pose->pen.canvas, &picture, version + (uint64_t)scope->scene->compare.minus[column]);
}

/* Every output that the cell pointed at feeds; else the step's own. */
static void draw_outlines(const ComparePose *pose, const Grid *grid, Color hue) {
    const Moment *now = &pose->now;
    const CompareView *view = pose->view;
    const MapMeasures *m = &pose->m->map;
    if (view->pointed.probe == COMPARE_PROBE_INPUT && !now->moving) {
        map_fed_outputs(&pose->pen, m, grid, pose->walk, view->pointed.row, view->pointed.column, hue);
    } else if (now->step > 0 && moment_arrived(now) && !view->pointed.global) {
        map_output_outline(&pose->pen, m, grid, now->window.output_row, now->window.output_column, hue);
    }
}

static void draw_outputs(const ComparePose *pose, int column) {
    const CompareCard *card = &pose->layout->card[column];
    Canvas *canvas = pose->pen.canvas;
    canvas_push_clip(canvas, card->outputs_over);
    if (grid_by_cells(&card->grid)) {
        GridCells at = grid_cells(grid_visible(&card->grid));
        while (grid_next(&at)) {
            draw_output_cell(pose, column, at.row, at.column);
        }
    } else {
        draw_output_picture(pose, column);
        map_edge(&pose->pen, grid_seen(&card->grid));
    }
    draw_outlines(pose, &card->grid, column_hue(pose->pen.theme, pose->compared->columns[column]));
    canvas_pop_clip(canvas);
}

/* Formulas stand in two parts: the terms, then under them the sign and the result. */

/* The cell that a column took, where it took one and it is told. */
typedef struct Pick {
    bool any;
    int64_t row, column;
} Pick;

static Pick pick_of(const ComparePose *pose, PsColumn column) {
    const Moment *now = &pose->now;
    Pick pick = {0};
    pick.any = !now->covered && moment_phase(now, MOMENT_LANDED, MOMENT_GROWN) > 0 &&
               compare_pick(pose->scope, column, now->step, &pick.row, &pick.column);
    return pick;
}

static Color span_color(const ComparePose *pose, const PsSpan *span, const Pick *pick) {
    const Theme *theme = pose->pen.theme;
    if (span->kind == PS_SPAN_TERM && pick->any) {
        const PsTap tap = ps_walk_tap(pose->walk, &pose->now.window, span->tap);
        const bool picked = tap.row == pick->row && tap.column == pick->column;
        return picked ? theme->window_text : theme->text;
    }
    const bool term = span->kind == PS_SPAN_TERM || span->kind == PS_SPAN_CONSTANT;
    return term ? theme->text : theme->muted;
}

/* Terms appear one after the other while the numbers land. */
static float span_alpha(const Moment *now, int count, int i) {
    return motion_clamp(moment_phase(now, MOMENT_SLIDE, MOMENT_LANDED) * (float)count - (float)i);
}

static void draw_terms(const ComparePose *pose, int column, const PsFormula *formula) {
    const Rect row = pose->layout->card[column].formula_row;
    const Pick pick = pick_of(pose, pose->compared->columns[column]);
    const FormulaLine line = formula_line(pose->pen.canvas, formula, pose->m->formula, row);
    SpanLook looks[PS_FORMULA_SPANS] = {0};
    for (int i = 0; i < formula->count; i++) {
        const Color color = span_color(pose, &formula->spans[i], &pick);
        looks[i].color = color_alpha(color, span_alpha(&pose->now, formula->count, i));
    }
    formula_line_draw(&pose->pen, &line, looks);
}

typedef struct Result {
    const char *sign; /* "= " or "≈ " */
    const char *text;
    const char *aside; /* beside it where there is room */
    Color color;
} Result;

/* Beside the result where there is room; the outline of the mean says it too. */
static void draw_aside(const ComparePose *pose, Rect row, float taken, float alpha, const char *aside) {
    const float unit = pose->m->unit;
    const Font font = pose->m->small;
    const float room = row.w - taken - roundf(20 * unit);
    if (aside[0] != '\0' && canvas_text_width(pose->pen.canvas, font, aside) <= room) {
        canvas_text_aligned(pose->pen.canvas, font, row.x + taken + roundf(12 * unit),
                            row.y + roundf(2 * unit), ALIGN_LEFT, room,
                            color_alpha(pose->pen.theme->muted, alpha), aside);
    }
}

static void draw_result(const ComparePose *pose, const CompareCard *card, const Result *result) {
    Canvas *canvas = pose->pen.canvas;
    const float alpha = moment_phase(&pose->now, MOMENT_LANDED, MOMENT_GROWN);
    const Color muted = color_alpha(pose->pen.theme->muted, alpha);
    const Rect row = card->result_row;
    char equals[PS_NUMBER_SIZE + 8];
    snprintf(equals, sizeof equals, "%s%s", result->sign, result->text);
    const Font font = canvas_fit(canvas, pose->m->result, RESULT_LEAST, card->formula_row.w, equals);
    float width = canvas_text(canvas, font, row.x, row.y, muted, result->sign);
    width += canvas_text(canvas, font, row.x + width, row.y, color_alpha(result->color, alpha), result->text);
    draw_aside(pose, row, width, alpha, result->aside);
}

/* Writes the terms of a plan; what is behind the formula's end are the sign and the result. */
static void write_terms(const ComparePose *pose, const CompareCard *card, const PsFormulaPlan *plan,
                        PsFormula *formula) {
    formula_fit(pose->pen.canvas, plan, pose->m->formula_least, card->formula_row, true, formula);
}

/* Of a picture: a line for each channel, which is pooled by itself. */
static void draw_channels(const ComparePose *pose, int column) {
    const CompareCard *card = &pose->layout->card[column];
    const PsMap *colours = &pose->compared->colours[column];
    const PsWindow *window = &pose->now.window;
    const Pen *pen = &pose->pen;
    const float line = card->box.h / 4;
    for (int channel = 0; channel < 3; channel++) {
        const float y = card->box.y + line * ((float)channel + 1);
        char name[48];
        char value[PS_NUMBER_SIZE];
        stage_channel_name(pose->scope->scene, channel, name, sizeof name);
        ps_number_write_near(
            value, ps_map_get(colours, channel, (int)window->output_row, (int)window->output_column),
            PS_NUMBER_SCREEN);
        canvas_text(pen->canvas, pose->m->small, card->formula_row.x, y, pen->theme->muted, name);
        canvas_text_aligned(pen->canvas, pose->m->formula, card->formula_row.x + card->formula_row.w, y,
                            ALIGN_RIGHT, 0, pen->theme->output, pose->now.covered ? "?" : value);
    }
}

static void draw_formula(const ComparePose *pose, int column) {
    const StageScope *scope = pose->scope;
    const CompareCard *card = &pose->layout->card[column];
    /* Global's is of the cells counted so far, whatever window is pointed at. */
    const bool global = column == COMPARE_GLOBAL;
    const int64_t step = global ? scope->step : pose->now.step;
    compare_card_box(pose, card);
    if (step == 0) {
        compare_card_hint(pose, card);
        return;
    }
    if (!global && compare_in_colour(pose, column)) {
        draw_channels(pose, column);
        return;
    }
    PsFormula formula;
    const PsFormulaPlan plan = compare_plan(scope, column, step);
    const bool covered = compare_covered(scope, column, step);
    const bool so_far = global && step < pose->walk->steps;
    const Theme *theme = pose->pen.theme;
    write_terms(pose, card, &plan, &formula);
    const PsSpan *behind = &formula.spans[formula.count];
    const Result result = {covered ? "= " : behind[0].text + 1, covered ? "?" : behind[1].text,
                           so_far ? _("so far") : "", covered || so_far ? theme->text : theme->output};
    draw_terms(pose, column, &formula);
    draw_result(pose, card, &result);
}

/* The lines under the formula. */

/* How many of them there are, beside how many there will be, where there is room. */
static void draw_so_far(const ComparePose *pose, const CompareCard *card, int column, float y, float taken) {
    const int64_t step = pose->scope->step;
    const float width = taken + roundf(10 * pose->m->unit);
    char count[PS_NUMBER_SIZE];
    char text[128];
    if (column == COMPARE_GLOBAL || step == 0) {
        snprintf(text, sizeof text, "%s", _("none so far"));
    } else {
        ps_number_write_integer(count, step, PS_NUMBER_SCREEN);
        snprintf(text, sizeof text, _("%s so far"), count);
    }
    if (width + canvas_text_width(pose->pen.canvas, pose->m->small, text) <= card->inner.w) {
        canvas_text(pose->pen.canvas, pose->m->small, card->inner.x + width, y, pose->pen.theme->muted, text);
    }
}

static void draw_counts(const ComparePose *pose, const CompareCard *card, int column) {
    const int channels = pose->walk->map->channels;
    const int64_t all = (column == COMPARE_GLOBAL ? 1 : pose->walk->steps) * channels;
    CardLine line = {card->text_y, pose->m->text, pose->pen.theme->text};
    char count[PS_NUMBER_SIZE];
    char text[128];
    ps_number_write_integer(count, all, PS_NUMBER_SCREEN);
    snprintf(text, sizeof text, all == 1 ? _("%s value out") : _("%s values out"), count);
    compare_card_line(pose, card, line, _("0 parameters"));
    line.y += pose->m->line;
    compare_card_line(pose, card, line, text);
    if (pose->scope->step < pose->walk->steps && channels == 1) {
        draw_so_far(pose, card, column, line.y, canvas_text_width(pose->pen.canvas, line.font, text));
    }
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Copies text into whole, of twice its size, with no break between the thousands of a number. */
static void keep_numbers_whole(const char *text, char *whole) {
    for (size_t i = 0; text[i] != '\0'; i++) {
        if (text[i] == ' ' && i > 0 && is_digit(text[i - 1]) && is_digit(text[i + 1])) {
            memcpy(whole, "\xC2\xA0", 2);
            whole += 2;
        } else {
            *whole++ = text[i];
        }
    }
    *whole = '\0';
}

static void draw_two_lines(const ComparePose *pose, Rect rect, const char *text) {
    const Pen *pen = &pose->pen;
    const Color color = pen->theme->muted;
    Font font = pose->m->small;
    const float line = (float)font.size * 1.2F;
    char whole[512];
    rect.y -= line * 0.25F;
    keep_numbers_whole(text, whole);
    while (font.size > VERDICT_LEAST &&
           canvas_paragraph(pen->canvas, font, rect, line, color, whole, false) > 2) {
        font.size--;
    }
    const int lines = canvas_paragraph(pen->canvas, font, rect, line, color, whole, true);
    pen_report_text(pen, text, "", (Rect){rect.x, rect.y - line / 2, rect.w, line * (float)lines});
}

/* What is left of the input's peak, once all is pooled and nothing covered: on two lines where it must be. */
static void draw_verdict(const ComparePose *pose, const CompareCard *card, int column) {
    const float y = card->text_y + 2 * pose->m->line;
    const Font font = pose->m->small;
    char text[192];
    compare_verdict(pose->scope, column, PS_NUMBER_SCREEN, text, sizeof text);
    if (text[0] == '\0') {
        return;
    }
    if (canvas_text_width(pose->pen.canvas, font, text) <= card->inner.w) {
        compare_card_line(pose, card, (CardLine){y, font, pose->pen.theme->muted}, text);
    } else {
        draw_two_lines(pose, (Rect){card->inner.x, y, card->inner.w, 0}, text);
    }
}

void compare_value_card(const ComparePose *pose, int column) {
    const CompareCard *card = &pose->layout->card[column];
    compare_card_question(pose, card, pose->compared->columns[column],
                          pose->scope->scene->compare.minus[column]);
    if (column == COMPARE_GLOBAL) {
        compare_global_draw(pose);
    } else {
        draw_outputs(pose, column);
    }
    draw_formula(pose, column);
    draw_counts(pose, card, column);
    draw_verdict(pose, card, column);
}

/* The tree. */

bool compare_output_told(const StageScope *scope, int64_t output) {
    return output < scope->step && !answers_covered(scope->answers, output);
}

typedef struct Column {
    const StageScope *scope;
    int column;
} Column;

static bool tell_output(const void *subject, int row, int column, char *value) {
    const Column *told = subject;
    const PsWalk *walk = &told->scope->facts->pooled.walk;
    const bool is_told = compare_output_told(told->scope, ps_walk_step_of(walk, row, column) - 1);
    const bool colour = told->scope->colour && compare_minus_map(told->scope, told->column) == NULL;
    if (is_told && colour) {
        stage_write_colour(&told->scope->facts->compared.colours[told->column], row, column, " ",
                           PS_NUMBER_FULL, value, MAP_VALUE_SIZE);
    } else if (is_told) {
        ps_number_write(value, compare_value(told->scope, told->column, row, column), PS_NUMBER_FULL);
    }
    return true;
}

static void tell_outputs(const StageScope *scope, const Grid *grid, int column) {
    const Column subject = {scope, column};
    char name[32];
    snprintf(name, sizeof name, "%s ", column_look(scope->facts->compared.columns[column])->cell);
    const MapTold told = {.grid = grid,
                          .range = grid_visible(grid),
                          .role = UI_ROLE_CELL,
                          .name = name,
                          .value = tell_output,
                          .subject = &subject};
    map_tell(&scope->pen, &told);
}

static void tell_formula(const StageScope *scope, Rect box, int column) {
    const int64_t step = column == COMPARE_GLOBAL ? scope->step : compare_told_step(scope);
    char label[96];
    char text[1024] = "";
    if (step > 0) {
        PsFormula formula;
        compare_formula(scope, column, step, PS_NUMBER_FULL, &formula);
        formula_hide_result(&formula, step > scope->step, compare_covered(scope, column, step));
        ps_formula_text(&formula, text, sizeof text);
    }
    snprintf(label, sizeof label, "%s formula", column_look(scope->facts->compared.columns[column])->title);
    pen_report_text(&scope->pen, label, text, box);
}

void compare_value_tell(const StageScope *scope, const CompareLayout *layout, int column) {
    const CompareCard *card = &layout->card[column];
    tell_formula(scope, card->box, column);
    if (column == COMPARE_GLOBAL) {
        compare_global_tell(scope, layout);
    } else {
        tell_outputs(scope, &card->grid, column);
    }
}
