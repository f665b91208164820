/* The text of a session's slot: a line of JSON with what is no scene's (the file, the recipe of the input,
 * the base of a large map), then the scene as a file holds it, without its cells. For session.c alone.
 *
 * Files and cells are not touched here. Lines of older versions, which held the scene themselves, are read
 * too.
 */
#ifndef PS_SESSION_TEXT_H
#define PS_SESSION_TEXT_H

#include "core/bytes.h"
#include "core/document.h"

/* The highest sequence that is believed. */
#define PS_SESSION_SEQUENCE_LIMIT (INT64_MAX / 2)

/* The base that a slot names, and the tiles that differ from it. */
typedef struct PsSessionBase {
    int64_t sequence; /* from 1; 0: the slot names none */
    uint64_t checksum;
} PsSessionBase;

typedef struct PsSessionText {
    PsDocument document; /* its input is empty */
    int64_t shape[3];    /* channels, height, width; not checked */
    PsSessionBase base;
    int64_t *tiles; /* indices, not checked; null if there are none */
    size_t tile_count;
} PsSessionText;

/* Parses the beginning of size bytes into text (made here, zeroed on failure); *used is how many belong to
 * it: the cells follow. PS_ERROR_FORMAT for all that ps_session_text_write does not write. */
PsStatus ps_session_text_read(const char *bytes, size_t size, size_t *used, PsSessionText *text,
                              PsError *error) PS_MUST_USE;
void ps_session_text_free(PsSessionText *text);

/* Appends the text. base may be null; changed says for each of count tiles whether it differs. */
PsStatus ps_session_text_write(const PsDocument *document, const PsSessionBase *base,
                               const unsigned char *changed, int64_t count, PsBytes *bytes,
                               PsError *error) PS_MUST_USE;

#endif
