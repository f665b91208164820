/* A command line into Options, by one table of options. Options is plain data: what the options said, before
 * it is put into the core's words. Its texts are borrowed from argv.
 *
 * Options and operands come in any order; `--name value` and `--name=value` are the same; after `--` all is
 * operand. A value is checked here as far as it can be without knowing the input: its form and its range.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "app/cli/writer.h"
#include "core/pool.h"
#include "core/status.h"

#include <stdbool.h>
#include <stdint.h>

/* All options of all commands, in the order that help lists them. To add one: a member here and in Options,
 * a row of the table in options.c, and its bit in the commands that take it (main.c). */
typedef enum OptionId {
    OPTION_OUTPUT,
    OPTION_INDICES,
    OPTION_OP,
    OPTION_INPUT_SIZE,
    OPTION_KERNEL_SIZE,
    OPTION_STRIDE,
    OPTION_PADDING,
    OPTION_DILATION,
    OPTION_CEIL_MODE,
    OPTION_NO_COUNT_INCLUDE_PAD,
    OPTION_NORM_TYPE,
    OPTION_OUTPUT_SIZE,
    OPTION_CONVOLUTION,
    OPTION_CHANNEL,
    OPTION_SEEDS,
    OPTION_ASSUME_ORDER,
    OPTION_JSON,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
} OptionId;

#define OPTION_BIT(id) (UINT32_C(1) << (id))

/* K or KH,KW. count is how many numbers were given: 0, 1 or 2; with 1 both values are the same. */
typedef struct Pair {
    int values[PS_AXES];
    int count;
} Pair;

typedef struct Options {
    const char *input; /* the operand */
    const char *output;
    const char *indices;
    const char *op;
    Pair input_size, kernel_size, stride, padding, dilation, output_size;
    bool ceil_mode, no_count_include_pad, convolution, assume_order, json;
    double norm_type;
    int channel;
    int seeds;
    uint32_t given; /* OPTION_BITs of the options that were there */
} Options;

/* What a command takes. */
typedef struct Syntax {
    const char *command;
    const char *operand; /* its name in help, null where the command takes none */
    uint32_t options;    /* OPTION_BITs */
} Syntax;

/* The option as it is typed, "--kernel-size". */
const char *option_name(OptionId option);

/* Whether option was given. */
bool options_has(const Options *options, OptionId option);

/* Whether --help or --version is among the arguments; they go before all else. */
bool options_ask_for(int count, char *const *arguments, OptionId option);

/* Reads the arguments that follow the command, which options borrows from. PS_ERROR_SETTING with the sentence
 * for the first that is wrong. */
PsStatus options_parse(const Syntax *syntax, int count, char *const *arguments, Options *options,
                       PsError *error) PS_MUST_USE;

/* Writes a line for each option of the command. */
void options_help(const Syntax *syntax, Writer *writer);

#endif
