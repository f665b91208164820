#include "app/stages/field/editor/flow.h"

#include <math.h>

Rect field_flow_row(FieldFlow *flow, float height) {
    const Rect row = {flow->column.x, flow->y, flow->column.w, ui_px(flow->context->ui, height)};
    flow->y += row.h;
    return row;
}

void field_flow_skip(FieldFlow *flow, float height) {
    flow->y += ui_px(flow->context->ui, height);
}

void field_flow_caption(FieldFlow *flow, const char *text) {
    Ui *ui = flow->context->ui;
    ui_label(ui, field_flow_row(flow, 16), ui_font(ui, FONT_MEDIUM, 12), ui->theme->muted, ALIGN_LEFT, text);
    field_flow_skip(flow, 4);
}

int field_flow_menu(FieldFlow *flow, const char *label, const char *tooltip, const char *value,
                    const char *const *items, int count, int selected) {
    Ui *ui = flow->context->ui;
    const Rect row = field_flow_row(flow, 32);
    const float width = roundf(row.w * 0.54F);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), row.x, row.y + row.h / 2, ALIGN_LEFT,
                        row.w - width - ui_px(ui, 4), ui->theme->text, label);
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
