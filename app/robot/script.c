/* The script's parser: lines into words, words into a command by a table of verbs.
 *
 * It plays nothing. A script is accepted whole or refused with the line that is wrong.
 */
#include "app/robot/script.h"

#include "app/ui/ui.h"
#include "app/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 4, WORD_SIZE = 4096 };

/* One line, taken apart. */
typedef struct Line {
    int number;
    int count;
    bool quoted[WORDS];
    char words[WORDS][WORD_SIZE];
} Line;

static PsStatus refuse(PsError *error, int line, const char *what) {
    const PsStatus status = ps_fail(error, PS_ERROR_FORMAT, N_("line %d: %s"), line, what);
    if (error) {
        error->line = line;
    }
    return status;
}

static char unescape(char c) {
    return c == 'n' ? '\n' : c == 't' ? '\t' : c;
}

/* Reads one word from *at on; false where it is malformed. */
static bool read_word(const char **at, const char *end, char *word, bool *quoted) {
    size_t length = 0;
    const char *c = *at;
    *quoted = *c == '"';
    c += *quoted;
    while (c < end && (*quoted ? *c != '"' : *c != ' ' && *c != '\t')) {
        if (length + 1 >= WORD_SIZE || *c == '\0') {
            return false;
        }
        if (*quoted && *c == '\\') {
            c++;
            if (c == end || !strchr("\"\\nt", *c) || *c == '\0') {
                return false;
            }
            word[length++] = unescape(*c++);
        } else {
            word[length++] = *c++;
        }
    }
    if (*quoted) {
        if (c == end) {
            return false;
        }
        c++;
    }
    word[length] = '\0';
    *at = c;
    return c == end || *c == ' ' || *c == '\t';
}

/* Splits text[0..size) into words; a # that begins a word begins a comment. */
static bool split(const char *text, size_t size, Line *line) {
    const char *c = text;
    const char *end = text + size;
    line->count = 0;
    for (;;) {
        while (c < end && (*c == ' ' || *c == '\t')) {
            c++;
        }
        if (c == end || (*c == '#' && !(line->count == 1 && strcmp(line->words[0], "key") == 0))) {
            return true;
        }
        if (line->count == WORDS ||
            !read_word(&c, end, line->words[line->count], &line->quoted[line->count])) {
            return false;
        }
        line->count++;
    }
}

static const struct {
    const char *name;
    int key;
} keys[] = {{"Space", UI_KEY_SPACE},    {"Enter", UI_KEY_ENTER},         {"Escape", UI_KEY_ESCAPE},
            {"Tab", UI_KEY_TAB},        {"Backspace", UI_KEY_BACKSPACE}, {"Delete", UI_KEY_DELETE},
            {"Up", UI_KEY_UP},          {"Down", UI_KEY_DOWN},           {"Left", UI_KEY_LEFT},
            {"Right", UI_KEY_RIGHT},    {"Home", UI_KEY_HOME},           {"End", UI_KEY_END},
            {"PageUp", UI_KEY_PAGE_UP}, {"PageDown", UI_KEY_PAGE_DOWN}};

static int find_key(const char *name) {
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(keys[i].name, name) == 0) {
            return keys[i].key;
        }
    }
    if (name[0] == 'F' && name[1] != '\0') {
        char *end = NULL;
        const long number = strtol(name + 1, &end, 10);
        return *end == '\0' && number >= 1 && number <= 12 ? UI_KEY_F1 + (int)number - 1 : UI_KEY_NONE;
    }
    return name[0] > ' ' && name[0] < 127 && name[1] == '\0' ? name[0] : UI_KEY_NONE;
}

static bool parse_key(const Line *line, ScriptCommand *command) {
    static const struct {
        const char *prefix;
        unsigned modifier;
    } modifiers[] = {{"Ctrl+", UI_CTRL}, {"Shift+", UI_SHIFT}, {"Alt+", UI_ALT}};
    const char *name = line->words[1];
    bool found = line->count == 2;
    while (found) {
        found = false;
        for (size_t i = 0; i < 3; i++) {
            const size_t size = strlen(modifiers[i].prefix);
            if (strncmp(name, modifiers[i].prefix, size) == 0) {
                command->modifiers |= modifiers[i].modifier;
                name += size;
                found = true;
            }
        }
    }
    command->key = line->count == 2 ? find_key(name) : UI_KEY_NONE;
    return command->key != UI_KEY_NONE;
}

static bool parse_number(const char *text, const char *after, double *number) {
    char *end = NULL;
    *number = strtod(text, &end);
    return end != text && strcmp(end, after) == 0 && isfinite(*number) && fabs(*number) < 1e9;
}

/* Two numbers with a character between: 1920x1080, 80,0. */
static bool parse_pair(const char *text, char between, double numbers[2]) {
    char *end = NULL;
    numbers[0] = strtod(text, &end);
    return end != text && *end == between && isfinite(numbers[0]) && fabs(numbers[0]) < 1e9 &&
           parse_number(end + 1, "", &numbers[1]);
}

static bool parse_drag(const Line *line, ScriptCommand *command) {
    if (line->count == 3 && line->quoted[2]) {
        command->verb = SCRIPT_DRAG;
        return true;
    }
    if (line->count == 4 && strcmp(line->words[2], "to") == 0) {
        command->verb = SCRIPT_DRAG_TO;
        return parse_number(line->words[3], "", &command->numbers[0]);
    }
    command->verb = SCRIPT_DRAG_BY;
    return line->count == 4 && strcmp(line->words[2], "by") == 0 &&
           parse_pair(line->words[3], ',', command->numbers);
}

static bool parse_shift_drag(const Line *line, ScriptCommand *command) {
    command->modifiers = UI_SHIFT;
    return parse_drag(line, command);
}

static bool parse_resize(const Line *line, ScriptCommand *command) {
    return line->count == 2 && parse_pair(line->words[1], 'x', command->numbers) &&
           command->numbers[0] >= 1 && command->numbers[1] >= 1 && command->numbers[0] <= 16384 &&
           command->numbers[1] <= 16384;
}

static bool parse_wait(const Line *line, ScriptCommand *command) {
    return line->count == 2 && parse_number(line->words[1], "ms", &command->numbers[0]) &&
           command->numbers[0] >= 0 && command->numbers[0] <= 3600e3;
}

static bool parse_wheel(const Line *line, ScriptCommand *command) {
    return line->count == 3 && parse_number(line->words[2], "", &command->numbers[0]);
}

static bool parse_pinch(const Line *line, ScriptCommand *command) {
    return line->count == 3 && parse_number(line->words[2], "", &command->numbers[0]) &&
           command->numbers[0] >= 0.01 && command->numbers[0] <= 100;
}

/* The verbs: how many words they keep, and what else they read. To add one: a row here and one in robot.c. */
static const struct {
    const char *name;
    int words;
    bool (*parse)(const Line *line, ScriptCommand *command);
    const char *form;
} verbs[] = {
    [SCRIPT_KEY] = {"key", 0, parse_key, N_("write key NAME, as in key Ctrl+Z")},
    [SCRIPT_TYPE] = {"type", 1, NULL, N_("write type \"TEXT\"")},
    [SCRIPT_CLICK] = {"click", 1, NULL, N_("write click \"LABEL\"")},
    [SCRIPT_DOUBLE_CLICK] = {"double-click", 1, NULL, N_("write double-click \"LABEL\"")},
    [SCRIPT_RIGHT_CLICK] = {"right-click", 1, NULL, N_("write right-click \"LABEL\"")},
    [SCRIPT_LONG_PRESS] = {"long-press", 1, NULL, N_("write long-press \"LABEL\"")},
    [SCRIPT_HOVER] = {"hover", 1, NULL, N_("write hover \"LABEL\"")},
    [SCRIPT_WHEEL] = {"wheel", 1, parse_wheel, N_("write wheel \"LABEL\" NOTCHES")},
    [SCRIPT_TAP] = {"tap", 1, NULL, N_("write tap \"LABEL\"")},
    [SCRIPT_DOUBLE_TAP] = {"tap2", 1, NULL, N_("write tap2 \"LABEL\"")},
    [SCRIPT_PINCH] = {"pinch", 1, parse_pinch, N_("write pinch \"LABEL\" FACTOR, as in 2 or 0.5")},
    [SCRIPT_DRAG] = {"drag", 1, parse_drag, N_("write drag \"LABEL\" \"LABEL\", to SHARE or by X,Y")},
    [SCRIPT_SHIFT_DRAG] = {"shift-drag", 1, parse_shift_drag,
                           N_("write shift-drag \"LABEL\" \"LABEL\", to SHARE or by X,Y")},
    [SCRIPT_RESIZE] = {"resize", 0, parse_resize, N_("write resize WIDTHxHEIGHT")},
    [SCRIPT_DROP] = {"drop", 1, NULL, N_("write drop PATH")},
    [SCRIPT_WAIT] = {"wait", 0, parse_wait, N_("write wait NUMBERms")},
    [SCRIPT_EXPECT] = {"expect", 2, NULL, N_("write expect \"LABEL\" \"VALUE\"")},
    [SCRIPT_EXPECT_NO] = {"expect-no", 1, NULL, N_("write expect-no \"LABEL\"")},
    [SCRIPT_EXPECT_FOCUS] = {"expect-focus", 1, NULL, N_("write expect-focus \"LABEL\"")},
    [SCRIPT_SHOT] = {"shot", 1, NULL, N_("write shot FILE.png")},
    [SCRIPT_QUIT] = {"quit", 0, NULL, N_("write quit alone")},
};

static bool keep_word(const Line *line, int index, ScriptCommand *command, int slot) {
    const size_t size = strlen(line->words[index]) + 1;
    command->words[slot] = malloc(size);
    if (!command->words[slot]) {
        return false;
    }
    memcpy(command->words[slot], line->words[index], size);
    return true;
}

static void free_command(ScriptCommand *command) {
    free(command->words[0]);
    free(command->words[1]);
}

/* Reads one line's command into command (zeroed), whose words are the script's to free, even on failure. */
static PsStatus parse_line(const Line *line, ScriptCommand *command, PsError *error) {
    for (int verb = 0; verb < SCRIPT_VERB_COUNT; verb++) {
        if (!verbs[verb].name || strcmp(verbs[verb].name, line->words[0]) != 0) {
            continue;
        }
        command->verb = (ScriptVerb)verb;
        command->line = line->number;
        const bool parsed =
            verbs[verb].parse ? verbs[verb].parse(line, command) : line->count == verbs[verb].words + 1;
        if (!parsed) {
            return refuse(error, line->number, verbs[verb].form);
        }
        const int kept = command->verb == SCRIPT_DRAG ? 2 : verbs[verb].words;
        for (int i = 0; i < kept; i++) {
            if (!keep_word(line, i + 1, command, i)) {
                return ps_fail_memory(error);
            }
        }
        return PS_OK;
    }
    return refuse(error, line->number, N_("no such command: see the list of commands in the README"));
}

/* A zeroed command at the script's end; null where memory is short. */
static ScriptCommand *append(Script *script) {
    if (script->count == script->capacity) {
        const size_t larger = script->capacity * 2 + 64;
        ScriptCommand *grown = realloc(script->commands, larger * sizeof *grown);
        if (!grown) {
            return NULL;
        }
        script->commands = grown;
        script->capacity = larger;
    }
    ScriptCommand *command = &script->commands[script->count++];
    *command = (ScriptCommand){0};
    return command;
}

/* One line of the text: nothing, or a command that joins the script. */
static PsStatus take_line(const char *text, size_t size, Line *line, Script *script, PsError *error) {
    if (!split(text, size, line)) {
        return refuse(error, line->number,
                      N_("words that cannot be read: close the quotes, use \\\" \\\\ \\t \\n"));
    }
    if (line->count == 0) {
        return PS_OK;
    }
    ScriptCommand *command = append(script);
    return command ? parse_line(line, command, error) : ps_fail_memory(error);
}

static PsStatus parse_lines(const char *text, size_t size, Line *line, Script *script, PsError *error) {
    const char *end = text + size;
    PsStatus status = PS_OK;
    while (text < end && status == PS_OK) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const size_t length = newline ? (size_t)(newline - text) : (size_t)(end - text);
        line->number++;
        const size_t used = length > 0 && text[length - 1] == '\r' ? length - 1 : length;
        status = take_line(text, used, line, script, error);
        text += length + (newline != NULL);
    }
    return status;
}

PsStatus script_parse(const char *text, size_t size, Script *script, PsError *error) {
    *script = (Script){0};
    Line *line = calloc(1, sizeof *line);
    if (!line) {
        return ps_fail_memory(error);
    }
    const PsStatus status = parse_lines(text, size, line, script, error);
    free(line);
    if (status != PS_OK) {
        script_free(script);
    }
    return status;
}

void script_free(Script *script) {
    for (size_t i = 0; i < script->count; i++) {
        free_command(&script->commands[i]);
    }
    free(script->commands);
    *script = (Script){0};
}
