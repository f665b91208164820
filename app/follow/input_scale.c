/* The largest magnitude of the input. After edits of cells only those are looked at, unless the largest of
 * all was among them.
 *
 * Invariant: magnitude is that of all cells of the input that was measured or updated last.
 */
#include "app/follow/input_scale.h"

#include <math.h>

void input_scale_measure(InputScale *scale, const PsMap *input) {
    scale->magnitude = ps_map_magnitude(input);
    scale->version++;
}

static float larger_magnitude(float largest, float value) {
    const float magnitude = fabsf(value);
    return isfinite(magnitude) && magnitude > largest ? magnitude : largest;
}

/* The largest magnitudes among the cells that an edit has put in place, and among those it replaced, which
 * its inverse holds. */
static void edited_magnitudes(const PsMap *map, const PsEdit *inverse, float *now, float *before) {
    const float *old = inverse->values;
    for (int y = inverse->row; y < inverse->row + inverse->height; y++) {
        for (int x = inverse->column; x < inverse->column + inverse->width; x++) {
            *now = larger_magnitude(*now, ps_map_get(map, inverse->channel, y, x));
            *before = larger_magnitude(*before, *old++);
        }
    }
}

void input_scale_update(InputScale *scale, const PsMap *input, const PsHistoryStack *inverses, size_t count) {
    float now = 0;
    float before = 0;
    for (size_t i = 0; i < count; i++) {
        edited_magnitudes(input, &inverses->entries[inverses->count - 1 - i].edit, &now, &before);
    }
    if (now >= scale->magnitude) {
        scale->magnitude = now;
    } else if (before >= scale->magnitude) {
        scale->magnitude = ps_map_magnitude(input);
    }
    scale->version++;
}
