/* What a scene's file can hold, for its reader and its writer. Not installed. */
#ifndef PS_SCENE_FORMAT_H
#define PS_SCENE_FORMAT_H

#include "core/pool.h"
#include "core/scene.h"

#include <stdbool.h>
#include <stddef.h>

/* PS_STACK_LINES: of one stack. PS_STACK_LINE_SIZE: bytes of a line as JSON writes it, without its quotes. */
enum { PS_SCENE_VERSION = 1, PS_STACK_LINES = 1 << 16, PS_STACK_LINE_SIZE = 510, PS_MAP_NAME_SIZE = 255 };

/* The key of the second stack, in the object of the Receptive field stage. */
#define PS_SECOND_STACK_KEY "beside"

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

/* Whether line[0..length) can be a text of a stack's list: one line of UTF-8 (an empty one, too) that is
 * written within PS_STACK_LINE_SIZE. */
bool ps_scene_is_stack_line(const char *line, size_t length);

/* PS_ERROR_SIZE where a list of such lines cannot hold the text of a stack. */
PsStatus ps_scene_check_lines(const char *text, PsError *error) PS_MUST_USE;

/* The letter that stands for a byte behind a backslash; 0: none does. */
char ps_scene_escape(char byte);

/* Whether name is that of a map beside the scene: no folder, UTF-8, ending in .npy, .csv or .tsv. */
bool ps_scene_is_map_name(const char *name);

#endif
