/* Translates edits and steps into what the core's session is told. It decides nothing about files. */
#include "app/document/session_keeper.h"

#include "app/words.h"

void session_keeper_begin(App *app, PsSession *session) {
    app->session = session;
    app->kept_step = player_destination(&app->player);
    app->kept_stage = app->stage;
}

void session_keeper_all(App *app) {
    if (app->session) {
        ps_session_mark_all(app->session);
    }
    autosave_changed(&app->autosave, app->now);
}

/* An edit and its inverse name the same cells. */
static void mark_edit(App *app, const PsEdit *edit) {
    if (edit->kind == PS_EDIT_CELLS) {
        ps_session_mark_cells(app->session, edit->channel, edit->row, edit->column, edit->height,
                              edit->width);
    } else if (ps_edit_parts(edit) & PS_PART_INPUT) {
        ps_session_mark_all(app->session);
    }
}

void session_keeper_entry(App *app, const PsHistoryStack *stack) {
    if (app->session && stack->count > 0) {
        mark_edit(app, &stack->entries[stack->count - 1].edit);
    }
    autosave_changed(&app->autosave, app->now);
}

void session_keeper_group(App *app, const PsHistoryStack *stack) {
    const size_t count = app->session ? ps_history_group_count(stack) : 0;
    for (size_t i = 1; i <= count; i++) {
        mark_edit(app, &stack->entries[stack->count - i].edit);
    }
    autosave_changed(&app->autosave, app->now);
}

void session_keeper_place(App *app) {
    const int64_t step = player_destination(&app->player);
    if (app->session && (step != app->kept_step || app->stage != app->kept_stage)) {
        app->kept_step = step;
        app->kept_stage = app->stage;
        autosave_changed(&app->autosave, app->now);
    }
}

/* What is on screen, without a copy of the map. */
static PsStatus write(App *app, PsError *error) {
    return ps_session_write(app->session, app_document(app), error);
}

double session_keeper_due(const App *app) {
    const double due = app->session ? autosave_due(&app->autosave) : -1;
    return due < 0 ? -1 : due > app->now ? due - app->now : 0;
}

void session_keeper_when_due(App *app) {
    if (session_keeper_due(app) != 0) {
        return;
    }
    PsError error = {0};
    if (write(app, &error) == PS_OK) {
        autosave_written(&app->autosave);
    } else if (autosave_failed(&app->autosave, app->now)) {
        char reason[PS_ERROR_TEXT_SIZE];
        char text[PS_ERROR_TEXT_SIZE + 128];
        words_error(&error, reason, sizeof reason);
        snprintf(text, sizeof text, _("What you do cannot be kept, and it is tried again by itself: %s"),
                 reason);
        app_say(app, text);
    }
}

PsStatus session_keeper_now(App *app, PsError *error) {
    if (!app->session || !app->autosave.unsaved) {
        return PS_OK;
    }
    const PsStatus status = write(app, error);
    if (status == PS_OK) {
        autosave_written(&app->autosave);
    }
    return status;
}
