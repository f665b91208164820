/* The UI tree: what a screen reader would be told of each thing on the screen, in drawing order. The robot
 * and the tests find things by it.
 *
 * A label is given untranslated and names its entry in every language; the tree says its translation, which
 * is what stands on screen.
 */
#ifndef UI_TREE_H
#define UI_TREE_H

#include "app/canvas/canvas.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t UiId;

/* The id of an untranslated label, and that of its part of that number. */
UiId ui_id(const char *label);
UiId ui_id_number(UiId seed, int64_t number);

typedef enum UiRole {
    UI_ROLE_BUTTON,
    UI_ROLE_SWITCH,
    UI_ROLE_SLIDER,
    UI_ROLE_STEPPER,
    UI_ROLE_SEGMENTED,
    UI_ROLE_TAB,
    UI_ROLE_MENU,
    UI_ROLE_TEXTFIELD,
    UI_ROLE_TIMELINE,
    UI_ROLE_CELL,
    UI_ROLE_TEXT,
    UI_ROLE_MARK,
    UI_ROLE_PANEL,
    UI_ROLE_GROUP,
    UI_ROLE_STAGE,
    UI_ROLE_LIST,
    UI_ROLE_TABLE,
    UI_ROLE_ROW,
    UI_ROLE_REGION,
    UI_ROLE_TOOLTIP,
    UI_ROLE_DIALOG,
    UI_ROLE_COUNT
} UiRole;

const char *ui_role_name(UiRole role);

/* Roles that hold others and may lie under them. */
bool ui_role_holds(UiRole role);

typedef struct UiEntry {
    UiRole role;
    size_t id, label, value; /* offsets into UiTree.words; id, the untranslated label, is label's where both
                              * are one text */
    Rect rect;               /* as far as it is visible */
    Rect full;               /* as laid out */
    bool enabled, focused, pressable;
    CanvasLayer layer;
    UiId scroll; /* the scroll area it is in, 0: none */
} UiEntry;

typedef struct UiTree {
    const Canvas *canvas; /* borrowed; its clip and its layer are those of an entry */
    UiId scroll;          /* the scroll area that entries lie in now, 0: none */
    UiEntry *entries;
    size_t count, capacity;
    char *words;
    size_t words_size, words_capacity;
} UiTree;

void ui_tree_free(UiTree *tree);

/* Starts a pass: no entries. */
void ui_tree_begin(UiTree *tree);

/* Adds an entry. rect is clipped to what is visible. Without memory there is none. */
void ui_tree_report(UiTree *tree, UiRole role, const char *label, const char *value, Rect rect, bool enabled,
                    bool focused);

/* The same for what cannot be pressed. */
void ui_tree_report_text(UiTree *tree, const char *label, const char *value, Rect rect);

/* The same as ui_tree_report for a text that no translation has: a file's name, a sentence made before. */
void ui_tree_report_name(UiTree *tree, UiRole role, const char *name, const char *value, Rect rect,
                         bool enabled, bool focused);

/* Marks the last entry of that untranslated label as the one in focus: what a drawing has told is in focus by
 * what controls find out after it. */
void ui_tree_focus(UiTree *tree, const char *label);

/* Of an entry: its untranslated label, the label that stands on screen, its value. */
const char *ui_tree_id(const UiTree *tree, const UiEntry *entry);
const char *ui_tree_label(const UiTree *tree, const UiEntry *entry);
const char *ui_tree_value(const UiTree *tree, const UiEntry *entry);

/* The best entry of that untranslated label: one that can be pressed before a text; null if there is none.
 */
const UiEntry *ui_tree_find(const UiTree *tree, const char *label);

/* Whether an entry of that untranslated label has that value: a stage's tab and a result may have one name.
 */
bool ui_tree_says(const UiTree *tree, const char *label, const char *value);

#endif
