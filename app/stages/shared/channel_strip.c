/* Tiles and keys ask for another channel; the app shows it. */
#include "app/stages/shared/channel_strip.h"

#include "app/stages/shared/grid.h"
#include "app/words.h"

#include <math.h>

/* The one that is shown, and one to each side. */
enum { TILES_LEAST = 3 };
/* Of the room's height. */
#define SIDE_LEAST 0.7F

/* The map of one channel, whole, in a square. */
static void draw_channel(const StageContext *context, Rect square, int channel) {
    const PsMap *input = &context->scope.scene->input;
    const int longer = input->height > input->width ? input->height : input->width;
    Grid grid = {
        .view = square, .pitch = (double)square.w / longer, .rows = input->height, .columns = input->width};
    grid_place(&grid, 0, 0);
    const GridPicture picture = {.grid = &grid,
                                 .map = input,
                                 .channel = channel,
                                 .magnitude = context->scope.facts->scale.magnitude,
                                 .picture = stage_is_picture(&context->scope),
                                 .theme = context->ui->theme,
                                 .written = INT64_MAX};
    grid_draw_picture(context->ui->canvas, &picture, context->scope.facts->scale.version);
}

static bool channel_tile(const StageContext *context, Rect square, int channel) {
    Ui *ui = context->ui;
    const bool shown = channel == context->scope.facts->pooled.walk.channel;
    const UiAct act = ui_interact(ui, ui_id_number(ui_id("Channel"), channel + 1), square, UI_YIELDS);
    draw_channel(context, rect_inset(square, 3), channel);
    const Color edge = shown ? ui->theme->window : act.hovered ? ui->theme->text : ui->theme->line;
    canvas_stroke(ui->canvas, square, ui_px(ui, 3), shown ? 2 : 1, 0, edge);
    char label[48];
    snprintf(label, sizeof label, _("Channel %d"), channel);
    ui_tooltip(ui, act, square, label);
    snprintf(label, sizeof label, "Channel %d", channel);
    ui_report(ui, UI_ROLE_TAB, label, shown ? "on" : "off", square, true, false);
    return act.clicked;
}

static int key_step(Ui *ui, UiId id) {
    return ui_key(ui, id, UI_KEY_RIGHT, 0) + ui_key(ui, id, UI_KEY_DOWN, 0) - ui_key(ui, id, UI_KEY_LEFT, 0) -
           ui_key(ui, id, UI_KEY_UP, 0);
}

static float tile_side(float width, float gap) {
    return floorf((width - gap * (TILES_LEAST - 1)) / TILES_LEAST);
}

bool channel_strip_fits(const Ui *ui, Rect room) {
    return tile_side(room.w, ui_px(ui, 4)) >= SIDE_LEAST * room.h;
}

void channel_strip(const StageContext *context, Rect room) {
    Ui *ui = context->ui;
    const int channels = context->scope.scene->input.channels;
    const int shown = context->scope.facts->pooled.walk.channel;
    if (channels < 2) {
        return;
    }
    char text[48];
    snprintf(text, sizeof text, _("%d of %d"), shown, channels);
    const Font font = ui_font(ui, FONT_MEDIUM, 12);
    const float gap = ui_px(ui, 4);
    float words = canvas_text_width(ui->canvas, font, text) + ui_px(ui, 12);
    /* The words give way to tiles, then tiles get smaller: with fewer no other channel could be pressed. */
    words = room.w - words < (room.h + gap) * TILES_LEAST ? 0 : words;
    const float size = fminf(room.h, tile_side(room.w, gap));
    const float step = size + gap;
    const int fit = (int)((room.w - words + gap) / step + 1e-3F);
    const int most = fit < TILES_LEAST ? TILES_LEAST : fit;
    const int count = channels < most ? channels : most;
    int first = shown - count / 2;
    first = first < 0 ? 0 : first > channels - count ? channels - count : first;
    const UiId id = ui_id("Channel");
    const Rect strip = {room.x, room.y + roundf((room.h - size) / 2), step * (float)count - gap, size};
    /* The strip itself takes keys alone, so that its tiles can be pressed. */
    const UiAct own = ui_interact(ui, id, (Rect){0}, UI_STOP | UI_NO_RING);
    int wanted = shown + key_step(ui, id);
    /* The strip is named by its words; its parts lie beside them. */
    const float aside = words > 0 ? ui_px(ui, 8) : 0;
    const Rect caption = {strip.x + strip.w + aside, room.y, fmaxf(0, words - ui_px(ui, 12)), room.h};
    ui_report(ui, UI_ROLE_SEGMENTED, N_("Channel"), text, caption, true, own.focused);
    for (int i = 0; i < count; i++) {
        if (channel_tile(context, (Rect){strip.x + step * (float)i, strip.y, size, size}, first + i)) {
            wanted = first + i;
        }
    }
    if (own.focused && ui->ring) {
        ui_ring(ui, strip, ui_px(ui, 8));
    }
    if (words > 0) {
        canvas_text_aligned(ui->canvas, font, caption.x, room.y + size / 2, ALIGN_LEFT, 0, ui->theme->muted,
                            text);
    }
    if (wanted != shown && wanted >= 0 && wanted < channels) {
        context->requests->channel = wanted;
    }
}
