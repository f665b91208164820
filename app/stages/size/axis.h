/* The axis: its cells, the padding, what no window reads, and the windows over it.
 *
 * Windows are told apart by their height, every other one lifted, never by hue.
 */
#ifndef SIZE_AXIS_H
#define SIZE_AXIS_H

#include "app/stages/size/frame.h"
#include "app/ui/pen.h"

void size_axis_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen);

/* What is in a cell of the tree: "3", "pad", "never read". */
void size_axis_value(const SizeFrame *frame, int64_t position, char *text, size_t size);

#endif
