/* A card in the view of gradients: which output has one unit of it, where in the input it goes, who gets it.
 *
 * Shares are computed cell by cell as they are seen (core/compare.h); too small to tell apart, what the
 * output reads is drawn as one.
 */
#ifndef COMPARE_GRADIENT_CARD_H
#define COMPARE_GRADIENT_CARD_H

#include "app/stages/compare/pose.h"

void compare_gradient_card(const ComparePose *pose, int column);

/* Tells the tree of the shares, where they are seen and not covered. */
void compare_gradient_tell(const StageScope *scope, const CompareLayout *layout, int column);

#endif
