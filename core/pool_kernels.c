/* Pooling at the speed of memory. Compiled once for each kind of machine (core/CMakeLists.txt), over the
 * vectors of simd.h.
 *
 * Direct, for windows of 2 and 3: a vector holds neighbouring outputs of a row. At stride 2 two vectors of
 * cells are split into even and odd columns; the column that a window of 3 shares with the one before comes
 * out of that one's vector (v_carry), and the rows that it shares with the window above out of lines, which
 * keep what rows were folded to. Rows of which two fit a vector are done two at a time.
 *
 * Passes, for all else: along each row first, then down the columns. Along rows windows grow by doubling: of
 * 1, 2, 4 … cells; a maximum joins two of the largest that fit, a sum those of k's binary digits. Down
 * columns by van Herk (1992) and Gil and Werman (1993): rows are cut into blocks of k, and a window is the
 * end of one block joined with the beginning of the next. A dilation d makes cells that are joined d apart,
 * and every d-th row a plane of its own, a phase.
 *
 * Both ways fold cells in the order of rows and columns, so that of equal maxima, 0 and -0 among them, the
 * first stays. Sums are never subtracted, so that nothing drifts and a NaN stays where it is. A sum of n
 * cells goes through at most 2 log2(k) + 2 sqrt(n) + 3 roundings, so an average is within that many times
 * 6e-8 of the mean magnitude; in practice within 1e-6.
 *
 * NaN: maxima of vectors lose it, so cells are looked through for one on the way, and where there is one the
 * work is done again, or goes on, with a maximum that keeps it.
 */
#include "core/pool_kernels.h"

#include "core/simd.h"

#include <assert.h>

#define INLINE static inline __attribute__((always_inline))

/* What is folded, known when the kernel is compiled. */
typedef enum Fold { FOLD_SUM, FOLD_MAX, FOLD_NAN_MAX, FOLD_INDEX, FOLD_NAN_INDEX } Fold;

INLINE Vec fold(Fold kind, Vec value, Vec so_far) {
    return kind == FOLD_SUM   ? v_add(so_far, value)
           : kind == FOLD_MAX ? v_max(value, so_far)
                              : v_nan_max(value, so_far);
}

/* What changes nothing, for cells that are not there. */
INLINE float nothing(Fold kind) {
    return kind == FOLD_SUM ? 0 : -INFINITY;
}

/* Outputs up to where the next vector is aligned. */
INLINE int64_t to_alignment(const float *out) {
    const uintptr_t past = (uintptr_t)out / sizeof(float) % LANES;
    return past == 0 ? LANES : LANES - (int64_t)past;
}

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
typedef struct Strip {
    int64_t from, to;
    int64_t last;           /* where the last vector begins, which lies over the one before */
    int64_t width, padding; /* of rows of cells */
    bool clipped; /* the last vector's windows reach beyond the row, or there is less than a vector */
    bool stream;
    const float *scale; /* [LINE] what a column's sums are multiplied with; null: the same for all */
} Strip;

/* An output row: its output 0 and what goes with that. */
typedef struct Target {
    float *out;
    int64_t *indices;
    int64_t first; /* index of its window's first cell, below 0 on padding */
    float scale;   /* what sums are multiplied with */
} Target;

INLINE void put(Fold kind, int stride, const Strip *strip, const Target *target, int64_t i, Windows windows,
                bool stream) {
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

/* What stands left of the windows from column left on. Padding is 0 to a sum; to a maximum it is the first
 * cell once more, which changes nothing and cannot be taken for a cell of its own. */
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
 * loaded lies in the row. */
INLINE Windows fold_cells(Fold kind, int kernel, int stride, bool whole, const Strip *strip, const float *row,
                          int64_t taps, int64_t i, Windows *carry, Flags *flags) {
    const bool split = stride == 2;
    const int64_t from = i * stride - (kernel == 3 ? strip->padding - 1 : 0);
    const int64_t then = split ? from + LANES : from + 1;
    const float none = nothing(kind);
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
typedef struct Rows {
    const float *cells[3]; /* [width], null below the map */
    Folded top, middle;    /* the window's first row; its second one at stride 1 */
    Folded low;            /* where its third one goes */
} Rows;

/* LANES windows from output i on. full: none of the rows is missing. */
INLINE Windows fold_rows(Fold kind, int kernel, int stride, bool full, bool whole, const Strip *strip,
                         const Rows *rows, int64_t i, Windows carry[2], Flags *flags) {
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

INLINE void begin_carries(Fold kind, int kernel, int stride, const Strip *strip, const Rows *rows, int64_t i,
                          Windows carry[2], Flags *flags) {
    const int64_t left = i * stride - strip->padding;
    for (int r = 1; r < 3 && kernel == 3; r++) {
        if (rows->cells[r] != NULL) {
            carry[r - 1] = begin_carry(kind, rows->cells[r], left, flags);
        }
    }
}

/* An output row of the strip. */
INLINE void fold_line(Fold kind, int kernel, int stride, bool full, const Strip *strip, const Rows *rows,
                      const Target *target, Flags *flags) {
    const int64_t last = strip->last;
    int64_t i = strip->from;
    Windows carry[2] = {{v_set(0), v_set(0)}, {v_set(0), v_set(0)}};
    begin_carries(kind, kernel, stride, strip, rows, i, carry, flags);
    if (strip->stream && i < last) {
        put(kind, stride, strip, target, i,
            fold_rows(kind, kernel, stride, full, true, strip, rows, i, carry, flags), false);
        i += to_alignment(target->out + i);
        begin_carries(kind, kernel, stride, strip, rows, i, carry, flags);
        for (; i < last; i += LANES) {
            put(kind, stride, strip, target, i,
                fold_rows(kind, kernel, stride, full, true, strip, rows, i, carry, flags), true);
        }
    }
    for (; i < last; i += LANES) {
        put(kind, stride, strip, target, i,
            fold_rows(kind, kernel, stride, full, true, strip, rows, i, carry, flags), false);
    }
    begin_carries(kind, kernel, stride, strip, rows, last, carry, flags);
    const Windows end = strip->clipped
                            ? fold_rows(kind, kernel, stride, full, false, strip, rows, last, carry, flags)
                            : fold_rows(kind, kernel, stride, full, true, strip, rows, last, carry, flags);
    put(kind, stride, strip, target, last, end, false);
}

/* Folds a row of cells alone, into a line. */
INLINE void lay_line(Fold kind, int stride, const Strip *strip, const float *row, int64_t taps, Folded line,
                     Flags *flags) {
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
INLINE void lay_lines(Fold kind, int stride, const Strip *strip, const float *plane, int64_t top, Rows *rows,
                      Flags *flags) {
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

/* How many positions the divisor counts for a window on one axis. */
static int64_t divisor_of(const PsPoolJob *job, int axis, int64_t output) {
    const PsRange range =
        job->include_pad ? ps_axis_padded(&job->axis[axis], output) : ps_axis_taps(&job->axis[axis], output);
    return range.end - range.first;
}

/* The first and the last windows alone can be clipped. */
static float row_scale(const PsPoolJob *job, bool even, int64_t y) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const bool edge = y == 0 || y == job->out_height - 1;
    const double high = (double)(edge ? divisor_of(job, PS_HEIGHT, y) : down->kernel);
    return (float)(1 / (even ? high * (double)job->axis[PS_WIDTH].kernel : high));
}

static Target target_of(const PsPoolJob *job, int64_t y) {
    const int64_t top = y * job->axis[PS_HEIGHT].stride - job->axis[PS_HEIGHT].padding;
    const int64_t at = y * job->out_width;
    return (Target){.out = job->output + at,
                    .indices = job->indices != NULL ? job->indices + at : NULL,
                    .first = top * job->axis[PS_WIDTH].input - job->axis[PS_WIDTH].padding};
}

/* Output rows y … end - 1 of the strip. Returns whether there was a NaN that this kind loses. */
INLINE bool fold_band(Fold kind, int kernel, int stride, const PsPoolJob *job, Strip strip, Rows rows,
                      int64_t y, int64_t end) {
    const int64_t height = job->axis[PS_HEIGHT].input;
    const int64_t out_width = job->out_width;
    Target target = target_of(job, y);
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
        even = even && divisor_of(job, axis, 0) == job->axis[axis].kernel &&
               divisor_of(job, axis, outputs - 1) == job->axis[axis].kernel;
    }
    return even;
}

INLINE void fold_plane(Fold kind, int kernel, int stride, const PsPoolJob *job, bool even) {
    _Alignas(64) float values[3][LINE];
    _Alignas(64) float taps[3][LINE];
    _Alignas(64) float scale[LINE];
    const Rows rows = {
        .top = {values[0], taps[0]}, .middle = {values[1], taps[1]}, .low = {values[2], taps[2]}};
    const PsAxis *across = &job->axis[PS_WIDTH];
    const int64_t reach = (job->out_width - 1) * stride - across->padding + kernel;
    const int64_t most = kernel == 2 && even ? job->out_width : LINE;
    Strip strip = {.width = across->input, .padding = across->padding, .stream = job->stream};
    for (int64_t y = job->first; y < job->end; y += BAND) {
        const int64_t end = y + BAND < job->end ? y + BAND : job->end;
        for (strip.from = 0; strip.from < job->out_width; strip.from = strip.to) {
            const bool last = job->out_width - strip.from <= most;
            strip.to = last ? job->out_width : strip.from + most;
            strip.last = strip.to - strip.from > LANES ? strip.to - LANES : strip.from;
            strip.clipped = last && (reach > across->input || strip.to - strip.from < LANES);
            for (int64_t i = strip.from; i < strip.to && !even; i++) {
                scale[i - strip.from] = (float)(1 / (double)divisor_of(job, PS_WIDTH, i));
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

/* Whether all rows of all planes lie one behind another, two to a vector. */
static bool are_pairs(const PsPoolJob *job) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const bool whole = job->first == 0 && job->end == job->out_height && 2 * job->out_height == down->input;
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

static void direct(const PsPoolJob *job) {
    const int kind = job->indices != NULL ? 2 : job->max ? 1 : 0;
    PsPoolJob rest = *job;
    if (are_pairs(job)) {
        rest = kind == 2   ? fold_tall(FOLD_INDEX, job)
               : kind == 1 ? fold_tall(FOLD_MAX, job)
                           : fold_tall(FOLD_SUM, job);
    }
    directs[kind][job->axis[PS_WIDTH].kernel - 2][job->axis[PS_WIDTH].stride - 1](&rest);
    if (job->stream) {
        v_fence();
    }
}

/* Every dilation-th row of a plane, and the outputs whose windows begin on one of them: a plane of its own,
 * without dilation down the columns. */
typedef struct Phase {
    const PsPoolJob *job;
    const float *input; /* its row 0 */
    int64_t pitch;      /* floats from row to row */
    int64_t height;
    int64_t stride, padding;     /* window n begins at row n * stride - padding */
    int64_t output, step, count; /* window n is row output + n * step of the job's outputs */
} Phase;

/* A strip of output columns, and its working memory. */
typedef struct Columns {
    const Phase *phase;
    int64_t from, count; /* outputs from … from + count - 1 */
    int64_t pitch;       /* floats from row to row of the block */
    int64_t length;      /* floats of a line */
    float *lines;        /* [lines_of][length] a row's cells, folded further and further */
    float *begin, *next; /* [pitch] the rows of this block so far; where they go with one more */
    float *scale;        /* [pitch] 1 / divisor of each column */
    float *block;        /* [k][pitch] rows of this block as they come, then, once it is full, each with those
                            below it in the block; a row that comes takes the place of one that is done with */
    int64_t nan_row;     /* the last row with a NaN, below 0: none near */
} Columns;

enum { STRIP = 2048, SLACK = 64, BLOCK_FLOATS = 1 << 17 };

/* Outputs in a strip: fewer for tall windows, so that the block stays in a core's own cache. */
static int64_t columns_of(const PsPoolJob *job) {
    int64_t most = STRIP;
    while (most > SLACK && most * job->axis[PS_HEIGHT].kernel > BLOCK_FLOATS) {
        most /= 2;
    }
    return job->out_width < most ? job->out_width : most;
}

/* With an odd number of cache lines, so that rows do not compete for the same places of the cache. */
static int64_t pitch_of(const PsPoolJob *job) {
    return (columns_of(job) + SLACK - 1) / SLACK * SLACK + 16;
}

/* How often windows can be doubled within k. */
static int doublings_of(int64_t k) {
    int doublings = 0;
    while (k >> (doublings + 1) > 0) {
        doublings++;
    }
    return doublings;
}

/* Cells, one line for each doubling, and one for windows that are picked from. */
static int64_t lines_of(const PsPoolJob *job) {
    return doublings_of(job->axis[PS_WIDTH].kernel) + 2;
}

static int64_t line_length(const PsPoolJob *job) {
    const PsAxis *across = &job->axis[PS_WIDTH];
    const int64_t reach = columns_of(job) * across->stride + across->kernel * across->dilation;
    return (reach + SLACK - 1) / SLACK * SLACK + (int64_t)4 * SLACK;
}

static int64_t scratch_of(const PsPoolJob *job) {
    return lines_of(job) * line_length(job) + (job->axis[PS_HEIGHT].kernel + 3) * pitch_of(job) + SLACK;
}

/* A line of windows of 2^doubling cells; there is room for vectors before it. */
static float *line_at(const Columns *columns, int64_t doubling) {
    return columns->lines + doubling * columns->length + SLACK;
}

/* Cells of a row from column from on, of which some lie beyond its ends. */
static Vec load_beyond(const float *row, int64_t width, int64_t from, float none) {
    float cells[LANES];
    for (int i = 0; i < LANES; i++) {
        const int64_t at = from + i;
        cells[i] = at >= 0 && at < width ? row[at] : none;
    }
    return v_load(cells);
}

/* Windows of 1, 2, 4 … cells of a row, in registers, as far as a vector reaches: of each doubling that is
 * wanted (its bit), and of the last, the windows go to its line. A vector can be doubled once the next one is
 * there, so each doubling is a vector behind the one before. Returns whether there was a NaN that this kind
 * loses. */
INLINE bool grow(Fold kind, int doublings, const Columns *columns, const float *row, int64_t count,
                 int64_t wanted) {
    const PsAxis *across = &columns->phase->job->axis[PS_WIDTH];
    const int64_t width = across->input;
    const int64_t from = columns->from * across->stride - across->padding;
    const int64_t end = count + (int64_t)doublings * LANES;
    Flags flags = flags_none();
    Vec before[4] = {v_set(0), v_set(0), v_set(0), v_set(0)};
    float *to[5] = {0};
    for (int d = 0; d <= doublings; d++) {
        to[d] = line_at(columns, d) - (int64_t)d * LANES;
    }
    for (int64_t i = 0; i < end; i += LANES) {
        Vec value;
        if (from + i >= 0 && from + i + LANES <= width) {
            value = v_load(row + from + i);
        } else {
            value = load_beyond(row, width, from + i, nothing(kind));
        }
        if (kind == FOLD_MAX) {
            flags = flags_nan(flags, value, value);
        }
        for (int d = 0; d < doublings; d++) {
            if (wanted >> d & 1) {
                v_store(to[d] + i, value);
            }
            const Vec wider = fold(kind, v_join(before[d], value, 1 << d), before[d]);
            before[d] = value;
            value = wider;
        }
        v_store(to[doublings] + i, value);
    }
    return flags_any(flags);
}

INLINE bool grow_by(Fold kind, int doublings, const Columns *columns, const float *row, int64_t count,
                    int64_t wanted) {
    switch (doublings) {
    case 0:
        return grow(kind, 0, columns, row, count, wanted);
    case 1:
        return grow(kind, 1, columns, row, count, wanted);
    case 2:
        return grow(kind, 2, columns, row, count, wanted);
    case 3:
        return grow(kind, 3, columns, row, count, wanted);
    default:
        return grow(kind, 4, columns, row, count, wanted);
    }
}

/* Doublings that are done in registers: a window may reach into the next vector, no farther. */
static int doublings_in_registers(const PsAxis *across) {
    const int most = LANES == 16 ? 4 : LANES == 8 ? 3 : LANES == 4 ? 2 : 0;
    const int doublings = across->dilation > 1 ? 0 : doublings_of(across->kernel);
    return doublings < most ? doublings : most;
}

/* to[i] = values[i], values[i + by] … folded in this order, so many; to may be values. */
INLINE void fold_shifted(Fold kind, int parts, float *to, const float *values, int64_t by, int64_t count) {
    for (int64_t i = 0; i < count; i += LANES) {
        Vec value = fold(kind, v_load(values + i + by), v_load(values + i));
        if (parts == 4) {
            value = fold(kind, fold(kind, v_load(values + i + 3 * by), v_load(values + i + 2 * by)), value);
        }
        v_store(to + i, value);
    }
}

/* The lines whose cells at i, folded in this order, are window i. */
typedef struct Terms {
    const float *from[64];
    int count;
} Terms;

/* A row's windows at stride 1, of which the strip needs count. Returns whether there was a NaN that this kind
 * loses. */
INLINE bool fold_along(Fold kind, const Columns *columns, int64_t row, int64_t count, Terms *terms) {
    const Phase *phase = columns->phase;
    const PsAxis *across = &phase->job->axis[PS_WIDTH];
    const int64_t k = across->kernel;
    const int64_t apart = across->dilation;
    const int64_t reach = count + (k - 1) * apart;
    const int last = doublings_of(k);
    int d = doublings_in_registers(across);
    const int64_t wanted = kind == FOLD_SUM ? k : 0;
    const bool nan = grow_by(kind, d, columns, phase->input + row * phase->pitch, reach, wanted);
    if (kind != FOLD_SUM) {
        float *line = line_at(columns, d);
        for (; d + 2 <= last; d += 2) {
            fold_shifted(kind, 4, line, line, apart << d, reach - (3 * apart << d));
        }
        if (d < last) {
            fold_shifted(kind, 2, line, line, apart << d, reach - (apart << d));
        }
        const int64_t rest = k - ((int64_t)1 << last);
        *terms = (Terms){{line, line + rest * apart}, rest > 0 ? 2 : 1};
        return nan;
    }
    int64_t done = 0;
    for (; d < last; d++) {
        fold_shifted(kind, 2, line_at(columns, d + 1), line_at(columns, d), (int64_t)1 << d,
                     reach - ((int64_t)1 << d));
    }
    terms->count = 0;
    for (d = 0; d <= last; d++) {
        if (k >> d & 1) {
            terms->from[terms->count++] = line_at(columns, d) + done;
            done += (int64_t)1 << d;
        }
    }
    return nan;
}

/* count: of the terms, where it is known when the kernel is compiled; else 0. */
INLINE Vec fold_terms(Fold kind, int count, const Terms *terms, int64_t i) {
    Vec value = v_load(terms->from[0] + i);
    for (int t = 1; t < (count > 0 ? count : terms->count); t++) {
        value = fold(kind, v_load(terms->from[t] + i), value);
    }
    return value;
}

/* An output row of the strip and what sums are multiplied with. */
typedef struct Line {
    float *out;
    int64_t count;
    float high;
    const float *scale;
    bool stream;
} Line;

INLINE void write(Fold kind, const Line *line, int64_t i, Vec value) {
    if (kind == FOLD_SUM) {
        value = v_mul(v_mul(value, v_set(line->high)), v_load(line->scale + i));
    }
    if (i + LANES > line->count) {
        v_store_part(line->out + i, value, line->count - i);
    } else if (line->stream && i > 0) {
        v_stream(line->out + i, value);
    } else {
        v_store(line->out + i, value);
    }
}

/* A row of the block: as it comes, and with those before it. */
typedef struct Joined {
    float *cells;
    const float *before; /* null: it is the block's first */
    float *so_far;
    const float *ends; /* what windows that end with this row have in the block before; null: nothing */
} Joined;

/* A row that was folded along joins its block; writes: outputs that end with it go to line on the way. */
INLINE void join_row(Fold kind, int count, bool usual, bool writes, Terms terms, Joined row, Line line) {
    int64_t next = writes && line.stream ? to_alignment(line.out) : LANES;
    for (int64_t i = 0; i < line.count; i = next, next += LANES) {
        const Vec cells = fold_terms(kind, count, &terms, i);
        Vec value = usual || row.before != NULL ? fold(kind, cells, v_load(row.before + i)) : cells;
        v_store(row.cells + i, cells);
        v_store(row.so_far + i, value);
        if (writes) {
            value = usual || row.ends != NULL ? fold(kind, value, v_load(row.ends + i)) : value;
            write(kind, &line, i, value);
        }
    }
}

/* Most rows end windows that began in the block before, and most maxima are of two terms. */
INLINE void join(Fold kind, const Terms *terms, const Joined *row, const Line *line) {
    if (line->out == NULL) {
        join_row(kind, 0, false, false, *terms, *row, *line);
    } else if (row->before == NULL || row->ends == NULL) {
        join_row(kind, 0, false, true, *terms, *row, *line);
    } else if (kind != FOLD_SUM && terms->count == 2) {
        join_row(kind, 2, true, true, *terms, *row, *line);
    } else if (kind == FOLD_SUM && terms->count == 5) {
        join_row(kind, 5, true, true, *terms, *row, *line);
    } else {
        join_row(kind, 0, true, true, *terms, *row, *line);
    }
}

/* The block is full: each of its rows becomes the fold of those from it to the last. */
INLINE void fold_block(Fold kind, const Columns *columns, int64_t last) {
    enum { GROUP = 4 };
    for (int64_t i = 0; i < columns->count; i += (int64_t)GROUP * LANES) {
        float *row = columns->block + last * columns->pitch + i;
        Vec ends[GROUP];
        for (int g = 0; g < GROUP; g++) {
            ends[g] = v_load(row + (int64_t)g * LANES);
        }
        for (int64_t at = last - 1; at >= 0; at--) {
            row -= columns->pitch;
            for (int g = 0; g < GROUP; g++) {
                ends[g] = fold(kind, ends[g], v_load(row + (int64_t)g * LANES));
                v_store(row + (int64_t)g * LANES, ends[g]);
            }
        }
    }
}

INLINE void write_row(Fold kind, Line line, const float *one, const float *two) {
    int64_t next = line.stream ? to_alignment(line.out) : LANES;
    for (int64_t i = 0; i < line.count; i = next, next += LANES) {
        const Vec value = v_load(one + i);
        write(kind, &line, i, two != NULL ? fold(kind, v_load(two + i), value) : value);
    }
}

static Line line_of(const Columns *columns, int64_t n) {
    const Phase *phase = columns->phase;
    const int64_t y = phase->output + n * phase->step;
    const PsPoolJob *job = phase->job;
    return (Line){.out = job->output + y * job->out_width + columns->from,
                  .count = columns->count,
                  .high = job->max ? 1 : (float)(1 / (double)divisor_of(job, PS_HEIGHT, y)),
                  .scale = columns->scale,
                  .stream = job->stream};
}

/* The rows that window n reads. */
static PsRange rows_of(const Phase *phase, int64_t n) {
    const int64_t k = phase->job->axis[PS_HEIGHT].kernel;
    const int64_t top = n * phase->stride - phase->padding;
    return (PsRange){top < 0 ? 0 : top, top + k < phase->height ? top + k : phase->height};
}

/* Writes the windows from n on that end with row. Those that begin inside of its block can only be clipped at
 * the bottom: they come when the block is folded. Returns the first window that is not written. */
INLINE int64_t write_ending(Fold kind, const Columns *columns, int64_t n, int64_t row, bool folded) {
    const Phase *phase = columns->phase;
    const int64_t k = phase->job->axis[PS_HEIGHT].kernel;
    for (; n < phase->count; n++) {
        const PsRange rows = rows_of(phase, n);
        const bool here = rows.first / k == row / k;
        const bool within = here && rows.first % k != 0;
        if (rows.end != row + 1 || (within && !folded)) {
            break;
        }
        const Line line = line_of(columns, n);
        const float *ends = columns->block + rows.first % k * columns->pitch;
        const float *begin = columns->begin;
        write_row(kind, line, here && !within ? begin : ends, here ? NULL : begin);
    }
    return n;
}

/* A row's windows, of which only every stride-th is wanted. */
INLINE Terms pick_windows(Fold kind, const Columns *columns, const Terms *terms, int64_t count) {
    const PsAxis *across = &columns->phase->job->axis[PS_WIDTH];
    float *picked = line_at(columns, lines_of(columns->phase->job) - 1);
    for (int64_t i = 0; i < count; i += LANES) {
        v_store(picked + i, fold_terms(kind, 0, terms, i));
    }
    for (int64_t i = 0; i < columns->count; i++) {
        picked[i] = picked[i * across->stride];
    }
    return (Terms){{picked}, 1};
}

/* A row that was folded along, and the windows that end with it from n on. Returns the first window that is
 * not written. */
INLINE int64_t fold_row(Fold kind, Columns *columns, Terms terms, int64_t row, int64_t n, bool last) {
    const Phase *phase = columns->phase;
    const PsAxis *across = &phase->job->axis[PS_WIDTH];
    const int64_t k = phase->job->axis[PS_HEIGHT].kernel;
    const int64_t at = row % k;
    Joined joined = {.cells = columns->block + at * columns->pitch,
                     .before = at > 0 ? columns->begin : NULL,
                     .so_far = columns->next};
    Line line = {.out = NULL, .count = columns->count};
    if (across->stride > 1) {
        terms = pick_windows(kind, columns, &terms, (columns->count - 1) * across->stride + 1);
    }
    /* The first window that ends here, unless it began inside of the block. */
    const PsRange rows = rows_of(phase, n);
    const bool here = rows.first / k == row / k;
    if (n < phase->count && rows.end == row + 1 && (!here || rows.first % k == 0)) {
        line = line_of(columns, n);
        joined.ends = here ? NULL : columns->block + rows.first % k * columns->pitch;
        n++;
    }
    join(kind, &terms, &joined, &line);
    columns->next = columns->begin;
    columns->begin = joined.so_far;
    n = write_ending(kind, columns, n, row, false);
    if (at == k - 1 || last) {
        fold_block(kind, columns, at);
        n = write_ending(kind, columns, n, row, true);
    }
    return n;
}

/* Sums. */
static int64_t sum_row(Columns *columns, int64_t row, int64_t n, int64_t count, bool last) {
    Terms terms;
    (void)fold_along(FOLD_SUM, columns, row, count, &terms);
    return fold_row(FOLD_SUM, columns, terms, row, n, last);
}

/* Maxima. A NaN counts in its block and the next. */
static int64_t max_row(Columns *columns, int64_t row, int64_t n, int64_t count, bool last) {
    const int64_t k = columns->phase->job->axis[PS_HEIGHT].kernel;
    Terms terms;
    if (fold_along(FOLD_MAX, columns, row, count, &terms)) {
        columns->nan_row = row;
        (void)fold_along(FOLD_NAN_MAX, columns, row, count, &terms);
    }
    if (columns->nan_row >= 0 && columns->nan_row / k + 1 >= row / k) {
        return fold_row(FOLD_NAN_MAX, columns, terms, row, n, last);
    }
    return fold_row(FOLD_MAX, columns, terms, row, n, last);
}

/* Windows beyond the map, as a dilation can have them. */
static int64_t write_nothing(const Columns *columns, int64_t n) {
    for (; n < columns->phase->count; n++) {
        const PsRange rows = rows_of(columns->phase, n);
        if (rows.first < rows.end) {
            break;
        }
        const Line line = line_of(columns, n);
        for (int64_t i = 0; i < columns->count; i++) {
            line.out[i] = -INFINITY;
        }
    }
    return n;
}

/* Row after row from the beginning of the block in which the first window begins. */
static void fold_columns(Columns *columns) {
    const Phase *phase = columns->phase;
    const int64_t k = phase->job->axis[PS_HEIGHT].kernel;
    const int64_t count = (columns->count - 1) * phase->job->axis[PS_WIDTH].stride + 1;
    int64_t n = write_nothing(columns, 0);
    const int64_t end = rows_of(phase, phase->count - 1).end;
    for (int64_t row = n < phase->count ? rows_of(phase, n).first / k * k : end; row < end; row++) {
        const bool last = row == end - 1;
        n = phase->job->max ? max_row(columns, row, n, count, last) : sum_row(columns, row, n, count, last);
    }
    n = write_nothing(columns, n);
    assert(n == phase->count);
}

static void lay_column_scale(const Columns *columns) {
    for (int64_t i = 0; i < columns->count && !columns->phase->job->max; i++) {
        columns->scale[i] = (float)(1 / (double)divisor_of(columns->phase->job, PS_WIDTH, columns->from + i));
    }
}

static void fold_phase(const Phase *phase, float *scratch) {
    const PsPoolJob *job = phase->job;
    const int64_t most = columns_of(job);
    Columns columns = {.phase = phase, .pitch = pitch_of(job), .length = line_length(job)};
    columns.begin = scratch + to_alignment(scratch) % LANES;
    columns.next = columns.begin + columns.pitch;
    columns.scale = columns.next + columns.pitch;
    columns.block = columns.scale + columns.pitch;
    columns.lines = columns.block + job->axis[PS_HEIGHT].kernel * columns.pitch;
    for (; columns.from < job->out_width; columns.from += most) {
        columns.count = job->out_width - columns.from < most ? job->out_width - columns.from : most;
        columns.nan_row = -1;
        lay_column_scale(&columns);
        fold_columns(&columns);
    }
}

static int64_t greatest_divisor(int64_t a, int64_t b) {
    while (b != 0) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The rows on which window y begins, and all further ones of its kind. */
static Phase phase_of(const PsPoolJob *job, int64_t y) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const int64_t apart = down->dilation;
    const int64_t common = greatest_divisor(down->stride, apart);
    const int64_t top = y * down->stride - down->padding;
    const int64_t first = (top % apart + apart) % apart;
    Phase phase = {.job = job, .output = y, .step = apart / common, .stride = down->stride / common};
    phase.input = job->input + first * job->axis[PS_WIDTH].input;
    phase.pitch = apart * job->axis[PS_WIDTH].input;
    phase.height = first < down->input ? (down->input - first - 1) / apart + 1 : 0;
    phase.padding = -(top - first) / apart;
    phase.count = (job->end - y - 1) / phase.step + 1;
    return phase;
}

static void passes(const PsPoolJob *job, float *scratch) {
    PsPoolJob plane = *job;
    for (int64_t n = 0; n < job->planes; n++) {
        const int64_t phases = phase_of(&plane, job->first).step;
        for (int64_t y = job->first; y < job->end && y < job->first + phases; y++) {
            const Phase phase = phase_of(&plane, y);
            fold_phase(&phase, scratch);
        }
        plane.input += job->axis[PS_HEIGHT].input * job->axis[PS_WIDTH].input;
        plane.output += job->out_height * job->out_width;
    }
    if (job->stream) {
        v_fence();
    }
}

/* In blocks of so few vectors that their float sums cannot lose much; the blocks are added in double. */
static double sum(const float *values, int64_t count) {
    enum { CHAINS = 4, BLOCK = 64, STEP = CHAINS * LANES };
    double total = 0;
    int64_t i = 0;
    while (count - i >= LANES) {
        Vec chains[CHAINS] = {v_set(0), v_set(0), v_set(0), v_set(0)};
        const int64_t rounds = (count - i) / STEP;
        for (int64_t n = 0; n < BLOCK && n < rounds; n++, i += STEP) {
            for (int c = 0; c < CHAINS; c++) {
                chains[c] = v_add(chains[c], v_load(values + i + (int64_t)c * LANES));
            }
        }
        for (; rounds < BLOCK && count - i >= LANES; i += LANES) {
            chains[0] = v_add(chains[0], v_load(values + i));
        }
        total += v_sum(v_add(v_add(chains[0], chains[1]), v_add(chains[2], chains[3])));
    }
    for (; i < count; i++) {
        total += (double)values[i];
    }
    return total;
}

/* The sum of plane n, or of the last one where there are fewer, still in LANES parts. */
INLINE Vec sum_plane(const float *planes, int64_t count, int64_t cells, int64_t n) {
    const float *plane = planes + (n < count ? n : count - 1) * cells;
    Vec parts = v_set(0);
    int64_t i = 0;
    for (; i + LANES <= cells; i += LANES) {
        parts = v_add(parts, v_load(plane + i));
    }
    return i < cells ? v_add(parts, v_load_part(plane + i, cells - i, 0)) : parts;
}

/* Neighbouring lanes added: half the parts of one, then of another. */
INLINE Vec halve(Vec one, Vec two) {
    return v_add(v_even(one, two), v_odd(one, two));
}

INLINE Vec sum_2(const float *planes, int64_t count, int64_t cells, int64_t n) {
    return halve(sum_plane(planes, count, cells, n), sum_plane(planes, count, cells, n + 1));
}

INLINE Vec sum_4(const float *planes, int64_t count, int64_t cells, int64_t n) {
    return halve(sum_2(planes, count, cells, n), sum_2(planes, count, cells, n + 2));
}

INLINE Vec sum_8(const float *planes, int64_t count, int64_t cells, int64_t n) {
    return halve(sum_4(planes, count, cells, n), sum_4(planes, count, cells, n + 4));
}

INLINE Vec sum_16(const float *planes, int64_t count, int64_t cells, int64_t n) {
    return halve(sum_8(planes, count, cells, n), sum_8(planes, count, cells, n + 8));
}

/* As many planes at once as a vector holds sums: parts are added until each lane is a plane's. */
INLINE Vec sum_planes(const float *planes, int64_t count, int64_t cells) {
    return LANES == 16  ? sum_16(planes, count, cells, 0)
           : LANES == 8 ? sum_8(planes, count, cells, 0)
           : LANES == 4 ? sum_4(planes, count, cells, 0)
                        : sum_plane(planes, count, cells, 0);
}

static void small_sums(const float *planes, int64_t count, int64_t cells, float scale, float *to) {
    int64_t n = 0;
    for (; n + LANES <= count; n += LANES) {
        v_store(to + n, v_mul(sum_planes(planes + n * cells, LANES, cells), v_set(scale)));
    }
    if (n < count) {
        const Vec sums = sum_planes(planes + n * cells, count - n, cells);
        v_store_part(to + n, v_mul(sums, v_set(scale)), count - n);
    }
}

enum { CACHED_FLOATS = 2 << 20 };

static float read_and_write(const float *values, int64_t count, float *to, int64_t written) {
    enum { CHAINS = 4, STEP = CHAINS * LANES };
    Vec sums[CHAINS] = {v_set(0), v_set(0), v_set(0), v_set(0)};
    for (int64_t i = 0; i + STEP <= count; i += STEP) {
        for (int c = 0; c < CHAINS; c++) {
            sums[c] = v_add(sums[c], v_load(values + i + (int64_t)c * LANES));
        }
    }
    const Vec value = v_set(1);
    const bool stream = count + written > CACHED_FLOATS;
    for (int64_t i = to_alignment(to) % LANES; i + LANES <= written; i += LANES) {
        if (stream) {
            v_stream(to + i, value);
        } else {
            v_store(to + i, value);
        }
    }
    v_fence();
    return (float)v_sum(v_add(v_add(sums[0], sums[1]), v_add(sums[2], sums[3])));
}

const PsPoolKernels PS_KERNELS = {.name = PS_KERNELS_NAME,
                                  .lanes = LANES,
                                  .direct = direct,
                                  .passes = passes,
                                  .scratch = scratch_of,
                                  .sum = sum,
                                  .small_sums = small_sums,
                                  .floor = read_and_write};
