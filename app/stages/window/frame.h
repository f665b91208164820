/* What the Window stage shows in one pass and where: its layout, and the moment (pose) that is drawn in it.
 *
 * Invariant: it follows from the scope alone, which it borrows; the pose points into the frame that holds it,
 * so it stays where it was made.
 */
#ifndef WINDOW_FRAME_H
#define WINDOW_FRAME_H

#include "app/stages/window/layout.h"
#include "app/stages/window/pose.h"

typedef struct WindowFrame {
    WindowLayout layout;
    WindowPose pose;
} WindowFrame;

/* A Stage's frame. */
bool window_frame(const StageScope *scope, void *memory);

#endif
