/* Records commands; sorts them by layer; hashes tiles. Nothing is drawn here.
 *
 * Invariant: every command's rect is clipped neither to the window nor to its clip; the player clips. A
 * command that cannot be stored is left out and out_of_memory says so.
 */
#include "app/canvas/canvas.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

uint64_t hash_bytes(uint64_t seed, const void *data, size_t size) {
    const unsigned char *bytes = data;
    for (size_t i = 0; i < size; i++) {
        seed = (seed ^ bytes[i]) * 1099511628211ULL;
    }
    return seed;
}

Rect rect_inset(Rect rect, float by) {
    return (Rect){rect.x + by, rect.y + by, rect.w - 2 * by, rect.h - 2 * by};
}

bool rect_contains(Rect rect, float x, float y) {
    return x >= rect.x && y >= rect.y && x < rect.x + rect.w && y < rect.y + rect.h;
}

Rect rect_intersect(Rect one, Rect other) {
    const float left = fmaxf(one.x, other.x);
    const float top = fmaxf(one.y, other.y);
    const float right = fminf(one.x + one.w, other.x + other.w);
    const float bottom = fminf(one.y + one.h, other.y + other.h);
    return (Rect){left, top, fmaxf(0, right - left), fmaxf(0, bottom - top)};
}

Rect rect_union(Rect one, Rect other) {
    const float left = fminf(one.x, other.x);
    const float top = fminf(one.y, other.y);
    const float right = fmaxf(one.x + one.w, other.x + other.w);
    const float bottom = fmaxf(one.y + one.h, other.y + other.h);
    return (Rect){left, top, right - left, bottom - top};
}

bool rect_empty(Rect rect) {
    return rect.w <= 0 || rect.h <= 0;
}

static float fake_width(void *context, Font font, const char *text, size_t length) {
    (void)context;
    size_t characters = 0;
    for (size_t i = 0; i < length; i++) {
        characters += (text[i] & 0xC0) != 0x80;
    }
    return (float)characters * 7.0F * (float)font.size / 12.0F;
}

CanvasMetrics canvas_metrics_fake(void) {
    return (CanvasMetrics){fake_width, NULL};
}

void canvas_init(Canvas *canvas, CanvasMetrics metrics) {
    *canvas = (Canvas){.metrics = metrics, .all_changed = true};
}

void canvas_free(Canvas *canvas) {
    free(canvas->commands);
    free(canvas->text);
    free(canvas->points);
    free(canvas->order);
    free(canvas->tiles);
    free(canvas->tiles_before);
    for (int i = 0; i < CANVAS_PICTURES; i++) {
        free(canvas->pictures[i].pixels);
    }
    *canvas = (Canvas){0};
}

/* Makes room for needed elements; false (and the old memory kept) if there is none. */
static bool reserve(void **memory, size_t *capacity, size_t needed, size_t size) {
    if (needed <= *capacity) {
        return true;
    }
    const size_t larger = needed < 512 ? 1024 : needed * 2;
    void *grown = larger <= SIZE_MAX / size ? realloc(*memory, larger * size) : NULL;
    if (!grown) {
        return false;
    }
    *memory = grown;
    *capacity = larger;
    return true;
}

static void size_tiles(Canvas *canvas, int width, int height) {
    canvas->width = width;
    canvas->height = height;
    canvas->tile_columns = (width + CANVAS_TILE - 1) / CANVAS_TILE;
    canvas->tile_rows = (height + CANVAS_TILE - 1) / CANVAS_TILE;
    canvas->all_changed = true;
    free(canvas->tiles);
    free(canvas->tiles_before);
    const size_t count = (size_t)canvas->tile_columns * (size_t)canvas->tile_rows;
    canvas->tiles = calloc(count, sizeof *canvas->tiles);
    canvas->tiles_before = calloc(count, sizeof *canvas->tiles_before);
}

void canvas_begin(Canvas *canvas, int width, int height, Color color) {
    if (width != canvas->width || height != canvas->height) {
        size_tiles(canvas, width, height);
    }
    canvas->frame++;
    canvas->count = 0;
    canvas->text_size = 0;
    canvas->point_count = 0;
    canvas->layer = CANVAS_LAYER_STAGE;
    canvas->clips[0] = canvas->panels[0] = (Rect){0, 0, (float)width, (float)height};
    canvas->clip_count = 1;
    canvas->out_of_memory = false;
    canvas_fill(canvas, canvas->clips[0], 0, color);
}

static bool sort_by_layer(Canvas *canvas) {
    void *order = canvas->order;
    if (!reserve(&order, &canvas->order_capacity, canvas->count, sizeof *canvas->order)) {
        return false;
    }
    canvas->order = order;
    size_t next = 0;
    for (int layer = 0; layer < CANVAS_LAYER_COUNT; layer++) {
        for (size_t i = 0; i < canvas->count; i++) {
            if (canvas->commands[i].layer == (CanvasLayer)layer) {
                canvas->order[next++] = (uint32_t)i;
            }
        }
    }
    return true;
}

static void hash_tiles(Canvas *canvas) {
    memset(canvas->tiles, 0,
           (size_t)canvas->tile_columns * (size_t)canvas->tile_rows * sizeof *canvas->tiles);
    const Rect window = {0, 0, (float)canvas->width, (float)canvas->height};
    for (size_t i = 0; i < canvas->count; i++) {
        const CanvasCommand *command = &canvas->commands[canvas->order[i]];
        const Rect seen = rect_intersect(rect_intersect(command->rect, command->clip), window);
        if (rect_empty(seen)) {
            continue;
        }
        const int left = (int)seen.x / CANVAS_TILE;
        const int top = (int)seen.y / CANVAS_TILE;
        const int right = (int)ceilf(seen.x + seen.w - 1) / CANVAS_TILE;
        const int bottom = (int)ceilf(seen.y + seen.h - 1) / CANVAS_TILE;
        for (int row = top; row <= bottom && row < canvas->tile_rows; row++) {
            for (int column = left; column <= right && column < canvas->tile_columns; column++) {
                uint64_t *tile = &canvas->tiles[row * canvas->tile_columns + column];
                *tile = (*tile ^ command->hash) * 1099511628211ULL + 1;
            }
        }
    }
}

/* Joins a run of changed tiles with a rectangle that ends right above it and is as wide. */
static int add_damage(Rect damage[CANVAS_DAMAGE], int count, Rect run) {
    for (int i = 0; i < count; i++) {
        Rect *above = &damage[i];
        if (above->x == run.x && above->w == run.w && above->y + above->h == run.y) {
            above->h += run.h;
            return count;
        }
    }
    if (count == CANVAS_DAMAGE) {
        damage[CANVAS_DAMAGE - 1] = rect_union(damage[CANVAS_DAMAGE - 1], run);
        return count;
    }
    damage[count] = run;
    return count + 1;
}

static int compare_tiles(const Canvas *canvas, Rect damage[CANVAS_DAMAGE]) {
    int count = 0;
    for (int row = 0; row < canvas->tile_rows; row++) {
        const size_t start = (size_t)row * (size_t)canvas->tile_columns;
        for (int column = 0; column < canvas->tile_columns; column++) {
            int end = column;
            while (end < canvas->tile_columns &&
                   canvas->tiles[start + (size_t)end] != canvas->tiles_before[start + (size_t)end]) {
                end++;
            }
            if (end > column) {
                count = add_damage(damage, count,
                                   (Rect){(float)(column * CANVAS_TILE), (float)(row * CANVAS_TILE),
                                          (float)((end - column) * CANVAS_TILE), CANVAS_TILE});
                column = end;
            }
        }
    }
    return count;
}

int canvas_end(Canvas *canvas, Rect damage[CANVAS_DAMAGE]) {
    const Rect window = {0, 0, (float)canvas->width, (float)canvas->height};
    if (!sort_by_layer(canvas)) {
        canvas->count = 0;
        canvas->out_of_memory = true;
        return 0;
    }
    if (!canvas->tiles || !canvas->tiles_before) {
        damage[0] = window;
        return 1;
    }
    hash_tiles(canvas);
    int count = 0;
    if (canvas->all_changed) {
        damage[count++] = window;
    } else {
        count = compare_tiles(canvas, damage);
        for (int i = 0; i < count; i++) {
            damage[i] = rect_intersect(damage[i], window);
        }
    }
    uint64_t *shown = canvas->tiles;
    canvas->tiles = canvas->tiles_before;
    canvas->tiles_before = shown;
    canvas->all_changed = false;
    return count;
}

void canvas_invalidate(Canvas *canvas) {
    canvas->all_changed = true;
}

CanvasLayer canvas_set_layer(Canvas *canvas, CanvasLayer layer) {
    const CanvasLayer before = canvas->layer;
    canvas->layer = layer;
    return before;
}

Rect canvas_clip(const Canvas *canvas) {
    return canvas->clips[canvas->clip_count - 1];
}

static void push(Canvas *canvas, Rect clip, Rect panel) {
    assert(canvas->clip_count < CANVAS_CLIPS);
    canvas->clips[canvas->clip_count] = clip;
    canvas->panels[canvas->clip_count++] = panel;
}

void canvas_push_clip(Canvas *canvas, Rect clip) {
    push(canvas, rect_intersect(clip, canvas_clip(canvas)), canvas->panels[canvas->clip_count - 1]);
}

void canvas_push_whole(Canvas *canvas) {
    push(canvas, canvas->clips[0], canvas->panels[0]);
}

void canvas_push_panel(Canvas *canvas, Rect panel) {
    push(canvas, canvas_clip(canvas), panel);
}

void canvas_pop_clip(Canvas *canvas) {
    assert(canvas->clip_count > 1);
    canvas->clip_count--;
}

static uint64_t hash_word(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 32);
}

static uint64_t hash_float(uint64_t hash, float number) {
    uint32_t bits = 0;
    memcpy(&bits, &number, sizeof bits);
    return hash_word(hash, bits);
}

static uint64_t hash_rect(uint64_t hash, Rect rect) {
    return hash_float(hash_float(hash_float(hash_float(hash, rect.x), rect.y), rect.w), rect.h);
}

static uint64_t hash_command(const Canvas *canvas, const CanvasCommand *command) {
    uint64_t hash = hash_rect(hash_rect(HASH_SEED, command->rect), command->clip);
    hash = hash_float(hash_float(hash, command->radius), command->width);
    hash = hash_float(hash_float(hash, command->spacing), command->baseline);
    hash = hash_word(hash, (uint64_t)command->kind << 32 | command->color);
    hash = hash_word(hash, (uint64_t)command->font.face << 32 | (uint32_t)command->font.size);
    hash = hash_word(hash, command->version);
    if (command->kind == CANVAS_TEXT) {
        return hash_bytes(hash, canvas->text + command->data, command->count);
    }
    for (size_t i = 0; i < command->count; i++) {
        const Point point = canvas->points[command->data + i];
        hash = hash_float(hash_float(hash, point.x), point.y);
    }
    return hash;
}

/* Stores a command whose data is already in place. */
static void record(Canvas *canvas, CanvasCommand command) {
    command.layer = canvas->layer;
    command.clip = canvas_clip(canvas);
    command.panel = canvas->panels[canvas->clip_count - 1];
    if (rect_empty(rect_intersect(command.rect, command.clip)) || (command.color & 0xFF) == 0) {
        return;
    }
    void *commands = canvas->commands;
    if (!reserve(&commands, &canvas->capacity, canvas->count + 1, sizeof command)) {
        canvas->out_of_memory = true;
        return;
    }
    canvas->commands = commands;
    command.hash = hash_command(canvas, &command);
    canvas->commands[canvas->count++] = command;
}

static Rect snap(Rect rect) {
    const float left = roundf(rect.x);
    const float top = roundf(rect.y);
    return (Rect){left, top, roundf(rect.x + rect.w) - left, roundf(rect.y + rect.h) - top};
}

static float fitting_radius(Rect rect, float radius) {
    return floorf(fminf(radius + 0.5F, fminf(rect.w, rect.h) / 2));
}

void canvas_fill(Canvas *canvas, Rect rect, float radius, Color color) {
    rect = snap(rect);
    record(canvas,
           (CanvasCommand){
               .kind = CANVAS_FILL, .rect = rect, .radius = fitting_radius(rect, radius), .color = color});
}

void canvas_disc(Canvas *canvas, Point centre, float radius, Color color) {
    const float size = roundf(radius * 2);
    canvas_fill(canvas, (Rect){roundf(centre.x - size / 2), roundf(centre.y - size / 2), size, size}, radius,
                color);
}

void canvas_card(Canvas *canvas, Rect rect, float radius, float edge, Color line, Color ground) {
    canvas_fill(canvas, rect, radius, line);
    canvas_fill(canvas, rect_inset(rect, edge), fmaxf(0, radius - edge), ground);
}

void canvas_stroke(Canvas *canvas, Rect rect, float radius, float width, float dash, Color color) {
    rect = snap(rect);
    record(canvas, (CanvasCommand){.kind = CANVAS_STROKE,
                                   .rect = rect,
                                   .radius = fitting_radius(rect, radius),
                                   .width = fmaxf(1, roundf(width)),
                                   .spacing = roundf(dash),
                                   .color = color});
}

void canvas_hatch(Canvas *canvas, Rect rect, float radius, float spacing, bool crossed, Color color) {
    rect = snap(rect);
    record(canvas, (CanvasCommand){.kind = CANVAS_HATCH,
                                   .rect = rect,
                                   .radius = fitting_radius(rect, radius),
                                   .spacing = crossed ? -spacing : spacing,
                                   .color = color});
}

static void record_points(Canvas *canvas, CanvasCommand command, const Point *points, size_t count) {
    void *memory = canvas->points;
    if (count == 0) {
        return;
    }
    if (!reserve(&memory, &canvas->point_capacity, canvas->point_count + count, sizeof *points)) {
        canvas->out_of_memory = true;
        return;
    }
    canvas->points = memory;
    memcpy(canvas->points + canvas->point_count, points, count * sizeof *points);
    command.data = canvas->point_count;
    command.count = count;
    canvas->point_count += count;
    Rect box = {points[0].x, points[0].y, 0, 0};
    for (size_t i = 1; i < count; i++) {
        box = rect_union(box, (Rect){points[i].x, points[i].y, 0, 0});
    }
    const float margin = ceilf(command.width / 2) + 1;
    const float left = floorf(box.x - margin);
    const float top = floorf(box.y - margin);
    command.rect =
        (Rect){left, top, ceilf(box.x + box.w + margin) - left, ceilf(box.y + box.h + margin) - top};
    record(canvas, command);
}

void canvas_polygon(Canvas *canvas, const Point *points, size_t count, Color color) {
    record_points(canvas, (CanvasCommand){.kind = CANVAS_POLYGON, .color = color}, points, count);
}

void canvas_polyline(Canvas *canvas, const Point *points, size_t count, float width, Color color) {
    record_points(canvas, (CanvasCommand){.kind = CANVAS_POLYLINE, .color = color, .width = width}, points,
                  count);
}

static float text_width(const Canvas *canvas, Font font, const char *text, size_t length) {
    return canvas->metrics.width(canvas->metrics.context, font, text, length);
}

float canvas_text_width(const Canvas *canvas, Font font, const char *text) {
    return text_width(canvas, font, text, strlen(text));
}

static float draw_text(Canvas *canvas, Font font, float x, float y, Color color, const char *text,
                       size_t length) {
    const float width = text_width(canvas, font, text, length);
    void *memory = canvas->text;
    if (length == 0) {
        return 0;
    }
    if (!reserve(&memory, &canvas->text_capacity, canvas->text_size + length + 1, 1)) {
        canvas->out_of_memory = true;
        return width;
    }
    canvas->text = memory;
    memcpy(canvas->text + canvas->text_size, text, length);
    canvas->text[canvas->text_size + length] = '\0';
    /* Both faces have capitals of 0.73 em, so their middle is 0.365 em above the baseline. */
    const float baseline = roundf(y + 0.365F * (float)font.size);
    const float em = (float)font.size;
    x = roundf(x);
    const CanvasCommand command = {
        .kind = CANVAS_TEXT,
        .rect = {x - 2, floorf(baseline - em * 1.1F), ceilf(width) + 4, ceilf(em * 1.5F)},
        .color = color,
        .font = font,
        .baseline = baseline,
        .data = canvas->text_size,
        .count = length};
    canvas->text_size += length + 1;
    record(canvas, command);
    return width;
}

float canvas_text(Canvas *canvas, Font font, float x, float y, Color color, const char *text) {
    return draw_text(canvas, font, x, y, color, text, strlen(text));
}

/* The longest prefix, in whole characters, that is no wider than limit. */
static size_t prefix_within(const Canvas *canvas, Font font, const char *text, size_t length, float limit) {
    size_t fits = 0;
    while (fits < length) {
        size_t middle = fits + (length - fits + 1) / 2;
        while (middle < length && (text[middle] & 0xC0) == 0x80) {
            middle++;
        }
        if (text_width(canvas, font, text, middle) <= limit) {
            fits = middle;
            continue;
        }
        do {
            middle--;
        } while (middle > fits && (text[middle] & 0xC0) == 0x80);
        length = middle;
    }
    return fits;
}

/* Of a longer text no more is ever shown on a line that is cut. */
enum { CUT_BYTES = 240 };

float canvas_text_aligned(Canvas *canvas, Font font, float x, float y, Align align, float limit, Color color,
                          const char *text) {
    char cut[CUT_BYTES + 8];
    const size_t length = strlen(text);
    const bool looked_at = limit <= 0 || length <= CUT_BYTES;
    float width = looked_at ? canvas_text_width(canvas, font, text) : 0;
    if (!looked_at || (limit > 0 && width > limit)) {
        const float ellipsis = canvas_text_width(canvas, font, "…");
        size_t most = length < CUT_BYTES ? length : CUT_BYTES;
        while (most < length && most > 0 && (text[most] & 0xC0) == 0x80) {
            most--;
        }
        const size_t kept = prefix_within(canvas, font, text, most, limit - ellipsis);
        snprintf(cut, sizeof cut, "%.*s…", (int)kept, text);
        text = cut;
        width = canvas_text_width(canvas, font, text);
    }
    const float shift = align == ALIGN_LEFT ? 0 : align == ALIGN_CENTRE ? width / 2 : width;
    return canvas_text(canvas, font, x - shift, y, color, text);
}

float canvas_runs(Canvas *canvas, const CanvasRun *runs, size_t count, float x, float y) {
    const float start = x;
    for (size_t i = 0; i < count; i++) {
        x += canvas_text(canvas, runs[i].font, x, y, runs[i].color, runs[i].text);
    }
    return x - start;
}

/* How many bytes of text stand on the first line: up to the last blank that fits, at least one character. */
static size_t line_length(const Canvas *canvas, Font font, const char *text, float width) {
    const char *newline = strchr(text, '\n');
    const size_t whole = newline ? (size_t)(newline - text) : strlen(text);
    if (text_width(canvas, font, text, whole) <= width) {
        return whole;
    }
    size_t best = 0;
    for (size_t i = 1; i < whole; i++) {
        if (text[i] == ' ' && text_width(canvas, font, text, i) <= width) {
            best = i;
        }
    }
    if (best == 0) {
        best = prefix_within(canvas, font, text, whole, width);
    }
    return best > 0 ? best : whole;
}

Font canvas_fit(const Canvas *canvas, Font font, int least, float width, const char *text) {
    while (font.size > least && canvas_text_width(canvas, font, text) > width) {
        font.size--;
    }
    return font;
}

int canvas_paragraph(Canvas *canvas, Font font, Rect rect, float line_height, Color color, const char *text,
                     bool draw) {
    int lines = 0;
    while (*text) {
        const size_t length = line_length(canvas, font, text, rect.w);
        if (draw) {
            draw_text(canvas, font, rect.x, rect.y + (float)lines * line_height, color, text, length);
        }
        lines++;
        text += length;
        while (*text == ' ' || *text == '\n') {
            text++;
        }
    }
    return lines;
}

/* The picture of that key, or the one unused longest, which becomes it. */
static CanvasPicture *find_picture(Canvas *canvas, uint64_t key, int columns, int rows) {
    CanvasPicture *oldest = &canvas->pictures[0];
    for (int i = 0; i < CANVAS_PICTURES; i++) {
        CanvasPicture *picture = &canvas->pictures[i];
        if (picture->key == key && picture->columns == columns && picture->rows == rows) {
            return picture;
        }
        if (picture->used < oldest->used) {
            oldest = picture;
        }
    }
    oldest->key = 0;
    return oldest;
}

/* Makes picture ready to be painted; false where memory is short, or all pictures stand in this frame
 * already. */
static bool prepare_picture(Canvas *canvas, CanvasPicture *picture, int columns, int rows) {
    void *pixels = picture->pixels;
    if (picture->used == canvas->frame ||
        !reserve(&pixels, &picture->capacity, (size_t)columns * (size_t)rows, sizeof *picture->pixels)) {
        canvas->out_of_memory = true;
        return false;
    }
    picture->pixels = pixels;
    picture->columns = columns;
    picture->rows = rows;
    return true;
}

void canvas_picture(Canvas *canvas, Rect rect, uint64_t key, CanvasPaint paint, const void *subject) {
    rect = snap(rect);
    const int columns = (int)rect.w;
    const int rows = (int)rect.h;
    if (rect_empty(rect) || canvas->sketch) {
        return;
    }
    CanvasPicture *picture = find_picture(canvas, key, columns, rows);
    if (picture->key != key) {
        if (!prepare_picture(canvas, picture, columns, rows)) {
            return;
        }
        paint(subject, picture->pixels, columns, rows);
        picture->key = key;
    }
    picture->used = canvas->frame;
    record(canvas, (CanvasCommand){.kind = CANVAS_IMAGE,
                                   .rect = rect,
                                   .color = 0xFFFFFFFF,
                                   .pixels = picture->pixels,
                                   .columns = columns,
                                   .rows = rows,
                                   .version = key});
}

static const char *const kind_names[] = {"fill", "stroke", "hatch", "polygon", "polyline", "text", "image"};
_Static_assert(sizeof kind_names / sizeof kind_names[0] == CANVAS_KIND_COUNT, "a name for each kind");

void canvas_dump(const Canvas *canvas, FILE *file) {
    for (size_t i = 0; i < canvas->count; i++) {
        const CanvasCommand *command = &canvas->commands[canvas->order[i]];
        fprintf(file, "%s %d %g,%g %gx%g %08X", kind_names[command->kind], (int)command->layer,
                (double)command->rect.x, (double)command->rect.y, (double)command->rect.w,
                (double)command->rect.h, (unsigned)command->color);
        if (command->kind == CANVAS_TEXT) {
            fprintf(file, " %d/%d \"%s\"", (int)command->font.face, command->font.size,
                    canvas->text + command->data);
        } else if (command->kind == CANVAS_FILL) {
            fprintf(file, " radius %g", (double)command->radius);
        } else if (command->kind == CANVAS_STROKE) {
            fprintf(file, " radius %g width %g dash %g", (double)command->radius, (double)command->width,
                    (double)command->spacing);
        } else if (command->count > 0) {
            fprintf(file, " points %zu width %g", command->count, (double)command->width);
        }
        fputc('\n', file);
    }
}
