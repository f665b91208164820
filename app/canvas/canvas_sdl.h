/* Plays a canvas on an SDL surface through SDL's software renderer, and measures text: the only place that
 * calls SDL_Render* and SDL_ttf.
 *
 * Invariant: everything but axis-aligned rectangles is a cached white texture (a mask, a word, an image) that
 * is coloured when it is copied. The cache belongs to the renderer and goes when the surface goes.
 */
#ifndef CANVAS_SDL_H
#define CANVAS_SDL_H

#include "app/canvas/canvas.h"

#include <SDL.h>

typedef struct Painter Painter;

/* Reads the fonts of folder (…/assets/fonts). On failure returns null and writes a sentence. */
Painter *painter_create(const char *folder, char *sentence, size_t size);
void painter_destroy(Painter *painter);

/* Text metrics of the loaded fonts; valid as long as the painter. */
CanvasMetrics painter_metrics(Painter *painter);

/* Draws on surface from now on (borrowed; null: on none). False where SDL cannot. */
bool painter_bind(Painter *painter, SDL_Surface *surface);

/* Draws the parts of the canvas that lie in the damaged rectangles. */
void painter_play(Painter *painter, const Canvas *canvas, const Rect *damage, int count);

#endif
