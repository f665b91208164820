/* Settings that have a value on each axis, as rows of an inspector: a stepper for both axes, or one for each
 * while they differ or are not linked; and the switch that links them.
 *
 * A table of rows says where the values stand in a struct of settings (a pool's, a layer's). What a stepper
 * asked for, and what of it can be, is the caller's to carry out.
 */
#ifndef AXIS_SETTINGS_H
#define AXIS_SETTINGS_H

#include "app/stages/shared/axis_words.h"
#include "app/stages/shared/inspector_column.h"
#include "core/pool.h"

typedef struct AxisSetting {
    size_t offset; /* of int[PS_AXES] in the settings */
    int least;
    AxisWord word;
    const char *tooltip; /* N_() */
    const char *why;     /* N_(): why it is disabled; null: it never is */
} AxisSetting;

/* Its values in settings, height and width. */
int *axis_setting_values(void *settings, const AxisSetting *setting);

/* Whether all rows have one value for both axes. */
bool axis_settings_agree(const void *settings, const AxisSetting *rows, size_t count);

/* Makes the width follow the height in all rows. */
void axis_settings_link(void *settings, const AxisSetting *rows, size_t count);

/* What was asked for on one axis, or on both (axis = PS_AXES), and where. */
typedef struct AxisAct {
    int axis;
    StepperAct stepper;
    Rect row;
} AxisAct;

/* A stepper for an axis, or for both (axis = PS_AXES). */
AxisAct axis_setting_row(InspectorColumn *column, const AxisSetting *setting, int axis, const char *value,
                         bool disabled);

/* Link axes; true when toggled, linked is then changed. row: where it stands. */
bool axis_link_row(InspectorColumn *column, bool *linked, Rect *row);

#endif
