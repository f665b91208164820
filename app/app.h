/* The program without a window: scene, history, player, settings, toolkit and canvas, and the one pass that
 * ties them. Knows no SDL: events come in, a display list comes out.
 *
 *   event -> app_event -> [controls emit edits -> edits applied in one place] -> app_show -> display list
 *
 * Invariant: the scene always validates, and facts follow from it.
 */
#ifndef APP_H
#define APP_H

#include "app/state.h"

/* Creates the empty program's scene: the tutorial's map, max 2 x 2 / 2, step 0. Null where memory is short.
 */
App *app_create(CanvasMetrics metrics, const Settings *settings);
void app_destroy(App *app);

void app_resize(App *app, int width, int height, float pixel_ratio);
void app_event(App *app, const UiEvent *event);
void app_advance(App *app, double seconds);

/* Draws what is to be seen now; returns how many rectangles changed (see canvas_end). */
int app_show(App *app, Rect damage[CANVAS_DAMAGE]);

/* Seconds until a frame is due although nothing happens; 0: now, negative: never. */
double app_due(const App *app);

/* Draws the stage alone, whole, at twice its size on screen, without pointer and focus. */
void app_draw_picture(App *app, Canvas *canvas);

#endif
