/* Rows are as high as lets all be seen, where that is high enough; else they scroll. */
#include "app/stages/field/table/table_place.h"

#include "app/stages/field/scrolled.h"
#include "app/stages/field/table/table_foot.h"

#include <math.h>

/* All in units. */
enum {
    HEADER = 24,
    ROW_LEAST = 24,
    ROW_MOST = 30,
    BESIDE = 12, /* a row's ground reaches past the figures at both ends */
    THUMB = 10,
    CARD_HEIGHT = 640,
    CARD_PAD = 24,
    CARD_HEAD = 56
};

/* Of all rows, and of the totals where they stand under them. */
static float table_height(const FieldTable *table, bool totals) {
    return field_table_top(table, table->stack->row_count) + (totals ? field_table_totals_height(table) : 0);
}

/* Where rows begin: whole ones at both ends of what is seen, but for one with a sentence under it. */
static Point rows_origin(const FieldTablePlace *place) {
    const float row = place->table.row;
    Point origin = {place->view.x, place->view.y};
    if (place->scrolls) {
        origin = field_scroll_origin(place->table.scope, FIELD_SCROLL_TABLE, place->view);
    }
    if (place->table.failed < 0) {
        origin.y = place->view.y - roundf((place->view.y - origin.y) / row) * row;
    }
    return origin;
}

/* Header, rows and, under those and never scrolled, the totals. A thumb covers nothing that cannot be
 * scrolled out from under it. */
static void place_rows(FieldTablePlace *place) {
    const FieldTable *table = &place->table;
    const Rect room = place->room;
    const float beside = place->beside;
    const float width = table->width + 2 * beside;
    const float rows = field_table_top(table, table->stack->row_count);
    const float totals = place->totals ? field_table_totals_height(table) : 0;
    place->head = (Rect){room.x - beside, room.y, room.w + 2 * beside, field_table_px(table, HEADER)};
    const Rect head = place->head;
    const bool across = width > head.w + 0.5F;
    const float thumb = across ? field_table_px(table, THUMB) : 0;
    float height = room.h - head.h - totals;
    place->scrolls = across || rows > height + 0.5F;
    if (rows + thumb > height + 0.5F) {
        height = fmaxf(1, floorf((height - thumb) / table->row)) * table->row + thumb;
    }
    place->view = (Rect){head.x, head.y + head.h, head.w, height};
    place->height = rows + thumb;
    place->width = across ? width + thumb : head.w;
    place->origin = rows_origin(place);
    place->origin.x += beside;
    place->totals_y = place->view.y + fminf(rows + thumb, height);
}

/* extra: the rows of totals. */
static void settle_rows(FieldTable *table, float room, int extra) {
    const float rows = (room - table->failure) / (float)(table->stack->row_count + extra);
    if (rows >= (float)ROW_LEAST * table->unit) {
        table->row = floorf(fminf(rows, (float)ROW_MOST * table->unit));
    }
}

/* The room is the layout's, less a foot where there is one. */
static void place_room(const StageScope *scope, const FieldLayout *layout, FieldTablePlace *place) {
    const float unit = layout->unit;
    Rect room = layout->table;
    place->acts = !scope->presenter && !scope->still;
    place->beside = roundf((float)BESIDE * unit);
    room.w -= place->beside;
    room.h += roundf(8 * unit) - (place->acts ? roundf((FIELD_TABLE_FOOT + 4) * unit) : 0);
    place->room = room;
    place->foot = (Rect){room.x, room.y, room.w, roundf(FIELD_TABLE_FOOT * unit)};
}

/* Its smallest words are 12 units high: as large as words have to be, but for columns that must fit. */
static float unit_that_fits(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown,
                            float width) {
    float unit = fmaxf(layout->unit, layout->least / 12);
    while (unit > layout->unit && field_table_lay(scope, shown, unit, width).width > width + 0.5F) {
        unit = fmaxf(layout->unit, unit * 0.96F);
    }
    return unit;
}

FieldTablePlace field_table_place(const StageScope *scope, const FieldLayout *layout,
                                  const FieldShown *shown) {
    FieldTablePlace place = {0};
    place_room(scope, layout, &place);
    const Rect room = place.room;
    const float thumb = roundf((float)THUMB * layout->unit);
    const float unit = unit_that_fits(scope, layout, shown, room.w - thumb);
    const float rows = room.h - roundf((float)HEADER * unit);
    FieldTable table = field_table_lay(scope, shown, unit, room.w);
    place.totals = place.acts && !field_table_foot_has_totals(&table, place.foot);
    settle_rows(&table, rows, place.totals);
    if (table_height(&table, place.totals) > rows + 0.5F) {
        table = field_table_lay(scope, shown, unit, room.w - thumb);
    }
    /* The foot follows what is above it. */
    const float end = roundf((HEADER + 8) * unit) + table_height(&table, place.totals);
    place.foot.y += fminf(room.h + roundf(4 * unit), end);
    place.table = table;
    place_rows(&place);
    return place;
}

float field_table_card_height(const FieldShown *shown) {
    const PsPlan *plan = &shown->stack->plan;
    const float rows = (float)(shown->stack->row_count + 1) * 26 + HEADER + CARD_HEAD + CARD_PAD + 16;
    return plan->failed < plan->count ? CARD_HEIGHT : fminf(rows, CARD_HEIGHT);
}

FieldTablePlace field_table_place_in(const StageScope *scope, const FieldShown *shown, Rect box) {
    const Pen *pen = &scope->pen;
    const float pad = pen_px(pen, CARD_PAD);
    const float head = pen_px(pen, CARD_HEAD);
    const float beside = pen_px(pen, BESIDE);
    FieldTablePlace place = {.room = {box.x + pad + beside, box.y + head,
                                      box.w - 2 * pad - 2 * beside - pen_px(pen, THUMB), box.h - head - pad},
                             .beside = beside,
                             .totals = true};
    place.table = field_table_lay(scope, shown, pen->unit, place.room.w);
    place_rows(&place);
    return place;
}

Rect field_table_row(const FieldTablePlace *place, int row) {
    const FieldTable *table = &place->table;
    const float beside = place->beside;
    return (Rect){place->origin.x - beside, place->origin.y + field_table_top(table, row),
                  table->width + 2 * beside, field_table_height(table, row)};
}

bool field_table_row_seen(const FieldTablePlace *place, int row) {
    const Rect rect = field_table_row(place, row);
    return rect.y < place->view.y + place->view.h && rect.y + rect.h > place->view.y;
}

Rect field_table_header(const FieldTablePlace *place, FieldColumn column) {
    const FieldTableColumn *at = &place->table.columns[column];
    return (Rect){place->origin.x + at->left, place->head.y, at->right - at->left, place->head.h};
}
