/* The gradient of a network with random weights: a forward pass over noise, then back from one neuron, both
 * inside of its cone alone.
 *
 * One channel a layer. Weights of convolutions and linear layers are normal with He's variance, 2 / weights;
 * of a filter and its negative, which are as likely, the one is taken with which at least half of the layer's
 * neurons fire, since a network of one channel would else be dead after a few layers. ReLU is behind each
 * but the chosen layer. Max pools hand their gradient to the winner; averages, and Lp pools for them, spread
 * it over the cells they have. Batch norm and ReLU layers pass values on. Add and concat are sums.
 *
 * Shapes: every node of the cone has values and gradients [rows][columns] of the cells the neuron stands on,
 * in one block of memory that is used again for the next seed.
 */
#include "core/influence.h"

#include "core/memory.h"
#include "core/random.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Where a node's cells lie in the block. */
typedef struct Cells {
    PsRange rows, columns;
    int64_t height, width; /* 0 where the neuron does not stand on it */
    float *values, *gradient;
    int32_t *winners;        /* max pools: [height][width], an index into the values below; -1: none */
    float *weights;          /* convolutions and linear */
    int64_t kernel[PS_AXES]; /* of weights */
    bool reached;            /* its gradient has been written to */
} Cells;

typedef struct Work {
    const PsPlan *plan;
    int node, count; /* of the plan; the input is cells[count] */
    float *scratch;  /* a map with its padding */
    PsTaps *taps;    /* of the columns of one node */
    Cells cells[];
} Work;

static bool has_weights(const PsNode *node) {
    return ps_layer_info(node->layer->kind)->channels;
}

static bool is_max(const PsNode *node) {
    return ps_layer_info(node->layer->kind)->family == PS_FAMILY_MAX;
}

static Cells *cells_of(Work *work, int node) {
    return &work->cells[node == PS_NODE_INPUT ? work->count : node];
}

static void size_kernel(const PsNode *node, Cells *cells) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        cells->kernel[axis] =
            node->layer->kind == PS_LAYER_LINEAR ? node->in_size[axis] : node->layer->kernel[axis];
    }
}

/* How many floats a block needs; 0 where they are too many. Each product is of numbers that were checked. */
typedef struct Need {
    int64_t floats, scratch, taps;
} Need;

static bool count_node(const PsPlan *plan, int i, Cells *cells, Need *need) {
    const int64_t area = cells->height * cells->width;
    need->floats += 2 * area;
    need->taps = cells->width > need->taps ? cells->width : need->taps;
    if (i < plan->count && is_max(&plan->nodes[i])) {
        need->floats += area;
    }
    if (i < plan->count && has_weights(&plan->nodes[i])) {
        size_kernel(&plan->nodes[i], cells);
        if (cells->kernel[PS_HEIGHT] > PS_INFLUENCE_CELLS / cells->kernel[PS_WIDTH]) {
            return false;
        }
        const int64_t weights = cells->kernel[PS_HEIGHT] * cells->kernel[PS_WIDTH];
        need->floats += weights;
        /* A padded map, forwards or backwards: cells of either layer with the kernel on both sides. */
        const int64_t sides =
            (cells->height + 2 * cells->kernel[PS_HEIGHT]) * (cells->width + 2 * cells->kernel[PS_WIDTH]);
        need->scratch = sides > need->scratch ? sides : need->scratch;
    }
    return need->floats <= 4 * PS_INFLUENCE_CELLS && need->scratch <= 4 * PS_INFLUENCE_CELLS;
}

static void span_cells(const PsCone cones[PS_AXES], int place, Cells *cells) {
    cells->rows = cones[PS_HEIGHT].span[place];
    cells->columns = cones[PS_WIDTH].span[place];
    cells->height = cells->rows.end - cells->rows.first;
    cells->width = cells->columns.end - cells->columns.first;
    if (cells->height <= 0 || cells->width <= 0) {
        cells->height = cells->width = 0;
    }
}

/* Gives each node its part of the block. */
static void share_block(Work *work, float *floats, const Need *need) {
    work->scratch = floats;
    floats += need->scratch;
    for (int i = 0; i <= work->count; i++) {
        Cells *cells = &work->cells[i];
        const int64_t area = cells->height * cells->width;
        cells->values = floats;
        cells->gradient = floats + area;
        floats += 2 * area;
        if (area > 0 && i < work->count && is_max(&work->plan->nodes[i])) {
            cells->winners = (int32_t *)(void *)floats;
            floats += area;
        }
        if (area > 0 && i < work->count && has_weights(&work->plan->nodes[i])) {
            cells->weights = floats;
            floats += cells->kernel[PS_HEIGHT] * cells->kernel[PS_WIDTH];
        }
    }
}
_Static_assert(sizeof(int32_t) == sizeof(float), "winners lie among floats");

static PsStatus fail_size(PsError *error) {
    return ps_fail(error, PS_ERROR_SIZE,
                   "the network is too large to run with random weights: use a smaller input");
}

/* One allocation: the struct, taps, floats. */
static PsStatus make_work(const PsPlan *plan, int node, const PsCone cones[PS_AXES], Work **made,
                          PsError *error) {
    Work *work = ps_allocate(1, sizeof *work + ((size_t)plan->count + 1) * sizeof(Cells));
    Need need = {0};
    if (work == NULL) {
        return ps_fail_memory(error);
    }
    for (int i = 0; i <= plan->count; i++) {
        span_cells(cones, i, &work->cells[i]);
        if (work->cells[i].height > 0 && !count_node(plan, i, &work->cells[i], &need)) {
            ps_release(work);
            return fail_size(error);
        }
    }
    const size_t head = sizeof *work + ((size_t)plan->count + 1) * sizeof(Cells);
    const size_t taps = (size_t)need.taps * sizeof(PsTaps);
    const size_t floats = (size_t)(need.floats + need.scratch) * sizeof(float);
    Work *whole = ps_reallocate(work, 1, head + taps + floats);
    if (whole == NULL) {
        ps_release(work);
        return ps_fail_memory(error);
    }
    whole->plan = plan;
    whole->node = node;
    whole->count = plan->count;
    whole->taps = (PsTaps *)(void *)((char *)whole + head);
    share_block(whole, (float *)(void *)((char *)whole + head + taps), &need);
    *made = whole;
    return PS_OK;
}

static PsStatus begin_work(const PsPlan *plan, int node, const int64_t neuron[PS_AXES], Work **work,
                           PsError *error) {
    PsCone cones[PS_AXES] = {{0}, {0}};
    PsStatus status = PS_OK;
    for (int axis = 0; axis < PS_AXES && status == PS_OK; axis++) {
        status = ps_cone_init(&cones[axis], plan, axis, error);
        if (status == PS_OK) {
            ps_cone_down(plan, axis, node, neuron[axis], &cones[axis]);
        }
    }
    if (status == PS_OK) {
        status = make_work(plan, node, cones, work, error);
    }
    ps_cone_free(&cones[PS_HEIGHT]);
    ps_cone_free(&cones[PS_WIDTH]);
    return status;
}

static double uniform(uint64_t *state) {
    return ((double)(ps_random_next(state) >> 11) + 0.5) / 9007199254740992.0;
}

/* Box and Muller's: one of the two. */
static double normal(uint64_t *state) {
    const double radius = sqrt(-2 * log(uniform(state)));
    return radius * cos(6.283185307179586 * uniform(state));
}

static void draw_weights(Work *work, uint64_t *state) {
    for (int i = 0; i < work->count; i++) {
        Cells *cells = &work->cells[i];
        const int64_t count = cells->weights != NULL ? cells->kernel[PS_HEIGHT] * cells->kernel[PS_WIDTH] : 0;
        for (int64_t k = 0; k < count; k++) {
            cells->weights[k] = (float)(normal(state) * sqrt(2.0 / (double)count));
        }
    }
}

static float noise_of(uint64_t bits) {
    return ((float)(int)(bits & 0xFFFF) - 32767.5F) * (1.7320508F / 32768);
}

/* Even noise of mean 0 and variance 1, four cells a draw. */
static void draw_input(Work *work, uint64_t *state) {
    const Cells *cells = cells_of(work, PS_NODE_INPUT);
    const int64_t count = cells->height * cells->width;
    float *values = cells->values;
    int64_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const uint64_t bits = ps_random_next(state);
        values[i] = noise_of(bits);
        values[i + 1] = noise_of(bits >> 16);
        values[i + 2] = noise_of(bits >> 32);
        values[i + 3] = noise_of(bits >> 48);
    }
    for (uint64_t bits = i < count ? ps_random_next(state) : 0; i < count; i++, bits >>= 16) {
        values[i] = noise_of(bits);
    }
}

#if defined(__GNUC__)
#define ALWAYS_INLINE __attribute__((always_inline))
#else
#define ALWAYS_INLINE
#endif

/* out[y][x] += sum over ky, kx of weights[ky][kx] * in[y + ky][x + kx], where rows of in are `pitch` long. */
ALWAYS_INLINE static inline void correlate_rows(const float *in, int64_t pitch, const float weights[9],
                                                float *out, int64_t height, int64_t width) {
    for (int64_t y = 0; y < height; y++) {
        const float *restrict row0 = in + y * pitch;
        const float *restrict row1 = row0 + pitch;
        const float *restrict row2 = row1 + pitch;
        float *restrict to = out + y * width;
        for (int64_t x = 0; x < width; x++) {
            to[x] += weights[0] * row0[x] + weights[1] * row0[x + 1] + weights[2] * row0[x + 2] +
                     weights[3] * row1[x] + weights[4] * row1[x + 1] + weights[5] * row1[x + 2] +
                     weights[6] * row2[x] + weights[7] * row2[x + 1] + weights[8] * row2[x + 2];
        }
    }
}

#if defined(__GNUC__) && defined(__x86_64__)
#define WIDE_VECTORS 1
/* The same with vectors of eight, where the machine has them; to the bit, since nothing is fused. */
__attribute__((target("avx2"))) static void correlate_rows_wide(const float *in, int64_t pitch,
                                                                const float weights[9], float *out,
                                                                int64_t height, int64_t width) {
    correlate_rows(in, pitch, weights, out, height, width);
}
#endif

static void correlate_3x3(const float *in, int64_t pitch, const float weights[9], float *out, int64_t height,
                          int64_t width) {
#ifdef WIDE_VECTORS
    if (__builtin_cpu_supports("avx2")) {
        correlate_rows_wide(in, pitch, weights, out, height, width);
        return;
    }
#endif
    correlate_rows(in, pitch, weights, out, height, width);
}

static void correlate(const float *in, int64_t pitch, const float *weights, const int64_t kernel[PS_AXES],
                      float *out, int64_t height, int64_t width) {
    if (kernel[PS_HEIGHT] == 3 && kernel[PS_WIDTH] == 3) {
        correlate_3x3(in, pitch, weights, out, height, width);
        return;
    }
    const int64_t taps = kernel[PS_HEIGHT] * kernel[PS_WIDTH];
    for (int64_t y = 0; y < height; y++) {
        float *restrict to = out + y * width;
        for (int64_t t = 0; t < taps; t++) {
            const float *restrict from = in + (y + t / kernel[PS_WIDTH]) * pitch + t % kernel[PS_WIDTH];
            for (int64_t x = 0; x < width; x++) {
                to[x] += weights[t] * from[x];
            }
        }
    }
}

/* Copies a map into the scratch, zeros round it: position (row, column) comes to the scratch's corner. Of a
 * map that others read too, more widely, only what the scratch has room for. */
static void pad(Work *work, const float *map, const Cells *cells, int64_t row, int64_t column, int64_t height,
                int64_t width) {
    const int64_t first = cells->columns.first > column ? cells->columns.first : column;
    const int64_t end = cells->columns.end < column + width ? cells->columns.end : column + width;
    const size_t left = (size_t)(first - column) * sizeof(float);
    const size_t shared = (size_t)(end - first) * sizeof(float);
    const size_t right = (size_t)(column + width - end) * sizeof(float);
    for (int64_t y = 0; y < height; y++) {
        float *to = work->scratch + y * width;
        const int64_t from = row + y - cells->rows.first;
        if (from < 0 || from >= cells->height || end <= first) {
            memset(to, 0, (size_t)width * sizeof(float));
            continue;
        }
        memset(to, 0, left);
        memcpy(to + (first - column), map + from * cells->width + (first - cells->columns.first), shared);
        memset(to + (end - column), 0, right);
    }
}

/* Convolutions that step cell by cell run over padded rows. */
static bool is_dense(const PsNode *node) {
    const PsLayer *layer = node->layer;
    return layer->kind != PS_LAYER_LINEAR && layer->stride[PS_HEIGHT] == 1 && layer->stride[PS_WIDTH] == 1 &&
           layer->dilation[PS_HEIGHT] == 1 && layer->dilation[PS_WIDTH] == 1;
}

/* Neurons between those that the cone holds (holes) may read beyond it: not here. */
static void list_taps(Work *work, int node) {
    const PsNode *at = &work->plan->nodes[node];
    const Cells *cells = &work->cells[node];
    const PsRange below = cells_of(work, at->from)->columns;
    for (int64_t x = 0; x < cells->width; x++) {
        work->taps[x] = ps_taps_within(ps_node_taps(at, PS_WIDTH, cells->columns.first + x), below);
    }
}

static PsTaps row_taps(Work *work, int node, int64_t y) {
    const PsNode *at = &work->plan->nodes[node];
    const PsRange below = cells_of(work, at->from)->rows;
    return ps_taps_within(ps_node_taps(at, PS_HEIGHT, work->cells[node].rows.first + y), below);
}

/* Which tap of the whole window the first real one is. */
static int64_t skipped(const PsNode *node, int axis, int64_t output, PsTaps taps) {
    return (taps.first - ps_node_window(node, axis, output).first) / taps.step;
}

/* What goes over a window of a node: the cells below it, their weights. */
typedef struct Window {
    PsTaps rows, columns;
    int64_t first_row, first_column; /* taps of the kernel that the first real ones are */
} Window;

static Window window_at(const Work *work, int node, int64_t y, int64_t x, PsTaps rows) {
    const PsNode *at = &work->plan->nodes[node];
    const Cells *cells = &work->cells[node];
    return (Window){rows, work->taps[x], skipped(at, PS_HEIGHT, cells->rows.first + y, rows),
                    skipped(at, PS_WIDTH, cells->columns.first + x, work->taps[x])};
}

/* The index among a map's cells of a window's tap. */
static int64_t tap_index(const Cells *below, const Window *window, int64_t ty, int64_t tx) {
    return (window->rows.first + ty * window->rows.step - below->rows.first) * below->width +
           window->columns.first + tx * window->columns.step - below->columns.first;
}

static int64_t weight_index(const Cells *cells, const Window *window, int64_t ty, int64_t tx) {
    return (window->first_row + ty) * cells->kernel[PS_WIDTH] + window->first_column + tx;
}

static void forward_dense(Work *work, int node, const Cells *below) {
    const PsNode *at = &work->plan->nodes[node];
    Cells *cells = &work->cells[node];
    const int64_t height = cells->height + cells->kernel[PS_HEIGHT] - 1;
    const int64_t width = cells->width + cells->kernel[PS_WIDTH] - 1;
    pad(work, below->values, below, cells->rows.first - at->before[PS_HEIGHT],
        cells->columns.first - at->before[PS_WIDTH], height, width);
    memset(cells->values, 0, (size_t)(cells->height * cells->width) * sizeof(float));
    correlate(work->scratch, width, cells->weights, cells->kernel, cells->values, cells->height,
              cells->width);
}

static void forward_weighted(Work *work, int node, const Cells *below) {
    Cells *cells = &work->cells[node];
    list_taps(work, node);
    for (int64_t y = 0; y < cells->height; y++) {
        const PsTaps rows = row_taps(work, node, y);
        for (int64_t x = 0; x < cells->width; x++) {
            const Window window = window_at(work, node, y, x, rows);
            float sum = 0;
            for (int64_t t = 0; t < rows.count * window.columns.count; t++) {
                const int64_t ty = t / window.columns.count;
                const int64_t tx = t % window.columns.count;
                sum += cells->weights[weight_index(cells, &window, ty, tx)] *
                       below->values[tap_index(below, &window, ty, tx)];
            }
            cells->values[y * cells->width + x] = sum;
        }
    }
}

/* Of a filter and its negative the one with which at least half of the neurons fire; then ReLU. */
static void fire(const Work *work, int node, Cells *cells) {
    const int64_t count = cells->height * cells->width;
    const int64_t weights = cells->kernel[PS_HEIGHT] * cells->kernel[PS_WIDTH];
    int firing = 0;
    for (int64_t i = 0; i < count; i++) {
        firing += cells->values[i] > 0;
    }
    if (2 * (int64_t)firing < count) {
        for (int64_t i = 0; i < count; i++) {
            cells->values[i] = -cells->values[i];
        }
        for (int64_t k = 0; k < weights; k++) {
            cells->weights[k] = -cells->weights[k];
        }
    }
    for (int64_t i = 0; i < count && node != work->node; i++) {
        cells->values[i] = cells->values[i] > 0 ? cells->values[i] : 0;
    }
}

/* A row of windows of 2 x 2 cells that stand side by side: the index of the largest of each, the first of
 * equals, and its value. Without a branch: noise would mislead each. */
static void max_row_of_fours(const float *restrict values, int32_t upper, int32_t lower, int64_t width,
                             int32_t *restrict winners, float *restrict largest) {
    for (int64_t x = 0; x < width; x++) {
        const float *one = values + upper + 2 * x;
        const float *two = values + lower + 2 * x;
        const int32_t right_above = one[1] > one[0];
        const int32_t right_below = two[1] > two[0];
        const float above = one[1] > one[0] ? one[1] : one[0];
        const float below = two[1] > two[0] ? two[1] : two[0];
        const int32_t other = (below > above) * (lower - upper + right_below - right_above);
        winners[x] = upper + 2 * (int32_t)x + right_above + other;
        largest[x] = below > above ? below : above;
    }
}

/* Whether a node's windows are 2 x 2 side by side, and all cells of a row of them real. */
static bool is_fours(const Work *work, int node, PsTaps rows) {
    const PsLayer *layer = work->plan->nodes[node].layer;
    const PsTaps *last = &work->taps[work->cells[node].width - 1];
    return layer->kind == PS_LAYER_MAX_POOL && layer->kernel[PS_WIDTH] == 2 && layer->stride[PS_WIDTH] == 2 &&
           layer->dilation[PS_WIDTH] == 1 && rows.count == 2 && work->taps[0].count == 2 && last->count == 2;
}

static int64_t winner_of(const float *values, const Cells *below, const Window *window) {
    int64_t winner = -1;
    for (int64_t ty = 0; ty < window->rows.count; ty++) {
        int64_t at = tap_index(below, window, ty, 0);
        for (int64_t tx = 0; tx < window->columns.count; tx++, at += window->columns.step) {
            winner = winner < 0 || values[at] > values[winner] ? at : winner;
        }
    }
    return winner;
}

/* The largest of a window's cells and where it is. */
static void forward_max(Work *work, int node, const Cells *below) {
    Cells *cells = &work->cells[node];
    list_taps(work, node);
    for (int64_t y = 0; y < cells->height; y++) {
        const PsTaps rows = row_taps(work, node, y);
        if (is_fours(work, node, rows)) {
            const Window first = {.rows = rows, .columns = work->taps[0]};
            max_row_of_fours(below->values, (int32_t)tap_index(below, &first, 0, 0),
                             (int32_t)tap_index(below, &first, 1, 0), cells->width,
                             cells->winners + y * cells->width, cells->values + y * cells->width);
            continue;
        }
        for (int64_t x = 0; x < cells->width; x++) {
            const Window window = {.rows = rows, .columns = work->taps[x]};
            const int64_t winner = winner_of(below->values, below, &window);
            cells->winners[y * cells->width + x] = (int32_t)winner;
            cells->values[y * cells->width + x] = winner < 0 ? 0 : below->values[winner];
        }
    }
}

static void forward_mean(Work *work, int node, const Cells *below) {
    Cells *cells = &work->cells[node];
    list_taps(work, node);
    for (int64_t y = 0; y < cells->height; y++) {
        const PsTaps rows = row_taps(work, node, y);
        for (int64_t x = 0; x < cells->width; x++) {
            const Window window = {.rows = rows, .columns = work->taps[x]};
            const int64_t count = rows.count * window.columns.count;
            float sum = 0;
            for (int64_t t = 0; t < count; t++) {
                sum += below->values[tap_index(below, &window, t / window.columns.count,
                                               t % window.columns.count)];
            }
            cells->values[y * cells->width + x] = count > 0 ? sum / (float)count : 0;
        }
    }
}

/* The part of an input that a join covers, added up or, backwards, handed on. */
static void add_part(const Cells *join, const Cells *input, float *to, const float *from, bool down) {
    for (int64_t y = 0; y < join->height; y++) {
        const int64_t own = y * join->width;
        const int64_t other = (y + join->rows.first - input->rows.first) * input->width +
                              join->columns.first - input->columns.first;
        for (int64_t x = 0; x < join->width; x++) {
            to[(down ? other : own) + x] += from[(down ? own : other) + x];
        }
    }
}

static void forward_join(Work *work, int node) {
    Cells *cells = &work->cells[node];
    int count = 0;
    const int *inputs = ps_plan_inputs(work->plan, node, &count);
    memset(cells->values, 0, (size_t)(cells->height * cells->width) * sizeof(float));
    for (int k = 0; k < count; k++) {
        const Cells *input = cells_of(work, inputs[k]);
        add_part(cells, input, cells->values, input->values, false);
    }
}

static void forward(Work *work) {
    for (int i = 0; i <= work->node; i++) {
        const PsNode *node = &work->plan->nodes[i];
        Cells *cells = &work->cells[i];
        const Cells *below = cells_of(work, node->from);
        if (cells->height == 0) {
            continue;
        }
        if (node->input_count > 0) {
            forward_join(work, i);
            continue;
        }
        if (has_weights(node) && is_dense(node)) {
            forward_dense(work, i, below);
        } else if (has_weights(node)) {
            forward_weighted(work, i, below);
        } else if (is_max(node)) {
            forward_max(work, i, below);
        } else {
            forward_mean(work, i, below);
        }
        if (has_weights(node)) {
            fire(work, i, cells);
        }
    }
}

/* The gradient with respect to the input of a convolution is a convolution itself: of the gradient, padded by
 * the kernel less one, with the kernel turned round. */
static void backward_dense(Work *work, int node, Cells *below) {
    const PsNode *at = &work->plan->nodes[node];
    const Cells *cells = &work->cells[node];
    const int64_t *kernel = cells->kernel;
    const int64_t height = below->height + kernel[PS_HEIGHT] - 1;
    const int64_t width = below->width + kernel[PS_WIDTH] - 1;
    const int64_t count = kernel[PS_HEIGHT] * kernel[PS_WIDTH];
    pad(work, cells->gradient, cells, below->rows.first + at->before[PS_HEIGHT] - kernel[PS_HEIGHT] + 1,
        below->columns.first + at->before[PS_WIDTH] - kernel[PS_WIDTH] + 1, height, width);
    for (int64_t k = 0; k < count / 2; k++) {
        const float weight = cells->weights[k];
        cells->weights[k] = cells->weights[count - 1 - k];
        cells->weights[count - 1 - k] = weight;
    }
    correlate(work->scratch, width, cells->weights, kernel, below->gradient, below->height, below->width);
}

static void backward_weighted(Work *work, int node, Cells *below) {
    const Cells *cells = &work->cells[node];
    list_taps(work, node);
    for (int64_t y = 0; y < cells->height; y++) {
        const PsTaps rows = row_taps(work, node, y);
        for (int64_t x = 0; x < cells->width; x++) {
            const float gradient = cells->gradient[y * cells->width + x];
            const Window window = window_at(work, node, y, x, rows);
            for (int64_t t = 0; t < rows.count * window.columns.count; t++) {
                const int64_t ty = t / window.columns.count;
                const int64_t tx = t % window.columns.count;
                below->gradient[tap_index(below, &window, ty, tx)] +=
                    gradient * cells->weights[weight_index(cells, &window, ty, tx)];
            }
        }
    }
}

static void backward_max(const Cells *cells, Cells *below) {
    for (int64_t i = 0; i < cells->height * cells->width; i++) {
        if (cells->winners[i] >= 0) {
            below->gradient[cells->winners[i]] += cells->gradient[i];
        }
    }
}

static void backward_mean(Work *work, int node, Cells *below) {
    const Cells *cells = &work->cells[node];
    list_taps(work, node);
    for (int64_t y = 0; y < cells->height; y++) {
        const PsTaps rows = row_taps(work, node, y);
        for (int64_t x = 0; x < cells->width; x++) {
            const Window window = {.rows = rows, .columns = work->taps[x]};
            const int64_t count = rows.count * window.columns.count;
            const float share = count > 0 ? cells->gradient[y * cells->width + x] / (float)count : 0;
            for (int64_t t = 0; t < count; t++) {
                below->gradient[tap_index(below, &window, t / window.columns.count,
                                          t % window.columns.count)] += share;
            }
        }
    }
}

static void reach(Cells *cells) {
    if (!cells->reached) {
        memset(cells->gradient, 0, (size_t)(cells->height * cells->width) * sizeof(float));
        cells->reached = true;
    }
}

static void backward_join(Work *work, int node) {
    const Cells *cells = &work->cells[node];
    int count = 0;
    const int *inputs = ps_plan_inputs(work->plan, node, &count);
    for (int k = 0; k < count; k++) {
        Cells *input = cells_of(work, inputs[k]);
        reach(input);
        add_part(cells, input, input->gradient, cells->gradient, true);
    }
}

static void close_relu(Cells *cells) {
    for (int64_t i = 0; i < cells->height * cells->width; i++) {
        cells->gradient[i] = cells->values[i] > 0 ? cells->gradient[i] : 0;
    }
}

static void backward_node(Work *work, int i) {
    const PsNode *node = &work->plan->nodes[i];
    Cells *cells = &work->cells[i];
    Cells *below = cells_of(work, node->from);
    if (node->input_count > 0) {
        backward_join(work, i);
        return;
    }
    reach(below);
    if (has_weights(node) && i != work->node) {
        close_relu(cells);
    }
    if (has_weights(node) && is_dense(node)) {
        backward_dense(work, i, below);
    } else if (has_weights(node)) {
        backward_weighted(work, i, below);
    } else if (is_max(node)) {
        backward_max(cells, below);
    } else {
        backward_mean(work, i, below);
    }
}

static void backward(Work *work) {
    for (int i = 0; i <= work->count; i++) {
        work->cells[i].reached = false;
    }
    reach(&work->cells[work->node]);
    work->cells[work->node].gradient[0] = 1;
    for (int i = work->node; i >= 0; i--) {
        if (work->cells[i].reached && work->cells[i].height > 0) {
            backward_node(work, i);
        }
    }
}

/* Four sums that do not wait for each other. */
static float sum_of_magnitudes(const float *values, int64_t count) {
    float sums[4] = {0};
    int64_t i = 0;
    for (; i + 4 <= count; i += 4) {
        sums[0] += fabsf(values[i]);
        sums[1] += fabsf(values[i + 1]);
        sums[2] += fabsf(values[i + 2]);
        sums[3] += fabsf(values[i + 3]);
    }
    for (; i < count; i++) {
        sums[0] += fabsf(values[i]);
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/* Adds magnitudes, scaled to the sum 1. */
static void add_magnitudes(Work *work, PsInfluence *influence) {
    const Cells *cells = cells_of(work, PS_NODE_INPUT);
    const int64_t count = cells->height * cells->width;
    double sum = 0;
    for (int64_t y = 0; y < cells->height; y++) {
        sum += (double)sum_of_magnitudes(cells->gradient + y * cells->width, cells->width);
    }
    if (!(sum > 0) || isinf(sum)) {
        return;
    }
    const double scale = 1 / sum;
    for (int64_t i = 0; i < count; i++) {
        influence->values[i] += (double)fabsf(cells->gradient[i]) * scale;
    }
}

PsStatus ps_influence_add_seed(const PsPlan *plan, int node, const int64_t neuron[PS_AXES], uint64_t seed,
                               PsInfluence *influence, PsError *error) {
    assert(node >= 0 && node < plan->count && plan->nodes[node].state == PS_NODE_FITS);
    if (influence->work == NULL) {
        Work *made = NULL;
        const PsStatus status = begin_work(plan, node, neuron, &made, error);
        if (status != PS_OK) {
            return status;
        }
        influence->work = made;
    }
    Work *work = influence->work;
    assert(work != NULL && work->plan == plan && work->node == node);
    influence->seeds++;
    if (influence->height == 0) {
        return PS_OK;
    }
    uint64_t state = seed;
    draw_weights(work, &state);
    draw_input(work, &state);
    forward(work);
    backward(work);
    add_magnitudes(work, influence);
    return PS_OK;
}
