/* Geometry and pixels of the image. It is one picture of the canvas, gaps and all: a frame costs one blit,
 * however many cells there are.
 */
#include "app/stages/field/picture/image.h"

#include "app/stages/field/cat.h"
#include "app/stages/field/view.h"
#include "app/stages/shared/grid.h"

#include <math.h>
#include <string.h>

/* In units: the row of labels, without and with fields that hang over. */
enum { LABEL_MIDDLE = 11, TOP = 28, TOP_HANGING = 23, AIR = 4 };

/* Pixels of the least cell that stands for itself; from where on its corners are round. Sizes of an image of
 * smaller cells. */
enum { CELL_LEAST = 5, CORNERED = 10, STEPS = 24 };

/* The image shrinks so that what hangs over fits, but not to less than this of what it could be. */
static const double SHRINK_MOST = 15.0 / 24;

typedef struct Hang {
    int64_t before[PS_AXES], after[PS_AXES]; /* cells over each edge */
    bool any;
} Hang;

/* While it is dragged the image stays where it is. */
static Hang hang_of(const StageScope *scope, const FieldShown *shown) {
    const FieldStageView *view = scope->view;
    const PsRegion *region = view->image_held ? &view->image_region : &shown->unclipped;
    Hang hang = {0};
    for (int axis = 0; axis < PS_AXES && shown->fits; axis++) {
        const int64_t after = region->axis[axis].end - shown->stack->plan.size[axis];
        hang.before[axis] = region->axis[axis].first < 0 ? -region->axis[axis].first : 0;
        hang.after[axis] = after > 0 ? after : 0;
        hang.any = hang.any || hang.before[axis] > 0 || hang.after[axis] > 0;
    }
    return hang;
}

/* In few steps, so that a picture that was painted at one is often needed again. */
static double settle(double pitch, double most) {
    const double step = pitch >= CELL_LEAST ? 1 : most / STEPS;
    return fmax(step, floor(pitch / step + 1e-6) * step);
}

/* Where the first cell begins, in a room of that length, so that what hangs over at both ends shares what
 * the cells leave. */
static double begin(double room, double cells, double before, double after) {
    const double spare = fmax(0, room - cells);
    return before > 0 ? fmin(before, spare * before / (before + after)) : 0;
}

FieldImage field_image_lay(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown) {
    const float unit = layout->unit;
    const Rect room = layout->picture;
    const Hang hang = hang_of(scope, shown);
    const float air = hang.any ? roundf(AIR * unit) : 0;
    const float top = roundf((float)(hang.any ? TOP_HANGING : TOP) * unit);
    const PsPlan *plan = &shown->stack->plan;
    FieldImage image = {.labels = room.y + roundf(LABEL_MIDDLE * unit),
                        .rows = plan->size[PS_HEIGHT],
                        .columns = plan->size[PS_WIDTH]};
    image.frame = (Rect){room.x, room.y + top, room.w, room.h - top};
    const double width = (double)(room.w - 2 * air);
    const double height = (double)(image.frame.h - 2 * air);
    const double cells[] = {(double)image.rows, (double)image.columns};
    const double hanging[] = {(double)(hang.before[PS_HEIGHT] + hang.after[PS_HEIGHT]),
                              (double)(hang.before[PS_WIDTH] + hang.after[PS_WIDTH])};
    const double most = fmin(height / cells[PS_HEIGHT], width / cells[PS_WIDTH]);
    const double whole =
        fmin(height / (cells[PS_HEIGHT] + hanging[PS_HEIGHT]), width / (cells[PS_WIDTH] + hanging[PS_WIDTH]));
    image.cut = whole < most * SHRINK_MOST;
    image.pitch = settle(image.cut ? most * SHRINK_MOST : whole, most);
    image.by_cells = image.pitch >= CELL_LEAST;
    image.gap = image.by_cells ? grid_gap(image.pitch, 4 * unit) : 0;
    image.x = round((double)(room.x + air) + begin(width, cells[PS_WIDTH] * image.pitch,
                                                   (double)hang.before[PS_WIDTH] * image.pitch,
                                                   (double)hang.after[PS_WIDTH] * image.pitch));
    image.y = round((double)(image.frame.y + air) + begin(height, cells[PS_HEIGHT] * image.pitch,
                                                          (double)hang.before[PS_HEIGHT] * image.pitch,
                                                          (double)hang.after[PS_HEIGHT] * image.pitch));
    return image;
}

float field_image_edge(const FieldImage *image, int axis, int64_t position) {
    const double origin = axis == PS_WIDTH ? image->x : image->y;
    return (float)(origin + image->pitch * (double)position) - image->gap / 2;
}

Rect field_image_span(const FieldImage *image, const PsRegion *region) {
    const float left = field_image_edge(image, PS_WIDTH, region->axis[PS_WIDTH].first);
    const float top = field_image_edge(image, PS_HEIGHT, region->axis[PS_HEIGHT].first);
    return (Rect){left, top, field_image_edge(image, PS_WIDTH, region->axis[PS_WIDTH].end) - left,
                  field_image_edge(image, PS_HEIGHT, region->axis[PS_HEIGHT].end) - top};
}

/* At least a pixel, however narrow the input. */
Rect field_image_rect(const FieldImage *image) {
    const double gap = (double)image->gap;
    return (Rect){(float)image->x, (float)image->y,
                  (float)fmax(1, round(image->pitch * (double)image->columns - gap)),
                  (float)fmax(1, round(image->pitch * (double)image->rows - gap))};
}

static int64_t nearest(double at, int64_t count) {
    return at < 0 ? 0 : at >= (double)count ? count - 1 : (int64_t)at;
}

void field_image_nearest(const FieldImage *image, float x, float y, int64_t cell[PS_AXES]) {
    cell[PS_HEIGHT] = nearest(floor(((double)y - image->y) / image->pitch), image->rows);
    cell[PS_WIDTH] = nearest(floor(((double)x - image->x) / image->pitch), image->columns);
}

/* The cells of a map's axis that position i of count takes in. */
static void source_range(int side, int64_t count, int64_t i, int *first, int *end) {
    if (count >= side) {
        *first = (int)((double)side * ((double)i + 0.5) / (double)count);
        *first = *first < side ? *first : side - 1;
        *end = *first + 1;
        return;
    }
    *first = (int)(i * side / count);
    *end = (int)((i + 1) * side / count);
}

static float own_value(const PsMap *map, int64_t rows, int64_t columns, int64_t row, int64_t column) {
    int top = 0;
    int bottom = 0;
    int left = 0;
    int right = 0;
    double sum = 0;
    source_range(map->height, rows, row, &top, &bottom);
    source_range(map->width, columns, column, &left, &right);
    for (int c = 0; c < map->channels; c++) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += (double)ps_map_get(map, c, y, x);
            }
        }
    }
    return (float)(sum / ((double)map->channels * (bottom - top) * (right - left)));
}

enum { SIDE_MOST = 1 << 14, SHADES = 256 };

/* A row of a grid of rows x columns laid over the whole image; columns at most SIDE_MOST. */
static void sample_row(const StageScope *scope, int64_t rows, int64_t columns, int64_t row, float *values) {
    if (!scope->scene->field.own) {
        field_cat_row(row, rows, columns, values);
        return;
    }
    for (int64_t column = 0; column < columns; column++) {
        values[column] = own_value(&scope->scene->input, rows, columns, row, column);
    }
}

void field_image_values(const StageScope *scope, const FieldImage *image, int64_t row, float *values) {
    sample_row(scope, image->rows, image->columns, row, values);
}

typedef struct Painting {
    const StageScope *scope;
    const FieldImage *image;
    float magnitude;
    uint32_t shades[SHADES];
    uint32_t ground;
} Painting;

static uint32_t pixel_of(Color color) {
    return 0xFF000000U | color >> 8;
}

static uint32_t shade_of(const Painting *painting, float value) {
    const float t = painting->magnitude > 0 ? fabsf(value) / painting->magnitude : isinf(value) ? 1 : 0;
    return painting->shades[isnan(t) ? 0 : t < 1 ? (int)(t * (SHADES - 1) + 0.5F) : SHADES - 1];
}

/* How much of a pixel the cell covers that it is in, 0 in gaps; at: from the cell's beginning. */
static float cover(double at_x, double at_y, double cell, double radius) {
    if (at_x >= cell || at_y >= cell) {
        return 0;
    }
    const double dx = fmax(0, radius - fmin(at_x, cell - at_x));
    const double dy = fmax(0, radius - fmin(at_y, cell - at_y));
    return dx > 0 && dy > 0 ? (float)fmin(1, fmax(0, radius + 0.5 - hypot(dx, dy))) : 1;
}

static uint32_t blend(uint32_t one, uint32_t other, float share) {
    return share >= 1 ? one : share <= 0 ? other : pixel_of(color_blend(one << 8, other << 8, share));
}

static void paint_cells(const Painting *painting, const uint32_t *colors, double at_y, uint32_t *pixels,
                        int count) {
    const FieldImage *image = painting->image;
    const double cell = image->pitch - (double)image->gap;
    const double radius = image->pitch < CORNERED ? 0 : fmin(8, fmax(1.2, 0.12 * cell));
    int column = 0;
    for (int i = 0; i < count; i++) {
        column += i >= (int)lround(image->pitch) * (column + 1);
        const double at_x = i + 0.5 - image->pitch * column;
        pixels[i] = blend(colors[column], painting->ground, cover(at_x, at_y, cell, radius));
    }
}

static void paint_image(const void *subject, uint32_t *pixels, int columns, int rows) {
    const Painting *painting = subject;
    const FieldImage *image = painting->image;
    float values[SIDE_MOST];
    uint32_t colors[SIDE_MOST] = {0};
    columns = columns < SIDE_MOST ? columns : SIDE_MOST;
    const int64_t across = image->by_cells ? image->columns : columns;
    const int64_t down = image->by_cells ? image->rows : rows;
    int64_t before = -1;
    for (int i = 0; i < rows; i++) {
        uint32_t *line = pixels + (size_t)i * (size_t)columns;
        const int64_t row = image->by_cells ? (int64_t)(i / image->pitch) : i;
        if (row != before) {
            sample_row(painting->scope, down, across, row, values);
        }
        for (int64_t c = 0; c < across && row != before; c++) {
            colors[c] = shade_of(painting, values[c]);
        }
        before = row;
        if (image->by_cells) {
            paint_cells(painting, colors, i + 0.5 - image->pitch * (double)row, line, columns);
        } else {
            memcpy(line, colors, (size_t)columns * sizeof *line);
        }
    }
}

void field_image_draw(const StageScope *scope, const FieldImage *image, Canvas *canvas) {
    const Theme *theme = scope->pen.theme;
    const bool own = scope->scene->field.own;
    Painting painting = {.scope = scope,
                         .image = image,
                         .magnitude = own ? scope->facts->scale.magnitude : 1,
                         .ground = pixel_of(theme->background)};
    for (int i = 0; i < SHADES; i++) {
        const float t = (float)i / (SHADES - 1);
        painting.shades[i] = pixel_of(theme_picture_ramp(theme, t));
    }
    const double numbers[] = {image->pitch, (double)image->gap, (double)image->rows, (double)image->columns,
                              own ? (double)painting.magnitude : -1};
    const uint64_t version = own ? scope->facts->scale.version : 0;
    uint64_t key = hash_bytes(HASH_SEED, numbers, sizeof numbers);
    key = hash_bytes(key, &version, sizeof version);
    key = hash_bytes(key, &theme->key, sizeof theme->key);
    canvas_picture(canvas, field_image_rect(image), key, paint_image, &painting);
}
