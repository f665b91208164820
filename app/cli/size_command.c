/* poolscope-cli size: how many windows fit, by which formula, and what is never read. No map is needed.
 *
 * One or two axes, each on its own; what is refused is refused by the core.
 */
#include "app/cli/commands.h"
#include "app/cli/options.h"
#include "app/cli/writer.h"
#include "app/words.h"
#include "core/axis.h"

#include <stddef.h>

enum { FORMULA_SIZE = 512 };

typedef struct AxisSize {
    int64_t output;
    int64_t unread;
    char formula[FORMULA_SIZE];
} AxisSize;

/* The options that can have a number for each axis. */
typedef struct Member {
    OptionId option;
    size_t member;
} Member;

static const Member members[] = {
    {OPTION_KERNEL_SIZE, offsetof(Options, kernel_size)},
    {OPTION_STRIDE, offsetof(Options, stride)},
    {OPTION_PADDING, offsetof(Options, padding)},
    {OPTION_DILATION, offsetof(Options, dilation)},
};

static PsStatus check_axes(const Options *options, PsError *error) {
    int axes = options->input_size.count;
    if (axes == 0) {
        return ps_fail(error, PS_ERROR_SETTING, N_("size has no %s: give it as %s N or N,M"),
                       option_name(OPTION_INPUT_SIZE), option_name(OPTION_INPUT_SIZE));
    }
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        const Pair *pair = (const Pair *)(const void *)((const char *)options + members[i].member);
        if (pair->count > axes) {
            return ps_fail(
                error, PS_ERROR_SETTING,
                N_("%s has two numbers and %s one: give %s as N,M, or one number for the one axis"),
                option_name(members[i].option), option_name(OPTION_INPUT_SIZE),
                option_name(OPTION_INPUT_SIZE));
        }
    }
    return PS_OK;
}

static int value_or(const Pair *pair, int axis, int otherwise) {
    return pair->count > 0 ? pair->values[axis] : otherwise;
}

static PsAxis make_axis(const Options *options, int axis) {
    int kernel = value_or(&options->kernel_size, axis, 2);
    return (PsAxis){
        .input = options->input_size.values[axis],
        .kernel = kernel,
        .stride = value_or(&options->stride, axis, options->convolution ? 1 : kernel),
        .padding = value_or(&options->padding, axis, 0),
        .dilation = value_or(&options->dilation, axis, 1),
        .ceil_mode = options->ceil_mode,
    };
}

static PsStatus compute(const Options *options, int axis, AxisSize *size, PsError *error) {
    static const char *const names[PS_AXES] = {"height", "width"};
    const char *name = options->input_size.count > 1 ? names[axis] : "size";
    PsAxis numbers = make_axis(options, axis);
    PsStatus status = ps_axis_check(&numbers, name, !options->convolution, error);
    if (status) {
        return status;
    }
    PsFormula formula = {0};
    ps_axis_formula(&numbers, PS_NUMBER_FULL, &formula);
    ps_formula_text(&formula, size->formula, sizeof size->formula);
    size->output = ps_axis_output(&numbers);
    size->unread = ps_axis_unread(&numbers);
    return PS_OK;
}

static void write_json(Writer *writer, const AxisSize *sizes, int axes) {
    int64_t outputs[PS_AXES] = {0};
    int64_t unread[PS_AXES] = {0};
    for (int axis = 0; axis < axes; axis++) {
        outputs[axis] = sizes[axis].output;
        unread[axis] = sizes[axis].unread;
    }
    writer_text(writer, "{\"out\":");
    writer_json_integers(writer, outputs, axes);
    writer_text(writer, ",\"unread\":");
    writer_json_integers(writer, unread, axes);
    writer_text(writer, ",\"formula\":[");
    for (int axis = 0; axis < axes; axis++) {
        writer_text(writer, axis > 0 ? "," : "");
        writer_json_text(writer, sizes[axis].formula);
    }
    writer_text(writer, "]}\n");
}

static void write_text(Writer *writer, const AxisSize *sizes, int axes) {
    for (int axis = 0; axis < axes; axis++) {
        writer_format(writer, "%lld  %s, %lld never read\n", (long long)sizes[axis].output,
                      sizes[axis].formula, (long long)sizes[axis].unread);
    }
}

PsStatus size_command(const Options *options, PsError *error) {
    AxisSize sizes[PS_AXES];
    int axes = options->input_size.count;
    PsStatus status = check_axes(options, error);
    for (int axis = 0; axis < axes && axis < PS_AXES && !status; axis++) {
        status = compute(options, axis, &sizes[axis], error);
    }
    if (status) {
        return status;
    }
    Writer writer = {.error = error};
    if (options->json) {
        write_json(&writer, sizes, axes);
    } else {
        write_text(&writer, sizes, axes);
    }
    writer_flush(&writer);
    writer_free(&writer);
    return writer.status;
}
