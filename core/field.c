/* Receptive fields: the formula's figures, and exact regions, cones and readers off the plan's index ranges.
 *
 * Along one axis the cells a neuron reads are a set of positions. Cones mark the set itself, so that holes
 * (dilation, strides above the kernel) stay holes; regions keep its first and last. Both walk the plan node
 * by node, a join's set going to each of its inputs. Axes are walked apart: what a layer reads is the product
 * of what it reads along each.
 */
#include "core/field.h"

#include "core/memory.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static double larger(double one, double other) {
    return one > other ? one : other;
}

static int64_t least(int64_t one, int64_t other) {
    return one < other ? one : other;
}

static int64_t most(int64_t one, int64_t other) {
    return one > other ? one : other;
}

static const PsField INPUT_FIELD = {.axis = {{1, 1, 0, 0}, {1, 1, 0, 0}}, .known = true};

static const PsField *field_of(const PsField *fields, int node) {
    return node == PS_NODE_INPUT ? &INPUT_FIELD : &fields[node];
}

/* By value, so that along a chain all of it stays in registers. */
static inline PsFieldAxis follow_link(PsFieldAxis from, PsLink link) {
    const double size = from.size + link.reach * from.jump;
    const double start = from.start + link.lead * from.jump;
    return (PsFieldAxis){size, from.jump * link.factor, start, (size - 1) / 2 - start};
}

static bool differs(double one, double other) {
    return one < other || one > other;
}

/* From the leftmost first cell of all branches to the rightmost last. */
static void unite(PsField *field, const PsField *other) {
    field->known = field->known && other->known;
    field->misaligned = field->misaligned || other->misaligned;
    for (int axis = 0; axis < PS_AXES; axis++) {
        PsFieldAxis *one = &field->axis[axis];
        const PsFieldAxis *two = &other->axis[axis];
        field->misaligned =
            field->misaligned || differs(one->start, two->start) || differs(one->jump, two->jump);
        const double padding = larger(one->padding, two->padding);
        const double end = larger(one->size - one->padding, two->size - two->padding);
        one->size = padding + end;
        one->padding = padding;
        one->start = (one->size - 1) / 2 - padding;
        one->jump = larger(one->jump, two->jump);
    }
}

/* Whether the formula needs a size that did not come out. */
static bool needs_size(const PsLayer *layer) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    return layer->same || info->output_size || info->family == PS_FAMILY_GLOBAL;
}

static void join_fields(const PsPlan *plan, const PsNode *node, const PsField *fields, PsField *field) {
    const int *inputs = &plan->inputs[node->first_input];
    *field = *field_of(fields, inputs[0]);
    for (int k = 1; k < node->input_count; k++) {
        unite(field, field_of(fields, inputs[k]));
    }
}

/* A layer that fits is known, and gets what it was made for. Behind one that does not fit, what it was made
 * for cannot be told. */
static bool is_known(const PsNode *node) {
    const PsLayerFamily family = ps_layer_info(node->layer->kind)->family;
    const bool meets = node->state != PS_NODE_FAILS || ps_node_meets(node);
    return node->state == PS_NODE_FITS || (family != PS_FAMILY_UNKNOWN && !needs_size(node->layer) && meets);
}

void ps_field_compute(const PsPlan *plan, PsField *fields) {
    PsFieldAxis height = INPUT_FIELD.axis[PS_HEIGHT];
    PsFieldAxis width = INPUT_FIELD.axis[PS_WIDTH];
    bool known = true;
    bool misaligned = false;
    for (int i = 0; i < plan->count; i++) {
        const PsNode *node = &plan->nodes[i];
        const PsLink *links = plan->links + (ptrdiff_t)i * PS_AXES;
        if (node->input_count > 0 || node->from != i - 1) {
            PsField from = *field_of(fields, node->from);
            if (node->input_count > 0) {
                join_fields(plan, node, fields, &from);
            }
            height = from.axis[PS_HEIGHT];
            width = from.axis[PS_WIDTH];
            known = from.known;
            misaligned = from.misaligned;
        }
        /* A join's links move nothing. */
        height = follow_link(height, links[PS_HEIGHT]);
        width = follow_link(width, links[PS_WIDTH]);
        known = known && is_known(node);
        fields[i] = (PsField){.axis = {height, width}, .known = known, .misaligned = misaligned};
    }
}

static bool is_empty(PsRange range) {
    return range.first >= range.end;
}

static void cover(PsRange *range, PsRange other) {
    if (is_empty(other)) {
        return;
    }
    *range =
        is_empty(*range) ? other : (PsRange){least(range->first, other.first), most(range->end, other.end)};
}

/* What a window over positions [first, end) of a node covers below, borders or not. */
static PsRange window_range(const PsNode *node, int axis, PsRange positions) {
    const PsTaps first = ps_node_window(node, axis, positions.first);
    const PsTaps last = ps_node_window(node, axis, positions.end - 1);
    return (PsRange){first.first, last.first + (last.count - 1) * last.step + 1};
}

/* Ranges of one node for each node that is above it and below `node`, in an array of node + 2: the last but
 * one is the neuron, the input's is at [0]. */
static PsRange range_without_borders(const PsPlan *plan, int node, int axis, int64_t neuron,
                                     PsRange *ranges) {
    memset(ranges, 0, ((size_t)node + 2) * sizeof *ranges);
    ranges[node + 1] = (PsRange){neuron, neuron + 1};
    for (int i = node; i >= 0; i--) {
        if (is_empty(ranges[i + 1])) {
            continue;
        }
        int count = 0;
        const int *inputs = ps_plan_inputs(plan, i, &count);
        const PsNode *at = &plan->nodes[i];
        const PsRange below = at->input_count > 0 ? ranges[i + 1] : window_range(at, axis, ranges[i + 1]);
        for (int k = 0; k < count; k++) {
            cover(&ranges[inputs[k] + 1], below);
        }
    }
    return ranges[0];
}

PsStatus ps_field_unclipped(const PsPlan *plan, int node, const int64_t neuron[PS_AXES], PsRegion *region,
                            PsError *error) {
    assert(node >= 0 && node < plan->count && plan->nodes[node].state == PS_NODE_FITS);
    PsRange *ranges = ps_allocate((size_t)node + 2, sizeof *ranges);
    if (ranges == NULL) {
        return ps_fail_memory(error);
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        region->axis[axis] = range_without_borders(plan, node, axis, neuron[axis], ranges);
    }
    ps_release(ranges);
    return PS_OK;
}

PsStatus ps_field_region(const PsPlan *plan, int node, const int64_t neuron[PS_AXES], PsRegion *region,
                         PsError *error) {
    *region = (PsRegion){0};
    for (int axis = 0; axis < PS_AXES; axis++) {
        PsCone cone;
        const PsStatus status = ps_cone_init(&cone, plan, axis, error);
        if (status != PS_OK) {
            return status;
        }
        ps_cone_down(plan, axis, node, neuron[axis], &cone);
        region->axis[axis] = cone.span[plan->count];
        ps_cone_free(&cone);
    }
    return PS_OK;
}

/* Neurons of a node along an axis: 1 for one that does not fit, so that every node has a place. */
static int64_t side_of(const PsPlan *plan, int node, int axis) {
    const int64_t size = node == plan->count ? plan->size[axis] : plan->nodes[node].size[axis];
    return size > 0 ? size : 1;
}

/* All neurons of all nodes along an axis, and of the input, and the cells they read: at most this many are
 * listed, which takes some tens of milliseconds. */
enum { LISTED_MOST = 1 << 24 };

static int64_t taps_most(const PsPlan *plan, int node, int axis) {
    if (node == plan->count || plan->nodes[node].size[axis] == 0) {
        return 1;
    }
    const PsNode *at = &plan->nodes[node];
    const int64_t window = at->input_count > 0 ? at->input_count : ps_node_window(at, axis, 0).count;
    return at->input_count > 0 ? window : least(window, at->in_size[axis]);
}

/* first[i] is where node i's neurons begin; the input's come last. */
static PsStatus list_neurons(const PsPlan *plan, int axis, int64_t **first, int64_t *total, PsError *error) {
    *first = ps_allocate((size_t)plan->count + 2, sizeof **first);
    if (*first == NULL) {
        return ps_fail_memory(error);
    }
    int64_t at = 0;
    int64_t taps = 0;
    for (int i = 0; i <= plan->count; i++) {
        (*first)[i] = at;
        at += side_of(plan, i, axis);
        taps += side_of(plan, i, axis) * taps_most(plan, i, axis);
        if (at > LISTED_MOST || taps > LISTED_MOST) {
            ps_release(*first);
            *first = NULL;
            return ps_fail(error, PS_ERROR_SIZE,
                           "there are too many neurons to follow each: use a smaller input or fewer layers");
        }
    }
    (*first)[plan->count + 1] = at;
    *total = at;
    return PS_OK;
}

PsStatus ps_cone_init(PsCone *cone, const PsPlan *plan, int axis, PsError *error) {
    *cone = (PsCone){.count = plan->count};
    int64_t total = 0;
    const PsStatus status = list_neurons(plan, axis, &cone->first, &total, error);
    if (status != PS_OK) {
        return status;
    }
    cone->lit = ps_allocate((size_t)total, 1);
    cone->span = ps_allocate((size_t)plan->count + 1, sizeof *cone->span);
    cone->lit_count = ps_allocate((size_t)plan->count + 1, sizeof *cone->lit_count);
    if (cone->lit == NULL || cone->span == NULL || cone->lit_count == NULL) {
        ps_cone_free(cone);
        return ps_fail_memory(error);
    }
    return PS_OK;
}

void ps_cone_free(PsCone *cone) {
    ps_release(cone->lit);
    ps_release(cone->first);
    ps_release(cone->span);
    ps_release(cone->lit_count);
    *cone = (PsCone){0};
}

static void clear_cone(PsCone *cone) {
    for (int i = 0; i <= cone->count; i++) {
        if (!is_empty(cone->span[i])) {
            memset(&cone->lit[cone->first[i] + cone->span[i].first], 0,
                   (size_t)(cone->span[i].end - cone->span[i].first));
        }
        cone->span[i] = (PsRange){0};
        cone->lit_count[i] = 0;
    }
}

static void light(PsCone *cone, int place, int64_t neuron) {
    unsigned char *lit = &cone->lit[cone->first[place] + neuron];
    cone->lit_count[place] += *lit == 0;
    *lit = 1;
    cover(&cone->span[place], (PsRange){neuron, neuron + 1});
}

/* Where a node's neurons lie in a cone; the input's are behind all. */
static int place_of(const PsCone *cone, int node) {
    return node == PS_NODE_INPUT ? cone->count : node;
}

static void light_taps(PsCone *cone, int place, PsTaps taps) {
    for (int64_t t = 0; t < taps.count; t++) {
        light(cone, place, taps.first + t * taps.step);
    }
}

static PsTaps taps_of(const PsNode *node, int axis, int64_t neuron) {
    return node->input_count > 0 ? (PsTaps){neuron, 1, 1} : ps_node_taps(node, axis, neuron);
}

void ps_cone_down(const PsPlan *plan, int axis, int node, int64_t output, PsCone *cone) {
    clear_cone(cone);
    light(cone, place_of(cone, node), output);
    for (int i = node; i >= 0; i--) {
        int count = 0;
        const int *inputs = ps_plan_inputs(plan, i, &count);
        const PsRange span = cone->span[i];
        for (int64_t neuron = span.first; neuron < span.end; neuron++) {
            if (!cone->lit[cone->first[i] + neuron]) {
                continue;
            }
            const PsTaps taps = taps_of(&plan->nodes[i], axis, neuron);
            for (int k = 0; k < count; k++) {
                light_taps(cone, place_of(cone, inputs[k]), taps);
            }
        }
    }
}

static bool reads_lit(const PsCone *cone, int place, PsTaps taps) {
    const unsigned char *lit = &cone->lit[cone->first[place]];
    for (int64_t t = 0; t < taps.count; t++) {
        if (lit[taps.first + t * taps.step]) {
            return true;
        }
    }
    return false;
}

void ps_cone_up(const PsPlan *plan, int axis, int64_t cell, PsCone *cone) {
    clear_cone(cone);
    light(cone, plan->count, cell);
    for (int i = 0; i < plan->count; i++) {
        const PsNode *node = &plan->nodes[i];
        int count = 0;
        const int *inputs = ps_plan_inputs(plan, i, &count);
        for (int64_t neuron = 0; neuron < node->size[axis]; neuron++) {
            const PsTaps taps = taps_of(node, axis, neuron);
            bool reads = false;
            for (int k = 0; k < count && !reads; k++) {
                reads = reads_lit(cone, place_of(cone, inputs[k]), taps);
            }
            if (reads) {
                light(cone, i, neuron);
            }
        }
    }
}

static PsRange range_at(const PsSight *sight, int axis, int node, int64_t neuron) {
    return node == PS_NODE_INPUT ? (PsRange){neuron, neuron + 1}
                                 : sight->ranges[axis][sight->first[axis][node] + neuron];
}

/* What each neuron of a node reads: the union over its taps. */
static void see_node(const PsPlan *plan, int axis, int i, PsSight *sight) {
    const PsNode *node = &plan->nodes[i];
    int count = 0;
    const int *inputs = ps_plan_inputs(plan, i, &count);
    assert(sight->first[axis] != NULL && sight->ranges[axis] != NULL);
    for (int64_t neuron = 0; neuron < node->size[axis]; neuron++) {
        const PsTaps taps = taps_of(node, axis, neuron);
        PsRange *range = &sight->ranges[axis][sight->first[axis][i] + neuron];
        for (int k = 0; k < count; k++) {
            for (int64_t t = 0; t < taps.count; t++) {
                cover(range, range_at(sight, axis, inputs[k], taps.first + t * taps.step));
            }
        }
    }
}

static int64_t widest(const PsSight *sight, const PsPlan *plan, int axis, int node) {
    int64_t cells = 0;
    for (int64_t neuron = 0; neuron < plan->nodes[node].size[axis]; neuron++) {
        const PsRange range = range_at(sight, axis, node, neuron);
        cells = most(cells, range.end - range.first);
    }
    return cells;
}

static void judge_node(const PsPlan *plan, const PsField *fields, int i, PsSight *sight) {
    const PsNode *node = &plan->nodes[i];
    double share = 1;
    bool wide = ps_layer_info(node->layer->kind)->window && node->state == PS_NODE_FITS;
    const PsField *incoming = field_of(fields, node->from);
    for (int axis = 0; axis < PS_AXES; axis++) {
        share *= (double)widest(sight, plan, axis, i) / (double)plan->size[axis];
        wide = wide && incoming->axis[axis].size >= (double)plan->size[axis];
    }
    sight->share[i] = share;
    sight->idle[i] = wide;
    sight->idle_count += wide;
    if (share >= 1 && sight->whole == plan->count) {
        sight->whole = i;
    }
}

static PsStatus allocate_sight(PsSight *sight, const PsPlan *plan, PsError *error) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        int64_t total = 0;
        const PsStatus status = list_neurons(plan, axis, &sight->first[axis], &total, error);
        if (status != PS_OK) {
            return status;
        }
        sight->ranges[axis] = ps_allocate((size_t)total, sizeof *sight->ranges[axis]);
        if (sight->ranges[axis] == NULL) {
            return ps_fail_memory(error);
        }
    }
    sight->share = ps_allocate((size_t)plan->count + 1, sizeof *sight->share);
    sight->idle = ps_allocate((size_t)plan->count + 1, sizeof *sight->idle);
    return sight->share != NULL && sight->idle != NULL ? PS_OK : ps_fail_memory(error);
}

PsStatus ps_sight_init(PsSight *sight, const PsPlan *plan, const PsField *fields, PsError *error) {
    *sight = (PsSight){.whole = plan->count};
    const PsStatus status = allocate_sight(sight, plan, error);
    if (status != PS_OK) {
        ps_sight_free(sight);
        return status;
    }
    for (int i = 0; i < plan->count; i++) {
        for (int axis = 0; axis < PS_AXES; axis++) {
            see_node(plan, axis, i, sight);
        }
        judge_node(plan, fields, i, sight);
    }
    return PS_OK;
}

void ps_sight_free(PsSight *sight) {
    for (int axis = 0; axis < PS_AXES; axis++) {
        ps_release(sight->ranges[axis]);
        ps_release(sight->first[axis]);
    }
    ps_release(sight->share);
    ps_release(sight->idle);
    *sight = (PsSight){0};
}
