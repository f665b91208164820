/* Another document, or another scene in the one that is open.
 *
 * It reads files through read.h and asks nobody: what to do with unsaved work is asked in save_and_open.c,
 * how a picture becomes a map by the picture dialog. Invariant: on failure nothing has changed.
 */
#include "app/document/opening.h"

#include "app/chrome/picture_dialog.h"
#include "app/document/read.h"
#include "app/document/session_keeper.h"
#include "app/edits.h"
#include "app/words.h"

#include <stdio.h>

/* Puts scene (taken) in the place of what is there, which cannot be undone back to. path (null: none) is its
 * file from now on. */
static PsStatus install_scene(App *app, PsScene *scene, const char *path, PsError *error) {
    PsScene opened = {0};
    PsStatus status = ps_scene_copy(scene, &opened, error);
    const PsScene taken = *scene;
    PsScene before = app->scene;
    if (status == PS_OK) {
        app->scene = taken;
        status = edits_follow(app, false, error);
    }
    if (status != PS_OK) {
        app->scene = before;
        ps_scene_free(scene);
        ps_scene_free(&opened);
        return status;
    }
    ps_history_free(&app->history);
    ps_scene_free(&before);
    ps_scene_free(&app->opened);
    app->opened = opened;
    open_file_begin(app, path);
    ui_edit_end(&app->ui);
    edits_begin_places(app, &taken);
    return PS_OK;
}

/* The same on stage; where that fails on the one before. */
static PsStatus install_on_stage(App *app, PsScene *scene, int stage, const char *path, PsError *error) {
    const int before = app->stage;
    app->stage = app->next_stage = stage;
    const PsStatus status = install_scene(app, scene, path, error);
    if (status != PS_OK) {
        app->stage = app->next_stage = before;
    }
    return status;
}

/* The stage that a file's scene names; the one on screen where it names none, or one that there is not. */
static int stage_of(const App *app, const PsScene *scene, const char *path) {
    const int stage = document_is_scene(path) ? stage_find(ps_stage_key(scene->stage)) : app->stage;
    return stage < 0 ? app->stage : stage;
}

static PsStatus open_scene(App *app, PsScene *scene, const char *path, PsError *error) {
    const PsStatus status = install_on_stage(app, scene, stage_of(app, scene, path), path, error);
    if (status == PS_OK) {
        session_keeper_all(app);
        if (app->document.document) {
            app_remember_file(app, app->document.document);
        }
    }
    return status;
}

PsStatus opening_open(App *app, const char *path, PsError *error) {
    PsScene scene = {0};
    const PsStatus status = document_open(path, &app->scene.pool, NULL, &scene, error);
    return status == PS_OK ? open_scene(app, &scene, path, error) : status;
}

PsStatus opening_open_asking(App *app, const char *path, PsError *error) {
    PsScene scene = {0};
    PictureFile picture = {0};
    PsStatus status = document_open(path, &app->scene.pool, &picture, &scene, error);
    if (status == PS_OK && !picture.pixels) {
        status = open_scene(app, &scene, path, error);
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
    PsScene empty = {0};
    PsError error = {0};
    PsStatus status = ps_scene_init(&empty, &error);
    if (status == PS_OK) {
        status = install_on_stage(app, &empty, 0, NULL, &error);
    }
    if (status != PS_OK) {
        app_say_error(app, &error);
        return;
    }
    session_keeper_all(app);
}

PsStatus opening_recover(App *app, PsSession *session, PsError *error) {
    PsScene scene;
    PsSessionState document;
    bool found = false;
    PsStatus status = ps_session_read(session, &scene, &document, &found, error);
    if (status != PS_OK || !found) {
        return status;
    }
    const int stage = stage_find(ps_stage_key(scene.stage));
    status = install_on_stage(app, &scene, stage < 0 ? 0 : stage, NULL, error);
    if (status != PS_OK) {
        ps_session_state_free(&document);
        return status;
    }
    app->open_file.known = document.saved;
    app->document = document;
    app_say(app, _("Your last session is back"));
    app->recovered = true;
    app->notice_until = app->now + 10;
    return PS_OK;
}

/* Shows scene (taken) where status is good, from now on Reset goes back to it; else the error. A map stays
 * part of the document and leaves its stacks and what it compares, a scene is one of its own. */
static void show_dropped(App *app, PsScene *scene, const char *path, PsStatus status, PsError *error) {
    if (status == PS_OK && !document_is_scene(path)) {
        status = ps_scene_copy_stacks(&app->scene, scene, error);
        scene->compare = app->scene.compare;
    }
    if (status == PS_OK) {
        status = edits_replace_scene(app, scene, error);
    }
    if (status != PS_OK) {
        app_say_error(app, error);
        ps_scene_free(scene);
        return;
    }
    ps_scene_free(&app->opened);
    app->opened = *scene;
    if (document_is_scene(path)) {
        open_file_replace(app, path, scene);
        app_remember_file(app, app->document.document ? app->document.document : path);
    }
    ui_edit_end(&app->ui);
    app->next_stage = stage_of(app, scene, path);
    edits_enter_stage(app);
    edits_begin_places(app, scene);
}

void opening_drop(App *app, const char *path) {
    PsScene scene = {0};
    PsError error = {0};
    PictureFile picture = {0};
    if (app->files.asking) {
        return;
    }
    file_dialog_close(&app->files.dialog, &app->ui);
    PsStatus status = document_open(path, &app->scene.pool, &picture, &scene, &error);
    if (picture.pixels) {
        picture_dialog_open(app, &picture, path, true);
    } else {
        show_dropped(app, &scene, path, status, &error);
    }
}

/* The picture dialog's Open, carried out between passes as every edit is. */
void opening_take_picture(App *app) {
    PsMap map = {0};
    PsScene scene = {0};
    PsError error = {0};
    if (!app->picture.accepted) {
        return;
    }
    PsStatus status = picture_dialog_sample(&app->picture, &map, &error);
    if (status == PS_OK) {
        document_take_map(&map, &app->scene.pool, &scene);
        scene.source.pattern = PS_PATTERN_PICTURE;
    }
    const PictureDialog dialog = app->picture; /* for its path */
    picture_dialog_close(app);
    if (dialog.dropped) {
        show_dropped(app, &scene, dialog.path, status, &error);
        return;
    }
    if (status == PS_OK) {
        status = open_scene(app, &scene, dialog.path, &error);
    }
    if (status != PS_OK) {
        app_say_error(app, &error);
    }
}

void opening_reset(App *app) {
    PsError error = {0};
    ui_edit_end(&app->ui);
    /* Of what a scene holds, what no edit changes. */
    PsScene wanted = app->opened;
    wanted.stage = app->scene.stage;
    wanted.step = app->scene.step;
    if (!ps_scene_equal(&app->scene, &wanted) && edits_replace_scene(app, &app->opened, &error) != PS_OK) {
        app_say_error(app, &error);
        return;
    }
    edits_begin_places(app, &app->opened);
}

/* As when nothing was ever opened; what was there can be undone back to. */
void opening_start_fresh(App *app) {
    PsScene empty = {0};
    PsError error = {0};
    PsStatus status = ps_scene_init(&empty, &error);
    if (status == PS_OK) {
        status = edits_replace_scene(app, &empty, &error);
    }
    if (status != PS_OK) {
        ps_scene_free(&empty);
        app_say_error(app, &error);
        return;
    }
    ps_scene_free(&app->opened);
    app->opened = empty;
    open_file_replace(app, NULL, &app->opened);
    ui_edit_end(&app->ui);
    edits_begin_places(app, &app->opened);
    app->next_stage = 0;
    app->ui.changed = true;
}
