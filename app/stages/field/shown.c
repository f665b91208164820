/* What the Receptive field stage shows: which neuron is chosen, the path below it, its cone.
 *
 * A person chooses one neuron, anywhere; every step shows a neuron that goes with it: below the chosen one
 * the upper-left tap, above it the neuron whose window has its middle nearest. So stepping through the
 * layers keeps to one place of the picture.
 */
#include "app/stages/field/shown.h"

#include "app/stages/field/view.h"
#include "app/stages/shared/motion.h"
#include "core/memory.h"

#include <math.h>
#include <string.h>

static const FieldStageView *view_of(const StageScope *scope) {
    return scope->view;
}

static int64_t clamp(int64_t value, int64_t size) {
    return value < 0 ? 0 : value >= size ? size - 1 : value;
}

static int first_input(const PsPlan *plan, int node) {
    int count = 0;
    return ps_plan_inputs(plan, node, &count)[0];
}

static int64_t size_of(const PsPlan *plan, int node, int axis) {
    return node == PS_NODE_INPUT ? plan->size[axis] : plan->nodes[node].size[axis];
}

/* The upper-left tap of a neuron; where all it covers is padding, the cell that is nearest. */
static int64_t upper_left(const PsPlan *plan, int node, int axis, int64_t neuron) {
    const PsNode *at = &plan->nodes[node];
    if (at->input_count > 0) {
        return neuron;
    }
    const PsTaps taps = ps_node_taps(at, axis, neuron);
    return clamp(taps.first, at->in_size[axis]);
}

/* The neuron of a node whose window has its middle nearest to a position of its input. */
static int64_t reader_of(const PsPlan *plan, int node, int axis, int64_t position) {
    const PsNode *at = &plan->nodes[node];
    const int64_t size = at->size[axis];
    if (size <= 1 || at->input_count > 0) {
        return at->input_count > 0 ? clamp(position, size) : 0;
    }
    const PsTaps first = ps_node_window(at, axis, 0);
    const PsTaps last = ps_node_window(at, axis, size - 1);
    const double pitch = (double)(last.first - first.first) / (double)(size - 1);
    const double middle = (double)first.first + (double)((first.count - 1) * first.step) / 2;
    return pitch > 0 ? clamp((int64_t)floor(((double)position - middle) / pitch + 0.5), size) : 0;
}

/* Whether a node's middle neuron sees nothing beyond the input's edges. */
static bool middle_fits(const FollowedStack *stack, int node) {
    const PsNode *at = &stack->plan.nodes[node];
    bool fits = at->state == PS_NODE_FITS && stack->fields[node].known;
    for (int axis = 0; axis < PS_AXES && fits; axis++) {
        const PsFieldAxis *field = &stack->fields[node].axis[axis];
        const int64_t neuron = (at->size[axis] - 1) / 2;
        const double middle = field->start + field->jump * (double)neuron;
        const double half = (field->size - 1) / 2;
        fits = middle - half >= 0 && middle + half <= (double)(stack->plan.size[axis] - 1);
    }
    return fits;
}

/* What is chosen before anybody chooses: the middle neuron of the last row where it sees nothing beyond the
 * edges.
 */
static int first_choice(const FollowedStack *stack, int64_t neuron[PS_AXES]) {
    int row = stack->row_count - 1;
    while (row >= 0 && !middle_fits(stack, stack->rows[row])) {
        row--;
    }
    const int node = row < 0 ? PS_NODE_INPUT : stack->rows[row];
    for (int axis = 0; axis < PS_AXES; axis++) {
        neuron[axis] = (size_of(&stack->plan, node, axis) - 1) / 2;
    }
    return node;
}

static int choice(const StageScope *scope, int64_t neuron[PS_AXES]) {
    const FieldStageView *view = view_of(scope);
    const FollowedStack *stack = &scope->facts->stacks.main;
    const bool stands = view->chosen && view->node < stack->plan.count &&
                        (view->node == PS_NODE_INPUT || stack->plan.nodes[view->node].state == PS_NODE_FITS);
    if (!stands) {
        return first_choice(stack, neuron);
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        neuron[axis] = clamp(view->neuron[axis], size_of(&stack->plan, view->node, axis));
    }
    return view->node;
}

/* Goes down from `from` to `node` by upper-left taps; false where node does not lie on that way. */
static bool descend(const StageScope *scope, int from, int node, int64_t neuron[PS_AXES]) {
    const FieldStageView *view = view_of(scope);
    const PsPlan *plan = &scope->facts->stacks.main.plan;
    while (from > node) {
        const int below = first_input(plan, from);
        for (int axis = 0; axis < PS_AXES; axis++) {
            neuron[axis] = upper_left(plan, from, axis, neuron[axis]);
        }
        if (below == view->picked_node - 1 && view->picked_node > 0) {
            memcpy(neuron, view->picked, sizeof view->picked);
        }
        from = below;
    }
    return from == node;
}

/* The choice is made once, however many layers lie between. */
static void neuron_from(const StageScope *scope, int from, const int64_t chosen[PS_AXES], int node,
                        int64_t neuron[PS_AXES]) {
    const PsPlan *plan = &scope->facts->stacks.main.plan;
    neuron[PS_HEIGHT] = chosen[PS_HEIGHT];
    neuron[PS_WIDTH] = chosen[PS_WIDTH];
    if (from >= node && descend(scope, from, node, neuron)) {
        return;
    }
    if (node == PS_NODE_INPUT || plan->nodes[node].state != PS_NODE_FITS) {
        neuron[PS_HEIGHT] = neuron[PS_WIDTH] = 0;
        return;
    }
    int64_t below[PS_AXES];
    neuron_from(scope, from, chosen, first_input(plan, node), below);
    for (int axis = 0; axis < PS_AXES; axis++) {
        neuron[axis] = reader_of(plan, node, axis, below[axis]);
    }
}

void field_neuron_of(const StageScope *scope, int node, int64_t neuron[PS_AXES]) {
    int64_t chosen[PS_AXES];
    const int from = choice(scope, chosen);
    neuron_from(scope, from, chosen, node, neuron);
}

/* A cone takes 1600 ms to light, but no row more than 300. */
static double rows_lit(const StageScope *scope, int rows) {
    const double row = fmin(300, 1600.0 / (rows > 0 ? rows + 1 : 1));
    return scope->cursor.t > 0 ? scope->cursor.t * 1600 / row : HUGE_VAL;
}

static void lay_path(const StageScope *scope, FieldShown *shown) {
    const PsPlan *plan = &shown->stack->plan;
    memset(shown->path, -1, ((size_t)plan->count + 1) * sizeof *shown->path);
    int64_t neuron[PS_AXES] = {shown->neuron[PS_HEIGHT], shown->neuron[PS_WIDTH]};
    int node = shown->node;
    while (node != PS_NODE_INPUT) {
        memcpy(shown->path[node], neuron, sizeof neuron);
        const int below = first_input(plan, node);
        (void)descend(scope, node, below, neuron);
        node = below;
    }
    memcpy(shown->path[plan->count], neuron, sizeof neuron);
}

static bool fill(const StageScope *scope, FieldShown *shown) {
    const PsPlan *plan = &shown->stack->plan;
    shown->path = ps_allocate((size_t)plan->count + 1, sizeof *shown->path);
    if (shown->path == NULL) {
        return false;
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        if (ps_cone_init(&shown->cone[axis], plan, axis, NULL) != PS_OK) {
            return false;
        }
        ps_cone_down(plan, axis, shown->node, shown->neuron[axis], &shown->cone[axis]);
        shown->region.axis[axis] = shown->cone[axis].span[plan->count];
    }
    lay_path(scope, shown);
    if (shown->node == PS_NODE_INPUT) {
        shown->unclipped = shown->region;
        return true;
    }
    return ps_field_unclipped(plan, shown->node, shown->neuron, &shown->unclipped, NULL) == PS_OK;
}

/* What the step that is left shows. Without memory nothing grows: the new cone then lights from the top. */
static void fill_before(const StageScope *scope, FieldShown *shown) {
    const PsPlan *plan = &shown->stack->plan;
    const int row = shown->row - 1;
    const int node = row < 0 ? PS_NODE_INPUT : shown->stack->rows[row];
    int64_t neuron[PS_AXES];
    if (scope->cursor.t <= 0 || (row >= 0 && plan->nodes[node].state != PS_NODE_FITS) ||
        ps_cone_init(&shown->before, plan, PS_WIDTH, NULL) != PS_OK) {
        return;
    }
    field_neuron_of(scope, node, neuron);
    ps_cone_down(plan, PS_WIDTH, node, neuron[PS_WIDTH], &shown->before);
    for (int axis = 0; axis < PS_AXES; axis++) {
        shown->unclipped_before.axis[axis] = (PsRange){neuron[axis], neuron[axis] + 1};
    }
    shown->grows = row < 0 || ps_field_unclipped(plan, node, neuron, &shown->unclipped_before, NULL) == PS_OK;
    shown->region_before = shown->unclipped_before;
    for (int axis = 0; axis < PS_AXES; axis++) {
        PsRange *range = &shown->region_before.axis[axis];
        range->first = clamp(range->first, plan->size[axis]);
        range->end = clamp(range->end - 1, plan->size[axis]) + 1;
    }
}

float field_shown_share(const FieldShown *shown, int row) {
    return motion_clamp((float)fmin(shown->lit - (double)(shown->row - row), 1));
}

PsRange field_shown_before(const FieldShown *shown, int place) {
    return shown->grows && shown->before.span != NULL ? shown->before.span[place] : (PsRange){0};
}

float field_shown_lit(const FieldShown *shown, int row, int place, int64_t neuron) {
    const PsRange before = field_shown_before(shown, place);
    const bool was = neuron >= before.first && neuron < before.end &&
                     shown->before.lit[shown->before.first[place] + neuron] != 0;
    return was ? 1 : field_shown_share(shown, row);
}

float field_shown_widened(const FieldShown *shown) {
    return shown->grows ? motion_ease((float)fmin(shown->lit / (shown->rows + 1), 1)) : 1;
}

int field_row_of(const StageScope *scope) {
    const int count = scope->facts->stacks.main.row_count;
    const int64_t target = scope->cursor.step + (scope->cursor.t > 0);
    return (int)(target < count ? target : count) - 1;
}

bool field_shown_init(const StageScope *scope, FieldShown *shown) {
    const FollowedStack *stack = &scope->facts->stacks.main;
    const int rows = field_row_of(scope) + 1;
    *shown = (FieldShown){.stack = stack,
                          .rows = rows,
                          .row = rows - 1,
                          .node = rows > 0 ? stack->rows[rows - 1] : PS_NODE_INPUT,
                          .lit = rows_lit(scope, rows)};
    shown->fits = shown->node == PS_NODE_INPUT || stack->plan.nodes[shown->node].state == PS_NODE_FITS;
    if (!shown->fits) {
        /* A layer that does not fit has no neurons: its cone is empty, its row says why. */
        shown->path = ps_allocate((size_t)stack->plan.count + 1, sizeof *shown->path);
        if (shown->path != NULL) {
            memset(shown->path, -1, ((size_t)stack->plan.count + 1) * sizeof *shown->path);
        }
        return shown->path != NULL;
    }
    field_neuron_of(scope, shown->node, shown->neuron);
    if (!fill(scope, shown)) {
        field_shown_free(shown);
        return false;
    }
    fill_before(scope, shown);
    return true;
}

void field_shown_free(FieldShown *shown) {
    ps_release(shown->path);
    ps_cone_free(&shown->cone[PS_HEIGHT]);
    ps_cone_free(&shown->cone[PS_WIDTH]);
    ps_cone_free(&shown->before);
    *shown = (FieldShown){0};
}

void field_choose(const StageContext *context, int node, const int64_t neuron[PS_AXES]) {
    FieldStageView *view = context->view;
    view->chosen = true;
    view->node = node;
    memcpy(view->neuron, neuron, sizeof view->neuron);
    view->picked_node = 0;
    context->requests->step = node == PS_NODE_INPUT ? 0 : context->scope.facts->stacks.main.row_of[node] + 1;
    context->ui->changed = true;
}
