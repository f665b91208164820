/* Puts the parts together: what is painted in what order, the tabs, and the sentence about it.
 */
#include "app/stages/size/stage.h"

#include "app/stages/size/axis.h"
#include "app/stages/size/band.h"
#include "app/stages/size/card.h"
#include "app/stages/size/chain.h"
#include "app/stages/size/example.h"
#include "app/stages/size/frame.h"
#include "app/stages/size/inspector.h"
#include "app/stages/size/outputs.h"
#include "app/stages/size/pointing.h"
#include "app/stages/size/ruler.h"
#include "app/stages/size/table.h"
#include "app/stages/size/words.h"
#include "app/words.h"
#include "core/scene_settings.h"

#include <stdio.h>

static int64_t steps(const PsScene *scene, const Facts *facts) {
    const int64_t map[PS_AXES] = {scene->input.height, scene->input.width};
    (void)facts;
    return ps_size_steps(&scene->size, &scene->pool, map);
}

static void write_title(const StageScope *scope, const SizeFrame *frame, char *text, size_t size) {
    const PsSize *settings = &scope->scene->size;
    if (!frame->chain) {
        snprintf(text, size, "%s", _("How many windows fit?"));
    } else if (settings->chain == PS_CHAIN_THIS) {
        snprintf(text, size, _("%d again and again"), settings->chain_from);
    } else {
        snprintf(text, size, _("%s, from %d"), _(size_chain_name(settings->chain)), settings->chain_from);
    }
}

/* What is pointed at, else what the picture says. */
static void write_caption(const StageScope *scope, const SizeFrame *frame, char *text, size_t size) {
    size_words_pointed(scope, frame, PS_NUMBER_SCREEN, text, size);
    if (text[0] == '\0') {
        snprintf(
            text, size, "%s",
            frame->chain ? _("Each square is a map; what is between two of them is one layer.")
            : frame->axis.bins > 0
                ? _("The windows share the axis evenly; their number is what was asked for.")
                : _("The first window, then steps of one stride. Cells left at the end are never read."));
    }
}

static void paint_head(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    const SizeLayout *layout = &frame->layout;
    char text[256];
    write_title(scope, frame, text, sizeof text);
    const Font title = size_fit(scope, size_font(layout, FONT_SEMIBOLD, 20), text, layout->title.w);
    canvas_text(pen->canvas, title, layout->title.x, layout->title.y + layout->title.h / 2, pen->theme->text,
                text);
    const float width = size_text_width(scope, title, text);
    pen_report_text(pen, text, "", (Rect){layout->title.x, layout->title.y, width, layout->title.h});
    write_caption(scope, frame, text, sizeof text);
    const Font caption = size_fit(scope, size_font(layout, FONT_REGULAR, 13), text, layout->caption.w);
    canvas_text(pen->canvas, caption, layout->caption.x, layout->caption.y + layout->caption.h / 2,
                pen->theme->muted, text);
    pen_report_text(pen, N_("Caption"), text, layout->caption);
}

static void draw(const StageScope *scope, const void *memory) {
    const SizeFrame *frame = memory;
    const Pen *pen = &scope->pen;
    paint_head(scope, frame, pen);
    if (frame->chain) {
        size_chain_paint(scope, frame, pen);
        return;
    }
    size_band_paint(scope, frame, pen);
    size_axis_paint(scope, frame, pen);
    size_outputs_paint(scope, frame, pen);
    size_ruler_paint(scope, frame, pen);
    size_card_paint(scope, frame, pen);
}

/* The tab that is shown, the last one told of, has nothing to press: "Chain" is the menu in the inspector. */
static void leave_name_to_menu(Ui *ui) {
    if (ui->tree.count > 0) {
        ui->tree.entries[ui->tree.count - 1].pressable = false;
    }
}

/* As large as the picture, which grows with its room. */
static void run_tabs(const StageContext *context, const SizeFrame *frame) {
    SizeView *view = context->view;
    Ui *ui = context->ui;
    const float unit = ui->unit;
    int selected = view->chain;
    const Segment segments[] = {{N_("One axis"), ICON_NONE, 0}, {N_("Chain"), ICON_NONE, 0}};
    const SegmentedSpec spec = {.rect = frame->layout.tabs,
                                .label = N_("View"),
                                .tooltip = _("One axis, or a size through layer after layer"),
                                .segments = segments,
                                .count = 2};
    ui->unit = frame->layout.unit;
    const bool changed = ui_segmented(ui, &spec, &selected);
    if (view->chain) {
        leave_name_to_menu(ui);
    }
    if (changed) {
        view->chain = selected == 1;
        ui->changed = true;
    }
    ui->unit = unit;
}

/* On a scene without settings for this stage: numbers that all differ. */
static void run_offer(const StageContext *context, const SizeFrame *frame) {
    Ui *ui = context->ui;
    const SizeLayout *layout = &frame->layout;
    const float width = size_px(layout, 116);
    const Rect rect = {layout->content.x + layout->content.w - width, layout->tabs.y, width, layout->tabs.h};
    const bool fits = layout->title.w >= size_px(layout, 260) + width;
    if (frame->chain || context->scope.presenter || !fits ||
        !ps_settings_are_standard(context->scope.scene, PS_STAGE_SIZE)) {
        return;
    }
    const float unit = ui->unit;
    const ButtonSpec spec = {.rect = rect,
                             .label = N_("Try 12, 3, 2"),
                             .tooltip = _("12 cells, windows of 3, stride 2: every number differs, and one "
                                          "cell is left")};
    ui->unit = layout->unit;
    if (ui_button(ui, &spec)) {
        size_example_use(context, 0, rect);
    }
    ui->unit = unit;
}

static void controls(const StageContext *context) {
    const SizeFrame *frame = context->frame;
    run_tabs(context, frame);
    run_offer(context, frame);
    size_pointing(context, frame);
    size_table(context, frame);
}

static float inspector(const StageContext *context, Rect column) {
    return size_inspector(context, context->frame, column);
}

static void still(void *view) {
    SizeView *kept = view;
    kept->pointed = (SizePoint){SIZE_NOTHING, 0};
    kept->table = false;
}

static void narrate(const StageScope *scope, const void *memory, PsNumberForm form, char *text, size_t size) {
    const SizeFrame *frame = memory;
    if (frame->chain) {
        size_words_chain(frame, &scope->scene->size, text, size);
    } else {
        size_words_step(scope, frame, form, text, size);
    }
}

const Stage size_stage = {
    .key = "size",
    .title = N_("Output size"),
    .view_size = sizeof(SizeView),
    .needs = 0,
    .steps = steps,
    .least_size = size_least_size,
    .frame_size = sizeof(SizeFrame),
    .frame = size_frame,
    .draw = draw,
    .controls = controls,
    .still = still,
    .inspector = inspector,
    .narrate = narrate,
};
