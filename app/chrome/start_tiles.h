/* The pictures of the examples on the start page: drawn from the scenes themselves, small.
 *
 * A scene is read once, when its tile is first due; what cannot be read has no picture. Nothing reacts.
 */
#ifndef START_TILES_H
#define START_TILES_H

#include "app/ui/pen.h"

enum { START_TILES = 9 };

typedef struct StartTiles StartTiles;

/* Null without memory. */
StartTiles *start_tiles_create(void);
void start_tiles_free(StartTiles *tiles);

/* Reads the next scene of the folder assets; false where all are read. */
bool start_tiles_read(StartTiles *tiles, const char *assets);

/* Draws the picture of an example into rect. seconds: how long it has been pointed at; its window then goes
 * on.
 */
void start_tile_draw(const Pen *pen, const StartTiles *tiles, int tile, Rect rect, double seconds);

#endif
