/* The frame of the window: where its parts lie, the inspector's panel, notices.
 *
 * The parts themselves are top_bar.c, transport.c, document_menu.c and keys_dialog.c; what an inspector holds
 * is its stage's. Widths are judged in units, so that a large text gives way as a narrow window does.
 */
#include "app/chrome/chrome.h"

#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

/* Widths, in units, at which something gives way. */
enum { TABS_WIDTH = 1000, INSPECTOR_WIDTH = 836, TRANSPORT_WIDTH = 640, LOOP_WIDTH = 900 };

ChromeLayout chrome_layout(const App *app) {
    const float u = app_unit(app);
    const float w = (float)app->width;
    const float h = (float)app->height;
    ChromeLayout layout = {.unit = u};
    if (app->presenter) {
        const float strip = roundf(h * 128 / 1080);
        layout.transport = (Rect){0, h - strip, w, strip};
        layout.stage = (Rect){0, 0, w, h - strip};
        layout.narrow_transport = true;
        return layout;
    }
    layout.tabs_as_menu = w < TABS_WIDTH * u;
    const bool inspector = stages[app->stage]->inspector != NULL;
    layout.inspector_as_drawer = inspector && (w < INSPECTOR_WIDTH * u || stages[app->stage]->in_drawer);
    layout.options_button = layout.inspector_as_drawer && !stages[app->stage]->in_drawer;
    layout.short_transport = w < TRANSPORT_WIDTH * u;
    layout.narrow_transport = w < LOOP_WIDTH * u;
    const float top = roundf(48 * u);
    const float bottom = roundf(72 * u);
    const float side = roundf(264 * u);
    layout.top = (Rect){0, 0, w, top};
    layout.transport = (Rect){0, h - bottom, w, bottom};
    layout.inspector = (Rect){w - side, top, inspector ? side : 0, h - top - bottom};
    layout.stage = (Rect){0, top, layout.inspector_as_drawer || !inspector ? w : w - side, h - top - bottom};
    return layout;
}

int chrome_presenter_least(const App *app) {
    return (app->height + 39) / 40;
}

void chrome_inspector(App *app, const ChromeLayout *layout, const StageContext *context) {
    Ui *ui = &app->ui;
    Rect panel = layout->inspector;
    if (!stages[app->stage]->inspector || (layout->inspector_as_drawer && !app->drawer)) {
        return;
    }
    const CanvasLayer layer = layout->inspector_as_drawer ? CANVAS_LAYER_DRAWER : CANVAS_LAYER_BARS;
    panel.x = fmaxf(0, panel.x);
    const CanvasLayer before = ui_layer_begin(ui, layer, panel, false);
    canvas_fill(ui->canvas, panel, 0, ui->theme->panel);
    canvas_fill(ui->canvas, (Rect){panel.x, panel.y, ui_hairline(ui), panel.h}, 0, ui->theme->line);
    ui_report(ui, UI_ROLE_PANEL, N_("Inspector"), "", panel, true, false);
    const char *scroll = N_("Scroll the inspector");
    const Point origin = ui_scroll_begin(ui, scroll, panel);
    const float pad = ui_px(ui, 20);
    const Rect column = {origin.x + pad, origin.y, panel.w - 2 * pad, 0};
    const float height = stages[app->stage]->inspector(context, column);
    ui_scroll_end(ui, scroll, panel.w, height);
    if (layout->inspector_as_drawer && !ui_modal_above(ui, layer) && ui_key_anywhere(ui, UI_KEY_ESCAPE, 0)) {
        app->drawer = false;
    }
    ui_layer_end(ui, before);
}

/* The buttons at the right end of a notice, as far as they stand there. */
static const struct {
    const char *label, *tooltip;
} notice_buttons[] = {
    {N_("Start fresh"), N_("Begin with the tutorial's map again; Undo brings this one back")},
    {N_("Open the other session"), N_("What another window left; this one is then offered instead")},
    {N_("Undo"), N_("Take it back (Ctrl+Z)")}};
enum { NOTICE_BUTTONS = sizeof notice_buttons / sizeof notice_buttons[0] };

/* Undo is offered as long as nothing else was done. */
static bool notice_has(const App *app, int button) {
    const bool last = app->undoable != 0 && ps_history_last_group(&app->history) == app->undoable;
    return button == 0 ? app->recovered : button == 1 ? app->offering : last;
}

/* What a button's press asks for. */
static bool *notice_request(App *app, int button) {
    return button == 0 ? &app->requests.start_fresh : button == 1 ? &app->exchange : &app->requests.undo;
}

static float notice_button_width(const Ui *ui, int button) {
    const char *label = _(notice_buttons[button].label);
    return canvas_text_width(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), label) + ui_px(ui, 20);
}

static float notice_buttons_width(const App *app) {
    float width = 0;
    for (int i = 0; i < NOTICE_BUTTONS; i++) {
        width += notice_has(app, i) ? notice_button_width(&app->ui, i) + ui_px(&app->ui, 12) : 0;
    }
    return width;
}

/* Over everything, but under a dialog that has been opened since. */
static CanvasLayer notice_layer(const App *app) {
    const int dialogs = app_dialogs(app);
    const bool since = dialogs != 0 && app->notice_in != dialogs;
    return since ? CANVAS_LAYER_DRAWER : CANVAS_LAYER_TOOLTIP;
}

/* Until one is pressed or a press goes elsewhere. */
static void draw_notice_buttons(App *app, CanvasLayer layer, Rect box) {
    Ui *ui = &app->ui;
    const CanvasLayer before = ui_layer_begin(ui, layer, box, false);
    const float inset = ui_px(ui, 4);
    const float height = fminf(box.h - 2 * inset, ui_px(ui, 28));
    float right = box.x + box.w - inset;
    bool pressed = ui->event.kind == UI_EVENT_DOWN && !rect_contains(box, ui->event.x, ui->event.y);
    for (int i = 0; i < NOTICE_BUTTONS; i++) {
        if (!notice_has(app, i)) {
            continue;
        }
        const float width = notice_button_width(ui, i);
        const ButtonSpec spec = {.rect = {right - width, box.y + (box.h - height) / 2, width, height},
                                 .label = notice_buttons[i].label,
                                 .tooltip = _(notice_buttons[i].tooltip)};
        bool *request = notice_request(app, i);
        const bool button = ui_button(ui, &spec);
        *request = *request || button;
        pressed = pressed || button;
        right -= width + ui_px(ui, 4);
    }
    if (pressed) {
        app->notice[0] = '\0';
        app->recovered = app->offering = false;
        app->undoable = 0;
        ui->changed = true;
    }
    ui_layer_end(ui, before);
}

void chrome_notice(App *app, const ChromeLayout *layout) {
    Ui *ui = &app->ui;
    if (!app->notice[0]) {
        return;
    }
    Font font = ui_font(ui, FONT_MEDIUM, 13);
    if (app->presenter && font.size < chrome_presenter_least(app)) {
        font.size = chrome_presenter_least(app);
    }
    char sentence[UI_NOTE_SIZE];
    ui_sentence(sentence, sizeof sentence, app->notice);
    const float pad = ui_px(ui, 12);
    const float line = (float)font.size * 1.5F;
    const float beside = notice_buttons_width(app);
    const bool has_buttons = beside > 0;
    const float room = fmaxf(ui_px(ui, 80), fminf(layout->stage.w - 4 * pad - beside, 43 * (float)font.size));
    const float width = fminf(room, canvas_text_width(ui->canvas, font, sentence));
    const int lines = canvas_paragraph(ui->canvas, font, (Rect){0, 0, width, 0}, line, 0, sentence, false);
    const float height = line * (float)lines + pad;
    /* Low enough that its button is over nothing of a stage at text size 100 %. */
    const float foot = has_buttons ? ui_px(ui, 4) : pad;
    const Rect box = {layout->stage.x + (layout->stage.w - width - beside) / 2 - pad,
                      layout->stage.y + layout->stage.h - height - foot, width + beside + 2 * pad, height};
    canvas_push_whole(ui->canvas);
    const CanvasLayer layer = notice_layer(app);
    const CanvasLayer before = canvas_set_layer(ui->canvas, layer);
    canvas_fill(ui->canvas, box, ui_px(ui, 8), ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(box, ui_hairline(ui)), ui_px(ui, 7), ui->theme->raised);
    canvas_paragraph(ui->canvas, font, (Rect){box.x + pad, box.y + pad / 2 + line / 2, width + 1, 0}, line,
                     ui->theme->text, sentence, true);
    ui_report_name(ui, UI_ROLE_TOOLTIP, app->notice, "", box, true, false);
    canvas_set_layer(ui->canvas, before);
    canvas_pop_clip(ui->canvas);
    if (has_buttons) {
        draw_notice_buttons(app, layer, box);
    }
}
