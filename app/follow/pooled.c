/* The scene's own operation over its input.
 *
 * It knows nothing of stages. Invariant: rows says how far output is there; walk is over the channel on
 * screen.
 */
#include "app/follow/pooled.h"

#include "app/words.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What pooling may take, in cells read one by one: a few seconds. */
#define WORK_MOST ((double)((int64_t)1 << 31))

/* Cells that are gone through at once, and in a slice: half a nanosecond each, most of it for new memory. */
#define WHOLE_MOST ((int64_t)1 << 21)
#define SLICE      8e6

/* Of a step that is drawn, the one it comes from, one that is pointed at, and one of an export. What is noted
 * follows from walk and step alone: without notes there would be the same, later. */
enum { NOTES = 4 };
typedef struct PooledNotes {
    int64_t global_steps[NOTES], result_steps[NOTES]; /* -1: none */
    PsGlobal globals[NOTES];
    PsResults results[NOTES];
    int next_global, next_result;
} PooledNotes;

static void forget_notes(PooledNotes *notes) {
    *notes = (PooledNotes){.global_steps = {-1, -1, -1, -1}, .result_steps = {-1, -1, -1, -1}};
}

bool pooled_reads_windows(const PsPool *pool) {
    return ps_pool_op_info(pool->op)->norm_type;
}

PsStatus pooled_check_work(const PsScene *scene, PsError *error) {
    int64_t output[PS_AXES];
    const PsPool *pool = &scene->pool;
    const PsStatus status = ps_pool_output_size(pool, scene->input.height, scene->input.width, output, error);
    if (status != PS_OK) {
        return status;
    }
    const double windows = (double)output[PS_HEIGHT] * (double)output[PS_WIDTH] * scene->input.channels;
    const double taps = (double)ps_pool_windows(pool, PS_HEIGHT, scene->input.height).kernel *
                        (double)ps_pool_windows(pool, PS_WIDTH, scene->input.width).kernel;
    if (windows * taps > WORK_MOST) {
        return ps_fail(
            error, PS_ERROR_SIZE,
            N_("%g windows of %g cells each take too long to pool: use a larger stride or a smaller "
               "kernel"),
            windows, taps);
    }
    return PS_OK;
}

void pooled_free(Pooled *pooled) {
    ps_map_free(&pooled->output);
    free(pooled->notes);
    *pooled = (Pooled){0};
}

float pooled_channel_mean(const PsMap *map, int channel) {
    const int64_t count = (int64_t)map->height * map->width;
    const float *values = map->values + channel * count;
    double sum = 0;
    for (int64_t i = 0; i < count; i++) {
        sum += (double)values[i];
    }
    return (float)(sum / (double)count);
}

/* Rows and columns of the largest map whose numbers are surveyed whole: twice what is shown cell by cell. */
enum { SURVEYED_SIDE = 128 };

/* False where a map is too large to ask. */
static bool survey_map(PsNumberSurvey *survey, const PsMap *map, int channel) {
    const bool small = map->height <= SURVEYED_SIDE && map->width <= SURVEYED_SIDE;
    const int64_t count = (int64_t)map->height * map->width;
    *survey = (PsNumberSurvey){0};
    for (int64_t i = 0; i < count && small; i++) {
        ps_survey_add(survey, map->values[channel * count + i]);
    }
    return small;
}

static void measure_numbers(Pooled *pooled, const PsScene *scene) {
    pooled->surveyed_input = survey_map(&pooled->input_numbers, &scene->input, pooled->walk.channel);
    pooled->surveyed_output = survey_map(&pooled->output_numbers, &pooled->output, pooled->walk.channel);
}

const PsNumberSurvey *pooled_input_numbers(const Pooled *pooled) {
    return pooled->surveyed_input ? &pooled->input_numbers : NULL;
}

const PsNumberSurvey *pooled_output_numbers(const Pooled *pooled) {
    return pooled->surveyed_output ? &pooled->output_numbers : NULL;
}

static int64_t all_rows(const Pooled *pooled) {
    return (int64_t)pooled->output.channels * pooled->output.height;
}

bool pooled_busy(const Pooled *pooled) {
    return !pooled->given_up && pooled->rows < all_rows(pooled);
}

int64_t pooled_there(const Pooled *pooled) {
    const int64_t height = pooled->output.height;
    return (pooled->rows < height ? pooled->rows : height) * pooled->output.width;
}

/* Global average shows its sum and its count beside its result: what they make, in double, whatever the size.
 */
static void pool_exactly(Pooled *pooled, const PsScene *scene, int first, int end) {
    for (int c = first; c < end && pooled->walk.sums; c++) {
        pooled->output.values[c] = pooled_channel_mean(&scene->input, c);
    }
}

/* Output rows of a slice; tall windows are done in tall slices, since the rows they share are done anew. */
static int64_t rows_of_slice(const Pooled *pooled, const PsScene *scene) {
    const PsPool *pool = &scene->pool;
    const double input = (double)scene->input.height * scene->input.width;
    const double width = pooled->output.width;
    const double taps = (double)pool->kernel_size[PS_HEIGHT] * pool->kernel_size[PS_WIDTH];
    const double row = input / pooled->output.height + 3 * width;
    const double rows = SLICE / (pooled_reads_windows(pool) ? row + 8 * taps * width : row);
    const double least = pooled_reads_windows(pool) ? 1 : 2.0 * pool->kernel_size[PS_HEIGHT];
    return (int64_t)fmin(fmax(rows, least), pooled->output.height);
}

PsStatus pooled_work(Pooled *pooled, const PsScene *scene, PsError *error) {
    const int64_t height = pooled->output.height;
    const int channel = (int)((pooled->walk.channel + pooled->rows / height) % pooled->output.channels);
    const int64_t first = pooled->rows % height;
    const int64_t rows = rows_of_slice(pooled, scene);
    const int64_t end = first + rows < height ? first + rows : height;
    const PsStatus status =
        ps_pool_rows(&scene->pool, &scene->input, channel, first, end, &pooled->output, NULL, error);
    pool_exactly(pooled, scene, channel, channel + 1);
    pooled->given_up = status != PS_OK;
    pooled->rows += pooled->given_up ? 0 : end - first;
    if (!pooled_busy(pooled)) {
        measure_numbers(pooled, scene);
    }
    pooled->version++;
    return status;
}

/* The output, whole where it is soon done. */
static PsStatus pool_output(Pooled *pooled, const PsScene *scene, PsError *error) {
    int64_t size[PS_AXES];
    PsMap *output = &pooled->output;
    PsStatus status = ps_pool_output_size(&scene->pool, scene->input.height, scene->input.width, size, error);
    if (status == PS_OK) {
        status = ps_map_init(output, scene->input.channels, size[PS_HEIGHT], size[PS_WIDTH], error);
    }
    if (status == PS_OK && ps_map_cells(&scene->input) + ps_map_cells(output) <= WHOLE_MOST) {
        status = ps_pool_into(&scene->pool, &scene->input, output, NULL, error);
        pooled->rows = all_rows(pooled);
    }
    return status;
}

PsStatus pooled_make(Pooled *pooled, const PsScene *scene, int channel, uint64_t version, PsError *error) {
    *pooled = (Pooled){.version = version};
    PsStatus status = pooled_reads_windows(&scene->pool) ? pooled_check_work(scene, error) : PS_OK;
    if (status == PS_OK) {
        status = pool_output(pooled, scene, error);
    }
    if (status == PS_OK) {
        status = ps_walk_init(&pooled->walk, &scene->input, channel, &scene->pool, error);
    }
    if (status == PS_OK) {
        pooled->notes = malloc(sizeof *pooled->notes);
        status = pooled->notes ? PS_OK : ps_fail_memory(error);
    }
    if (status != PS_OK) {
        pooled_free(pooled);
        return status;
    }
    assert(pooled->notes);
    forget_notes(pooled->notes);
    pool_exactly(pooled, scene, 0, pooled_busy(pooled) ? 0 : scene->input.channels);
    measure_numbers(pooled, scene);
    return PS_OK;
}

void pooled_update(Pooled *pooled, const PsScene *scene, const PsHistoryStack *inverses, size_t count) {
    forget_notes(pooled->notes);
    for (size_t i = 0; i < count; i++) {
        const PsEdit *edit = &inverses->entries[inverses->count - 1 - i].edit;
        ps_pool_update(&scene->pool, &scene->input, edit->channel, edit->row, edit->column, edit->height,
                       edit->width, &pooled->output);
        pool_exactly(pooled, scene, edit->channel, edit->channel + 1);
    }
    pooled->version++;
    measure_numbers(pooled, scene);
}

PsGlobal pooled_global(const Pooled *pooled, int64_t step) {
    PooledNotes *notes = pooled->notes;
    for (int i = 0; i < NOTES; i++) {
        if (notes->global_steps[i] == step) {
            return notes->globals[i];
        }
    }
    const int place = notes->next_global;
    notes->next_global = (place + 1) % NOTES;
    notes->global_steps[place] = step;
    notes->globals[place] = ps_global_at(&pooled->walk, step);
    return notes->globals[place];
}

PsResults pooled_results(const Pooled *pooled, int64_t step) {
    PooledNotes *notes = pooled->notes;
    for (int i = 0; i < NOTES; i++) {
        if (notes->result_steps[i] == step) {
            return notes->results[i];
        }
    }
    const PsWindow window = ps_walk_at(&pooled->walk, step);
    const int place = notes->next_result;
    notes->next_result = (place + 1) % NOTES;
    notes->result_steps[place] = step;
    notes->results[place] = ps_walk_results(&pooled->walk, &window, window.taps);
    return notes->results[place];
}
