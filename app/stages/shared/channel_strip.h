/* The strip of channels under an input map: a small picture of each, the shown one framed. */
#ifndef CHANNEL_STRIP_H
#define CHANNEL_STRIP_H

#include "app/stages/stage.h"

/* Whether tiles of three channels are large enough to be pressed with ease. */
bool channel_strip_fits(const Ui *ui, Rect room);

/* Draws as many channels as room holds, at least three, around the one that is shown, and asks for another
 * where one is chosen. Nothing for a map of one channel. One stop, arrows inside. */
void channel_strip(const StageContext *context, Rect room);

#endif
