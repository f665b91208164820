/* poolscope-cli pool: a map in, the pooled map out, as text, JSON, CSV or .npy, and the indices beside it.
 *
 * Both outputs are complete before the first is renamed into place, so that an error leaves neither.
 */
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/pool_options.h"
#include "app/cli/writer.h"
#include "app/words.h"
#include "core/csv.h"
#include "core/file.h"
#include "core/map_file.h"
#include "core/memory.h"
#include "core/npy.h"

#include <string.h>

enum { OUTPUT_VALUES, OUTPUT_INDICES, OUTPUTS };

/* What was computed. indices is null for operations that have none. */
typedef struct Result {
    PsMap map;
    int64_t *indices;
    int dimensions;
} Result;

static void result_free(Result *result) {
    ps_map_free(&result->map);
    ps_release(result->indices);
    result->indices = NULL;
}

/* ---- which output, in which format ---- */

static PsStatus find_format(const Options *options, OutputFormat *format, PsError *error) {
    const char *path = options->output ? options->output : "-";
    *format = output_format_of(path);
    if (*format == FORMAT_UNKNOWN) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("the name '%s' does not say which format: let it end in .npy, .csv, .tsv or .json"),
                       path);
    }
    if (options->json && *format == FORMAT_TEXT) {
        *format = FORMAT_JSON;
    }
    if (options->json && *format != FORMAT_JSON) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("--json and the name '%s' disagree: let it end in .json, or leave out --json"),
                       path);
    }
    return PS_OK;
}

static PsStatus check_indices(const Options *options, PsError *error) {
    if (!options->indices) {
        return PS_OK;
    }
    OutputFormat format = output_format_of(options->indices);
    if (format != FORMAT_NPY && format != FORMAT_TEXT) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("indices are written as .npy, not to '%s': let it end in .npy"), options->indices);
    }
    const char *output = options->output ? options->output : "-";
    if (strcmp(options->indices, output) == 0) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("values and indices would both go to '%s': name two outputs"), output);
    }
    return PS_OK;
}

/* ---- JSON: values and indices nested as deep as the input ---- */

static void write_cell(Writer *writer, const Result *result, bool indices, int64_t cell) {
    if (indices) {
        writer_format(writer, "%lld", (long long)result->indices[cell]);
    } else {
        writer_json_number(writer, result->map.values[cell]);
    }
}

static void write_plane(Writer *writer, const Result *result, bool indices, int channel) {
    const PsMap *map = &result->map;
    int64_t cell = (int64_t)channel * map->height * map->width;
    for (int y = 0; y < map->height; y++) {
        for (int x = 0; x < map->width; x++) {
            writer_text(writer, x > 0 ? "," : y > 0 ? ",[" : "[[");
            write_cell(writer, result, indices, cell++);
        }
        writer_text(writer, "]");
    }
    writer_text(writer, "]");
}

static void write_nested(Writer *writer, const Result *result, bool indices) {
    static const char *const opening[] = {"", "[", "[["};
    static const char *const closing[] = {"", "]", "]]"};
    writer_text(writer, opening[result->dimensions - 2]);
    for (int c = 0; c < result->map.channels; c++) {
        writer_text(writer, c > 0 ? "," : "");
        write_plane(writer, result, indices, c);
    }
    writer_text(writer, closing[result->dimensions - 2]);
}

static void write_json(Writer *writer, const Result *result) {
    const PsMap *map = &result->map;
    const int64_t sizes[] = {1, map->channels, map->height, map->width};
    writer_text(writer, "{\"shape\":");
    writer_json_integers(writer, sizes + 4 - result->dimensions, result->dimensions);
    writer_text(writer, ",\"values\":");
    write_nested(writer, result, false);
    if (result->indices) {
        writer_text(writer, ",\"indices\":");
        write_nested(writer, result, true);
    }
    writer_text(writer, "}\n");
}

/* ---- outputs ---- */

static PsStatus format_values(const Result *result, OutputFormat format, Writer *writer) {
    const PsMap *map = &result->map;
    switch (format) {
    case FORMAT_NPY:
        return ps_npy_write(map, result->dimensions, &writer->bytes, writer->error);
    case FORMAT_CSV:
        return ps_csv_write(map, ',', &writer->bytes, writer->error);
    case FORMAT_TSV:
        return ps_csv_write(map, '\t', &writer->bytes, writer->error);
    case FORMAT_JSON:
        write_json(writer, result);
        return writer->status;
    case FORMAT_TEXT:
    case FORMAT_UNKNOWN:
        break;
    }
    return ps_csv_write(map, ' ', &writer->bytes, writer->error);
}

static PsStatus prepare_values(const Options *options, const Result *result, OutputFormat format,
                               PsFileOutput *output, PsError *error) {
    Writer writer = {.error = error};
    PsStatus status = format_values(result, format, &writer);
    if (!status) {
        const char *path = options->output ? options->output : "-";
        status = ps_file_prepare(path, writer.bytes.data, writer.bytes.size, output, error);
    }
    writer_free(&writer);
    return status;
}

static PsStatus prepare_indices(const Options *options, const Result *result, PsFileOutput *output,
                                PsError *error) {
    if (!options->indices) {
        return PS_OK;
    }
    PsBytes bytes = {0};
    PsStatus status = ps_npy_write_indices(&result->map, result->dimensions, result->indices, &bytes, error);
    if (!status) {
        status = ps_file_prepare(options->indices, bytes.data, bytes.size, output, error);
    }
    ps_bytes_free(&bytes);
    return status;
}

/* Both outputs are complete before either is put in place. */
static PsStatus write_result(const Options *options, const Result *result, OutputFormat format,
                             PsError *error) {
    PsFileOutput outputs[OUTPUTS] = {{0}};
    PsStatus status = prepare_values(options, result, format, &outputs[OUTPUT_VALUES], error);
    if (!status) {
        status = prepare_indices(options, result, &outputs[OUTPUT_INDICES], error);
    }
    if (!status && ps_file_same_target(&outputs[OUTPUT_VALUES], &outputs[OUTPUT_INDICES])) {
        status = ps_fail(error, PS_ERROR_SETTING,
                         N_("values and indices would both go to '%s': name two outputs"), options->indices);
    }
    if (status) {
        output_abandon(outputs, OUTPUTS);
        return status;
    }
    return output_commit(outputs, OUTPUTS, error);
}

static PsStatus compute(const Options *options, const PsPool *pool, Result *result, PsError *error) {
    PsMap input = {0};
    PsStatus status = ps_map_file_read_any(options->input, &input, &result->dimensions, error);
    if (!status) {
        bool has_indices = ps_pool_op_info(pool->op)->indices;
        status = ps_pool_forward(pool, &input, &result->map, has_indices ? &result->indices : NULL, error);
    }
    ps_map_free(&input);
    return status;
}

PsStatus pool_command(const Options *options, PsError *error) {
    PsPool pool;
    OutputFormat format = FORMAT_TEXT;
    PsStatus status = pool_options_read(options, &pool, error);
    if (!status) {
        status = find_format(options, &format, error);
    }
    if (!status) {
        status = check_indices(options, error);
    }
    if (status) {
        return status;
    }
    Result result = {0};
    status = compute(options, &pool, &result, error);
    if (!status) {
        status = write_result(options, &result, format, error);
    }
    result_free(&result);
    return status;
}
