/* Shares are computed for cells in sight only.
 *
 * Invariant: a covered step shows no share.
 */
#include "app/stages/compare/gradient_card.h"

#include "app/stages/compare/card.h"
#include "app/stages/compare/column.h"
#include "app/stages/compare/words.h"
#include "app/stages/shared/map_picture.h"
#include "app/words.h"

#include <math.h>

/* Pitches in pixels: from the first on the outputs in small are cells, from the second on they have a number.
 */
enum { FROM_CELLS = 6, FROM_NUMBER = 18 };

/* The least sizes in pixels of a share and of the formula. */
enum { SHARE_LEAST = 8, FORMULA_SMALLEST = 9 };

/* Of its cell's width: what a share fills as long as it can shrink, and at most. */
#define SHARE_FILL 0.78F
#define SHARE_MOST 0.9F

/* The output that has the gradient. */
static void from_of(const ComparePose *pose, PsColumn column, int64_t *row, int64_t *at) {
    const bool global = column == PS_COLUMN_GLOBAL;
    *row = global ? 0 : pose->now.window.output_row;
    *at = global ? 0 : pose->now.window.output_column;
}

/* The outputs in small: cells, or one square. */
static void draw_from_ground(const Pen *pen, const Grid *grid) {
    if (grid->pitch < FROM_CELLS) {
        canvas_fill(pen->canvas, grid_seen(grid), 2, pen->theme->line);
        return;
    }
    GridCells at = grid_cells((GridRange){0, grid->rows, 0, grid->columns});
    while (grid_next(&at)) {
        const Rect cell = grid_cell(grid, at.row, at.column);
        cells_draw_value(pen, &grid->style, cell, pen->theme->cell, 0, 0);
        canvas_stroke(pen->canvas, cell, 3, 1, 0, pen->theme->line);
    }
}

static void draw_lit(const ComparePose *pose, const Grid *grid, Rect cell, Color hue) {
    const Theme *theme = pose->pen.theme;
    Canvas *canvas = pose->pen.canvas;
    const float line = pose->m->map.hue_line;
    const Rect lit = grid->pitch >= FROM_CELLS ? cell : rect_inset(cell, -2);
    canvas_fill(canvas, lit, 3, theme->cell_high);
    if (grid->pitch >= FROM_NUMBER) {
        const Font font = {FONT_MONO, (int)(lit.h * 0.55F)};
        compare_card_words(pose, (CardWords){lit, 0.5F, font, theme_ink(theme->cell_high)}, "1");
    }
    canvas_stroke(canvas, rect_inset(lit, -line), 5, line, 0, hue);
}

static void draw_from_words(const ComparePose *pose, const CompareCard *card, int64_t row, int64_t at) {
    const Pen *pen = &pose->pen;
    const Rect seen = grid_seen(&card->from);
    const float x = seen.x + seen.w + roundf(14 * pose->m->unit);
    const float y = seen.y + seen.h / 2;
    const float room = card->card.x + card->card.w - x - 4;
    char text[96];
    snprintf(text, sizeof text, _("Gradient 1 at output (%lld, %lld)"), (long long)row, (long long)at);
    const float line = (float)pose->m->small.size * 1.3F;
    Rect lines = {x, y, room, 0};
    const int count = canvas_paragraph(pen->canvas, pose->m->small, lines, line, 0, text, false);
    lines.y -= line * (float)(count - 1) / 2;
    (void)canvas_paragraph(pen->canvas, pose->m->small, lines, line, pen->theme->muted, text, true);
    pen_report_text(pen, text, "", (Rect){x, lines.y - line / 2, room, line * (float)count});
}

static void draw_from(const ComparePose *pose, const CompareCard *card, PsColumn column) {
    const Grid *grid = &card->from;
    int64_t row = 0;
    int64_t at = 0;
    from_of(pose, column, &row, &at);
    draw_from_ground(&pose->pen, grid);
    draw_lit(pose, grid, grid_cell(grid, row, at), column_hue(pose->pen.theme, column));
    draw_from_words(pose, card, row, at);
}

/* The part of a unit that a cell gets. */
static PsShare share_of(const StageScope *scope, PsColumn column, int64_t step, int row, int x) {
    return ps_column_gradient(&scope->facts->pooled.walk, column, scope->scene->compare.seed, step, row, x);
}

static void draw_share_text(const Pen *pen, Rect rect, PsShare share, Color fill) {
    const bool none = share.value == 0;
    const float wanted = rect.h * (none ? 0.28F : 0.42F);
    char text[48];
    compare_share_text(share, text, sizeof text);
    const Font large = {FONT_MONO, (int)fmaxf(SHARE_LEAST + 1, wanted)};
    const Font font = canvas_fit(pen->canvas, large, SHARE_LEAST, rect.w * SHARE_FILL, text);
    if (canvas_text_width(pen->canvas, font, text) <= rect.w * SHARE_MOST) {
        canvas_text_aligned(pen->canvas, font, rect.x + rect.w / 2, rect.y + rect.h / 2, ALIGN_CENTRE, 0,
                            none ? pen->theme->muted : theme_ink(fill), text);
    }
}

static void draw_share(const Pen *pen, const Grid *grid, Rect rect, PsShare share) {
    const float value = (float)share.value;
    const Color fill = theme_value(pen->theme, value, 1);
    const CellStyle style = {
        .pitch = (float)grid->pitch, .gap = grid->gap, .radius = fminf(6, floorf(0.12F * rect.h))};
    cells_draw_value(pen, &style, rect, fill, value, 0);
    if (grid->pitch >= CELLS_NUMBERED) {
        draw_share_text(pen, rect, share, fill);
    }
}

/* What the output reads, as a rectangle of cells. */
static Rect reach_rect(const ComparePose *pose, const Grid *grid, PsColumn column) {
    const PsWindow *window = &pose->now.window;
    if (column == PS_COLUMN_GLOBAL) {
        return grid_span(grid, 0, 0, grid->rows, grid->columns);
    }
    return grid_span(grid, window->clip_row, window->clip_column, window->clip_height, window->clip_width);
}

/* Too small to tell apart: the ground, and the reach in the colour of an even share. */
static void draw_even(const ComparePose *pose, const Grid *grid, PsColumn column, Rect reach) {
    const Theme *theme = pose->pen.theme;
    Canvas *canvas = pose->pen.canvas;
    const uint32_t seed = pose->scope->scene->compare.seed;
    const int64_t cells = ps_column_reach(pose->walk, column, seed, pose->now.step);
    canvas_fill(canvas, grid_seen(grid), 0, theme->cell);
    canvas_fill(canvas, reach, 0, theme_value(theme, 1 / (float)(cells > 0 ? cells : 1), 1));
    canvas_stroke(canvas, grid_seen(grid), 0, 1, 0, theme->line);
}

static void draw_cells(const ComparePose *pose, const Grid *grid, PsColumn column) {
    GridCells at = grid_cells(grid_visible(grid));
    while (grid_next(&at)) {
        draw_share(&pose->pen, grid, grid_cell(grid, at.row, at.column),
                   share_of(pose->scope, column, pose->now.step, at.row, at.column));
    }
}

static void draw_shares(const ComparePose *pose, const Grid *grid, PsColumn column) {
    Canvas *canvas = pose->pen.canvas;
    const Rect reach = reach_rect(pose, grid, column);
    const float line = map_window_line(&pose->m->map, grid);
    canvas_push_clip(canvas, grid->view);
    if (grid_by_cells(grid)) {
        draw_cells(pose, grid, column);
    } else {
        draw_even(pose, grid, column, reach);
    }
    canvas_pop_clip(canvas);
    canvas_push_clip(canvas, rect_inset(grid->view, -2 * line));
    if (!rect_empty(reach)) {
        canvas_stroke(canvas, rect_inset(reach, -line), 6, line, 0, pose->pen.theme->window);
    }
    canvas_pop_clip(canvas);
}

/* Where one cell gets all of it, that is what the box says. */
static void draw_who(const ComparePose *pose, const CompareCard *card, const CompareWords *words) {
    const Pen *pen = &pose->pen;
    const Rect row = card->box_middle;
    const Font font = canvas_fit(pen->canvas, pose->m->text, FORMULA_SMALLEST, row.w, words->verdict);
    canvas_text_aligned(pen->canvas, font, row.x, row.y, ALIGN_LEFT, row.w, pen->theme->text, words->verdict);
    pen_report_text(pen, words->verdict, "", card->box);
    compare_card_line(pose, card, (CardLine){card->text_y, pose->m->text, pen->theme->text}, words->reach);
}

static void draw_words(const ComparePose *pose, const CompareCard *card, int column) {
    const CompareMeasures *m = pose->m;
    const Pen *pen = &pose->pen;
    const Rect row = card->box_middle;
    CompareWords words;
    compare_gradient_words(pose->scope, column, pose->now.step, &words);
    if (words.formula[0] == '\0') {
        draw_who(pose, card, &words);
        return;
    }
    const Font font = canvas_fit(pen->canvas, m->formula, FORMULA_SMALLEST, row.w, words.formula);
    canvas_text(pen->canvas, font, row.x, row.y, pen->theme->text, words.formula);
    pen_report_text(pen, words.formula, "", card->box);
    compare_card_line(pose, card, (CardLine){card->text_y, m->text, pen->theme->text}, words.reach);
    compare_card_line(pose, card, (CardLine){card->text_y + m->line, m->small, pen->theme->muted},
                      words.verdict);
}

void compare_gradient_card(const ComparePose *pose, int column) {
    const CompareCard *card = &pose->layout->card[column];
    const PsColumn kind = pose->compared->columns[column];
    compare_card_question(pose, card, kind, PS_MINUS_NONE);
    compare_card_box(pose, card);
    if (pose->now.step == 0) {
        compare_card_hint(pose, card);
        return;
    }
    draw_from(pose, card, kind);
    if (pose->now.covered) {
        const CellStyle style = {.pitch = card->map.h, .radius = 8};
        cells_draw_cover(&pose->pen, &style, grid_seen(&card->grid));
        return;
    }
    draw_shares(pose, &card->grid, kind);
    draw_words(pose, card, column);
}

/* The tree. */

typedef struct Told {
    const StageScope *scope;
    PsColumn column;
    int64_t step;
} Told;

static bool tell_share(const void *subject, int row, int column, char *value) {
    const Told *told = subject;
    const PsShare share = share_of(told->scope, told->column, told->step, row, column);
    ps_number_write(value, (float)share.value, PS_NUMBER_FULL);
    return true;
}

void compare_gradient_tell(const StageScope *scope, const CompareLayout *layout, int column) {
    const Grid *grid = &layout->card[column].grid;
    const Told subject = {scope, scope->facts->compared.columns[column], compare_told_step(scope)};
    if (subject.step == 0 || answers_covered(scope->answers, subject.step - 1)) {
        return;
    }
    char name[48];
    snprintf(name, sizeof name, "%s gradient ", column_look(subject.column)->cell);
    const MapTold told = {.grid = grid,
                          .range = grid_visible(grid),
                          .role = UI_ROLE_MARK,
                          .name = name,
                          .value = tell_share,
                          .subject = &subject};
    map_tell(&scope->pen, &told);
}
