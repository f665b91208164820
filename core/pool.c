/* Pooling: settings are checked here, and what is common is handed to kernels (pool_kernels.h); the rest goes
 * the obvious way, for each output folding the cells its window reads.
 *
 * Sliding, adaptive and global windows are one thing here: a PoolSpan of cells on each axis. Padding is
 * never stored nor read: max ignores it, average meets it in the divisor alone. Invariant: every span is
 * inside the plane. Rules: product.md, Exactness; PyTorch's ATen/native/cpu/{Max,Avg}PoolKernel.cpp.
 */
#include "core/pool.h"

#include "core/memory.h"
#include "core/pool_kernels.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* To add an operation: a row here and in PsPoolOp, its value in pool_window, its gradient in spread_window.
 */
static const PsPoolOpInfo OPS[PS_POOL_OP_COUNT] = {
    [PS_POOL_MAX] = {.name = "max", .window = true, .padding = true, .dilation = true, .indices = true},
    [PS_POOL_AVG] = {.name = "avg", .window = true, .padding = true, .count_include_pad = true},
    [PS_POOL_LP] = {.name = "lp", .window = true, .norm_type = true},
    [PS_POOL_GAP] = {.name = "gap"},
    [PS_POOL_GMP] = {.name = "gmp", .indices = true},
    [PS_POOL_ADAPTIVE_AVG] = {.name = "adaptive_avg", .output_size = true},
    [PS_POOL_ADAPTIVE_MAX] = {.name = "adaptive_max", .output_size = true, .indices = true},
};

static const char *const AXIS_NAMES[PS_AXES] = {[PS_HEIGHT] = "height", [PS_WIDTH] = "width"};

/* The cells that one window reads on one axis: first, first + step … below end. */
typedef struct PoolSpan {
    int64_t first;
    int64_t end;
    int64_t step;
    int64_t divisor; /* what this axis contributes to the divisor of average */
} PoolSpan;

/* One channel of the input. */
typedef struct PoolPlane {
    const float *values; /* [height][width] */
    int64_t width;
} PoolPlane;

const PsPoolOpInfo *ps_pool_op_info(PsPoolOp op) {
    assert((unsigned)op < PS_POOL_OP_COUNT);
    return &OPS[op];
}

bool ps_pool_op_find(const char *name, PsPoolOp *op) {
    for (int i = 0; i < PS_POOL_OP_COUNT; i++) {
        if (strcmp(name, OPS[i].name) == 0) {
            *op = (PsPoolOp)i;
            return true;
        }
    }
    return false;
}

PsPool ps_pool_default(void) {
    return (PsPool){.op = PS_POOL_MAX,
                    .kernel_size = {2, 2},
                    .dilation = {1, 1},
                    .count_include_pad = true,
                    .norm_type = 2,
                    .output_size = {1, 1}};
}

bool ps_pool_equal(const PsPool *one, const PsPool *other) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        if (one->kernel_size[axis] != other->kernel_size[axis] || one->stride[axis] != other->stride[axis] ||
            one->padding[axis] != other->padding[axis] || one->dilation[axis] != other->dilation[axis] ||
            one->output_size[axis] != other->output_size[axis]) {
            return false;
        }
    }
    /* Settings, not results: equal means written the same, so == is the right comparison. */
    return one->op == other->op && one->ceil_mode == other->ceil_mode &&
           one->count_include_pad == other->count_include_pad && one->norm_type == other->norm_type;
}

int ps_pool_stride(const PsPool *pool, int axis) {
    return pool->stride[axis] == 0 ? pool->kernel_size[axis] : pool->stride[axis];
}

PsAxis ps_pool_axis(const PsPool *pool, int axis, int64_t input) {
    return (PsAxis){.input = input,
                    .kernel = pool->kernel_size[axis],
                    .stride = ps_pool_stride(pool, axis),
                    .padding = pool->padding[axis],
                    .dilation = pool->dilation[axis],
                    .ceil_mode = pool->ceil_mode};
}

PsAxis ps_pool_windows(const PsPool *pool, int axis, int64_t input) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    return info->window ? ps_pool_axis(pool, axis, input)
                        : ps_axis_of_bins(input, info->output_size ? pool->output_size[axis] : 1);
}

/* Settings of a window operation that it does not take. */
static PsStatus check_taken(const PsPool *pool, int axis, PsError *error) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    if (!info->padding && pool->padding[axis] != 0) {
        return ps_fail(error, PS_ERROR_SETTING, "%s pooling takes no padding: set padding %s to 0",
                       info->name, AXIS_NAMES[axis]);
    }
    if (!info->dilation && pool->dilation[axis] != 1) {
        return ps_fail(error, PS_ERROR_SETTING, "%s pooling takes no dilation: set dilation %s to 1",
                       info->name, AXIS_NAMES[axis]);
    }
    return PS_OK;
}

static PsStatus check_norm_type(const PsPool *pool, PsError *error) {
    if (!isfinite(pool->norm_type) || pool->norm_type <= 0) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "norm type %g is not a number above 0: use 1, 2 or another such number",
                       pool->norm_type);
    }
    /* PyTorch holds p and 1/p in the type of the values. */
    if (pool->norm_type > (double)FLT_MAX || 1 / pool->norm_type > (double)FLT_MAX) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "norm type %g is beyond what float32 holds: use one nearer to 1", pool->norm_type);
    }
    return PS_OK;
}

static PsStatus check_window(const PsPool *pool, int axis, int64_t input, PsError *error) {
    const PsStatus status = check_taken(pool, axis, error);
    if (status != PS_OK) {
        return status;
    }
    const PsAxis arithmetic = ps_pool_axis(pool, axis, input);
    return ps_axis_check(&arithmetic, AXIS_NAMES[axis], true, error);
}

static PsStatus check_bins(const PsPool *pool, int axis, int64_t input, PsError *error) {
    if (input < 1 || input > PS_AXIS_LIMIT) {
        return ps_fail(error, PS_ERROR_SETTING, "input %s %lld cannot be pooled: use 1 to %lld",
                       AXIS_NAMES[axis], (long long)input, (long long)PS_AXIS_LIMIT);
    }
    const int outputs = pool->output_size[axis];
    if (ps_pool_op_info(pool->op)->output_size && (outputs < 1 || outputs > PS_AXIS_LIMIT)) {
        return ps_fail(error, PS_ERROR_SETTING, "output %s %d cannot be: use 1 to %lld", AXIS_NAMES[axis],
                       outputs, (long long)PS_AXIS_LIMIT);
    }
    return PS_OK;
}

PsStatus ps_pool_check(const PsPool *pool, int64_t height, int64_t width, PsError *error) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    const int64_t input[PS_AXES] = {height, width};
    PsStatus status = info->norm_type ? check_norm_type(pool, error) : PS_OK;
    for (int axis = 0; axis < PS_AXES && status == PS_OK; axis++) {
        status = info->window ? check_window(pool, axis, input[axis], error)
                              : check_bins(pool, axis, input[axis], error);
    }
    return status;
}

/* Outputs on one axis, for settings that check. */
static int64_t axis_outputs(const PsPool *pool, int axis, int64_t input) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    if (info->window) {
        const PsAxis arithmetic = ps_pool_axis(pool, axis, input);
        return ps_axis_output(&arithmetic);
    }
    return info->output_size ? pool->output_size[axis] : 1;
}

PsStatus ps_pool_output_size(const PsPool *pool, int64_t height, int64_t width, int64_t output[PS_AXES],
                             PsError *error) {
    const PsStatus status = ps_pool_check(pool, height, width, error);
    if (status == PS_OK) {
        output[PS_HEIGHT] = axis_outputs(pool, PS_HEIGHT, height);
        output[PS_WIDTH] = axis_outputs(pool, PS_WIDTH, width);
    }
    return status;
}

static PoolSpan window_span(const PsPool *pool, const PsAxis *axis, int64_t output) {
    const PsRange taps = ps_axis_taps(axis, output);
    const PsRange padded = ps_axis_padded(axis, output);
    const int64_t start = ps_axis_window(axis, output).first;
    const int64_t cells = taps.end - taps.first;
    return (PoolSpan){.first = start + taps.first * axis->dilation,
                      .end = start + taps.end * axis->dilation,
                      .step = axis->dilation,
                      .divisor = pool->count_include_pad ? padded.end - padded.first : cells};
}

/* The cells that output reads of input cells on one axis. */
static PoolSpan pool_span(const PsPool *pool, int axis, int64_t input, int64_t output) {
    if (ps_pool_op_info(pool->op)->window) {
        const PsAxis arithmetic = ps_pool_axis(pool, axis, input);
        return window_span(pool, &arithmetic, output);
    }
    const PsRange bin = ps_axis_bin(input, axis_outputs(pool, axis, input), output);
    return (PoolSpan){.first = bin.first, .end = bin.end, .step = 1, .divisor = bin.end - bin.first};
}

/* The first cell is until one is larger or NaN: so ties go to the first, NaN to the last. */
static float window_max(const PoolPlane *plane, const PoolSpan *rows, const PoolSpan *columns,
                        int64_t *index) {
    float best = -INFINITY;
    int64_t best_index = -1;
    for (int64_t y = rows->first; y < rows->end; y += rows->step) {
        for (int64_t x = columns->first; x < columns->end; x += columns->step) {
            const float value = plane->values[y * plane->width + x];
            if (best_index < 0 || value > best || isnan(value)) {
                best = value;
                best_index = y * plane->width + x;
            }
        }
    }
    *index = best_index;
    return best;
}

static float window_average(const PoolPlane *plane, const PoolSpan *rows, const PoolSpan *columns) {
    double sum = 0;
    for (int64_t y = rows->first; y < rows->end; y++) {
        for (int64_t x = columns->first; x < columns->end; x++) {
            sum += (double)plane->values[y * plane->width + x];
        }
    }
    /* Never 0: without dilation every window of a pool that checks has a cell. */
    return (float)(sum / ((double)rows->divisor * (double)columns->divisor));
}

static double sum_powers(const PoolPlane *plane, const PoolSpan *rows, const PoolSpan *columns,
                         double norm_type) {
    double sum = 0;
    for (int64_t y = rows->first; y < rows->end; y++) {
        for (int64_t x = columns->first; x < columns->end; x++) {
            sum += (double)ps_pool_power(plane->values[y * plane->width + x], norm_type);
        }
    }
    return sum;
}

/* PyTorch's pow has these cases apart, and they matter: the square root of -inf is NaN, its power 0.5 is
 * +inf. */
static float raised(float value, float exponent) {
    if (exponent == 0.5F) {
        return sqrtf(value);
    }
    if (exponent == 2.0F) {
        return value * value;
    }
    return exponent == 3.0F ? value * value * value : powf(value, exponent);
}

float ps_pool_power(float value, double norm_type) {
    return raised(value, (float)norm_type);
}

float ps_pool_root(double sum, double norm_type) {
    /* sign(s) * relu(|s|) is s itself: a negative sum has no even root, and pow says NaN. */
    return raised((float)sum, (float)(1 / norm_type));
}

static float pool_window(const PsPool *pool, const PoolPlane *plane, const PoolSpan *rows,
                         const PoolSpan *columns, int64_t *index) {
    switch (pool->op) {
    case PS_POOL_MAX:
    case PS_POOL_GMP:
    case PS_POOL_ADAPTIVE_MAX:
        return window_max(plane, rows, columns, index);
    case PS_POOL_AVG:
    case PS_POOL_GAP:
    case PS_POOL_ADAPTIVE_AVG:
        return window_average(plane, rows, columns);
    case PS_POOL_LP:
        return ps_pool_root(sum_powers(plane, rows, columns, pool->norm_type), pool->norm_type);
    case PS_POOL_OP_COUNT:
        break;
    }
    assert(false && "an operation of the table");
    return 0;
}

static PoolPlane plane_of(const PsMap *input, int c) {
    return (PoolPlane){.values = input->values + (int64_t)c * input->height * input->width,
                       .width = input->width};
}

/* count outputs of one row; indices may be null. */
static void pool_row(const PsPool *pool, const PoolPlane *plane, const PoolSpan *rows,
                     const PoolSpan *columns, int64_t count, float *values, int64_t *indices) {
    for (int64_t i = 0; i < count; i++) {
        int64_t index = -1;
        values[i] = pool_window(pool, plane, rows, &columns[i], &index);
        if (indices != NULL) {
            indices[i] = index;
        }
    }
}

/* Columns whose spans are worked out once for all rows. */
enum { SPANS = 256 };

/* Rows of channel c, window by window: output [channels][OH][OW], indices the same or null. */
static void pool_windows(const PsPool *pool, const PsMap *input, int c, int64_t first, int64_t end,
                         PsMap *output, int64_t *indices) {
    const PoolPlane plane = plane_of(input, c);
    PoolSpan columns[SPANS];
    for (int64_t from = 0; from < output->width; from += SPANS) {
        const int64_t count = output->width - from < SPANS ? output->width - from : SPANS;
        for (int64_t i = 0; i < count; i++) {
            columns[i] = pool_span(pool, PS_WIDTH, input->width, from + i);
        }
        for (int64_t y = first; y < end; y++) {
            const PoolSpan rows = pool_span(pool, PS_HEIGHT, input->height, y);
            const int64_t at = ((int64_t)c * output->height + y) * output->width + from;
            pool_row(pool, &plane, &rows, columns, count, output->values + at,
                     indices != NULL ? indices + at : NULL);
        }
    }
}

/* Small maps are averaged in double: a person may look at each number. */
static bool is_exact(const PsPool *pool, const PsMap *input) {
    const bool max = pool->op == PS_POOL_MAX;
    return !max && ps_map_cells(input) <= PS_POOL_EXACT;
}

/* Windows that are gone through cell by cell, since they are so small. */
static bool is_direct(const PsAxis axis[PS_AXES]) {
    const PsAxis *down = &axis[PS_HEIGHT];
    const PsAxis *across = &axis[PS_WIDTH];
    const int64_t padding = across->kernel == 3 ? 1 : 0;
    return (across->kernel == 2 || across->kernel == 3) && down->kernel == across->kernel &&
           down->stride == across->stride && across->stride <= 2 && down->padding <= padding &&
           across->padding <= padding && down->dilation == 1 && across->dilation == 1;
}

/* What there are kernels for: all windows of maxima and averages, but indices of small windows alone. */
static bool has_kernels(const PsPool *pool, const PsMap *input, const int64_t *indices) {
    if ((pool->op != PS_POOL_MAX && pool->op != PS_POOL_AVG) || is_exact(pool, input)) {
        return false;
    }
    if (indices == NULL) {
        return true;
    }
    const PsAxis axis[PS_AXES] = {ps_pool_axis(pool, PS_HEIGHT, input->height),
                                  ps_pool_axis(pool, PS_WIDTH, input->width)};
    return is_direct(axis) && input->width <= PS_POOL_INDEXED;
}

/* Larger than what a core's cache is likely to keep: then outputs are written past it. */
enum { CACHE_CELLS = 2 << 20 };

/* Rows of channels from c on. */
static PsPoolJob job_of(const PsPool *pool, const PsMap *input, int c, int channels, PsRange rows,
                        PsMap *output, int64_t *indices) {
    const int64_t plane = (int64_t)input->height * input->width;
    const int64_t out_plane = (int64_t)output->height * output->width;
    return (PsPoolJob){
        .planes = channels,
        .first = rows.first,
        .end = rows.end,
        .input = input->values + c * plane,
        .output = output->values + c * out_plane,
        .indices = indices != NULL ? indices + c * out_plane : NULL,
        .axis = {ps_pool_axis(pool, PS_HEIGHT, input->height), ps_pool_axis(pool, PS_WIDTH, input->width)},
        .out_height = output->height,
        .out_width = output->width,
        .max = pool->op == PS_POOL_MAX,
        .include_pad = pool->count_include_pad,
        .stream = ps_map_cells(input) + ps_map_cells(output) > CACHE_CELLS};
}

static PsStatus run_kernels(const PsPool *pool, const PsMap *input, int channel, int channels, PsRange rows,
                            PsMap *output, int64_t *indices, PsError *error) {
    const PsPoolKernels *kernels = ps_pool_kernels();
    const PsPoolJob job = job_of(pool, input, channel, channels, rows, output, indices);
    if (is_direct(job.axis)) {
        kernels->direct(&job);
        return PS_OK;
    }
    float *scratch = ps_allocate((size_t)kernels->scratch(&job), sizeof *scratch);
    if (scratch == NULL) {
        return ps_fail_memory(error);
    }
    kernels->separable(&job, scratch);
    ps_release(scratch);
    return PS_OK;
}

static void average_whole(const PsMap *input, int channel, int channels, PsMap *output) {
    const PsPoolKernels *kernels = ps_pool_kernels();
    const int64_t cells = (int64_t)input->height * input->width;
    const float *values = input->values + channel * cells;
    float *means = output->values + channel;
    if (cells <= PS_POOL_SMALL) {
        kernels->small_sums(values, channels, cells, 1 / (float)cells, means);
        return;
    }
    for (int c = 0; c < channels; c++) {
        means[c] = (float)(kernels->sum(values + c * cells, cells) / (double)cells);
    }
}

PsStatus ps_pool_rows(const PsPool *pool, const PsMap *input, int channel, int64_t first, int64_t end,
                      PsMap *output, int64_t *indices, PsError *error) {
    assert(channel >= 0 && channel < input->channels && first >= 0 && first <= end && end <= output->height);
    if (first == end) {
        return PS_OK;
    }
    if (has_kernels(pool, input, indices)) {
        return run_kernels(pool, input, channel, 1, (PsRange){first, end}, output, indices, error);
    }
    if (pool->op == PS_POOL_GAP && !is_exact(pool, input)) {
        average_whole(input, channel, 1, output);
        return PS_OK;
    }
    pool_windows(pool, input, channel, first, end, output, indices);
    return PS_OK;
}

static PsStatus pool_all(const PsPool *pool, const PsMap *input, PsMap *output, int64_t *indices,
                         PsError *error) {
    if (has_kernels(pool, input, indices)) {
        return run_kernels(pool, input, 0, input->channels, (PsRange){0, output->height}, output, indices,
                           error);
    }
    if (pool->op == PS_POOL_GAP && !is_exact(pool, input)) {
        average_whole(input, 0, input->channels, output);
        return PS_OK;
    }
    for (int c = 0; c < input->channels; c++) {
        const PsStatus status = ps_pool_rows(pool, input, c, 0, output->height, output, indices, error);
        if (status != PS_OK) {
            return status;
        }
    }
    return PS_OK;
}

PsStatus ps_pool_into(const PsPool *pool, const PsMap *input, PsMap *output, int64_t *indices,
                      PsError *error) {
    assert(indices == NULL || ps_pool_op_info(pool->op)->indices);
    int64_t size[PS_AXES];
    const PsStatus status = ps_pool_output_size(pool, input->height, input->width, size, error);
    if (status != PS_OK) {
        return status;
    }
    if (output->channels != input->channels || output->height != size[PS_HEIGHT] ||
        output->width != size[PS_WIDTH]) {
        return ps_fail(error, PS_ERROR_SIZE, "this pools into %d x %lld x %lld, not into %d x %d x %d",
                       input->channels, (long long)size[PS_HEIGHT], (long long)size[PS_WIDTH],
                       output->channels, output->height, output->width);
    }
    return pool_all(pool, input, output, indices, error);
}

PsStatus ps_pool_forward(const PsPool *pool, const PsMap *input, PsMap *output, int64_t **indices,
                         PsError *error) {
    assert(input->values != NULL);
    assert(indices == NULL || ps_pool_op_info(pool->op)->indices);
    *output = (PsMap){0};
    if (indices != NULL) {
        *indices = NULL;
    }
    int64_t size[PS_AXES];
    PsStatus status = ps_pool_output_size(pool, input->height, input->width, size, error);
    if (status != PS_OK) {
        return status;
    }
    status = ps_map_init(output, input->channels, size[PS_HEIGHT], size[PS_WIDTH], error);
    if (status != PS_OK) {
        return status;
    }
    if (indices != NULL) {
        *indices = ps_allocate((size_t)ps_map_cells(output), sizeof **indices);
        if (*indices == NULL) {
            ps_map_free(output);
            return ps_fail_memory(error);
        }
    }
    status = pool_all(pool, input, output, indices != NULL ? *indices : NULL, error);
    if (status != PS_OK) {
        ps_map_free(output);
        ps_release(indices != NULL ? *indices : NULL);
        if (indices != NULL) {
            *indices = NULL;
        }
    }
    return status;
}

static void spread_average(const PoolPlane *plane, const PoolSpan *rows, const PoolSpan *columns,
                           float gradient, float *input_gradient) {
    const double divisor = (double)rows->divisor * (double)columns->divisor;
    const float share = (float)((double)gradient / divisor);
    for (int64_t y = rows->first; y < rows->end; y++) {
        for (int64_t x = columns->first; x < columns->end; x++) {
            input_gradient[y * plane->width + x] += share;
        }
    }
}

/* With s the sum of x^p, the slope of s^(1/p) is 1/p * s^(1/p - 1) by s, and that of s is p * x^(p-1) by x.
 * Where s is 0, sign(s) * relu(|s|) lets nothing through; the sign of NaN is 0 too, but NaN * 0 stays NaN. */
static void spread_lp(const PoolPlane *plane, const PoolSpan *rows, const PoolSpan *columns, float gradient,
                      double norm_type, float *input_gradient) {
    const float sum = (float)sum_powers(plane, rows, columns, norm_type);
    const float root_slope = (float)(1 / norm_type) * raised(sum, (float)(1 / norm_type - 1));
    const float sign = isnan(sum) ? 0.0F : 1.0F;
    const float sum_gradient = sum == 0 ? 0 : gradient * root_slope * sign;
    for (int64_t y = rows->first; y < rows->end; y++) {
        for (int64_t x = columns->first; x < columns->end; x++) {
            const int64_t at = y * plane->width + x;
            const float slope = (float)norm_type * raised(plane->values[at], (float)(norm_type - 1));
            input_gradient[at] += sum_gradient * slope;
        }
    }
}

/* Adds what one output hands on to the cells of its window. */
static void spread_window(const PsPool *pool, const PoolPlane *plane, const PoolSpan *rows,
                          const PoolSpan *columns, float gradient, float *input_gradient) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    if (info->indices) {
        int64_t index = -1;
        window_max(plane, rows, columns, &index);
        if (index >= 0) {
            input_gradient[index] += gradient;
        }
    } else if (info->norm_type) {
        spread_lp(plane, rows, columns, gradient, pool->norm_type, input_gradient);
    } else {
        spread_average(plane, rows, columns, gradient, input_gradient);
    }
}

static void spread_plane(const PsPool *pool, const PsMap *input, int c, const PsMap *output_gradient,
                         PsMap *input_gradient) {
    const PoolPlane plane = plane_of(input, c);
    float *target = input_gradient->values + (int64_t)c * input->height * input->width;
    for (int y = 0; y < output_gradient->height; y++) {
        const PoolSpan rows = pool_span(pool, PS_HEIGHT, input->height, y);
        for (int x = 0; x < output_gradient->width; x++) {
            const PoolSpan columns = pool_span(pool, PS_WIDTH, input->width, x);
            spread_window(pool, &plane, &rows, &columns, ps_map_get(output_gradient, c, y, x), target);
        }
    }
}

PsStatus ps_pool_gradient(const PsPool *pool, const PsMap *input, const PsMap *output_gradient,
                          PsMap *input_gradient, PsError *error) {
    *input_gradient = (PsMap){0};
    int64_t size[PS_AXES];
    PsStatus status = ps_pool_output_size(pool, input->height, input->width, size, error);
    if (status != PS_OK) {
        return status;
    }
    if (output_gradient->channels != input->channels || output_gradient->height != size[PS_HEIGHT] ||
        output_gradient->width != size[PS_WIDTH]) {
        return ps_fail(error, PS_ERROR_SIZE,
                       "a gradient of %d x %d x %d does not fit the output: use %d x %lld x %lld",
                       output_gradient->channels, output_gradient->height, output_gradient->width,
                       input->channels, (long long)size[PS_HEIGHT], (long long)size[PS_WIDTH]);
    }
    status = ps_map_init(input_gradient, input->channels, input->height, input->width, error);
    for (int c = 0; status == PS_OK && c < input->channels; c++) {
        spread_plane(pool, input, c, output_gradient, input_gradient);
    }
    return status;
}

/* Whether a window reads one of these positions on an axis. */
static bool span_meets(const PoolSpan *span, PsRange positions) {
    const int64_t before = positions.first > span->first ? positions.first - span->first : 0;
    const int64_t first = span->first + (before + span->step - 1) / span->step * span->step;
    return first < span->end && first < positions.end;
}

/* The outputs that could read one of these positions. */
static PsRange outputs_near(const PsPool *pool, int axis, int64_t input, PsRange positions) {
    const PsAxis arithmetic = ps_pool_axis(pool, axis, input);
    return (PsRange){ps_axis_outputs(&arithmetic, positions.first).first,
                     ps_axis_outputs(&arithmetic, positions.end - 1).end};
}

/* Without memory for a few rows of work the averages are those of another order of summing. */
static void update_rows(const PsPool *pool, const PsMap *input, int channel, PsRange rows, PsMap *output) {
    if (ps_pool_rows(pool, input, channel, rows.first, rows.end, output, NULL, NULL) != PS_OK) {
        pool_windows(pool, input, channel, rows.first, rows.end, output, NULL);
    }
}

void ps_pool_update(const PsPool *pool, const PsMap *input, int channel, int row, int column, int height,
                    int width, PsMap *output) {
    assert(channel >= 0 && channel < input->channels && row >= 0 && column >= 0 && height >= 1 && width >= 1);
    assert(height <= input->height - row && width <= input->width - column);
    if (!ps_pool_op_info(pool->op)->window) {
        update_rows(pool, input, channel, (PsRange){0, output->height}, output);
        return;
    }
    const PoolPlane plane = plane_of(input, channel);
    const PsRange changed_rows = {row, (int64_t)row + height};
    const PsRange changed_columns = {column, (int64_t)column + width};
    const PsRange near_rows = outputs_near(pool, PS_HEIGHT, input->height, changed_rows);
    const PsRange near_columns = outputs_near(pool, PS_WIDTH, input->width, changed_columns);
    if (pool->op == PS_POOL_AVG && has_kernels(pool, input, NULL)) {
        /* Sums of another order would be other sums. */
        update_rows(pool, input, channel, near_rows, output);
        return;
    }
    for (int64_t y = near_rows.first; y < near_rows.end; y++) {
        const PoolSpan rows = pool_span(pool, PS_HEIGHT, input->height, y);
        if (!span_meets(&rows, changed_rows)) {
            continue;
        }
        for (int64_t x = near_columns.first; x < near_columns.end; x++) {
            const PoolSpan columns = pool_span(pool, PS_WIDTH, input->width, x);
            if (span_meets(&columns, changed_columns)) {
                int64_t index = -1;
                const float value = pool_window(pool, &plane, &rows, &columns, &index);
                ps_map_set(output, channel, (int)y, (int)x, value);
            }
        }
    }
}
