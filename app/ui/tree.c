/* The entries of a pass and their words, each in one growing array.
 *
 * It knows nothing of events or of controls: they tell it what they are. An entry that there is no memory for
 * is left out, and nothing else changes.
 */
#include "app/ui/tree.h"

#include "app/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

UiId ui_id(const char *label) {
    return hash_bytes(HASH_SEED, label, strlen(label));
}

UiId ui_id_number(UiId seed, int64_t number) {
    return hash_bytes(seed, &number, sizeof number);
}

static const struct {
    const char *name;
    bool holds;
} roles[] = {{"button", false},    {"switch", false}, {"slider", false}, {"stepper", false},
             {"segmented", false}, {"tab", false},    {"menu", false},   {"textfield", false},
             {"timeline", false},  {"cell", false},   {"text", false},   {"mark", false},
             {"panel", true},      {"group", true},   {"stage", true},   {"list", true},
             {"table", true},      {"row", true},     {"region", true},  {"tooltip", true},
             {"dialog", true}};
_Static_assert(sizeof roles / sizeof roles[0] == UI_ROLE_COUNT, "a row for each role");

const char *ui_role_name(UiRole role) {
    return roles[role].name;
}

bool ui_role_holds(UiRole role) {
    return roles[role].holds;
}

void ui_tree_free(UiTree *tree) {
    free(tree->entries);
    free(tree->words);
    *tree = (UiTree){0};
}

void ui_tree_begin(UiTree *tree) {
    tree->scroll = 0;
    tree->count = 0;
    tree->words_size = 0;
}

/* Returns where text is in the words, SIZE_MAX without memory. */
static size_t keep_words(UiTree *tree, const char *text) {
    const size_t size = strlen(text) + 1;
    if (tree->words_size + size > tree->words_capacity) {
        const size_t larger = (tree->words_size + size) * 2 + 4096;
        char *grown = realloc(tree->words, larger);
        if (!grown) {
            return SIZE_MAX;
        }
        tree->words = grown;
        tree->words_capacity = larger;
    }
    memcpy(tree->words + tree->words_size, text, size);
    tree->words_size += size;
    return tree->words_size - size;
}

static bool grow_entries(UiTree *tree) {
    if (tree->count < tree->capacity) {
        return true;
    }
    const size_t larger = tree->capacity * 2 + 256;
    UiEntry *grown = realloc(tree->entries, larger * sizeof *grown);
    if (!grown) {
        return false;
    }
    tree->entries = grown;
    tree->capacity = larger;
    return true;
}

/* The part of rect that shows; at the clip's edge and empty where none does. */
static Rect visible_part(const Canvas *canvas, Rect rect) {
    const Rect clip = canvas_clip(canvas);
    const Rect seen = rect_intersect(rect, clip);
    if (!rect_empty(seen)) {
        return seen;
    }
    /* A clip that shows nothing may itself lie outside the window. */
    const float x = fminf(fmaxf(rect.x, clip.x), clip.x + clip.w);
    const float y = fminf(fmaxf(rect.y, clip.y), clip.y + clip.h);
    return (Rect){fminf(x, (float)canvas->width), fminf(y, (float)canvas->height), 0, 0};
}

/* Adds entry, of which the words and all that follows from the canvas are missing. */
static void report(UiTree *tree, UiEntry entry, const char *id, const char *label, const char *value) {
    entry.id = keep_words(tree, id);
    entry.label = label == id ? entry.id : keep_words(tree, label);
    entry.value = keep_words(tree, value);
    entry.rect = visible_part(tree->canvas, entry.full);
    entry.layer = tree->canvas->layer;
    entry.scroll = tree->scroll;
    const bool worded = entry.id != SIZE_MAX && entry.label != SIZE_MAX && entry.value != SIZE_MAX;
    if (worded && grow_entries(tree)) {
        tree->entries[tree->count++] = entry;
    }
}

void ui_tree_report(UiTree *tree, UiRole role, const char *label, const char *value, Rect rect, bool enabled,
                    bool focused) {
    const UiEntry entry = {.role = role,
                           .full = rect,
                           .enabled = enabled,
                           .focused = focused,
                           .pressable = !ui_role_holds(role)};
    report(tree, entry, label, words_shown(label), value);
}

void ui_tree_report_name(UiTree *tree, UiRole role, const char *name, const char *value, Rect rect,
                         bool enabled, bool focused) {
    const UiEntry entry = {.role = role,
                           .full = rect,
                           .enabled = enabled,
                           .focused = focused,
                           .pressable = !ui_role_holds(role)};
    report(tree, entry, name, name, value);
}

void ui_tree_report_text(UiTree *tree, const char *label, const char *value, Rect rect) {
    const UiEntry entry = {.role = UI_ROLE_TEXT, .full = rect, .enabled = true};
    report(tree, entry, label, words_shown(label), value);
}

void ui_tree_focus(UiTree *tree, const char *label) {
    for (size_t i = tree->count; i > 0; i--) {
        UiEntry *entry = &tree->entries[i - 1];
        if (strcmp(ui_tree_id(tree, entry), label) == 0) {
            entry->focused = true;
            return;
        }
    }
}

const char *ui_tree_id(const UiTree *tree, const UiEntry *entry) {
    return tree->words + entry->id;
}

const char *ui_tree_label(const UiTree *tree, const UiEntry *entry) {
    return tree->words + entry->label;
}

const char *ui_tree_value(const UiTree *tree, const UiEntry *entry) {
    return tree->words + entry->value;
}

const UiEntry *ui_tree_find(const UiTree *tree, const char *label) {
    const UiEntry *best = NULL;
    for (size_t i = 0; i < tree->count; i++) {
        const UiEntry *entry = &tree->entries[i];
        if (strcmp(ui_tree_id(tree, entry), label) == 0 &&
            (!best || (entry->pressable && !best->pressable))) {
            best = entry;
        }
    }
    return best;
}

bool ui_tree_says(const UiTree *tree, const char *label, const char *value) {
    bool says = false;
    for (size_t i = 0; i < tree->count && !says; i++) {
        const UiEntry *entry = &tree->entries[i];
        says = strcmp(ui_tree_id(tree, entry), label) == 0 && strcmp(ui_tree_value(tree, entry), value) == 0;
    }
    return says;
}
