/* A session's line of an older version, unpacked by jansson.
 *
 * Nothing is taken on trust: a key too many or too few, a type or a word that was never written makes the
 * whole line damaged. Keys are counted here: jansson's strict way finds some left over where memory is short.
 * What both kinds of lines hold is session_text.c's.
 */
#include "core/session_old.h"

#include "core/memory.h"
#include "core/notation.h"
#include "core/scene_format.h"
#include "core/session_bytes.h"

#include <string.h>

static bool unpack_pool(json_t *packed, PsPool *pool, json_error_t *reason) {
    const char *op = NULL;
    int ceil_mode = 0;
    int count_include_pad = 0;
    json_int_t norm_type = 0;
    const int failed = json_unpack_ex(
        packed, reason, 0, "{s:s, s:[ii!], s:[ii!], s:[ii!], s:[ii!], s:b, s:b, s:I, s:[ii!]}", "op", &op,
        "kernel_size", &pool->kernel_size[PS_HEIGHT], &pool->kernel_size[PS_WIDTH], "stride",
        &pool->stride[PS_HEIGHT], &pool->stride[PS_WIDTH], "padding", &pool->padding[PS_HEIGHT],
        &pool->padding[PS_WIDTH], "dilation", &pool->dilation[PS_HEIGHT], &pool->dilation[PS_WIDTH],
        "ceil_mode", &ceil_mode, "count_include_pad", &count_include_pad, "norm_type_bits", &norm_type,
        "output_size", &pool->output_size[PS_HEIGHT], &pool->output_size[PS_WIDTH]);
    const int64_t bits = norm_type;
    memcpy(&pool->norm_type, &bits, sizeof bits);
    pool->ceil_mode = ceil_mode != 0;
    pool->count_include_pad = count_include_pad != 0;
    return failed == 0 && json_object_size(packed) == 9 && ps_pool_op_find(op, &pool->op);
}

static bool unpack_compare(json_t *packed, PsCompare *compare, json_error_t *reason) {
    const char *with = NULL;
    const char *minus[PS_COMPARE_COLUMNS] = {NULL};
    json_int_t seed = 0;
    int gradient = 0;
    bool found =
        json_unpack_ex(packed, reason, 0, "{s:s, s:I, s:b, s:[ssss!]}", "with", &with, "seed", &seed,
                       "gradient", &gradient, "minus", &minus[0], &minus[1], &minus[2], &minus[3]) == 0 &&
        json_object_size(packed) == 4 && seed >= 0 && seed <= UINT32_MAX &&
        ps_column_find(with, &compare->with);
    for (int i = 0; i < PS_COMPARE_COLUMNS && found; i++) {
        found = ps_minus_find(minus[i], &compare->minus[i]);
    }
    compare->seed = (uint32_t)seed;
    compare->gradient = gradient != 0;
    return found;
}

static bool unpack_field(json_t *packed, PsFieldView *field, json_error_t *reason) {
    int effective = 0;
    int random = 0;
    int own = 0;
    if (json_unpack_ex(packed, reason, 0, "{s:b, s:b, s:b}", "effective", &effective, "random", &random,
                       "own", &own) != 0 ||
        json_object_size(packed) != 3) {
        return false;
    }
    *field = (PsFieldView){.effective = effective != 0, .random = random != 0, .own = own != 0};
    return true;
}

/* The layers of a text without its comments, as a file can hold them. */
static PsStatus rewrite(const char *text, PsSceneStack *stack, PsError *error) {
    PsStack tree = {0};
    PsBytes layers = {0};
    PsStatus status = ps_notation_read(text, strlen(text), &tree, error);
    if (status == PS_OK) {
        status = ps_notation_write(&tree, &layers, error);
    }
    if (status == PS_OK) {
        status = ps_scene_stack_make(layers.data != NULL ? (const char *)layers.data : "", stack, error);
    }
    ps_bytes_free(&layers);
    ps_stack_free(&tree);
    return status;
}

/* The oldest versions kept any text: what is no notation is none. */
static PsStatus unpack_stack(const json_t *packed, PsSceneStack *stack, PsError *error) {
    char *text = NULL;
    PsStatus status = ps_session_bytes_unpack(packed, &text, error);
    if (status != PS_OK) {
        return status;
    }
    ps_scene_stack_free(stack);
    status = ps_scene_stack_make(text, stack, error);
    if (status == PS_ERROR_SIZE) {
        status = rewrite(text, stack, error);
    }
    ps_release(text);
    return status == PS_ERROR_MEMORY ? status : PS_OK;
}

PsStatus ps_session_old_read(json_t *line, PsDocument *document, PsError *error) {
    PsScene *scene = &document->scene;
    const char *stage = NULL;
    json_t *pool = NULL;
    json_t *compare = NULL;
    json_t *stack = NULL;
    json_t *second = json_null();
    json_t *field = NULL;
    json_t *others[6] = {NULL};
    json_error_t reason = {0};
    json_int_t step = 0;
    /* The first versions knew neither beside nor field. */
    const size_t later =
        (size_t)(json_object_get(line, "beside") != NULL) + (size_t)(json_object_get(line, "field") != NULL);
    if (json_unpack_ex(line, &reason, 0, "{s:o, s:o, s:o, s:o, s:o, s:o, s?o, s?o, s:s, s:I, s:o, s:o, s:o}",
                       "map", &others[0], "pattern", &others[1], "seed", &others[2], "pool", &pool, "compare",
                       &compare, "stack", &stack, "beside", &second, "field", &field, "stage", &stage, "step",
                       &step, "document", &others[3], "saved", &others[4], "base", &others[5]) != 0 ||
        json_object_size(line) != 11 + later || step < 0 || !ps_stage_find(stage, &document->stage) ||
        !unpack_pool(pool, &scene->pool, &reason) || !unpack_compare(compare, &scene->compare, &reason) ||
        (field && !unpack_field(field, &scene->field, &reason))) {
        return ps_session_fail_unpack(&reason, error);
    }
    document->step = step;
    const PsStatus status = unpack_stack(stack, &scene->stack, error);
    return status == PS_OK ? unpack_stack(second, &scene->second, error) : status;
}
