/* The table of ready stacks, written by preset_data.cmake; for preset.c alone. */
#ifndef PS_PRESET_DATA_H
#define PS_PRESET_DATA_H

#include "core/preset.h"

extern const PsPreset ps_preset_table[];
extern const int ps_preset_table_count;

#endif
