/* The chain to scale: what becomes of a size through one layer after another. */
#ifndef SIZE_CHAIN_H
#define SIZE_CHAIN_H

#include "app/stages/size/frame.h"
#include "app/ui/pen.h"

void size_chain_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen);

/* "This setting", "VGG-16" … as the menu has them: untranslated. */
const char *size_chain_name(PsSizeChainOf chain);

/* "224 × 224" */
void size_chain_size(const PsSizeLink *link, char *text, size_t size);

#endif
