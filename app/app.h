/* The program without a window: scene, history, player, settings, toolkit and canvas, and the one pass that
 * ties them. Knows no SDL: events come in, a display list comes out.
 *
 *   event -> app_event -> [controls emit edits -> edits applied in one place] -> app_show -> display list
 *
 * Invariant: the scene always validates, and `pooled` follows from it.
 */
#ifndef APP_H
#define APP_H

#include "app/state.h"

/* Creates the empty program's scene: the tutorial's map, max 2 x 2 / 2, step 0. Null where memory is short.
 */
App *app_create(CanvasMetrics metrics, const Settings *settings);
void app_destroy(App *app);

/* Opens a scene, or a map or a picture as the input: what is open now cannot be undone back to. With a map
 * the pool stays as it is where it fits, else the kernel shrinks to the map; a picture gets the usual size.
 * On failure nothing changes. */
PsStatus app_open(App *app, const char *path, PsError *error) PS_MUST_USE;

/* The same where a person asks for it: of a picture the size is asked for first. Closes the file dialog. */
PsStatus app_open_asking(App *app, const char *path, PsError *error) PS_MUST_USE;

/* The empty program's scene, untitled; what was there cannot be undone back to. */
void app_new(App *app);

/* Puts the last session's scene in place, as app_open does a file's, and says so with Start fresh beside it.
 * Where there is none nothing changes. Fails where memory is short: then session must not be written to. */
PsStatus app_recover(App *app, PsSession *session, PsError *error) PS_MUST_USE;

/* As app_open, but as an edit that can be undone: of the scene that is open, or, by a scene, into another
 * document; of a picture the size is asked for first. A failure is said on
 * screen. */
void app_drop(App *app, const char *path);

/* Goes to next_stage, between passes, so that no pass mixes the views of two. The step stays where both
 * stages count the same. */
void app_enter_stage(App *app);

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
