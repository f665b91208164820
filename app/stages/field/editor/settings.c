/* The settings of the chosen layer: a stepper for each number it takes, switches, and what can be done with
 * it. */
#include "app/stages/field/editor/settings.h"

#include "app/stages/field/editor/edit.h"
#include "app/stages/field/look.h"
#include "app/stages/field/view.h"
#include "app/stages/shared/axis_settings.h"
#include "app/words.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef enum Need { NEED_WINDOW, NEED_PADDING, NEED_DILATION, NEED_OUTPUT_SIZE, NEED_SCALE } Need;

/* The settings that have a value on each axis, and what of a layer takes them. To add one: a row in both. */
static const AxisSetting axis_settings[] = {
    {offsetof(PsLayer, kernel), 1, AXIS_KERNEL, N_("The window's height and width (kernel_size)"), NULL},
    {offsetof(PsLayer, stride), 1, AXIS_STRIDE, N_("How far the window moves (stride)"), NULL},
    {offsetof(PsLayer, padding), 0, AXIS_PADDING, N_("Cells added on each side (padding)"), NULL},
    {offsetof(PsLayer, dilation), 1, AXIS_DILATION, N_("How far apart the cells of a window are (dilation)"),
     NULL},
    {offsetof(PsLayer, output_size), 0, AXIS_OUTPUT_SIZE,
     N_("Height and width that come out; 0 keeps what comes in"), NULL},
    {offsetof(PsLayer, scale), 1, AXIS_SCALE, N_("How many neurons come of each (scale_factor)"), NULL},
};
enum { AXIS_SETTINGS = sizeof axis_settings / sizeof axis_settings[0] };

static const Need needs[AXIS_SETTINGS] = {NEED_WINDOW,   NEED_WINDOW,      NEED_PADDING,
                                          NEED_DILATION, NEED_OUTPUT_SIZE, NEED_SCALE};

static bool takes(const PsLayer *layer, Need need) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    switch (need) {
    case NEED_WINDOW:
        return info->window;
    case NEED_PADDING:
        return info->window && !layer->same;
    case NEED_DILATION:
        return info->dilation;
    case NEED_OUTPUT_SIZE:
        return info->output_size;
    case NEED_SCALE:
        return layer->kind == PS_LAYER_UPSAMPLE;
    }
    return false;
}

static bool axes_agree(const PsLayer *layer) {
    return axis_settings_agree(layer, axis_settings, AXIS_SETTINGS);
}

typedef struct Settings {
    InspectorColumn *column;
    int node;
    PsLayer layer; /* the chosen one, its branches borrowed */
} Settings;

static void change(const Settings *settings, const PsLayer *layer, Rect origin) {
    field_edit_replace(settings->column->context, settings->node, layer, origin);
}

/* Takes what a stepper was asked for; false where it was nothing, or no number. */
static bool stepped(Ui *ui, StepperAct act, Rect row, int *value, int least) {
    if (act.refused) {
        ui_note(ui, row, _("a whole number is needed here"));
        return false;
    }
    const int64_t wanted = act.typed ? act.number : (int64_t)*value + act.change;
    if (wanted == *value) {
        return false;
    }
    const int64_t kept = wanted < least && !act.typed ? least
                         : wanted > PS_AXIS_LIMIT     ? PS_AXIS_LIMIT
                                                      : wanted;
    const bool changed = kept != *value;
    *value = (int)(kept < -1 ? -1 : kept);
    return changed;
}

/* One of both axes, which are one number, or of one (axis below PS_AXES). */
static void axis_row(const Settings *settings, int i, int axis) {
    const AxisSetting *setting = &axis_settings[i];
    PsLayer layer = settings->layer;
    int *pair = axis_setting_values(&layer, setting);
    const bool both = axis < PS_AXES;
    const bool square = needs[i] == NEED_WINDOW || needs[i] == NEED_OUTPUT_SIZE;
    int *value = &pair[both ? axis : PS_HEIGHT];
    char text[32];
    snprintf(text, sizeof text, both || !square ? "%d" : "%d × %d", *value, *value);
    const AxisAct act = axis_setting_row(settings->column, setting, axis, text, false);
    if (!stepped(settings->column->context->ui, act.stepper, act.row, value, setting->least)) {
        return;
    }
    if (!both) {
        pair[PS_WIDTH] = pair[PS_HEIGHT];
    }
    /* A pool's stride goes on with its kernel as long as they are the same. */
    const bool follows = ps_layer_info(layer.kind)->pooling && setting->offset == offsetof(PsLayer, kernel) &&
                         memcmp(settings->layer.kernel, settings->layer.stride, sizeof layer.stride) == 0;
    if (follows) {
        memcpy(layer.stride, layer.kernel, sizeof layer.stride);
    }
    change(settings, &layer, act.row);
}

/* Settings of one number. */
static const struct {
    size_t offset;
    int least;
    const char *label, *increase, *decrease, *tooltip;
} plain_settings[] = {
    {offsetof(PsLayer, channels), 0, N_("Channels"), N_("Increase channels"), N_("Decrease channels"),
     N_("Channels that come out; 0: as many as come in")},
    {offsetof(PsLayer, groups), 1, N_("Groups"), N_("Increase groups"), N_("Decrease groups"),
     N_("Channels are convolved in so many groups")},
};
enum { PLAIN_SETTINGS = sizeof plain_settings / sizeof plain_settings[0] };

static void plain_row(const Settings *settings, int i) {
    PsLayer layer = settings->layer;
    int *value = (int *)(void *)((char *)&layer + plain_settings[i].offset);
    char text[32];
    snprintf(text, sizeof text, "%d", *value);
    const StepperSpec spec = {.row = inspector_row(settings->column, 32),
                              .label = plain_settings[i].label,
                              .increase = plain_settings[i].increase,
                              .decrease = plain_settings[i].decrease,
                              .value = text,
                              .typing = true,
                              .tooltip = _(plain_settings[i].tooltip)};
    Ui *ui = settings->column->context->ui;
    if (stepped(ui, ui_stepper(ui, &spec), spec.row, value, plain_settings[i].least)) {
        change(settings, &layer, spec.row);
    }
}

static void switch_row(const Settings *settings, const char *label, const char *tooltip,
                       const PsLayer *changed, bool on) {
    const Rect row = inspector_row(settings->column, 32);
    if (ui_switch(settings->column->context->ui, row, label, tooltip, false, &on)) {
        change(settings, changed, row);
    }
}

static void switch_rows(const Settings *settings) {
    const PsLayerInfo *info = ps_layer_info(settings->layer.kind);
    if (info->window) {
        PsLayer layer = settings->layer;
        layer.same = !layer.same;
        layer.ceil_mode = layer.ceil_mode && !layer.same;
        if (layer.same) {
            layer.padding[PS_HEIGHT] = layer.padding[PS_WIDTH] = 0;
        }
        switch_row(settings, N_("Pad as SAME"), _("Pads as TensorFlow does, by the size that comes in"),
                   &layer, settings->layer.same);
    }
    if (info->pooling && !settings->layer.same) {
        PsLayer layer = settings->layer;
        layer.ceil_mode = !layer.ceil_mode;
        switch_row(settings, N_("Ceil mode"), _("A last window may hang over the edge (ceil_mode)"), &layer,
                   settings->layer.ceil_mode);
    }
    if (info->weights) {
        PsLayer layer = settings->layer;
        layer.bias = !layer.bias;
        switch_row(settings, info->channels ? N_("Bias") : N_("Scale and shift"),
                   info->channels ? _("One more learned number for each channel")
                                  : _("Two learned numbers for each channel (affine)"),
                   &layer, settings->layer.bias);
    }
}

static void link_row(const Settings *settings, bool both) {
    FieldStageView *view = settings->column->context->view;
    bool linked = !both;
    Rect row;
    if (!axis_link_row(settings->column, &linked, &row)) {
        return;
    }
    view->unlinked = !linked;
    if (linked && !axes_agree(&settings->layer)) {
        PsLayer layer = settings->layer;
        axis_settings_link(&layer, axis_settings, AXIS_SETTINGS);
        change(settings, &layer, row);
    }
}

/* Two buttons side by side. */
static void button_row(const Settings *settings, const char *const labels[2], const char *const tooltips[2],
                       const bool disabled[2], bool pressed[2]) {
    Ui *ui = settings->column->context->ui;
    const Rect row = inspector_row(settings->column, 28);
    const float width = (row.w - ui_px(ui, 8)) / 2;
    for (int i = 0; i < 2; i++) {
        const ButtonSpec spec = {.rect = {row.x + (float)i * (width + ui_px(ui, 8)), row.y, width, row.h},
                                 .label = labels[i],
                                 .tooltip = tooltips[i],
                                 .disabled = disabled[i]};
        pressed[i] = ui_button(ui, &spec);
    }
    inspector_skip(settings->column, 6);
}

/* As the list and the picture have it: up is deeper. */
static void move_row(const Settings *settings, Rect origin) {
    const StageContext *context = settings->column->context;
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    const int row = (int)context->scope.step - 1;
    const int to[] = {field_edit_neighbour(stack, row, 1), field_edit_neighbour(stack, row, -1)};
    bool pressed[2];
    button_row(settings, (const char *const[]){N_("Move up"), N_("Move down")},
               (const char *const[]){_("One place deeper (Ctrl+Up on its row)"),
                                     _("One place nearer to the input (Ctrl+Down on its row)")},
               (const bool[]){to[0] < 0, to[1] < 0}, pressed);
    for (int i = 0; i < 2; i++) {
        if (pressed[i] && to[i] >= 0) {
            (void)field_edit_move(context, row, to[i], origin);
            context->requests->step = field_edit_moved(stack, row, to[i]) + 1;
        }
    }
}

static void action_rows(const Settings *settings) {
    const StageContext *context = settings->column->context;
    FieldStageView *view = context->view;
    bool pressed[2];
    const Rect origin = {settings->column->rect.x, settings->column->y, settings->column->rect.w, 1};
    inspector_skip(settings->column, 4);
    button_row(
        settings, (const char *const[]){N_("Duplicate layer"), N_("Remove layer")},
        (const char *const[]){_("The same once more behind it"), _("Take it away (Delete on its row)")},
        (const bool[]){false, false}, pressed);
    if (pressed[0]) {
        field_edit_duplicate(context, settings->node, origin);
    }
    if (pressed[1]) {
        view->editing = false;
        field_edit_remove(context, settings->node, origin);
    }
    move_row(settings, origin);
}

static const PsLayerKind kinds[] = {
    PS_LAYER_CONV,         PS_LAYER_DEPTHWISE,    PS_LAYER_MAX_POOL, PS_LAYER_AVG_POOL, PS_LAYER_LP_POOL,
    PS_LAYER_ADAPTIVE_AVG, PS_LAYER_ADAPTIVE_MAX, PS_LAYER_GAP,      PS_LAYER_LINEAR,   PS_LAYER_UPSAMPLE,
    PS_LAYER_RELU,         PS_LAYER_BATCH_NORM,   PS_LAYER_IDENTITY,
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

/* A layer of another kind, with what both kinds have. */
static PsLayer turned_into(const PsLayer *layer, PsLayerKind kind) {
    PsLayer turned = field_edit_fresh(kind);
    const PsLayerInfo *before = ps_layer_info(layer->kind);
    const PsLayerInfo *info = ps_layer_info(kind);
    /* An unknown layer has its class in the place of a name. */
    if (before->family != PS_FAMILY_UNKNOWN) {
        memcpy(turned.name, layer->name, sizeof turned.name);
    }
    if (before->window && info->window) {
        memcpy(turned.kernel, layer->kernel, sizeof turned.kernel);
        memcpy(turned.stride, layer->stride, sizeof turned.stride);
        memcpy(turned.padding, layer->padding, sizeof turned.padding);
        turned.same = layer->same;
        turned.ceil_mode = layer->ceil_mode && info->pooling;
    }
    if (before->dilation && info->dilation) {
        memcpy(turned.dilation, layer->dilation, sizeof turned.dilation);
    }
    if (before->channels && info->channels) {
        turned.channels = layer->channels;
        turned.bias = layer->bias;
    }
    return turned;
}

static void kind_row(const Settings *settings) {
    const char *items[KINDS];
    int selected = -1;
    for (int i = 0; i < KINDS; i++) {
        items[i] = field_kind_name(kinds[i]);
        selected = kinds[i] == settings->layer.kind ? i : selected;
    }
    const PsLayerKind kind = settings->layer.kind;
    if (selected < 0 && kind != PS_LAYER_UNKNOWN) {
        return;
    }
    const int chosen = inspector_menu(settings->column, N_("Layer type"), _("What the layer does"),
                                      _(field_kind_name(kind)), items, KINDS, selected);
    if (chosen >= 0 && chosen != selected) {
        const PsLayer turned = turned_into(&settings->layer, kinds[chosen]);
        change(settings, &turned, settings->column->rect);
    }
}

void field_settings(InspectorColumn *column) {
    const StageContext *context = column->context;
    const FieldStageView *view = context->view;
    const FollowedStack *stack = &context->scope.facts->stacks.main;
    const int node = stack->rows[context->scope.step - 1];
    const Settings settings = {column, node, *stack->plan.nodes[node].layer};
    const PsLayerInfo *info = ps_layer_info(settings.layer.kind);
    const bool both = view->unlinked || !axes_agree(&settings.layer);
    const bool pairs = info->window || info->output_size || settings.layer.kind == PS_LAYER_UPSAMPLE;
    kind_row(&settings);
    for (int i = 0; i < AXIS_SETTINGS; i++) {
        const int end = takes(&settings.layer, needs[i]) ? both ? PS_AXES : PS_AXES + 1 : 0;
        for (int axis = both ? 0 : PS_AXES; axis < end; axis++) {
            axis_row(&settings, i, axis);
        }
    }
    for (int i = 0; i < PLAIN_SETTINGS; i++) {
        const bool channels = i == 0 && info->channels;
        if (channels || (i == 1 && settings.layer.kind == PS_LAYER_CONV)) {
            plain_row(&settings, i);
        }
    }
    if (pairs) {
        link_row(&settings, both);
    }
    switch_rows(&settings);
    action_rows(&settings);
    inspector_skip(column, 4);
}
