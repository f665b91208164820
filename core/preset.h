/* Ready stacks: the files of assets/stacks, built into the library so that a program needs no folder for
 * them.
 *
 * Each is notation. Its first comment line is its title, the others say source and variant.
 */
#ifndef PS_PRESET_H
#define PS_PRESET_H

#include "core/stack.h"

typedef struct PsPreset {
    const char *name; /* "vgg_16": the file's name without ending */
    const char *text; /* notation, comments and all */
    size_t length;
} PsPreset;

/* In the order in which they are offered. */
int ps_preset_count(void);
const PsPreset *ps_preset_at(int index);

/* By name, whatever its case and without looking at `_` and `-`: vgg16 is vgg_16. Null if there is none.
 */
const PsPreset *ps_preset_find(const char *name);

/* The title ("VGG-16") into text of size bytes. */
void ps_preset_title(const PsPreset *preset, char *text, size_t size);

#endif
