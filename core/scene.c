/* The document, and the one function that changes it.
 *
 * Everything an edit needs is checked and allocated before the scene is touched; cells, inputs and settings
 * change places with what the edit held, so those edits cannot run out of memory at all.
 * Invariant: a scene that stands validates, before and after every edit.
 */
#include "core/scene.h"

#include "core/memory.h"
#include "core/notation.h"
#include "core/preset.h"

#include <assert.h>
#include <string.h>

static const char *const STAGE_KEYS[] = {"window", "compare", "shift", "field", "pyramid", "size", "network"};
_Static_assert(sizeof STAGE_KEYS / sizeof STAGE_KEYS[0] == PS_STAGE_COUNT, "a key for each stage");

const char *ps_stage_key(PsStage stage) {
    assert((unsigned)stage < PS_STAGE_COUNT);
    return STAGE_KEYS[stage];
}

bool ps_stage_find(const char *key, PsStage *stage) {
    for (int i = 0; i < PS_STAGE_COUNT; i++) {
        if (strcmp(key, STAGE_KEYS[i]) == 0) {
            *stage = (PsStage)i;
            return true;
        }
    }
    return false;
}

PsStatus ps_scene_init(PsScene *scene, PsError *error) {
    *scene = (PsScene){.source = {.pattern = PS_PATTERN_TUTORIAL},
                       .pool = ps_pool_default(),
                       .compare = ps_compare_default()};
    const PsStatus status = ps_map_init(&scene->input, 1, 4, 4, error);
    if (status != PS_OK) {
        *scene = (PsScene){0};
        return status;
    }
    ps_map_fill_pattern(&scene->input, PS_PATTERN_TUTORIAL, 0);
    return PS_OK;
}

void ps_scene_free(PsScene *scene) {
    ps_map_free(&scene->input);
    ps_release(scene->stack);
    ps_release(scene->beside);
    *scene = (PsScene){0};
}

/* Null stays null. */
static PsStatus copy_text(const char *text, char **copy, PsError *error) {
    *copy = NULL;
    if (text == NULL) {
        return PS_OK;
    }
    const size_t size = strlen(text) + 1;
    *copy = ps_allocate(size, 1);
    if (*copy == NULL) {
        return ps_fail_memory(error);
    }
    memcpy(*copy, text, size);
    return PS_OK;
}

PsStatus ps_scene_copy_stacks(const PsScene *scene, PsScene *copy, PsError *error) {
    char *stack = NULL;
    char *beside = NULL;
    PsStatus status = copy_text(scene->stack, &stack, error);
    if (status == PS_OK) {
        status = copy_text(scene->beside, &beside, error);
    }
    if (status != PS_OK) {
        ps_release(stack);
        return status;
    }
    ps_release(copy->stack);
    ps_release(copy->beside);
    copy->stack = stack;
    copy->beside = beside;
    copy->field = scene->field;
    return PS_OK;
}

PsStatus ps_scene_copy(const PsScene *scene, PsScene *copy, PsError *error) {
    *copy = (PsScene){0};
    PsScene made = *scene;
    made.input = (PsMap){0};
    made.stack = made.beside = NULL;
    PsStatus status = ps_scene_copy_stacks(scene, &made, error);
    if (status == PS_OK) {
        status = ps_map_copy(&scene->input, &made.input, error);
    }
    if (status != PS_OK) {
        ps_scene_free(&made);
        return status;
    }
    *copy = made;
    return PS_OK;
}

static bool same_text(const char *one, const char *other) {
    return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static bool same_field(const PsFieldView *one, const PsFieldView *other) {
    return one->effective == other->effective && one->random == other->random && one->own == other->own;
}

bool ps_scene_equal(const PsScene *one, const PsScene *other) {
    return ps_map_equal(&one->input, &other->input) && one->source.pattern == other->source.pattern &&
           one->source.seed == other->source.seed && ps_pool_equal(&one->pool, &other->pool) &&
           ps_compare_equal(&one->compare, &other->compare) && same_field(&one->field, &other->field) &&
           same_text(one->stack, other->stack) && same_text(one->beside, other->beside) &&
           one->stage == other->stage && one->step == other->step;
}

static PsStatus check_fit(const PsMap *input, const PsPool *pool, PsError *error) {
    if (input->values == NULL) {
        return ps_fail(error, PS_ERROR_SETTING, "there is no input: give a map of at least 1 x 1");
    }
    return ps_pool_check(pool, input->height, input->width, error);
}

static PsStatus check_stack(const char *text, PsError *error) {
    PsStack stack = {0};
    const PsStatus status = text == NULL ? PS_OK : ps_notation_read(text, strlen(text), &stack, error);
    ps_stack_free(&stack);
    return status;
}

PsStatus ps_scene_validate(const PsScene *scene, PsError *error) {
    PsStatus status = check_fit(&scene->input, &scene->pool, error);
    if (status == PS_OK) {
        status = ps_compare_check(&scene->compare, error);
    }
    if (status == PS_OK) {
        status = check_stack(scene->stack, error);
    }
    return status == PS_OK ? check_stack(scene->beside, error) : status;
}

const char *ps_scene_stack(const PsScene *scene) {
    return scene->stack != NULL ? scene->stack : ps_preset_find("tutorial")->text;
}

int64_t ps_scene_last_step(const PsScene *scene) {
    int64_t output[PS_AXES];
    if (scene->stage == PS_STAGE_FIELD || !ps_pool_op_info(scene->pool.op)->window ||
        ps_pool_output_size(&scene->pool, scene->input.height, scene->input.width, output, NULL) != PS_OK) {
        return PS_SCENE_STEP_LIMIT;
    }
    return output[PS_HEIGHT] * output[PS_WIDTH];
}

PsSource ps_source_of(const PsMap *map) {
    const PsPattern pattern = ps_map_find_pattern(map);
    return (PsSource){.pattern = pattern, .seed = pattern == PS_PATTERN_TUTORIAL ? 0 : 1};
}

/* A picture that is painted on is still one. */
static PsSource own_source(const PsScene *scene) {
    const bool picture = scene->source.pattern == PS_PATTERN_PICTURE;
    return (PsSource){.pattern = picture ? PS_PATTERN_PICTURE : PS_PATTERN_OWN, .seed = scene->source.seed};
}

PsStatus ps_edit_cells(PsEdit *edit, const PsScene *scene, int channel, int row, int column, int height,
                       int width, const float *values, PsError *error) {
    assert(channel >= 0 && channel < scene->input.channels);
    assert(row >= 0 && height >= 1 && height <= scene->input.height - row);
    assert(column >= 0 && width >= 1 && width <= scene->input.width - column);
    *edit = (PsEdit){0};
    const size_t count = (size_t)height * (size_t)width;
    float *copy = ps_allocate(count, sizeof *copy);
    if (copy == NULL) {
        return ps_fail_memory(error);
    }
    memcpy(copy, values, count * sizeof *copy);
    *edit = (PsEdit){.kind = PS_EDIT_CELLS,
                     .source = own_source(scene),
                     .channel = channel,
                     .row = row,
                     .column = column,
                     .height = height,
                     .width = width,
                     .values = copy};
    return PS_OK;
}

PsEdit ps_edit_resize(const PsScene *scene, int height, int width) {
    return (PsEdit){.kind = PS_EDIT_RESIZE, .source = own_source(scene), .height = height, .width = width};
}

PsEdit ps_edit_input(PsMap *map, PsSource source) {
    const PsEdit edit = {.kind = PS_EDIT_INPUT, .source = source, .map = *map};
    *map = (PsMap){0};
    return edit;
}

PsEdit ps_edit_pool(const PsPool *pool) {
    return (PsEdit){.kind = PS_EDIT_POOL, .pool = *pool};
}

PsEdit ps_edit_compare(const PsCompare *compare) {
    return (PsEdit){.kind = PS_EDIT_COMPARE, .compare = *compare};
}

PsEdit ps_edit_field(const PsFieldView *field) {
    return (PsEdit){.kind = PS_EDIT_FIELD, .field = *field};
}

PsStatus ps_edit_stack(PsEdit *edit, PsEditKind kind, const char *text, PsError *error) {
    assert(kind == PS_EDIT_STACK || kind == PS_EDIT_BESIDE);
    *edit = (PsEdit){.kind = kind};
    return copy_text(text, &edit->text, error);
}

void ps_edit_free(PsEdit *edit) {
    ps_release(edit->values);
    ps_release(edit->text);
    ps_map_free(&edit->map);
    *edit = (PsEdit){0};
}

static void swap_cell(PsMap *map, int c, int y, int x, float *value) {
    const float old = ps_map_get(map, c, y, x);
    ps_map_set(map, c, y, x, *value);
    *value = old;
}

/* The edit itself becomes its inverse: its cells and source change places with the scene's. */
static void swap_cells(PsScene *scene, PsEdit *edit) {
    assert(edit->channel < scene->input.channels);
    assert(edit->height <= scene->input.height - edit->row &&
           edit->width <= scene->input.width - edit->column);
    float *value = edit->values;
    for (int y = edit->row; y < edit->row + edit->height; y++) {
        for (int x = edit->column; x < edit->column + edit->width; x++) {
            swap_cell(&scene->input, edit->channel, y, x, value++);
        }
    }
}

static void swap_source(PsScene *scene, PsEdit *edit) {
    const PsSource old = scene->source;
    scene->source = edit->source;
    edit->source = old;
}

/* How many cells of a height x width map, over all channels, lie outside the other size. */
static int64_t cells_outside(const PsMap *map, int height, int width) {
    const int rows = map->height < height ? map->height : height;
    const int columns = map->width < width ? map->width : width;
    return ps_map_cells(map) - (int64_t)map->channels * rows * columns;
}

/* Moves the cells of map outside height x width, row-major over all channels, into values or out of them. */
static void move_cells_outside(PsMap *map, int height, int width, float *values, bool into_map) {
    for (int c = 0; c < map->channels; c++) {
        for (int y = 0; y < map->height; y++) {
            const int first = y < height ? width : 0;
            if (first < map->width) {
                const size_t count = (size_t)(map->width - first);
                float *cells = map->values + ((int64_t)c * map->height + y) * map->width + first;
                memcpy(into_map ? cells : values, into_map ? values : cells, count * sizeof *values);
                values += count;
            }
        }
    }
}

static PsStatus apply_resize(PsScene *scene, PsEdit *edit, PsEdit *inverse, PsError *error) {
    PsStatus status = ps_pool_check(&scene->pool, edit->height, edit->width, error);
    if (status != PS_OK) {
        return status;
    }
    const int height = scene->input.height;
    const int width = scene->input.width;
    PsEdit back = {.kind = PS_EDIT_RESIZE, .source = scene->source, .height = height, .width = width};
    const int64_t lost = cells_outside(&scene->input, edit->height, edit->width);
    if (lost > 0) {
        back.values = ps_allocate((size_t)lost, sizeof *back.values);
        if (back.values == NULL) {
            return ps_fail_memory(error);
        }
        move_cells_outside(&scene->input, edit->height, edit->width, back.values, false);
    }
    status = ps_map_resize(&scene->input, edit->height, edit->width, error);
    if (status != PS_OK) {
        ps_edit_free(&back);
        return status;
    }
    if (edit->values != NULL) {
        move_cells_outside(&scene->input, height, width, edit->values, true);
    }
    scene->source = edit->source;
    ps_edit_free(edit);
    *inverse = back;
    return PS_OK;
}

static PsStatus apply_input(PsScene *scene, PsEdit *edit, PsError *error) {
    const PsStatus status = check_fit(&edit->map, &scene->pool, error);
    if (status == PS_OK) {
        const PsMap old = scene->input;
        scene->input = edit->map;
        edit->map = old;
        swap_source(scene, edit);
    }
    return status;
}

static PsStatus apply_pool(PsScene *scene, PsEdit *edit, PsError *error) {
    const PsStatus status = check_fit(&scene->input, &edit->pool, error);
    if (status == PS_OK) {
        const PsPool old = scene->pool;
        scene->pool = edit->pool;
        edit->pool = old;
    }
    return status;
}

static PsStatus apply_compare(PsScene *scene, PsEdit *edit, PsError *error) {
    const PsStatus status = ps_compare_check(&edit->compare, error);
    if (status == PS_OK) {
        const PsCompare old = scene->compare;
        scene->compare = edit->compare;
        edit->compare = old;
    }
    return status;
}

static PsStatus apply_stack(PsEdit *edit, char **text, PsError *error) {
    const PsStatus status = check_stack(edit->text, error);
    if (status == PS_OK) {
        char *old = *text;
        *text = edit->text;
        edit->text = old;
    }
    return status;
}

static void swap_field(PsScene *scene, PsEdit *edit) {
    const PsFieldView old = scene->field;
    scene->field = edit->field;
    edit->field = old;
}

PsStatus ps_scene_apply(PsScene *scene, PsEdit *edit, PsEdit *inverse, PsError *error) {
    assert(edit != inverse);
    *inverse = (PsEdit){0};
    PsStatus status = PS_OK;
    switch (edit->kind) {
    case PS_EDIT_RESIZE:
        return apply_resize(scene, edit, inverse, error);
    case PS_EDIT_CELLS:
        swap_cells(scene, edit);
        swap_source(scene, edit);
        break;
    case PS_EDIT_INPUT:
        status = apply_input(scene, edit, error);
        break;
    case PS_EDIT_POOL:
        status = apply_pool(scene, edit, error);
        break;
    case PS_EDIT_COMPARE:
        status = apply_compare(scene, edit, error);
        break;
    case PS_EDIT_FIELD:
        swap_field(scene, edit);
        break;
    case PS_EDIT_STACK:
        status = apply_stack(edit, &scene->stack, error);
        break;
    case PS_EDIT_BESIDE:
        status = apply_stack(edit, &scene->beside, error);
        break;
    case PS_EDIT_NONE:
    case PS_EDIT_KIND_COUNT:
        break;
    }
    if (status == PS_OK) {
        *inverse = *edit;
        *edit = (PsEdit){0};
    }
    return status;
}
