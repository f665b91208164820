/* What the session is told: that something has changed, which cells, and, when it is time, to write.
 *
 * It knows nothing of files and of the clock beyond app->now. Without a session (app->session null) every
 * function does nothing.
 */
#ifndef KEEP_H
#define KEEP_H

#include "app/state.h"

/* From now on what changes is written to session (borrowed: it outlives the app; null: nothing is). */
void session_keeper_begin(App *app, PsSession *session);

/* The scene was replaced. */
void session_keeper_all(App *app);

/* The entry on top of stack, or its whole group, has just been put there by an edit of the scene. */
void session_keeper_entry(App *app, const PsHistoryStack *stack);
void session_keeper_group(App *app, const PsHistoryStack *stack);

/* Counts another step or stage on screen as a change. */
void session_keeper_place(App *app);

/* Writes if it is time to; a failure is said, once. */
void session_keeper_when_due(App *app);

/* Seconds until then, 0: now, negative: never. */
double session_keeper_due(const App *app);

/* Writes what is not yet written, before the program ends. */
PsStatus session_keeper_now(App *app, PsError *error) PS_MUST_USE;

#endif
