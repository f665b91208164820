/* Words one after the other; each says what the next numbers are of. Whether such a pool can be is the core's
 * to say, where it is applied.
 */
#include "app/chrome/search_pool.h"

#include "app/stages/shared/operation.h"
#include "app/words.h"

#include <stdio.h>
#include <string.h>

/* What numbers are of. */
typedef enum Part { PART_KERNEL, PART_STRIDE, PART_PADDING, PART_DILATION } Part;

/* Lower case; an operation, or a part. */
static const struct {
    const char *word;
    bool is_part;
    PsPoolOp op;
    Part part;
} words[] = {
    {"max", false, PS_POOL_MAX, PART_KERNEL},     {"average", false, PS_POOL_AVG, PART_KERNEL},
    {"avg", false, PS_POOL_AVG, PART_KERNEL},     {"mean", false, PS_POOL_AVG, PART_KERNEL},
    {"kernel", true, PS_POOL_MAX, PART_KERNEL},   {"stride", true, PS_POOL_MAX, PART_STRIDE},
    {"padding", true, PS_POOL_MAX, PART_PADDING}, {"dilation", true, PS_POOL_MAX, PART_DILATION},
    {"/", true, PS_POOL_MAX, PART_STRIDE},
};
enum { WORDS = sizeof words / sizeof words[0] };

/* Numbers beyond this are no setting of a pool. */
enum { NUMBER_MOST = 9999 };

typedef struct Reader {
    const char *at;
    PsPool *pool;
    Part part;
    bool kernel, stride; /* are given */
    int numbers;
} Reader;

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void skip_spaces(Reader *reader) {
    while (*reader->at == ' ' || *reader->at == ',') {
        reader->at++;
    }
}

static bool read_word(Reader *reader) {
    for (int i = 0; i < WORDS; i++) {
        size_t length = 0;
        while (words[i].word[length] != '\0' && lower(reader->at[length]) == words[i].word[length]) {
            length++;
        }
        if (words[i].word[length] != '\0') {
            continue;
        }
        reader->at += length;
        reader->part = words[i].part;
        if (!words[i].is_part) {
            reader->pool->op = words[i].op;
        }
        return true;
    }
    return false;
}

/* False where there is no number that can be. */
static bool read_number(Reader *reader, int *number) {
    *number = 0;
    if (*reader->at < '0' || *reader->at > '9') {
        return false;
    }
    for (; *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        *number = *number * 10 + (*reader->at - '0');
        if (*number > NUMBER_MOST) {
            return false;
        }
    }
    return true;
}

/* "x" or "×" between two numbers. */
static bool read_times(Reader *reader) {
    skip_spaces(reader);
    const size_t length = lower(*reader->at) == 'x' ? 1 : strncmp(reader->at, "×", 2) == 0 ? 2 : 0;
    reader->at += length;
    skip_spaces(reader);
    return length > 0;
}

static int *setting(Reader *reader) {
    switch (reader->part) {
    case PART_STRIDE:
        reader->stride = true;
        return reader->pool->stride;
    case PART_PADDING:
        return reader->pool->padding;
    case PART_DILATION:
        return reader->pool->dilation;
    case PART_KERNEL:
        break;
    }
    reader->kernel = true;
    return reader->pool->kernel_size;
}

/* A number for both axes, or one for each. */
static bool read_numbers(Reader *reader) {
    int height = 0;
    int width = 0;
    if (!read_number(reader, &height)) {
        return false;
    }
    width = height;
    if (read_times(reader) && !read_number(reader, &width)) {
        return false;
    }
    int *values = setting(reader);
    values[PS_HEIGHT] = height;
    values[PS_WIDTH] = width;
    reader->part = PART_KERNEL;
    reader->numbers++;
    return true;
}

static void write_pair(char *text, size_t size, const char *before, const int pair[PS_AXES]) {
    const size_t used = strlen(text);
    if (pair[PS_HEIGHT] == pair[PS_WIDTH]) {
        snprintf(text + used, size - used, "%s%d", before, pair[PS_HEIGHT]);
    } else {
        snprintf(text + used, size - used, "%s%d × %d", before, pair[PS_HEIGHT], pair[PS_WIDTH]);
    }
}

static void write_title(const PsPool *pool, char title[SEARCH_POOL_TITLE]) {
    snprintf(title, SEARCH_POOL_TITLE, "%s %d × %d", _(operation_name(pool->op)),
             pool->kernel_size[PS_HEIGHT], pool->kernel_size[PS_WIDTH]);
    const int stride[PS_AXES] = {ps_pool_stride(pool, PS_HEIGHT), ps_pool_stride(pool, PS_WIDTH)};
    write_pair(title, SEARCH_POOL_TITLE, " / ", stride);
    if (pool->padding[PS_HEIGHT] > 0 || pool->padding[PS_WIDTH] > 0) {
        char before[32];
        snprintf(before, sizeof before, ", %s ", _("padding"));
        write_pair(title, SEARCH_POOL_TITLE, before, pool->padding);
    }
}

bool search_pool_read(const char *text, PsPool *pool, char title[SEARCH_POOL_TITLE]) {
    PsPool read = *pool;
    Reader reader = {.at = text, .pool = &read, .part = PART_KERNEL};
    bool begun = false;
    bool windows = ps_pool_op_info(pool->op)->window;
    for (skip_spaces(&reader); *reader.at != '\0'; skip_spaces(&reader)) {
        if (!read_word(&reader) && !(begun && read_numbers(&reader))) {
            return false;
        }
        begun = true;
    }
    windows = windows || read.op != pool->op;
    if (reader.kernel && !reader.stride && pool->stride[PS_HEIGHT] > 0 &&
        ps_pool_stride(pool, PS_HEIGHT) == pool->kernel_size[PS_HEIGHT] &&
        ps_pool_stride(pool, PS_WIDTH) == pool->kernel_size[PS_WIDTH]) {
        memcpy(read.stride, read.kernel_size, sizeof read.stride);
    }
    if (!begun || !windows || ps_pool_equal(&read, pool)) {
        return false;
    }
    if (read.op != PS_POOL_MAX) {
        /* Only max has dilation. */
        read.dilation[PS_HEIGHT] = read.dilation[PS_WIDTH] = 1;
    }
    *pool = read;
    write_title(pool, title);
    return true;
}
