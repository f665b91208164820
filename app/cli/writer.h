/* Text that grows, with one error for the whole of it.
 *
 * Every call after a failure does nothing, so that what is written can be read off the code without a check a
 * line; writer_flush or the owner of .bytes looks at .status once, at the end.
 */
#ifndef CLI_WRITER_H
#define CLI_WRITER_H

#include "core/bytes.h"
#include "core/status.h"

#include <stdint.h>

typedef struct Writer {
    PsBytes bytes; /* owned */
    PsStatus status;
    PsError *error; /* borrowed */
} Writer;

void writer_free(Writer *writer);

void writer_text(Writer *writer, const char *text);

/* Short texts: at most 1023 bytes a call. */
void writer_format(Writer *writer, const char *format, ...) PS_PRINTF(2, 3);

/* The shortest decimal of a float32; for JSON, which has no nan and inf, these are strings. */
void writer_number(Writer *writer, float value);
void writer_json_number(Writer *writer, float value);

/* "[1,2]", of count integers. */
void writer_json_integers(Writer *writer, const int64_t *values, int count);

/* A JSON string of text. */
void writer_json_text(Writer *writer, const char *text);

/* Writes what has gathered to standard output and empties the writer. */
void writer_flush(Writer *writer);

#endif
