/* Texts that are bytes in no particular encoding, in JSON, which holds characters: each byte becomes the
 * character of its number. For the session alone.
 */
#ifndef PS_SESSION_BYTES_H
#define PS_SESSION_BYTES_H

#include "core/status.h"

#include <jansson.h>

/* A new reference; JSON's null for null; null without memory. */
json_t *ps_session_bytes_pack(const char *text);

/* *text is null for JSON's null, else owned by the caller (ps_release). PS_ERROR_FORMAT for what the other
 * does not write. */
PsStatus ps_session_bytes_unpack(const json_t *packed, char **text, PsError *error) PS_MUST_USE;

/* What every damage of a session is told as. */
PsStatus ps_session_fail_damaged(PsError *error);

/* That, or that memory is short, which jansson may say where it could not unpack. */
PsStatus ps_session_fail_unpack(const json_error_t *reason, PsError *error);

#endif
