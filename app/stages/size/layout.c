/* The rows of the stage and the scale of its axis. All measures in units, see SizeLayout. */
#include "app/stages/size/layout.h"

#include <math.h>

/* Where there is room to spare everything grows with it. */
#define GROWTH 1.6F

enum {
    WIDTH_LEAST = 560,
    WIDTH_WISH = 1016,
    CELL_MOST = 96,
    CELL_SMALL = 34, /* the height of cells that are narrower */
    CELL_WHOLE = 4,  /* the narrowest pitch at which an axis is shown whole */
    CELL_LENS = 40,  /* the pitch under a lens */
    TABS = 184,
    CARD_PRESENTED = 120 /* two lines */
};

enum {
    ROW_TOP,
    ROW_TABS,
    ROW_CAPTION,
    ROW_BAND_GAP,
    ROW_BAND,
    ROW_LABEL,
    ROW_OUTPUTS,
    ROW_STEM,
    ROW_AXIS,
    ROW_INDICES,
    ROW_RULER,
    ROW_CARD_GAP,
    ROW_CARD,
    ROW_BOTTOM,
    ROW_COUNT
};

/* The height a row needs, and the one it has where there is room. */
static const struct {
    float least, wish;
} rows[ROW_COUNT] = {
    [ROW_TOP] = {10, 18},    [ROW_TABS] = {30, 32},    [ROW_CAPTION] = {24, 44}, [ROW_BAND_GAP] = {4, 8},
    [ROW_BAND] = {32, 40},   [ROW_LABEL] = {16, 20},   [ROW_OUTPUTS] = {28, 46}, [ROW_STEM] = {16, 34},
    [ROW_AXIS] = {34, 68},   [ROW_INDICES] = {24, 30}, [ROW_RULER] = {28, 40},   [ROW_CARD_GAP] = {14, 34},
    [ROW_CARD] = {104, 244}, [ROW_BOTTOM] = {10, 48},
};

static float row_sum(bool wish) {
    float sum = 0;
    for (int i = 0; i < ROW_COUNT; i++) {
        const bool band = i == ROW_BAND || i == ROW_BAND_GAP;
        sum += wish && !band ? rows[i].wish : wish ? 0 : rows[i].least;
    }
    return sum;
}

/* In presenter mode captions are 1/40 of the height. */
static float choose_unit(const StageScope *scope) {
    if (scope->presenter) {
        return scope->room.h / 952 * 27 / 13;
    }
    const float unit = scope->pen.unit;
    const float wide = fminf(scope->room.w / (WIDTH_WISH * unit), scope->room.h / (row_sum(true) * unit));
    const float narrow = fminf(scope->room.w / (WIDTH_LEAST * unit), scope->room.h / (row_sum(false) * unit));
    const float least = fmaxf(0.6F, fminf(1, scope->plain_unit / unit));
    return unit * (wide > 1 ? fminf(wide, GROWTH) : fmaxf(least, fminf(1, narrow)));
}

Point size_least_size(const StageScope *scope) {
    const float unit = choose_unit(scope);
    return (Point){floorf(WIDTH_LEAST * unit), floorf(row_sum(false) * unit)};
}

float size_px(const SizeLayout *layout, float at_100) {
    return roundf(at_100 * layout->unit);
}

Font size_font(const SizeLayout *layout, FontFace face, float size) {
    const int pixels = (int)lroundf(size * layout->unit);
    return (Font){face, pixels < 6 ? 6 : pixels};
}

float size_text_width(const StageScope *scope, Font font, const char *text) {
    return canvas_text_width(scope->pen.canvas, font, text);
}

Font size_fit(const StageScope *scope, Font font, const char *text, float room) {
    return canvas_fit(scope->pen.canvas, font, 6, room, text);
}

/* The height of each row: the least, and of the room that is left its share of what it wishes more. */
static void settle_rows(float room, float cell, bool lens, bool presenter, float heights[ROW_COUNT]) {
    float least = 0;
    float wish = 0;
    float more[ROW_COUNT];
    for (int i = 0; i < ROW_COUNT; i++) {
        const bool gone = !lens && (i == ROW_BAND || i == ROW_BAND_GAP);
        const float wished = i == ROW_AXIS                ? fmaxf(cell, rows[i].least)
                             : presenter && i == ROW_CARD ? CARD_PRESENTED
                                                          : rows[i].wish;
        heights[i] = gone ? 0 : rows[i].least;
        more[i] = gone ? 0 : wished - rows[i].least;
        least += heights[i];
        wish += more[i];
    }
    const float share = fminf(1, fmaxf(0, room - least) / fmaxf(1, wish));
    for (int i = 0; i < ROW_COUNT; i++) {
        heights[i] += more[i] * share;
    }
}

static Rect take(Rect *rest, float height) {
    const float end = roundf(rest->y + height);
    const Rect row = {rest->x, roundf(rest->y), rest->w, end - roundf(rest->y)};
    rest->h -= height;
    rest->y += height;
    return row;
}

static void place_head(SizeLayout *layout, Rect row) {
    const float tabs = fminf(size_px(layout, TABS), row.w / 2);
    const float gap = size_px(layout, 22);
    layout->tabs = (Rect){row.x, row.y, tabs, row.h};
    layout->title = (Rect){row.x + tabs + gap, row.y, row.w - tabs - gap, row.h};
}

SizeLayout size_layout(const StageScope *scope, int64_t cells) {
    SizeLayout layout = {.unit = choose_unit(scope)};
    const float unit = layout.unit;
    const float spare = (scope->area.w / unit - WIDTH_LEAST) / (WIDTH_WISH - WIDTH_LEAST);
    const float margin = roundf(unit * (24 + 36 * fminf(1, fmaxf(0, spare))));
    Rect rest = {scope->area.x + margin, scope->area.y, scope->area.w - 2 * margin, scope->area.h};
    layout.content = rest;
    const float pitch = rest.w / (float)(cells > 0 ? cells : 1);
    const bool lens = pitch < CELL_WHOLE * unit;
    float heights[ROW_COUNT];
    const float cell = fminf(CELL_MOST, lens ? CELL_SMALL : fmaxf(CELL_SMALL, pitch / unit));
    settle_rows(rest.h / unit, cell, lens, scope->presenter, heights);
    Rect made[ROW_COUNT];
    for (int i = 0; i < ROW_COUNT; i++) {
        made[i] = take(&rest, heights[i] * unit);
    }
    place_head(&layout, made[ROW_TABS]);
    layout.caption = made[ROW_CAPTION];
    layout.band = lens ? made[ROW_BAND] : (Rect){0};
    layout.label = made[ROW_LABEL];
    layout.outputs = made[ROW_OUTPUTS];
    layout.axis = made[ROW_AXIS];
    layout.indices = made[ROW_INDICES];
    layout.ruler = made[ROW_RULER];
    layout.card = made[ROW_CARD];
    const float top = layout.caption.y + layout.caption.h;
    layout.chain = (Rect){layout.content.x, top, layout.content.w, made[ROW_BOTTOM].y - top};
    return layout;
}

/* Less than the whole: what the lens shows, kept inside; as many cells to both sides of its middle. */
static void place_lens(SizeScale *scale, float unit, float width, PsRange all, double middle) {
    const double positions = (double)(all.end - all.first);
    scale->lens = true;
    scale->count = fmin(positions, 2 * floor((double)(width / (2 * CELL_LENS * unit))));
    scale->first = fmin(fmax(middle - scale->count / 2, (double)all.first), (double)all.end - scale->count);
}

/* The cells in the middle, as long as what hangs over their end has room. */
static float origin_of(const SizeScale *scale, Rect content, double cells) {
    const float all = (float)(scale->pitch * scale->count) - scale->gap;
    const float own = (float)(scale->pitch * fmin(cells, scale->count)) - scale->gap;
    return roundf(content.x + fmaxf(0, fminf((content.w - own) / 2, content.w - all)));
}

SizeScale size_scale(const SizeLayout *layout, PsRange all, int64_t cells, double middle) {
    const float width = layout->content.w;
    SizeScale scale = {.first = (double)all.first, .count = (double)(all.end - all.first)};
    if (layout->band.h > 0) {
        place_lens(&scale, layout->unit, width, all, middle);
    }
    scale.pitch = fmin((double)width / scale.count, (double)layout->axis.h + 4 * (double)layout->unit);
    scale.pitch = scale.pitch >= 12 ? floor(scale.pitch) : scale.pitch;
    const bool large = scale.pitch >= 30 * (double)layout->unit;
    scale.gap = scale.pitch < 3 ? 0 : large ? fmaxf(2, size_px(layout, 4)) : 1;
    scale.x = origin_of(&scale, layout->content, (double)cells);
    scale.seen.first = (int64_t)floor(scale.first);
    scale.seen.end = (int64_t)ceil(scale.first + scale.count);
    return scale;
}

Rect size_clip(const SizeLayout *layout, const SizeScale *scale, Rect row, float over) {
    const float beside = size_px(layout, scale->lens ? 4 : 60);
    const float x = scale->lens ? scale->x : layout->content.x;
    const float w = scale->lens ? (float)(scale->pitch * scale->count) - scale->gap : layout->content.w;
    return (Rect){x - beside, row.y - over, w + 2 * beside, row.h + 2 * over};
}

float size_x(const SizeScale *scale, double position) {
    const double off = fmin(fmax(position - scale->first, -1e4), 1e4 + scale->count);
    return scale->x + (float)(off * scale->pitch);
}

Rect size_cell(const SizeScale *scale, Rect row, int64_t position) {
    const float x = roundf(size_x(scale, (double)position));
    const float end = roundf(size_x(scale, (double)position + 1) - scale->gap);
    return (Rect){x, row.y, fmaxf(1, end - x), row.h};
}

Rect size_span(const SizeScale *scale, Rect row, double first, double end) {
    const float x = roundf(size_x(scale, first) - scale->gap / 2);
    const float right = roundf(size_x(scale, end) - scale->gap / 2);
    return (Rect){x, row.y, fmaxf(1, right - x), row.h};
}
