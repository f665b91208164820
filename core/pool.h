/* Pooling with PyTorch's rules and names: max, average, Lp, global and adaptive, with indices.
 *
 * Shapes: input C x H x W, output C x OH x OW, indices C x OH x OW (flat in the unpadded H x W plane).
 * Settings are checked by ps_pool_check, which says what PyTorch refuses and why; ps_pool_forward checks too.
 */
#ifndef PS_POOL_H
#define PS_POOL_H

#include "core/axis.h"
#include "core/map.h"
#include "core/status.h"

#include <stdbool.h>
#include <stdint.h>

/* To add an operation: a row here, a row of the table in pool.c, and what it computes. */
typedef enum PsPoolOp {
    PS_POOL_MAX,
    PS_POOL_AVG,
    PS_POOL_LP,
    PS_POOL_GAP,
    PS_POOL_GMP,
    PS_POOL_ADAPTIVE_AVG,
    PS_POOL_ADAPTIVE_MAX,
    PS_POOL_OP_COUNT
} PsPoolOp;

/* Index 0 is the height's axis, 1 the width's. */
enum { PS_HEIGHT, PS_WIDTH, PS_AXES };

typedef struct PsPool {
    PsPoolOp op;
    int kernel_size[PS_AXES];
    int stride[PS_AXES]; /* 0: as the kernel, PyTorch's stride=None */
    int padding[PS_AXES];
    int dilation[PS_AXES]; /* max alone */
    bool ceil_mode;
    bool count_include_pad;   /* average alone */
    double norm_type;         /* the p of Lp */
    int output_size[PS_AXES]; /* adaptive operations */
} PsPool;

/* Which settings an operation takes. */
typedef struct PsPoolOpInfo {
    const char *name; /* as PyTorch and product.md spell it: "max", "adaptive_avg" */
    bool window;      /* kernel_size, stride, ceil_mode */
    bool padding;
    bool dilation;
    bool count_include_pad;
    bool norm_type;
    bool output_size;
    bool indices;
} PsPoolOpInfo;

const PsPoolOpInfo *ps_pool_op_info(PsPoolOp op);

/* Finds an operation by name; false if there is none. */
bool ps_pool_op_find(const char *name, PsPoolOp *op);

/* Max, kernel 2 x 2, stride as the kernel, no padding, dilation 1, count_include_pad, p = 2, output 1 x 1. */
PsPool ps_pool_default(void);

bool ps_pool_equal(const PsPool *one, const PsPool *other);

/* The stride that applies: the kernel's size where it is 0. */
int ps_pool_stride(const PsPool *pool, int axis);

/* The window arithmetic of one axis for an input of that size; for operations with a window. */
PsAxis ps_pool_axis(const PsPool *pool, int axis, int64_t input);

/* The windows of one axis for any operation: those of global and adaptive pooling are bins. */
PsAxis ps_pool_windows(const PsPool *pool, int axis, int64_t input);

/* PS_OK, or PS_ERROR_SETTING with a sentence: sizes below 1, padding beyond K/2, an output below 1 x 1,
 * a setting the operation does not take (padding or dilation for Lp, dilation for average), p not above 0 or
 * beyond float32. Global and adaptive pooling do not look at the settings of windows at all. */
PsStatus ps_pool_check(const PsPool *pool, int64_t height, int64_t width, PsError *error) PS_MUST_USE;

/* Output height and width; checks like ps_pool_check. */
PsStatus ps_pool_output_size(const PsPool *pool, int64_t height, int64_t width, int64_t output[PS_AXES],
                             PsError *error) PS_MUST_USE;

/* Pools input into output, which is made here (any old content must have been freed; on failure it is
 * zeroed). indices, when not null, receives an array of C*OH*OW from ps_allocate that the caller releases;
 * only for operations whose info says indices. -1 where a window has no real cell. */
PsStatus ps_pool_forward(const PsPool *pool, const PsMap *input, PsMap *output, int64_t **indices,
                         PsError *error) PS_MUST_USE;

/* The same into memory that is there: output is C x OH x OW already, indices (may be null) as many. Allocates
 * nothing but a few rows for windows larger than 3 x 3. PS_ERROR_SIZE where the output is of another size.
 *
 * Maximum: exact, whatever the machine. Average: maps of at most PS_POOL_EXACT cells in double, rounded once;
 * larger ones in float32, within 1e-6 of the mean magnitude of each window, and the same at every call. */
PsStatus ps_pool_into(const PsPool *pool, const PsMap *input, PsMap *output, int64_t *indices,
                      PsError *error) PS_MUST_USE;

enum { PS_POOL_EXACT = 4096 };

/* Rows first … end - 1 of a channel's output, for work that is divided: calls that write different rows may
 * run at once. Settings and sizes must have been checked, as by ps_pool_into. Fails for want of memory alone.
 */
PsStatus ps_pool_rows(const PsPool *pool, const PsMap *input, int channel, int64_t first, int64_t end,
                      PsMap *output, int64_t *indices, PsError *error) PS_MUST_USE;

/* The gradient of sum(output * output_gradient) by the input. Max (sliding, global, adaptive) sends it to the
 * cell that was the maximum, average to all cells over its divisor, Lp as PyTorch's autograd has it: x^(p-1)
 * times the root's slope, and nothing where the window's sum is 0.
 * output_gradient: C x OH x OW, else PS_ERROR_SIZE. input_gradient: C x H x W, made here (any old content
 * must have been freed; on failure it is zeroed). Otherwise fails as ps_pool_forward. */
PsStatus ps_pool_gradient(const PsPool *pool, const PsMap *input, const PsMap *output_gradient,
                          PsMap *input_gradient, PsError *error) PS_MUST_USE;

/* After cells of channel have changed in the rectangle (inside the map, not empty): computes anew the outputs
 * whose windows read a cell of it, and for global and adaptive pooling the whole channel. output is what
 * ps_pool_forward made for the same pool and sizes; afterwards it is so again, bit for bit. */
void ps_pool_update(const PsPool *pool, const PsMap *input, int channel, int row, int column, int height,
                    int width, PsMap *output);

/* The two halves of Lp, in float32 as PyTorch has them: x^p of one cell, and the p-th root of a window's sum
 * (rounded to float32 first). A negative sum has no root unless p is 1: NaN. */
float ps_pool_power(float value, double norm_type);
float ps_pool_root(double sum, double norm_type);

#endif
