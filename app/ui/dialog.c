/* Card and veil of a dialog, and which keys end with it.
 *
 * Where dialogs stand and that nothing below them hears a key is decided here; their contents and how they
 * close are not.
 */
#include "app/ui/dialog.h"

#include <math.h>

Rect dialog_place(const Ui *ui, float width, float height) {
    const float all_w = (float)ui->canvas->width;
    const float all_h = (float)ui->canvas->height;
    const float w = fminf(ui_px(ui, width), all_w - ui_px(ui, 24));
    const float h = fminf(ui_px(ui, height), all_h - ui_px(ui, 24));
    return (Rect){roundf((all_w - w) / 2), roundf((all_h - h) / 2), w, h};
}

/* Darkens all of the window. */
static void draw_veil(Ui *ui) {
    const Rect all = {0, 0, (float)ui->canvas->width, (float)ui->canvas->height};
    canvas_push_panel(ui->canvas, all);
    canvas_fill(ui->canvas, all, 0, color_alpha(ui->theme->background, 0.7F));
    canvas_pop_clip(ui->canvas);
}

CanvasLayer dialog_begin(Ui *ui, CanvasLayer layer, Rect box, const char *title) {
    const Theme *theme = ui->theme;
    const float line = ui_hairline(ui);
    const float radius = ui_px(ui, 12);
    const CanvasLayer before = ui_layer_begin(ui, layer, box, true);
    draw_veil(ui);
    canvas_fill(ui->canvas, box, radius, theme->line);
    canvas_fill(ui->canvas, rect_inset(box, line), radius - line, theme->panel);
    ui_report(ui, UI_ROLE_DIALOG, title, "", box, true, false);
    return before;
}

void dialog_end(Ui *ui, CanvasLayer before) {
    const bool key = ui->event.kind == UI_EVENT_KEY && ui->event.key != UI_KEY_TAB;
    if (key || ui->event.kind == UI_EVENT_TEXT) {
        ui_take(ui);
    }
    ui_layer_end(ui, before);
}
