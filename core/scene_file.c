/* Scenes and maps in files. The formats are csv.c's, npy.c's and scene_json.c's, the writing rule is
 * file.c's.
 *
 * Invariant: a scene's map lies in the folder of the scene, under a plain name; no scene can name another
 * place.
 */
#include "core/scene_file.h"

#include "core/csv.h"
#include "core/memory.h"
#include "core/npy.h"
#include "core/scene_json.h"

#include <string.h>

/* ---- names ---- */

static char lower(char character) {
    return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
}

/* Whether path ends in extension, in any case, after at least one character. */
static bool has_extension(const char *path, const char *extension) {
    const size_t length = strlen(path);
    const size_t size = strlen(extension);
    if (length <= size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (lower(path[length - size + i]) != extension[i]) {
            return false;
        }
    }
    return true;
}

/* Where the name begins in a path. */
static size_t name_start(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

/* The first length bytes of path and then name, for the caller to release; null without memory. */
static char *join(const char *path, size_t length, const char *name) {
    const size_t size = strlen(name) + 1;
    char *joined = ps_allocate(length + size, 1);
    if (joined != NULL) {
        memcpy(joined, path, length);
        memcpy(joined + length, name, size);
    }
    return joined;
}

/* ---- maps ---- */

/* The largest map as float64, and room for a header. */
static size_t map_limit(void) {
    const uint64_t limit = (uint64_t)PS_MAP_CELLS * 8 + (1 << 20);
    return limit < SIZE_MAX / 2 ? (size_t)limit : SIZE_MAX / 2;
}

static bool is_text(const char *path) {
    return strcmp(path, "-") == 0 || strncmp(path, "/dev/", 5) == 0 || has_extension(path, ".csv") ||
           has_extension(path, ".tsv");
}

PsStatus ps_map_file_read(const char *path, PsMap *map, int *dimensions, PsError *error) {
    *map = (PsMap){0};
    PsBytes bytes = {0};
    PsStatus status = ps_file_read(path, map_limit(), &bytes, error);
    if (status != PS_OK) {
        return status;
    }
    const bool is_npy = bytes.size >= 6 && memcmp(bytes.data, "\x93NUMPY", 6) == 0;
    if (is_npy || has_extension(path, ".npy")) {
        status = ps_npy_read(bytes.data, bytes.size, map, dimensions, error);
    } else if (is_text(path)) {
        status = has_extension(path, ".tsv") ? ps_csv_read_tabs(bytes.data, bytes.size, map, error)
                                             : ps_csv_read(bytes.data, bytes.size, map, error);
        if (status == PS_OK && dimensions != NULL) {
            *dimensions = map->channels > 1 ? 3 : 2;
        }
    } else {
        status = ps_fail(error, PS_ERROR_FORMAT, "%s is no map: open a file that ends in .npy, .csv or .tsv",
                         path);
    }
    ps_bytes_free(&bytes);
    return status;
}

/* ---- scenes ---- */

/* Reads the map beside the scene at path into scene, and checks what could not be without it. */
static PsStatus read_input(const char *path, const char *name, PsScene *scene, PsError *error) {
    char *input = join(path, name_start(path), name);
    if (input == NULL) {
        return ps_fail_memory(error);
    }
    PsStatus status = ps_map_file_read(input, &scene->input, NULL, error);
    ps_release(input);
    if (status == PS_OK) {
        status = ps_scene_validate(scene, error);
    }
    if (status != PS_OK) {
        return status;
    }
    scene->source = ps_source_of(&scene->input);
    const int64_t last = ps_scene_last_step(scene);
    return scene->step <= last
               ? PS_OK
               : ps_fail(error, PS_ERROR_FORMAT, "step %lld of '%s' is behind the last: use 0 to %lld",
                         (long long)scene->step, path, (long long)last);
}

PsStatus ps_scene_file_read(const char *path, PsScene *scene, PsError *error) {
    *scene = (PsScene){0};
    PsBytes bytes = {0};
    PsStatus status = ps_file_read(path, PS_SCENE_JSON_LIMIT, &bytes, error);
    if (status != PS_OK) {
        return status;
    }
    char *input = NULL;
    status = ps_scene_json_read(bytes.data, bytes.size, scene, &input, error);
    ps_bytes_free(&bytes);
    if (status == PS_OK && input != NULL) {
        status = read_input(path, input, scene, error);
    }
    ps_release(input);
    if (status != PS_OK) {
        ps_scene_free(scene);
    }
    return status;
}

/* ---- writing ---- */

static PsStatus prepare_map(const PsMap *map, const char *path, PsFileOutput *output, PsError *error) {
    PsBytes bytes = {0};
    PsStatus status = ps_npy_write(map, map->channels > 1 ? 3 : 2, &bytes, error);
    if (status == PS_OK) {
        status = ps_file_prepare(path, bytes.data, bytes.size, output, error);
    }
    ps_bytes_free(&bytes);
    return status;
}

static PsStatus prepare_scene(const PsScene *scene, const char *input, const char *path, PsFileOutput *output,
                              PsError *error) {
    PsBytes bytes = {0};
    PsStatus status = ps_scene_json_write(scene, input, &bytes, error);
    if (status == PS_OK) {
        status = ps_file_prepare(path, bytes.data, bytes.size, output, error);
    }
    ps_bytes_free(&bytes);
    return status;
}

/* input is the path of the map. */
static PsStatus write_both(const char *path, const char *input, const PsScene *scene, PsError *error) {
    PsFileOutput map = {0};
    PsFileOutput document = {0};
    PsStatus status = prepare_scene(scene, input + name_start(input), path, &document, error);
    if (status == PS_OK) {
        status = prepare_map(&scene->input, input, &map, error);
    }
    if (status == PS_OK && ps_file_same_target(&map, &document)) {
        status =
            ps_fail(error, PS_ERROR_SETTING,
                    "the scene and its map would both go to '%s': let the scene's name end in .json", path);
    }
    if (status == PS_OK) {
        status = ps_file_commit(&map, error);
    }
    if (status == PS_OK) {
        status = ps_file_commit(&document, error);
    }
    ps_file_abandon(&map);
    ps_file_abandon(&document);
    return status;
}

static PsStatus write_alone(const char *path, const PsScene *scene, PsError *error) {
    PsFileOutput document = {0};
    const PsStatus status = prepare_scene(scene, NULL, path, &document, error);
    return status == PS_OK ? ps_file_commit(&document, error) : status;
}

PsStatus ps_scene_file_write(const char *path, const PsScene *scene, PsError *error) {
    const bool has_folder = strcmp(path, "-") != 0 && strncmp(path, "/dev/", 5) != 0;
    if (!has_folder || ps_map_cells(&scene->input) <= PS_SCENE_INLINE_CELLS) {
        return write_alone(path, scene, error);
    }
    const size_t length = strlen(path);
    char *input = join(path, has_extension(path, ".json") ? length - 5 : length, ".npy");
    if (input == NULL) {
        return ps_fail_memory(error);
    }
    const PsStatus status = write_both(path, input, scene, error);
    ps_release(input);
    return status;
}
