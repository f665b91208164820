/* Bytes that claim to be a text: what encoding they have, and how they can be shown. */
#ifndef PS_TEXT_H
#define PS_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* How many bytes the well-formed UTF-8 sequence takes that begins data[0..size); 0 if there is none. */
size_t ps_text_sequence(const unsigned char *data, size_t size);

/* Puts a question mark in the place of each byte that is no UTF-8, and of each control character, so that
 * text can go to a terminal. */
void ps_text_make_printable(char *text);

/* Whether data is UTF-16, as spreadsheets and PowerShell save it: by its mark, or by its first two letters.
 */
bool ps_text_is_utf16(const unsigned char *data, size_t size);

#endif
