/* Plans are made from the scene's trees; nothing is parsed here but the presets, once. */
#include "app/follow/stacks.h"

#include "core/memory.h"
#include "core/notation.h"

#include <stdio.h>
#include <string.h>

/* Stacks of so few rows are one block: nothing to fold. */
enum { ROWS_WITHOUT_BLOCKS = 9 };

void followed_stack_free(FollowedStack *stack) {
    ps_release(stack->text);
    ps_release(stack->fields);
    ps_release(stack->rows);
    ps_release(stack->row_of);
    ps_release(stack->blocks);
    ps_sight_free(&stack->sight);
    ps_plan_free(&stack->plan);
    ps_stack_free(&stack->stack);
    *stack = (FollowedStack){0};
}

void stacks_free(Stacks *stacks) {
    if (stacks->owns_main) {
        followed_stack_free(&stacks->main);
    }
    if (stacks->owns_beside) {
        followed_stack_free(&stacks->beside);
    }
    if (stacks->owns_presets) {
        presets_free(&stacks->presets);
    }
    *stacks = (Stacks){0};
}

bool stacks_passes(const PsLayer *layer) {
    return ps_layer_info(layer->kind)->family == PS_FAMILY_PASS;
}

bool stacks_is_index(const char *name) {
    return name[0] != '\0' && name[strspn(name, "0123456789.")] == '\0';
}

void stacks_node_name(const FollowedStack *stack, int node, char name[PS_LAYER_TITLE_SIZE]) {
    const PsLayer *layer = stack->plan.nodes[node].layer;
    char title[PS_LAYER_TITLE_SIZE];
    if (!stacks_is_index(layer->name) || ps_layer_info(layer->kind)->family == PS_FAMILY_UNKNOWN) {
        ps_layer_name(layer, name);
        return;
    }
    ps_layer_title(layer, title);
    snprintf(name, PS_LAYER_TITLE_SIZE, "%s %.*s", layer->name, PS_LAYER_TITLE_SIZE - PS_LAYER_NAME_SIZE - 1,
             title);
}

/* A node that passes values on belongs to the row of what it reads. */
static void list_rows(FollowedStack *stack) {
    for (int i = 0; i < stack->plan.count; i++) {
        const PsNode *node = &stack->plan.nodes[i];
        if (!stacks_passes(node->layer)) {
            stack->row_of[i] = stack->row_count;
            stack->rows[stack->row_count++] = i;
        } else {
            stack->row_of[i] = node->from == PS_NODE_INPUT ? -1 : stack->row_of[node->from];
        }
    }
    for (int i = 0; i < stack->plan.count && stack->whole; i++) {
        stack->parameters += stack->plan.nodes[i].parameters;
        stack->multiply_adds += stack->plan.nodes[i].multiply_adds;
    }
}

/* How many bytes of a layer's name say the block: "layer1" of "layer1.0.conv1", all of a join's; 0 where it
 * says none. */
static size_t block_prefix(const PsLayer *layer) {
    const char *point = strchr(layer->name, '.');
    return point != NULL ? (size_t)(point - layer->name) : layer->branch_count > 0 ? strlen(layer->name) : 0;
}

static double incoming_jump(const FollowedStack *stack, int node) {
    const int from = stack->plan.nodes[node].from;
    return from == PS_NODE_INPUT ? 1 : stack->fields[from].axis[PS_WIDTH].jump;
}

/* Layers named alike up to the first point are one block; others are one while their inputs have one scale.
 */
static bool same_block(const FollowedStack *stack, int one, int other) {
    const PsLayer *layer = stack->plan.nodes[one].layer;
    const size_t prefix = block_prefix(layer);
    if (prefix != block_prefix(stack->plan.nodes[other].layer)) {
        return false;
    }
    if (prefix > 0) {
        return strncmp(layer->name, stack->plan.nodes[other].layer->name, prefix) == 0;
    }
    return !(incoming_jump(stack, one) < incoming_jump(stack, other)) &&
           !(incoming_jump(stack, one) > incoming_jump(stack, other));
}

static const PsLayer *first_layer(const FollowedStack *stack, int block) {
    return stack->plan.nodes[stack->rows[stack->blocks[block].first]].layer;
}

/* What a block is called by itself: what its layers' names begin with, or else its number. */
static void base_name(const FollowedStack *stack, int block, char name[PS_LAYER_NAME_SIZE]) {
    const PsLayer *layer = first_layer(stack, block);
    const size_t prefix = block_prefix(layer);
    if (prefix > 0) {
        snprintf(name, PS_LAYER_NAME_SIZE, "%.*s", (int)prefix, layer->name);
    } else {
        snprintf(name, PS_LAYER_NAME_SIZE, "%d", block + 1);
    }
}

/* A name that comes again behind other rows gets a number, so that each block can be told. */
static void name_block(FollowedStack *stack, int block) {
    char base[PS_LAYER_NAME_SIZE];
    int same = 1;
    base_name(stack, block, base);
    const size_t length = strlen(base);
    for (int i = 0; i < block; i++) {
        const PsLayer *other = first_layer(stack, i);
        const size_t prefix = block_prefix(other);
        same += prefix > 0 ? prefix == length && strncmp(other->name, base, length) == 0
                           : strcmp(stack->blocks[i].name, base) == 0;
    }
    StackBlock *named = &stack->blocks[block];
    if (same > 1) {
        snprintf(named->name, sizeof named->name, "%s %d", base, same);
    } else {
        snprintf(named->name, sizeof named->name, "%s", base);
    }
}

static void list_blocks(FollowedStack *stack) {
    const bool single = stack->row_count <= ROWS_WITHOUT_BLOCKS;
    for (int row = 0; row < stack->row_count; row++) {
        const bool continues =
            row > 0 && (single || same_block(stack, stack->rows[row - 1], stack->rows[row]));
        if (!continues) {
            stack->blocks[stack->block_count++] = (StackBlock){.first = row};
        }
        stack->blocks[stack->block_count - 1].end = row + 1;
    }
    for (int i = 0; i < stack->block_count; i++) {
        name_block(stack, i);
    }
}

static bool allocate_rows(FollowedStack *stack, const char *text) {
    const size_t count = (size_t)stack->plan.count + 1;
    const size_t size = strlen(text) + 1;
    stack->text = ps_allocate(size, 1);
    stack->fields = ps_allocate(count, sizeof *stack->fields);
    stack->rows = ps_allocate(count, sizeof *stack->rows);
    stack->row_of = ps_allocate(count, sizeof *stack->row_of);
    stack->blocks = ps_allocate(count, sizeof *stack->blocks);
    if (stack->text == NULL || stack->fields == NULL || stack->rows == NULL || stack->row_of == NULL ||
        stack->blocks == NULL) {
        return false;
    }
    memcpy(stack->text, text, size);
    return true;
}

/* Asked again only where the answer can be one: it takes some tens of plans. */
static PsStatus find_fit(FollowedStack *stack, PsError *error) {
    const PsPlan *plan = &stack->plan;
    stack->fit.node = -1;
    stack->whole = plan->failed == plan->count;
    if (stack->whole || ps_node_meets(&plan->nodes[plan->failed])) {
        return PS_OK;
    }
    return ps_stack_settle(&stack->stack, 0, NULL, PS_FIT_NOTHING, &stack->fit, error);
}

PsStatus followed_stack_init(FollowedStack *stack, const PsSceneStack *source, PsError *error) {
    *stack = (FollowedStack){0};
    PsStatus status = ps_stack_copy(&source->tree, &stack->stack, error);
    if (status == PS_OK) {
        status = ps_plan_init(&stack->plan, &stack->stack, 0, NULL, error);
    }
    if (status == PS_OK && !allocate_rows(stack, source->text)) {
        status = ps_fail_memory(error);
    }
    if (status != PS_OK) {
        followed_stack_free(stack);
        return status;
    }
    status = find_fit(stack, error);
    if (status != PS_OK) {
        followed_stack_free(stack);
        return status;
    }
    ps_field_compute(&stack->plan, stack->fields);
    status = ps_sight_init(&stack->sight, &stack->plan, stack->fields, error);
    if (status == PS_ERROR_MEMORY) {
        followed_stack_free(stack);
        return status;
    }
    stack->seen = status == PS_OK;
    list_rows(stack);
    list_blocks(stack);
    return PS_OK;
}

/* A scene without a stack has the default's. */
static PsStatus make_main(FollowedStack *made, const PsScene *scene, PsError *error) {
    PsSceneStack standard = {0};
    if (scene->stack.text != NULL) {
        return followed_stack_init(made, &scene->stack, error);
    }
    PsStatus status = ps_scene_stack_make(ps_scene_stack(scene), &standard, error);
    if (status == PS_OK) {
        status = followed_stack_init(made, &standard, error);
    }
    ps_scene_stack_free(&standard);
    return status;
}

PsStatus stacks_make(Stacks *stacks, const Stacks *old, const PsScene *scene, bool main, bool second,
                     PsError *error) {
    *stacks = *old;
    stacks->owns_main = main;
    stacks->owns_beside = second;
    stacks->owns_presets = old->presets.count == 0;
    stacks->version = old->version + 1;
    if (main) {
        stacks->main = (FollowedStack){0};
    }
    PsStatus status = presets_read(&stacks->presets, error);
    if (main && status == PS_OK) {
        status = make_main(&stacks->main, scene, error);
        stacks->preset = status == PS_OK ? presets_find(&stacks->presets, &stacks->main.stack) : -1;
    }
    if (second) {
        stacks->beside = (FollowedStack){0};
        stacks->beside_preset = -1;
    }
    if (second && status == PS_OK && scene->second.text != NULL) {
        status = followed_stack_init(&stacks->beside, &scene->second, error);
        stacks->beside_preset = status == PS_OK ? presets_find(&stacks->presets, &stacks->beside.stack) : -1;
    }
    if (status != PS_OK) {
        stacks_free(stacks);
    }
    return status;
}

void stacks_replace(Stacks *old, Stacks *next) {
    old->owns_main = next->owns_main;
    old->owns_beside = next->owns_beside;
    old->owns_presets = next->owns_presets;
    stacks_free(old);
    next->owns_main = next->owns_beside = next->owns_presets = true;
}
