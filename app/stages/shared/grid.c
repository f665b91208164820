/* Geometry, and the picture of a map whose cells are too small.
 *
 * Invariant: the cost follows what is in sight, whatever the map's size.
 */
#include "app/stages/shared/grid.h"

#include <math.h>
#include <string.h>

/* Minimum cell size in pixels, and maximum number of cells, for drawing cell by cell. */
enum { GRID_LEAST = 12, CELL_LEAST = 4, CELLS_MOST = 6400 };

Rect grid_span(const Grid *grid, int64_t row, int64_t column, int64_t height, int64_t width) {
    return (Rect){(float)(grid->x + grid->pitch * (double)(column - grid->first_column)),
                  (float)(grid->y + grid->pitch * (double)(row - grid->first_row)),
                  (float)(grid->pitch * (double)width) - grid->gap,
                  (float)(grid->pitch * (double)height) - grid->gap};
}

Rect grid_cell(const Grid *grid, int64_t row, int64_t column) {
    return grid_span(grid, row, column, 1, 1);
}

Rect grid_seen(const Grid *grid) {
    return rect_intersect(grid->view,
                          grid_span(grid, grid->first_row, grid->first_column, grid->rows, grid->columns));
}

static int bounded(double position, int first, int end) {
    return position < first ? first : position > end ? end : (int)position;
}

/* Where there is no room at all cells have no size: then they are counted as pixels. */
static double countable(double pitch) {
    return pitch > 0 ? pitch : 1;
}

GridRange grid_visible(const Grid *grid) {
    const double pitch = countable(grid->pitch);
    const double left = ((double)grid->view.x - grid->x) / pitch;
    const double top = ((double)grid->view.y - grid->y) / pitch;
    const double right = ((double)(grid->view.x + grid->view.w) - grid->x) / pitch;
    const double bottom = ((double)(grid->view.y + grid->view.h) - grid->y) / pitch;
    return (GridRange){grid->first_row + bounded(floor(top), 0, grid->rows),
                       grid->first_row + bounded(ceil(bottom), 0, grid->rows),
                       grid->first_column + bounded(floor(left), 0, grid->columns),
                       grid->first_column + bounded(ceil(right), 0, grid->columns)};
}

GridRange grid_clip(GridRange range, int rows, int columns) {
    return (GridRange){bounded(range.first_row, 0, rows), bounded(range.end_row, 0, rows),
                       bounded(range.first_column, 0, columns), bounded(range.end_column, 0, columns)};
}

GridCells grid_cells(GridRange range) {
    return (GridCells){range, range.first_row, range.first_column - 1};
}

bool grid_next(GridCells *cells) {
    const GridRange *range = &cells->range;
    if (++cells->column >= range->end_column) {
        cells->column = range->first_column;
        cells->row++;
    }
    return cells->row < range->end_row && cells->column < range->end_column;
}

bool grid_by_cells(const Grid *grid) {
    if (grid->pitch < CELL_LEAST) {
        return false;
    }
    const GridRange seen = grid_visible(grid);
    return (int64_t)(seen.end_row - seen.first_row) * (seen.end_column - seen.first_column) <= CELLS_MOST;
}

void grid_nearest(const Grid *grid, float x, float y, int *row, int *column) {
    const int last_row = grid->rows - 1;
    const int last_column = grid->columns - 1;
    const double pitch = countable(grid->pitch);
    *row = grid->first_row + bounded(floor(((double)y - grid->y) / pitch), 0, last_row);
    *column = grid->first_column + bounded(floor(((double)x - grid->x) / pitch), 0, last_column);
}

bool grid_pick(const Grid *grid, float x, float y, int *row, int *column) {
    if (!rect_contains(grid_seen(grid), x, y)) {
        return false;
    }
    grid_nearest(grid, x, y, row, column);
    return rect_contains(grid_cell(grid, *row, *column), x, y);
}

/* The start of content of that length in a view from at on, middle (in pixels from its start) in the view's
 * middle. */
static double place(double at, double room, double length, double middle) {
    if (length <= room) {
        return round(at + (room - length) / 2);
    }
    return round(fmin(at, fmax(at + room - length, at + room / 2 - middle)));
}

void grid_place(Grid *grid, double middle_row, double middle_column) {
    const double gap = (double)grid->gap;
    const double width = grid->pitch * grid->columns - gap;
    const double height = grid->pitch * grid->rows - gap;
    grid->x = place((double)grid->view.x, (double)grid->view.w, width,
                    (middle_column - grid->first_column) * grid->pitch - gap / 2);
    grid->y = place((double)grid->view.y, (double)grid->view.h, height,
                    (middle_row - grid->first_row) * grid->pitch - gap / 2);
}

float grid_gap(double pitch, float most) {
    return pitch < GRID_LEAST ? 0 : pitch < 30 ? 1 : fminf(most, fmaxf(4, floorf((float)pitch / 12)));
}

int grid_positions(const PsAxis *axis, int *first) {
    const int64_t padded = axis->input + axis->padding;
    const int64_t last = ps_axis_window(axis, ps_axis_output(axis) - 1).end;
    *first = (int)-axis->padding;
    return (int)((last > padded ? last : padded) + axis->padding);
}

double grid_settle_pitch(double pitch) {
    return pitch >= 8 ? round(pitch) : pitch;
}

CellStyle grid_style(const Pen *pen, const Grid *grid, const PsMap *map, int channel,
                     const PsNumberSurvey *of_all, bool large) {
    PsNumberSurvey survey = {0};
    if (of_all == NULL && grid->pitch >= CELLS_NUMBERED && map->values != NULL) {
        const GridRange seen = grid_clip(grid_visible(grid), map->height, map->width);
        cells_survey(&survey, map, channel, seen.first_row, seen.end_row, seen.first_column, seen.end_column);
    }
    return cells_style(pen, (float)grid->pitch, grid->gap, of_all != NULL ? of_all : &survey, large);
}

enum { SHADES = 256 };

static uint32_t pixel_of(Color color) {
    return 0xFF000000U | color >> 8;
}

/* The position under each pixel from a screen coordinate on; -1 in gaps. The arrays hold count entries. */
static void find_positions(double origin, double pitch, float gap, int first, double from, int count,
                           int *positions) {
    const double cell = pitch - (double)gap;
    for (int i = 0; i < count; i++) {
        const double at = (from + i + 0.5 - origin) / countable(pitch);
        const double whole = floor(at);
        positions[i] = (at - whole) * pitch < cell ? first + (int)whole : -1;
    }
}

typedef struct PictureRow {
    const GridPicture *picture;
    uint32_t shades[SHADES], none, cover, ground;
    float scale;
} PictureRow;

static uint32_t shade_of(const PictureRow *row, float value) {
    if (isnan(value)) {
        return row->shades[0];
    }
    const float t = fabsf(value) * row->scale;
    return row->shades[t < SHADES - 1 ? (int)(t + 0.5F) : SHADES - 1];
}

static uint32_t cell_pixel(const PictureRow *row, int64_t index, const float *plane) {
    const GridPicture *picture = row->picture;
    if (index >= picture->written) {
        return row->none;
    }
    if (picture->uncovered != NULL && !picture->uncovered[index]) {
        return row->cover;
    }
    if (picture->colour) {
        const int64_t cells = (int64_t)picture->map->height * picture->map->width;
        return pixel_of(theme_picture_colour(plane[index], plane[cells + index], plane[2 * cells + index],
                                             picture->magnitude));
    }
    const float less = picture->minus != NULL ? picture->minus->values[index] : 0;
    return shade_of(row, plane[index] - less);
}

enum { SIDE_MOST = 16384 };

static void paint_row(const PictureRow *row, int y, const int *columns, int count, uint32_t *pixels) {
    const PsMap *map = row->picture->map;
    const int channel = row->picture->colour ? 0 : row->picture->channel;
    const float *plane = map->values + (int64_t)channel * map->height * map->width;
    for (int i = 0; i < count; i++) {
        const int x = columns[i];
        const bool cell = y >= 0 && y < map->height && x >= 0 && x < map->width;
        pixels[i] = cell ? cell_pixel(row, (int64_t)y * map->width + x, plane) : row->ground;
    }
}

static void paint_picture(const void *subject, uint32_t *pixels, int columns, int rows) {
    const GridPicture *picture = subject;
    const Grid *grid = picture->grid;
    const Theme *theme = picture->theme;
    const Rect seen = grid_seen(grid);
    int across[SIDE_MOST];
    PictureRow row = {.picture = picture,
                      .none = pixel_of(color_blend(theme->line, theme->background, 0.35F)),
                      .cover = pixel_of(theme->raised),
                      .ground = pixel_of(theme->background),
                      .scale = picture->magnitude > 0 ? (SHADES - 1) / picture->magnitude : 0};
    for (int i = 0; i < SHADES; i++) {
        row.shades[i] = pixel_of(picture->picture ? theme_picture_ramp(theme, (float)i / (SHADES - 1))
                                                  : theme_ramp(theme, (float)i / (SHADES - 1)));
    }
    columns = columns < SIDE_MOST ? columns : SIDE_MOST;
    find_positions(grid->x, grid->pitch, grid->gap, grid->first_column, (double)roundf(seen.x), columns,
                   across);
    int before = -2;
    for (int i = 0; i < rows; i++) {
        int y = -1;
        find_positions(grid->y, grid->pitch, grid->gap, grid->first_row, (double)roundf(seen.y) + i, 1, &y);
        uint32_t *line = pixels + (size_t)i * (size_t)columns;
        if (i > 0 && y == before) {
            memcpy(line, line - columns, (size_t)columns * sizeof *line);
        } else {
            paint_row(&row, y, across, columns, line);
        }
        before = y;
    }
}

static uint64_t hash_number(uint64_t hash, double number) {
    return hash_bytes(hash, &number, sizeof number);
}

void grid_draw_picture(Canvas *canvas, const GridPicture *picture, uint64_t version) {
    const Grid *grid = picture->grid;
    const double numbers[] = {grid->x,
                              grid->y,
                              grid->pitch,
                              (double)grid->gap,
                              grid->first_row,
                              grid->first_column,
                              (double)picture->written,
                              (double)picture->magnitude,
                              picture->channel,
                              picture->colour ? 2 : picture->picture,
                              (double)grid->view.x,
                              (double)grid->view.y};
    uint64_t key = hash_bytes(HASH_SEED, &version, sizeof version);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        key = hash_number(key, numbers[i]);
    }
    key = hash_bytes(key, &picture->theme->key, sizeof picture->theme->key);
    key = hash_bytes(key, &picture->map->values, sizeof picture->map->values);
    canvas_picture(canvas, grid_seen(grid), key, paint_picture, picture);
}
