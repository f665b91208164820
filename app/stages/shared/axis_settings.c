/* Reads and writes pairs of ints at offsets; whether a value is allowed is the core's to say. */
#include "app/stages/shared/axis_settings.h"

#include "app/words.h"

int *axis_setting_values(void *settings, const AxisSetting *setting) {
    return (int *)(void *)((char *)settings + setting->offset);
}

bool axis_settings_agree(const void *settings, const AxisSetting *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const int *pair = (const int *)(const void *)((const char *)settings + rows[i].offset);
        if (pair[PS_HEIGHT] != pair[PS_WIDTH]) {
            return false;
        }
    }
    return true;
}

void axis_settings_link(void *settings, const AxisSetting *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        int *pair = axis_setting_values(settings, &rows[i]);
        pair[PS_WIDTH] = pair[PS_HEIGHT];
    }
}

AxisAct axis_setting_row(InspectorColumn *column, const AxisSetting *setting, int axis, const char *value,
                         bool disabled) {
    StepperSpec spec = {.row = inspector_row(column, 32),
                        .value = value,
                        .tooltip = _(disabled && setting->why ? setting->why : setting->tooltip),
                        .disabled = disabled,
                        .typing = true};
    axis_words_name(&spec, setting->word, axis);
    return (AxisAct){axis, ui_stepper(column->context->ui, &spec), spec.row};
}

bool axis_link_row(InspectorColumn *column, bool *linked, Rect *row) {
    *row = inspector_row(column, 32);
    return ui_switch(column->context->ui, *row, N_("Link axes"), _("One value for height and width"), false,
                     linked);
}
