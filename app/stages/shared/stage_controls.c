/* Each asks and keeps nothing. */
#include "app/stages/shared/stage_controls.h"

#include "app/words.h"

void stage_hide_answers(const StageContext *context, Rect row) {
    bool hidden = context->scope.answers->hidden;
    context->requests->toggle_answers |=
        ui_switch(context->ui, row, N_("Hide answers"),
                  _("Ask first: answers stay covered until revealed (H)"), false, &hidden);
}

bool stage_seed(const StageContext *context, Rect row, SeedLabels labels, const char *tooltip,
                uint32_t *seed) {
    char text[32];
    snprintf(text, sizeof text, "%u", (unsigned)*seed);
    const StepperSpec spec = {.row = row,
                              .label = labels.seed,
                              .increase = labels.increase,
                              .decrease = labels.decrease,
                              .value = text,
                              .typing = true,
                              .tooltip = tooltip};
    const StepperAct act = ui_stepper(context->ui, &spec);
    const int64_t wanted = act.typed ? act.number : (int64_t)*seed + act.change;
    if (act.refused || wanted < 0 || wanted > UINT32_MAX) {
        ui_note(context->ui, row, _("a seed is a whole number from 0 to 4294967295"));
        return false;
    }
    const bool other = wanted != (int64_t)*seed;
    *seed = (uint32_t)wanted;
    return other;
}
