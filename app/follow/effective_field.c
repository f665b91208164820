/* Slices of a few milliseconds, by amounts and not by the clock: path counts first, then seed after seed.
 *
 * Invariant: a map belongs to the neuron and the stacks that it names; others are not shown for it.
 */
#include "app/follow/effective_field.h"

#include "core/memory.h"

#include <math.h>
#include <string.h>

/* Cells of all layers that are gone through in a slice, and the most that one step of the work may need: a
 * step cannot be divided. About 2 ns a cell. */
static const double SLICE = 2e6;
static const double STEP_MOST = 20e6;

/* Cells for all widths of random weights, some seconds: very deep stacks have no width in their upper rows.
 */
static const double WIDTHS_MOST = 2e9;

/* Of no neuron: nothing is left to do for it. */
static void clear_map(EffectiveFieldMap *map) {
    ps_influence_free(&map->influence);
    *map = (EffectiveFieldMap){.neuron = {.node = PS_NODE_INPUT}, .finished = true};
}

static void clear(EffectiveField *effective) {
    for (int i = 0; i < EFFECTIVE_FIELD_MAPS; i++) {
        clear_map(&effective->maps[i]);
    }
    clear_map(&effective->point);
    ps_moments_free(&effective->moments);
    ps_release(effective->widths);
    effective->widths = NULL;
    effective->row_count = effective->width_count = 0;
    effective->width_cost = 0;
}

void effective_field_free(EffectiveField *effective) {
    clear(effective);
    *effective = (EffectiveField){0};
}

static bool same_neuron(const EffectiveFieldNeuron *one, const EffectiveFieldNeuron *other) {
    return one->node == other->node && one->at[PS_HEIGHT] == other->at[PS_HEIGHT] &&
           one->at[PS_WIDTH] == other->at[PS_WIDTH];
}

static void begin_map(EffectiveFieldMap *map, const EffectiveFieldNeuron *neuron) {
    clear_map(map);
    map->neuron = *neuron;
    map->finished = neuron->node == PS_NODE_INPUT;
}

/* A map that is there already is kept, whichever place it has. */
static void take_neurons(EffectiveField *effective,
                         const EffectiveFieldNeuron neurons[EFFECTIVE_FIELD_MAPS]) {
    EffectiveFieldMap *maps = effective->maps;
    if (same_neuron(&maps[0].neuron, &neurons[1]) || same_neuron(&maps[1].neuron, &neurons[0])) {
        const EffectiveFieldMap first = maps[0];
        maps[0] = maps[1];
        maps[1] = first;
    }
    for (int i = 0; i < EFFECTIVE_FIELD_MAPS; i++) {
        if (!same_neuron(&maps[i].neuron, &neurons[i])) {
            begin_map(&maps[i], &neurons[i]);
        }
    }
}

void effective_field_want(EffectiveField *effective, const Stacks *stacks, const EffectiveFieldWish *wish) {
    const bool wanted = wish->wanted && wish->stacks_version == stacks->version;
    const bool same = effective->wish.wanted && effective->wish.random == wish->random &&
                      effective->wish.stacks_version == stacks->version;
    if (!wanted || !same) {
        clear(effective);
    }
    effective->wish = *wish;
    effective->wish.wanted = wanted;
    if (!wanted) {
        return;
    }
    if (!same) {
        effective->widths = ps_allocate((size_t)stacks->main.row_count + 1, sizeof *effective->widths);
        effective->row_count = effective->widths != NULL ? stacks->main.row_count : 0;
    }
    take_neurons(effective, wish->neurons);
}

bool effective_field_busy(const EffectiveField *effective, const Stacks *stacks) {
    bool busy = effective->width_count < effective->row_count;
    for (int i = 0; i < EFFECTIVE_FIELD_MAPS; i++) {
        busy = busy || !effective->maps[i].finished;
    }
    return busy && effective->wish.wanted && effective->wish.stacks_version == stacks->version;
}

/* The cells of one step for a neuron: of all layers it stands on, or, where path counts are separable, of the
 * input alone. Infinite where they cannot be followed. */
static double cost_of(const FollowedStack *stack, const EffectiveFieldNeuron *neuron, bool random) {
    PsCone cones[PS_AXES] = {0};
    const int count = stack->plan.count;
    bool made = true;
    double cost = 0;
    for (int axis = 0; axis < PS_AXES; axis++) {
        made = made && ps_cone_init(&cones[axis], &stack->plan, axis, NULL) == PS_OK;
        if (made) {
            ps_cone_down(&stack->plan, axis, neuron->node, neuron->at[axis], &cones[axis]);
        }
    }
    for (int i = random || stack->plan.input_count > 0 ? 0 : count; i <= count && made; i++) {
        const PsRange rows = cones[PS_HEIGHT].span[i];
        const PsRange columns = cones[PS_WIDTH].span[i];
        cost += (double)(rows.end - rows.first) * (double)(columns.end - columns.first);
    }
    ps_cone_free(&cones[PS_HEIGHT]);
    ps_cone_free(&cones[PS_WIDTH]);
    return made ? cost : (double)INFINITY;
}

static PsStatus begin_work(EffectiveFieldMap *map, const FollowedStack *stack, bool random, PsError *error) {
    const EffectiveFieldNeuron *neuron = &map->neuron;
    map->begun = true;
    map->cost = cost_of(stack, neuron, random);
    if (map->cost > STEP_MOST) {
        return ps_fail(error, PS_ERROR_SIZE,
                       "this field is too large to be followed here: poolscope-cli influence takes the time");
    }
    return random ? ps_influence_init(&stack->plan, neuron->node, neuron->at, &map->influence, error)
                  : ps_influence_paths(&stack->plan, neuron->node, neuron->at, &map->influence, error);
}

/* One step: all path counts, or one seed. Returns what it cost. */
static double work_map(EffectiveFieldMap *map, const FollowedStack *stack, bool random) {
    const EffectiveFieldNeuron *neuron = &map->neuron;
    PsInfluence *influence = &map->influence;
    PsStatus status = map->begun ? PS_OK : begin_work(map, stack, random, &map->error);
    if (status == PS_OK && random) {
        status = ps_influence_add_seed(&stack->plan, neuron->node, neuron->at, (uint64_t)influence->seeds,
                                       influence, &map->error);
    }
    if (status != PS_OK) {
        ps_influence_free(influence);
        map->refused = map->finished = true;
        return 0;
    }
    if (random) {
        ps_influence_profile(influence);
    }
    ps_influence_spread(influence, &stack->fields[neuron->node], neuron->at, &map->spread);
    map->finished = !random || influence->seeds == EFFECTIVE_FIELD_SEEDS;
    return map->cost + 1000;
}

static double width_of(const EffectiveFieldMap *map) {
    return map->spread.width[PS_WIDTH] > 0 ? map->spread.width[PS_WIDTH] : (double)NAN;
}

/* Whether a row's own map is small enough to be followed when it is chosen: a width without it would be said
 * of a field that is not. */
static bool can_be_shown(const FollowedStack *stack, int node) {
    double cells = 1;
    for (int axis = 0; axis < PS_AXES; axis++) {
        cells *= fmin(stack->fields[node].axis[axis].size, (double)stack->plan.size[axis]);
    }
    return cells <= STEP_MOST;
}

/* Goes up to a node by moments alone: true with what it cost where there is a chain up to there. */
static bool climb(EffectiveField *effective, const FollowedStack *stack, int node, double *cost) {
    PsMoments *moments = &effective->moments;
    if (effective->wish.random ||
        (!moments->neurons && ps_moments_init(moments, stack->plan.size[PS_WIDTH], NULL) != PS_OK)) {
        return false;
    }
    while (moments->next <= node) {
        if (!ps_moments_can(&stack->plan, moments) ||
            ps_moments_up(&stack->plan, PS_WIDTH, moments, NULL) != PS_OK) {
            return false;
        }
        *cost += 4 * (double)moments->count;
    }
    return moments->next == node + 1;
}

/* The next width, or a part of it. A row without neurons, or without a field, has none. */
static double work_width(EffectiveField *effective, const FollowedStack *stack) {
    const int node = stack->rows[effective->width_count];
    const PsNode *at = &stack->plan.nodes[node];
    double cost = 0;
    const bool spent = effective->wish.random && effective->width_cost > WIDTHS_MOST;
    if (at->state != PS_NODE_FITS || !stack->fields[node].known || spent) {
        effective->widths[effective->width_count++] = (double)NAN;
        return cost;
    }
    if (climb(effective, stack, node, &cost) && can_be_shown(stack, node)) {
        const PsMoment *moment = &effective->moments.neurons[(at->size[PS_WIDTH] - 1) / 2];
        effective->widths[effective->width_count++] =
            moment->variance > 0 ? 4 * sqrt(moment->variance) : (double)NAN;
        return cost;
    }
    if (effective->point.neuron.node != node) {
        const EffectiveFieldNeuron middle = {node,
                                             {(at->size[PS_HEIGHT] - 1) / 2, (at->size[PS_WIDTH] - 1) / 2}};
        begin_map(&effective->point, &middle);
    }
    cost = work_map(&effective->point, stack, effective->wish.random);
    effective->width_cost += cost;
    if (effective->point.finished) {
        effective->widths[effective->width_count++] = width_of(&effective->point);
    }
    return cost;
}

/* What is shown comes first, then the widths, then what it grew from. */
static double work_step(EffectiveField *effective, const FollowedStack *stack) {
    if (!effective->maps[0].finished) {
        return work_map(&effective->maps[0], stack, effective->wish.random);
    }
    if (effective->width_count < effective->row_count) {
        return work_width(effective, stack);
    }
    return work_map(&effective->maps[1], stack, effective->wish.random);
}

bool effective_field_work(EffectiveField *effective, const Stacks *stacks) {
    const bool busy = effective_field_busy(effective, stacks);
    double cost = 0;
    while (effective_field_busy(effective, stacks) && cost < SLICE) {
        cost += work_step(effective, &stacks->main);
    }
    return busy;
}

void effective_field_finish(EffectiveField *effective, const Stacks *stacks) {
    while (effective_field_work(effective, stacks)) {
    }
}

const EffectiveFieldMap *effective_field_map(const EffectiveField *effective, const EffectiveFieldWish *wish,
                                             int which) {
    const bool same = effective->wish.wanted && effective->wish.random == wish->random &&
                      effective->wish.stacks_version == wish->stacks_version;
    for (int i = 0; i < EFFECTIVE_FIELD_MAPS && same; i++) {
        const EffectiveFieldMap *map = &effective->maps[i];
        if (same_neuron(&map->neuron, &wish->neurons[which])) {
            return map->refused || map->influence.height > 0 ? map : NULL;
        }
    }
    return NULL;
}
