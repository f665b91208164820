/* Pooling with windows of 2 and 3, cell by cell. Not for other windows: those are pool_separable.c's.
 *
 * A vector holds neighbouring outputs of a row. At stride 2 two vectors of cells are split into even and odd
 * columns; the column that a window of 3 shares with the one before comes out of that one's vector (v_carry),
 * and the rows that it shares with the window above out of lines, which keep what rows were folded to. Rows
 * of which two fit a vector are done two at a time.
 */
#include "core/pool_fold.h"

#include <assert.h>

/* LANES windows as far as they are folded, and, where indices are asked for, how many cells of the map after
 * its first one each has its maximum. */
typedef struct Windows {
    Vec value, tap;
} Windows;

INLINE bool is_indexed(Fold kind) {
    return kind == FOLD_INDEX || kind == FOLD_NAN_INDEX;
}

INLINE Windows fold_windows(Fold kind, Windows later, Windows so_far) {
    if (!is_indexed(kind)) {
        return (Windows){fold(kind, later.value, so_far.value), v_set(0)};
    }
    Flags above = v_above(later.value, so_far.value);
    above = kind == FOLD_NAN_INDEX ? flags_or(above, v_nan(later.value)) : above;
    return (Windows){v_pick(above, later.value, so_far.value), v_pick(above, later.tap, so_far.tap)};
}

INLINE Windows move_taps(Fold kind, Windows windows, int64_t by) {
    windows.tap = is_indexed(kind) ? v_add(windows.tap, v_set((float)by)) : windows.tap;
    return windows;
}

enum { LINE = 1024, BAND = 64 };

/* A row folded along: a value for each window of the strip, and where in the row it was. */
typedef struct Folded {
    float *values, *taps; /* [LINE] */
} Folded;

/* Columns from … to - 1 of a plane's outputs: all, or as many as fit lines. */
typedef struct ColumnStrip {
    int64_t from, to;
    int64_t last;           /* where the last vector begins, which is over the one before */
    int64_t width, padding; /* of rows of cells */
    bool clipped; /* the last vector's windows reach beyond the row, or there is less than a vector */
    bool stream;
    const float *scale; /* [LINE] what a column's sums are multiplied with; null: the same for all */
} ColumnStrip;

/* An output row: its output 0 and what goes with that. */
typedef struct OutputRow {
    float *out;
    int64_t *indices;
    int64_t first; /* index of its window's first cell, below 0 on padding */
    float scale;   /* what sums are multiplied with */
} OutputRow;

INLINE void store_windows(Fold kind, int stride, const ColumnStrip *strip, const OutputRow *target, int64_t i,
                          Windows windows, bool stream) {
    const int64_t count = strip->to - i;
    Vec value = windows.value;
    if (kind == FOLD_SUM) {
        value = v_mul(value, v_set(target->scale));
        value = strip->scale != NULL ? v_mul(value, v_load(strip->scale + (i - strip->from))) : value;
    }
    if (is_indexed(kind)) {
        const Vec taps = v_add(windows.tap, v_steps(stride));
        v_store_indices(target->indices + i, taps, target->first + i * stride, count);
    }
    if (count < LANES) {
        v_store_part(target->out + i, value, count);
    } else if (stream) {
        v_stream(target->out + i, value);
    } else {
        v_store(target->out + i, value);
    }
}

/* What is left of the windows from column left on. Padding is 0 to a sum; to a maximum it is the first
 * cell once more, which changes fold_identity and cannot be taken for a cell of its own. */
INLINE Windows begin_carry(Fold kind, const float *row, int64_t left, Flags *flags) {
    const Windows carry = {v_set(left >= 0          ? row[left]
                                 : kind == FOLD_SUM ? 0
                                                    : row[0]),
                           v_set(left >= 0 ? 0 : 1)};
    if (kind == FOLD_MAX || kind == FOLD_INDEX) {
        *flags = flags_nan(*flags, carry.value, carry.value);
    }
    return carry;
}

/* The cells of LANES windows in one row, of which the first is cell taps of its window. whole: all that is
 * loaded is in the row. */
INLINE Windows fold_cells(Fold kind, int kernel, int stride, bool whole, const ColumnStrip *strip,
                          const float *row, int64_t taps, int64_t i, Windows *carry, Flags *flags) {
    const bool split = stride == 2;
    const int64_t from = i * stride - (kernel == 3 ? strip->padding - 1 : 0);
    const int64_t then = split ? from + LANES : from + 1;
    const float none = fold_identity(kind);
    const Vec one = whole ? v_load(row + from) : v_load_part(row + from, strip->width - from, none);
    const Vec two = whole ? v_load(row + then) : v_load_part(row + then, strip->width - then, none);
    if (kind == FOLD_MAX || kind == FOLD_INDEX) {
        *flags = flags_nan(*flags, one, two);
    }
    if (kernel == 2) {
        const Windows left = {split ? v_even_apart(one, two) : one, v_set((float)taps)};
        const Windows right = {split ? v_odd_apart(one, two) : two, v_set((float)(taps + 1))};
        return fold_windows(kind, right, left);
    }
    const Vec columns[2] = {split ? v_even(one, two) : one, split ? v_odd(one, two) : two};
    const Vec last = split ? columns[1] : columns[0];
    const Windows left = {v_carry(carry->value, last),
                          v_add(v_carry(carry->tap, v_set(0)), v_set((float)taps))};
    const Windows middle = {columns[0], v_set((float)(taps + 1))};
    const Windows right = {columns[1], v_set((float)(taps + 2))};
    *carry = (Windows){last, v_set(0)};
    return fold_windows(kind, right, fold_windows(kind, middle, left));
}

INLINE Windows load_folded(Fold kind, const Folded *line, int64_t n) {
    return (Windows){v_load(line->values + n), is_indexed(kind) ? v_load(line->taps + n) : v_set(0)};
}

INLINE void store_folded(Fold kind, const Folded *line, int64_t n, Windows windows) {
    v_store(line->values + n, windows.value);
    if (is_indexed(kind)) {
        v_store(line->taps + n, windows.tap);
    }
}

/* What an output row is made of: rows of cells, and lines of rows that are folded already. */
typedef struct RowSources {
    const float *cells[3]; /* [width], null below the map */
    Folded top, middle;    /* the window's first row; its second one at stride 1 */
    Folded low;            /* where its third one goes */
} RowSources;

/* LANES windows from output i on. full: none of the rows is missing. */
INLINE Windows fold_rows(Fold kind, int kernel, int stride, bool full, bool whole, const ColumnStrip *strip,
                         const RowSources *rows, int64_t i, Windows carry[2], Flags *flags) {
    const int64_t n = i - strip->from;
    if (kernel == 2) {
        Windows windows =
            fold_cells(kind, kernel, stride, whole, strip, rows->cells[0], 0, i, &carry[0], flags);
        if (full || rows->cells[1] != NULL) {
            const Windows low = fold_cells(kind, kernel, stride, whole, strip, rows->cells[1], strip->width,
                                           i, &carry[1], flags);
            windows = fold_windows(kind, low, windows);
        }
        windows.value = stride == 2 ? v_settle(windows.value) : windows.value;
        windows.tap = stride == 2 ? v_settle(windows.tap) : windows.tap;
        return windows;
    }
    Windows windows = load_folded(kind, &rows->top, n);
    if (stride == 1 || full || rows->cells[1] != NULL) {
        const Windows middle = stride == 1
                                   ? move_taps(kind, load_folded(kind, &rows->middle, n), strip->width)
                                   : fold_cells(kind, kernel, stride, whole, strip, rows->cells[1],
                                                strip->width, i, &carry[0], flags);
        windows = fold_windows(kind, middle, windows);
    }
    if (full || rows->cells[2] != NULL) {
        const Windows low =
            fold_cells(kind, kernel, stride, whole, strip, rows->cells[2], 0, i, &carry[1], flags);
        store_folded(kind, &rows->low, n, low);
        windows = fold_windows(kind, move_taps(kind, low, 2 * strip->width), windows);
    }
    return windows;
}

INLINE void begin_carries(Fold kind, int kernel, int stride, const ColumnStrip *strip, const RowSources *rows,
                          int64_t i, Windows carry[2], Flags *flags) {
    const int64_t left = i * stride - strip->padding;
    for (int r = 1; r < 3 && kernel == 3; r++) {
        if (rows->cells[r] != NULL) {
            carry[r - 1] = begin_carry(kind, rows->cells[r], left, flags);
        }
    }
}

/* An output row of the strip. */
INLINE void fold_line(Fold kind, int kernel, int stride, bool full, const ColumnStrip *strip,
                      const RowSources *rows, const OutputRow *target, Flags *flags) {
    const int64_t last = strip->last;
    int64_t i = strip->from;
    Windows carry[2] = {{v_set(0), v_set(0)}, {v_set(0), v_set(0)}};
    begin_carries(kind, kernel, stride, strip, rows, i, carry, flags);
    if (strip->stream && i < last) {
        store_windows(kind, stride, strip, target, i,
                      fold_rows(kind, kernel, stride, full, true, strip, rows, i, carry, flags), false);
        i += to_alignment(target->out + i);
        begin_carries(kind, kernel, stride, strip, rows, i, carry, flags);
        for (; i < last; i += LANES) {
            store_windows(kind, stride, strip, target, i,
                          fold_rows(kind, kernel, stride, full, true, strip, rows, i, carry, flags), true);
        }
    }
    for (; i < last; i += LANES) {
        store_windows(kind, stride, strip, target, i,
                      fold_rows(kind, kernel, stride, full, true, strip, rows, i, carry, flags), false);
    }
    begin_carries(kind, kernel, stride, strip, rows, last, carry, flags);
    const Windows end = strip->clipped
                            ? fold_rows(kind, kernel, stride, full, false, strip, rows, last, carry, flags)
                            : fold_rows(kind, kernel, stride, full, true, strip, rows, last, carry, flags);
    store_windows(kind, stride, strip, target, last, end, false);
}

/* Folds a row of cells alone, into a line. */
INLINE void lay_line(Fold kind, int stride, const ColumnStrip *strip, const float *row, int64_t taps,
                     Folded line, Flags *flags) {
    for (int64_t i = strip->from; i < strip->to; i += LANES) {
        const bool whole = i + LANES < strip->to || (i + LANES == strip->to && !strip->clipped);
        Windows carry = begin_carry(kind, row, i * stride - strip->padding, flags);
        const Windows windows = whole ? fold_cells(kind, 3, stride, true, strip, row, 0, i, &carry, flags)
                                      : fold_cells(kind, 3, stride, false, strip, row, 0, i, &carry, flags);
        store_folded(kind, &line, i - strip->from, move_taps(kind, windows, taps));
    }
}

/* The lines that the output row at row top begins with. Where that is padding, it is 0 to a sum; to a maximum
 * it is the row below once more. */
INLINE void lay_lines(Fold kind, int stride, const ColumnStrip *strip, const float *plane, int64_t top,
                      RowSources *rows, Flags *flags) {
    const int64_t width = strip->width;
    const float *cells = plane + top * width;
    if (top >= 0) {
        lay_line(kind, stride, strip, cells, 0, rows->top, flags);
    } else if (kind != FOLD_SUM) {
        lay_line(kind, stride, strip, cells + width, width, rows->top, flags);
    } else {
        for (int64_t n = 0; n < strip->to - strip->from; n += LANES) {
            v_store(rows->top.values + n, v_set(0));
        }
    }
    if (stride == 1) {
        lay_line(kind, stride, strip, cells + width, 0, rows->middle, flags);
    }
}

/* The first and the last windows alone can be clipped. */
static float row_scale(const PsPoolJob *job, bool even, int64_t y) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const bool edge = y == 0 || y == job->out_height - 1;
    const double high = (double)(edge ? divisor_of(job->include_pad, down, y) : down->kernel);
    return (float)(1 / (even ? high * (double)job->axis[PS_WIDTH].kernel : high));
}

static OutputRow output_row_of(const PsPoolJob *job, int64_t y) {
    const int64_t top = y * job->axis[PS_HEIGHT].stride - job->axis[PS_HEIGHT].padding;
    const int64_t at = y * job->out_width;
    return (OutputRow){.out = job->output + at,
                       .indices = job->indices != NULL ? job->indices + at : NULL,
                       .first = top * job->axis[PS_WIDTH].input - job->axis[PS_WIDTH].padding};
}

/* Output rows y … end - 1 of the strip. Returns whether there was a NaN that this kind loses. */
INLINE bool fold_band(Fold kind, int kernel, int stride, const PsPoolJob *job, ColumnStrip strip,
                      RowSources rows, int64_t y, int64_t end) {
    const int64_t height = job->axis[PS_HEIGHT].input;
    const int64_t out_width = job->out_width;
    OutputRow target = output_row_of(job, y);
    Flags flags = flags_none();
    int64_t top = y * stride - job->axis[PS_HEIGHT].padding;
    const float *cells = job->input + top * strip.width;
    if (kernel == 3) {
        lay_lines(kind, stride, &strip, job->input, top, &rows, &flags);
    }
    for (; y < end; y++) {
        target.scale = kind == FOLD_SUM ? row_scale(job, strip.scale == NULL, y) : 1;
        rows.cells[0] = kernel == 2 ? cells : NULL;
        rows.cells[1] = (kernel == 2 || stride == 2) && top + 1 < height ? cells + strip.width : NULL;
        rows.cells[2] = kernel == 3 && top + 2 < height ? cells + 2 * strip.width : NULL;
        if (top + kernel <= height) {
            fold_line(kind, kernel, stride, true, &strip, &rows, &target, &flags);
        } else {
            fold_line(kind, kernel, stride, false, &strip, &rows, &target, &flags);
        }
        const Folded done = rows.top;
        rows.top = stride == 1 ? rows.middle : rows.low;
        rows.middle = stride == 1 ? rows.low : rows.middle;
        rows.low = done;
        top += stride;
        cells += stride * strip.width;
        target.out += out_width;
        target.indices += is_indexed(kind) ? out_width : 0;
        target.first += stride * strip.width;
    }
    return flags_any(flags);
}

/* The kind that keeps what kind loses. */
INLINE Fold keeping(Fold kind) {
    return kind == FOLD_MAX ? FOLD_NAN_MAX : kind == FOLD_INDEX ? FOLD_NAN_INDEX : kind;
}

/* Whether every window has the kernel's own divisor: of small windows the first and the last tell. */
static bool is_even(const PsPoolJob *job) {
    bool even = true;
    for (int axis = 0; axis < PS_AXES; axis++) {
        const int64_t outputs = axis == PS_HEIGHT ? job->out_height : job->out_width;
        even = even && divisor_of(job->include_pad, &job->axis[axis], 0) == job->axis[axis].kernel &&
               divisor_of(job->include_pad, &job->axis[axis], outputs - 1) == job->axis[axis].kernel;
    }
    return even;
}

INLINE void fold_plane(Fold kind, int kernel, int stride, const PsPoolJob *job, bool even) {
    _Alignas(64) float values[3][LINE];
    _Alignas(64) float taps[3][LINE];
    _Alignas(64) float scale[LINE];
    const RowSources rows = {
        .top = {values[0], taps[0]}, .middle = {values[1], taps[1]}, .low = {values[2], taps[2]}};
    const PsAxis *across = &job->axis[PS_WIDTH];
    const int64_t reach = (job->out_width - 1) * stride - across->padding + kernel;
    const int64_t most = kernel == 2 && even ? job->out_width : LINE;
    ColumnStrip strip = {.width = across->input, .padding = across->padding, .stream = job->stream};
    for (int64_t y = job->first; y < job->end; y += BAND) {
        const int64_t end = y + BAND < job->end ? y + BAND : job->end;
        for (strip.from = 0; strip.from < job->out_width; strip.from = strip.to) {
            const bool last = job->out_width - strip.from <= most;
            strip.to = last ? job->out_width : strip.from + most;
            strip.last = strip.to - strip.from > LANES ? strip.to - LANES : strip.from;
            strip.clipped = last && (reach > across->input || strip.to - strip.from < LANES);
            for (int64_t i = strip.from; i < strip.to && !even; i++) {
                scale[i - strip.from] = (float)(1 / (double)divisor_of(job->include_pad, across, i));
            }
            strip.scale = even ? NULL : scale;
            if (fold_band(kind, kernel, stride, job, strip, rows, y, end)) {
                (void)fold_band(keeping(kind), kernel, stride, job, strip, rows, y, end);
            }
        }
    }
}

INLINE void fold_planes(Fold kind, int kernel, int stride, const PsPoolJob *job) {
    const bool even = kind != FOLD_SUM || is_even(job);
    PsPoolJob plane = *job;
    for (int64_t n = 0; n < job->planes; n++) {
        fold_plane(kind, kernel, stride, &plane, even);
        plane.input += job->axis[PS_HEIGHT].input * job->axis[PS_WIDTH].input;
        plane.output += job->out_height * job->out_width;
        plane.indices += is_indexed(kind) ? job->out_height * job->out_width : 0;
    }
}

/* How the cells of two output rows, each loaded apart, become those of their windows; and how far each window
 * begins from the first one: steps within a plane, over where the second row begins another plane. */
typedef struct Pairs {
    Order evens, odds;
    Vec steps, over;
} Pairs;

static Pairs lay_pairs(const PsPoolJob *job) {
    const int count = (int)job->out_width;
    const int64_t below = 2 * job->axis[PS_WIDTH].input;
    int lanes[2][LANES];
    float begins[2][LANES];
    for (int i = 0; i < LANES; i++) {
        const bool second = i >= count && i < 2 * count;
        const int column = i < 2 * count ? 2 * (second ? i - count : i) : 0;
        lanes[0][i] = (second ? LANES : 0) + column;
        lanes[1][i] = lanes[0][i] + (i < 2 * count ? 1 : 0);
        begins[0][i] = (float)((second ? below : 0) + column);
        begins[1][i] = (float)((second ? (1 - job->out_height) * below : 0) + column);
    }
    return (Pairs){v_make_order(lanes[0]), v_make_order(lanes[1]), v_load(begins[0]), v_load(begins[1])};
}

/* Two rows of cells, one of each output row. */
INLINE Windows fold_pair(Fold kind, const Pairs *pairs, const float *one, const float *two, int64_t count,
                         int64_t taps, Flags *flags) {
    const Vec first = v_load_part(one, count, 0);
    const Vec second = v_load_part(two, count, 0);
    if (kind == FOLD_MAX || kind == FOLD_INDEX) {
        *flags = flags_nan(*flags, first, second);
    }
    const Windows left = {v_order(first, second, pairs->evens), v_set((float)taps)};
    const Windows right = {v_order(first, second, pairs->odds), v_set((float)(taps + 1))};
    return fold_windows(kind, right, left);
}

/* Output rows of windows of 2 at stride 2 that lie one behind another, also from plane to plane, and of which
 * two fit a vector. Returns whether there was a NaN that this kind loses. */
INLINE bool fold_pairs(Fold kind, const PsPoolJob *job, int64_t rows) {
    const int64_t width = job->axis[PS_WIDTH].input;
    const int64_t count = 2 * job->out_width;
    const Pairs pairs = lay_pairs(job);
    const float *cells = job->input;
    Flags flags = flags_none();
    int64_t in_plane = 0;
    for (int64_t y = 0; y + 2 <= rows; y += 2) {
        const Windows top = fold_pair(kind, &pairs, cells, cells + 2 * width, count, 0, &flags);
        const Windows low = fold_pair(kind, &pairs, cells + width, cells + 3 * width, count, width, &flags);
        const Windows windows = fold_windows(kind, low, top);
        const Vec value = kind == FOLD_SUM ? v_mul(windows.value, v_set(0.25F)) : windows.value;
        v_store_part(job->output + y * job->out_width, value, count);
        if (is_indexed(kind)) {
            const Vec begins = in_plane + 1 < job->out_height ? pairs.steps : pairs.over;
            v_store_indices(job->indices + y * job->out_width, v_add(windows.tap, begins),
                            2 * in_plane * width, count);
            in_plane = in_plane + 2 < job->out_height ? in_plane + 2 : in_plane + 2 - job->out_height;
        }
        cells += 4 * width;
    }
    return flags_any(flags);
}

/* Whether all rows of all planes are contiguous, two to a vector, and enough for it to be worth
 * laying out how. */
static bool are_pairs(const PsPoolJob *job) {
    enum { WORTH = 16 };
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const bool many = job->planes * job->out_height >= WORTH;
    const bool whole =
        many && job->first == 0 && job->end == job->out_height && 2 * job->out_height == down->input;
    return whole && job->axis[PS_WIDTH].kernel == 2 && down->stride == 2 && 2 * job->out_width <= LANES &&
           2 * job->out_width <= job->axis[PS_WIDTH].input;
}

/* All but a last row without another to it, which is left for the rest to do. */
INLINE PsPoolJob fold_tall(Fold kind, const PsPoolJob *job) {
    PsPoolJob rest = *job;
    const int64_t rows = job->planes * job->out_height;
    if (fold_pairs(kind, job, rows)) {
        (void)fold_pairs(keeping(kind), job, rows);
    }
    rest.input += (job->planes - 1) * job->out_height * 2 * job->axis[PS_WIDTH].input;
    rest.output += (job->planes - 1) * job->out_height * job->out_width;
    rest.indices = job->indices != NULL ? job->indices + (rest.output - job->output) : NULL;
    rest.planes = rows % 2;
    rest.first = job->out_height - 1;
    return rest;
}

/* Functions of their own, so that each keeps what it needs in registers. */
static void sum_2_1(const PsPoolJob *job) {
    fold_planes(FOLD_SUM, 2, 1, job);
}
static void sum_2_2(const PsPoolJob *job) {
    fold_planes(FOLD_SUM, 2, 2, job);
}
static void sum_3_1(const PsPoolJob *job) {
    fold_planes(FOLD_SUM, 3, 1, job);
}
static void sum_3_2(const PsPoolJob *job) {
    fold_planes(FOLD_SUM, 3, 2, job);
}
static void max_2_1(const PsPoolJob *job) {
    fold_planes(FOLD_MAX, 2, 1, job);
}
static void max_2_2(const PsPoolJob *job) {
    fold_planes(FOLD_MAX, 2, 2, job);
}
static void max_3_1(const PsPoolJob *job) {
    fold_planes(FOLD_MAX, 3, 1, job);
}
static void max_3_2(const PsPoolJob *job) {
    fold_planes(FOLD_MAX, 3, 2, job);
}
static void index_2_1(const PsPoolJob *job) {
    fold_planes(FOLD_INDEX, 2, 1, job);
}
static void index_2_2(const PsPoolJob *job) {
    fold_planes(FOLD_INDEX, 2, 2, job);
}
static void index_3_1(const PsPoolJob *job) {
    fold_planes(FOLD_INDEX, 3, 1, job);
}
static void index_3_2(const PsPoolJob *job) {
    fold_planes(FOLD_INDEX, 3, 2, job);
}

/* By what is folded, the kernel and the stride. */
static void (*const directs[3][2][2])(const PsPoolJob *job) = {
    {{sum_2_1, sum_2_2}, {sum_3_1, sum_3_2}},
    {{max_2_1, max_2_2}, {max_3_1, max_3_2}},
    {{index_2_1, index_2_2}, {index_3_1, index_3_2}},
};

void PS_KERNEL(direct)(const PsPoolJob *job) {
    const int kind = job->indices != NULL ? 2 : job->max ? 1 : 0;
    void (*const fold_rest)(const PsPoolJob *) =
        directs[kind][job->axis[PS_WIDTH].kernel - 2][job->axis[PS_WIDTH].stride - 1];
    if (are_pairs(job)) {
        const PsPoolJob rest = kind == 2   ? fold_tall(FOLD_INDEX, job)
                               : kind == 1 ? fold_tall(FOLD_MAX, job)
                                           : fold_tall(FOLD_SUM, job);
        fold_rest(&rest);
    } else {
        fold_rest(job);
    }
    if (job->stream) {
        v_fence();
    }
}
