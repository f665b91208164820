/* What every fuzzer starts with. A fuzzer feeds a parser any bytes; what it takes must stand the checks of
 * those who use it, what it refuses must be told in a sentence and leave nothing behind. The sanitizers
 * watch.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "core/file.h"
#include "core/map.h"
#include "core/status.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Not assert: this must hold in any build. */
#define CHECK(condition) ((condition) ? (void)0 : abort())

static inline void check_refusal(PsStatus status, const PsError *error) {
    char text[PS_ERROR_TEXT_SIZE];
    CHECK(error->status == status && error->sentence != NULL);
    ps_error_text(error, NULL, text, sizeof text);
    CHECK(strstr(text, ": ") != NULL);
}

/* A map that was read is whole: the last of its cells can be read. One that was not is none. */
static inline void check_map(PsStatus status, const PsMap *map, const PsError *error) {
    if (status != PS_OK) {
        check_refusal(status, error);
        CHECK(map->values == NULL && map->channels == 0);
        return;
    }
    CHECK(map->channels >= 1 && map->height >= 1 && map->width >= 1 && ps_map_cells(map) <= PS_MAP_CELLS);
    (void)ps_map_get(map, map->channels - 1, map->height - 1, map->width - 1);
    (void)ps_map_magnitude(map);
}

#endif
