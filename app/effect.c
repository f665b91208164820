#include "app/effect.h"

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
static void clear_map(EffectMap *map) {
    ps_influence_free(&map->influence);
    *map = (EffectMap){.neuron = {.node = PS_NODE_INPUT}, .finished = true};
}

static void clear(Effect *effect) {
    for (int i = 0; i < EFFECT_MAPS; i++) {
        clear_map(&effect->maps[i]);
    }
    clear_map(&effect->point);
    ps_moments_free(&effect->moments);
    ps_release(effect->widths);
    effect->widths = NULL;
    effect->row_count = effect->width_count = 0;
    effect->width_cost = 0;
}

void effect_free(Effect *effect) {
    clear(effect);
    *effect = (Effect){0};
}

static bool same_neuron(const EffectNeuron *one, const EffectNeuron *other) {
    return one->node == other->node && one->at[PS_HEIGHT] == other->at[PS_HEIGHT] &&
           one->at[PS_WIDTH] == other->at[PS_WIDTH];
}

static void begin_map(EffectMap *map, const EffectNeuron *neuron) {
    clear_map(map);
    map->neuron = *neuron;
    map->finished = neuron->node == PS_NODE_INPUT;
}

/* A map that is there already is kept, whichever place it has. */
static void take_neurons(Effect *effect, const EffectNeuron neurons[EFFECT_MAPS]) {
    EffectMap *maps = effect->maps;
    if (same_neuron(&maps[0].neuron, &neurons[1]) || same_neuron(&maps[1].neuron, &neurons[0])) {
        const EffectMap first = maps[0];
        maps[0] = maps[1];
        maps[1] = first;
    }
    for (int i = 0; i < EFFECT_MAPS; i++) {
        if (!same_neuron(&maps[i].neuron, &neurons[i])) {
            begin_map(&maps[i], &neurons[i]);
        }
    }
}

void effect_want(Effect *effect, const Lab *lab, const EffectWish *wish) {
    const bool wanted = wish->wanted && wish->lab_version == lab->version;
    const bool same = effect->wish.wanted && effect->wish.random == wish->random &&
                      effect->wish.lab_version == lab->version;
    if (!wanted || !same) {
        clear(effect);
    }
    effect->wish = *wish;
    effect->wish.wanted = wanted;
    if (!wanted) {
        return;
    }
    if (!same) {
        effect->widths = ps_allocate((size_t)lab->main.row_count + 1, sizeof *effect->widths);
        effect->row_count = effect->widths != NULL ? lab->main.row_count : 0;
    }
    take_neurons(effect, wish->neurons);
}

bool effect_busy(const Effect *effect, const Lab *lab) {
    bool busy = effect->width_count < effect->row_count;
    for (int i = 0; i < EFFECT_MAPS; i++) {
        busy = busy || !effect->maps[i].finished;
    }
    return busy && effect->wish.wanted && effect->wish.lab_version == lab->version;
}

/* The cells of one step for a neuron: of all layers it stands on, or, where path counts are separable, of the
 * input alone. Infinite where they cannot be followed. */
static double cost_of(const LabStack *stack, const EffectNeuron *neuron, bool random) {
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

static PsStatus begin_work(EffectMap *map, const LabStack *stack, bool random, PsError *error) {
    const EffectNeuron *neuron = &map->neuron;
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
static double work_map(EffectMap *map, const LabStack *stack, bool random) {
    const EffectNeuron *neuron = &map->neuron;
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
    map->finished = !random || influence->seeds == EFFECT_SEEDS;
    return map->cost + 1000;
}

static double width_of(const EffectMap *map) {
    return map->spread.width[PS_WIDTH] > 0 ? map->spread.width[PS_WIDTH] : (double)NAN;
}

/* Whether a row's own map is small enough to be followed when it is chosen: a width without it would be said
 * of a field that is not. */
static bool can_be_shown(const LabStack *stack, int node) {
    double cells = 1;
    for (int axis = 0; axis < PS_AXES; axis++) {
        cells *= fmin(stack->fields[node].axis[axis].size, (double)stack->plan.size[axis]);
    }
    return cells <= STEP_MOST;
}

/* Goes up to a node by moments alone: true with what it cost where there is a chain up to there. */
static bool climb(Effect *effect, const LabStack *stack, int node, double *cost) {
    PsMoments *moments = &effect->moments;
    if (effect->wish.random ||
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
static double work_width(Effect *effect, const LabStack *stack) {
    const int node = stack->rows[effect->width_count];
    const PsNode *at = &stack->plan.nodes[node];
    double cost = 0;
    const bool spent = effect->wish.random && effect->width_cost > WIDTHS_MOST;
    if (at->state != PS_NODE_FITS || !stack->fields[node].known || spent) {
        effect->widths[effect->width_count++] = (double)NAN;
        return cost;
    }
    if (climb(effect, stack, node, &cost) && can_be_shown(stack, node)) {
        const PsMoment *moment = &effect->moments.neurons[(at->size[PS_WIDTH] - 1) / 2];
        effect->widths[effect->width_count++] =
            moment->variance > 0 ? 4 * sqrt(moment->variance) : (double)NAN;
        return cost;
    }
    if (effect->point.neuron.node != node) {
        const EffectNeuron middle = {node, {(at->size[PS_HEIGHT] - 1) / 2, (at->size[PS_WIDTH] - 1) / 2}};
        begin_map(&effect->point, &middle);
    }
    cost = work_map(&effect->point, stack, effect->wish.random);
    effect->width_cost += cost;
    if (effect->point.finished) {
        effect->widths[effect->width_count++] = width_of(&effect->point);
    }
    return cost;
}

/* What is shown comes first, then the widths, then what it grew from. */
static double work_step(Effect *effect, const LabStack *stack) {
    if (!effect->maps[0].finished) {
        return work_map(&effect->maps[0], stack, effect->wish.random);
    }
    if (effect->width_count < effect->row_count) {
        return work_width(effect, stack);
    }
    return work_map(&effect->maps[1], stack, effect->wish.random);
}

bool effect_work(Effect *effect, const Lab *lab) {
    const bool busy = effect_busy(effect, lab);
    double cost = 0;
    while (effect_busy(effect, lab) && cost < SLICE) {
        cost += work_step(effect, &lab->main);
    }
    return busy;
}

void effect_finish(Effect *effect, const Lab *lab) {
    while (effect_work(effect, lab)) {
    }
}

const EffectMap *effect_map(const Effect *effect, const EffectWish *wish, int which) {
    const bool same = effect->wish.wanted && effect->wish.random == wish->random &&
                      effect->wish.lab_version == wish->lab_version;
    for (int i = 0; i < EFFECT_MAPS && same; i++) {
        const EffectMap *map = &effect->maps[i];
        if (same_neuron(&map->neuron, &wish->neurons[which])) {
            return map->refused || map->influence.height > 0 ? map : NULL;
        }
    }
    return NULL;
}
