/* A pool's settings are the scene's, a convolution's the stage's own: both are edited as windows here, and
 * asked for where they belong.
 */
#include "app/stages/size/inspector.h"

#include "app/stages/shared/axis_settings.h"
#include "app/stages/size/chain.h"
#include "app/stages/size/example.h"
#include "app/stages/size/words.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* To add a setting: a row; its letter in the formula. */
static const AxisSetting settings[] = {
    {offsetof(PsSizeConvolution, kernel_size), 1, AXIS_KERNEL, N_("Cells that a window reads (kernel_size)"),
     NULL},
    {offsetof(PsSizeConvolution, stride), 1, AXIS_STRIDE, N_("How far the window moves (stride)"), NULL},
    {offsetof(PsSizeConvolution, padding), 0, AXIS_PADDING, N_("Cells added at each end (padding)"), NULL},
    {offsetof(PsSizeConvolution, dilation), 1, AXIS_DILATION,
     N_("How far apart the cells of a window are (dilation)"), NULL},
};
static const char *const letters[] = {"F", "S", "P", "D"};
enum { SETTINGS = sizeof settings / sizeof settings[0] };

static const PsScene *scene_of(const InspectorColumn *column) {
    return column->context->scope.scene;
}

static void request_size(const StageContext *context, const PsSize *size, Rect origin) {
    PsEdit edit = ps_edit_settings(PS_STAGE_SIZE, size);
    stage_request(context, &edit, 0, origin, NULL);
}

static PsSizeConvolution windows_of(const PsScene *scene) {
    PsSizeConvolution windows = scene->size.windows;
    for (int axis = 0; axis < PS_AXES && !scene->size.convolution; axis++) {
        windows.kernel_size[axis] = scene->pool.kernel_size[axis];
        windows.stride[axis] = ps_pool_stride(&scene->pool, axis);
        windows.padding[axis] = scene->pool.padding[axis];
        windows.dilation[axis] = scene->pool.dilation[axis];
    }
    return windows;
}

/* A stride that follows the kernel goes on following until it is set itself. */
static void request_windows(const StageContext *context, const PsSizeConvolution *windows, bool stride,
                            Rect origin) {
    const PsScene *scene = context->scope.scene;
    if (scene->size.convolution) {
        PsSize size = scene->size;
        size.windows = *windows;
        request_size(context, &size, origin);
        return;
    }
    PsPool pool = scene->pool;
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = windows->kernel_size[axis];
        pool.stride[axis] = stride ? windows->stride[axis] : pool.stride[axis];
        pool.padding[axis] = windows->padding[axis];
        pool.dilation[axis] = windows->dilation[axis];
    }
    (void)size_request_pool(context, &pool, 0, origin, NULL);
}

/* Two tabs under their name. */
static bool tabs(InspectorColumn *column, const char *label, const char *tooltip, const char *first,
                 const char *second, int *selected) {
    const Segment segments[] = {{first, ICON_NONE, 0}, {second, ICON_NONE, 0}};
    const Rect caption = inspector_row(column, 16);
    inspector_skip(column, 4);
    const SegmentedSpec spec = {.caption = caption,
                                .rect = inspector_row(column, 32),
                                .label = label,
                                .tooltip = tooltip,
                                .segments = segments,
                                .count = 2};
    const bool changed = ui_segmented(column->context->ui, &spec, selected);
    inspector_skip(column, 8);
    return changed;
}

static void layer_rows(InspectorColumn *column, const SizeFrame *frame) {
    SizeView *view = column->context->view;
    PsSize size = scene_of(column)->size;
    int layer = size.convolution;
    const Rect origin = {column->rect.x, column->y, column->rect.w, 1};
    if (tabs(column, N_("Layer"), _("The scene's pool, or a convolution with settings of its own"),
             N_("Pool"), N_("Convolution"), &layer)) {
        size.convolution = layer == 1;
        request_size(column->context, &size, origin);
    }
    if (frame->differ) {
        int axis = frame->shown;
        if (tabs(column, N_("Axis"), _("The axis that is shown"), N_("Height"), N_("Width"), &axis)) {
            view->axis = axis;
            column->context->ui->changed = true;
        }
    }
}

/* Its letter in the formula, behind the name. */
static void draw_letter(const InspectorColumn *column, Rect row, const char *label, const char *letter) {
    Ui *ui = column->context->ui;
    const float width = canvas_text_width(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), _(label));
    const float x = row.x + width + ui_px(ui, 7);
    if (x + ui_px(ui, 9) < row.x + row.w - ui_px(ui, 112)) {
        canvas_text(ui->canvas, ui_font(ui, FONT_MONO, 13), x, row.y + row.h / 2, ui->theme->muted, letter);
    }
}

static void refuse_range(const StageContext *context, Rect row, const char *label, int least) {
    char text[160];
    snprintf(text, sizeof text, _("%s must be a whole number from %d to %d"), _(label), least,
             (int)PS_SIZE_MOST);
    ui_note(context->ui, row, text);
}

/* What a stepper asks for; false where that is nothing or cannot be. */
static bool wanted(const StageContext *context, StepperAct act, Rect row, const char *label, int least,
                   int *value) {
    if (act.change == 0 && !act.typed && !act.refused) {
        return false;
    }
    const int64_t asked = act.typed ? act.number : (int64_t)*value + act.change;
    if (act.refused || asked < least || asked > PS_SIZE_MOST) {
        refuse_range(context, row, label, least);
        return false;
    }
    *value = (int)asked;
    return true;
}

static void input_row(InspectorColumn *column, const SizeFrame *frame, int axis) {
    static const char *const labels[PS_AXES + 1][3] = {
        {N_("Input height"), N_("Increase input height"), N_("Decrease input height")},
        {N_("Input width"), N_("Increase input width"), N_("Decrease input width")},
        {N_("Input size"), N_("Increase input size"), N_("Decrease input size")}};
    PsSize size = scene_of(column)->size;
    int value = (int)frame->axes[axis == PS_AXES ? PS_HEIGHT : axis].input;
    char text[32];
    snprintf(text, sizeof text, "%d", value);
    const StepperSpec spec = {.row = inspector_row(column, 32),
                              .label = labels[axis][0],
                              .increase = labels[axis][1],
                              .decrease = labels[axis][2],
                              .value = text,
                              .typing = true,
                              .tooltip =
                                  _("Cells along the axis, 1 to 4096; the map on Window stays as it is")};
    const StepperAct act = ui_stepper(column->context->ui, &spec);
    draw_letter(column, spec.row, spec.label, "N");
    if (!wanted(column->context, act, spec.row, spec.label, 1, &value)) {
        return;
    }
    for (int i = 0; i < PS_AXES; i++) {
        size.input[i] = axis == i || axis == PS_AXES ? value : (int)frame->axes[i].input;
    }
    request_size(column->context, &size, spec.row);
}

static bool is_disabled(const PsScene *scene, const AxisSetting *setting) {
    const PsPoolOpInfo *info = ps_pool_op_info(scene->pool.op);
    return !scene->size.convolution && ((setting->word == AXIS_PADDING && !info->padding) ||
                                        (setting->word == AXIS_DILATION && !info->dilation));
}

static void setting_row(InspectorColumn *column, int i, int axis) {
    const AxisSetting *setting = &settings[i];
    PsSizeConvolution windows = windows_of(scene_of(column));
    int *pair = axis_setting_values(&windows, setting);
    int value = pair[axis == PS_AXES ? PS_HEIGHT : axis];
    char text[32];
    StepperSpec named = {0};
    snprintf(text, sizeof text, "%d", value);
    axis_words_name(&named, setting->word, axis);
    const AxisAct act = axis_setting_row(column, setting, axis, text, is_disabled(scene_of(column), setting));
    draw_letter(column, act.row, named.label, letters[i]);
    if (!wanted(column->context, act.stepper, act.row, named.label, setting->least, &value)) {
        return;
    }
    for (int k = 0; k < PS_AXES; k++) {
        pair[k] = axis == k || axis == PS_AXES ? value : pair[k];
    }
    request_windows(column->context, &windows, setting->word == AXIS_STRIDE, act.row);
}

/* Linking makes the width follow the height, the input's too. */
static void link_row(InspectorColumn *column, const SizeFrame *frame) {
    const StageContext *context = column->context;
    SizeView *view = context->view;
    bool linked = !frame->differ;
    Rect row;
    if (!axis_link_row(column, &linked, &row)) {
        return;
    }
    view->unlinked = !linked;
    context->ui->changed = true;
    if (!linked) {
        return;
    }
    PsSizeConvolution windows = windows_of(scene_of(column));
    PsSize size = scene_of(column)->size;
    if (!axis_settings_agree(&windows, settings, SETTINGS)) {
        axis_settings_link(&windows, settings, SETTINGS);
        request_windows(context, &windows, true, row);
    }
    if (frame->axes[PS_HEIGHT].input != frame->axes[PS_WIDTH].input) {
        size.input[PS_HEIGHT] = size.input[PS_WIDTH] = (int)frame->axes[PS_HEIGHT].input;
        request_size(context, &size, row);
    }
}

static void ceil_row(InspectorColumn *column) {
    PsPool pool = scene_of(column)->pool;
    if (scene_of(column)->size.convolution) {
        return;
    }
    const Rect row = inspector_row(column, 32);
    if (ui_switch(column->context->ui, row, N_("Ceil mode"),
                  _("A last window may hang over the edge (ceil_mode)"), false, &pool.ceil_mode)) {
        (void)size_request_pool(column->context, &pool, 0, row, NULL);
    }
}

/* A pool without windows of its own has nothing to set. */
static void say_no_windows(InspectorColumn *column) {
    Ui *ui = column->context->ui;
    const char *text =
        _("The pool on Window takes the whole map: its windows follow. Set Operation there, or "
          "choose an example.");
    const Font font = ui_font(ui, FONT_REGULAR, 13);
    const float line = ui_px(ui, 20);
    const int lines = canvas_paragraph(ui->canvas, font, column->rect, line, 0, text, false);
    const Rect room = {column->rect.x, column->y + line / 2, column->rect.w, 0};
    canvas_paragraph(ui->canvas, font, room, line, ui->theme->muted, text, true);
    column->y += line * (float)lines + ui_px(ui, 8);
}

static void example_row(InspectorColumn *column) {
    enum { MOST = 16 };
    const char *items[MOST];
    const int count = size_example_count() < MOST ? size_example_count() : MOST;
    const int shown = size_example_of(scene_of(column));
    for (int i = 0; i < count; i++) {
        items[i] = size_example_name(i);
    }
    const Rect origin = {column->rect.x, column->y, column->rect.w, ui_px(column->context->ui, 32)};
    const int chosen = inspector_menu(column, N_("Example"), _("Settings that show one thing each"),
                                      shown < 0 ? _("Own") : _(items[shown]), items, count, shown);
    if (chosen >= 0) {
        size_example_use(column->context, chosen, origin);
    }
}

static void setting_rows(InspectorColumn *column, const SizeFrame *frame) {
    const PsScene *scene = scene_of(column);
    const int axis = frame->differ ? frame->shown : PS_AXES;
    input_row(column, frame, axis);
    if (scene->size.convolution || ps_pool_op_info(scene->pool.op)->window) {
        for (int i = 0; i < SETTINGS; i++) {
            setting_row(column, i, axis);
        }
        link_row(column, frame);
        ceil_row(column);
    } else {
        inspector_skip(column, 6);
        say_no_windows(column);
    }
    example_row(column);
    inspector_skip(column, 8);
}

static void card_formula(const StageContext *context, const SizeFrame *frame, Rect room) {
    Ui *ui = context->ui;
    char text[512];
    PsFormula formula = {0};
    SizeLine line = {.font = ui_font(ui, FONT_MONO, 12)};
    size_formula_short(&frame->axis, &line);
    size_formula_place(&context->scope, &line, room.x, room.y + room.h / 2, room.w);
    for (int i = 0; i < line.count; i++) {
        const SizeToken *token = &line.tokens[i];
        const bool result = token->term == SIZE_TERM_OUTPUTS;
        const char *said = result && frame->covered ? "?" : token->text;
        canvas_text(ui->canvas, line.font, token->x, line.y,
                    result                          ? ui->theme->output
                    : token->term == SIZE_TERM_NONE ? ui->theme->muted
                                                    : ui->theme->text,
                    said);
    }
    ps_axis_formula(&frame->axis, PS_NUMBER_FULL, &formula);
    ps_formula_text(&formula, text, sizeof text);
    ui_report_text(ui, N_("Output formula"), frame->covered ? "" : text, room);
}

static void result_card(InspectorColumn *column, const SizeFrame *frame) {
    const StageContext *context = column->context;
    Ui *ui = context->ui;
    const Rect card = inspector_card(column, ui_px(ui, 92));
    const float pad = ui_px(ui, 12);
    const Rect inner = {card.x + pad, card.y + ui_px(ui, 8), card.w - 2 * pad, ui_px(ui, 24)};
    const Rect last = {inner.x, card.y + ui_px(ui, 62), inner.w, ui_px(ui, 20)};
    const Font caption = ui_font(ui, FONT_MEDIUM, 12);
    char text[256] = "?";
    if (!frame->covered) {
        ps_number_write_integer(text, frame->outputs, PS_NUMBER_SCREEN);
    }
    canvas_text_aligned(ui->canvas, caption, inner.x, inner.y + inner.h / 2, ALIGN_LEFT, inner.w * 0.7F,
                        ui->theme->muted, _("Output size"));
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MONO, 16), inner.x + inner.w, inner.y + inner.h / 2,
                        ALIGN_RIGHT, 0, frame->covered ? ui->theme->muted : ui->theme->output, text);
    ps_number_write_integer(text, frame->outputs, PS_NUMBER_FULL);
    ui_report_text(ui, N_("Output size"), frame->covered ? "" : text, inner);
    card_formula(context, frame, (Rect){inner.x, card.y + ui_px(ui, 36), inner.w, ui_px(ui, 22)});
    size_words_values(frame->axis.input, frame->outputs, PS_NUMBER_SCREEN, text, sizeof text);
    if (!frame->covered) {
        const Font fitted = size_fit(&context->scope, caption, text, last.w);
        canvas_text(ui->canvas, fitted, last.x, last.y + last.h / 2, ui->theme->muted, text);
    }
    size_words_values(frame->axis.input, frame->outputs, PS_NUMBER_FULL, text, sizeof text);
    ui_report_text(ui, N_("Values"), frame->covered ? "" : text, last);
    inspector_skip(column, 8);
}

static void note_card(InspectorColumn *column, const SizeFrame *frame) {
    Ui *ui = column->context->ui;
    char title[96];
    char text[768];
    if (frame->covered) {
        return;
    }
    size_words_why(frame, !scene_of(column)->size.convolution, title, sizeof title, text, sizeof text);
    const float pad = ui_px(ui, 12);
    const float line = ui_px(ui, 20);
    const Font font = ui_font(ui, FONT_REGULAR, 13);
    Rect inner = {column->rect.x + pad, column->y + ui_px(ui, 8), column->rect.w - 2 * pad, ui_px(ui, 24)};
    const int lines = canvas_paragraph(ui->canvas, font, inner, line, 0, text, false);
    inspector_card(column, ui_px(ui, 44) + line * (float)lines);
    ui_labelled(ui, inner, ui_font(ui, FONT_SEMIBOLD, 13), ui->theme->text, ALIGN_LEFT, title, title);
    inner.y += ui_px(ui, 26);
    inner.h = line * (float)lines;
    canvas_paragraph(ui->canvas, font, (Rect){inner.x, inner.y + line / 2, inner.w, 0}, line,
                     ui->theme->muted, text, true);
    ui_report_text(ui, N_("Why"), text, inner);
    inspector_skip(column, 8);
}

static void chain_rows(InspectorColumn *column) {
    SizeView *view = column->context->view;
    Ui *ui = column->context->ui;
    PsSize size = scene_of(column)->size;
    const char *items[PS_CHAIN_COUNT];
    for (int i = 0; i < PS_CHAIN_COUNT; i++) {
        items[i] = size_chain_name((PsSizeChainOf)i);
    }
    const Rect origin = {column->rect.x, column->y, column->rect.w, ui_px(ui, 32)};
    const int chosen = inspector_menu(column, N_("Chain"), _("The layers that a size goes through"),
                                      _(items[size.chain]), items, PS_CHAIN_COUNT, (int)size.chain);
    if (chosen >= 0 && chosen != (int)size.chain) {
        size.chain = (PsSizeChainOf)chosen;
        request_size(column->context, &size, origin);
    }
    char text[32];
    snprintf(text, sizeof text, "%d", size.chain_from);
    const StepperSpec spec = {.row = inspector_row(column, 32),
                              .label = N_("Chain from"),
                              .increase = N_("Increase chain from"),
                              .decrease = N_("Decrease chain from"),
                              .value = text,
                              .typing = true,
                              .tooltip = _("The size that the chain begins with, 1 to 4096")};
    const StepperAct act = ui_stepper(ui, &spec);
    if (wanted(column->context, act, spec.row, spec.label, 1, &size.chain_from)) {
        request_size(column->context, &size, spec.row);
    }
    inspector_skip(column, 6);
    const ButtonSpec table = {.rect = inspector_row(column, 28),
                              .label = N_("Table"),
                              .tooltip = _("The chain as a table, to be copied")};
    if (ui_button(ui, &table)) {
        view->table = true;
        ui->changed = true;
    }
    inspector_skip(column, 16);
}

float size_inspector(const StageContext *context, const SizeFrame *frame, Rect rect) {
    InspectorColumn column = inspector_begin(context, rect);
    const bool own = context->scope.scene->size.chain == PS_CHAIN_THIS;
    if (frame->chain) {
        chain_rows(&column);
    }
    if (!frame->chain || own) {
        layer_rows(&column, frame);
        setting_rows(&column, frame);
    }
    if (!frame->chain) {
        result_card(&column, frame);
        note_card(&column, frame);
    }
    inspector_reset(&column, inspector_row(&column, 28));
    inspector_skip(&column, 8);
    inspector_hide_answers(&column);
    inspector_skip(&column, 8);
    return inspector_height(&column);
}
