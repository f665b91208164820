/* PsMap: C x H x W float32, row-major, owned. A map is a value: init/free, copy, resize.
 *
 * Invariant: values holds channels*height*width floats, every size is at least 1 and their product at most
 * PS_MAP_CELLS; a zeroed PsMap is "no map", and freeing it is fine.
 */
#ifndef PS_MAP_H
#define PS_MAP_H

#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PS_MAP_CELLS ((int64_t)1 << 28)

typedef struct PsMap {
    int channels;
    int height;
    int width;
    float *values; /* [channels][height][width] */
} PsMap;

/* PS_PATTERN_OWN marks a map that was typed, loaded or painted: it has no recipe. PS_PATTERN_PICTURE
 * marks one that came from a picture, whose values are brightness. */
typedef enum PsPattern {
    PS_PATTERN_TUTORIAL,
    PS_PATTERN_RAMP,
    PS_PATTERN_CHECKER,
    PS_PATTERN_BLOB,
    PS_PATTERN_EDGE,
    PS_PATTERN_NOISE,
    PS_PATTERN_OWN,
    PS_PATTERN_PICTURE,
    PS_PATTERN_COUNT
} PsPattern;

/* Makes a map of zeros. PS_ERROR_SIZE where a size is below 1 or the cells exceed PS_MAP_CELLS. */
PsStatus ps_map_init(PsMap *map, int64_t channels, int64_t height, int64_t width, PsError *error) PS_MUST_USE;

/* Frees the values and zeroes the map. */
void ps_map_free(PsMap *map);

/* Makes copy (uninitialised or zeroed; not freed first) equal to map. */
PsStatus ps_map_copy(const PsMap *map, PsMap *copy, PsError *error) PS_MUST_USE;

/* Channels * height * width. */
int64_t ps_map_cells(const PsMap *map);

/* The value at channel c, row y, column x; all must lie inside. */
float ps_map_get(const PsMap *map, int c, int y, int x);
void ps_map_set(PsMap *map, int c, int y, int x, float value);

/* Changes height and width; cells kept keep their values, new ones are 0. On failure map is unchanged. */
PsStatus ps_map_resize(PsMap *map, int64_t height, int64_t width, PsError *error) PS_MUST_USE;

/* Same sizes and bit-equal values (so NaN equals itself). */
bool ps_map_equal(const PsMap *one, const PsMap *other);

/* The largest finite magnitude in the map, 0 if there is none: the m of the colour ramp. */
float ps_map_magnitude(const PsMap *map);

/* Fills every channel in place, whatever the size. seed matters to noise alone; the same seed gives the
 * same map on every machine. Tutorial repeats its 4 x 4 rows; own and picture leave the values alone.
 *   ramp: 0, 1, 2 … along rows, then down      checker: 1 and 0      noise: integers 0…9
 *   blob: round(9 * exp(-2 * d^2)), d the distance from the centre in half sizes
 *   edge: 0 left of the middle, 9 from the middle on */
void ps_map_fill_pattern(PsMap *map, PsPattern pattern, uint32_t seed);

/* The first of tutorial (for one channel of 4 x 4 alone), ramp, checker, blob and edge that gives exactly
 * this map; else picture where it looks like one: at least 8 x 8, nearly all values from 0 to 1, and enough
 * of them neither; else own. Noise is not looked for. */
PsPattern ps_map_find_pattern(const PsMap *map);

#endif
