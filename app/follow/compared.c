/* Columns to compare, by the core's kernels where there are some for them, else window by window.
 *
 * It knows nothing of how they are drawn. Invariant: all columns are of the walk's channel and windows.
 */
#include "app/follow/compared.h"

#include "app/follow/pooled.h"

#include <math.h>
#include <stdlib.h>

enum { FOURTH = PS_COMPARE_COLUMNS - 1 };

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

/* The channel that is shown, as a map of its own that borrows its values. */
static PsMap shown_channel(const PsWalk *walk) {
    const PsMap *map = walk->map;
    return (PsMap){1, map->height, map->width,
                   map->values + (int64_t)walk->channel * map->height * map->width};
}

void compared_free(Compared *compared) {
    for (int i = compared->borrows ? FOURTH : 0; i < PS_COMPARE_COLUMNS; i++) {
        ps_map_free(&compared->values[i]);
        ps_map_free(&compared->colours[i]);
    }
    if (!compared->borrows) {
        free(compared->means);
    }
    *compared = (Compared){0};
}

void compared_replace(Compared *old, Compared *next) {
    old->borrows = next->borrows;
    compared_free(old);
    next->borrows = false;
}

bool compared_shows(const Compared *compared, const PsCompare *settings) {
    return compared->columns[FOURTH] == settings->with && compared->seed == settings->seed;
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

/* The outputs of one column whose windows are in a range of outputs, into a channel of values. */
static void fill_column(const PsWalk *walk, PsColumn column, uint32_t seed, PsRange rows, PsRange columns,
                        PsMap *values, int channel) {
    for (int64_t y = rows.first; y < rows.end; y++) {
        for (int64_t x = columns.first; x < columns.end; x++) {
            ps_map_set(values, channel, (int)y, (int)x,
                       ps_column_result(walk, column, seed, ps_walk_step_of(walk, y, x)));
        }
    }
}

/* The same of each channel. */
static void fill_colours(const PsWalk *walk, PsColumn column, uint32_t seed, PsRange rows, PsRange columns,
                         PsMap *colours) {
    PsWalk of_channel = *walk;
    for (int channel = 0; channel < colours->channels; channel++) {
        of_channel.channel = channel;
        fill_column(&of_channel, column, seed, rows, columns, colours, channel);
    }
}

/* Of the columns from first on; with the first the input, too. */
static void measure_peaks(Compared *compared, const PsWalk *walk, int first) {
    if (first == 0) {
        compared->peak = channel_peak(walk->map, walk->channel);
    }
    for (int i = first; i < PS_COMPARE_COLUMNS; i++) {
        const bool there = compared->values[i].values != NULL;
        compared->peaks[i] = there ? channel_peak(&compared->values[i], 0) : compared->means[walk->channel];
        compared->averages[i] =
            there ? pooled_channel_mean(&compared->values[i], 0) : compared->means[walk->channel];
    }
}

/* A whole column. Null values where it has none for each window. */
static PsStatus compute_column(Compared *compared, int i, const PsScene *scene, const PsWalk *walk,
                               PsError *error) {
    const PsRange rows = {0, walk->output[PS_HEIGHT]};
    const PsRange columns = {0, walk->output[PS_WIDTH]};
    PsMap *values = &compared->values[i];
    PsPool pool;
    *values = (PsMap){0};
    if (compared->columns[i] == PS_COLUMN_GLOBAL || compared->columns[i] == PS_COLUMN_NONE) {
        return PS_OK;
    }
    const bool by_kernels = column_pool(scene, compared->columns[i], &pool);
    PsStatus status = by_kernels ? PS_OK : pooled_check_work(scene, error);
    if (status == PS_OK) {
        status = ps_map_init(values, 1, rows.end, columns.end, error);
    }
    if (status == PS_OK && by_kernels) {
        const PsMap channel = shown_channel(walk);
        status = ps_pool_into(&pool, &channel, values, NULL, error);
    } else if (status == PS_OK) {
        fill_column(walk, compared->columns[i], scene->compare.seed, rows, columns, values, 0);
    }
    return status;
}

/* The colours of a column that has values, of a picture that has colours. */
static PsStatus compute_colours(Compared *compared, int i, const PsScene *scene, const PsWalk *walk,
                                PsError *error) {
    const PsMap *values = &compared->values[i];
    PsMap *colours = &compared->colours[i];
    PsPool pool;
    *colours = (PsMap){0};
    if (values->values == NULL || scene->source.pattern != PS_PATTERN_PICTURE || scene->input.channels != 3) {
        return PS_OK;
    }
    PsStatus status = ps_map_init(colours, 3, values->height, values->width, error);
    if (status == PS_OK && column_pool(scene, compared->columns[i], &pool)) {
        status = ps_pool_into(&pool, &scene->input, colours, NULL, error);
    } else if (status == PS_OK) {
        fill_colours(walk, compared->columns[i], scene->compare.seed, (PsRange){0, values->height},
                     (PsRange){0, values->width}, colours);
    }
    return status;
}

static PsStatus compute_means(Compared *compared, const PsScene *scene, PsError *error) {
    compared->means = malloc((size_t)scene->input.channels * sizeof *compared->means);
    if (!compared->means) {
        return ps_fail_memory(error);
    }
    for (int c = 0; c < scene->input.channels; c++) {
        compared->means[c] = pooled_channel_mean(&scene->input, c);
    }
    return PS_OK;
}

PsStatus compared_make(Compared *compared, const Compared *old, const PsScene *scene, const PsWalk *walk,
                       PsError *error) {
    *compared = old ? *old : (Compared){.columns = {PS_COLUMN_MAX, PS_COLUMN_AVERAGE, PS_COLUMN_GLOBAL}};
    compared->columns[FOURTH] = scene->compare.with;
    compared->seed = scene->compare.seed;
    compared->borrows = old != NULL;
    compared->values[FOURTH] = compared->colours[FOURTH] = (PsMap){0};
    PsStatus status = old ? PS_OK : compute_means(compared, scene, error);
    for (int i = old ? FOURTH : 0; i < PS_COMPARE_COLUMNS && status == PS_OK; i++) {
        status = compute_column(compared, i, scene, walk, error);
        status = status == PS_OK ? compute_colours(compared, i, scene, walk, error) : status;
    }
    if (status != PS_OK) {
        compared_free(compared);
        return status;
    }
    measure_peaks(compared, walk, old ? FOURTH : 0);
    return PS_OK;
}

/* The outputs whose windows may read positions first…end - 1 of an axis. */
static PsRange readers(const PsAxis *axis, int first, int end) {
    const PsRange low = ps_axis_outputs(axis, first);
    const PsRange high = ps_axis_outputs(axis, end - 1);
    return (PsRange){low.first, high.end};
}

/* The colours of one column after an edit of one channel. */
static void update_colours(Compared *compared, int i, const PsScene *scene, const PsWalk *walk,
                           const PsEdit *edit, PsRange rows, PsRange columns) {
    PsMap *colours = &compared->colours[i];
    PsPool pool;
    if (colours->values != NULL && column_pool(scene, compared->columns[i], &pool)) {
        ps_pool_update(&pool, &scene->input, edit->channel, edit->row, edit->column, edit->height,
                       edit->width, colours);
    } else if (colours->values != NULL) {
        fill_colours(walk, compared->columns[i], scene->compare.seed, rows, columns, colours);
    }
}

static void update_columns(Compared *compared, const PsScene *scene, const PsWalk *walk, const PsEdit *edit) {
    compared->means[edit->channel] = pooled_channel_mean(&scene->input, edit->channel);
    const PsRange rows = readers(&walk->axes[PS_HEIGHT], edit->row, edit->row + edit->height);
    const PsRange columns = readers(&walk->axes[PS_WIDTH], edit->column, edit->column + edit->width);
    for (int i = 0; i < PS_COMPARE_COLUMNS; i++) {
        PsMap *values = &compared->values[i];
        PsPool pool;
        update_colours(compared, i, scene, walk, edit, rows, columns);
        if (edit->channel != walk->channel) {
            continue;
        }
        if (values->values != NULL && column_pool(scene, compared->columns[i], &pool)) {
            const PsMap channel = shown_channel(walk);
            ps_pool_update(&pool, &channel, 0, edit->row, edit->column, edit->height, edit->width, values);
        } else if (values->values != NULL) {
            fill_column(walk, compared->columns[i], scene->compare.seed, rows, columns, values, 0);
        }
    }
}

void compared_update(Compared *compared, const PsScene *scene, const PsWalk *walk,
                     const PsHistoryStack *inverses, size_t count) {
    for (size_t i = 0; i < count; i++) {
        update_columns(compared, scene, walk, &inverses->entries[inverses->count - 1 - i].edit);
    }
    measure_peaks(compared, walk, 0);
}
