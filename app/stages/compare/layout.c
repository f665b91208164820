#include "app/stages/compare/layout.h"

#include "app/stages/compare/stage.h"
#include "app/stages/window/layout.h"

#include <math.h>

/* At text size 100 %, in units: where things stand in a card of the least height, from its top. */
enum {
    TOP = 56,
    VIEW = 32,
    CARD_TOP = 104,
    BOTTOM = 64,
    TITLE = 33,
    QUESTION = 63,
    MAP = 96,
    AFTER_MAP = 28,
    BOX = 80,
    UNDER_BOX = 31,
    LINE = 24,
    UNDER_TEXT = 25,
    SLOT = 84,
    CARD_LEAST = 172,
    MAP_LEAST = 96,
    INPUT_LEAST = 200
};

static float px(float unit, float at_100) {
    return roundf(at_100 * unit);
}

static Font font_of(float unit, FontFace face, float size) {
    return (Font){face, (int)lroundf(size * unit)};
}

static CompareMeasures measures_at(float unit) {
    return (CompareMeasures){.unit = unit,
                             .top = px(unit, TOP),
                             .view_height = px(unit, VIEW),
                             .card_top = px(unit, CARD_TOP),
                             .bottom = px(unit, BOTTOM),
                             .left = px(unit, 48),
                             .right = px(unit, 20),
                             .between = px(unit, 16),
                             .pad = px(unit, 20),
                             .title_row = px(unit, TITLE),
                             .question_row = px(unit, QUESTION),
                             .map_top = px(unit, MAP),
                             .after_map = px(unit, AFTER_MAP),
                             .box = px(unit, BOX),
                             .formula_row = px(unit, 26),
                             .result_row = px(unit, 55),
                             .after_box = px(unit, UNDER_BOX),
                             .line = px(unit, LINE),
                             .header = px(unit, 46),
                             .title_rise = px(unit, 51),
                             .index_rise = px(unit, 17),
                             .index_aside = px(unit, 12),
                             .arrow = px(unit, 64),
                             .slot = px(unit, SLOT),
                             .window_line = fmaxf(3, px(unit, 4)),
                             .hue_line = fmaxf(2, px(unit, 3)),
                             .footprint_line = fmaxf(1, px(unit, 2)),
                             .gap = fmaxf(4, px(unit, 4)),
                             .title = font_of(unit, FONT_SEMIBOLD, 20),
                             .question = font_of(unit, FONT_REGULAR, 15),
                             .size = font_of(unit, FONT_MONO, 14),
                             .index = font_of(unit, FONT_MONO, 14),
                             .formula = font_of(unit, FONT_MONO, 16),
                             .result = font_of(unit, FONT_MONO, 24),
                             .text = font_of(unit, FONT_REGULAR, 15),
                             .small = font_of(unit, FONT_MEDIUM, 13)};
}

/* For a projector every text is as large as the last row needs, and the row of tabs gives its room to the
 * cards. */
static CompareMeasures presenter_measures(float q) {
    CompareMeasures m = measures_at(1.5F * q);
    const int least = (int)ceilf(27 * q);
    m.card_top = roundf(28 * q);
    m.top = m.view_height = 0;
    m.bottom = roundf(28 * q);
    m.window_line = roundf(8 * q);
    m.hue_line = roundf(6 * q);
    m.footprint_line = roundf(4 * q);
    m.gap = roundf(8 * q);
    m.title.size = (int)roundf(36 * q);
    m.question.size = m.text.size = m.small.size = least;
    m.index.size = (int)roundf(39 * q);
    m.size.size = (int)roundf(30 * q);
    m.formula.size = (int)roundf(34 * q);
    m.result.size = (int)roundf(54 * q);
    m.box = roundf(140 * q);
    m.formula_row = roundf(42 * q);
    m.result_row = roundf(98 * q);
    m.header = roundf(110 * q);
    m.title_rise = roundf(104 * q);
    m.index_rise = roundf(35 * q);
    m.index_aside = roundf(20 * q);
    m.left = roundf(100 * q);
    return m;
}

static int column_count(const StageContext *context) {
    return context->scene->compare.with == PS_COLUMN_NONE ? PS_COMPARE_COLUMNS - 1 : PS_COMPARE_COLUMNS;
}

/* The part of a card that is not its map. */
static float card_rest(const CompareMeasures *m) {
    return m->map_top + m->after_map + m->box + m->after_box + 2 * m->line + px(m->unit, UNDER_TEXT);
}

static Point least_at(const StageContext *context, const CompareMeasures *m) {
    const int cards = column_count(context);
    const float slot = cards < PS_COMPARE_COLUMNS && !context->presenter ? m->slot + m->between : 0;
    return (Point){m->left + px(m->unit, INPUT_LEAST) +
                       (float)cards * (px(m->unit, CARD_LEAST) + m->between) + slot + m->right,
                   m->card_top + card_rest(m) + px(m->unit, MAP_LEAST) + m->bottom};
}

/* Large text gives way, down to 60 % of its size but never below 100 %, before the stage scrolls. */
static CompareMeasures choose_measures(const StageContext *context) {
    if (context->presenter) {
        return presenter_measures((float)context->ui->canvas->height / 1080);
    }
    const float unit = context->ui->unit;
    for (int percent = 100; percent >= 60; percent -= 5) {
        const float smaller = fmaxf(unit * (float)percent / 100, fminf(unit, context->plain_unit));
        const CompareMeasures m = measures_at(smaller);
        const Point least = least_at(context, &m);
        if (least.x <= context->room.w && least.y <= context->room.h) {
            return m;
        }
    }
    return measures_at(fmaxf(unit * 0.6F, fminf(unit, context->plain_unit)));
}

Point compare_least_size(const StageContext *context) {
    const CompareMeasures m = choose_measures(context);
    return least_at(context, &m);
}

/* The share of the stage that the input has, with its arrow. */
static float input_room(const StageContext *context, const CompareMeasures *m) {
    return fmaxf(m->left + px(m->unit, INPUT_LEAST), roundf(context->area.w * 0.309F));
}

/* The pitch at which rows x columns fit a room: a multiple of 4, whole pixels below 12, any below 4. */
static double fitting_pitch(int rows, int columns, float width, float height, float gap, float most) {
    const double across = (double)(width + gap) / columns;
    const double down = (double)(height + gap) / rows;
    const double pitch = fmin(fmin(across, down), (double)most);
    return pitch >= 12 ? 4 * floor(pitch / 4) : pitch >= 4 ? floor(pitch) : pitch;
}

static float most_pitch(const StageContext *context) {
    return fminf(context->area.h * 5 / 32, (float)context->ui->canvas->height / 6);
}

static void place_input(const StageContext *context, Camera camera, CompareLayout *layout) {
    const CompareMeasures *m = &layout->measures;
    const Rect area = context->area;
    const PsWalk *walk = &context->pooled->walk;
    Grid *grid = &layout->input;
    grid->rows = grid_positions(&walk->axes[PS_HEIGHT], &grid->first_row);
    grid->columns = grid_positions(&walk->axes[PS_WIDTH], &grid->first_column);
    const float card_height = area.h - m->card_top - m->bottom;
    const float width = input_room(context, m) - m->left - m->arrow;
    const float height = card_height - m->header - 2 * m->line;
    layout->fit = fitting_pitch(grid->rows, grid->columns, width, height, m->gap, most_pitch(context));
    layout->closest = fmax(2 * layout->fit, 4 * floor((double)most_pitch(context) / 4));
    const bool whole = camera.zoom <= 1;
    grid->pitch =
        whole ? layout->fit : grid_settle_pitch(fmin(layout->closest, layout->fit * (double)camera.zoom));
    grid->gap = grid_gap(grid->pitch, m->gap);
    /* The viewport is as large as the map at its whole size. */
    const float fit_gap = grid_gap(layout->fit, m->gap);
    const float w = floorf((float)(layout->fit * grid->columns)) - fit_gap;
    const float h = floorf((float)(layout->fit * grid->rows)) - fit_gap;
    const float top = area.y + m->card_top + (card_height - m->header - h) / 2 + m->header;
    grid->view = (Rect){area.x + m->left, roundf(top), fmaxf(1, w), fmaxf(1, h)};
    grid_place(grid, whole ? grid->first_row + grid->rows / 2.0 : camera.row,
               whole ? grid->first_column + grid->columns / 2.0 : camera.column);
    grid->style =
        grid_style(context->ui, grid, walk->map, walk->channel, pooled_input_numbers(context->pooled));
    const Rect seen = grid_seen(grid);
    const float handle = context->presenter ? 0 : px(m->unit, 16);
    const Rect cells = grid_span(grid, 0, 0, walk->map->height, walk->map->width);
    layout->map = (InputMap){.grid = grid,
                             .end = area.x + input_room(context, m) - 4,
                             .cells = rect_intersect(cells, grid->view),
                             .corner = {seen.x + seen.w + 4, seen.y + seen.h + 4, handle, handle},
                             .strip = {seen.x, seen.y + seen.h + px(m->unit, 6), seen.w, px(m->unit, 20)},
                             .fit = layout->fit,
                             .closest = layout->closest};
}

/* A grid of rows x columns, as large as its room allows, in the middle of it; zoomed like the input. */
static Grid place_outputs(const StageContext *context, const CompareLayout *layout, Rect room,
                          Camera camera) {
    const CompareMeasures *m = &layout->measures;
    const PsWalk *walk = &context->pooled->walk;
    Grid grid = {.rows = (int)walk->output[PS_HEIGHT], .columns = (int)walk->output[PS_WIDTH]};
    const double fit =
        fitting_pitch(grid.rows, grid.columns, room.w, room.h, m->gap, 1.5F * most_pitch(context));
    const bool whole = camera.zoom <= 1;
    grid.pitch =
        whole ? fit : grid_settle_pitch(fmin(fmax(fit, layout->input.pitch), fit * (double)camera.zoom));
    grid.gap = grid_gap(grid.pitch, m->gap);
    grid.view = room;
    const Camera output = window_output_camera(walk, camera);
    grid_place(&grid, whole ? grid.rows / 2.0 : output.row, whole ? grid.columns / 2.0 : output.column);
    return grid;
}

/* The input's own cells, where a gradient goes. */
static Grid place_gradient(const StageContext *context, const CompareLayout *layout, Rect room,
                           Camera camera) {
    const CompareMeasures *m = &layout->measures;
    const PsMap *map = context->pooled->walk.map;
    Grid grid = {.rows = map->height, .columns = map->width, .view = room};
    const double fit = fitting_pitch(grid.rows, grid.columns, room.w, room.h, m->gap, most_pitch(context));
    const bool whole = camera.zoom <= 1;
    grid.pitch = whole ? fit : grid_settle_pitch(fmin(layout->closest, fit * (double)camera.zoom));
    grid.gap = grid_gap(grid.pitch, m->gap);
    grid_place(&grid, whole ? grid.rows / 2.0 : camera.row, whole ? grid.columns / 2.0 : camera.column);
    return grid;
}

/* The outputs in small, beside the words that say which one has the gradient. */
static Grid place_from(const StageContext *context, const CompareLayout *layout, const CompareCard *card,
                       bool global) {
    const CompareMeasures *m = &layout->measures;
    const PsWalk *walk = &context->pooled->walk;
    const float side = px(m->unit, 52);
    Grid grid = {.rows = global ? 1 : (int)walk->output[PS_HEIGHT],
                 .columns = global ? 1 : (int)walk->output[PS_WIDTH],
                 .view = {card->inner.x, card->card.y + px(m->unit, 88), side, side}};
    grid.pitch = fitting_pitch(grid.rows, grid.columns, side, side, m->gap, px(m->unit, 28));
    grid.gap = grid_gap(grid.pitch, m->gap);
    grid_place(&grid, grid.rows / 2.0, grid.columns / 2.0);
    grid.x = (double)card->inner.x;
    return grid;
}

/* The numbers of a column that are seen, less what is taken away from them. */
static CellStyle output_style(const StageContext *context, const Grid *grid, int column) {
    const PsMap *values = &context->pooled->compared.values[column];
    PsNumberSurvey survey = {0};
    if (values->values != NULL && grid->pitch >= CELLS_NUMBERED) {
        const GridRange seen = grid_clip(grid_visible(grid), values->height, values->width);
        for (int y = seen.first_row; y < seen.end_row; y++) {
            for (int x = seen.first_column; x < seen.end_column; x++) {
                ps_survey_add(&survey, compare_value(context, column, y, x));
            }
        }
    }
    return cells_style(context->ui, (float)grid->pitch, grid->gap, &survey);
}

static void place_card(const StageContext *context, CompareLayout *layout, int i, Camera camera) {
    const CompareMeasures *m = &layout->measures;
    CompareCard *card = &layout->card[i];
    const bool gradient = context->scene->compare.gradient;
    const bool global = i == 2;
    const float pad = fminf(m->pad, card->card.w / 12);
    card->inner = (Rect){card->card.x + pad, card->card.y, card->card.w - 2 * pad, card->card.h};
    card->title_y = card->card.y + m->title_row;
    card->question_y = card->card.y + m->question_row;
    const float box = gradient ? px(m->unit, 44) : m->box;
    const float under = gradient ? px(m->unit, 72) : m->after_box + 2 * m->line + px(m->unit, UNDER_TEXT);
    const float end = card->card.y + card->card.h - under;
    card->box = (Rect){card->inner.x, end - box, card->inner.w, box};
    card->text_y = end + (gradient ? px(m->unit, 23) : m->after_box);
    const float top = card->card.y + (gradient ? px(m->unit, 160) : m->map_top);
    const float after = gradient ? px(m->unit, 16) : m->after_map;
    card->map = (Rect){card->inner.x, top, card->inner.w, fmaxf(1, card->box.y - after - top)};
    if (gradient) {
        const float wider = fminf(pad - 4, px(m->unit, 8));
        card->map.x -= wider;
        card->map.w += 2 * wider;
        card->grid = place_gradient(context, layout, card->map, camera);
        card->from = place_from(context, layout, card, global);
        return;
    }
    card->grid = place_outputs(context, layout, card->map, camera);
    card->grid.style = output_style(context, &card->grid, i);
}

void compare_layout(const StageContext *context, Camera camera, CompareLayout *layout) {
    *layout = (CompareLayout){.measures = choose_measures(context), .cards = column_count(context)};
    const CompareMeasures *m = &layout->measures;
    const Rect area = context->area;
    place_input(context, camera, layout);
    const bool slot = layout->cards < PS_COMPARE_COLUMNS && !context->presenter;
    const float left = area.x + input_room(context, m);
    const float right = area.x + area.w - m->right;
    const float end = slot ? right - m->slot - m->between : right;
    const float w = floorf((end - left - m->between * (float)(layout->cards - 1)) / (float)layout->cards);
    const float top = area.y + m->card_top;
    const float h = area.h - m->card_top - m->bottom;
    layout->input_panel = (Rect){area.x, area.y, left - area.x, area.h};
    layout->view_row = (Rect){left, area.y + m->top, end - left, m->view_height};
    for (int i = 0; i < layout->cards; i++) {
        layout->card[i].card = (Rect){left + (w + m->between) * (float)i, top, w, h};
        place_card(context, layout, i, camera);
    }
    if (slot) {
        layout->slot = (Rect){right - m->slot, top, m->slot, h};
    }
}

Rect compare_global_cell(const CompareLayout *layout) {
    const Rect map = layout->card[COMPARE_GLOBAL].map;
    const float side = fminf(map.w, map.h);
    return (Rect){map.x + (map.w - side) / 2, map.y + (map.h - side) / 2, side, side};
}

CompareBars compare_bars(const StageContext *context, const CompareLayout *layout) {
    const Compared *compared = &context->pooled->compared;
    const int channels = context->scene->input.channels;
    const Rect room = layout->card[COMPARE_GLOBAL].map;
    CompareBars bars = {.room = room, .step = room.w / (float)channels};
    float high = 0;
    float low = 0;
    for (int c = 0; c < channels; c++) {
        if (isfinite(compared->means[c])) {
            high = fmaxf(high, compared->means[c]);
            low = fminf(low, compared->means[c]);
        }
    }
    /* Room for the numbers over and under the bars. */
    const float words = fminf(room.h / 5, px(layout->measures.unit, 22));
    bars.scale = high > low ? (room.h - 2 * words) / (high - low) : 0;
    bars.ground = roundf(room.y + words + high * bars.scale);
    return bars;
}

Rect compare_bar(const CompareBars *bars, int channel, float value) {
    const float left = bars->room.x + bars->step * (float)channel;
    const float gap = bars->step >= 8 ? bars->step * 0.2F : 0;
    const float height = isfinite(value) ? fabsf(value) * bars->scale : 0;
    return (Rect){left + gap / 2, value < 0 ? bars->ground : bars->ground - height,
                  fmaxf(1, bars->step - gap), fmaxf(1, height)};
}
