/* Layers in which something is to be seen. */
#include "app/stages/size/example.h"

#include "app/words.h"
#include "core/size.h"

#include <stdio.h>

typedef struct Example {
    const char *name;
    int input, kernel, stride, padding, dilation;
    bool convolution, ceil_mode, global;
} Example;

static const Example examples[] = {
    {.name = N_("Never read"), .input = 12, .kernel = 3, .stride = 2, .dilation = 1},
    {.name = N_("Tutorial"), .input = 28, .kernel = 2, .stride = 2, .dilation = 1},
    {.name = N_("AlexNet"), .input = 27, .kernel = 3, .stride = 2, .dilation = 1},
    {.name = N_("With padding"), .input = 12, .kernel = 3, .stride = 3, .padding = 1, .dilation = 1},
    {.name = N_("In ceil mode"),
     .input = 12,
     .kernel = 3,
     .stride = 3,
     .padding = 1,
     .dilation = 1,
     .ceil_mode = true},
    {.name = N_("Dropped"),
     .input = 5,
     .kernel = 2,
     .stride = 3,
     .padding = 1,
     .dilation = 1,
     .ceil_mode = true},
    {.name = N_("Holes"), .input = 12, .kernel = 2, .stride = 5, .dilation = 1},
    {.name = N_("Dilated"), .input = 10, .kernel = 3, .stride = 1, .dilation = 2, .convolution = true},
    {.name = N_("Same size"),
     .input = 7,
     .kernel = 3,
     .stride = 1,
     .padding = 1,
     .dilation = 1,
     .convolution = true},
    {.name = N_("GAP"), .input = 7, .kernel = 7, .stride = 7, .dilation = 1, .global = true},
};
enum { EXAMPLES = sizeof examples / sizeof examples[0] };

int size_example_count(void) {
    return EXAMPLES;
}

const char *size_example_name(int example) {
    return examples[example].name;
}

static bool is_shown(const Example *example, const PsScene *scene) {
    const PsPool *pool = &scene->pool;
    const bool global = pool->op == PS_POOL_GAP || pool->op == PS_POOL_GMP;
    if (scene->size.convolution != example->convolution ||
        (!example->convolution && global != example->global)) {
        return false;
    }
    const int map[PS_AXES] = {scene->input.height, scene->input.width};
    for (int axis = 0; axis < PS_AXES; axis++) {
        const PsAxis made = ps_size_axis(&scene->size, pool, axis, map[axis]);
        if (made.bins > 0 || made.input != example->input || made.kernel != example->kernel ||
            made.stride != example->stride || made.padding != example->padding ||
            made.dilation != example->dilation || made.ceil_mode != example->ceil_mode) {
            return false;
        }
    }
    return true;
}

int size_example_of(const PsScene *scene) {
    for (int i = 0; i < EXAMPLES; i++) {
        if (is_shown(&examples[i], scene)) {
            return i;
        }
    }
    return -1;
}

static void say_map_is_small(const StageContext *context, const PsError *error, Rect origin) {
    const PsMap *map = &context->scope.scene->input;
    char reason[PS_ERROR_TEXT_SIZE];
    char text[PS_ERROR_TEXT_SIZE + 256];
    words_error(error, reason, sizeof reason);
    snprintf(
        text, sizeof text,
        _("The pool is the one on Window, whose map has %d × %d cells: %s. Choose Convolution, which has "
          "settings of its own, or make the map on Window larger"),
        map->height, map->width, reason);
    ui_note(context->ui, origin, text);
}

bool size_request_pool(const StageContext *context, const PsPool *pool, uint64_t group, Rect origin,
                       const char *note) {
    const PsMap *map = &context->scope.scene->input;
    PsError error = {0};
    if (ps_pool_check(pool, map->height, map->width, &error) != PS_OK) {
        if (ps_pool_check(pool, PS_AXIS_LIMIT, PS_AXIS_LIMIT, NULL) == PS_OK) {
            say_map_is_small(context, &error, origin);
        } else {
            stage_refuse(context->ui, origin, &error);
        }
        return false;
    }
    PsEdit edit = ps_edit_pool(pool);
    stage_request(context, &edit, group, origin, note);
    return true;
}

/* With an operation that takes the example's windows. */
static PsPool pool_of(const Example *example, const PsPool *before, const char **note) {
    PsPool pool = *before;
    const PsPoolOpInfo *info = ps_pool_op_info(pool.op);
    const bool takes = info->window && (info->padding || example->padding == 0);
    *note = NULL;
    if (example->global) {
        *note = pool.op == PS_POOL_GAP ? NULL : _("The operation is Global now, on Window too");
        pool.op = PS_POOL_GAP;
        return pool;
    }
    if (!takes) {
        *note = _("The operation is Max now, on Window too");
        pool.op = PS_POOL_MAX;
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = example->kernel;
        pool.stride[axis] = example->stride;
        pool.padding[axis] = example->padding;
        pool.dilation[axis] = example->dilation;
    }
    pool.ceil_mode = example->ceil_mode;
    return pool;
}

void size_example_use(const StageContext *context, int index, Rect origin) {
    const Example *example = &examples[index];
    const uint64_t group = stage_new_group(context);
    PsSize size = context->scope.scene->size;
    size.convolution = example->convolution;
    for (int axis = 0; axis < PS_AXES; axis++) {
        size.input[axis] = example->input;
        if (example->convolution) {
            size.windows.kernel_size[axis] = example->kernel;
            size.windows.stride[axis] = example->stride;
            size.windows.padding[axis] = example->padding;
            size.windows.dilation[axis] = example->dilation;
        }
    }
    const char *note = NULL;
    if (!example->convolution) {
        const PsPool pool = pool_of(example, &context->scope.scene->pool, &note);
        if (!size_request_pool(context, &pool, group, origin, NULL)) {
            return;
        }
    }
    PsEdit edit = ps_edit_settings(PS_STAGE_SIZE, &size);
    stage_request(context, &edit, group, origin, note);
    context->requests->step = 0;
}
