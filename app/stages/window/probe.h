/* What the Window stage's view means for a moment: which cell is pointed at, which step is shown.
 *
 * The view says what was pointed at when it was last asked; a step that runs, or an edit, may have taken that
 * away since. Nothing here changes it.
 */
#ifndef WINDOW_PROBE_H
#define WINDOW_PROBE_H

#include "app/stages/stage.h"

typedef enum WindowProbe { PROBE_NONE, PROBE_INPUT, PROBE_OUTPUT } WindowProbe;

/* What is pointed at; nothing while a step runs, or where the cell is gone since. */
WindowProbe window_probe(const StageScope *scope);

/* The step whose window and formula are shown: that of the output pointed at, else the cursor's. */
int64_t window_focus_step(const StageScope *scope);

#endif
