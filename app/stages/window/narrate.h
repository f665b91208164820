/* The Window stage in words: the line under the formula, and the presenter's sentence.
 *
 * It says what the step does that the app is at or that is pointed at, and gives no answer away that is
 * covered. Nothing is drawn here.
 */
#ifndef WINDOW_NARRATE_H
#define WINDOW_NARRATE_H

#include "app/stages/stage.h"

void window_narrate(const StageScope *scope, PsNumberForm form, char *text, size_t size);

#endif
