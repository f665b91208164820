/* The table of one kind of machine, made of its parts: pool_direct.c, pool_separable.c, pool_sums.c. */
#include "core/pool_fold.h"

const PsPoolKernels PS_KERNEL(kernels) = {.name = PS_KERNEL_NAME,
                                          .lanes = LANES,
                                          .direct = PS_KERNEL(direct),
                                          .separable = PS_KERNEL(separable),
                                          .scratch = PS_KERNEL(scratch),
                                          .sum = PS_KERNEL(sum),
                                          .small_sums = PS_KERNEL(small_sums)};
