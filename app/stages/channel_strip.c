#include "app/stages/channel_strip.h"

#include "app/stages/grid.h"
#include "app/words.h"

#include <math.h>

/* The one that is shown, and one to each side. */
enum { TILES_LEAST = 3 };

/* The map of one channel, whole, in a square. */
static void draw_channel(const StageContext *context, Rect square, int channel) {
    const PsMap *input = &context->scene->input;
    const int longer = input->height > input->width ? input->height : input->width;
    Grid grid = {
        .view = square, .pitch = (double)square.w / longer, .rows = input->height, .columns = input->width};
    grid_place(&grid, 0, 0);
    const GridPicture picture = {.grid = &grid,
                                 .map = input,
                                 .channel = channel,
                                 .magnitude = context->pooled->magnitude,
                                 .picture = stage_is_picture(context),
                                 .theme = context->ui->theme,
                                 .written = INT64_MAX};
    grid_draw_picture(context->ui, &picture, context->pooled->version);
}

static bool channel_tile(const StageContext *context, Rect square, int channel) {
    Ui *ui = context->ui;
    const bool shown = channel == context->pooled->walk.channel;
    const UiAct act = ui_interact(ui, ui_id_number(ui_id("Channel"), channel + 1), square, UI_YIELDS);
    draw_channel(context, rect_inset(square, 3), channel);
    const Color edge = shown ? ui->theme->window : act.hovered ? ui->theme->text : ui->theme->line;
    canvas_stroke(ui->canvas, square, ui_px(ui, 3), shown ? 2 : 1, 0, edge);
    char label[48];
    snprintf(label, sizeof label, _("Channel %d"), channel);
    ui_tooltip(ui, act, square, label);
    ui_report(ui, UI_ROLE_TAB, label, shown ? "on" : "off", square, true, false);
    return act.clicked;
}

static int key_step(Ui *ui, UiId id) {
    return ui_key(ui, id, UI_KEY_RIGHT, 0) + ui_key(ui, id, UI_KEY_DOWN, 0) - ui_key(ui, id, UI_KEY_LEFT, 0) -
           ui_key(ui, id, UI_KEY_UP, 0);
}

void channel_strip(const StageContext *context, Rect room) {
    Ui *ui = context->ui;
    const int channels = context->scene->input.channels;
    const int shown = context->pooled->walk.channel;
    if (channels < 2) {
        return;
    }
    const float size = room.h;
    const float step = size + ui_px(ui, 4);
    char text[48];
    snprintf(text, sizeof text, _("%d of %d"), shown, channels);
    const Font font = ui_font(ui, FONT_MEDIUM, 12);
    float words = canvas_text_width(ui->canvas, font, text) + ui_px(ui, 12);
    /* Two buttons to zoom with may stand at the right end. */
    const float free = room.w - 2 * size - ui_px(ui, 16);
    /* The words give way to tiles: with fewer no other channel could be pressed. */
    words = free - words < step * TILES_LEAST ? 0 : words;
    const int fit = (int)((free - words) / step);
    const int most = fit < TILES_LEAST ? TILES_LEAST : fit;
    const int count = channels < most ? channels : most;
    int first = shown - count / 2;
    first = first < 0 ? 0 : first > channels - count ? channels - count : first;
    const UiId id = ui_id("Channel");
    const Rect strip = {room.x, room.y, step * (float)count - (step - size), size};
    /* The strip itself takes keys alone, so that its tiles can be pressed. */
    const UiAct own = ui_interact(ui, id, (Rect){0}, UI_STOP | UI_NO_RING);
    int wanted = shown + key_step(ui, id);
    /* The strip is named by its words; its parts lie beside them. */
    const Rect caption = {strip.x + strip.w + ui_px(ui, 8), room.y, fmaxf(1, words - ui_px(ui, 12)), size};
    ui_report(ui, UI_ROLE_SEGMENTED, _("Channel"), text, caption, true, own.focused);
    for (int i = 0; i < count; i++) {
        if (channel_tile(context, (Rect){room.x + step * (float)i, room.y, size, size}, first + i)) {
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
