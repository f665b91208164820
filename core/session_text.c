/* A slot's text: a line that jansson packs and unpacks, and the scene as scene_json.c writes it.
 *
 * Nothing is taken on trust: a key too many or too few, a type or a word that this file does not write makes
 * the whole text damaged. Shape and tiles are for session.c to check, which has the cells.
 */
#include "core/session_text.h"

#include "core/memory.h"
#include "core/scene_json.h"
#include "core/session_bytes.h"
#include "core/session_old.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* What stands for the cells in the scene's JSON: they come behind it. */
#define INPUT_NAME "cells.npy"

static const char *const pattern_names[] = {"tutorial", "ramp",  "checker", "blob",
                                            "edge",     "noise", "own",     "picture"};
_Static_assert(sizeof pattern_names / sizeof pattern_names[0] == PS_PATTERN_COUNT, "a name for each pattern");

static json_t *pack_base(const PsSessionBase *base, const unsigned char *changed, int64_t count) {
    char sum[17];
    snprintf(sum, sizeof sum, "%016" PRIx64, base->checksum);
    json_t *tiles = json_array();
    for (int64_t i = 0; i < count && tiles; i++) {
        if (changed[i] && json_array_append_new(tiles, json_integer(i)) != 0) {
            json_decref(tiles);
            tiles = NULL;
        }
    }
    return json_pack("{s:I, s:s, s:o}", "sequence", (json_int_t)base->sequence, "checksum", sum, "tiles",
                     tiles);
}

static PsStatus unpack_tiles(const json_t *packed, PsSessionText *text, PsError *error) {
    const size_t count = json_array_size(packed);
    if (!json_is_array(packed)) {
        return ps_session_fail_damaged(error);
    }
    text->tiles = count > 0 ? ps_allocate(count, sizeof *text->tiles) : NULL;
    if (count > 0 && !text->tiles) {
        return ps_fail_memory(error);
    }
    text->tile_count = count;
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(packed, i);
        text->tiles[i] = json_is_integer(item) ? json_integer_value(item) : -1;
    }
    return PS_OK;
}

static PsStatus unpack_base(json_t *packed, PsSessionText *text, PsError *error) {
    if (json_is_null(packed)) {
        return PS_OK;
    }
    json_int_t sequence = 0;
    const char *sum = NULL;
    json_t *tiles = NULL;
    json_error_t reason = {0};
    if (json_object_size(packed) != 3 ||
        json_unpack_ex(packed, &reason, 0, "{s:I, s:s, s:o}", "sequence", &sequence, "checksum", &sum,
                       "tiles", &tiles) != 0 ||
        sequence < 1 || sequence > PS_SESSION_SEQUENCE_LIMIT ||
        sscanf(sum, "%16" SCNx64, &text->base.checksum) != 1) {
        return ps_session_fail_unpack(&reason, error);
    }
    text->base.sequence = sequence;
    return unpack_tiles(tiles, text, error);
}

static bool find_pattern(const char *name, PsPattern *pattern) {
    for (int i = 0; i < PS_PATTERN_COUNT; i++) {
        if (strcmp(name, pattern_names[i]) == 0) {
            *pattern = (PsPattern)i;
            return true;
        }
    }
    return false;
}

/* What every version writes. */
static PsStatus unpack(json_t *root, PsSessionText *text, PsError *error) {
    PsSource *source = &text->document.scene.source;
    const char *pattern = NULL;
    json_t *path = NULL;
    json_t *base = NULL;
    json_int_t shape[3] = {0};
    json_int_t seed = 0;
    int saved = 0;
    json_error_t reason = {0};
    if (json_unpack_ex(root, &reason, 0, "{s:[III!], s:s, s:I, s:o, s:b, s:o}", "map", &shape[0], &shape[1],
                       &shape[2], "pattern", &pattern, "seed", &seed, "document", &path, "saved", &saved,
                       "base", &base) != 0 ||
        seed < 0 || seed > UINT32_MAX || !find_pattern(pattern, &source->pattern)) {
        return ps_session_fail_unpack(&reason, error);
    }
    for (int i = 0; i < 3; i++) {
        text->shape[i] = shape[i];
    }
    source->seed = (uint32_t)seed;
    text->document.saved = saved != 0;
    const PsStatus status = ps_session_bytes_unpack(path, &text->document.path, error);
    return status == PS_OK ? unpack_base(base, text, error) : status;
}

/* The scene behind the line, of size bytes of those that are left. */
static PsStatus read_scene(const char *bytes, size_t left, int64_t size, PsDocument *document,
                           PsError *error) {
    char *input = NULL;
    if (size < 1 || (uint64_t)size > left) {
        return ps_session_fail_damaged(error);
    }
    const PsStatus status =
        ps_scene_json_read((const unsigned char *)bytes, (size_t)size, document, &input, error);
    const bool named = input != NULL && strcmp(input, INPUT_NAME) == 0;
    ps_release(input);
    if (status == PS_OK && named) {
        return PS_OK;
    }
    ps_document_free(document);
    return status == PS_ERROR_MEMORY ? status : ps_session_fail_damaged(error);
}

/* The keys of both kinds of lines, of which one has the size of the scene behind it. */
static PsStatus read_line(json_t *root, const char *behind, size_t left, size_t *used, PsSessionText *text,
                          PsError *error) {
    const json_t *size = json_object_get(root, "scene");
    *used = 0;
    if (size == NULL) {
        const PsStatus status = ps_document_init(&text->document, error);
        ps_map_free(&text->document.scene.input);
        return status == PS_OK ? ps_session_old_read(root, &text->document, error) : status;
    }
    if (!json_is_integer(size) || json_object_size(root) != 7) {
        return ps_session_fail_damaged(error);
    }
    *used = (size_t)json_integer_value(size);
    return read_scene(behind, left, json_integer_value(size), &text->document, error);
}

/* jansson says nothing where memory is short, or that the string it read last is none; see json.c. */
static PsStatus fail_load(const char *text, const json_error_t *reason, PsError *error) {
    const bool is_string = reason->position > 0 && text[reason->position - 1] == '"';
    const bool is_none =
        strncmp(reason->text, "invalid token", 13) == 0 || strncmp(reason->text, "string or", 9) == 0;
    return reason->text[0] == '\0' || (is_string && is_none) ? ps_fail_memory(error)
                                                             : ps_session_fail_unpack(reason, error);
}

/* A string with room for any of a line, whose end is none of those where jansson's buffer grows. */
static size_t pad_size(size_t length) {
    size_t size = 64;
    while (size < length) {
        size *= 2;
    }
    return size + 8;
}

/* The JSON of a line; root is the caller's. jansson ignores that its token buffer could not grow, see json.c;
 * here too a longer token comes first, which grows it where that can be seen. */
static PsStatus load_line(const char *line, size_t length, json_t **root, PsError *error) {
    const size_t pad = pad_size(length);
    const size_t size = pad + length + 5; /* [" ", ] */
    *root = NULL;
    char *text = ps_allocate(size, 1);
    if (!text) {
        return ps_fail_memory(error);
    }
    text[0] = '[';
    text[1] = '"';
    memset(text + 2, 'x', pad);
    text[2 + pad] = '"';
    text[3 + pad] = ',';
    memcpy(text + 4 + pad, line, length);
    text[size - 1] = ']';
    json_error_t reason = {0};
    json_t *both = json_loadb(text, size, JSON_REJECT_DUPLICATES, &reason);
    PsStatus status = PS_OK;
    if (!both) {
        status = fail_load(text, &reason, error);
    } else if (json_string_length(json_array_get(both, 0)) != pad) {
        status = ps_fail_memory(error);
    } else if (json_array_size(both) != 2) {
        status = ps_session_fail_damaged(error);
    } else {
        *root = json_incref(json_array_get(both, 1));
    }
    json_decref(both);
    ps_release(text);
    return status;
}

PsStatus ps_session_text_read(const char *bytes, size_t size, size_t *used, PsSessionText *text,
                              PsError *error) {
    *text = (PsSessionText){0};
    *used = 0;
    const char *end = memchr(bytes, '\n', size);
    if (!end) {
        return ps_session_fail_damaged(error);
    }
    const size_t length = (size_t)(end - bytes);
    json_t *root = NULL;
    PsStatus status = load_line(bytes, length, &root, error);
    if (status != PS_OK) {
        return status;
    }
    status = read_line(root, end + 1, size - length - 1, used, text, error);
    *used += length + 1;
    if (status == PS_OK) {
        status = unpack(root, text, error);
    }
    json_decref(root);
    if (status != PS_OK) {
        ps_session_text_free(text);
    }
    return status;
}

void ps_session_text_free(PsSessionText *text) {
    ps_document_free(&text->document);
    ps_release(text->tiles);
    *text = (PsSessionText){0};
}

/* jansson's sink. */
static int append_text(const char *text, size_t size, void *bytes) {
    return ps_bytes_append(bytes, text, size, NULL) == PS_OK ? 0 : -1;
}

static PsStatus append_line(const PsDocument *document, size_t scene, const PsSessionBase *base,
                            const unsigned char *changed, int64_t count, PsBytes *bytes, PsError *error) {
    const PsMap *map = &document->scene.input;
    json_t *root = json_pack(
        "{s:I, s:[iii], s:s, s:I, s:o, s:b, s:o}", "scene", (json_int_t)scene, "map", map->channels,
        map->height, map->width, "pattern", pattern_names[document->scene.source.pattern], "seed",
        (json_int_t)document->scene.source.seed, "document", ps_session_bytes_pack(document->path), "saved",
        (int)document->saved, "base", base ? pack_base(base, changed, count) : json_null());
    const bool dumped = root && json_dump_callback(root, append_text, bytes, JSON_COMPACT) == 0;
    json_decref(root);
    return dumped ? ps_bytes_append(bytes, "\n", 1, error) : ps_fail_memory(error);
}

PsStatus ps_session_text_write(const PsDocument *document, const PsSessionBase *base,
                               const unsigned char *changed, int64_t count, PsBytes *bytes, PsError *error) {
    PsBytes scene = {0};
    PsStatus status = ps_scene_json_write(document, INPUT_NAME, &scene, error);
    if (status == PS_OK) {
        status = append_line(document, scene.size, base, changed, count, bytes, error);
    }
    if (status == PS_OK) {
        status = ps_bytes_append(bytes, scene.data, scene.size, error);
    }
    ps_bytes_free(&scene);
    return status;
}
