#include "app/stages/operation.h"

#include "app/words.h"

Color operation_hue(const Theme *theme, PsPoolOp op) {
    return op == PS_POOL_MAX ? theme->max : op == PS_POOL_AVG ? theme->average : theme->lp;
}

Icon operation_mark(PsPoolOp op) {
    return op == PS_POOL_MAX ? ICON_TRIANGLE : op == PS_POOL_AVG ? ICON_WAVES : ICON_DIAMOND;
}

const char *operation_name(PsPoolOp op) {
    return op == PS_POOL_MAX ? _("Max") : op == PS_POOL_AVG ? _("Average") : _("L2");
}
