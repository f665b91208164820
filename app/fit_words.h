/* What is said of the inputs that a printout's numbers ask for (core/stack_fit.h). */
#ifndef FIT_WORDS_H
#define FIT_WORDS_H

#include "core/stack_fit.h"

#include <stddef.h>

/* Of an input that was taken: "fc1 is made for 400 values: of inputs from 3 × 32 × 32 to 3 × 35 × 35, which
 * give them, the smallest is taken". times is between channels, rows and columns. */
void fit_words_taken(const PsFit *fit, const char *times, char *text, size_t size);

/* Of one that would suit: "inputs from 3 x 32 x 32 to 3 x 35 x 35 give it those"; that none does; empty where
 * nothing starves. */
void fit_words_sides(const PsFit *fit, char *text, size_t size);

#endif
