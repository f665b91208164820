/* A dialog that shows something to read or set: its title, Close, and what scrolls between.
 *
 * Which one is open is App.dialog's; a press outside closes it as Close does.
 */
#ifndef SHEET_H
#define SHEET_H

#include "app/commands.h"

typedef struct SheetSpec {
    const char *title;                     /* untranslated; its label */
    const char *scroll;                    /* the scroll bar's label */
    float width, height;                   /* in units, as far as the window allows */
    float (*content)(App *app, Rect area); /* lays it out from the area's top; returns its height */
} SheetSpec;

void sheet_run(App *app, const SheetSpec *spec);

/* A button of a sheet, with a command's tooltip, or other words and its keys. */
bool sheet_button(Ui *ui, Rect rect, const char *label, CommandId command, const char *words);

#endif
