/* A small immediate-mode toolkit: ids, hot, active and focus, Tab order, layers, notes and tooltips. Beside
 * it stand the UI tree (tree.h), text edits (edit.h), scroll areas (scroll.h) and the controls (controls.h).
 *
 * One pass handles one event: ui_begin(event), all controls in order, ui_end. Each control calls ui_interact
 * (the only reader of the pointer), changes its value, draws, and reports itself. A pass without an event
 * draws what is shown. Whatever changes during a pass asks for another through `changed`.
 *
 * Glossary: hot, under the pointer; active, the control that captured it; focus, the one that gets keys;
 * stop, a place where Tab halts; ring, the mark of the focus, shown after keyboard use.
 */
#ifndef UI_H
#define UI_H

#include "app/canvas/canvas.h"
#include "app/theme.h"
#include "app/ui/pen.h"
#include "app/ui/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Printable keys are their ASCII character, letters in lower case. */
typedef enum UiKey {
    UI_KEY_NONE = 0,
    UI_KEY_SPACE = ' ',
    UI_KEY_ENTER = 256,
    UI_KEY_ESCAPE,
    UI_KEY_TAB,
    UI_KEY_BACKSPACE,
    UI_KEY_DELETE,
    UI_KEY_UP,
    UI_KEY_DOWN,
    UI_KEY_LEFT,
    UI_KEY_RIGHT,
    UI_KEY_HOME,
    UI_KEY_END,
    UI_KEY_PAGE_UP,
    UI_KEY_PAGE_DOWN,
    UI_KEY_F1,
    UI_KEY_F12 = UI_KEY_F1 + 11
} UiKey;

enum { UI_SHIFT = 1, UI_CTRL = 2, UI_ALT = 4 };

typedef enum UiEventKind {
    UI_EVENT_NONE,
    UI_EVENT_MOVE,
    UI_EVENT_DOWN,
    UI_EVENT_UP,
    UI_EVENT_CANCEL,  /* the press counts as nothing: a second finger has come */
    UI_EVENT_LEAVE,   /* the pointer left the window */
    UI_EVENT_CONTEXT, /* the right button, or a long press: what can be done there */
    UI_EVENT_WHEEL,
    UI_EVENT_ZOOM, /* two fingers, or Ctrl and the wheel: wheel is the factor about x, y */
    UI_EVENT_PAN,  /* two fingers, or the middle button: what is at x, y has moved by dx, dy */
    UI_EVENT_KEY,
    UI_EVENT_TEXT
} UiEventKind;

typedef struct UiEvent {
    UiEventKind kind;
    float x, y;   /* pixels, for the pointer's events */
    int clicks;   /* of down: 1, 2 … */
    float wheel;  /* notches, up positive; of zoom: the factor, above 1 is closer */
    float dx, dy; /* of pan: pixels, to the right and down */
    bool touch;   /* a finger, not a mouse */
    int key;      /* UiKey or an ASCII character */
    bool repeat;  /* the key is being held */
    unsigned modifiers;
    char text[32]; /* UTF-8 */
} UiEvent;

typedef struct UiScroll {
    UiId id;
    Rect view;
    float x, y;
    float content_width, content_height;
    bool used;
} UiScroll;

typedef struct UiSurface {
    CanvasLayer layer;
    Rect rect;
    bool modal;
} UiSurface;

/* Bytes of the longest text: a path. What is typed into a cell or a stepper ends at UI_EDIT_SHORT. */
enum { UI_EDIT_SIZE = 4096, UI_EDIT_SHORT = 64 };

typedef struct UiEdit {
    UiId id; /* 0: nothing is being edited */
    char text[UI_EDIT_SIZE];
    size_t size; /* of text, as far as this edit may fill it */
    size_t length, caret;
    size_t anchor; /* what is between it and the caret is selected */
    size_t first;  /* where the part that shows begins, in a field */
    bool keypad;   /* a finger began it: a keypad is beside it */
    Rect pad;      /* where the keypad stands: a press there is none elsewhere */
    bool done;     /* the keypad's Done was pressed: the next pass ends it as Enter does */
    bool left;     /* something else begins: the next pass ends it as a press elsewhere does */
    bool shown;    /* ran in this pass, in rect */
    Rect rect;
} UiEdit;

/* The system's clipboard, as text. get returns memory to be freed, or null. */
typedef struct UiClipboard {
    char *(*get)(void *context);
    void (*set)(void *context, const char *text);
    void *context;
} UiClipboard;

enum { UI_SURFACES = 8, UI_SCROLLS = 8, UI_STOPS = 512, UI_NOTE_SIZE = 640 };

typedef struct Ui {
    Canvas *canvas;
    const Theme *theme;
    float unit; /* pixels at text size 100 %, times the text size */
    UiEvent event;
    bool consumed;  /* the event found its control */
    bool changed;   /* another pass is needed before showing */
    double now;     /* seconds on the caller's clock */
    double wake_at; /* when a pass is due although nothing happens; 0: never */
    float x, y;     /* the pointer */
    bool pointer_inside;
    float press_x, press_y;
    UiId press_scroll; /* the scroll area the pressed control is in */
    bool press_yields; /* see UI_YIELDS */
    UiId hot, hot_now, active, focus;
    UiId tip_muted; /* was pressed: says no more until the pointer has left it */
    bool ring;
    double hot_since, repeat_at;
    bool repeated; /* the held button has fired by itself */
    UiId stops[UI_STOPS];
    int stop_count, focus_index;
    bool focus_types;  /* the control in focus takes what is typed */
    UiId focus_wanted; /* moved this pass: scroll it into view */
    UiSurface surfaces[UI_SURFACES], surfaces_before[UI_SURFACES];
    int surface_count, surface_count_before;
    UiScroll scrolls[UI_SCROLLS];
    UiId scroll_stack[UI_SCROLLS];
    int scroll_depth;
    UiEdit edit;
    UiClipboard clipboard; /* its functions are null if there is none */
    UiId menu;             /* the open one */
    int menu_choice;
    bool menu_seen;
    char note[UI_NOTE_SIZE]; /* a refusal, or what was done, said beside the control that caused it */
    Rect note_at;
    bool note_tells; /* it is no refusal */
    char tip[UI_NOTE_SIZE];
    Rect tip_at;
    Rect ring_rect, ring_clip;
    float ring_radius;
    CanvasLayer ring_layer;
    UiId ring_scroll; /* the scroll area the ring is in */
    bool want_tree;   /* cells, too, report themselves */
    UiTree tree;
} Ui;

void ui_init(Ui *ui, Canvas *canvas);
void ui_free(Ui *ui);

/* Starts a pass; the canvas has begun its frame. */
void ui_begin(Ui *ui, const Theme *theme, float unit, const UiEvent *event, double now);

/* Ends it: an untaken Tab moves the focus, the ring is drawn. What is said beside a control is drawn after it
 * (bubble.h). */
void ui_end(Ui *ui);

typedef struct UiAct {
    bool hovered, held, pressed, clicked, double_clicked;
    bool focused;
} UiAct;

enum {
    UI_STOP = 1,        /* Tab halts here */
    UI_CLICK_FOCUS = 2, /* a click gives it the focus: cells, fields; never buttons */
    UI_NO_RING = 4,     /* draws the mark of its focus itself */
    UI_TYPES = 8,       /* a cell: characters typed on its focus belong to it */
    UI_YIELDS = 16,     /* a finger that drags from it scrolls, and does not press it: all but what drags */
    UI_KEEPS_FOCUS = 32 /* a press leaves the focus where it is */
};

/* The only reader of the pointer. A click is press and release inside; dragging off cancels. */
UiAct ui_interact(Ui *ui, UiId id, Rect rect, unsigned flags);

/* True, once, where the pass's event is this key with exactly these modifiers and id has the focus. */
bool ui_key(Ui *ui, UiId id, int key, unsigned modifiers);

/* The same whatever has the focus. */
bool ui_key_anywhere(Ui *ui, int key, unsigned modifiers);

/* The text of the pass's event where id has the focus and no control took it; null otherwise. Does not take
 * it.
 */
const char *ui_text(const Ui *ui, UiId id);

void ui_take(Ui *ui);
void ui_focus(Ui *ui, UiId id);

/* Whether anything over layer keeps the pointer or the keyboard from it. */
bool ui_blocked(const Ui *ui, CanvasLayer layer);
bool ui_modal_above(const Ui *ui, CanvasLayer layer);

/* Adds an entry to the tree: see tree.h. label is untranslated. */
void ui_report(Ui *ui, UiRole role, const char *label, const char *value, Rect rect, bool enabled,
               bool focused);
void ui_report_text(Ui *ui, const char *label, const char *value, Rect rect);
void ui_report_name(Ui *ui, UiRole role, const char *name, const char *value, Rect rect, bool enabled,
                    bool focused);
const char *ui_entry_label(const Ui *ui, const UiEntry *entry);
const char *ui_entry_value(const Ui *ui, const UiEntry *entry);
const UiEntry *ui_find(const Ui *ui, const char *label);

/* Marks the pass's focused control for the ring. */
void ui_ring(Ui *ui, Rect rect, float radius);

/* What hovering rect says after a moment. */
void ui_tooltip(Ui *ui, UiAct act, Rect rect, const char *text);

/* Says a refusal beside rect until the next key or press. */
void ui_note(Ui *ui, Rect rect, const char *text);

/* The same for what was done. */
void ui_tell(Ui *ui, Rect rect, const char *text);

/* A surface over the ones below: drawn, and hit, before them; modal ones keep every event from below. */
CanvasLayer ui_layer_begin(Ui *ui, CanvasLayer layer, Rect rect, bool modal);
void ui_layer_end(Ui *ui, CanvasLayer before);

/* No edit (edit.h) runs any more; its text is forgotten. */
void ui_edit_end(Ui *ui);

/* text with spaces of a whole advance in the mono face, where words and not terms stand side by side. */
const char *ui_wide(char *wide, size_t size, const char *text);

/* The ground of what is pointed at or chosen, on which text keeps its contrast in every theme. */
Color ui_hover_fill(const Ui *ui);

/* text with a capital at its beginning, as it is shown; errors of the core begin without one. */
const char *ui_sentence(char *sentence, size_t size, const char *text);

/* What draws on its canvas and tells its tree. */
Pen ui_pen(Ui *ui);

/* A font of size pixels at text size 100 %. */
Font ui_font(const Ui *ui, FontFace face, float size);
float ui_px(const Ui *ui, float at_100);

/* The width of a fine line, in pixels. */
float ui_hairline(const Ui *ui);

#endif
