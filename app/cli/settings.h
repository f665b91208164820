/* What the options of a command line said, before and after they are put into the core's words.
 *
 * Settings is plain data, filled by options.c and read by the commands. Texts are borrowed from argv.
 */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H

#include "core/pool.h"
#include "core/status.h"

#include <stdbool.h>
#include <stdint.h>

/* All options of all commands, in the order that help lists them. To add one: a member here and in Settings,
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

typedef struct Settings {
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
} Settings;

bool settings_has(const Settings *settings, OptionId option);

/* The pooling that the options describe. PS_ERROR_SETTING where there is no such operation, or it does not
 * take an option that was given. */
PsStatus settings_pool(const Settings *settings, PsPool *pool, PsError *error) PS_MUST_USE;

/* The same for a walk, which shows max, average and Lp side by side: without --op it takes the options of all
 * three, and with one only that operation's; other operations have no steps. */
PsStatus settings_walk(const Settings *settings, PsPool *pool, PsError *error) PS_MUST_USE;

#endif
