/* Draws the Compare stage: a pure function of scene, view and cursor. The input at the left, then a card a
 * column; each card's own part is values and formula, or where the gradient goes.
 */
#include "app/stages/compare/column.h"
#include "app/stages/compare/stage.h"
#include "app/stages/shared/formula_line.h"
#include "app/stages/shared/motion.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

/* The phases of a step, in milliseconds at 1x, as on the Window stage. */
enum { SLIDE = 350, LANDED = 890, GROWN = 1050, ARRIVED = 1450, WHOLE = 1600 };

enum { PROGRESS_SQUARES = 16 };

/* The least sizes of a number and of a formula's terms, in pixels. */
enum { NUMBER_LEAST = 12, TERMS_LEAST = 11 };

typedef struct Pose {
    const StageContext *context;
    const CompareLayout *layout;
    const CompareView *view;
    const PsWalk *walk;
    const Compared *compared;
    Ui *ui;
    PsWindow window; /* of step, where that is above 0 */
    int64_t step;    /* shown or approached */
    bool moving, brief, covered;
    float ms;
    Rect frame;
    float frame_alpha;
} Pose;

static float phase(const Pose *pose, float from, float to) {
    return pose->moving ? motion_clamp((pose->ms - from) / (to - from)) : 1;
}

static Rect frame_of(const Grid *grid, const PsWindow *window) {
    return rect_inset(grid_span(grid, window->row, window->column, window->height, window->width),
                      -fmaxf(1, grid->gap));
}

static Pose make_pose(const StageContext *context, const CompareLayout *layout) {
    Pose pose = {.context = context,
                 .layout = layout,
                 .view = context->view,
                 .walk = &context->pooled->walk,
                 .compared = &context->pooled->compared,
                 .ui = context->ui,
                 .step = compare_focus_step(context),
                 .moving = context->cursor.t > 0,
                 .brief = context->cursor.brief,
                 .frame_alpha = 1};
    if (pose.step == 0) {
        return pose;
    }
    pose.window = ps_walk_at(pose.walk, pose.step);
    pose.frame = frame_of(&layout->input, &pose.window);
    pose.covered = answers_covered(context->answers, pose.step - 1);
    if (pose.moving) {
        pose.ms = (float)context->cursor.t * (pose.brief ? LANDED : WHOLE);
        const float slide = motion_ease(pose.ms / SLIDE);
        if (context->cursor.step == 0) {
            pose.frame_alpha = slide;
        } else {
            const PsWindow before = ps_walk_at(pose.walk, context->cursor.step);
            const Rect start = frame_of(&layout->input, &before);
            pose.frame.x = start.x + (pose.frame.x - start.x) * slide;
            pose.frame.y = start.y + (pose.frame.y - start.y) * slide;
        }
    }
    return pose;
}

static Color value_fill(const Pose *pose, float value) {
    return stage_value_color(pose->context, value, stage_is_picture(pose->context));
}

/* The input. */

static void draw_index(const Pose *pose, int number, float x, float y, Align align) {
    char text[PS_NUMBER_SIZE];
    snprintf(text, sizeof text, "%s%d", number < 0 ? "−" : "", number < 0 ? -number : number);
    canvas_text_aligned(pose->ui->canvas, pose->layout->measures.index, x, y, align, 0,
                        pose->ui->theme->muted, text);
}

/* Every 1st, 2nd, 5th, 10th … index, so that labels never touch. */
static int index_every(double pitch, float needed) {
    static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (pitch * steps[i] >= (double)needed) {
            return steps[i];
        }
    }
    return 1000;
}

static void draw_indices(const Pose *pose) {
    const CompareMeasures *m = &pose->layout->measures;
    const Grid *grid = &pose->layout->input;
    const GridRange range = grid_visible(grid);
    const Rect seen = grid_seen(grid);
    const float em = (float)m->index.size;
    const int across = index_every(grid->pitch, em * (grid->columns > 1000  ? 2.8F
                                                      : grid->columns > 100 ? 2.2F
                                                                            : 1.6F));
    const int down = index_every(grid->pitch, em * 1.2F);
    for (int x = range.first_column; x < range.end_column; x++) {
        const Rect cell = grid_cell(grid, range.first_row, x);
        if (x % across == 0 && rect_contains(seen, cell.x + cell.w / 2, seen.y)) {
            draw_index(pose, x, cell.x + cell.w / 2, seen.y - m->index_rise, ALIGN_CENTRE);
        }
    }
    for (int y = range.first_row; y < range.end_row; y++) {
        const Rect cell = grid_cell(grid, y, range.first_column);
        if (y % down == 0 && rect_contains(seen, seen.x, cell.y + cell.h / 2)) {
            draw_index(pose, y, seen.x - m->index_aside, cell.y + cell.h / 2, ALIGN_RIGHT);
        }
    }
}

static void draw_title(const Pose *pose) {
    const CompareMeasures *m = &pose->layout->measures;
    const PsMap *input = pose->walk->map;
    const Rect seen = grid_seen(&pose->layout->input);
    const float y = seen.y - m->title_rise;
    const float em = (float)m->title.size;
    char size[48];
    char wide[96];
    snprintf(size, sizeof size, "%d × %d", input->height, input->width);
    const float width = canvas_text(pose->ui->canvas, m->title, seen.x, y, pose->ui->theme->text, _("Input"));
    ui_report_text(pose->ui, N_("Input"), size, (Rect){seen.x, y - em * 0.65F, width, em * 1.3F});
    canvas_text(pose->ui->canvas, m->size, seen.x + width + 0.6F * em, y, pose->ui->theme->muted,
                ui_wide(wide, sizeof wide, size));
}

/* The max's winner is lit, as it is in its formula. */
static bool is_winner(const Pose *pose, int row, int column) {
    int64_t best_row = 0;
    int64_t best_column = 0;
    const bool shown = pose->step > 0 && !pose->covered && (!pose->moving || pose->ms >= LANDED) &&
                       pose->step <= pose->context->cursor.step + pose->moving;
    return shown && compare_pick(pose->context, PS_COLUMN_MAX, pose->step, &best_row, &best_column) &&
           row == best_row && column == best_column;
}

static bool dims(const Pose *pose) {
    return pose->view->probe == COMPARE_PROBE_OUTPUT ||
           (pose->moving && pose->ms > SLIDE && pose->ms < GROWN);
}

static void draw_input_cell(const Pose *pose, int row, int column) {
    const Grid *grid = &pose->layout->input;
    const Rect rect = grid_cell(grid, row, column);
    const float value = ps_map_get(pose->walk->map, pose->walk->channel, row, column);
    const Theme *theme = pose->ui->theme;
    Color fill = value_fill(pose, value);
    if (pose->step > 0 && dims(pose) && !pose->view->probe_global &&
        !ps_walk_reads(pose->walk, pose->step, row, column)) {
        fill = color_blend(fill, theme->background, 0.55F);
    }
    if (is_winner(pose, row, column)) {
        cells_draw_winner(pose->ui, &grid->style, rect, value);
    } else {
        cells_draw_value(pose->ui, &grid->style, rect, fill, value, 1);
    }
}

static void draw_cells(const Pose *pose) {
    const Grid *grid = &pose->layout->input;
    const GridRange all = grid_visible(grid);
    for (int y = all.first_row; y < all.end_row; y++) {
        for (int x = all.first_column; x < all.end_column; x++) {
            const PsTapPlace place = ps_walk_place(pose->walk, y, x);
            if (place == PS_TAP_CELL) {
                draw_input_cell(pose, y, x);
            } else if (place == PS_TAP_PADDING) {
                cells_draw_ghost(pose->ui, &grid->style, grid_cell(grid, y, x), pose->ui->theme->line, "");
            }
        }
    }
}

static void draw_footprints(const Pose *pose) {
    const Grid *grid = &pose->layout->input;
    const CompareMeasures *m = &pose->layout->measures;
    if (grid->pitch < 8 || pose->view->probe == COMPARE_PROBE_OUTPUT) {
        return;
    }
    const int64_t last = pose->moving ? pose->context->cursor.step : pose->context->cursor.step - 1;
    const Color color = color_alpha(pose->ui->theme->window, pose->ui->theme->footprint_share);
    const GridRange seen = grid_visible(grid);
    const PsAxis *axes = pose->walk->axes;
    const PsRange rows = {ps_axis_outputs(&axes[PS_HEIGHT], seen.first_row).first,
                          ps_axis_outputs(&axes[PS_HEIGHT], seen.end_row - 1).end};
    const PsRange columns = {ps_axis_outputs(&axes[PS_WIDTH], seen.first_column).first,
                             ps_axis_outputs(&axes[PS_WIDTH], seen.end_column - 1).end};
    for (int64_t y = rows.first; y < rows.end; y++) {
        for (int64_t x = columns.first; x < columns.end; x++) {
            const int64_t step = ps_walk_step_of(pose->walk, y, x);
            if (step <= last) {
                const PsWindow window = ps_walk_at(pose->walk, step);
                canvas_stroke(pose->ui->canvas, rect_inset(frame_of(grid, &window), grid->gap > 2 ? 1 : 0),
                              grid->style.radius + 3, grid->pitch < 30 ? 1 : m->footprint_line, 0, color);
            }
        }
    }
}

static void draw_frame(const Pose *pose) {
    const Grid *grid = &pose->layout->input;
    const CompareMeasures *m = &pose->layout->measures;
    if (pose->step == 0) {
        return;
    }
    const float line = grid->pitch < 30 ? 2 : m->window_line;
    const float gap = fmaxf(1, grid->gap);
    Rect frame = rect_inset(pose->frame, gap < line ? gap - line : 0);
    if (pose->view->probe_global) {
        frame = rect_inset(pose->layout->map.cells, -line);
    }
    canvas_stroke(pose->ui->canvas, frame, grid->style.radius + m->window_line, line, 0,
                  color_alpha(pose->ui->theme->window, pose->frame_alpha));
}

static void draw_pointed_cell(const Pose *pose) {
    if (pose->view->probe == COMPARE_PROBE_INPUT) {
        const Grid *grid = &pose->layout->input;
        canvas_stroke(pose->ui->canvas, grid_cell(grid, pose->view->probe_row, pose->view->probe_column),
                      grid->style.radius, grid->pitch < 30 ? 1 : 3, 0, pose->ui->theme->text);
    }
}

static void draw_input(const Pose *pose) {
    const Grid *grid = &pose->layout->input;
    Canvas *canvas = pose->ui->canvas;
    draw_title(pose);
    draw_indices(pose);
    canvas_push_clip(canvas, grid->view);
    if (grid_by_cells(grid)) {
        draw_cells(pose);
    } else {
        const GridPicture picture = {.grid = grid,
                                     .map = pose->walk->map,
                                     .channel = pose->walk->channel,
                                     .magnitude = pose->context->pooled->magnitude,
                                     .picture = stage_is_picture(pose->context),
                                     .theme = pose->ui->theme,
                                     .written = INT64_MAX};
        grid_draw_picture(pose->ui, &picture, pose->context->pooled->version);
    }
    canvas_pop_clip(canvas);
    const bool whole = grid->pitch <= pose->layout->fit;
    canvas_push_clip(canvas, rect_inset(grid->view, whole ? -3 * pose->layout->measures.window_line : -2));
    draw_footprints(pose);
    draw_frame(pose);
    draw_pointed_cell(pose);
    canvas_pop_clip(canvas);
}

/* From the input to the columns; for a gradient the other way. */
static void draw_arrow(const Pose *pose) {
    const CompareMeasures *m = &pose->layout->measures;
    if (pose->step == 0 || pose->view->probe == COMPARE_PROBE_INPUT) {
        return;
    }
    const Rect seen = grid_seen(&pose->layout->input);
    const float y = fminf(fmaxf(pose->frame.y + pose->frame.h / 2, seen.y), seen.y + seen.h);
    const float left = seen.x + seen.w + 2 * m->hue_line + m->window_line;
    const float right = pose->layout->card[0].card.x - 2 * m->hue_line;
    if (right - left < 6 * m->hue_line) {
        return;
    }
    const bool back = pose->context->scene->compare.gradient;
    const float head = 4 * m->hue_line;
    const float tip = back ? left : right;
    const float neck = back ? left + head : right - head;
    const Color color = pose->ui->theme->muted;
    const Point line[] = {{back ? right : left, y}, {neck, y}};
    canvas_polyline(pose->ui->canvas, line, 2, m->hue_line, color);
    const Point shape[] = {{tip, y}, {neck, y - head * 0.55F}, {neck, y + head * 0.55F}};
    canvas_polygon(pose->ui->canvas, shape, 3, color);
}

/* Cards. */

static void draw_card_ground(const Pose *pose, const CompareCard *card, PsColumn column) {
    Ui *ui = pose->ui;
    const CompareMeasures *m = &pose->layout->measures;
    const ColumnLook *look = column_look(column);
    const float edge = fmaxf(1, roundf(m->unit * ui->theme->hairline));
    const float radius = roundf(12 * m->unit);
    canvas_fill(ui->canvas, card->card, radius, ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(card->card, edge), radius - edge, ui->theme->panel);
    const float em = (float)m->title.size;
    const Color hue = column_hue(ui->theme, column);
    icon_draw(ui->canvas, look->mark, (Point){card->inner.x + em * 0.4F, card->title_y}, em * 0.8F, hue);
    const float x = card->inner.x + em * 1.2F;
    Font font = m->title;
    /* The fourth has a menu at its end. */
    const bool fourth = column > PS_COLUMN_GLOBAL;
    const float room = fourth ? card->inner.x + card->inner.w - x - roundf(32 * m->unit)
                              : card->card.x + card->card.w - x - roundf(8 * m->unit);
    while (font.size > 12 && canvas_text_width(ui->canvas, font, _(look->title)) > room) {
        font.size--;
    }
    const float width = canvas_text(ui->canvas, font, x, card->title_y, hue, _(look->title));
    ui_report_text(ui, look->title, "",
                   (Rect){card->inner.x, card->title_y - em * 0.65F, x - card->inner.x + width, em * 1.3F});
}

static const char *minus_words(PsMinus minus) {
    return minus == PS_MINUS_MAX ? _("Minus max") : _("Minus average");
}

/* What the column asks, or what is taken away from it. */
static void draw_question(const Pose *pose, const CompareCard *card, PsColumn column, PsMinus minus) {
    const CompareMeasures *m = &pose->layout->measures;
    const char *text = minus == PS_MINUS_NONE ? _(column_look(column)->question) : minus_words(minus);
    const float room = card->inner.w - roundf(28 * m->unit);
    Font font = m->question;
    while (font.size > 12 && canvas_text_width(pose->ui->canvas, font, text) > room) {
        font.size--;
    }
    const float width = canvas_text_aligned(pose->ui->canvas, font, card->inner.x, card->question_y,
                                            ALIGN_LEFT, room, pose->ui->theme->text, text);
    const float h = (float)m->question.size * 1.3F;
    ui_report_text(pose->ui, text, "", (Rect){card->inner.x, card->question_y - h / 2, width, h});
}

/* Whether the output of a step is there: written, and settled. */
static bool is_written(const Pose *pose, int64_t step) {
    const int64_t written = pose->context->cursor.step;
    return step <= written || (pose->moving && !pose->brief && step == written + 1 && pose->ms >= ARRIVED);
}

/* A difference is no picture: its 0 is the ground's colour. */
static bool shows_picture(const Pose *pose, int column) {
    return stage_is_picture(pose->context) && compare_minus_map(pose->context, column) == NULL;
}

static Color column_fill(const Pose *pose, int column, float value) {
    return stage_value_color(pose->context, value, shows_picture(pose, column));
}

static void draw_output_cell(const Pose *pose, const CompareCard *card, int column, int y, int x) {
    const Rect rect = grid_cell(&card->grid, y, x);
    const int64_t step = ps_walk_step_of(pose->walk, y, x);
    if (!is_written(pose, step)) {
        cells_draw_ghost(pose->ui, &card->grid.style, rect, pose->ui->theme->faint, NULL);
        return;
    }
    if (answers_covered(pose->context->answers, step - 1)) {
        cells_draw_cover(pose->ui, &card->grid.style, rect);
        return;
    }
    const float value = compare_value(pose->context, column, y, x);
    cells_draw_value(pose->ui, &card->grid.style, rect, column_fill(pose, column, value), value, 1);
}

static void draw_output_picture(const Pose *pose, const CompareCard *card, int column) {
    const StageContext *context = pose->context;
    const GridPicture picture = {.grid = &card->grid,
                                 .map = &pose->compared->values[column],
                                 .magnitude = context->pooled->magnitude,
                                 .picture = shows_picture(pose, column),
                                 .theme = pose->ui->theme,
                                 .written = context->cursor.step,
                                 .uncovered = context->answers->hidden ? context->answers->revealed : NULL,
                                 .minus = compare_minus_map(context, column)};
    const uint64_t version = context->pooled->version + context->answers->version;
    grid_draw_picture(pose->ui, &picture, version + (uint64_t)context->scene->compare.minus[column]);
}

static void draw_outline(const Pose *pose, const CompareCard *card, int64_t row, int64_t column, Color hue) {
    const float line = card->grid.pitch < 30 ? 2 : pose->layout->measures.hue_line;
    canvas_stroke(pose->ui->canvas, rect_inset(grid_cell(&card->grid, row, column), -line),
                  card->grid.style.radius + line, line, 0, hue);
}

/* Every output that the cell pointed at feeds. */
static void draw_fed_outputs(const Pose *pose, const CompareCard *card, Color hue) {
    const PsWalk *walk = pose->walk;
    const int row = pose->view->probe_row;
    const int column = pose->view->probe_column;
    const PsRange rows = ps_axis_outputs(&walk->axes[PS_HEIGHT], row);
    const PsRange columns = ps_axis_outputs(&walk->axes[PS_WIDTH], column);
    for (int64_t y = rows.first; y < rows.end; y++) {
        for (int64_t x = columns.first; x < columns.end; x++) {
            if (ps_walk_reads(walk, ps_walk_step_of(walk, y, x), row, column)) {
                draw_outline(pose, card, y, x, hue);
            }
        }
    }
}

static void draw_outlines(const Pose *pose, const CompareCard *card, Color hue) {
    const bool arrived = !pose->moving || (pose->ms >= ARRIVED && !pose->brief);
    if (pose->view->probe == COMPARE_PROBE_INPUT && !pose->moving) {
        draw_fed_outputs(pose, card, hue);
    } else if (pose->step > 0 && arrived && !pose->view->probe_global) {
        draw_outline(pose, card, pose->window.output_row, pose->window.output_column, hue);
    }
}

static void draw_outputs(const Pose *pose, const CompareCard *card, int column, Color hue) {
    Canvas *canvas = pose->ui->canvas;
    const bool whole = pose->layout->input.pitch <= pose->layout->fit;
    canvas_push_clip(canvas, rect_inset(card->grid.view, whole ? -2 * pose->layout->measures.hue_line : 0));
    if (grid_by_cells(&card->grid)) {
        const GridRange seen = grid_visible(&card->grid);
        for (int y = seen.first_row; y < seen.end_row; y++) {
            for (int x = seen.first_column; x < seen.end_column; x++) {
                draw_output_cell(pose, card, column, y, x);
            }
        }
    } else {
        draw_output_picture(pose, card, column);
        canvas_stroke(canvas, rect_inset(grid_seen(&card->grid), -1), 0, 1, 0, pose->ui->theme->line);
    }
    draw_outlines(pose, card, hue);
    canvas_pop_clip(canvas);
}

/* Global: one value for the whole map. */

static void centred(const Pose *pose, Font font, Rect cell, float share, Color color, const char *text) {
    while (font.size > 9 && canvas_text_width(pose->ui->canvas, font, text) > cell.w * 0.86F) {
        font.size--;
    }
    canvas_text_aligned(pose->ui->canvas, font, cell.x + cell.w / 2, cell.y + cell.h * share, ALIGN_CENTRE, 0,
                        color, text);
}

/* A number that stands alone, as large as font where it fits: with fewer decimals where it must, and "≈ "
 * where it is rounded from what plan says (not null), and no cell. */
static void centred_number(const Pose *pose, Font font, Rect cell, float share, Color color, float value,
                           const PsFormulaPlan *plan) {
    PsNumberSurvey survey = {0};
    ps_survey_add(&survey, value);
    char text[PS_NUMBER_SIZE + 8] = "";
    const Font least = {font.face, font.size < NUMBER_LEAST ? font.size : NUMBER_LEAST};
    const float half = canvas_text_width(pose->ui->canvas, least, "0") / 2;
    const int room = (int)floorf(cell.w * 0.86F / half);
    PsNumberForm form;
    (void)ps_survey_choose(&survey, room, &form);
    if (plan != NULL && !ps_plan_exact(plan, form) && room > 3) {
        (void)ps_survey_choose(&survey, room - 3, &form);
        snprintf(text, sizeof text, "%s", "≈ ");
    }
    ps_number_fit(text + strlen(text), value, form, room - ps_number_length(text));
    centred(pose, font, cell, share, color, text);
}

/* How much of the map has been counted, in squares. */
static void draw_progress(const Pose *pose, Rect cell, const PsGlobal *global) {
    const int squares = global->total < PROGRESS_SQUARES ? (int)global->total : PROGRESS_SQUARES;
    const float step = floorf(cell.w * 0.72F / PROGRESS_SQUARES);
    const float size = fmaxf(2, step - fmaxf(2, roundf(step * 0.3F)));
    const float left = roundf(cell.x + (cell.w - step * (float)squares + (step - size)) / 2);
    const double filled = (double)global->cells * squares / (double)global->total;
    for (int i = 0; i < squares; i++) {
        const Rect square = {left + step * (float)i, roundf(cell.y + cell.h * 0.84F - size / 2), size, size};
        canvas_fill(pose->ui->canvas, square, 1,
                    i + 0.5 < filled ? pose->ui->theme->global : pose->ui->theme->line);
    }
}

/* The step whose average so far is shown: while a step runs that of the step before. */
static int64_t global_step(const Pose *pose) {
    return pose->context->cursor.step + (pose->moving && pose->ms >= GROWN);
}

static void draw_so_far(const Pose *pose, Rect cell) {
    const CompareMeasures *m = &pose->layout->measures;
    const Theme *theme = pose->ui->theme;
    const int64_t step = global_step(pose);
    const PsGlobal global = pooled_global(pose->context->pooled, step);
    canvas_stroke(pose->ui->canvas, cell, roundf(8 * m->unit), m->hue_line, roundf(7 * m->unit),
                  theme->global);
    if (global.cells == 0) {
        return;
    }
    char cells[PS_NUMBER_SIZE];
    char total[PS_NUMBER_SIZE];
    char text[192];
    ps_number_write_integer(cells, global.cells, PS_NUMBER_SCREEN);
    ps_number_write_integer(total, global.total, PS_NUMBER_SCREEN);
    snprintf(text, sizeof text, _("%s of %s cells"), cells, total);
    centred(pose, m->text, cell, 0.27F, theme->muted, _("mean so far"));
    const Font font = {FONT_MONO, (int)(cell.h * 0.225F)};
    if (answers_covered(pose->context->answers, step - 1)) {
        centred(pose, font, cell, 0.49F, theme->text, "?");
    } else {
        const PsFormulaPlan plan = ps_global_plan(&global);
        centred_number(pose, font, cell, 0.49F, theme->text, global.mean, &plan);
    }
    centred(pose, m->text, cell, 0.72F, theme->muted, text);
    draw_progress(pose, cell, &global);
}

/* The vector of a map of several channels: a bar each, from a common ground line. */
static void draw_vector(const Pose *pose) {
    const CompareBars bars = compare_bars(pose->context, pose->layout);
    const Theme *theme = pose->ui->theme;
    const float unit = pose->layout->measures.unit;
    for (int c = 0; c < pose->walk->map->channels; c++) {
        const float value = pose->compared->means[c];
        const Rect bar = compare_bar(&bars, c, value);
        canvas_fill(pose->ui->canvas, bar, 2, c == pose->walk->channel ? theme->global : theme->cell_middle);
        if (bars.step >= 34 * unit) {
            const float y = value < 0 ? bar.y + bar.h + 10 * unit : bar.y - 10 * unit;
            centred_number(pose, (Font){FONT_MONO, (int)(14 * unit)}, (Rect){bar.x, y, bar.w / 0.86F, 0}, 0,
                           theme->text, value, NULL);
        }
    }
    canvas_fill(pose->ui->canvas, (Rect){bars.room.x, bars.ground, bars.room.w, 1}, 0, theme->muted);
}

static void draw_global(const Pose *pose) {
    const CompareMeasures *m = &pose->layout->measures;
    const Rect cell = compare_global_cell(pose->layout);
    const int64_t last = pose->walk->steps;
    if (!is_written(pose, last)) {
        draw_so_far(pose, cell);
        return;
    }
    if (compare_covered(pose->context, COMPARE_GLOBAL, last)) {
        const CellStyle style = {.pitch = cell.h, .radius = roundf(8 * m->unit)};
        cells_draw_cover(pose->ui, &style, cell);
    } else if (pose->walk->map->channels > 1) {
        draw_vector(pose);
    } else {
        const float value = compare_global_value(pose->context);
        const CellStyle style = {.pitch = cell.h, .radius = roundf(8 * m->unit)};
        const Color fill = column_fill(pose, COMPARE_GLOBAL, value);
        cells_draw_value(pose->ui, &style, cell, fill, value, 1);
        centred_number(pose, (Font){FONT_MONO, (int)(cell.h * 0.225F)}, cell, 0.5F, theme_ink(fill), value,
                       NULL);
        canvas_stroke(pose->ui->canvas, rect_inset(cell, -m->hue_line), roundf(8 * m->unit) + m->hue_line,
                      m->hue_line, 0, pose->ui->theme->global);
    }
}

/* Formulas stand on two lines: the terms, then the sign and the result. */

static void draw_terms(const Pose *pose, const CompareCard *card, PsColumn column, const PsFormula *formula,
                       float room) {
    const CompareMeasures *m = &pose->layout->measures;
    const Theme *theme = pose->ui->theme;
    SpanLook looks[PS_FORMULA_SPANS] = {0};
    int64_t row = 0;
    int64_t column_index = 0;
    const bool picks = !pose->covered && compare_pick(pose->context, column, pose->step, &row, &column_index);
    const float pad = roundf(16 * m->unit);
    const FormulaLine line =
        formula_line(pose->ui, formula, m->formula, card->box.x + pad, card->box.y + m->formula_row, room);
    for (int i = 0; i < formula->count; i++) {
        const PsSpan *span = &formula->spans[i];
        const bool term = span->kind == PS_SPAN_TERM || span->kind == PS_SPAN_CONSTANT;
        looks[i].color = term ? theme->text : theme->muted;
        if (picks && span->kind == PS_SPAN_TERM) {
            const PsTap tap = ps_walk_tap(pose->walk, &pose->window, span->tap);
            looks[i].color = tap.row == row && tap.column == column_index && phase(pose, LANDED, GROWN) > 0
                                 ? theme->window_text
                                 : theme->text;
        }
        const float alpha = phase(pose, SLIDE, LANDED) * (float)formula->count - (float)i;
        looks[i].color = color_alpha(looks[i].color, pose->moving ? motion_clamp(alpha) : 1);
    }
    formula_line_draw(pose->ui, &line, looks);
}

/* sign: "= " or "≈ ". */
static void draw_result(const Pose *pose, const CompareCard *card, const char *sign, const char *result,
                        const char *aside, Color color) {
    const CompareMeasures *m = &pose->layout->measures;
    const Theme *theme = pose->ui->theme;
    const float alpha = phase(pose, LANDED, GROWN);
    const float x = card->box.x + roundf(16 * m->unit);
    const float y = card->box.y + m->result_row;
    Font font = m->result;
    char equals[PS_NUMBER_SIZE + 8];
    snprintf(equals, sizeof equals, "%s%s", sign, result);
    while (font.size > 12 &&
           canvas_text_width(pose->ui->canvas, font, equals) > card->box.w - 2 * roundf(16 * m->unit)) {
        font.size--;
    }
    const float before = canvas_text(pose->ui->canvas, font, x, y, color_alpha(theme->muted, alpha), sign);
    const float width = canvas_text(pose->ui->canvas, font, x + before, y, color_alpha(color, alpha), result);
    /* Beside the result where there is room; the outline of the mean says it too. */
    const float room = card->box.x + card->box.w - x - before - width - roundf(20 * m->unit);
    if (aside[0] && canvas_text_width(pose->ui->canvas, m->small, aside) <= room) {
        canvas_text_aligned(pose->ui->canvas, m->small, x + before + width + roundf(12 * m->unit),
                            y + roundf(2 * m->unit), ALIGN_LEFT, room, color_alpha(theme->muted, alpha),
                            aside);
    }
}

static void draw_box(const Pose *pose, const CompareCard *card) {
    const Theme *theme = pose->ui->theme;
    const float radius = roundf(8 * pose->layout->measures.unit);
    canvas_fill(pose->ui->canvas, card->box, radius, theme->raised);
    if (theme->hairline > 1) {
        canvas_stroke(pose->ui->canvas, card->box, radius, 2, 0, theme->line);
    }
}

static void draw_hint(const Pose *pose, const CompareCard *card) {
    const CompareMeasures *m = &pose->layout->measures;
    const char *text = _("Right arrow: the first window");
    const float pad = roundf(16 * m->unit);
    const float line = (float)m->small.size * 1.35F;
    Rect rect = {card->box.x + pad, 0, card->box.w - 2 * pad, 0};
    const int lines = canvas_paragraph(pose->ui->canvas, m->small, rect, line, 0, text, false);
    rect.y = card->box.y + card->box.h / 2 - line * (float)(lines - 1) / 2;
    canvas_paragraph(pose->ui->canvas, m->small, rect, line, pose->ui->theme->muted, text, true);
}

static void draw_formula(const Pose *pose, const CompareCard *card, int column) {
    const Theme *theme = pose->ui->theme;
    draw_box(pose, card);
    /* Global's is of the cells counted so far, whatever window is pointed at. */
    const int64_t step = column == COMPARE_GLOBAL ? pose->context->step : pose->step;
    if (step == 0) {
        draw_hint(pose, card);
        return;
    }
    const CompareMeasures *m = &pose->layout->measures;
    const float room = card->box.w - 2 * roundf(16 * m->unit);
    const PsFormulaPlan plan = compare_plan(pose->context, column, step);
    const Font least = {m->formula.face, m->formula.size < TERMS_LEAST ? m->formula.size : TERMS_LEAST};
    PsFormula formula;
    formula_fit(pose->ui, &plan, least, room, true, &formula);
    /* The sign and the result are still there, behind the end. */
    const char *sign = formula.spans[formula.count].text + 1;
    const char *result = formula.spans[formula.count + 1].text;
    const bool covered = compare_covered(pose->context, column, step);
    const bool so_far = column == COMPARE_GLOBAL && step < pose->walk->steps;
    draw_terms(pose, card, pose->compared->columns[column], &formula, room);
    draw_result(pose, card, covered ? "= " : sign, covered ? "?" : result, so_far ? _("so far") : "",
                covered || so_far ? theme->text : theme->output);
}

/* The lines under the formula. */

static void draw_line(const Pose *pose, const CompareCard *card, float y, Font font, Color color,
                      const char *text) {
    const float width =
        canvas_text_aligned(pose->ui->canvas, font, card->inner.x, y, ALIGN_LEFT, card->inner.w, color, text);
    const float h = (float)font.size * 1.3F;
    ui_report_text(pose->ui, text, "", (Rect){card->inner.x, y - h / 2, fminf(width, card->inner.w), h});
}

static void draw_counts(const Pose *pose, const CompareCard *card, int column) {
    const CompareMeasures *m = &pose->layout->measures;
    const Theme *theme = pose->ui->theme;
    char count[PS_NUMBER_SIZE];
    char text[128];
    const int64_t outputs = column == COMPARE_GLOBAL ? 1 : pose->walk->steps;
    const int64_t all = outputs * pose->walk->map->channels;
    ps_number_write_integer(count, all, PS_NUMBER_SCREEN);
    draw_line(pose, card, card->text_y, m->text, theme->text, _("0 parameters"));
    snprintf(text, sizeof text, all == 1 ? _("%s value out") : _("%s values out"), count);
    const float y = card->text_y + m->line;
    draw_line(pose, card, y, m->text, theme->text, text);
    if (pose->context->step >= pose->walk->steps || pose->walk->map->channels > 1) {
        return;
    }
    const float width = canvas_text_width(pose->ui->canvas, m->text, text) + roundf(10 * m->unit);
    if (column == COMPARE_GLOBAL || pose->context->step == 0) {
        snprintf(text, sizeof text, "%s", _("none so far"));
    } else {
        ps_number_write_integer(count, pose->context->step, PS_NUMBER_SCREEN);
        snprintf(text, sizeof text, _("%s so far"), count);
    }
    canvas_text_aligned(pose->ui->canvas, m->small, card->inner.x + width, y, ALIGN_LEFT,
                        card->inner.w - width, theme->muted, text);
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

/* What is left of the input's peak, once all is pooled and nothing covered: on two lines where it must be. */
static void draw_verdict(const Pose *pose, const CompareCard *card, int column) {
    const CompareMeasures *m = &pose->layout->measures;
    char text[192];
    compare_verdict(pose->context, column, PS_NUMBER_SCREEN, text, sizeof text);
    const float y = card->text_y + 2 * m->line;
    if (text[0] == '\0') {
        return;
    }
    if (canvas_text_width(pose->ui->canvas, m->small, text) <= card->inner.w) {
        draw_line(pose, card, y, m->small, pose->ui->theme->muted, text);
        return;
    }
    const Color color = pose->ui->theme->muted;
    Font font = m->small;
    const float line = (float)font.size * 1.2F;
    const Rect rect = {card->inner.x, y - line * 0.25F, card->inner.w, 0};
    char whole[2 * sizeof text];
    keep_numbers_whole(text, whole);
    while (font.size > 8 && canvas_paragraph(pose->ui->canvas, font, rect, line, color, whole, false) > 2) {
        font.size--;
    }
    const int lines = canvas_paragraph(pose->ui->canvas, font, rect, line, color, whole, true);
    ui_report_text(pose->ui, text, "", (Rect){rect.x, rect.y - line / 2, rect.w, line * (float)lines});
}

static void draw_values_card(const Pose *pose, int i) {
    const CompareCard *card = &pose->layout->card[i];
    const PsColumn column = pose->compared->columns[i];
    draw_question(pose, card, column, pose->context->scene->compare.minus[i]);
    if (i == COMPARE_GLOBAL) {
        draw_global(pose);
    } else {
        draw_outputs(pose, card, i, column_hue(pose->ui->theme, column));
    }
    draw_formula(pose, card, i);
    draw_counts(pose, card, i);
    draw_verdict(pose, card, i);
}

/* The gradient. */

static void draw_from(const Pose *pose, const CompareCard *card, PsColumn column, int64_t step) {
    const CompareMeasures *m = &pose->layout->measures;
    const Theme *theme = pose->ui->theme;
    const Grid *grid = &card->from;
    const PsWindow window = ps_walk_at(pose->walk, step);
    const bool global = column == PS_COLUMN_GLOBAL;
    const int64_t row = global ? 0 : window.output_row;
    const int64_t at = global ? 0 : window.output_column;
    const Rect seen = grid_seen(grid);
    if (grid->pitch >= 6) {
        for (int y = 0; y < grid->rows; y++) {
            for (int x = 0; x < grid->columns; x++) {
                cells_draw_value(pose->ui, &grid->style, grid_cell(grid, y, x), theme->cell, 0, 0);
                canvas_stroke(pose->ui->canvas, grid_cell(grid, y, x), 3, 1, 0, theme->line);
            }
        }
    } else {
        canvas_fill(pose->ui->canvas, seen, 2, theme->line);
    }
    const Rect cell = grid_cell(grid, row, at);
    const Rect lit = grid->pitch >= 6 ? cell : rect_inset(cell, -2);
    canvas_fill(pose->ui->canvas, lit, 3, theme->cell_high);
    if (grid->pitch >= 18) {
        centred(pose, (Font){FONT_MONO, (int)(lit.h * 0.55F)}, lit, 0.5F, theme_ink(theme->cell_high), "1");
    }
    canvas_stroke(pose->ui->canvas, rect_inset(lit, -m->hue_line), 5, m->hue_line, 0,
                  column_hue(theme, column));
    char text[96];
    snprintf(text, sizeof text, _("1 on output (%lld, %lld)"), (long long)row, (long long)at);
    const float x = seen.x + seen.w + roundf(14 * m->unit);
    const float y = seen.y + seen.h / 2;
    canvas_text_aligned(pose->ui->canvas, m->small, x, y, ALIGN_LEFT, card->card.x + card->card.w - x - 4,
                        theme->muted, text);
    ui_report_text(pose->ui, text, "", (Rect){x, y - 10, card->card.x + card->card.w - x - 4, 20});
}

static void draw_share(const Pose *pose, const CompareCard *card, PsColumn column, int64_t step, int y,
                       int x) {
    const Theme *theme = pose->ui->theme;
    const Grid *grid = &card->grid;
    const PsShare share =
        ps_column_gradient(pose->walk, column, pose->context->scene->compare.seed, step, y, x);
    const Rect rect = grid_cell(grid, y, x);
    const Color fill = theme_value(theme, (float)share.value, 1);
    const CellStyle style = {
        .pitch = (float)grid->pitch, .gap = grid->gap, .radius = fminf(6, floorf(0.12F * rect.h))};
    cells_draw_value(pose->ui, &style, rect, fill, (float)share.value, 0);
    if (grid->pitch < CELLS_NUMBERED) {
        return;
    }
    char text[48];
    compare_share_text(share, text, sizeof text);
    const bool none = share.value == 0;
    const float wanted = rect.h * (none ? 0.28F : 0.42F);
    Font font = {FONT_MONO, (int)fmaxf(9, wanted)};
    while (font.size > 8 && canvas_text_width(pose->ui->canvas, font, text) > rect.w * 0.9F) {
        font.size--;
    }
    if (canvas_text_width(pose->ui->canvas, font, text) <= rect.w) {
        canvas_text_aligned(pose->ui->canvas, font, rect.x + rect.w / 2, rect.y + rect.h / 2, ALIGN_CENTRE, 0,
                            none ? theme->muted : theme_ink(fill), text);
    }
}

/* What the output reads, as a rectangle of cells. */
static Rect reach_rect(const Pose *pose, const CompareCard *card, PsColumn column, int64_t step) {
    const PsWindow window = ps_walk_at(pose->walk, step);
    if (column == PS_COLUMN_GLOBAL) {
        return grid_span(&card->grid, 0, 0, card->grid.rows, card->grid.columns);
    }
    return grid_span(&card->grid, window.clip_row, window.clip_column, window.clip_height, window.clip_width);
}

static void draw_shares(const Pose *pose, const CompareCard *card, PsColumn column, int64_t step) {
    const Theme *theme = pose->ui->theme;
    const Grid *grid = &card->grid;
    Canvas *canvas = pose->ui->canvas;
    const Rect reach = reach_rect(pose, card, column, step);
    const float line = grid->pitch < 30 ? 2 : pose->layout->measures.window_line;
    canvas_push_clip(canvas, grid->view);
    if (grid_by_cells(grid)) {
        const GridRange seen = grid_visible(grid);
        for (int y = seen.first_row; y < seen.end_row; y++) {
            for (int x = seen.first_column; x < seen.end_column; x++) {
                draw_share(pose, card, column, step, y, x);
            }
        }
    } else {
        /* Too small to tell apart: the ground, and the reach in the colour of an even share. */
        const int64_t cells = ps_column_reach(pose->walk, column, pose->context->scene->compare.seed, step);
        canvas_fill(canvas, grid_seen(grid), 0, theme->cell);
        canvas_fill(canvas, reach, 0, theme_value(theme, 1 / (float)(cells > 0 ? cells : 1), 1));
        canvas_stroke(canvas, grid_seen(grid), 0, 1, 0, theme->line);
    }
    canvas_pop_clip(canvas);
    canvas_push_clip(canvas, rect_inset(grid->view, -2 * line));
    if (!rect_empty(reach)) {
        canvas_stroke(canvas, rect_inset(reach, -line), 6, line, 0, theme->window);
    }
    canvas_pop_clip(canvas);
}

static void draw_gradient_card(const Pose *pose, int i) {
    const CompareCard *card = &pose->layout->card[i];
    const PsColumn column = pose->compared->columns[i];
    const CompareMeasures *m = &pose->layout->measures;
    const Theme *theme = pose->ui->theme;
    draw_question(pose, card, column, PS_MINUS_NONE);
    const int64_t step = pose->step;
    draw_box(pose, card);
    if (step == 0) {
        draw_hint(pose, card);
        return;
    }
    draw_from(pose, card, column, step);
    if (pose->covered) {
        const CellStyle style = {.pitch = card->map.h, .radius = 8};
        cells_draw_cover(pose->ui, &style, grid_seen(&card->grid));
        return;
    }
    draw_shares(pose, card, column, step);
    CompareWords words;
    compare_gradient_words(pose->context, i, step, &words);
    Font font = m->formula;
    while (font.size > 9 && canvas_text_width(pose->ui->canvas, font, words.formula) >
                                card->box.w - 2 * roundf(16 * m->unit)) {
        font.size--;
    }
    canvas_text(pose->ui->canvas, font, card->box.x + roundf(16 * m->unit), card->box.y + card->box.h / 2,
                theme->text, words.formula);
    ui_report_text(pose->ui, words.formula, "", card->box);
    draw_line(pose, card, card->text_y, m->text, theme->text, words.reach);
    draw_line(pose, card, card->text_y + m->line, m->small, theme->muted, words.verdict);
}

void compare_draw(const StageContext *context) {
    CompareLayout layout;
    const CompareView *view = context->view;
    compare_layout(context, view->input.camera, &layout);
    const Pose pose = make_pose(context, &layout);
    if (!pose.compared->ready) {
        return;
    }
    canvas_push_panel(context->ui->canvas, layout.input_panel);
    draw_input(&pose);
    canvas_pop_clip(context->ui->canvas);
    draw_arrow(&pose);
    for (int i = 0; i < layout.cards; i++) {
        canvas_push_panel(context->ui->canvas, layout.card[i].card);
        draw_card_ground(&pose, &layout.card[i], pose.compared->columns[i]);
        if (context->scene->compare.gradient) {
            draw_gradient_card(&pose, i);
        } else {
            draw_values_card(&pose, i);
        }
        canvas_pop_clip(context->ui->canvas);
    }
}
