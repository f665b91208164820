/* The main loop over SDL: events translated and handed to the app, what it asks for carried out, frames
 * shown.
 *
 * It decides nothing about the program: an SDL event becomes a UiEvent, or is not the app's. Keys are
 * translated by the character they are labelled with, text by what they produce. Between events it sleeps
 * until app_due.
 *
 * Invariant: `surface` is the window's own and as large as the app, or null until the next take_surface.
 */
#include "app/platform_sdl.h"
#include "app/document/opening.h"

#include "app/export/clipboard.h"
#include "app/export/picture.h"
#include "app/touch.h"
#include "app/ui/paths.h"
#include "app/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How much closer one notch of the wheel brings with Ctrl. */
#define ZOOM_NOTCH 1.25F

struct Platform {
    App *app;
    Painter *painter;
    SDL_Window *window;
    SDL_Surface *surface; /* the window's own, as it was bound last */
    Uint64 last;          /* performance counter of the last advance */
    Touch touch;
    bool panning; /* the middle button is held */
    int pan_x, pan_y;
    bool full;
    bool pointer_hidden;
    bool fixed; /* full screen changes nothing of the window */
    int restored_width, restored_height;
    bool ending;
    bool closing; /* the window: SDL says so twice */
    bool told;    /* that settings cannot be saved */
    char settings_path[4096];
    char title[320];
};

static float pixel_ratio(const Platform *platform) {
    int width = 1;
    SDL_GetWindowSize(platform->window, &width, NULL);
    return platform->surface && width > 0 ? (float)platform->surface->w / (float)width : 1;
}

/* The window's surface goes when the window is resized: take the new one, and draw everything. */
static bool take_surface(Platform *platform) {
    SDL_Surface *surface = SDL_GetWindowSurface(platform->window);
    if (surface && surface == platform->surface && surface->w == platform->app->width &&
        surface->h == platform->app->height) {
        return true;
    }
    /* Also where there is no new one: the old one is gone. */
    platform->surface = surface;
    if (surface) {
        app_resize(platform->app, surface->w, surface->h, pixel_ratio(platform));
    }
    if (painter_bind(platform->painter, surface)) {
        return surface != NULL;
    }
    platform->surface = NULL;
    return false;
}

/* Where there is no display SDL falls back to drivers that show nothing, unless they were asked for by name.
 */
static bool unseen(void) {
    const char *driver = SDL_GetCurrentVideoDriver();
    const char *wanted = SDL_getenv("SDL_VIDEODRIVER");
    const bool shows_nothing = !driver || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0;
    return shows_nothing && !(wanted && wanted[0]);
}

/* In memory that is freed as any other. */
static char *get_clipboard(void *context) {
    (void)context;
    char *text = SDL_GetClipboardText();
    const size_t size = text ? strlen(text) + 1 : 0;
    char *copy = size > 0 ? malloc(size) : NULL;
    if (copy) {
        memcpy(copy, text, size);
    }
    SDL_free(text);
    return copy;
}

static void set_clipboard(void *context, const char *text) {
    (void)context;
    SDL_SetClipboardText(text);
}

Platform *platform_create(App *app, Painter *painter, bool headless, char *sentence, size_t size) {
    if (headless) {
        SDL_setenv("SDL_VIDEODRIVER", "dummy", 1);
    }
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    /* A finger is a finger and a mouse a mouse; each is handled once. */
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    Platform *platform = calloc(1, sizeof *platform);
    if (!platform) {
        snprintf(sentence, size, "%s", _("out of memory: close other programs"));
        return NULL;
    }
    platform->app = app;
    platform->painter = painter;
    app->ui.clipboard = (UiClipboard){get_clipboard, set_clipboard, NULL};
    /* Without it libwayland writes a line of its own to standard error. */
    SDL_setenv("XDG_RUNTIME_DIR", "/", 0);
    const bool started = SDL_Init(SDL_INIT_VIDEO) == 0;
    /* After SDL, whose handlers are called as well. */
    ps_file_expect_end();
    if (!started || (!headless && unseen())) {
        snprintf(sentence, size, _("there is no display (%s): start it on a desktop, or draw with --render"),
                 started ? SDL_GetCurrentVideoDriver() : SDL_GetError());
        SDL_Quit();
        free(platform);
        return NULL;
    }
    platform->window =
        SDL_CreateWindow("Poolscope", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, app->width, app->height,
                         SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!platform->window || !take_surface(platform)) {
        snprintf(sentence, size,
                 _("a window cannot be opened (%s): start it on a desktop, or draw with --render"),
                 SDL_GetError());
        platform_destroy(platform);
        return NULL;
    }
    SDL_SetWindowMinimumSize(platform->window, WINDOW_LEAST, WINDOW_LEAST);
    platform->last = SDL_GetPerformanceCounter();
    return platform;
}

void platform_destroy(Platform *platform) {
    if (!platform) {
        return;
    }
    painter_bind(platform->painter, NULL);
    SDL_DestroyWindow(platform->window);
    SDL_Quit();
    free(platform);
}

void platform_remember(Platform *platform, const char *path) {
    snprintf(platform->settings_path, sizeof platform->settings_path, "%s", path);
}

static void write_settings(Platform *platform) {
    Settings *settings = &platform->app->settings;
    if (!platform->settings_path[0]) {
        return;
    }
    if (!platform->full) {
        SDL_GetWindowSize(platform->window, &settings->width, &settings->height);
    }
    if (!settings_write(settings, platform->settings_path) && !platform->told) {
        platform->told = true;
        app_say(platform->app, _("The settings cannot be saved: they last until the program ends"));
    }
}

/* Without a window manager a window does not come back to its size by itself. */
static bool resize_to_screen(Platform *platform, bool full) {
    if (full) {
        SDL_GetWindowSize(platform->window, &platform->restored_width, &platform->restored_height);
    }
    if (SDL_SetWindowFullscreen(platform->window, full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) != 0) {
        return false;
    }
    if (!full) {
        SDL_SetWindowSize(platform->window, platform->restored_width, platform->restored_height);
    }
    return true;
}

static void set_full_screen(Platform *platform, bool asked) {
    App *app = platform->app;
    if (app->full_screen == platform->full) {
        return;
    }
    if (platform->fixed || resize_to_screen(platform, app->full_screen)) {
        platform->full = app->full_screen;
    } else if (asked) {
        app_say(app, _("This display has no full screen"));
    }
    app->full_screen = platform->full;
}

void platform_fix_size(Platform *platform) {
    platform->fixed = true;
}

static void say_saved(App *app, const char *path) {
    char absolute[PS_PATH_SIZE];
    char shown[PS_PATH_SIZE];
    char notice[UI_NOTE_SIZE];
    const bool known = ps_path_absolute(path, absolute, NULL) == PS_OK;
    snprintf(notice, sizeof notice, _("Saved %s"), path_shown(known ? absolute : path, shown, sizeof shown));
    app_say(app, notice);
}

/* Into the file that was chosen; the dialog that chose it says what is wrong. */
static void export_to_file(App *app) {
    PsError error = {0};
    char path[PS_PATH_SIZE];
    snprintf(path, sizeof path, "%s", app->files.dialog.chosen);
    const bool written = picture_export(app, path, &error) == PS_OK;
    files_picture_done(app, written ? NULL : &error);
    if (written) {
        say_saved(app, path);
    }
}

static void export_at_once(App *app) {
    PsError error = {0};
    char path[PS_PATH_SIZE];
    if (picture_export_at_once(app, path, sizeof path, &error) == PS_OK) {
        say_saved(app, path);
    } else {
        app_say_error(app, &error);
    }
}

static void copy_picture(App *app) {
    PsError error = {0};
    PsBytes png = {0};
    PsStatus status = picture_encode(app, &png, &error);
    if (status == PS_OK) {
        status = clipboard_put_png(png.data, png.size, &error);
    }
    ps_bytes_free(&png);
    if (status == PS_OK) {
        app_say(app, _("The picture is on the clipboard"));
    } else {
        app_say_error(app, &error);
    }
}

static void take_picture(App *app, PictureWish wish) {
    switch (wish) {
    case PICTURE_STAYS:
        break;
    case PICTURE_TO_FILE:
        export_to_file(app);
        break;
    case PICTURE_AT_ONCE:
        export_at_once(app);
        break;
    case PICTURE_TO_CLIPBOARD:
        copy_picture(app);
        break;
    }
}

static void carry_out(Platform *platform) {
    PlatformWishes wishes = platform->app->wishes;
    platform->app->wishes = (PlatformWishes){0};
    set_full_screen(platform, wishes.full_screen);
    take_picture(platform->app, wishes.picture);
    if (wishes.settings_changed) {
        write_settings(platform);
    }
    platform->ending |= wishes.quit;
}

/* What is open, and whether it is saved. */
static void show_title(Platform *platform) {
    char title[sizeof platform->title];
    open_file_title(platform->app, title, sizeof title);
    if (strcmp(title, platform->title) != 0) {
        memcpy(platform->title, title, sizeof title);
        SDL_SetWindowTitle(platform->window, title);
    }
}

/* The laser dot takes the pointer's place. */
static void show_pointer(Platform *platform) {
    const bool hidden = platform->app->pen.over;
    if (hidden != platform->pointer_hidden) {
        platform->pointer_hidden = hidden;
        SDL_ShowCursor(hidden ? SDL_DISABLE : SDL_ENABLE);
    }
}

void platform_show(Platform *platform) {
    carry_out(platform);
    show_title(platform);
    show_pointer(platform);
    if (!take_surface(platform)) {
        return;
    }
    Rect damage[CANVAS_DAMAGE];
    const int count = app_show(platform->app, damage);
    if (count == 0) {
        return;
    }
    painter_play(platform->painter, &platform->app->canvas, damage, count);
    SDL_Rect rects[CANVAS_DAMAGE];
    for (int i = 0; i < count; i++) {
        rects[i] = (SDL_Rect){(int)damage[i].x, (int)damage[i].y, (int)damage[i].w, (int)damage[i].h};
    }
    SDL_UpdateWindowSurfaceRects(platform->window, rects, count);
}

static const struct {
    SDL_Keycode sdl;
    int key;
} key_names[] = {{SDLK_RETURN, UI_KEY_ENTER},
                 {SDLK_KP_ENTER, UI_KEY_ENTER},
                 {SDLK_ESCAPE, UI_KEY_ESCAPE},
                 {SDLK_TAB, UI_KEY_TAB},
                 {SDLK_BACKSPACE, UI_KEY_BACKSPACE},
                 {SDLK_DELETE, UI_KEY_DELETE},
                 {SDLK_UP, UI_KEY_UP},
                 {SDLK_DOWN, UI_KEY_DOWN},
                 {SDLK_LEFT, UI_KEY_LEFT},
                 {SDLK_RIGHT, UI_KEY_RIGHT},
                 {SDLK_HOME, UI_KEY_HOME},
                 {SDLK_END, UI_KEY_END},
                 {SDLK_PAGEUP, UI_KEY_PAGE_UP},
                 {SDLK_PAGEDOWN, UI_KEY_PAGE_DOWN},
                 {SDLK_KP_PLUS, '+'},
                 {SDLK_KP_MINUS, '-'},
                 {SDLK_KP_0, '0'}};

/* The keypad without NumLock. */
static const struct {
    SDL_Keycode sdl;
    int key;
} keypad[] = {{SDLK_KP_8, UI_KEY_UP},      {SDLK_KP_2, UI_KEY_DOWN},      {SDLK_KP_4, UI_KEY_LEFT},
              {SDLK_KP_6, UI_KEY_RIGHT},   {SDLK_KP_7, UI_KEY_HOME},      {SDLK_KP_1, UI_KEY_END},
              {SDLK_KP_9, UI_KEY_PAGE_UP}, {SDLK_KP_3, UI_KEY_PAGE_DOWN}, {SDLK_KP_PERIOD, UI_KEY_DELETE}};

static int translate_key(SDL_Keycode key, bool num_lock) {
    for (size_t i = 0; !num_lock && i < sizeof keypad / sizeof keypad[0]; i++) {
        if (keypad[i].sdl == key) {
            return keypad[i].key;
        }
    }
    if (key >= 32 && key < 127) {
        return (int)key;
    }
    if (key >= SDLK_F1 && key <= SDLK_F12) {
        return UI_KEY_F1 + (int)(key - SDLK_F1);
    }
    for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++) {
        if (key_names[i].sdl == key) {
            return key_names[i].key;
        }
    }
    return UI_KEY_NONE;
}

/* The right Alt is AltGr on many keyboards, where it makes characters. */
static unsigned translate_modifiers(SDL_Keymod modifiers) {
    return ((modifiers & KMOD_SHIFT) ? UI_SHIFT : 0U) | ((modifiers & KMOD_CTRL) ? UI_CTRL : 0U) |
           ((modifiers & (KMOD_LALT | KMOD_GUI)) ? UI_ALT : 0U);
}

static UiEvent pointer_event(const Platform *platform, UiEventKind kind, int x, int y) {
    const float ratio = pixel_ratio(platform);
    return (UiEvent){.kind = kind,
                     .x = (float)x * ratio,
                     .y = (float)y * ratio,
                     .modifiers = translate_modifiers(SDL_GetModState())};
}

/* The middle button takes hold of what is under it, and the pointer draws it along. */
static void on_middle_button(Platform *platform, const SDL_MouseButtonEvent *button) {
    platform->panning = button->type == SDL_MOUSEBUTTONDOWN;
    platform->pan_x = button->x;
    platform->pan_y = button->y;
    SDL_CaptureMouse(platform->panning ? SDL_TRUE : SDL_FALSE);
}

static void on_button(Platform *platform, const SDL_MouseButtonEvent *button) {
    if (button->button == SDL_BUTTON_MIDDLE) {
        on_middle_button(platform, button);
        return;
    }
    if (button->button == SDL_BUTTON_RIGHT && button->type == SDL_MOUSEBUTTONDOWN) {
        const UiEvent context = pointer_event(platform, UI_EVENT_CONTEXT, button->x, button->y);
        app_event(platform->app, &context);
    }
    if (button->button != SDL_BUTTON_LEFT) {
        return;
    }
    const bool down = button->type == SDL_MOUSEBUTTONDOWN;
    UiEvent event = pointer_event(platform, down ? UI_EVENT_DOWN : UI_EVENT_UP, button->x, button->y);
    event.clicks = button->clicks;
    SDL_CaptureMouse(down ? SDL_TRUE : SDL_FALSE);
    app_event(platform->app, &event);
}

static void on_motion(Platform *platform, const SDL_MouseMotionEvent *motion) {
    UiEvent event =
        pointer_event(platform, platform->panning ? UI_EVENT_PAN : UI_EVENT_MOVE, motion->x, motion->y);
    if (platform->panning) {
        const float ratio = pixel_ratio(platform);
        event.dx = (float)(motion->x - platform->pan_x) * ratio;
        event.dy = (float)(motion->y - platform->pan_y) * ratio;
        platform->pan_x = motion->x;
        platform->pan_y = motion->y;
    }
    app_event(platform->app, &event);
}

static void on_wheel(Platform *platform, const SDL_MouseWheelEvent *wheel) {
    int x = 0;
    int y = 0;
    SDL_GetMouseState(&x, &y);
    UiEvent event = pointer_event(platform, UI_EVENT_WHEEL, x, y);
    /* With Shift some systems turn the wheel sideways. */
    event.wheel = wheel->preciseY;
    if (event.wheel == 0.0F && (event.modifiers & UI_SHIFT)) {
        event.wheel = wheel->preciseX;
    }
    if (wheel->direction == SDL_MOUSEWHEEL_FLIPPED) {
        event.wheel = -event.wheel;
    }
    if (event.modifiers & UI_CTRL) {
        event.kind = UI_EVENT_ZOOM;
        event.wheel = powf(ZOOM_NOTCH, event.wheel);
    }
    app_event(platform->app, &event);
}

/* Of a touch screen; a touch pad is a mouse. */
static void on_finger(Platform *platform, const SDL_TouchFingerEvent *finger) {
    const SDL_TouchDeviceType device = SDL_GetTouchDeviceType(finger->touchId);
    if (device == SDL_TOUCH_DEVICE_INDIRECT_ABSOLUTE || device == SDL_TOUCH_DEVICE_INDIRECT_RELATIVE) {
        return;
    }
    const Point at = {finger->x * (float)platform->app->width, finger->y * (float)platform->app->height};
    if (finger->type == SDL_FINGERDOWN) {
        touch_down(&platform->touch, platform->app, finger->fingerId, at);
    } else if (finger->type == SDL_FINGERUP) {
        touch_up(&platform->touch, platform->app, finger->fingerId, at);
    } else {
        touch_move(&platform->touch, platform->app, finger->fingerId, at);
    }
}

static void on_key(Platform *platform, const SDL_KeyboardEvent *key) {
    /* AltGr makes characters, and no shortcuts. */
    const unsigned other = key->keysym.mod & (KMOD_RALT | KMOD_MODE) ? UI_ALT : 0U;
    const UiEvent event = {.kind = UI_EVENT_KEY,
                           .key = translate_key(key->keysym.sym, (key->keysym.mod & KMOD_NUM) != 0),
                           .modifiers = translate_modifiers((SDL_Keymod)key->keysym.mod) | other,
                           .repeat = key->repeat != 0};
    if (event.key != UI_KEY_NONE) {
        app_event(platform->app, &event);
    }
}

static void on_text(Platform *platform, const SDL_TextInputEvent *text) {
    UiEvent event = {.kind = UI_EVENT_TEXT};
    if (translate_modifiers(SDL_GetModState()) & (UI_CTRL | UI_ALT)) {
        return;
    }
    snprintf(event.text, sizeof event.text, "%s", text->text);
    app_event(platform->app, &event);
}

static void on_window(Platform *platform, const SDL_WindowEvent *window) {
    if (window->event == SDL_WINDOWEVENT_LEAVE) {
        app_event(platform->app, &(UiEvent){.kind = UI_EVENT_LEAVE});
    } else if (window->event == SDL_WINDOWEVENT_CLOSE) {
        platform->closing = true;
        files_request(platform->app, FILES_LEAVE);
        app_event(platform->app, &(UiEvent){0});
    } else if (window->event == SDL_WINDOWEVENT_EXPOSED) {
        canvas_invalidate(&platform->app->canvas);
    }
}

static void handle(Platform *platform, const SDL_Event *event) {
    switch (event->type) {
    case SDL_QUIT:
        /* From the last window's end, or from a signal: no question can be answered then. */
        platform->ending |= !platform->closing;
        platform->closing = false;
        break;
    case SDL_MOUSEMOTION:
        on_motion(platform, &event->motion);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        on_button(platform, &event->button);
        break;
    case SDL_MOUSEWHEEL:
        on_wheel(platform, &event->wheel);
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        on_finger(platform, &event->tfinger);
        break;
    case SDL_KEYDOWN:
        on_key(platform, &event->key);
        break;
    case SDL_TEXTINPUT:
        on_text(platform, &event->text);
        break;
    case SDL_WINDOWEVENT:
        on_window(platform, &event->window);
        break;
    case SDL_DROPFILE:
        opening_drop(platform->app, event->drop.file);
        SDL_free(event->drop.file);
        break;
    default:
        break;
    }
}

/* Of several moves in the queue only the last one counts. */
static bool superseded(const SDL_Event *event) {
    SDL_Event next;
    return event->type == SDL_MOUSEMOTION &&
           SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1 &&
           next.type == SDL_MOUSEMOTION;
}

static double seconds_since(Uint64 counter) {
    return (double)(SDL_GetPerformanceCounter() - counter) / (double)SDL_GetPerformanceFrequency();
}

static void advance(Platform *platform) {
    const double seconds = seconds_since(platform->last);
    platform->last = SDL_GetPerformanceCounter();
    app_advance(platform->app, seconds);
}

/* Waits for an event, or until a frame is due, at most until most seconds (negative: no limit) have passed.
 */
static bool wait_event(const Platform *platform, SDL_Event *event, double most) {
    double due = app_due(platform->app);
    if (most >= 0 && (due < 0 || most < due)) {
        due = most;
    }
    if (due < 0) {
        return SDL_WaitEvent(event) == 1;
    }
    if (due > 0) {
        return SDL_WaitEventTimeout(event, (int)ceil(due * 1000)) == 1;
    }
    return SDL_PollEvent(event) == 1;
}

static void run_frame(Platform *platform, double most) {
    SDL_Event event;
    const double held = touch_due(&platform->touch, platform->app);
    most = held >= 0 && (most < 0 || held < most) ? held : most;
    bool got = wait_event(platform, &event, most);
    const Uint64 start = SDL_GetPerformanceCounter();
    advance(platform);
    while (got) {
        if (!superseded(&event)) {
            handle(platform, &event);
        }
        got = SDL_PollEvent(&event) == 1;
    }
    touch_flush(&platform->touch, platform->app);
    platform_show(platform);
    const double spent = seconds_since(start);
    if (app_due(platform->app) == 0 && spent < 1.0 / 60) {
        SDL_Delay((Uint32)((1.0 / 60 - spent) * 1000));
    }
}

bool platform_ended(const Platform *platform) {
    return platform->ending || ps_file_end_wanted();
}

void platform_run(Platform *platform) {
    platform->last = SDL_GetPerformanceCounter();
    platform_show(platform);
    while (!platform_ended(platform)) {
        run_frame(platform, -1);
    }
    write_settings(platform);
}

void platform_run_for(Platform *platform, double seconds) {
    /* Not from now on: the time that events took since the last advance is real, too. */
    const Uint64 start = SDL_GetPerformanceCounter();
    while (!platform_ended(platform) && seconds_since(start) < seconds) {
        run_frame(platform, seconds - seconds_since(start));
    }
}

void platform_resize(Platform *platform, int width, int height) {
    SDL_SetWindowSize(platform->window, width, height);
    SDL_PumpEvents();
    platform_show(platform);
}

PsStatus platform_save(Platform *platform, const char *path, PsError *error) {
    if (!platform->surface) {
        return ps_fail_memory(error);
    }
    return picture_write(platform->surface, path, error);
}

PsStatus platform_prepare(Platform *platform, const char *path, PsFileOutput *output, PsError *error) {
    if (!platform->surface) {
        return ps_fail_memory(error);
    }
    return picture_prepare(platform->surface, path, output, error);
}
