/* Texts as people paste them, made plain: the surroundings that carry no meaning go, lines stay lines. Not
 * installed: it serves the readers of stacks. */
#ifndef PS_PLAIN_TEXT_H
#define PS_PLAIN_TEXT_H

#include "core/bytes.h"

/* Appends text to plain: line ends CR, CR LF and CR CR LF become LF, Unicode's spaces a space; byte order
 * marks, letters of no width and a terminal's colours are left out. A line keeps its number. Fails for want
 * of memory alone. */
PsStatus ps_plain_text(const char *text, size_t length, PsBytes *plain, PsError *error) PS_MUST_USE;

#endif
