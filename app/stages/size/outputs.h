/* The outputs, each above the middle of its window, and the verdict on the try that fails. */
#ifndef SIZE_OUTPUTS_H
#define SIZE_OUTPUTS_H

#include "app/stages/size/frame.h"
#include "app/ui/pen.h"

void size_outputs_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen);

/* The outputs that are drawn one by one. */
PsRange size_outputs_seen(const SizeFrame *frame);
Rect size_output_cell(const SizeFrame *frame, int64_t output);

#endif
