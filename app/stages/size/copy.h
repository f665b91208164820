/* The chain as text: CSV, Markdown, LaTeX; and its figures one by one. */
#ifndef SIZE_COPY_H
#define SIZE_COPY_H

#include "app/stages/shared/table_copy.h"
#include "core/size.h"

typedef enum SizeColumn {
    SIZE_COLUMN_LAYER,
    SIZE_COLUMN_INPUT,
    SIZE_COLUMN_KERNEL,
    SIZE_COLUMN_STRIDE,
    SIZE_COLUMN_PADDING,
    SIZE_COLUMN_OUTPUT,
    SIZE_COLUMN_FEWER,
    SIZE_COLUMN_COUNT
} SizeColumn;

const char *size_column_title(SizeColumn column); /* untranslated */

enum { SIZE_FIGURE = 96 };

/* How signs are written; near is before what is rounded. */
typedef struct SizeSigns {
    const char *times, *percent, *near;
} SizeSigns;

/* A figure of the layer that made link index (1 … count - 1). */
void size_figure(const PsSizeChain *chain, int index, SizeColumn column, const SizeSigns *signs,
                 char text[SIZE_FIGURE]);

/* Appends the table of subject, a PsSizeChain, and a null byte to text, which the caller frees. */
PsStatus size_copy_text(const void *subject, TableFormat format, PsBytes *text, PsError *error) PS_MUST_USE;

#endif
