/* A field for a line of text, as long as a path. The edit (edit.c) runs while the field has the focus; the
 * value is the caller's, and follows each key.
 */
#include "app/ui/textfield.h"

#include <math.h>
#include <string.h>

static void draw_ground(Ui *ui, Rect rect, UiAct act) {
    const Theme *theme = ui->theme;
    const float line = ui_hairline(ui);
    const float radius = ui_px(ui, 8);
    const Color edge = act.focused || act.hovered ? theme->muted : theme->line;
    canvas_fill(ui->canvas, rect, radius, edge);
    canvas_fill(ui->canvas, rect_inset(rect, line), radius - line, theme->background);
}

static void draw_rest(Ui *ui, const TextFieldSpec *spec, Font font) {
    const float pad = ui_px(ui, 10);
    const bool empty = spec->text[0] == '\0';
    canvas_text_aligned(ui->canvas, font, spec->rect.x + pad, spec->rect.y + spec->rect.h / 2, ALIGN_LEFT,
                        spec->rect.w - 2 * pad, empty ? ui->theme->muted : ui->theme->text,
                        empty && spec->hint ? spec->hint : spec->text);
}

/* Also anew where the caller has changed the text. By the keyboard the whole text comes selected; a press has
 * its own place for the caret. */
static void begin_with_focus(Ui *ui, UiId id, const TextFieldSpec *spec, UiAct act) {
    const bool runs = ui_edit_active(ui, id);
    if (!act.focused || ui_modal_above(ui, ui->canvas->layer) ||
        (runs && strcmp(ui->edit.text, spec->text) == 0)) {
        return;
    }
    ui_edit_begin_field(ui, id, spec->text);
    if (!runs && !act.pressed) {
        ui_edit_select(ui, 0);
    }
}

/* What changed during the edit's pass goes to the caller. */
static void take_text(const UiEdit *edit, const TextFieldSpec *spec, TextFieldAct *result) {
    if (edit->length >= spec->size || strcmp(edit->text, spec->text) == 0) {
        return;
    }
    memcpy(spec->text, edit->text, edit->length + 1);
    result->changed = true;
}

TextFieldAct ui_textfield(Ui *ui, const TextFieldSpec *spec) {
    const UiId id = ui_id(spec->label);
    const Font font = ui_font(ui, FONT_MEDIUM, 13);
    TextFieldAct result = {0};
    const UiAct act = ui_interact(ui, id, spec->rect, UI_STOP | UI_CLICK_FOCUS | UI_TYPES);
    draw_ground(ui, spec->rect, act);
    begin_with_focus(ui, id, spec, act);
    if (ui_edit_active(ui, id) && !act.focused) {
        ui_edit_end(ui);
    }
    if (ui_edit_active(ui, id)) {
        const bool text = ui->event.kind == UI_EVENT_TEXT && !ui->consumed;
        const bool key = ui->event.kind == UI_EVENT_KEY && !ui->consumed;
        const UiEditEnd end = ui_edit_run_field(ui, id, spec->rect, font, ui->theme->text);
        take_text(&ui->edit, spec, &result);
        result.typed = result.changed && text && ui->edit.caret == ui->edit.length;
        result.entered = end == UI_EDIT_ENTER;
        if (key && (end == UI_EDIT_CANCEL || end == UI_EDIT_TAB || end == UI_EDIT_SHIFT_TAB)) {
            /* For the dialog around the field, and for the toolkit. */
            ui->consumed = false;
        }
        if (end == UI_EDIT_BLUR) {
            ui_edit_end(ui);
        }
    } else {
        draw_rest(ui, spec, font);
    }
    ui_tooltip(ui, act, spec->rect, spec->tooltip);
    ui_report(ui, UI_ROLE_TEXTFIELD, spec->label, spec->text, spec->rect, true, act.focused);
    return result;
}
