/* The table of layers as text for other programs: a spreadsheet, a page, a paper. */
#ifndef FIELD_COPY_H
#define FIELD_COPY_H

#include "app/follow/stacks.h"
#include "core/file.h"

typedef enum FieldCopy {
    FIELD_COPY_CSV,      /* comma separated, one column an axis, shares 0 to 1 */
    FIELD_COPY_MARKDOWN, /* a table of GitHub's kind */
    FIELD_COPY_LATEX,    /* a tabular that needs no package */
    FIELD_COPY_COUNT
} FieldCopy;

/* "CSV" … */
const char *field_copy_name(FieldCopy format);

/* Appends all layers, those that pass values on among them, and a zero byte. Numbers are in full; unknown
 * ones are empty in CSV, a dash elsewhere. Fails for want of memory alone. */
PsStatus field_copy_text(const FollowedStack *stack, FieldCopy format, PsBytes *text,
                         PsError *error) PS_MUST_USE;

#endif
