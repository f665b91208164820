/* The table of layers as text for other programs: a spreadsheet, a page, a paper. */
#ifndef FIELD_COPY_H
#define FIELD_COPY_H

#include "app/follow/stacks.h"
#include "app/stages/shared/table_copy.h"

/* Appends all layers of subject, a FollowedStack, those that pass values on among them, and a zero byte.
 * Numbers are in full, in CSV a column an axis and shares from 0 to 1; unknown ones are empty in CSV, a dash
 * elsewhere. Fails for want of memory alone. */
PsStatus field_copy_text(const void *subject, TableFormat format, PsBytes *text, PsError *error) PS_MUST_USE;

#endif
