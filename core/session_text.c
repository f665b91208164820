/* A slot's text: packed and unpacked by jansson.
 *
 * Nothing is taken on trust: a key too many or too few, a type or a word that this file does not write makes
 * the whole text damaged. Shape and tiles are for session.c to check, which has the cells.
 */
#include "core/session_text.h"

#include "core/memory.h"
#include "core/notation.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static const char *const pattern_names[] = {"tutorial", "ramp",  "checker", "blob",
                                            "edge",     "noise", "own",     "picture"};
_Static_assert(sizeof pattern_names / sizeof pattern_names[0] == PS_PATTERN_COUNT, "a name for each pattern");

/* A new reference, null without memory. */
static json_t *pack_text(const char *text) {
    if (!text) {
        return json_null();
    }
    char *wide = ps_allocate(strlen(text) * 2 + 1, 1);
    if (!wide) {
        return NULL;
    }
    size_t length = 0;
    for (const char *c = text; *c; c++) {
        const unsigned char byte = (unsigned char)*c;
        if (byte < 0x80) {
            wide[length++] = *c;
        } else {
            wide[length++] = (char)(0xC0 | byte >> 6);
            wide[length++] = (char)(0x80 | (byte & 0x3F));
        }
    }
    json_t *packed = json_stringn(wide, length);
    ps_release(wide);
    return packed;
}

static PsStatus fail_damaged(PsError *error) {
    return ps_fail(error, PS_ERROR_FORMAT, "the session is damaged: it is passed over");
}

/* *text is null for JSON's null, else owned by the caller. */
static PsStatus unpack_text(const json_t *packed, char **text, PsError *error) {
    *text = NULL;
    if (json_is_null(packed)) {
        return PS_OK;
    }
    if (!json_is_string(packed)) {
        return fail_damaged(error);
    }
    char *narrow = ps_allocate(json_string_length(packed) + 1, 1);
    if (!narrow) {
        return ps_fail_memory(error);
    }
    /* The text is valid UTF-8 (jansson sees to that), so a byte follows the first of two. */
    size_t length = 0;
    for (const char *c = json_string_value(packed); *c; c++) {
        const unsigned char byte = (unsigned char)*c;
        if (byte > 0xC3) {
            ps_release(narrow);
            return fail_damaged(error);
        }
        if (byte >= 0x80) {
            c++;
        }
        narrow[length++] = byte < 0x80 ? *c : (char)((byte & 3) << 6 | ((unsigned char)*c & 0x3F));
    }
    *text = narrow;
    return PS_OK;
}

static json_t *pack_pool(const PsPool *pool) {
    int64_t norm_type;
    memcpy(&norm_type, &pool->norm_type, sizeof norm_type);
    return json_pack(
        "{s:s, s:[ii], s:[ii], s:[ii], s:[ii], s:b, s:b, s:I, s:[ii]}", "op", ps_pool_op_info(pool->op)->name,
        "kernel_size", pool->kernel_size[PS_HEIGHT], pool->kernel_size[PS_WIDTH], "stride",
        pool->stride[PS_HEIGHT], pool->stride[PS_WIDTH], "padding", pool->padding[PS_HEIGHT],
        pool->padding[PS_WIDTH], "dilation", pool->dilation[PS_HEIGHT], pool->dilation[PS_WIDTH], "ceil_mode",
        (int)pool->ceil_mode, "count_include_pad", (int)pool->count_include_pad, "norm_type_bits",
        (json_int_t)norm_type, "output_size", pool->output_size[PS_HEIGHT], pool->output_size[PS_WIDTH]);
}

static bool unpack_pool(json_t *packed, PsPool *pool) {
    const char *op = NULL;
    int ceil_mode = 0;
    int count_include_pad = 0;
    json_int_t norm_type = 0;
    const int failed = json_unpack_ex(
        packed, NULL, JSON_STRICT, "{s:s, s:[ii], s:[ii], s:[ii], s:[ii], s:b, s:b, s:I, s:[ii]}", "op", &op,
        "kernel_size", &pool->kernel_size[PS_HEIGHT], &pool->kernel_size[PS_WIDTH], "stride",
        &pool->stride[PS_HEIGHT], &pool->stride[PS_WIDTH], "padding", &pool->padding[PS_HEIGHT],
        &pool->padding[PS_WIDTH], "dilation", &pool->dilation[PS_HEIGHT], &pool->dilation[PS_WIDTH],
        "ceil_mode", &ceil_mode, "count_include_pad", &count_include_pad, "norm_type_bits", &norm_type,
        "output_size", &pool->output_size[PS_HEIGHT], &pool->output_size[PS_WIDTH]);
    const int64_t bits = norm_type;
    memcpy(&pool->norm_type, &bits, sizeof bits);
    pool->ceil_mode = ceil_mode != 0;
    pool->count_include_pad = count_include_pad != 0;
    return failed == 0 && ps_pool_op_find(op, &pool->op);
}

static json_t *pack_compare(const PsCompare *compare) {
    return json_pack("{s:s, s:I, s:b, s:[ssss]}", "with", ps_column_name(compare->with), "seed",
                     (json_int_t)compare->seed, "gradient", (int)compare->gradient, "minus",
                     ps_minus_name(compare->minus[0]), ps_minus_name(compare->minus[1]),
                     ps_minus_name(compare->minus[2]), ps_minus_name(compare->minus[3]));
}
_Static_assert(PS_COMPARE_COLUMNS == 4, "packed as four");

static bool unpack_compare(json_t *packed, PsCompare *compare) {
    const char *with = NULL;
    const char *minus[PS_COMPARE_COLUMNS] = {NULL};
    json_int_t seed = 0;
    int gradient = 0;
    bool found =
        json_unpack_ex(packed, NULL, JSON_STRICT, "{s:s, s:I, s:b, s:[ssss]}", "with", &with, "seed", &seed,
                       "gradient", &gradient, "minus", &minus[0], &minus[1], &minus[2], &minus[3]) == 0 &&
        seed >= 0 && seed <= UINT32_MAX && ps_column_find(with, &compare->with);
    for (int i = 0; i < PS_COMPARE_COLUMNS && found; i++) {
        found = ps_minus_find(minus[i], &compare->minus[i]);
    }
    compare->seed = (uint32_t)seed;
    compare->gradient = gradient != 0;
    return found;
}

static json_t *pack_field(const PsFieldView *field) {
    return json_pack("{s:b, s:b, s:b}", "effective", (int)field->effective, "random", (int)field->random,
                     "own", (int)field->own);
}

static bool unpack_field(json_t *packed, PsFieldView *field) {
    int effective = 0;
    int random = 0;
    int own = 0;
    if (json_unpack_ex(packed, NULL, JSON_STRICT, "{s:b, s:b, s:b}", "effective", &effective, "random",
                       &random, "own", &own) != 0) {
        return false;
    }
    *field = (PsFieldView){.effective = effective != 0, .random = random != 0, .own = own != 0};
    return true;
}

/* Versions before stacks were read kept any text: what is no notation is none. */
static PsStatus unpack_stack(const json_t *packed, char **text, PsError *error) {
    PsStack stack = {0};
    PsStatus status = unpack_text(packed, text, error);
    if (status != PS_OK || *text == NULL) {
        return status;
    }
    status = ps_notation_read(*text, strlen(*text), &stack, error);
    ps_stack_free(&stack);
    if (status == PS_OK || status == PS_ERROR_MEMORY) {
        return status;
    }
    ps_release(*text);
    *text = NULL;
    return PS_OK;
}

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
        return fail_damaged(error);
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
    if (json_unpack_ex(packed, NULL, JSON_STRICT, "{s:I, s:s, s:o}", "sequence", &sequence, "checksum", &sum,
                       "tiles", &tiles) != 0 ||
        sequence < 1 || sequence > PS_SESSION_SEQUENCE_LIMIT ||
        sscanf(sum, "%16" SCNx64, &text->base.checksum) != 1) {
        return fail_damaged(error);
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

static PsStatus unpack(json_t *root, PsSessionText *text, PsError *error) {
    PsScene *scene = &text->scene;
    const char *pattern = NULL;
    const char *stage = NULL;
    json_t *pool = NULL;
    json_t *compare = NULL;
    json_t *stack = NULL;
    json_t *beside = json_null();
    json_t *field = NULL;
    json_t *document = NULL;
    json_t *base = NULL;
    json_int_t shape[3] = {0};
    json_int_t seed = 0;
    json_int_t step = 0;
    int saved = 0;
    /* Older versions knew neither beside nor field. */
    if (json_unpack_ex(root, NULL, JSON_STRICT,
                       "{s:[III], s:s, s:I, s:o, s:o, s:o, s?o, s?o, s:s, s:I, s:o, s:b, s:o}", "map",
                       &shape[0], &shape[1], &shape[2], "pattern", &pattern, "seed", &seed, "pool", &pool,
                       "compare", &compare, "stack", &stack, "beside", &beside, "field", &field, "stage",
                       &stage, "step", &step, "document", &document, "saved", &saved, "base", &base) != 0 ||
        seed < 0 || seed > UINT32_MAX || step < 0 || !find_pattern(pattern, &scene->source.pattern) ||
        !ps_stage_find(stage, &scene->stage) || !unpack_pool(pool, &scene->pool) ||
        !unpack_compare(compare, &scene->compare) || (field && !unpack_field(field, &scene->field))) {
        return fail_damaged(error);
    }
    for (int i = 0; i < 3; i++) {
        text->shape[i] = shape[i];
    }
    scene->source.seed = (uint32_t)seed;
    scene->step = step;
    text->state.saved = saved != 0;
    PsStatus status = unpack_stack(stack, &scene->stack, error);
    if (status == PS_OK) {
        status = unpack_stack(beside, &scene->beside, error);
    }
    if (status == PS_OK) {
        status = unpack_text(document, &text->state.document, error);
    }
    return status == PS_OK ? unpack_base(base, text, error) : status;
}

PsStatus ps_session_text_read(const char *bytes, size_t size, PsSessionText *text, PsError *error) {
    *text = (PsSessionText){0};
    json_error_t reason;
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &reason);
    if (!root) {
        return json_error_code(&reason) == json_error_out_of_memory ? ps_fail_memory(error)
                                                                    : fail_damaged(error);
    }
    const PsStatus status = unpack(root, text, error);
    json_decref(root);
    if (status != PS_OK) {
        ps_session_text_free(text);
    }
    return status;
}

void ps_session_text_free(PsSessionText *text) {
    ps_scene_free(&text->scene);
    ps_session_state_free(&text->state);
    ps_release(text->tiles);
    *text = (PsSessionText){0};
}

/* jansson's sink. */
static int append_text(const char *text, size_t size, void *bytes) {
    return ps_bytes_append(bytes, text, size, NULL) == PS_OK ? 0 : -1;
}

PsStatus ps_session_text_write(const PsScene *scene, const PsSessionState *state, const PsSessionBase *base,
                               const unsigned char *changed, int64_t count, PsBytes *bytes, PsError *error) {
    const PsMap *map = &scene->input;
    json_t *root = json_pack("{s:[iii], s:s, s:I, s:o, s:o, s:o, s:o, s:o, s:s, s:I, s:o, s:b, s:o}", "map",
                             map->channels, map->height, map->width, "pattern",
                             pattern_names[scene->source.pattern], "seed", (json_int_t)scene->source.seed,
                             "pool", pack_pool(&scene->pool), "compare", pack_compare(&scene->compare),
                             "stack", pack_text(scene->stack), "beside", pack_text(scene->beside), "field",
                             pack_field(&scene->field), "stage", ps_stage_key(scene->stage), "step",
                             (json_int_t)scene->step, "document", pack_text(state->document), "saved",
                             (int)state->saved, "base", base ? pack_base(base, changed, count) : json_null());
    const bool dumped = root && json_dump_callback(root, append_text, bytes, JSON_COMPACT) == 0;
    json_decref(root);
    return dumped ? ps_bytes_append(bytes, "\n", 1, error) : ps_fail_memory(error);
}
