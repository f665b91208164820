/* Numbers and formulas of the effective field as text. */
#ifndef FIELD_WORDS_H
#define FIELD_WORDS_H

#include "app/follow/stacks.h"

#include <stdbool.h>
#include <stddef.h>

enum { FIELD_SHORT_SIZE = 32 };

/* "10.3": one decimal below 100, none above; digits more. */
void field_effective_short(double value, int digits, char text[FIELD_SHORT_SIZE]);

/* "=", or "≈" where text, of field_effective_short, is a rounded value. */
const char *field_effective_equals(double value, const char *text);

/* Whether all rows are one layer over and over, at stride 1, along the width: then field and width follow
 * from the number of layers alone. variance: what each adds to sigma squared. */
bool field_effective_uniform(const FollowedStack *stack, int *growth, double *variance);

/* The formulas of such a stack: "2 / 3", and "4√(10 × 2 / 3)", or "4√(2L / 3)" where depth is 0. */
void field_effective_fraction(double variance, char *text, size_t size);
void field_effective_root(double variance, int depth, char *text, size_t size);

#endif
