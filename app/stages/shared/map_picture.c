/* Drawing and telling only. Lines get thinner, then go, as cells get smaller. */
#include "app/stages/shared/map_picture.h"

#include "app/ui/icons.h"
#include "app/words.h"

#include <math.h>

/* Pitches in pixels: under the first, lines are thin; under the second, footprints are a blur. */
enum { THIN = 30, FOOTPRINT_LEAST = 12 };

static float line_at(const Grid *grid, float line, float thin) {
    return grid->pitch < THIN ? thin : line;
}

float map_px(float unit, float length) {
    return roundf(length * unit);
}

Font map_font(float unit, FontFace face, float size) {
    return (Font){face, (int)lroundf(size * unit)};
}

MapMeasures map_measures(float unit) {
    return (MapMeasures){.title_rise = map_px(unit, 51),
                         .index_rise = map_px(unit, 17),
                         .index_aside = map_px(unit, 12),
                         .window_line = fmaxf(3, map_px(unit, 4)),
                         .hue_line = fmaxf(2, map_px(unit, 3)),
                         .footprint_line = fmaxf(1, map_px(unit, 2)),
                         .gap = fmaxf(4, map_px(unit, 4)),
                         .title = map_font(unit, FONT_SEMIBOLD, 20),
                         .size = map_font(unit, FONT_MONO, 14),
                         .index = map_font(unit, FONT_MONO, 14)};
}

void map_title(const Pen *pen, const MapMeasures *m, const MapTitle *title, float x, float y) {
    const float em = (float)m->title.size;
    char wide[192];
    float at = x;
    if (title->mark != ICON_NONE) {
        icon_draw(pen->canvas, title->mark, (Point){x + em * 0.42F, y}, em * 0.8F, title->color);
        at += em * 1.3F;
    }
    const float width = canvas_text(pen->canvas, m->title, at, y, title->color, _(title->name));
    pen_report_text(pen, title->label, title->size, (Rect){x, y - em * 0.65F, at - x + width, em * 1.3F});
    canvas_text(pen->canvas, m->size, at + width + 0.6F * em, y, title->muted,
                ui_wide(wide, sizeof wide, title->size));
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

int map_digits(int number) {
    int digits = 2;
    for (; number >= 100; number /= 10) {
        digits++;
    }
    return digits;
}

static void draw_index(const Pen *pen, const MapMeasures *m, int number, Point at, Align align) {
    char text[PS_NUMBER_SIZE];
    snprintf(text, sizeof text, "%s%d", number < 0 ? "−" : "", number < 0 ? -number : number);
    canvas_text_aligned(pen->canvas, m->index, at.x, at.y, align, 0, pen->theme->muted, text);
}

static bool between(float middle, float start, float length) {
    return middle >= start && middle <= start + length;
}

static void column_indices(const Pen *pen, const MapMeasures *m, const Grid *grid, int every) {
    const GridRange range = grid_visible(grid);
    const Rect seen = grid_seen(grid);
    for (int x = range.first_column; x < range.end_column; x++) {
        const Rect cell = grid_cell(grid, range.first_row, x);
        const Point at = {cell.x + cell.w / 2, seen.y - m->index_rise};
        if (x % every == 0 && between(at.x, seen.x, seen.w)) {
            draw_index(pen, m, x, at, ALIGN_CENTRE);
        }
    }
}

static void row_indices(const Pen *pen, const MapMeasures *m, const Grid *grid, int every, bool at_right) {
    const GridRange range = grid_visible(grid);
    const Rect seen = grid_seen(grid);
    const float side = at_right ? seen.x + seen.w + m->index_aside : seen.x - m->index_aside;
    for (int y = range.first_row; y < range.end_row; y++) {
        const Rect cell = grid_cell(grid, y, range.first_column);
        const Point at = {side, cell.y + cell.h / 2};
        if (y % every == 0 && between(at.y, seen.y, seen.h)) {
            draw_index(pen, m, y, at, at_right ? ALIGN_LEFT : ALIGN_RIGHT);
        }
    }
}

/* Of cells that are cut only those whose middle shows. */
void map_indices(const Pen *pen, const MapMeasures *m, const Grid *grid, int digits, bool rows_at_right) {
    const float em = (float)m->index.size;
    column_indices(pen, m, grid, index_every(grid->pitch, em * (0.4F + 0.6F * (float)digits)));
    row_indices(pen, m, grid, index_every(grid->pitch, em * 1.2F), rows_at_right);
}

void map_input_picture(const Pen *pen, const StageScope *scope, const Grid *grid) {
    const Pooled *pooled = &scope->facts->pooled;
    const GridPicture picture = {.grid = grid,
                                 .map = pooled->walk.map,
                                 .channel = pooled->walk.channel,
                                 .magnitude = scope->facts->scale.magnitude,
                                 .picture = stage_is_picture(scope),
                                 .colour = scope->colour,
                                 .theme = pen->theme,
                                 .written = INT64_MAX};
    /* What is pooled of it may change without it. */
    grid_draw_picture(pen->canvas, &picture, scope->facts->scale.version);
}

void map_edge(const Pen *pen, Rect rect) {
    canvas_stroke(pen->canvas, rect_inset(rect, -1), 0, 1, 0, pen->theme->line);
}

/* The outputs whose windows lie somewhere in what is seen of the input. */
static GridRange visible_windows(const Grid *grid, const PsAxis axes[PS_AXES]) {
    const GridRange seen = grid_visible(grid);
    return (GridRange){(int)ps_axis_outputs(&axes[PS_HEIGHT], seen.first_row).first,
                       (int)ps_axis_outputs(&axes[PS_HEIGHT], seen.end_row - 1).end,
                       (int)ps_axis_outputs(&axes[PS_WIDTH], seen.first_column).first,
                       (int)ps_axis_outputs(&axes[PS_WIDTH], seen.end_column - 1).end};
}

void map_footprints(const Pen *pen, const MapMeasures *m, const Grid *grid, const PsWalk *walk,
                    int64_t last) {
    if (grid->pitch < FOOTPRINT_LEAST) {
        return;
    }
    const Color color = color_alpha(pen->theme->window, pen->theme->footprint_share);
    const float line = line_at(grid, m->footprint_line, 1);
    const float inset = grid->gap > 2 ? 1 : 0;
    GridCells at = grid_cells(visible_windows(grid, walk->axes));
    while (grid_next(&at)) {
        const int64_t step = ps_walk_step_of(walk, at.row, at.column);
        if (step <= last) {
            const PsWindow window = ps_walk_at(walk, step);
            canvas_stroke(pen->canvas, rect_inset(moment_frame(grid, &window), inset), grid->style.radius + 3,
                          line, 0, color);
        }
    }
}

float map_window_line(const MapMeasures *m, const Grid *grid) {
    return line_at(grid, m->window_line, 2);
}

Rect map_window_rect(const MapMeasures *m, const Grid *grid, Rect frame) {
    return rect_inset(frame, fminf(0, fmaxf(1, grid->gap) - map_window_line(m, grid)));
}

void map_frame(const Pen *pen, const MapMeasures *m, const Grid *grid, Rect frame, float alpha) {
    canvas_stroke(pen->canvas, frame, grid->style.radius + m->window_line, map_window_line(m, grid), 0,
                  color_alpha(pen->theme->window, alpha));
}

void map_output_outline(const Pen *pen, const MapMeasures *m, const Grid *outputs, int64_t row,
                        int64_t column, Color hue) {
    const float line = line_at(outputs, m->hue_line, 2);
    canvas_stroke(pen->canvas, rect_inset(grid_cell(outputs, row, column), -line),
                  outputs->style.radius + line, line, 0, hue);
}

void map_fed_outputs(const Pen *pen, const MapMeasures *m, const Grid *outputs, const PsWalk *walk, int row,
                     int column, Color hue) {
    const PsRange rows = ps_axis_outputs(&walk->axes[PS_HEIGHT], row);
    const PsRange columns = ps_axis_outputs(&walk->axes[PS_WIDTH], column);
    GridCells at =
        grid_cells((GridRange){(int)rows.first, (int)rows.end, (int)columns.first, (int)columns.end});
    while (grid_next(&at)) {
        if (ps_walk_reads(walk, ps_walk_step_of(walk, at.row, at.column), row, column)) {
            map_output_outline(pen, m, outputs, at.row, at.column, hue);
        }
    }
}

void map_pointed_cell(const Pen *pen, const Grid *grid, int row, int column) {
    canvas_stroke(pen->canvas, grid_cell(grid, row, column), grid->style.radius, line_at(grid, 3, 1), 0,
                  pen->theme->text);
}

void map_arrow_head(const Pen *pen, Point tip, float length, Color color) {
    const float half = fabsf(length) * 0.55F;
    const float neck = tip.x - length;
    const Point head[] = {tip, {neck, tip.y - half}, {neck, tip.y + half}};
    canvas_polygon(pen->canvas, head, 3, color);
}

void map_tell(const Pen *pen, const MapTold *told) {
    if (!pen->want_tree || !grid_by_cells(told->grid)) {
        return;
    }
    canvas_push_clip(pen->canvas, told->grid->view);
    GridCells at = grid_cells(told->range);
    while (grid_next(&at)) {
        char label[64];
        char value[MAP_VALUE_SIZE] = "";
        if (told->value(told->subject, at.row, at.column, value)) {
            snprintf(label, sizeof label, "%s%d,%d", told->name, at.row, at.column);
            pen_report(pen, told->role, label, value, grid_cell(told->grid, at.row, at.column));
        }
    }
    canvas_pop_clip(pen->canvas);
}
