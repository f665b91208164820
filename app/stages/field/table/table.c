/* What is pressed in the table of layers under the image, and the card over the stage with all its columns.
 *
 * A row is its layer: a press shows its step. Headers stay, rows scroll where there is no room for all; what
 * all layers come to is in the foot, beside what acts on the table.
 */
#include "app/stages/field/table/table.h"

#include "app/stages/field/scrolled.h"
#include "app/stages/field/table/table_draw.h"
#include "app/stages/field/table/table_foot.h"
#include "app/ui/dialog.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>

/* In units. */
enum { CARD_WIDTH = 900, CARD_PAD = 24, CARD_TOP = 14, CARD_TITLE = 120 };

static UiId table_id(void) {
    return ui_id("field table");
}

/* What a column is, said where it is pointed at. */
static void run_header(const StageContext *context, FieldColumn column, Rect rect) {
    const UiId id = ui_id_number(table_id(), -1 - (int)column);
    const UiAct act = ui_interact(context->ui, id, rect, UI_YIELDS | UI_KEEPS_FOCUS);
    ui_tooltip(context->ui, act, rect, _(field_columns[column].tooltip));
}

static void run_headers(const StageContext *context, const FieldTablePlace *place) {
    canvas_push_clip(context->ui->canvas, place->head);
    for (int column = 0; column < FIELD_COLUMN_COUNT; column++) {
        if (place->table.columns[column].shown) {
            run_header(context, (FieldColumn)column, field_table_header(place, (FieldColumn)column));
        }
    }
    canvas_pop_clip(context->ui->canvas);
}

static void ask_for(const StageContext *context, int row) {
    context->requests->step = row + 1;
    context->ui->changed = true;
}

static void say_about(const StageContext *context, const FieldTable *table, int row, UiAct act, Rect rect) {
    char text[UI_NOTE_SIZE];
    if (act.hovered) {
        if (!field_table_reason(table, row, text, sizeof text)) {
            field_table_words(table, row, text, sizeof text);
        }
        ui_tooltip(context->ui, act, rect, text);
    }
}

static void run_row(const StageContext *context, const FieldTablePlace *place, int row) {
    const Rect rect = field_table_row(place, row);
    FieldStageView *view = context->view;
    const UiId id = ui_id_number(table_id(), row + 1);
    const UiAct act = ui_interact(context->ui, id, rect, UI_YIELDS | UI_KEEPS_FOCUS);
    if (act.hovered) {
        view->table_row = row + 1;
        say_about(context, &place->table, row, act, rect);
    }
    if (act.clicked) {
        ask_for(context, row);
    }
}

/* The row pointed at has another ground from the next pass on. */
static void run_rows(const StageContext *context, const FieldTablePlace *place) {
    FieldStageView *view = context->view;
    const int before = view->table_row;
    view->table_row = 0;
    for (int row = 0; row < place->table.stack->row_count; row++) {
        if (field_table_row_seen(place, row)) {
            run_row(context, place, row);
        }
    }
    context->ui->changed |= view->table_row != before;
}

/* The focus is at the chosen row; before the first step at the table. */
static void mark_focus(const StageContext *context, const FieldTablePlace *place) {
    const int row = place->table.shown->row;
    char label[FIELD_TABLE_LABEL];
    field_table_label(row, label);
    ui_tree_focus(&context->ui->tree, row < 0 ? N_("Table of layers") : label);
    if (context->ui->ring) {
        ui_ring(context->ui, row < 0 ? place->room : field_table_row(place, row),
                field_table_px(&place->table, 8));
    }
}

/* True where the table has the focus. */
static bool run_keys(const StageContext *context, const FieldTablePlace *place) {
    Ui *ui = context->ui;
    const UiId id = table_id();
    const int row = place->table.shown->row;
    const UiAct act = ui_interact(ui, id, (Rect){0}, UI_STOP | UI_NO_RING);
    const int to = row + ui_key(ui, id, UI_KEY_DOWN, 0) - ui_key(ui, id, UI_KEY_UP, 0);
    if (to != row && to >= 0 && to < place->table.stack->row_count) {
        ask_for(context, to);
    }
    return act.focused;
}

/* The chosen row comes into view when another step is shown. */
static void follow_step(const StageContext *context, const FieldTablePlace *place) {
    FieldStageView *view = context->view;
    const int row = place->table.shown->row;
    if (view->table_step != row + 1 && row >= 0) {
        const Rect rect = field_table_row(place, row);
        ui_scroll_reveal(context->ui, field_scroll_name(FIELD_SCROLL_TABLE),
                         (Rect){place->view.x, rect.y, 1, 2 * place->table.row});
    }
    view->table_step = row + 1;
}

static void run_table(const StageContext *context, const FieldTablePlace *place) {
    Ui *ui = context->ui;
    const char *name = field_scroll_name(FIELD_SCROLL_TABLE);
    const bool focused = run_keys(context, place);
    if (place->scrolls) {
        (void)ui_scroll_begin(ui, name, place->view);
    }
    run_rows(context, place);
    if (focused) {
        mark_focus(context, place);
    }
    if (place->scrolls) {
        ui_scroll_end(ui, name, place->width, place->height);
        follow_step(context, place);
        field_scroll_keep(context, FIELD_SCROLL_TABLE, place->view);
    }
    run_headers(context, place);
}

/* Closed by Escape, its button, or a press beside it. */
static void close_card(const StageContext *context, Rect box) {
    Ui *ui = context->ui;
    FieldStageView *view = context->view;
    const bool outside =
        ui->event.kind == UI_EVENT_DOWN && !ui->consumed && !rect_contains(box, ui->x, ui->y);
    if (outside || ui_key_anywhere(ui, UI_KEY_ESCAPE, 0)) {
        ui_take(ui);
        view->table_open = false;
        ui->changed = true;
    }
}

static void run_card(const StageContext *context, const FieldShown *shown) {
    Ui *ui = context->ui;
    const Rect box = dialog_place(ui, CARD_WIDTH, field_table_card_height(shown));
    const FieldTablePlace place = field_table_place_in(&context->scope, shown, box);
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_DIALOG, box, N_("All layers"));
    const float pad = ui_px(ui, CARD_PAD);
    const float top = box.y + ui_px(ui, CARD_TOP);
    const Rect title = {box.x + pad, top, ui_px(ui, CARD_TITLE), ui_px(ui, FIELD_TABLE_FOOT)};
    ui_label(ui, title, ui_font(ui, FONT_SEMIBOLD, 20), ui->theme->text, ALIGN_LEFT, _("All layers"));
    field_table_buttons(context, &place.table, box.x + box.w - pad, top, true);
    field_table_draw(&place, ui->canvas);
    run_table(context, &place);
    close_card(context, box);
    dialog_end(ui, before);
}

void field_table_controls(const StageContext *context, const FieldTablePlace *place,
                          const FieldShown *shown) {
    const FieldStageView *view = context->view;
    if (view->table_open) {
        run_card(context, shown);
        return;
    }
    run_table(context, place);
    if (place->acts) {
        field_table_buttons(context, &place->table, place->foot.x, place->foot.y, false);
    }
}
