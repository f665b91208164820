/* Draws the Compare stage: the input at the left, the arrow, then a card a column.
 *
 * A pure function of scene, view and cursor. Each card's own part is value_card.h's or gradient_card.h's.
 */
#ifndef COMPARE_DRAW_H
#define COMPARE_DRAW_H

#include "app/stages/compare/pose.h"

void compare_draw(const ComparePose *pose);

#endif
