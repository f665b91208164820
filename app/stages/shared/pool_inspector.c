#include "app/stages/shared/pool_inspector.h"

#include "app/stages/shared/axis_words.h"
#include "app/stages/shared/inspector_column.h"
#include "app/stages/shared/operation.h"
#include "app/stages/shared/stage_controls.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

/* No window that fits a map of this side needs more. */
enum { SETTING_MOST = STAGE_MAP_SIDE };

static void request_pool(const StageContext *context, const PsPool *pool, Rect origin, const char *note) {
    PsEdit edit = ps_edit_pool(pool);
    stage_request(context, &edit, 0, origin, note);
}

static const PsPoolOp operations[] = {PS_POOL_MAX, PS_POOL_AVG, PS_POOL_GAP, PS_POOL_LP};
enum { OPERATIONS = 4 };

/* What the new operation cannot take is put back to nothing, and said. */
static const char *adapt_pool(PsPool *pool) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    bool dilation = false;
    bool padding = false;
    if (!info->window) {
        return NULL; /* it looks at no windows, which so are found again */
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        if (!info->dilation && pool->dilation[axis] != 1) {
            pool->dilation[axis] = 1;
            dilation = true;
        }
        if (!info->padding && pool->padding[axis] != 0) {
            pool->padding[axis] = 0;
            padding = true;
        }
    }
    if (dilation && padding) {
        return N_("Dilation is now 1 and padding 0: L2 takes neither");
    }
    return dilation  ? N_("Dilation is now 1: it belongs to max")
           : padding ? N_("Padding is now 0: L2 takes none")
                     : NULL;
}

/* Windows that nobody could see while the whole map was taken may be larger than it. */
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

static void operation_row(InspectorColumn *column) {
    const StageContext *context = column->context;
    const PsPool *pool = &context->scene->pool;
    const Theme *theme = context->ui->theme;
    Segment segments[OPERATIONS];
    int selected = -1;
    for (int i = 0; i < OPERATIONS; i++) {
        segments[i] = (Segment){operation_name(operations[i]), operation_mark(operations[i]),
                                operation_hue(theme, operations[i])};
        selected = pool->op == operations[i] ? i : selected;
    }
    const Rect caption = inspector_row(column, 16);
    inspector_skip(column, 4);
    const SegmentedSpec spec = {.caption = caption,
                                .rect = inspector_row(column, 60),
                                .label = N_("Operation"),
                                .tooltip = _("What is kept of each window"),
                                .segments = segments,
                                .count = OPERATIONS,
                                .other = _(operation_name(pool->op))};
    if (ui_segmented(context->ui, &spec, &selected)) {
        PsPool changed = *pool;
        changed.op = operations[selected];
        const char *note = adapt_pool(&changed);
        if (!ps_pool_op_info(pool->op)->window && ps_pool_op_info(changed.op)->window) {
            fit_windows(&changed, &context->scene->input);
        }
        request_pool(context, &changed, spec.rect, note);
    }
}

/* The settings that have a value on each axis. To add one: a row. */
typedef struct AxisSetting {
    size_t offset; /* of int[PS_AXES] in PsPool */
    int least;
    AxisWord word;
    const char *tooltip;
} AxisSetting;

static const AxisSetting settings[] = {
    {offsetof(PsPool, kernel_size), 1, AXIS_KERNEL, N_("The window's height and width (kernel_size)")},
    {offsetof(PsPool, stride), 1, AXIS_STRIDE,
     N_("How far the window moves (stride); it follows the kernel until it is set")},
    {offsetof(PsPool, padding), 0, AXIS_PADDING,
     N_("Cells added on each side (padding), at most half the kernel")},
    {offsetof(PsPool, dilation), 1, AXIS_DILATION,
     N_("How far apart the cells of a window are (dilation); max alone takes it")},
};
enum { SETTINGS = sizeof settings / sizeof settings[0] };

/* All that adaptive pooling can be set to: its windows follow. */
static const AxisSetting output_setting = {
    offsetof(PsPool, output_size), 1, AXIS_OUTPUT_SIZE,
    N_("Rows and columns that come out (output_size); the windows share the input out evenly")};

static int *setting_of(PsPool *pool, const AxisSetting *setting) {
    return (int *)(void *)((char *)pool + setting->offset);
}

static bool is_stride(const AxisSetting *setting) {
    return setting->offset == offsetof(PsPool, stride);
}

static bool is_disabled(const PsPool *pool, const AxisSetting *setting) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    return (setting->offset == offsetof(PsPool, padding) && !info->padding) ||
           (setting->offset == offsetof(PsPool, dilation) && !info->dilation);
}

static int shown_value(const PsPool *pool, const AxisSetting *setting, int axis) {
    PsPool copy = *pool;
    return is_stride(setting) ? ps_pool_stride(pool, axis) : setting_of(&copy, setting)[axis];
}

/* Kernel and stride always show both axes, padding and dilation only where they differ. */
static void write_setting(char *text, size_t size, const PsPool *pool, const AxisSetting *setting) {
    const int height = shown_value(pool, setting, PS_HEIGHT);
    const int width = shown_value(pool, setting, PS_WIDTH);
    const bool both = setting->offset == offsetof(PsPool, kernel_size) || is_stride(setting) ||
                      setting->offset == offsetof(PsPool, output_size);
    if (both || height != width) {
        snprintf(text, size, "%d × %d", height, width);
    } else {
        snprintf(text, size, "%d", height);
    }
}

static void refuse_range(const StageContext *context, Rect row, const char *label, int least) {
    char text[160];
    snprintf(text, sizeof text, _("%s must be a whole number from %d to %d"), _(label), least,
             (int)SETTING_MOST);
    ui_note(context->ui, row, text);
}

/* Carries out what a stepper asked for on one axis, or on both (axis = PS_AXES). */
static void change_setting(const StageContext *context, const AxisSetting *setting, int axis,
                           const char *label, StepperAct act, Rect row) {
    PsPool pool = context->scene->pool;
    int *values = setting_of(&pool, setting);
    if (act.change == 0 && !act.typed && !act.refused) {
        return;
    }
    if (act.refused || (act.typed && (act.number < setting->least || act.number > SETTING_MOST))) {
        refuse_range(context, row, label, setting->least);
        return;
    }
    for (int i = 0; i < PS_AXES; i++) {
        if (axis == i || axis == PS_AXES) {
            const int value = shown_value(&context->scene->pool, setting, i);
            values[i] = act.typed ? (int)act.number : value + act.change;
            if (values[i] < setting->least) {
                refuse_range(context, row, label, setting->least);
                return;
            }
        } else if (is_stride(setting)) {
            /* Once one axis is set by hand the other stays where it is, too. */
            values[i] = shown_value(&context->scene->pool, setting, i);
        }
    }
    request_pool(context, &pool, row, NULL);
}

static void setting_rows(InspectorColumn *column, const AxisSetting *setting, bool unlinked) {
    const StageContext *context = column->context;
    const PsPool *pool = &context->scene->pool;
    char text[64];
    StepperSpec spec = {.tooltip = _(setting->tooltip),
                        .disabled = is_disabled(pool, setting),
                        .typing = true,
                        .value = text};
    if (!unlinked) {
        write_setting(text, sizeof text, pool, setting);
        spec.row = inspector_row(column, 32);
        axis_words_name(&spec, setting->word, PS_AXES);
        change_setting(context, setting, PS_AXES, spec.label, ui_stepper(context->ui, &spec), spec.row);
        return;
    }
    for (int axis = 0; axis < PS_AXES; axis++) {
        snprintf(text, sizeof text, "%d", shown_value(pool, setting, axis));
        spec.row = inspector_row(column, 32);
        axis_words_name(&spec, setting->word, axis);
        change_setting(context, setting, axis, spec.label, ui_stepper(context->ui, &spec), spec.row);
    }
}

static bool axes_agree(const PsPool *pool) {
    for (int i = 0; i < SETTINGS; i++) {
        if (shown_value(pool, &settings[i], PS_HEIGHT) != shown_value(pool, &settings[i], PS_WIDTH)) {
            return false;
        }
    }
    return true;
}

/* Linking makes the width follow the height. */
static void link_row(InspectorColumn *column, bool *unlinked) {
    const StageContext *context = column->context;
    bool linked = !*unlinked && axes_agree(&context->scene->pool);
    const Rect row = inspector_row(column, 32);
    if (!ui_switch(context->ui, row, N_("Link axes"), _("One value for height and width"), false, &linked)) {
        return;
    }
    *unlinked = !linked;
    const PsPool *pool = &context->scene->pool;
    if (!linked || axes_agree(pool)) {
        return;
    }
    PsPool same = *pool;
    for (int i = 0; i < SETTINGS; i++) {
        int *values = setting_of(&same, &settings[i]);
        values[PS_WIDTH] = values[PS_HEIGHT];
    }
    PsError error = {0};
    if (ps_pool_check(&same, context->scene->input.height, context->scene->input.width, &error) != PS_OK) {
        stage_refuse(context->ui, row, &error);
        *unlinked = true;
        return;
    }
    request_pool(context, &same, row, NULL);
}

static void switch_rows(InspectorColumn *column, bool *unlinked) {
    const StageContext *context = column->context;
    PsPool pool = context->scene->pool;
    link_row(column, unlinked);
    Rect row = inspector_row(column, 32);
    if (ui_switch(context->ui, row, N_("Ceil mode"), _("A last window may hang over the edge (ceil_mode)"),
                  false, &pool.ceil_mode)) {
        request_pool(context, &pool, row, NULL);
    }
    if (pool.op != PS_POOL_AVG) {
        return;
    }
    row = inspector_row(column, 32);
    if (ui_switch(context->ui, row, N_("Count padding"),
                  _("Padding counts in the divisor (count_include_pad)"), false, &pool.count_include_pad)) {
        request_pool(context, &pool, row, NULL);
    }
}

/* The words of the values line: "16 in, 4 out: 75 % fewer". */
static void write_values(const PsWalk *walk, PsNumberForm form, char *text, size_t size) {
    const int64_t in = (int64_t)walk->map->height * walk->map->width;
    const int64_t out = walk->steps;
    char ins[PS_NUMBER_SIZE];
    char outs[PS_NUMBER_SIZE];
    char share[PS_NUMBER_SIZE];
    ps_number_write_integer(ins, in, form);
    ps_number_write_integer(outs, out, form);
    const double fewer = (double)(in - out) / (double)in;
    ps_number_write_share(share, fabs(fewer));
    if (out == in) {
        snprintf(text, size, _("%s in, %s out: as many"), ins, outs);
    } else {
        snprintf(text, size, fewer > 0 ? _("%s in, %s out: %s %% fewer") : _("%s in, %s out: %s %% more"),
                 ins, outs, share);
    }
}

/* Draws a formula's spans over as many lines as the width needs; returns the y after the last. */
static float wrap_formula(Ui *ui, const PsFormula *formula, Font font, Rect box, float y) {
    float x = box.x;
    for (int i = 0; i < formula->count; i++) {
        const PsSpan *span = &formula->spans[i];
        const char *rest = span->text;
        while (*rest) {
            /* Thousands of a number stay together. */
            const bool number = span->kind == PS_SPAN_RESULT || span->kind == PS_SPAN_CONSTANT;
            const size_t blank = number ? strlen(rest) : strcspn(rest, " ");
            char word[PS_SPAN_SIZE];
            snprintf(word, sizeof word, "%.*s", (int)(blank + (rest[blank] == ' ')), rest);
            const float width = canvas_text_width(ui->canvas, font, word);
            /* An operator does not end a line, nor a bracket begin one: they go with what stands beside. */
            const float ahead = canvas_text_width(ui->canvas, font, word[0] == '/' ? "64]" : "1");
            const float needed = strchr("+/=", word[0]) ? width + ahead : width;
            if (x > box.x && x + needed > box.x + box.w + ui_px(ui, 2)) {
                x = box.x;
                y += ui_px(ui, 20);
            }
            const Color color = span->kind == PS_SPAN_RESULT     ? ui->theme->output
                                : span->kind == PS_SPAN_CONSTANT ? ui->theme->text
                                                                 : ui->theme->muted;
            canvas_text(ui->canvas, font, x, y, color, word);
            x += width;
            rest += strlen(word);
        }
    }
    return y + ui_px(ui, 20);
}

static void write_formula(const PsWalk *walk, bool same, char *text, size_t size) {
    PsFormula formula = {0};
    ps_axis_formula(&walk->axes[PS_HEIGHT], PS_NUMBER_FULL, &formula);
    ps_formula_text(&formula, text, size);
    if (!same) {
        const size_t length = strlen(text);
        snprintf(text + length, size - length, "; ");
        formula = (PsFormula){0};
        ps_axis_formula(&walk->axes[PS_WIDTH], PS_NUMBER_FULL, &formula);
        ps_formula_text(&formula, text + length + 2, size - length - 2);
    }
}

static bool same_axes(const PsWalk *walk) {
    const PsAxis *a = &walk->axes[PS_HEIGHT];
    const PsAxis *b = &walk->axes[PS_WIDTH];
    return a->input == b->input && a->kernel == b->kernel && a->stride == b->stride &&
           a->padding == b->padding && a->dilation == b->dilation && a->bins == b->bins;
}

/* Small enough for one line: two formulas then take no more room than one, and nothing below them moves. */
static Font line_font(const Ui *ui, const PsFormula *formula, float width) {
    char text[512];
    Font font = ui_font(ui, FONT_MONO, 12);
    const Font least = ui_font(ui, FONT_MONO, 9);
    ps_formula_text(formula, text, sizeof text);
    while (font.size > least.size && canvas_text_width(ui->canvas, font, text) > width) {
        font.size--;
    }
    return font;
}

/* The card is drawn over its own ground, so its height must be known before its text: it is measured first.
 */
static float card_text(Ui *ui, const PsWalk *walk, Rect inner, bool draw) {
    float y = inner.y + ui_px(ui, 30);
    const bool same = same_axes(walk);
    for (int axis = 0; axis < (same ? 1 : PS_AXES); axis++) {
        PsFormula formula = {0};
        ps_axis_formula(&walk->axes[axis], PS_NUMBER_SCREEN, &formula);
        canvas_push_clip(ui->canvas, draw ? canvas_clip(ui->canvas) : (Rect){0});
        y = wrap_formula(ui, &formula, same ? ui_font(ui, FONT_MONO, 12) : line_font(ui, &formula, inner.w),
                         inner, y);
        canvas_pop_clip(ui->canvas);
    }
    return y;
}

static void result_card(InspectorColumn *column) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    const PsWalk *walk = &context->pooled->walk;
    const float pad = ui_px(ui, 12);
    const Rect inner = {column->rect.x + pad, column->y + pad, column->rect.w - 2 * pad, 0};
    const float formula_end = card_text(ui, walk, inner, false);
    inspector_card(column, formula_end + ui_px(ui, 22) - column->y);
    card_text(ui, walk, inner, true);
    char text[512];
    snprintf(text, sizeof text, "%lld × %lld", (long long)walk->output[PS_HEIGHT],
             (long long)walk->output[PS_WIDTH]);
    const Font caption = ui_font(ui, FONT_MEDIUM, 12);
    const Rect first = {inner.x, inner.y - ui_px(ui, 2), inner.w, ui_px(ui, 18)};
    canvas_text_aligned(ui->canvas, caption, first.x, first.y + first.h / 2, ALIGN_LEFT, first.w / 2,
                        ui->theme->muted, _("Output size"));
    char wide[96];
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MONO, 14), first.x + first.w, first.y + first.h / 2,
                        ALIGN_RIGHT, 0, ui->theme->text, ui_wide(wide, sizeof wide, text));
    ui_report_text(ui, N_("Output size"), text, first);
    write_formula(walk, same_axes(walk), text, sizeof text);
    const Rect middle = {inner.x, inner.y + ui_px(ui, 20), inner.w, formula_end - inner.y - ui_px(ui, 30)};
    ui_report_text(ui, N_("Output formula"), text, middle);
    const Rect last = {inner.x, formula_end - ui_px(ui, 4), inner.w, ui_px(ui, 18)};
    write_values(walk, PS_NUMBER_SCREEN, text, sizeof text);
    canvas_text_aligned(ui->canvas, caption, last.x, last.y + last.h / 2, ALIGN_LEFT, last.w,
                        ui->theme->muted, text);
    write_values(walk, PS_NUMBER_FULL, text, sizeof text);
    ui_report_text(ui, N_("Values"), text, last);
}

void pool_inspector_resize(const StageContext *context, int height, int width, uint64_t group, Rect origin) {
    if (height < 1 || width < 1 || height > STAGE_MAP_SIDE || width > STAGE_MAP_SIDE) {
        char text[120];
        snprintf(text, sizeof text, _("a map has 1 to %d rows and columns"), STAGE_MAP_SIDE);
        ui_note(context->ui, origin, text);
        return;
    }
    PsEdit edit = ps_edit_resize(context->scene, height, width);
    stage_request(context, &edit, group, origin, NULL);
    if (group != 0) {
        stage_replace_group(context);
    }
}

static void size_row(InspectorColumn *column, int axis) {
    const StageContext *context = column->context;
    static const char *const labels[][3] = {
        {N_("Input height"), N_("Increase input height"), N_("Decrease input height")},
        {N_("Input width"), N_("Increase input width"), N_("Decrease input width")}};
    int size[PS_AXES] = {context->scene->input.height, context->scene->input.width};
    char text[32];
    snprintf(text, sizeof text, "%d", size[axis]);
    const StepperSpec spec = {.row = inspector_row(column, 32),
                              .label = labels[axis][0],
                              .increase = labels[axis][1],
                              .decrease = labels[axis][2],
                              .value = text,
                              .typing = true,
                              .tooltip = _("1 to 4096; cells kept keep their values, new ones are 0")};
    const StepperAct act = ui_stepper(context->ui, &spec);
    if (act.refused) {
        pool_inspector_resize(context, 0, 0, 0, spec.row);
    } else if (act.typed || act.change != 0) {
        const int64_t wanted = act.typed ? act.number : size[axis] + act.change;
        size[axis] = wanted < 0 || wanted > INT16_MAX ? 0 : (int)wanted;
        if (size[axis] != (axis == PS_HEIGHT ? context->scene->input.height : context->scene->input.width)) {
            pool_inspector_resize(context, size[PS_HEIGHT], size[PS_WIDTH], 0, spec.row);
        }
    }
}

static const char *const patterns[PS_PATTERN_COUNT] = {N_("Tutorial"), N_("Ramp"),  N_("Checker"), N_("Blob"),
                                                       N_("Edge"),     N_("Noise"), N_("Own"),     N_("Own")};

/* The tutorial's map is 4 x 4, and brings its size along. */
static void request_pattern(const StageContext *context, PsPattern pattern, uint32_t seed, Rect origin) {
    const bool tutorial = pattern == PS_PATTERN_TUTORIAL;
    const int height = tutorial ? 4 : context->scene->input.height;
    const int width = tutorial ? 4 : context->scene->input.width;
    PsMap map = {0};
    PsError error = {0};
    const int channels = tutorial ? 1 : context->scene->input.channels;
    if (ps_map_init(&map, channels, height, width, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        return;
    }
    ps_map_fill_pattern(&map, pattern, seed);
    PsEdit edit = ps_edit_input(&map, (PsSource){pattern, seed});
    stage_request(context, &edit, 0, origin, NULL);
}

static void pattern_rows(InspectorColumn *column) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    const PsSource source = context->scene->source;
    const char *items[PS_PATTERN_COUNT];
    for (int i = 0; i < PS_PATTERN_COUNT; i++) {
        items[i] = patterns[i];
    }
    const Rect row = inspector_row(column, 32);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), row.x, row.y + row.h / 2, ALIGN_LEFT,
                        row.w - ui_px(ui, 116), ui->theme->text, _("Pattern"));
    const MenuSpec menu = {
        .rect = {row.x + row.w - ui_px(ui, 112), row.y + ui_px(ui, 2), ui_px(ui, 112), ui_px(ui, 28)},
        .label = N_("Pattern"),
        .tooltip = _("Fill the map"),
        .value = _(items[source.pattern]),
        .items = items,
        .count = PS_PATTERN_OWN,
        .selected = source.pattern >= PS_PATTERN_OWN ? -1 : (int)source.pattern};
    const int chosen = ui_menu(ui, &menu);
    if (chosen >= 0 && (PsPattern)chosen != source.pattern) {
        request_pattern(context, (PsPattern)chosen, source.seed, menu.rect);
    }
    if (source.pattern != PS_PATTERN_NOISE) {
        return;
    }
    uint32_t seed = source.seed;
    const Rect seed_row = inspector_row(column, 32);
    if (stage_seed(context, seed_row, _("The same seed gives the same noise"), &seed)) {
        request_pattern(context, PS_PATTERN_NOISE, seed, seed_row);
    }
}

static void input_group(InspectorColumn *column) {
    const StageContext *context = column->context;
    const Rect caption = inspector_row(column, 16);
    ui_label(context->ui, caption, ui_font(context->ui, FONT_MEDIUM, 12), context->ui->theme->muted,
             ALIGN_LEFT, N_("Input"));
    inspector_skip(column, 6);
    size_row(column, PS_HEIGHT);
    size_row(column, PS_WIDTH);
    pattern_rows(column);
    inspector_skip(column, 6);
    inspector_reset(column);
}

static void class_group(InspectorColumn *column) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    inspector_skip(column, 16);
    const float line = fmaxf(1, ui_px(ui, ui->theme->hairline));
    canvas_fill(ui->canvas,
                (Rect){column->rect.x - ui_px(ui, 20), column->y, column->rect.w + ui_px(ui, 40), line}, 0,
                ui->theme->line);
    inspector_skip(column, 10);
    inspector_hide_answers(column);
}

/* What the operation can be set to: windows, the output's size, or nothing. */
static void operation_settings(InspectorColumn *column, bool *unlinked) {
    const PsPool *pool = &column->context->scene->pool;
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    if (info->output_size) {
        const bool differ = pool->output_size[PS_HEIGHT] != pool->output_size[PS_WIDTH];
        setting_rows(column, &output_setting, *unlinked || differ);
        inspector_skip(column, 14);
    }
    if (!info->window) {
        return;
    }
    /* Axes that differ show both, whoever made them differ; once they agree again the switch decides. */
    const bool both = *unlinked || !axes_agree(pool);
    for (int i = 0; i < SETTINGS; i++) {
        setting_rows(column, &settings[i], both);
    }
    switch_rows(column, unlinked);
    inspector_skip(column, 14);
}

float pool_inspector(const StageContext *context, Rect rect, bool *unlinked) {
    InspectorColumn column = inspector_begin(context, rect);
    operation_row(&column);
    inspector_skip(&column, 14);
    operation_settings(&column, unlinked);
    result_card(&column);
    inspector_skip(&column, 20);
    input_group(&column);
    class_group(&column);
    inspector_skip(&column, 16);
    return inspector_height(&column);
}
