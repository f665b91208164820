/* The influence of each cell as a picture: cells where there is room for them, else a pixel takes the cell it
 * is in. While a row follows another the two maps are blended, middle over middle.
 */
#include "app/stages/field/effective/heat.h"

#include "app/stages/shared/grid.h"

#include <math.h>

enum { SHADES = 256, CELL_LEAST = 5, CORNERED = 10 };

Color field_effective_shade(const Theme *theme, double share) {
    return theme_ramp(theme, (float)share);
}

static double largest(const double *values, int count) {
    double peak = 0;
    for (int i = 0; i < count; i++) {
        peak = fmax(peak, values[i]);
    }
    return peak;
}

static FieldHeatLayer make_layer(const FieldEffective *effective, const EffectiveFieldMap *map, int which,
                                 double weight) {
    FieldHeatLayer layer = {.weight = weight};
    const int node = effective->wish.neurons[which].node;
    if (node == PS_NODE_INPUT) {
        layer.peak = layer.profile_peak = 1;
        return layer;
    }
    if (map == NULL || map->refused) {
        layer.weight = 0;
        return layer;
    }
    const PsField *field = &effective->shown->stack->fields[node];
    for (int axis = 0; axis < PS_AXES; axis++) {
        const double at = (double)effective->wish.neurons[which].at[axis];
        layer.middle[axis] = field->axis[axis].start + field->axis[axis].jump * at;
    }
    layer.influence = &map->influence;
    layer.peak = map->spread.peak;
    layer.profile_peak = largest(map->influence.profile[PS_WIDTH], map->influence.width);
    return layer;
}

/* The place of the cell at an offset from the middle in the map's values; -1: it has none there. */
static int place_of(const FieldHeatLayer *layer, int axis, double offset) {
    const PsInfluence *influence = layer->influence;
    const int count = axis == PS_HEIGHT ? influence->height : influence->width;
    const double place =
        floor(layer->middle[axis] + offset + 0.5 + 1e-6) - (double)influence->region.axis[axis].first;
    return place >= 0 && place < count ? (int)place : -1;
}

static double value_at(const FieldHeatLayer *layer, double y, double x) {
    if (layer->weight <= 0 || !(layer->peak > 0)) {
        return 0;
    }
    if (layer->influence == NULL) {
        return fabs(y) < 0.5 && fabs(x) < 0.5 ? layer->weight : 0;
    }
    const int row = place_of(layer, PS_HEIGHT, y);
    const int column = place_of(layer, PS_WIDTH, x);
    return row < 0 || column < 0
               ? 0
               : layer->weight * layer->influence->values[(int64_t)row * layer->influence->width + column] /
                     layer->peak;
}

FieldHeat field_heat_make(const FieldEffective *effective) {
    return (FieldHeat){{make_layer(effective, effective->now, 0, effective->growth),
                        make_layer(effective, effective->before, 1, 1 - effective->growth)}};
}

static double profile_of(const FieldHeatLayer *layer, double x) {
    if (layer->weight <= 0 || !(layer->profile_peak > 0)) {
        return 0;
    }
    if (layer->influence == NULL) {
        return fabs(x) < 0.5 ? layer->weight : 0;
    }
    const int column = place_of(layer, PS_WIDTH, x);
    return column < 0 ? 0 : layer->weight * layer->influence->profile[PS_WIDTH][column] / layer->profile_peak;
}

double field_heat_profile(const FieldHeat *heat, double x) {
    return profile_of(&heat->layers[0], x) + profile_of(&heat->layers[1], x);
}

typedef struct Painting {
    const FieldEffective *effective;
    const FieldHeat *heat;
    double first[PS_AXES]; /* pixels from where the whole field would begin to the picture */
    double pitch;
    float gap;
    uint32_t shades[SHADES];
    uint32_t ground;
} Painting;

static uint32_t pixel_of(Color color) {
    return 0xFF000000U | color >> 8;
}

/* Whether the cell at an offset from the middle is on the input. */
static bool is_inside(const Painting *painting, int axis, double offset) {
    const FieldEffective *effective = painting->effective;
    const double cell = floor(painting->heat->layers[0].middle[axis] + offset + 0.5 + 1e-6);
    return effective->field == NULL || (cell >= 0 && cell < (double)effective->shown->stack->plan.size[axis]);
}

static uint32_t color_at(const Painting *painting, double y, double x) {
    if (!is_inside(painting, PS_HEIGHT, y) || !is_inside(painting, PS_WIDTH, x)) {
        return painting->ground;
    }
    const double share =
        value_at(&painting->heat->layers[0], y, x) + value_at(&painting->heat->layers[1], y, x);
    return painting->shades[share < 1 ? (int)(share * (SHADES - 1) + 0.5) : SHADES - 1];
}

/* The offset of the middle of the cell that pixel i is in, and how far into the cell the pixel is. */
static double offset_of(const Painting *painting, int axis, int i, double *inside) {
    const double at = painting->first[axis] + i + 0.5;
    const double cell = floor(at / painting->pitch);
    *inside = at - cell * painting->pitch;
    return cell - (painting->effective->whole[axis] - 1) / 2;
}

/* Whether a pixel belongs to the gap, or to the corner that is cut off a cell. */
static bool is_ground(const Painting *painting, double y, double x) {
    const double cell = painting->pitch - (double)painting->gap;
    const double radius = painting->pitch < CORNERED ? 0 : fmin(4, 0.12 * cell);
    if (y >= cell || x >= cell) {
        return true;
    }
    const double dy = fmax(0, radius - fmin(y, cell - y));
    const double dx = fmax(0, radius - fmin(x, cell - x));
    return dx > 0 && dy > 0 && hypot(dx, dy) > radius;
}

static void paint_heat(const void *subject, uint32_t *pixels, int columns, int rows) {
    const Painting *painting = subject;
    for (int i = 0; i < rows; i++) {
        double down = 0;
        const double y = offset_of(painting, PS_HEIGHT, i, &down);
        for (int k = 0; k < columns; k++) {
            double across = 0;
            const double x = offset_of(painting, PS_WIDTH, k, &across);
            pixels[(size_t)i * (size_t)columns + (size_t)k] =
                is_ground(painting, down, across) ? painting->ground : color_at(painting, y, x);
        }
    }
}

/* Where the whole field would begin: on a whole pixel, so that cells at rest are all of one size. */
static double begin_of(const FieldEffective *effective, int axis, float box, float side) {
    return round((double)box + ((double)side - effective->whole[axis] * effective->pitch) / 2);
}

/* What the pixels come from besides the geometry: whose influence, and how much of it is there. */
static uint64_t hash_maps(uint64_t key, const FieldEffective *effective) {
    const EffectiveFieldMap *maps[EFFECTIVE_FIELD_MAPS] = {effective->now, effective->before};
    key = hash_bytes(key, &effective->wish.stacks_version, sizeof effective->wish.stacks_version);
    key = hash_bytes(key, &effective->wish.random, sizeof effective->wish.random);
    for (int i = 0; i < EFFECTIVE_FIELD_MAPS; i++) {
        const EffectiveFieldNeuron *neuron = &effective->wish.neurons[i];
        const int64_t numbers[] = {neuron->node, neuron->at[PS_HEIGHT], neuron->at[PS_WIDTH],
                                   maps[i] != NULL ? maps[i]->influence.height : -1,
                                   maps[i] != NULL ? maps[i]->influence.seeds : -1};
        key = hash_bytes(key, numbers, sizeof numbers);
    }
    return key;
}

void field_heat_draw(const FieldEffective *effective, const FieldHeat *heat, Canvas *canvas) {
    const Rect box = effective->box;
    const Rect square = effective->square;
    const Rect rect = {floorf(square.x + 0.5F), floorf(square.y + 0.5F), fmaxf(1, roundf(square.w)),
                       fmaxf(1, roundf(square.h))};
    Painting painting = {.effective = effective,
                         .heat = heat,
                         .first = {(double)rect.y - begin_of(effective, PS_HEIGHT, box.y, box.h),
                                   (double)rect.x - begin_of(effective, PS_WIDTH, box.x, box.w)},
                         .pitch = effective->pitch,
                         .gap = effective->pitch >= CELL_LEAST ? grid_gap(effective->pitch, 2) : 0,
                         .ground = pixel_of(effective->theme->background)};
    for (int i = 0; i < SHADES; i++) {
        painting.shades[i] = pixel_of(field_effective_shade(effective->theme, (double)i / (SHADES - 1)));
    }
    const double numbers[] = {effective->pitch,  effective->whole[PS_HEIGHT], effective->whole[PS_WIDTH],
                              effective->growth, painting.first[PS_HEIGHT],   painting.first[PS_WIDTH]};
    uint64_t key = hash_bytes(HASH_SEED, numbers, sizeof numbers);
    key = hash_maps(key, effective);
    key = hash_bytes(key, &effective->theme->key, sizeof effective->theme->key);
    canvas_picture(canvas, rect, key, paint_heat, &painting);
}
