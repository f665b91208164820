/* Which session is this program's, and those that other windows left behind: a folder holds one, its folders
 * window-2, window-3 … one each. Two programs never share one; none is removed before the user has seen it.
 */
#ifndef SESSIONS_H
#define SESSIONS_H

#include "app/state.h"

/* The first session of folder that no program has, or a new one beside it; locked. *number is 1 for that of
 * the folder itself. Null if there is none, or no memory. */
PsSession *sessions_take(const char *folder, int *number);

/* Looks for a session that an ended program left beside that of folder, and has app offer it (folder is
 * borrowed as long as app stands). */
void sessions_offer(App *app, const char *folder);

/* Keeps document as a session of its own beside that of folder, to be offered at the next start. */
PsStatus sessions_set_aside(const char *folder, const PsDocument *document, PsError *error) PS_MUST_USE;

/* The same for what session holds, where no file holds it as well. */
PsStatus sessions_set_unsaved_aside(const char *folder, PsSession *session, PsError *error) PS_MUST_USE;

/* Puts the session that is offered in the place of what is on screen, which is set aside unless a file holds
 * it. Whatever fails, both are still somewhere. */
void sessions_exchange(App *app);

#endif
