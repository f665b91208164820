/* The box of the Window stage in which the formula of the window stands, the hint before the first step, and
 * what flies to the formula and from it.
 *
 * Not what the sentences say (narrate.h), nor when a number leaves (pose.h). Where a term stands, drawing and
 * pointing ask window_formula_line alone.
 */
#ifndef WINDOW_FORMULA_H
#define WINDOW_FORMULA_H

#include "app/stages/window/pose.h"

/* Box, formula and caption. */
void window_formula_draw(const WindowPose *pose);

/* The tiles under way: numbers to their terms, the result to its output. */
void window_tiles_draw(const WindowPose *pose);

/* Tells the tree of the formula: of the step the app goes to, or of the output pointed at. */
void window_formula_tell(const WindowPose *pose);

#endif
