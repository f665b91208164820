/* The receptive field of a row as a sum. The figures are those of the stack, computed elsewhere: this only
 * puts them into words and signs, with "?" for those that are covered.
 */
#ifndef FIELD_FORMULA_H
#define FIELD_FORMULA_H

#include "app/stages/stage.h"

/* The sum of a row, as spans: "6 + (3 - 1) * 2 = 10". */
void field_formula(const StageScope *scope, int row, PsNumberForm form, PsFormula *formula);

#endif
