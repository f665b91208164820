/* Comma- and tab-separated maps over bytes. One row a line; an empty line begins the next channel (all of
 * one shape). A UTF-8 byte order mark, CRLF, blanks around cells and a missing final newline are fine.
 */
#ifndef PS_CSV_H
#define PS_CSV_H

#include "core/file.h"
#include "core/map.h"

/* Parses text into map (made here; zeroed on failure). The separator is the first of tab, comma or semicolon
 * that stands in the text; with none, one value a line. Errors carry line and column: ragged rows, text in
 * cells, NUL bytes, empty cells, values beyond float32, channels of different shapes. */
PsStatus ps_csv_read(const unsigned char *data, size_t size, PsMap *map, PsError *error) PS_MUST_USE;

/* Text from a spreadsheet's clipboard. */
PsStatus ps_csv_read_clipboard(const unsigned char *data, size_t size, PsMap *map, PsError *error) PS_MUST_USE;

/* Appends map as text with the given separator (',' for .csv, '\t', ' ' for the terminal): full numbers, a
 * line a row, an empty line between channels. */
PsStatus ps_csv_write(const PsMap *map, char separator, PsBytes *bytes, PsError *error) PS_MUST_USE;

#endif
