/* What is lit while something is pointed at: a cell with the windows that read it, a window with its cells, a
 * term with its piece of the ruler and back.
 *
 * Invariant: what is lit follows from what is pointed at in the frame, in one place for all parts.
 */
#ifndef SIZE_LIT_H
#define SIZE_LIT_H

#include "app/stages/size/frame.h"

/* What is pointed at, as far as it is there: nothing while a step runs. */
SizePoint size_pointed(const SizeFrame *frame);

bool size_lights_cell(const SizeFrame *frame, int64_t position);
bool size_lights_output(const SizeFrame *frame, int64_t output);
bool size_lights_piece(const SizeFrame *frame, SizePart part, int64_t at);
bool size_lights_term(const SizeFrame *frame, SizeTerm term);

/* Positions that lie behind the last window. */
bool size_in_rest(const SizeFrame *frame, int64_t position);

/* The window whose piece of the ruler holds a position; -1: none. */
int64_t size_piece_at(const SizeFrame *frame, int64_t position);

#endif
