/* Words one after the other; each says what the next numbers are of. Whether such a pool can be is the core's
 * to say, where it is applied.
 *
 * To add a word: a row in words.
 */
#include "app/chrome/search_pool.h"

#include "app/stages/shared/operation.h"
#include "app/stages/shared/pool_settings.h"
#include "app/words.h"

#include <stdio.h>
#include <string.h>

/* What numbers are of. */
typedef enum Part { PART_KERNEL, PART_STRIDE, PART_PADDING, PART_DILATION, PARTS } Part;

typedef enum WordKind {
    WORD_OPERATION,
    WORD_PART,
    WORD_FILLER /* people write it, and it says nothing more */
} WordKind;

/* Lower case; where one begins another, the longer first. */
static const struct {
    const char *word;
    WordKind kind;
    int is; /* a PsPoolOp or a Part */
} words[] = {
    {"max", WORD_OPERATION, PS_POOL_MAX},
    {"average", WORD_OPERATION, PS_POOL_AVG},
    {"avg", WORD_OPERATION, PS_POOL_AVG},
    {"mean", WORD_OPERATION, PS_POOL_AVG},
    {"global average", WORD_OPERATION, PS_POOL_GAP},
    {"global", WORD_OPERATION, PS_POOL_GAP},
    {"gap", WORD_OPERATION, PS_POOL_GAP},
    {"l2", WORD_OPERATION, PS_POOL_LP},
    {"kernel", WORD_PART, PART_KERNEL},
    {"stride", WORD_PART, PART_STRIDE},
    {"/", WORD_PART, PART_STRIDE},
    {"padding", WORD_PART, PART_PADDING},
    {"dilation", WORD_PART, PART_DILATION},
    {"pooling", WORD_FILLER, 0},
    {"pool", WORD_FILLER, 0},
    {"_size", WORD_FILLER, 0},
    {"size", WORD_FILLER, 0},
    {"with", WORD_FILLER, 0},
    {"and", WORD_FILLER, 0},
    {"of", WORD_FILLER, 0},
    {"=", WORD_FILLER, 0},
    {":", WORD_FILLER, 0},
};
enum { WORDS = sizeof words / sizeof words[0] };

/* Numbers beyond this are no setting of a pool. */
enum { NUMBER_MOST = 9999 };

typedef struct Reader {
    const char *at;
    PsPool *pool;
    Part part;
    bool begun;        /* a word or "3 x 3" has said that this is a pool */
    bool given[PARTS]; /* has its numbers */
} Reader;

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void skip_spaces(Reader *reader) {
    while (*reader->at == ' ' || *reader->at == ',') {
        reader->at++;
    }
}

/* The word that the text goes on with, or -1; its length. */
static int find_word(const char *text, size_t *length) {
    for (int i = 0; i < WORDS; i++) {
        *length = 0;
        while (words[i].word[*length] != '\0' && lower(text[*length]) == words[i].word[*length]) {
            ++*length;
        }
        if (words[i].word[*length] == '\0') {
            return i;
        }
    }
    return -1;
}

static bool read_word(Reader *reader, const PsMap *input) {
    size_t length = 0;
    const int found = find_word(reader->at, &length);
    if (found < 0) {
        return false;
    }
    reader->at += length;
    if (words[found].kind != WORD_FILLER) {
        reader->begun = true;
        reader->part = words[found].kind == WORD_PART ? (Part)words[found].is : PART_KERNEL;
    }
    if (words[found].kind == WORD_OPERATION) {
        (void)pool_take_operation(reader->pool, (PsPoolOp)words[found].is, input);
    }
    return true;
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

static int *setting(PsPool *pool, Part part) {
    int *const values[PARTS] = {pool->kernel_size, pool->stride, pool->padding, pool->dilation};
    return values[part];
}

/* A number for both axes, or one for each; a part takes one such, and a number alone is none. */
static bool read_numbers(Reader *reader) {
    int height = 0;
    int width = 0;
    if (reader->given[reader->part] || !read_number(reader, &height)) {
        return false;
    }
    width = height;
    if (read_times(reader)) {
        reader->begun = true;
        if (!read_number(reader, &width)) {
            return false;
        }
    }
    const int least = reader->part == PART_PADDING ? 0 : 1;
    if (height < least || width < least) {
        return false;
    }
    int *values = setting(reader->pool, reader->part);
    values[PS_HEIGHT] = height;
    values[PS_WIDTH] = width;
    reader->given[reader->part] = true;
    reader->part = PART_KERNEL;
    return reader->begun;
}

/* Numbers are of windows, which some operations do not have. */
static bool has_windows(const Reader *reader) {
    bool numbers = false;
    for (int part = 0; part < PARTS; part++) {
        numbers = numbers || reader->given[part];
    }
    return !numbers || ps_pool_op_info(reader->pool->op)->window;
}

static void write_pair(char *text, size_t size, const char *before, const int pair[PS_AXES]) {
    const size_t used = strlen(text);
    if (pair[PS_HEIGHT] == pair[PS_WIDTH]) {
        snprintf(text + used, size - used, "%s%d", before, pair[PS_HEIGHT]);
    } else {
        snprintf(text + used, size - used, "%s%d × %d", before, pair[PS_HEIGHT], pair[PS_WIDTH]);
    }
}

static void write_named(char *text, size_t size, const char *name, const int pair[PS_AXES], int plain) {
    if (pair[PS_HEIGHT] != plain || pair[PS_WIDTH] != plain) {
        char before[32];
        snprintf(before, sizeof before, ", %s ", name);
        write_pair(text, size, before, pair);
    }
}

static void write_title(const PsPool *pool, char title[SEARCH_POOL_TITLE]) {
    const int stride[PS_AXES] = {ps_pool_stride(pool, PS_HEIGHT), ps_pool_stride(pool, PS_WIDTH)};
    if (!ps_pool_op_info(pool->op)->window) {
        snprintf(title, SEARCH_POOL_TITLE, "%s", _(operation_name(pool->op)));
        return;
    }
    snprintf(title, SEARCH_POOL_TITLE, "%s %d × %d", _(operation_name(pool->op)),
             pool->kernel_size[PS_HEIGHT], pool->kernel_size[PS_WIDTH]);
    write_pair(title, SEARCH_POOL_TITLE, " / ", stride);
    write_named(title, SEARCH_POOL_TITLE, _("padding"), pool->padding, 0);
    write_named(title, SEARCH_POOL_TITLE, _("dilation"), pool->dilation, 1);
}

bool search_pool_read(const char *text, const PsMap *input, PsPool *pool, char title[SEARCH_POOL_TITLE]) {
    PsPool read = *pool;
    Reader reader = {.at = text, .pool = &read, .part = PART_KERNEL};
    for (skip_spaces(&reader); *reader.at != '\0'; skip_spaces(&reader)) {
        if (!read_word(&reader, input) && !read_numbers(&reader)) {
            return false;
        }
    }
    if (!has_windows(&reader) || ps_pool_equal(&read, pool)) {
        return false;
    }
    *pool = read;
    write_title(pool, title);
    return true;
}
