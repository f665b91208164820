/* What a scene's file can hold, for its reader and its writer. Not installed. */
#ifndef PS_SCENE_FORMAT_H
#define PS_SCENE_FORMAT_H

#include "core/pool.h"

#include <stdbool.h>
#include <stddef.h>

enum { PS_SCENE_VERSION = 1, PS_STACK_LINES = 256, PS_STACK_LINE_SIZE = 64, PS_MAP_NAME_SIZE = 255 };

/* A setting of pooling that is a pair, and its smallest value; the largest is PS_AXIS_LIMIT. */
typedef struct PsPairRange {
    const char *name;
    size_t member; /* of PsPool */
    int least;
    bool is_optional; /* 0 in PsPool, null in a file */
} PsPairRange;

enum { PS_PAIR_COUNT = 5 };
extern const PsPairRange PS_PAIR_RANGES[PS_PAIR_COUNT];

/* The range of the pair at that member. */
const PsPairRange *ps_pair_range(size_t member);

/* Whether line[0..length) can be a layer of a stack: 1 to PS_STACK_LINE_SIZE bytes of UTF-8 on one line. */
bool ps_scene_is_stack_line(const char *line, size_t length);

/* Whether name is that of a map beside the scene: no folder, UTF-8, ending in .npy, .csv or .tsv. */
bool ps_scene_is_map_name(const char *name);

#endif
