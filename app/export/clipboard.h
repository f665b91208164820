/* The system's clipboard as far as SDL does not reach it: pictures. One file a system. */
#ifndef CLIPBOARD_H
#define CLIPBOARD_H

#include "core/status.h"

#include <stddef.h>

/* Puts a PNG of size bytes there; it stays when the program ends. Waits at most two seconds. */
PsStatus clipboard_put_png(const void *png, size_t size, PsError *error) PS_MUST_USE;

#endif
