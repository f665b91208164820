/* Replays display lists on SDL's software renderer; fonts, widths, words, masks and images are cached.
 *
 * Caches have fixed sizes; when one is full the oldest of a few slots gives way. Where SDL has no memory
 * something is not drawn, and the next frame tries again.
 */
#include "app/canvas/canvas_sdl.h"

#include "app/canvas/mask.h"
#include "app/words.h"
#include "core/file.h"

#include <SDL_ttf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FONT_SLOTS = 96,
    CACHE_SLOTS = 8192,
    CACHE_PROBES = 16,
    IMAGE_SLOTS = 32,
    WIDTH_SLOTS = 4096,
    PIECE = 96,
    MASK_AREA = 1 << 18,
    WHOLE_LINE_AREA = 1 << 15,
    FONT_LIMIT = 64 << 20
};

typedef struct FontSlot {
    Font font;
    TTF_Font *ttf;
    float advance; /* of a digit */
    uint64_t used;
} FontSlot;

typedef struct CacheSlot {
    uint64_t key;
    SDL_Texture *texture;
    int width, height;
    uint64_t used;
} CacheSlot;

typedef struct ImageSlot {
    SDL_Texture *texture;
    int columns, rows;
    uint64_t version;
    uint64_t used;
} ImageSlot;

typedef struct WidthSlot {
    uint64_t key;
    float width;
} WidthSlot;

struct Painter {
    PsBytes files[FONT_FACE_COUNT];
    FontSlot fonts[FONT_SLOTS];
    CacheSlot cache[CACHE_SLOTS];
    WidthSlot widths[WIDTH_SLOTS];
    ImageSlot images[IMAGE_SLOTS];
    SDL_Renderer *renderer;
    uint64_t clock; /* counts plays, for the age of what is cached */
};

static const char *const font_files[] = {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
                                         "JetBrainsMono-Medium.ttf"};
_Static_assert(sizeof font_files / sizeof font_files[0] == FONT_FACE_COUNT, "a file for each face");

static bool load_fonts(Painter *painter, const char *folder, char *sentence, size_t size) {
    for (int face = 0; face < FONT_FACE_COUNT; face++) {
        char path[4096];
        const int length = snprintf(path, sizeof path, "%s/%s", folder, font_files[face]);
        const bool named = length > 0 && (size_t)length < sizeof path;
        if (!named || ps_file_read(path, FONT_LIMIT, &painter->files[face], NULL) != PS_OK) {
            snprintf(sentence, size,
                     _("the font %s/%s cannot be read: install the assets beside the program"), folder,
                     font_files[face]);
            return false;
        }
        SDL_RWops *stream = SDL_RWFromConstMem(painter->files[face].data, (int)painter->files[face].size);
        TTF_Font *font = stream ? TTF_OpenFontRW(stream, 1, 16) : NULL;
        if (!font) {
            snprintf(sentence, size, _("%s/%s is not a font: install the assets again"), folder,
                     font_files[face]);
            return false;
        }
        TTF_CloseFont(font);
    }
    return true;
}

Painter *painter_create(const char *folder, char *sentence, size_t size) {
    if (TTF_Init() != 0) {
        snprintf(sentence, size, _("text cannot be drawn (%s): install SDL2_ttf"), TTF_GetError());
        return NULL;
    }
    Painter *painter = calloc(1, sizeof *painter);
    if (!painter) {
        snprintf(sentence, size, "%s", _("out of memory: close other programs"));
        TTF_Quit();
        return NULL;
    }
    if (!load_fonts(painter, folder, sentence, size)) {
        painter_destroy(painter);
        return NULL;
    }
    return painter;
}

static void forget_textures(Painter *painter) {
    for (int i = 0; i < CACHE_SLOTS; i++) {
        SDL_DestroyTexture(painter->cache[i].texture);
        painter->cache[i] = (CacheSlot){0};
    }
    for (int i = 0; i < IMAGE_SLOTS; i++) {
        SDL_DestroyTexture(painter->images[i].texture);
        painter->images[i] = (ImageSlot){0};
    }
}

void painter_destroy(Painter *painter) {
    if (!painter) {
        return;
    }
    painter_bind(painter, NULL);
    for (int i = 0; i < FONT_SLOTS; i++) {
        if (painter->fonts[i].ttf) {
            TTF_CloseFont(painter->fonts[i].ttf);
        }
    }
    for (int face = 0; face < FONT_FACE_COUNT; face++) {
        ps_bytes_free(&painter->files[face]);
    }
    free(painter);
    TTF_Quit();
}

bool painter_bind(Painter *painter, SDL_Surface *surface) {
    if (painter->renderer) {
        forget_textures(painter);
        SDL_DestroyRenderer(painter->renderer);
        painter->renderer = NULL;
    }
    if (!surface) {
        return true;
    }
    painter->renderer = SDL_CreateSoftwareRenderer(surface);
    if (!painter->renderer) {
        return false;
    }
    return true;
}

static void open_font(Painter *painter, FontSlot *slot, Font font) {
    if (slot->ttf) {
        TTF_CloseFont(slot->ttf);
    }
    SDL_RWops *stream =
        SDL_RWFromConstMem(painter->files[font.face].data, (int)painter->files[font.face].size);
    slot->ttf = stream ? TTF_OpenFontRW(stream, 1, font.size) : NULL;
    slot->font = font;
    slot->advance = 0;
    if (slot->ttf) {
        TTF_SetFontHinting(slot->ttf, TTF_HINTING_LIGHT);
        /* Of many digits: a single one's is rounded to a whole pixel. */
        int width = 0;
        TTF_SizeUTF8(slot->ttf, "0000000000000000000000000", &width, NULL);
        slot->advance = (float)width / 25;
    }
}

/* The font, opened when it is first asked for; the one unused longest makes room. */
static FontSlot *find_font(Painter *painter, Font font) {
    FontSlot *oldest = &painter->fonts[0];
    font.size = font.size < 1 ? 1 : font.size;
    for (int i = 0; i < FONT_SLOTS; i++) {
        FontSlot *slot = &painter->fonts[i];
        if (slot->ttf && slot->font.face == font.face && slot->font.size == font.size) {
            slot->used = painter->clock;
            return slot;
        }
        if (oldest->ttf && (!slot->ttf || slot->used < oldest->used)) {
            oldest = slot;
        }
    }
    open_font(painter, oldest, font);
    oldest->used = painter->clock;
    return oldest;
}

static uint64_t font_key(Font font, const char *text, size_t length) {
    const int numbers[] = {(int)font.face, font.size};
    return hash_bytes(hash_bytes(HASH_SEED, numbers, sizeof numbers), text, length);
}

/* Mono text is an advance a character and half an advance a space: no need to ask the font. */
static float mono_width(float advance, const char *text, size_t length) {
    float width = 0;
    for (size_t i = 0; i < length; i++) {
        if ((text[i] & 0xC0) != 0x80) {
            width += text[i] == ' ' ? advance / 2 : advance;
        }
    }
    return width;
}

static float measure(void *context, Font font, const char *text, size_t length) {
    Painter *painter = context;
    if (font.face == FONT_MONO) {
        return mono_width(find_font(painter, font)->advance, text, length);
    }
    const uint64_t key = font_key(font, text, length);
    WidthSlot *slot = &painter->widths[key % WIDTH_SLOTS];
    if (slot->key != key) {
        char line[1024];
        const FontSlot *found = find_font(painter, font);
        int width = 0;
        snprintf(line, sizeof line, "%.*s", (int)(length < 1000 ? length : 1000), text);
        if (found->ttf) {
            TTF_SizeUTF8(found->ttf, line, &width, NULL);
        }
        *slot = (WidthSlot){key, (float)width};
    }
    return slot->width;
}

CanvasMetrics painter_metrics(Painter *painter) {
    return (CanvasMetrics){measure, painter};
}

/* The slot of key: filled, or the one to fill (the oldest of those it may stand in, emptied). */
static CacheSlot *find_slot(Painter *painter, uint64_t key) {
    CacheSlot *oldest = NULL;
    for (int i = 0; i < CACHE_PROBES; i++) {
        CacheSlot *slot = &painter->cache[(key + (uint64_t)i) % CACHE_SLOTS];
        if (slot->texture && slot->key == key) {
            slot->used = painter->clock;
            return slot;
        }
        if (!oldest || !slot->texture || (oldest->texture && slot->used < oldest->used)) {
            oldest = slot;
        }
    }
    SDL_DestroyTexture(oldest->texture);
    *oldest = (CacheSlot){.key = key, .used = painter->clock};
    return oldest;
}

static void keep_surface(Painter *painter, CacheSlot *slot, SDL_Surface *surface) {
    if (!surface) {
        return;
    }
    slot->texture = SDL_CreateTextureFromSurface(painter->renderer, surface);
    slot->width = surface->w;
    slot->height = surface->h;
    SDL_FreeSurface(surface);
}

static void keep_mask(Painter *painter, CacheSlot *slot, const uint8_t *mask, int width, int height) {
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_ARGB8888);
    if (!surface) {
        return;
    }
    for (int y = 0; y < height; y++) {
        uint32_t *row = (uint32_t *)((char *)surface->pixels + (size_t)y * (size_t)surface->pitch);
        for (int x = 0; x < width; x++) {
            row[x] = 0x00FFFFFFU | (uint32_t)mask[y * width + x] << 24;
        }
    }
    keep_surface(painter, slot, surface);
}

static void copy(Painter *painter, const CacheSlot *slot, const SDL_Rect *source, SDL_Rect target,
                 Color color) {
    if (!slot->texture) {
        return;
    }
    SDL_SetTextureColorMod(slot->texture, (Uint8)(color >> 24), (Uint8)(color >> 16), (Uint8)(color >> 8));
    SDL_SetTextureAlphaMod(slot->texture, (Uint8)color);
    SDL_RenderCopy(painter->renderer, slot->texture, source, &target);
}

static void fill(Painter *painter, int x, int y, int w, int h, Color color) {
    if (w <= 0 || h <= 0) {
        return;
    }
    /* An opaque fill without blending costs a third. */
    SDL_SetRenderDrawBlendMode(painter->renderer,
                               (color & 0xFF) == 0xFF ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(painter->renderer, (Uint8)(color >> 24), (Uint8)(color >> 16), (Uint8)(color >> 8),
                           (Uint8)color);
    SDL_RenderFillRect(painter->renderer, &(SDL_Rect){x, y, w, h});
}

static SDL_Rect whole(Rect rect) {
    return (SDL_Rect){(int)rect.x, (int)rect.y, (int)rect.w, (int)rect.h};
}

/* The four corners of a rounded rectangle or ring, corner pixels square each. */
static void play_corners(Painter *painter, SDL_Rect r, int corner, float radius, float line, Color color) {
    const int key[] = {'C', corner, (int)(radius * 4), (int)(line * 4)};
    CacheSlot *slot = find_slot(painter, hash_bytes(HASH_SEED, key, sizeof key));
    if (!slot->texture) {
        uint8_t *mask = malloc((size_t)corner * 2 * (size_t)corner * 2);
        if (!mask) {
            return;
        }
        mask_rounded(mask, corner * 2, corner * 2, radius, line);
        keep_mask(painter, slot, mask, corner * 2, corner * 2);
        free(mask);
    }
    for (int i = 0; i < 4; i++) {
        const int right = i % 2;
        const int low = i / 2;
        const SDL_Rect source = {right * corner, low * corner, corner, corner};
        const SDL_Rect target = {right ? r.x + r.w - corner : r.x, low ? r.y + r.h - corner : r.y, corner,
                                 corner};
        copy(painter, slot, &source, target, color);
    }
}

static void play_fill(Painter *painter, const CanvasCommand *command) {
    const SDL_Rect r = whole(command->rect);
    const int corner = (int)command->radius;
    if (corner > 0) {
        play_corners(painter, r, corner, command->radius, 0, command->color);
    }
    fill(painter, r.x + corner, r.y, r.w - 2 * corner, corner, command->color);
    fill(painter, r.x, r.y + corner, r.w, r.h - 2 * corner, command->color);
    fill(painter, r.x + corner, r.y + r.h - corner, r.w - 2 * corner, corner, command->color);
}

/* One straight side: solid, or gaps and dashes of about equal length that begin and end with a gap. */
static void play_side(Painter *painter, SDL_Rect side, bool down, int dash, Color color) {
    const int length = down ? side.h : side.w;
    if (dash <= 0) {
        fill(painter, side.x, side.y, side.w, side.h, color);
        return;
    }
    const int dashes = length / (2 * dash) < 1 ? 1 : length / (2 * dash);
    const int parts = 2 * dashes + 1;
    for (int i = 1; i < parts; i += 2) {
        const int from = length * i / parts;
        const int to = length * (i + 1) / parts;
        if (down) {
            fill(painter, side.x, side.y + from, side.w, to - from, color);
        } else {
            fill(painter, side.x + from, side.y, to - from, side.h, color);
        }
    }
}

static void play_stroke(Painter *painter, const CanvasCommand *command) {
    const SDL_Rect r = whole(command->rect);
    const int line = (int)command->width;
    const int dash = (int)command->spacing;
    int corner = (int)command->radius;
    corner = corner < line ? line : corner;
    if (r.w < 2 * corner || r.h < 2 * corner) {
        fill(painter, r.x, r.y, r.w, r.h, command->color);
        return;
    }
    play_corners(painter, r, corner, command->radius, command->width, command->color);
    const int across = r.w - 2 * corner;
    const int down = r.h - 2 * corner;
    play_side(painter, (SDL_Rect){r.x + corner, r.y, across, line}, false, dash, command->color);
    play_side(painter, (SDL_Rect){r.x + corner, r.y + r.h - line, across, line}, false, dash, command->color);
    play_side(painter, (SDL_Rect){r.x, r.y + corner, line, down}, true, dash, command->color);
    play_side(painter, (SDL_Rect){r.x + r.w - line, r.y + corner, line, down}, true, dash, command->color);
}

static void play_hatch(Painter *painter, const CanvasCommand *command) {
    const SDL_Rect r = whole(command->rect);
    const int key[] = {'H', r.w, r.h, (int)command->radius, (int)(command->spacing * 4)};
    CacheSlot *slot = find_slot(painter, hash_bytes(HASH_SEED, key, sizeof key));
    if (!slot->texture && (int64_t)r.w * r.h <= (int64_t)4 * MASK_AREA) {
        uint8_t *mask = malloc((size_t)r.w * (size_t)r.h);
        if (!mask) {
            return;
        }
        const float spacing = fabsf(command->spacing);
        mask_hatch(mask, r.w, r.h, command->radius, spacing, fmaxf(1, spacing / 6), command->spacing < 0);
        keep_mask(painter, slot, mask, r.w, r.h);
        free(mask);
    }
    copy(painter, slot, NULL, r, command->color);
}

/* One mask for all of a path; its key holds the shape, not the place. */
static void play_path(Painter *painter, CanvasKind kind, Rect rect, const Point *points, size_t count,
                      float line, Color color) {
    const SDL_Rect r = whole(rect);
    if (count == 0) {
        return;
    }
    uint64_t key = hash_bytes(HASH_SEED, &kind, sizeof kind);
    key = hash_bytes(key, &line, sizeof line);
    for (size_t i = 0; i < count; i++) {
        const int relative[] = {(int)lroundf((points[i].x - rect.x) * 8),
                                (int)lroundf((points[i].y - rect.y) * 8)};
        key = hash_bytes(key, relative, sizeof relative);
    }
    CacheSlot *slot = find_slot(painter, key);
    if (!slot->texture && (int64_t)r.w * r.h <= MASK_AREA) {
        uint8_t *mask = malloc((size_t)r.w * (size_t)r.h);
        Point *local = malloc(count * sizeof *local);
        if (mask && local) {
            for (size_t i = 0; i < count; i++) {
                local[i] = (Point){points[i].x - rect.x, points[i].y - rect.y};
            }
            if (kind == CANVAS_POLYGON) {
                mask_polygon(mask, r.w, r.h, local, count);
            } else {
                mask_polyline(mask, r.w, r.h, local, count, line);
            }
            keep_mask(painter, slot, mask, r.w, r.h);
        }
        free(mask);
        free(local);
    }
    copy(painter, slot, NULL, r, color);
}

/* A long line is cut into short pieces, so that no mask is larger than what it shows. */
static void play_piece(Painter *painter, Point from, Point to, float line, Color color) {
    const float length = hypotf(to.x - from.x, to.y - from.y);
    const int pieces = (int)ceilf(length / PIECE) < 1 ? 1 : (int)ceilf(length / PIECE);
    const float margin = ceilf(line / 2) + 1;
    for (int i = 0; i < pieces; i++) {
        const float t0 = (float)i / (float)pieces;
        const float t1 = (float)(i + 1) / (float)pieces;
        const Point ends[] = {{from.x + t0 * (to.x - from.x), from.y + t0 * (to.y - from.y)},
                              {from.x + t1 * (to.x - from.x), from.y + t1 * (to.y - from.y)}};
        const float left = floorf(fminf(ends[0].x, ends[1].x) - margin);
        const float top = floorf(fminf(ends[0].y, ends[1].y) - margin);
        const Rect rect = {left, top, ceilf(fmaxf(ends[0].x, ends[1].x) + margin) - left,
                           ceilf(fmaxf(ends[0].y, ends[1].y) + margin) - top};
        play_path(painter, CANVAS_POLYLINE, rect, ends, 2, line, color);
    }
}

static void play_polyline(Painter *painter, const CanvasCommand *command, const Point *points) {
    if (command->rect.w * command->rect.h <= (float)WHOLE_LINE_AREA) {
        play_path(painter, CANVAS_POLYLINE, command->rect, points, command->count, command->width,
                  command->color);
        return;
    }
    for (size_t i = 0; i + 1 < command->count; i++) {
        play_piece(painter, points[i], points[i + 1], command->width, command->color);
    }
}

static void play_word(Painter *painter, Font font, float x, float baseline, Color color, const char *text,
                      size_t length) {
    CacheSlot *slot = find_slot(painter, font_key(font, text, length) ^ 'T');
    const FontSlot *found = find_font(painter, font);
    if (!found->ttf) {
        return;
    }
    if (!slot->texture) {
        char word[1024];
        snprintf(word, sizeof word, "%.*s", (int)(length < 1000 ? length : 1000), text);
        keep_surface(painter, slot,
                     TTF_RenderUTF8_Blended(found->ttf, word, (SDL_Color){255, 255, 255, 255}));
    }
    const int top = (int)baseline - TTF_FontAscent(found->ttf);
    copy(painter, slot, NULL, (SDL_Rect){(int)lroundf(x), top, slot->width, slot->height}, color);
}

static void play_text(Painter *painter, const CanvasCommand *command, const char *text) {
    float x = command->rect.x + 2;
    if (command->font.face != FONT_MONO) {
        play_word(painter, command->font, x, command->baseline, command->color, text, command->count);
        return;
    }
    const float advance = find_font(painter, command->font)->advance;
    size_t start = 0;
    while (start < command->count) {
        size_t end = start;
        while (end < command->count && text[end] != ' ') {
            end++;
        }
        if (end > start) {
            play_word(painter, command->font, x, command->baseline, command->color, text + start,
                      end - start);
        }
        end += end < command->count;
        x += mono_width(advance, text + start, end - start);
        start = end;
    }
}

/* The texture of a picture of that size: the one that holds it, else the one unused longest. */
static ImageSlot *find_image(Painter *painter, const CanvasCommand *command) {
    ImageSlot *oldest = &painter->images[0];
    for (int i = 0; i < IMAGE_SLOTS; i++) {
        ImageSlot *slot = &painter->images[i];
        const bool fits = slot->columns == command->columns && slot->rows == command->rows;
        if (slot->texture && fits && slot->version == command->version) {
            return slot;
        }
        if (oldest->texture && (!slot->texture || slot->used < oldest->used)) {
            oldest = slot;
        }
    }
    if (oldest->columns != command->columns || oldest->rows != command->rows) {
        SDL_DestroyTexture(oldest->texture);
        *oldest = (ImageSlot){.columns = command->columns, .rows = command->rows};
        oldest->texture = SDL_CreateTexture(painter->renderer, SDL_PIXELFORMAT_ARGB8888,
                                            SDL_TEXTUREACCESS_STREAMING, command->columns, command->rows);
        /* Pictures are opaque: copying them without blending costs a third. */
        SDL_SetTextureBlendMode(oldest->texture, SDL_BLENDMODE_NONE);
    }
    if (oldest->texture) {
        SDL_UpdateTexture(oldest->texture, NULL, command->pixels, command->columns * 4);
        oldest->version = command->version;
    }
    return oldest;
}

static void play_image(Painter *painter, const CanvasCommand *command) {
    ImageSlot *slot = find_image(painter, command);
    const SDL_Rect target = whole(command->rect);
    slot->used = painter->clock;
    if (slot->texture) {
        SDL_RenderCopy(painter->renderer, slot->texture, NULL, &target);
    }
}

static void play_command(Painter *painter, const Canvas *canvas, const CanvasCommand *command) {
    switch (command->kind) {
    case CANVAS_FILL:
        play_fill(painter, command);
        break;
    case CANVAS_STROKE:
        play_stroke(painter, command);
        break;
    case CANVAS_HATCH:
        play_hatch(painter, command);
        break;
    case CANVAS_POLYGON:
        play_path(painter, CANVAS_POLYGON, command->rect, canvas->points + command->data, command->count, 0,
                  command->color);
        break;
    case CANVAS_POLYLINE:
        play_polyline(painter, command, canvas->points + command->data);
        break;
    case CANVAS_TEXT:
        play_text(painter, command, canvas->text + command->data);
        break;
    case CANVAS_IMAGE:
        play_image(painter, command);
        break;
    case CANVAS_KIND_COUNT:
        break;
    }
}

void painter_play(Painter *painter, const Canvas *canvas, const Rect *damage, int count) {
    painter->clock++;
    if (!painter->renderer) {
        return;
    }
    for (int i = 0; i < count; i++) {
        Rect clip = {-1, -1, 0, 0};
        for (size_t k = 0; k < canvas->count; k++) {
            const CanvasCommand *command = &canvas->commands[canvas->order[k]];
            const Rect seen = rect_intersect(command->clip, damage[i]);
            if (rect_empty(rect_intersect(command->rect, seen))) {
                continue;
            }
            if (seen.x != clip.x || seen.y != clip.y || seen.w != clip.w || seen.h != clip.h) {
                clip = seen;
                const SDL_Rect limits = {(int)floorf(seen.x), (int)floorf(seen.y),
                                         (int)(ceilf(seen.x + seen.w) - floorf(seen.x)),
                                         (int)(ceilf(seen.y + seen.h) - floorf(seen.y))};
                SDL_RenderSetClipRect(painter->renderer, &limits);
            }
            play_command(painter, canvas, command);
        }
    }
    SDL_RenderSetClipRect(painter->renderer, NULL);
    SDL_RenderFlush(painter->renderer);
}
