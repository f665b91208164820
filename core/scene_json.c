/* Scenes from JSON. The text and its places are json.c's, what fits what is the business of pool and compare.
 *
 * It goes by tables of keys: each key of an object has a reader and the member it fills. Invariant: a refusal
 * names the key, or the path to the value, with line and column.
 */
#include "core/scene_json.h"

#include "core/json.h"
#include "core/memory.h"
#include "core/number.h"
#include "core/scene_format.h"
#include "core/scene_settings.h"
#include "core/scene_stack.h"

#include <stdio.h>
#include <string.h>

typedef struct Reader {
    const PsJson *json;
    PsDocument *document;
    PsScene *scene; /* the document's */
    char **input_file;
    PsError *error;
    PsJsonValue input, pool, step; /* where they stand; json is null where they do not */
} Reader;

typedef struct Key Key;
typedef PsStatus ReadKey(Reader *reader, const Key *key, const PsJsonValue *value);

struct Key {
    const char *name;
    ReadKey *read;
    size_t member; /* of PsPool, for the keys of pool */
};

static void *pool_member(Reader *reader, const Key *key) {
    return (char *)&reader->scene->pool + key->member;
}

/* ---- objects ---- */

static const Key *find_key(const Key *keys, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            return &keys[i];
        }
    }
    return NULL;
}

static PsStatus fail_unknown(const Reader *reader, const PsJsonValue *value) {
    const PsJsonPlace place = ps_json_key_place(reader->json, value);
    return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                              "there is no key %s (line %d, column %d): remove it or check its spelling",
                              place.path, place.line, place.column),
                      &place, reader->error);
}

static PsStatus read_object(Reader *reader, const PsJsonValue *object, const Key *keys, size_t count) {
    PsStatus status = ps_json_expect_object(reader->json, object, reader->error);
    PsJsonItems items = {0};
    PsJsonValue item;
    while (status == PS_OK && ps_json_next(reader->json, object, &items, &item)) {
        const Key *key = find_key(keys, count, item.key);
        status = key != NULL ? key->read(reader, key, &item) : fail_unknown(reader, &item);
    }
    return status;
}

/* A name that is none of those there are; choices is how the sentence lists them. */
static PsStatus fail_name(const Reader *reader, const PsJsonValue *value, const char *choices) {
    const PsJsonPlace place = ps_json_place(reader->json, value);
    return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d cannot be '%s': use %s", place.path, place.line,
                              place.column, json_string_value(value->json), choices),
                      &place, reader->error);
}

/* ---- pool ---- */

static PsStatus read_op(Reader *reader, const Key *key, const PsJsonValue *value) {
    const char *name = NULL;
    const PsStatus status = ps_json_text(reader->json, value, &name, reader->error);
    if (status != PS_OK || ps_pool_op_find(name, pool_member(reader, key))) {
        return status;
    }
    return fail_name(reader, value, "max, avg, lp, gap, gmp, adaptive_avg or adaptive_max");
}

static PsStatus fail_pair(const Reader *reader, const PsJsonValue *value) {
    const PsJsonPlace place = ps_json_place(reader->json, value);
    return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d has %zu values: write one for both axes, or height "
                              "and width as [2,2]",
                              place.path, place.line, place.column, json_array_size(value->json)),
                      &place, reader->error);
}

/* What a size may be; optional: null, which is 0. */
typedef struct SizeRange {
    int64_t least, most;
    bool is_optional;
} SizeRange;

/* A whole number in its range. */
static PsStatus read_size(const Reader *reader, const PsJsonValue *value, const SizeRange *range, int *size) {
    *size = 0;
    if (range->is_optional && json_is_null(value->json)) {
        return PS_OK;
    }
    int64_t integer = 0;
    const PsStatus status =
        ps_json_integer(reader->json, value, range->least, range->most, &integer, reader->error);
    *size = (int)integer;
    return status;
}

/* [height, width], or one number for both. */
static PsStatus read_sizes(const Reader *reader, const PsJsonValue *value, const SizeRange *range,
                           int pair[PS_AXES]) {
    PsStatus status = PS_OK;
    if (json_is_array(value->json)) {
        PsJsonItems items = {0};
        PsJsonValue item;
        if (json_array_size(value->json) != PS_AXES) {
            return fail_pair(reader, value);
        }
        for (int axis = 0; status == PS_OK && ps_json_next(reader->json, value, &items, &item); axis++) {
            status = read_size(reader, &item, range, &pair[axis]);
        }
        return status;
    }
    status = read_size(reader, value, range, &pair[PS_HEIGHT]);
    pair[PS_WIDTH] = pair[PS_HEIGHT];
    return status;
}

static PsStatus read_pair(Reader *reader, const Key *key, const PsJsonValue *value) {
    const PsPairRange *range = ps_pair_range(key->member);
    const SizeRange sizes = {range->least, PS_AXIS_LIMIT, range->is_optional};
    return read_sizes(reader, value, &sizes, pool_member(reader, key));
}

static PsStatus read_switch(Reader *reader, const Key *key, const PsJsonValue *value) {
    return ps_json_boolean(reader->json, value, pool_member(reader, key), reader->error);
}

static PsStatus read_norm_type(Reader *reader, const Key *key, const PsJsonValue *value) {
    return ps_json_number(reader->json, value, pool_member(reader, key), reader->error);
}

/* To add a setting of pooling: a row here and a line in write_pool. */
static const Key POOL_KEYS[] = {
    {"op", read_op, offsetof(PsPool, op)},
    {"kernel_size", read_pair, offsetof(PsPool, kernel_size)},
    {"stride", read_pair, offsetof(PsPool, stride)},
    {"padding", read_pair, offsetof(PsPool, padding)},
    {"dilation", read_pair, offsetof(PsPool, dilation)},
    {"ceil_mode", read_switch, offsetof(PsPool, ceil_mode)},
    {"count_include_pad", read_switch, offsetof(PsPool, count_include_pad)},
    {"norm_type", read_norm_type, offsetof(PsPool, norm_type)},
    {"output_size", read_pair, offsetof(PsPool, output_size)},
};

static PsStatus read_pool(Reader *reader, const Key *key, const PsJsonValue *value) {
    (void)key;
    reader->pool = *value;
    return read_object(reader, value, POOL_KEYS, sizeof POOL_KEYS / sizeof POOL_KEYS[0]);
}

/* ---- stacks ---- */

static PsStatus read_stack(Reader *reader, const Key *key, const PsJsonValue *value) {
    (void)key;
    return ps_scene_stack_read(reader->json, value, &reader->scene->stack, reader->error);
}

/* ---- settings of stages, by the tables of scene_settings.c ---- */

static PsStatus read_word(const Reader *reader, const PsSetting *row, const PsJsonValue *value,
                          int64_t *found) {
    const char *word = NULL;
    const PsStatus status = ps_json_text(reader->json, value, &word, reader->error);
    if (status != PS_OK) {
        return status;
    }
    for (*found = 0; *found <= row->most; ++*found) {
        if (row->words[*found] != NULL && strcmp(word, row->words[*found]) == 0) {
            return PS_OK;
        }
    }
    char choices[160];
    ps_setting_choices(row, choices, sizeof choices);
    return fail_name(reader, value, choices);
}

static PsStatus read_value(const Reader *reader, const PsSetting *row, const PsJsonValue *value,
                           void *settings, int i) {
    int64_t found = 0;
    const PsStatus status = row->kind == PS_SETTING_WORD ? read_word(reader, row, value, &found)
                                                         : ps_json_integer(reader->json, value, row->least,
                                                                           row->most, &found, reader->error);
    if (status == PS_OK) {
        ps_setting_set(row, settings, i, found);
    }
    return status;
}

/* A word for each column. */
static PsStatus read_list(const Reader *reader, const PsSetting *row, const PsJsonValue *value,
                          void *settings) {
    PsStatus status = ps_json_expect_list(reader->json, value, reader->error);
    if (status != PS_OK) {
        return status;
    }
    if (json_array_size(value->json) != (size_t)row->count) {
        const PsJsonPlace place = ps_json_place(reader->json, value);
        return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                                  "%s in line %d, column %d has %zu names: write one a column, %d in all",
                                  place.path, place.line, place.column, json_array_size(value->json),
                                  row->count),
                          &place, reader->error);
    }
    PsJsonItems items = {0};
    PsJsonValue item;
    for (int i = 0; status == PS_OK && ps_json_next(reader->json, value, &items, &item); i++) {
        status = read_value(reader, row, &item, settings, i);
    }
    return status;
}

static PsStatus read_row(const Reader *reader, const PsSetting *row, const PsJsonValue *value,
                         void *settings);

static const PsSetting *find_row(const PsSetting *rows, int count, const char *key) {
    for (const PsSetting *row = rows; row < rows + count; row++) {
        if (strcmp(row->key, key) == 0) {
            return row;
        }
    }
    return NULL;
}

static PsStatus read_rows_of(const Reader *reader, const PsSetting *rows, int count,
                             const PsJsonValue *object, void *settings) {
    PsStatus status = ps_json_expect_object(reader->json, object, reader->error);
    PsJsonItems items = {0};
    PsJsonValue item;
    while (status == PS_OK && ps_json_next(reader->json, object, &items, &item)) {
        const PsSetting *row = find_row(rows, count, item.key);
        status = row != NULL ? read_row(reader, row, &item, settings) : fail_unknown(reader, &item);
    }
    return status;
}

static PsStatus read_row(const Reader *reader, const PsSetting *row, const PsJsonValue *value,
                         void *settings) {
    void *member = (char *)settings + row->member;
    if (row->kind == PS_SETTING_GROUP) {
        return read_rows_of(reader, row->rows, row->row_count, value, member);
    }
    if (row->kind == PS_SETTING_PAIR) {
        const SizeRange sizes = {row->least, row->most, row->is_optional};
        return read_sizes(reader, value, &sizes, member);
    }
    return row->count > 0 ? read_list(reader, row, value, settings)
                          : read_value(reader, row, value, settings, 0);
}

/* The object of a stage. That of the Receptive field stage holds the second stack as well. */
static PsStatus read_settings(Reader *reader, PsStage stage, const PsJsonValue *object) {
    const PsSettings *table = ps_settings(stage);
    PsStatus status = ps_json_expect_object(reader->json, object, reader->error);
    PsJsonItems items = {0};
    PsJsonValue item;
    while (status == PS_OK && ps_json_next(reader->json, object, &items, &item)) {
        const PsSetting *row = find_row(table->rows, table->row_count, item.key);
        if (row != NULL) {
            status = read_row(reader, row, &item, ps_settings_in(reader->scene, stage));
        } else if (stage == PS_STAGE_FIELD && strcmp(item.key, PS_SECOND_STACK_KEY) == 0) {
            status = ps_scene_stack_read(reader->json, &item, &reader->scene->second, reader->error);
        } else {
            status = fail_unknown(reader, &item);
        }
    }
    return status;
}

/* ---- input ---- */

static PsStatus fail_length(const Reader *reader, const PsJsonValue *value, int64_t expected) {
    const PsJsonPlace place = ps_json_place(reader->json, value);
    return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d has %zu values where the first has %lld: make all "
                              "equally long",
                              place.path, place.line, place.column, json_array_size(value->json),
                              (long long)expected),
                      &place, reader->error);
}

/* A list of *count values, or, where that is 0, of at least one: then *count becomes their number. */
static PsStatus check_list(const Reader *reader, const PsJsonValue *value, int64_t *count) {
    const PsStatus status = ps_json_expect_list(reader->json, value, reader->error);
    if (status != PS_OK) {
        return status;
    }
    const int64_t size = (int64_t)json_array_size(value->json);
    if (size == 0) {
        const PsJsonPlace place = ps_json_place(reader->json, value);
        return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                                  "%s in line %d, column %d is empty: write at least one value", place.path,
                                  place.line, place.column),
                          &place, reader->error);
    }
    *count = *count == 0 ? size : *count;
    return size == *count ? PS_OK : fail_length(reader, value, *count);
}

typedef struct Shape {
    int64_t channels, height, width;
} Shape;

/* A list of rows of one length. */
static PsStatus check_rows(const Reader *reader, const PsJsonValue *value, Shape *shape) {
    PsStatus status = check_list(reader, value, &shape->height);
    PsJsonItems items = {0};
    PsJsonValue row;
    while (status == PS_OK && ps_json_next(reader->json, value, &items, &row)) {
        status = check_list(reader, &row, &shape->width);
    }
    return status;
}

/* Whether a list holds maps, a list each, rather than rows. */
static bool holds_maps(const PsJsonValue *value) {
    return json_is_array(json_array_get(json_array_get(value->json, 0), 0));
}

static PsStatus check_shape(const Reader *reader, const PsJsonValue *value, Shape *shape) {
    *shape = (Shape){0};
    if (!holds_maps(value)) {
        shape->channels = 1;
        return check_rows(reader, value, shape);
    }
    PsStatus status = check_list(reader, value, &shape->channels);
    PsJsonItems items = {0};
    PsJsonValue map;
    while (status == PS_OK && ps_json_next(reader->json, value, &items, &map)) {
        status = check_rows(reader, &map, shape);
    }
    return status;
}

static bool is_word(const char *token, size_t length, const char *word) {
    return length == strlen(word) && memcmp(token, word, length) == 0;
}

/* A number, or one of the three that JSON has no numbers for. */
static PsStatus read_cell(const Reader *reader, const PsJsonValue *value, float *cell) {
    size_t length = 0;
    const char *token = ps_json_token(reader->json, value, &length);
    bool too_large = false;
    if (json_is_real(value->json) && ps_number_read(token, length, cell, &too_large)) {
        return PS_OK;
    }
    if (is_word(token, length, "\"nan\"") || is_word(token, length, "\"inf\"") ||
        is_word(token, length, "\"-inf\"")) {
        return ps_number_read(token + 1, length - 2, cell, NULL) ? PS_OK : PS_ERROR_FORMAT;
    }
    const PsJsonPlace place = ps_json_place(reader->json, value);
    const PsStatus status =
        too_large
            ? ps_fail(reader->error, PS_ERROR_FORMAT,
                      "%s in line %d, column %d is beyond float32: stay within 3.4e38 or write \"inf\"",
                      place.path, place.line, place.column)
            : ps_fail(reader->error, PS_ERROR_FORMAT,
                      "%s in line %d, column %d is no number: write one, or \"nan\", \"inf\" or \"-inf\"",
                      place.path, place.line, place.column);
    return ps_json_at(status, &place, reader->error);
}

/* Reads rows into *cell, which moves on. */
static PsStatus read_rows(const Reader *reader, const PsJsonValue *value, float **cell) {
    PsStatus status = PS_OK;
    PsJsonItems rows = {0};
    PsJsonValue row;
    while (status == PS_OK && ps_json_next(reader->json, value, &rows, &row)) {
        PsJsonItems cells = {0};
        PsJsonValue item;
        while (status == PS_OK && ps_json_next(reader->json, &row, &cells, &item)) {
            status = read_cell(reader, &item, (*cell)++);
        }
    }
    return status;
}

static PsStatus read_cells(const Reader *reader, const PsJsonValue *value, PsMap *map) {
    Shape shape;
    PsStatus status = check_shape(reader, value, &shape);
    if (status == PS_OK) {
        status = ps_map_init(map, shape.channels, shape.height, shape.width, reader->error);
    }
    if (status != PS_OK) {
        return status;
    }
    float *cell = map->values;
    if (!holds_maps(value)) {
        return read_rows(reader, value, &cell);
    }
    PsJsonItems items = {0};
    PsJsonValue plane;
    while (status == PS_OK && ps_json_next(reader->json, value, &items, &plane)) {
        status = read_rows(reader, &plane, &cell);
    }
    return status;
}

static PsStatus read_file(Reader *reader, const Key *key, const PsJsonValue *value) {
    (void)key;
    const char *name = NULL;
    const PsStatus status = ps_json_text(reader->json, value, &name, reader->error);
    if (status != PS_OK) {
        return status;
    }
    if (!ps_scene_is_map_name(name)) {
        return fail_name(reader, value, "the name of a .npy, .csv or .tsv file beside the scene");
    }
    const size_t size = strlen(name) + 1;
    *reader->input_file = ps_allocate(size, 1);
    if (*reader->input_file == NULL) {
        return ps_fail_memory(reader->error);
    }
    memcpy(*reader->input_file, name, size);
    return PS_OK;
}

static PsStatus read_input(Reader *reader, const Key *key, const PsJsonValue *value) {
    static const Key keys[] = {{"file", read_file, 0}};
    (void)key;
    reader->input = *value;
    ps_map_free(&reader->scene->input);
    if (!json_is_object(value->json)) {
        return read_cells(reader, value, &reader->scene->input);
    }
    const PsStatus status = read_object(reader, value, keys, 1);
    if (status != PS_OK || *reader->input_file != NULL) {
        return status;
    }
    const PsJsonPlace place = ps_json_place(reader->json, value);
    return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d names no file: write {\"file\": \"map.npy\"} or rows",
                              place.path, place.line, place.column),
                      &place, reader->error);
}

/* ---- the document ---- */

static PsStatus read_version(Reader *reader, const Key *key, const PsJsonValue *value) {
    (void)key;
    double version = 0;
    const PsStatus status = ps_json_number(reader->json, value, &version, reader->error);
    if (status != PS_OK || version == PS_SCENE_VERSION) {
        return status;
    }
    const PsJsonPlace place = ps_json_place(reader->json, value);
    return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                              "this scene is of version %g (line %d, column %d), and this program reads "
                              "version %d: open it with the program that wrote it",
                              version, place.line, place.column, (int)PS_SCENE_VERSION),
                      &place, reader->error);
}

static PsStatus read_stage(Reader *reader, const Key *key, const PsJsonValue *value) {
    (void)key;
    const char *name = NULL;
    const PsStatus status = ps_json_text(reader->json, value, &name, reader->error);
    if (status != PS_OK || ps_stage_find(name, &reader->document->stage)) {
        return status;
    }
    return fail_name(reader, value, "window, compare, shift, field, pyramid, size or network");
}

static PsStatus read_step(Reader *reader, const Key *key, const PsJsonValue *value) {
    (void)key;
    reader->step = *value;
    return ps_json_integer(reader->json, value, 0, PS_DOCUMENT_STEP_LIMIT, &reader->document->step,
                           reader->error);
}

/* To add a key: a row here, its reader, and a line in write_scene. */
static const Key SCENE_KEYS[] = {
    {"poolscope", read_version, 0}, {"stage", read_stage, 0}, {"input", read_input, 0},
    {"pool", read_pool, 0},         {"stack", read_stack, 0}, {"step", read_step, 0},
};

/* A key of the scene, or that of a stage, whose object holds its settings. */
static PsStatus read_member(Reader *reader, const PsJsonValue *value) {
    const Key *key = find_key(SCENE_KEYS, sizeof SCENE_KEYS / sizeof SCENE_KEYS[0], value->key);
    PsStage stage = PS_STAGE_WINDOW;
    if (key != NULL) {
        return key->read(reader, key, value);
    }
    return ps_stage_find(value->key, &stage) && ps_settings(stage) != NULL
               ? read_settings(reader, stage, value)
               : fail_unknown(reader, value);
}

/* The version comes first, wherever it stands: other versions have other keys. */
static PsStatus check_version(Reader *reader, const PsJsonValue *document) {
    PsJsonItems items = {0};
    PsJsonValue item;
    while (ps_json_next(reader->json, document, &items, &item)) {
        if (strcmp(item.key, "poolscope") == 0) {
            return read_version(reader, NULL, &item);
        }
    }
    const PsJsonPlace place = ps_json_place(reader->json, document);
    return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                              "the document in line %d, column %d has no key poolscope, so it is no scene: "
                              "write \"poolscope\": %d",
                              place.line, place.column, (int)PS_SCENE_VERSION),
                      &place, reader->error);
}

/* What the core refuses of the whole, told with the place of what was written. */
static PsStatus check_fit(const Reader *reader, const PsJsonValue *document) {
    const PsMap *input = &reader->scene->input;
    PsError reason;
    const PsStatus status = ps_pool_check(&reader->scene->pool, input->height, input->width, &reason);
    if (status == PS_OK) {
        return PS_OK;
    }
    const PsJsonValue *culprit = reader->pool.json != NULL    ? &reader->pool
                                 : reader->input.json != NULL ? &reader->input
                                                              : document;
    const PsJsonPlace place = ps_json_place(reader->json, culprit);
    char text[PS_ERROR_TEXT_SIZE];
    ps_error_text(&reason, NULL, text, sizeof text);
    return ps_json_at(ps_fail(reader->error, status, "%s in line %d, column %d does not fit: %s", place.path,
                              place.line, place.column, text),
                      &place, reader->error);
}

static PsStatus check_step(const Reader *reader) {
    const int64_t most = ps_document_last_step(reader->document);
    if (reader->document->step <= most) {
        return PS_OK;
    }
    const PsJsonPlace place = ps_json_place(reader->json, &reader->step);
    return ps_json_at(ps_fail(reader->error, PS_ERROR_FORMAT,
                              "%s in line %d, column %d is behind the last: use 0 to %lld", place.path,
                              place.line, place.column, (long long)most),
                      &place, reader->error);
}

static PsStatus read_scene(Reader *reader, const PsJsonValue *document) {
    PsStatus status = check_version(reader, document);
    PsJsonItems items = {0};
    PsJsonValue item;
    while (status == PS_OK && ps_json_next(reader->json, document, &items, &item)) {
        status = read_member(reader, &item);
    }
    if (status != PS_OK || *reader->input_file != NULL) {
        return status;
    }
    status = check_fit(reader, document);
    if (status == PS_OK && reader->input.json != NULL) {
        reader->scene->source = ps_source_of(&reader->scene->input);
    }
    return status == PS_OK ? check_step(reader) : status;
}

PsStatus ps_scene_json_read(const unsigned char *data, size_t size, PsDocument *document, char **input_file,
                            PsError *error) {
    PsJson json;
    *document = (PsDocument){0};
    *input_file = NULL;
    if (size > PS_SCENE_JSON_LIMIT) {
        return ps_fail(error, PS_ERROR_SIZE, "a scene of %zu bytes is too large: name its map as a file",
                       size);
    }
    PsStatus status = ps_json_read(data, size, &json, error);
    if (status != PS_OK) {
        return status;
    }
    status = ps_document_init(document, error);
    if (status == PS_OK) {
        const PsJsonValue root = ps_json_document(&json);
        Reader reader = {.json = &json,
                         .document = document,
                         .scene = &document->scene,
                         .input_file = input_file,
                         .error = error};
        status = read_scene(&reader, &root);
    }
    ps_json_free(&json);
    if (status != PS_OK) {
        ps_document_free(document);
        ps_release(*input_file);
        *input_file = NULL;
    }
    return status;
}
