/* A field for a line of text. */
#ifndef TEXTFIELD_H
#define TEXTFIELD_H

#include "app/ui/edit.h"

typedef struct TextFieldSpec {
    Rect rect;
    const char *label, *tooltip;
    const char *hint; /* shown while it is empty; null: none */
    char *text;       /* the value, changed in place; size bytes, at most UI_EDIT_SIZE */
    size_t size;
} TextFieldSpec;

typedef struct TextFieldAct {
    bool changed; /* text is another than before */
    bool typed;   /* by a character at its end */
    bool entered; /* Enter was pressed */
} TextFieldAct;

/* A line of text that is edited while it has the focus. Escape and Ctrl combinations but those of an edit are
 * not its own. */
TextFieldAct ui_textfield(Ui *ui, const TextFieldSpec *spec);

#endif
