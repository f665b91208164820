/* Icons and the marks of operations, drawn as shapes: they scale and take any colour. */
#ifndef ICONS_H
#define ICONS_H

#include "app/canvas/canvas.h"

typedef enum Icon {
    ICON_NONE,
    ICON_FIRST,
    ICON_PREVIOUS,
    ICON_PLAY,
    ICON_PAUSE,
    ICON_NEXT,
    ICON_LAST,
    ICON_MINUS,
    ICON_PLUS,
    ICON_CHEVRON,
    ICON_TRIANGLE, /* max */
    ICON_WAVES,    /* average */
    ICON_DIAMOND,  /* L2 */
    ICON_DISC,     /* global */
    ICON_DOWN,     /* min */
    ICON_BAR,      /* median */
    ICON_CORNER,   /* subsample */
    ICON_ZIGZAG,   /* stochastic */
    ICON_STAR,     /* convolution */
    ICON_CHECK,
    ICON_CROSS,
    ICON_BACKSPACE,
    ICON_UP,
    ICON_HOME,
    ICON_FOLDER,
    ICON_FILE,
    ICON_LOOP,
    ICON_GEAR,
    ICON_COUNT
} Icon;

/* Draws icon into a square of size pixels around centre. */
void icon_draw(Canvas *canvas, Icon icon, Point centre, float size, Color color);

#endif
