/* Measures, pitch, then places from the input outwards. Large maps get viewports. No drawing. */
#include "app/stages/window/layout.h"

#include "app/stages/shared/formula_line.h"
#include "app/stages/shared/operation.h"
#include "app/words.h"

#include <math.h>

/* The width of the stage at 1280 x 800, in units, and by how much a larger one lets the formula grow. */
enum { STAGE_WIDTH = 1016 };
#define FORMULA_GROWTH 1.5F

/* At text size 100 %, times unit. */
static WindowMeasures desk_measures(float unit) {
    return (WindowMeasures){.map = map_measures(unit),
                            .header = map_px(unit, 64),
                            .between = map_px(unit, 28),
                            .box = map_px(unit, 88),
                            .box_pad = map_px(unit, 24),
                            .formula_drop = map_px(unit, 32),
                            .formula_height = map_px(unit, 53),
                            .formula_least = map_font(unit, FONT_MONO, FORMULA_LEAST),
                            .caption_drop = map_px(unit, 65),
                            .arrow = map_px(unit, 112),
                            .arrow_least = map_px(unit, 92),
                            .side = map_px(unit, 72),
                            .margin = map_px(unit, 24),
                            .drop = map_px(unit, 96),
                            .foot = map_px(unit, 56),
                            .formula = map_font(unit, FONT_MONO, 28),
                            .caption = map_font(unit, FONT_MEDIUM, 13)};
}

/* In 1/1080 of the window's height: what is read from the last row. */
static WindowMeasures presenter_measures(float q) {
    return (WindowMeasures){.map = {.title_rise = map_px(q, 110),
                                    .index_rise = map_px(q, 35),
                                    .index_aside = map_px(q, 20),
                                    .window_line = map_px(q, 8),
                                    .hue_line = map_px(q, 6),
                                    .footprint_line = map_px(q, 4),
                                    .gap = map_px(q, 8),
                                    .title = map_font(q, FONT_SEMIBOLD, 40),
                                    .size = map_font(q, FONT_MONO, 30),
                                    .index = map_font(q, FONT_MONO, 39)},
                            .header = map_px(q, 116),
                            .between = map_px(q, 40),
                            .box = map_px(q, 108),
                            .box_pad = map_px(q, 40),
                            .formula_drop = map_px(q, 54),
                            .formula_height = map_px(q, 102),
                            .formula_least = map_font(q, FONT_MONO, 27),
                            .arrow = map_px(q, 193),
                            .arrow_least = map_px(q, 140),
                            .side = map_px(q, 100),
                            .margin = map_px(q, 32),
                            .drop = map_px(q, 150),
                            .foot = map_px(q, 100),
                            .formula = map_font(q, FONT_MONO, 54),
                            .caption = map_font(q, FONT_MEDIUM, 28)};
}

/* The gap grows with the text size only as far as the cells do. */
static float gap_at(const WindowMeasures *measures, float pitch) {
    return grid_gap((double)pitch, measures->map.gap);
}

/* A map that is not shown whole cell by cell: it gets a viewport of its own, and is looked at by zooming. */
static bool is_large(const WindowLayout *layout) {
    return layout->height > STAGE_WHOLE_SIDE || layout->width > STAGE_WHOLE_SIDE;
}

/* The shape of a map beside whose cells an output of their size has no room: 1 x 16. By the input alone, so
 * that no kernel moves it. */
enum { WIDE_LEAST = 8, WIDE_SHAPE = 4 };

static bool is_wide(const WindowLayout *layout) {
    return !is_large(layout) && layout->width >= WIDE_LEAST && layout->width >= WIDE_SHAPE * layout->height;
}

static float span(float pitch, float gap, int cells) {
    return pitch * (float)cells - gap;
}

/* From the top of the input's cells to the formula's box. */
static float maps_height(const WindowLayout *layout, float pitch) {
    const WindowMeasures *m = &layout->measures;
    const float gap = gap_at(m, pitch);
    const float in = span(pitch, gap, layout->in.rows);
    const float out = span(pitch, gap, layout->out_height);
    return layout->stacked ? in + m->drop + out + m->foot : fmaxf(in, out) + m->between;
}

static float block_height(const WindowLayout *layout, float pitch) {
    return layout->measures.header + maps_height(layout, pitch) + layout->measures.box;
}

static float maps_width(const WindowLayout *layout, float pitch, float arrow) {
    const float gap = gap_at(&layout->measures, pitch);
    const float in = span(pitch, gap, layout->in.columns);
    const float out = span(pitch, gap, layout->out_width);
    return layout->stacked ? fmaxf(in, out) : in + arrow + out;
}

static bool fits(const WindowLayout *layout, Rect area, float pitch) {
    const WindowMeasures *m = &layout->measures;
    return block_height(layout, pitch) <= area.h - 2 * m->margin &&
           maps_width(layout, pitch, m->arrow_least) <= area.w - 2 * m->side;
}

/* Under large text a small map's numbers are as large as the text: the pitch in units, of which a number
 * takes 40 %, and the most cells of a small map's side. */
enum { LEGIBLE_PITCH = 36, LEGIBLE_CELLS = 8 };

/* The pitch below which a map would rather scroll than shrink: about 28 units a cell for small maps. */
static float least_pitch(const StageScope *scope, const WindowLayout *layout) {
    const int cells = layout->in.rows > layout->in.columns ? layout->in.rows : layout->in.columns;
    if (!scope->presenter && scope->pen.unit > 1.25F * scope->plain_unit && cells <= LEGIBLE_CELLS) {
        return pen_px(&scope->pen, LEGIBLE_PITCH);
    }
    const float room = scope->presenter ? (float)scope->pen.canvas->height / 5 : pen_px(&scope->pen, 160);
    const float largest = scope->presenter ? (float)scope->pen.canvas->height / 20 : pen_px(&scope->pen, 28);
    return fmaxf(4, floorf(fminf(largest, room / (float)cells)));
}

/* The largest multiple of 4 that fits, at most 5/32 of the area's height (which is under 1/6 of the
 * window's); under 12 pixels every pixel counts, so there any whole number will do. */
static float choose_pitch(const StageScope *scope, const WindowLayout *layout) {
    const float least = least_pitch(scope, layout);
    const float most = fminf(scope->area.h * 5 / 32, (float)scope->pen.canvas->height / 6);
    float pitch = 4 * floorf(most / 4);
    while (pitch > least && !fits(layout, scope->area, pitch)) {
        pitch -= pitch > 12 ? 4 : 1;
    }
    return fmaxf(pitch, least);
}

/* Before a stage scrolls, titles, indices and formula give way, down to this share of the text size but never
 * below that of 100 %: large text shall not leave the cells small and the explanation out of sight. */
enum { PERCENT_LEAST = 60 };

/* The largest at which a pitch fits; false where none does. */
static bool find_measures(const StageScope *scope, WindowLayout *layout, float pitch) {
    const float unit = scope->pen.unit;
    for (int percent = 100; percent >= PERCENT_LEAST; percent -= 5) {
        const float smaller = fmaxf(unit * (float)percent / 100, fminf(unit, scope->plain_unit));
        layout->measures = desk_measures(smaller);
        if (fits(layout, scope->room, pitch)) {
            return true;
        }
    }
    return false;
}

static void choose_measures(const StageScope *scope, WindowLayout *layout) {
    if (scope->presenter) {
        layout->measures = presenter_measures((float)scope->pen.canvas->height / 1080);
        return;
    }
    const float least = least_pitch(scope, layout);
    if (!find_measures(scope, layout, 1.25F * least) && !find_measures(scope, layout, least)) {
        layout->measures = desk_measures(scope->pen.unit);
        if (least >= pen_px(&scope->pen, LEGIBLE_PITCH)) {
            layout->measures.map.index.size =
                (int)fminf((float)layout->measures.map.index.size, 0.4F * least);
        }
    }
}

static WindowLayout begin_layout(const StageScope *scope) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    WindowLayout layout = {0};
    layout.height = walk->map->height;
    layout.width = walk->map->width;
    layout.out_height = (int)walk->output[PS_HEIGHT];
    layout.out_width = (int)walk->output[PS_WIDTH];
    layout.in.rows = grid_positions(&walk->axes[PS_HEIGHT], &layout.in.first_row);
    layout.in.columns = grid_positions(&walk->axes[PS_WIDTH], &layout.in.first_column);
    layout.out.rows = layout.out_height;
    layout.out.columns = layout.out_width;
    layout.stacked = is_wide(&layout);
    choose_measures(scope, &layout);
    return layout;
}

/* The formula's box is as wide as the maps, and wide enough for a formula. */
static float box_width(const StageScope *scope, float maps, float area_width) {
    const float wanted =
        scope->presenter ? (float)scope->pen.canvas->height * 0.6F : pen_px(&scope->pen, 480);
    return fminf(fmaxf(maps, wanted), area_width - pen_px(&scope->pen, 32));
}

/* Room for row indices beside a map. */
static float aside(const WindowMeasures *measures) {
    return measures->map.index_aside + 3 * (float)measures->map.index.size * 0.6F;
}

/* How far the output reaches from its left edge: its cells and row indices, or its title. */
static float output_reach(const StageScope *scope, const WindowLayout *layout, float pitch) {
    const WindowMeasures *m = &layout->measures;
    char size[64];
    char wide[128];
    snprintf(size, sizeof size, "%d × %d", layout->out_height, layout->out_width);
    const float em = (float)m->map.title.size;
    const float name =
        canvas_text_width(scope->pen.canvas, m->map.title, _(operation_name(scope->scene->pool.op)));
    const float title = em * 1.9F + name +
                        canvas_text_width(scope->pen.canvas, m->map.size, ui_wide(wide, sizeof wide, size));
    return fmaxf(span(pitch, gap_at(m, pitch), layout->out_width) + aside(m), title + pen_px(&scope->pen, 8));
}

/* The least side of a large map's viewport. */
static float least_viewport(const StageScope *scope) {
    return scope->presenter ? (float)scope->pen.canvas->height / 4 : pen_px(&scope->pen, 160);
}

Point window_least_size(const StageScope *scope) {
    const WindowLayout layout = begin_layout(scope);
    const WindowMeasures *m = &layout.measures;
    if (is_large(&layout)) {
        const float side = least_viewport(scope);
        return (Point){2 * aside(m) + 2 * side + m->arrow_least,
                       m->header + side + m->between + m->box + m->margin};
    }
    const float pitch = least_pitch(scope, &layout);
    const float in = span(pitch, gap_at(m, pitch), layout.in.columns);
    const float out = output_reach(scope, &layout, pitch);
    const float wide = layout.stacked ? fmaxf(in, out) + aside(m) : in + m->arrow_least + out;
    return (Point){aside(m) + wide, block_height(&layout, pitch) + m->margin};
}

/* The formula's box under maps that begin at left and are width wide together; and its rows. */
static void place_formula(const StageScope *scope, WindowLayout *layout, float left, float width, float top) {
    const WindowMeasures *m = &layout->measures;
    const Rect area = scope->area;
    const float side = pen_px(&scope->pen, 16);
    const float w = box_width(scope, width, area.w);
    const float x = roundf(left + (width - w) / 2);
    const Rect box = {fmaxf(area.x + side, fminf(x, area.x + area.w - w - side)), top, w, m->box};
    const Rect row = {box.x + m->box_pad, box.y, w - 2 * m->box_pad, 0};
    layout->formula = box;
    layout->formula_row = layout->hint_row = layout->caption_row = row;
    layout->formula_row.y += m->formula_drop;
    layout->formula_row.h = m->formula_height;
    layout->hint_row.y += box.h / 2;
    layout->caption_row.y += m->caption_drop;
}

/* What belongs to the input's edge, and the titles. */
static void place_edges(const StageScope *scope, WindowLayout *layout) {
    const WindowMeasures *m = &layout->measures;
    const Rect shown = grid_seen(&layout->in);
    const Rect output = grid_seen(&layout->out);
    const float right = shown.x + shown.w;
    const float under = shown.y + shown.h + 4;
    const float handle = scope->presenter ? 0 : fminf(pen_px(&scope->pen, 16), m->between - 8);
    layout->corner = (Rect){right + 4, under, handle, handle};
    layout->strip = (Rect){shown.x, under, shown.w, m->between - 8};
    layout->input_title = (Point){layout->in.view.x, shown.y - m->map.title_rise};
    layout->output_title = (Point){output.x, layout->stacked ? output.y + output.h + roundf(m->foot * 0.4F)
                                                             : output.y - m->map.title_rise};
    layout->input_end = layout->stacked ? scope->area.x + scope->area.w - 4 : layout->out.view.x - 4;
}

/* How far what is seen of the maps reaches, and the panels round them. */
static void place_views(const StageScope *scope, WindowLayout *layout) {
    const MapMeasures *m = &layout->measures.map;
    const Rect area = scope->area;
    const Rect in = layout->in.view;
    const Rect out = layout->out.view;
    /* Where all of the map is seen, frames and what grows stand a little over its edge. */
    const bool whole = layout->pitch <= (float)layout->fit;
    const float maps = layout->formula.y - area.y;
    const float end = in.x + in.w;
    layout->input_over = rect_inset(in, whole ? -2 * m->window_line - 4 : -2);
    layout->output_over = rect_inset(out, whole ? -2 * m->hue_line - 2 : 0);
    layout->input = rect_intersect(grid_span(&layout->in, 0, 0, layout->height, layout->width), in);
    if (layout->stacked) {
        const float under = in.y + in.h;
        layout->input_panel = (Rect){area.x, area.y, area.w, out.y - area.y};
        layout->output_panel = (Rect){area.x, under, area.w, layout->formula.y - under};
    } else {
        layout->input_panel = (Rect){area.x, area.y, out.x - area.x, maps};
        layout->output_panel = (Rect){end, area.y, area.x + area.w - end, maps};
    }
}

/* The formula grows with the stage, by the height that the maps leave, and all of its box with it. */
static void grow_formula(const StageScope *scope, WindowLayout *layout, float pitch) {
    WindowMeasures *m = &layout->measures;
    const float spare = scope->area.h - 2 * m->margin - block_height(layout, pitch);
    const float wide = scope->area.w / pen_px(&scope->pen, STAGE_WIDTH);
    const float scale = fminf(fminf(wide, 1 + spare / m->box), FORMULA_GROWTH);
    if (scale <= 1 || scope->presenter) {
        return;
    }
    m->box = roundf(m->box * scale);
    m->formula_drop = roundf(m->formula_drop * scale);
    m->formula_height = roundf(m->formula_height * scale);
    m->caption_drop = roundf(m->caption_drop * scale);
    m->formula.size = (int)((float)m->formula.size * scale);
    m->caption.size = (int)((float)m->caption.size * scale);
}

/* Where the input begins: where it would with an output of half its width, so that it stays there while
 * kernel and stride change the output's size. Only an output that has no room moves it. */
static float input_left(const StageScope *scope, const WindowLayout *layout, float pitch, float arrow) {
    const Rect area = scope->area;
    const float gap = gap_at(&layout->measures, pitch);
    const float own = span(pitch, gap, layout->width);
    const float before = pitch * (float)-layout->in.first_column;
    const float usual = area.x + (area.w - 1.5F * own - arrow) / 2 - before;
    const float first = area.x + aside(&layout->measures);
    const float reach = span(pitch, gap, layout->in.columns) + arrow + output_reach(scope, layout, pitch);
    return roundf(fminf(fmaxf(usual, first), fmaxf(first, area.x + area.w - reach)));
}

/* The output under the input, both in the middle. */
static void place_stacked(const StageScope *scope, WindowLayout *layout) {
    const WindowMeasures *m = &layout->measures;
    const Rect area = scope->area;
    const float pitch = choose_pitch(scope, layout);
    grow_formula(scope, layout, pitch);
    const float gap = gap_at(m, pitch);
    const float in_width = span(pitch, gap, layout->in.columns);
    const float in_height = span(pitch, gap, layout->in.rows);
    const float out_width = span(pitch, gap, layout->out_width);
    const float middle = area.x + area.w / 2;
    const float top = roundf(area.y + (area.h - block_height(layout, pitch)) / 2) + m->header;
    const float least = area.x + aside(m);
    layout->fit = (double)pitch;
    layout->in.view = (Rect){fmaxf(least, roundf(middle - in_width / 2)), top, in_width, in_height};
    layout->out.view = (Rect){fmaxf(least, roundf(middle - out_width / 2)), top + in_height + m->drop,
                              out_width, span(pitch, gap, layout->out_height)};
}

/* The two viewports of a small map are as large as the maps at the pitch that shows all of them. */
static void place_whole(const StageScope *scope, WindowLayout *layout) {
    const WindowMeasures *m = &layout->measures;
    const Rect area = scope->area;
    const float pitch = choose_pitch(scope, layout);
    grow_formula(scope, layout, pitch);
    const float gap = gap_at(m, pitch);
    const bool roomy = maps_width(layout, pitch, m->arrow) <= area.w - 2 * m->side;
    const float arrow = roomy ? m->arrow : m->arrow_least;
    const float in_width = span(pitch, gap, layout->in.columns);
    const float left = input_left(scope, layout, pitch, arrow);
    const float in_height = span(pitch, gap, layout->in.rows);
    const float out_height = span(pitch, gap, layout->out_height);
    const float maps = fmaxf(in_height, out_height);
    const float top = roundf(area.y + (area.h - block_height(layout, pitch)) / 2) + m->header;
    layout->fit = (double)pitch;
    layout->in.view = (Rect){left, roundf(top + (maps - in_height) / 2), in_width, in_height};
    layout->out.view = (Rect){left + in_width + arrow, roundf(top + (maps - out_height) / 2),
                              span(pitch, gap, layout->out_width), out_height};
}

/* Those of a large one share the room; each is as high as it is wide at most. */
static void place_large(const StageScope *scope, WindowLayout *layout) {
    const WindowMeasures *m = &layout->measures;
    const Rect area = scope->area;
    const float room = area.w - 2 * fminf(m->side, aside(m) + m->margin) - m->arrow_least;
    const float height = area.h - m->header - m->between - m->box - 2 * m->margin;
    const float side = floorf(fmaxf(least_viewport(scope), fminf(room / 2, height)));
    const float width = floorf(fmaxf(side, fminf(room / 2, side * 1.5F)));
    const float all = 2 * width + m->arrow_least;
    const float left = roundf(area.x + (area.w - all) / 2);
    const float top = roundf(area.y + (area.h - (m->header + side + m->between + m->box)) / 2) + m->header;
    layout->in.view = (Rect){left, top, width, side};
    layout->out.view = (Rect){left + width + m->arrow_least, top, width, side};
    layout->fit = fmin((double)width / layout->in.columns, (double)side / layout->in.rows);
}

static double shown_middle(int first, int count) {
    return first + (double)count / 2;
}

static double output_position(const PsAxis *axis, double position) {
    if (axis->bins > 0) {
        return position * (double)axis->bins / (double)axis->input;
    }
    const double reach = (double)(ps_axis_extent(axis) - 1) / 2;
    return (position - 0.5 + (double)axis->padding - reach) / (double)axis->stride + 0.5;
}

static double input_position(const PsAxis *axis, double position) {
    if (axis->bins > 0) {
        return position * (double)axis->input / (double)axis->bins;
    }
    const double reach = (double)(ps_axis_extent(axis) - 1) / 2;
    return (position - 0.5) * (double)axis->stride - (double)axis->padding + reach + 0.5;
}

Camera window_output_camera(const PsWalk *walk, Camera input) {
    return (Camera){input.zoom, output_position(&walk->axes[PS_HEIGHT], input.row),
                    output_position(&walk->axes[PS_WIDTH], input.column)};
}

Camera window_input_camera(const PsWalk *walk, Camera output) {
    return (Camera){output.zoom, input_position(&walk->axes[PS_HEIGHT], output.row),
                    input_position(&walk->axes[PS_WIDTH], output.column)};
}

static void look(const StageScope *scope, WindowLayout *layout, Camera camera) {
    const float most = fminf(scope->area.h * 5 / 32, (float)scope->pen.canvas->height / 6);
    layout->closest = fmax(2 * layout->fit, floor((double)most / 4) * 4);
    if (camera.zoom <= 1) {
        camera = (Camera){1, shown_middle(layout->in.first_row, layout->in.rows),
                          shown_middle(layout->in.first_column, layout->in.columns)};
    }
    const double pitch = grid_settle_pitch(fmin(layout->closest, layout->fit * (double)camera.zoom));
    layout->pitch = (float)pitch;
    layout->gap = gap_at(&layout->measures, layout->pitch);
    layout->in.pitch = layout->out.pitch = pitch;
    layout->in.gap = layout->out.gap = layout->gap;
    const Camera output = window_output_camera(&scope->facts->pooled.walk, camera);
    grid_place(&layout->in, camera.row, camera.column);
    grid_place(&layout->out, output.row, output.column);
}

WindowLayout window_layout(const StageScope *scope, Camera camera) {
    WindowLayout layout = begin_layout(scope);
    const Pooled *pooled = &scope->facts->pooled;
    const int channel = pooled->walk.channel;
    if (is_large(&layout)) {
        place_large(scope, &layout);
    } else if (layout.stacked) {
        place_stacked(scope, &layout);
    } else {
        place_whole(scope, &layout);
    }
    look(scope, &layout, camera);
    const Rect in = layout.in.view;
    const Rect out = layout.out.view;
    const float left = fminf(in.x, out.x);
    place_formula(scope, &layout, left, fmaxf(in.x + in.w, out.x + out.w) - left,
                  fmaxf(in.y + in.h, out.y + out.h) +
                      (layout.stacked ? layout.measures.foot : layout.measures.between));
    place_edges(scope, &layout);
    place_views(scope, &layout);
    const Pen *pen = &scope->pen;
    layout.in.style = grid_style(pen, &layout.in, pooled->walk.map, channel, pooled_input_numbers(pooled),
                                 scope->presenter);
    layout.out.style = grid_style(pen, &layout.out, &pooled->output, channel, pooled_output_numbers(pooled),
                                  scope->presenter);
    if (scope->colour) {
        /* Three numbers have no room in a cell. */
        layout.in.style.font.size = layout.out.style.font.size = 0;
    }
    return layout;
}
