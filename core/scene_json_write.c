/* Scenes to JSON, by hand: a row of cells a line, full numbers, and the order of product.md's example.
 *
 * Invariant: what is written can be read. Where a scene holds what no file can, writing fails and appends
 * nothing.
 */
#include "core/number.h"
#include "core/scene_format.h"
#include "core/scene_json.h"
#include "core/scene_settings.h"

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

static void write_value(Writer *writer, const PsSetting *row, const void *settings, int i) {
    const int64_t value = ps_setting_get(row, settings, i);
    if (row->kind == PS_SETTING_WORD) {
        put_name(writer, row->words[value]);
    } else if (row->is_optional && value == 0) {
        put(writer, "null");
    } else {
        put_integer(writer, value);
    }
}

static void write_rows(Writer *writer, const PsSetting *rows, int count, const void *settings) {
    for (const PsSetting *row = rows; row < rows + count; row++) {
        const int values = row->kind == PS_SETTING_PAIR ? PS_AXES : row->count;
        put(writer, row > rows ? ", " : "");
        put_name(writer, row->key);
        put(writer, ": ");
        if (row->kind == PS_SETTING_GROUP) {
            put(writer, "{ ");
            write_rows(writer, row->rows, row->row_count, (const char *)settings + row->member);
            put(writer, " }");
        } else if (values == 0) {
            write_value(writer, row, settings, 0);
        }
        for (int i = 0; i < values; i++) {
            put(writer, i > 0 ? "," : "[");
            write_value(writer, row, settings, i);
        }
        put(writer, values > 0 ? "]" : "");
    }
}

/* The object of a stage, where it says anything. That of the Receptive field stage holds the second stack. */
static void write_settings(Writer *writer, const PsScene *scene, PsStage stage) {
    const PsSettings *table = ps_settings(stage);
    const char *second = stage == PS_STAGE_FIELD ? scene->second.text : NULL;
    if (table == NULL || (second == NULL && ps_settings_are_standard(scene, stage))) {
        return;
    }
    put(writer, ",\n  ");
    put_name(writer, ps_stage_key(stage));
    put(writer, ": { ");
    if (second != NULL) {
        put_name(writer, PS_SECOND_STACK_KEY);
        put(writer, ": ");
        write_lines(writer, second, (int)strlen("  \"field\": { \"beside\": ["));
        put(writer, ",\n             ");
    }
    write_rows(writer, table->rows, table->row_count, ps_settings_of(scene, stage));
    put(writer, " }");
}

static void write_document(Writer *writer, const PsDocument *document, const char *input_file) {
    const PsScene *scene = &document->scene;
    const int64_t last = ps_document_last_step(document);
    put(writer, "{ \"poolscope\": ");
    put_integer(writer, PS_SCENE_VERSION);
    put(writer, ", \"stage\": ");
    put_name(writer, ps_stage_key(document->stage));
    write_input(writer, &scene->input, input_file);
    write_pool(writer, &scene->pool);
    if (scene->stack.text != NULL) {
        put(writer, ",\n  \"stack\": ");
        write_lines(writer, scene->stack.text, (int)strlen("  \"stack\": ["));
    }
    for (int i = 0; i < PS_STAGE_COUNT; i++) {
        write_settings(writer, scene, (PsStage)i);
    }
    put(writer, ",\n  \"step\": ");
    put_integer(writer, document->step < last ? document->step : last);
    put(writer, " }\n");
}

static PsStatus check_scene(const PsScene *scene, const char *input_file, PsError *error) {
    const PsStatus status = ps_scene_validate(scene, error);
    return status == PS_OK && input_file != NULL && !ps_scene_is_map_name(input_file)
               ? ps_fail(error, PS_ERROR_SETTING,
                         "a scene cannot name the map '%s': use a short name in UTF-8 that ends in .npy",
                         input_file)
               : status;
}

PsStatus ps_scene_json_write(const PsDocument *document, const char *input_file, PsBytes *bytes,
                             PsError *error) {
    const PsStatus status = check_scene(&document->scene, input_file, error);
    if (status != PS_OK) {
        return status;
    }
    const size_t size = bytes->size;
    Writer writer = {.bytes = bytes, .error = error};
    write_document(&writer, document, input_file);
    if (writer.status != PS_OK && bytes->data != NULL) {
        bytes->size = size;
        bytes->data[size] = '\0';
    }
    return writer.status;
}
