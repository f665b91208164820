#include "app/follow/pooled.h"

#include "app/stages/shared/cells.h"
#include "app/stages/stage.h"
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

/* Whether each cell of each window is read by itself, as the core needs not for maxima and averages. */
static bool reads_windows(const PsPool *pool) {
    return ps_pool_op_info(pool->op)->norm_type;
}

/* The pool that gives a column to compare; false where none does, and windows are gone through one by one. */
static bool column_pool(const PsScene *scene, PsColumn column, PsPool *pool) {
    const PsPoolOpInfo *info = ps_pool_op_info(scene->pool.op);
    const bool max = column == PS_COLUMN_MAX;
    *pool = scene->pool;
    pool->op = info->window        ? (max ? PS_POOL_MAX : PS_POOL_AVG)
               : info->output_size ? (max ? PS_POOL_ADAPTIVE_MAX : PS_POOL_ADAPTIVE_AVG)
                                   : (max ? PS_POOL_GMP : PS_POOL_GAP);
    return (column == PS_COLUMN_MAX || column == PS_COLUMN_AVERAGE) &&
           ps_pool_check(pool, scene->input.height, scene->input.width, NULL) == PS_OK;
}

/* Whether any of what is computed goes through windows one by one. */
static bool any_reads_windows(const PsScene *scene, bool compare) {
    PsPool pool;
    const bool columns =
        compare && (scene->compare.with != PS_COLUMN_NONE || !column_pool(scene, PS_COLUMN_MAX, &pool) ||
                    !column_pool(scene, PS_COLUMN_AVERAGE, &pool));
    return columns || reads_windows(&scene->pool);
}

/* The channel that is shown, as a map of its own that borrows its values. */
static PsMap shown_channel(const PsWalk *walk) {
    const PsMap *map = walk->map;
    return (PsMap){1, map->height, map->width,
                   map->values + (int64_t)walk->channel * map->height * map->width};
}

static PsStatus check_work(const PsScene *scene, bool compare, PsError *error) {
    int64_t output[PS_AXES];
    const PsPool *pool = &scene->pool;
    const PsStatus status = ps_pool_output_size(pool, scene->input.height, scene->input.width, output, error);
    if (status != PS_OK || !any_reads_windows(scene, compare)) {
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

static void compared_free(Compared *compared) {
    for (int i = 0; i < PS_COMPARE_COLUMNS; i++) {
        ps_map_free(&compared->values[i]);
    }
    free(compared->means);
    *compared = (Compared){0};
}

void pooled_free(Pooled *pooled) {
    compared_free(&pooled->compared);
    ps_map_free(&pooled->output);
    free(pooled->notes);
    *pooled = (Pooled){0};
}

static float channel_mean(const PsMap *map, int channel) {
    const int64_t count = (int64_t)map->height * map->width;
    const float *values = map->values + channel * count;
    double sum = 0;
    for (int64_t i = 0; i < count; i++) {
        sum += (double)values[i];
    }
    return (float)(sum / (double)count);
}

/* The largest value, NaN where all are. */
static float channel_peak(const PsMap *map, int channel) {
    const int64_t count = (int64_t)map->height * map->width;
    const float *values = map->values + channel * count;
    float peak = NAN;
    for (int64_t i = 0; i < count; i++) {
        peak = isnan(peak) || values[i] > peak ? values[i] : peak;
    }
    return peak;
}

/* The outputs of one column whose windows are in a range of outputs. */
static void fill_column(const PsWalk *walk, PsColumn column, uint32_t seed, PsRange rows, PsRange columns,
                        PsMap *values) {
    for (int64_t y = rows.first; y < rows.end; y++) {
        for (int64_t x = columns.first; x < columns.end; x++) {
            ps_map_set(values, 0, (int)y, (int)x,
                       ps_column_result(walk, column, seed, ps_walk_step_of(walk, y, x)));
        }
    }
}

static void measure_peaks(Compared *compared, const PsWalk *walk) {
    compared->peak = channel_peak(walk->map, walk->channel);
    for (int i = 0; i < PS_COMPARE_COLUMNS; i++) {
        const bool there = compared->values[i].values != NULL;
        compared->peaks[i] = there ? channel_peak(&compared->values[i], 0) : compared->means[walk->channel];
        compared->averages[i] =
            there ? channel_mean(&compared->values[i], 0) : compared->means[walk->channel];
    }
}

/* A whole column. */
static PsStatus compute_column(Compared *compared, int i, const PsScene *scene, const PsWalk *walk,
                               PsError *error) {
    const PsRange rows = {0, walk->output[PS_HEIGHT]};
    const PsRange columns = {0, walk->output[PS_WIDTH]};
    PsMap *values = &compared->values[i];
    PsPool pool;
    PsStatus status = ps_map_init(values, 1, rows.end, columns.end, error);
    if (status == PS_OK && column_pool(scene, compared->columns[i], &pool)) {
        const PsMap channel = shown_channel(walk);
        status = ps_pool_into(&pool, &channel, values, NULL, error);
    } else if (status == PS_OK) {
        fill_column(walk, compared->columns[i], scene->compare.seed, rows, columns, values);
    }
    return status;
}

static PsStatus compared_compute(Compared *compared, const PsScene *scene, const PsWalk *walk,
                                 PsError *error) {
    *compared =
        (Compared){.columns = {PS_COLUMN_MAX, PS_COLUMN_AVERAGE, PS_COLUMN_GLOBAL, scene->compare.with}};
    compared->means = malloc((size_t)scene->input.channels * sizeof *compared->means);
    if (!compared->means) {
        return ps_fail_memory(error);
    }
    for (int c = 0; c < scene->input.channels; c++) {
        compared->means[c] = channel_mean(&scene->input, c);
    }
    for (int i = 0; i < PS_COMPARE_COLUMNS; i++) {
        const PsColumn column = compared->columns[i];
        if (column == PS_COLUMN_GLOBAL || column == PS_COLUMN_NONE) {
            continue;
        }
        const PsStatus status = compute_column(compared, i, scene, walk, error);
        if (status != PS_OK) {
            compared_free(compared);
            return status;
        }
    }
    measure_peaks(compared, walk);
    compared->ready = true;
    return PS_OK;
}

/* False where a map is too large to ask. */
static bool survey_map(PsNumberSurvey *survey, const PsMap *map, int channel) {
    const bool small = map->height <= 2 * STAGE_WHOLE_SIDE && map->width <= 2 * STAGE_WHOLE_SIDE;
    *survey = (PsNumberSurvey){0};
    if (small) {
        cells_survey(survey, map, channel, 0, map->height, 0, map->width);
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
        pooled->output.values[c] = channel_mean(&scene->input, c);
    }
}

/* Output rows of a slice; tall windows are done in tall slices, since the rows they share are done anew. */
static int64_t rows_of_slice(const Pooled *pooled, const PsScene *scene) {
    const PsPool *pool = &scene->pool;
    const double input = (double)scene->input.height * scene->input.width;
    const double width = pooled->output.width;
    const double taps = (double)pool->kernel_size[PS_HEIGHT] * pool->kernel_size[PS_WIDTH];
    const double row = input / pooled->output.height + 3 * width;
    const double rows = SLICE / (reads_windows(pool) ? row + 8 * taps * width : row);
    const double least = reads_windows(pool) ? 1 : 2.0 * pool->kernel_size[PS_HEIGHT];
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

PsStatus pooled_compute(Pooled *pooled, const PsScene *scene, int channel, bool compare, bool same_input,
                        PsError *error) {
    Pooled next = {.version = pooled->version + 1};
    PsStatus status = check_work(scene, compare, error);
    if (status == PS_OK) {
        status = pool_output(&next, scene, error);
    }
    if (status == PS_OK) {
        const int shown = channel < scene->input.channels ? channel : 0;
        status = ps_walk_init(&next.walk, &scene->input, shown, &scene->pool, error);
    }
    if (status == PS_OK) {
        next.notes = malloc(sizeof *next.notes);
        status = next.notes ? PS_OK : ps_fail_memory(error);
    }
    if (status == PS_OK && compare) {
        status = compared_compute(&next.compared, scene, &next.walk, error);
    }
    if (status != PS_OK) {
        pooled_free(&next);
        return status;
    }
    assert(next.notes);
    forget_notes(next.notes);
    pool_exactly(&next, scene, 0, pooled_busy(&next) ? 0 : scene->input.channels);
    next.magnitude = same_input ? pooled->magnitude : ps_map_magnitude(&scene->input);
    measure_numbers(&next, scene);
    pooled_free(pooled);
    *pooled = next;
    return PS_OK;
}

static float larger_magnitude(float largest, float value) {
    const float magnitude = fabsf(value);
    return isfinite(magnitude) && magnitude > largest ? magnitude : largest;
}

/* The largest magnitudes among the cells that an edit has put in place, and among those it replaced, which
 * its inverse holds. */
static void edited_magnitudes(const PsMap *map, const PsEdit *inverse, float *now, float *before) {
    const float *old = inverse->values;
    for (int y = inverse->row; y < inverse->row + inverse->height; y++) {
        for (int x = inverse->column; x < inverse->column + inverse->width; x++) {
            *now = larger_magnitude(*now, ps_map_get(map, inverse->channel, y, x));
            *before = larger_magnitude(*before, *old++);
        }
    }
}

/* The outputs whose windows may read positions first…end - 1 of an axis. */
static PsRange readers(const PsAxis *axis, int first, int end) {
    const PsRange low = ps_axis_outputs(axis, first);
    const PsRange high = ps_axis_outputs(axis, end - 1);
    return (PsRange){low.first, high.end};
}

static void compared_update(Compared *compared, const PsScene *scene, const PsWalk *walk,
                            const PsEdit *edit) {
    compared->means[edit->channel] = channel_mean(&scene->input, edit->channel);
    if (edit->channel != walk->channel) {
        return;
    }
    const PsRange rows = readers(&walk->axes[PS_HEIGHT], edit->row, edit->row + edit->height);
    const PsRange columns = readers(&walk->axes[PS_WIDTH], edit->column, edit->column + edit->width);
    for (int i = 0; i < PS_COMPARE_COLUMNS; i++) {
        PsMap *values = &compared->values[i];
        PsPool pool;
        if (values->values != NULL && column_pool(scene, compared->columns[i], &pool)) {
            const PsMap channel = shown_channel(walk);
            ps_pool_update(&pool, &channel, 0, edit->row, edit->column, edit->height, edit->width, values);
        } else if (values->values != NULL) {
            fill_column(walk, compared->columns[i], scene->compare.seed, rows, columns, values);
        }
    }
}

void pooled_update(Pooled *pooled, const PsScene *scene, const PsHistoryStack *inverses, size_t count) {
    float now = 0;
    float before = 0;
    forget_notes(pooled->notes);
    for (size_t i = 0; i < count; i++) {
        const PsEdit *edit = &inverses->entries[inverses->count - 1 - i].edit;
        ps_pool_update(&scene->pool, &scene->input, edit->channel, edit->row, edit->column, edit->height,
                       edit->width, &pooled->output);
        pool_exactly(pooled, scene, edit->channel, edit->channel + 1);
        edited_magnitudes(&scene->input, edit, &now, &before);
        if (pooled->compared.ready) {
            compared_update(&pooled->compared, scene, &pooled->walk, edit);
        }
    }
    if (now >= pooled->magnitude) {
        pooled->magnitude = now;
    } else if (before >= pooled->magnitude) {
        pooled->magnitude = ps_map_magnitude(&scene->input);
    }
    if (pooled->compared.ready) {
        measure_peaks(&pooled->compared, &pooled->walk);
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
