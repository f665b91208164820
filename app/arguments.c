/* A table of options, each with the function that reads its value.
 *
 * Reads only: files are not opened and nothing is printed here. The first argument that is wrong ends the
 * reading with its sentence; what was read until then is not used.
 */
#include "app/arguments.h"

#include "app/stages/stage.h"
#include "app/words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static PsStatus read_stage(Arguments *arguments, const char *value, PsError *error) {
    arguments->stage = stage_find(value);
    if (arguments->stage < 0) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("there is no stage \"%s\": name one of the tabs, as in --stage window"), value);
    }
    return PS_OK;
}

static PsStatus read_step(Arguments *arguments, const char *value, PsError *error) {
    char *end = NULL;
    errno = 0;
    const long long step = strtoll(value, &end, 10);
    if (end == value || *end != '\0' || errno != 0 || step < 0) {
        return ps_fail(error, PS_ERROR_SETTING, N_("--step \"%s\" is no step: give a whole number from 0"),
                       value);
    }
    arguments->step = step;
    return PS_OK;
}

static PsStatus read_theme(Arguments *arguments, const char *value, PsError *error) {
    arguments->has_theme = theme_find(value, &arguments->theme);
    if (!arguments->has_theme) {
        return ps_fail(error, PS_ERROR_SETTING, N_("there is no theme \"%s\": use night, day or contrast"),
                       value);
    }
    return PS_OK;
}

static PsStatus read_size(Arguments *arguments, const char *value, PsError *error) {
    char *end = NULL;
    const long width = strtol(value, &end, 10);
    const char *second = *end == 'x' ? end + 1 : "";
    const long height = strtol(second, &end, 10);
    const bool sound = *second != '\0' && end != second && *end == '\0' && width >= WINDOW_LEAST &&
                       height >= WINDOW_LEAST && width <= WINDOW_MOST && height <= WINDOW_MOST;
    if (!sound) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("--size \"%s\" is no window size: give WIDTHxHEIGHT from %dx%d to %dx%d"), value,
                       (int)WINDOW_LEAST, (int)WINDOW_LEAST, (int)WINDOW_MOST, (int)WINDOW_MOST);
    }
    arguments->has_size = true;
    arguments->width = (int)width;
    arguments->height = (int)height;
    return PS_OK;
}

static PsStatus read_scale(Arguments *arguments, const char *value, PsError *error) {
    char *end = NULL;
    const float scale = strtof(value, &end);
    if (end == value || *end != '\0' || !(scale >= TEXT_SIZE_LEAST && scale <= TEXT_SIZE_MOST)) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("--scale \"%s\" is no text size: give a number from 0.75 to 3"), value);
    }
    arguments->has_scale = true;
    arguments->scale = scale;
    return PS_OK;
}

static PsStatus keep_render(Arguments *arguments, const char *value, PsError *error) {
    (void)error;
    arguments->render = value;
    return PS_OK;
}

static PsStatus keep_robot(Arguments *arguments, const char *value, PsError *error) {
    (void)error;
    arguments->robot = value;
    return PS_OK;
}

static PsStatus keep_dump(Arguments *arguments, const char *value, PsError *error) {
    (void)error;
    arguments->dump_ui = value;
    return PS_OK;
}

/* Options with a value; to add one: a row here and a line of the help. */
static const struct {
    const char *name;
    PsStatus (*read)(Arguments *arguments, const char *value, PsError *error);
} valued[] = {{"--stage", read_stage}, {"--step", read_step},   {"--theme", read_theme},
              {"--size", read_size},   {"--scale", read_scale}, {"--render", keep_render},
              {"--robot", keep_robot}, {"--dump-ui", keep_dump}};

static const struct {
    const char *name;
    size_t offset;
} flags[] = {{"--help", offsetof(Arguments, help)},
             {"-h", offsetof(Arguments, help)},
             {"--version", offsetof(Arguments, version)},
             {"--no-session", offsetof(Arguments, no_session)},
             {"--start-page", offsetof(Arguments, start_page)},
             {"--real-time", offsetof(Arguments, real_time)}};

const char *arguments_help(void) {
    return _("usage: poolscope [FILE] [OPTION]...\n"
             "See pooling happen, one window at a time. FILE is a scene (.json), a map\n"
             "(.npy, .csv, .tsv) or a picture.\n"
             "\n"
             "  --stage KEY         the stage to open: window, compare, field or size\n"
             "  --step N            the step to start at\n"
             "  --theme NAME        night, day or contrast\n"
             "  --size WxH          size of the window, as in 1280x800\n"
             "  --scale N           text size, 0.75 to 3\n"
             "  --render OUT.png    draw one frame at rest, without a display, and end\n"
             "  --robot SCRIPT      play a script of inputs, without a display, and end\n"
             "  --real-time         let the robot's clock be the real one\n"
             "  --dump-ui OUT.json  write the UI tree of the last frame\n"
             "  --no-session        read and write neither session nor settings\n"
             "  --start-page        show the start page and the hints of the very first start\n"
             "  --help, --version\n");
}

bool arguments_leave_start(const Arguments *arguments) {
    return !arguments->file && arguments->stage < 0 && arguments->step < 0 && !arguments->robot &&
           !arguments->dump_ui && !arguments->render && !arguments->no_session;
}

/* Sets the flag named by text; false if there is none. */
static bool read_flag(Arguments *arguments, const char *text) {
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (strcmp(flags[i].name, text) == 0) {
            *(bool *)(void *)((char *)arguments + flags[i].offset) = true;
            return true;
        }
    }
    return false;
}

/* Reads the option at argv[*at], and its value from behind "=" or from the next argument. */
static PsStatus read_option(int argc, char **argv, int *at, Arguments *arguments, PsError *error) {
    const char *text = argv[*at];
    for (size_t i = 0; i < sizeof valued / sizeof valued[0]; i++) {
        const size_t length = strlen(valued[i].name);
        if (strncmp(text, valued[i].name, length) != 0 || (text[length] != '\0' && text[length] != '=')) {
            continue;
        }
        const char *value = text[length] == '=' ? text + length + 1 : NULL;
        if (!value && *at + 1 < argc) {
            value = argv[++*at];
        }
        if (!value || !*value || strncmp(value, "--", 2) == 0) {
            return ps_fail(error, PS_ERROR_SETTING, N_("%s needs a value: see poolscope --help"),
                           valued[i].name);
        }
        return valued[i].read(arguments, value, error);
    }
    return ps_fail(error, PS_ERROR_SETTING, N_("unknown option %s: see poolscope --help"), text);
}

PsStatus arguments_read(int argc, char **argv, Arguments *arguments, PsError *error) {
    *arguments = (Arguments){.stage = -1, .step = -1};
    bool options = true;
    for (int i = 1; i < argc; i++) {
        const bool option = options && argv[i][0] == '-' && argv[i][1] != '\0';
        if (option && strcmp(argv[i], "--") == 0) {
            options = false;
        } else if (option && !read_flag(arguments, argv[i])) {
            const PsStatus status = read_option(argc, argv, &i, arguments, error);
            if (status != PS_OK) {
                return status;
            }
        } else if (!option && arguments->file) {
            return ps_fail(error, PS_ERROR_SETTING, N_("two files, %s and %s: open one"), arguments->file,
                           argv[i]);
        } else if (!option) {
            arguments->file = argv[i];
        }
    }
    if (arguments->real_time && !arguments->robot) {
        return ps_fail(error, PS_ERROR_SETTING, N_("--real-time is for a robot: add --robot SCRIPT"));
    }
    return PS_OK;
}
