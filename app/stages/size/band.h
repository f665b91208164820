/* An axis too long for its cells, whole and in small, with a lens over the part that is shown below. */
#ifndef SIZE_BAND_H
#define SIZE_BAND_H

#include "app/stages/size/frame.h"
#include "app/ui/pen.h"

void size_band_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen);

/* The bar alone, and the position of the axis at x. */
Rect size_band_bar(const SizeFrame *frame);
double size_band_position(const SizeFrame *frame, float x);

#endif
