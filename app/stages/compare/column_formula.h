/* The formula of one column: the terms, under them the sign and the result, and the result's way to its
 * output.
 *
 * The formula that is left fades while the window slides; then the next one is written term by term.
 */
#ifndef COLUMN_FORMULA_H
#define COLUMN_FORMULA_H

#include "app/stages/compare/pose.h"

void column_formula_draw(const ComparePose *pose, int column);

/* The tile of the result, where it is on its way: over all else in the card. */
void column_formula_fly(const ComparePose *pose, int column);

#endif
