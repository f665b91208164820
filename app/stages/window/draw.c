/* From the ground up: margins, input, output, arrow, window, formula, what flies; then the tree is told. */
#include "app/stages/window/draw.h"

#include "app/stages/shared/input_map.h"
#include "app/stages/shared/motion.h"
#include "app/stages/shared/operation.h"
#include "app/stages/shared/step_result.h"
#include "app/stages/window/formula.h"
#include "app/stages/window/pose.h"
#include "app/stages/window/stage.h"
#include "app/words.h"

#include <math.h>

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

static void draw_input_title(const WindowPose *pose) {
    const WindowLayout *layout = pose->layout;
    const Theme *theme = pose->pen.theme;
    char size[96];
    size_text(size, sizeof size, layout->height, layout->width, &pose->walk->pool);
    const MapTitle title = {N_("Input"), N_("Input"), size, ICON_NONE, theme->text, theme->muted};
    map_title(&pose->pen, &layout->measures.map, &title, layout->input_title.x, layout->input_title.y);
}

static void draw_output_title(const WindowPose *pose) {
    const WindowLayout *layout = pose->layout;
    const PsPoolOp op = pose->scope->scene->pool.op;
    char size[96];
    size_text(size, sizeof size, layout->out_height, layout->out_width, NULL);
    const MapTitle title = {.label = N_("Output"),
                            .name = operation_name(op),
                            .size = size,
                            .mark = operation_mark(op),
                            .color = pose->hue,
                            .muted = pose->pen.theme->muted};
    map_title(&pose->pen, &layout->measures.map, &title, layout->output_title.x, layout->output_title.y);
}

/* Titles, then indices, each in the panel of its map. */
static void draw_margins(const WindowPose *pose) {
    const WindowLayout *layout = pose->layout;
    const MapMeasures *m = &layout->measures.map;
    const int columns = layout->in.columns > layout->out.columns ? layout->in.columns : layout->out.columns;
    const int digits = map_digits(columns);
    Canvas *canvas = pose->pen.canvas;
    canvas_push_panel(canvas, layout->input_panel);
    draw_input_title(pose);
    map_indices(&pose->pen, m, &layout->in, digits, false);
    canvas_pop_clip(canvas);
    canvas_push_panel(canvas, layout->output_panel);
    draw_output_title(pose);
    map_indices(&pose->pen, m, &layout->out, digits, true);
    canvas_pop_clip(canvas);
}

/* The input. */

/* Numbers that have left stay behind as shadows until the step settles. */
static float number_alpha(const WindowPose *pose, bool inside, int row, int column) {
    const float gone = inside ? window_gone(pose, row, column) : 0;
    const float back = pose->now.brief ? 0 : moment_phase(&pose->now, MOMENT_ARRIVED, MOMENT_WHOLE);
    return 1 - 0.6F * gone * (1 - back);
}

/* No window reads it. */
static bool is_never_read(const PsWalk *walk, int row, int column) {
    return ps_axis_reader_count(&walk->axes[PS_HEIGHT], row) == 0 ||
           ps_axis_reader_count(&walk->axes[PS_WIDTH], column) == 0;
}

static void draw_input_cell(const WindowPose *pose, int row, int column) {
    const Grid *grid = &pose->layout->in;
    const Pen *pen = &pose->pen;
    const Rect rect = grid_cell(grid, row, column);
    const float value = ps_map_get(pose->walk->map, pose->walk->channel, row, column);
    const float won = window_winning(pose, row, column);
    if (won < 1) {
        const float inside = moment_inside(&pose->now, pose->walk, row, column, rect);
        cells_draw_dimmed(pen, &grid->style, rect, window_input_color(pose, row, column),
                          (1 - inside) * pose->dim, value, number_alpha(pose, inside >= 1, row, column));
    }
    /* While a step runs its winner grows over its neighbours, so it is drawn after them. */
    if (won > 0 && !window_grows(pose, row, column)) {
        cells_draw_winner(pen, &grid->style, rect, value, won);
    }
    if (pose->ended > 0 && is_never_read(pose->walk, row, column)) {
        canvas_hatch(pen->canvas, rect, grid->style.radius, fmaxf(4, roundf(rect.h / 7)), false,
                     color_alpha(pen->theme->wrong, pose->ended));
    }
}

static void draw_growing_winner(const WindowPose *pose) {
    const PsResults *best = &pose->results;
    const Moment *now = &pose->now;
    if (!window_grows(pose, (int)best->best_row, (int)best->best_column)) {
        return;
    }
    const float grown = motion_ease(moment_phase(now, MOMENT_LANDED, MOMENT_GROWN)) -
                        motion_ease(moment_phase(now, MOMENT_ARRIVED, MOMENT_WHOLE));
    const Grid *grid = &pose->layout->in;
    const Rect cell = grid_cell(grid, best->best_row, best->best_column);
    CellStyle style = grid->style;
    style.font.size = (int)((float)style.font.size * (1 + 0.15F * grown));
    cells_draw_winner(&pose->pen, &style, rect_inset(cell, -0.075F * grown * cell.w - 2 * grown), best->max,
                      moment_won(now));
}

/* What padding counts as. */
static bool is_minus_infinity(const WindowPose *pose) {
    return pose->walk->pool.op == PS_POOL_MAX;
}

/* A position outside the map: padding, or beyond it where a window of ceil mode hangs over. */
static void draw_outside(const WindowPose *pose, PsTapPlace place, Rect rect) {
    const Pen *pen = &pose->pen;
    if (place == PS_TAP_PADDING) {
        cells_draw_ghost(pen, &pose->layout->in.style, rect, pen->theme->line,
                         is_minus_infinity(pose) ? "−∞" : "0");
    } else if (pose->layout->pitch >= 12) {
        const Point middle = {rect.x + rect.w / 2, rect.y + rect.h / 2};
        icon_draw(pen->canvas, ICON_CROSS, middle, rect.h * 0.16F, pen->theme->faint);
    }
}

static void draw_outsides(const WindowPose *pose) {
    const Grid *grid = &pose->layout->in;
    GridCells at = grid_cells(grid_visible(grid));
    while (grid_next(&at)) {
        const PsTapPlace place = ps_walk_place(pose->walk, at.row, at.column);
        if (place != PS_TAP_CELL) {
            draw_outside(pose, place, grid_cell(grid, at.row, at.column));
        }
    }
}

static void draw_input_cells(const WindowPose *pose) {
    const WindowLayout *layout = pose->layout;
    GridCells at = grid_cells(grid_clip(grid_visible(&layout->in), layout->height, layout->width));
    draw_outsides(pose);
    while (grid_next(&at)) {
        draw_input_cell(pose, at.row, at.column);
    }
}

static void draw_input(const WindowPose *pose) {
    const WindowLayout *layout = pose->layout;
    const Moment *now = &pose->now;
    Canvas *canvas = pose->pen.canvas;
    canvas_push_clip(canvas, layout->in.view);
    if (grid_by_cells(&layout->in)) {
        draw_input_cells(pose);
    } else {
        map_input_picture(&pose->pen, pose->scope, &layout->in);
    }
    canvas_pop_clip(canvas);
    if (pose->probe != PROBE_OUTPUT && !stage_is_picture(pose->scope)) {
        canvas_push_clip(canvas, layout->input_over);
        map_footprints(&pose->pen, &layout->measures.map, &layout->in, pose->walk, now->left - !now->moving);
        canvas_pop_clip(canvas);
    }
}

/* With dilation the window's frame spans cells it does not read: each tap gets a frame of its own. */
static void draw_taps(const WindowPose *pose) {
    const PsPool *pool = &pose->walk->pool;
    if (moment_slides(&pose->now) || (pool->dilation[PS_HEIGHT] == 1 && pool->dilation[PS_WIDTH] == 1)) {
        return;
    }
    const Pen *pen = &pose->pen;
    const Grid *grid = &pose->layout->in;
    for (int64_t i = 0; i < pose->now.window.taps; i++) {
        const PsTap tap = ps_walk_tap(pose->walk, &pose->now.window, i);
        if (tap.place != PS_TAP_MISSING) {
            canvas_stroke(pen->canvas, rect_inset(grid_cell(grid, tap.row, tap.column), -1),
                          grid->style.radius + 1, fmaxf(2, pen_px(pen, 2)), 0, pen->theme->window);
        }
    }
}

static void draw_window(const WindowPose *pose) {
    const MapMeasures *m = &pose->layout->measures.map;
    const Grid *grid = &pose->layout->in;
    if (pose->now.step == 0) {
        return;
    }
    draw_taps(pose);
    map_frame(&pose->pen, m, grid, map_window_rect(m, grid, pose->now.frame), pose->now.alpha);
    draw_growing_winner(pose);
}

/* The output. */

static void draw_output_cell(const WindowPose *pose, int row, int column) {
    const Pen *pen = &pose->pen;
    const CellStyle *style = &pose->layout->out.style;
    const Pooled *pooled = &pose->scope->facts->pooled;
    const int64_t step = ps_walk_step_of(pose->walk, row, column);
    Rect rect = grid_cell(&pose->layout->out, row, column);
    if (step > pose->there || step > pose->now.written) {
        cells_draw_ghost(pen, style, rect, step_result_ghost(pen, &pose->now, step), NULL);
        return;
    }
    rect = step_result_settling(&pose->now, step, rect);
    if (answers_covered(pose->scope->answers, step - 1)) {
        cells_draw_cover(pen, style, rect);
        return;
    }
    const float value = ps_map_get(&pooled->output, pose->walk->channel, row, column);
    cells_draw_value(pen, style, rect, window_output_color(pose, row, column), value, 1);
}

static void draw_output_picture(const WindowPose *pose) {
    const Pooled *pooled = &pose->scope->facts->pooled;
    const Answers *answers = pose->scope->answers;
    const int64_t left = pose->now.left;
    const GridPicture picture = {.grid = &pose->layout->out,
                                 .map = &pooled->output,
                                 .channel = pose->walk->channel,
                                 .magnitude = pose->scope->facts->scale.magnitude,
                                 .picture = stage_is_picture(pose->scope),
                                 .colour = pose->scope->colour,
                                 .theme = pose->pen.theme,
                                 .written = left < pose->there ? left : pose->there,
                                 .uncovered = answers->hidden ? answers->revealed : NULL};
    grid_draw_picture(pose->pen.canvas, &picture, pooled->version + answers->version);
}

/* Point at an input cell: every output it feeds lights up. Else the step's own has an outline. */
static void draw_outlines(const WindowPose *pose) {
    const Pen *pen = &pose->pen;
    const MapMeasures *m = &pose->layout->measures.map;
    const Grid *outputs = &pose->layout->out;
    const Moment *now = &pose->now;
    if (pose->probe == PROBE_INPUT) {
        map_fed_outputs(pen, m, outputs, pose->walk, pose->row, pose->column, pose->hue);
        map_pointed_cell(pen, &pose->layout->in, pose->row, pose->column);
    } else {
        step_result_outline(pen, m, outputs, pose->walk, now, pose->hue);
    }
}

static void draw_outputs(const WindowPose *pose) {
    const Grid *grid = &pose->layout->out;
    Canvas *canvas = pose->pen.canvas;
    canvas_push_clip(canvas, pose->layout->output_over);
    if (grid_by_cells(grid)) {
        GridCells at = grid_cells(grid_visible(grid));
        while (grid_next(&at)) {
            draw_output_cell(pose, at.row, at.column);
        }
    } else {
        draw_output_picture(pose);
    }
    draw_outlines(pose);
    canvas_pop_clip(canvas);
}

/* A line from one height to another, level at both ends, with a head. */
static void draw_curve(const Pen *pen, Point from, Point to, float width, Color color) {
    enum { POINTS = 25 };
    const float head = 4 * width;
    const float length = to.x - head * 0.8F - from.x;
    Point points[POINTS];
    for (int i = 0; i < POINTS; i++) {
        const float t = (float)i / (POINTS - 1);
        points[i] = (Point){from.x + length * t, from.y + (to.y - from.y) * motion_ease(t)};
    }
    canvas_polyline(pen->canvas, points, POINTS, width, color);
    map_arrow_head(pen, to, head, color);
}

static bool shows_arrow(const WindowPose *pose) {
    const Moment *now = &pose->now;
    if (now->step == 0 || pose->probe == PROBE_INPUT) {
        return false;
    }
    return now->moving ? !now->brief : pose->written || pose->probe == PROBE_OUTPUT;
}

/* The middle of rect, as far as it is within seen. */
static float height_within(Rect rect, Rect seen) {
    return fminf(fmaxf(rect.y + rect.h / 2, seen.y), seen.y + seen.h);
}

/* The line from the window to the arrow: between two rows of cells, so that no number is struck through.
 * Empty where the arrow begins at the window, or there is no room between cells. */
static Rect lead_of(const WindowPose *pose, Rect frame, float end) {
    const Grid *in = &pose->layout->in;
    const float from = frame.x + frame.w + pose->layout->measures.map.window_line;
    const float pitch = (float)in->pitch;
    const float below = pitch * ceilf(roundf(frame.h / pitch) / 2);
    const Rect lead = {from, floorf(frame.y + below - in->gap / 2) - 1, end - from, 2};
    const bool room = grid_by_cells(in) && in->gap >= 2 && from < end - pitch / 2;
    return room && lead.y < in->view.y + in->view.h ? lead : (Rect){0};
}

/* The same from one side to another, upright at both ends. */
static void draw_drop(const Pen *pen, Point from, Point to, float width, Color color) {
    enum { POINTS = 25 };
    const float head = 4 * width;
    const float length = to.y - head * 0.8F - from.y;
    const float half = head * 0.55F;
    const Point tip[] = {to, {to.x - half, to.y - head}, {to.x + half, to.y - head}};
    Point points[POINTS];
    for (int i = 0; i < POINTS; i++) {
        const float t = (float)i / (POINTS - 1);
        points[i] = (Point){from.x + (to.x - from.x) * motion_ease(t), from.y + length * t};
    }
    canvas_polyline(pen->canvas, points, POINTS, width, color);
    canvas_polygon(pen->canvas, tip, 3, color);
}

/* What leads from a window to its output. */
typedef struct Arrow {
    PsWindow window;
    Rect frame; /* of the window */
    float alpha;
} Arrow;

/* From under the window, or under the strip of channels, to over the indices of the output. */
static void draw_arrow_down(const WindowPose *pose, const Arrow *arrow) {
    const WindowLayout *layout = pose->layout;
    const WindowMeasures *m = &layout->measures;
    const float line = m->map.hue_line;
    const Rect map = grid_seen(&layout->in);
    const Rect output = grid_seen(&layout->out);
    const Rect cell = grid_cell(&layout->out, arrow->window.output_row, arrow->window.output_column);
    const bool strip = pose->walk->map->channels > 1;
    const Point from = {fminf(fmaxf(arrow->frame.x + arrow->frame.w / 2, map.x), map.x + map.w),
                        strip ? layout->strip.y + layout->strip.h : map.y + map.h + 3 * line};
    const Point to = {fminf(fmaxf(cell.x + cell.w / 2, output.x), output.x + output.w),
                      output.y - m->map.index_rise - (float)m->map.index.size * 0.7F};
    draw_drop(&pose->pen, from, to, line, color_alpha(pose->hue, arrow->alpha));
}

static void draw_arrow_across(const WindowPose *pose, const Arrow *arrow) {
    const WindowLayout *layout = pose->layout;
    const float line = layout->measures.map.hue_line;
    const Rect map = grid_seen(&layout->in);
    const Rect output = grid_seen(&layout->out);
    const Rect cell = grid_cell(&layout->out, arrow->window.output_row, arrow->window.output_column);
    Point from = {map.x + map.w + 4 * line, height_within(arrow->frame, map)};
    const Point to = {output.x - 4 * line, height_within(cell, output)};
    const Rect lead = lead_of(pose, arrow->frame, from.x);
    if (lead.w > 0) {
        from.y = lead.y + lead.h / 2;
        canvas_fill(pose->pen.canvas, lead, 0, color_alpha(pose->hue, 0.45F * arrow->alpha));
    }
    draw_curve(&pose->pen, from, to, line, color_alpha(pose->hue, arrow->alpha));
}

static void draw_arrow(const WindowPose *pose, PsWindow window, Rect frame, float alpha) {
    const Arrow arrow = {window, frame, alpha};
    if (alpha <= 0) {
        return;
    }
    if (pose->layout->stacked) {
        draw_arrow_down(pose, &arrow);
    } else {
        draw_arrow_across(pose, &arrow);
    }
}

/* That of the step, and while it moves that of the one before, which goes. */
static void draw_arrows(const WindowPose *pose) {
    const Moment *now = &pose->now;
    if (now->moving && now->left > 0) {
        const PsWindow before = ps_walk_at(pose->walk, now->left);
        draw_arrow(pose, before, moment_frame(&pose->layout->in, &before), 1 - moment_left_behind(now));
    }
    if (shows_arrow(pose)) {
        draw_arrow(pose, now->window, now->frame,
                   now->moving ? moment_phase(now, MOMENT_GROWN - 80, MOMENT_GROWN) : 1);
    }
}

static void draw_edges(const WindowPose *pose) {
    const WindowLayout *layout = pose->layout;
    if (!grid_by_cells(&layout->in)) {
        map_edge(&pose->pen, layout->input);
        map_edge(&pose->pen, grid_seen(&layout->out));
    }
}

/* Over the maps: the window, and what flies. */
static void draw_over(const WindowPose *pose) {
    const WindowLayout *layout = pose->layout;
    Canvas *canvas = pose->pen.canvas;
    canvas_push_panel(canvas, layout->input_panel);
    canvas_push_clip(canvas, layout->input_over);
    draw_window(pose);
    const WindowView *view = pose->scope->view;
    answer_entry_draw(&pose->pen, &view->answer, &layout->in);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    canvas_push_panel(canvas, layout->formula);
    window_formula_draw(pose);
    canvas_pop_clip(canvas);
    const CanvasLayer before = canvas_set_layer(canvas, CANVAS_LAYER_FLIGHT);
    window_tiles_draw(pose);
    canvas_set_layer(canvas, before);
}

/* What the tree is told: as much as the step comes to, whatever still moves on screen. */

static bool tell_padding(const void *subject, int row, int column, char *value) {
    const WindowPose *pose = subject;
    snprintf(value, PS_NUMBER_SIZE, "%s", is_minus_infinity(pose) ? "-inf" : "0");
    return ps_walk_place(pose->walk, row, column) == PS_TAP_PADDING;
}

bool window_output_told(const StageScope *scope, int64_t output) {
    return output < scope->step && output < pooled_there(&scope->facts->pooled) &&
           !answers_covered(scope->answers, output);
}

static bool tell_output(const void *subject, int row, int column, char *value) {
    const WindowPose *pose = subject;
    const PsMap *output = &pose->scope->facts->pooled.output;
    const bool told = window_output_told(pose->scope, ps_walk_step_of(pose->walk, row, column) - 1);
    if (told && pose->scope->colour) {
        stage_write_colour(output, row, column, " ", PS_NUMBER_FULL, value, MAP_VALUE_SIZE);
    } else if (told) {
        ps_number_write(value, ps_map_get(output, pose->walk->channel, row, column), PS_NUMBER_FULL);
    }
    return true;
}

static void tell_maps(const WindowPose *pose) {
    const Grid *in = &pose->layout->in;
    const Grid *out = &pose->layout->out;
    const MapTold padding = {in, grid_visible(in), UI_ROLE_MARK, "padding ", tell_padding, pose};
    const MapTold outputs = {out, grid_visible(out), UI_ROLE_CELL, "output ", tell_output, pose};
    map_tell(&pose->scope->pen, &padding);
    input_map_tell(pose->scope, in);
    map_tell(&pose->scope->pen, &outputs);
}

void window_draw(const WindowPose *pose) {
    const WindowLayout *layout = pose->layout;
    Canvas *canvas = pose->pen.canvas;
    draw_margins(pose);
    canvas_push_panel(canvas, layout->input_panel);
    draw_input(pose);
    canvas_pop_clip(canvas);
    draw_edges(pose);
    canvas_push_panel(canvas, layout->output_panel);
    draw_outputs(pose);
    canvas_pop_clip(canvas);
    draw_arrows(pose);
    draw_over(pose);
    tell_maps(pose);
    window_formula_tell(pose);
}
