#include "app/chrome/chrome.h"

#include "app/ui/scroll.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

/* Widths, in units, at which something gives way. */
enum { TABS_WIDTH = 1000, INSPECTOR_WIDTH = 836, TRANSPORT_WIDTH = 640 };
enum { STAGE_MENU = 140 };

static float hairline(const Ui *ui) {
    return fmaxf(1, ui_px(ui, ui->theme->hairline));
}

ChromeLayout chrome_layout(const App *app) {
    const float u = app_unit(app);
    const float w = (float)app->width;
    const float h = (float)app->height;
    ChromeLayout layout = {.unit = u};
    if (app->presenter) {
        const float strip = roundf(h * 128 / 1080);
        layout.transport = (Rect){0, h - strip, w, strip};
        layout.stage = (Rect){0, 0, w, h - strip};
        return layout;
    }
    layout.tabs_as_menu = w < TABS_WIDTH * u;
    const bool inspector = stages[app->stage]->inspector != NULL;
    layout.inspector_as_drawer = inspector && w < INSPECTOR_WIDTH * u;
    layout.short_transport = w < TRANSPORT_WIDTH * u;
    const float top = roundf(48 * u);
    const float bottom = roundf(72 * u);
    const float side = roundf(264 * u);
    layout.top = (Rect){0, 0, w, top};
    layout.transport = (Rect){0, h - bottom, w, bottom};
    layout.inspector = (Rect){w - side, top, inspector ? side : 0, h - top - bottom};
    layout.stage = (Rect){0, top, layout.inspector_as_drawer || !inspector ? w : w - side, h - top - bottom};
    return layout;
}

static void draw_logo(Ui *ui, float x, float y) {
    const Rect frame = {x, y - ui_px(ui, 11), ui_px(ui, 22), ui_px(ui, 22)};
    canvas_stroke(ui->canvas, frame, ui_px(ui, 5), ui_px(ui, 2), 0, ui->theme->muted);
    canvas_fill(ui->canvas, (Rect){frame.x, frame.y, ui_px(ui, 12), ui_px(ui, 12)}, ui_px(ui, 4),
                ui->theme->window);
}

/* The top bar's buttons from the right end leftwards, widths in units. To add one: a member and a row here,
 * and what it does in press_top. */
enum { TOP_KEYS, TOP_EXPORT, TOP_SAVE, TOP_OPEN, TOP_FILE, TOP_OPTIONS, TOP_COUNT };

static const struct {
    const char *label, *text, *tooltip;
    float width;
} top_buttons[TOP_COUNT] = {
    [TOP_KEYS] = {N_("Keys"), "?", N_("Keys and settings (? or F1)"), 28},
    [TOP_EXPORT] = {N_("Export"), NULL, N_("Save the picture as PNG (Ctrl+E)"), 64},
    [TOP_SAVE] = {N_("Save"), NULL, N_("Save the scene (Ctrl+S)"), 56},
    [TOP_OPEN] = {N_("Open"), NULL, N_("Open a scene, a map or a picture (Ctrl+O)"), 56},
    [TOP_FILE] = {NULL, NULL, NULL, 68}, /* the document's menu, in the place of the three above */
    [TOP_OPTIONS] = {N_("Options"), NULL, N_("Operation, window and input"), 72}};

static bool top_shown(const ChromeLayout *layout, int button, bool compact) {
    if (button == TOP_OPTIONS) {
        return layout->inspector_as_drawer;
    }
    return button == TOP_KEYS || (button == TOP_FILE) == compact;
}

/* Where a button begins; of one that is not shown, where the ones at its right do. */
static float top_left(const Ui *ui, const ChromeLayout *layout, int button, bool compact) {
    float x = layout->top.w - ui_px(ui, 8);
    for (int i = 0; i <= button; i++) {
        x -= top_shown(layout, i, compact) ? ui_px(ui, top_buttons[i].width) + ui_px(ui, 8) : 0;
    }
    return x;
}

static void press_top(App *app, int button) {
    if (button == TOP_KEYS) {
        app_set_keys_dialog(app, true);
    } else if (button == TOP_EXPORT) {
        app->ask.export_picture = true;
    } else if (button == TOP_OPTIONS) {
        app->drawer = !app->drawer;
        app->ui.changed = true;
    } else {
        files_request(app, button == TOP_SAVE ? FILES_SAVE : FILES_OPEN);
    }
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
        const ButtonSpec spec = {.rect = rect,
                                 .label = top_buttons[i].label,
                                 .text = top_buttons[i].text,
                                 .tooltip = _(top_buttons[i].tooltip)};
        if (ui_button(ui, &spec)) {
            press_top(app, i);
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
                canvas_stroke(ui->canvas, rect, ui_px(ui, 8), hairline(ui), 0, theme->line);
            }
        }
        const Color ink = i == app->stage || act.hovered ? theme->text : theme->muted;
        canvas_text_aligned(ui->canvas, font, rect.x + rect.w / 2, rect.y + rect.h / 2, ALIGN_CENTRE, 0, ink,
                            title);
        char tip[64];
        snprintf(tip, sizeof tip, "%s (Ctrl+%d)", title, stage_place(i));
        ui_tooltip(ui, act, rect, tip);
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
    canvas_fill(ui->canvas, (Rect){bar.x, bar.h - hairline(ui), bar.w, hairline(ui)}, 0, ui->theme->line);
    draw_logo(ui, ui_px(ui, 16), bar.h / 2);
    float x = ui_px(ui, 48);
    if (!layout->short_transport) {
        const Font font = ui_font(ui, FONT_SEMIBOLD, 15);
        const float width = canvas_text_width(ui->canvas, font, "Poolscope");
        ui_label(ui, (Rect){x, bar.h / 2 - ui_px(ui, 10), width + 1, ui_px(ui, 20)}, font, ui->theme->text,
                 ALIGN_LEFT, "Poolscope");
        x += width + ui_px(ui, 28);
    }
    /* The document's name lies between stages and buttons. Without room for it its menu holds the buttons. */
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

static bool round_button(Ui *ui, float x, float y, float size, const char *label, const char *tooltip,
                         Icon icon, ButtonLook look) {
    const ButtonSpec spec = {.rect = {x - size / 2, y - size / 2, size, size},
                             .label = label,
                             .tooltip = tooltip,
                             .icon = icon,
                             .icon_size = roundf(size * 0.44F),
                             .look = look};
    return ui_button(ui, &spec);
}

static void play_button(App *app, float x, float y) {
    Ui *ui = &app->ui;
    const bool playing = app->player.playing;
    const char *label = playing ? N_("Pause") : N_("Play");
    /* One control whatever its label: it keeps the focus when it changes. */
    const bool focused = ui->focus == ui_id(playing ? N_("Play") : N_("Pause"));
    if (focused) {
        ui->focus = ui_id(label);
    }
    if (round_button(ui, x, y, ui_px(ui, 44), label,
                     playing ? _("Pause (Space)") : _("Play all steps (Space)"),
                     playing ? ICON_PAUSE : ICON_PLAY, BUTTON_PRIMARY)) {
        player_toggle(&app->player);
        ui->changed = true;
    }
}

static float transport_buttons(App *app, const ChromeLayout *layout) {
    Ui *ui = &app->ui;
    Player *player = &app->player;
    const float y = layout->transport.y + layout->transport.h / 2;
    const float small = ui_px(ui, 36);
    const float pitch = ui_px(ui, 52);
    float x = ui_px(ui, 36);
    if (!layout->short_transport) {
        if (round_button(ui, x, y, small, N_("First step"), _("First step (Home)"), ICON_FIRST,
                         BUTTON_ROUND)) {
            player_seek(player, 0);
            ui->changed = true;
        }
        x += pitch;
    }
    if (round_button(ui, x, y, small, N_("Previous step"), _("Previous step (Left or Page Up)"),
                     ICON_PREVIOUS, BUTTON_ROUND)) {
        player_previous(player);
        ui->changed = true;
    }
    x += ui_px(ui, 56);
    play_button(app, x, y);
    x += ui_px(ui, 56);
    if (round_button(ui, x, y, small, N_("Next step"), _("Next step (Right or Page Down)"), ICON_NEXT,
                     BUTTON_ROUND)) {
        app_next(app);
        ui->changed = true;
    }
    if (!layout->short_transport) {
        x += pitch;
        if (round_button(ui, x, y, small, N_("Last step"), _("Last step (End)"), ICON_LAST, BUTTON_ROUND)) {
            player_seek(player, player->steps);
            ui->changed = true;
        }
    }
    return x + small / 2;
}

static void write_step(const App *app, char *text, size_t size) {
    char step[PS_NUMBER_SIZE];
    char steps[PS_NUMBER_SIZE];
    ps_number_write_integer(step, player_shown(&app->player), PS_NUMBER_SCREEN);
    ps_number_write_integer(steps, app->player.steps, PS_NUMBER_SCREEN);
    snprintf(text, size, "%s / %s", step, steps);
}

/* The tree's value has no thousands' spaces. */
static void report_step(App *app, Rect rect) {
    char text[PS_NUMBER_SIZE];
    snprintf(text, sizeof text, "%lld / %lld", (long long)player_shown(&app->player),
             (long long)app->player.steps);
    ui_report_text(&app->ui, N_("Step"), text, rect);
}

/* Wide enough for the last step, so that nothing beside it jumps. */
static float step_width(const App *app) {
    char steps[PS_NUMBER_SIZE];
    char widest[192];
    char wide[256];
    ps_number_write_integer(steps, app->player.steps, PS_NUMBER_SCREEN);
    snprintf(widest, sizeof widest, "%s %s / %s", _("Step"), steps, steps);
    return canvas_text_width(&app->canvas, ui_font(&app->ui, FONT_MONO, 14),
                             ui_wide(wide, sizeof wide, widest));
}

/* "Step 2 / 4", ending at right. */
static void step_text(App *app, float right, float y) {
    Ui *ui = &app->ui;
    char numbers[160];
    char text[192];
    char wide[256];
    write_step(app, numbers, sizeof numbers);
    snprintf(text, sizeof text, "%s %s", _("Step"), numbers);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MONO, 14), right, y, ALIGN_RIGHT, 0, ui->theme->text,
                        ui_wide(wide, sizeof wide, text));
    const float width = step_width(app);
    report_step(app, (Rect){right - width, y - ui_px(ui, 10), width, ui_px(ui, 20)});
}

static void draw_timeline(const App *app, const Ui *ui, Rect track) {
    const Theme *theme = ui->theme;
    const Player *player = &app->player;
    const Cursor cursor = player_cursor(player);
    const float steps = (float)(player->steps > 0 ? player->steps : 1);
    const float at = track.x + track.w * ((float)cursor.step + (float)cursor.t) / steps;
    const float y = track.y + track.h / 2;
    const float thick = ui_px(ui, 4);
    canvas_fill(ui->canvas, (Rect){track.x, y - thick / 2, track.w, thick}, thick / 2, theme->line);
    canvas_fill(ui->canvas, (Rect){track.x, y - thick / 2, at - track.x, thick}, thick / 2, theme->output);
    const float dot_radius = fminf(ui_px(ui, 5), track.w / steps * 0.3F);
    if (player->steps <= 64) {
        for (int64_t i = 0; i <= player->steps; i++) {
            const Point dot = {track.x + track.w * (float)i / steps, y};
            canvas_disc(ui->canvas, dot, dot_radius, dot.x <= at ? theme->output : theme->line);
        }
    }
    canvas_disc(ui->canvas, (Point){at, y}, ui_px(ui, 12), theme->panel);
    canvas_disc(ui->canvas, (Point){at, y}, ui_px(ui, 9), theme->window);
}

static void timeline(App *app, Rect rect) {
    Ui *ui = &app->ui;
    const UiId id = ui_id("Timeline");
    const float margin = ui_px(ui, 12);
    const Rect track = {rect.x + margin, rect.y, rect.w - 2 * margin, rect.h};
    const UiAct act = ui_interact(ui, id, rect, UI_STOP);
    Player *player = &app->player;
    if (act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE) && track.w > 0) {
        const int64_t step = llroundf((ui->x - track.x) / track.w * (float)player->steps);
        player_seek(player, step);
        ui->changed = true;
    }
    if (ui_key(ui, id, UI_KEY_UP, 0) || ui_key(ui, id, UI_KEY_RIGHT, 0)) {
        app_next(app);
    }
    if (ui_key(ui, id, UI_KEY_DOWN, 0) || ui_key(ui, id, UI_KEY_LEFT, 0)) {
        player_previous(player);
    }
    draw_timeline(app, ui, track);
    char value[PS_NUMBER_SIZE];
    snprintf(value, sizeof value, "%lld", (long long)player_shown(player));
    ui_tooltip(ui, act, rect, _("Drag to any step"));
    ui_report(ui, UI_ROLE_TIMELINE, N_("Timeline"), value, rect, true, act.focused);
}

static void speed_block(App *app, const ChromeLayout *layout) {
    Ui *ui = &app->ui;
    const float right = layout->transport.w;
    const float y = layout->transport.y + layout->transport.h / 2;
    const bool narrow = layout->transport.w < 900 * layout->unit;
    const float width = ui_px(ui, narrow ? 64 : 112);
    const Rect slider = {right - ui_px(ui, 64) - width, y - ui_px(ui, 10), width, ui_px(ui, 20)};
    static const char *const values[PLAYER_SPEEDS] = {"0.25×", "0.5×", "1×", "2×", "4×"};
    int speed = app->player.speed;
    if (ui_slider(ui, slider, N_("Speed"), _("How fast a step plays"), values[speed], PLAYER_SPEEDS,
                  &speed)) {
        player_set_speed(&app->player, speed);
    }
    canvas_text(ui->canvas, ui_font(ui, FONT_MONO, 12), slider.x + slider.w + ui_px(ui, 16), y,
                ui->theme->muted, values[app->player.speed]);
    if (!narrow) {
        canvas_text(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), slider.x - ui_px(ui, 56), y, ui->theme->muted,
                    _("Speed"));
    }
}

void chrome_transport(App *app, const ChromeLayout *layout) {
    Ui *ui = &app->ui;
    const Rect bar = layout->transport;
    const CanvasLayer before = ui_layer_begin(ui, CANVAS_LAYER_BARS, bar, false);
    canvas_fill(ui->canvas, bar, 0, ui->theme->panel);
    canvas_fill(ui->canvas, (Rect){bar.x, bar.y, bar.w, hairline(ui)}, 0, ui->theme->line);
    const float y = bar.y + bar.h / 2;
    const float left = transport_buttons(app, layout);
    if (layout->short_transport) {
        step_text(app, bar.w - ui_px(ui, 16), y);
        ui_layer_end(ui, before);
        return;
    }
    /* The timeline comes first in Tab order but takes what the texts at its right leave. */
    const bool narrow = bar.w < 900 * layout->unit;
    const float step_right = bar.w - ui_px(ui, narrow ? 128 : 232) - ui_px(ui, 24);
    const float from = left + ui_px(ui, 18);
    const float to = step_right - step_width(app) - ui_px(ui, narrow ? 16 : 36);
    timeline(app, (Rect){from, y - ui_px(ui, 16), fmaxf(ui_px(ui, 24), to - from), ui_px(ui, 32)});
    step_text(app, step_right, y);
    speed_block(app, layout);
    ui_layer_end(ui, before);
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
    canvas_fill(ui->canvas, (Rect){panel.x, panel.y, hairline(ui), panel.h}, 0, ui->theme->line);
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

void chrome_strip(App *app, const ChromeLayout *layout, const StageContext *context) {
    Ui *ui = &app->ui;
    const Rect bar = layout->transport;
    const float q = (float)app->height / 1080;
    const CanvasLayer before = ui_layer_begin(ui, CANVAS_LAYER_BARS, bar, false);
    canvas_fill(ui->canvas, bar, 0, ui->theme->panel);
    canvas_fill(ui->canvas, (Rect){0, bar.y, bar.w, fmaxf(1, roundf(2 * q))}, 0, ui->theme->line);
    const float y = bar.y + bar.h / 2;
    const float size = fmaxf(24, roundf(72 * q));
    const float edge = roundf(48 * q);
    char numbers[160];
    char text[192];
    write_step(app, numbers, sizeof numbers);
    char wide[256];
    snprintf(text, sizeof text, "%s %s", _("Step"), numbers);
    ui_wide(wide, sizeof wide, text);
    const Font font = {FONT_MONO, (int)fmaxf(12, roundf(39 * q))};
    const float width = canvas_text_width(ui->canvas, font, wide);
    const float next = bar.w - edge - size / 2;
    const float previous = next - size - width - 2 * roundf(28 * q);
    if (round_button(ui, previous, y, size, N_("Previous step"), _("Previous step (Left or Page Up)"),
                     ICON_PREVIOUS, BUTTON_ROUND)) {
        player_previous(&app->player);
        ui->changed = true;
    }
    const Rect middle = {previous + size / 2 + roundf(28 * q), y - (float)font.size * 0.7F, width,
                         (float)font.size * 1.4F};
    canvas_text(ui->canvas, font, middle.x, y, ui->theme->text, wide);
    report_step(app, middle);
    if (round_button(ui, next, y, size, N_("Next step"), _("Next step (Right or Page Down)"), ICON_NEXT,
                     BUTTON_ROUND)) {
        app_next(app);
        ui->changed = true;
    }
    char sentence[256];
    stages[app->stage]->narrate(context, PS_NUMBER_SCREEN, sentence, sizeof sentence);
    const float room = previous - size / 2 - 2 * edge;
    Font large = {FONT_MEDIUM, (int)fmaxf(12, roundf(40 * q))};
    while (large.size > (int)(27 * q) && canvas_text_width(ui->canvas, large, sentence) > room) {
        large.size--;
    }
    const float line = (float)large.size * 1.25F;
    const Rect where = {edge, 0, room, 0};
    const int lines = canvas_paragraph(ui->canvas, large, where, line, 0, sentence, false);
    const float top = y - line * (float)(lines - 1) / 2;
    canvas_paragraph(ui->canvas, large, (Rect){edge, top, room, 0}, line, ui->theme->text, sentence, true);
    stages[app->stage]->narrate(context, PS_NUMBER_FULL, sentence, sizeof sentence);
    ui_report_text(ui, N_("Explanation"), sentence, (Rect){edge, bar.y + 4, room, bar.h - 8});
    ui_layer_end(ui, before);
}

/* The buttons at the right end of a notice, as far as they stand there. */
static const struct {
    const char *label, *tooltip;
} notice_buttons[] = {
    {N_("Start fresh"), N_("Begin with the tutorial's map again; Undo brings this one back")},
    {N_("Open the other session"), N_("What another window left; this one is then offered instead")}};
enum { NOTICE_BUTTONS = sizeof notice_buttons / sizeof notice_buttons[0] };

static bool notice_has(const App *app, int button) {
    return button == 0 ? app->recovered : app->offering;
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

/* Until one is pressed or a press goes elsewhere. */
static void draw_notice_buttons(App *app, Rect box) {
    Ui *ui = &app->ui;
    const CanvasLayer before = ui_layer_begin(ui, CANVAS_LAYER_TOOLTIP, box, false);
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
        bool *request = i == 0 ? &app->requests.start_fresh : &app->exchange;
        *request = ui_button(ui, &spec);
        pressed = pressed || *request;
        right -= width + ui_px(ui, 4);
    }
    if (pressed) {
        app->notice[0] = '\0';
        app->recovered = app->offering = false;
        ui->changed = true;
    }
    ui_layer_end(ui, before);
}

void chrome_notice(App *app, const ChromeLayout *layout) {
    Ui *ui = &app->ui;
    if (!app->notice[0]) {
        return;
    }
    const Font font = ui_font(ui, FONT_MEDIUM, app->presenter ? 13 * fmaxf(1, (float)app->height / 800) : 13);
    char sentence[UI_NOTE_SIZE];
    ui_sentence(sentence, sizeof sentence, app->notice);
    const float pad = ui_px(ui, 12);
    const float line = (float)font.size * 1.5F;
    const bool has_buttons = app->recovered || app->offering;
    const float beside = notice_buttons_width(app);
    const float room = fmaxf(ui_px(ui, 80), fminf(layout->stage.w - 4 * pad - beside, ui_px(ui, 560)));
    const float width = fminf(room, canvas_text_width(ui->canvas, font, sentence));
    const int lines = canvas_paragraph(ui->canvas, font, (Rect){0, 0, width, 0}, line, 0, sentence, false);
    const float height = line * (float)lines + pad;
    /* Low enough that its button lies over nothing of a stage at text size 100 %. */
    const float foot = has_buttons ? ui_px(ui, 4) : pad;
    const Rect box = {layout->stage.x + (layout->stage.w - width - beside) / 2 - pad,
                      layout->stage.y + layout->stage.h - height - foot, width + beside + 2 * pad, height};
    canvas_push_whole(ui->canvas);
    const CanvasLayer before = canvas_set_layer(ui->canvas, CANVAS_LAYER_TOOLTIP);
    canvas_fill(ui->canvas, box, ui_px(ui, 8), ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(box, hairline(ui)), ui_px(ui, 7), ui->theme->raised);
    canvas_paragraph(ui->canvas, font, (Rect){box.x + pad, box.y + pad / 2 + line / 2, width + 1, 0}, line,
                     ui->theme->text, sentence, true);
    ui_report_name(ui, UI_ROLE_TOOLTIP, app->notice, "", box, true, false);
    canvas_set_layer(ui->canvas, before);
    canvas_pop_clip(ui->canvas);
    if (has_buttons) {
        draw_notice_buttons(app, box);
    }
}
