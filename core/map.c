/* PsMap: the values of a map and the patterns that fill one. Nothing here reads files or pools.
 *
 * Invariant (map.h): sizes of at least 1, at most PS_MAP_CELLS cells, and values that hold them all, or all
 * of it zero. Patterns give the same map on every machine: integers only, and one exp that is rounded.
 */
#include "core/map.h"

#include "core/memory.h"
#include "core/random.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* The rows of the tutorial this program grew from; they sum to 50. */
static const float TUTORIAL[4][4] = {{1, 3, 2, 4}, {5, 6, 1, 2}, {3, 2, 4, 7}, {1, 0, 6, 3}};

static PsStatus check_sizes(int64_t channels, int64_t height, int64_t width, PsError *error) {
    if (channels < 1 || height < 1 || width < 1) {
        return ps_fail(error, PS_ERROR_SIZE,
                       "a map of %lld x %lld x %lld has no cells: use sizes of at least 1",
                       (long long)channels, (long long)height, (long long)width);
    }
    if (channels > PS_MAP_CELLS || height > PS_MAP_CELLS / channels ||
        width > PS_MAP_CELLS / (channels * height)) {
        return ps_fail(error, PS_ERROR_SIZE,
                       "a map of %lld x %lld x %lld is too large: use at most %lld cells",
                       (long long)channels, (long long)height, (long long)width, (long long)PS_MAP_CELLS);
    }
    return PS_OK;
}

/* Values begin where a cache line does, since vectors are loaded fastest from there. How far that is from
 * where the memory begins is before them. */
enum { ALIGNMENT = 64 };

static float *allocate_values(size_t count) {
    char *memory = ps_allocate(count + ALIGNMENT / sizeof(float), sizeof(float));
    if (memory == NULL) {
        return NULL;
    }
    const size_t distance = ALIGNMENT - (size_t)((uintptr_t)memory % ALIGNMENT);
    memory += distance;
    memcpy(memory - sizeof distance, &distance, sizeof distance);
    return (float *)(void *)memory;
}

static void release_values(float *values) {
    char *memory = (char *)(void *)values;
    size_t distance;
    if (memory != NULL) {
        memcpy(&distance, memory - sizeof distance, sizeof distance);
        ps_release(memory - distance);
    }
}

PsStatus ps_map_init(PsMap *map, int64_t channels, int64_t height, int64_t width, PsError *error) {
    *map = (PsMap){0};
    const PsStatus status = check_sizes(channels, height, width, error);
    if (status != PS_OK) {
        return status;
    }
    float *values = allocate_values((size_t)(channels * height * width));
    if (values == NULL) {
        return ps_fail_memory(error);
    }
    *map = (PsMap){(int)channels, (int)height, (int)width, values};
    return PS_OK;
}

void ps_map_free(PsMap *map) {
    release_values(map->values);
    *map = (PsMap){0};
}

PsStatus ps_map_copy(const PsMap *map, PsMap *copy, PsError *error) {
    *copy = (PsMap){0};
    if (map->values == NULL) {
        return PS_OK;
    }
    const PsStatus status = ps_map_init(copy, map->channels, map->height, map->width, error);
    if (status == PS_OK) {
        memcpy(copy->values, map->values, (size_t)ps_map_cells(map) * sizeof *map->values);
    }
    return status;
}

int64_t ps_map_cells(const PsMap *map) {
    return (int64_t)map->channels * map->height * map->width;
}

static float *cell_at(const PsMap *map, int c, int y, int x) {
    assert(c >= 0 && c < map->channels && y >= 0 && y < map->height && x >= 0 && x < map->width);
    return map->values + ((int64_t)c * map->height + y) * map->width + x;
}

float ps_map_get(const PsMap *map, int c, int y, int x) {
    return *cell_at(map, c, y, x);
}

void ps_map_set(PsMap *map, int c, int y, int x, float value) {
    *cell_at(map, c, y, x) = value;
}

PsStatus ps_map_resize(PsMap *map, int64_t height, int64_t width, PsError *error) {
    PsMap resized;
    const PsStatus status = ps_map_init(&resized, map->channels, height, width, error);
    if (status != PS_OK) {
        return status;
    }
    const int rows = map->height < resized.height ? map->height : resized.height;
    const int columns = map->width < resized.width ? map->width : resized.width;
    for (int c = 0; c < map->channels; c++) {
        for (int y = 0; y < rows; y++) {
            memcpy(cell_at(&resized, c, y, 0), cell_at(map, c, y, 0), (size_t)columns * sizeof *map->values);
        }
    }
    ps_map_free(map);
    *map = resized;
    return PS_OK;
}

bool ps_map_equal(const PsMap *one, const PsMap *other) {
    if (one->channels != other->channels || one->height != other->height || one->width != other->width) {
        return false;
    }
    if (one->values == NULL || other->values == NULL) {
        return one->values == other->values;
    }
    return memcmp(one->values, other->values, (size_t)ps_map_cells(one) * sizeof *one->values) == 0;
}

float ps_map_magnitude(const PsMap *map) {
    const int64_t cells = ps_map_cells(map);
    float magnitude = 0;
    for (int64_t i = 0; i < cells; i++) {
        const float value = fabsf(map->values[i]);
        if (isfinite(value) && value > magnitude) {
            magnitude = value;
        }
    }
    return magnitude;
}

static float blob_value(const PsMap *map, int y, int x) {
    const double dy = (y - (map->height - 1) / 2.0) / (map->height / 2.0);
    const double dx = (x - (map->width - 1) / 2.0) / (map->width / 2.0);
    return (float)round(9 * exp(-2 * (dy * dy + dx * dx)));
}

static float pattern_value(const PsMap *map, PsPattern pattern, int y, int x, uint64_t *state) {
    switch (pattern) {
    case PS_PATTERN_TUTORIAL:
        return TUTORIAL[y % 4][x % 4];
    case PS_PATTERN_RAMP:
        return (float)((int64_t)y * map->width + x);
    case PS_PATTERN_CHECKER:
        return (y % 2 == x % 2) ? 1 : 0;
    case PS_PATTERN_BLOB:
        return blob_value(map, y, x);
    case PS_PATTERN_EDGE:
        return x < map->width / 2 ? 0 : 9;
    case PS_PATTERN_NOISE:
        return (float)((ps_random_next(state) >> 32) * 10 >> 32);
    case PS_PATTERN_OWN:
    case PS_PATTERN_PICTURE:
    case PS_PATTERN_COUNT:
        break;
    }
    assert(false && "a pattern that fills");
    return 0;
}

void ps_map_fill_pattern(PsMap *map, PsPattern pattern, uint32_t seed) {
    if (pattern >= PS_PATTERN_OWN) {
        return;
    }
    uint64_t state = seed;
    float *value = map->values;
    for (int c = 0; c < map->channels; c++) {
        for (int y = 0; y < map->height; y++) {
            for (int x = 0; x < map->width; x++) {
                *value++ = pattern_value(map, pattern, y, x, &state);
            }
        }
    }
}

/* No pattern has a negative zero. */
static bool is_filled_with(const PsMap *map, PsPattern pattern) {
    const int64_t cells = ps_map_cells(map);
    for (int64_t i = 0; i < cells; i++) {
        const int y = (int)(i / map->width % map->height);
        const int x = (int)(i % map->width);
        if (map->values[i] != pattern_value(map, pattern, y, x, NULL) || signbit(map->values[i])) {
            return false;
        }
    }
    return true;
}

/* A file does not say where its map came from. Counts are small: a picture may have been painted on (1/64 of
 * it), and most of a digit on a ground of 0 is ground (all but 1/16). */
static bool looks_like_picture(const PsMap *map) {
    enum { PICTURE_LEAST = 8, PAINTED = 64, SHADED = 16 };
    const int64_t cells = ps_map_cells(map);
    int64_t outside = 0;
    int64_t between = 0;
    for (int64_t i = 0; i < cells; i++) {
        const float value = map->values[i];
        outside += value >= 0 && value <= 1 ? 0 : 1;
        between += value > 0 && value < 1 ? 1 : 0;
    }
    return map->height >= PICTURE_LEAST && map->width >= PICTURE_LEAST && outside <= cells / PAINTED &&
           between >= cells / SHADED;
}

PsPattern ps_map_find_pattern(const PsMap *map) {
    static const PsPattern patterns[] = {PS_PATTERN_TUTORIAL, PS_PATTERN_RAMP, PS_PATTERN_CHECKER,
                                         PS_PATTERN_BLOB, PS_PATTERN_EDGE};
    const bool is_small = map->channels == 1 && map->height == 4 && map->width == 4;
    for (size_t i = is_small ? 0 : 1; i < sizeof patterns / sizeof patterns[0]; i++) {
        if (is_filled_with(map, patterns[i])) {
            return patterns[i];
        }
    }
    return looks_like_picture(map) ? PS_PATTERN_PICTURE : PS_PATTERN_OWN;
}
