/* Draws the Window stage: the input, the output, the arrow between them, the formula's box.
 *
 * A pure function of scene, view and cursor: what is shown at a moment is pose.h's, where it is
 * layout.h's. The cells that are drawn here are told to the tree here too; the tree gets what the step comes
 * to, at once.
 */
#ifndef WINDOW_DRAW_H
#define WINDOW_DRAW_H

#include "app/stages/window/pose.h"

void window_draw(const WindowPose *pose);

/* Whether an output is there and not covered: what it is may be told. */
bool window_output_told(const StageScope *scope, int64_t output);

#endif
