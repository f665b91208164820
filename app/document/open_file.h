/* Which file the scene is, and whether that file holds it: a place in the history is remembered when the
 * scene was opened or saved, and back there it counts as saved again.
 *
 * The path itself is app->document, which the session keeps. Where another scene took this one's place as an
 * edit, undoing that edit brings back the other file's path with it.
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "core/scene.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What an edit exchanged that the history does not hold: the other side of it. */
typedef struct OpenFileChange {
    uint64_t group;
    char *path; /* owned, by ps_release; null: untitled */
    bool known;
    uint64_t saved_group;
} OpenFileChange;

typedef struct OpenFile {
    bool known;           /* whether there is a place in the history where it is saved */
    uint64_t saved_group; /* that place: what an undo would take back there */
    /* What goes on in the group that was last when it was saved joins a new one. */
    uint64_t split_from, split_to;
    OpenFileChange *changes; /* owned */
    size_t count, capacity;
} OpenFile;

typedef struct App App;

void open_file_free(OpenFile *open_file);

/* The history is empty, and path (null: no file) holds the scene. */
void open_file_begin(App *app, const char *path);

/* path now holds the scene. */
void open_file_save(App *app, const char *path);

/* The edit of the last group put the scene of path (null: no file) in the old one's place. */
void open_file_replace(App *app, const char *path);

/* That group was undone or redone. */
void open_file_travel(App *app, uint64_t group);

/* The group that an edit joins which asks for group. */
uint64_t open_file_group(const App *app, uint64_t group);

/* The name to show, "Untitled" without a file, as it can be drawn. */
void open_file_name(const App *app, char *text, size_t size);

/* The same with what a window's title says. */
void open_file_title(const App *app, char *text, size_t size);

/* Whether the document is a scene's file, which Save may write. */
bool open_file_is_scene(const App *app);

#endif
