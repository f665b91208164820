/* The table of keys: what runs them, and what the list of keys shows. To add a key: a row here, in the order
 * in which the list shall show it.
 */
#include "app/shortcuts.h"

#include "app/words.h"

#include <math.h>
#include <string.h>

static void play(App *app) {
    player_toggle(&app->player);
}

static void previous(App *app) {
    player_previous(&app->player);
}

static void first(App *app) {
    player_seek(&app->player, 0);
}

static void last(App *app) {
    player_seek(&app->player, app->player.steps);
}

static void hide_answers(App *app) {
    app->requests.toggle_answers = true;
}

static void reveal_current(App *app) {
    const int64_t output = player_shown(&app->player) - 1;
    if (app->ui.focus == 0 && output >= 0 && answers_covered(&app->answers, output)) {
        app_reveal(app, output);
    }
}

static void reveal_all(App *app) {
    for (int64_t i = 0; i < app->answers.count; i++) {
        app_reveal(app, i);
    }
}

/* A dot belongs to the cell in focus, if there is one. */
static void blank_by_dot(App *app) {
    if (!app->ui.focus_types) {
        app_blank(app);
    }
}

static void next_theme(App *app) {
    app_set_theme(app, (ThemeName)((app->settings.theme + 1) % THEME_COUNT));
    app_say(app, _(theme_get(app->settings.theme)->title));
}

static void text_larger(App *app) {
    app_step_text_size(app, 1);
}

static void text_smaller(App *app) {
    app_step_text_size(app, -1);
}

static void text_normal(App *app) {
    app_set_text_size(app, 1);
}

static void full_screen(App *app) {
    app->ask.full_screen = true;
}

static void presenter(App *app) {
    app_set_presenter(app, !app->presenter);
}

static void keys(App *app) {
    app_set_keys_dialog(app, !app->keys);
}

static void open_file(App *app) {
    files_request(app, FILES_OPEN);
}

static void save_file(App *app) {
    files_request(app, FILES_SAVE);
}

static void save_file_as(App *app) {
    files_request(app, FILES_SAVE_AS);
}

static void new_scene(App *app) {
    files_request(app, FILES_NEW);
}

static void undo(App *app) {
    app->requests.undo = true;
}

static void redo(App *app) {
    app->requests.redo = true;
}

static void reset(App *app) {
    app->requests.reset = true;
}

static void export_picture(App *app) {
    app->ask.export_picture = true;
}

static void window_stage_key(App *app) {
    app->next_stage = 0;
}

static void compare_stage_key(App *app) {
    app->next_stage = 1;
}

static void field_stage_key(App *app) {
    app->next_stage = 2;
}

/* Menus, edits and drawers have taken their Escape before; then the mode, then the focus. */
static void escape(App *app) {
    if (app->keys) {
        app_set_keys_dialog(app, false);
    } else if (app->presenter) {
        app_set_presenter(app, false);
    } else {
        app->ui.focus = 0;
    }
}

const Shortcut app_shortcuts[] = {
    {UI_KEY_SPACE, 0, NULL, play, N_("Space"), N_("Play or pause")},
    {UI_KEY_RIGHT, 0, NULL, app_next, N_("Right, Page Down"), N_("Next step")},
    {UI_KEY_PAGE_DOWN, 0, NULL, app_next, NULL, NULL},
    {UI_KEY_LEFT, 0, NULL, previous, N_("Left, Page Up"), N_("Previous step")},
    {UI_KEY_PAGE_UP, 0, NULL, previous, NULL, NULL},
    {UI_KEY_HOME, 0, NULL, first, N_("Home"), N_("First step")},
    {UI_KEY_END, 0, NULL, last, N_("End"), N_("Last step")},
    {'1', UI_CTRL, NULL, window_stage_key, N_("Ctrl+1"), N_("The Window stage")},
    {'2', UI_CTRL, NULL, compare_stage_key, N_("Ctrl+2"), N_("The Compare stage")},
    {'4', UI_CTRL, NULL, field_stage_key, N_("Ctrl+4"), N_("The Receptive field stage")},
    {0, 0, NULL, NULL, N_("Tab, Shift+Tab"), N_("Through all controls")},
    {UI_KEY_ENTER, 0, NULL, reveal_current, N_("Enter"), N_("Press, or reveal the answer")},
    {0, 0, NULL, NULL, N_("Arrows, F2, digits"), N_("On a cell: move, edit, type")},
    {0, 0, NULL, NULL, N_("Delete"), N_("Set the cell to 0")},
    {0, 0, NULL, NULL, N_("Wheel, Shift+Wheel"), N_("Add 1, or 0.1, to the cell")},
    {'h', 0, NULL, hide_answers, N_("H"), N_("Hide answers, or show them")},
    {'h', UI_SHIFT, NULL, reveal_all, N_("Shift+H"), N_("Reveal all answers")},
    {'b', 0, NULL, app_blank, N_("B, ."), N_("Blank the screen, and back")},
    {0, 0, ".", blank_by_dot, NULL, NULL},
    {'t', 0, NULL, next_theme, N_("T"), N_("Night, Day, High contrast")},
    {'=', UI_CTRL, NULL, text_larger, N_("Ctrl+=, Ctrl+-"), N_("Text larger, smaller")},
    {'=', UI_CTRL | UI_SHIFT, NULL, text_larger, NULL, NULL},
    {'+', UI_CTRL, NULL, text_larger, NULL, NULL},
    {'+', UI_CTRL | UI_SHIFT, NULL, text_larger, NULL, NULL},
    {'-', UI_CTRL, NULL, text_smaller, NULL, NULL},
    {'0', UI_CTRL, NULL, text_normal, N_("Ctrl+0"), N_("Text at 100 %")},
    {UI_KEY_F1 + 10, 0, NULL, full_screen, N_("F11"), N_("Full screen")},
    {UI_KEY_F1 + 4, 0, NULL, presenter, N_("F5"), N_("Presenter mode")},
    {UI_KEY_F1, 0, NULL, keys, N_("?, F1"), N_("This list of keys")},
    {0, 0, "?", keys, NULL, NULL},
    {'o', UI_CTRL, NULL, open_file, N_("Ctrl+O"), N_("Open a file")},
    {'s', UI_CTRL, NULL, save_file, N_("Ctrl+S"), N_("Save the scene")},
    {'s', UI_CTRL | UI_SHIFT, NULL, save_file_as, N_("Ctrl+Shift+S"), N_("Save under another name")},
    {'n', UI_CTRL, NULL, new_scene, N_("Ctrl+N"), N_("New scene")},
    {'z', UI_CTRL, NULL, undo, N_("Ctrl+Z"), N_("Undo")},
    {'z', UI_CTRL | UI_SHIFT, NULL, redo, N_("Ctrl+Shift+Z"), N_("Redo")},
    {'r', UI_CTRL, NULL, reset, N_("Ctrl+R"), N_("Reset to how it was opened")},
    {'e', UI_CTRL, NULL, export_picture, N_("Ctrl+E"), N_("Export the picture as PNG")},
    {UI_KEY_ESCAPE, 0, NULL, escape, N_("Escape"), N_("Leave edit, dialog, mode, focus")},
};
const size_t app_shortcut_count = sizeof app_shortcuts / sizeof app_shortcuts[0];

/* What may run again and again while its key is held. */
static bool may_repeat(const Shortcut *shortcut) {
    return shortcut->run == app_next || shortcut->run == previous || shortcut->run == text_larger ||
           shortcut->run == text_smaller || shortcut->run == undo || shortcut->run == redo;
}

static bool matches(const Shortcut *shortcut, const UiEvent *event) {
    if (event->kind == UI_EVENT_TEXT) {
        return shortcut->text && strcmp(shortcut->text, event->text) == 0;
    }
    return shortcut->key != 0 && shortcut->key == event->key && shortcut->modifiers == event->modifiers;
}

/* What a dialog lets through: its own keys. */
static bool allowed_in_dialog(const Shortcut *shortcut) {
    return shortcut->run == keys || shortcut->run == escape;
}

void app_run_shortcut(App *app, const UiEvent *event) {
    for (size_t i = 0; i < app_shortcut_count; i++) {
        const Shortcut *shortcut = &app_shortcuts[i];
        if (shortcut->run && matches(shortcut, event) && (!event->repeat || may_repeat(shortcut)) &&
            (!app->keys || allowed_in_dialog(shortcut))) {
            shortcut->run(app);
            app->ui.changed = true;
            return;
        }
    }
}
