/* Which of the ready stacks the scene's stack is. Not the list of them (core/preset.h). */
#ifndef FIELD_PRESET_H
#define FIELD_PRESET_H

#include "app/stages/stage.h"

/* Which preset the stack is, whatever its input; -1: none. */
int field_preset(const StageContext *context);

#endif
