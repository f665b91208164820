/* Coverage masks: how much of each pixel a shape covers, 0…255, from signed distances.
 *
 * A mask is computed once for each shape and size, kept as a texture and coloured when drawn; that is what
 * makes every edge smooth at the price of a blit. All functions write width * height bytes, row-major.
 */
#ifndef MASK_H
#define MASK_H

#include "app/canvas/canvas.h"

/* The ring between a rounded rectangle as large as the mask and the same inset by line (0: the whole area).
 */
void mask_rounded(uint8_t *mask, int width, int height, float radius, float line);

/* 45-degree lines as thick as thickness, spacing apart, inside the rounded rectangle. */
void mask_hatch(uint8_t *mask, int width, int height, float radius, float spacing, float thickness,
                bool crossed);

/* A filled polygon (even-odd) or a stroked polyline; points are relative to the mask's corner. */
void mask_polygon(uint8_t *mask, int width, int height, const Point *points, size_t count);
void mask_polyline(uint8_t *mask, int width, int height, const Point *points, size_t count, float line);

#endif
