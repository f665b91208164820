/* A small screen of controls for the tests of the toolkit: one pass an event, a virtual clock, the fake font.
 *
 * It shows three buttons and a text field; switches of Screen add the rest. Each test has a screen of its own
 * as its state.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include "app/ui/controls.h"
#include "app/ui/textfield.h"

#include "tests/unit/unit.h"

/* What the screen holds, and what it was told. */
typedef struct Screen {
    Canvas canvas;
    Ui ui;
    double now;
    int presses, number, item, segment, refusals, fires;
    int64_t typed;
    bool hide_second, disable_second, modal, repeats, menu, segmented, stepper, scroll, field;
    UiEditEnd ended;
    char text[64];
    char path[UI_EDIT_SIZE]; /* of the field */
    TextFieldAct act;
} Screen;

/* As setup and teardown of a test. */
int screen_set_up(void **state);
int screen_tear_down(void **state);

/* One pass, as the app has them. */
void screen_pass(Screen *screen, const UiEvent *event);

/* An event, then passes until nothing changes; without an event: settle. Time passes in screen_wait alone. */
void screen_send(Screen *screen, UiEvent event);
void screen_settle(Screen *screen);
void screen_move(Screen *screen, float x, float y);
void screen_down(Screen *screen, float x, float y);
void screen_up(Screen *screen, float x, float y);
Point screen_middle(const Screen *screen, const char *label);
void screen_click(Screen *screen, const char *label);
void screen_key(Screen *screen, int which, unsigned modifiers);
void screen_type(Screen *screen, const char *text);
void assert_focus(const Screen *screen, const char *label);
void screen_wait(Screen *screen, double seconds);

#define SCREEN_TEST(function) cmocka_unit_test_setup_teardown(function, screen_set_up, screen_tear_down)

#endif
