/* poolscope-cli influence: the effective receptive field of the middle neuron of a stack's last layer.
 *
 * The core computes it, by path counts or as a mean over random weights; here is what is asked for and how it
 * is written.
 */
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stack_operand.h"
#include "app/cli/writer.h"
#include "app/words.h"
#include "core/csv.h"
#include "core/file.h"
#include "core/influence.h"
#include "core/memory.h"
#include "core/npy.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>

typedef struct Result {
    const PsPlan *plan;
    int node;
    int64_t neuron[PS_AXES];
    PsField field;
    PsInfluence influence;
    PsSpread spread;
} Result;

static PsStatus find_neuron(Result *result, PsError *error) {
    int node = result->plan->count - 1;
    while (node >= 0 && result->plan->nodes[node].state != PS_NODE_FITS) {
        node--;
    }
    if (node < 0) {
        return ps_fail(error, PS_ERROR_SETTING, N_("the stack has no layer: give at least one, like conv3"));
    }
    result->node = node;
    for (int axis = 0; axis < PS_AXES; axis++) {
        result->neuron[axis] = (result->plan->nodes[node].size[axis] - 1) / 2;
    }
    return PS_OK;
}

static PsStatus find_field(Result *result, PsError *error) {
    PsField *fields = ps_allocate((size_t)result->plan->count, sizeof *fields);
    if (!fields) {
        return ps_fail_memory(error);
    }
    ps_field_compute(result->plan, fields);
    result->field = fields[result->node];
    ps_release(fields);
    return PS_OK;
}

static PsStatus add_seeds(Result *result, int seeds, PsError *error) {
    PsStatus status =
        ps_influence_init(result->plan, result->node, result->neuron, &result->influence, error);
    for (int seed = 0; seed < seeds && !status; seed++) {
        status = ps_influence_add_seed(result->plan, result->node, result->neuron, (uint64_t)seed,
                                       &result->influence, error);
    }
    if (!status) {
        ps_influence_profile(&result->influence);
    }
    return status;
}

static PsStatus compute(Result *result, const Options *options, PsError *error) {
    PsStatus status = find_neuron(result, error);
    if (!status) {
        status = find_field(result, error);
    }
    if (status) {
        return status;
    }
    status = options_has(options, OPTION_SEEDS)
                 ? add_seeds(result, options->seeds, error)
                 : ps_influence_paths(result->plan, result->node, result->neuron, &result->influence, error);
    if (!status) {
        ps_influence_spread(&result->influence, &result->field, result->neuron, &result->spread);
    }
    return status;
}

/* The region as float32. Counts beyond it are all divided by one power of two. */
static PsStatus make_map(const Result *result, PsMap *map, PsError *error) {
    const PsInfluence *influence = &result->influence;
    const PsStatus status = ps_map_init(map, 1, influence->height, influence->width, error);
    if (status) {
        return status;
    }
    double peak = 0;
    assert(influence->values != NULL);
    for (int64_t i = 0; i < ps_map_cells(map); i++) {
        peak = fmax(peak, influence->values[i]);
    }
    int exponent = 0;
    (void)frexp(peak, &exponent);
    const int drop = exponent > FLT_MAX_EXP - 1 ? exponent - FLT_MAX_EXP + 1 : 0;
    for (int64_t i = 0; i < ps_map_cells(map); i++) {
        map->values[i] = (float)ldexp(influence->values[i], -drop);
    }
    return PS_OK;
}

static PsStatus write_map(const Result *result, const char *path, PsError *error) {
    const OutputFormat format = output_format_of(path);
    if (format != FORMAT_NPY && format != FORMAT_CSV && format != FORMAT_TSV) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("the influence is written as .npy, .csv or .tsv, not to '%s': let it end so"),
                       path);
    }
    PsMap map;
    PsBytes bytes = {0};
    PsStatus status = make_map(result, &map, error);
    if (status) {
        return status;
    }
    status = format == FORMAT_NPY ? ps_npy_write(&map, 2, &bytes, error)
                                  : ps_csv_write(&map, format == FORMAT_TSV ? '\t' : ',', &bytes, error);
    if (!status) {
        status = ps_file_write(path, bytes.data, bytes.size, error);
    }
    ps_bytes_free(&bytes);
    ps_map_free(&map);
    return status;
}

static void write_json_pair(Writer *writer, const char *key, const double pair[PS_AXES]) {
    writer_format(writer, ",\"%s\":[", key);
    writer_json_number(writer, (float)pair[PS_HEIGHT]);
    writer_text(writer, ",");
    writer_json_number(writer, (float)pair[PS_WIDTH]);
    writer_text(writer, "]");
}

static void write_json(Writer *writer, const Result *result) {
    const PsRange *axis = result->influence.region.axis;
    const int64_t region[] = {axis[PS_HEIGHT].first, axis[PS_WIDTH].first, result->influence.height,
                              result->influence.width};
    const double field[] = {result->field.axis[PS_HEIGHT].size, result->field.axis[PS_WIDTH].size};
    char name[PS_LAYER_TITLE_SIZE];
    ps_layer_name(result->plan->nodes[result->node].layer, name);
    writer_text(writer, "{\"layer\":");
    writer_json_text(writer, name);
    writer_text(writer, ",\"neuron\":");
    writer_json_integers(writer, result->neuron, PS_AXES);
    writer_text(writer, ",\"region\":");
    writer_json_integers(writer, region, 4);
    write_json_pair(writer, "field", field);
    write_json_pair(writer, "sigma", result->spread.sigma);
    write_json_pair(writer, "width", result->spread.width);
    write_json_pair(writer, "ratio", result->spread.ratio);
    writer_text(writer, ",\"central\":");
    writer_json_number(writer, (float)result->spread.central);
    writer_format(writer, ",\"seeds\":%d", result->influence.seeds);
}

static void number_pair(const double pair[PS_AXES], char text[2 * PS_NUMBER_SIZE + 4]) {
    char height[PS_NUMBER_SIZE];
    char width[PS_NUMBER_SIZE];
    snprintf(height, sizeof height, "%.4g", pair[PS_HEIGHT]);
    snprintf(width, sizeof width, "%.4g", pair[PS_WIDTH]);
    snprintf(text, 2 * PS_NUMBER_SIZE + 4, "%s x %s", height, width);
}

static void write_text(Writer *writer, const Result *result) {
    const PsRange *axis = result->influence.region.axis;
    const double field[] = {result->field.axis[PS_HEIGHT].size, result->field.axis[PS_WIDTH].size};
    char name[PS_LAYER_TITLE_SIZE];
    char text[2 * PS_NUMBER_SIZE + 4];
    ps_layer_name(result->plan->nodes[result->node].layer, name);
    writer_format(writer, _("neuron           %lld, %lld of %s\n"), (long long)result->neuron[PS_HEIGHT],
                  (long long)result->neuron[PS_WIDTH], name);
    number_pair(field, text);
    writer_format(writer, _("field            %s, from row %lld, column %lld\n"), text,
                  (long long)axis[PS_HEIGHT].first, (long long)axis[PS_WIDTH].first);
    number_pair(result->spread.width, text);
    writer_format(writer, _("effective width  %s (4 sigma), %.0f %% of the field\n"), text,
                  100 * result->spread.ratio[PS_WIDTH]);
    writer_format(writer, _("central half     %d x %d holds %.1f %% of all influence\n"),
                  result->spread.half[PS_HEIGHT], result->spread.half[PS_WIDTH],
                  100 * result->spread.central);
    if (result->influence.seeds > 0) {
        writer_format(writer, _("influence        random weights, %d seeds\n"), result->influence.seeds);
    } else {
        char peak[PS_NUMBER_SIZE];
        ps_number_write_count(peak, result->spread.peak, result->influence.exponent, PS_NUMBER_FULL);
        writer_format(writer, _("influence        path counts, %s from the middle\n"), peak);
    }
}

static PsStatus print(const Options *options, const StackOperand *operand, const Result *result,
                      PsError *error) {
    Writer writer = {.error = error};
    if (options->json) {
        write_json(&writer, result);
        stack_operand_write_json(operand, &writer);
        writer_text(&writer, "}\n");
    } else {
        write_text(&writer, result);
        stack_operand_write_text(operand, &writer);
    }
    writer_flush(&writer);
    writer_free(&writer);
    return writer.status;
}

PsStatus influence_command(const Options *options, PsError *error) {
    StackOperand operand;
    PsStatus status = stack_operand_read(options, &operand, error);
    if (!status) {
        status = stack_operand_check(&operand, error);
    }
    Result result = {.plan = &operand.plan};
    if (!status) {
        status = compute(&result, options, error);
    }
    if (!status && options->output) {
        status = write_map(&result, options->output, error);
    }
    if (!status) {
        status = print(options, &operand, &result, error);
    }
    ps_influence_free(&result.influence);
    stack_operand_free(&operand);
    return status;
}
