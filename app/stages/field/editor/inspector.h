/* The inspector of the Receptive field stage: its groups from the top of the column down. It asks for edits
 * and makes none.
 */
#ifndef FIELD_INSPECTOR_H
#define FIELD_INSPECTOR_H

#include "app/stages/stage.h"

/* Lays the groups from the top of rect down; returns the height they take. */
float field_inspector(const StageContext *context, Rect rect);

#endif
