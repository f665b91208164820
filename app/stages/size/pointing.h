/* Pointer and keys on the picture: what is pointed at, in both directions; the lens; covers; the chain.
 *
 * Each row of the picture is one stop, with arrows inside. Nothing is drawn here but the ring of the focus.
 */
#ifndef SIZE_POINTING_H
#define SIZE_POINTING_H

#include "app/stages/size/frame.h"

void size_pointing(const StageContext *context, const SizeFrame *frame);

#endif
