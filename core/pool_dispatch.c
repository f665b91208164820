/* Which kernels this machine runs. Plain ones are always there; core/CMakeLists.txt defines which others are.
 */
#include "core/pool_kernels.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

extern const PsPoolKernels ps_pool_kernels_plain;
#ifdef PS_POOL_BASELINE
extern const PsPoolKernels ps_pool_kernels_baseline;
#endif
#ifdef PS_POOL_X86
extern const PsPoolKernels ps_pool_kernels_avx2;
extern const PsPoolKernels ps_pool_kernels_avx512;
#endif

const PsPoolKernels *ps_pool_kernels_at(int i) {
    switch (i) {
    case 0:
        return &ps_pool_kernels_plain;
#ifdef PS_POOL_BASELINE
    case 1:
        return &ps_pool_kernels_baseline;
#endif
#ifdef PS_POOL_X86
    case 2:
        return __builtin_cpu_supports("avx2") ? &ps_pool_kernels_avx2 : NULL;
    case 3:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                       __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
                   ? &ps_pool_kernels_avx512
                   : NULL;
#endif
    default:
        return NULL;
    }
}

static const PsPoolKernels *choose(void) {
    const char *wanted = getenv("POOLSCOPE_CPU");
    const PsPoolKernels *widest = &ps_pool_kernels_plain;
    for (int i = 0; i < PS_POOL_KERNELS; i++) {
        const PsPoolKernels *kernels = ps_pool_kernels_at(i);
        if (kernels != NULL && wanted != NULL && strcmp(wanted, kernels->name) == 0) {
            return kernels;
        }
        widest = kernels != NULL ? kernels : widest;
    }
    return widest;
}

const PsPoolKernels *ps_pool_kernels(void) {
    /* The machine does not change; two threads that ask at once find the same. */
    static _Atomic(const PsPoolKernels *) chosen;
    const PsPoolKernels *kernels = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (kernels == NULL) {
        kernels = choose();
        atomic_store_explicit(&chosen, kernels, memory_order_relaxed);
    }
    return kernels;
}
