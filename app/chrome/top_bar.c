/* The top bar: logo, stages as tabs or as a menu, the document's name, and buttons of commands.
 *
 * What gives way when the window is narrow: first the buttons, into the document's menu, then the tabs.
 * Drawing order is Tab order, from left to right.
 */
#include "app/chrome/top_bar.h"

#include "app/chrome/document_menu.h"
#include "app/commands.h"
#include "app/ui/controls.h"
#include "app/words.h"

#include <math.h>

/* The menu's width, in units. */
enum { STAGE_MENU = 140 };

static void draw_logo(Ui *ui, float x, float y) {
    const Rect frame = {x, y - ui_px(ui, 11), ui_px(ui, 22), ui_px(ui, 22)};
    canvas_stroke(ui->canvas, frame, ui_px(ui, 5), ui_px(ui, 2), 0, ui->theme->muted);
    canvas_fill(ui->canvas, (Rect){frame.x, frame.y, ui_px(ui, 12), ui_px(ui, 12)}, ui_px(ui, 4),
                ui->theme->window);
}

/* The logo and the name beside it lead to the start page; Tab goes there by Examples. */
static void logo_button(App *app, Rect rect) {
    Ui *ui = &app->ui;
    char tip[COMMAND_TEXT_SIZE];
    const UiAct act = ui_interact(ui, ui_id("Poolscope"), rect, UI_KEEPS_FOCUS);
    ui_tooltip(ui, act, rect, command_tooltip(COMMAND_EXAMPLES, NULL, tip));
    ui_report_text(ui, "Poolscope", "", rect);
    if (act.clicked) {
        command_run(app, COMMAND_EXAMPLES);
    }
}

/* The buttons from the right end leftwards, widths in units. To add one: a member and a row here. */
enum {
    TOP_KEYS,
    TOP_SETTINGS,
    TOP_EXAMPLES,
    TOP_EXPORT,
    TOP_SAVE,
    TOP_OPEN,
    TOP_FILE,
    TOP_OPTIONS,
    TOP_COUNT
};

static const struct {
    CommandId command;
    const char *text; /* on it; null: the command's title */
    float width;
    Icon icon; /* in the place of text */
} top_buttons[TOP_COUNT] = {
    [TOP_KEYS] = {COMMAND_KEYS, "?", 28, ICON_NONE},
    [TOP_SETTINGS] = {COMMAND_SETTINGS, NULL, 28, ICON_GEAR},
    [TOP_EXPORT] = {COMMAND_EXPORT, NULL, 64, ICON_NONE},
    [TOP_SAVE] = {COMMAND_SAVE, NULL, 56, ICON_NONE},
    [TOP_OPEN] = {COMMAND_OPEN, NULL, 56, ICON_NONE},
    [TOP_EXAMPLES] = {COMMAND_EXAMPLES, NULL, 80, ICON_NONE},
    [TOP_FILE] = {COMMAND_COUNT, NULL, 68,
                  ICON_NONE}, /* the document's menu, in the place of the four above */
    [TOP_OPTIONS] = {COMMAND_OPTIONS, NULL, 72, ICON_NONE}};

static bool top_shown(const ChromeLayout *layout, int button, bool compact) {
    if (button == TOP_OPTIONS) {
        return layout->options_button;
    }
    return button == TOP_KEYS || button == TOP_SETTINGS || (button == TOP_FILE) == compact;
}

/* Where a button begins; of one that is not shown, where the ones at its right do. */
static float top_left(const Ui *ui, const ChromeLayout *layout, int button, bool compact) {
    float x = layout->top.w - ui_px(ui, 8);
    for (int i = 0; i <= button; i++) {
        x -= top_shown(layout, i, compact) ? ui_px(ui, top_buttons[i].width) + ui_px(ui, 8) : 0;
    }
    return x;
}

/* In drawing and Tab order from left to right. */
static void right_buttons(App *app, const ChromeLayout *layout, bool compact) {
    Ui *ui = &app->ui;
    const float height = ui_px(ui, 28);
    const float y = layout->top.y + (layout->top.h - height) / 2;
    for (int i = TOP_COUNT - 1; i >= 0; i--) {
        const Rect rect = {top_left(ui, layout, i, compact), y, ui_px(ui, top_buttons[i].width), height};
        if (!top_shown(layout, i, compact)) {
            continue;
        }
        if (i == TOP_FILE) {
            chrome_document_menu(app, rect, true);
            continue;
        }
        char tip[COMMAND_TEXT_SIZE];
        const CommandId command = top_buttons[i].command;
        const ButtonSpec spec = {.rect = rect,
                                 .label = commands[command].title,
                                 .text = top_buttons[i].text,
                                 .icon = top_buttons[i].icon,
                                 .tooltip = command_tooltip(command, NULL, tip)};
        if (ui_button(ui, &spec)) {
            command_run(app, command);
        }
    }
}

static float tab_width(const Ui *ui, int stage) {
    const Font font = ui_font(ui, FONT_MEDIUM, 13);
    return canvas_text_width(ui->canvas, font, _(stages[stage]->title)) + ui_px(ui, 24);
}

static void stage_tabs(App *app, const ChromeLayout *layout, float x) {
    Ui *ui = &app->ui;
    const Theme *theme = ui->theme;
    const UiId id = ui_id("stages");
    const UiAct own = ui_interact(ui, id, (Rect){0}, UI_STOP | UI_NO_RING);
    int chosen = app->stage;
    chosen += ui_key(ui, id, UI_KEY_RIGHT, 0) - ui_key(ui, id, UI_KEY_LEFT, 0);
    chosen = chosen < 0 ? 0 : chosen >= STAGE_COUNT ? STAGE_COUNT - 1 : chosen;
    for (int i = 0; i < STAGE_COUNT; i++) {
        const char *title = _(stages[i]->title);
        const Font font = ui_font(ui, FONT_MEDIUM, 13);
        const float width = tab_width(ui, i);
        const Rect rect = {x, layout->top.y + ui_px(ui, 10), width, ui_px(ui, 28)};
        const UiAct act = ui_interact(ui, ui_id_number(id, i), rect, 0);
        chosen = act.clicked ? i : chosen;
        if (i == app->stage) {
            canvas_fill(ui->canvas, rect, ui_px(ui, 8), theme->raised);
            if (theme->hairline > 1) {
                canvas_stroke(ui->canvas, rect, ui_px(ui, 8), ui_hairline(ui), 0, theme->line);
            }
        }
        const Color ink = i == app->stage || act.hovered ? theme->text : theme->muted;
        canvas_text_aligned(ui->canvas, font, rect.x + rect.w / 2, rect.y + rect.h / 2, ALIGN_CENTRE, 0, ink,
                            title);
        char tip[COMMAND_TEXT_SIZE];
        const CommandId command = (CommandId)(COMMAND_STAGE + i);
        ui_tooltip(ui, act, rect, command_tooltip(command, stages[i]->title, tip));
        ui_report(ui, UI_ROLE_TAB, stages[i]->title, i == app->stage ? "selected" : "", rect, true,
                  own.focused && i == app->stage);
        if (own.focused && ui->ring && i == app->stage) {
            ui_ring(ui, rect, ui_px(ui, 8));
        }
        x += width + ui_px(ui, 4);
    }
    app->next_stage = chosen;
}

static void stage_menu(App *app, const ChromeLayout *layout, float x, float right) {
    Ui *ui = &app->ui;
    const char *items[STAGE_COUNT];
    for (int i = 0; i < STAGE_COUNT; i++) {
        items[i] = stages[i]->title;
    }
    const float width = fminf(ui_px(ui, STAGE_MENU), right - x);
    const MenuSpec spec = {.rect = {x, layout->top.y + ui_px(ui, 10), width, ui_px(ui, 28)},
                           .label = N_("Stage"),
                           .tooltip = _("Choose a stage"),
                           .value = _(items[app->stage]),
                           .items = items,
                           .count = STAGE_COUNT,
                           .selected = app->stage};
    const int chosen = ui_menu(ui, &spec);
    if (chosen >= 0) {
        app->next_stage = chosen;
    }
}

void chrome_top_bar(App *app, const ChromeLayout *layout) {
    Ui *ui = &app->ui;
    const Rect bar = layout->top;
    const CanvasLayer before = ui_layer_begin(ui, CANVAS_LAYER_BARS, bar, false);
    canvas_fill(ui->canvas, bar, 0, ui->theme->panel);
    canvas_fill(ui->canvas, (Rect){bar.x, bar.h - ui_hairline(ui), bar.w, ui_hairline(ui)}, 0,
                ui->theme->line);
    draw_logo(ui, ui_px(ui, 16), bar.h / 2);
    float x = ui_px(ui, 48);
    if (!layout->short_transport) {
        const Font font = ui_font(ui, FONT_SEMIBOLD, 15);
        const float width = canvas_text_width(ui->canvas, font, "Poolscope");
        canvas_text_aligned(ui->canvas, font, x, bar.h / 2, ALIGN_LEFT, 0, ui->theme->text, "Poolscope");
        x += width + ui_px(ui, 28);
    }
    logo_button(app, (Rect){ui_px(ui, 8), bar.h / 2 - ui_px(ui, 16), x - ui_px(ui, 24), ui_px(ui, 32)});
    /* The document's name is between stages and buttons. Without room for it its menu holds the buttons. */
    float end = x + ui_px(ui, STAGE_MENU);
    if (!layout->tabs_as_menu) {
        end = x;
        for (int i = 0; i < STAGE_COUNT; i++) {
            end += tab_width(ui, i) + ui_px(ui, 4);
        }
    }
    const float gap = ui_px(ui, 16);
    const bool compact =
        top_left(ui, layout, TOP_COUNT - 1, false) - ui_px(ui, 8) - end - gap < ui_px(ui, 72);
    const float left = top_left(ui, layout, TOP_COUNT - 1, compact) - ui_px(ui, 8);
    if (layout->tabs_as_menu) {
        stage_menu(app, layout, x, left);
    } else {
        stage_tabs(app, layout, x);
    }
    if (!compact) {
        const Rect room = {end + gap, bar.h / 2 - ui_px(ui, 14), left - end - gap, ui_px(ui, 28)};
        chrome_document_menu(app, room, false);
    }
    right_buttons(app, layout, compact);
    ui_layer_end(ui, before);
}
