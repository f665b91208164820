/* A person in front of the program, for tests: presses keys, clicks controls by their names, reads the UI
 * tree.
 *
 * No window and no SDL video: events go to app_event, time to app_advance, and after each the app shows
 * itself. Text is measured with the fake 7 x 12 font. Time passes in drive_wait alone. Include it after the
 * header that is tested; it brings cmocka along.
 */
#ifndef DRIVER_H
#define DRIVER_H

#include "tests/unit/unit.h"

#include "app/app.h"

/* The tutorial's map at 1280 x 800 (or another size), Night, text 100 %, shown once, cells in the tree. */
App *drive_start(void);
App *drive_start_sized(int width, int height, float text_size);

/* A stack, given as notation or by a preset's name, on the Receptive field stage. */
App *drive_stack(const char *text, int width, int height);

/* The same on an app that is there. */
void drive_use_stack(App *app, const char *text);

/* A key without the text it makes. */
void drive_key(App *app, int key, unsigned modifiers);

/* As a keyboard sends it: each character's key, then its text. */
void drive_type(App *app, const char *text);

/* Ctrl+Z until there is nothing left to undo; how many steps that took. */
size_t drive_undo_all(App *app);

void drive_move(App *app, float x, float y);
void drive_down(App *app, float x, float y, int clicks);
void drive_up(App *app, float x, float y);

/* The middle of the control, scrolled into view; fails where there is none. */
Point drive_at(App *app, const char *label);
void drive_hover(App *app, const char *label);
void drive_click(App *app, const char *label);
void drive_double_click(App *app, const char *label);
void drive_drag(App *app, const char *from, const char *to);
void drive_drag_by(App *app, const char *from, float x, float y);
void drive_wheel(App *app, const char *label, float notches, unsigned modifiers);

/* Tab until the control has the focus. */
void drive_tab_to(App *app, const char *label);

/* Lets seconds pass in frames of 1/60 s. */
void drive_wait(App *app, double seconds);
void drive_show(App *app);

/* Until nothing is left to be worked out or to move. */
void drive_settle(App *app);

bool drive_has(const App *app, const char *label);
const UiEntry *drive_find(const App *app, const char *label);
const char *drive_value(const App *app, const char *label);
void assert_shown(const App *app, const char *label, const char *value);

/* The label of what has the focus, "" where nothing has. */
const char *drive_focused(const App *app);

/* Whether a tooltip on screen says something that contains text. */
bool drive_said(const App *app, const char *text);

/* Puts a map in the input's place: values[channels * height * width]. */
void drive_input(App *app, int channels, int height, int width, const float *values);

/* Replaces map and pooling as one edit; values null: the ramp 0, 1, 2 … */
void drive_scene(App *app, const PsPool *pool, int height, int width, const float *values);

/* A scene without a program: noise of channels x side x side under square windows. The caller frees it. */
PsScene noise_scene(int channels, int side, int kernel, int stride);

/* The display list of the last frame, or of any canvas after canvas_end; the caller frees it. */
char *drive_dump(const App *app);
char *canvas_text_of(const Canvas *canvas);

/* That of the picture that Export would write; the caller frees it. */
char *drive_picture(App *app);

#endif
