/* A stack is a preset where all layers are equal, whatever the input. */
#include "app/stages/field/editor/preset.h"

#include "app/stages/field/view.h"
#include "core/notation.h"
#include "core/preset.h"

/* Which preset a stack is, whatever the input it runs on; -1: none. Asked of few stacks: compared by their
 * count first. */
static int preset_of(const PsStack *stack) {
    for (int i = 0; i < ps_preset_count(); i++) {
        PsStack preset;
        const PsPreset *at = ps_preset_at(i);
        if (ps_notation_read(at->text, at->length, &preset, NULL) != PS_OK) {
            continue;
        }
        const bool same = ps_chain_equal(&preset.chain, &stack->chain);
        ps_stack_free(&preset);
        if (same) {
            return i;
        }
    }
    return -1;
}

/* Worked out once a change: the view remembers for which version of the stacks. */
int field_preset(const StageContext *context) {
    FieldStageView *view = context->view;
    if (view->preset_version != context->stacks->version + 1) {
        view->preset_version = context->stacks->version + 1;
        view->preset = preset_of(&context->stacks->main.stack);
    }
    return view->preset;
}
