#include "app/identity.h"

#include "app/state.h"
#include "app/ui/paths.h"
#include "app/words.h"
#include "core/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void identity_free(Identity *identity) {
    for (size_t i = 0; i < identity->count; i++) {
        ps_release(identity->changes[i].path);
    }
    free(identity->changes);
    *identity = (Identity){0};
}

/* Without memory the scene is untitled: Save then asks for a name. */
static void take_path(App *app, const char *path) {
    char absolute[PS_PATH_SIZE];
    char *copy = NULL;
    if (path && strcmp(path, "-") != 0) {
        copy = ps_allocate_text(ps_path_absolute(path, absolute, NULL) == PS_OK ? absolute : path);
    }
    ps_session_state_free(&app->document);
    app->document.document = copy;
}

static void mark(App *app) {
    Identity *identity = &app->identity;
    identity->known = true;
    identity->saved_group = ps_history_last_group(&app->history);
    identity->split_from = identity->saved_group;
    identity->split_to = ++app->next_group;
    autosave_changed(&app->autosave, app->now);
}

bool app_saved(const App *app) {
    return app->identity.known && app->identity.saved_group == ps_history_last_group(&app->history);
}

void identity_begin(App *app, const char *path) {
    identity_free(&app->identity);
    take_path(app, path);
    mark(app);
}

void identity_save(App *app, const char *path) {
    take_path(app, path);
    mark(app);
}

static IdentityChange *append(Identity *identity) {
    if (identity->count == identity->capacity) {
        const size_t capacity = identity->capacity * 2 + 8;
        IdentityChange *grown = realloc(identity->changes, capacity * sizeof *grown);
        if (!grown) {
            return NULL;
        }
        identity->changes = grown;
        identity->capacity = capacity;
    }
    return &identity->changes[identity->count++];
}

/* What a change holds of the app. */
static IdentityChange present(App *app, uint64_t group) {
    return (IdentityChange){.group = group,
                            .path = app->document.document,
                            .stage = app->scene.stage,
                            .step = app->scene.step,
                            .known = app->identity.known,
                            .saved_group = app->identity.saved_group};
}

void identity_replace(App *app, const char *path, const PsScene *scene) {
    Identity *identity = &app->identity;
    IdentityChange *change = append(identity);
    if (!change) {
        take_path(app, NULL);
        identity->known = false;
        return;
    }
    *change = present(app, ps_history_last_group(&app->history));
    app->document.document = NULL;
    app->scene.stage = scene->stage;
    app->scene.step = scene->step;
    take_path(app, path);
    mark(app);
}

static void exchange(App *app, IdentityChange *change) {
    const IdentityChange here = present(app, change->group);
    app->document.document = change->path;
    app->scene.stage = change->stage;
    app->scene.step = change->step;
    app->identity.known = change->known;
    app->identity.saved_group = change->saved_group;
    *change = here;
}

void identity_travel(App *app, uint64_t group) {
    for (size_t i = 0; i < app->identity.count; i++) {
        if (app->identity.changes[i].group == group) {
            exchange(app, &app->identity.changes[i]);
        }
    }
}

uint64_t identity_group(const App *app, uint64_t group) {
    const Identity *identity = &app->identity;
    return group != 0 && group == identity->split_from ? identity->split_to : group;
}

void identity_name(const App *app, char *text, size_t size) {
    path_shown(app->document.document ? path_name(app->document.document) : _("Untitled"), text, size);
}

void identity_title(const App *app, char *text, size_t size) {
    char name[256];
    identity_name(app, name, sizeof name);
    snprintf(text, size, "%s%s — Poolscope", app_saved(app) ? "" : "• ", name);
}

bool identity_is_scene(const App *app) {
    return app->document.document && path_has_extension(app->document.document, ".json");
}
