/* SDL's events on their way to the app: fingers, the wheel with Ctrl, the middle button, keys and text; and
 * what the app asks for: full screen, export, settings kept. On the dummy driver, with events pushed as a
 * device would; what reaches the app is seen where it comes in (--wrap).
 */
#include "app/platform_sdl.h"

#include "app/export/picture.h"
#include "tests/app/folder.h"
#include "tests/unit/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The last key or text that reached the app, and how many did. */
static UiEvent heard;
static int heard_count;
static bool no_full_screen;
static PsStatus export_status;
static const char *export_path;

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names. */
void __real_app_event(App *app, const UiEvent *event);
void __wrap_app_event(App *app, const UiEvent *event);
int __real_SDL_SetWindowFullscreen(SDL_Window *window, Uint32 flags);
int __wrap_SDL_SetWindowFullscreen(SDL_Window *window, Uint32 flags);
PsStatus __wrap_picture_export_at_once(App *app, char *path, size_t size, PsError *error);
PsStatus __wrap_picture_encode(App *app, PsBytes *png, PsError *error);
PsStatus __wrap_clipboard_put_png(const void *png, size_t size, PsError *error);

void __wrap_app_event(App *app, const UiEvent *event) {
    if (event->kind == UI_EVENT_KEY || event->kind == UI_EVENT_TEXT) {
        heard = *event;
        heard_count++;
    }
    __real_app_event(app, event);
}

int __wrap_SDL_SetWindowFullscreen(SDL_Window *window, Uint32 flags) {
    return no_full_screen ? -1 : __real_SDL_SetWindowFullscreen(window, flags);
}

PsStatus __wrap_picture_export_at_once(App *app, char *path, size_t size, PsError *error) {
    (void)app;
    snprintf(path, size, "%s", export_path);
    return export_status == PS_OK ? PS_OK : ps_fail(error, export_status, "no room is left: %s", "make some");
}
PsStatus __wrap_picture_encode(App *app, PsBytes *png, PsError *error) {
    (void)app;
    return ps_bytes_append(png, "\x89PNG and more", 12, error);
}

PsStatus __wrap_clipboard_put_png(const void *png, size_t size, PsError *error) {
    assert_true(size > 8 && memcmp(png, "\x89PNG", 4) == 0);
    return export_status == PS_OK ? PS_OK
                                  : ps_fail(error, export_status, "no program takes it: %s", "install one");
}
/* NOLINTEND(bugprone-reserved-identifier) */

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
    heard_count = 0;
    no_full_screen = false;
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

static void push_key(SDL_Keycode key, SDL_Keymod modifiers, bool repeat) {
    SDL_Event event = {
        .key = {.type = SDL_KEYDOWN, .repeat = repeat, .keysym = {.sym = key, .mod = (Uint16)modifiers}}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_text(const char *text) {
    SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
    snprintf(event.text.text, sizeof event.text.text, "%s", text);
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void keys_reach_the_app_by_their_own_names(void **state) {
    Desk *desk = *state;
    static const struct {
        SDL_Keycode sdl;
        int modifiers;
        int key;
        unsigned wanted;
    } keys[] = {
        {SDLK_SPACE, KMOD_NONE, UI_KEY_SPACE, 0},
        {SDLK_RETURN, KMOD_NONE, UI_KEY_ENTER, 0},
        {SDLK_KP_ENTER, KMOD_NUM, UI_KEY_ENTER, 0},
        {SDLK_ESCAPE, KMOD_NONE, UI_KEY_ESCAPE, 0},
        {SDLK_TAB, KMOD_LSHIFT, UI_KEY_TAB, UI_SHIFT},
        {SDLK_BACKSPACE, KMOD_NONE, UI_KEY_BACKSPACE, 0},
        {SDLK_DELETE, KMOD_NONE, UI_KEY_DELETE, 0},
        {SDLK_UP, KMOD_NONE, UI_KEY_UP, 0},
        {SDLK_DOWN, KMOD_RSHIFT, UI_KEY_DOWN, UI_SHIFT},
        {SDLK_LEFT, KMOD_NONE, UI_KEY_LEFT, 0},
        {SDLK_RIGHT, KMOD_NONE, UI_KEY_RIGHT, 0},
        {SDLK_HOME, KMOD_NONE, UI_KEY_HOME, 0},
        {SDLK_END, KMOD_NONE, UI_KEY_END, 0},
        {SDLK_PAGEUP, KMOD_NONE, UI_KEY_PAGE_UP, 0},
        {SDLK_PAGEDOWN, KMOD_NONE, UI_KEY_PAGE_DOWN, 0},
        {SDLK_F1, KMOD_NONE, UI_KEY_F1, 0},
        {SDLK_F12, KMOD_NONE, UI_KEY_F12, 0},
        {SDLK_z, KMOD_LCTRL | KMOD_RSHIFT, 'z', UI_CTRL | UI_SHIFT},
        {SDLK_1, KMOD_RCTRL, '1', UI_CTRL},
        {SDLK_h, KMOD_LALT, 'h', UI_ALT},
        {SDLK_h, KMOD_LGUI, 'h', UI_ALT},
        {SDLK_h, KMOD_CAPS, 'h', 0},
        /* The right Alt makes characters where it is AltGr: no shortcut of its own. */
        {SDLK_e, KMOD_RALT | KMOD_LCTRL, 'e', UI_CTRL | UI_ALT},
        {SDLK_e, KMOD_MODE, 'e', UI_ALT},
        {SDLK_KP_PLUS, KMOD_LCTRL, '+', UI_CTRL},
        {SDLK_KP_MINUS, KMOD_LCTRL | KMOD_NUM, '-', UI_CTRL},
        {SDLK_KP_0, KMOD_LCTRL | KMOD_NUM, '0', UI_CTRL},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        push_key(keys[i].sdl, (SDL_Keymod)keys[i].modifiers, false);
        take(desk);
        assert_int_equal(heard_count, i + 1);
        assert_int_equal(heard.kind, UI_EVENT_KEY);
        assert_int_equal(heard.key, keys[i].key);
        assert_int_equal(heard.modifiers, keys[i].wanted);
        assert_false(heard.repeat);
    }
}

static void the_keypad_moves_without_num_lock_and_types_with_it(void **state) {
    Desk *desk = *state;
    static const struct {
        SDL_Keycode sdl;
        int key;
    } keys[] = {{SDLK_KP_8, UI_KEY_UP},      {SDLK_KP_2, UI_KEY_DOWN},      {SDLK_KP_4, UI_KEY_LEFT},
                {SDLK_KP_6, UI_KEY_RIGHT},   {SDLK_KP_7, UI_KEY_HOME},      {SDLK_KP_1, UI_KEY_END},
                {SDLK_KP_9, UI_KEY_PAGE_UP}, {SDLK_KP_3, UI_KEY_PAGE_DOWN}, {SDLK_KP_PERIOD, UI_KEY_DELETE}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        push_key(keys[i].sdl, KMOD_NONE, false);
        take(desk);
        assert_int_equal(heard.key, keys[i].key);
        push_key(keys[i].sdl, KMOD_NUM, false);
        take(desk);
        assert_int_equal(heard_count, i + 1);
    }
}

static void keys_that_the_app_has_no_name_for_stay_away(void **state) {
    Desk *desk = *state;
    static const SDL_Keycode keys[] = {SDLK_LSHIFT,      SDLK_CAPSLOCK, SDLK_F13,
                                       SDLK_PRINTSCREEN, SDLK_UNKNOWN,  0xE4};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        push_key(keys[i], KMOD_NONE, false);
        take(desk);
    }
    assert_int_equal(heard_count, 0);
}

static void a_held_key_says_that_it_repeats(void **state) {
    Desk *desk = *state;
    push_key(SDLK_PAGEDOWN, KMOD_NONE, true);
    take(desk);
    assert_true(heard.repeat);
    assert_string_equal(ui_entry_value(&desk->app->ui, ui_find(&desk->app->ui, "Step")), "1 / 4");
}

static void text_reaches_the_app_as_it_is(void **state) {
    Desk *desk = *state;
    push_text("ä");
    take(desk);
    assert_int_equal(heard.kind, UI_EVENT_TEXT);
    assert_string_equal(heard.text, "ä");
    push_text("?");
    take(desk);
    assert_true(desk->app->dialog == APP_KEYS);
}

/* X11 sends text with Ctrl as well; AltGr is how many keyboards make characters. */
static void text_that_comes_with_ctrl_alt_or_gui_is_no_text(void **state) {
    Desk *desk = *state;
    static const SDL_Keymod silent[] = {KMOD_LCTRL, KMOD_RCTRL, KMOD_LALT, KMOD_RGUI};
    static const SDL_Keymod heard_with[] = {KMOD_NONE, KMOD_LSHIFT, KMOD_RALT, KMOD_MODE, KMOD_CAPS};
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++) {
        SDL_SetModState(silent[i]);
        push_text("x");
        take(desk);
    }
    assert_int_equal(heard_count, 0);
    for (size_t i = 0; i < sizeof heard_with / sizeof heard_with[0]; i++) {
        SDL_SetModState(heard_with[i]);
        push_text("x");
        take(desk);
        assert_int_equal(heard_count, i + 1);
    }
    SDL_SetModState(KMOD_NONE);
}

static bool is_full(void) {
    return (SDL_GetWindowFlags(SDL_GetWindowFromID(1)) & SDL_WINDOW_FULLSCREEN) != 0;
}

static void assert_window(int width, int height) {
    int w = 0;
    int h = 0;
    SDL_GetWindowSize(SDL_GetWindowFromID(1), &w, &h);
    assert_int_equal(w, width);
    assert_int_equal(h, height);
}

static bool said(const Desk *desk, const char *text) {
    return strstr(desk->app->notice, text) != NULL;
}

static void f11_fills_the_screen_and_again_gives_the_size_back(void **state) {
    Desk *desk = *state;
    platform_resize(desk->platform, 900, 640);
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    assert_true(is_full());
    assert_int_equal(desk->app->width, desk->app->canvas.width);
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    assert_false(is_full());
    assert_window(900, 640);
    platform_show(desk->platform);
    assert_int_equal(desk->app->width, 900);
    assert_int_equal(desk->app->height, 640);
}

/* B4 of the first use: F5 presents as it does elsewhere, and gives the window back. */
static void presenter_mode_has_the_whole_screen(void **state) {
    Desk *desk = *state;
    static const SDL_Keycode ends[] = {SDLK_F5, SDLK_ESCAPE};
    platform_resize(desk->platform, 900, 640);
    for (int i = 0; i < 2; i++) {
        push_key(SDLK_F5, KMOD_NONE, false);
        take(desk);
        assert_true(is_full() && desk->app->presenter);
        push_key(ends[i], KMOD_NONE, false);
        take(desk);
        assert_false(is_full() || desk->app->presenter);
        assert_window(900, 640);
    }
}

static void presenter_mode_leaves_a_full_screen_as_it_was(void **state) {
    Desk *desk = *state;
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    push_key(SDLK_F5, KMOD_NONE, false);
    take(desk);
    push_key(SDLK_F5, KMOD_NONE, false);
    take(desk);
    assert_true(is_full());
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    assert_false(is_full());
    /* What F11 did within the mode stays, too. */
    push_key(SDLK_F5, KMOD_NONE, false);
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    push_key(SDLK_F5, KMOD_NONE, false);
    take(desk);
    assert_true(is_full() && !desk->app->presenter);
}

static void presenter_mode_does_without_a_full_screen(void **state) {
    Desk *desk = *state;
    no_full_screen = true;
    push_key(SDLK_F5, KMOD_NONE, false);
    take(desk);
    assert_true(desk->app->presenter);
    assert_false(is_full());
    assert_true(said(desk, "Presenter mode"));
    push_key(SDLK_F5, KMOD_NONE, false);
    take(desk);
    assert_false(desk->app->presenter);
    assert_window(1280, 800);
}

static void push_motion(int x, int y) {
    SDL_Event event = {.motion = {.type = SDL_MOUSEMOTION, .x = x, .y = y}};
    assert_int_equal(SDL_PushEvent(&event), 1);
}

/* The dot stands for it. */
static void the_pointer_is_hidden_over_the_stage_of_presenter_mode(void **state) {
    Desk *desk = *state;
    push_motion(400, 300);
    take(desk);
    assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_ENABLE);
    push_key(SDLK_F5, KMOD_NONE, false);
    take(desk);
    push_motion(401, 300);
    take(desk);
    assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_DISABLE);
    push_key(SDLK_F5, KMOD_NONE, false);
    take(desk);
    assert_int_equal(SDL_ShowCursor(SDL_QUERY), SDL_ENABLE);
}

static void a_display_without_full_screen_says_so(void **state) {
    Desk *desk = *state;
    no_full_screen = true;
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    assert_true(said(desk, "no full screen"));
    assert_false(is_full());
    assert_window(1280, 800);
    /* It is not taken for full from now on. */
    no_full_screen = false;
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    assert_true(is_full());
}

static void ctrl_shift_e_exports_at_once_and_says_where_to(void **state) {
    Desk *desk = *state;
    export_status = PS_OK;
    export_path = "/home/ada/poolscope-window-step-0.png";
    push_key(SDLK_e, KMOD_LCTRL | KMOD_LSHIFT, false);
    take(desk);
    assert_string_equal(desk->app->notice, "Saved /home/ada/poolscope-window-step-0.png");
    export_status = PS_ERROR_FILE;
    push_key(SDLK_e, KMOD_LCTRL | KMOD_LSHIFT, false);
    take(desk);
    assert_true(said(desk, "no room is left: make some"));
    assert_false(said(desk, "Saved"));
}

static void ctrl_shift_c_copies_the_picture(void **state) {
    Desk *desk = *state;
    export_status = PS_OK;
    push_key(SDLK_c, KMOD_LCTRL | KMOD_LSHIFT, false);
    take(desk);
    assert_true(said(desk, "The picture is on the clipboard"));
    export_status = PS_ERROR_FILE;
    push_key(SDLK_c, KMOD_LCTRL | KMOD_LSHIFT, false);
    take(desk);
    assert_true(said(desk, "no program takes it: install one"));
}

/* A folder in the place of the file, which nothing can be written over. */
static void settings_that_cannot_be_kept_are_told_of_once(void **state) {
    Desk *desk = *state;
    void *folder = NULL;
    assert_int_equal(folder_enter(&folder), 0);
    folder_make("settings.txt");
    platform_remember(desk->platform, "settings.txt");
    push_key(SDLK_0, KMOD_LCTRL, false);
    take(desk);
    assert_true(said(desk, "cannot be saved"));
    push_key(SDLK_0, KMOD_LCTRL, false);
    take(desk);
    assert_false(said(desk, "cannot be saved"));
    assert_int_equal(folder_leave(&folder), 0);
}

static void the_size_that_is_kept_is_not_that_of_the_full_screen(void **state) {
    Desk *desk = *state;
    void *folder = NULL;
    assert_int_equal(folder_enter(&folder), 0);
    platform_remember(desk->platform, "settings.txt");
    platform_resize(desk->platform, 900, 640);
    push_key(SDLK_t, KMOD_NONE, false);
    take(desk);
    push_key(SDLK_F11, KMOD_NONE, false);
    take(desk);
    push_key(SDLK_t, KMOD_NONE, false);
    take(desk);
    Settings kept = settings_default();
    settings_read(&kept, "settings.txt");
    assert_int_equal(kept.theme, THEME_CONTRAST);
    assert_int_equal(kept.width, 900);
    assert_int_equal(kept.height, 640);
    assert_int_equal(folder_leave(&folder), 0);
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
        PLATFORM_TEST(keys_reach_the_app_by_their_own_names),
        PLATFORM_TEST(the_keypad_moves_without_num_lock_and_types_with_it),
        PLATFORM_TEST(keys_that_the_app_has_no_name_for_stay_away),
        PLATFORM_TEST(a_held_key_says_that_it_repeats),
        PLATFORM_TEST(text_reaches_the_app_as_it_is),
        PLATFORM_TEST(text_that_comes_with_ctrl_alt_or_gui_is_no_text),
        PLATFORM_TEST(f11_fills_the_screen_and_again_gives_the_size_back),
        PLATFORM_TEST(presenter_mode_has_the_whole_screen),
        PLATFORM_TEST(the_pointer_is_hidden_over_the_stage_of_presenter_mode),
        PLATFORM_TEST(presenter_mode_leaves_a_full_screen_as_it_was),
        PLATFORM_TEST(presenter_mode_does_without_a_full_screen),
        PLATFORM_TEST(a_display_without_full_screen_says_so),
        PLATFORM_TEST(ctrl_shift_e_exports_at_once_and_says_where_to),
        PLATFORM_TEST(ctrl_shift_c_copies_the_picture),
        PLATFORM_TEST(settings_that_cannot_be_kept_are_told_of_once),
        PLATFORM_TEST(the_size_that_is_kept_is_not_that_of_the_full_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
