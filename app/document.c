#include "app/document.h"

#include "app/stages/stage.h"
#include "app/words.h"
#include "core/scene_file.h"

static PsStatus check_map(const char *path, const PsMap *map, PsError *error) {
    if (map->channels > 1) {
        return ps_fail(error, PS_ERROR_SIZE,
                       N_("%s has %d channels: open a map of one channel, or use poolscope-cli"), path,
                       map->channels);
    }
    if (map->height > STAGE_MAP_SIDE || map->width > STAGE_MAP_SIDE) {
        return ps_fail(error, PS_ERROR_SIZE,
                       N_("%s is %d x %d: open a map of at most %d x %d, or use poolscope-cli"), path,
                       map->height, map->width, (int)STAGE_MAP_SIDE, (int)STAGE_MAP_SIDE);
    }
    return PS_OK;
}

/* The pool people have, where the map takes it; else the largest default window that fits. */
static PsPool fitting_pool(const PsPool *pool, const PsMap *map) {
    if (ps_pool_check(pool, map->height, map->width, NULL) == PS_OK) {
        return *pool;
    }
    PsPool smaller = ps_pool_default();
    smaller.op = pool->op;
    smaller.kernel_size[PS_HEIGHT] = map->height < 2 ? 1 : 2;
    smaller.kernel_size[PS_WIDTH] = map->width < 2 ? 1 : 2;
    return smaller;
}

PsStatus document_open(const char *path, const PsPool *pool, PsScene *scene, PsError *error) {
    PsMap map = {0};
    *scene = (PsScene){0};
    PsStatus status = ps_map_file_read(path, &map, NULL, error);
    if (status == PS_OK) {
        status = check_map(path, &map, error);
    }
    if (status != PS_OK) {
        ps_map_free(&map);
        return status;
    }
    scene->pool = fitting_pool(pool, &map);
    scene->compare = ps_compare_default();
    scene->input = map;
    scene->source = (PsSource){PS_PATTERN_OWN, 1};
    return PS_OK;
}
