/* The table of commands: what keys, buttons and menu items do. Keys, the top bar, the document's menu, the
 * transport, tooltips and the list of keys read it; nowhere else is a key spelled.
 *
 * To add a command: an id here, in the order in which the list of keys shows it, and a row in commands.c.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "app/state.h"

typedef enum CommandId {
    COMMAND_PLAY,
    COMMAND_NEXT,
    COMMAND_PREVIOUS,
    COMMAND_FIRST,
    COMMAND_LAST,
    COMMAND_LOOP,
    COMMAND_STAGE, /* by place among those there are */
    COMMAND_STAGE_LAST = COMMAND_STAGE + PS_STAGE_COUNT - 1,
    COMMAND_TAB,
    COMMAND_ENTER,
    COMMAND_CELL_KEYS,
    COMMAND_CELL_DELETE,
    COMMAND_CELL_WHEEL,
    COMMAND_CELL_MENU,
    COMMAND_CELL_COPY,
    COMMAND_CELL_ANSWER,
    COMMAND_ZOOM,
    COMMAND_FIELD_ROWS,
    COMMAND_FIELD_LIST,
    COMMAND_HIDE_ANSWERS,
    COMMAND_REVEAL_ALL,
    COMMAND_BLANK,
    COMMAND_BLANK_BY_DOT,
    COMMAND_THEME,
    COMMAND_TEXT_LARGER,
    COMMAND_TEXT_SMALLER,
    COMMAND_TEXT_NORMAL,
    COMMAND_FULL_SCREEN,
    COMMAND_PRESENTER,
    COMMAND_PEN,
    COMMAND_CLEAR_PEN,
    COMMAND_KEYS,
    COMMAND_SETTINGS,
    COMMAND_SEARCH,
    COMMAND_EXAMPLES,
    COMMAND_OPEN,
    COMMAND_SAVE,
    COMMAND_SAVE_AS,
    COMMAND_NEW,
    COMMAND_UNDO,
    COMMAND_REDO,
    COMMAND_RESET,
    COMMAND_EXPORT,
    COMMAND_EXPORT_AT_ONCE,
    COMMAND_COPY_PICTURE,
    COMMAND_ESCAPE,
    COMMAND_OPTIONS,
    COMMAND_COUNT
} CommandId;

/* A key, or the text it must produce: for keys that move between keyboards. */
typedef struct CommandKey {
    int key; /* UiKey or character; 0: text decides */
    unsigned modifiers;
    const char *text;
    bool alias; /* the same key as other keyboards have it: it is not told */
} CommandKey;

enum {
    COMMAND_REPEATS = 1,   /* again and again while its key is held */
    COMMAND_IN_DIALOG = 2, /* its key works while the list of keys is open */
    COMMAND_IN_EDIT = 4,   /* a number that is being typed goes on being typed */
};

enum { COMMAND_KEYS_MOST = 4, COMMAND_TEXT_SIZE = 160 };

typedef struct Command {
    const char *title;   /* N_(); the label of its button or menu item; null: it has none */
    const char *tooltip; /* N_(); of its button, without the keys */
    const char *does;    /* N_(); in the list of keys; null: its keys stand in the row before */
    const char *by;      /* N_(); what the list says in the place of keys: of what controls do themselves */
    CommandKey keys[COMMAND_KEYS_MOST];
    unsigned flags;
    bool (*can)(int argument); /* whether there is such a thing; null: always */
    void (*run)(App *app, int argument);
    int argument;
} Command;

extern const Command commands[COMMAND_COUNT];

/* Does it. */
void command_run(App *app, CommandId id);

/* Whether an event is the key of a command that takes a number as it is typed so far, as a press elsewhere
 * does. */
bool commands_end_edit(const UiEvent *event);

/* Runs the command whose key an event is that no control took. */
void commands_run_event(App *app, const UiEvent *event);

/* "Save the scene (Ctrl+S)": words (untranslated; null: the command's tooltip) and the keys, translated, into
 * text, which is returned. */
const char *command_tooltip(CommandId id, const char *words, char text[COMMAND_TEXT_SIZE]);

/* Whether the list of keys has a row of its own for it. */
bool command_is_listed(CommandId id);

/* The keys as the list shows them, "Right, Page Down", translated or not. */
void command_list_keys(CommandId id, bool translated, char text[COMMAND_TEXT_SIZE]);

/* What the list says that it does, translated. */
void command_list_words(CommandId id, char text[COMMAND_TEXT_SIZE]);

#endif
