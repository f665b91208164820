/* Texts, tables and pictures as people really have them, through the command line, the clipboard and the
 * window.
 *
 * The rows are in tests/data/cases/rows.txt, whose README says how they read. All are tried, whatever fails;
 * an argument chooses those whose first line holds it.
 */
#define _POSIX_C_SOURCE 200809L /* NOLINT(bugprone-reserved-identifier): popen, strtok_r */

#include "tests/app/driver.h"

#include "app/document/opening.h"
#include "app/words.h"
#include "core/file.h"

#include <math.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE = 1024, OUTPUT = 1 << 20, ACTIONS = 8, CLIPBOARD = 1 << 16 };

/* What a row is tried on, and what came of it. */
typedef struct Trial {
    char row[LINE];
    int line; /* where the check stands that is being read */
    int failures;
    int checks;
    char *output; /* of the command line, both outputs, blanks in a row as one */
    int exit;
    bool asked_exit;
    App *app;
    char said[PS_ERROR_TEXT_SIZE]; /* why a file was not opened */
    PsMap before;                  /* the window's map before the row */
} Trial;

static char clipboard[CLIPBOARD];
static const char *chosen = "";

static void complain(Trial *trial, const char *format, ...) PS_PRINTF(2, 3);

static void complain(Trial *trial, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "rows.txt:%d: %s\n    ", trial->line, trial->row);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    trial->failures++;
}

/* ---- trying ---- */

/* Blanks and line ends in a row become one blank, so that a table's columns need not be counted. */
static void squeeze(char *text) {
    char *to = text;
    for (const char *from = text; *from != '\0'; from++) {
        const bool blank = *from == ' ' || *from == '\n' || *from == '\t';
        if (!blank) {
            *to++ = *from;
        } else if (to > text && to[-1] != ' ') {
            *to++ = ' ';
        }
    }
    *to = '\0';
}

/* A refusal is one line by the program, the last; before it may stand what could be worked out. */
static void check_refusal(Trial *trial) {
    char prefix[64];
    snprintf(prefix, sizeof prefix, "%.*s: ", (int)strcspn(trial->row, " "), trial->row);
    const char *at = trial->output;
    while (at != NULL && strncmp(at, prefix, strlen(prefix)) != 0) {
        at = strchr(at, '\n');
        at = at != NULL ? at + 1 : NULL;
    }
    const char *end = at != NULL ? strchr(at, '\n') : NULL;
    if (end == NULL || end[1] != '\0') {
        complain(trial, "a refusal is one line: %s", trial->output);
    }
}

static void run_command(Trial *trial) {
    char command[LINE + 16];
    snprintf(command, sizeof command, "{ %s; } 2>&1", trial->row);
    FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c): rows are commands as people type them */
    assert_non_null(pipe);
    const size_t size = fread(trial->output, 1, OUTPUT - 1, pipe);
    trial->output[size] = '\0';
    const int status = pclose(pipe);
    trial->exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (trial->exit == 2) {
        check_refusal(trial);
    }
    squeeze(trial->output);
}

static char *get_clipboard(void *context) {
    (void)context;
    return strdup(clipboard);
}

static void copy_file(const char *path) {
    PsBytes bytes = {0};
    assert_int_equal(ps_file_read(path, sizeof clipboard - 1, &bytes, NULL), PS_OK);
    snprintf(clipboard, sizeof clipboard, "%s", (const char *)bytes.data);
    ps_bytes_free(&bytes);
}

static void start_window(Trial *trial) {
    trial->app = drive_start();
    trial->app->ui.clipboard = (UiClipboard){.get = get_clipboard};
    assert_int_equal(ps_map_copy(&trial->app->document.scene.input, &trial->before, NULL), PS_OK);
}

static void press_open(App *app) {
    drive_show(app);
    if (drive_has(app, "Open picture")) {
        drive_key(app, UI_KEY_ENTER, 0);
    }
    drive_show(app);
}

static void open_file(Trial *trial, const char *path) {
    PsError error = {0};
    start_window(trial);
    if (opening_open_asking(trial->app, path, &error) != PS_OK) {
        words_error(&error, trial->said, sizeof trial->said);
    }
    press_open(trial->app);
}

static void drop_file(Trial *trial, const char *path) {
    start_window(trial);
    opening_drop(trial->app, path);
    press_open(trial->app);
}

static void paste_cells(Trial *trial, const char *path) {
    start_window(trial);
    copy_file(path);
    drive_key(trial->app, 'v', UI_CTRL);
}

static void paste_cells_at_focus(Trial *trial, const char *path) {
    start_window(trial);
    copy_file(path);
    drive_click(trial->app, "input 0,0");
    drive_key(trial->app, 'v', UI_CTRL);
}

static void paste_stack(Trial *trial, const char *path) {
    start_window(trial);
    copy_file(path);
    drive_key(trial->app, '3', UI_CTRL);
    drive_key(trial->app, 'v', UI_CTRL);
}

/* What may follow the first words of a row, set apart by commas: a key's name, or a control's. */
static void act(Trial *trial, const char *name) {
    if (strcmp(name, "End") == 0) {
        drive_key(trial->app, UI_KEY_END, 0);
    } else if (drive_has(trial->app, name)) {
        drive_click(trial->app, name);
    } else {
        complain(trial, "there is no \"%s\" to press", name);
    }
}

/* The ways into the window: what stands before and after the file's name. */
static const struct {
    const char *before, *after;
    void (*try)(Trial *trial, const char *path);
} ways[] = {{"open ", " in the window", open_file},
            {"drop ", " on the window", drop_file},
            {"paste ", " into the map", paste_cells},
            {"paste ", " over a cell", paste_cells_at_focus},
            {"paste ", " on the stack", paste_stack}};

static void try_window(Trial *trial) {
    char words[LINE];
    char *rest = NULL;
    snprintf(words, sizeof words, "%s", trial->row);
    char *first = strtok_r(words, ",", &rest);
    const size_t length = strlen(first);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        const size_t before = strlen(ways[i].before);
        const size_t after = strlen(ways[i].after);
        if (length > before + after && strncmp(first, ways[i].before, before) == 0 &&
            strcmp(first + length - after, ways[i].after) == 0) {
            first[length - after] = '\0';
            ways[i].try(trial, first + before);
            break;
        }
    }
    if (trial->app == NULL) {
        complain(trial, "no row begins like this: see README.md beside it");
        return;
    }
    for (char *name = strtok_r(NULL, ",", &rest); name != NULL; name = strtok_r(NULL, ",", &rest)) {
        act(trial, name + strspn(name, " "));
    }
}

/* A command whose row names no status ends with 0. */
static void end_trial(Trial *trial) {
    if (trial->row[0] != '\0' && trial->checks == 0) {
        complain(trial, "nothing is asked of this row");
    }
    if (trial->row[0] != '\0' && !trial->asked_exit && trial->exit != 0) {
        complain(trial, "exit %d: %.400s", trial->exit, trial->output);
    }
    if (trial->app != NULL) {
        app_destroy(trial->app);
    }
    ps_map_free(&trial->before);
    trial->app = NULL;
    trial->row[0] = trial->said[0] = '\0';
    trial->checks = trial->exit = 0;
    trial->asked_exit = false;
}

static void begin_trial(Trial *trial, const char *row) {
    end_trial(trial);
    if (strstr(row, chosen) == NULL) {
        return;
    }
    snprintf(trial->row, sizeof trial->row, "%s", row);
    if (strncmp(row, "poolscope", 9) == 0) {
        run_command(trial);
    } else {
        try_window(trial);
    }
}

/* ---- checking ---- */

static void check_exit(Trial *trial, const char *text) {
    trial->asked_exit = true;
    if (trial->exit != atoi(text)) { /* NOLINT(cert-err34-c): our own table */
        complain(trial, "exit %d, not %s: %.400s", trial->exit, text, trial->output);
    }
}

static void check_prints(Trial *trial, const char *text) {
    if (strstr(trial->output, text) == NULL) {
        complain(trial, "prints: %.600s\n    and not: %s", trial->output, text);
    }
}

static void check_lacks(Trial *trial, const char *text) {
    if (strstr(trial->output, text) != NULL) {
        complain(trial, "prints %s: %.400s", text, trial->output);
    }
}

static bool window_says(const Trial *trial, const char *text) {
    const Ui *ui = &trial->app->ui;
    bool said = strstr(trial->said, text) != NULL;
    for (size_t i = 0; i < ui->tree.count && !said; i++) {
        said = strstr(ui_entry_label(ui, &ui->tree.entries[i]), text) != NULL ||
               strstr(ui_entry_value(ui, &ui->tree.entries[i]), text) != NULL;
    }
    return said;
}

static void check_says(Trial *trial, const char *text) {
    if (!window_says(trial, text)) {
        complain(trial, "is not said: %s\n    but: %s%s", text, trial->said, trial->app->ui.note);
    }
}

static void check_hides(Trial *trial, const char *text) {
    if (window_says(trial, text)) {
        complain(trial, "is said: %s", text);
    }
}

/* Said, and nothing changed. */
static void check_refuses(Trial *trial, const char *text) {
    check_says(trial, text);
    if (!ps_map_equal(&trial->before, &trial->app->document.scene.input)) {
        complain(trial, "the map changed");
    }
}

static void check_shows(Trial *trial, const char *text) {
    char label[LINE];
    const char *value = strstr(text, " =");
    assert_non_null(value);
    snprintf(label, sizeof label, "%.*s", (int)(value - text), text);
    value += strlen(" =");
    value += strspn(value, " ");
    const UiEntry *entry = ui_find(&trial->app->ui, label);
    const char *shown = entry != NULL ? ui_entry_value(&trial->app->ui, entry) : "nothing";
    if (strcmp(shown, value) != 0) {
        complain(trial, "%s is %s, not %s", label, shown, value);
    }
}

static void check_map(Trial *trial, const char *text) {
    char shape[64];
    const PsMap *map = &trial->app->document.scene.input;
    snprintf(shape, sizeof shape, "%d × %d × %d", map->channels, map->height, map->width);
    if (strcmp(shape + (map->channels == 1 ? 5 : 0), text) != 0) {
        complain(trial, "the map is %s, not %s", shape, text);
    }
}

/* A number, or a fraction: 128/255. */
static float value_of(const char *word) {
    char *end = NULL;
    const double above = strtod(word, &end);
    return (float)(*end == '/' ? above / strtod(end + 1, NULL) : above);
}

static void check_values(Trial *trial, const char *text) {
    char words[LINE];
    char *rest = NULL;
    int64_t at = 0;
    const PsMap *map = &trial->app->document.scene.input;
    snprintf(words, sizeof words, "%s", text);
    for (char *word = strtok_r(words, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        const float value = value_of(word);
        const float found = at < ps_map_cells(map) ? map->values[at] : NAN;
        if (!(found == value || (isnan(found) && isnan(value)))) {
            complain(trial, "value %d is %.9g, not %s", (int)at, (double)found, word);
        }
        at++;
    }
}

static const struct {
    const char *word;
    bool window;
    void (*check)(Trial *trial, const char *text);
} checks[] = {
    {"exit", false, check_exit},      {"prints", false, check_prints}, {"lacks", false, check_lacks},
    {"map", true, check_map},         {"values", true, check_values},  {"says", true, check_says},
    {"refuses", true, check_refuses}, {"shows", true, check_shows},    {"hides", true, check_hides}};

static void check(Trial *trial, const char *line) {
    const size_t length = strcspn(line, " ");
    if (trial->row[0] == '\0') {
        return;
    }
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        if (strlen(checks[i].word) == length && strncmp(checks[i].word, line, length) == 0 &&
            checks[i].window == (trial->app != NULL)) {
            trial->checks++;
            checks[i].check(trial, line + length + (line[length] == ' '));
            return;
        }
    }
    complain(trial, "nothing is checked by: %s", line);
}

static void every_case_gives_the_right_answer_or_a_true_refusal(void **state) {
    (void)state;
    Trial trial = {.output = malloc(OUTPUT)};
    char line[LINE];
    int number = 0;
    FILE *rows = fopen("rows.txt", "r");
    assert_non_null(trial.output);
    assert_non_null(rows);
    while (fgets(line, sizeof line, rows) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        trial.line = ++number;
        const size_t indent = strspn(line, " ");
        if (line[0] == '#' || line[indent] == '\0') {
            continue;
        }
        if (indent == 0) {
            begin_trial(&trial, line);
        } else {
            check(&trial, line + indent);
        }
    }
    end_trial(&trial);
    fclose(rows);
    free(trial.output);
    assert_int_equal(trial.failures, 0);
}

int main(int count, char **arguments) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_gives_the_right_answer_or_a_true_refusal),
    };
    char path[8192];
    const char *old = getenv("PATH");
    chosen = count > 1 ? arguments[1] : "";
    snprintf(path, sizeof path, "%s:%s", POOLSCOPE_CLI_FOLDER, old != NULL ? old : "");
    if (chdir(POOLSCOPE_CASES) != 0 || setenv("PATH", path, 1) != 0 || setenv("LC_ALL", "C", 1) != 0) {
        return 2;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
