/* Formats by the ending of a file's name, and outputs that are all put in place or none. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "core/file.h"
#include "core/status.h"

#include <stdbool.h>

typedef enum OutputFormat {
    FORMAT_TEXT, /* for people: standard output and devices */
    FORMAT_NPY,
    FORMAT_CSV,
    FORMAT_TSV,
    FORMAT_JSON,
    FORMAT_UNKNOWN
} OutputFormat;

/* Whether text ends in ending (lower case), whatever its own case. */
bool output_ends_with(const char *text, const char *ending);

/* By the ending, whatever its case; "-" and what is under /dev is text. */
OutputFormat output_format_of(const char *path);

/* Puts count prepared outputs in place and frees them all. Those that are written directly go first, standard
 * output after devices and pipes: they can still fail, and then nothing was printed and no file has changed.
 */
PsStatus output_commit(PsFileOutput *outputs, int count, PsError *error) PS_MUST_USE;

void output_abandon(PsFileOutput *outputs, int count);

#endif
