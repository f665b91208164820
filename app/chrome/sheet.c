/* Card, title, Close and the scrolled part are the same for all; the content is the sheet's own. */
#include "app/chrome/sheet.h"

#include "app/ui/controls.h"
#include "app/ui/dialog.h"
#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>

bool sheet_button(Ui *ui, Rect rect, const char *label, CommandId command, const char *words) {
    char tip[COMMAND_TEXT_SIZE];
    const ButtonSpec spec = {.rect = rect, .label = label, .tooltip = command_tooltip(command, words, tip)};
    return ui_button(ui, &spec);
}

/* The title and Close; whether that was pressed. */
static bool head_row(Ui *ui, const SheetSpec *spec, Rect box, float pad) {
    const float width = ui_px(ui, 72);
    const Rect close = {box.x + box.w - pad - width, box.y + ui_px(ui, 18), width, ui_px(ui, 28)};
    ui_label(ui, (Rect){box.x + pad, close.y, box.w - 2 * pad - width - ui_px(ui, 8), close.h},
             ui_font(ui, FONT_SEMIBOLD, 20), ui->theme->text, ALIGN_LEFT, spec->title);
    return sheet_button(ui, close, N_("Close"), COMMAND_ESCAPE, N_("Close"));
}

void sheet_run(App *app, const SheetSpec *spec) {
    Ui *ui = &app->ui;
    const Rect box = dialog_place(ui, spec->width, spec->height);
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_DIALOG, box, spec->title);
    const float pad = ui_px(ui, 24);
    const float head = ui_px(ui, 64);
    const bool closed = head_row(ui, spec, box, pad);
    const Rect view = {box.x, box.y + head, box.w, box.h - head - ui_px(ui, 8)};
    const Point origin = ui_scroll_begin(ui, spec->scroll, view);
    const float height = spec->content(app, (Rect){origin.x + pad, origin.y, box.w - 2 * pad, 0});
    ui_scroll_end(ui, spec->scroll, view.w, height);
    const bool outside =
        ui->event.kind == UI_EVENT_DOWN && !ui->consumed && !rect_contains(box, ui->x, ui->y);
    if (outside) {
        ui_take(ui);
    }
    ui_layer_end(ui, before);
    if (closed || outside) {
        app_set_dialog(app, APP_NO_DIALOG);
    }
}
