/* The frame that dialogs share: a card over a darkened window. Not the dialogs themselves. */
#ifndef DIALOG_H
#define DIALOG_H

#include "app/ui/ui.h"

/* In the middle of the window, at most as large as that allows; width and height in units. */
Rect dialog_place(const Ui *ui, float width, float height);

/* Begins a modal layer with the card; title is its label, untranslated. Returns the layer before. */
CanvasLayer dialog_begin(Ui *ui, CanvasLayer layer, Rect box, const char *title);

/* Ends it: nothing below hears a key; Tab is for the toolkit. */
void dialog_end(Ui *ui, CanvasLayer before);

#endif
