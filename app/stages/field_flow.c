#include "app/stages/field_flow.h"

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
