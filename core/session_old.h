/* The scene in a session's line as it was written before that held the scene's own JSON. Read only: sessions
 * of older versions open.
 */
#ifndef PS_SESSION_OLD_H
#define PS_SESSION_OLD_H

#include "core/document.h"

#include <jansson.h>

/* Takes pool, settings, stacks, stage and step out of such a line into document, which is initialised.
 * PS_ERROR_FORMAT where a key is missing, is one too many or holds what was never written. */
PsStatus ps_session_old_read(json_t *line, PsDocument *document, PsError *error) PS_MUST_USE;

#endif
