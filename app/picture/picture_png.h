/* PNG's pixels, whatever their kind, with all the bits that the file holds. Alone in knowing libpng. */
#ifndef PICTURE_PNG_H
#define PICTURE_PNG_H

#include "core/status.h"

#include <stdbool.h>
#include <stdint.h>

/* Decodes data, a PNG of that size whose chunks were checked, into pixels: R, G, B, A of height x width
 * pixels, bytes, or where deep (of a PNG with 16 bits) uint16_t. A colour that stands for nothing has A = 0.
 * *broken is true where it fails for what the file holds; else memory is short. */
bool picture_png_decode(const unsigned char *data, size_t size, int width, int height, bool deep,
                        void *pixels, bool *broken);

#endif
