/* The one text that is being edited (Ui.edit). The control whose text it is runs it in each pass, and ends it
 * (ui_edit_end, ui.h) once it has taken what was typed.
 */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include "app/ui/ui.h"

/* What ui_edit_run says of this pass: the edit goes on, or was ended so. */
typedef enum UiEditEnd {
    UI_EDIT_RUNS,
    UI_EDIT_ENTER,
    UI_EDIT_SHIFT_ENTER,
    UI_EDIT_TAB,
    UI_EDIT_SHIFT_TAB,
    UI_EDIT_BLUR, /* a press elsewhere, or something else begins */
    UI_EDIT_CANCEL
} UiEditEnd;

/* Starts editing id with text, the caret at its end. Where a finger asked for it a keypad comes along. */
void ui_edit_begin(Ui *ui, UiId id, const char *text);
bool ui_edit_active(const Ui *ui, UiId id);

/* Runs the edit of id in this pass: takes its keys, draws text and caret into rect. */
UiEditEnd ui_edit_run(Ui *ui, UiId id, Rect rect, Font font, Color color);

/* The same for a text that may be long and is at the left of rect: a press places the caret there. */
void ui_edit_begin_field(Ui *ui, UiId id, const char *text);
UiEditEnd ui_edit_run_field(Ui *ui, UiId id, Rect rect, Font font, Color color);

/* Selects from byte from to the end, where the caret is then. */
void ui_edit_select(Ui *ui, size_t from);

/* What the keypad does to the running edit: text at the caret, a character less, the end as by Enter. */
void ui_edit_type(Ui *ui, const char *text);
void ui_edit_backspace(Ui *ui);
void ui_edit_finish(Ui *ui);

/* Something else begins: a number is taken in the next pass as far as it is typed. */
void ui_edit_leave(Ui *ui);

#endif
