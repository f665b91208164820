/* How an operation is told apart on screen: its name, its hue, and a mark for those who see no hue. */
#ifndef OPERATION_H
#define OPERATION_H

#include "app/theme.h"
#include "app/ui/icons.h"
#include "core/pool.h"

const char *operation_name(PsPoolOp op);
Color operation_hue(const Theme *theme, PsPoolOp op);
Icon operation_mark(PsPoolOp op);

#endif
