/* The Output size stage: how many windows fit, and what is never read?
 *
 * Not the arithmetic (core/axis, core/size): only how it is shown and set. frame says once a pass what is
 * shown and where; each part paints from it, and pointing reacts to it. Its rooms:
 *   view, frame, layout    what is looked at; what is shown; where it is
 *   axis, outputs, ruler   the picture: cells and windows, what comes out, first window, strides, rest
 *   band                   a long axis in small, with a lens over what is shown of it
 *   formula, card          the rule and the numbers, each term with its piece of the ruler
 *   chain, table, copy     a size through one layer after another, and the same as columns
 *   inspector, example     settings; ready ones
 *   words, pointing        sentences; pointer and keys on the picture
 */
#ifndef SIZE_STAGE_H
#define SIZE_STAGE_H

#include "app/stages/stage.h"

extern const Stage size_stage;

#endif
