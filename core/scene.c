/* The scene, and the one function that changes it.
 *
 * Everything an edit needs is checked and allocated before the scene is touched; cells, inputs, stacks and
 * settings change places with what the edit held, so those edits cannot run out of memory at all.
 * Invariant: a scene that is validates, before and after every edit.
 */
#include "core/scene.h"

#include "core/memory.h"
#include "core/notation.h"
#include "core/preset.h"
#include "core/scene_format.h"
#include "core/scene_settings.h"

#include <assert.h>
#include <math.h>
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
    *scene = (PsScene){.source = {.pattern = PS_PATTERN_TUTORIAL}, .pool = ps_pool_default()};
    ps_settings_reset(scene);
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
    ps_scene_stack_free(&scene->stack);
    ps_scene_stack_free(&scene->second);
    *scene = (PsScene){0};
}

void ps_scene_stack_free(PsSceneStack *stack) {
    ps_release(stack->text);
    ps_stack_free(&stack->tree);
    *stack = (PsSceneStack){0};
}

static PsStatus copy_stack(const PsSceneStack *stack, PsSceneStack *copy, PsError *error) {
    *copy = (PsSceneStack){0};
    if (stack->text == NULL) {
        return PS_OK;
    }
    PsStatus status = ps_stack_copy(&stack->tree, &copy->tree, error);
    if (status == PS_OK) {
        copy->text = ps_allocate_text(stack->text);
        status = copy->text != NULL ? PS_OK : ps_fail_memory(error);
    }
    if (status != PS_OK) {
        ps_scene_stack_free(copy);
    }
    return status;
}

PsStatus ps_scene_stack_make(const char *text, PsSceneStack *stack, PsError *error) {
    *stack = (PsSceneStack){0};
    if (text == NULL) {
        return PS_OK;
    }
    PsStatus status = ps_scene_check_lines(text, error);
    if (status == PS_OK) {
        status = ps_notation_read(text, strlen(text), &stack->tree, error);
    }
    if (status == PS_OK) {
        stack->text = ps_allocate_text(text);
        status = stack->text != NULL ? PS_OK : ps_fail_memory(error);
    }
    if (status != PS_OK) {
        ps_scene_stack_free(stack);
    }
    return status;
}

PsStatus ps_scene_copy_settings(const PsScene *scene, PsScene *copy, PsError *error) {
    PsSceneStack stack = {0};
    PsSceneStack second = {0};
    PsStatus status = copy_stack(&scene->stack, &stack, error);
    if (status == PS_OK) {
        status = copy_stack(&scene->second, &second, error);
    }
    if (status != PS_OK) {
        ps_scene_stack_free(&stack);
        return status;
    }
    ps_scene_stack_free(&copy->stack);
    ps_scene_stack_free(&copy->second);
    copy->stack = stack;
    copy->second = second;
    ps_settings_copy(scene, copy);
    return PS_OK;
}

PsStatus ps_scene_copy(const PsScene *scene, PsScene *copy, PsError *error) {
    *copy = (PsScene){0};
    PsScene made = *scene;
    made.input = (PsMap){0};
    made.stack = made.second = (PsSceneStack){0};
    PsStatus status = ps_scene_copy_settings(scene, &made, error);
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

bool ps_scene_equal(const PsScene *one, const PsScene *other) {
    return ps_map_equal(&one->input, &other->input) && one->source.pattern == other->source.pattern &&
           one->source.seed == other->source.seed && ps_pool_equal(&one->pool, &other->pool) &&
           same_text(one->stack.text, other->stack.text) && same_text(one->second.text, other->second.text) &&
           ps_settings_equal(one, other);
}

/* Settings that the operation does not look at are not checked by pool.c, but a file has ranges for all. */
static PsStatus check_ranges(const PsPool *pool, PsError *error) {
    for (int i = 0; i < PS_PAIR_COUNT; i++) {
        const PsPairRange *range = &PS_PAIR_RANGES[i];
        const int *pair = (const int *)(const void *)((const char *)pool + range->member);
        const int least = range->is_optional ? 0 : range->least;
        for (int axis = 0; axis < PS_AXES; axis++) {
            if (pair[axis] < least || pair[axis] > PS_AXIS_LIMIT) {
                return ps_fail(error, PS_ERROR_SETTING, "%s %d cannot be: use %d to %d", range->name,
                               pair[axis], least, (int)PS_AXIS_LIMIT);
            }
        }
    }
    return isfinite(pool->norm_type)
               ? PS_OK
               : ps_fail(error, PS_ERROR_SETTING, "norm_type %g cannot be: use a finite number",
                         pool->norm_type);
}

static PsStatus check_fit(const PsMap *input, const PsPool *pool, PsError *error) {
    if (input->values == NULL) {
        return ps_fail(error, PS_ERROR_SETTING, "there is no input: give a map of at least 1 x 1");
    }
    const PsStatus status = ps_pool_check(pool, input->height, input->width, error);
    return status == PS_OK ? check_ranges(pool, error) : status;
}

PsStatus ps_scene_validate(const PsScene *scene, PsError *error) {
    PsStatus status = check_fit(&scene->input, &scene->pool, error);
    for (int i = 0; i < PS_STAGE_COUNT && status == PS_OK; i++) {
        status = ps_settings_check((PsStage)i, ps_settings_of(scene, (PsStage)i), error);
    }
    return status;
}

const char *ps_scene_stack(const PsScene *scene) {
    return scene->stack.text != NULL ? scene->stack.text : ps_preset_find("tutorial")->text;
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

PsEdit ps_edit_settings(PsStage stage, const void *settings) {
    PsEdit edit = {.kind = PS_EDIT_SETTINGS, .stage = stage};
    memcpy(&edit.settings, settings, ps_settings_size(stage));
    return edit;
}

PsStatus ps_edit_stack(PsEdit *edit, PsEditKind kind, const char *text, PsError *error) {
    assert(kind == PS_EDIT_STACK || kind == PS_EDIT_SECOND);
    *edit = (PsEdit){.kind = kind};
    return ps_scene_stack_make(text, &edit->stack, error);
}

PsStatus ps_edit_stack_tree(PsEdit *edit, PsEditKind kind, PsStack *tree, PsError *error) {
    assert(kind == PS_EDIT_STACK || kind == PS_EDIT_SECOND);
    *edit = (PsEdit){.kind = kind};
    PsBytes bytes = {0};
    PsStatus status = ps_notation_write(tree, &bytes, error);
    const char *text = bytes.data != NULL ? (const char *)bytes.data : "";
    if (status == PS_OK) {
        status = ps_scene_check_lines(text, error);
    }
    if (status == PS_OK) {
        edit->stack.text = ps_allocate_text(text);
        status = edit->stack.text != NULL ? PS_OK : ps_fail_memory(error);
    }
    ps_bytes_free(&bytes);
    if (status == PS_OK) {
        edit->stack.tree = *tree;
        *tree = (PsStack){0};
    }
    return status;
}

unsigned ps_edit_parts(const PsEdit *edit) {
    static const unsigned parts[] = {[PS_EDIT_CELLS] = PS_PART_INPUT,      [PS_EDIT_RESIZE] = PS_PART_INPUT,
                                     [PS_EDIT_INPUT] = PS_PART_INPUT,      [PS_EDIT_POOL] = PS_PART_POOL,
                                     [PS_EDIT_STACK] = PS_PART_STACK,      [PS_EDIT_SECOND] = PS_PART_SECOND,
                                     [PS_EDIT_SETTINGS] = PS_PART_SETTINGS};
    _Static_assert(sizeof parts / sizeof parts[0] == PS_EDIT_KIND_COUNT, "the part of each kind");
    const unsigned place = edit->kind == PS_EDIT_SETTINGS ? (unsigned)edit->stage : 0;
    return parts[edit->kind] << place;
}

void ps_edit_free(PsEdit *edit) {
    ps_release(edit->values);
    ps_scene_stack_free(&edit->stack);
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

static PsStatus apply_settings(PsScene *scene, PsEdit *edit, PsError *error) {
    const PsStatus status = ps_settings_check(edit->stage, &edit->settings, error);
    if (status == PS_OK) {
        PsStageSettings old;
        const size_t size = ps_settings_size(edit->stage);
        memcpy(&old, ps_settings_of(scene, edit->stage), size);
        memcpy(ps_settings_in(scene, edit->stage), &edit->settings, size);
        memcpy(&edit->settings, &old, size);
    }
    return status;
}

static void swap_stack(PsSceneStack *stack, PsEdit *edit) {
    const PsSceneStack old = *stack;
    *stack = edit->stack;
    edit->stack = old;
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
    case PS_EDIT_STACK:
        swap_stack(&scene->stack, edit);
        break;
    case PS_EDIT_SECOND:
        swap_stack(&scene->second, edit);
        break;
    case PS_EDIT_SETTINGS:
        status = apply_settings(scene, edit, error);
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
