/* The ready stacks as trees, so that a stack can be compared with them. Read once and const from then on; not
 * their texts and titles (core/preset.h).
 */
#ifndef PRESETS_H
#define PRESETS_H

#include "core/stack.h"

typedef struct Presets {
    PsStack *stacks; /* [count], in the order of ps_preset_at; owned */
    int count;       /* 0: not read yet */
} Presets;

/* Reads all of them, where that was not done yet. On failure presets is as it was. */
PsStatus presets_read(Presets *presets, PsError *error) PS_MUST_USE;
void presets_free(Presets *presets);

/* Which one has the layers of a stack, whatever its input; -1: none. */
int presets_find(const Presets *presets, const PsStack *stack);

#endif
