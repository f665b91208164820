/* What no kernel can beat: reading a map and writing another. Compiled, as the core's kernels are, once for
 * each kind of machine; POOL_FLOOR is the name for this one.
 */
#include "pool_floor.h"

#include "core/simd.h"

enum { CACHED_FLOATS = 2 << 20 };

float POOL_FLOOR(const float *values, int64_t count, float *to, int64_t written) {
    enum { CHAINS = 4, STEP = CHAINS * LANES };
    Vec sums[CHAINS] = {v_set(0), v_set(0), v_set(0), v_set(0)};
    for (int64_t i = 0; i + STEP <= count; i += STEP) {
        for (int c = 0; c < CHAINS; c++) {
            sums[c] = v_add(sums[c], v_load(values + i + (int64_t)c * LANES));
        }
    }
    const Vec value = v_set(1);
    const bool stream = count + written > CACHED_FLOATS;
    const int64_t past = (int64_t)((uintptr_t)to / sizeof(float) % LANES);
    for (int64_t i = past == 0 ? 0 : LANES - past; i + LANES <= written; i += LANES) {
        if (stream) {
            v_stream(to + i, value);
        } else {
            v_store(to + i, value);
        }
    }
    v_fence();
    return (float)v_sum(v_add(v_add(sums[0], sums[1]), v_add(sums[2], sums[3])));
}
