/* The mark of the saved place in the history, and what Undo beyond a replaced document does to it. No file is
 * read or written here.
 */
#include "app/document/open_file.h"

#include "app/state.h"
#include "app/ui/paths.h"
#include "app/words.h"
#include "core/folder.h"
#include "core/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void open_file_free(OpenFile *open_file) {
    for (size_t i = 0; i < open_file->count; i++) {
        ps_release(open_file->changes[i].path);
    }
    free(open_file->changes);
    *open_file = (OpenFile){0};
}

/* Without memory the scene is untitled: Save then asks for a name. */
static void take_path(App *app, const char *path) {
    char absolute[PS_PATH_SIZE];
    char *copy = NULL;
    if (path && strcmp(path, "-") != 0) {
        copy = ps_allocate_text(ps_path_absolute(path, absolute, NULL) == PS_OK ? absolute : path);
    }
    ps_release(app->document.path);
    app->document.path = copy;
}

static void mark(App *app) {
    OpenFile *open_file = &app->open_file;
    open_file->known = true;
    open_file->saved_group = ps_history_last_group(&app->history);
    open_file->split_from = open_file->saved_group;
    open_file->split_to = ++app->next_group;
    autosave_changed(&app->autosave, app->now);
}

bool app_saved(const App *app) {
    return app->open_file.known && app->open_file.saved_group == ps_history_last_group(&app->history);
}

void open_file_begin(App *app, const char *path) {
    open_file_free(&app->open_file);
    take_path(app, path);
    mark(app);
}

void open_file_save(App *app, const char *path) {
    take_path(app, path);
    mark(app);
}

static OpenFileChange *append(OpenFile *open_file) {
    if (open_file->count == open_file->capacity) {
        const size_t capacity = open_file->capacity * 2 + 8;
        OpenFileChange *grown = realloc(open_file->changes, capacity * sizeof *grown);
        if (!grown) {
            return NULL;
        }
        open_file->changes = grown;
        open_file->capacity = capacity;
    }
    return &open_file->changes[open_file->count++];
}

/* What a change holds of the app. */
static OpenFileChange present(App *app, uint64_t group) {
    return (OpenFileChange){.group = group,
                            .path = app->document.path,
                            .known = app->open_file.known,
                            .saved_group = app->open_file.saved_group};
}

void open_file_replace(App *app, const char *path) {
    OpenFile *open_file = &app->open_file;
    OpenFileChange *change = append(open_file);
    if (!change) {
        take_path(app, NULL);
        open_file->known = false;
        return;
    }
    *change = present(app, ps_history_last_group(&app->history));
    app->document.path = NULL;
    take_path(app, path);
    mark(app);
}

static void exchange(App *app, OpenFileChange *change) {
    const OpenFileChange here = present(app, change->group);
    app->document.path = change->path;
    app->open_file.known = change->known;
    app->open_file.saved_group = change->saved_group;
    *change = here;
}

void open_file_travel(App *app, uint64_t group) {
    for (size_t i = 0; i < app->open_file.count; i++) {
        if (app->open_file.changes[i].group == group) {
            exchange(app, &app->open_file.changes[i]);
        }
    }
}

uint64_t open_file_group(const App *app, uint64_t group) {
    const OpenFile *open_file = &app->open_file;
    return group != 0 && group == open_file->split_from ? open_file->split_to : group;
}

void open_file_name(const App *app, char *text, size_t size) {
    path_shown(app->document.path ? path_name(app->document.path) : _("Untitled"), text, size);
}

void open_file_title(const App *app, char *text, size_t size) {
    char name[256];
    open_file_name(app, name, sizeof name);
    snprintf(text, size, "%s%s — Poolscope", app_saved(app) ? "" : "• ", name);
}

bool open_file_is_scene(const App *app) {
    return app->document.path && path_has_extension(app->document.path, ".json");
}
