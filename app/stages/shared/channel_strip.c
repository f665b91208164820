/* Tiles and keys ask for another channel; the app shows it. */
#include "app/stages/shared/channel_strip.h"

#include "app/stages/shared/grid.h"
#include "app/words.h"

#include <math.h>

/* The one that is shown, and one to each side. */
enum { TILES_LEAST = 3 };
/* Of the room's height. */
#define SIDE_LEAST 0.7F

/* Which tiles there are: a picture's begin with all of it. A tile is a channel, or STAGE_ALL_CHANNELS. */
typedef struct Tiles {
    int first, end;
    int shown;
} Tiles;

static Tiles tiles_of(const StageScope *scope) {
    const int first = stage_has_colour(scope->scene) ? STAGE_ALL_CHANNELS : 0;
    return (Tiles){first, scope->scene->input.channels,
                   scope->colour ? STAGE_ALL_CHANNELS : scope->facts->pooled.walk.channel};
}

/* The map of a tile, whole, in a square. */
static void draw_channel(const StageScope *scope, Rect square, int tile) {
    const PsMap *input = &scope->scene->input;
    const int longer = input->height > input->width ? input->height : input->width;
    Grid grid = {
        .view = square, .pitch = (double)square.w / longer, .rows = input->height, .columns = input->width};
    grid_place(&grid, 0, 0);
    const GridPicture picture = {.grid = &grid,
                                 .map = input,
                                 .channel = tile < 0 ? 0 : tile,
                                 .magnitude = scope->facts->scale.magnitude,
                                 .picture = stage_is_picture(scope),
                                 .colour = tile == STAGE_ALL_CHANNELS,
                                 .theme = scope->pen.theme,
                                 .written = INT64_MAX};
    grid_draw_picture(scope->pen.canvas, &picture, scope->facts->scale.version);
}

/* What a tile says when it is pointed at. */
static void write_tip(const StageScope *scope, int tile, char *text, size_t size) {
    char name[48];
    if (tile == STAGE_ALL_CHANNELS) {
        snprintf(text, size, "%s", _("All channels, in colour"));
    } else if (stage_has_colour(scope->scene)) {
        stage_channel_name(scope->scene, tile, name, sizeof name);
        snprintf(text, size, _("Channel %d: %s"), tile, name);
    } else {
        snprintf(text, size, _("Channel %d"), tile);
    }
}

static bool channel_tile(const StageContext *context, Rect square, int tile, bool shown) {
    Ui *ui = context->ui;
    const UiAct act = ui_interact(ui, ui_id_number(ui_id("Channel"), tile + 2), square, UI_YIELDS);
    const Color edge = shown ? ui->theme->window : act.hovered ? ui->theme->text : ui->theme->line;
    char text[80];
    draw_channel(&context->scope, rect_inset(square, 3), tile);
    canvas_stroke(ui->canvas, square, ui_px(ui, 3), shown ? 2 : 1, 0, edge);
    write_tip(&context->scope, tile, text, sizeof text);
    ui_tooltip(ui, act, square, text);
    snprintf(text, sizeof text, "Channel %d", tile);
    ui_report(ui, UI_ROLE_TAB, tile < 0 ? N_("All channels") : text, shown ? "on" : "off", square, true,
              false);
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

/* Where the tiles are: count of them from the tile first on; the words are beside them, or left out. */
typedef struct Strip {
    Rect all, words;
    float size, step;
    int first, count;
} Strip;

static Strip lay_strip(const Ui *ui, Rect room, const Tiles *tiles, float words) {
    const float gap = ui_px(ui, 4);
    const int channels = tiles->end - tiles->first;
    Strip strip = {.size = fminf(room.h, tile_side(room.w, gap))};
    /* The words give way to tiles, then tiles get smaller: with fewer no other channel could be pressed. */
    words = room.w - words < (room.h + gap) * TILES_LEAST ? 0 : words;
    strip.step = strip.size + gap;
    const int fit = (int)((room.w - words + gap) / strip.step + 1e-3F);
    const int most = fit < TILES_LEAST ? TILES_LEAST : fit;
    strip.count = channels < most ? channels : most;
    const int first = tiles->shown - strip.count / 2;
    const int last = tiles->end - strip.count;
    strip.first = first < tiles->first ? tiles->first : first > last ? last : first;
    strip.all = (Rect){room.x, room.y + roundf((room.h - strip.size) / 2),
                       strip.step * (float)strip.count - gap, strip.size};
    const float aside = words > 0 ? ui_px(ui, 8) : 0;
    strip.words = (Rect){strip.all.x + strip.all.w + aside, room.y, fmaxf(0, words - ui_px(ui, 12)), room.h};
    return strip;
}

/* "1 of 3", "all of 3"; on screen a picture's channels have names. */
static void write_shown(const StageScope *scope, const Tiles *tiles, bool told, char *text, size_t size) {
    if (tiles->shown == STAGE_ALL_CHANNELS) {
        snprintf(text, size, told ? _("all of %d") : _("colour"), tiles->end);
    } else if (!told && stage_has_colour(scope->scene)) {
        stage_channel_name(scope->scene, tiles->shown, text, size);
    } else {
        snprintf(text, size, _("%d of %d"), tiles->shown, tiles->end);
    }
}

/* The strip itself takes keys alone, so that its tiles can be pressed; it is named by its words. */
static int strip_keys(const StageContext *context, const Tiles *tiles, const Strip *strip) {
    Ui *ui = context->ui;
    const UiId id = ui_id("Channel");
    const UiAct own = ui_interact(ui, id, (Rect){0}, UI_STOP | UI_NO_RING);
    char text[48];
    write_shown(&context->scope, tiles, true, text, sizeof text);
    ui_report(ui, UI_ROLE_SEGMENTED, N_("Channel"), text, strip->words, true, own.focused);
    if (own.focused && ui->ring) {
        ui_ring(ui, strip->all, ui_px(ui, 8));
    }
    return tiles->shown + key_step(ui, id);
}

void channel_strip(const StageContext *context, Rect room) {
    Ui *ui = context->ui;
    const Tiles tiles = tiles_of(&context->scope);
    const Font font = ui_font(ui, FONT_MEDIUM, 12);
    char text[48];
    if (tiles.end < 2) {
        return;
    }
    write_shown(&context->scope, &tiles, false, text, sizeof text);
    const float words = canvas_text_width(ui->canvas, font, text) + ui_px(ui, 12);
    const Strip strip = lay_strip(ui, room, &tiles, words);
    int wanted = strip_keys(context, &tiles, &strip);
    for (int i = 0; i < strip.count; i++) {
        const Rect square = {strip.all.x + strip.step * (float)i, strip.all.y, strip.size, strip.size};
        const int tile = strip.first + i;
        wanted = channel_tile(context, square, tile, tile == tiles.shown) ? tile : wanted;
    }
    if (strip.words.w > 0) {
        canvas_text_aligned(ui->canvas, font, strip.words.x, room.y + strip.size / 2, ALIGN_LEFT, 0,
                            ui->theme->muted, text);
    }
    if (wanted != tiles.shown && wanted >= tiles.first && wanted < tiles.end) {
        context->requests->channel = wanted;
    }
}
