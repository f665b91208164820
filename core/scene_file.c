/* Scenes in files. The format is scene_json.c's, the writing rule file.c's, a map's own file scene_map.c's.
 *
 * Invariant: a scene's map is in the folder of the scene, under a plain name; no scene can name another
 * place.
 */
#include "core/scene_file.h"

#include "core/file.h"
#include "core/folder.h"
#include "core/memory.h"
#include "core/scene_json.h"
#include "core/scene_map.h"

#include <string.h>

/* Times a scene is read that is replaced meanwhile. */
enum { ATTEMPTS = 5 };

/* Checks what could not be without the map, now that the scene has it. */
static PsStatus check_input(const char *path, PsDocument *document, PsError *error) {
    PsScene *scene = &document->scene;
    const PsStatus status = ps_scene_validate(scene, error);
    if (status != PS_OK) {
        return status;
    }
    scene->source = ps_source_of(&scene->input);
    const int64_t last = ps_document_last_step(document);
    return document->step <= last
               ? PS_OK
               : ps_fail(error, PS_ERROR_FORMAT, "step %lld of '%s' is behind the last: use 0 to %lld",
                         (long long)document->step, path, (long long)last);
}

/* The map is beside the scene itself; where a link led to that, also beside the link. */
static PsStatus read_input(const char *path, const char *name, PsScene *scene, PsError *error) {
    char *followed = NULL;
    if (ps_path_follow(path, &followed, NULL) == PS_OK && strcmp(followed, path) != 0) {
        const PsStatus status = ps_scene_map_read(followed, name, &scene->input, error);
        ps_release(followed);
        if (status != PS_ERROR_FILE) {
            return status;
        }
    } else {
        ps_release(followed);
    }
    return ps_scene_map_read(path, name, &scene->input, error);
}

/* document is made here, bytes are the scene's text. *replaced: its map may have gone with another text. */
static PsStatus read_text(const char *path, const PsBytes *bytes, PsDocument *document, bool *replaced,
                          PsError *error) {
    char *input = NULL;
    PsStatus status = ps_scene_json_read(bytes->data, bytes->size, document, &input, error);
    *replaced = false;
    if (status == PS_OK && input != NULL) {
        status = read_input(path, input, &document->scene, error);
        *replaced = status == PS_ERROR_FILE;
        if (status == PS_OK) {
            status = check_input(path, document, error);
        }
    }
    ps_release(input);
    if (status != PS_OK) {
        ps_document_free(document);
    }
    return status;
}

/* Somebody may save the scene between the reading of its text and of its map. */
static PsStatus read_scene(const char *path, bool any_kind, PsDocument *document, PsError *error) {
    const PsFileReading reading = {
        .limit = PS_SCENE_JSON_LIMIT, .any_kind = any_kind, .enough = ps_file_enough_text};
    PsBytes bytes = {0};
    bool replaced = false;
    *document = (PsDocument){0};
    PsStatus status = ps_file_read_by(path, &reading, &bytes, error);
    if (status == PS_OK) {
        status = read_text(path, &bytes, document, &replaced, error);
    }
    for (int i = 0; i < ATTEMPTS && replaced && ps_file_kind(path) == PS_FILE_REGULAR; i++) {
        PsBytes again = {0};
        if (ps_file_read_by(path, &reading, &again, NULL) != PS_OK || again.size != bytes.size ||
            memcmp(again.data, bytes.data, bytes.size) != 0) {
            ps_bytes_free(&bytes);
            bytes = again;
            status = read_text(path, &bytes, document, &replaced, error);
        } else {
            replaced = false;
            ps_bytes_free(&again);
        }
    }
    ps_bytes_free(&bytes);
    return status;
}

PsStatus ps_scene_file_read(const char *path, PsDocument *document, PsError *error) {
    return read_scene(path, false, document, error);
}

PsStatus ps_scene_file_read_any(const char *path, PsDocument *document, PsError *error) {
    return read_scene(path, true, document, error);
}

/* ---- writing ---- */

static PsStatus prepare_scene(const PsDocument *document, const char *input, const char *path,
                              PsFileOutput *output, PsError *error) {
    PsBytes bytes = {0};
    PsStatus status = ps_scene_json_write(document, input, &bytes, error);
    if (status == PS_OK) {
        status = ps_file_prepare(path, bytes.data, bytes.size, output, error);
    }
    ps_bytes_free(&bytes);
    return status;
}

static PsStatus write_alone(const char *path, const PsDocument *document, PsError *error) {
    PsFileOutput output = {0};
    const PsStatus status = prepare_scene(document, NULL, path, &output, error);
    return status == PS_OK ? ps_file_commit(&output, error) : status;
}

/* path is no link. One rename makes text and map true at once. */
static PsStatus write_beside(char *path, const PsDocument *document, PsError *error) {
    const bool large = ps_map_cells(&document->scene.input) > PS_SCENE_INLINE_CELLS;
    PsSceneMap map;
    PsFileOutput output = {0};
    PsStatus status = ps_scene_map_begin(path, large ? &document->scene.input : NULL, &map, error);
    if (status == PS_OK) {
        status = prepare_scene(document, map.name, path, &output, error);
    }
    if (status == PS_OK) {
        status = ps_file_commit(&output, error);
    }
    ps_scene_map_end(&map, status == PS_OK);
    return status;
}

/* Whether something can lie beside what is written: no stream, no device, no file without a name. */
static bool has_folder(const char *path, const char *followed) {
    if (strcmp(path, "-") == 0 || strncmp(path, "/dev/", 5) == 0) {
        return false;
    }
    const PsFileKind kind = ps_file_kind(path);
    return kind == PS_FILE_NONE || kind == PS_FILE_FOLDER || ps_file_is_twin(followed, path);
}

PsStatus ps_scene_file_write(const char *path, const PsDocument *document, PsError *error) {
    char *followed = NULL;
    PsStatus status = ps_path_follow(path, &followed, error);
    if (status == PS_OK) {
        status = has_folder(path, followed) ? write_beside(followed, document, error)
                                            : write_alone(path, document, error);
    }
    ps_release(followed);
    return status;
}
