/* Options into a PsPool. Ranges of numbers were checked by options.c, what fits a map is checked by the core:
 * here is only which option belongs to which operation.
 */
#include "app/cli/pool_options.h"

#include "app/words.h"

#include <stddef.h>

/* An option and the member of PsPoolOpInfo that says whether an operation takes it. */
typedef struct Requirement {
    OptionId option;
    size_t member;
} Requirement;

static const Requirement requirements[] = {
    {OPTION_INDICES, offsetof(PsPoolOpInfo, indices)},
    {OPTION_KERNEL_SIZE, offsetof(PsPoolOpInfo, window)},
    {OPTION_STRIDE, offsetof(PsPoolOpInfo, window)},
    {OPTION_PADDING, offsetof(PsPoolOpInfo, padding)},
    {OPTION_DILATION, offsetof(PsPoolOpInfo, dilation)},
    {OPTION_CEIL_MODE, offsetof(PsPoolOpInfo, window)},
    {OPTION_NO_COUNT_INCLUDE_PAD, offsetof(PsPoolOpInfo, count_include_pad)},
    {OPTION_NORM_TYPE, offsetof(PsPoolOpInfo, norm_type)},
    {OPTION_OUTPUT_SIZE, offsetof(PsPoolOpInfo, output_size)},
};

static PsStatus find_op(const Options *options, PsPoolOp *op, PsError *error) {
    if (!options->op || ps_pool_op_find(options->op, op)) {
        return PS_OK;
    }
    return ps_fail(
        error, PS_ERROR_SETTING,
        N_("there is no operation '%s': choose max, avg, lp, gap, gmp, adaptive_avg or adaptive_max"),
        options->op);
}

static PsStatus check_options(const Options *options, PsPoolOp op, PsError *error) {
    const PsPoolOpInfo *info = ps_pool_op_info(op);
    for (size_t i = 0; i < sizeof requirements / sizeof requirements[0]; i++) {
        const Requirement *requirement = &requirements[i];
        bool taken = *(const bool *)((const char *)info + requirement->member);
        if (options_has(options, requirement->option) && !taken) {
            return ps_fail(error, PS_ERROR_SETTING,
                           N_("the operation %s does not take %s: leave it out or choose another operation"),
                           info->name, option_name(requirement->option));
        }
    }
    return PS_OK;
}

static void copy_pair(const Pair *pair, int values[PS_AXES]) {
    for (int axis = 0; axis < PS_AXES && pair->count > 0; axis++) {
        values[axis] = pair->values[axis];
    }
}

static void fill_pool(const Options *options, PsPool *pool) {
    copy_pair(&options->kernel_size, pool->kernel_size);
    copy_pair(&options->stride, pool->stride);
    copy_pair(&options->padding, pool->padding);
    copy_pair(&options->dilation, pool->dilation);
    copy_pair(&options->output_size, pool->output_size);
    pool->ceil_mode = options->ceil_mode;
    pool->count_include_pad = !options->no_count_include_pad;
    if (options_has(options, OPTION_NORM_TYPE)) {
        pool->norm_type = options->norm_type;
    }
}

PsStatus pool_options_read(const Options *options, PsPool *pool, PsError *error) {
    *pool = ps_pool_default();
    PsStatus status = find_op(options, &pool->op, error);
    if (!status) {
        status = check_options(options, pool->op, error);
    }
    fill_pool(options, pool);
    return status;
}

PsStatus pool_options_walk(const Options *options, PsPool *pool, PsError *error) {
    if (options->op) {
        PsStatus status = pool_options_read(options, pool, error);
        if (!status && !ps_pool_op_info(pool->op)->window) {
            status = ps_fail(error, PS_ERROR_SETTING,
                             N_("the operation %s has no window to walk with: choose max, avg or lp"),
                             options->op);
        }
        return status;
    }
    /* Max takes padding and dilation; the other two results are computed along with it. */
    *pool = ps_pool_default();
    fill_pool(options, pool);
    return PS_OK;
}
