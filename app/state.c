/* Questions about the state, and changes of it that touch neither the scene nor what follows from it.
 *
 * Edits of the scene are in edits.c; which key or button does what is in commands.c.
 */
#include "app/state.h"

#include "app/words.h"

#include <math.h>
#include <stdio.h>

float app_unit(const App *app) {
    const float wanted = app->settings.text_size * app->pixel_ratio;
    return fminf(wanted, fminf((float)app->width / 400, (float)app->height / 300));
}

int app_dialogs(const App *app) {
    const int files = files_dialog_is_open(&app->files);
    const int picture = picture_dialog_is_open(&app->picture);
    return (int)app->dialog * 4 + files * 2 + picture;
}

void app_say(App *app, const char *sentence) {
    snprintf(app->notice, sizeof app->notice, "%s", sentence);
    app->notice_until = app->now + 6;
    app->notice_in = app_dialogs(app);
    app->recovered = app->offering = false;
    app->undoable = 0;
    app->ui.changed = true;
}

const PsDocument *app_document(App *app) {
    PsDocument *document = &app->document;
    document->stage = PS_STAGE_WINDOW;
    (void)ps_stage_find(stages[app->stage]->key, &document->stage);
    document->step = player_destination(&app->player);
    document->saved = app_saved(app);
    return document;
}

void app_remember_file(App *app, const char *path) {
    settings_remember(&app->settings, path);
    app->wishes.settings_changed = true;
}

void app_set_step(App *app, int64_t step) {
    player_seek(&app->player, step);
}

void app_reveal(App *app, int64_t output) {
    if (output >= 0 && output < app->answers.count) {
        app->answers.revealed[output] = 1;
        app->answers.version++;
        app->ui.changed = true;
    }
}

void app_next(App *app) {
    Player *player = &app->player;
    const int64_t output = player_destination(player) - 1;
    if (output >= 0 && answers_covered(&app->answers, output)) {
        player_seek(player, player_destination(player));
        app_reveal(app, output);
        return;
    }
    player_next(player);
}

void app_set_dialog(App *app, AppDialog dialog) {
    if (dialog == app->dialog) {
        return;
    }
    if (app->dialog == APP_NO_DIALOG) {
        app->focus_before = app->ui.focus;
    }
    if (app->dialog == APP_SEARCH) {
        app->ui.want_tree = app->search.told;
    }
    ui_edit_end(&app->ui);
    app->ui.menu = 0;
    app->dialog = dialog;
    app->ui.focus = dialog != APP_NO_DIALOG ? 0 : app->focus_before;
    app->ui.changed = true;
}

void app_set_text_size(App *app, float size) {
    char text[160];
    size = fminf(TEXT_SIZE_MOST, fmaxf(TEXT_SIZE_LEAST, size));
    app->settings.text_size = size;
    app->wishes.settings_changed = true;
    const float shown = app_unit(app) / app->pixel_ratio;
    if (shown < size - 0.001F) {
        snprintf(text, sizeof text, _("Text size %d %%: the largest that this window has room for"),
                 (int)floorf(shown * 100));
        app->settings.text_size = fmaxf(TEXT_SIZE_LEAST, floorf(shown * 100) / 100);
    } else {
        snprintf(text, sizeof text, _("Text size %d %%"), (int)lroundf(size * 100));
    }
    app_say(app, text);
}

void app_step_text_size(App *app, int direction) {
    const float quarters = app_unit(app) / app->pixel_ratio * 4;
    app_set_text_size(app, (direction > 0 ? floorf(quarters + 1.001F) : ceilf(quarters - 1.001F)) / 4);
}

void app_set_theme(App *app, ThemeName theme) {
    app->settings.theme = theme;
    app->wishes.settings_changed = true;
    app->ui.changed = true;
}

void app_set_reduced(App *app, bool reduced) {
    player_seek(&app->player, player_destination(&app->player));
    app->settings.reduced = reduced;
    app->player.reduced = reduced;
    app->wishes.settings_changed = true;
    app->ui.changed = true;
}

void app_set_loop(App *app, bool loop) {
    player_set_loop(&app->player, loop);
    app->settings.loop = loop;
    app->wishes.settings_changed = true;
    app->ui.changed = true;
}

void app_blank(App *app) {
    app->blank = true;
    app->ui.changed = true;
}

/* What presenter mode took of the screen it gives back, unless a person has chosen meanwhile. */
static void fill_screen(App *app, bool on) {
    const bool took = app->presenter_full;
    app->presenter_full = on && !app->full_screen;
    if (took || app->presenter_full) {
        app->full_screen = on;
    }
}

void app_toggle_full_screen(App *app) {
    app->full_screen = !app->full_screen;
    app->presenter_full = false;
    app->wishes.full_screen = true;
}

void app_set_presenter(App *app, bool on) {
    if (on != app->presenter) {
        fill_screen(app, on);
    }
    app->presenter = on;
    app->ui.changed = true;
    if (on) {
        app_say(app, _("Presenter mode: Escape or F5 leaves it; drag with Shift to draw"));
    } else {
        app->notice[0] = '\0';
    }
}

void app_say_error(App *app, const PsError *error) {
    char sentence[PS_ERROR_TEXT_SIZE];
    words_error(error, sentence, sizeof sentence);
    app_say(app, sentence);
}
