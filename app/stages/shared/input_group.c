/* Rows of an inspector; each change is one edit. */
#include "app/stages/shared/input_group.h"

#include "app/stages/shared/input_size.h"
#include "app/stages/shared/stage_controls.h"
#include "app/words.h"

#include <math.h>

static const char *const size_words[PS_AXES][3] = {
    {N_("Input height"), N_("Increase input height"), N_("Decrease input height")},
    {N_("Input width"), N_("Increase input width"), N_("Decrease input width")}};

static StepperAct size_stepper(Ui *ui, Rect row, int axis, int side) {
    char text[32];
    snprintf(text, sizeof text, "%d", side);
    const StepperSpec spec = {.row = row,
                              .label = size_words[axis][0],
                              .increase = size_words[axis][1],
                              .decrease = size_words[axis][2],
                              .value = text,
                              .typing = true,
                              .tooltip = _("1 to 4096; cells kept keep their values, new ones are 0")};
    return ui_stepper(ui, &spec);
}

static void size_row(InspectorColumn *column, int axis) {
    const StageContext *context = column->context;
    const Rect row = inspector_row(column, 32);
    InputSize size = {context->scope.scene->input.height, context->scope.scene->input.width};
    int *side = axis == PS_HEIGHT ? &size.height : &size.width;
    const int before = *side;
    const StepperAct act = size_stepper(context->ui, row, axis, before);
    const int64_t wanted = act.typed ? act.number : before + act.change;
    /* What is no side at all is refused as 0 is. */
    *side = act.refused || wanted < 0 || wanted > INT16_MAX ? 0 : (int)wanted;
    if (*side != before) {
        input_size_request(context, size, 0, row);
    }
}

static const char *const patterns[PS_PATTERN_COUNT] = {N_("Tutorial"), N_("Ramp"),  N_("Checker"), N_("Blob"),
                                                       N_("Edge"),     N_("Noise"), N_("Own"),     N_("Own")};

/* The tutorial's map is 4 x 4, and brings its size along. */
static void request_pattern(const StageContext *context, PsPattern pattern, uint32_t seed, Rect origin) {
    const bool tutorial = pattern == PS_PATTERN_TUTORIAL;
    const int height = tutorial ? 4 : context->scope.scene->input.height;
    const int width = tutorial ? 4 : context->scope.scene->input.width;
    PsMap map = {0};
    PsError error = {0};
    const int channels = tutorial ? 1 : context->scope.scene->input.channels;
    if (ps_map_init(&map, channels, height, width, &error) != PS_OK) {
        stage_refuse(context->ui, origin, &error);
        return;
    }
    ps_map_fill_pattern(&map, pattern, seed);
    PsEdit edit = ps_edit_input(&map, (PsSource){pattern, seed});
    stage_request(context, &edit, 0, origin, NULL);
}

static Rect menu_rect(const Ui *ui, Rect row) {
    const float width = ui_px(ui, 112);
    return (Rect){row.x + row.w - width, row.y + ui_px(ui, 2), width, ui_px(ui, 28)};
}

static int pattern_menu(Ui *ui, Rect row, PsPattern pattern) {
    const char *items[PS_PATTERN_COUNT];
    for (int i = 0; i < PS_PATTERN_COUNT; i++) {
        items[i] = patterns[i];
    }
    const MenuSpec menu = {.rect = menu_rect(ui, row),
                           .label = N_("Pattern"),
                           .tooltip = _("Fill the map"),
                           .value = _(items[pattern]),
                           .items = items,
                           .count = PS_PATTERN_OWN,
                           .selected = pattern >= PS_PATTERN_OWN ? -1 : (int)pattern};
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), row.x, row.y + row.h / 2, ALIGN_LEFT,
                        row.w - ui_px(ui, 116), ui->theme->text, _("Pattern"));
    return ui_menu(ui, &menu);
}

static void pattern_rows(InspectorColumn *column) {
    const StageContext *context = column->context;
    PsSource source = context->scope.scene->source;
    Rect row = inspector_row(column, 32);
    const int chosen = pattern_menu(context->ui, row, source.pattern);
    if (chosen >= 0 && (PsPattern)chosen != source.pattern) {
        request_pattern(context, (PsPattern)chosen, source.seed, menu_rect(context->ui, row));
    }
    if (source.pattern != PS_PATTERN_NOISE) {
        return;
    }
    row = inspector_row(column, 32);
    const SeedLabels labels = {N_("Seed"), N_("Increase seed"), N_("Decrease seed")};
    if (stage_seed(context, row, labels, _("The same seed gives the same noise"), &source.seed)) {
        request_pattern(context, PS_PATTERN_NOISE, source.seed, row);
    }
}

/* An endless exercise: a fresh map of the same size, everything covered, the first window ahead. */
static void new_numbers(const InspectorColumn *column, Rect rect) {
    const StageContext *context = column->context;
    const PsSource source = context->scope.scene->source;
    const ButtonSpec spec = {
        .rect = rect,
        .label = N_("New numbers"),
        .tooltip = _("A fresh map of this size, its answers covered again where they are hidden")};
    if (ui_button(context->ui, &spec)) {
        const uint32_t seed = source.pattern == PS_PATTERN_NOISE ? source.seed + 1 : source.seed;
        request_pattern(context, PS_PATTERN_NOISE, seed, spec.rect);
        context->requests->cover = true;
        context->requests->step = 1;
    }
}

void input_group(InspectorColumn *column) {
    Ui *ui = column->context->ui;
    ui_label(ui, inspector_row(column, 16), ui_font(ui, FONT_MEDIUM, 12), ui->theme->muted, ALIGN_LEFT,
             N_("Input"));
    inspector_skip(column, 6);
    size_row(column, PS_HEIGHT);
    size_row(column, PS_WIDTH);
    pattern_rows(column);
    inspector_skip(column, 6);
    const Rect row = inspector_row(column, 28);
    const float half = floorf((row.w - ui_px(ui, 8)) / 2);
    new_numbers(column, (Rect){row.x, row.y, half, row.h});
    inspector_reset(column, (Rect){row.x + row.w - half, row.y, half, row.h});
}
