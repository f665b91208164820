/* The inspector's group of the input: its size, the pattern that fills it, and Reset. */
#ifndef INPUT_GROUP_H
#define INPUT_GROUP_H

#include "app/stages/shared/inspector_column.h"

void input_group(InspectorColumn *column);

#endif
