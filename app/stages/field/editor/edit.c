/* Each change is made on a copy of the stack, checked, and asked for as one edit of its text. */
#include "app/stages/field/editor/edit.h"

#include "app/fit_words.h"
#include "core/notation.h"

#include <stdio.h>
#include <string.h>

bool field_edit_begin(const StageContext *context, Rect origin, PsStack *stack) {
    PsError error;
    if (ps_stack_copy(&context->scope.facts->stacks.main.stack, stack, &error) == PS_OK) {
        return true;
    }
    stage_refuse(context->ui, origin, &error);
    return false;
}

/* Takes stack as it is. */
static void request(const StageContext *context, PsStack *stack, uint64_t group, Rect origin) {
    PsEdit edit = {0};
    PsError error;
    if (ps_edit_stack_tree(&edit, PS_EDIT_STACK, stack, &error) == PS_OK) {
        stage_request(context, &edit, group, origin, NULL);
    } else {
        stage_refuse(context->ui, origin, &error);
    }
    ps_stack_free(stack);
}

void field_edit_request(const StageContext *context, PsStack *stack, uint64_t group, Rect origin) {
    PsFit fit;
    PsError error;
    if (ps_stack_settle(stack, 0, NULL, PS_FIT_NOTHING, &fit, &error) == PS_OK) {
        request(context, stack, group, origin);
        return;
    }
    stage_refuse(context->ui, origin, &error);
    ps_stack_free(stack);
}

void field_edit_replace(const StageContext *context, int node, const PsLayer *layer, Rect origin) {
    PsStack stack;
    PsError error;
    int position = 0;
    if (ps_layer_check(layer, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        return;
    }
    if (!field_edit_begin(context, origin, &stack)) {
        return;
    }
    PsChain *chain = ps_stack_find(&stack, node, &position);
    /* The copy's branches stay where they are. */
    PsLayer changed = *layer;
    changed.branches = chain->layers[position].branches;
    changed.branch_count = chain->layers[position].branch_count;
    chain->layers[position] = changed;
    field_edit_request(context, &stack, 0, origin);
}

static void insert_at(const StageContext *context, PsStack *stack, PsChain *chain, int position,
                      PsLayer *layer, Rect origin) {
    PsError error;
    if (ps_chain_insert(chain, position, layer, &error) == PS_OK) {
        field_edit_request(context, stack, 0, origin);
        return;
    }
    stage_refuse(context->ui, origin, &error);
    ps_stack_free(stack);
}

void field_edit_insert(const StageContext *context, int node, PsLayer *layer, Rect origin) {
    PsStack stack;
    int position = -1;
    if (field_edit_begin(context, origin, &stack)) {
        PsChain *chain = node == PS_NODE_INPUT ? &stack.chain : ps_stack_find(&stack, node, &position);
        insert_at(context, &stack, chain, position + 1, layer, origin);
    }
    ps_layer_free(layer);
}

void field_edit_remove(const StageContext *context, int node, Rect origin) {
    PsStack stack;
    int position = 0;
    if (field_edit_begin(context, origin, &stack)) {
        PsLayer gone = ps_chain_take(ps_stack_find(&stack, node, &position), position);
        ps_layer_free(&gone);
        field_edit_request(context, &stack, 0, origin);
    }
}

void field_edit_duplicate(const StageContext *context, int node, Rect origin) {
    PsStack stack;
    PsLayer copy;
    PsError error;
    int position = 0;
    if (!field_edit_begin(context, origin, &stack)) {
        return;
    }
    PsChain *chain = ps_stack_find(&stack, node, &position);
    if (ps_layer_copy(&chain->layers[position], &copy, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        ps_stack_free(&stack);
        return;
    }
    insert_at(context, &stack, chain, position + 1, &copy, origin);
    ps_layer_free(&copy);
}

static const PsNode *node_at(const FollowedStack *stack, int row) {
    return &stack->plan.nodes[stack->rows[row]];
}

static bool in_one_chain(const FollowedStack *stack, int row, int other) {
    const PsNode *one = node_at(stack, row);
    const PsNode *two = node_at(stack, other);
    return one->block == two->block && one->branch == two->branch;
}

int field_edit_neighbour(const FollowedStack *stack, int row, int by) {
    const int step = by > 0 ? 1 : -1;
    int other = row + step;
    while (other >= 0 && other < stack->row_count && !in_one_chain(stack, row, other)) {
        other += step;
    }
    return other < stack->row_count ? other : -1;
}

/* Where a row is among the layers of its own chain. */
static int place_in_chain(const FollowedStack *stack, int row) {
    int place = 0;
    const PsNode *at = node_at(stack, row);
    for (int i = 0; i < stack->rows[row]; i++) {
        const PsNode *other = &stack->plan.nodes[i];
        place += other->block == at->block && other->branch == at->branch;
    }
    return place;
}

bool field_edit_move(const StageContext *context, int row, int to, Rect origin) {
    const FollowedStack *shown = &context->scope.facts->stacks.main;
    PsStack stack;
    int position = 0;
    if (!in_one_chain(shown, row, to)) {
        return false;
    }
    if (row == to || !field_edit_begin(context, origin, &stack)) {
        return true;
    }
    const int by = place_in_chain(shown, to) - place_in_chain(shown, row);
    PsChain *chain = ps_stack_find(&stack, shown->rows[row], &position);
    PsLayer moved = ps_chain_take(chain, position);
    insert_at(context, &stack, chain, position + by, &moved, origin);
    ps_layer_free(&moved);
    return true;
}

static bool is_inside(const FollowedStack *stack, int row, int join) {
    int block = node_at(stack, row)->block;
    while (block != PS_NODE_INPUT && block != join) {
        block = stack->plan.nodes[block].block;
    }
    return block == join;
}

/* A join is behind all its branches: what goes before it goes before those. */
int field_edit_moved(const FollowedStack *stack, int row, int to) {
    const int join = stack->rows[to];
    if (to > row) {
        return to;
    }
    while (to > 0 && is_inside(stack, to - 1, join)) {
        to--;
    }
    return to;
}

/* A printout goes on with the input that is there, unless its numbers ask for another one; that is told. */
static PsStatus settle(const PsStack *old, PsStack *stack, PsNotes *notes, PsError *error) {
    PsFit fit;
    const PsStatus status = ps_stack_settle(stack, old->channels, old->size, PS_FIT_INPUT, &fit, error);
    if (status != PS_OK || !fit.taken) {
        return status;
    }
    PsNote note = {.line = fit.line, .told = true};
    /* As it is printed, so that an index is taken for no number. */
    if (stacks_is_index(fit.name)) {
        char name[PS_LAYER_NAME_SIZE];
        snprintf(name, sizeof name, "%.*s", PS_LAYER_NAME_SIZE - 1, fit.name);
        snprintf(fit.name, sizeof fit.name, "(%s)", name);
    }
    fit_words_taken(&fit, "×", note.text, sizeof note.text);
    return ps_notes_add(notes, &note, error);
}

bool field_edit_text(const StageContext *context, const char *text, PsNotes *notes, Rect origin) {
    const PsStack *old = &context->scope.facts->stacks.main.stack;
    PsStack stack;
    PsError error;
    PsStatus status = ps_stack_read(text, strlen(text), &stack, notes, &error);
    if (status == PS_OK && stack.printed) {
        status = settle(old, &stack, notes, &error);
    }
    if (status != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        ps_stack_free(&stack);
        return false;
    }
    /* What does not say its input goes on with the one that is there. */
    if (stack.size[PS_HEIGHT] == 0) {
        memcpy(stack.size, old->size, sizeof stack.size);
        stack.channels = stack.channels > 0 ? stack.channels : old->channels;
    }
    request(context, &stack, 0, origin);
    stage_offer_undo(context);
    return true;
}

void field_edit_confirm(const StageContext *context, Rect origin) {
    PsStack stack;
    if (field_edit_begin(context, origin, &stack)) {
        (void)ps_stack_assume_order(&stack);
        field_edit_request(context, &stack, 0, origin);
        stage_offer_undo(context);
    }
}

PsLayer field_edit_fresh(PsLayerKind kind) {
    PsLayer layer = ps_layer_default(kind);
    const PsLayerInfo *info = ps_layer_info(kind);
    for (int axis = 0; axis < PS_AXES; axis++) {
        layer.kernel[axis] = info->pooling ? 2 : info->window ? 3 : 1;
        layer.stride[axis] = info->pooling ? 2 : 1;
        layer.scale[axis] = kind == PS_LAYER_UPSAMPLE ? 2 : 1;
    }
    layer.channels = kind == PS_LAYER_LINEAR ? 10 : 0;
    return layer;
}
