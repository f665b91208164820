/* Where results go: standard output or a file, and in which format, by the ending of its name.
 *
 * How values are written is in writer.c and the core; that a file is written whole or not at all is in
 * core/file.
 */
#include "app/cli/output.h"

#include <string.h>

typedef struct Ending {
    const char *text;
    OutputFormat format;
} Ending;

static const Ending endings[] = {
    {".npy", FORMAT_NPY},
    {".csv", FORMAT_CSV},
    {".tsv", FORMAT_TSV},
    {".json", FORMAT_JSON},
};

static char lower(char character) {
    return character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
}

bool output_ends_with(const char *text, const char *ending) {
    size_t length = strlen(text);
    size_t ending_length = strlen(ending);
    if (length < ending_length) {
        return false;
    }
    for (size_t i = 0; i < ending_length; i++) {
        if (lower(text[length - ending_length + i]) != ending[i]) {
            return false;
        }
    }
    return true;
}

OutputFormat output_format_of(const char *path) {
    if (strcmp(path, "-") == 0 || strncmp(path, "/dev/", 5) == 0) {
        return FORMAT_TEXT;
    }
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (output_ends_with(path, endings[i].text)) {
            return endings[i].format;
        }
    }
    return FORMAT_UNKNOWN;
}

/* 0 a device or pipe, 1 standard output, 2 a file. */
static int commit_turn(const PsFileOutput *output) {
    if (output->temporary) {
        return 2;
    }
    return strcmp(output->target, "-") == 0 ? 1 : 0;
}

PsStatus output_commit(PsFileOutput *outputs, int count, PsError *error) {
    PsStatus status = PS_OK;
    for (int turn = 0; turn < 3; turn++) {
        for (int i = 0; i < count && !status; i++) {
            if (outputs[i].target && commit_turn(&outputs[i]) == turn) {
                status = ps_file_commit(&outputs[i], error);
            }
        }
    }
    output_abandon(outputs, count);
    return status;
}

void output_abandon(PsFileOutput *outputs, int count) {
    for (int i = 0; i < count; i++) {
        ps_file_abandon(&outputs[i]);
    }
}
