/* Another document, or another scene in the one that is open.
 *
 * It reads files through read.h and asks nothing: what to do with unsaved work is asked in save_and_open.c,
 * how a picture becomes a map by the picture dialog. Invariant: on failure nothing has changed.
 */
#include "app/document/opening.h"

#include "app/chrome/picture_dialog.h"
#include "app/document/read.h"
#include "app/document/session_keeper.h"
#include "app/edits.h"
#include "app/words.h"
#include "core/memory.h"

/* The stage a document names; the one on screen for one that there is not. */
static int stage_of(const App *app, const PsDocument *document) {
    const int stage = stage_find(ps_stage_key(document->stage));
    return stage < 0 ? app->stage : stage;
}

/* Puts document (taken) in the place of what is there, which cannot be undone back to. */
static PsStatus install(App *app, PsDocument *document, PsError *error) {
    PsDocument opened = {0};
    const PsDocument before = app->document;
    const int stage = app->stage;
    PsStatus status = ps_document_copy(document, &opened, error);
    if (status == PS_OK) {
        app->document = *document;
        app->document.path = before.path;
        app->channel = STAGE_ALL_CHANNELS;
        app->stage = app->next_stage = stage_of(app, document);
        status = edits_follow(app, PS_PART_ALL, error);
    }
    if (status != PS_OK) {
        app->document = before;
        app->stage = app->next_stage = stage;
        ps_document_free(document);
        ps_document_free(&opened);
        return status;
    }
    PsScene old = before.scene;
    ps_history_free(&app->history);
    ps_scene_free(&old);
    ps_document_free(&app->opened);
    app->opened = opened;
    open_file_begin(app, document->path);
    ps_release(document->path);
    *document = (PsDocument){0};
    ui_edit_end(&app->ui);
    edits_begin_places(app, &app->opened);
    return PS_OK;
}

/* The document of path: maps and pictures are shown on the stage on screen. */
static PsStatus install_file(App *app, PsDocument *document, const char *path, DocumentKind kind,
                             PsError *error) {
    document->path = ps_allocate_text(path);
    if (kind != DOCUMENT_SCENE) {
        (void)ps_stage_find(stages[app->stage]->key, &document->stage);
    }
    if (!document->path) {
        ps_document_free(document);
        return ps_fail_memory(error);
    }
    const PsStatus status = install(app, document, error);
    if (status == PS_OK) {
        session_keeper_all(app);
        if (app->document.path) {
            app_remember_file(app, app->document.path);
        }
    }
    return status;
}

PsStatus opening_open(App *app, const char *path, PsError *error) {
    PsDocument document;
    DocumentKind kind = DOCUMENT_SCENE;
    const PsStatus status = document_read(path, &app->document.scene.pool, NULL, &document, &kind, error);
    return status == PS_OK ? install_file(app, &document, path, kind, error) : status;
}

PsStatus opening_open_asking(App *app, const char *path, PsError *error) {
    PsDocument document;
    PictureFile picture = {0};
    DocumentKind kind = DOCUMENT_SCENE;
    PsStatus status = document_read(path, &app->document.scene.pool, &picture, &document, &kind, error);
    if (status == PS_OK && !picture.pixels) {
        status = install_file(app, &document, path, kind, error);
    }
    if (status == PS_OK) {
        file_dialog_close(&app->files.dialog, &app->ui);
    }
    if (picture.pixels) {
        picture_dialog_open(app, &picture, path, false);
    }
    return status;
}

void opening_new(App *app) {
    PsDocument empty;
    PsError error = {0};
    PsStatus status = ps_document_init(&empty, &error);
    if (status == PS_OK) {
        status = install(app, &empty, &error);
    }
    if (status != PS_OK) {
        app_say_error(app, &error);
        return;
    }
    session_keeper_all(app);
}

PsStatus opening_recover(App *app, PsSession *session, PsError *error) {
    PsDocument document;
    bool found = false;
    PsStatus status = ps_session_read(session, &document, &found, error);
    if (status != PS_OK || !found) {
        return status;
    }
    const bool saved = document.saved;
    status = install(app, &document, error);
    if (status != PS_OK) {
        return status;
    }
    app->open_file.known = saved;
    app_say(app, _("Your last session is back"));
    app->recovered = true;
    app->notice_until = app->now + 10;
    return PS_OK;
}

/* The scene of document (taken) is in place: from now on Reset goes back to it. */
static void begin_dropped(App *app, PsDocument *document) {
    ps_document_free(&app->opened);
    app->opened = *document;
    ui_edit_end(&app->ui);
    app->next_stage = stage_of(app, &app->opened);
    edits_enter_stage(app);
    edits_begin_places(app, &app->opened);
}

/* Shows document (taken) where status is good; else the error. A map stays part of the document that is open
 * and leaves its stacks and settings, a scene is one of its own. */
static void show_dropped(App *app, PsDocument *document, const char *path, DocumentKind kind, PsStatus status,
                         PsError *error) {
    const bool is_scene = kind == DOCUMENT_SCENE;
    if (status == PS_OK && !is_scene) {
        status = ps_scene_copy_settings(&app->document.scene, &document->scene, error);
        (void)ps_stage_find(stages[app->stage]->key, &document->stage);
    }
    if (status == PS_OK) {
        app->channel = stage_has_colour(&document->scene) ? STAGE_ALL_CHANNELS : app->channel;
        status = edits_replace_scene(app, &document->scene, error);
    }
    if (status != PS_OK) {
        app_say_error(app, error);
        ps_document_free(document);
        return;
    }
    if (is_scene) {
        open_file_replace(app, path);
        if (path != NULL) {
            app_remember_file(app, app->document.path ? app->document.path : path);
        }
    }
    begin_dropped(app, document);
    edits_offer_undo(app, is_scene ? _("Another scene is open") : _("The input was replaced"));
}

void opening_replace(App *app, PsDocument *document) {
    PsError error = {0};
    if (app->files.asking) {
        ps_document_free(document);
        return;
    }
    show_dropped(app, document, NULL, DOCUMENT_SCENE, PS_OK, &error);
}

void opening_drop(App *app, const char *path) {
    PsDocument document;
    PsError error = {0};
    PictureFile picture = {0};
    DocumentKind kind = DOCUMENT_SCENE;
    if (app->files.asking) {
        return;
    }
    file_dialog_close(&app->files.dialog, &app->ui);
    const PsStatus status =
        document_read(path, &app->document.scene.pool, &picture, &document, &kind, &error);
    if (picture.pixels) {
        picture_dialog_open(app, &picture, path, true);
    } else {
        show_dropped(app, &document, path, kind, status, &error);
    }
}

void opening_take_picture(App *app) {
    PsMap map = {0};
    PsDocument document = {0};
    PsError error = {0};
    if (!app->picture.accepted) {
        return;
    }
    PsStatus status = picture_dialog_sample(&app->picture, &map, &error);
    if (status == PS_OK) {
        status = document_take_map(&map, &app->document.scene.pool, &document, &error);
        document.scene.source.pattern = PS_PATTERN_PICTURE;
    }
    const PictureDialog dialog = app->picture; /* for its path */
    picture_dialog_close(app);
    if (dialog.dropped) {
        show_dropped(app, &document, dialog.path, DOCUMENT_PICTURE, status, &error);
        return;
    }
    if (status == PS_OK) {
        status = install_file(app, &document, dialog.path, DOCUMENT_PICTURE, &error);
    }
    if (status != PS_OK) {
        app_say_error(app, &error);
    }
}

/* What a cell was when it was opened. */
static float opened_value(const App *app, int channel, int row, int column) {
    const PsMap *map = &app->opened.scene.input;
    const bool there = channel < map->channels && row < map->height && column < map->width;
    return there ? ps_map_get(map, channel, row, column) : 0;
}

void opening_reset_cell(App *app, int row, int column) {
    const PsMap *input = &app->document.scene.input;
    const uint64_t group = ++app->next_group;
    const bool all = app->channel == STAGE_ALL_CHANNELS;
    const int first = all ? 0 : app->channel;
    const int end = all ? input->channels : first + 1;
    for (int channel = first; channel < end && channel < input->channels; channel++) {
        const float value = opened_value(app, channel, row, column);
        StageEdit request = {.group = group};
        PsError error = {0};
        if (row >= input->height || column >= input->width ||
            ps_edit_cells(&request.edit, &app->document.scene, channel, row, column, 1, 1, &value, &error) !=
                PS_OK) {
            return;
        }
        edits_apply(app, &request);
    }
}

void opening_reset(App *app) {
    PsError error = {0};
    app->right = 0;
    ui_edit_end(&app->ui);
    if (!ps_scene_equal(&app->document.scene, &app->opened.scene)) {
        if (edits_replace_scene(app, &app->opened.scene, &error) != PS_OK) {
            app_say_error(app, &error);
            return;
        }
        edits_offer_undo(app, _("Back to how it was opened"));
    }
    edits_begin_places(app, &app->opened);
}

void opening_start_fresh(App *app) {
    PsDocument empty;
    PsError error = {0};
    PsStatus status = ps_document_init(&empty, &error);
    if (status == PS_OK) {
        status = edits_replace_scene(app, &empty.scene, &error);
    }
    if (status != PS_OK) {
        ps_document_free(&empty);
        app_say_error(app, &error);
        return;
    }
    ps_document_free(&app->opened);
    app->opened = empty;
    open_file_replace(app, NULL);
    ui_edit_end(&app->ui);
    edits_begin_places(app, &app->opened);
    app->next_stage = 0;
    edits_offer_undo(app, _("A fresh scene is open"));
}
