/* The window's command line. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "app/settings.h"
#include "core/status.h"

#include <stdint.h>

typedef struct Arguments {
    const char *file; /* null: none; these borrow argv */
    const char *render, *robot, *dump_ui;
    bool help, version, no_session, real_time, start_page;
    int stage;    /* -1: not given */
    int64_t step; /* -1: not given */
    bool has_theme, has_size, has_scale;
    ThemeName theme;
    int width, height;
    float scale;
} Arguments;

/* Reads argv. On failure a sentence "what is wrong: what to do". */
PsStatus arguments_read(int argc, char **argv, Arguments *arguments, PsError *error) PS_MUST_USE;

/* Whether they leave it to the program what is shown first: no file, no stage or step, nothing to be drawn,
 * played or left out. */
bool arguments_leave_start(const Arguments *arguments);

/* The text of --help. */
const char *arguments_help(void);

#endif
