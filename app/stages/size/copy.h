/* The chain as text: CSV, Markdown, LaTeX; and its figures one by one. */
#ifndef SIZE_COPY_H
#define SIZE_COPY_H

#include "core/file.h"
#include "core/size.h"

typedef enum SizeCopy { SIZE_COPY_CSV, SIZE_COPY_MARKDOWN, SIZE_COPY_LATEX, SIZE_COPY_COUNT } SizeCopy;

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
const char *size_copy_name(SizeCopy format);

enum { SIZE_FIGURE = 96 };

/* How signs are written; near stands before what is rounded. */
typedef struct SizeSigns {
    const char *times, *percent, *near;
} SizeSigns;

/* A figure of the layer that made link index (1 … count - 1). */
void size_figure(const PsSizeChain *chain, int index, SizeColumn column, const SizeSigns *signs,
                 char text[SIZE_FIGURE]);

/* Appends the table and a null byte to text, which the caller frees. */
PsStatus size_copy_text(const PsSizeChain *chain, SizeCopy format, PsBytes *text, PsError *error) PS_MUST_USE;

#endif
