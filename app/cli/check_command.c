/* poolscope-cli check: is this scene sound? Reading it is the whole check; what is printed says what was
 * read.
 *
 * It computes no values, only sizes. What is wrong is said with line and column, by the core's reader.
 */
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/writer.h"
#include "app/words.h"
#include "core/scene_file.h"

/* The outputs of a scene that validates, and the steps of its stage. */
typedef struct Outputs {
    int64_t size[PS_AXES];
    int64_t steps;
} Outputs;

static void write_json(Writer *writer, const PsDocument *document, const Outputs *outputs) {
    const PsScene *scene = &document->scene;
    const int64_t input[] = {scene->input.channels, scene->input.height, scene->input.width};
    const int64_t output[] = {scene->input.channels, outputs->size[PS_HEIGHT], outputs->size[PS_WIDTH]};
    writer_format(writer, "{\"sound\":true,\"stage\":\"%s\",\"input\":", ps_stage_key(document->stage));
    writer_json_integers(writer, input, 3);
    writer_text(writer, ",\"output\":");
    writer_json_integers(writer, output, 3);
    writer_format(writer, ",\"steps\":%lld}\n", (long long)outputs->steps);
}

/* "max 2 x 2 / 2", "max 3 x 2 / 1 x 2", "gap", "adaptive_avg to 2 x 3". */
static void write_pool(Writer *writer, const PsPool *pool) {
    const PsPoolOpInfo *info = ps_pool_op_info(pool->op);
    const int height = ps_pool_stride(pool, PS_HEIGHT);
    const int width = ps_pool_stride(pool, PS_WIDTH);
    writer_text(writer, info->name);
    if (info->output_size) {
        writer_format(writer, " to %d x %d", pool->output_size[PS_HEIGHT], pool->output_size[PS_WIDTH]);
    }
    if (info->window) {
        writer_format(writer, " %d x %d / %d", pool->kernel_size[PS_HEIGHT], pool->kernel_size[PS_WIDTH],
                      height);
    }
    if (info->window && height != width) {
        writer_format(writer, " x %d", width);
    }
}

static void write_text(Writer *writer, const char *path, const PsScene *scene, const Outputs *outputs) {
    writer_text(writer, path);
    writer_text(writer, ": sound: ");
    if (scene->input.channels > 1) {
        writer_format(writer, "%d x ", scene->input.channels);
    }
    writer_format(writer, "%d x %d input, ", scene->input.height, scene->input.width);
    write_pool(writer, &scene->pool);
    writer_format(writer, ", %lld %s\n", (long long)outputs->steps, outputs->steps == 1 ? "step" : "steps");
}

static PsStatus write_scene(const Options *options, const PsDocument *document, PsError *error) {
    Outputs outputs = {0};
    const PsScene *scene = &document->scene;
    PsStatus status =
        ps_pool_output_size(&scene->pool, scene->input.height, scene->input.width, outputs.size, error);
    if (!status) {
        status = ps_document_steps(document, &outputs.steps, error);
    }
    if (status) {
        return status;
    }
    Writer writer = {.error = error};
    if (options->json) {
        write_json(&writer, document, &outputs);
    } else {
        write_text(&writer, options->input, scene, &outputs);
    }
    writer_flush(&writer);
    writer_free(&writer);
    return writer.status;
}

PsStatus check_command(const Options *options, PsError *error) {
    if (output_ends_with(options->input, ".md")) {
        return ps_fail(error, PS_ERROR_SETTING,
                       N_("lessons cannot be checked yet, and '%s' is one: name a scene that ends in .json"),
                       options->input);
    }
    PsDocument document;
    PsStatus status = ps_scene_file_read_any(options->input, &document, error);
    if (!status) {
        status = write_scene(options, &document, error);
    }
    ps_document_free(&document);
    return status;
}
