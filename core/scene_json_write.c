/* Scenes to JSON, by hand: a row of cells a line, full numbers, and the order of product.md's example.
 *
 * Invariant: what is written can be read. Where a scene holds what no file can, writing fails and appends
 * nothing.
 */
#include "core/number.h"
#include "core/scene_format.h"
#include "core/scene_json.h"
#include "core/scene_stack.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The longest stack that stands on one line. */
enum { ONE_LINE = 72 };

/* After a failure every call does nothing. */
typedef struct Writer {
    PsBytes *bytes;
    PsStatus status;
    PsError *error;
} Writer;

static void put_bytes(Writer *writer, const char *text, size_t size) {
    if (writer->status == PS_OK) {
        writer->status = ps_bytes_append(writer->bytes, text, size, writer->error);
    }
}

static void put(Writer *writer, const char *text) {
    put_bytes(writer, text, strlen(text));
}

static void put_integer(Writer *writer, int64_t value) {
    char text[PS_NUMBER_SIZE];
    put_bytes(writer, text, ps_number_write_integer(text, value, PS_NUMBER_FULL));
}

static void put_string(Writer *writer, const char *text, size_t length) {
    put(writer, "\"");
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)text[i];
        const char letter = ps_scene_escape(text[i]);
        char escape[8];
        if (letter != '\0') {
            snprintf(escape, sizeof escape, "\\%c", letter);
            put(writer, escape);
        } else if (byte < ' ') {
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)byte);
            put(writer, escape);
        } else {
            put_bytes(writer, text + i, 1);
        }
    }
    put(writer, "\"");
}

static void put_name(Writer *writer, const char *name) {
    put_string(writer, name, strlen(name));
}

static void put_cell(Writer *writer, float value) {
    char text[PS_NUMBER_SIZE];
    const size_t length = ps_number_write(text, value, PS_NUMBER_FULL);
    if (isfinite(value)) {
        put_bytes(writer, text, length);
    } else {
        put_string(writer, text, length);
    }
}

/* The fewest digits that read back as the same double. */
static void put_double(Writer *writer, double value) {
    char text[PS_NUMBER_SIZE];
    int digits = 1;
    do {
        snprintf(text, sizeof text, "%.*g", digits, value);
        digits++;
    } while (digits <= 17 && strtod(text, NULL) != value);
    put(writer, text);
}

static void write_plane(Writer *writer, const PsMap *map, int c) {
    for (int y = 0; y < map->height; y++) {
        const char *start = "[[";
        if (y > 0) {
            start = map->channels > 1 ? ",\n             [" : ",\n            [";
        }
        put(writer, start);
        for (int x = 0; x < map->width && writer->status == PS_OK; x++) {
            put(writer, x > 0 ? "," : "");
            put_cell(writer, ps_map_get(map, c, y, x));
        }
        put(writer, "]");
    }
    put(writer, "]");
}

static void write_input(Writer *writer, const PsMap *map, const char *input_file) {
    put(writer, ",\n  \"input\": ");
    if (input_file != NULL) {
        put(writer, "{ \"file\": ");
        put_name(writer, input_file);
        put(writer, " }");
        return;
    }
    put(writer, map->channels > 1 ? "[" : "");
    for (int c = 0; c < map->channels && writer->status == PS_OK; c++) {
        put(writer, c > 0 ? ",\n            " : "");
        write_plane(writer, map, c);
    }
    put(writer, map->channels > 1 ? "]" : "");
}

static void write_pair(Writer *writer, const char *key, const int pair[PS_AXES]) {
    put(writer, ", ");
    put_name(writer, key);
    put(writer, ": [");
    put_integer(writer, pair[PS_HEIGHT]);
    put(writer, ",");
    put_integer(writer, pair[PS_WIDTH]);
    put(writer, "]");
}

/* 0 follows the kernel: null. */
static void write_stride(Writer *writer, const int stride[PS_AXES]) {
    if (stride[PS_HEIGHT] != 0 && stride[PS_WIDTH] != 0) {
        write_pair(writer, "stride", stride);
    } else if (stride[PS_HEIGHT] == 0 && stride[PS_WIDTH] == 0) {
        put(writer, ", \"stride\": null");
    } else {
        put(writer, stride[PS_HEIGHT] == 0 ? ", \"stride\": [null," : ", \"stride\": [");
        put_integer(writer, stride[PS_HEIGHT] == 0 ? stride[PS_WIDTH] : stride[PS_HEIGHT]);
        put(writer, stride[PS_HEIGHT] == 0 ? "]" : ",null]");
    }
}

static void write_pool(Writer *writer, const PsPool *pool) {
    put(writer, ",\n  \"pool\": { \"op\": ");
    put_name(writer, ps_pool_op_info(pool->op)->name);
    write_pair(writer, "kernel_size", pool->kernel_size);
    write_stride(writer, pool->stride);
    write_pair(writer, "padding", pool->padding);
    write_pair(writer, "dilation", pool->dilation);
    put(writer, ",\n            \"ceil_mode\": ");
    put(writer, pool->ceil_mode ? "true" : "false");
    put(writer, ", \"count_include_pad\": ");
    put(writer, pool->count_include_pad ? "true" : "false");
    put(writer, ", \"norm_type\": ");
    put_double(writer, pool->norm_type);
    write_pair(writer, "output_size", pool->output_size);
    put(writer, " }");
}

/* Of a long stack each line has one in the file, indented behind the bracket. */
static void write_lines(Writer *writer, const char *text, int indent) {
    const bool is_long = strlen(text) > ONE_LINE;
    const char *line = *text != '\0' ? text : NULL;
    put(writer, "[");
    while (line != NULL && writer->status == PS_OK) {
        const size_t length = strcspn(line, "\n");
        put(writer, line == text ? "" : is_long ? ",\n" : ", ");
        for (int i = 0; is_long && line > text && i < indent; i++) {
            put(writer, " ");
        }
        put_string(writer, line, length);
        line = line[length] == '\n' ? line + length + 1 : NULL;
    }
    put(writer, "]");
}

static void write_stack(Writer *writer, const char *text, int indent) {
    PsBytes layers = {0};
    if (ps_scene_stack_is_list(text)) {
        write_lines(writer, text, indent);
    } else if (writer->status == PS_OK) {
        writer->status = ps_scene_stack_rewrite(text, &layers, writer->error);
        write_lines(writer, layers.data != NULL ? (const char *)layers.data : "", indent);
    }
    ps_bytes_free(&layers);
}

static void write_field(Writer *writer, const PsFieldView *field, const char *beside) {
    if (beside == NULL && !field->effective && !field->random && !field->own) {
        return;
    }
    put(writer, ",\n  \"field\": { ");
    if (beside != NULL) {
        put(writer, "\"beside\": ");
        write_stack(writer, beside, (int)strlen("  \"field\": { \"beside\": ["));
        put(writer, ",\n             ");
    }
    for (int i = 0; i < PS_FIELD_WORDS_COUNT; i++) {
        const PsFieldWords *choice = &PS_FIELD_WORDS[i];
        const bool *setting = (const bool *)(const void *)((const char *)field + choice->member);
        put(writer, i > 0 ? ", " : "");
        put_name(writer, choice->name);
        put(writer, ": ");
        put_name(writer, choice->words[*setting]);
    }
    put(writer, " }");
}

static void write_compare(Writer *writer, const PsCompare *compare) {
    const PsCompare standard = ps_compare_default();
    if (ps_compare_equal(compare, &standard)) {
        return;
    }
    put(writer, ",\n  \"compare\": { \"with\": ");
    put_name(writer, ps_column_name(compare->with));
    put(writer, ", \"seed\": ");
    put_integer(writer, compare->seed);
    put(writer, compare->gradient ? ", \"view\": \"gradient\", \"minus\": ["
                                  : ", \"view\": \"values\", \"minus\": [");
    for (int i = 0; i < PS_COMPARE_COLUMNS; i++) {
        put(writer, i > 0 ? "," : "");
        put_name(writer, ps_minus_name(compare->minus[i]));
    }
    put(writer, "] }");
}

static void write_scene(Writer *writer, const PsScene *scene, const char *input_file) {
    const int64_t last = ps_scene_last_step(scene);
    put(writer, "{ \"poolscope\": ");
    put_integer(writer, PS_SCENE_VERSION);
    put(writer, ", \"stage\": ");
    put_name(writer, ps_stage_key(scene->stage));
    write_input(writer, &scene->input, input_file);
    write_pool(writer, &scene->pool);
    if (scene->stack != NULL) {
        put(writer, ",\n  \"stack\": ");
        write_stack(writer, scene->stack, (int)strlen("  \"stack\": ["));
    }
    write_compare(writer, &scene->compare);
    write_field(writer, &scene->field, scene->beside);
    put(writer, ",\n  \"step\": ");
    put_integer(writer, scene->step < last ? scene->step : last);
    put(writer, " }\n");
}

/* ---- what a file can hold ---- */

/* Settings that the operation does not look at are not checked by the core, but a file has ranges for all. */
static PsStatus check_ranges(const PsPool *pool, PsError *error) {
    for (int i = 0; i < PS_PAIR_COUNT; i++) {
        const PsPairRange *range = &PS_PAIR_RANGES[i];
        const int *pair = (const int *)(const void *)((const char *)pool + range->member);
        const int least = range->is_optional ? 0 : range->least;
        for (int axis = 0; axis < PS_AXES; axis++) {
            if (pair[axis] < least || pair[axis] > PS_AXIS_LIMIT) {
                return ps_fail(error, PS_ERROR_SETTING, "%s %d cannot be: use %d to %d", range->name,
                               pair[axis], least, (int)PS_AXIS_LIMIT);
            }
        }
    }
    return isfinite(pool->norm_type)
               ? PS_OK
               : ps_fail(error, PS_ERROR_SETTING, "norm_type %g cannot be: use a finite number",
                         pool->norm_type);
}

static PsStatus check_scene(const PsScene *scene, const char *input_file, PsError *error) {
    PsStatus status = ps_scene_validate(scene, error);
    if (status == PS_OK) {
        status = check_ranges(&scene->pool, error);
    }
    if (status == PS_OK && input_file != NULL && !ps_scene_is_map_name(input_file)) {
        status = ps_fail(error, PS_ERROR_SETTING,
                         "a scene cannot name the map '%s': use a short name in UTF-8 that ends in .npy",
                         input_file);
    }
    return status;
}

PsStatus ps_scene_json_write(const PsScene *scene, const char *input_file, PsBytes *bytes, PsError *error) {
    const PsStatus status = check_scene(scene, input_file, error);
    if (status != PS_OK) {
        return status;
    }
    const size_t size = bytes->size;
    Writer writer = {.bytes = bytes, .error = error};
    write_scene(&writer, scene, input_file);
    if (writer.status != PS_OK && bytes->data != NULL) {
        bytes->size = size;
        bytes->data[size] = '\0';
    }
    return writer.status;
}
