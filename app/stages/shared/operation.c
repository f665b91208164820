/* One table. */
#include "app/stages/shared/operation.h"

#include "app/words.h"

/* To add an operation: a row; its hue below. */
static const struct {
    const char *name;
    Icon mark;
} looks[PS_POOL_OP_COUNT] = {
    [PS_POOL_MAX] = {N_("Max"), ICON_TRIANGLE},
    [PS_POOL_AVG] = {N_("Average"), ICON_WAVES},
    [PS_POOL_LP] = {N_("L2"), ICON_DIAMOND},
    [PS_POOL_GAP] = {N_("Global"), ICON_DISC},
    [PS_POOL_GMP] = {N_("Global max"), ICON_TRIANGLE},
    [PS_POOL_ADAPTIVE_AVG] = {N_("Adaptive average"), ICON_WAVES},
    [PS_POOL_ADAPTIVE_MAX] = {N_("Adaptive max"), ICON_TRIANGLE},
};

Color operation_hue(const Theme *theme, PsPoolOp op) {
    return ps_pool_op_info(op)->indices                      ? theme->max
           : op == PS_POOL_AVG || op == PS_POOL_ADAPTIVE_AVG ? theme->average
           : op == PS_POOL_GAP                               ? theme->global
                                                             : theme->lp;
}

Icon operation_mark(PsPoolOp op) {
    return looks[op].mark;
}

const char *operation_name(PsPoolOp op) {
    return looks[op].name;
}
