/* Changes of the stack, each asked for as one edit of the scene. */
#ifndef FIELD_EDIT_H
#define FIELD_EDIT_H

#include "app/stages/stage.h"
#include "core/notation.h"

/* A copy of the stack that may be changed; false without memory, and it is said. */
bool field_edit_begin(const StageContext *context, Rect origin, PsStack *stack);

/* Asks for the changed stack, which is freed, as a group of its own or as part of one (0: its own). What a
 * printout expected is forgotten once all fits. */
void field_edit_request(const StageContext *context, PsStack *stack, uint64_t group, Rect origin);

/* A layer of a kind as it is added. */
PsLayer field_edit_fresh(PsLayerKind kind);

/* Puts another layer in the place of a node's. Refused where it cannot be, with the reason. */
void field_edit_replace(const StageContext *context, int node, const PsLayer *layer, Rect origin);

/* A new layer behind a node, or first (PS_NODE_INPUT). layer is taken. */
void field_edit_insert(const StageContext *context, int node, PsLayer *layer, Rect origin);
void field_edit_remove(const StageContext *context, int node, Rect origin);
void field_edit_duplicate(const StageContext *context, int node, Rect origin);

/* The next row of a row's own chain: deeper where by is above 0, else nearer to the input; -1: there is none.
 */
int field_edit_neighbour(const FollowedStack *stack, int row, int by);

/* Moves a layer to the place of another row of its own chain, which makes room towards where it came from;
 * false where that is no row of its chain. What only passes values on stays where it is. */
bool field_edit_move(const StageContext *context, int row, int to, Rect origin);

/* The row that a layer is in once it has been moved so. */
int field_edit_moved(const FollowedStack *stack, int row, int to);

/* Puts a whole text in the place of the stack: notation or a printout. False where it is refused, and that is
 * said; notes are those of ps_stack_read, and what is to be told of the input. */
bool field_edit_text(const StageContext *context, const char *text, PsNotes *notes, Rect origin);

/* Somebody vouches that classes run their layers as listed; unknown layers stay. */
void field_edit_confirm(const StageContext *context, Rect origin);

#endif
