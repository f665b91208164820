/* Comma- and tab-separated maps over bytes, and the clipboard's. One row a line; an empty line begins the
 * next channel (all of one shape). A UTF-8 byte order mark, any line ends, blanks and quotes around cells and
 * a missing final newline are fine.
 *
 * Commas are decimal points, or part thousands, only where the text leaves no doubt; where it can be read in
 * two ways that give different numbers it is refused. With a point anywhere in the text no comma is a decimal
 * point.
 */
#ifndef PS_CSV_H
#define PS_CSV_H

#include "core/bytes.h"
#include "core/map.h"

/* Parses text into map (made here; zeroed on failure). Tabs separate cells, else semicolons, else commas;
 * with none, one value a line. Errors carry line and column: ragged rows, text in cells, names of columns,
 * NUL bytes, empty cells, values beyond float32, channels of different shapes, commas that may mean two
 * things. */
PsStatus ps_csv_read(const unsigned char *data, size_t size, PsMap *map, PsError *error) PS_MUST_USE;

/* The same of a text that should hold tabs: without them, a comma may part values or begin decimals. */
PsStatus ps_csv_read_tabs(const unsigned char *data, size_t size, PsMap *map, PsError *error) PS_MUST_USE;

/* Parses what a spreadsheet or an editor puts on the clipboard into a map of one channel (made here; zeroed
 * on failure). With a tab in it, or no separator at all, it is a spreadsheet's: only tabs separate, an empty
 * cell is 0, as Delete makes it, and an empty line a row. Else it is read as ps_csv_read_tabs does. Empty
 * lines at the end are not there. Errors as in ps_csv_read, and PS_ERROR_SIZE past PS_CLIPBOARD_SIDE rows or
 * columns. */
enum { PS_CLIPBOARD_SIDE = 4096 };
PsStatus ps_csv_read_clipboard(const unsigned char *data, size_t size, PsMap *map,
                               PsError *error) PS_MUST_USE;

/* Appends map as text with the given separator (',' for .csv, '\t', ' ' for the terminal): full numbers, a
 * line a row, an empty line between channels. */
PsStatus ps_csv_write(const PsMap *map, char separator, PsBytes *bytes, PsError *error) PS_MUST_USE;

#endif
