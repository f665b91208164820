/* The text of a session's slot: one line of JSON that holds everything but the cells. For session.c alone.
 *
 * Texts of a scene are bytes in no particular encoding, while JSON holds characters: each byte becomes the
 * character of its number. Files and cells are not touched here.
 */
#ifndef PS_SESSION_TEXT_H
#define PS_SESSION_TEXT_H

#include "core/file.h"
#include "core/session.h"

/* The highest sequence that is believed. */
#define PS_SESSION_SEQUENCE_LIMIT (INT64_MAX / 2)

/* The base that a slot names, and the tiles that differ from it. */
typedef struct PsSessionBase {
    int64_t sequence; /* from 1; 0: the slot names none */
    uint64_t checksum;
} PsSessionBase;

typedef struct PsSessionText {
    PsScene scene; /* its input is empty */
    PsSessionState state;
    int64_t shape[3]; /* channels, height, width; not checked */
    PsSessionBase base;
    int64_t *tiles; /* indices, not checked; null where there are none */
    size_t tile_count;
} PsSessionText;

/* Parses size bytes into text (made here, zeroed on failure). PS_ERROR_FORMAT for all that
 * ps_session_text_write does not write. */
PsStatus ps_session_text_read(const char *bytes, size_t size, PsSessionText *text,
                              PsError *error) PS_MUST_USE;
void ps_session_text_free(PsSessionText *text);

/* Appends the line, and its end. base may be null; changed says for each of count tiles whether it differs.
 */
PsStatus ps_session_text_write(const PsScene *scene, const PsSessionState *state, const PsSessionBase *base,
                               const unsigned char *changed, int64_t count, PsBytes *bytes,
                               PsError *error) PS_MUST_USE;

#endif
