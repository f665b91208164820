/* What a stage is, and what it is given. A pass works out what the stage wishes for, lays out its frame,
 * draws it, then runs its controls; a stage asks for edits and never makes one.
 *
 * Invariant: the picture, and what the tree is told of it, is a pure function of the scope. draw gets no
 * time, no pointer and no keys, and changes nothing; so a picture, a film or a lesson shows a stage without
 * the app (stage_value does).
 * To add a stage: its folder, a row in stages.c, a line in CMake; its settings: a struct with rows in
 * core/scene_settings.
 */
#ifndef STAGE_H
#define STAGE_H

#include "app/follow/facts.h"
#include "app/player.h"
#include "app/ui/controls.h"
#include "core/scene.h"
#include "core/walk.h"

/* Hide answers: which outputs are covered. revealed has a byte an output. */
typedef struct Answers {
    bool hidden;
    uint8_t *revealed;
    int64_t count;
    uint64_t version; /* another one after each change of revealed */
} Answers;

bool answers_covered(const Answers *answers, int64_t output);

/* STAGE_MAP_SIDE: rows and columns of the largest map there is. STAGE_WHOLE_SIDE: of the largest that is
 * shown whole, cell by cell; a larger one has a viewport, in which one zooms and pans. */
enum { STAGE_ALL_CHANNELS = -1, STAGE_SAME_CHANNEL = -2 };

enum { STAGE_MOVES = 3, STAGE_REQUESTS = 512, STAGE_MAP_SIDE = 4096, STAGE_WHOLE_SIDE = 64 };

typedef struct StageEdit {
    PsEdit edit;
    uint64_t group;
    bool replaces;    /* takes back what the same group did last: a drag counts from where it began */
    bool large;       /* it replaces what was there: undoing it is offered */
    Rect origin;      /* where a refusal is said */
    const char *note; /* what else changed, said there after success; null: nothing */
} StageEdit;

/* What a pass asks the app for. */
typedef struct StageRequests {
    StageEdit edits[STAGE_REQUESTS];
    int count;
    uint64_t *next_group; /* the app's counter */
    int64_t reveal;       /* an output to uncover, -1: none */
    int channel;          /* another channel to show, or STAGE_ALL_CHANNELS; STAGE_SAME_CHANNEL: none */
    int64_t step;         /* a step to go to, -1: none */
    int right;            /* right answers that were given */
    bool reset_cell;      /* to what was opened: */
    int reset_row, reset_column;
    bool reset, undo, redo;
    bool start_fresh; /* the empty program's scene, as an edit */
    bool toggle_answers;
    bool cover;          /* all answers again */
    bool toggle_options; /* the inspector, where it is a drawer */
} StageRequests;

/* All that the picture may depend on, and what it is drawn with. */
typedef struct StageScope {
    const PsScene *scene;
    const Facts *facts; /* those that the stage needs */
    const Answers *answers;
    const void *view; /* the stage's own: what a file would not hold */
    Cursor cursor;
    int64_t step;     /* the destination: what the tree shows; the cursor's, while t is above 0 one more */
    Rect room;        /* what of the stage can be seen at once, in pixels */
    Rect area;        /* where to draw: larger than room where the stage scrolls */
    Pen pen;          /* where to draw, in which colours, how large; who is told */
    float plain_unit; /* what the pen's unit would be at text size 100 % */
    bool colour;      /* a picture is shown in its colours, not a channel of it */
    bool presenter;
    bool still; /* for a picture: nothing scrolls, nothing is pointed at */
    bool reduced_motion;
} StageScope;

/* What controls are given: the same, and hands. */
typedef struct StageContext {
    StageScope scope;
    const void *frame; /* of this pass; null in a stage without */
    void *view;        /* the scope's, to be changed */
    Ui *ui;
    StageRequests *requests;
} StageContext;

typedef struct Stage {
    const char *key;
    const char *title; /* N_() */
    size_t view_size;
    size_t frame_size;
    unsigned needs; /* FOLLOW_*: what it shows; no other fact is read */
    int64_t (*steps)(const PsScene *scene, const Facts *facts);
    /* The smallest area the stage can be drawn in; a smaller one scrolls. */
    Point (*least_size)(const StageScope *scope);
    /* What is to be worked out for the picture at the scope's cursor; null: nothing. */
    EffectiveFieldWish (*wish)(const StageScope *scope);
    /* Once a pass: what is shown and where, which everything below reads. frame is zeroed memory of
     * frame_size. False without memory: nothing is then drawn, and nothing is to be freed. */
    bool (*frame)(const StageScope *scope, void *frame);
    void (*frame_free)(void *frame); /* null: it owns nothing */
    /* Draws with the scope's pen, and tells its tree what it draws: a value is told once its step is reached,
     * whatever still moves on screen. */
    void (*draw)(const StageScope *scope, const void *frame);
    /* What is pressed, typed and pointed at; draws only the marks of that: focus, selection, handles. */
    void (*controls)(const StageContext *context);
    /* Makes of a copy of the view one for a picture: without pointer. Null: of an empty one. */
    void (*still)(void *view);
    /* Lays the inspector's groups from the top of column down; returns the height they take. Null: none.
     * in_drawer: it opens over the stage, by a button of the stage, whatever room there is. */
    float (*inspector)(const StageContext *context, Rect column);
    bool in_drawer;
    /* What the step moves, in its frame's place, what must be seen last: where the stage is larger than its
     * room, it scrolls to it. Returns how many. Null: nothing. */
    int (*moves)(const StageScope *scope, const void *frame, Rect moves[STAGE_MOVES]);
    bool opens_at_end; /* at its last step, where nothing says which: before the first there is little to see
                        */
    /* One sentence about what is on screen, its numbers in the form asked for. */
    void (*narrate)(const StageScope *scope, const void *frame, PsNumberForm form, char *text, size_t size);
} Stage;

enum { STAGE_COUNT = 4 };
extern const Stage *const stages[STAGE_COUNT];

/* What the stage wishes for the picture at the scope's cursor. A frame shows what is there of it, and nothing
 * in the place of what is not: so wish, work out, lay out, draw. */
EffectiveFieldWish stage_wish(const Stage *stage, const StageScope *scope);

/* What a stage says of label (untranslated) in its picture, as the tree is told: "output 1,1" is "5" once the
 * scope's step has come to it. False if the picture has no such label or there is no memory. Draws on a
 * canvas of its own; the scope's pen says how large. */
bool stage_value(const Stage *stage, const StageScope *scope, const char *label, char *value, size_t size);

/* Finds a stage by key; -1 if there is none. */
int stage_find(const char *key);

/* Whether the input is a picture: its colours, and those of pools of it, follow theme_picture_ramp. */
bool stage_is_picture(const StageScope *scope);

/* Whether it has colours: red, green and blue as three channels. */
bool stage_has_colour(const PsScene *scene);

/* The colour of a cell of a map of three channels that is a picture, or pooled from one. */
Color stage_cell_colour(const StageScope *scope, const PsMap *map, int row, int column);

/* The values of its three channels at a cell, with between before each but the first. */
void stage_write_colour(const PsMap *map, int row, int column, const char *between, PsNumberForm form,
                        char *text, size_t size);

/* "red", "green", "blue": what the channels of a picture are called; of any other map "channel 3". */
void stage_channel_name(const PsScene *scene, int channel, char *text, size_t size);

/* The colour of a value of the input or of what is pooled from it. */
Color stage_value_color(const StageScope *scope, float value, bool picture);

/* The edit asked for last takes the place of what its group did before. */
void stage_replace_group(const StageContext *context);

/* The edit asked for last replaces what was there: undoing it is offered. */
void stage_offer_undo(const StageContext *context);

/* Says an error of the core beside origin. */
void stage_refuse(Ui *ui, Rect origin, const PsError *error);

/* Asks for an edit (taken) in a group of its own, or in group when that is not 0. origin: see StageEdit. */
void stage_request(const StageContext *context, PsEdit *edit, uint64_t group, Rect origin, const char *note);
uint64_t stage_new_group(const StageContext *context);

#endif
