/* The session: what was on screen, kept in a folder so that a crash or a kill loses at most what was done
 * since the last write.
 *
 * Two slots hold the last two states, each with a sequence number and a checksum; a write replaces the older
 * slot by the writing rule (temporary, sync, rename), so that one whole state is there at every moment. The
 * cells of a large map are kept once, in a base file that slots refer to; a slot then holds only the tiles
 * that have changed since. A folder that cannot be written, a full disk or a damaged file is an error, never
 * a crash.
 */
#ifndef PS_SESSION_H
#define PS_SESSION_H

#include "core/document.h"

typedef struct PsSession PsSession;

/* A session in folder (a path that ends in a separator or not; it must exist). Null where memory is short. */
PsSession *ps_session_create(const char *folder);
void ps_session_destroy(PsSession *session);

/* Takes the folder for this program alone, until the session is destroyed or the program ends, however it
 * does. False where another has it; a folder that cannot be locked is taken as it is. */
bool ps_session_lock(PsSession *session);

/* Whether the folder holds a session, readable or not. */
bool ps_session_exists(const PsSession *session);

/* Removes what the folder holds of the session, and the folder if it is empty then. */
void ps_session_remove(PsSession *session);

/* Reads the newest state that is whole into document (made here, zeroed on failure): its stage and step are
 * those that were on screen. *found is false, and PS_OK returned, if there is none. Damaged slots are
 * passed over. */
PsStatus ps_session_read(PsSession *session, PsDocument *document, bool *found, PsError *error) PS_MUST_USE;

/* Says which cells have changed since the last write; all of them where the map was replaced or resized. */
void ps_session_mark_cells(PsSession *session, int channel, int row, int column, int height, int width);
void ps_session_mark_all(PsSession *session);

/* Writes document into the older slot, or into the other where that one cannot be replaced. On failure both
 * slots are as they were. */
PsStatus ps_session_write(PsSession *session, const PsDocument *document, PsError *error) PS_MUST_USE;

#endif
