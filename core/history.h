/* Undo and redo: two stacks of inverse edits, in groups. One group is one step for the person: a typing
 * session, a drag, a reset.
 */
#ifndef PS_HISTORY_H
#define PS_HISTORY_H

#include "core/scene.h"

typedef struct PsHistoryEntry {
    PsEdit edit;
    uint64_t group;
} PsHistoryEntry;

typedef struct PsHistoryStack {
    PsHistoryEntry *entries;
    size_t count, capacity;
} PsHistoryStack;

typedef struct PsHistory {
    PsHistoryStack undo, redo;
} PsHistory;

/* A zeroed history is empty and ready. */
void ps_history_free(PsHistory *history);

/* Applies edit to scene through ps_scene_apply and remembers the inverse under group; edits of one group
 * in a row are undone together. Forgets what could be redone. On failure scene and history are unchanged
 * and the edit still stands. */
PsStatus ps_history_apply(PsHistory *history, PsScene *scene, PsEdit *edit, uint64_t group,
                          PsError *error) PS_MUST_USE;

/* How many entries on top of a stack are of one group: what an undo or a redo takes. */
size_t ps_history_group_count(const PsHistoryStack *stack);

/* The group that an undo would take back, 0 if there is none. */
uint64_t ps_history_last_group(const PsHistory *history);

bool ps_history_can_undo(const PsHistory *history);
bool ps_history_can_redo(const PsHistory *history);

/* Undoes or redoes one group. PS_OK and nothing done if there is none. A failure half-way puts the
 * scene back to where the group began. Should memory for that be refused as well (only where a group resizes
 * more than once), the group is split: scene and both stacks still belong together. */
PsStatus ps_history_undo(PsHistory *history, PsScene *scene, PsError *error) PS_MUST_USE;
PsStatus ps_history_redo(PsHistory *history, PsScene *scene, PsError *error) PS_MUST_USE;

#endif
