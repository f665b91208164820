/* What the program holds between frames, and the commands that keys and buttons share. Knows no SDL.
 *
 * Invariant: the scene always validates, and facts follow from it; only edits.c and opening.c change
 * either.
 */
#ifndef STATE_H
#define STATE_H

#include "app/chrome/command_search.h"
#include "app/chrome/hints.h"
#include "app/chrome/pen.h"
#include "app/chrome/picture_dialog.h"
#include "app/chrome/start_page.h"
#include "app/document/autosave.h"
#include "app/document/open_file.h"
#include "app/document/save_and_open.h"
#include "app/settings.h"
#include "app/stages/stage.h"
#include "core/history.h"
#include "core/session.h"

/* What the app asks of the platform, which clears it. */
/* What is to be done with the picture of the stage. */
typedef enum PictureWish {
    PICTURE_STAYS,
    PICTURE_TO_FILE, /* to the path that the file dialog chose */
    PICTURE_AT_ONCE, /* into the folder of the last one, under a name that is not taken */
    PICTURE_TO_CLIPBOARD
} PictureWish;

typedef struct PlatformWishes {
    bool quit;
    bool full_screen; /* was asked for by itself: where there is none it is said */
    PictureWish picture;
    bool settings_changed;
} PlatformWishes;

/* The one dialog of the chrome that is open; files and pictures have theirs. */
typedef enum AppDialog { APP_NO_DIALOG, APP_KEYS, APP_SETTINGS, APP_SEARCH, APP_START } AppDialog;

/* The step whose picture a stage that scrolls has been scrolled to, and when; step -1: it still moved. */
typedef struct FollowedStep {
    int stage;
    int64_t step;
    double at;
} FollowedStep;

/* Where a stage was left. */
typedef struct StagePlace {
    int64_t step;
    Answers answers; /* what is uncovered there */
} StagePlace;

struct App {
    Canvas canvas;
    Ui ui;
    PsDocument document; /* its stage, step and saved are brought up to date by app_document */
    PsDocument opened;   /* what Reset goes back to; untitled */
    PsHistory history;
    OpenFile open_file;
    Facts facts;        /* what follows from the scene */
    bool finishes_work; /* before anything is shown, as no user waits for it */
    Answers answers;    /* of the stage on screen */
    int right;          /* right answers given since the last Reset */
    Player player;
    StagePlace places[STAGE_COUNT]; /* of the stages that are not */
    Settings settings;
    int stage, next_stage; /* next_stage is entered after the pass */
    int channel;           /* the one that is shown; STAGE_ALL_CHANNELS: all of a picture, else the first */
    void *views[STAGE_COUNT];
    void *frame; /* of the stage on screen, for the pass */
    StageRequests requests;
    uint64_t next_group;
    bool presenter, blank, drawer;
    AppDialog dialog;
    bool full_screen;    /* the window shall have the whole screen; the platform takes back what cannot be */
    bool presenter_full; /* it is presenter mode that wants it */
    bool swallow_text;   /* the text of the key that ended the blank screen */
    UiId focus_before;   /* the dialog opened */
    CommandSearch search;
    StartPage start;
    Hints hints;
    const char *assets; /* the folder of scenes and the rest, borrowed; null: there is none */
    ChromePen pen;      /* in presenter mode */
    PictureDialog picture;
    Files files;
    const char *home; /* the person's folder, borrowed; null: there is none */
    char notice[UI_NOTE_SIZE];
    double notice_until;
    int notice_in;      /* the dialogs in which it was said: over another it would hide what is read there */
    bool recovered;     /* the notice says that the last session is back, and has Start fresh beside it */
    PsSession *session; /* borrowed; null: nothing is kept */
    const char *sessions; /* the folder of the first one, borrowed; null: there is none */
    int offered;          /* number of a session that another window left there; 0: none */
    bool offering;        /* the notice has Open the other session beside it */
    uint64_t undoable;    /* the notice says what this group of edits did, and has Undo beside it; 0: none */
    bool exchange;        /* that was pressed */
    Autosave autosave;
    FollowedStep followed;
    int64_t kept_step; /* on screen when the session last took notice */
    int kept_stage;
    double now; /* seconds since the start, advanced by app_advance alone */
    int width, height;
    float pixel_ratio; /* pixels of the drawing surface per unit of the window system */
    PlatformWishes wishes;
};

/* Whether the document's file holds the scene; an untouched empty one needs none. */
bool app_saved(const App *app);

/* The document with the stage and the step on screen, and whether its file holds it, as files and sessions
 * keep it. Borrowed. */
const PsDocument *app_document(App *app);

/* A file was opened or written: it joins the recent ones. */
void app_remember_file(App *app, const char *path);

/* A line at the foot of the stage for a few seconds. */
void app_say(App *app, const char *sentence);

/* Which dialogs are open, as a number: 0 is none, another one others. */
int app_dialogs(const App *app);

/* An error of the core, said there. */
void app_say_error(App *app, const PsError *error);

void app_set_step(App *app, int64_t step);

/* Pixels at text size 100 % times the text size, capped so that the window holds 400 x 300 of them. */
float app_unit(const App *app);

/* What commands do; shared by keys and buttons. */
void app_next(App *app);
void app_reveal(App *app, int64_t output);
/* Opens a dialog in the place of the one that is open, or closes it. */
void app_set_dialog(App *app, AppDialog dialog);
void app_set_text_size(App *app, float size);
/* One step of 25 points up (1) or down (-1), from what is shown: 75, 100 … 300 %. */
void app_step_text_size(App *app, int direction);
void app_set_theme(App *app, ThemeName theme);
void app_set_reduced(App *app, bool reduced);
void app_set_loop(App *app, bool loop);
/* Black, until any key or press. */
void app_blank(App *app);
void app_set_presenter(App *app, bool on);
void app_toggle_full_screen(App *app);

#endif
