/* A table as text for other programs: which formats there are, and the menu that copies it. What a table
 * holds, and how a format writes it, is its stage's.
 */
#ifndef TABLE_COPY_H
#define TABLE_COPY_H

#include "app/ui/ui.h"
#include "core/bytes.h"

typedef enum TableFormat {
    TABLE_CSV,      /* comma separated */
    TABLE_MARKDOWN, /* a table of GitHub's kind */
    TABLE_LATEX,    /* a tabular that needs no package */
    TABLE_FORMAT_COUNT
} TableFormat;

typedef struct TableCopy {
    Rect rect;
    float list_width;
    const char *tooltip; /* translated */
    /* Appends the table of subject and a null byte to text. */
    PsStatus (*write)(const void *subject, TableFormat format, PsBytes *text, PsError *error);
    const void *subject;
} TableCopy;

/* The menu "Copy table". What was chosen goes to the clipboard; that, or why it could not, is said beside it.
 */
void table_copy_menu(Ui *ui, const TableCopy *copy);

#endif
