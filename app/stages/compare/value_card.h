/* A card in the view of values: the column's outputs, the formula of the step, how many values come out, what
 * is left of the peak. And what the tree is told of them.
 *
 * The outputs of the global average, which is one value, are global_value.h's. The tree gets what the step
 * comes to, at once.
 */
#ifndef COMPARE_VALUE_CARD_H
#define COMPARE_VALUE_CARD_H

#include "app/stages/compare/pose.h"

void compare_value_card(const ComparePose *pose, int column);

/* Whether an output is there and not covered: what it is may be told. */
bool compare_output_told(const StageScope *scope, int64_t output);

/* Tells the tree of the formula, then of the outputs. */
void compare_value_tell(const StageScope *scope, const CompareLayout *layout, int column);

#endif
