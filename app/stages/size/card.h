/* The formula's card: the rule, the numbers, what they count, and a sentence. */
#ifndef SIZE_CARD_H
#define SIZE_CARD_H

#include "app/stages/size/frame.h"
#include "app/ui/pen.h"

void size_card_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen);

#endif
