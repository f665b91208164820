/* Bytes that grow: what a file held, a text in the making. */
#ifndef PS_BYTES_H
#define PS_BYTES_H

#include "core/status.h"

#include <stddef.h>

/* Zeroed: none. Freed by ps_bytes_free. data has one zero byte past size. */
typedef struct PsBytes {
    unsigned char *data;
    size_t size;
    size_t capacity;
} PsBytes;

void ps_bytes_free(PsBytes *bytes);

/* Makes room for size more bytes and the zero byte behind them. */
PsStatus ps_bytes_reserve(PsBytes *bytes, size_t size, PsError *error) PS_MUST_USE;

/* Appends size bytes, growing as needed. On failure bytes are as they were. */
PsStatus ps_bytes_append(PsBytes *bytes, const void *data, size_t size, PsError *error) PS_MUST_USE;

#endif
