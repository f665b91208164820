/* Which column and output an answer on the Compare stage is for, and what is right there. */
#ifndef COMPARE_ANSWER_H
#define COMPARE_ANSWER_H

#include "app/stages/compare/layout.h"
#include "app/stages/stage.h"

/* Takes an answer that is typed: for the covered output in focus, else for the current step's, in the column
 * that is pointed at or the first. */
void compare_answer(const StageContext *context, const CompareLayout *layout);

#endif
