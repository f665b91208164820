/* Stacks into notation that reads back as an equal stack. Only what differs from the defaults is written, but
 * for a pool's stride, which always is.
 */
#include "core/notation.h"

#include <stdio.h>
#include <string.h>

/* A join longer than this goes over several lines, a line an item. */
enum { LINE_BYTES = 96, OPTION_SIZE = 96 };

static PsStatus put(PsBytes *text, const char *piece, PsError *error) {
    return ps_bytes_append(text, piece, strlen(piece), error);
}

/* Appends "LETTER3" or "LETTER5x3" where the pair is not plain on both axes. */
static void append_pair(char *options, const char *letter, const int pair[PS_AXES], int plain) {
    const size_t used = strlen(options);
    if (pair[PS_HEIGHT] == plain && pair[PS_WIDTH] == plain) {
        return;
    }
    if (pair[PS_HEIGHT] == pair[PS_WIDTH]) {
        snprintf(options + used, OPTION_SIZE - used, " %s%d", letter, pair[PS_HEIGHT]);
    } else {
        snprintf(options + used, OPTION_SIZE - used, " %s%dx%d", letter, pair[PS_HEIGHT], pair[PS_WIDTH]);
    }
}

static void append_number(char *options, const char *letter, int number, int plain) {
    const size_t used = strlen(options);
    if (number != plain) {
        snprintf(options + used, OPTION_SIZE - used, " %s%d", letter, number);
    }
}

static void append_word(char *options, const char *word, bool there) {
    const size_t used = strlen(options);
    if (there) {
        snprintf(options + used, OPTION_SIZE - used, " %s", word);
    }
}

/* All but what the title says. */
static void write_options(const PsLayer *layer, char options[OPTION_SIZE]) {
    const PsLayerInfo *info = ps_layer_info(layer->kind);
    options[0] = '\0';
    if (info->window) {
        append_pair(options, "p", layer->padding, 0);
        append_word(options, "pSAME", layer->same);
        append_pair(options, "d", layer->dilation, 1);
    }
    if (info->window && info->channels) {
        append_number(options, "c", layer->channels, 0);
        append_number(options, "g", layer->groups, 1);
    }
    append_number(options, "i", layer->expects, 0);
    append_word(options, "b0", info->weights && !layer->bias);
    append_word(options, "ceil", layer->ceil_mode);
    append_word(options, "nopad", layer->kind == PS_LAYER_AVG_POOL && !layer->count_include_pad);
    if (layer->kind == PS_LAYER_LP_POOL && (layer->norm_type < 2 || layer->norm_type > 2)) {
        char norm[PS_NUMBER_SIZE];
        ps_number_write(norm, (float)layer->norm_type, PS_NUMBER_FULL);
        const size_t used = strlen(options);
        snprintf(options + used, OPTION_SIZE - used, " n%s", norm);
    }
}

static PsStatus write_layer(const PsLayer *layer, bool broken, int depth, PsBytes *text, PsError *error);

static PsStatus write_indent(int depth, PsBytes *text, PsError *error) {
    PsStatus status = put(text, "\n", error);
    for (int i = 0; i < depth && status == PS_OK; i++) {
        status = put(text, "  ", error);
    }
    return status;
}

static PsStatus write_branch(const PsChain *chain, bool broken, int depth, PsBytes *text, PsError *error) {
    PsStatus status = PS_OK;
    for (int i = 0; i < chain->count && status == PS_OK; i++) {
        if (broken) {
            status = write_indent(depth, text, error);
        } else if (i > 0) {
            status = put(text, ", ", error);
        }
        if (status == PS_OK) {
            status = write_layer(&chain->layers[i], broken, depth, text, error);
        }
    }
    return status;
}

static PsStatus write_branches(const PsLayer *join, bool broken, int depth, PsBytes *text, PsError *error) {
    PsStatus status = put(text, "(", error);
    for (int i = 0; i < join->branch_count && status == PS_OK; i++) {
        if (i > 0) {
            status = broken ? write_indent(depth, text, error) : put(text, " ", error);
            status = status == PS_OK ? put(text, broken ? "|" : "| ", error) : status;
        }
        if (status == PS_OK) {
            status = write_branch(&join->branches[i], broken, depth + 1, text, error);
        }
    }
    if (status == PS_OK && broken) {
        status = write_indent(depth, text, error);
    }
    return status == PS_OK ? put(text, ")", error) : status;
}

static PsStatus write_layer(const PsLayer *layer, bool broken, int depth, PsBytes *text, PsError *error) {
    char title[PS_LAYER_TITLE_SIZE];
    char options[OPTION_SIZE];
    PsStatus status = PS_OK;
    if (layer->kind == PS_LAYER_UNKNOWN) {
        snprintf(title, sizeof title, "unknown \"%s\"", layer->name);
    } else {
        ps_layer_title(layer, title);
    }
    write_options(layer, options);
    if (layer->name[0] != '\0' && ps_layer_info(layer->kind)->family != PS_FAMILY_UNKNOWN) {
        status = put(text, layer->name, error);
        status = status == PS_OK ? put(text, ": ", error) : status;
    }
    if (status == PS_OK) {
        status = put(text, title, error);
    }
    if (status == PS_OK && layer->branch_count > 0) {
        status = write_branches(layer, broken, depth, text, error);
    }
    return status == PS_OK ? put(text, options, error) : status;
}

/* A join that is too long for a line is written again over several. */
static PsStatus write_item(const PsLayer *layer, PsBytes *text, PsError *error) {
    const size_t before = text->size;
    PsStatus status = write_layer(layer, false, 0, text, error);
    if (status == PS_OK && layer->branch_count > 0 && text->size - before > LINE_BYTES) {
        text->size = before;
        text->data[before] = '\0';
        status = write_layer(layer, true, 0, text, error);
    }
    return status;
}

PsStatus ps_notation_write_layer(const PsLayer *layer, PsBytes *text, PsError *error) {
    return write_layer(layer, false, 0, text, error);
}

PsStatus ps_notation_write(const PsStack *stack, PsBytes *text, PsError *error) {
    PsStatus status = PS_OK;
    char input[64] = "";
    const char *separator = "";
    if (stack->size[PS_HEIGHT] > 0 && stack->channels > 0) {
        snprintf(input, sizeof input, "input %dx%dx%d", stack->channels, stack->size[PS_HEIGHT],
                 stack->size[PS_WIDTH]);
    } else if (stack->size[PS_HEIGHT] > 0) {
        snprintf(input, sizeof input, "input %dx%d", stack->size[PS_HEIGHT], stack->size[PS_WIDTH]);
    } else if (stack->channels > 0) {
        snprintf(input, sizeof input, "input %d", stack->channels);
    }
    if (input[0] != '\0') {
        status = put(text, input, error);
        separator = "\n";
    }
    for (int i = 0; i < stack->chain.count && status == PS_OK; i++) {
        status = put(text, separator, error);
        separator = "\n";
        if (status == PS_OK) {
            status = write_item(&stack->chain.layers[i], text, error);
        }
    }
    return status;
}
