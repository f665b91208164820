/* Moments of path counts, for every neuron of a chain's layer at once and from the input up: a layer's neuron
 * counts what its taps count, so their means and variances mix. What a path count of each layer would find
 * anew. */
#include "core/influence.h"

#include "core/memory.h"

#include <math.h>

/* Sums are shares of the largest, so that they never grow beyond all numbers. */
static void rescale(PsMoments *moments) {
    double most = 0;
    for (int64_t i = 0; i < moments->count; i++) {
        most = fmax(most, moments->neurons[i].sum);
    }
    for (int64_t i = 0; i < moments->count && most > 0; i++) {
        moments->neurons[i].sum /= most;
    }
}

PsStatus ps_moments_init(PsMoments *moments, int64_t input, PsError *error) {
    *moments = (PsMoments){.count = input, .next = 0};
    moments->neurons = ps_allocate((size_t)input, sizeof *moments->neurons);
    if (moments->neurons == NULL) {
        *moments = (PsMoments){0};
        return ps_fail_memory(error);
    }
    for (int64_t i = 0; i < input; i++) {
        moments->neurons[i] = (PsMoment){1, (double)i, 0};
    }
    return PS_OK;
}

void ps_moments_free(PsMoments *moments) {
    ps_release(moments->neurons);
    *moments = (PsMoments){0};
}

static PsMoment mix(const PsMoments *below, PsTaps taps) {
    PsMoment mixed = {0};
    for (int64_t t = 0; t < taps.count; t++) {
        const PsMoment *one = &below->neurons[taps.first + t * taps.step];
        mixed.sum += one->sum;
        mixed.mean += one->sum * one->mean;
    }
    if (!(mixed.sum > 0)) {
        return (PsMoment){0};
    }
    mixed.mean /= mixed.sum;
    for (int64_t t = 0; t < taps.count; t++) {
        const PsMoment *one = &below->neurons[taps.first + t * taps.step];
        const double apart = one->mean - mixed.mean;
        mixed.variance += one->sum / mixed.sum * (one->variance + apart * apart);
    }
    return mixed;
}

bool ps_moments_can(const PsPlan *plan, const PsMoments *moments) {
    const PsNode *node = moments->next < plan->count ? &plan->nodes[moments->next] : NULL;
    const int below = moments->next == 0 ? PS_NODE_INPUT : moments->next - 1;
    return node != NULL && node->input_count == 0 && node->from == below && node->state == PS_NODE_FITS;
}

PsStatus ps_moments_up(const PsPlan *plan, int axis, PsMoments *moments, PsError *error) {
    const PsNode *node = &plan->nodes[moments->next];
    PsMoments above = {.count = node->size[axis], .next = moments->next + 1};
    above.neurons = ps_allocate((size_t)above.count, sizeof *above.neurons);
    if (above.neurons == NULL) {
        return ps_fail_memory(error);
    }
    for (int64_t o = 0; o < above.count; o++) {
        above.neurons[o] =
            mix(moments, ps_taps_within(ps_node_taps(node, axis, o), (PsRange){0, moments->count}));
    }
    rescale(&above);
    ps_release(moments->neurons);
    *moments = above;
    return PS_OK;
}
