/* Maps as cells with their window and outputs, a photo beside its pools, stacks as the fields of their layers
 * one in another, an effective field as its influence.
 */
#include "app/chrome/start_tiles.h"

#include "app/document/examples.h"
#include "app/ui/ui.h"
#include "core/field.h"
#include "core/influence.h"
#include "core/walk.h"

#include <math.h>
#include <stdlib.h>

/* Fields that are drawn of one stack at most, steps of a window in a second, the kernel of a photo's pools.
 */
enum { FIELDS = 24, STEPS_A_SECOND = 2, PHOTO_KERNEL = 4 };

typedef enum TileKind { TILE_NONE, TILE_MAP, TILE_PHOTO, TILE_FIELDS, TILE_INFLUENCE } TileKind;

typedef struct Tile {
    TileKind kind;
    PsDocument document;
    PsWalk walk;           /* over the document's input */
    PsMap pooled[2];       /* of a map its output; of a photo max and average */
    float magnitude;       /* of the input */
    double fields[FIELDS]; /* rising, in cells of the input */
    int field_count;
    double input; /* the side of a stack's input */
    PsInfluence influence;
    double peak;
} Tile;

struct StartTiles {
    Tile tiles[START_TILES];
    int read;
};

StartTiles *start_tiles_create(void) {
    return calloc(1, sizeof(StartTiles));
}

void start_tiles_free(StartTiles *tiles) {
    if (tiles == NULL) {
        return;
    }
    for (int i = 0; i < START_TILES; i++) {
        ps_map_free(&tiles->tiles[i].pooled[0]);
        ps_map_free(&tiles->tiles[i].pooled[1]);
        ps_influence_free(&tiles->tiles[i].influence);
        ps_document_free(&tiles->tiles[i].document);
    }
    free(tiles);
}

/* ---- reading ---- */

static bool pool_photo(Tile *tile) {
    static const PsPoolOp ops[] = {PS_POOL_MAX, PS_POOL_AVG};
    PsPool pool = ps_pool_default();
    bool pooled = true;
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = pool.stride[axis] = PHOTO_KERNEL;
    }
    for (int i = 0; i < 2 && pooled; i++) {
        pool.op = ops[i];
        pooled = ps_pool_forward(&pool, &tile->document.scene.input, &tile->pooled[i], NULL, NULL) == PS_OK;
    }
    return pooled;
}

static TileKind prepare_map(Tile *tile) {
    const PsScene *scene = &tile->document.scene;
    tile->magnitude = ps_map_magnitude(&scene->input);
    if (scene->source.pattern == PS_PATTERN_PICTURE && scene->input.channels == 3) {
        return pool_photo(tile) ? TILE_PHOTO : TILE_NONE;
    }
    const bool ready = ps_walk_init(&tile->walk, &scene->input, 0, &scene->pool, NULL) == PS_OK &&
                       ps_pool_forward(&scene->pool, &scene->input, &tile->pooled[0], NULL, NULL) == PS_OK;
    return ready ? TILE_MAP : TILE_NONE;
}

/* Layers that see more than those before them; of very many only each so many-th. */
static void take_fields(Tile *tile, const PsField *fields, int count) {
    int grown = 0;
    double last = 1;
    for (int i = 0; i < count; i++) {
        const double size = fields[i].axis[PS_HEIGHT].size;
        grown += fields[i].known && size > last;
        last = fmax(last, size);
    }
    const int every = grown / FIELDS + 1;
    int seen = 0;
    last = 1;
    for (int i = 0; i < count; i++) {
        const double size = fields[i].axis[PS_HEIGHT].size;
        if (fields[i].known && size > last) {
            last = size;
            if (++seen % every == grown % every && tile->field_count < FIELDS) {
                tile->fields[tile->field_count++] = size;
            }
        }
    }
}

static TileKind prepare_influence(Tile *tile, const PsPlan *plan) {
    const int node = plan->count - 1;
    const int64_t neuron[PS_AXES] = {plan->nodes[node].size[PS_HEIGHT] / 2,
                                     plan->nodes[node].size[PS_WIDTH] / 2};
    if (ps_influence_paths(plan, node, neuron, &tile->influence, NULL) != PS_OK) {
        return TILE_NONE;
    }
    for (int i = 0; i < tile->influence.height * tile->influence.width; i++) {
        tile->peak = fmax(tile->peak, tile->influence.values[i]);
    }
    return tile->peak > 0 ? TILE_INFLUENCE : TILE_NONE;
}

static TileKind prepare_stack(Tile *tile) {
    PsPlan plan;
    const PsSceneStack *stack = &tile->document.scene.stack;
    TileKind kind = TILE_NONE;
    if (stack->text == NULL ||
        ps_plan_init(&plan, &stack->tree, 0, (const int[PS_AXES]){0, 0}, NULL) != PS_OK) {
        return kind;
    }
    PsField *fields = plan.count > 0 ? calloc((size_t)plan.count, sizeof *fields) : NULL;
    if (fields != NULL) {
        ps_field_compute(&plan, fields);
        tile->input = (double)plan.size[PS_HEIGHT];
        take_fields(tile, fields, plan.count);
        kind = tile->field_count > 0 ? TILE_FIELDS : TILE_NONE;
        if (kind == TILE_FIELDS && tile->document.scene.field.effective && plan.failed == plan.count) {
            kind = prepare_influence(tile, &plan);
        }
    }
    free(fields);
    ps_plan_free(&plan);
    return kind;
}

bool start_tiles_read(StartTiles *tiles, const char *assets) {
    if (tiles->read == START_TILES) {
        return false;
    }
    Tile *tile = &tiles->tiles[tiles->read];
    if (assets != NULL && example_read(assets, tiles->read, &tile->document, NULL) == PS_OK) {
        tile->kind = tile->document.stage == PS_STAGE_FIELD ? prepare_stack(tile) : prepare_map(tile);
    }
    tiles->read++;
    return true;
}

/* ---- drawing ---- */

/* Cells of one size from a corner on. */
typedef struct Cells {
    float x, y, pitch, gap;
} Cells;

static Rect cell_at(const Cells *cells, int64_t row, int64_t column, int64_t rows, int64_t columns) {
    return (Rect){cells->x + cells->pitch * (float)column, cells->y + cells->pitch * (float)row,
                  cells->pitch * (float)columns - cells->gap, cells->pitch * (float)rows - cells->gap};
}

static void draw_input(const Pen *pen, const Tile *tile, const Cells *cells, const int border[PS_AXES]) {
    const PsMap *map = tile->walk.map;
    for (int row = -border[PS_HEIGHT]; row < map->height + border[PS_HEIGHT]; row++) {
        for (int column = -border[PS_WIDTH]; column < map->width + border[PS_WIDTH]; column++) {
            const Rect rect = cell_at(cells, row, column, 1, 1);
            if (ps_walk_place(&tile->walk, row, column) == PS_TAP_CELL) {
                const float value = ps_map_get(map, 0, row, column);
                canvas_fill(pen->canvas, rect, 2, theme_value(pen->theme, value, tile->magnitude));
            } else {
                canvas_stroke(pen->canvas, rect, 2, 1, 2, pen->theme->line);
            }
        }
    }
}

static void draw_outputs(const Pen *pen, const Tile *tile, const Cells *cells, int64_t step) {
    const PsMap *output = &tile->pooled[0];
    for (int row = 0; row < output->height; row++) {
        for (int column = 0; column < output->width; column++) {
            const Rect rect = cell_at(cells, row, column, 1, 1);
            const int64_t own = ps_walk_step_of(&tile->walk, row, column);
            if (own <= step) {
                const float value = ps_map_get(output, 0, row, column);
                canvas_fill(pen->canvas, rect, 2, theme_value(pen->theme, value, tile->magnitude));
            } else {
                canvas_stroke(pen->canvas, rect, 2, 1, 2, pen->theme->line);
            }
            if (own == step) {
                canvas_stroke(pen->canvas, rect_inset(rect, -2), 3, 2, 0, pen->theme->max);
            }
        }
    }
}

static void draw_map(const Pen *pen, const Tile *tile, Rect room, double seconds) {
    const PsWalk *walk = &tile->walk;
    const PsMap *map = walk->map;
    const int *border = walk->pool.padding;
    const int rows = map->height + 2 * border[PS_HEIGHT];
    const int columns = map->width + 2 * border[PS_WIDTH];
    const float all = (float)columns + 1.5F + (float)walk->output[PS_WIDTH];
    const float pitch = floorf(fminf(fminf(room.h / (float)rows, room.w / all), room.h / 4));
    const float gap = pitch >= 10 ? 2 : 1;
    const int64_t on = (int64_t)(seconds * STEPS_A_SECOND);
    const int64_t step = 1 + (walk->steps / 2 + on) % walk->steps;
    const float left = roundf(room.x + (room.w - pitch * all) / 2);
    const float middle = room.y + room.h / 2;
    const Cells in = {left + pitch * (float)border[PS_WIDTH],
                      roundf(middle - pitch * (float)rows / 2) + pitch * (float)border[PS_HEIGHT], pitch,
                      gap};
    const Cells out = {roundf(left + pitch * ((float)columns + 1.5F)),
                       roundf(middle - pitch * (float)walk->output[PS_HEIGHT] / 2), pitch, gap};
    const PsWindow window = ps_walk_at(walk, step);
    draw_input(pen, tile, &in, border);
    draw_outputs(pen, tile, &out, step);
    const Rect frame = cell_at(&in, window.row, window.column, window.height, window.width);
    canvas_stroke(pen->canvas, rect_inset(frame, -2), 3, 2, 0, pen->theme->window);
}

/* A picture to be painted: the pixels of a map in colour, or of an influence. */
typedef struct Painting {
    const Tile *tile;
    const PsMap *map; /* null: the influence */
    const Theme *theme;
} Painting;

static uint32_t opaque(Color color) {
    return 0xFF000000U | color >> 8;
}

static void paint_photo(const void *subject, uint32_t *pixels, int columns, int rows) {
    const Painting *painting = subject;
    const PsMap *map = painting->map;
    for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
            const int row = y * map->height / rows;
            const int column = x * map->width / columns;
            pixels[y * columns + x] =
                opaque(theme_picture_colour(ps_map_get(map, 0, row, column), ps_map_get(map, 1, row, column),
                                            ps_map_get(map, 2, row, column), painting->tile->magnitude));
        }
    }
}

static void paint_influence(const void *subject, uint32_t *pixels, int columns, int rows) {
    const Painting *painting = subject;
    const PsInfluence *influence = &painting->tile->influence;
    for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
            const int at = y * influence->height / rows * influence->width + x * influence->width / columns;
            const float share = (float)(influence->values[at] / painting->tile->peak);
            pixels[y * columns + x] = opaque(theme_ramp(painting->theme, share));
        }
    }
}

/* What a picture reads: the scene of a tile never changes. */
static uint64_t picture_key(const Pen *pen, int tile, int part) {
    return ui_id_number(ui_id("start tile"), tile * 8 + part) ^ (uint64_t)pen->theme->background << 32;
}

static void draw_photo(const Pen *pen, const Tile *tile, int index, Rect room) {
    const PsMap *maps[] = {&tile->document.scene.input, &tile->pooled[0], &tile->pooled[1]};
    const float gap = pen_px(pen, 8);
    const float side = floorf(fminf((room.w - 2 * gap) / 3, room.h));
    for (int i = 0; i < 3; i++) {
        const Rect rect = {roundf(room.x + (room.w - 3 * side - 2 * gap) / 2 + (side + gap) * (float)i),
                           roundf(room.y + (room.h - side) / 2), side, side};
        const Painting painting = {tile, maps[i], pen->theme};
        canvas_picture(pen->canvas, rect, picture_key(pen, index, i), paint_photo, &painting);
    }
}

static Rect square(Rect room, float side) {
    return (Rect){roundf(room.x + (room.w - side) / 2), roundf(room.y + (room.h - side) / 2), roundf(side),
                  roundf(side)};
}

/* The image, and round its middle the fields, each larger than the one before; what is larger than the image
 * is dashed. */
static void draw_fields(const Pen *pen, const Tile *tile, Rect room, double seconds) {
    const double most = fmax(tile->input, tile->fields[tile->field_count - 1]);
    const float scale = (float)((double)room.h / most);
    const int on = (int)(seconds * STEPS_A_SECOND * 3);
    const int shown = seconds > 0 ? 1 + on % tile->field_count : tile->field_count;
    const Rect image = square(room, (float)tile->input * scale);
    canvas_fill(pen->canvas, image, 2, pen->theme->cell);
    canvas_stroke(pen->canvas, rect_inset(image, -1), 2, 1, 0, pen->theme->line);
    for (int i = 0; i < shown; i++) {
        const bool last = i == shown - 1;
        const bool beyond = tile->fields[i] > tile->input;
        const float share = ((float)i + 1) / (float)tile->field_count;
        const Color color =
            last ? pen->theme->window : color_blend(pen->theme->cell_high, pen->theme->cell, share);
        canvas_stroke(pen->canvas, square(room, (float)tile->fields[i] * scale), 2, last ? 2 : 1,
                      beyond ? 4 : 0, color);
    }
}

static void draw_influence(const Pen *pen, const Tile *tile, int index, Rect room) {
    const float side = floorf(room.h);
    const Painting painting = {tile, NULL, pen->theme};
    const Rect rect = square(room, side);
    canvas_picture(pen->canvas, rect, picture_key(pen, index, 0), paint_influence, &painting);
    canvas_stroke(pen->canvas, rect_inset(rect, -1), 0, 1, 0, pen->theme->line);
}

void start_tile_draw(const Pen *pen, const StartTiles *tiles, int tile, Rect rect, double seconds) {
    const Tile *shown = &tiles->tiles[tile];
    switch (shown->kind) {
    case TILE_NONE:
        break;
    case TILE_MAP:
        draw_map(pen, shown, rect, seconds);
        break;
    case TILE_PHOTO:
        draw_photo(pen, shown, tile, rect);
        break;
    case TILE_FIELDS:
        draw_fields(pen, shown, rect, seconds);
        break;
    case TILE_INFLUENCE:
        draw_influence(pen, shown, tile, rect);
        break;
    }
}
