/* What a scene's file can hold, for its reader and its writer. Not installed. */
#ifndef PS_SCENE_FORMAT_H
#define PS_SCENE_FORMAT_H

#include "core/pool.h"
#include "core/scene.h"

#include <stdbool.h>
#include <stddef.h>

/* PS_STACK_LINES: of one stack. PS_STACK_LINE_SIZE: bytes of a line as JSON writes it, without its quotes. */
enum { PS_SCENE_VERSION = 1, PS_STACK_LINES = 1 << 16, PS_STACK_LINE_SIZE = 510, PS_MAP_NAME_SIZE = 255 };

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

/* The letter that stands for a byte behind a backslash; 0: none does. */
char ps_scene_escape(char byte);

/* Whether name is that of a map beside the scene: no folder, UTF-8, ending in .npy, .csv or .tsv. */
bool ps_scene_is_map_name(const char *name);

/* A setting of the Receptive field stage: the words for false and true. */
typedef struct PsFieldWords {
    const char *name;
    size_t member; /* of PsFieldView */
    const char *words[2];
} PsFieldWords;

enum { PS_FIELD_WORDS_COUNT = 3 };
extern const PsFieldWords PS_FIELD_WORDS[PS_FIELD_WORDS_COUNT];

/* The settings at that member. */
const PsFieldWords *ps_field_words(size_t member);

#endif
