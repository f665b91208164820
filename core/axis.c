/* The arithmetic of one axis; nothing here knows of maps or values.
 *
 * All of it is int64 on numbers of at most PS_AXIS_LIMIT (2^28), so no product of two of them overflows.
 * Sources: PyTorch's ATen/native/Pool.h (pooling_output_shape) and AdaptivePooling.h.
 */
#include "core/axis.h"

#include <assert.h>
#include <stddef.h>

static int64_t smaller(int64_t one, int64_t other) {
    return one < other ? one : other;
}

static int64_t larger(int64_t one, int64_t other) {
    return one > other ? one : other;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high) {
    return larger(low, smaller(value, high));
}

/* C's division rounds towards zero; these two towards -inf and +inf. divisor is positive. */
static int64_t divide_down(int64_t value, int64_t divisor) {
    return value / divisor - (value % divisor < 0 ? 1 : 0);
}

static int64_t divide_up(int64_t value, int64_t divisor) {
    return value / divisor + (value % divisor > 0 ? 1 : 0);
}

static PsStatus check_range(const char *setting, const char *name, int64_t value, int64_t least,
                            PsError *error) {
    if (value < least) {
        return ps_fail(error, PS_ERROR_SETTING, "%s %s %lld is too small: use at least %lld", setting, name,
                       (long long)value, (long long)least);
    }
    if (value > PS_AXIS_LIMIT) {
        return ps_fail(error, PS_ERROR_SETTING, "%s %s %lld is too large: use at most %lld", setting, name,
                       (long long)value, (long long)PS_AXIS_LIMIT);
    }
    return PS_OK;
}

static PsStatus check_ranges(const PsAxis *axis, const char *name, PsError *error) {
    const struct {
        const char *setting;
        int64_t value;
        int64_t least;
    } rows[] = {{"input", axis->input, 1},
                {"kernel", axis->kernel, 1},
                {"stride", axis->stride, 1},
                {"padding", axis->padding, 0},
                {"dilation", axis->dilation, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const PsStatus status = check_range(rows[i].setting, name, rows[i].value, rows[i].least, error);
        if (status != PS_OK) {
            return status;
        }
    }
    return PS_OK;
}

PsStatus ps_axis_check(const PsAxis *axis, const char *name, bool pooling, PsError *error) {
    const PsStatus status = check_ranges(axis, name, error);
    if (status != PS_OK) {
        return status;
    }
    if (pooling && axis->padding > axis->kernel / 2) {
        return ps_fail(
            error, PS_ERROR_SETTING, "padding %lld is more than half of kernel %s %lld: use at most %lld",
            (long long)axis->padding, name, (long long)axis->kernel, (long long)(axis->kernel / 2));
    }
    const int64_t padded = ps_axis_padded_size(axis);
    /* With ceil mode a window may hang over and still be one. */
    if (ps_axis_extent(axis) <= padded || (axis->ceil_mode && ps_axis_output(axis) >= 1)) {
        return PS_OK;
    }
    if (axis->dilation > 1 && axis->kernel <= padded) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "kernel %s %lld with dilation %lld spans %lld of %lld cells: use a smaller dilation",
                       name, (long long)axis->kernel, (long long)axis->dilation,
                       (long long)ps_axis_extent(axis), (long long)padded);
    }
    return ps_fail(error, PS_ERROR_SETTING, "kernel %s %lld does not fit into %lld cells: use at most %lld",
                   name, (long long)axis->kernel, (long long)padded, (long long)padded);
}

/* O before ceil mode drops a window that would start in the right-hand padding. */
static int64_t undropped_output(const PsAxis *axis) {
    const int64_t room = ps_axis_padded_size(axis) - ps_axis_extent(axis);
    return (axis->ceil_mode ? divide_up(room, axis->stride) : divide_down(room, axis->stride)) + 1;
}

static bool drops_last(const PsAxis *axis) {
    return axis->ceil_mode && (undropped_output(axis) - 1) * axis->stride >= axis->input + axis->padding;
}

int64_t ps_axis_output(const PsAxis *axis) {
    return axis->bins > 0 ? axis->bins : undropped_output(axis) - (drops_last(axis) ? 1 : 0);
}

int64_t ps_axis_padded_size(const PsAxis *axis) {
    return axis->input + 2 * axis->padding;
}

int64_t ps_axis_extent(const PsAxis *axis) {
    return axis->dilation * (axis->kernel - 1) + 1;
}

int64_t ps_axis_tap_count(const PsAxis *axis, int64_t output) {
    const PsRange window = ps_axis_window(axis, output);
    return axis->bins > 0 ? window.end - window.first : axis->kernel;
}

PsRange ps_axis_window(const PsAxis *axis, int64_t output) {
    if (axis->bins > 0) {
        return ps_axis_bin(axis->input, axis->bins, output);
    }
    const int64_t first = output * axis->stride - axis->padding;
    return (PsRange){first, first + ps_axis_extent(axis)};
}

PsRange ps_axis_taps(const PsAxis *axis, int64_t output) {
    if (axis->bins > 0) {
        return (PsRange){0, ps_axis_tap_count(axis, output)};
    }
    const int64_t start = output * axis->stride - axis->padding;
    const int64_t first = clamp(divide_up(-start, axis->dilation), 0, axis->kernel);
    const int64_t end = clamp(divide_up(axis->input - start, axis->dilation), first, axis->kernel);
    return (PsRange){first, end};
}

PsRange ps_axis_padded(const PsAxis *axis, int64_t output) {
    const PsRange window = ps_axis_window(axis, output);
    const int64_t first = larger(window.first, -axis->padding);
    return (PsRange){first, larger(first, smaller(window.end, axis->input + axis->padding))};
}

bool ps_axis_reads(const PsAxis *axis, int64_t output, int64_t position) {
    const PsRange window = ps_axis_window(axis, output);
    return position >= -axis->padding && position < axis->input + axis->padding && position >= window.first &&
           position < window.end && (position - window.first) % axis->dilation == 0;
}

/* Bin o reads p where o < (p + 1) * O / N and p * O / N < o + 1. */
static PsRange bins_at(const PsAxis *axis, int64_t position) {
    if (position < 0 || position >= axis->input) {
        return (PsRange){0, 0};
    }
    return (PsRange){position * axis->bins / axis->input,
                     divide_up((position + 1) * axis->bins, axis->input)};
}

PsRange ps_axis_outputs(const PsAxis *axis, int64_t position) {
    if (axis->bins > 0) {
        return bins_at(axis, position);
    }
    const int64_t from_start = position + axis->padding;
    const int64_t outputs = larger(0, ps_axis_output(axis));
    const int64_t first = divide_up(from_start - (ps_axis_extent(axis) - 1), axis->stride);
    const int64_t end = divide_down(from_start, axis->stride) + 1;
    const PsRange range = {clamp(first, 0, outputs), clamp(end, 0, outputs)};
    return (PsRange){range.first, larger(range.first, range.end)};
}

/* The smallest x >= 0 for which value * x is, modulo modulus, the greatest common divisor of the two
 * (Euclid's extended algorithm). */
static int64_t inverse(int64_t value, int64_t modulus, int64_t *divisor) {
    int64_t rest = modulus;
    int64_t next = value % modulus;
    int64_t factor = 0;
    int64_t next_factor = 1;
    while (next != 0) {
        const int64_t times = rest / next;
        const int64_t rest_after = rest - times * next;
        const int64_t factor_after = factor - times * next_factor;
        rest = next;
        next = rest_after;
        factor = next_factor;
        next_factor = factor_after;
    }
    *divisor = rest;
    return factor < 0 ? factor + modulus : factor;
}

/* Output o reads position where o*S + t*D = position + P for a tap t. Modulo D that says what o is modulo
 * *period = D / gcd(S, D); the first such o near enough is the answer. */
static int64_t first_reader(const PsAxis *axis, int64_t position, PsRange near, int64_t *period) {
    *period = 1;
    if (axis->bins > 0) {
        return near.first;
    }
    const int64_t from_start = position + axis->padding;
    int64_t divisor = 1;
    const int64_t factor = inverse(axis->stride, axis->dilation, &divisor);
    if (from_start % divisor != 0) {
        return near.end;
    }
    *period = axis->dilation / divisor;
    const int64_t rest = from_start / divisor % *period * factor % *period;
    return near.first + (rest + *period - near.first % *period) % *period;
}

static PsRange near_outputs(const PsAxis *axis, int64_t position) {
    const bool there = position >= -axis->padding && position < axis->input + axis->padding;
    return there ? ps_axis_outputs(axis, position) : (PsRange){0, 0};
}

int64_t ps_axis_reader(const PsAxis *axis, int64_t position) {
    const PsRange near = near_outputs(axis, position);
    int64_t period = 1;
    const int64_t reader = first_reader(axis, position, near, &period);
    return reader < near.end ? reader : larger(0, ps_axis_output(axis));
}

int64_t ps_axis_reader_count(const PsAxis *axis, int64_t position) {
    const PsRange near = near_outputs(axis, position);
    int64_t period = 1;
    const int64_t reader = first_reader(axis, position, near, &period);
    return reader < near.end ? (near.end - 1 - reader) / period + 1 : 0;
}

/* Runs of length cells, one at every stride from the cell start on. */
typedef struct Runs {
    int64_t start;
    int64_t stride;
    int64_t length;
    int64_t count;
} Runs;

/* How many cells below end lie in a run. */
static int64_t covered(const Runs *runs, int64_t end) {
    const int64_t cells = end - runs->start;
    if (runs->count <= 0 || runs->length <= 0 || cells <= 0) {
        return 0;
    }
    if (runs->length >= runs->stride) {
        return smaller(cells, (runs->count - 1) * runs->stride + runs->length);
    }
    const int64_t whole = smaller(runs->count, cells / runs->stride);
    return whole * runs->length + (whole < runs->count ? smaller(cells % runs->stride, runs->length) : 0);
}

/* The taps of a window stay in one residue class modulo D, and so do those of each D / gcd(S, D)th window: in
 * the class these are windows of dilation 1, S / gcd(S, D) apart. What several in a row have in common is a
 * run. */
int64_t ps_axis_read_count(const PsAxis *axis, int64_t times) {
    assert(axis->bins == 0 && times >= 1);
    const int64_t padded = ps_axis_padded_size(axis);
    const int64_t outputs = ps_axis_output(axis);
    const int64_t dilation = axis->kernel > 1 ? axis->dilation : 1;
    int64_t divisor = 1;
    (void)inverse(axis->stride, dilation, &divisor);
    const int64_t period = dilation / divisor;
    const int64_t stride = axis->stride / divisor;
    int64_t count = 0;
    for (int64_t output = 0; output < period && output < outputs; output++) {
        const int64_t start = output * axis->stride;
        const Runs runs = {.start = start / dilation + (times - 1) * stride,
                           .stride = stride,
                           .length = axis->kernel - (times - 1) * stride,
                           .count = (outputs - 1 - output) / period + 1 - (times - 1)};
        count += covered(&runs, divide_up(padded - start % dilation, dilation));
    }
    return count;
}

int64_t ps_axis_unread(const PsAxis *axis) {
    return axis->bins > 0 ? 0 : ps_axis_padded_size(axis) - ps_axis_read_count(axis, 1);
}

int64_t ps_axis_shared(const PsAxis *axis) {
    if (axis->bins == 0) {
        return ps_axis_read_count(axis, 2);
    }
    int64_t divisor = 1;
    (void)inverse(axis->input, axis->bins, &divisor);
    /* Two bins share the cell that they meet in the middle of; where there are more bins than cells, each
     * cell is in several. */
    return axis->bins > axis->input ? axis->input : axis->bins - divisor;
}

/* From the first position of the padded map to the end of the last window; 0 without a window. */
static int64_t reach(const PsAxis *axis) {
    const int64_t outputs = ps_axis_output(axis);
    return outputs < 1 ? 0 : ps_axis_window(axis, outputs - 1).end + axis->padding;
}

int64_t ps_axis_rest(const PsAxis *axis) {
    return larger(0, ps_axis_padded_size(axis) - reach(axis));
}

int64_t ps_axis_overhang(const PsAxis *axis, int64_t output) {
    return larger(0, ps_axis_window(axis, output).end - axis->input - axis->padding);
}

PsRefusal ps_axis_refusal(const PsAxis *axis, int64_t output) {
    const int64_t outputs = larger(0, ps_axis_output(axis));
    if (output < outputs) {
        return PS_REFUSAL_NONE;
    }
    return output == outputs && drops_last(axis) ? PS_REFUSAL_STARTS_IN_PADDING : PS_REFUSAL_OVERHANG;
}

PsRuler ps_axis_ruler(const PsAxis *axis) {
    assert(axis->bins == 0);
    const int64_t outputs = ps_axis_output(axis);
    const int64_t extent = ps_axis_extent(axis);
    return (PsRuler){
        .first = outputs < 1 ? 0 : extent,
        .strides = larger(0, outputs - 1),
        .stride = axis->stride,
        .hole = larger(0, axis->stride - extent),
        .rest = ps_axis_rest(axis),
        .overhang = outputs < 1 ? 0 : ps_axis_overhang(axis, outputs - 1),
    };
}

PsRange ps_axis_piece(const PsAxis *axis, int64_t output) {
    const PsRange window = ps_axis_window(axis, output);
    return (PsRange){output > 0 ? window.end - axis->stride : window.first, window.end};
}

int ps_chain(const PsAxis *rule, int64_t first, int64_t *sizes, int most) {
    PsAxis axis = *rule;
    int64_t size = first;
    int count = 0;
    while (count < most && size >= 1 && size <= PS_AXIS_LIMIT && (count == 0 || size != axis.input)) {
        sizes[count++] = size;
        axis.input = size;
        size = ps_axis_output(&axis);
    }
    return count;
}

PsRange ps_axis_bin(int64_t input, int64_t outputs, int64_t output) {
    assert(input >= 1 && outputs >= 1 && output >= 0 && output < outputs);
    return (PsRange){output * input / outputs, divide_up((output + 1) * input, outputs)};
}

/* Where O divides N all are of one size; else some begin and end inside a cell that they take whole. */
static int64_t largest_bin(int64_t input, int64_t outputs) {
    const int64_t whole = divide_up(input, outputs);
    return input % outputs == 0 ? whole : smaller(input, whole + (outputs > 2 ? 1 : 0));
}

PsAxis ps_axis_of_bins(int64_t input, int64_t outputs) {
    assert(input >= 1 && outputs >= 1);
    return (PsAxis){.input = input,
                    .kernel = largest_bin(input, outputs),
                    .stride = larger(1, input / outputs),
                    .dilation = 1,
                    .bins = outputs};
}

/* The words and signs of the formula; [0] in full, [1] on screen. */
typedef struct FormulaSigns {
    const char *floor_name, *ceil_name;
    const char *floor_open, *ceil_open;
    const char *times_padding, *times_dilation, *times_kernel, *over_stride;
    const char *floor_close, *ceil_close;
    const char *dropped;
} FormulaSigns;

#define S_MINUS "\xE2\x88\x92" /* U+2212 */
#define S_TIMES "\xC2\xB7"     /* U+00B7 */
#define S_FLOOR "\xE2\x8C\x8A" /* U+230A */
#define S_END_F "\xE2\x8C\x8B" /* U+230B */
#define S_CEIL  "\xE2\x8C\x88" /* U+2308 */
#define S_END_C "\xE2\x8C\x89" /* U+2309 */

static const FormulaSigns SIGNS[] = {
    [PS_NUMBER_FULL] = {"floor", "ceil", "((", "((", " + 2*", " - ", "*(", " - 1) - 1) / ", ") + 1", ") + 1",
                        " - 1"},
    [PS_NUMBER_SCREEN] = {NULL, NULL, S_FLOOR "(", S_CEIL "(", " + 2" S_TIMES, " " S_MINUS " ", S_TIMES "(",
                          " " S_MINUS " 1) " S_MINUS " 1) / ", S_END_F " + 1", S_END_C " + 1",
                          " " S_MINUS " 1"},
};

void ps_axis_formula(const PsAxis *axis, PsNumberForm form, PsFormula *formula) {
    if (axis->bins > 0) {
        ps_formula_append(formula, PS_SPAN_NAME, -1, "output_size");
        ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, " = ");
        ps_formula_append_integer(formula, PS_SPAN_RESULT, axis->bins, form);
        return;
    }
    const FormulaSigns *signs = &SIGNS[form];
    const char *name = axis->ceil_mode ? signs->ceil_name : signs->floor_name;
    if (name != NULL) {
        ps_formula_append(formula, PS_SPAN_NAME, -1, name);
    }
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1,
                      axis->ceil_mode ? signs->ceil_open : signs->floor_open);
    ps_formula_append_integer(formula, PS_SPAN_CONSTANT, axis->input, form);
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, signs->times_padding);
    ps_formula_append_integer(formula, PS_SPAN_CONSTANT, axis->padding, form);
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, signs->times_dilation);
    ps_formula_append_integer(formula, PS_SPAN_CONSTANT, axis->dilation, form);
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, signs->times_kernel);
    ps_formula_append_integer(formula, PS_SPAN_CONSTANT, axis->kernel, form);
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, signs->over_stride);
    ps_formula_append_integer(formula, PS_SPAN_CONSTANT, axis->stride, form);
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1,
                      axis->ceil_mode ? signs->ceil_close : signs->floor_close);
    if (drops_last(axis)) {
        ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, signs->dropped);
    }
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, " = ");
    ps_formula_append_integer(formula, PS_SPAN_RESULT, ps_axis_output(axis), form);
}
