/* The dial under Compare's input: the kernel from 1 to 32 in one drag, the stride with it, everything pooled
 * at once.
 *
 * It asks for edits and for the last step, and keeps only the group that a drag's edits belong to.
 */
#ifndef COMPARE_DIAL_H
#define COMPARE_DIAL_H

#include "app/stages/compare/layout.h"
#include "app/stages/stage.h"

void compare_dial(const StageContext *context, const CompareLayout *layout);

/* How many sizes of kernel it goes through; below 2 there is no dial. */
int compare_dial_sizes(const PsScene *scene);

#endif
