/* A table of settings, each a stepper that asks for a whole pool.
 *
 * Invariant: a refused change leaves the pool as it is.
 */
#include "app/stages/shared/pool_settings.h"

#include "app/stages/shared/axis_settings.h"
#include "app/stages/shared/operation.h"
#include "app/words.h"

#include <stddef.h>

/* No window that fits a map of this side needs more. */
enum { SETTING_MOST = STAGE_MAP_SIDE };

static void request_pool(const StageContext *context, const PsPool *pool, Rect origin, const char *note) {
    PsEdit edit = ps_edit_pool(pool);
    stage_request(context, &edit, 0, origin, note);
}

static const PsPoolOp operations[] = {PS_POOL_MAX, PS_POOL_AVG, PS_POOL_GAP, PS_POOL_LP};
enum { OPERATIONS = sizeof operations / sizeof operations[0] };

static bool set_back(int values[PS_AXES], int plain) {
    const bool changed = values[PS_HEIGHT] != plain || values[PS_WIDTH] != plain;
    values[PS_HEIGHT] = values[PS_WIDTH] = plain;
    return changed;
}

/* What the new operation cannot take is put back to nothing, and said. */
static const char *adapt_pool(PsPool *pool) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    if (!info->window) {
        return NULL; /* it looks at no windows, which so are found again */
    }
    const bool dilation = !info->dilation && set_back(pool->dilation, 1);
    const bool padding = !info->padding && set_back(pool->padding, 0);
    if (dilation && padding) {
        return N_("Dilation is now 1 and padding 0: L2 takes neither");
    }
    return dilation  ? N_("Dilation is now 1: it belongs to max")
           : padding ? N_("Padding is now 0: L2 takes none")
                     : NULL;
}

/* Windows, hidden while the whole map was taken, may be larger than it. */
static void fit_windows(PsPool *pool, const PsMap *map) {
    const int size[PS_AXES] = {map->height, map->width};
    if (ps_pool_check(pool, map->height, map->width, NULL) == PS_OK) {
        return;
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool->kernel_size[axis] = pool->kernel_size[axis] < size[axis] ? pool->kernel_size[axis] : size[axis];
        pool->padding[axis] = 0;
        pool->dilation[axis] = 1;
    }
}

const char *pool_take_operation(PsPool *pool, PsPoolOp op, const PsMap *input) {
    const bool windows = ps_pool_op_info(pool->op)->window;
    pool->op = op;
    const char *note = adapt_pool(pool);
    if (!windows && ps_pool_op_info(op)->window) {
        fit_windows(pool, input);
    }
    return note;
}

static void choose_operation(const StageContext *context, PsPoolOp op, Rect origin) {
    PsPool changed = context->scope.scene->pool;
    const char *note = pool_take_operation(&changed, op, &context->scope.scene->input);
    request_pool(context, &changed, origin, note);
}

void pool_operation(InspectorColumn *column) {
    const StageContext *context = column->context;
    const PsPoolOp op = context->scope.scene->pool.op;
    Segment segments[OPERATIONS];
    int selected = -1;
    for (int i = 0; i < OPERATIONS; i++) {
        segments[i] = (Segment){operation_name(operations[i]), operation_mark(operations[i]),
                                operation_hue(context->ui->theme, operations[i])};
        selected = op == operations[i] ? i : selected;
    }
    SegmentedSpec spec = {.caption = inspector_row(column, 16),
                          .label = N_("Operation"),
                          .tooltip = _("What is kept of each window"),
                          .segments = segments,
                          .count = OPERATIONS,
                          .other = _(operation_name(op))};
    inspector_skip(column, 4);
    spec.rect = inspector_row(column, 60);
    if (ui_segmented(context->ui, &spec, &selected)) {
        choose_operation(context, operations[selected], spec.rect);
    }
}

/* To add a setting of windows: a row. */
static const AxisSetting settings[] = {
    {offsetof(PsPool, kernel_size), 1, AXIS_KERNEL, N_("The window's height and width (kernel_size)"), NULL},
    {offsetof(PsPool, stride), 1, AXIS_STRIDE,
     N_("How far the window moves (stride); it follows the kernel until it is set"), NULL},
    {offsetof(PsPool, padding), 0, AXIS_PADDING,
     N_("Cells added on each side (padding), at most half the kernel"), N_("L2 takes no padding")},
    {offsetof(PsPool, dilation), 1, AXIS_DILATION,
     N_("How far apart the cells of a window are (dilation); max alone takes it"),
     N_("Only max has dilation")},
};
enum { SETTINGS = sizeof settings / sizeof settings[0] };

/* All that adaptive pooling can be set to: its windows follow. */
static const AxisSetting output_setting = {
    offsetof(PsPool, output_size), 1, AXIS_OUTPUT_SIZE,
    N_("Rows and columns that come out (output_size); the windows share the input out evenly"), NULL};

static bool is_stride(const AxisSetting *setting) {
    return setting->word == AXIS_STRIDE;
}

static bool is_disabled(const PsPool *pool, const AxisSetting *setting) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    return (setting->word == AXIS_PADDING && !info->padding) ||
           (setting->word == AXIS_DILATION && !info->dilation);
}

/* The pool with the stride that it has where none is set. */
static PsPool shown_pool(const PsPool *pool) {
    PsPool shown = *pool;
    for (int axis = 0; axis < PS_AXES; axis++) {
        shown.stride[axis] = ps_pool_stride(pool, axis);
    }
    return shown;
}

/* For one axis its number. For both the window and the output's size show both, padding and dilation only
 * where they differ. */
static void write_setting(char *text, size_t size, const PsPool *pool, const AxisSetting *setting, int axis) {
    PsPool shown = shown_pool(pool);
    const int *values = axis_setting_values(&shown, setting);
    const bool one = setting->word == AXIS_PADDING || setting->word == AXIS_DILATION;
    if (axis < PS_AXES) {
        snprintf(text, size, "%d", values[axis]);
    } else if (one && values[PS_HEIGHT] == values[PS_WIDTH]) {
        snprintf(text, size, "%d", values[PS_HEIGHT]);
    } else {
        snprintf(text, size, "%d × %d", values[PS_HEIGHT], values[PS_WIDTH]);
    }
}

static void refuse_range(const StageContext *context, const AxisSetting *setting, const AxisAct *act) {
    char text[160];
    snprintf(text, sizeof text, _("%s must be a whole number from %d to %d"),
             _(axis_words_label(setting->word, act->axis)), setting->least, (int)SETTING_MOST);
    ui_note(context->ui, act->row, text);
}

/* Changes the values that the act is for; false where one would be too small. */
static bool step_values(int values[PS_AXES], const int shown[PS_AXES], const AxisSetting *setting,
                        const AxisAct *act) {
    const StepperAct *stepper = &act->stepper;
    bool large_enough = true;
    for (int axis = 0; axis < PS_AXES; axis++) {
        if (act->axis == axis || act->axis == PS_AXES) {
            values[axis] = stepper->typed ? (int)stepper->number : shown[axis] + stepper->change;
            large_enough = large_enough && values[axis] >= setting->least;
        } else if (is_stride(setting)) {
            /* Once one axis is set by hand the other stays where it is, too. */
            values[axis] = shown[axis];
        }
    }
    return large_enough;
}

/* Whether the stride changes with a setting, which surprises who has not asked for it. */
static bool follows_stride(const PsPool *pool, const AxisSetting *setting) {
    return setting->word == AXIS_KERNEL && pool->stride[PS_HEIGHT] == 0 && pool->stride[PS_WIDTH] == 0;
}

/* Carries out what a stepper asked for. */
static void change_setting(const StageContext *context, const AxisSetting *setting, const AxisAct *act) {
    const StepperAct *stepper = &act->stepper;
    PsPool pool = context->scope.scene->pool;
    PsPool shown = shown_pool(&pool);
    if (stepper->change == 0 && !stepper->typed && !stepper->refused) {
        return;
    }
    const bool beyond =
        stepper->typed && (stepper->number < setting->least || stepper->number > SETTING_MOST);
    if (stepper->refused || beyond ||
        !step_values(axis_setting_values(&pool, setting), axis_setting_values(&shown, setting), setting,
                     act)) {
        refuse_range(context, setting, act);
        return;
    }
    request_pool(context, &pool, act->row,
                 follows_stride(&pool, setting) ? N_("The stride follows the kernel until it is set") : NULL);
}

static void setting_rows(InspectorColumn *column, const AxisSetting *setting, bool unlinked) {
    const StageContext *context = column->context;
    const PsPool *pool = &context->scope.scene->pool;
    const int end = unlinked ? PS_AXES : PS_AXES + 1;
    for (int axis = unlinked ? 0 : PS_AXES; axis < end; axis++) {
        char text[64];
        write_setting(text, sizeof text, pool, setting, axis);
        const AxisAct act = axis_setting_row(column, setting, axis, text, is_disabled(pool, setting));
        change_setting(context, setting, &act);
    }
}

static bool axes_agree(const PsPool *pool) {
    const PsPool shown = shown_pool(pool);
    return axis_settings_agree(&shown, settings, SETTINGS);
}

/* Linking makes the width follow the height; false where no window would fit then. */
static bool link_axes(const StageContext *context, Rect row) {
    const PsMap *input = &context->scope.scene->input;
    PsPool same = context->scope.scene->pool;
    PsError error = {0};
    axis_settings_link(&same, settings, SETTINGS);
    if (ps_pool_check(&same, input->height, input->width, &error) != PS_OK) {
        stage_refuse(context->ui, row, &error);
        return false;
    }
    request_pool(context, &same, row, NULL);
    return true;
}

static void link_row(InspectorColumn *column, bool *unlinked) {
    const StageContext *context = column->context;
    const bool agree = axes_agree(&context->scope.scene->pool);
    bool linked = !*unlinked && agree;
    Rect row;
    if (axis_link_row(column, &linked, &row)) {
        *unlinked = !linked || (!agree && !link_axes(context, row));
    }
}

static void switch_row(InspectorColumn *column, const char *label, const char *tooltip, PsPool *pool,
                       bool *value) {
    const Rect row = inspector_row(column, 32);
    if (ui_switch(column->context->ui, row, label, tooltip, false, value)) {
        request_pool(column->context, pool, row, NULL);
    }
}

static void switch_rows(InspectorColumn *column) {
    PsPool pool = column->context->scope.scene->pool;
    switch_row(column, N_("Ceil mode"), _("A last window may hang over the edge (ceil_mode)"), &pool,
               &pool.ceil_mode);
    if (pool.op == PS_POOL_AVG) {
        switch_row(column, N_("Count padding"), _("Padding counts in the divisor (count_include_pad)"), &pool,
                   &pool.count_include_pad);
    }
}

/* Axes that differ show both, however they came to differ; once they agree again the switch decides. */
static void window_settings(InspectorColumn *column, bool *unlinked) {
    const bool both = *unlinked || !axes_agree(&column->context->scope.scene->pool);
    for (int i = 0; i < SETTINGS; i++) {
        setting_rows(column, &settings[i], both);
    }
    link_row(column, unlinked);
    switch_rows(column);
    inspector_skip(column, 14);
}

/* Windows, the output's size, or nothing. */
void pool_settings(InspectorColumn *column, bool *unlinked) {
    const PsPool *pool = &column->context->scope.scene->pool;
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    if (info->output_size) {
        const bool differ = pool->output_size[PS_HEIGHT] != pool->output_size[PS_WIDTH];
        setting_rows(column, &output_setting, *unlinked || differ);
        inspector_skip(column, 14);
    }
    if (info->window) {
        window_settings(column, unlinked);
    }
}
