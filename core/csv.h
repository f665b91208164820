/* Comma- and tab-separated maps over bytes, and the clipboard's. One row a line; an empty line begins the
 * next channel (all of one shape). A UTF-8 byte order mark, CRLF, blanks around cells and a missing final
 * newline are fine.
 */
#ifndef PS_CSV_H
#define PS_CSV_H

#include "core/file.h"
#include "core/map.h"

/* Parses text into map (made here; zeroed on failure). The separator is the first of tab, comma or semicolon
 * that stands in the text; with none, one value a line. Errors carry line and column: ragged rows, text in
 * cells, NUL bytes, empty cells, values beyond float32, channels of different shapes. */
PsStatus ps_csv_read(const unsigned char *data, size_t size, PsMap *map, PsError *error) PS_MUST_USE;

/* Parses what a spreadsheet puts on the clipboard into a map of one channel (made here; zeroed on failure):
 * tabs separate, and nothing else does; a comma in a cell is a decimal point, as it is where cells are typed;
 * quotes around a cell do not count; an empty cell is 0, as Delete makes it; empty lines at the end are not
 * there. Errors as in ps_csv_read, and PS_ERROR_SIZE past PS_CLIPBOARD_SIDE rows or columns. */
enum { PS_CLIPBOARD_SIDE = 4096 };
PsStatus ps_csv_read_clipboard(const unsigned char *data, size_t size, PsMap *map,
                               PsError *error) PS_MUST_USE;

/* Appends map as text with the given separator (',' for .csv, '\t', ' ' for the terminal): full numbers, a
 * line a row, an empty line between channels. */
PsStatus ps_csv_write(const PsMap *map, char separator, PsBytes *bytes, PsError *error) PS_MUST_USE;

#endif
