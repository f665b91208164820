/* The table of layers under the image, and the same with all columns as a card over the stage.
 *
 * A row is its layer: a press shows its step. Headers stay, rows scroll where there is no room for all; what
 * all layers come to stands in the foot, beside what acts on the table.
 */
#include "app/stages/field/table/table.h"

#include "app/stages/field/look.h"
#include "app/stages/field/table/table_foot.h"
#include "app/stages/field/table/table_layout.h"
#include "app/stages/field/view.h"
#include "app/ui/dialog.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* All in units. */
enum {
    HEADER = 24,
    ROW_LEAST = 24,
    ROW_MOST = 30,
    BESIDE = 12, /* a row's ground reaches past the figures at both ends */
    THUMB = 10,
    CARD_WIDTH = 900,
    CARD_HEIGHT = 640,
    CARD_PAD = 24,
    CARD_HEAD = 56
};

static UiId table_id(void) {
    return ui_id("field table");
}

static Rect header_rect(const FieldTable *table, FieldColumn column, Point at, Rect view) {
    const FieldTableColumn *place = &table->columns[column];
    return (Rect){at.x + place->left, view.y, place->right - place->left, view.h};
}

static void draw_headers(const FieldTable *table, Canvas *canvas, Point at, Rect view) {
    const Color ink = table->theme->muted;
    const float y = view.y + view.h / 2;
    canvas_text(canvas, table->small, at.x + table->name, y, ink, _("layer"));
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        if (table->columns[column].shown) {
            canvas_text_aligned(canvas, table->small, at.x + table->columns[column].right, y, ALIGN_RIGHT, 0,
                                ink, _(field_columns[column].title));
        }
    }
}

/* What a column is, said where it is pointed at. */
static void run_header(const FieldTable *table, FieldColumn column, Rect rect) {
    Ui *ui = table->context->ui;
    const UiId id = ui_id_number(table_id(), -1 - (int)column);
    const UiAct act = ui_interact(ui, id, rect, UI_YIELDS | UI_KEEPS_FOCUS);
    ui_tooltip(ui, act, rect, _(field_columns[column].tooltip));
}

static void run_headers(const FieldTable *table, Point at, Rect view) {
    canvas_push_clip(table->canvas, view);
    draw_headers(table, table->canvas, at, view);
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        if (table->columns[column].shown) {
            run_header(table, (FieldColumn)column, header_rect(table, (FieldColumn)column, at, view));
        }
    }
    canvas_pop_clip(table->canvas);
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
    Color ink = look.muted && !chosen ? theme->muted : theme->text;
    ink = chosen && column == FIELD_SIZE && !look.covered ? theme->window_text : ink;
    float right = at.x + place->right;
    if (!whole) {
        right -= place->after + place->fraction - fraction_of(table, text);
    }
    const bool word = strcmp(text, _("all")) == 0;
    canvas_text_aligned(canvas, word ? table->small : table->mono, right, at.y, ALIGN_RIGHT, 0, ink, text);
    if (!whole && place->after > 0) {
        canvas_text_aligned(canvas, table->mono, at.x + place->right, at.y, ALIGN_RIGHT, 0, theme->muted,
                            "%");
    }
}

static void draw_ground(const FieldTable *table, Canvas *canvas, int row, Rect rect, bool hovered) {
    const Theme *theme = table->theme;
    const bool chosen = row == table->shown->row;
    const float radius = field_table_px(table, 8);
    if (chosen || hovered) {
        canvas_fill(canvas, rect, radius, chosen ? theme->raised : theme->panel);
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
    char text[PS_ERROR_TEXT_SIZE + PS_LAYER_TITLE_SIZE];
    field_table_failure(table, text, sizeof text);
    const float line = 16 * table->unit;
    const Rect room = {at.x + table->name, at.y + table->row + line / 2 - field_table_px(table, 4),
                       table->failure_room, 0};
    canvas_paragraph(canvas, table->small, room, line, table->theme->wrong, text, true);
}

static void ask_for(const FieldTable *table, int row) {
    table->context->requests->step = row + 1;
    table->context->ui->changed = true;
}

static void say_about(const FieldTable *table, int row, UiAct act, Rect rect) {
    char text[UI_NOTE_SIZE];
    if (act.hovered) {
        if (!field_table_reason(table, row, text, sizeof text)) {
            field_table_words(table, row, text, sizeof text);
        }
        ui_tooltip(table->context->ui, act, rect, text);
    }
}

/* Where a row takes the pointer and has its ground: past its figures at both ends. */
static Rect row_rect(const FieldTable *table, int row, Point at) {
    const float beside = field_table_px(table, BESIDE);
    return (Rect){at.x - beside, at.y, table->width + 2 * beside, field_table_height(table, row)};
}

/* at: where the row's own content begins. */
static void draw_row(const FieldTable *table, Canvas *canvas, int row, Point at, bool hovered) {
    const Point line = {at.x, at.y + roundf(table->row / 2)};
    draw_ground(table, canvas, row, row_rect(table, row, at), hovered);
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

static void report_row(const FieldTable *table, int row, Rect rect) {
    Ui *ui = table->context->ui;
    const bool focused = ui->focus == table_id() && row == table->shown->row;
    char label[32];
    char words[UI_NOTE_SIZE];
    snprintf(label, sizeof label, "Layer %d", row + 1);
    field_table_words(table, row, words, sizeof words);
    ui_report(ui, UI_ROLE_ROW, label, words, rect, true, focused);
    if (focused && ui->ring) {
        ui_ring(ui, rect, field_table_px(table, 8));
    }
}

static void run_row(const FieldTable *table, int row, Point at) {
    const Rect rect = row_rect(table, row, at);
    const UiId id = ui_id_number(table_id(), row + 1);
    const UiAct act = ui_interact(table->context->ui, id, rect, UI_YIELDS | UI_KEEPS_FOCUS);
    draw_row(table, table->canvas, row, at, act.hovered);
    say_about(table, row, act, rect);
    report_row(table, row, rect);
    if (act.clicked) {
        ask_for(table, row);
    }
}

/* Rows out of sight are in the tree all the same, where somebody reads it. */
static void run_rows(const FieldTable *table, Point at, Rect view) {
    const bool all = table->context->ui->want_tree;
    for (int row = 0; row < table->stack->row_count; row++) {
        const float top = at.y + field_table_top(table, row);
        const bool seen = top < view.y + view.h && top + field_table_height(table, row) > view.y;
        if (seen || all) {
            run_row(table, row, (Point){at.x, top});
        }
    }
}

static void run_keys(const FieldTable *table, Rect rect) {
    Ui *ui = table->context->ui;
    const UiId id = table_id();
    const UiAct act = ui_interact(ui, id, (Rect){0}, UI_STOP | UI_NO_RING);
    const int to = table->shown->row + ui_key(ui, id, UI_KEY_DOWN, 0) - ui_key(ui, id, UI_KEY_UP, 0);
    if (to != table->shown->row && to >= 0 && to < table->stack->row_count) {
        ask_for(table, to);
    }
    ui_report(ui, UI_ROLE_TABLE, N_("Table of layers"), "", rect, true, act.focused && table->shown->row < 0);
    if (act.focused && ui->ring && table->shown->row < 0) {
        ui_ring(ui, rect, field_table_px(table, 8));
    }
}

/* The chosen row comes into view when another step is shown. */
static void follow_step(const FieldTable *table, const char *scroll, Point origin, Rect view) {
    FieldStageView *view_state = table->context->view;
    const int row = table->shown->row;
    if (view_state->table_step != row + 1 && row >= 0) {
        ui_scroll_reveal(table->context->ui, scroll,
                         (Rect){view.x, origin.y + field_table_top(table, row), 1, 2 * table->row});
    }
    view_state->table_step = row + 1;
}

/* Of all rows, and of the totals where they stand under them. */
static float table_height(const FieldTable *table, bool totals) {
    return field_table_top(table, table->stack->row_count) + (totals ? field_table_totals_height(table) : 0);
}

/* Header and rows in a room; totals: a row for all at their end. */
static void run_table(const FieldTable *table, Rect room, bool totals) {
    Ui *ui = table->context->ui;
    const float beside = field_table_px(table, BESIDE);
    const char *scroll = N_("Scroll the table");
    const Rect head = {room.x - beside, room.y, room.w + 2 * beside, field_table_px(table, HEADER)};
    const Rect view = {head.x, head.y + head.h, head.w, room.h - head.h};
    const float rows = field_table_top(table, table->stack->row_count);
    float height = table_height(table, totals);
    float width = table->width + 2 * beside;
    run_keys(table, room);
    /* A thumb lies over nothing that cannot be scrolled out from under it. */
    const bool across = width > view.w + 0.5F;
    height += across ? field_table_px(table, THUMB) : 0;
    const bool scrolls = across || height > view.h + 0.5F;
    width = across ? width + field_table_px(table, THUMB) : view.w;
    Point at = {view.x, view.y};
    if (scrolls) {
        at = ui_scroll_begin(ui, scroll, view);
    }
    at.x += beside;
    run_rows(table, at, view);
    if (totals) {
        field_table_totals(table, (Point){at.x, at.y + rows});
    }
    if (scrolls) {
        ui_scroll_end(ui, scroll, width, height);
        follow_step(table, scroll, at, view);
    }
    run_headers(table, (Point){at.x, head.y}, head);
}

/* Closed by Escape, its button, or a press beside it. */
static void run_card(const StageContext *context, const FieldShown *shown) {
    Ui *ui = context->ui;
    FieldStageView *view = context->view;
    const float pad = ui_px(ui, CARD_PAD);
    const float head = ui_px(ui, CARD_HEAD);
    const float rows = (float)(shown->stack->row_count + 1) * 26 + HEADER + CARD_HEAD + CARD_PAD + 16;
    const bool failed = shown->stack->plan.failed < shown->stack->plan.count;
    const Rect box = dialog_place(ui, CARD_WIDTH, failed ? CARD_HEIGHT : fminf(rows, CARD_HEIGHT));
    const Rect room = {box.x + pad + ui_px(ui, BESIDE), box.y + head,
                       box.w - 2 * pad - 2 * ui_px(ui, BESIDE) - ui_px(ui, THUMB), box.h - head - pad};
    const FieldTable table = field_table_lay(context, shown, ui->unit, room.w);
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_DIALOG, box, N_("All layers"));
    const float top = box.y + ui_px(ui, 14);
    ui_label(ui, (Rect){box.x + pad, top, ui_px(ui, 120), ui_px(ui, FIELD_TABLE_FOOT)},
             ui_font(ui, FONT_SEMIBOLD, 20), ui->theme->text, ALIGN_LEFT, _("All layers"));
    field_table_buttons(&table, box.x + box.w - pad, top, true);
    run_table(&table, room, true);
    const bool outside =
        ui->event.kind == UI_EVENT_DOWN && !ui->consumed && !rect_contains(box, ui->x, ui->y);
    if (outside || ui_key_anywhere(ui, UI_KEY_ESCAPE, 0)) {
        ui_take(ui);
        view->table_open = false;
        ui->changed = true;
    }
    dialog_end(ui, before);
}

/* Rows are as high as lets all be seen, where that is high enough; extra: those of totals. */
static void settle_rows(FieldTable *table, float room, int extra) {
    const float rows = (room - table->failure) / (float)(table->stack->row_count + extra);
    if (rows >= (float)ROW_LEAST * table->unit) {
        table->row = floorf(fminf(rows, (float)ROW_MOST * table->unit));
    }
}

void field_table(const StageContext *context, const FieldLayout *layout, const FieldShown *shown) {
    const FieldStageView *view = context->view;
    if (view->table_open) {
        run_card(context, shown);
        return;
    }
    const float unit = layout->unit;
    const bool acts = !context->scope.presenter && !context->scope.still;
    Rect room = layout->table;
    room.w -= roundf((float)BESIDE * unit);
    const float foot = acts ? roundf((FIELD_TABLE_FOOT + 4) * unit) : 0;
    room.h += roundf(8 * unit) - foot;
    const float rows = room.h - roundf((float)HEADER * unit);
    FieldTable table = field_table_lay(context, shown, unit, room.w);
    Rect bar = {room.x, room.y, room.w, roundf(FIELD_TABLE_FOOT * unit)};
    const bool totals = acts && !field_table_foot_has_totals(&table, bar);
    settle_rows(&table, rows, totals);
    if (table_height(&table, totals) > rows + 0.5F) {
        table = field_table_lay(context, shown, unit, room.w - roundf((float)THUMB * unit));
    }
    /* The foot follows what is above it. */
    const float end = roundf((HEADER + 8) * unit) + table_height(&table, totals);
    bar.y += fminf(room.h + roundf(4 * unit), end);
    run_table(&table, room, totals);
    if (acts) {
        field_table_foot(&table, bar);
    }
}
