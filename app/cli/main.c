/* poolscope-cli: the core without a display. Here is the dispatch by a table of commands, help, and the one
 * line on standard error that every failure ends in.
 */
#include "app/cli/commands.h"
#include "app/cli/options.h"
#include "app/cli/writer.h"
#include "app/words.h"
#include "core/file.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { EXIT_FINE = 0, EXIT_REFUSED = 2 };

typedef struct Command {
    Syntax syntax;
    const char *summary;
    PsStatus (*run)(const Options *options, PsError *error);
} Command;

#define COMMON_OPTIONS (OPTION_BIT(OPTION_JSON) | OPTION_BIT(OPTION_HELP) | OPTION_BIT(OPTION_VERSION))
#define AXIS_OPTIONS                                                                                         \
    (OPTION_BIT(OPTION_KERNEL_SIZE) | OPTION_BIT(OPTION_STRIDE) | OPTION_BIT(OPTION_PADDING) |               \
     OPTION_BIT(OPTION_DILATION) | OPTION_BIT(OPTION_CEIL_MODE))
#define WINDOW_OPTIONS                                                                                       \
    (AXIS_OPTIONS | OPTION_BIT(OPTION_OP) | OPTION_BIT(OPTION_NO_COUNT_INCLUDE_PAD) |                        \
     OPTION_BIT(OPTION_NORM_TYPE))

/* To add a command: a row here and its function in commands.h. */
static const Command commands[] = {
    {{"pool", "INPUT",
      COMMON_OPTIONS | WINDOW_OPTIONS | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_INDICES) |
          OPTION_BIT(OPTION_OUTPUT_SIZE)},
     N_("Pool the map in INPUT (.npy, .csv, .tsv, or - for standard input)."),
     pool_command},
    {{"walk", "INPUT", COMMON_OPTIONS | WINDOW_OPTIONS | OPTION_BIT(OPTION_CHANNEL)},
     N_("Show every step of the window over INPUT: its values, maximum, average and Lp."),
     walk_command},
    {{"size", NULL,
      COMMON_OPTIONS | AXIS_OPTIONS | OPTION_BIT(OPTION_INPUT_SIZE) | OPTION_BIT(OPTION_CONVOLUTION)},
     N_("Show how many windows fit an input, and how much of it is never read."),
     size_command},
    {{"field", "STACK", COMMON_OPTIONS | OPTION_BIT(OPTION_INPUT_SIZE) | OPTION_BIT(OPTION_ASSUME_ORDER)},
     N_("Show what each layer of STACK sees (notation, a file, a scene or a preset)."),
     field_command},
    {{"influence", "STACK",
      COMMON_OPTIONS | OPTION_BIT(OPTION_INPUT_SIZE) | OPTION_BIT(OPTION_OUTPUT) | OPTION_BIT(OPTION_SEEDS) |
          OPTION_BIT(OPTION_ASSUME_ORDER)},
     N_("Show how much of its field the middle neuron of STACK's last layer really uses."),
     influence_command},
    {{"check", "FILE", COMMON_OPTIONS},
     N_("Check that the scene in FILE (.json, or - for standard input) is sound."),
     check_command},
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

static const Command *find_command(const char *name) {
    for (int i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].syntax.command, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

/* ---- help ---- */

static void write_help(Writer *writer) {
    writer_text(writer,
                _("Usage: poolscope-cli COMMAND [OPTION]...\n\nPooling of convolutional networks, without a "
                  "display.\n\nCommands:\n"));
    for (int i = 0; i < COMMANDS; i++) {
        writer_format(writer, "  %-9s %s\n", commands[i].syntax.command, _(commands[i].summary));
    }
    writer_text(writer,
                _("\nOptions:\n  --help     print this help, or that of a command: poolscope-cli COMMAND "
                  "--help\n  --version  print the version\n"));
}

static void write_command_help(const Command *command, Writer *writer) {
    const Syntax *syntax = &command->syntax;
    writer_format(writer, _("Usage: poolscope-cli %s%s%s [OPTION]...\n\n%s\n\nOptions:\n"), syntax->command,
                  syntax->operand ? " " : "", syntax->operand ? syntax->operand : "", _(command->summary));
    options_help(syntax, writer);
}

static PsStatus print_help(const Command *command, PsError *error) {
    Writer writer = {.error = error};
    if (command) {
        write_command_help(command, &writer);
    } else {
        write_help(&writer);
    }
    writer_flush(&writer);
    writer_free(&writer);
    return writer.status;
}

static PsStatus print_version(PsError *error) {
    static const char text[] = "poolscope-cli " POOLSCOPE_VERSION "\n";
    return ps_file_write("-", text, sizeof text - 1, error);
}

/* ---- dispatch ---- */

static PsStatus run(int count, char *const *arguments, PsError *error) {
    const Command *command = count > 0 ? find_command(arguments[0]) : NULL;
    /* A name that is no command is told so, even with --help behind it. */
    bool named = count > 0 && arguments[0][0] != '-';
    if (named && !command) {
        return ps_fail(
            error, PS_ERROR_SETTING,
            N_("there is no command '%s': choose pool, walk, size, field, influence or check, or --help"),
            arguments[0]);
    }
    if (options_ask_for(count, arguments, OPTION_HELP)) {
        return print_help(command, error);
    }
    if (options_ask_for(count, arguments, OPTION_VERSION)) {
        return print_version(error);
    }
    if (!command) {
        return ps_fail(
            error, PS_ERROR_SETTING,
            N_("no command comes first: choose pool, walk, size, field, influence or check, or --help"));
    }
    Options options;
    PsStatus status = options_parse(&command->syntax, count - 1, arguments + 1, &options, error);
    return status ? status : command->run(&options, error);
}

/* One line, whatever a file's name contains. */
static void print_error(const PsError *error) {
    char text[PS_ERROR_TEXT_SIZE];
    words_error(error, text, sizeof text);
    for (char *at = text; *at; at++) {
        if ((unsigned char)*at < ' ' || *at == 0x7F) {
            *at = '?';
        }
    }
    fprintf(stderr, "poolscope-cli: %s\n", text);
}

int main(int count, char **arguments) {
    ps_file_expect_failures();
    words_init(NULL);
    PsError error = {0};
    if (run(count > 0 ? count - 1 : 0, arguments + 1, &error)) {
        print_error(&error);
        return EXIT_REFUSED;
    }
    return EXIT_FINE;
}
