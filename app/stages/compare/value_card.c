/* Outputs, counts and verdict of one column; its formula is column_formula.h's.
 *
 * Invariant: what is told is what the step comes to, what is drawn what has arrived.
 */
#include "app/stages/compare/value_card.h"

#include "app/stages/compare/card.h"
#include "app/stages/compare/column.h"
#include "app/stages/compare/column_formula.h"
#include "app/stages/compare/global_value.h"
#include "app/stages/compare/words.h"
#include "app/stages/shared/formula_line.h"
#include "app/stages/shared/map_picture.h"
#include "app/stages/shared/step_result.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

/* The least size in pixels of a verdict on two lines. */
enum { VERDICT_LEAST = 8 };

/* The outputs. */

static void draw_output_cell(const ComparePose *pose, int column, int row, int x) {
    const Grid *grid = &pose->layout->card[column].grid;
    const Pen *pen = &pose->pen;
    const Rect rect = grid_cell(grid, row, x);
    const int64_t step = ps_walk_step_of(pose->walk, row, x);
    if (step > pose->now.written) {
        cells_draw_ghost(pen, &grid->style, rect, step_result_ghost(pen, &pose->now, step), NULL);
    } else if (answers_covered(pose->scope->answers, step - 1)) {
        cells_draw_cover(pen, &grid->style, rect);
    } else {
        const float value = compare_value(pose->scope, column, row, x);
        cells_draw_value(pen, &grid->style, step_result_settling(&pose->now, step, rect),
                         compare_cell_color(pose, column, row, x), value, 1);
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
    } else if (!view->pointed.global) {
        step_result_outline(&pose->pen, m, grid, pose->walk, now, hue);
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

/* The lines under the formula. */

/* How many of them there are, beside how many there will be, where there is room. */
static void draw_so_far(const ComparePose *pose, const CompareCard *card, int column, float y, float taken) {
    const bool last = pose->scope->step == pose->walk->steps;
    const Color color = color_alpha(pose->pen.theme->muted, last ? 1 - moment_settled(&pose->now) : 1);
    const int64_t step = pose->now.written;
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
        canvas_text(pose->pen.canvas, pose->m->small, card->inner.x + width, y, color, text);
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
    if (channels == 1) {
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

static void draw_two_lines(const ComparePose *pose, Rect rect, Color color, const char *text) {
    const Pen *pen = &pose->pen;
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

/* What is left of the input's peak, once all is pooled and nothing covered: on two lines where it must be. It
 * is told with the last step, and seen as that comes to rest. */
static void draw_verdict(const ComparePose *pose, const CompareCard *card, int column) {
    const float y = card->text_y + 2 * pose->m->line;
    const Font font = pose->m->small;
    const Color color = color_alpha(pose->pen.theme->muted, moment_settled(&pose->now));
    char text[192];
    compare_verdict(pose->scope, column, PS_NUMBER_SCREEN, text, sizeof text);
    if (text[0] == '\0') {
        return;
    }
    if (canvas_text_width(pose->pen.canvas, font, text) <= card->inner.w) {
        compare_card_line(pose, card, (CardLine){y, font, color}, text);
    } else {
        draw_two_lines(pose, (Rect){card->inner.x, y, card->inner.w, 0}, color, text);
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
    column_formula_draw(pose, column);
    draw_counts(pose, card, column);
    draw_verdict(pose, card, column);
    column_formula_fly(pose, column);
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
