/* Undo and redo: edits that go back, in two stacks. It knows nothing of what an edit does.
 *
 * Invariant: applying the undo stack from its top down takes the scene back to where history began, the
 * redo stack takes it forward; every entry holds only what its edit lost, never a whole map but for a map
 * that was replaced.
 */
#include "core/history.h"

#include "core/memory.h"

#include <assert.h>

enum { FIRST_CAPACITY = 16 };

static void stack_clear(PsHistoryStack *stack) {
    for (size_t i = 0; i < stack->count; i++) {
        ps_edit_free(&stack->entries[i].edit);
    }
    stack->count = 0;
}

static void stack_free(PsHistoryStack *stack) {
    stack_clear(stack);
    ps_release(stack->entries);
    *stack = (PsHistoryStack){0};
}

/* Makes room for more entries, so that pushing them cannot fail. */
static PsStatus stack_reserve(PsHistoryStack *stack, size_t more, PsError *error) {
    if (more <= stack->capacity - stack->count) {
        return PS_OK;
    }
    size_t capacity = stack->capacity > 0 ? stack->capacity : FIRST_CAPACITY;
    while (capacity - stack->count < more) {
        capacity *= 2;
    }
    PsHistoryEntry *entries = stack->entries == NULL
                                  ? ps_allocate(capacity, sizeof *entries)
                                  : ps_reallocate(stack->entries, capacity, sizeof *entries);
    if (entries == NULL) {
        return ps_fail_memory(error);
    }
    stack->entries = entries;
    stack->capacity = capacity;
    return PS_OK;
}

static void stack_push(PsHistoryStack *stack, PsEdit edit, uint64_t group) {
    assert(stack->count < stack->capacity);
    stack->entries[stack->count++] = (PsHistoryEntry){.edit = edit, .group = group};
}

size_t ps_history_group_count(const PsHistoryStack *stack) {
    size_t count = 0;
    while (count < stack->count &&
           stack->entries[stack->count - 1 - count].group == stack->entries[stack->count - 1].group) {
        count++;
    }
    return count;
}

void ps_history_free(PsHistory *history) {
    stack_free(&history->undo);
    stack_free(&history->redo);
}

PsStatus ps_history_apply(PsHistory *history, PsScene *scene, PsEdit *edit, uint64_t group, PsError *error) {
    PsStatus status = stack_reserve(&history->undo, 1, error);
    if (status != PS_OK) {
        return status;
    }
    PsEdit inverse;
    status = ps_scene_apply(scene, edit, &inverse, error);
    if (status != PS_OK) {
        return status;
    }
    stack_push(&history->undo, inverse, group);
    stack_clear(&history->redo);
    return PS_OK;
}

uint64_t ps_history_last_group(const PsHistory *history) {
    const PsHistoryStack *undo = &history->undo;
    return undo->count > 0 ? undo->entries[undo->count - 1].group : 0;
}

bool ps_history_can_undo(const PsHistory *history) {
    return history->undo.count > 0;
}

bool ps_history_can_redo(const PsHistory *history) {
    return history->redo.count > 0;
}

/* Moves count entries from the top of one stack to the other, applying each. *moved says how far it came;
 * where it fails, scene and stacks still belong together. */
static PsStatus move_entries(PsHistoryStack *from, PsHistoryStack *to, size_t count, PsScene *scene,
                             size_t *moved, PsError *error) {
    for (*moved = 0; *moved < count; (*moved)++) {
        PsHistoryEntry *entry = &from->entries[from->count - 1];
        PsEdit inverse;
        const PsStatus status = ps_scene_apply(scene, &entry->edit, &inverse, error);
        if (status != PS_OK) {
            return status;
        }
        stack_push(to, inverse, entry->group);
        from->count--;
    }
    return PS_OK;
}

static PsStatus move_group(PsHistoryStack *from, PsHistoryStack *to, PsScene *scene, PsError *error) {
    const size_t count = ps_history_group_count(from);
    PsStatus status = count > 0 ? stack_reserve(to, count, error) : PS_OK;
    if (status != PS_OK) {
        return status;
    }
    size_t moved = 0;
    status = move_entries(from, to, count, scene, &moved, error);
    if (status != PS_OK) {
        /* Going back leads through scenes that stood a moment ago, so nothing but memory can be in its way;
         * if that is, the group stays split and each half can still be undone or redone. */
        size_t returned = 0;
        if (move_entries(to, from, moved, scene, &returned, NULL) != PS_OK) {
            return status;
        }
    }
    return status;
}

PsStatus ps_history_undo(PsHistory *history, PsScene *scene, PsError *error) {
    return move_group(&history->undo, &history->redo, scene, error);
}

PsStatus ps_history_redo(PsHistory *history, PsScene *scene, PsError *error) {
    return move_group(&history->redo, &history->undo, scene, error);
}
