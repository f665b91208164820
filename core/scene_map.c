/* Which file holds a scene's map, and which one goes.
 *
 * Invariant: no file is removed but those whose name is STEM.HASH.npy, whose content is what HASH says, that
 * no scene in the folder names, and that the scene replaced just now named, or that a killed save left
 * marked.
 */
#include "core/scene_map.h"

#include "core/checksum.h"
#include "core/folder.h"
#include "core/map_file.h"
#include "core/memory.h"
#include "core/npy.h"
#include "core/scene_format.h"
#include "core/scene_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ENDING: bytes of ".HASH.npy". NAMES: how many are tried where other files have them. */
enum { ENDING = 21, NAMES = 8, NAME_SIZE = 256 };

/* ---- names ---- */

static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The path of name beside path; null without memory. */
static char *beside(const char *path, const char *name) {
    const size_t folder = (size_t)(name_of(path) - path);
    const size_t size = strlen(name) + 1;
    char *joined = ps_allocate(folder + size, 1);
    if (joined) {
        memcpy(joined, path, folder);
        memcpy(joined + folder, name, size);
    }
    return joined;
}

/* What the names of the own maps of the scene at path begin with: its own without .json, if a scene can hold
 * that. */
static void write_stem(const char *path, char stem[NAME_SIZE]) {
    const char *name = name_of(path);
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".json") == 0) {
        length -= 5;
    }
    length = length < NAME_SIZE - 1 - ENDING ? length : NAME_SIZE - 1 - ENDING;
    /* Not inside a UTF-8 sequence. */
    while (length > 0 && ((unsigned char)name[length] & 0xC0) == 0x80) {
        length--;
    }
    snprintf(stem, NAME_SIZE, "%.*s.npy", (int)length, name);
    if (length == 0 || !ps_scene_is_map_name(stem)) {
        snprintf(stem, NAME_SIZE, "scene");
    } else {
        stem[length] = '\0';
    }
}

/* The n-th name for content of that checksum. */
static uint64_t nth_hash(uint64_t sum, int n) {
    return sum + (uint64_t)n * UINT64_C(0x9E3779B97F4A7C15);
}

/* The hash that an own map's name says, whatever its stem; false where it is no such name. */
static bool find_hash(const char *name, uint64_t *hash) {
    char ending[ENDING + 1];
    const size_t length = strlen(name);
    if (length <= ENDING || sscanf(name + length - ENDING, ".%16" SCNx64, hash) != 1) {
        return false;
    }
    snprintf(ending, sizeof ending, ".%016" PRIx64 ".npy", *hash);
    return strcmp(name + length - ENDING, ending) == 0;
}

static bool has_stem(const char *name, const char *path) {
    char stem[NAME_SIZE];
    write_stem(path, stem);
    return strlen(name) == strlen(stem) + ENDING && strncmp(name, stem, strlen(stem)) == 0;
}

/* ---- what is there ---- */

/* The largest map as float32, and its header. */
#define OWN_LIMIT ((size_t)PS_MAP_CELLS * 4 + 4096)

/* Whether the file at path holds what its name says: then it is unchanged. */
static bool is_unchanged(const char *path) {
    PsBytes bytes = {0};
    uint64_t hash = 0;
    if (!find_hash(name_of(path), &hash) || ps_file_read(path, OWN_LIMIT, &bytes, NULL) != PS_OK) {
        return false;
    }
    const uint64_t sum = ps_checksum(PS_CHECKSUM_START, bytes.data, bytes.size);
    ps_bytes_free(&bytes);
    bool unchanged = false;
    for (int n = 0; n < NAMES; n++) {
        unchanged = unchanged || hash == nth_hash(sum, n);
    }
    return unchanged;
}

/* The name of the map that the scene at path names; null if there is none. */
static char *find_old(const char *path) {
    PsDocument document = {0};
    PsBytes bytes = {0};
    char *name = NULL;
    if (ps_file_read(path, PS_SCENE_JSON_LIMIT, &bytes, NULL) == PS_OK &&
        ps_scene_json_read(bytes.data, bytes.size, &document, &name, NULL) != PS_OK) {
        name = NULL;
    }
    ps_bytes_free(&bytes);
    ps_document_free(&document);
    return name;
}

/* What begins like a scene is read to its end. */
static bool no_scene(const void *context, const PsBytes *bytes, size_t from, size_t *limit) {
    static const char mark[] = "\xEF\xBB\xBF";
    (void)context;
    (void)limit;
    const char *text = (const char *)bytes->data;
    text += from == 0 && strncmp(text, mark, 3) == 0 ? 3 : 0;
    return from == 0 && text[strspn(text, " \t\r\n")] != '{';
}

/* Whether the file may be a scene that names what is looked for. Of a name only the hash is sure to stand
 * there letter by letter. */
static bool may_name(const char *path, const char *hash) {
    PsBytes bytes = {0};
    const PsFileReading reading = {.limit = PS_SCENE_JSON_LIMIT, .enough = no_scene};
    const PsStatus status = ps_file_read_by(path, &reading, &bytes, NULL);
    const bool named = status == PS_OK && strstr((const char *)bytes.data, hash) != NULL;
    ps_bytes_free(&bytes);
    const size_t length = strlen(path);
    const bool is_scene = length > 5 && strcmp(path + length - 5, ".json") == 0;
    return named || status == PS_ERROR_MEMORY ||
           (status == PS_ERROR_FILE && is_scene && ps_file_kind(path) == PS_FILE_REGULAR);
}

/* False ends the visit: the file may name it. */
static bool does_not_name(void *context, const char *folder, const char *name) {
    const char *hash = context;
    char *path = beside(folder, name);
    const bool named = !path || may_name(path, hash);
    ps_release(path);
    return !named;
}

/* Whether a scene beside the map at path may name it. */
static bool is_named(const char *path) {
    const char *name = name_of(path);
    char hash[ENDING + 1];
    snprintf(hash, sizeof hash, "%s", name + strlen(name) - ENDING);
    return !ps_file_each(path, does_not_name, hash);
}

/* ---- what a kill left behind ---- */

typedef struct Twin {
    const char *temporary;
    bool stays; /* it is still of use, or not understood */
} Twin;

static bool settle_twin(void *context, const char *folder, const char *name) {
    Twin *twin = context;
    uint64_t hash = 0;
    if (ps_file_is_temporary(name) || !find_hash(name, &hash)) {
        return true;
    }
    char *path = beside(folder, name);
    if (!path) {
        twin->stays = true;
    } else if (ps_file_is_twin(twin->temporary, path) && is_unchanged(path) && !is_named(path)) {
        ps_file_remove(path);
    }
    ps_release(path);
    return true;
}

/* A map that was on its way in or out: it goes with its mark, unless a scene names it. */
static bool settle(void *context, const char *temporary) {
    (void)context;
    Twin twin = {.temporary = temporary};
    return ps_file_each(temporary, settle_twin, &twin) && !twin.stays;
}

/* ---- before and after ---- */

/* Whether the file of that name beside the scene holds map, and will as long as it is held. */
static bool keep(PsSceneMap *save, const char *name, const PsMap *map) {
    PsMap there = {0};
    char *path = beside(save->scene, name);
    bool same = false;
    if (path && ps_lock_take(&save->kept, path, PS_LOCK_SHARED) != PS_LOCK_BUSY) {
        same = ps_map_file_read(path, &there, NULL, NULL) == PS_OK && ps_map_equal(&there, map);
    }
    if (!same) {
        ps_lock_release(&save->kept);
    }
    ps_map_free(&there);
    ps_release(path);
    return same;
}

/* Puts the prepared map at the n-th name, or finds it there. */
static PsStatus place(PsSceneMap *save, const PsMap *map, uint64_t hash, bool *placed, PsError *error) {
    char name[NAME_SIZE + ENDING];
    char stem[NAME_SIZE];
    write_stem(save->scene, stem);
    snprintf(name, sizeof name, "%s.%016" PRIx64 ".npy", stem, hash);
    ps_release(save->placed.target);
    ps_release(save->name);
    save->placed.target = beside(save->scene, name);
    save->name = beside("", name);
    if (!save->placed.target || !save->name) {
        return ps_fail_memory(error);
    }
    const PsStatus status = ps_file_place(&save->placed, placed, error);
    if (status == PS_OK && !*placed && keep(save, name, map)) {
        ps_file_abandon(&save->placed);
        *placed = true;
    }
    return status;
}

static PsStatus write_map(PsSceneMap *save, const PsMap *map, PsError *error) {
    PsBytes bytes = {0};
    bool placed = false;
    PsStatus status = ps_npy_write(map, map->channels > 1 ? 3 : 2, &bytes, error);
    const uint64_t sum = ps_checksum(PS_CHECKSUM_START, bytes.data, bytes.size);
    if (status == PS_OK) {
        /* Beside the scene, and for the same eyes. */
        status = ps_file_prepare(save->scene, bytes.data, bytes.size, &save->placed, error);
    }
    ps_bytes_free(&bytes);
    for (int n = 0; n < NAMES && status == PS_OK && !placed; n++) {
        status = place(save, map, nth_hash(sum, n), &placed, error);
    }
    if (status == PS_OK && !placed) {
        status = ps_fail(error, PS_ERROR_FILE,
                         "there is no free name for the map of '%s': choose another name", save->scene);
    }
    if (status != PS_OK) {
        ps_file_abandon(&save->placed);
    }
    return status;
}

static void mark_old(PsSceneMap *save, const char *old) {
    uint64_t hash = 0;
    char *path = beside(save->scene, old);
    if (path && find_hash(old, &hash) && has_stem(old, save->scene) && is_unchanged(path)) {
        (void)ps_file_mark(path, &save->old);
    }
    ps_release(path);
}

PsStatus ps_scene_map_begin(char *path, const PsMap *map, PsSceneMap *save, PsError *error) {
    *save = (PsSceneMap){.scene = path};
    PsStatus status = PS_OK;
    char *old = find_old(path);
    if (map && old && keep(save, old, map)) {
        save->name = old;
        return PS_OK;
    }
    if (map) {
        status = write_map(save, map, error);
    }
    if (status == PS_OK && old && (!save->name || strcmp(save->name, old) != 0)) {
        mark_old(save, old);
    }
    ps_release(old);
    return status;
}

void ps_scene_map_end(PsSceneMap *save, bool written) {
    if (!written && save->placed.target) {
        ps_file_remove(save->placed.target);
    }
    if (written && save->old.target && !is_named(save->old.target)) {
        ps_file_remove(save->old.target);
    }
    ps_file_abandon(&save->placed);
    ps_file_abandon(&save->old);
    ps_lock_release(&save->kept);
    ps_release(save->name);
    if (written) {
        ps_file_clear_temporaries(save->scene, settle, NULL);
    }
    *save = (PsSceneMap){0};
}

PsStatus ps_scene_map_read(const char *path, const char *name, PsMap *map, PsError *error) {
    *map = (PsMap){0};
    char *file = beside(path, name);
    const PsStatus status = file ? ps_map_file_read(file, map, NULL, error) : ps_fail_memory(error);
    ps_release(file);
    return status;
}
