/* How a column to compare is told apart on screen: its name, what it asks, its hue, and a mark for those who
 * see none.
 */
#ifndef COLUMN_H
#define COLUMN_H

#include "app/theme.h"
#include "app/ui/icons.h"
#include "core/compare.h"

/* To add a column: a row in column.c. Words are marked for translation and not yet translated. */
typedef struct ColumnLook {
    const char *title;
    const char *question; /* what it answers */
    const char *cell;     /* the name of its cells in the tree: "max" */
    Icon mark;
} ColumnLook;

const ColumnLook *column_look(PsColumn column);
Color column_hue(const Theme *theme, PsColumn column);

#endif
