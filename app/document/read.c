#include "app/document/read.h"

#include "app/words.h"
#include "core/npy.h"
#include "core/scene_file.h"

#include <string.h>

/* Rows and columns of the largest map that is shown. */
enum { DOCUMENT_SIDE = 4096 };

static bool has_extension(const char *path, const char *extension) {
    const size_t length = strlen(path);
    const size_t size = strlen(extension);
    if (length <= size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        const char c = path[length - size + i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != extension[i]) {
            return false;
        }
    }
    return true;
}

static bool named_map(const char *path) {
    return has_extension(path, ".npy") || has_extension(path, ".csv") || has_extension(path, ".tsv") ||
           strcmp(path, "-") == 0;
}

static bool named_picture(const char *path) {
    return has_extension(path, ".png") || has_extension(path, ".jpg") || has_extension(path, ".jpeg");
}

static bool is_npy(const PsBytes *bytes) {
    return bytes->size >= 6 && memcmp(bytes->data, "\x93NUMPY", 6) == 0;
}

/* The beginnings that are known fit into the first bytes. */
static bool begins_as_other(const void *context, const PsBytes *bytes, size_t from, size_t *limit) {
    (void)context;
    (void)limit;
    return from == 0 && bytes->size >= 16 && !is_npy(bytes) &&
           !picture_file_recognises(bytes->data, bytes->size);
}

/* What is not named as a map is a picture, or a map by its first bytes; a film that was dropped here shall
 * not be read to its end first. */
static PsStatus read_unnamed(const char *path, PictureFile *picture, PsMap *map, PsError *error) {
    PsBytes bytes = {0};
    const PsFileReading reading = {.limit = PICTURE_BYTES, .enough = begins_as_other};
    PsStatus status = ps_file_read_by(path, &reading, &bytes, error);
    if (status == PS_OK && (named_picture(path) || picture_file_recognises(bytes.data, bytes.size))) {
        status = picture_file_read(&bytes, path, picture, error);
    } else if (status == PS_OK && is_npy(&bytes)) {
        status = ps_npy_read(bytes.data, bytes.size, map, NULL, error);
    } else if (status == PS_OK) {
        status = ps_fail(
            error, PS_ERROR_FORMAT,
            N_("%s cannot be opened: choose a file that ends in .json, .npy, .csv, .tsv, .png or .jpg"),
            path);
    }
    ps_bytes_free(&bytes);
    return status;
}

/* Either picture or map. */
static PsStatus read_file(const char *path, PictureFile *picture, PsMap *map, PsError *error) {
    return named_map(path) ? ps_map_file_read(path, map, NULL, error)
                           : read_unnamed(path, picture, map, error);
}

bool document_is_scene(const char *path) {
    return has_extension(path, ".json");
}

static PsStatus check_map(const char *path, const PsMap *map, PsError *error) {
    if (map->height > DOCUMENT_SIDE || map->width > DOCUMENT_SIDE) {
        return ps_fail(error, PS_ERROR_SIZE,
                       N_("%s is %d x %d: open a map of at most %d x %d, or use poolscope-cli"), path,
                       map->height, map->width, (int)DOCUMENT_SIDE, (int)DOCUMENT_SIDE);
    }
    return PS_OK;
}

/* The pool people have, where the map takes it; else the largest default window that fits. */
static PsPool fitting_pool(const PsPool *pool, const PsMap *map) {
    if (ps_pool_check(pool, map->height, map->width, NULL) == PS_OK) {
        return *pool;
    }
    PsPool smaller = ps_pool_default();
    smaller.op = pool->op;
    smaller.kernel_size[PS_HEIGHT] = map->height < 2 ? 1 : 2;
    smaller.kernel_size[PS_WIDTH] = map->width < 2 ? 1 : 2;
    return smaller;
}

void document_take_map(PsMap *map, const PsPool *pool, PsScene *scene) {
    *scene = (PsScene){.input = *map,
                       .source = {PS_PATTERN_OWN, 1},
                       .pool = fitting_pool(pool, map),
                       .compare = ps_compare_default()};
    *map = (PsMap){0};
}

static PsStatus open_scene(const char *path, PsScene *scene, PsError *error) {
    PsStatus status = ps_scene_file_read(path, scene, error);
    if (status == PS_OK) {
        status = check_map(path, &scene->input, error);
    }
    if (status != PS_OK) {
        ps_scene_free(scene);
    }
    return status;
}

PsStatus document_open(const char *path, const PsPool *pool, PictureFile *picture, PsScene *scene,
                       PsError *error) {
    PsMap map = {0};
    PictureFile found = {0};
    *scene = (PsScene){0};
    if (document_is_scene(path)) {
        return open_scene(path, scene, error);
    }
    PsStatus status = read_file(path, &found, &map, error);
    if (status == PS_OK && found.pixels && picture) {
        *picture = found;
        return PS_OK;
    }
    if (status == PS_OK && found.pixels) {
        status = picture_file_sample(&found, PICTURE_LONGER_SIDE, found.colour ? 3 : 1, &map, error);
    } else if (status == PS_OK) {
        status = check_map(path, &map, error);
    }
    const bool is_picture = found.pixels != NULL;
    picture_file_free(&found);
    if (status != PS_OK) {
        ps_map_free(&map);
        return status;
    }
    document_take_map(&map, pool, scene);
    scene->source.pattern = is_picture ? PS_PATTERN_PICTURE : PS_PATTERN_OWN;
    return PS_OK;
}
