/* Path counts: the gradient of a network in which every weight, and every cell of a pool, counts 1.
 *
 * It runs down from the neuron, node by node, each handing its gradient to the cells it reads. What a layer
 * reads is a product of what it reads along rows and columns, so along a chain the whole is a product of two
 * vectors. Joins add products up, so with them the gradient is kept in two dimensions, still row by row and
 * column by column inside of each layer. Counts grow beyond all numbers; they are then divided by a power of
 * two that is remembered.
 */
#include "core/influence.h"

#include "core/memory.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Past 2^SHIFT all counts are divided by it: what is left has 2^100 of room for a layer. */
enum { SHIFT = 900 };

/* The cones along both axes: which cells a buffer of each node has. */
typedef struct Cones {
    PsCone axis[PS_AXES];
} Cones;

static void cones_free(Cones *cones) {
    ps_cone_free(&cones->axis[PS_HEIGHT]);
    ps_cone_free(&cones->axis[PS_WIDTH]);
}

static PsStatus cones_init(Cones *cones, const PsPlan *plan, int node, const int64_t neuron[PS_AXES],
                           PsError *error) {
    *cones = (Cones){0};
    for (int axis = 0; axis < PS_AXES; axis++) {
        const PsStatus status = ps_cone_init(&cones->axis[axis], plan, axis, error);
        if (status != PS_OK) {
            cones_free(cones);
            return status;
        }
        ps_cone_down(plan, axis, node, neuron[axis], &cones->axis[axis]);
    }
    return PS_OK;
}

/* Where a node's cells are in a cone; the input's are behind all. */
static int place_of(const PsPlan *plan, int node) {
    return node == PS_NODE_INPUT ? plan->count : node;
}

static PsRange span_of(const Cones *cones, const PsPlan *plan, int node, int axis) {
    return cones->axis[axis].span[place_of(plan, node)];
}

static int64_t length_of(PsRange range) {
    return range.end - range.first;
}

void ps_influence_free(PsInfluence *influence) {
    ps_release(influence->values);
    ps_release(influence->profile[PS_HEIGHT]);
    ps_release(influence->profile[PS_WIDTH]);
    ps_release(influence->work);
    *influence = (PsInfluence){0};
}

static PsStatus check_node(const PsPlan *plan, int node, PsError *error) {
    if (node == PS_NODE_INPUT || plan->nodes[node].state != PS_NODE_FITS) {
        return ps_fail(error, PS_ERROR_SETTING,
                       "this layer has no neurons: choose one that fits what comes in");
    }
    return PS_OK;
}

/* Zeroes over the region, and the region itself. */
static PsStatus make_region(const PsPlan *plan, const Cones *cones, PsInfluence *influence, PsError *error) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        influence->region.axis[axis] = span_of(cones, plan, PS_NODE_INPUT, axis);
    }
    const int64_t height = length_of(influence->region.axis[PS_HEIGHT]);
    const int64_t width = length_of(influence->region.axis[PS_WIDTH]);
    if (height <= 0 || width <= 0) {
        influence->region = (PsRegion){0};
        return PS_OK;
    }
    if (height > PS_INFLUENCE_CELLS / width) {
        return ps_fail(error, PS_ERROR_SIZE,
                       "a field of %lld x %lld cells is too large to weigh each: use a smaller input",
                       (long long)height, (long long)width);
    }
    influence->height = (int)height;
    influence->width = (int)width;
    influence->values = ps_allocate((size_t)(height * width), sizeof *influence->values);
    influence->profile[PS_HEIGHT] = ps_allocate((size_t)height, sizeof(double));
    influence->profile[PS_WIDTH] = ps_allocate((size_t)width, sizeof(double));
    return influence->values != NULL && influence->profile[PS_HEIGHT] != NULL &&
                   influence->profile[PS_WIDTH] != NULL
               ? PS_OK
               : ps_fail_memory(error);
}

/* The neuron's cones, and zeroes over its region; the cones are to be freed whatever comes back. */
static PsStatus begin(const PsPlan *plan, int node, const int64_t neuron[PS_AXES], PsInfluence *influence,
                      Cones *cones, PsError *error) {
    *influence = (PsInfluence){0};
    *cones = (Cones){0};
    PsStatus status = check_node(plan, node, error);
    if (status == PS_OK) {
        status = cones_init(cones, plan, node, neuron, error);
    }
    return status == PS_OK ? make_region(plan, cones, influence, error) : status;
}

PsStatus ps_influence_init(const PsPlan *plan, int node, const int64_t neuron[PS_AXES],
                           PsInfluence *influence, PsError *error) {
    Cones cones;
    const PsStatus status = begin(plan, node, neuron, influence, &cones, error);
    cones_free(&cones);
    if (status != PS_OK) {
        ps_influence_free(influence);
    }
    return status;
}

void ps_influence_profile(PsInfluence *influence) {
    const int width = influence->width;
    for (int x = 0; x < width; x++) {
        influence->profile[PS_WIDTH][x] = 0;
    }
    for (int y = 0; y < influence->height; y++) {
        double sum = 0;
        for (int x = 0; x < width; x++) {
            const double value = influence->values[(int64_t)y * width + x];
            sum += value;
            influence->profile[PS_WIDTH][x] += value;
        }
        influence->profile[PS_HEIGHT][y] = sum;
    }
}

static double largest(const double *values, int64_t count) {
    double most = 0;
    for (int64_t i = 0; i < count; i++) {
        most = values[i] > most ? values[i] : most;
    }
    return most;
}

/* Divides by 2^SHIFT where a value has passed it; returns what is to be added to the exponent. */
static int rescale(double *values, int64_t count) {
    if (largest(values, count) < ldexp(1, SHIFT)) {
        return 0;
    }
    for (int64_t i = 0; i < count; i++) {
        values[i] = ldexp(values[i], -SHIFT);
    }
    return SHIFT;
}

static bool is_chain(const PsPlan *plan, int node) {
    while (node != PS_NODE_INPUT && plan->nodes[node].input_count == 0) {
        node = plan->nodes[node].from;
    }
    return node == PS_NODE_INPUT;
}

/* The longest of all spans along an axis. */
static int64_t longest_span(const Cones *cones, const PsPlan *plan, int axis) {
    int64_t most = 1;
    for (int i = 0; i <= plan->count; i++) {
        const int64_t length = length_of(cones->axis[axis].span[i]);
        most = length > most ? length : most;
    }
    return most;
}

/* One axis of a chain: counts [span of the input], by way of two vectors that take turns. */
static PsStatus count_axis(const PsPlan *plan, const Cones *cones, int node, int axis, double *counts,
                           int *exponent, PsError *error) {
    const int64_t room = longest_span(cones, plan, axis);
    double *vectors = ps_allocate((size_t)room, 2 * sizeof *vectors);
    if (vectors == NULL) {
        return ps_fail_memory(error);
    }
    double *upper = vectors;
    double *lower = vectors + room;
    upper[0] = 1;
    while (node != PS_NODE_INPUT) {
        const PsNode *at = &plan->nodes[node];
        const PsRange span = span_of(cones, plan, node, axis);
        const PsRange below = span_of(cones, plan, at->from, axis);
        memset(lower, 0, (size_t)room * sizeof *lower);
        for (int64_t o = span.first; o < span.end; o++) {
            const PsTaps taps = ps_taps_within(ps_node_taps(at, axis, o), below);
            for (int64_t t = 0; t < taps.count; t++) {
                lower[taps.first + t * taps.step - below.first] += upper[o - span.first];
            }
        }
        *exponent += rescale(lower, length_of(below));
        double *turn = upper;
        upper = lower;
        lower = turn;
        node = at->from;
    }
    memcpy(counts, upper, (size_t)length_of(span_of(cones, plan, PS_NODE_INPUT, axis)) * sizeof *counts);
    ps_release(vectors);
    return PS_OK;
}

/* values[y][x] = rows[y] * columns[x]. */
static PsStatus count_chain(const PsPlan *plan, const Cones *cones, int node, PsInfluence *influence,
                            PsError *error) {
    double *rows = influence->profile[PS_HEIGHT];
    double *columns = influence->profile[PS_WIDTH];
    int exponent = 0;
    PsStatus status = count_axis(plan, cones, node, PS_HEIGHT, rows, &exponent, error);
    if (status == PS_OK) {
        status = count_axis(plan, cones, node, PS_WIDTH, columns, &exponent, error);
    }
    if (status != PS_OK) {
        return status;
    }
    /* The product of two large vectors may pass what each of them does not. */
    if (largest(rows, influence->height) * largest(columns, influence->width) > ldexp(1, SHIFT)) {
        for (int y = 0; y < influence->height; y++) {
            rows[y] = ldexp(rows[y], -SHIFT);
        }
        exponent += SHIFT;
    }
    for (int y = 0; y < influence->height; y++) {
        for (int x = 0; x < influence->width; x++) {
            influence->values[(int64_t)y * influence->width + x] = rows[y] * columns[x];
        }
    }
    influence->exponent = exponent;
    return PS_OK;
}

/* The gradients of a net with joins: a buffer [rows][columns] for each node that has been written to. */
typedef struct Buffers {
    const PsPlan *plan;
    const Cones *cones;
    double **of;  /* [count + 1], null if there is none yet, or none any more */
    double *half; /* [rows of the layer below][columns of this one] */
    int exponent;
} Buffers;

static int64_t cells_of(const Buffers *buffers, int node) {
    return length_of(span_of(buffers->cones, buffers->plan, node, PS_HEIGHT)) *
           length_of(span_of(buffers->cones, buffers->plan, node, PS_WIDTH));
}

static PsStatus want_buffer(Buffers *buffers, int node, PsError *error) {
    const int place = place_of(buffers->plan, node);
    const int64_t cells = cells_of(buffers, node);
    assert(buffers->of != NULL);
    if (buffers->of[place] != NULL) {
        return PS_OK;
    }
    if (cells > PS_INFLUENCE_CELLS) {
        return ps_fail(error, PS_ERROR_SIZE,
                       "%lld neurons of one layer are too many to weigh: use a smaller input",
                       (long long)cells);
    }
    buffers->of[place] = ps_allocate((size_t)cells, sizeof(double));
    return buffers->of[place] != NULL ? PS_OK : ps_fail_memory(error);
}

/* half[y'][x] += upper[y][x] for each row y' that row y reads. */
static void spread_rows(const Buffers *buffers, int node, const double *upper) {
    const PsNode *at = &buffers->plan->nodes[node];
    const PsRange rows = span_of(buffers->cones, buffers->plan, node, PS_HEIGHT);
    const PsRange below = span_of(buffers->cones, buffers->plan, at->from, PS_HEIGHT);
    const int64_t width = length_of(span_of(buffers->cones, buffers->plan, node, PS_WIDTH));
    memset(buffers->half, 0, (size_t)(length_of(below) * width) * sizeof(double));
    for (int64_t o = rows.first; o < rows.end; o++) {
        const double *from = upper + (o - rows.first) * width;
        const PsTaps taps = ps_taps_within(ps_node_taps(at, PS_HEIGHT, o), below);
        for (int64_t t = 0; t < taps.count; t++) {
            double *to = buffers->half + (taps.first + t * taps.step - below.first) * width;
            for (int64_t x = 0; x < width; x++) {
                to[x] += from[x];
            }
        }
    }
}

/* lower[y'][x'] += half[y'][x] for each column x' that column x reads. */
static void spread_columns(const Buffers *buffers, int node, double *lower) {
    const PsNode *at = &buffers->plan->nodes[node];
    const PsRange columns = span_of(buffers->cones, buffers->plan, node, PS_WIDTH);
    const PsRange below = span_of(buffers->cones, buffers->plan, at->from, PS_WIDTH);
    const int64_t height = length_of(span_of(buffers->cones, buffers->plan, at->from, PS_HEIGHT));
    const int64_t width = length_of(columns);
    for (int64_t o = columns.first; o < columns.end; o++) {
        const PsTaps taps = ps_taps_within(ps_node_taps(at, PS_WIDTH, o), below);
        for (int64_t t = 0; t < taps.count; t++) {
            const int64_t x = taps.first + t * taps.step - below.first;
            for (int64_t y = 0; y < height; y++) {
                lower[y * length_of(below) + x] += buffers->half[y * width + (o - columns.first)];
            }
        }
    }
}

/* A join hands its gradient on to every branch, cell by cell; their spans hold its own. */
static void add_join(const Buffers *buffers, int node, int input, double *lower) {
    const PsPlan *plan = buffers->plan;
    const PsRange rows = span_of(buffers->cones, plan, node, PS_HEIGHT);
    const PsRange columns = span_of(buffers->cones, plan, node, PS_WIDTH);
    const PsRange below = span_of(buffers->cones, plan, input, PS_WIDTH);
    const int64_t first_row = span_of(buffers->cones, plan, input, PS_HEIGHT).first;
    for (int64_t y = rows.first; y < rows.end; y++) {
        const double *from = buffers->of[node] + (y - rows.first) * length_of(columns);
        double *to = lower + (y - first_row) * length_of(below) + columns.first - below.first;
        for (int64_t x = 0; x < length_of(columns); x++) {
            to[x] += from[x];
        }
    }
}

static void rescale_all(Buffers *buffers, int place) {
    const int64_t cells = cells_of(buffers, place == buffers->plan->count ? PS_NODE_INPUT : place);
    if (largest(buffers->of[place], cells) < ldexp(1, SHIFT)) {
        return;
    }
    for (int i = 0; i <= buffers->plan->count; i++) {
        const int64_t count =
            buffers->of[i] == NULL ? 0 : cells_of(buffers, i == buffers->plan->count ? PS_NODE_INPUT : i);
        for (int64_t k = 0; k < count; k++) {
            buffers->of[i][k] = ldexp(buffers->of[i][k], -SHIFT);
        }
    }
    buffers->exponent += SHIFT;
}

/* Hands the gradient of a node on to what it reads, and lets go of it. */
static PsStatus pass_down(Buffers *buffers, int node, PsError *error) {
    int count = 0;
    const int *inputs = ps_plan_inputs(buffers->plan, node, &count);
    const bool join = buffers->plan->nodes[node].input_count > 0;
    for (int k = 0; k < count; k++) {
        const int place = place_of(buffers->plan, inputs[k]);
        const PsStatus status = want_buffer(buffers, inputs[k], error);
        if (status != PS_OK) {
            return status;
        }
        if (join) {
            add_join(buffers, node, inputs[k], buffers->of[place]);
        } else {
            spread_rows(buffers, node, buffers->of[node]);
            spread_columns(buffers, node, buffers->of[place]);
        }
        rescale_all(buffers, place);
    }
    ps_release(buffers->of[node]);
    buffers->of[node] = NULL;
    return PS_OK;
}

static PsStatus walk_down(Buffers *buffers, int node, PsError *error) {
    PsStatus status = want_buffer(buffers, node, error);
    if (status == PS_OK) {
        buffers->of[node][0] = 1;
    }
    for (int i = node; i >= 0 && status == PS_OK; i--) {
        if (buffers->of[i] != NULL && cells_of(buffers, i) > 0) {
            status = pass_down(buffers, i, error);
        }
    }
    return status;
}

static PsStatus count_branches(const PsPlan *plan, const Cones *cones, int node, PsInfluence *influence,
                               PsError *error) {
    Buffers buffers = {.plan = plan, .cones = cones};
    const int64_t half = longest_span(cones, plan, PS_HEIGHT) * longest_span(cones, plan, PS_WIDTH);
    if (half > PS_INFLUENCE_CELLS) {
        return ps_fail(error, PS_ERROR_SIZE,
                       "%lld neurons of one layer are too many to weigh: use a smaller input",
                       (long long)half);
    }
    buffers.of = ps_allocate((size_t)plan->count + 1, sizeof *buffers.of);
    buffers.half = ps_allocate((size_t)half, sizeof *buffers.half);
    PsStatus status = buffers.of != NULL && buffers.half != NULL ? PS_OK : ps_fail_memory(error);
    if (status == PS_OK) {
        status = walk_down(&buffers, node, error);
    }
    if (status == PS_OK && buffers.of[plan->count] != NULL) {
        memcpy(influence->values, buffers.of[plan->count],
               (size_t)influence->height * (size_t)influence->width * sizeof *influence->values);
        influence->exponent = buffers.exponent;
    }
    for (int i = 0; i <= plan->count && buffers.of != NULL; i++) {
        ps_release(buffers.of[i]);
    }
    ps_release(buffers.of);
    ps_release(buffers.half);
    return status;
}

PsStatus ps_influence_paths(const PsPlan *plan, int node, const int64_t neuron[PS_AXES],
                            PsInfluence *influence, PsError *error) {
    Cones cones;
    PsStatus status = begin(plan, node, neuron, influence, &cones, error);
    if (status == PS_OK && influence->height > 0) {
        status = is_chain(plan, node) ? count_chain(plan, &cones, node, influence, error)
                                      : count_branches(plan, &cones, node, influence, error);
        ps_influence_profile(influence);
    }
    cones_free(&cones);
    if (status != PS_OK) {
        ps_influence_free(influence);
    }
    return status;
}
