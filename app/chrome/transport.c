/* The transport below a stage: buttons, timeline, step and speed; and the presenter's strip in its place.
 *
 * It shows the player and asks commands to move it; only the timeline and the speed set it themselves.
 * Nothing here knows what a step is.
 */
#include "app/chrome/transport.h"

#include "app/commands.h"
#include "app/ui/controls.h"
#include "app/words.h"

#include <math.h>

/* Whether a command would change the picture: there is no step before the first or, unless an answer is still
 * covered, after the last; a running move can be finished. */
static bool leads_on(const App *app, CommandId command) {
    const int64_t step = player_destination(&app->player);
    const bool covered = step > 0 && answers_covered(&app->answers, step - 1);
    if (command == COMMAND_FIRST || command == COMMAND_PREVIOUS) {
        return step > 0;
    }
    return step < app->player.steps || app->player.moving || (command == COMMAND_NEXT && covered);
}

/* The round button of a command, about its centre. */
static void round_button(App *app, Point centre, float size, CommandId command, Icon icon) {
    char tip[COMMAND_TEXT_SIZE];
    const ButtonSpec spec = {.rect = {centre.x - size / 2, centre.y - size / 2, size, size},
                             .label = commands[command].title,
                             .tooltip = command_tooltip(command, NULL, tip),
                             .icon = icon,
                             .icon_size = roundf(size * 0.44F),
                             .look = BUTTON_ROUND,
                             .disabled = !leads_on(app, command)};
    if (ui_button(&app->ui, &spec)) {
        command_run(app, command);
    }
}

/* Round as the buttons beside it; lit while it is on. */
static void loop_button(App *app, Point centre, float size) {
    Ui *ui = &app->ui;
    const bool on = app->settings.loop;
    const Rect rect = {centre.x - size / 2, centre.y - size / 2, size, size};
    char tip[COMMAND_TEXT_SIZE];
    const ToggleSpec spec = {.rect = rect,
                             .label = commands[COMMAND_LOOP].title,
                             .tooltip = command_tooltip(COMMAND_LOOP, NULL, tip),
                             .icon = ICON_LOOP,
                             .icon_size = roundf(size * 0.5F),
                             .on = on};
    if (ui_toggle(ui, &spec)) {
        command_run(app, COMMAND_LOOP);
    }
}

/* One control whatever its label: it keeps the focus when it changes. */
static void play_button(App *app, Point centre) {
    Ui *ui = &app->ui;
    const bool playing = app->player.playing;
    const char *play = commands[COMMAND_PLAY].title;
    const char *pause = N_("Pause");
    const float size = ui_px(ui, 44);
    char tip[COMMAND_TEXT_SIZE];
    if (ui->focus == ui_id(playing ? play : pause)) {
        ui->focus = ui_id(playing ? pause : play);
    }
    const ButtonSpec spec = {.rect = {centre.x - size / 2, centre.y - size / 2, size, size},
                             .label = playing ? pause : play,
                             .tooltip = command_tooltip(COMMAND_PLAY, playing ? pause : NULL, tip),
                             .icon = playing ? ICON_PAUSE : ICON_PLAY,
                             .icon_size = roundf(size * 0.44F),
                             .look = BUTTON_PRIMARY};
    if (ui_button(ui, &spec)) {
        command_run(app, COMMAND_PLAY);
    }
}

/* Returns where the last one ends. */
static float transport_buttons(App *app, const ChromeLayout *layout) {
    Ui *ui = &app->ui;
    const float small = ui_px(ui, 36);
    const float pitch = ui_px(ui, 52);
    Point at = {ui_px(ui, 36), layout->transport.y + layout->transport.h / 2};
    if (!layout->short_transport) {
        round_button(app, at, small, COMMAND_FIRST, ICON_FIRST);
        at.x += pitch;
    }
    round_button(app, at, small, COMMAND_PREVIOUS, ICON_PREVIOUS);
    at.x += ui_px(ui, 56);
    play_button(app, at);
    at.x += ui_px(ui, 56);
    round_button(app, at, small, COMMAND_NEXT, ICON_NEXT);
    if (!layout->short_transport) {
        at.x += pitch;
        round_button(app, at, small, COMMAND_LAST, ICON_LAST);
    }
    if (!layout->narrow_transport) {
        at.x += pitch;
        loop_button(app, at, small);
    }
    return at.x + small / 2;
}

static void write_step(const App *app, char *text, size_t size) {
    char step[PS_NUMBER_SIZE];
    char steps[PS_NUMBER_SIZE];
    ps_number_write_integer(step, player_destination(&app->player), PS_NUMBER_SCREEN);
    ps_number_write_integer(steps, app->player.steps, PS_NUMBER_SCREEN);
    snprintf(text, size, "%s / %s", step, steps);
}

/* The tree's value has no thousands' spaces. */
static void report_step(App *app, Rect rect) {
    char text[PS_NUMBER_SIZE];
    snprintf(text, sizeof text, "%lld / %lld", (long long)player_destination(&app->player),
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

/* "✓ 3": right answers since the last Reset, ending at right; returns where it begins. */
static float tally(App *app, float right, float y) {
    Ui *ui = &app->ui;
    char count[PS_NUMBER_SIZE];
    char text[PS_NUMBER_SIZE + 8];
    if (app->right == 0) {
        return right;
    }
    ps_number_write_integer(count, app->right, PS_NUMBER_SCREEN);
    snprintf(text, sizeof text, "✓ %s", count);
    const Font font = ui_font(ui, FONT_MEDIUM, 14);
    const float width =
        canvas_text_aligned(ui->canvas, font, right, y, ALIGN_RIGHT, 0, ui->theme->output, text);
    ui_report_text(ui, N_("Right answers"), count,
                   (Rect){right - width, y - ui_px(ui, 10), width, ui_px(ui, 20)});
    return right - width - ui_px(ui, 16);
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
    snprintf(value, sizeof value, "%lld", (long long)player_destination(player));
    ui_tooltip(ui, act, rect, _("Drag to any step"));
    ui_report(ui, UI_ROLE_TIMELINE, N_("Timeline"), value, rect, true, act.focused);
}

static void speed_block(App *app, const ChromeLayout *layout) {
    Ui *ui = &app->ui;
    const float right = layout->transport.w;
    const float y = layout->transport.y + layout->transport.h / 2;
    const bool narrow = layout->narrow_transport;
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
    canvas_fill(ui->canvas, (Rect){bar.x, bar.y, bar.w, ui_hairline(ui)}, 0, ui->theme->line);
    const float y = bar.y + bar.h / 2;
    const float left = transport_buttons(app, layout);
    if (layout->short_transport) {
        step_text(app, bar.w - ui_px(ui, 16), y);
        (void)tally(app, bar.w - ui_px(ui, 32) - step_width(app), y);
        ui_layer_end(ui, before);
        return;
    }
    /* The timeline comes first in Tab order but takes what the texts at its right leave. */
    const bool narrow = layout->narrow_transport;
    const float step_right = bar.w - ui_px(ui, narrow ? 128 : 232) - ui_px(ui, 24);
    const float from = left + ui_px(ui, 18);
    const float to = tally(app, step_right - step_width(app) - ui_px(ui, narrow ? 16 : 24), y) -
                     (narrow ? 0 : ui_px(ui, 12));
    timeline(app, (Rect){from, y - ui_px(ui, 16), fmaxf(ui_px(ui, 24), to - from), ui_px(ui, 32)});
    step_text(app, step_right, y);
    speed_block(app, layout);
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
    round_button(app, (Point){previous, y}, size, COMMAND_PREVIOUS, ICON_PREVIOUS);
    const Rect middle = {previous + size / 2 + roundf(28 * q), y - (float)font.size * 0.7F, width,
                         (float)font.size * 1.4F};
    canvas_text(ui->canvas, font, middle.x, y, ui->theme->text, wide);
    report_step(app, middle);
    round_button(app, (Point){next, y}, size, COMMAND_NEXT, ICON_NEXT);
    char sentence[256];
    stages[app->stage]->narrate(&context->scope, context->frame, PS_NUMBER_SCREEN, sentence, sizeof sentence);
    const float room = previous - size / 2 - 2 * edge;
    const Font largest = {FONT_MEDIUM, (int)fmaxf(12, roundf(40 * q))};
    const Font large = canvas_fit(ui->canvas, largest, chrome_presenter_least(app), room, sentence);
    const float line = (float)large.size * 1.25F;
    const Rect where = {edge, 0, room, 0};
    const int lines = canvas_paragraph(ui->canvas, large, where, line, 0, sentence, false);
    const float top = y - line * (float)(lines - 1) / 2;
    canvas_paragraph(ui->canvas, large, (Rect){edge, top, room, 0}, line, ui->theme->text, sentence, true);
    stages[app->stage]->narrate(&context->scope, context->frame, PS_NUMBER_FULL, sentence, sizeof sentence);
    ui_report_text(ui, N_("Explanation"), sentence, (Rect){edge, bar.y + 4, room, bar.h - 8});
    ui_layer_end(ui, before);
}
