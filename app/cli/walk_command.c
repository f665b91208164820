/* poolscope-cli walk: every step of the sliding window, a line each, for people or as JSON. The lines go out
 * in blocks, so that a walk over a large map needs no memory for its text.
 */
#include "app/cli/commands.h"
#include "app/cli/pool_options.h"
#include "app/cli/writer.h"
#include "core/map_file.h"
#include "core/walk.h"

enum { BLOCK_SIZE = 1 << 16 };

static void write_results_json(Writer *writer, const PsResults *results) {
    writer_text(writer, ",\"max\":");
    writer_json_number(writer, results->max);
    writer_text(writer, ",\"argmax\":");
    if (results->has_best) {
        const int64_t argmax[] = {results->best_row, results->best_column};
        writer_json_integers(writer, argmax, 2);
    } else {
        writer_text(writer, "null");
    }
    writer_text(writer, ",\"avg\":");
    writer_json_number(writer, results->avg);
    writer_text(writer, ",\"lp\":");
    writer_json_number(writer, results->lp);
}

static void write_step_json(Writer *writer, const PsWalk *walk, const PsWindow *window,
                            const PsResults *results) {
    const int64_t output[] = {window->output_row, window->output_column};
    const int64_t rectangle[] = {window->row, window->column, window->height, window->width};
    writer_format(writer, "{\"step\":%lld,\"steps\":%lld,\"channel\":%d,\"output\":", (long long)window->step,
                  (long long)window->steps, walk->channel);
    writer_json_integers(writer, output, 2);
    writer_text(writer, ",\"window\":");
    writer_json_integers(writer, rectangle, 4);
    writer_text(writer, ",\"values\":[");
    for (int64_t i = 0; i < window->taps; i++) {
        PsTap tap = ps_walk_tap(walk, window, i);
        writer_text(writer, i > 0 ? "," : "");
        if (tap.place == PS_TAP_CELL) {
            writer_json_number(writer, tap.value);
        } else {
            writer_text(writer, "null");
        }
    }
    writer_text(writer, "]");
    write_results_json(writer, results);
    writer_text(writer, "}\n");
}

static void write_taps_text(Writer *writer, const PsWalk *walk, const PsWindow *window) {
    for (int64_t i = 0; i < window->taps; i++) {
        PsTap tap = ps_walk_tap(walk, window, i);
        writer_text(writer, " ");
        if (tap.place == PS_TAP_CELL) {
            writer_number(writer, tap.value);
        } else {
            writer_text(writer, tap.place == PS_TAP_PADDING ? "pad" : "none");
        }
    }
}

static void write_step_text(Writer *writer, const PsWalk *walk, const PsWindow *window,
                            const PsResults *results) {
    if (walk->map->channels > 1) {
        writer_format(writer, "channel %d  ", walk->channel);
    }
    writer_format(writer,
                  "step %lld / %lld  output %lld,%lld  rows %lld to %lld, columns %lld to %lld  values",
                  (long long)window->step, (long long)window->steps, (long long)window->output_row,
                  (long long)window->output_column, (long long)window->row,
                  (long long)(window->row + window->height - 1), (long long)window->column,
                  (long long)(window->column + window->width - 1));
    write_taps_text(writer, walk, window);
    writer_text(writer, "  max ");
    writer_number(writer, results->max);
    if (results->has_best) {
        writer_format(writer, " at %lld,%lld", (long long)results->best_row, (long long)results->best_column);
    }
    writer_text(writer, "  average ");
    writer_number(writer, results->avg);
    writer_format(writer, "  L%g ", walk->pool.norm_type);
    writer_number(writer, results->lp);
    writer_text(writer, "\n");
}

static PsStatus write_channel(const Options *options, const PsWalk *walk, Writer *writer) {
    for (int64_t step = 1; step <= walk->steps && !writer->status; step++) {
        PsWindow window = ps_walk_at(walk, step);
        PsResults results = ps_walk_results(walk, &window, window.taps);
        if (options->json) {
            write_step_json(writer, walk, &window, &results);
        } else {
            write_step_text(writer, walk, &window, &results);
        }
        if (writer->bytes.size >= BLOCK_SIZE) {
            writer_flush(writer);
        }
    }
    return writer->status;
}

static PsStatus write_walk(const Options *options, const PsMap *map, const PsPool *pool, PsError *error) {
    bool alone = options_has(options, OPTION_CHANNEL);
    int first = alone ? options->channel : 0;
    int last = alone ? options->channel : map->channels - 1;
    Writer writer = {.error = error};
    PsStatus status = PS_OK;
    for (int channel = first; channel <= last && !status; channel++) {
        PsWalk walk;
        status = ps_walk_init(&walk, map, channel, pool, error);
        if (!status) {
            status = write_channel(options, &walk, &writer);
        }
    }
    if (!status) {
        writer_flush(&writer);
        status = writer.status;
    }
    writer_free(&writer);
    return status;
}

PsStatus walk_command(const Options *options, PsError *error) {
    PsPool pool;
    PsStatus status = pool_options_walk(options, &pool, error);
    if (status) {
        return status;
    }
    PsMap map = {0};
    status = ps_map_file_read_any(options->input, &map, NULL, error);
    if (!status) {
        status = write_walk(options, &map, &pool, error);
    }
    ps_map_free(&map);
    return status;
}
