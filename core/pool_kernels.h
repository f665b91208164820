/* Fast pooling of rows, one table of kernels for each kind of machine. Internal to the core: pool.c checks
 * settings and sizes, chooses the table and hands it jobs.
 */
#ifndef PS_POOL_KERNELS_H
#define PS_POOL_KERNELS_H

#include "core/axis.h"
#include "core/pool.h"

/* Rows first … end - 1 of the output, for each of planes channels: each output is the maximum of its window's
 * cells, or their sum over the divisor. */
typedef struct PsPoolJob {
    int64_t planes;
    const float *input; /* [planes][height][width] */
    float *output;      /* [planes][out_height][out_width] */
    int64_t *indices;   /* as output, or null: where in the plane the maximum lies; direct alone */
    PsAxis axis[PS_AXES];
    int64_t out_height, out_width;
    int64_t first, end;
    bool max;         /* else average */
    bool include_pad; /* average: padding counts in the divisor */
    bool stream;      /* write past the cache: what is written is larger than it */
} PsPoolJob;

/* Offsets within a window must be exact in float32. */
enum { PS_POOL_INDEXED = 1 << 22, PS_POOL_SMALL = 512 };

typedef struct PsPoolKernels {
    const char *name;
    int lanes;
    /* Square windows of 2 or 3 without padding, or of 3 with padding 1, at stride 1 or 2, without dilation:
     * cell by cell. With indices rows are of at most PS_POOL_INDEXED cells. */
    void (*direct)(const PsPoolJob *job);
    /* Any window in two passes, whose cost hardly depends on its size; averages without dilation.
     * scratch(job) floats of working memory, zeroed. */
    void (*separable)(const PsPoolJob *job, float *scratch);
    int64_t (*scratch)(const PsPoolJob *job);
    /* The sum of count values, within 1e-6 of the sum of their magnitudes. */
    double (*sum)(const float *values, int64_t count);
    /* The sums of count planes of cells values each, at most PS_POOL_SMALL, times scale: within 1e-6. */
    void (*small_sums)(const float *planes, int64_t count, int64_t cells, float scale, float *to);
} PsPoolKernels;

/* The table for this machine, or the one that the environment's POOLSCOPE_CPU names, where the machine has
 * it: plain, baseline, avx2, avx512. */
const PsPoolKernels *ps_pool_kernels(void);

enum { PS_POOL_KERNELS = 4 };

/* Those that this machine can run, narrowest first, after the plain one; null where it cannot run that one.
 */
const PsPoolKernels *ps_pool_kernels_at(int i);

#endif
