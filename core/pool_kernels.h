/* Fast pooling of rows, one table of kernels for each kind of machine. Internal to the core: pool.c checks
 * settings and sizes, chooses the table and hands it jobs.
 */
#ifndef PS_POOL_KERNELS_H
#define PS_POOL_KERNELS_H

#include "core/axis.h"
#include "core/pool.h"

/* Rows first … end - 1 of one channel's output, of max or average without dilation: each output is the
 * maximum of its window's cells, or their sum over the divisor.
 *
 * Up to input_end and output_end a kernel may read and write beyond its rows: whoever comes after writes that
 * again, for rows are done in ascending order. */
typedef struct PsPoolJob {
    int64_t planes;
    const float *input;     /* [planes][height][width] */
    const float *input_end; /* behind the last float that may be read */
    float *output;          /* [planes][out_height][out_width] */
    float *output_end;      /* behind the last float that may be written */
    PsAxis axis[PS_AXES];
    int64_t out_height, out_width;
    int64_t first, end;
    bool max;         /* else average */
    bool include_pad; /* average: padding counts in the divisor */
    bool stream;      /* write past the cache: what is written is larger than it */
} PsPoolJob;

typedef struct PsPoolKernels {
    const char *name;
    int lanes;
    /* Square windows of 2 or 3 without padding, or of 3 with padding 1, at stride 1 or 2: cell by cell. */
    void (*direct)(const PsPoolJob *job);
    /* Any window in two passes, whose cost hardly depends on its size. scratch(job) floats of working memory,
     * zeroed. */
    void (*passes)(const PsPoolJob *job, float *scratch);
    int64_t (*scratch)(const PsPoolJob *job);
    /* The sum of count values, within 1e-7 of the sum of their magnitudes. */
    double (*sum)(const float *values, int64_t count);
    /* What no kernel can beat: reads count cells and writes written ones. For benchmarks. */
    float (*floor)(const float *values, int64_t count, float *to, int64_t written);
} PsPoolKernels;

/* The table for this machine, or the one that the environment's POOLSCOPE_CPU names, where the machine has
 * it: plain, baseline, avx2, avx512. */
const PsPoolKernels *ps_pool_kernels(void);

enum { PS_POOL_KERNELS = 4 };

/* Those that this machine can run, narrowest first, after the plain one; null where it cannot run that one.
 */
const PsPoolKernels *ps_pool_kernels_at(int i);

#endif
