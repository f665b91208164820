/* A command line into Settings, by one table of options.
 *
 * Options and operands come in any order; `--name value` and `--name=value` are the same; after `--` all is
 * operand. A value is checked here as far as it can be without knowing the input: its form and its range.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "app/cli/settings.h"
#include "app/cli/writer.h"
#include "core/status.h"

#include <stdint.h>

/* What a command takes. */
typedef struct Syntax {
    const char *command;
    const char *operand; /* its name in help, null where the command takes none */
    uint32_t options;    /* OPTION_BITs */
} Syntax;

/* The option as it is typed, "--kernel-size". */
const char *option_name(OptionId option);

/* Whether --help or --version stands among the arguments; they go before all else. */
bool options_ask_for(int count, char *const *arguments, OptionId option);

/* Reads the arguments that follow the command. Settings borrow from them. PS_ERROR_SETTING with the sentence
 * for the first that is wrong. */
PsStatus options_parse(const Syntax *syntax, int count, char *const *arguments, Settings *settings,
                       PsError *error) PS_MUST_USE;

/* Writes a line for each option of the command. */
void options_help(const Syntax *syntax, Writer *writer);

#endif
