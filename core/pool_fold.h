/* What the parts of a table of kernels have in common: what is folded, and the names of the parts.
 *
 * Each part is compiled once for each kind of machine (core/CMakeLists.txt), over the vectors of simd.h. Both
 * ways of pooling fold cells in the order of rows and columns, so that of equal maxima, 0 and -0 among them,
 * the first stays. Sums are never subtracted, so that nothing drifts and a NaN stays where it is. A cell goes
 * through at most as many roundings as its window has rows and columns, and 12, so an average is within that
 * many times 6e-8 of the mean magnitude; in practice within 1e-6.
 *
 * NaN: maxima of vectors lose it, so cells are searched for one on the way, and if there is one the work is
 * done again, or goes on, with a maximum that keeps it.
 */
#ifndef PS_POOL_FOLD_H
#define PS_POOL_FOLD_H

#include "core/pool_kernels.h"
#include "core/simd.h"

#define INLINE static inline __attribute__((always_inline))

/* The name of a part in this kind's table: ps_pool_direct_avx2. */
#define PS_KERNEL_JOINED(part, kind) ps_pool_##part##_##kind
#define PS_KERNEL_OF(part, kind)     PS_KERNEL_JOINED(part, kind)
#define PS_KERNEL(part)              PS_KERNEL_OF(part, PS_KERNEL_KIND)

/* As PsPoolKernels says. */
void PS_KERNEL(direct)(const PsPoolJob *job);
void PS_KERNEL(separable)(const PsPoolJob *job, float *scratch);
int64_t PS_KERNEL(scratch)(const PsPoolJob *job);
double PS_KERNEL(sum)(const float *values, int64_t count);
void PS_KERNEL(small_sums)(const float *planes, int64_t count, int64_t cells, float scale, float *to);

/* What is folded, known when the kernel is compiled. */
typedef enum Fold { FOLD_SUM, FOLD_MAX, FOLD_NAN_MAX, FOLD_INDEX, FOLD_NAN_INDEX } Fold;

INLINE Vec fold(Fold kind, Vec value, Vec so_far) {
    return kind == FOLD_SUM   ? v_add(so_far, value)
           : kind == FOLD_MAX ? v_max(value, so_far)
                              : v_nan_max(value, so_far);
}

/* What changes fold_identity, for cells that are not there. */
INLINE float fold_identity(Fold kind) {
    return kind == FOLD_SUM ? 0 : -INFINITY;
}

/* Outputs up to where the next vector is aligned. */
INLINE int64_t to_alignment(const float *out) {
    const uintptr_t past = (uintptr_t)out / sizeof(float) % LANES;
    return past == 0 ? LANES : LANES - (int64_t)past;
}

/* How many positions the divisor counts for a window on one axis. */
INLINE int64_t divisor_of(bool include_pad, const PsAxis *axis, int64_t output) {
    const PsRange range = include_pad ? ps_axis_padded(axis, output) : ps_axis_taps(axis, output);
    return range.end - range.first;
}

#endif
