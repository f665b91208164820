/* A cursor that moves down a column; rows know nothing of one another. */
#include "app/stages/shared/inspector_column.h"

#include "app/stages/shared/stage_controls.h"
#include "app/words.h"

#include <math.h>

InspectorColumn inspector_begin(const StageContext *context, Rect rect) {
    return (InspectorColumn){context, rect, rect.y + ui_px(context->ui, 16)};
}

float inspector_height(const InspectorColumn *column) {
    return column->y - column->rect.y;
}

Rect inspector_row(InspectorColumn *column, float height) {
    const Rect row = {column->rect.x, column->y, column->rect.w, ui_px(column->context->ui, height)};
    column->y += row.h;
    return row;
}

void inspector_skip(InspectorColumn *column, float height) {
    column->y += ui_px(column->context->ui, height);
}

void inspector_caption(InspectorColumn *column, const char *text) {
    Ui *ui = column->context->ui;
    ui_label(ui, inspector_row(column, 16), ui_font(ui, FONT_MEDIUM, 12), ui->theme->muted, ALIGN_LEFT, text);
    inspector_skip(column, 4);
}

int inspector_menu(InspectorColumn *column, const char *label, const char *tooltip, const char *value,
                   const char *const *items, int count, int selected) {
    Ui *ui = column->context->ui;
    const Rect row = inspector_row(column, 32);
    const float width = roundf(row.w * 0.54F);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), row.x, row.y + row.h / 2, ALIGN_LEFT,
                        row.w - width - ui_px(ui, 4), ui->theme->text, _(label));
    const MenuSpec spec = {.rect = {row.x + row.w - width, row.y + ui_px(ui, 2), width, ui_px(ui, 28)},
                           .label = label,
                           .tooltip = tooltip,
                           .value = value,
                           .items = items,
                           .count = count,
                           .selected = selected,
                           .list_width = ui_px(ui, 200),
                           .list_right = true};
    return ui_menu(ui, &spec);
}

Rect inspector_card(InspectorColumn *column, float height) {
    Ui *ui = column->context->ui;
    const Rect card = {column->rect.x, column->y, column->rect.w, height};
    canvas_fill(ui->canvas, card, ui_px(ui, 12), ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(card, fmaxf(1, ui_px(ui, ui->theme->hairline))), ui_px(ui, 11),
                ui->theme->raised);
    column->y += height;
    return card;
}

void inspector_line(InspectorColumn *column) {
    Ui *ui = column->context->ui;
    const Rect line = {column->rect.x - ui_px(ui, 20), column->y, column->rect.w + ui_px(ui, 40),
                       fmaxf(1, ui_px(ui, ui->theme->hairline))};
    canvas_fill(ui->canvas, line, 0, ui->theme->line);
}

void inspector_reset(InspectorColumn *column, Rect rect) {
    const ButtonSpec spec = {.rect = rect,
                             .label = N_("Reset"),
                             .tooltip = _("Back to how it was opened (Ctrl+R); can be undone")};
    column->context->requests->reset |= ui_button(column->context->ui, &spec);
}

void inspector_hide_answers(InspectorColumn *column) {
    stage_hide_answers(column->context, inspector_row(column, 32));
}
