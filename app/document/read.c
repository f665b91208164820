/* Which kind a file is, told by its first bytes and its name; the formats themselves are the core's and
 * app/picture's.
 */
#include "app/document/read.h"

#include "app/ui/paths.h"
#include "app/words.h"
#include "core/file.h"
#include "core/map_file.h"
#include "core/npy.h"
#include "core/scene_file.h"

#include <string.h>

/* Rows and columns of the largest map that is shown. */
enum { DOCUMENT_SIDE = 4096 };

static bool named_map(const char *path) {
    return path_has_extension(path, ".npy") || path_has_extension(path, ".csv") ||
           path_has_extension(path, ".tsv") || strcmp(path, "-") == 0;
}

static bool named_picture(const char *path) {
    return path_has_extension(path, ".png") || path_has_extension(path, ".jpg") ||
           path_has_extension(path, ".jpeg");
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

PsStatus document_take_map(PsMap *map, const PsPool *pool, PsDocument *document, PsError *error) {
    const PsStatus status = ps_document_init(document, error);
    if (status != PS_OK) {
        ps_map_free(map);
        return status;
    }
    PsScene *scene = &document->scene;
    ps_map_free(&scene->input);
    scene->pool = fitting_pool(pool, map);
    scene->source = (PsSource){PS_PATTERN_OWN, 1};
    scene->input = *map;
    *map = (PsMap){0};
    return PS_OK;
}

static PsStatus read_scene(const char *path, PsDocument *document, PsError *error) {
    PsStatus status = ps_scene_file_read(path, document, error);
    if (status == PS_OK) {
        status = check_map(path, &document->scene.input, error);
    }
    if (status != PS_OK) {
        ps_document_free(document);
    }
    return status;
}

PsStatus document_read(const char *path, const PsPool *pool, PictureFile *picture, PsDocument *document,
                       DocumentKind *kind, PsError *error) {
    PsMap map = {0};
    PictureFile found = {0};
    *document = (PsDocument){0};
    *kind = DOCUMENT_SCENE;
    if (path_has_extension(path, ".json")) {
        return read_scene(path, document, error);
    }
    PsStatus status = read_file(path, &found, &map, error);
    *kind = found.pixels ? DOCUMENT_PICTURE : DOCUMENT_MAP;
    if (status == PS_OK && found.pixels && picture) {
        *picture = found;
        return PS_OK;
    }
    if (status == PS_OK && found.pixels) {
        status = picture_file_sample(&found, PICTURE_LONGER_SIDE, found.colour ? 3 : 1, &map, error);
    } else if (status == PS_OK) {
        status = check_map(path, &map, error);
    }
    picture_file_free(&found);
    if (status == PS_OK) {
        status = document_take_map(&map, pool, document, error);
    }
    if (status == PS_OK && *kind == DOCUMENT_PICTURE) {
        document->scene.source.pattern = PS_PATTERN_PICTURE;
    }
    ps_map_free(&map);
    return status;
}
