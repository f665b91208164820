/* The keypad beside an edit that a finger began: digits, point, minus, backspace, done. It types into the
 * running edit and is gone with it; the keyboard goes on typing. */
#ifndef KEYPAD_H
#define KEYPAD_H

#include "app/ui/ui.h"

/* Runs and draws it where an edit wants one: after all other controls of a pass. */
void keypad_run(Ui *ui);

#endif
