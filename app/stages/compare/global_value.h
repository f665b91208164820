/* The one value of global average in its card: the mean so far with how much has been counted, the mean, or
 * the vector of the means of all channels. And what the tree is told of it.
 *
 * Where its cell and its bars stand is layout.h's, which pointing reads too.
 */
#ifndef COMPARE_GLOBAL_VALUE_H
#define COMPARE_GLOBAL_VALUE_H

#include "app/stages/compare/pose.h"

void compare_global_draw(const ComparePose *pose);

/* The square round the number in its cell: what a result comes to. */
Rect compare_global_number(const CompareLayout *layout);

void compare_global_tell(const StageScope *scope, const CompareLayout *layout);

#endif
