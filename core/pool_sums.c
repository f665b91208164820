/* Sums of whole planes, for global averages: of one plane, and of many small ones side by side.
 *
 * Invariant: within 1e-6 of the sum of the magnitudes, with every kind of vectors.
 */
#include "core/pool_fold.h"

/* A sum of equal floats errs by half a rounding for each of them, so no more than these are added one after
 * the other: PART vectors to a part, PARTS parts to a block, and blocks in double. */
enum { PART = 8, PARTS = 8 };

INLINE int64_t nearer(int64_t one, int64_t other) {
    return one < other ? one : other;
}

/* Read at several places at once, as a machine fetches several streams faster than one. */
enum { STREAMS = 4 };

/* The sum of cells from … end - 1 of each stream; streams begin length cells apart. */
INLINE double sum_block(const float *values, int64_t length, int64_t from, int64_t end) {
    Vec sums[STREAMS] = {v_set(0), v_set(0), v_set(0), v_set(0)};
    for (int64_t i = from; i < end;) {
        const int64_t part_end = nearer(end, i + (int64_t)PART * LANES);
        Vec parts[STREAMS] = {v_set(0), v_set(0), v_set(0), v_set(0)};
        for (; i < part_end; i += LANES) {
            for (int c = 0; c < STREAMS; c++) {
                parts[c] = v_add(parts[c], v_load(values + c * length + i));
            }
        }
        for (int c = 0; c < STREAMS; c++) {
            sums[c] = v_add(sums[c], parts[c]);
        }
    }
    return (v_sum(sums[0]) + v_sum(sums[1])) + (v_sum(sums[2]) + v_sum(sums[3]));
}

double PS_KERNEL(sum)(const float *values, int64_t count) {
    const int64_t block = (int64_t)PARTS * PART * LANES;
    const int64_t length = count / STREAMS / LANES * LANES;
    double total = 0;
    for (int64_t i = 0; i < length; i += block) {
        total += sum_block(values, length, i, nearer(length, i + block));
    }
    for (int64_t i = STREAMS * length; i < count; i++) {
        total += (double)values[i];
    }
    return total;
}

/* The sum of plane n, or of the last one where there are fewer, still in LANES parts. */
INLINE Vec sum_plane(const float *planes, int64_t count, int64_t cells, int64_t n) {
    const float *plane = planes + (n < count ? n : count - 1) * cells;
    Vec parts = v_set(0);
    int64_t i = 0;
    for (; i + LANES <= cells; i += LANES) {
        parts = v_add(parts, v_load(plane + i));
    }
    return i < cells ? v_add(parts, v_load_part(plane + i, cells - i, 0)) : parts;
}

/* Neighbouring lanes added: half the parts of one, then of another. */
INLINE Vec halve(Vec one, Vec two) {
    return v_add(v_even(one, two), v_odd(one, two));
}

INLINE Vec sum_2(const float *planes, int64_t count, int64_t cells, int64_t n) {
    return halve(sum_plane(planes, count, cells, n), sum_plane(planes, count, cells, n + 1));
}

INLINE Vec sum_4(const float *planes, int64_t count, int64_t cells, int64_t n) {
    return halve(sum_2(planes, count, cells, n), sum_2(planes, count, cells, n + 2));
}

INLINE Vec sum_8(const float *planes, int64_t count, int64_t cells, int64_t n) {
    return halve(sum_4(planes, count, cells, n), sum_4(planes, count, cells, n + 4));
}

INLINE Vec sum_16(const float *planes, int64_t count, int64_t cells, int64_t n) {
    return halve(sum_8(planes, count, cells, n), sum_8(planes, count, cells, n + 8));
}

/* As many planes at once as a vector holds sums: parts are added until each lane is a plane's. */
INLINE Vec sum_planes(const float *planes, int64_t count, int64_t cells) {
    return LANES == 16  ? sum_16(planes, count, cells, 0)
           : LANES == 8 ? sum_8(planes, count, cells, 0)
           : LANES == 4 ? sum_4(planes, count, cells, 0)
                        : sum_plane(planes, count, cells, 0);
}

/* Planes too large to be added one vector after the other within the error bound are summed by sum. */
void PS_KERNEL(small_sums)(const float *planes, int64_t count, int64_t cells, float scale, float *to) {
    int64_t n = 0;
    if (cells > (int64_t)2 * PART * LANES) {
        for (; n < count; n++) {
            to[n] = (float)(PS_KERNEL(sum)(planes + n * cells, cells) * (double)scale);
        }
        return;
    }
    for (; n + LANES <= count; n += LANES) {
        v_store(to + n, v_mul(sum_planes(planes + n * cells, LANES, cells), v_set(scale)));
    }
    if (n < count) {
        const Vec sums = sum_planes(planes + n * cells, count - n, cells);
        v_store_part(to + n, v_mul(sums, v_set(scale)), count - n);
    }
}
