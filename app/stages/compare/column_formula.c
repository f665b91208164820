/* Which step's formula is shown, how much of it, and where; its terms are the core's. */
#include "app/stages/compare/column_formula.h"

#include "app/stages/compare/card.h"
#include "app/stages/compare/column.h"
#include "app/stages/compare/global_value.h"
#include "app/stages/compare/words.h"
#include "app/stages/shared/formula_line.h"
#include "app/stages/shared/motion.h"
#include "app/stages/shared/step_result.h"
#include "app/words.h"

#include <math.h>

/* The least size in pixels of a result. */
enum { RESULT_LEAST = 12 };

/* Milliseconds in which a term comes. */
enum { COME = 100 };

/* A step's formula as far as it is shown. */
typedef struct Written {
    int64_t step; /* 0: none */
    bool left;    /* its step is being left: all of it fades */
    bool covered;
    bool ahead;   /* it is pointed at, and not reached: what comes of it is not told */
    float result; /* how far the result is there, 0…1 */
} Written;

/* Global's is of the cells counted so far, whatever window is pointed at. */
static Written written_of(const ComparePose *pose, int column) {
    const Moment *now = &pose->now;
    Written written = {.step = column == COMPARE_GLOBAL ? pose->scope->step : now->step,
                       .result = moment_phase(now, MOMENT_LANDED, MOMENT_GROWN)};
    if (moment_slides(now)) {
        written =
            (Written){.step = now->left, .left = true, .result = 1 - motion_ease(now->ms / MOMENT_SLIDE)};
    }
    written.ahead = written.step > now->left + now->moving;
    written.covered = written.step > 0 && compare_covered(pose->scope, column, written.step);
    return written;
}

/* The cell that a column took, where it took one and it is told. */
typedef struct Pick {
    bool any;
    int64_t row, column;
    float lit; /* 0…1 */
} Pick;

static Pick pick_of(const ComparePose *pose, PsColumn column, const Written *written) {
    Pick pick = {.lit = written->left ? 1 : written->result};
    pick.any = !written->covered && !written->ahead && written->result > 0 &&
               compare_pick(pose->scope, column, written->step, &pick.row, &pick.column);
    return pick;
}

static Color span_color(const ComparePose *pose, const PsSpan *span, const PsWindow *window,
                        const Pick *pick) {
    const Theme *theme = pose->pen.theme;
    if (span->kind == PS_SPAN_TERM && pick->any) {
        const PsTap tap = ps_walk_tap(pose->walk, window, span->tap);
        const bool picked = tap.row == pick->row && tap.column == pick->column;
        return picked ? color_blend(theme->window_text, theme->text, pick->lit) : theme->text;
    }
    const bool term = span->kind == PS_SPAN_TERM || span->kind == PS_SPAN_CONSTANT;
    return term ? theme->text : theme->muted;
}

/* Terms appear one after the other while the numbers land. */
static float span_alpha(const Moment *now, const Written *written, int count, int i) {
    const float last = MOMENT_LANDED - COME;
    const float from = MOMENT_SLIDE + (last - MOMENT_SLIDE) * (float)i / (float)count;
    return written->left ? written->result : moment_phase(now, from, from + COME);
}

static void draw_terms(const ComparePose *pose, int column, const Written *written,
                       const PsFormula *formula) {
    const Rect row = pose->layout->card[column].formula_row;
    const PsWindow window = ps_walk_at(pose->walk, written->step);
    const Pick pick = pick_of(pose, pose->compared->columns[column], written);
    const FormulaLine line = formula_line(pose->pen.canvas, formula, pose->m->formula, row);
    SpanLook looks[PS_FORMULA_SPANS] = {0};
    for (int i = 0; i < formula->count; i++) {
        looks[i].color = color_alpha(span_color(pose, &formula->spans[i], &window, &pick),
                                     span_alpha(&pose->now, written, formula->count, i));
    }
    formula_line_draw(&pose->pen, &line, looks);
}

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

static const char *result_words(const Written *written, const char *value) {
    return written->covered ? "?" : written->ahead ? "" : value;
}

/* "= " or "≈ ", and the number behind it. */
typedef struct Result {
    char sign[PS_NUMBER_SIZE], text[PS_NUMBER_SIZE];
    Font font;
    Rect place; /* of the number */
} Result;

static Result result_of(const ComparePose *pose, int column, const Written *written,
                        const PsFormula *formula) {
    const CompareCard *card = &pose->layout->card[column];
    const PsSpan *behind = &formula->spans[formula->count];
    const Canvas *canvas = pose->pen.canvas;
    Result result;
    char equals[2 * PS_NUMBER_SIZE];
    snprintf(result.sign, sizeof result.sign, "%s",
             written->covered || written->ahead ? "= " : behind[0].text + 1);
    snprintf(result.text, sizeof result.text, "%s", result_words(written, behind[1].text));
    snprintf(equals, sizeof equals, "%s%s", result.sign, result.text);
    result.font = canvas_fit(canvas, pose->m->result, RESULT_LEAST, card->formula_row.w, equals);
    const float height = (float)result.font.size * 1.4F;
    result.place =
        (Rect){card->result_row.x + canvas_text_width(canvas, result.font, result.sign),
               card->result_row.y - height / 2, canvas_text_width(canvas, result.font, result.text), height};
    return result;
}

static void draw_result(const ComparePose *pose, int column, const Written *written, const Result *result) {
    const Rect row = pose->layout->card[column].result_row;
    const Theme *theme = pose->pen.theme;
    const bool so_far = column == COMPARE_GLOBAL && written->step < pose->walk->steps;
    const Color color = written->covered || so_far ? theme->text : theme->output;
    Canvas *canvas = pose->pen.canvas;
    canvas_text(canvas, result->font, row.x, row.y, color_alpha(theme->muted, written->result), result->sign);
    canvas_text(canvas, result->font, result->place.x, row.y, color_alpha(color, written->result),
                result->text);
    draw_aside(pose, row, result->place.x + result->place.w - row.x, written->result,
               so_far ? _("so far") : "");
}

/* Writes what is shown; behind the formula's end are the sign and the result. */
static void write_formula(const ComparePose *pose, int column, int64_t step, PsFormula *formula) {
    const PsFormulaPlan plan = compare_plan(pose->scope, column, step);
    formula_fit(pose->pen.canvas, &plan, pose->m->formula_least, pose->layout->card[column].formula_row, true,
                formula);
}

/* Of a picture: a line for each channel, which is pooled by itself. */
static void draw_channels(const ComparePose *pose, int column, const Written *written) {
    const CompareCard *card = &pose->layout->card[column];
    const PsMap *colours = &pose->compared->colours[column];
    const PsWindow window = ps_walk_at(pose->walk, written->step);
    const Pen *pen = &pose->pen;
    const float line = card->box.h / 4;
    for (int channel = 0; channel < 3; channel++) {
        const float y = card->box.y + line * ((float)channel + 1);
        char name[48];
        char value[PS_NUMBER_SIZE];
        stage_channel_name(pose->scope->scene, channel, name, sizeof name);
        ps_number_write_near(value,
                             ps_map_get(colours, channel, (int)window.output_row, (int)window.output_column),
                             PS_NUMBER_SCREEN);
        canvas_text(pen->canvas, pose->m->small, card->formula_row.x, y,
                    color_alpha(pen->theme->muted, written->result), name);
        canvas_text_aligned(pen->canvas, pose->m->formula, card->formula_row.x + card->formula_row.w, y,
                            ALIGN_RIGHT, 0, color_alpha(pen->theme->output, written->result),
                            result_words(written, value));
    }
}

static bool by_channels(const ComparePose *pose, int column) {
    return column != COMPARE_GLOBAL && compare_in_colour(pose, column);
}

void column_formula_draw(const ComparePose *pose, int column) {
    const CompareCard *card = &pose->layout->card[column];
    const Written written = written_of(pose, column);
    compare_card_box(pose, card);
    if (pose->now.step == 0 || (pose->now.left == 0 && moment_slides(&pose->now))) {
        compare_card_hint(pose, card);
    } else if (written.step > 0 && by_channels(pose, column)) {
        draw_channels(pose, column, &written);
    } else if (written.step > 0) {
        PsFormula formula;
        write_formula(pose, column, written.step, &formula);
        const Result result = result_of(pose, column, &written, &formula);
        draw_terms(pose, column, &written, &formula);
        draw_result(pose, column, &written, &result);
    }
}

/* Where the result leaves from: its number, of a picture the middle of the box. */
static Rect take_off(const ComparePose *pose, int column, const Result *result) {
    const Rect box = pose->layout->card[column].box;
    const float side = box.h / 4;
    const Rect middle = {box.x + (box.w - side) / 2, box.y + (box.h - side) / 2, side, side};
    return by_channels(pose, column) ? middle : result->place;
}

/* Where it comes to, in what colour, with which words. */
typedef struct Landing {
    Rect cell;
    Color fill;
    char text[PS_NUMBER_SIZE];
} Landing;

static Landing landing_in_map(const ComparePose *pose, int column, const Written *written) {
    const Grid *grid = &pose->layout->card[column].grid;
    const PsWindow window = ps_walk_at(pose->walk, written->step);
    const int row = (int)window.output_row;
    const int at = (int)window.output_column;
    Landing landing = {rect_inset(grid_cell(grid, row, at), grid->gap), pose->pen.theme->raised, "?"};
    if (!written->covered) {
        landing.fill = compare_cell_color(pose, column, row, at);
        cells_text(&grid->style, compare_value(pose->scope, column, row, at), landing.text);
    }
    return landing;
}

static Landing landing_in_mean(const ComparePose *pose, const Written *written, const Result *result) {
    const float mean = pooled_global(&pose->scope->facts->pooled, written->step).mean;
    const bool plain = written->covered || pose->scope->colour;
    Landing landing = {compare_global_number(pose->layout),
                       plain ? pose->pen.theme->raised : compare_value_color(pose, COMPARE_GLOBAL, mean), ""};
    snprintf(landing.text, sizeof landing.text, "%s", result->text);
    return landing;
}

void column_formula_fly(const ComparePose *pose, int column) {
    if (!step_result_flies(&pose->now)) {
        return;
    }
    const Written written = written_of(pose, column);
    PsFormula formula;
    write_formula(pose, column, written.step, &formula);
    const Result result = result_of(pose, column, &written, &formula);
    const Landing landing = column == COMPARE_GLOBAL ? landing_in_mean(pose, &written, &result)
                                                     : landing_in_map(pose, column, &written);
    step_result_draw(&pose->pen, &pose->now, take_off(pose, column, &result), landing.cell, landing.fill,
                     landing.text);
}
