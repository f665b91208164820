/* The strip of channels under an input map: a small picture of each, the shown one framed. */
#ifndef CHANNEL_STRIP_H
#define CHANNEL_STRIP_H

#include "app/stages/stage.h"

/* Draws as many channels as room holds, around the one that is shown, and asks for another where one is
 * chosen. Nothing for a map of one channel. One stop, arrows inside. */
void channel_strip(const StageContext *context, Rect room);

#endif
