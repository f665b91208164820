/* Stack notation into stacks: one pass over the text, item by item; joins recurse, PS_STACK_DEPTH deep at
 * most.
 *
 * What an item may say is in two tables: the layers' names (layer.c) and the options here. Invariant: nothing
 * is read at or past length, and every refusal carries the line and column of the item it names.
 */
#include "core/notation.h"

#include "core/memory.h"

#include <assert.h>
#include <string.h>

/* How much of an item a refusal repeats. */
enum { SHOWN_SIZE = 48 };

typedef struct Reader {
    const char *text;
    size_t length;
    size_t at;
    int line;
    size_t line_at; /* where the line begins */
    int layers;     /* read so far, joins among them */
    PsStack *stack;
    PsError *error;
} Reader;

/* Where an item stands, for what is said of it. */
typedef struct Place {
    size_t at;
    int line, column;
} Place;

static char peek(const Reader *reader) {
    return reader->at < reader->length ? reader->text[reader->at] : '\0';
}

static bool at_end(const Reader *reader) {
    return reader->at >= reader->length;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_name(char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '.' || c == '-';
}

static void skip_blanks(Reader *reader) {
    while (!at_end(reader) && is_blank(peek(reader))) {
        reader->at++;
    }
}

/* Blanks, commas, new lines and comments between items. */
static void skip_separators(Reader *reader) {
    bool comment = false;
    while (!at_end(reader)) {
        const char c = peek(reader);
        comment = c == '#' || (comment && c != '\n');
        if (!comment && !is_blank(c) && c != ',' && c != '\n') {
            return;
        }
        reader->at++;
        if (c == '\n') {
            reader->line++;
            reader->line_at = reader->at;
        }
    }
}

static Place place_of(const Reader *reader) {
    return (Place){reader->at, reader->line, (int)(reader->at - reader->line_at) + 1};
}

/* The item as it was typed, without what could break a line of output. */
static void show_item(const Reader *reader, const Place *place, char shown[SHOWN_SIZE]) {
    size_t length = 0;
    for (size_t i = place->at; i < reader->length && length < SHOWN_SIZE - 1; i++) {
        const char c = reader->text[i];
        if (c == ',' || c == '\n' || c == '#' || c == '|' || c == '(' || c == ')') {
            break;
        }
        shown[length++] = (unsigned char)c < ' ' || (unsigned char)c >= 0x7F ? '?' : c;
    }
    while (length > 0 && shown[length - 1] == ' ') {
        length--;
    }
    shown[length] = '\0';
}

static PsStatus put_place(PsStatus status, const Place *place, PsError *error) {
    if (error != NULL) {
        error->line = place->line;
        error->column = place->column;
    }
    return status;
}

/* why is what is wrong and what to do; the layer's number and text stand before it. */
static PsStatus fail_item(const Reader *reader, const Place *place, const char *why) {
    char shown[SHOWN_SIZE];
    show_item(reader, place, shown);
    return put_place(ps_fail(reader->error, PS_ERROR_FORMAT, "layer %d '%s' in line %d: %s",
                             reader->layers + 1, shown, place->line, why),
                     place, reader->error);
}

/* Digits, at most PS_AXIS_LIMIT; false if there are none, or more. */
static bool read_number(Reader *reader, int *number) {
    int64_t value = 0;
    const size_t first = reader->at;
    while (!at_end(reader) && is_digit(peek(reader))) {
        value = value > PS_AXIS_LIMIT ? value : value * 10 + (peek(reader) - '0');
        reader->at++;
    }
    *number = (int)value;
    return reader->at > first && value <= PS_AXIS_LIMIT;
}

/* "3", or "5x3" for height and width. */
static bool read_pair(Reader *reader, int pair[PS_AXES]) {
    if (!read_number(reader, &pair[PS_HEIGHT])) {
        return false;
    }
    pair[PS_WIDTH] = pair[PS_HEIGHT];
    if (lower(peek(reader)) != 'x') {
        return true;
    }
    reader->at++;
    return read_number(reader, &pair[PS_WIDTH]);
}

/* Whether word comes next, as far as a letter could follow it; it is then passed. */
static bool take_word(Reader *reader, const char *word) {
    const size_t size = strlen(word);
    if (reader->length - reader->at < size) {
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        if (lower(reader->text[reader->at + i]) != word[i]) {
            return false;
        }
    }
    if (reader->at + size < reader->length && is_letter(reader->text[reader->at + size])) {
        return false;
    }
    reader->at += size;
    return true;
}

/* The options of an item, a bit each. To add one: a row in read_option's chain. */
enum {
    OPTION_STRIDE = 1,
    OPTION_PADDING = 2,
    OPTION_DILATION = 4,
    OPTION_CHANNELS = 8,
    OPTION_GROUPS = 16,
    OPTION_BIAS = 32,
    OPTION_CEIL = 64,
    OPTION_COUNT = 128,
    OPTION_NORM = 256,
    OPTION_EXPECTS = 512
};

static unsigned options_of(const PsLayer *layer) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    return (info->window ? OPTION_STRIDE | OPTION_PADDING : 0U) | (info->dilation ? OPTION_DILATION : 0U) |
           (info->window && info->channels ? OPTION_CHANNELS : 0U) | (info->weights ? OPTION_BIAS : 0U) |
           (info->expects ? OPTION_EXPECTS : 0U) | (layer->kind == PS_LAYER_CONV ? OPTION_GROUPS : 0U) |
           (info->pooling ? OPTION_CEIL : 0U) | (layer->kind == PS_LAYER_AVG_POOL ? OPTION_COUNT : 0U) |
           (layer->kind == PS_LAYER_LP_POOL ? OPTION_NORM : 0U);
}

/* The p of Lp is a decimal. */
static bool read_norm(Reader *reader, double *norm) {
    const size_t first = reader->at;
    while (!at_end(reader) && (is_digit(peek(reader)) || peek(reader) == '.' || lower(peek(reader)) == 'e' ||
                               peek(reader) == '-' || peek(reader) == '+')) {
        reader->at++;
    }
    float value = 0;
    const bool read = ps_number_read(reader->text + first, reader->at - first, &value, NULL);
    *norm = (double)value;
    return read && value > 0;
}

static bool read_bias(Reader *reader, bool *bias) {
    int number = 0;
    const bool read = read_number(reader, &number);
    *bias = number == 1;
    return read && number <= 1;
}

static bool read_padding(Reader *reader, PsLayer *layer) {
    layer->same = take_word(reader, "same");
    return layer->same || read_pair(reader, layer->padding);
}

/* Reads the value of the option that a letter begins. */
static bool read_lettered(Reader *reader, char letter, PsLayer *layer, unsigned *option) {
    switch (letter) {
    case '/':
        *option = OPTION_STRIDE;
        return read_pair(reader, layer->stride);
    case 'p':
        *option = OPTION_PADDING;
        return read_padding(reader, layer);
    case 'd':
        *option = OPTION_DILATION;
        return read_pair(reader, layer->dilation);
    case 'c':
        *option = OPTION_CHANNELS;
        return read_number(reader, &layer->channels);
    case 'g':
        *option = OPTION_GROUPS;
        return read_number(reader, &layer->groups);
    case 'b':
        *option = OPTION_BIAS;
        return read_bias(reader, &layer->bias);
    case 'i':
        *option = OPTION_EXPECTS;
        return read_number(reader, &layer->expects) && layer->expects > 0;
    case 'n':
        *option = OPTION_NORM;
        return read_norm(reader, &layer->norm_type);
    default:
        return false;
    }
}

static bool read_option(Reader *reader, PsLayer *layer, unsigned *option) {
    if (take_word(reader, "ceil")) {
        *option = OPTION_CEIL;
        layer->ceil_mode = true;
        return true;
    }
    if (take_word(reader, "nopad")) {
        *option = OPTION_COUNT;
        layer->count_include_pad = false;
        return true;
    }
    const char letter = lower(peek(reader));
    reader->at++;
    return read_lettered(reader, letter, layer, option);
}

/* Whether the item is over. */
static bool at_item_end(const Reader *reader) {
    const char c = peek(reader);
    return at_end(reader) || c == ',' || c == '\n' || c == '#' || c == '|' || c == ')';
}

static PsStatus read_options(Reader *reader, const Place *place, PsLayer *layer) {
    unsigned given = 0;
    for (skip_blanks(reader); !at_item_end(reader); skip_blanks(reader)) {
        unsigned option = 0;
        if (!read_option(reader, layer, &option)) {
            return fail_item(
                reader, place,
                "an option is not understood: use /STRIDE, pPADDING, pSAME, dDILATION, cCHANNELS, "
                "gGROUPS, iCHANNELS, b0, ceil, nopad");
        }
        if ((option & options_of(layer)) == 0) {
            return fail_item(reader, place, "it does not take one of its options: leave that out");
        }
        if ((option & given) != 0) {
            return fail_item(reader, place, "an option is there twice: leave one out");
        }
        given |= option;
    }
    return PS_OK;
}

/* What is directly behind the type: a kernel, features, a size or a scale. */
static PsStatus read_head(Reader *reader, const Place *place, PsLayer *layer) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    bool read = true;
    if (info->window) {
        read = read_pair(reader, layer->kernel);
        if (info->pooling) {
            memcpy(layer->stride, layer->kernel, sizeof layer->stride);
        }
    } else if (info->output_size) {
        read = read_pair(reader, layer->output_size);
    } else if (layer->kind == PS_LAYER_LINEAR) {
        read = read_number(reader, &layer->channels);
    } else if (layer->kind == PS_LAYER_UPSAMPLE) {
        read = read_pair(reader, layer->scale);
    }
    return read ? PS_OK
                : fail_item(
                      reader, place,
                      "its size is missing or no number that can be: write it right behind, as in conv3, "
                      "maxpool2, linear10, up2");
}

static bool find_kind(const char *word, size_t length, PsLayerKind *kind) {
    for (int i = 0; i < PS_LAYER_ORDER; i++) {
        const char *name = ps_layer_info((PsLayerKind)i)->notation;
        bool same = strlen(name) == length;
        for (size_t k = 0; k < length && same; k++) {
            same = lower(word[k]) == name[k];
        }
        if (same) {
            *kind = (PsLayerKind)i;
            return true;
        }
    }
    return false;
}

static PsStatus check_item(const Reader *reader, const Place *place, const PsLayer *layer) {
    PsError reason;
    const PsStatus status = ps_layer_check(layer, &reason);
    if (status == PS_OK) {
        return PS_OK;
    }
    char text[PS_ERROR_TEXT_SIZE];
    ps_error_text(&reason, NULL, text, sizeof text);
    return fail_item(reader, place, text);
}

static PsStatus add_layer(Reader *reader, const Place *place, PsChain *chain, PsLayer *layer) {
    if (reader->layers >= PS_STACK_LAYERS) {
        return put_place(ps_fail(reader->error, PS_ERROR_SIZE,
                                 "layer %d in line %d is one too many: use at most %d", reader->layers + 1,
                                 place->line, (int)PS_STACK_LAYERS),
                         place, reader->error);
    }
    reader->layers++;
    layer->line = place->line;
    return ps_chain_insert(chain, chain->count, layer, reader->error);
}

static PsStatus read_chain(Reader *reader, PsChain *chain, int depth);

static PsStatus read_branch(Reader *reader, const Place *place, PsLayer *join, int depth) {
    PsChain branch = {0};
    PsStatus status = PS_OK;
    if (join->branch_count >= PS_STACK_BRANCHES) {
        return fail_item(reader, place, "it has too many branches: use at most 64");
    }
    status = read_chain(reader, &branch, depth);
    if (status == PS_OK) {
        status = ps_layer_add_branch(join, &branch, reader->error);
    }
    ps_chain_free(&branch);
    return status;
}

/* Behind the name of a join: "( … | … )". */
static PsStatus read_branches(Reader *reader, const Place *place, PsLayer *join, int depth) {
    skip_blanks(reader);
    if (peek(reader) != '(' || depth >= PS_STACK_DEPTH) {
        return fail_item(reader, place,
                         depth >= PS_STACK_DEPTH ? "joins lie too deep in each other: use at most 16 levels"
                                                 : "its branches are missing: write add(conv3 p1 | id)");
    }
    char c = '|';
    while (c == '|') {
        reader->at++;
        const PsStatus status = read_branch(reader, place, join, depth + 1);
        if (status != PS_OK) {
            return status;
        }
        c = peek(reader);
    }
    if (c != ')') {
        return fail_item(reader, place, "its branches do not end: close them with )");
    }
    reader->at++;
    if (join->branch_count < 2) {
        return fail_item(reader, place, "it has one branch: give it two, as in add(conv3 p1 | id)");
    }
    return PS_OK;
}

/* "input 3x224x224", "input 224x224" or channels alone, "input 3"; before the first layer. */
static PsStatus read_input(Reader *reader, const Place *place) {
    int sizes[3] = {0};
    int count = 0;
    bool read = true;
    skip_blanks(reader);
    while (read && count < 3 && is_digit(peek(reader))) {
        read = read_number(reader, &sizes[count]) && sizes[count] >= 1 && sizes[count] <= PS_STACK_SIDE;
        count++;
        reader->at += lower(peek(reader)) == 'x' && count < 3;
    }
    skip_blanks(reader);
    if (!read || count < 1 || !at_item_end(reader)) {
        return fail_item(
            reader, place,
            "the input's size is not understood: write channels x height x width, as input 3x224x224");
    }
    if (reader->layers > 0 || reader->stack->size[PS_HEIGHT] != 0 || reader->stack->channels != 0) {
        return fail_item(reader, place, "the input stands once, before the first layer: move it there");
    }
    reader->stack->channels = count != 2 ? sizes[0] : 0;
    reader->stack->size[PS_HEIGHT] = count > 1 ? sizes[count - 2] : 0;
    reader->stack->size[PS_WIDTH] = count > 1 ? sizes[count - 1] : 0;
    return PS_OK;
}

/* "conv1_1:" before a type; nothing is read if there is none. */
static PsStatus read_name(Reader *reader, const Place *place, char name[PS_LAYER_NAME_SIZE]) {
    const size_t first = reader->at;
    while (!at_end(reader) && is_name(peek(reader))) {
        reader->at++;
    }
    const size_t length = reader->at - first;
    skip_blanks(reader);
    name[0] = '\0';
    if (peek(reader) != ':' || length == 0) {
        reader->at = first;
        return PS_OK;
    }
    if (length >= PS_LAYER_NAME_SIZE) {
        return fail_item(reader, place, "its name is too long: use at most 63 characters");
    }
    memcpy(name, reader->text + first, length);
    name[length] = '\0';
    reader->at++;
    skip_blanks(reader);
    return PS_OK;
}

/* "?ClassName". */
static PsStatus read_order(Reader *reader, const Place *place, PsLayer *layer) {
    size_t length = 0;
    reader->at++;
    *layer = ps_layer_default(PS_LAYER_ORDER);
    while (!at_end(reader) && is_name(peek(reader))) {
        if (length < PS_LAYER_NAME_SIZE - 1) {
            layer->name[length++] = peek(reader);
        }
        reader->at++;
    }
    skip_blanks(reader);
    return length > 0 && at_item_end(reader)
               ? PS_OK
               : fail_item(reader, place, "a name of letters and digits is missing: write ?ClassName");
}

/* The class behind `unknown`, in quotes. */
static PsStatus read_unknown(Reader *reader, const Place *place, PsLayer *layer) {
    size_t length = 0;
    *layer = ps_layer_default(PS_LAYER_UNKNOWN);
    skip_blanks(reader);
    const bool opens = peek(reader) == '"';
    reader->at += opens;
    while (opens && (unsigned char)peek(reader) >= ' ' && peek(reader) != '"' &&
           length < PS_LAYER_NAME_SIZE - 1) {
        layer->name[length++] = peek(reader);
        reader->at++;
    }
    const bool closes = length > 0 && peek(reader) == '"';
    reader->at += closes;
    skip_blanks(reader);
    return closes && at_item_end(reader)
               ? PS_OK
               : fail_item(reader, place,
                           "its class is missing, or longer than 63 bytes: write unknown \"ClassName\"");
}

static PsStatus read_layer(Reader *reader, const Place *place, PsLayer *layer, int depth) {
    char name[PS_LAYER_NAME_SIZE];
    PsStatus status = read_name(reader, place, name);
    if (status != PS_OK) {
        return status;
    }
    if (peek(reader) == '?') {
        return read_order(reader, place, layer);
    }
    if (take_word(reader, "unknown")) {
        return read_unknown(reader, place, layer);
    }
    const size_t first = reader->at;
    PsLayerKind kind = PS_LAYER_CONV;
    while (!at_end(reader) && is_letter(peek(reader))) {
        reader->at++;
    }
    if (!find_kind(reader->text + first, reader->at - first, &kind)) {
        return fail_item(reader, place,
                         "there is no such layer: use conv, dwconv, maxpool, avgpool, lppool, adaptiveavg, "
                         "adaptivemax, gap, linear, up, relu, bn, id, add, concat or unknown");
    }
    *layer = ps_layer_default(kind);
    memcpy(layer->name, name, sizeof name);
    if (ps_layer_info(kind)->family == PS_FAMILY_JOIN) {
        status = read_branches(reader, place, layer, depth);
    } else {
        status = read_head(reader, place, layer);
    }
    if (status == PS_OK) {
        status = read_options(reader, place, layer);
    }
    return status == PS_OK ? check_item(reader, place, layer) : status;
}

/* Whether a name and its colon come: a layer may be called input. */
static bool is_named(const Reader *reader) {
    Reader ahead = *reader;
    while (!at_end(&ahead) && is_name(peek(&ahead))) {
        ahead.at++;
    }
    skip_blanks(&ahead);
    return peek(&ahead) == ':';
}

static PsStatus read_item(Reader *reader, PsChain *chain, int depth) {
    const Place place = place_of(reader);
    PsLayer layer = {0};
    if (depth == 0 && !is_named(reader) && take_word(reader, "input")) {
        return read_input(reader, &place);
    }
    PsStatus status = read_layer(reader, &place, &layer, depth);
    if (status == PS_OK) {
        status = add_layer(reader, &place, chain, &layer);
    }
    ps_layer_free(&layer);
    return status;
}

/* Items up to the text's end, or inside a join up to | or ). */
static PsStatus read_chain(Reader *reader, PsChain *chain, int depth) {
    PsStatus status = PS_OK;
    for (skip_separators(reader); !at_end(reader) && status == PS_OK; skip_separators(reader)) {
        if (depth > 0 && (peek(reader) == '|' || peek(reader) == ')')) {
            return PS_OK;
        }
        status = read_item(reader, chain, depth);
        skip_blanks(reader);
        if (status == PS_OK && !at_item_end(reader)) {
            const Place place = place_of(reader);
            return fail_item(reader, &place, "a comma or a new line is missing before it: put one there");
        }
        if (status == PS_OK && depth == 0 && (peek(reader) == '|' || peek(reader) == ')')) {
            const Place place = place_of(reader);
            return fail_item(reader, &place, "there is a | or ) outside of a join: take it away");
        }
    }
    return status;
}

PsStatus ps_notation_read(const char *text, size_t length, PsStack *stack, PsError *error) {
    *stack = (PsStack){0};
    if (length > PS_NOTATION_BYTES) {
        return ps_fail(error, PS_ERROR_SIZE, "a stack of %zu bytes is too long: use at most %d", length,
                       (int)PS_NOTATION_BYTES);
    }
    Reader reader = {.text = text, .length = length, .line = 1, .stack = stack, .error = error};
    const PsStatus status = read_chain(&reader, &stack->chain, 0);
    if (status != PS_OK) {
        ps_stack_free(stack);
    }
    return status;
}
