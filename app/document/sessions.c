/* Locks decide whose a session folder is: a folder whose lock is free was left behind.
 *
 * Invariant: this program writes only into the folder whose lock it holds.
 */
#include "app/document/sessions.h"

#include "app/app.h"
#include "app/document/opening.h"
#include "app/document/session_keeper.h"
#include "app/words.h"
#include "core/folder.h"

#include <stdio.h>

enum { SESSIONS = 64 };

/* The folder of the session of that number, with a separator at its end. False where that is too long. */
static bool write_folder(const char *folder, int number, char path[PS_PATH_SIZE]) {
    const int length = number > 1 ? snprintf(path, PS_PATH_SIZE, "%swindow-%d/", folder, number)
                                  : snprintf(path, PS_PATH_SIZE, "%s", folder);
    return length >= 0 && length < PS_PATH_SIZE;
}

/* Null without memory. */
static PsSession *create(const char *folder, int number) {
    char path[PS_PATH_SIZE];
    return write_folder(folder, number, path) ? ps_session_create(path) : NULL;
}

/* A session of that number that was not there, locked; null where there is one, or none can be. */
static PsSession *make(const char *folder, int number) {
    char path[PS_PATH_SIZE];
    if (!write_folder(folder, number, path) || ps_folder_make(path, NULL) != PS_OK) {
        return NULL;
    }
    PsSession *session = ps_session_create(path);
    if (session && (ps_session_exists(session) || !ps_session_lock(session) || ps_session_exists(session))) {
        ps_session_destroy(session);
        session = NULL;
    }
    return session;
}

static PsSession *make_any(const char *folder, int *number) {
    PsSession *session = NULL;
    for (*number = 2; *number <= SESSIONS && !session; (*number)++) {
        session = make(folder, *number);
    }
    *number -= 1;
    return session;
}

PsSession *sessions_take(const char *folder, int *number) {
    PsSession *first = create(folder, 1);
    *number = 1;
    if (!first || ps_session_lock(first)) {
        return first;
    }
    ps_session_destroy(first);
    return make_any(folder, number);
}

void sessions_offer(App *app, const char *folder) {
    app->sessions = folder;
    app->offered = 0;
    for (int number = 2; number <= SESSIONS && app->offered == 0; number++) {
        char path[PS_PATH_SIZE];
        if (!write_folder(folder, number, path) || ps_file_kind(path) != PS_FILE_FOLDER) {
            continue;
        }
        PsSession *session = ps_session_create(path);
        if (session && ps_session_exists(session) && ps_session_lock(session)) {
            app->offered = number;
        }
        ps_session_destroy(session);
    }
}

PsStatus sessions_set_aside(const char *folder, const PsDocument *document, PsError *error) {
    int number = 0;
    PsSession *session = make_any(folder, &number);
    if (!session) {
        return ps_fail(error, PS_ERROR_FILE,
                       N_("there is no room for another session in %s: make some, then try again"), folder);
    }
    const PsStatus status = ps_session_write(session, document, error);
    if (status != PS_OK) {
        ps_session_remove(session);
    }
    ps_session_destroy(session);
    return status;
}

PsStatus sessions_set_unsaved_aside(const char *folder, PsSession *session, PsError *error) {
    PsDocument document;
    bool found = false;
    PsStatus status = ps_session_read(session, &document, &found, error);
    if (status == PS_OK && found && !document.saved) {
        status = sessions_set_aside(folder, &document, error);
    }
    ps_document_free(&document);
    return status;
}

static PsStatus set_shown_aside(App *app, PsError *error) {
    return app_saved(app) ? PS_OK : sessions_set_aside(app->sessions, app_document(app), error);
}

static PsStatus exchange(App *app, PsSession *other, PsError *error) {
    PsStatus status = set_shown_aside(app, error);
    app->recovered = false;
    if (status == PS_OK) {
        status = opening_recover(app, other, error);
    }
    if (status == PS_OK && !app->recovered) {
        status = ps_fail(error, PS_ERROR_FORMAT,
                         N_("that session cannot be read: its files stay in the folder %s"), app->sessions);
    }
    if (status != PS_OK) {
        return status;
    }
    session_keeper_all(app);
    status = session_keeper_now(app, error);
    if (status == PS_OK && app->session) {
        ps_session_remove(other);
    }
    return status;
}

void sessions_exchange(App *app) {
    PsError error = {0};
    PsSession *other = create(app->sessions, app->offered);
    if (!other) {
        (void)ps_fail_memory(&error);
        app_say_error(app, &error);
    } else if (!ps_session_lock(other)) {
        app_say(app, _("Another window has that session open now"));
    } else if (exchange(app, other, &error) != PS_OK) {
        app_say_error(app, &error);
    }
    ps_session_destroy(other);
    sessions_offer(app, app->sessions);
    app->offering = app->recovered && app->offered > 0;
}
