/* The program without a window: scene, history, player, settings, toolkit and canvas, and the one pass that
 * ties them. Knows no SDL: events come in, a display list comes out.
 *
 *   event -> app_event -> [controls emit edits -> edits applied in one place] -> app_show -> display list
 *
 * Invariant: the scene always validates, and `pooled` follows from it.
 */
#ifndef APP_H
#define APP_H

#include "app/settings.h"
#include "app/stages/stage.h"
#include "core/history.h"

/* What the app asks of whoever shows it; cleared by them. */
typedef struct AppAsk {
    bool quit;
    bool full_screen; /* toggle */
    bool export_picture;
    bool settings_changed;
} AppAsk;

typedef struct App {
    Canvas canvas;
    Ui ui;
    PsScene scene;
    PsScene opened; /* what Reset goes back to */
    PsHistory history;
    Pooled pooled;
    Answers answers;
    Player player;
    Settings settings;
    int stage;
    void *views[STAGE_COUNT];
    StageRequests requests;
    uint64_t next_group;
    uint64_t revision; /* counts changes of the scene */
    bool presenter, blank, drawer, keys;
    bool swallow_text; /* the text of the key that ended the blank screen */
    UiId focus_before; /* the dialog opened */
    char notice[UI_NOTE_SIZE];
    double notice_until;
    double now; /* seconds since the start, advanced by app_advance alone */
    int width, height;
    float pixel_ratio; /* pixels of the drawing surface per unit of the window system */
    AppAsk ask;
} App;

/* Creates the empty program's scene: the tutorial's map, max 2 x 2 / 2, step 0. Null where memory is short.
 */
App *app_create(CanvasMetrics metrics, const Settings *settings);
void app_destroy(App *app);

/* Opens a map file as the input, as the program starts: what is open now cannot be undone back to. The
 * pool stays as it is where it fits, else the kernel shrinks to the map. On failure nothing changes. */
PsStatus app_open(App *app, const char *path, PsError *error) PS_MUST_USE;

/* The same as an edit that can be undone; a failure is said on screen. */
void app_drop(App *app, const char *path);

void app_resize(App *app, int width, int height, float pixel_ratio);
void app_event(App *app, const UiEvent *event);
void app_advance(App *app, double seconds);

/* Draws what is to be seen now; returns how many rectangles changed (see canvas_end). */
int app_show(App *app, Rect damage[CANVAS_DAMAGE]);

/* Seconds until a frame is due although nothing happens; 0: now, negative: never. */
double app_due(const App *app);

/* Draws the stage alone, at rest of pointer and focus, on a canvas of its own size. */
void app_draw_picture(App *app, Canvas *canvas);

/* A line at the foot of the stage for a few seconds. */
void app_say(App *app, const char *sentence);

void app_set_step(App *app, int64_t step);

/* Pixels at text size 100 % times the text size, capped so that the window holds 400 x 300 of them. */
float app_unit(const App *app);

/* What commands do; shared by keys and buttons. */
void app_next(App *app);
void app_reveal(App *app, int64_t output);
void app_set_keys_dialog(App *app, bool open);
void app_set_text_size(App *app, float size);
void app_set_theme(App *app, ThemeName theme);
void app_set_reduced(App *app, bool reduced);
void app_set_presenter(App *app, bool on);

/* Runs the shortcut of an event nobody took. */
void app_run_shortcut(App *app, const UiEvent *event);

typedef struct Shortcut {
    int key; /* UiKey or character; 0: text decides */
    unsigned modifiers;
    const char *text; /* what the key must produce, for keys that move between keyboards */
    void (*run)(App *app);
    const char *name; /* as the list of keys shows it, null: not listed again */
    const char *does; /* N_() */
} Shortcut;

extern const Shortcut app_shortcuts[];
extern const size_t app_shortcut_count;

#endif
