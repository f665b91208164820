/* What each command does, and how its keys are written.
 *
 * A command changes the state, or asks for what is done after the pass; it draws nothing. Which control takes
 * an event first is not decided here: what comes here no control wanted.
 */
#include "app/commands.h"

#include "app/words.h"

#include <stdio.h>
#include <string.h>

static void play(App *app, int argument) {
    (void)argument;
    player_toggle(&app->player);
}

static void next(App *app, int argument) {
    (void)argument;
    app_next(app);
}

static void previous(App *app, int argument) {
    (void)argument;
    player_previous(&app->player);
}

static void first(App *app, int argument) {
    (void)argument;
    player_seek(&app->player, 0);
}

static void last(App *app, int argument) {
    (void)argument;
    player_seek(&app->player, app->player.steps);
}

static bool has_stage(int place) {
    return place < STAGE_COUNT;
}

static void go_to_stage(App *app, int place) {
    app->next_stage = place;
}

static void loop(App *app, int argument) {
    (void)argument;
    app_set_loop(app, !app->settings.loop);
}

static void hide_answers(App *app, int argument) {
    (void)argument;
    app->requests.toggle_answers = true;
}

static void reveal_current(App *app, int argument) {
    (void)argument;
    const int64_t output = player_destination(&app->player) - 1;
    if (app->ui.focus == 0 && output >= 0 && answers_covered(&app->answers, output)) {
        app_reveal(app, output);
    }
}

static void reveal_all(App *app, int argument) {
    (void)argument;
    for (int64_t i = 0; i < app->answers.count; i++) {
        app_reveal(app, i);
    }
}

static void blank(App *app, int argument) {
    (void)argument;
    app_blank(app);
}

/* A dot belongs to the cell in focus, if there is one. */
static void blank_by_dot(App *app, int argument) {
    (void)argument;
    if (!app->ui.focus_types) {
        app_blank(app);
    }
}

static void next_theme(App *app, int argument) {
    (void)argument;
    app_set_theme(app, (ThemeName)((app->settings.theme + 1) % THEME_COUNT));
    app_say(app, _(theme_get(app->settings.theme)->title));
}

static void text_normal(App *app, int argument) {
    (void)argument;
    app_set_text_size(app, 1);
}

static void full_screen(App *app, int argument) {
    (void)argument;
    app_toggle_full_screen(app);
}

static void presenter(App *app, int argument) {
    (void)argument;
    app_set_presenter(app, !app->presenter);
}

static void clear_pen(App *app, int argument) {
    (void)argument;
    chrome_pen_clear(&app->pen);
}

static void open_dialog(App *app, int dialog) {
    app_set_dialog(app, app->dialog == (AppDialog)dialog ? APP_NO_DIALOG : (AppDialog)dialog);
}

static void search(App *app, int argument) {
    (void)argument;
    command_search_open(app);
}

static void ask_for_file(App *app, int request) {
    files_request(app, (FilesRequest)request);
}

static void undo(App *app, int argument) {
    (void)argument;
    app->requests.undo = true;
}

static void redo(App *app, int argument) {
    (void)argument;
    app->requests.redo = true;
}

static void reset(App *app, int argument) {
    (void)argument;
    app->requests.reset = true;
}

static void take_picture(App *app, int wish) {
    app->wishes.picture = (PictureWish)wish;
}

/* Menus, edits and drawers have taken their Escape before; then the mode, then the focus. */
static void escape(App *app, int argument) {
    (void)argument;
    if (app->dialog != APP_NO_DIALOG) {
        app_set_dialog(app, APP_NO_DIALOG);
    } else if (app->presenter) {
        app_set_presenter(app, false);
    } else {
        app->ui.focus = 0;
    }
}

static void toggle_drawer(App *app, int argument) {
    (void)argument;
    app->drawer = !app->drawer;
}

/* A stage by its place among those there are. */
#define STAGE(place)                                                                                         \
    [COMMAND_STAGE + (place)] = {.does = N_("The %s stage"),                                                 \
                                 .keys = {{'1' + (place), UI_CTRL, NULL, false}},                            \
                                 .can = has_stage,                                                           \
                                 .run = go_to_stage,                                                         \
                                 .argument = (place)}

const Command commands[COMMAND_COUNT] = {
    [COMMAND_PLAY] = {.title = N_("Play"),
                      .tooltip = N_("Play all steps"),
                      .does = N_("Play or pause"),
                      .keys = {{.key = UI_KEY_SPACE}},
                      .run = play},
    [COMMAND_NEXT] = {.title = N_("Next step"),
                      .tooltip = N_("Next step"),
                      .does = N_("Next step"),
                      .keys = {{.key = UI_KEY_RIGHT}, {.key = UI_KEY_PAGE_DOWN}},
                      .flags = COMMAND_REPEATS,
                      .run = next},
    [COMMAND_PREVIOUS] = {.title = N_("Previous step"),
                          .tooltip = N_("Previous step"),
                          .does = N_("Previous step"),
                          .keys = {{.key = UI_KEY_LEFT}, {.key = UI_KEY_PAGE_UP}},
                          .flags = COMMAND_REPEATS,
                          .run = previous},
    [COMMAND_FIRST] = {.title = N_("First step"),
                       .tooltip = N_("First step"),
                       .does = N_("First step"),
                       .keys = {{.key = UI_KEY_HOME}},
                       .run = first},
    [COMMAND_LAST] = {.title = N_("Last step"),
                      .tooltip = N_("Last step"),
                      .does = N_("Last step"),
                      .keys = {{.key = UI_KEY_END}},
                      .run = last},
    [COMMAND_LOOP] = {.title = N_("Loop"),
                      .tooltip = N_("At the end, play again from the start"),
                      .run = loop},
    STAGE(0),
    STAGE(1),
    STAGE(2),
    STAGE(3),
    STAGE(4),
    STAGE(5),
    STAGE(6),
    [COMMAND_TAB] = {.does = N_("Through all controls"), .by = N_("Tab, Shift+Tab")},
    [COMMAND_ENTER] = {.does = N_("Press, or reveal the answer"),
                       .keys = {{.key = UI_KEY_ENTER}},
                       .run = reveal_current},
    [COMMAND_CELL_KEYS] = {.does = N_("On a cell: move, edit, type"), .by = N_("Arrows, F2, digits")},
    [COMMAND_CELL_DELETE] = {.does = N_("Set the cell to 0"), .by = N_("Delete")},
    [COMMAND_CELL_MENU] = {.does = N_("The menu of a cell"), .by = N_("Shift+F10, right click")},
    [COMMAND_CELL_COPY] = {.does = N_("Copy cells, paste them"), .by = N_("Ctrl+C, Ctrl+V")},
    [COMMAND_CELL_ANSWER] = {.does = N_("Answer a covered cell"), .by = N_("Digits, Enter")},
    [COMMAND_ZOOM] = {.does = N_("Zoom a large map, move it"), .by = N_("+, -, Ctrl+arrows")},
    [COMMAND_FIELD_ROWS] = {.does = N_("On a row of neurons: another"), .by = N_("Arrows")},
    [COMMAND_FIELD_LIST] = {.does = N_("In the list: move the layer"), .by = N_("Ctrl+Up, Ctrl+Down")},
    [COMMAND_CELL_WHEEL] = {.does = N_("Add 1, or 0.1, to the cell"), .by = N_("Wheel, Shift+Wheel")},
    [COMMAND_HIDE_ANSWERS] = {.does = N_("Hide answers, or show them"),
                              .keys = {{.key = 'h'}},
                              .run = hide_answers},
    [COMMAND_REVEAL_ALL] = {.does = N_("Reveal all answers"),
                            .keys = {{.key = 'h', .modifiers = UI_SHIFT}},
                            .run = reveal_all},
    [COMMAND_BLANK] = {.title = N_("Blank screen"),
                       .tooltip = N_("Black, until any key"),
                       .does = N_("Blank the screen, and back"),
                       .keys = {{.key = 'b'}},
                       .run = blank},
    [COMMAND_BLANK_BY_DOT] = {.keys = {{.text = "."}}, .run = blank_by_dot},
    [COMMAND_THEME] = {.tooltip = N_("Theme"),
                       .does = N_("Night, Day, High contrast"),
                       .keys = {{.key = 't'}},
                       .run = next_theme},
    [COMMAND_TEXT_LARGER] = {.does = N_("Text larger, smaller"),
                             .keys = {{.key = '=', .modifiers = UI_CTRL},
                                      {.key = '=', .modifiers = UI_CTRL | UI_SHIFT, .alias = true},
                                      {.key = '+', .modifiers = UI_CTRL, .alias = true},
                                      {.key = '+', .modifiers = UI_CTRL | UI_SHIFT, .alias = true}},
                             .flags = COMMAND_REPEATS,
                             .run = app_step_text_size,
                             .argument = 1},
    [COMMAND_TEXT_SMALLER] = {.keys = {{.key = '-', .modifiers = UI_CTRL}},
                              .flags = COMMAND_REPEATS,
                              .run = app_step_text_size,
                              .argument = -1},
    [COMMAND_TEXT_NORMAL] = {.does = N_("Text at 100 %"),
                             .keys = {{.key = '0', .modifiers = UI_CTRL}},
                             .run = text_normal},
    [COMMAND_FULL_SCREEN] = {.title = N_("Full screen"),
                             .tooltip = N_("Full screen"),
                             .does = N_("Full screen"),
                             .keys = {{.key = UI_KEY_F1 + 10}},
                             .run = full_screen},
    [COMMAND_PRESENTER] = {.title = N_("Presenter mode"),
                           .tooltip = N_("Large, for a projector"),
                           .does = N_("Presenter mode"),
                           .keys = {{.key = UI_KEY_F1 + 4}},
                           .run = presenter},
    [COMMAND_PEN] = {.does = N_("Draw over the stage, presenting"), .by = N_("Shift+Drag")},
    [COMMAND_CLEAR_PEN] = {.does = N_("Clear what was drawn"), .keys = {{.key = 'e'}}, .run = clear_pen},
    [COMMAND_KEYS] = {.title = N_("Keys"),
                      .tooltip = N_("All keys"),
                      .does = N_("This list of keys"),
                      .keys = {{.text = "?"}, {.key = UI_KEY_F1}},
                      .flags = COMMAND_IN_DIALOG,
                      .run = open_dialog,
                      .argument = APP_KEYS},
    [COMMAND_SETTINGS] = {.title = N_("Settings"),
                          .tooltip = N_("Theme, text size, motion"),
                          .does = N_("Settings"),
                          .keys = {{.key = ',', .modifiers = UI_CTRL}},
                          .flags = COMMAND_IN_DIALOG,
                          .run = open_dialog,
                          .argument = APP_SETTINGS},
    [COMMAND_SEARCH] = {.title = N_("Search"),
                        .tooltip = N_("Find a command, a setting, a stack, an example"),
                        .does = N_("Search commands, settings, stacks"),
                        .keys = {{.key = 'k', .modifiers = UI_CTRL}},
                        .flags = COMMAND_IN_DIALOG,
                        .run = search},
    [COMMAND_EXAMPLES] = {.title = N_("Examples"),
                          .tooltip = N_("Examples to begin with, and recent files"),
                          .flags = COMMAND_IN_DIALOG,
                          .run = open_dialog,
                          .argument = APP_START},
    [COMMAND_OPEN] = {.title = N_("Open"),
                      .tooltip = N_("Open a scene, a map or a picture"),
                      .does = N_("Open a file"),
                      .keys = {{.key = 'o', .modifiers = UI_CTRL}},
                      .run = ask_for_file,
                      .argument = FILES_OPEN},
    [COMMAND_SAVE] = {.title = N_("Save"),
                      .tooltip = N_("Save the scene"),
                      .does = N_("Save the scene"),
                      .keys = {{.key = 's', .modifiers = UI_CTRL}},
                      .run = ask_for_file,
                      .argument = FILES_SAVE},
    [COMMAND_SAVE_AS] = {.title = N_("Save as…"),
                         .does = N_("Save under another name"),
                         .keys = {{.key = 's', .modifiers = UI_CTRL | UI_SHIFT}},
                         .run = ask_for_file,
                         .argument = FILES_SAVE_AS},
    [COMMAND_NEW] = {.title = N_("New"),
                     .does = N_("New scene"),
                     .keys = {{.key = 'n', .modifiers = UI_CTRL}},
                     .run = ask_for_file,
                     .argument = FILES_NEW},
    [COMMAND_UNDO] = {.does = N_("Undo"),
                      .keys = {{.key = 'z', .modifiers = UI_CTRL}},
                      .flags = COMMAND_REPEATS | COMMAND_IN_EDIT,
                      .run = undo},
    [COMMAND_REDO] = {.does = N_("Redo"),
                      .keys = {{.key = 'z', .modifiers = UI_CTRL | UI_SHIFT}},
                      .flags = COMMAND_REPEATS | COMMAND_IN_EDIT,
                      .run = redo},
    [COMMAND_RESET] = {.does = N_("Reset to how it was opened"),
                       .keys = {{.key = 'r', .modifiers = UI_CTRL}},
                       .run = reset},
    [COMMAND_EXPORT] = {.title = N_("Export"),
                        .tooltip = N_("Save the picture as PNG"),
                        .does = N_("Export the picture as PNG"),
                        .keys = {{.key = 'e', .modifiers = UI_CTRL}},
                        .run = ask_for_file,
                        .argument = FILES_EXPORT},
    [COMMAND_EXPORT_AT_ONCE] = {.title = N_("Export at once"),
                                .does = N_("The same, without a question"),
                                .keys = {{.key = 'e', .modifiers = UI_CTRL | UI_SHIFT}},
                                .run = take_picture,
                                .argument = PICTURE_AT_ONCE},
    [COMMAND_COPY_PICTURE] = {.title = N_("Copy picture"),
                              .does = N_("Copy the picture"),
                              .keys = {{.key = 'c', .modifiers = UI_CTRL | UI_SHIFT}},
                              .run = take_picture,
                              .argument = PICTURE_TO_CLIPBOARD},
    [COMMAND_ESCAPE] = {.does = N_("Leave edit, dialog, mode, focus"),
                        .keys = {{.key = UI_KEY_ESCAPE}},
                        .flags = COMMAND_IN_DIALOG,
                        .run = escape},
    [COMMAND_OPTIONS] = {.title = N_("Options"),
                         .tooltip = N_("Operation, window and input"),
                         .run = toggle_drawer},
};

static bool can(const Command *command) {
    return command->run && (!command->can || command->can(command->argument));
}

static bool is_key(const CommandKey *key) {
    return key->key != 0 || key->text;
}

void command_run(App *app, CommandId id) {
    if (can(&commands[id])) {
        commands[id].run(app, commands[id].argument);
        app->ui.changed = true;
    }
}

static bool matches(const CommandKey *key, const UiEvent *event) {
    if (event->kind == UI_EVENT_TEXT) {
        return key->text && strcmp(key->text, event->text) == 0;
    }
    return key->key != 0 && key->key == event->key && key->modifiers == event->modifiers;
}

static bool has_key(const Command *command, const UiEvent *event) {
    for (int i = 0; i < COMMAND_KEYS_MOST && is_key(&command->keys[i]); i++) {
        if (matches(&command->keys[i], event)) {
            return true;
        }
    }
    return false;
}

bool commands_end_edit(const UiEvent *event) {
    /* All other keys are the edit's own. */
    if (event->kind != UI_EVENT_KEY || !(event->modifiers & UI_CTRL)) {
        return false;
    }
    for (int id = 0; id < COMMAND_COUNT; id++) {
        if (can(&commands[id]) && has_key(&commands[id], event)) {
            return !(commands[id].flags & COMMAND_IN_EDIT);
        }
    }
    return false;
}

void commands_run_event(App *app, const UiEvent *event) {
    for (int id = 0; id < COMMAND_COUNT; id++) {
        const Command *command = &commands[id];
        const bool heard = (!event->repeat || (command->flags & COMMAND_REPEATS)) &&
                           (app->dialog == APP_NO_DIALOG || (command->flags & COMMAND_IN_DIALOG));
        if (can(command) && has_key(command, event) && heard) {
            command_run(app, (CommandId)id);
            return;
        }
    }
}

/* Keys that are not written as their character. F1 to F12 are written by number. */
static const struct {
    int key;
    const char *name;
} key_names[] = {
    {UI_KEY_SPACE, N_("Space")},     {UI_KEY_ENTER, N_("Enter")},         {UI_KEY_ESCAPE, N_("Escape")},
    {UI_KEY_TAB, N_("Tab")},         {UI_KEY_BACKSPACE, N_("Backspace")}, {UI_KEY_DELETE, N_("Delete")},
    {UI_KEY_UP, N_("Up")},           {UI_KEY_DOWN, N_("Down")},           {UI_KEY_LEFT, N_("Left")},
    {UI_KEY_RIGHT, N_("Right")},     {UI_KEY_HOME, N_("Home")},           {UI_KEY_END, N_("End")},
    {UI_KEY_PAGE_UP, N_("Page Up")}, {UI_KEY_PAGE_DOWN, N_("Page Down")}};

static const struct {
    unsigned modifier;
    const char *name;
} modifier_names[] = {{UI_CTRL, N_("Ctrl")}, {UI_SHIFT, N_("Shift")}, {UI_ALT, N_("Alt")}};

/* A text that grows at its end, as far as it has room. */
typedef struct Line {
    char *text;
    size_t length;
    bool translated;
} Line;

static void add(Line *line, const char *words) {
    const char *shown = line->translated ? words_shown(words) : words;
    const int wanted = snprintf(line->text + line->length, COMMAND_TEXT_SIZE - line->length, "%s", shown);
    const size_t room = COMMAND_TEXT_SIZE - 1 - line->length;
    line->length += (size_t)wanted < room ? (size_t)wanted : room;
}

static void add_key_name(Line *line, int key) {
    char name[8];
    for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++) {
        if (key_names[i].key == key) {
            add(line, key_names[i].name);
            return;
        }
    }
    if (key >= UI_KEY_F1 && key <= UI_KEY_F12) {
        snprintf(name, sizeof name, "F%d", key - UI_KEY_F1 + 1);
    } else {
        snprintf(name, sizeof name, "%c", key >= 'a' && key <= 'z' ? key - 'a' + 'A' : key);
    }
    add(line, name);
}

static void add_key(Line *line, const CommandKey *key) {
    for (size_t i = 0; i < sizeof modifier_names / sizeof modifier_names[0]; i++) {
        if (key->modifiers & modifier_names[i].modifier) {
            add(line, modifier_names[i].name);
            add(line, "+");
        }
    }
    if (key->text) {
        add(line, key->text);
    } else {
        add_key_name(line, key->key);
    }
}

/* Its keys, with between before each but the line's first. */
static void add_keys(Line *line, const Command *command, const char *between, bool *begun) {
    for (int i = 0; i < COMMAND_KEYS_MOST && is_key(&command->keys[i]); i++) {
        if (!command->keys[i].alias) {
            add(line, *begun ? between : "");
            add_key(line, &command->keys[i]);
            *begun = true;
        }
    }
}

const char *command_tooltip(CommandId id, const char *words, char text[COMMAND_TEXT_SIZE]) {
    const Command *command = &commands[id];
    Line line = {.text = text, .translated = true};
    bool begun = false;
    add(&line, words ? words : command->tooltip);
    if (is_key(&command->keys[0])) {
        add(&line, " (");
        add_keys(&line, command, N_(" or "), &begun);
        add(&line, ")");
    }
    return text;
}

bool command_is_listed(CommandId id) {
    const Command *command = &commands[id];
    return command->does && (command->by || can(command));
}

void command_list_keys(CommandId id, bool translated, char text[COMMAND_TEXT_SIZE]) {
    Line line = {.text = text, .translated = translated};
    bool begun = false;
    add(&line, commands[id].by ? commands[id].by : "");
    do {
        add_keys(&line, &commands[id++], ", ", &begun);
    } while (id < COMMAND_COUNT && !commands[id].does);
}

void command_list_words(CommandId id, char text[COMMAND_TEXT_SIZE]) {
    const Command *command = &commands[id];
    if (command->run == go_to_stage) {
        const char *title = _(stages[command->argument]->title);
        snprintf(text, COMMAND_TEXT_SIZE, _("The %s stage"), title);
    } else {
        snprintf(text, COMMAND_TEXT_SIZE, "%s", _(command->does));
    }
}
