/* The table of options and its reader. What an option means is the business of the commands.
 *
 * A row says where in Options a value goes and of which kind it is; storing goes by kind alone. Numbers are
 * checked for form and range here, so that commands can take them as they are.
 */
#include "app/cli/options.h"

#include "app/words.h"
#include "core/axis.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef enum ValueKind { VALUE_NONE, VALUE_TEXT, VALUE_INTEGER, VALUE_PAIR, VALUE_NUMBER } ValueKind;

typedef struct Option {
    const char *name;
    const char *value; /* its name in help */
    const char *help;
    ValueKind kind;
    int minimum;   /* of integers */
    size_t member; /* where it goes in Options: bool, const char *, int, Pair or double by kind */
} Option;

#define MEMBER(name) offsetof(Options, name)

static const Option option_rows[OPTION_COUNT] = {
    [OPTION_OUTPUT] = {"-o", "OUT", N_("write to OUT (.npy, .csv, .tsv or .json); - is standard output"),
                       VALUE_TEXT, 0, MEMBER(output)},
    [OPTION_INDICES] = {"--indices", "IDX.npy", N_("write the indices of the maxima (max operations)"),
                        VALUE_TEXT, 0, MEMBER(indices)},
    [OPTION_OP] = {"--op", "OP", N_("max (default), avg, lp, gap, gmp, adaptive_avg or adaptive_max"),
                   VALUE_TEXT, 0, MEMBER(op)},
    [OPTION_INPUT_SIZE] = {"--input-size", "N[,M]", N_("size of the input, one axis or height,width"),
                           VALUE_PAIR, 1, MEMBER(input_size)},
    [OPTION_KERNEL_SIZE] = {"--kernel-size", "K|KH,KW", N_("size of the window (default 2)"), VALUE_PAIR, 1,
                            MEMBER(kernel_size)},
    [OPTION_STRIDE] = {"--stride", "S|SH,SW",
                       N_("cells from one window to the next (default: the kernel size)"), VALUE_PAIR, 1,
                       MEMBER(stride)},
    [OPTION_PADDING] = {"--padding", "P|PH,PW", N_("padding on each side (default 0)"), VALUE_PAIR, 0,
                        MEMBER(padding)},
    [OPTION_DILATION] = {"--dilation", "D|DH,DW", N_("cells from one tap to the next (default 1)"),
                         VALUE_PAIR, 1, MEMBER(dilation)},
    [OPTION_CEIL_MODE] = {"--ceil-mode", NULL, N_("keep a last window that is partly outside"), VALUE_NONE, 0,
                          MEMBER(ceil_mode)},
    [OPTION_NO_COUNT_INCLUDE_PAD] = {"--no-count-include-pad", NULL, N_("average over real cells only"),
                                     VALUE_NONE, 0, MEMBER(no_count_include_pad)},
    [OPTION_NORM_TYPE] = {"--norm-type", "p", N_("the p of Lp (default 2)"), VALUE_NUMBER, 0,
                          MEMBER(norm_type)},
    [OPTION_OUTPUT_SIZE] = {"--output-size", "O|OH,OW",
                            N_("size of the output of adaptive operations (default 1)"), VALUE_PAIR, 1,
                            MEMBER(output_size)},
    [OPTION_CONVOLUTION] = {"--convolution", NULL, N_("of a convolution: any padding, stride 1 by default"),
                            VALUE_NONE, 0, MEMBER(convolution)},
    [OPTION_CHANNEL] = {"--channel", "C", N_("this channel alone, counted from 0 (default: all in turn)"),
                        VALUE_INTEGER, 0, MEMBER(channel)},
    [OPTION_SEEDS] = {"--seeds", "N", N_("random weights, averaged over N seeds, instead of path counts"),
                      VALUE_INTEGER, 1, MEMBER(seeds)},
    [OPTION_ASSUME_ORDER] = {"--assume-order", NULL,
                             N_("take it that classes of a printout run their layers as listed"), VALUE_NONE,
                             0, MEMBER(assume_order)},
    [OPTION_JSON] = {"--json", NULL, N_("print JSON"), VALUE_NONE, 0, MEMBER(json)},
    [OPTION_HELP] = {"--help", NULL, N_("print this help"), VALUE_NONE, 0, 0},
    [OPTION_VERSION] = {"--version", NULL, N_("print the version"), VALUE_NONE, 0, 0},
};

/* The arguments that are still to be read. */
typedef struct Unread {
    char *const *at;
    int left;
} Unread;

const char *option_name(OptionId option) {
    return option_rows[option].name;
}

bool options_has(const Options *options, OptionId option) {
    return (options->given & OPTION_BIT(option)) != 0;
}

bool options_ask_for(int count, char *const *arguments, OptionId option) {
    for (int i = 0; i < count && strcmp(arguments[i], "--") != 0; i++) {
        if (strcmp(arguments[i], option_rows[option].name) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- values ---- */

static PsStatus fail_value(const Option *option, const char *text, PsError *error) {
    return ps_fail(error, PS_ERROR_SETTING, N_("'%s' is no value for %s: give it as %s %s"), text,
                   option->name, option->name, option->value);
}

/* Reads decimal digits with an optional minus from *text, which moves behind them. A number beyond the limit
 * stops growing there, so that it is out of range and nothing overflows. */
static bool read_integer(const char **text, long long *value) {
    const char *at = *text;
    bool negative = *at == '-';
    at += negative;
    const char *first = at;
    long long sum = 0;
    for (; *at >= '0' && *at <= '9'; at++) {
        sum = sum > PS_AXIS_LIMIT ? sum : sum * 10 + (*at - '0');
    }
    *value = negative ? -sum : sum;
    *text = at;
    return at > first;
}

/* Splits text into one to most integers with commas between them; false where it is anything else. */
static bool split_integers(const char *text, int most, long long *values, int *count) {
    for (*count = 0; *count < most; text++) {
        if (!read_integer(&text, &values[*count])) {
            return false;
        }
        (*count)++;
        if (*text != ',') {
            return *text == '\0';
        }
    }
    return false;
}

static PsStatus read_integers(const Option *option, const char *text, int most, int *values, int *count,
                              PsError *error) {
    long long wide[PS_AXES] = {0};
    if (!split_integers(text, most, wide, count)) {
        return fail_value(option, text, error);
    }
    for (int i = 0; i < *count; i++) {
        if (wide[i] < option->minimum || wide[i] > PS_AXIS_LIMIT) {
            return ps_fail(error, PS_ERROR_SETTING,
                           N_("%s %s is out of range: give whole numbers from %d to %d"), option->name, text,
                           option->minimum, PS_AXIS_LIMIT);
        }
        values[i] = (int)wide[i];
    }
    return PS_OK;
}

static PsStatus read_pair(const Option *option, const char *text, Pair *pair, PsError *error) {
    PsStatus status = read_integers(option, text, PS_AXES, pair->values, &pair->count, error);
    if (!status && pair->count == 1) {
        pair->values[PS_WIDTH] = pair->values[PS_HEIGHT];
    }
    return status;
}

/* A finite decimal above 0. strtod alone would take hexadecimal, nan and blanks as well. */
static PsStatus read_number(const Option *option, const char *text, double *number, PsError *error) {
    char *end = NULL;
    double value = strtod(text, &end);
    if (text[0] == '\0' || text[strspn(text, "+-.0123456789eE")] != '\0' || *end != '\0') {
        return fail_value(option, text, error);
    }
    if (!isfinite(value) || !(value > 0)) {
        return ps_fail(error, PS_ERROR_SETTING, N_("%s %s is out of range: give a finite number above 0"),
                       option->name, text);
    }
    *number = value;
    return PS_OK;
}

static PsStatus store(const Option *option, const char *text, Options *options, PsError *error) {
    void *member = (char *)options + option->member;
    int count = 0;
    switch (option->kind) {
    case VALUE_NONE:
        *(bool *)member = true;
        return PS_OK;
    case VALUE_TEXT:
        *(const char **)member = text;
        return PS_OK;
    case VALUE_INTEGER:
        return read_integers(option, text, 1, member, &count, error);
    case VALUE_PAIR:
        return read_pair(option, text, member, error);
    case VALUE_NUMBER:
        return read_number(option, text, member, error);
    }
    return PS_OK;
}

/* ---- arguments ---- */

/* Whether argument is option: its name alone, with =value (then *value is that), or -oVALUE. */
static bool is_option(const Option *option, const char *argument, const char **value) {
    size_t length = strlen(option->name);
    *value = NULL;
    if (strncmp(argument, option->name, length) != 0) {
        return false;
    }
    if (argument[length] == '\0') {
        return true;
    }
    bool is_letter = option->name[1] != '-';
    *value = argument + length + (is_letter ? 0 : 1);
    return is_letter || argument[length] == '=';
}

static bool find_option(const char *argument, OptionId *id, const char **value) {
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (is_option(&option_rows[i], argument, value)) {
            *id = (OptionId)i;
            return true;
        }
    }
    return false;
}

static PsStatus parse_option(const Syntax *syntax, Unread *arguments, Options *options, PsError *error) {
    const char *argument = *arguments->at++;
    arguments->left--;
    OptionId id = OPTION_COUNT;
    const char *value = NULL;
    if (!find_option(argument, &id, &value)) {
        return ps_fail(error, PS_ERROR_SETTING, N_("there is no option '%s': see poolscope-cli %s --help"),
                       argument, syntax->command);
    }
    const Option *option = &option_rows[id];
    if (!(syntax->options & OPTION_BIT(id))) {
        return ps_fail(error, PS_ERROR_SETTING, N_("%s does not take %s: see poolscope-cli %s --help"),
                       syntax->command, option->name, syntax->command);
    }
    if (option->kind == VALUE_NONE && value) {
        return ps_fail(error, PS_ERROR_SETTING, N_("%s takes no value: write it alone"), option->name);
    }
    if (option->kind != VALUE_NONE && !value) {
        /* An option in the place of a value is a value forgotten; -1 is a value out of range. */
        if (arguments->left == 0 || strncmp(*arguments->at, "--", 2) == 0) {
            return ps_fail(error, PS_ERROR_SETTING, N_("%s has no value: give it as %s %s"), option->name,
                           option->name, option->value);
        }
        value = *arguments->at++;
        arguments->left--;
    }
    options->given |= OPTION_BIT(id);
    return store(option, value, options, error);
}

static PsStatus parse_operand(const Syntax *syntax, const char *argument, Options *options, PsError *error) {
    if (!syntax->operand) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("%s takes options only, not '%s': see poolscope-cli %s --help"), syntax->command,
                       argument, syntax->command);
    }
    if (options->input) {
        return ps_fail(error, PS_ERROR_SETTING, N_("'%s' is one file too many: %s takes one %s"), argument,
                       syntax->command, syntax->operand);
    }
    options->input = argument;
    return PS_OK;
}

PsStatus options_parse(const Syntax *syntax, int count, char *const *arguments, Options *options,
                       PsError *error) {
    *options = (Options){0};
    Unread rest = {arguments, count};
    bool only_operands = false;
    while (rest.left > 0) {
        const char *argument = *rest.at;
        bool is_operand = only_operands || argument[0] != '-' || argument[1] == '\0';
        PsStatus status = PS_OK;
        if (!is_operand && strcmp(argument, "--") != 0) {
            status = parse_option(syntax, &rest, options, error);
        } else {
            status = is_operand ? parse_operand(syntax, argument, options, error) : PS_OK;
            only_operands = only_operands || !is_operand;
            rest.at++;
            rest.left--;
        }
        if (status) {
            return status;
        }
    }
    if (syntax->operand && !options->input) {
        return ps_fail(error, PS_ERROR_SETTING, N_("%s has no %s: name a file, or - for standard input"),
                       syntax->command, syntax->operand);
    }
    return PS_OK;
}

void options_help(const Syntax *syntax, Writer *writer) {
    for (int i = 0; i < OPTION_COUNT; i++) {
        const Option *option = &option_rows[i];
        if (syntax->options & OPTION_BIT(i)) {
            int used = (int)(strlen(option->name) + (option->value ? strlen(option->value) + 1 : 0));
            writer_format(writer, "  %s%s%s%*s  %s\n", option->name, option->value ? " " : "",
                          option->value ? option->value : "", used < 24 ? 24 - used : 0, "", _(option->help));
        }
    }
}
