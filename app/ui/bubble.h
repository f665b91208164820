/* The bubble that says the pass's note or, without one, its tooltip. */
#ifndef UI_BUBBLE_H
#define UI_BUBBLE_H

#include "app/ui/ui.h"

/* Draws and reports it, after ui_end; draws nothing where there is nothing to say. */
void ui_bubble_draw(Ui *ui);

#endif
