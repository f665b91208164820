/* The one text that is being edited: its caret, its keys, and how it ends. */
#include "app/ui/ui.h"

#include "app/ui/keypad.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void ui_edit_begin(Ui *ui, UiId id, const char *text) {
    ui->edit = (UiEdit){.id = id, .keypad = ui->event.kind == UI_EVENT_DOWN && ui->event.touch};
    snprintf(ui->edit.text, sizeof ui->edit.text, "%s", text);
    ui->edit.length = strlen(ui->edit.text);
    ui->edit.caret = ui->edit.length;
    ui->focus = id;
    ui->changed = true;
}

bool ui_edit_active(const Ui *ui, UiId id) {
    return ui->edit.id == id && id != 0;
}

void ui_edit_end(Ui *ui) {
    ui->edit = (UiEdit){0};
    ui->changed = true;
}

static void edit_insert(UiEdit *edit, const char *text) {
    const size_t size = strlen(text);
    if (edit->length + size >= sizeof edit->text) {
        return;
    }
    memmove(edit->text + edit->caret + size, edit->text + edit->caret, edit->length - edit->caret + 1);
    memcpy(edit->text + edit->caret, text, size);
    edit->length += size;
    edit->caret += size;
}

void ui_edit_type(Ui *ui, const char *text) {
    edit_insert(&ui->edit, text);
    ui->changed = true;
}

void ui_edit_finish(Ui *ui) {
    ui->edit.done = true;
    ui->changed = true;
}

static size_t step_caret(const UiEdit *edit, size_t caret, int direction) {
    do {
        if ((direction < 0 && caret == 0) || (direction > 0 && caret >= edit->length)) {
            return caret;
        }
        caret = direction < 0 ? caret - 1 : caret + 1;
    } while ((edit->text[caret] & 0xC0) == 0x80);
    return caret;
}

static void edit_erase(UiEdit *edit, size_t from, size_t to) {
    memmove(edit->text + from, edit->text + to, edit->length - to + 1);
    edit->length -= to - from;
    edit->caret = from;
}

static void edit_move(UiEdit *edit, int key) {
    switch (key) {
    case UI_KEY_BACKSPACE:
        edit_erase(edit, step_caret(edit, edit->caret, -1), edit->caret);
        break;
    case UI_KEY_DELETE:
        edit_erase(edit, edit->caret, step_caret(edit, edit->caret, 1));
        break;
    case UI_KEY_LEFT:
        edit->caret = step_caret(edit, edit->caret, -1);
        break;
    case UI_KEY_RIGHT:
        edit->caret = step_caret(edit, edit->caret, 1);
        break;
    case UI_KEY_HOME:
        edit->caret = 0;
        break;
    case UI_KEY_END:
        edit->caret = edit->length;
        break;
    default:
        break;
    }
}

void ui_edit_backspace(Ui *ui) {
    edit_move(&ui->edit, UI_KEY_BACKSPACE);
    ui->changed = true;
}

/* An edit takes every key but Ctrl combinations; what it has no use for it swallows. */
static UiEditEnd edit_key(Ui *ui) {
    const unsigned modifiers = ui->event.modifiers;
    const bool shift = modifiers & UI_SHIFT;
    if (modifiers & (UI_CTRL | UI_ALT)) {
        return UI_EDIT_RUNS;
    }
    ui_take(ui);
    ui->changed = true;
    switch (ui->event.key) {
    case UI_KEY_ENTER:
        return shift ? UI_EDIT_SHIFT_ENTER : UI_EDIT_ENTER;
    case UI_KEY_TAB:
        return shift ? UI_EDIT_SHIFT_TAB : UI_EDIT_TAB;
    case UI_KEY_ESCAPE:
        return UI_EDIT_CANCEL;
    default:
        edit_move(&ui->edit, ui->event.key);
        return UI_EDIT_RUNS;
    }
}

static void edit_draw(Ui *ui, Rect rect, Font font, Color color) {
    char before[sizeof ui->edit.text];
    snprintf(before, sizeof before, "%.*s", (int)ui->edit.caret, ui->edit.text);
    const float width = canvas_text_width(ui->canvas, font, ui->edit.text);
    const float caret = canvas_text_width(ui->canvas, font, before);
    const float room = rect.w - ui_px(ui, 8);
    float x = rect.x + (rect.w - width) / 2;
    if (width > room) {
        x = rect.x + ui_px(ui, 4) - fmaxf(0, caret - room);
    }
    canvas_push_clip(ui->canvas, rect);
    canvas_text(ui->canvas, font, x, rect.y + rect.h / 2, color, ui->edit.text);
    const float height = (float)font.size * 1.2F;
    canvas_fill(ui->canvas, (Rect){x + caret, rect.y + (rect.h - height) / 2, fmaxf(2, ui_px(ui, 2)), height},
                0, ui->theme->window);
    canvas_pop_clip(ui->canvas);
}

UiEditEnd ui_edit_run(Ui *ui, UiId id, Rect rect, Font font, Color color) {
    assert(ui_edit_active(ui, id));
    (void)id;
    UiEditEnd end = UI_EDIT_RUNS;
    const UiEvent *event = &ui->event;
    ui->edit.shown = true;
    ui->edit.rect = rect;
    if (ui->edit.done) {
        ui->edit.done = false;
        end = UI_EDIT_ENTER;
    } else if (event->kind == UI_EVENT_DOWN && !rect_contains(rect, ui->x, ui->y) && !keypad_holds(ui)) {
        end = UI_EDIT_BLUR;
    } else if (event->kind == UI_EVENT_KEY && !ui->consumed) {
        end = edit_key(ui);
    } else if (event->kind == UI_EVENT_TEXT && !ui->consumed) {
        edit_insert(&ui->edit, event->text);
        ui_take(ui);
        ui->changed = true;
    }
    edit_draw(ui, rect, font, color);
    return end;
}
