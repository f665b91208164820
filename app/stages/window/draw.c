/* Draws the Window stage: a pure function of scene, view and cursor.
 *
 * A Pose says, for one moment, where the window is and how far each phase of a step has come. At rest and
 * with reduced motion it is simply the step's own place.
 */
#include "app/stages/shared/formula_line.h"
#include "app/stages/shared/motion.h"
#include "app/stages/shared/operation.h"
#include "app/stages/window/stage.h"

#include "app/words.h"

#include <math.h>
#include <string.h>

/* The phases of a step, in milliseconds at 1x. */
enum {
    SLIDE = 350,
    FLIGHT = 270,
    LANDED = 890,
    DIVIDED = 970,
    GROWN = 1050,
    ARRIVED = 1450,
    WHOLE = 1600,
    FADE = 150,
    BEATEN = 80
};
/* Beyond this many taps single tiles are a blur: the rest arrives with the last. */
enum { TILES_MOST = 81 };

typedef struct Pose {
    const StageContext *context;
    const WindowLayout *layout;
    const PsWalk *walk;
    PsWindow window; /* the step that is shown or approached */
    PsResults results;
    int64_t step; /* its number, 0: none */
    bool moving, brief, probed;
    float ms;   /* into the step */
    Rect frame; /* the sliding window */
    float frame_alpha;
    float dim;    /* 0…1: how far cells outside are dimmed */
    bool covered; /* its answer is hidden */
    bool written; /* its output is there */
    PsFormula formula;
    FormulaLine line;
} Pose;

static float phase(const Pose *pose, float from, float to) {
    return motion_clamp((pose->ms - from) / (to - from));
}

static Rect frame_of(const WindowLayout *layout, const PsWindow *window) {
    const float out = fmaxf(1, layout->gap);
    return rect_inset(grid_span(&layout->in, window->row, window->column, window->height, window->width),
                      -out);
}

static void pose_motion(Pose *pose) {
    const int64_t from = pose->context->cursor.step;
    const float t = (float)pose->context->cursor.t;
    pose->ms = t * (pose->brief ? LANDED : WHOLE);
    const float slide = motion_ease(pose->ms / SLIDE);
    const Rect to = pose->frame;
    if (from == 0) {
        pose->frame_alpha = slide;
    } else {
        const PsWindow before = ps_walk_at(pose->walk, from);
        const Rect start = frame_of(pose->layout, &before);
        pose->frame.x = start.x + (to.x - start.x) * slide;
        pose->frame.y = start.y + (to.y - start.y) * slide;
    }
    const float end = pose->brief ? LANDED : WHOLE;
    pose->dim = fminf(motion_clamp(pose->ms / FADE), motion_clamp((end - pose->ms) / FADE));
    pose->written = false;
}

static Pose make_pose(const StageContext *context, const WindowLayout *layout) {
    const WindowView *view = context->view;
    Pose pose = {.context = context, .layout = layout, .walk = &context->pooled->walk, .frame_alpha = 1};
    pose.moving = context->cursor.t > 0;
    pose.brief = context->cursor.brief;
    pose.probed = window_probe(context) == PROBE_OUTPUT;
    pose.step = window_focus_step(context);
    pose.ms = WHOLE;
    if (pose.step == 0) {
        return pose;
    }
    pose.window = ps_walk_at(pose.walk, pose.step);
    pose.results = pooled_results(context->pooled, pose.step);
    pose.frame = frame_of(layout, &pose.window);
    pose.covered = answers_covered(context->answers, pose.step - 1);
    pose.written = pose.step <= context->cursor.step;
    pose.dim = pose.probed ? view->dim : 0;
    if (pose.moving) {
        pose_motion(&pose);
    }
    return pose;
}

static Color hue_of(const Pose *pose) {
    return operation_hue(pose->context->ui->theme, pose->context->scene->pool.op);
}

static Color value_fill(const Pose *pose, float value) {
    return stage_value_color(pose->context, value, stage_is_picture(pose->context));
}

/* Whether a cell counts as inside the window: by its centre while the window slides, else by the taps. */
static bool inside(const Pose *pose, int row, int column, Rect cell) {
    if (pose->step == 0) {
        return false;
    }
    if (pose->moving && pose->ms < SLIDE) {
        return rect_contains(pose->frame, cell.x + cell.w / 2, cell.y + cell.h / 2);
    }
    return ps_walk_reads(pose->walk, pose->step, row, column);
}

static int64_t tap_of(const Pose *pose, int row, int column) {
    const PsPool *pool = &pose->walk->pool;
    const int64_t ky = (row - pose->window.row) / pool->dilation[PS_HEIGHT];
    const int64_t kx = (column - pose->window.column) / pool->dilation[PS_WIDTH];
    return ky * pose->window.tap_columns + kx;
}

static float take_off(const Pose *pose, int64_t tap) {
    const int64_t tiles = pose->window.taps < TILES_MOST ? pose->window.taps : TILES_MOST;
    const float apart = tiles > 1 ? fminf(90, (float)FLIGHT / (float)(tiles - 1)) : 0;
    return SLIDE + apart * (float)(tap < TILES_MOST ? tap : TILES_MOST - 1);
}

static bool landed(const Pose *pose, int64_t tap) {
    return !pose->moving || pose->ms >= take_off(pose, tap) + FLIGHT;
}

/* The results of what has landed; beyond the tiles that are drawn the rest arrives with the last. */
static PsResults landed_results(const Pose *pose, int64_t *landed_count) {
    const int64_t tiles = pose->window.taps < TILES_MOST ? pose->window.taps : TILES_MOST;
    int64_t count = 0;
    while (count < tiles && landed(pose, count)) {
        count++;
    }
    if (landed_count) {
        *landed_count = count;
    }
    return count == tiles ? pose->results : ps_walk_results(pose->walk, &pose->window, count);
}

/* Numbers that have left stay behind as shadows until the step settles. */
static float number_alpha(const Pose *pose, bool in_window, int row, int column) {
    if (!pose->moving || !in_window || pose->ms < SLIDE ||
        pose->ms < take_off(pose, tap_of(pose, row, column))) {
        return 1;
    }
    return pose->brief ? 0.4F : 0.4F + 0.6F * phase(pose, ARRIVED, WHOLE);
}

static bool is_winner(const Pose *pose, int row, int column) {
    if (pose->walk->pool.op != PS_POOL_MAX || pose->step == 0 || pose->covered || !pose->results.has_best) {
        return false;
    }
    const bool shown = pose->moving ? pose->ms >= LANDED && !pose->brief : pose->written;
    return shown && row == pose->results.best_row && column == pose->results.best_column;
}

static void draw_input_cell(const Pose *pose, int row, int column) {
    Ui *ui = pose->context->ui;
    const Rect rect = grid_cell(&pose->layout->in, row, column);
    if (rect_empty(rect_intersect(rect, canvas_clip(ui->canvas)))) {
        return;
    }
    const float value = ps_map_get(pose->walk->map, pose->walk->channel, row, column);
    const bool in_window = inside(pose, row, column, rect);
    Color fill = value_fill(pose, value);
    if (!in_window) {
        fill = color_blend(fill, ui->theme->background, 1 - 0.45F * pose->dim);
    }
    if (is_winner(pose, row, column)) {
        if (!pose->moving) {
            cells_draw_winner(ui, &pose->layout->in.style, rect, value);
        }
        return;
    }
    cells_draw_value(ui, &pose->layout->in.style, rect, fill, value,
                     number_alpha(pose, in_window, row, column));
}

/* While a step runs the winner grows over its neighbours, so it is drawn after them. */
static void draw_growing_winner(const Pose *pose) {
    const PsResults *best = &pose->results;
    if (!pose->moving || !best->has_best || !is_winner(pose, (int)best->best_row, (int)best->best_column)) {
        return;
    }
    const float grown = motion_ease(phase(pose, LANDED, GROWN)) - motion_ease(phase(pose, ARRIVED, WHOLE));
    const Rect cell = grid_cell(&pose->layout->in, best->best_row, best->best_column);
    CellStyle style = pose->layout->in.style;
    style.font.size = (int)((float)style.font.size * (1 + 0.15F * grown));
    cells_draw_winner(pose->context->ui, &style, rect_inset(cell, -0.075F * grown * cell.w - 2 * grown),
                      best->max);
}

/* A position outside the map: padding, or beyond it where a window of ceil mode hangs over. */
static void draw_ghost(const Pose *pose, PsTapPlace place, Rect rect) {
    const WindowLayout *layout = pose->layout;
    Ui *ui = pose->context->ui;
    if (place == PS_TAP_PADDING) {
        cells_draw_ghost(ui, &layout->in.style, rect, ui->theme->line,
                         pose->walk->pool.op == PS_POOL_MAX ? "−∞" : "0");
    } else if (layout->pitch >= 12) {
        icon_draw(ui->canvas, ICON_CROSS, (Point){rect.x + rect.w / 2, rect.y + rect.h / 2}, rect.h * 0.16F,
                  ui->theme->faint);
    }
}

static void draw_ghosts(const Pose *pose) {
    const WindowLayout *layout = pose->layout;
    const GridRange seen = grid_visible(&layout->in);
    for (int y = seen.first_row; y < seen.end_row; y++) {
        for (int x = seen.first_column; x < seen.end_column; x++) {
            const PsTapPlace place = ps_walk_place(pose->walk, y, x);
            if (place != PS_TAP_CELL) {
                draw_ghost(pose, place, grid_cell(&layout->in, y, x));
            }
        }
    }
}

static void draw_index(const Pose *pose, int number, float x, float y, Align align) {
    char text[PS_NUMBER_SIZE];
    snprintf(text, sizeof text, "%s%d", number < 0 ? "−" : "", number < 0 ? -number : number);
    canvas_text_aligned(pose->context->ui->canvas, pose->layout->measures.index, x, y, align, 0,
                        pose->context->ui->theme->muted, text);
}

/* Every 1st, 2nd, 5th, 10th … index, so that labels never touch. */
static int index_every(const Pose *pose, float needed) {
    static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (pose->layout->in.pitch * steps[i] >= (double)needed) {
            return steps[i];
        }
    }
    return 1000;
}

static bool labelled(int index, int every) {
    return index % every == 0;
}

/* Beside the part of a map that is seen; of cells that are cut only those whose middle shows. */
static void draw_grid_indices(const Pose *pose, const Grid *grid, int digits, bool rows_at_right) {
    const WindowMeasures *m = &pose->layout->measures;
    const float em = (float)m->index.size;
    const int across = index_every(pose, em * (0.4F + 0.6F * (float)digits));
    const int down = index_every(pose, em * 1.2F);
    const GridRange range = grid_visible(grid);
    const Rect seen = grid_seen(grid);
    for (int x = range.first_column; x < range.end_column; x++) {
        const Rect cell = grid_cell(grid, range.first_row, x);
        const float middle = cell.x + cell.w / 2;
        if (labelled(x, across) && middle >= seen.x && middle <= seen.x + seen.w) {
            draw_index(pose, x, middle, seen.y - m->index_rise, ALIGN_CENTRE);
        }
    }
    const float side = rows_at_right ? seen.x + seen.w + m->index_aside : seen.x - m->index_aside;
    for (int y = range.first_row; y < range.end_row; y++) {
        const Rect cell = grid_cell(grid, y, range.first_column);
        const float middle = cell.y + cell.h / 2;
        if (labelled(y, down) && middle >= seen.y && middle <= seen.y + seen.h) {
            draw_index(pose, y, side, middle, rows_at_right ? ALIGN_LEFT : ALIGN_RIGHT);
        }
    }
}

static int digits_of(int number) {
    int digits = 1;
    for (; number >= 10; number /= 10) {
        digits++;
    }
    return digits;
}

static void draw_indices(const Pose *pose) {
    const WindowLayout *layout = pose->layout;
    const int columns = layout->in.columns > layout->out.columns ? layout->in.columns : layout->out.columns;
    const int digits = digits_of(columns) < 2 ? 2 : digits_of(columns);
    Canvas *canvas = pose->context->ui->canvas;
    canvas_push_panel(canvas, layout->input_panel);
    draw_grid_indices(pose, &layout->in, digits, false);
    canvas_pop_clip(canvas);
    canvas_push_panel(canvas, layout->output_panel);
    draw_grid_indices(pose, &layout->out, digits, true);
    canvas_pop_clip(canvas);
}

static void size_text(char *text, size_t size, int height, int width, const PsPool *pool) {
    const int p = pool ? pool->padding[PS_HEIGHT] : 0;
    const int q = pool ? pool->padding[PS_WIDTH] : 0;
    if (p == 0 && q == 0) {
        snprintf(text, size, "%d × %d", height, width);
    } else if (p == q) {
        snprintf(text, size, _("%d × %d, padding %d"), height, width, p);
    } else {
        snprintf(text, size, _("%d × %d, padding %d × %d"), height, width, p, q);
    }
}

static void draw_titles(const Pose *pose) {
    const WindowLayout *layout = pose->layout;
    const WindowMeasures *m = &layout->measures;
    Ui *ui = pose->context->ui;
    const float gap = 0.6F * (float)m->title.size;
    const float em = (float)m->title.size;
    char size[96];
    char wide[192];
    float x = layout->in.view.x;
    float y = grid_seen(&layout->in).y - m->title_rise;
    canvas_push_panel(ui->canvas, layout->input_panel);
    size_text(size, sizeof size, layout->height, layout->width, &pose->walk->pool);
    float width = canvas_text(ui->canvas, m->title, x, y, ui->theme->text, _("Input"));
    ui_report_text(ui, N_("Input"), size, (Rect){x, y - em * 0.65F, width, em * 1.3F});
    canvas_text(ui->canvas, m->size, x + width + gap, y, ui->theme->muted, ui_wide(wide, sizeof wide, size));
    canvas_pop_clip(ui->canvas);
    canvas_push_panel(ui->canvas, layout->output_panel);
    x = grid_seen(&layout->out).x;
    y = grid_seen(&layout->out).y - m->title_rise;
    const PsPoolOp op = pose->context->scene->pool.op;
    const Color hue = operation_hue(ui->theme, op);
    icon_draw(ui->canvas, operation_mark(op), (Point){x + em * 0.42F, y}, em * 0.8F, hue);
    size_text(size, sizeof size, layout->out_height, layout->out_width, NULL);
    const float text_x = x + em * 1.3F;
    width = canvas_text(ui->canvas, m->title, text_x, y, hue, _(operation_name(op)));
    ui_report_text(ui, N_("Output"), size, (Rect){x, y - em * 0.65F, text_x - x + width, em * 1.3F});
    canvas_text(ui->canvas, m->size, text_x + width + gap, y, ui->theme->muted,
                ui_wide(wide, sizeof wide, size));
    canvas_pop_clip(ui->canvas);
}

/* The outputs whose windows lie somewhere in what is seen of the input. */
static GridRange visible_windows(const Pose *pose) {
    const GridRange seen = grid_visible(&pose->layout->in);
    const PsAxis *axes = pose->walk->axes;
    const PsRange top = ps_axis_outputs(&axes[PS_HEIGHT], seen.first_row);
    const PsRange bottom = ps_axis_outputs(&axes[PS_HEIGHT], seen.end_row - 1);
    const PsRange left = ps_axis_outputs(&axes[PS_WIDTH], seen.first_column);
    const PsRange right = ps_axis_outputs(&axes[PS_WIDTH], seen.end_column - 1);
    return (GridRange){(int)top.first, (int)bottom.end, (int)left.first, (int)right.end};
}

static void draw_footprint(const Pose *pose, int64_t step, Color color) {
    const WindowLayout *layout = pose->layout;
    const float line = layout->measures.footprint_line;
    const PsWindow window = ps_walk_at(pose->walk, step);
    const Rect frame = rect_inset(frame_of(layout, &window), layout->gap > 2 ? 1 : 0);
    canvas_stroke(pose->context->ui->canvas, frame, layout->in.style.radius + 3,
                  layout->pitch < 30 ? 1 : line, 0, color);
}

static void draw_footprints(const Pose *pose) {
    const WindowLayout *layout = pose->layout;
    const Ui *ui = pose->context->ui;
    if (layout->pitch < 8 || pose->probed) {
        return;
    }
    const int64_t last = pose->moving ? pose->context->cursor.step : pose->context->cursor.step - 1;
    const Color color = color_alpha(ui->theme->window, ui->theme->footprint_share);
    const GridRange seen = visible_windows(pose);
    for (int y = seen.first_row; y < seen.end_row; y++) {
        for (int x = seen.first_column; x < seen.end_column; x++) {
            const int64_t step = ps_walk_step_of(pose->walk, y, x);
            if (step <= last) {
                draw_footprint(pose, step, color);
            }
        }
    }
}

/* With dilation the window's frame spans cells it does not read: each tap gets a frame of its own. */
static void draw_taps(const Pose *pose) {
    const PsPool *pool = &pose->walk->pool;
    if (pose->moving && pose->ms < SLIDE) {
        return;
    }
    if (pool->dilation[PS_HEIGHT] == 1 && pool->dilation[PS_WIDTH] == 1) {
        return;
    }
    Ui *ui = pose->context->ui;
    for (int64_t i = 0; i < pose->window.taps; i++) {
        const PsTap tap = ps_walk_tap(pose->walk, &pose->window, i);
        if (tap.place != PS_TAP_MISSING) {
            const Rect cell = grid_cell(&pose->layout->in, tap.row, tap.column);
            canvas_stroke(ui->canvas, rect_inset(cell, -1), pose->layout->in.style.radius + 1,
                          fmaxf(2, ui_px(ui, 2)), 0, ui->theme->window);
        }
    }
}

static void draw_frame(const Pose *pose) {
    if (pose->step == 0) {
        return;
    }
    Ui *ui = pose->context->ui;
    const WindowLayout *layout = pose->layout;
    draw_taps(pose);
    const float line = layout->pitch < 30 ? 2 : layout->measures.window_line;
    const float gap = fmaxf(1, layout->gap);
    const Rect frame = rect_inset(pose->frame, gap - line < 0 ? gap - line : 0);
    canvas_stroke(ui->canvas, frame, layout->in.style.radius + layout->measures.window_line, line, 0,
                  color_alpha(ui->theme->window, pose->frame_alpha));
}

static void draw_output_cell(const Pose *pose, int row, int column) {
    Ui *ui = pose->context->ui;
    const WindowLayout *layout = pose->layout;
    const Rect rect = grid_cell(&layout->out, row, column);
    if (rect_empty(rect_intersect(rect, canvas_clip(ui->canvas)))) {
        return;
    }
    const int64_t step = ps_walk_step_of(pose->walk, row, column);
    const int64_t written = pose->context->cursor.step;
    const bool settling = pose->moving && !pose->brief && step == written + 1 && pose->ms >= ARRIVED;
    if (step > pooled_there(pose->context->pooled) || (step > written && !settling)) {
        cells_draw_ghost(ui, &layout->out.style, rect, ui->theme->faint, NULL);
        return;
    }
    Rect cell = rect;
    if (settling) {
        cell = rect_inset(rect, -0.03F * rect.w * (1 - motion_ease(phase(pose, ARRIVED, WHOLE))));
    }
    if (answers_covered(pose->context->answers, step - 1)) {
        cells_draw_cover(ui, &layout->out.style, cell);
        return;
    }
    const float value = ps_map_get(&pose->context->pooled->output, pose->walk->channel, row, column);
    cells_draw_value(ui, &layout->out.style, cell, value_fill(pose, value), value, 1);
}

static void draw_output_outline(const Pose *pose, int64_t row, int64_t column, Color color) {
    const WindowLayout *layout = pose->layout;
    const float line = layout->pitch < 30 ? 2 : layout->measures.hue_line;
    const Rect cell = grid_cell(&layout->out, row, column);
    canvas_stroke(pose->context->ui->canvas, rect_inset(cell, -line), layout->out.style.radius + line, line,
                  0, color);
}

/* Point at an input cell: every output it feeds lights up. */
static void draw_fed_outputs(const Pose *pose) {
    const WindowView *view = pose->context->view;
    if (window_probe(pose->context) != PROBE_INPUT) {
        return;
    }
    const PsWalk *walk = pose->walk;
    const Color hue = hue_of(pose);
    const PsRange rows = ps_axis_outputs(&walk->axes[PS_HEIGHT], view->probe_row);
    const PsRange columns = ps_axis_outputs(&walk->axes[PS_WIDTH], view->probe_column);
    for (int64_t y = rows.first; y < rows.end; y++) {
        for (int64_t x = columns.first; x < columns.end; x++) {
            if (ps_walk_reads(walk, ps_walk_step_of(walk, y, x), view->probe_row, view->probe_column)) {
                draw_output_outline(pose, y, x, hue);
            }
        }
    }
    const Rect cell = grid_cell(&pose->layout->in, view->probe_row, view->probe_column);
    canvas_stroke(pose->context->ui->canvas, cell, pose->layout->in.style.radius,
                  pose->layout->pitch < 30 ? 1 : 3, 0, pose->context->ui->theme->text);
}

static void draw_output_picture(const Pose *pose) {
    const StageContext *context = pose->context;
    const int64_t there = pooled_there(context->pooled);
    const GridPicture picture = {.grid = &pose->layout->out,
                                 .map = &context->pooled->output,
                                 .channel = pose->walk->channel,
                                 .magnitude = context->pooled->magnitude,
                                 .picture = stage_is_picture(context),
                                 .theme = context->ui->theme,
                                 .written = context->cursor.step < there ? context->cursor.step : there,
                                 .uncovered = context->answers->hidden ? context->answers->revealed : NULL};
    grid_draw_picture(context->ui, &picture, context->pooled->version + context->answers->version);
}

static void draw_outputs(const Pose *pose) {
    const WindowLayout *layout = pose->layout;
    /* Where all is seen, outlines and an output that settles stand a little over the edge. */
    const bool whole = layout->pitch <= (float)layout->fit;
    const float over = whole ? -2 * layout->measures.hue_line - 2 : 0;
    canvas_push_clip(pose->context->ui->canvas, rect_inset(layout->out.view, over));
    if (grid_by_cells(&layout->out)) {
        const GridRange seen = grid_visible(&layout->out);
        for (int y = seen.first_row; y < seen.end_row; y++) {
            for (int x = seen.first_column; x < seen.end_column; x++) {
                draw_output_cell(pose, y, x);
            }
        }
    } else {
        draw_output_picture(pose);
    }
    const bool current = pose->step > 0 && (!pose->moving || (pose->ms >= ARRIVED && !pose->brief));
    if (current && window_probe(pose->context) != PROBE_INPUT) {
        draw_output_outline(pose, pose->window.output_row, pose->window.output_column, hue_of(pose));
    }
    draw_fed_outputs(pose);
    canvas_pop_clip(pose->context->ui->canvas);
}

/* From the map's edge at the height of the window's centre to the output at that of its cell. */
static void draw_arrow(const Pose *pose) {
    const bool shown = pose->step > 0 && window_probe(pose->context) != PROBE_INPUT &&
                       (pose->moving ? !pose->brief : pose->written || pose->probed);
    const float alpha = pose->moving ? phase(pose, GROWN - 80, GROWN) : 1;
    if (!shown || alpha <= 0) {
        return;
    }
    Ui *ui = pose->context->ui;
    const WindowLayout *layout = pose->layout;
    const float unit = layout->measures.hue_line;
    const Rect cell = grid_cell(&layout->out, pose->window.output_row, pose->window.output_column);
    const Rect frame = pose->frame;
    const Rect map = grid_seen(&layout->in);
    const Rect output = grid_seen(&layout->out);
    const Point from = {map.x + map.w + 4 * unit, fminf(fmaxf(frame.y + frame.h / 2, map.y), map.y + map.h)};
    const Point to = {output.x - 4 * unit, fminf(fmaxf(cell.y + cell.h / 2, output.y), output.y + output.h)};
    const float head = 4 * unit;
    const Color color = color_alpha(hue_of(pose), alpha);
    Point points[25];
    const Point end = {to.x - head * 0.8F, to.y};
    for (int i = 0; i < 25; i++) {
        const float t = (float)i / 24;
        points[i] = (Point){from.x + (end.x - from.x) * t, from.y + (end.y - from.y) * motion_ease(t)};
    }
    canvas_polyline(ui->canvas, points, 25, unit, color);
    const Point tip[] = {
        {to.x, to.y}, {to.x - head, to.y - head * 0.55F}, {to.x - head, to.y + head * 0.55F}};
    canvas_polygon(ui->canvas, tip, 3, color);
}

/* Max: the largest so far in the window's colour, beaten ones faded; a draw keeps the first. */
static Color term_color(const Pose *pose, const PsSpan *span) {
    const Theme *theme = pose->context->ui->theme;
    const Color plain = span->kind == PS_SPAN_PADDING ? theme->muted : theme->text;
    if (pose->walk->pool.op != PS_POOL_MAX || pose->covered) {
        return plain;
    }
    if (!pose->moving) {
        const bool best = pose->results.has_best && span->tap == pose->results.best_tap;
        return best && pose->written ? theme->window_text : plain;
    }
    const PsResults so_far = landed_results(pose, NULL);
    if (so_far.has_best && so_far.best_tap == span->tap) {
        return theme->window_text;
    }
    const int64_t beater = so_far.best_tap > span->tap ? so_far.best_tap : span->tap;
    const float since = pose->ms - take_off(pose, beater) - FLIGHT;
    const float faded = motion_clamp(since / BEATEN) - phase(pose, ARRIVED, WHOLE);
    return color_alpha(plain, 1 - 0.65F * motion_clamp(faded));
}

static double sum_so_far(const Pose *pose, int64_t *count) {
    return landed_results(pose, count).sum;
}

/* What stands in the result's slot while an average is being made: the sum, before it divides. */
static void running_sum(const Pose *pose, SpanLook *look, char *text) {
    int64_t count = 0;
    ps_number_write_sum(text, sum_so_far(pose, &count), PS_NUMBER_SCREEN);
    look->empty = count == 0;
    look->text = text;
    look->color = hue_of(pose);
}

/* Whether the formula still adds up: the division by the count comes when all numbers have merged. */
static bool summing(const Pose *pose) {
    return pose->moving && !pose->covered && pose->walk->pool.op == PS_POOL_AVG && !pose->walk->sums &&
           pose->ms < DIVIDED;
}

static SpanLook result_look(const Pose *pose, char *text) {
    const Theme *theme = pose->context->ui->theme;
    SpanLook look = {.color = theme->output, .cover = pose->covered};
    if (!pose->moving) {
        look.empty = !pose->written && !pose->covered;
        return look;
    }
    if (pose->covered || pose->ms >= GROWN) {
        look.cover = pose->covered && pose->ms >= GROWN;
        look.empty = pose->ms < GROWN;
        return look;
    }
    look.empty = true;
    if (summing(pose)) {
        running_sum(pose, &look, text);
    }
    return look;
}

static SpanLook term_look(const Pose *pose, const PsSpan *span) {
    return (SpanLook){.color = term_color(pose, span), .empty = !landed(pose, span->tap)};
}

static SpanLook divisor_look(const Pose *pose, const PsSpan *span) {
    const Theme *theme = pose->context->ui->theme;
    const bool constant = span->kind == PS_SPAN_CONSTANT;
    SpanLook look = {.color = constant ? theme->text : theme->muted};
    if (summing(pose) && (constant || strchr(span->text, '/'))) {
        look.text = constant ? "" : ")";
    }
    return look;
}

/* The sign tells nothing of an answer that is covered; while the sum is being made it is the sum's. */
static const char *sign_of(const Pose *pose) {
    int64_t count = 0;
    if (pose->covered || (summing(pose) && ps_number_exact_sum(sum_so_far(pose, &count), PS_NUMBER_SCREEN))) {
        return " = ";
    }
    return summing(pose) ? " ≈ " : pose->formula.spans[pose->formula.count - 2].text;
}

/* Global average: the cells merge into the sum itself, which stands in the formula's first place; then comes
 * the count. */
static void sum_looks(const Pose *pose, SpanLook looks[PS_FORMULA_SPANS], char *sum) {
    const Theme *theme = pose->context->ui->theme;
    const int last = pose->formula.count - 1;
    const bool divides = !pose->moving || pose->ms >= DIVIDED;
    for (int i = 0; i < last; i++) {
        const bool constant = pose->formula.spans[i].kind == PS_SPAN_CONSTANT;
        looks[i].color = color_alpha(constant ? theme->text : theme->muted, divides ? 1 : 0);
    }
    if (!divides) {
        running_sum(pose, &looks[0], sum);
    }
    looks[last - 1].text = sign_of(pose);
    looks[last] = result_look(pose, sum);
}

static void formula_looks(const Pose *pose, SpanLook looks[PS_FORMULA_SPANS], char *sum) {
    if (pose->walk->sums) {
        sum_looks(pose, looks, sum);
        return;
    }
    for (int i = 0; i < pose->formula.count; i++) {
        const PsSpan *span = &pose->formula.spans[i];
        switch (span->kind) {
        case PS_SPAN_TERM:
        case PS_SPAN_PADDING:
            looks[i] = term_look(pose, span);
            break;
        case PS_SPAN_RESULT:
            looks[i] = result_look(pose, sum);
            break;
        case PS_SPAN_CONSTANT:
        case PS_SPAN_PUNCTUATION:
        case PS_SPAN_NAME:
        case PS_SPAN_KIND_COUNT:
            looks[i] = divisor_look(pose, span);
            break;
        }
    }
    looks[pose->formula.count - 2].text = sign_of(pose);
}

FormulaLine window_formula_line(const StageContext *context, const WindowLayout *layout, int64_t step,
                                PsFormula *formula) {
    const WindowMeasures *m = &layout->measures;
    const Rect box = layout->formula;
    const float room = box.w - 2 * m->box_pad;
    const PsWindow window = ps_walk_at(&context->pooled->walk, step);
    const PsResults results = pooled_results(context->pooled, step);
    const PsFormulaPlan plan = ps_walk_plan_of(&context->pooled->walk, &window, &results);
    formula_fit(context->ui, &plan, (Font){m->formula.face, FORMULA_LEAST}, room, false, formula);
    return formula_line(context->ui, formula, m->formula, box.x + m->box_pad, box.y + m->formula_drop, room);
}

/* The formula of the step that is being left fades while the window slides. */
static void draw_old_formula(const Pose *pose) {
    const int64_t step = pose->context->cursor.step;
    if (step == 0) {
        return;
    }
    PsFormula formula;
    const FormulaLine line = window_formula_line(pose->context, pose->layout, step, &formula);
    const Theme *theme = pose->context->ui->theme;
    SpanLook looks[PS_FORMULA_SPANS] = {0};
    const float alpha = 1 - motion_ease(pose->ms / SLIDE);
    const bool covered = answers_covered(pose->context->answers, step - 1);
    for (int i = 0; i < formula.count; i++) {
        const bool result = formula.spans[i].kind == PS_SPAN_RESULT;
        looks[i].color = color_alpha(result ? theme->output : theme->muted, alpha);
        looks[i].cover = result && covered;
    }
    looks[formula.count - 2].text = covered ? " = " : NULL;
    formula_line_draw(pose->context->ui, &line, looks);
}

/* Before the first step the box says which keys begin. */
static void draw_hint(const Pose *pose) {
    const WindowMeasures *m = &pose->layout->measures;
    Ui *ui = pose->context->ui;
    const Rect box = pose->layout->formula;
    const Font font = ui_font(ui, FONT_MEDIUM, 15);
    const char *text = pose->walk->steps == 1 && !ps_pool_op_info(pose->context->scene->pool.op)->window
                           ? _("Press the right arrow: the whole map at once.")
                           : _("Press the right arrow for the first window, Space to play.");
    const float line = (float)font.size * 1.4F;
    Rect rect = {box.x + m->box_pad, 0, box.w - 2 * m->box_pad, 0};
    const int lines = canvas_paragraph(ui->canvas, font, rect, line, 0, text, false);
    /* What is pointed at is explained under it. */
    const bool pointing = window_probe(pose->context) == PROBE_INPUT;
    rect.y = box.y + (pointing ? m->formula_drop : box.h / 2) - line * (float)(lines - 1) / 2;
    canvas_paragraph(ui->canvas, font, rect, line, ui->theme->muted, text, true);
    if (!pointing) {
        ui_report_text(ui, N_("Explanation"), text,
                       (Rect){rect.x, rect.y - line / 2, rect.w, line * (float)lines});
    }
}

static void draw_caption(const Pose *pose) {
    const WindowMeasures *m = &pose->layout->measures;
    if (pose->context->presenter) {
        return;
    }
    char text[256];
    Ui *ui = pose->context->ui;
    const Rect box = pose->layout->formula;
    window_narrate(pose->context, PS_NUMBER_SCREEN, text, sizeof text);
    if (!text[0]) {
        return;
    }
    /* On two lines where it must; both fit between the formula and the box's edge. */
    const float line = (float)m->caption.size * 1.25F;
    const float room = box.w - 2 * m->box_pad;
    Rect rect = {box.x + m->box_pad, box.y + m->caption_drop, room, 0};
    const int lines = canvas_paragraph(ui->canvas, m->caption, rect, line, 0, text, false);
    rect.y -= line * (float)(lines - 1) / 2;
    canvas_paragraph(ui->canvas, m->caption, rect, line, ui->theme->muted, text, true);
    rect = (Rect){rect.x, rect.y - line / 2, room, line * (float)lines};
    window_narrate(pose->context, PS_NUMBER_FULL, text, sizeof text);
    ui_report_text(ui, N_("Explanation"), text, rect);
}

static void draw_formula(Pose *pose) {
    const WindowMeasures *m = &pose->layout->measures;
    Ui *ui = pose->context->ui;
    canvas_fill(ui->canvas, pose->layout->formula, pose->context->presenter ? m->gap * 2 : ui_px(ui, 12),
                ui->theme->raised);
    if (ui->theme->hairline > 1) {
        canvas_stroke(ui->canvas, pose->layout->formula, ui_px(ui, 12), 2, 0, ui->theme->line);
    }
    draw_caption(pose);
    if (pose->step == 0) {
        /* In presenter mode the strip's sentence says it. */
        if (!pose->context->presenter) {
            draw_hint(pose);
        }
        return;
    }
    if (pose->moving && pose->ms < SLIDE) {
        draw_old_formula(pose);
        return;
    }
    char sum[PS_NUMBER_SIZE];
    SpanLook looks[PS_FORMULA_SPANS] = {0};
    pose->line = window_formula_line(pose->context, pose->layout, pose->step, &pose->formula);
    formula_looks(pose, looks, sum);
    formula_line_draw(ui, &pose->line, looks);
}

static Rect between(Rect from, Rect to, float t) {
    const float w = from.w + (to.w - from.w) * t;
    const float h = from.h + (to.h - from.h) * t;
    const float x = from.x + from.w / 2 + (to.x + to.w / 2 - from.x - from.w / 2) * t;
    const float y = from.y + from.h / 2 + (to.y + to.h / 2 - from.y - from.h / 2) * t;
    return (Rect){x - w / 2, y - h / 2, w, h};
}

static Rect squared(Rect rect) {
    const float x = rect.x + rect.w / 2;
    return (Rect){x - rect.h / 2, rect.y, rect.h, rect.h};
}

static void draw_tiles(const Pose *pose) {
    if (!pose->moving || pose->ms < SLIDE || pose->ms >= LANDED) {
        return;
    }
    Ui *ui = pose->context->ui;
    for (int64_t i = 0; i < pose->window.taps && i < TILES_MOST; i++) {
        const float t = (pose->ms - take_off(pose, i)) / FLIGHT;
        const PsTap tap = ps_walk_tap(pose->walk, &pose->window, i);
        if (t <= 0 || t >= 1 || tap.place == PS_TAP_MISSING) {
            continue;
        }
        char text[PS_NUMBER_SIZE];
        cells_text(&pose->layout->in.style, tap.value, text);
        const Rect from =
            rect_inset(grid_cell(&pose->layout->in, tap.row, tap.column), pose->layout->pitch * 0.05F);
        const Rect to = squared(formula_line_slot(&pose->line, i));
        const Color fill = tap.place == PS_TAP_PADDING ? ui->theme->raised : value_fill(pose, tap.value);
        cells_draw_tile(ui, between(from, to, motion_ease(t)), fill, text);
    }
}

/* The result leaves the formula sideways and comes to its cell from below, so it crosses nothing written. */
static void draw_result_tile(const Pose *pose) {
    if (!pose->moving || pose->brief || pose->ms < GROWN || pose->ms >= ARRIVED) {
        return;
    }
    Ui *ui = pose->context->ui;
    const float t = motion_ease(phase(pose, GROWN, ARRIVED));
    const Rect from = squared(formula_line_slot(&pose->line, -1));
    const Rect to =
        rect_inset(grid_cell(&pose->layout->out, pose->window.output_row, pose->window.output_column),
                   pose->layout->gap);
    const Point a = {from.x + from.w / 2, from.y + from.h / 2};
    const Point c = {to.x + to.w / 2, to.y + to.h / 2};
    const Point b = {c.x, a.y};
    const float x = (1 - t) * (1 - t) * a.x + 2 * t * (1 - t) * b.x + t * t * c.x;
    const float y = (1 - t) * (1 - t) * a.y + 2 * t * (1 - t) * b.y + t * t * c.y;
    const float w = from.w + (to.w - from.w) * t;
    const float result = ps_walk_result(pose->walk, &pose->results);
    char text[PS_NUMBER_SIZE] = "?";
    if (!pose->covered) {
        cells_text(&pose->layout->out.style, result, text);
    }
    const Color fill = pose->covered ? ui->theme->raised : value_fill(pose, result);
    cells_draw_tile(ui, (Rect){x - w / 2, y - w / 2, w, w}, fill, text);
}

static void draw_inputs(const Pose *pose) {
    const StageContext *context = pose->context;
    const Grid *grid = &pose->layout->in;
    if (!grid_by_cells(grid)) {
        const GridPicture picture = {.grid = grid,
                                     .map = pose->walk->map,
                                     .channel = pose->walk->channel,
                                     .magnitude = context->pooled->magnitude,
                                     .picture = stage_is_picture(context),
                                     .theme = context->ui->theme,
                                     .written = INT64_MAX};
        grid_draw_picture(context->ui, &picture, context->pooled->version);
        return;
    }
    draw_ghosts(pose);
    const GridRange seen = grid_clip(grid_visible(grid), pose->layout->height, pose->layout->width);
    for (int y = seen.first_row; y < seen.end_row; y++) {
        for (int x = seen.first_column; x < seen.end_column; x++) {
            draw_input_cell(pose, y, x);
        }
    }
}

/* Where the map ends, when its cells lie without gaps on a ground of nearly their colour. */
static void draw_edges(const Pose *pose) {
    const WindowLayout *layout = pose->layout;
    const Ui *ui = pose->context->ui;
    if (!grid_by_cells(&layout->in)) {
        canvas_stroke(ui->canvas, rect_inset(layout->input, -1), 0, 1, 0, ui->theme->line);
        canvas_stroke(ui->canvas, rect_inset(grid_seen(&layout->out), -1), 0, 1, 0, ui->theme->line);
    }
}

void window_draw(const StageContext *context) {
    const WindowView *view = context->view;
    const WindowLayout layout = window_layout(context, view->input.camera);
    Pose pose = make_pose(context, &layout);
    Canvas *canvas = context->ui->canvas;
    draw_titles(&pose);
    draw_indices(&pose);
    /* Where all of the map is seen, the window's frame and a growing winner stand a little over its edge. */
    const bool whole = layout.pitch <= (float)layout.fit;
    const Rect input = rect_inset(layout.in.view, whole ? -2 * layout.measures.window_line - 4 : -2);
    canvas_push_panel(canvas, layout.input_panel);
    canvas_push_clip(canvas, layout.in.view);
    draw_inputs(&pose);
    canvas_pop_clip(canvas);
    canvas_push_clip(canvas, input);
    draw_footprints(&pose);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    draw_edges(&pose);
    canvas_push_panel(canvas, layout.output_panel);
    draw_outputs(&pose);
    canvas_pop_clip(canvas);
    draw_arrow(&pose);
    canvas_push_panel(canvas, layout.input_panel);
    canvas_push_clip(canvas, input);
    draw_frame(&pose);
    draw_growing_winner(&pose);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    canvas_push_panel(canvas, layout.formula);
    draw_formula(&pose);
    canvas_pop_clip(canvas);
    const CanvasLayer before = canvas_set_layer(canvas, CANVAS_LAYER_FLIGHT);
    draw_tiles(&pose);
    draw_result_tile(&pose);
    canvas_set_layer(canvas, before);
}
