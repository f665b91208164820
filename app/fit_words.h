/* What is said of the inputs that a printout's numbers ask for (core/stack_fit.h). */
#ifndef FIT_WORDS_H
#define FIT_WORDS_H

#include "core/stack_fit.h"

#include <stddef.h>

/* Of an input that was taken: "fc1 is made for 400 values: of inputs 32 to 35, which give them, 32 × 32 is
 * taken". times stands between rows and columns. */
void fit_words_taken(const PsFit *fit, const char *times, char *text, size_t size);

/* Of one that would suit: "inputs 32 to 35 give them"; that none does; empty where nothing starves. */
void fit_words_sides(const PsFit *fit, char *text, size_t size);

#endif
