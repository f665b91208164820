/* The ruler under the axis: the first window, a bar for each whole stride, the rest. The formula is this.
 */
#ifndef SIZE_RULER_H
#define SIZE_RULER_H

#include "app/stages/size/frame.h"
#include "app/ui/pen.h"

void size_ruler_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen);

/* The pieces (windows) that are seen, and where one stands; the rest. */
PsRange size_ruler_seen(const SizeFrame *frame);
Rect size_ruler_piece(const SizeFrame *frame, int64_t window);
Rect size_ruler_rest(const SizeFrame *frame);

/* Whether the try has shown that there is a rest. */
bool size_ruler_has_rest(const SizeFrame *frame);

#endif
