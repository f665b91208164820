/* The document. It knows how many steps each stage has, and nothing of how they are drawn.
 *
 * Invariant: no function here changes the scene.
 */
#include "core/document.h"

#include "core/memory.h"
#include "core/notation.h"

#include <string.h>

PsStatus ps_document_init(PsDocument *document, PsError *error) {
    *document = (PsDocument){0};
    return ps_scene_init(&document->scene, error);
}

void ps_document_free(PsDocument *document) {
    ps_scene_free(&document->scene);
    ps_release(document->path);
    *document = (PsDocument){0};
}

PsStatus ps_document_copy(const PsDocument *document, PsDocument *copy, PsError *error) {
    *copy = (PsDocument){.stage = document->stage, .step = document->step, .saved = document->saved};
    PsStatus status = ps_scene_copy(&document->scene, &copy->scene, error);
    if (status == PS_OK && document->path != NULL) {
        copy->path = ps_allocate_text(document->path);
        status = copy->path != NULL ? PS_OK : ps_fail_memory(error);
    }
    if (status != PS_OK) {
        ps_document_free(copy);
    }
    return status;
}

/* Layers that pass every value on belong to the one before. */
static PsStatus count_layers(const PsScene *scene, int64_t *layers, PsError *error) {
    PsSceneStack own = {0}; /* of a scene without one: the default's */
    PsPlan plan = {0};
    const PsSceneStack *stack = &scene->stack;
    PsStatus status = PS_OK;
    if (stack->text == NULL) {
        status = ps_scene_stack_make(ps_scene_stack(scene), &own, error);
        stack = &own;
    }
    if (status == PS_OK) {
        status = ps_plan_init(&plan, &stack->tree, 0, NULL, error);
    }
    *layers = 0;
    for (int i = 0; i < plan.count; i++) {
        *layers += ps_layer_info(plan.nodes[i].layer->kind)->family != PS_FAMILY_PASS;
    }
    ps_plan_free(&plan);
    ps_scene_stack_free(&own);
    return status;
}

static PsStatus count_outputs(const PsScene *scene, int64_t *outputs, PsError *error) {
    int64_t size[PS_AXES] = {0};
    const PsStatus status =
        ps_pool_output_size(&scene->pool, scene->input.height, scene->input.width, size, error);
    *outputs = size[PS_HEIGHT] * size[PS_WIDTH];
    return status;
}

/* A kernel that does not fit makes steps too: the stage shows why. */
static int64_t count_windows(const PsScene *scene) {
    const int64_t map[PS_AXES] = {scene->input.height, scene->input.width};
    return ps_size_steps(&scene->size, &scene->pool, map);
}

PsStatus ps_document_steps(const PsDocument *document, int64_t *steps, PsError *error) {
    if (document->stage == PS_STAGE_SIZE) {
        *steps = count_windows(&document->scene);
        return PS_OK;
    }
    return document->stage == PS_STAGE_FIELD ? count_layers(&document->scene, steps, error)
                                             : count_outputs(&document->scene, steps, error);
}

int64_t ps_document_last_step(const PsDocument *document) {
    int64_t outputs = 0;
    if (document->stage == PS_STAGE_SIZE) {
        return count_windows(&document->scene);
    }
    const bool counts = document->stage != PS_STAGE_FIELD && ps_pool_op_info(document->scene.pool.op)->window;
    return counts && count_outputs(&document->scene, &outputs, NULL) == PS_OK ? outputs
                                                                              : PS_DOCUMENT_STEP_LIMIT;
}
