/* What can be found is put into one list each time, in the order of its sources; what is typed leaves the
 * rows that have all its words, those first where a word of the title begins so.
 *
 * To add a source: a function that adds its rows, and a row in sources.
 */
#include "app/chrome/command_search.h"

#include "app/app.h"
#include "app/chrome/search_pool.h"
#include "app/commands.h"
#include "app/document/examples.h"
#include "app/edits.h"
#include "app/stages/shared/pool_settings.h"
#include "app/ui/dialog.h"
#include "app/ui/scroll.h"
#include "app/ui/textfield.h"
#include "app/words.h"
#include "core/preset.h"

#include <math.h>
#include <string.h>

enum { ROWS_MOST = 256, SHOWN_MOST = 10, TITLE_SIZE = 96, WIDTH = 560, ROW = 32, FIELD = 40, PAD = 12 };

typedef struct Row {
    char title[TITLE_SIZE]; /* as it is shown */
    char aside[TITLE_SIZE]; /* its keys, or where it comes from */
    void (*run)(App *app, int argument);
    int argument;
    int rank; /* 0: a word begins so; 1: it is somewhere; below 0: it is not */
} Row;

typedef struct Found {
    Row rows[ROWS_MOST];
    int count;
    bool pool; /* the stage's own is among them: its numbers are no others' */
    const char *text;
} Found;

/* ---- matching ---- */

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins(const char *at, const char *word, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (lower(at[i]) != lower(word[i])) {
            return false;
        }
    }
    return true;
}

/* Where a word is in a title: 0 at the beginning of one of its words, 1 inside one, -1 nowhere. */
static int place_of(const char *title, const char *word, size_t length) {
    int place = -1;
    for (size_t i = 0; title[i] != '\0' && strlen(title + i) >= length; i++) {
        const bool first = i == 0 || title[i - 1] == ' ' || title[i - 1] == '-' || title[i - 1] == '(';
        if (begins(title + i, word, length)) {
            if (first) {
                return 0;
            }
            place = 1;
        }
    }
    return place;
}

/* The worst of its words decides. */
static int rank_of(const char *title, const char *text) {
    int rank = 0;
    while (*text != '\0') {
        const size_t length = strcspn(text, " ");
        if (length > 0) {
            const int place = place_of(title, text, length);
            if (place < 0) {
                return -1;
            }
            rank = place > rank ? place : rank;
        }
        text += length + (text[length] == ' ');
    }
    return rank;
}

/* False where it does not have the words. */
static bool add(Found *found, const char *title, const char *aside, void (*run)(App *, int), int argument) {
    const int rank = rank_of(title, found->text);
    if (rank < 0 || found->count == ROWS_MOST) {
        return false;
    }
    Row *row = &found->rows[found->count++];
    *row = (Row){.run = run, .argument = argument, .rank = rank};
    snprintf(row->title, sizeof row->title, "%s", title);
    snprintf(row->aside, sizeof row->aside, "%s", aside);
    return true;
}

/* ---- what there is ---- */

static void run_command(App *app, int command) {
    command_run(app, (CommandId)command);
}

static void add_commands(App *app, Found *found) {
    (void)app;
    for (int id = 0; id < COMMAND_COUNT; id++) {
        char words[COMMAND_TEXT_SIZE];
        char keys[COMMAND_TEXT_SIZE];
        const bool own = id == COMMAND_SEARCH || id == COMMAND_ESCAPE || id == COMMAND_ENTER;
        const Command *command = &commands[id];
        if (!command->run || own || (command->can && !command->can(command->argument))) {
            continue;
        }
        if (command_is_listed((CommandId)id)) {
            command_list_words((CommandId)id, words);
            command_list_keys((CommandId)id, true, keys);
            (void)add(found, words, keys, run_command, id);
        } else if (command->title) {
            (void)add(found, _(command->title), "", run_command, id);
        }
    }
}

static void set_theme(App *app, int theme) {
    app_set_theme(app, (ThemeName)theme);
}

static void set_text_size(App *app, int percent) {
    app_set_text_size(app, (float)percent / 100);
}

static void toggle_reduced(App *app, int argument) {
    (void)argument;
    app_set_reduced(app, !app->settings.reduced);
}

static void add_settings(App *app, Found *found) {
    static const int sizes[] = {75, 100, 125, 150, 175, 200, 250, 300};
    char title[TITLE_SIZE];
    for (int i = 0; i < THEME_COUNT; i++) {
        snprintf(title, sizeof title, _("Theme: %s"), _(theme_get((ThemeName)i)->title));
        (void)add(found, title, _("setting"), set_theme, i);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        snprintf(title, sizeof title, _("Text size %d %%"), sizes[i]);
        (void)add(found, title, _("setting"), set_text_size, sizes[i]);
    }
    (void)add(found, app->settings.reduced ? _("Reduced motion: off") : _("Reduced motion: on"), _("setting"),
              toggle_reduced, 0);
}

/* A control of the stage or its inspector by its place in the tree of this pass. */
static void focus_control(App *app, int place) {
    const UiTree *tree = &app->ui.tree;
    if ((size_t)place < tree->count) {
        ui_focus(&app->ui, ui_id(ui_entry_label(&app->ui, &tree->entries[place])));
        app->ui.ring = true;
    }
}

/* Sets it as a hand would: what is typed goes to the control, and the focus back to where it was. */
static void type_into(App *app, int place, const char *text) {
    CommandSearch *search = &app->search;
    const UiId before = app->ui.focus;
    focus_control(app, place);
    search->focus_then = before;
    snprintf(search->typing, sizeof search->typing, "%s", text);
}

static void set_number(App *app, int place) {
    type_into(app, place, app->search.number);
}

static void press_switch(App *app, int place) {
    type_into(app, place, " ");
}

static bool is_setting(UiRole role) {
    return role == UI_ROLE_STEPPER || role == UI_ROLE_SWITCH || role == UI_ROLE_SEGMENTED ||
           role == UI_ROLE_MENU || role == UI_ROLE_SLIDER;
}

static void focus_cells(App *app, int argument) {
    (void)argument;
    ui_focus(&app->ui, ui_id("input cells"));
    app->ui.ring = true;
}

static void write_setting(char title[TITLE_SIZE], const char *label, const char *value) {
    snprintf(title, TITLE_SIZE, "%s: %s", _(label), value);
}

/* A switch is turned; a number after a stepper's name is set; else the control gets the focus. */
static void add_control(App *app, Found *found, const UiEntry *entry, int place) {
    const char *label = ui_entry_label(&app->ui, entry);
    const char *value = ui_entry_value(&app->ui, entry);
    char title[TITLE_SIZE];
    if (entry->role == UI_ROLE_SWITCH && entry->enabled) {
        write_setting(title, label, strcmp(value, "on") == 0 ? _("off") : _("on"));
        if (add(found, title, _("on this stage"), press_switch, place)) {
            return;
        }
    }
    if (entry->role == UI_ROLE_STEPPER && entry->enabled && app->search.number[0] && !found->pool) {
        write_setting(title, label, app->search.number);
        if (add(found, title, _("on this stage"), set_number, place)) {
            return;
        }
    }
    write_setting(title, label, value);
    (void)add(found, title, _("on this stage"), focus_control, place);
}

static void add_controls(App *app, Found *found) {
    const Ui *ui = &app->ui;
    const size_t count = ui->tree.count;
    for (size_t i = 0; i < count; i++) {
        const UiEntry *entry = &ui->tree.entries[i];
        if (is_setting(entry->role) && strcmp(ui_entry_label(ui, entry), "Document") != 0) {
            add_control(app, found, entry, (int)i);
        } else if (strcmp(ui_entry_label(ui, entry), "input 0,0") == 0) {
            (void)add(found, _("Cells of the input"), _("on this stage"), focus_cells, 0);
        }
    }
}

static void use_preset(App *app, int index) {
    StageEdit request = {.group = ++app->next_group, .large = true};
    PsError error = {0};
    const int field = stage_find("field");
    if (ps_edit_stack(&request.edit, PS_EDIT_STACK, ps_preset_at(index)->text, &error) != PS_OK) {
        app_say_error(app, &error);
        return;
    }
    edits_apply(app, &request);
    app->next_stage = field;
    app->places[field].step = INT16_MAX;
    if (app->stage == field) {
        app_set_step(app, INT16_MAX);
    }
}

static void add_presets(App *app, Found *found) {
    (void)app;
    for (int i = 0; i < ps_preset_count(); i++) {
        char title[TITLE_SIZE];
        ps_preset_title(ps_preset_at(i), title, sizeof title);
        (void)add(found, title, _("ready stack"), use_preset, i);
    }
}

static void add_examples(App *app, Found *found) {
    for (int i = 0; app->assets != NULL && example_at(i) != NULL; i++) {
        (void)add(found, _(example_at(i)->title), _("example"), example_open, i);
    }
}

/* Whether the stage on screen shows the scene's pool. */
static bool shows_pool(const App *app) {
    const bool convolution = app->stage == stage_find("size") && app->document.scene.size.convolution;
    return app->stage != stage_find("field") && !convolution;
}

/* Seen where it is: on a stage that does not show it, Window is gone to. */
static void set_pool(App *app, int argument) {
    (void)argument;
    const PsScene *scene = &app->document.scene;
    const PsPool pool = app->search.pool;
    PsPool before = scene->pool;
    PsError error = {0};
    if (ps_pool_check(&pool, scene->input.height, scene->input.width, &error) != PS_OK) {
        app_say_error(app, &error);
        return;
    }
    const char *note = pool.op != before.op ? pool_take_operation(&before, pool.op, &scene->input) : NULL;
    StageEdit request = {.edit = ps_edit_pool(&pool), .group = ++app->next_group};
    edits_apply(app, &request);
    if (note) {
        app_say(app, _(note));
    }
    if (!shows_pool(app)) {
        app->next_stage = stage_find("window");
    }
}

/* "average 3x3 / 2" is found by what it sets, whatever words it has. */
static void add_pool(App *app, Found *found) {
    char title[SEARCH_POOL_TITLE];
    const PsScene *scene = &app->document.scene;
    PsPool pool = scene->pool;
    if (found->count < ROWS_MOST && search_pool_read(found->text, &scene->input, &pool, title)) {
        const bool here = shows_pool(app);
        app->search.pool = pool;
        Row *row = &found->rows[found->count++];
        *row = (Row){.run = set_pool};
        found->pool = here;
        snprintf(row->title, sizeof row->title, "%s", title);
        snprintf(row->aside, sizeof row->aside, "%s",
                 here ? _("set the pool") : _("set the pool, on Window"));
    }
}

/* A pool that is not on the stage comes after what is. */
static void add_pool_here(App *app, Found *found) {
    if (shows_pool(app)) {
        add_pool(app, found);
    }
}

static void add_pool_elsewhere(App *app, Found *found) {
    if (!shows_pool(app)) {
        add_pool(app, found);
    }
}

static void (*const sources[])(App *app, Found *found) = {
    add_pool_here, add_commands, add_settings, add_controls, add_pool_elsewhere, add_presets, add_examples};

/* The whole number at the end of what is sought, as a hand would type it; empty: there is none, or none that
 * fits a setting. */
static void find_number(CommandSearch *search) {
    const char *text = search->text;
    size_t end = strlen(text);
    search->number[0] = '\0';
    while (end > 0 && text[end - 1] == ' ') {
        end--;
    }
    size_t begin = end;
    while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') {
        begin--;
    }
    const size_t length = end - begin;
    if (length > 0 && length < sizeof search->number && begin > 0 && text[begin - 1] == ' ') {
        memcpy(search->number, text + begin, length);
        search->number[length] = '\0';
    }
}

/* The rows that are found, the better ones first and otherwise as they were added. */
static void find(App *app, Found *found) {
    find_number(&app->search);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        sources[i](app, found);
    }
    for (int i = 1; i < found->count; i++) {
        const Row row = found->rows[i];
        int at = i;
        for (; at > 0 && found->rows[at - 1].rank > row.rank; at--) {
            found->rows[at] = found->rows[at - 1];
        }
        found->rows[at] = row;
    }
}

/* ---- on screen ---- */

static void draw_row(const Ui *ui, Rect rect, const Row *row, bool chosen) {
    const Theme *theme = ui->theme;
    const float y = rect.y + rect.h / 2;
    if (chosen) {
        canvas_fill(ui->canvas, rect, ui_px(ui, 6), ui_hover_fill(ui));
    }
    const float aside =
        canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 12), rect.x + rect.w - ui_px(ui, 12), y,
                            ALIGN_RIGHT, rect.w / 2, theme->muted, row->aside);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 14), rect.x + ui_px(ui, 12), y, ALIGN_LEFT,
                        rect.w - aside - ui_px(ui, 36), theme->text, row->title);
}

/* As many rows as the window has room for. */
static int shown_most(const Ui *ui) {
    const float room = (float)ui->canvas->height - ui_px(ui, 2 * PAD + FIELD + 8) - ui_px(ui, 2 * PAD);
    const int fit = (int)(room / ui_px(ui, ROW));
    return fit < 1 ? 1 : fit > SHOWN_MOST ? SHOWN_MOST : fit;
}

/* The row that was pressed, or -1. */
static int rows(App *app, const Found *found, Rect area) {
    Ui *ui = &app->ui;
    CommandSearch *search = &app->search;
    const float h = ui_px(ui, ROW);
    int pressed = -1;
    for (int i = search->first; i < found->count && i < search->first + shown_most(ui); i++) {
        const Rect rect = {area.x, area.y + h * (float)(i - search->first), area.w, h};
        const UiAct act = ui_interact(ui, ui_id_number(ui_id("search row"), i), rect, UI_KEEPS_FOCUS);
        if (act.hovered && ui->event.kind == UI_EVENT_MOVE) {
            search->chosen = i;
        }
        pressed = act.clicked ? i : pressed;
        draw_row(ui, rect, &found->rows[i], i == search->chosen);
        ui_report_name(ui, UI_ROLE_BUTTON, found->rows[i].title, found->rows[i].aside, rect, true,
                       i == search->chosen);
    }
    return pressed;
}

/* Up, Down and the wheel; the chosen row stays in sight. */
static void move(Ui *ui, CommandSearch *search, int count) {
    const bool wheel = ui->event.kind == UI_EVENT_WHEEL && !ui->consumed;
    search->chosen += ui_key_anywhere(ui, UI_KEY_DOWN, 0) || (wheel && ui->event.wheel < 0);
    search->chosen -= ui_key_anywhere(ui, UI_KEY_UP, 0) || (wheel && ui->event.wheel > 0);
    search->chosen = search->chosen >= count ? count - 1 : search->chosen;
    search->chosen = search->chosen < 0 ? 0 : search->chosen;
    const int last = search->first + shown_most(ui) - 1;
    search->first += search->chosen > last ? search->chosen - last : 0;
    search->first = search->chosen < search->first ? search->chosen : search->first;
}

static Rect box_of(const Ui *ui, int count) {
    const int most = shown_most(ui);
    const int shown = count < 1 ? 1 : count > most ? most : count;
    const float width = fminf(ui_px(ui, WIDTH), (float)ui->canvas->width - ui_px(ui, 24));
    const float height = ui_px(ui, 2 * PAD + FIELD + 8) + ui_px(ui, ROW) * (float)shown;
    const float top = fminf(ui_px(ui, 96), fmaxf(0, ((float)ui->canvas->height - height) / 2));
    return (Rect){roundf(((float)ui->canvas->width - width) / 2), roundf(top), width, height};
}

/* What is typed; whether Enter was. */
static bool field(App *app, Rect rect) {
    CommandSearch *search = &app->search;
    const TextFieldSpec spec = {.rect = rect,
                                .label = N_("Search for"),
                                .hint = _("A command, a setting, a stack, an example"),
                                .text = search->text,
                                .size = sizeof search->text};
    const TextFieldAct act = ui_textfield(&app->ui, &spec);
    if (act.changed) {
        search->chosen = search->first = 0;
    }
    return act.entered;
}

void command_search_open(App *app) {
    const bool opens = app->dialog != APP_SEARCH;
    app_set_dialog(app, opens ? APP_SEARCH : APP_NO_DIALOG);
    if (opens) {
        app->search = (CommandSearch){.told = app->ui.want_tree};
        app->ui.want_tree = true;
        app->ui.focus = ui_id("Search for");
    }
}

void command_search_finish(App *app) {
    void (*run)(App *, int) = app->search.run;
    if (run == NULL) {
        return;
    }
    app->search.run = NULL;
    app_set_dialog(app, APP_NO_DIALOG);
    run(app, app->search.argument);
    app->ui.changed = true;
}

void command_search_type(App *app) {
    char text[sizeof app->search.typing];
    memcpy(text, app->search.typing, sizeof text);
    if (text[0] == '\0') {
        return;
    }
    app->search.typing[0] = '\0';
    const bool number = text[0] != ' ';
    for (const char *digit = text; number && *digit != '\0'; digit++) {
        app_event(app, &(UiEvent){.kind = UI_EVENT_TEXT, .text = {*digit}});
    }
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = number ? UI_KEY_ENTER : UI_KEY_SPACE});
    ui_focus(&app->ui, app->search.focus_then);
}

void command_search_run(App *app) {
    Ui *ui = &app->ui;
    static Found found; /* too large for the stack; filled anew each time */
    found.count = 0;
    found.pool = false;
    found.text = app->search.text;
    find(app, &found);
    const Rect box = box_of(ui, found.count);
    const CanvasLayer before = dialog_begin(ui, CANVAS_LAYER_DIALOG, box, N_("Search"));
    const float pad = ui_px(ui, PAD);
    const Rect inner = {box.x + pad, box.y + pad, box.w - 2 * pad, ui_px(ui, FIELD)};
    move(ui, &app->search, found.count);
    const bool entered = field(app, inner);
    const Rect list = {inner.x, inner.y + inner.h + ui_px(ui, 8), inner.w, 0};
    int wanted = rows(app, &found, list);
    if (found.count == 0) {
        ui_label(ui, (Rect){list.x + pad, list.y, list.w, ui_px(ui, ROW)}, ui_font(ui, FONT_MEDIUM, 14),
                 ui->theme->muted, ALIGN_LEFT, N_("Nothing has these words"));
    }
    wanted = entered && found.count > 0 ? app->search.chosen : wanted;
    const bool outside =
        ui->event.kind == UI_EVENT_DOWN && !ui->consumed && !rect_contains(box, ui->x, ui->y);
    if (outside) {
        ui_take(ui);
        app_set_dialog(app, APP_NO_DIALOG);
    }
    ui_layer_end(ui, before);
    if (wanted >= 0) {
        app->search.run = found.rows[wanted].run;
        app->search.argument = found.rows[wanted].argument;
    }
}
