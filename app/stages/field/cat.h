/* The built-in picture: a cat's face, drawn from simple shapes at whatever size is asked for. */
#ifndef FIELD_CAT_H
#define FIELD_CAT_H

#include <stdint.h>

/* A row of the picture at rows x columns cells: columns greys, 0 to 1. A shape covers a cell as far as it
 * reaches into it, so that the face is as good at 24 cells as at 224. */
void field_cat_row(int64_t row, int64_t rows, int64_t columns, float *greys);

#endif
