/* The kernels of pooling, which a parser never runs: a scene names how to pool, and pools nothing when it is
 * read. So the fuzzers compile none.
 */
#include "core/pool_kernels.h"

#include <stdlib.h>

const PsPoolKernels *ps_pool_kernels(void) {
    abort();
}
