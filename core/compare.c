/* Columns to compare. Names and settings first, then what each column makes of a window.
 *
 * Max, min, median, subsample and stochastic take one cell: they differ in pick_cell alone. Average and L2
 * are the walk's own, seen as another operation. Global is counted by cells: the first window that reads a
 * cell is the one at the first output row and the first output column that read it. Invariant: nothing here
 * is remembered; a result follows from the walk, the column, the seed and the step.
 */
#include "core/compare.h"

#include "core/random.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const char *const COLUMN_NAMES[] = {"none", "max",    "average",   "global",    "l2",
                                           "min",  "median", "subsample", "stochastic"};
_Static_assert(sizeof COLUMN_NAMES / sizeof COLUMN_NAMES[0] == PS_COLUMN_COUNT, "a name for each column");

static const char *const MINUS_NAMES[] = {"none", "max", "average"};
_Static_assert(sizeof MINUS_NAMES / sizeof MINUS_NAMES[0] == PS_MINUS_COUNT, "a name for each difference");

const char *ps_column_name(PsColumn column) {
    assert((unsigned)column < PS_COLUMN_COUNT);
    return COLUMN_NAMES[column];
}

bool ps_column_find(const char *name, PsColumn *column) {
    for (int i = 0; i < PS_COLUMN_COUNT; i++) {
        if (strcmp(name, COLUMN_NAMES[i]) == 0) {
            *column = (PsColumn)i;
            return true;
        }
    }
    return false;
}

const char *ps_minus_name(PsMinus minus) {
    assert((unsigned)minus < PS_MINUS_COUNT);
    return MINUS_NAMES[minus];
}

bool ps_minus_find(const char *name, PsMinus *minus) {
    for (int i = 0; i < PS_MINUS_COUNT; i++) {
        if (strcmp(name, MINUS_NAMES[i]) == 0) {
            *minus = (PsMinus)i;
            return true;
        }
    }
    return false;
}

/* The real cells of a window, numbered row by row. */
typedef struct Cells {
    const float *values; /* [height][width], the channel */
    int64_t width;
    int64_t row, column;           /* of the first cell */
    int64_t row_step, column_step; /* the dilation */
    int64_t rows, columns;
    int64_t count; /* rows * columns */
} Cells;

static const float *channel_of(const PsWalk *walk) {
    return walk->map->values + (int64_t)walk->channel * walk->map->height * walk->map->width;
}

static Cells cells_of(const PsWalk *walk, int64_t step) {
    const PsWindow window = ps_walk_at(walk, step);
    const PsAxis *vertical = &walk->axes[PS_HEIGHT];
    const PsAxis *horizontal = &walk->axes[PS_WIDTH];
    const PsRange rows = ps_axis_taps(vertical, window.output_row);
    const PsRange columns = ps_axis_taps(horizontal, window.output_column);
    Cells cells = {.values = channel_of(walk),
                   .width = walk->map->width,
                   .row = window.row + rows.first * vertical->dilation,
                   .column = window.column + columns.first * horizontal->dilation,
                   .row_step = vertical->dilation,
                   .column_step = horizontal->dilation,
                   .rows = rows.end - rows.first,
                   .columns = columns.end - columns.first};
    cells.count = cells.rows * cells.columns;
    return cells;
}

static int64_t row_of(const Cells *cells, int64_t index) {
    return cells->row + index / cells->columns * cells->row_step;
}

static int64_t column_of(const Cells *cells, int64_t index) {
    return cells->column + index % cells->columns * cells->column_step;
}

static float value_of(const Cells *cells, int64_t index) {
    return cells->values[row_of(cells, index) * cells->width + column_of(cells, index)];
}

/* Ties go to the first cell, NaN to the last: as max pooling, and as the negative of that of the negatives.
 */
static int64_t pick_extreme(const Cells *cells, bool largest) {
    int64_t best = 0;
    float best_value = value_of(cells, 0);
    for (int64_t i = 1; i < cells->count; i++) {
        const float value = value_of(cells, i);
        if ((largest ? value > best_value : value < best_value) || isnan(value)) {
            best = i;
            best_value = value;
        }
    }
    return best;
}

/* The first NaN, or -1. */
static int64_t find_nan(const Cells *cells) {
    for (int64_t i = 0; i < cells->count; i++) {
        if (isnan(value_of(cells, i))) {
            return i;
        }
    }
    return -1;
}

/* A number that is larger for the larger value, and the same for 0 and -0; not for NaN. */
static uint32_t order_of(float value) {
    const float without_negative_zero = value + 0.0F;
    uint32_t bits;
    memcpy(&bits, &without_negative_zero, sizeof bits);
    const uint32_t sign = UINT32_C(1) << 31;
    return (bits & sign) != 0 ? ~bits : bits | sign;
}

static int64_t count_up_to(const Cells *cells, uint32_t order) {
    int64_t count = 0;
    for (int64_t i = 0; i < cells->rows; i++) {
        const float *values = &cells->values[(cells->row + i * cells->row_step) * cells->width];
        for (int64_t j = 0; j < cells->columns; j++) {
            count += order_of(values[cells->column + j * cells->column_step]) <= order ? 1 : 0;
        }
    }
    return count;
}

/* A window may be as large as the map, and there is nowhere to sort it: the median is the smallest value that
 * enough cells do not exceed, found by halving the range of all values. */
static int64_t pick_median(const Cells *cells) {
    const int64_t nan = find_nan(cells);
    if (nan >= 0) {
        return nan;
    }
    uint32_t low = 0;
    uint32_t high = UINT32_MAX;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (count_up_to(cells, middle) > (cells->count - 1) / 2) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    int64_t median = 0;
    while (order_of(value_of(cells, median)) != low) {
        median++;
    }
    return median;
}

/* What a cell's chance is in proportion to. */
typedef enum Chance { CHANCE_EVEN, CHANCE_VALUE, CHANCE_INFINITE } Chance;

static double chance_of(float value, Chance chance) {
    if (chance == CHANCE_VALUE) {
        return value > 0 ? (double)value : 0;
    }
    return chance == CHANCE_EVEN || (isinf(value) && value > 0) ? 1 : 0;
}

static double sum_chances(const Cells *cells, Chance chance) {
    double sum = 0;
    for (int64_t i = 0; i < cells->count; i++) {
        sum += chance_of(value_of(cells, i), chance);
    }
    return sum;
}

/* At least 0 and below 1, in steps of 2^-32: so few bits that a product with it is below the other factor. */
static double draw_share(const PsWalk *walk, uint32_t seed, int64_t step) {
    uint64_t state = seed;
    state = ps_random_next(&state) ^ (uint64_t)walk->channel;
    state = ps_random_next(&state) ^ (uint64_t)step;
    return (double)(ps_random_next(&state) >> 32) / 4294967296.0;
}

static int64_t pick_drawn(const Cells *cells, double share) {
    const int64_t nan = find_nan(cells);
    if (nan >= 0) {
        return nan;
    }
    Chance chance = CHANCE_VALUE;
    double total = sum_chances(cells, chance);
    if (isinf(total) || total == 0) {
        chance = total == 0 ? CHANCE_EVEN : CHANCE_INFINITE;
        total = sum_chances(cells, chance);
    }
    int64_t drawn = -1;
    double sum = 0;
    do {
        drawn++;
        sum += chance_of(value_of(cells, drawn), chance);
    } while (sum <= share * total);
    return drawn;
}

/* The index of the cell that a column takes; -1 where it takes none. */
static int64_t pick_cell(const PsWalk *walk, const Cells *cells, PsColumn column, uint32_t seed,
                         int64_t step) {
    if (cells->count == 0) {
        return -1;
    }
    switch (column) {
    case PS_COLUMN_MAX:
        return pick_extreme(cells, true);
    case PS_COLUMN_MIN:
        return pick_extreme(cells, false);
    case PS_COLUMN_MEDIAN:
        return pick_median(cells);
    case PS_COLUMN_SUBSAMPLE:
        return 0;
    case PS_COLUMN_STOCHASTIC:
        return pick_drawn(cells, draw_share(walk, seed, step));
    case PS_COLUMN_AVERAGE:
    case PS_COLUMN_GLOBAL:
    case PS_COLUMN_L2:
        return -1;
    case PS_COLUMN_NONE:
    case PS_COLUMN_COUNT:
        break;
    }
    assert(false && "a column");
    return -1;
}

static bool takes_a_cell(PsColumn column) {
    return column != PS_COLUMN_AVERAGE && column != PS_COLUMN_GLOBAL && column != PS_COLUMN_L2;
}

/* The same windows under another operation. Its settings need not check: nothing is made with them but sums
 * over cells and divisors. */
static PsWalk seen_as(const PsWalk *walk, PsColumn column) {
    PsWalk seen = *walk;
    seen.pool.op = column == PS_COLUMN_MAX       ? PS_POOL_MAX
                   : column == PS_COLUMN_AVERAGE ? PS_POOL_AVG
                                                 : PS_POOL_LP;
    seen.pool.norm_type = 2;
    return seen;
}

static PsResults results_of(const PsWalk *walk, PsColumn column, int64_t step) {
    const PsWalk seen = seen_as(walk, column);
    const PsWindow window = ps_walk_at(&seen, step);
    return ps_walk_results(&seen, &window, window.taps);
}

float ps_column_result(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step) {
    if (column == PS_COLUMN_GLOBAL) {
        return ps_global_at(walk, walk->steps).mean;
    }
    if (takes_a_cell(column)) {
        const Cells cells = cells_of(walk, step);
        const int64_t index = pick_cell(walk, &cells, column, seed, step);
        const float without = column == PS_COLUMN_MAX ? -INFINITY : NAN;
        return index < 0 ? without : value_of(&cells, index);
    }
    const PsResults results = results_of(walk, column, step);
    return column == PS_COLUMN_AVERAGE ? results.avg : results.lp;
}

bool ps_column_pick(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step, int64_t *row,
                    int64_t *column_index) {
    if (!takes_a_cell(column)) {
        return false;
    }
    const Cells cells = cells_of(walk, step);
    const int64_t index = pick_cell(walk, &cells, column, seed, step);
    if (index >= 0) {
        *row = row_of(&cells, index);
        *column_index = column_of(&cells, index);
    }
    return index >= 0;
}

PsFormulaPlan ps_global_plan(const PsGlobal *global) {
    return (PsFormulaPlan){.kind = PS_FORMULA_QUOTIENT,
                           .winner = -1,
                           .sum = global->sum,
                           .divisor = global->cells,
                           .result = global->mean};
}

/* The tap of a window at a cell that it reads. */
static int64_t tap_at(const PsWalk *walk, const PsWindow *window, int64_t row, int64_t column) {
    const int64_t ky = (row - window->row) / walk->axes[PS_HEIGHT].dilation;
    const int64_t kx = (column - window->column) / walk->axes[PS_WIDTH].dilation;
    return ky * window->tap_columns + kx;
}

PsFormulaPlan ps_column_plan(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step) {
    static const char *const FUNCTIONS[PS_COLUMN_COUNT] = {[PS_COLUMN_MIN] = "min",
                                                           [PS_COLUMN_MEDIAN] = "median",
                                                           [PS_COLUMN_SUBSAMPLE] = "first",
                                                           [PS_COLUMN_STOCHASTIC] = "draw"};
    assert((unsigned)column < PS_COLUMN_COUNT && column != PS_COLUMN_NONE);
    if (column == PS_COLUMN_GLOBAL) {
        const PsGlobal global = ps_global_at(walk, step);
        return ps_global_plan(&global);
    }
    if (FUNCTIONS[column] == NULL) {
        const PsWalk seen = seen_as(walk, column);
        return ps_walk_plan(&seen, step);
    }
    const PsWindow window = ps_walk_at(walk, step);
    const Cells cells = cells_of(walk, step);
    const int64_t index = pick_cell(walk, &cells, column, seed, step);
    const int64_t tap =
        index < 0 ? -1 : tap_at(walk, &window, row_of(&cells, index), column_of(&cells, index));
    return ps_walk_list(walk, &window, FUNCTIONS[column], tap, index < 0 ? NAN : value_of(&cells, index));
}

void ps_column_formula(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step, PsNumberForm form,
                       PsFormula *formula) {
    const PsFormulaPlan plan = ps_column_plan(walk, column, seed, step);
    const PsFormulaStyle style = ps_formula_style(form);
    ps_plan_write(&plan, &style, formula);
}

/* A part of the map's columns, with the first output column that reads each: what is asked of every row is
 * worked out once. */
enum { STRIP_COLUMNS = 1024 };
typedef struct Strip {
    int64_t first;
    int count;
    int64_t readers[STRIP_COLUMNS];
} Strip;

static Strip strip_at(const PsWalk *walk, int64_t first) {
    const int64_t left = walk->map->width - first;
    Strip strip = {.first = first, .count = left < STRIP_COLUMNS ? (int)left : STRIP_COLUMNS};
    for (int i = 0; i < strip.count; i++) {
        strip.readers[i] = ps_axis_reader(&walk->axes[PS_WIDTH], first + i);
    }
    return strip;
}

/* Adds the cells of a row whose column is read before output column end. */
static void add_row(const Strip *strip, const float *row, int64_t end, PsGlobal *global) {
    double sum = global->sum;
    int64_t cells = 0;
    for (int i = 0; i < strip->count; i++) {
        const bool counts = strip->readers[i] < end;
        sum += counts ? (double)row[strip->first + i] : 0;
        cells += counts ? 1 : 0;
    }
    global->sum = sum;
    global->cells += cells;
}

/* Output columns that have read a cell of row so far: those before the number returned. */
static int64_t readers_end(const PsWalk *walk, int64_t step, int64_t row) {
    if (step >= walk->steps) {
        return INT64_MAX;
    }
    const int64_t reader = ps_axis_reader(&walk->axes[PS_HEIGHT], row);
    const int64_t current = step / walk->output[PS_WIDTH];
    if (reader != current) {
        return reader < current ? walk->output[PS_WIDTH] : 0;
    }
    return step % walk->output[PS_WIDTH];
}

PsGlobal ps_global_at(const PsWalk *walk, int64_t step) {
    const PsMap *map = walk->map;
    PsGlobal global = {.total = (int64_t)map->height * map->width, .mean = NAN};
    for (int64_t first = 0; first < map->width; first += STRIP_COLUMNS) {
        const Strip strip = strip_at(walk, first);
        for (int64_t y = 0; y < map->height; y++) {
            const int64_t end = readers_end(walk, step, y);
            if (end > 0) {
                add_row(&strip, channel_of(walk) + y * map->width, end, &global);
            }
        }
    }
    if (global.cells > 0) {
        global.mean = (float)(global.sum / (double)global.cells);
    }
    return global;
}

bool ps_global_counted(const PsWalk *walk, int64_t step, int64_t row, int64_t column) {
    return ps_axis_reader(&walk->axes[PS_WIDTH], column) < readers_end(walk, step, row);
}

/* A cell's share in what a window makes of all its real cells. */
static PsShare share_of_read(const PsWalk *walk, PsColumn column, int64_t step, float value) {
    const PsResults results = results_of(walk, column, step);
    if (column == PS_COLUMN_AVERAGE) {
        return (PsShare){1 / (double)results.divisor, 1, results.divisor};
    }
    return (PsShare){.value = results.lp == 0 ? 0 : (double)value / (double)results.lp};
}

PsShare ps_column_gradient(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step, int64_t row,
                           int64_t column_index) {
    const PsShare none = {0, 0, 1};
    if (column == PS_COLUMN_GLOBAL) {
        const int64_t total = (int64_t)walk->map->height * walk->map->width;
        return (PsShare){1 / (double)total, 1, total};
    }
    if (takes_a_cell(column)) {
        int64_t taken_row = -1;
        int64_t taken_column = -1;
        const bool takes = ps_column_pick(walk, column, seed, step, &taken_row, &taken_column);
        return takes && taken_row == row && taken_column == column_index ? (PsShare){1, 1, 1} : none;
    }
    if (!ps_walk_reads(walk, step, row, column_index)) {
        return none;
    }
    return share_of_read(walk, column, step,
                         ps_map_get(walk->map, walk->channel, (int)row, (int)column_index));
}

int64_t ps_column_reach(const PsWalk *walk, PsColumn column, uint32_t seed, int64_t step) {
    if (column == PS_COLUMN_GLOBAL) {
        return (int64_t)walk->map->height * walk->map->width;
    }
    int64_t row = 0;
    int64_t column_index = 0;
    if (takes_a_cell(column)) {
        return ps_column_pick(walk, column, seed, step, &row, &column_index) ? 1 : 0;
    }
    return cells_of(walk, step).count;
}
