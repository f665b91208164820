/* The Gaussian that fits an influence, by its moments, and how much of it is in the middle. */
#include "core/influence.h"

#include <math.h>
#include <string.h>

static double sum_of(const double *values, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += values[i];
    }
    return sum;
}

/* Mean and variance of positions weighted by a profile whose sum is `sum`. */
static void fit_axis(const PsInfluence *influence, int axis, double sum, PsSpread *spread) {
    const double *profile = influence->profile[axis];
    const int count = axis == PS_HEIGHT ? influence->height : influence->width;
    const double first = (double)influence->region.axis[axis].first;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < count; i++) {
        mean += profile[i] / sum * i;
    }
    for (int i = 0; i < count; i++) {
        square += profile[i] / sum * (i - mean) * (i - mean);
    }
    spread->mean[axis] = first + mean;
    spread->sigma[axis] = sqrt(square);
    spread->width[axis] = 4 * spread->sigma[axis];
}

/* At least half of the field, of its parity, so that both have one middle. */
static int half_of(double field) {
    const int whole = (int)fmin(floor(field + 0.5), 1 << 28);
    const int half = (whole + 1) / 2;
    return half % 2 == whole % 2 ? half : half + 1;
}

/* The positions of the region that lie within half a side of a middle. */
static void find_half(const PsInfluence *influence, int axis, double middle, int half, int *first, int *end) {
    const int count = axis == PS_HEIGHT ? influence->height : influence->width;
    const double start = middle - (half - 1) / 2.0 - (double)influence->region.axis[axis].first;
    const double low = fmax(0, ceil(start - 0.001));
    const double high = fmin(count, floor(start + half - 1 + 0.001) + 1);
    *first = low < count ? (int)low : count;
    *end = high > *first ? (int)high : *first;
}

static double central_share(const PsInfluence *influence, const PsField *field, const int64_t neuron[PS_AXES],
                            const PsSpread *spread, double sum) {
    int first[PS_AXES];
    int end[PS_AXES];
    for (int axis = 0; axis < PS_AXES; axis++) {
        const double middle = field->axis[axis].start + field->axis[axis].jump * (double)neuron[axis];
        find_half(influence, axis, middle, spread->half[axis], &first[axis], &end[axis]);
    }
    double inside = 0;
    for (int y = first[PS_HEIGHT]; y < end[PS_HEIGHT]; y++) {
        inside += sum_of(influence->values + (int64_t)y * influence->width + first[PS_WIDTH],
                         end[PS_WIDTH] - first[PS_WIDTH]);
    }
    return inside / sum;
}

static double least_corner(const PsInfluence *influence) {
    const int64_t last_row = (int64_t)(influence->height - 1) * influence->width;
    const double *values = influence->values;
    return fmin(fmin(values[0], values[influence->width - 1]),
                fmin(values[last_row], values[last_row + influence->width - 1]));
}

void ps_influence_spread(const PsInfluence *influence, const PsField *field, const int64_t neuron[PS_AXES],
                         PsSpread *spread) {
    *spread = (PsSpread){0};
    const double sum = influence->height > 0 ? sum_of(influence->profile[PS_HEIGHT], influence->height) : 0;
    if (!(sum > 0)) {
        return;
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        fit_axis(influence, axis, sum, spread);
        spread->ratio[axis] = spread->width[axis] / field->axis[axis].size;
        spread->half[axis] = half_of(field->axis[axis].size);
    }
    spread->central = central_share(influence, field, neuron, spread, sum);
    for (int64_t i = 0; i < (int64_t)influence->height * influence->width; i++) {
        spread->peak = fmax(spread->peak, influence->values[i]);
    }
    spread->corner = least_corner(influence);
}
