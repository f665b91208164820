/* The stepper: what pool computes, taken apart tap by tap. It holds no state and allocates nothing.
 *
 * Invariant: ps_walk_results over all taps of a step is bit for bit what ps_pool_forward writes there, since
 * both read the same cells in the same order and share ps_pool_power and ps_pool_root.
 */
#include "core/walk.h"

#include <assert.h>
#include <math.h>

/* What global and adaptive pooling do to a window: a maximum or a mean of cells alone. */
static void use_bins(PsWalk *walk) {
    const PsPoolOpInfo *info = ps_pool_op_info(walk->pool.op);
    if (info->window) {
        return;
    }
    const bool one = walk->steps == 1;
    walk->pool = ps_pool_default();
    walk->pool.op = info->indices ? PS_POOL_MAX : PS_POOL_AVG;
    for (int axis = 0; axis < PS_AXES; axis++) {
        walk->pool.kernel_size[axis] = (int)walk->axes[axis].kernel;
        walk->pool.stride[axis] = (int)walk->axes[axis].stride;
    }
    walk->sums = one && walk->pool.op == PS_POOL_AVG;
}

PsStatus ps_walk_init(PsWalk *walk, const PsMap *map, int channel, const PsPool *pool, PsError *error) {
    *walk = (PsWalk){0};
    if (channel < 0 || channel >= map->channels) {
        return ps_fail(error, PS_ERROR_SETTING, "channel %d is not in the map: use 0 to %d", channel,
                       map->channels - 1);
    }
    int64_t output[PS_AXES];
    const PsStatus status = ps_pool_output_size(pool, map->height, map->width, output, error);
    if (status != PS_OK) {
        return status;
    }
    *walk = (PsWalk){
        .map = map,
        .channel = channel,
        .pool = *pool,
        .axes = {ps_pool_windows(pool, PS_HEIGHT, map->height), ps_pool_windows(pool, PS_WIDTH, map->width)},
        .output = {output[PS_HEIGHT], output[PS_WIDTH]},
        .steps = output[PS_HEIGHT] * output[PS_WIDTH]};
    use_bins(walk);
    return PS_OK;
}

/* The part of a range that is on an axis of input cells; empty at its clamped start where none does. */
static PsRange clip(PsRange range, int64_t input) {
    const int64_t first = range.first < 0 ? 0 : range.first > input ? input : range.first;
    const int64_t end = range.end > input ? input : range.end;
    return (PsRange){first, end > first ? end : first};
}

PsWindow ps_walk_at(const PsWalk *walk, int64_t step) {
    assert(step >= 1 && step <= walk->steps);
    const int64_t row = (step - 1) / walk->output[PS_WIDTH];
    const int64_t column = (step - 1) % walk->output[PS_WIDTH];
    const PsRange rows = ps_axis_window(&walk->axes[PS_HEIGHT], row);
    const PsRange columns = ps_axis_window(&walk->axes[PS_WIDTH], column);
    const PsRange clip_rows = clip(rows, walk->map->height);
    const PsRange clip_columns = clip(columns, walk->map->width);
    const int64_t tap_columns = ps_axis_tap_count(&walk->axes[PS_WIDTH], column);
    return (PsWindow){.step = step,
                      .steps = walk->steps,
                      .output_row = row,
                      .output_column = column,
                      .row = rows.first,
                      .column = columns.first,
                      .height = rows.end - rows.first,
                      .width = columns.end - columns.first,
                      .clip_row = clip_rows.first,
                      .clip_column = clip_columns.first,
                      .clip_height = clip_rows.end - clip_rows.first,
                      .clip_width = clip_columns.end - clip_columns.first,
                      .taps = ps_axis_tap_count(&walk->axes[PS_HEIGHT], row) * tap_columns,
                      .tap_columns = tap_columns};
}

static PsTapPlace place_on(const PsAxis *axis, int64_t position) {
    if (position >= 0 && position < axis->input) {
        return PS_TAP_CELL;
    }
    return position < axis->input + axis->padding ? PS_TAP_PADDING : PS_TAP_MISSING;
}

/* Missing where one axis is missing, a cell where both are cells. */
PsTapPlace ps_walk_place(const PsWalk *walk, int64_t row, int64_t column) {
    const PsTapPlace vertical = place_on(&walk->axes[PS_HEIGHT], row);
    const PsTapPlace horizontal = place_on(&walk->axes[PS_WIDTH], column);
    return vertical > horizontal ? vertical : horizontal;
}

PsTap ps_walk_tap(const PsWalk *walk, const PsWindow *window, int64_t index) {
    assert(index >= 0 && index < window->taps);
    const PsAxis *vertical = &walk->axes[PS_HEIGHT];
    const PsAxis *horizontal = &walk->axes[PS_WIDTH];
    const int64_t ky = index / window->tap_columns;
    const int64_t kx = index % window->tap_columns;
    PsTap tap = {.row = window->row + ky * vertical->dilation,
                 .column = window->column + kx * horizontal->dilation};
    tap.place = ps_walk_place(walk, tap.row, tap.column);
    if (tap.place == PS_TAP_CELL) {
        tap.value = ps_map_get(walk->map, walk->channel, (int)tap.row, (int)tap.column);
    } else if (tap.place == PS_TAP_PADDING && walk->pool.op == PS_POOL_MAX) {
        tap.value = -INFINITY;
    }
    return tap;
}

int64_t ps_walk_count(const PsWalk *walk, const PsWindow *window, PsTapPlace place) {
    const bool inside = window->clip_height == window->height && window->clip_width == window->width;
    int64_t count = inside && place == PS_TAP_CELL ? window->taps : 0;
    for (int64_t i = 0; i < window->taps && !inside; i++) {
        count += ps_walk_tap(walk, window, i).place == place;
    }
    return count;
}

/* The taps of an output on one axis that lie on the padded map, or on cells alone. */
static PsRange taps_on(const PsWalk *walk, int axis, int64_t output, bool with_padding) {
    const PsAxis *arithmetic = &walk->axes[axis];
    if (!with_padding) {
        return ps_axis_taps(arithmetic, output);
    }
    const PsRange padded = ps_axis_padded(arithmetic, output);
    return (PsRange){0, (padded.end - padded.first + arithmetic->dilation - 1) / arithmetic->dilation};
}

static int64_t length(PsRange range) {
    return range.end - range.first;
}

static void read_cell(PsResults *results, const PsTap *tap, int64_t index) {
    if (!results->has_best || tap->value > results->max || isnan(tap->value)) {
        results->has_best = true;
        results->max = tap->value;
        results->best_row = tap->row;
        results->best_column = tap->column;
        results->best_tap = index;
    }
    results->sum += (double)tap->value;
}

/* What average divides by: the taps on the padded map, or the cells. */
static int64_t divisor_of(const PsWalk *walk, const PsWindow *window) {
    const bool with_padding = walk->pool.count_include_pad;
    return length(taps_on(walk, PS_HEIGHT, window->output_row, with_padding)) *
           length(taps_on(walk, PS_WIDTH, window->output_column, with_padding));
}

/* Cells first … end - 1 of a row of taps, as far as they are among the first count. */
static void read_row(const PsWalk *walk, const PsWindow *window, int64_t ky, PsRange columns, int64_t count,
                     PsResults *results, double *powers) {
    const PsMap *map = walk->map;
    const int64_t row = window->row + ky * walk->axes[PS_HEIGHT].dilation;
    const int64_t apart = walk->axes[PS_WIDTH].dilation;
    const float *cells = map->values + ((int64_t)walk->channel * map->height + row) * map->width;
    for (int64_t kx = columns.first; kx < columns.end; kx++) {
        const int64_t index = ky * window->tap_columns + kx;
        if (index >= count) {
            break;
        }
        const int64_t column = window->column + kx * apart;
        const PsTap tap = {.row = row, .column = column, .value = cells[column]};
        read_cell(results, &tap, index);
        *powers += (double)ps_pool_power(tap.value, walk->pool.norm_type);
    }
}

PsResults ps_walk_results(const PsWalk *walk, const PsWindow *window, int64_t count) {
    assert(count >= 0 && count <= window->taps);
    const PsRange rows = taps_on(walk, PS_HEIGHT, window->output_row, false);
    const PsRange columns = taps_on(walk, PS_WIDTH, window->output_column, false);
    PsResults results = {.max = -INFINITY, .best_row = -1, .best_column = -1, .best_tap = -1};
    double powers = 0;
    for (int64_t ky = rows.first; ky < rows.end && ky * window->tap_columns < count; ky++) {
        read_row(walk, window, ky, columns, count, &results, &powers);
    }
    results.divisor = divisor_of(walk, window);
    /* Only a dilated max window can be without anything to divide by; its average is asked for beside it. */
    results.avg = results.divisor > 0 ? (float)(results.sum / (double)results.divisor) : 0;
    results.lp = ps_pool_root(powers, walk->pool.norm_type);
    return results;
}

float ps_walk_result(const PsWalk *walk, const PsResults *results) {
    switch (walk->pool.op) {
    case PS_POOL_MAX:
        return results->max;
    case PS_POOL_AVG:
        return results->avg;
    case PS_POOL_LP:
        return results->lp;
    case PS_POOL_GAP:
    case PS_POOL_GMP:
    case PS_POOL_ADAPTIVE_AVG:
    case PS_POOL_ADAPTIVE_MAX:
    case PS_POOL_OP_COUNT:
        break;
    }
    assert(false && "a walk has a window operation");
    return 0;
}

/* Windows of more taps than these are not gone through again in decimals: too many to add up by hand. */
enum { DECIMAL_TAPS = 256 };

/* What the decimals of a window's taps give, by the walk's own operation. */
typedef struct Decimals {
    double sum, powers;
} Decimals;

static void add_decimal(const PsWalk *walk, float value, Decimals *decimals) {
    const double decimal = ps_number_decimal(value);
    decimals->sum += decimal;
    if (walk->pool.op == PS_POOL_LP) {
        decimals->powers += pow(decimal, walk->pool.norm_type);
    }
}

static double outcome_of(const PsWalk *walk, const PsResults *results, const Decimals *decimals,
                         int64_t terms) {
    const bool few = terms <= DECIMAL_TAPS;
    if (walk->pool.op == PS_POOL_AVG) {
        return (few ? decimals->sum : results->sum) / (double)results->divisor;
    }
    return few ? pow(decimals->powers, 1 / walk->pool.norm_type) : (double)NAN;
}

/* Adds the taps on the padded map, or on cells alone, in their order. Missing taps are no terms. */
static Decimals add_taps(const PsWalk *walk, const PsWindow *window, bool padding, int64_t winner,
                         PsFormulaPlan *plan) {
    const PsRange rows = taps_on(walk, PS_HEIGHT, window->output_row, padding);
    const PsRange columns = taps_on(walk, PS_WIDTH, window->output_column, padding);
    const int64_t terms = length(rows) * length(columns);
    Decimals decimals = {0};
    for (int64_t i = 0; i < terms; i++) {
        const int64_t ky = rows.first + i / length(columns);
        const int64_t kx = columns.first + i % length(columns);
        const int64_t index = ky * window->tap_columns + kx;
        if (i >= DECIMAL_TAPS && index != winner) {
            plan->terms++;
            continue;
        }
        const PsTap tap = ps_walk_tap(walk, window, index);
        const PsFormulaTerm term = {tap.value, (int)index, tap.place != PS_TAP_CELL};
        ps_plan_add(plan, term, index == winner);
        add_decimal(walk, tap.value, &decimals);
    }
    return decimals;
}

PsFormulaPlan ps_walk_plan_of(const PsWalk *walk, const PsWindow *window, const PsResults *results) {
    const PsPoolOp op = walk->pool.op;
    if (walk->sums && op == PS_POOL_AVG) {
        return (PsFormulaPlan){.kind = PS_FORMULA_QUOTIENT,
                               .winner = -1,
                               .sum = results->sum,
                               .divisor = results->divisor,
                               .result = results->avg};
    }
    PsFormulaPlan plan = {.kind = op == PS_POOL_MAX   ? PS_FORMULA_LIST
                                  : op == PS_POOL_AVG ? PS_FORMULA_AVERAGE
                                                      : PS_FORMULA_NORM,
                          .name = "max",
                          .winner = -1,
                          .divisor = results->divisor,
                          .power = walk->pool.norm_type,
                          .result = ps_walk_result(walk, results)};
    const bool padding = op == PS_POOL_MAX || (op == PS_POOL_AVG && walk->pool.count_include_pad);
    const int64_t winner = op == PS_POOL_MAX ? results->best_tap : -1;
    const Decimals decimals = add_taps(walk, window, padding, winner, &plan);
    plan.outcome = outcome_of(walk, results, &decimals, plan.terms);
    return plan;
}

PsFormulaPlan ps_walk_plan(const PsWalk *walk, int64_t step) {
    const PsWindow window = ps_walk_at(walk, step);
    const PsResults results = ps_walk_results(walk, &window, window.taps);
    return ps_walk_plan_of(walk, &window, &results);
}

PsFormulaPlan ps_walk_list(const PsWalk *walk, const PsWindow *window, const char *name, int64_t tap,
                           float result) {
    PsFormulaPlan plan = {.kind = PS_FORMULA_LIST, .name = name, .winner = -1, .result = result};
    (void)add_taps(walk, window, false, tap, &plan);
    return plan;
}

void ps_walk_formula(const PsWalk *walk, int64_t step, PsNumberForm form, PsFormula *formula) {
    const PsFormulaPlan plan = ps_walk_plan(walk, step);
    const PsFormulaStyle style = ps_formula_style(form);
    ps_plan_write(&plan, &style, formula);
}

int64_t ps_walk_step_of(const PsWalk *walk, int64_t output_row, int64_t output_column) {
    assert(output_row >= 0 && output_row < walk->output[PS_HEIGHT]);
    assert(output_column >= 0 && output_column < walk->output[PS_WIDTH]);
    return output_row * walk->output[PS_WIDTH] + output_column + 1;
}

bool ps_walk_reads(const PsWalk *walk, int64_t step, int64_t row, int64_t column) {
    const PsWindow window = ps_walk_at(walk, step);
    return ps_axis_reads(&walk->axes[PS_HEIGHT], window.output_row, row) &&
           ps_axis_reads(&walk->axes[PS_WIDTH], window.output_column, column);
}
