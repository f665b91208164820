/* The one text that is being edited: its caret and selection, its keys, and how it ends. Cells and steppers
 * edit short texts in their middle; fields edit long ones from their left edge, and scroll.
 *
 * Invariant: caret, anchor and first lie on the beginnings of characters, or at the end.
 */
#include "app/ui/edit.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a text that show at most: more than any room holds, no more than a font measures at once. */
enum { FIELD_SHOWN = 960 };

static bool begins_character(char byte) {
    return (byte & 0xC0) != 0x80;
}

/* As much of text as size bytes hold, in whole characters. */
static size_t whole_length(const char *text, size_t size) {
    size_t length = strlen(text);
    if (length < size) {
        return length;
    }
    length = size - 1;
    while (length > 0 && !begins_character(text[length])) {
        length--;
    }
    return length;
}

static void begin(Ui *ui, UiId id, const char *text, size_t size) {
    const size_t length = whole_length(text, size);
    ui->edit = (UiEdit){.id = id, .size = size, .length = length, .caret = length, .anchor = length};
    memcpy(ui->edit.text, text, length);
    ui->focus = id;
    ui->changed = true;
}

void ui_edit_begin(Ui *ui, UiId id, const char *text) {
    begin(ui, id, text, UI_EDIT_SHORT);
    ui->edit.keypad = ui->event.kind == UI_EVENT_DOWN && ui->event.touch;
}

void ui_edit_begin_field(Ui *ui, UiId id, const char *text) {
    begin(ui, id, text, UI_EDIT_SIZE);
}

bool ui_edit_active(const Ui *ui, UiId id) {
    return ui->edit.id == id && id != 0;
}

void ui_edit_select(Ui *ui, size_t from) {
    ui->edit.anchor = from;
    ui->edit.caret = ui->edit.length;
    ui->changed = true;
}

static size_t selection_start(const UiEdit *edit) {
    return edit->caret < edit->anchor ? edit->caret : edit->anchor;
}

static size_t selection_end(const UiEdit *edit) {
    return edit->caret < edit->anchor ? edit->anchor : edit->caret;
}

static void edit_erase(UiEdit *edit, size_t from, size_t to) {
    memmove(edit->text + from, edit->text + to, edit->length - to + 1);
    edit->length -= to - from;
    edit->caret = edit->anchor = from;
    edit->first = edit->first < from ? edit->first : from;
}

/* Takes the place of what is selected; a text there is no room for is left out whole. Controls become blanks.
 */
static void edit_insert(UiEdit *edit, const char *text) {
    const size_t size = strlen(text);
    const size_t from = selection_start(edit);
    const size_t to = selection_end(edit);
    if (edit->length - (to - from) + size >= edit->size) {
        return;
    }
    edit_erase(edit, from, to);
    memmove(edit->text + from + size, edit->text + from, edit->length - from + 1);
    for (size_t i = 0; i < size; i++) {
        const bool control = (unsigned char)text[i] < ' ' || text[i] == 0x7F;
        edit->text[from + i] = control ? ' ' : text[i];
    }
    edit->length += size;
    edit->caret = edit->anchor = from + size;
}

void ui_edit_type(Ui *ui, const char *text) {
    edit_insert(&ui->edit, text);
    ui->changed = true;
}

void ui_edit_finish(Ui *ui) {
    ui->edit.done = true;
    ui->changed = true;
}

void ui_edit_leave(Ui *ui) {
    ui->edit.left = ui->edit.id != 0 && ui->edit.size == UI_EDIT_SHORT;
}

static size_t step_caret(const UiEdit *edit, size_t caret, int direction) {
    do {
        if ((direction < 0 && caret == 0) || (direction > 0 && caret >= edit->length)) {
            return caret;
        }
        caret = direction < 0 ? caret - 1 : caret + 1;
    } while (!begins_character(edit->text[caret]));
    return caret;
}

/* Without Shift an arrow leaves a selection at its end on that side. */
static size_t step_from_selection(const UiEdit *edit, int direction, bool extends) {
    if (edit->caret != edit->anchor && !extends) {
        return direction < 0 ? selection_start(edit) : selection_end(edit);
    }
    return step_caret(edit, edit->caret, direction);
}

static void edit_delete(UiEdit *edit, int direction) {
    if (edit->caret == edit->anchor) {
        edit->anchor = step_caret(edit, edit->caret, direction);
    }
    edit_erase(edit, selection_start(edit), selection_end(edit));
}

static void edit_move(UiEdit *edit, int key, bool extends) {
    size_t caret = 0;
    switch (key) {
    case UI_KEY_LEFT:
        caret = step_from_selection(edit, -1, extends);
        break;
    case UI_KEY_RIGHT:
        caret = step_from_selection(edit, 1, extends);
        break;
    case UI_KEY_HOME:
        caret = 0;
        break;
    case UI_KEY_END:
        caret = edit->length;
        break;
    case UI_KEY_BACKSPACE:
        edit_delete(edit, -1);
        return;
    case UI_KEY_DELETE:
        edit_delete(edit, 1);
        return;
    default:
        return;
    }
    edit->caret = caret;
    edit->anchor = extends ? edit->anchor : caret;
}

void ui_edit_backspace(Ui *ui) {
    edit_move(&ui->edit, UI_KEY_BACKSPACE, false);
    ui->changed = true;
}

static void edit_copy(const Ui *ui) {
    const UiEdit *edit = &ui->edit;
    char text[UI_EDIT_SIZE];
    const size_t from = selection_start(edit);
    const size_t length = selection_end(edit) - from;
    if (length > 0 && ui->clipboard.set) {
        memcpy(text, edit->text + from, length);
        text[length] = '\0';
        ui->clipboard.set(ui->clipboard.context, text);
    }
}

static void edit_paste(Ui *ui) {
    char *text = ui->clipboard.get ? ui->clipboard.get(ui->clipboard.context) : NULL;
    if (!text) {
        return;
    }
    size_t length = strlen(text);
    while (length > 0 && (unsigned char)text[length - 1] <= ' ') {
        text[--length] = '\0';
    }
    edit_insert(&ui->edit, text);
    free(text);
}

/* Of the Ctrl combinations an edit has those that work on text; Undo and the others are not its own. */
static void edit_command(Ui *ui) {
    UiEdit *edit = &ui->edit;
    switch (ui->event.key) {
    case 'a':
        edit->anchor = 0;
        edit->caret = edit->length;
        break;
    case 'c':
        edit_copy(ui);
        break;
    case 'x':
        edit_copy(ui);
        edit_erase(edit, selection_start(edit), selection_end(edit));
        break;
    case 'v':
        edit_paste(ui);
        break;
    default:
        return;
    }
    ui_take(ui);
    ui->changed = true;
}

/* An edit takes every key but other Ctrl combinations; what it has no use for it swallows. */
static UiEditEnd edit_key(Ui *ui) {
    const unsigned modifiers = ui->event.modifiers;
    const bool shift = modifiers & UI_SHIFT;
    if (modifiers == UI_CTRL) {
        edit_command(ui);
        return UI_EDIT_RUNS;
    }
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
        edit_move(&ui->edit, ui->event.key, shift);
        return UI_EDIT_RUNS;
    }
}

static float width_between(const Ui *ui, Font font, size_t from, size_t to) {
    const Canvas *canvas = ui->canvas;
    return canvas->metrics.width(canvas->metrics.context, font, ui->edit.text + from, to - from);
}

/* text begins at x with the byte first; what is selected, the text and the caret. */
static void draw_from(Ui *ui, Rect rect, float x, size_t first, Font font, Color color) {
    UiEdit *edit = &ui->edit;
    const float height = (float)font.size * 1.2F;
    const float top = rect.y + (rect.h - height) / 2;
    char shown[FIELD_SHOWN + 1];
    const size_t length = whole_length(edit->text + first, sizeof shown);
    memcpy(shown, edit->text + first, length);
    shown[length] = '\0';
    const size_t from = selection_start(edit) > first ? selection_start(edit) : first;
    const size_t to = selection_end(edit);
    canvas_push_clip(ui->canvas, rect);
    if (to > from && edit->caret != edit->anchor) {
        const float left = x + width_between(ui, font, first, from);
        const float right = fminf(rect.x + rect.w, x + width_between(ui, font, first, to));
        canvas_fill(ui->canvas, (Rect){left, top, right - left, height}, 0, ui_hover_fill(ui));
    }
    canvas_text(ui->canvas, font, x, rect.y + rect.h / 2, color, shown);
    const float caret = x + width_between(ui, font, first, edit->caret);
    canvas_fill(ui->canvas, (Rect){caret, top, fmaxf(2, ui_px(ui, 2)), height}, 0, ui->theme->window);
    canvas_pop_clip(ui->canvas);
}

static void draw_centred(Ui *ui, Rect rect, Font font, Color color) {
    const float width = width_between(ui, font, 0, ui->edit.length);
    const float caret = width_between(ui, font, 0, ui->edit.caret);
    const float room = rect.w - ui_px(ui, 8);
    float x = rect.x + (rect.w - width) / 2;
    if (width > room) {
        x = rect.x + ui_px(ui, 4) - fmaxf(0, caret - room);
    }
    draw_from(ui, rect, x, 0, font, color);
}

/* The part that shows holds the caret, and no room is left empty that text could fill. */
static void scroll_field(Ui *ui, float room, Font font) {
    UiEdit *edit = &ui->edit;
    edit->first = edit->caret < edit->first ? edit->caret : edit->first;
    while (edit->caret - edit->first > FIELD_SHOWN) {
        edit->first = step_caret(edit, edit->first, 1);
    }
    while (edit->first < edit->caret && width_between(ui, font, edit->first, edit->caret) > room) {
        edit->first = step_caret(edit, edit->first, 1);
    }
    while (edit->first > 0) {
        const size_t before = step_caret(edit, edit->first, -1);
        if (width_between(ui, font, before, edit->length) > room) {
            break;
        }
        edit->first = before;
    }
}

/* The place between characters that is nearest to the pointer. */
static size_t place_at(const Ui *ui, float left, Font font) {
    const UiEdit *edit = &ui->edit;
    size_t place = edit->first;
    while (place < edit->length) {
        const size_t next = step_caret(edit, place, 1);
        const float middle =
            (width_between(ui, font, edit->first, place) + width_between(ui, font, edit->first, next)) / 2;
        if (left + middle > ui->x) {
            break;
        }
        place = next;
    }
    return place;
}

/* A press places the caret, a drag selects from there, a double click selects all. */
static void field_pointer(Ui *ui, UiId id, Rect rect, float left, Font font) {
    UiEdit *edit = &ui->edit;
    const bool mine = ui->active == id;
    if (ui->event.kind == UI_EVENT_DOWN && mine && rect_contains(rect, ui->x, ui->y)) {
        edit->caret = edit->anchor = place_at(ui, left, font);
        if (ui->event.clicks == 2) {
            edit->anchor = 0;
            edit->caret = edit->length;
        }
        ui->changed = true;
    } else if (ui->event.kind == UI_EVENT_MOVE && mine) {
        edit->caret = place_at(ui, left, font);
        ui->changed = true;
    }
}

/* Takes what the pass's event does to the edit. */
static UiEditEnd edit_event(Ui *ui, Rect rect) {
    const UiEvent *event = &ui->event;
    ui->edit.shown = true;
    ui->edit.rect = rect;
    if (ui->edit.done) {
        ui->edit.done = false;
        return UI_EDIT_ENTER;
    }
    if (ui->edit.left) {
        ui->edit.left = false;
        return UI_EDIT_BLUR;
    }
    const bool press = event->kind == UI_EVENT_DOWN || event->kind == UI_EVENT_CONTEXT;
    if (press && !rect_contains(rect, ui->x, ui->y) && !rect_contains(ui->edit.pad, ui->x, ui->y)) {
        return UI_EDIT_BLUR;
    }
    if (event->kind == UI_EVENT_KEY && !ui->consumed) {
        return edit_key(ui);
    }
    if (event->kind == UI_EVENT_TEXT && !ui->consumed) {
        edit_insert(&ui->edit, event->text);
        ui_take(ui);
        ui->changed = true;
    }
    return UI_EDIT_RUNS;
}

UiEditEnd ui_edit_run(Ui *ui, UiId id, Rect rect, Font font, Color color) {
    assert(ui_edit_active(ui, id));
    (void)id;
    const UiEditEnd end = edit_event(ui, rect);
    draw_centred(ui, rect, font, color);
    return end;
}

UiEditEnd ui_edit_run_field(Ui *ui, UiId id, Rect rect, Font font, Color color) {
    assert(ui_edit_active(ui, id));
    const float pad = ui_px(ui, 10);
    const Rect inner = {rect.x + pad, rect.y, fmaxf(1, rect.w - 2 * pad), rect.h};
    const UiEditEnd end = edit_event(ui, rect);
    field_pointer(ui, id, rect, inner.x, font);
    scroll_field(ui, inner.w - ui_px(ui, 2), font);
    draw_from(ui, inner, inner.x, ui->edit.first, font, color);
    return end;
}
