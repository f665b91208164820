/* Lays out the question and its answers, and reads which one was given.
 *
 * It keeps nothing between passes and does nothing about the answer. The size follows the question's text.
 */
#include "app/ui/ask_dialog.h"

#include "app/ui/controls.h"
#include "app/ui/dialog.h"
#include "app/words.h"

#include <math.h>

enum { WIDTH = 420, LINE = 24, BUTTON = 32 };

void ask_dialog_open(Ui *ui, const AskSpec *spec) {
    ui_edit_end(ui);
    ui->menu = 0;
    ui_focus(ui, ui_id(spec->yes));
}

static float button_width(const Ui *ui, const char *text) {
    const float width = canvas_text_width(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), text);
    return fmaxf(ui_px(ui, 88), width + ui_px(ui, 32));
}

static bool answer_button(Ui *ui, Rect rect, const char *label, const char *text, ButtonLook look) {
    const ButtonSpec spec = {.rect = rect, .label = label, .text = text, .look = look};
    return ui_button(ui, &spec);
}

/* No at the left, away from the others; Cancel and yes at the right. */
static AskAnswer answers(Ui *ui, const AskSpec *spec, Rect row) {
    AskAnswer answer = ASK_WAITS;
    const char *yes_text = spec->yes_text ? spec->yes_text : _(spec->yes);
    const float yes_w = button_width(ui, yes_text);
    const float cancel_w = button_width(ui, _("Cancel"));
    const Rect yes = {row.x + row.w - yes_w, row.y, yes_w, row.h};
    const Rect cancel = {yes.x - ui_px(ui, 8) - cancel_w, row.y, cancel_w, row.h};
    if (spec->no) {
        const Rect no = {row.x, row.y, button_width(ui, _(spec->no)), row.h};
        answer = answer_button(ui, no, spec->no, NULL, BUTTON_PLAIN) ? ASK_NO : answer;
    }
    answer = answer_button(ui, cancel, N_("Cancel"), NULL, BUTTON_PLAIN) ? ASK_CANCEL : answer;
    answer = answer_button(ui, yes, spec->yes, yes_text, BUTTON_MAIN) ? ASK_YES : answer;
    if (ui_key_anywhere(ui, UI_KEY_ESCAPE, 0)) {
        return ASK_CANCEL;
    }
    return ui_key_anywhere(ui, UI_KEY_ENTER, 0) ? ASK_YES : answer;
}

AskAnswer ask_dialog(Ui *ui, const AskSpec *spec) {
    if (ui->event.kind == UI_EVENT_KEY && ui->event.repeat) {
        /* The key that brought the question up is still held: it answers nothing. */
        ui_take(ui);
    }
    const Font font = ui_font(ui, FONT_SEMIBOLD, 15);
    const float pad = ui_px(ui, 24);
    const float line = ui_px(ui, LINE);
    const Rect widest = dialog_place(ui, WIDTH, LINE);
    const Rect room = {0, 0, widest.w - 2 * pad, 0};
    const int lines = canvas_paragraph(ui->canvas, font, room, line, 0, spec->question, false);
    const float height = (float)(lines * LINE) + 24 + 24 + BUTTON + 24;
    const Rect box = dialog_place(ui, WIDTH, height);
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_MENU, box, spec->question);
    const Rect text = {box.x + pad, box.y + pad + line / 2, room.w, 0};
    canvas_paragraph(ui->canvas, font, text, line, ui->theme->text, spec->question, true);
    const Rect row = {box.x + pad, box.y + box.h - pad - ui_px(ui, BUTTON), room.w, ui_px(ui, BUTTON)};
    const AskAnswer answer = answers(ui, spec, row);
    dialog_end(ui, before);
    return answer;
}
