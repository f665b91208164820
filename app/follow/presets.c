/* A stack is a preset where all layers are equal, whatever the input. */
#include "app/follow/presets.h"

#include "core/memory.h"
#include "core/notation.h"
#include "core/preset.h"

PsStatus presets_read(Presets *presets, PsError *error) {
    Presets made = {0};
    PsStatus status = PS_OK;
    if (presets->count > 0) {
        return PS_OK;
    }
    made.stacks = ps_allocate((size_t)ps_preset_count(), sizeof *made.stacks);
    if (made.stacks == NULL) {
        return ps_fail_memory(error);
    }
    while (status == PS_OK && made.count < ps_preset_count()) {
        const PsPreset *preset = ps_preset_at(made.count);
        status = ps_notation_read(preset->text, preset->length, &made.stacks[made.count], error);
        made.count += status == PS_OK;
    }
    if (status != PS_OK) {
        presets_free(&made);
        return status;
    }
    *presets = made;
    return PS_OK;
}

void presets_free(Presets *presets) {
    for (int i = 0; i < presets->count; i++) {
        ps_stack_free(&presets->stacks[i]);
    }
    ps_release(presets->stacks);
    *presets = (Presets){0};
}

int presets_find(const Presets *presets, const PsStack *stack) {
    for (int i = 0; i < presets->count; i++) {
        if (ps_chain_equal(&presets->stacks[i].chain, &stack->chain)) {
            return i;
        }
    }
    return -1;
}
