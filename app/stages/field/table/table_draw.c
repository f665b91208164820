/* Draws the table of layers and tells it: headers, rows, totals. */
#include "app/stages/field/table/table_draw.h"

#include "app/stages/field/look.h"
#include "app/stages/field/scrolled.h"
#include "app/stages/field/table/table_foot.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void draw_headers(const FieldTablePlace *place, Canvas *canvas) {
    const FieldTable *table = &place->table;
    const Color ink = table->theme->muted;
    const float y = place->head.y + place->head.h / 2;
    canvas_push_clip(canvas, place->head);
    canvas_text(canvas, table->small, place->origin.x + table->name, y, ink, _("layer"));
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        if (table->columns[column].shown) {
            const Rect header = field_table_header(place, (FieldColumn)column);
            canvas_text_aligned(canvas, table->small, header.x + header.w, y, ALIGN_RIGHT, 0, ink,
                                _(field_columns[column].title));
        }
    }
    canvas_pop_clip(canvas);
}

/* How far a number reaches behind its decimal point. */
static float fraction_of(const FieldTable *table, const char *text) {
    const char *point = strchr(text, '.');
    return point != NULL ? (float)strlen(point) * table->advance : 0;
}

static void draw_figure(const FieldTable *table, Canvas *canvas, int row, FieldColumn column, Point at) {
    const Theme *theme = table->theme;
    const FieldTableColumn *place = &table->columns[column];
    const FieldTableLook look = field_table_look(table, row);
    const bool chosen = row == table->shown->row;
    char text[FIELD_FIGURE_SIZE];
    bool whole = false;
    field_table_text(table, row, column, text, &whole);
    const float come = field_shown_share(table->shown, table->shown->row);
    const bool was = table->shown->grows && row == table->shown->row - 1;
    Color ink = look.muted && !chosen ? theme->muted : theme->text;
    if (column == FIELD_SIZE && !look.covered && (chosen || was)) {
        ink = chosen ? theme->window_text : color_blend(ink, theme->window_text, come);
    }
    ink = chosen && table->shown->grows && field_columns[column].answer ? color_alpha(ink, come) : ink;
    float right = at.x + place->right;
    if (!whole) {
        right -= place->after + place->fraction - fraction_of(table, text);
    }
    const bool word = strcmp(text, _("all")) == 0;
    canvas_text_aligned(canvas, word ? table->small : table->mono, right, at.y, ALIGN_RIGHT, 0, ink, text);
    if (!whole && place->after > 0) {
        canvas_text_aligned(canvas, table->mono, at.x + place->right, at.y, ALIGN_RIGHT, 0,
                            chosen && table->shown->grows ? color_alpha(theme->muted, come) : theme->muted,
                            "%");
    }
}

static void draw_ground(const FieldTable *table, Canvas *canvas, int row, Rect rect) {
    const FieldStageView *view = table->scope->view;
    const Theme *theme = table->theme;
    const bool chosen = row == table->shown->row;
    const float radius = field_table_px(table, 8);
    const float come = table->shown->grows ? field_shown_share(table->shown, table->shown->row) : 1;
    if (chosen || view->table_row == row + 1) {
        canvas_fill(canvas, rect, radius, chosen ? color_alpha(theme->raised, come) : theme->panel);
    }
    if (table->shown->grows && row == table->shown->row - 1) {
        canvas_fill(canvas, rect, radius, color_alpha(theme->raised, 1 - come));
    }
    if (chosen && theme->raised == theme->background) {
        canvas_stroke(canvas, rect, radius, fmaxf(1, field_table_px(table, theme->hairline)), 0, theme->line);
    }
    if (field_table_look(table, row).idle && !chosen) {
        canvas_hatch(canvas, rect_inset(rect, field_table_px(table, 2)), radius,
                     fmaxf(5, field_table_px(table, 8)), false,
                     color_alpha(theme->line, theme->line == theme->text ? 0.3F : 0.8F));
    }
}

static void draw_name(const FieldTable *table, Canvas *canvas, int row, Point at) {
    const Theme *theme = table->theme;
    const int node = table->stack->rows[row];
    const PsLayer *layer = table->stack->plan.nodes[node].layer;
    const FieldTableLook look = field_table_look(table, row);
    const bool muted = look.muted && row != table->shown->row && row != table->failed;
    const bool marked = field_misaligned(table->stack, node);
    const float room = table->name_room - (marked ? 2 * table->advance : 0);
    char name[PS_LAYER_TITLE_SIZE];
    stacks_node_name(table->stack, node, name);
    icon_draw(canvas, field_mark(layer), (Point){at.x + field_table_px(table, 5), at.y},
              field_table_px(table, 13), muted ? theme->faint : field_hue(theme, layer));
    const float width = canvas_text_aligned(canvas, table->mono, at.x + table->name, at.y, ALIGN_LEFT, room,
                                            muted ? theme->muted : theme->text, name);
    if (marked) {
        canvas_text(canvas, table->mono, at.x + table->name + width + table->advance, at.y, theme->wrong,
                    "≠");
    }
}

static void draw_failure(const FieldTable *table, Canvas *canvas, Point at) {
    char text[PS_ERROR_TEXT_SIZE + FIELD_LAYER_SIZE];
    field_table_failure(table, text, sizeof text);
    const float line = 16 * table->unit;
    const Rect room = {at.x + table->name, at.y + table->row + line / 2 - field_table_px(table, 4),
                       table->failure_room, 0};
    canvas_paragraph(canvas, table->small, room, line, table->theme->wrong, text, true);
}

static void draw_row(const FieldTablePlace *place, Canvas *canvas, int row) {
    const FieldTable *table = &place->table;
    const Rect rect = field_table_row(place, row);
    const Point at = {place->origin.x, rect.y};
    const Point line = {at.x, at.y + roundf(table->row / 2)};
    draw_ground(table, canvas, row, rect);
    draw_name(table, canvas, row, line);
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        if (table->columns[column].shown) {
            draw_figure(table, canvas, row, (FieldColumn)column, line);
        }
    }
    if (row == table->failed) {
        draw_failure(table, canvas, at);
    }
}

static void tell_row(const FieldTablePlace *place, int row) {
    char label[FIELD_TABLE_LABEL];
    char words[UI_NOTE_SIZE];
    field_table_label(row, label);
    field_table_words(&place->table, row, words, sizeof words);
    pen_report(&place->table.scope->pen, UI_ROLE_ROW, label, words, field_table_row(place, row));
}

/* Rows out of sight are told all the same, where every cell is. */
static void draw_rows(const FieldTablePlace *place, Canvas *canvas) {
    const FieldTable *table = &place->table;
    for (int row = 0; row < table->stack->row_count; row++) {
        if (field_table_row_seen(place, row) || table->scope->pen.want_tree) {
            draw_row(place, canvas, row);
            tell_row(place, row);
        }
    }
}

void field_table_draw(const FieldTablePlace *place, Canvas *canvas) {
    const Pen *pen = &place->table.scope->pen;
    pen_report(pen, UI_ROLE_TABLE, N_("Table of layers"), "", place->room);
    if (place->scrolls) {
        const UiId before = pen_scroll_begin(pen, field_scroll_name(FIELD_SCROLL_TABLE), place->view);
        draw_rows(place, canvas);
        pen_scroll_end(pen, before);
    } else {
        draw_rows(place, canvas);
    }
    draw_headers(place, canvas);
    if (place->totals) {
        canvas_push_clip(canvas, (Rect){place->view.x, place->totals_y, place->view.w,
                                        field_table_totals_height(&place->table)});
        field_table_totals(&place->table, (Point){place->origin.x, place->totals_y});
        canvas_pop_clip(canvas);
    }
    if (place->acts) {
        field_table_foot(&place->table, place->foot);
    }
}
