/* Requests are kept until the pass is over, then carried out: a dialog first if work would be lost.
 *
 * Invariant: one question is open at a time.
 */
#include "app/document/save_and_open.h"

#include "app/document/opening.h"
#include "app/document/session_keeper.h"
#include "app/export/picture_name.h"
#include "app/ui/paths.h"
#include "app/words.h"
#include "core/folder.h"
#include "core/scene_file.h"

#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 256, SENTENCE = 640, QUESTION_SIZE = 2 * NAME_SIZE + 64 };

void files_free(Files *files) {
    file_dialog_free(&files->dialog);
}

void files_request(App *app, FilesRequest request) {
    app->files.request = request;
    app->ui.changed = true;
}

void files_request_recent(App *app, int recent) {
    app->files.recent = recent;
    files_request(app, FILES_OPEN_RECENT);
}

bool files_dialog_is_open(const Files *files) {
    return files->asking || file_dialog_is_open(&files->dialog);
}

/* ---- dialogs ---- */

/* The scene's file beside a map or a picture; never those themselves. */
static void scene_beside(const char *path, char beside[PS_PATH_SIZE]) {
    const char *dot = strrchr(path_name(path), '.');
    const size_t stem = dot && dot != path_name(path) ? (size_t)(dot - path) : strlen(path);
    snprintf(beside, PS_PATH_SIZE, "%.*s.json", (int)stem, path);
}

/* Names the file that would be written. */
static void write_question(const App *app, char question[QUESTION_SIZE]) {
    char name[NAME_SIZE];
    char scene[NAME_SIZE];
    char beside[PS_PATH_SIZE];
    open_file_name(app, name, sizeof name);
    if (!app->document.path || open_file_is_scene(app)) {
        snprintf(question, QUESTION_SIZE, _("Save changes to %s?"), name);
        return;
    }
    scene_beside(app->document.path, beside);
    path_shown(path_name(beside), scene, sizeof scene);
    snprintf(question, QUESTION_SIZE, _("Save changes as the scene %s? %s stays as it is."), scene, name);
}

static AskAnswer ask_to_save(App *app, bool opens) {
    char question[QUESTION_SIZE];
    write_question(app, question);
    const AskSpec spec = {
        .question = question, .yes = N_("Save changes"), .yes_text = _("Save"), .no = N_("Don't save")};
    if (opens) {
        ask_dialog_open(&app->ui, &spec);
        return ASK_WAITS;
    }
    return ask_dialog(&app->ui, &spec);
}

void files_dialogs(App *app) {
    Files *files = &app->files;
    if (file_dialog_is_open(&files->dialog)) {
        const FileDialogSpec spec = {.recent = (const char(*)[PS_PATH_SIZE])app->settings.recent,
                                     .recent_count = app->settings.recent_count,
                                     .home = app->home};
        files->act = file_dialog(&files->dialog, &app->ui, &spec);
    }
    if (files->asking) {
        files->answer = ask_to_save(app, false);
    }
}

/* Only one dialog at a time. */
static void close_others(App *app) {
    app_set_dialog(app, APP_NO_DIALOG);
    picture_dialog_close(app);
    file_dialog_close(&app->files.dialog, &app->ui);
    app->blank = false;
}

/* ---- saving ---- */

static PsStatus write_scene(App *app, const char *path, PsError *error) {
    char sentence[SENTENCE];
    char name[NAME_SIZE];
    const PsStatus status = ps_scene_file_write(path, app_document(app), error);
    if (status != PS_OK) {
        return status;
    }
    open_file_save(app, path);
    app_remember_file(app, path);
    open_file_name(app, name, sizeof name);
    snprintf(sentence, sizeof sentence, _("Saved %s"), name);
    app_say(app, sentence);
    return PS_OK;
}

/* A map or a picture is saved as a scene beside it. */
static void save_as(App *app) {
    const char *path = app->document.path;
    char beside[PS_PATH_SIZE];
    close_others(app);
    if (!path) {
        file_dialog_open(&app->files.dialog, &app->ui, FILE_DIALOG_SAVE, _("untitled.json"));
        return;
    }
    scene_beside(path, beside);
    file_dialog_open_at(&app->files.dialog, &app->ui, FILE_DIALOG_SAVE, beside);
}

/* True where the scene is saved now; where it has no file yet a dialog asks for one. */
static bool save(App *app) {
    PsError error = {0};
    char path[PS_PATH_SIZE];
    if (!open_file_is_scene(app)) {
        save_as(app);
        return false;
    }
    snprintf(path, sizeof path, "%s", app->document.path);
    if (write_scene(app, path, &error) != PS_OK) {
        app->files.waits = FILES_NOTHING;
        app_say_error(app, &error);
        return false;
    }
    return true;
}

/* ---- what asks first ---- */

/* Whether what is on screen would be gone afterwards: the program's end leaves it in the session, where there
 * is one and it can be written. */
static bool would_lose(App *app, FilesRequest wanted) {
    const bool kept = wanted == FILES_LEAVE && app->session && session_keeper_now(app, NULL) == PS_OK;
    return !app_saved(app) && !kept;
}

/* What was chosen before the question. */
static void open_waiting(App *app) {
    PsError error = {0};
    char path[PS_PATH_SIZE];
    snprintf(path, sizeof path, "%s", app->files.opening);
    app->files.opening[0] = '\0';
    if (path[0] != '\0' && opening_open_asking(app, path, &error) != PS_OK) {
        app_say_error(app, &error);
    }
}

/* Nothing is lost by it now. */
static void go_on(App *app) {
    const FilesRequest wanted = app->files.waits;
    app->files.waits = FILES_NOTHING;
    if (wanted == FILES_NEW) {
        opening_new(app);
    } else if (wanted == FILES_OPEN) {
        open_waiting(app);
    } else if (wanted == FILES_LEAVE) {
        app->wishes.quit = true;
    }
}

static void begin(App *app, FilesRequest wanted) {
    Files *files = &app->files;
    if (files->asking) {
        return;
    }
    close_others(app);
    files->waits = wanted;
    if (!would_lose(app, wanted)) {
        go_on(app);
        return;
    }
    files->asking = true;
    files->focus_before = app->ui.focus;
    (void)ask_to_save(app, true);
}

void files_open(App *app, const char *path) {
    if (!app->files.asking) {
        snprintf(app->files.opening, sizeof app->files.opening, "%s", path);
        begin(app, FILES_OPEN);
    }
}

static void ask_for_file(App *app) {
    if (!app->files.asking) {
        close_others(app);
        file_dialog_open(&app->files.dialog, &app->ui, FILE_DIALOG_OPEN, "");
    }
}

static void take_answer(App *app) {
    Files *files = &app->files;
    const AskAnswer answer = files->answer;
    files->answer = ASK_WAITS;
    if (answer == ASK_WAITS) {
        return;
    }
    files->asking = false;
    ui_focus(&app->ui, files->focus_before);
    if (answer == ASK_CANCEL) {
        files->waits = FILES_NOTHING;
        files->opening[0] = '\0';
    } else if (answer == ASK_NO || save(app)) {
        go_on(app);
    }
}

/* ---- what the file dialog chose ---- */

static void say_in_dialog(App *app, const PsError *error) {
    char sentence[PS_ERROR_TEXT_SIZE];
    words_error(error, sentence, sizeof sentence);
    file_dialog_say(&app->files.dialog, sentence);
}

static void open_chosen(App *app) {
    Files *files = &app->files;
    PsError error = {0};
    char path[PS_PATH_SIZE];
    char sentence[SENTENCE];
    char name[NAME_SIZE];
    snprintf(path, sizeof path, "%s", files->dialog.chosen);
    if (ps_file_kind(path) != PS_FILE_REGULAR) {
        settings_forget(&app->settings, path);
        app->wishes.settings_changed = true;
        path_shown(path_name(path), name, sizeof name);
        snprintf(sentence, sizeof sentence, _("%s is no longer there: it has left the recent files"), name);
        file_dialog_say(&files->dialog, sentence);
        return;
    }
    if (would_lose(app, FILES_OPEN)) {
        files_open(app, path);
    } else if (opening_open_asking(app, path, &error) != PS_OK) {
        say_in_dialog(app, &error);
    }
}

/* The folder of the last picture, where it is still there; else where the dialog was. */
static void ask_for_picture(App *app) {
    const char *folder = app->settings.export_folder;
    char path[PS_PATH_SIZE];
    if (app->files.asking) {
        return;
    }
    close_others(app);
    FileDialog *dialog = &app->files.dialog;
    dialog->scale = app->settings.export_scale;
    if (folder[0] != '\0' && ps_file_kind(folder) == PS_FILE_FOLDER &&
        picture_name_free(app, folder, path, sizeof path)) {
        file_dialog_open_at(dialog, &app->ui, FILE_DIALOG_EXPORT, path);
        return;
    }
    const bool named =
        picture_name_free(app, dialog->list.folder[0] ? dialog->list.folder : ".", path, sizeof path);
    file_dialog_open(dialog, &app->ui, FILE_DIALOG_EXPORT, named ? path_name(path) : "");
}

/* The scale and the folder are remembered. */
static void export_chosen(App *app) {
    Settings *settings = &app->settings;
    settings->export_scale = app->files.dialog.scale;
    path_folder(app->files.dialog.chosen, NULL, settings->export_folder, sizeof settings->export_folder);
    app->wishes.settings_changed = true;
    app->wishes.picture = PICTURE_TO_FILE;
}

void files_picture_done(App *app, const PsError *error) {
    if (error != NULL) {
        say_in_dialog(app, error);
        app->ui.changed = true;
    } else {
        file_dialog_close(&app->files.dialog, &app->ui);
    }
}

static void save_chosen(App *app) {
    PsError error = {0};
    char path[PS_PATH_SIZE];
    snprintf(path, sizeof path, "%s", app->files.dialog.chosen);
    if (write_scene(app, path, &error) != PS_OK) {
        say_in_dialog(app, &error);
        return;
    }
    file_dialog_close(&app->files.dialog, &app->ui);
    go_on(app);
}

static void take_choice(App *app) {
    Files *files = &app->files;
    const FileDialogAct act = files->act;
    files->act = FILE_DIALOG_WAITS;
    if (act == FILE_DIALOG_CANCELLED) {
        files->waits = FILES_NOTHING;
        files->opening[0] = '\0';
        file_dialog_close(&files->dialog, &app->ui);
    } else if (act == FILE_DIALOG_CHOSEN && files->dialog.kind == FILE_DIALOG_OPEN) {
        open_chosen(app);
    } else if (act == FILE_DIALOG_CHOSEN && files->dialog.kind == FILE_DIALOG_EXPORT) {
        export_chosen(app);
    } else if (act == FILE_DIALOG_CHOSEN) {
        save_chosen(app);
    }
    app->ui.changed |= act != FILE_DIALOG_WAITS;
}

void files_carry_out(App *app) {
    const FilesRequest request = app->files.request;
    app->files.request = FILES_NOTHING;
    take_answer(app);
    take_choice(app);
    switch (request) {
    case FILES_NOTHING:
        break;
    case FILES_NEW:
    case FILES_LEAVE:
        begin(app, request);
        break;
    case FILES_OPEN:
        ask_for_file(app);
        break;
    case FILES_OPEN_RECENT:
        if (app->files.recent < app->settings.recent_count) {
            files_open(app, app->settings.recent[app->files.recent]);
        }
        break;
    case FILES_EXPORT:
        ask_for_picture(app);
        break;
    case FILES_SAVE:
        (void)save(app);
        break;
    case FILES_SAVE_AS:
        save_as(app);
        break;
    }
}
