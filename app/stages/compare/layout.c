/* Measures first, then input, cards, texts; large text gives way before the stage scrolls. No drawing. */
#include "app/stages/compare/layout.h"

#include "app/stages/compare/column.h"
#include "app/stages/compare/words.h"
#include "app/stages/shared/formula_line.h"
#include "app/stages/window/layout.h"
#include "app/words.h"

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
    UNDER_INPUT = 68, /* the strip of channels and the button of the settings */
    SETTINGS_WIDTH = 132,
    INPUT_LEAST = 224,
    TITLE_OFF_EDGE = 11, /* from the right edge of a card */
    FORMULA_WIDTH = 204  /* of a card's inside at 1280 x 800 */
};

/* By how much a larger card lets the formula grow. */
#define FORMULA_GROWTH 1.75F

static CompareMeasures measures_at(float unit) {
    return (CompareMeasures){.unit = unit,
                             .top = map_px(unit, TOP),
                             .view_height = map_px(unit, VIEW),
                             .card_top = map_px(unit, CARD_TOP),
                             .bottom = map_px(unit, BOTTOM),
                             .left = map_px(unit, 48),
                             .right = map_px(unit, 20),
                             .between = map_px(unit, 16),
                             .pad = map_px(unit, 20),
                             .title_row = map_px(unit, TITLE),
                             .question_row = map_px(unit, QUESTION),
                             .map_top = map_px(unit, MAP),
                             .after_map = map_px(unit, AFTER_MAP),
                             .box = map_px(unit, BOX),
                             .box_pad = map_px(unit, 8),
                             .terms = map_px(unit, 36),
                             .result_row = map_px(unit, 55),
                             .after_box = map_px(unit, UNDER_BOX),
                             .line = map_px(unit, LINE),
                             .header = map_px(unit, 46),
                             .arrow = map_px(unit, 64),
                             .slot = map_px(unit, SLOT),
                             .question = map_font(unit, FONT_REGULAR, 15),
                             .formula = map_font(unit, FONT_MONO, 16),
                             .formula_least = map_font(unit, FONT_MONO, FORMULA_LEAST),
                             .result = map_font(unit, FONT_MONO, 24),
                             .text = map_font(unit, FONT_REGULAR, 15),
                             .small = map_font(unit, FONT_MEDIUM, 13),
                             .map = map_measures(unit)};
}

static Font font_pixels(FontFace face, float pixels) {
    return (Font){face, (int)roundf(pixels)};
}

/* The share of the stage that the input has; for a projector at least and at most. */
#define INPUT_SHARE       0.309F
#define INPUT_SHARE_LEAST 0.3F
#define INPUT_SHARE_MOST  0.33F

/* The least size in pixels of titles and questions. */
enum { WORDS_LEAST = 12 };

/* For a projector every text is as large as the last row needs, and the row of tabs gives its room to the
 * cards. */
static CompareMeasures presenter_measures(float q) {
    CompareMeasures m = measures_at(1.5F * q);
    const int least = (int)ceilf(27 * q);
    m.card_top = map_px(q, 28);
    m.top = m.view_height = 0;
    m.bottom = map_px(q, 28);
    m.question.size = m.text.size = m.small.size = least;
    m.formula = font_pixels(FONT_MONO, 34 * q);
    m.result = font_pixels(FONT_MONO, 54 * q);
    m.formula_least = font_pixels(FONT_MONO, (float)least);
    m.box = map_px(q, 140);
    m.box_pad = map_px(q, 8);
    m.terms = map_px(q, 70);
    m.result_row = map_px(q, 106);
    m.header = map_px(q, 110);
    m.left = map_px(q, 68);
    m.arrow = map_px(q, 72);
    m.right = m.between = map_px(q, 12);
    m.pad_least = map_px(q, 11);
    m.map = (MapMeasures){.title_rise = map_px(q, 104),
                          .index_rise = map_px(q, 35),
                          .index_aside = map_px(q, 20),
                          .window_line = map_px(q, 8),
                          .hue_line = map_px(q, 6),
                          .footprint_line = map_px(q, 4),
                          .gap = map_px(q, 8),
                          .title = font_pixels(FONT_SEMIBOLD, 36 * q),
                          .size = font_pixels(FONT_MONO, 30 * q),
                          .index = font_pixels(FONT_MONO, 39 * q)};
    return m;
}

/* How many cells a window reads at most: long formulas take three lines. */
static int64_t window_cells(const StageScope *scope) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    return walk->steps > 0 ? ps_walk_at(walk, 1 + walk->steps / 2).taps : 0;
}

/* The terms' third line. */
static void make_room_for_terms(const StageScope *scope, CompareMeasures *m) {
    if (window_cells(scope) > 4 && !scope->colour) {
        const float height = formula_height(m->formula_least.size, FORMULA_MOST);
        const float more = fmaxf(0, ceilf(height - m->terms));
        m->terms += more;
        m->box += more;
        m->result_row += more;
    }
}

static int column_count(const StageScope *scope) {
    return scope->scene->compare.with == PS_COLUMN_NONE ? PS_COMPARE_COLUMNS - 1 : PS_COMPARE_COLUMNS;
}

/* The part of a card that is not its map. */
static float card_rest(const CompareMeasures *m) {
    return m->map_top + m->after_map + m->box + m->after_box + 2 * m->line + map_px(m->unit, UNDER_TEXT);
}

static Point least_at(const StageScope *scope, const CompareMeasures *m) {
    const int cards = column_count(scope);
    const float slot = cards < PS_COMPARE_COLUMNS && !scope->presenter ? m->slot + m->between : 0;
    return (Point){m->left + map_px(m->unit, INPUT_LEAST) +
                       (float)cards * (map_px(m->unit, CARD_LEAST) + m->between) + slot + m->right,
                   m->card_top + card_rest(m) + map_px(m->unit, MAP_LEAST) + m->bottom};
}

static CompareMeasures measures_of(const StageScope *scope, float unit) {
    CompareMeasures m =
        scope->presenter ? presenter_measures((float)scope->pen.canvas->height / 1080) : measures_at(unit);
    make_room_for_terms(scope, &m);
    return m;
}

/* Large text gives way, down to 60 % of its size but never below 100 %, before the stage scrolls. */
static CompareMeasures choose_measures(const StageScope *scope) {
    const float unit = scope->pen.unit;
    if (scope->presenter) {
        return measures_of(scope, unit);
    }
    for (int percent = 100; percent >= 60; percent -= 5) {
        const float smaller = fmaxf(unit * (float)percent / 100, fminf(unit, scope->plain_unit));
        const CompareMeasures m = measures_of(scope, smaller);
        const Point least = least_at(scope, &m);
        if (least.x <= scope->room.w && least.y <= scope->room.h) {
            return m;
        }
    }
    return measures_of(scope, fmaxf(unit * 0.6F, fminf(unit, scope->plain_unit)));
}

Point compare_least_size(const StageScope *scope) {
    const CompareMeasures m = choose_measures(scope);
    return least_at(scope, &m);
}

static const char *question_of(const StageScope *scope, int column) {
    return _(column_look(scope->facts->compared.columns[column])->question);
}

/* What the widest question of the columns takes. */
static float question_width(const StageScope *scope, Font font) {
    float width = 0;
    for (int i = 0; i < column_count(scope); i++) {
        width = fmaxf(width, canvas_text_width(scope->pen.canvas, font, question_of(scope, i)));
    }
    return ceilf(width);
}

/* What the input has, with its arrow. For a projector it is what cards as wide as their questions leave. */
static float input_room(const StageScope *scope, const CompareMeasures *m) {
    const float w = scope->area.w;
    float room = w * INPUT_SHARE;
    if (scope->presenter) {
        const float card = question_width(scope, m->question) + 2 * m->pad_least + m->between;
        const float left = w - m->right + m->between - (float)column_count(scope) * card;
        room = fminf(fmaxf(left, w * INPUT_SHARE_LEAST), w * INPUT_SHARE_MOST);
    }
    return fmaxf(m->left + map_px(m->unit, INPUT_LEAST), roundf(room));
}

/* The pitch at which rows x columns fit a room: a multiple of 4, whole pixels below 12, any below 4. */
static double fitting_pitch(int rows, int columns, float width, float height, float gap, float most) {
    const double across = (double)(width + gap) / columns;
    const double down = (double)(height + gap) / rows;
    const double pitch = fmin(fmin(across, down), (double)most);
    return pitch >= 12 ? 4 * floor(pitch / 4) : pitch >= 4 ? floor(pitch) : pitch;
}

static float most_pitch(const StageScope *scope) {
    return fminf(scope->area.h * 5 / 32, (float)scope->pen.canvas->height / 6);
}

/* The input's viewport, as large as the map at its whole size. */
static Rect input_view(const StageScope *scope, const CompareLayout *layout) {
    const CompareMeasures *m = &layout->measures;
    const Rect area = scope->area;
    const Grid *grid = &layout->input;
    const float card_height = area.h - m->card_top - m->bottom;
    const float gap = grid_gap(layout->fit, m->map.gap);
    const float w = floorf((float)(layout->fit * grid->columns)) - gap;
    const float h = floorf((float)(layout->fit * grid->rows)) - gap;
    const float top = area.y + m->card_top + (card_height - m->header - h) / 2 + m->header;
    return (Rect){area.x + m->left, roundf(top), fmaxf(1, w), fmaxf(1, h)};
}

/* The pitches at which all of the input is seen, and the largest. */
static void fit_input(const StageScope *scope, CompareLayout *layout) {
    const CompareMeasures *m = &layout->measures;
    const Grid *grid = &layout->input;
    const float most = most_pitch(scope);
    const float width = input_room(scope, m) - m->left - m->arrow;
    const float card_height = scope->area.h - m->card_top - m->bottom;
    const float height = card_height - m->header - map_px(m->unit, UNDER_INPUT);
    layout->fit = fitting_pitch(grid->rows, grid->columns, width, height, m->map.gap, most);
    layout->closest = fmax(2 * layout->fit, 4 * floor((double)most / 4));
}

/* Looks at a grid: all of it, or closer where the camera is zoomed in. */
static void look(Grid *grid, const CompareMeasures *m, double fit, double closest, Camera camera) {
    const bool whole = camera.zoom <= 1;
    grid->pitch = whole ? fit : grid_settle_pitch(fmin(closest, fit * (double)camera.zoom));
    grid->gap = grid_gap(grid->pitch, m->map.gap);
    if (whole) {
        camera.row = grid->first_row + grid->rows / 2.0;
        camera.column = grid->first_column + grid->columns / 2.0;
    }
    grid_place(grid, camera.row, camera.column);
}

/* What belongs to the input's edges. */
static void place_edges(const StageScope *scope, CompareLayout *layout) {
    const CompareMeasures *m = &layout->measures;
    const PsMap *map = scope->facts->pooled.walk.map;
    const Grid *grid = &layout->input;
    const Rect seen = grid_seen(grid);
    const float right = seen.x + seen.w;
    const float bottom = seen.y + seen.h;
    const float handle = scope->presenter ? 0 : map_px(m->unit, 16);
    const bool whole = grid->pitch <= layout->fit;
    layout->input_over = rect_inset(grid->view, whole ? -3 * m->map.window_line : -2);
    layout->map =
        (InputMap){.grid = grid,
                   .end = scope->area.x + input_room(scope, m) - 4,
                   .cells = rect_intersect(grid_span(grid, 0, 0, map->height, map->width), grid->view),
                   .corner = {right + 4, bottom + 4, handle, handle},
                   .strip = {seen.x, bottom + map_px(m->unit, 6), seen.w, map_px(m->unit, 20)},
                   .fit = layout->fit,
                   .closest = layout->closest};
    if (!scope->presenter) {
        const float width = map_px(m->unit, SETTINGS_WIDTH);
        const float between = map_px(m->unit, 16);
        const float end = fminf(fmaxf(right, seen.x + 2 * width), layout->map.end - between);
        layout->settings = (Rect){seen.x, bottom + map_px(m->unit, 34), width, map_px(m->unit, 28)};
        layout->dial = layout->settings;
        layout->dial.x += width + between;
        layout->dial.w = fmaxf(0, end - layout->dial.x);
    }
}

static void place_input(const StageScope *scope, Camera camera, CompareLayout *layout) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    Grid *grid = &layout->input;
    grid->rows = grid_positions(&walk->axes[PS_HEIGHT], &grid->first_row);
    grid->columns = grid_positions(&walk->axes[PS_WIDTH], &grid->first_column);
    fit_input(scope, layout);
    grid->view = input_view(scope, layout);
    look(grid, &layout->measures, layout->fit, layout->closest, camera);
    grid->style = grid_style(&scope->pen, grid, walk->map, walk->channel,
                             pooled_input_numbers(&scope->facts->pooled), scope->presenter);
    grid->style.font.size = scope->colour ? 0 : grid->style.font.size;
    place_edges(scope, layout);
}

/* A grid of rows x columns, as large as its room allows, in the middle of it; zoomed like the input. */
static Grid place_outputs(const StageScope *scope, const CompareLayout *layout, Rect room, Camera camera) {
    const CompareMeasures *m = &layout->measures;
    const PsWalk *walk = &scope->facts->pooled.walk;
    Grid grid = {.view = room, .rows = (int)walk->output[PS_HEIGHT], .columns = (int)walk->output[PS_WIDTH]};
    double fit = fitting_pitch(grid.rows, grid.columns, room.w, room.h, m->map.gap, 1.5F * most_pitch(scope));
    if (stage_is_picture(scope)) {
        /* Of the same size whatever the windows: so one sees what is lost. */
        fit = fmin((double)room.w / grid.columns, (double)room.h / grid.rows);
    }
    look(&grid, m, fit, fmax(fit, layout->input.pitch), window_output_camera(walk, camera));
    return grid;
}

/* The input's own cells, where a gradient goes. */
static Grid place_gradient(const StageScope *scope, const CompareLayout *layout, Rect room, Camera camera) {
    const CompareMeasures *m = &layout->measures;
    const PsMap *map = scope->facts->pooled.walk.map;
    Grid grid = {.view = room, .rows = map->height, .columns = map->width};
    const double fit = fitting_pitch(grid.rows, grid.columns, room.w, room.h, m->map.gap, most_pitch(scope));
    look(&grid, m, fit, layout->closest, camera);
    return grid;
}

/* The outputs in small, beside the words that say which one has the gradient. */
static Grid place_from(const StageScope *scope, const CompareLayout *layout, const CompareCard *card,
                       bool global) {
    const CompareMeasures *m = &layout->measures;
    const PsWalk *walk = &scope->facts->pooled.walk;
    const float side = map_px(m->unit, 52);
    Grid grid = {.rows = global ? 1 : (int)walk->output[PS_HEIGHT],
                 .columns = global ? 1 : (int)walk->output[PS_WIDTH],
                 .view = {card->inner.x, card->card.y + map_px(m->unit, 88), side, side}};
    grid.pitch = fitting_pitch(grid.rows, grid.columns, side, side, m->map.gap, map_px(m->unit, 28));
    grid.gap = grid_gap(grid.pitch, m->map.gap);
    grid_place(&grid, grid.rows / 2.0, grid.columns / 2.0);
    grid.x = (double)card->inner.x;
    return grid;
}

/* The numbers of a column that are seen, less what is taken away from them. */
static CellStyle output_style(const StageScope *scope, const Grid *grid, int column) {
    const PsMap *values = &scope->facts->compared.values[column];
    PsNumberSurvey survey = {0};
    if (values->values != NULL && grid->pitch >= CELLS_NUMBERED) {
        GridCells at = grid_cells(grid_clip(grid_visible(grid), values->height, values->width));
        while (grid_next(&at)) {
            ps_survey_add(&survey, compare_value(scope, column, at.row, at.column));
        }
    }
    CellStyle style = cells_style(&scope->pen, (float)grid->pitch, grid->gap, &survey, scope->presenter);
    style.font.size = scope->colour && compare_minus_map(scope, column) == NULL ? 0 : style.font.size;
    return style;
}

/* The formula's box, which ends at end, and its rows. */
static void place_box(const CompareMeasures *m, CompareCard *card, float end, float height) {
    const float pad = map_px(m->unit, 16);
    const Rect box = {card->inner.x, end - height, card->inner.w, height};
    const Rect row = {box.x + pad, box.y, box.w - 2 * pad, 0};
    card->box = box;
    card->formula_row = card->result_row = card->box_middle = row;
    card->formula_row.y += m->box_pad + m->terms / 2;
    card->formula_row.h = m->terms;
    card->result_row.y += m->result_row;
    card->result_row.w += pad;
    card->box_middle.y += box.h / 2;
}

/* Title, question, box and the text under it: the gradient's are nearer together. */
static void place_texts(const StageScope *scope, const CompareMeasures *m, CompareCard *card, float pad) {
    const bool gradient = scope->scene->compare.gradient;
    const Rect whole = card->card;
    const float under =
        gradient ? map_px(m->unit, 72) : m->after_box + 2 * m->line + map_px(m->unit, UNDER_TEXT);
    const float end = whole.y + whole.h - under;
    const float menu = map_px(m->unit, 24);
    card->inner = (Rect){whole.x + pad, whole.y, whole.w - 2 * pad, whole.h};
    card->title_y = whole.y + m->title_row;
    const float beside = scope->presenter ? 0 : map_px(m->unit, 28);
    card->question = (Rect){card->inner.x, whole.y + m->question_row, card->inner.w - beside, 0};
    card->difference = (Rect){card->inner.x + card->inner.w - menu, card->question.y - menu / 2, menu, menu};
    card->text_y = end + (gradient ? map_px(m->unit, 23) : m->after_box);
    place_box(m, card, end, gradient ? map_px(m->unit, 44) : m->box);
}

/* The room for cells above the box. */
static Rect map_room(const CompareMeasures *m, const CompareCard *card, bool gradient, float pad) {
    const float top = card->card.y + (gradient ? map_px(m->unit, 160) : m->map_top);
    const float after = gradient ? map_px(m->unit, 16) : m->after_map;
    const float wider = gradient ? fminf(pad - 4, map_px(m->unit, 8)) : 0;
    return (Rect){card->inner.x - wider, top, card->inner.w + 2 * wider, fmaxf(1, card->box.y - after - top)};
}

static void place_card(const StageScope *scope, CompareLayout *layout, int i, Camera camera) {
    const CompareMeasures *m = &layout->measures;
    CompareCard *card = &layout->card[i];
    const bool gradient = scope->scene->compare.gradient;
    const bool whole = layout->input.pitch <= layout->fit;
    const float pad = fminf(m->pad, card->card.w / 12);
    place_texts(scope, m, card, pad);
    card->map = map_room(m, card, gradient, pad);
    if (gradient) {
        card->grid = place_gradient(scope, layout, card->map, camera);
        card->from = place_from(scope, layout, card, i == COMPARE_GLOBAL);
    } else {
        card->grid = place_outputs(scope, layout, card->map, camera);
        card->grid.style = output_style(scope, &card->grid, i);
    }
    card->outputs_over = rect_inset(card->grid.view, whole ? -2 * m->map.hue_line : 0);
}

/* The row over the cards: tabs at its left, the class's switch at its right, the seed between them where
 * there is room, else above the switch. */
static void place_view_row(const StageScope *scope, CompareLayout *layout, Rect row) {
    const Pen *pen = &scope->pen;
    const float hide = fminf(row.w / 2 - layout->measures.between, pen_px(pen, 140));
    const float taken = hide + pen_px(pen, 24);
    const float seed = fminf(pen_px(pen, 180), row.w / 2);
    const bool beside = row.w >= pen_px(pen, 176 + 24 + 180) + taken;
    const float right = row.x + row.w;
    const float above = row.y - ((row.h + pen_px(pen, 28)) / 2 + pen_px(pen, 4));
    layout->view_tabs = (Rect){row.x, row.y, fminf(row.w / 2, pen_px(pen, 176)), row.h};
    layout->hide_answers = (Rect){right - hide, row.y, hide, row.h};
    layout->seed = (Rect){right - seed - (beside ? taken : 0), beside ? row.y : above, seed, row.h};
}

/* Where the fourth column is chosen. */
static Rect place_fourth(const CompareLayout *layout) {
    const float size = map_px(layout->measures.unit, 28);
    const CompareCard *card = &layout->card[PS_COMPARE_COLUMNS - 1];
    const float right = card->inner.x + card->inner.w;
    return (Rect){right - size + 2, card->title_y - size / 2, size, size};
}

/* The formula grows with its card, by the height that the outputs leave. */
static void grow_formula(const StageScope *scope, CompareMeasures *m, float width, float height) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    const float inner = width - 2 * fminf(m->pad, width / 12);
    const float shape = (float)walk->output[PS_HEIGHT] / (float)walk->output[PS_WIDTH];
    const float map = fmaxf(inner, fminf(shape * inner, height));
    const float spare = height - card_rest(m) - map;
    const float wide = inner / map_px(m->unit, FORMULA_WIDTH);
    const float scale = fminf(fminf(wide, 1 + spare / m->box), FORMULA_GROWTH);
    if (scale <= 1) {
        return;
    }
    m->box = roundf(m->box * scale);
    m->box_pad = roundf(m->box_pad * scale);
    m->terms = roundf(m->terms * scale);
    m->result_row = roundf(m->result_row * scale);
    m->formula.size = (int)((float)m->formula.size * scale);
    m->result.size = (int)((float)m->result.size * scale);
}

/* How wide a title is at a font, with its mark. */
static float title_width(const StageScope *scope, int column, Font font) {
    const char *title = _(column_look(scope->facts->compared.columns[column])->title);
    return (float)font.size * 1.2F + canvas_text_width(scope->pen.canvas, font, title);
}

/* All titles are of one size, and all questions, at which the longest fits; cards have what that leaves
 * beside them. */
static void level_words(const StageScope *scope, CompareMeasures *m, float width) {
    const float spare = floorf((width - question_width(scope, m->question)) / 2);
    m->pad = fminf(m->pad, fmaxf(m->pad_least, spare));
    const float pad = fminf(m->pad, width / 12);
    const float inner = width - 2 * pad;
    const float title = width - pad - fmaxf(pad, map_px(m->unit, TITLE_OFF_EDGE));
    while (m->question.size > WORDS_LEAST && question_width(scope, m->question) > inner) {
        m->question.size--;
    }
    for (int i = 0; i < column_count(scope); i++) {
        while (m->map.title.size > WORDS_LEAST && title_width(scope, i, m->map.title) > title) {
            m->map.title.size--;
        }
    }
}

/* And so are all numbers. */
static void level_numbers(CompareLayout *layout) {
    int size = 0;
    for (int i = 0; i < layout->cards; i++) {
        const int own = layout->card[i].grid.style.font.size;
        size = own > 0 && (size == 0 || own < size) ? own : size;
    }
    for (int i = 0; i < layout->cards; i++) {
        Font *font = &layout->card[i].grid.style.font;
        font->size = font->size > 0 ? size : 0;
    }
}

void compare_layout(const StageScope *scope, Camera camera, CompareLayout *layout) {
    *layout = (CompareLayout){.measures = choose_measures(scope), .cards = column_count(scope)};
    const CompareMeasures *m = &layout->measures;
    const Rect area = scope->area;
    place_input(scope, camera, layout);
    const bool slot = layout->cards < PS_COMPARE_COLUMNS && !scope->presenter;
    const float left = area.x + input_room(scope, m);
    const float right = area.x + area.w - m->right;
    const float end = slot ? right - m->slot - m->between : right;
    const float w = floorf((end - left - m->between * (float)(layout->cards - 1)) / (float)layout->cards);
    const float top = area.y + m->card_top;
    const float h = area.h - m->card_top - m->bottom;
    layout->input_panel = (Rect){area.x, area.y, left - area.x, area.h};
    if (scope->presenter) {
        level_words(scope, &layout->measures, w);
    }
    grow_formula(scope, &layout->measures, w, h);
    place_view_row(scope, layout, (Rect){left, area.y + m->top, end - left, m->view_height});
    for (int i = 0; i < layout->cards; i++) {
        layout->card[i].card = (Rect){left + (w + m->between) * (float)i, top, w, h};
        place_card(scope, layout, i, camera);
    }
    if (scope->presenter) {
        level_numbers(layout);
    }
    if (layout->cards == PS_COMPARE_COLUMNS) {
        layout->fourth = place_fourth(layout);
    } else if (slot) {
        layout->fourth = (Rect){right - m->slot, top, m->slot, h};
    }
}

Rect compare_global_cell(const CompareLayout *layout) {
    const Rect map = layout->card[COMPARE_GLOBAL].map;
    const float side = fminf(map.w, map.h);
    return (Rect){map.x + (map.w - side) / 2, map.y + (map.h - side) / 2, side, side};
}

CompareBars compare_bars(const StageScope *scope, const CompareLayout *layout) {
    const Compared *compared = &scope->facts->compared;
    const int channels = scope->scene->input.channels;
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
    const float words = fminf(room.h / 5, map_px(layout->measures.unit, 22));
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
