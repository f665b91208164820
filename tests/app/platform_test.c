/* SDL's pointer events on their way to the app: fingers, the wheel with Ctrl, the middle button. On the dummy
 * driver, with events pushed as a device would. */
#include "app/platform_sdl.h"

#include "tests/unit/unit.h"

#include <math.h>

typedef struct Desk {
    Painter *painter;
    App *app;
    Platform *platform;
} Desk;

static int set_up(void **state) {
    static Desk desk;
    char sentence[512];
    const Settings settings = settings_default();
    desk.painter = painter_create(POOLSCOPE_TEST_FONTS, sentence, sizeof sentence);
    assert_non_null(desk.painter);
    desk.app = app_create(painter_metrics(desk.painter), &settings);
    assert_non_null(desk.app);
    desk.platform = platform_create(desk.app, desk.painter, true, sentence, sizeof sentence);
    assert_non_null(desk.platform);
    desk.app->ui.want_tree = true;
    platform_show(desk.platform);
    *state = &desk;
    return 0;
}

static int tear_down(void **state) {
    Desk *desk = *state;
    platform_destroy(desk->platform);
    app_destroy(desk->app);
    painter_destroy(desk->painter);
    return 0;
}

/* Lets the platform take what was pushed; the last event is then in the toolkit no more, what it did is. */
static void take(Desk *desk) {
    platform_run_for(desk->platform, 0.001);
    platform_show(desk->platform);
}

static void push_finger(const Desk *desk, Uint32 type, SDL_FingerID id, Point at) {
    SDL_Event event = {.tfinger = {.type = type,
                                   .touchId = 5,
                                   .fingerId = id,
                                   .x = at.x / (float)desk->app->width,
                                   .y = at.y / (float)desk->app->height}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static Point middle(const Desk *desk, const char *label) {
    const UiEntry *entry = ui_find(&desk->app->ui, label);
    assert_non_null(entry);
    return (Point){entry->rect.x + entry->rect.w / 2, entry->rect.y + entry->rect.h / 2};
}

static void push_tap(const Desk *desk, Point at) {
    push_finger(desk, SDL_FINGERDOWN, 1, at);
    push_finger(desk, SDL_FINGERUP, 1, at);
}

static void fingers_tap_and_tap_twice(void **state) {
    Desk *desk = *state;
    push_tap(desk, middle(desk, "Next step"));
    take(desk);
    assert_string_equal(ui_entry_value(&desk->app->ui, ui_find(&desk->app->ui, "Step")), "1 / 4");
    push_tap(desk, middle(desk, "input 1,1"));
    push_tap(desk, middle(desk, "input 1,1"));
    take(desk);
    assert_true(desk->app->ui.edit.keypad);
}

/* The events that reach a pass are seen where the toolkit keeps the pointer. */
static void the_pointer_is_where_two_fingers_meet(void **state) {
    Desk *desk = *state;
    push_finger(desk, SDL_FINGERDOWN, 1, (Point){300, 300});
    push_finger(desk, SDL_FINGERDOWN, 2, (Point){500, 300});
    push_finger(desk, SDL_FINGERMOTION, 1, (Point){320, 310});
    push_finger(desk, SDL_FINGERMOTION, 2, (Point){520, 330});
    take(desk);
    assert_true(fabsf(desk->app->ui.x - 420) < 0.5F);
    assert_true(fabsf(desk->app->ui.y - 320) < 0.5F);
    assert_int_equal(desk->app->ui.active, 0);
}

/* A notch down over the inspector of a low window. */
static void turn_wheel(Desk *desk, SDL_Keymod modifiers) {
    SDL_Event wheel = {.wheel = {.type = SDL_MOUSEWHEEL, .y = -1, .preciseY = -1}};
    SDL_SetModState(modifiers);
    assert_int_equal(SDL_PushEvent(&wheel), 1);
    take(desk);
    SDL_SetModState(KMOD_NONE);
}

static void the_wheel_scrolls_and_with_ctrl_it_does_not(void **state) {
    Desk *desk = *state;
    platform_resize(desk->platform, 1280, 400);
    const Point at = middle(desk, "Kernel size");
    SDL_WarpMouseInWindow(SDL_GetWindowFromID(1), (int)at.x, (int)at.y);
    take(desk);
    turn_wheel(desk, KMOD_LCTRL);
    assert_true(middle(desk, "Kernel size").y == at.y);
    turn_wheel(desk, KMOD_NONE);
    assert_true(middle(desk, "Kernel size").y < at.y);
}

static void the_middle_button_presses_nothing(void **state) {
    Desk *desk = *state;
    const Point at = middle(desk, "Next step");
    SDL_Event button = {
        .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_MIDDLE, .x = (int)at.x, .y = (int)at.y}};
    SDL_Event move = {.motion = {.type = SDL_MOUSEMOTION, .x = 400, .y = 300}};
    assert_int_equal(SDL_PushEvent(&button), 1);
    assert_int_equal(SDL_PushEvent(&move), 1);
    take(desk);
    assert_int_equal(desk->app->ui.active, 0);
    assert_true(desk->app->ui.x == 400 && desk->app->ui.y == 300);
    button.button.type = SDL_MOUSEBUTTONUP;
    assert_int_equal(SDL_PushEvent(&button), 1);
    take(desk);
    assert_string_equal(ui_entry_value(&desk->app->ui, ui_find(&desk->app->ui, "Step")), "0 / 4");
}

/* As SDL tells of it: the window's close, then the end of the last window. */
static void push_close(void) {
    SDL_Event close = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE}};
    SDL_Event quit = {.type = SDL_QUIT};
    assert_int_equal(SDL_PushEvent(&close), 1);
    assert_int_equal(SDL_PushEvent(&quit), 1);
}

static void edit(Desk *desk) {
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_AVG;
    desk->app->requests.edits[desk->app->requests.count++] =
        (StageEdit){.edit = ps_edit_pool(&pool), .group = 99};
    app_event(desk->app, &(UiEvent){0});
    assert_false(app_saved(desk->app));
}

static void closing_the_window_ends_where_all_is_saved(void **state) {
    Desk *desk = *state;
    push_close();
    /* Would go on for ever. */
    platform_run(desk->platform);
    assert_false(desk->app->files.asking);
}

static void closing_the_window_asks_where_something_is_not_saved(void **state) {
    Desk *desk = *state;
    edit(desk);
    push_close();
    platform_run_for(desk->platform, 0.001);
    platform_show(desk->platform);
    assert_true(desk->app->files.asking);
    push_close();
    take(desk);
    app_event(desk->app, &(UiEvent){.kind = UI_EVENT_KEY, .key = UI_KEY_ESCAPE});
    take(desk);
    assert_false(desk->app->files.asking);
    push_finger(desk, SDL_FINGERDOWN, 1, middle(desk, "Next step"));
    push_finger(desk, SDL_FINGERUP, 1, middle(desk, "Next step"));
    take(desk);
    assert_string_equal(ui_entry_value(&desk->app->ui, ui_find(&desk->app->ui, "Step")), "1 / 4");
}

/* A signal is SDL's quit without a window's close: there is nobody to ask. */
static void a_signal_ends_whatever_is_not_saved(void **state) {
    Desk *desk = *state;
    SDL_Event quit = {.type = SDL_QUIT};
    edit(desk);
    assert_int_equal(SDL_PushEvent(&quit), 1);
    platform_run(desk->platform);
    assert_false(desk->app->files.asking);
}

static void the_title_says_what_is_open_and_whether_it_is_saved(void **state) {
    Desk *desk = *state;
    SDL_Window *window = SDL_GetWindowFromID(1);
    assert_string_equal(SDL_GetWindowTitle(window), "Untitled — Poolscope");
    edit(desk);
    platform_show(desk->platform);
    assert_string_equal(SDL_GetWindowTitle(window), "• Untitled — Poolscope");
}

#define PLATFORM_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        PLATFORM_TEST(fingers_tap_and_tap_twice),
        PLATFORM_TEST(the_pointer_is_where_two_fingers_meet),
        PLATFORM_TEST(the_wheel_scrolls_and_with_ctrl_it_does_not),
        PLATFORM_TEST(the_middle_button_presses_nothing),
        PLATFORM_TEST(closing_the_window_ends_where_all_is_saved),
        PLATFORM_TEST(closing_the_window_asks_where_something_is_not_saved),
        PLATFORM_TEST(a_signal_ends_whatever_is_not_saved),
        PLATFORM_TEST(the_title_says_what_is_open_and_whether_it_is_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
