/* Where the squares of the chain stand: side by side on one ground, to one scale, what is between two of them
 * in the gap. Pure.
 */
#ifndef SIZE_CHAIN_LAYOUT_H
#define SIZE_CHAIN_LAYOUT_H

#include "app/stages/size/layout.h"
#include "core/size.h"

typedef struct SizeChainFrame {
    PsSizeChain chain;
    bool failed;                 /* there was no memory for it: nothing is shown */
    double scale;                /* pixels a cell */
    float ground;                /* where the squares stand */
    Rect note;                   /* says the scale */
    Rect words;                  /* the sentence below */
    Rect square[PS_SIZE_LINKS];  /* the map itself; a 1 x 1 map has a ring */
    Rect label[PS_SIZE_LINKS];   /* its size below it */
    Rect between[PS_SIZE_LINKS]; /* of the link that the gap leads to */
} SizeChainFrame;

void size_chain_layout(const StageScope *scope, const SizeLayout *layout, SizeChainFrame *frame);

#endif
