/* What the Compare stage shows in one pass and where: its layout, and the moment (pose) that is drawn in it.
 *
 * Invariant: it follows from the scope alone, which it borrows; layout and pose point into the frame that
 * holds them, so it stays where it was made.
 */
#ifndef COMPARE_FRAME_H
#define COMPARE_FRAME_H

#include "app/stages/compare/layout.h"
#include "app/stages/compare/pose.h"

typedef struct CompareFrame {
    CompareLayout layout;
    ComparePose pose;
} CompareFrame;

/* A Stage's frame. */
bool compare_frame(const StageScope *scope, void *memory);

#endif
