/* Ready stacks: finding them and their titles. The texts themselves are in preset_data.c, which
 * preset_data.cmake writes from assets/stacks.
 */
#include "core/preset_data.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

int ps_preset_count(void) {
    return ps_preset_table_count;
}

const PsPreset *ps_preset_at(int index) {
    assert(index >= 0 && index < ps_preset_table_count);
    return &ps_preset_table[index];
}

/* The next letter that counts, in lower case, and moves behind it; 0 at the end. */
static int next_letter(const char **name) {
    while (**name == '_' || **name == '-') {
        (*name)++;
    }
    const int letter = tolower((unsigned char)**name);
    *name += letter != 0;
    return letter;
}

static bool is_same_name(const char *one, const char *other) {
    int letter = 0;
    do {
        letter = next_letter(&one);
        if (letter != next_letter(&other)) {
            return false;
        }
    } while (letter != 0);
    return true;
}

const PsPreset *ps_preset_find(const char *name) {
    for (int i = 0; i < ps_preset_table_count; i++) {
        if (is_same_name(name, ps_preset_table[i].name)) {
            return &ps_preset_table[i];
        }
    }
    return NULL;
}

void ps_preset_title(const PsPreset *preset, char *text, size_t size) {
    const char *title = preset->text + strspn(preset->text, "# ");
    snprintf(text, size, "%.*s", (int)strcspn(title, "\r\n"), title);
}
