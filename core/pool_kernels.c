/* Pooling at the speed of memory. Compiled once for each kind of machine (core/CMakeLists.txt), over the
 * vectors of simd.h.
 *
 * Direct, for windows of 2 and 3: a vector holds neighbouring outputs of a row. At stride 2 two vectors of
 * cells are split into even and odd columns; the column that a window of 3 shares with the one before comes
 * out of that one's vector (v_carry), and the rows that it shares with the window above out of lines, which
 * keep what rows were folded to. Rows of which two fit a vector are done two at a time.
 *
 * Passes, for all else: along each row first, then down the columns. Along rows windows grow by doubling, in
 * registers: of 1, 2, 4 … cells, to a vector's; a maximum joins two of the largest that fit, a sum those of
 * k's binary digits. Windows of several vectors, and down columns all, are done by van Herk (1992) and Gil
 * and Werman (1993): what is to be joined is cut into blocks as long as a window, and a window is the end of
 * one block joined with the beginning of the next. A dilation d makes cells that are joined d apart, and
 * every d-th row a plane of its own, a phase.
 *
 * Both ways fold cells in the order of rows and columns, so that of equal maxima, 0 and -0 among them, the
 * first stays. Sums are never subtracted, so that nothing drifts and a NaN stays where it is. A cell goes
 * through at most as many roundings as its window has rows and columns, and 12, so an average is within that
 * many times 6e-8 of the mean magnitude; in practice within 1e-6.
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
static int64_t divisor_of(bool include_pad, const PsAxis *axis, int64_t output) {
    const PsRange range = include_pad ? ps_axis_padded(axis, output) : ps_axis_taps(axis, output);
    return range.end - range.first;
}

/* The first and the last windows alone can be clipped. */
static float row_scale(const PsPoolJob *job, bool even, int64_t y) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const bool edge = y == 0 || y == job->out_height - 1;
    const double high = (double)(edge ? divisor_of(job->include_pad, down, y) : down->kernel);
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
        even = even && divisor_of(job->include_pad, &job->axis[axis], 0) == job->axis[axis].kernel &&
               divisor_of(job->include_pad, &job->axis[axis], outputs - 1) == job->axis[axis].kernel;
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

/* Whether all rows of all planes lie one behind another, two to a vector, and are so many that it is worth
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

static void direct(const PsPoolJob *job) {
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

/* How often windows can be doubled within k. */
static int doublings_of(int64_t k) {
    int doublings = 0;
    while (k >> (doublings + 1) > 0) {
        doublings++;
    }
    return doublings;
}

/* Every dilation-th row of a plane, and the outputs whose windows begin on one of them: a plane of its own,
 * without dilation down the columns. */
typedef struct Phase {
    const PsPoolJob *job;  /* clipped */
    const PsAxis *counted; /* [PS_AXES] what divisors count: the axes as they were */
    const float *input;    /* its row 0 */
    int64_t pitch;         /* floats from row to row */
    int64_t height;
    int64_t stride, padding;     /* window n begins at row n * stride - padding */
    int64_t output, step, count; /* window n is row output + n * step of the job's outputs */
} Phase;

enum { MOST_DOUBLINGS = LANES == 16 ? 4 : LANES == 8 ? 3 : LANES == 4 ? 2 : 0 };

/* Windows of a row that grow in registers to 1, 2, 4 … cells, at most a vector's. They can be doubled once
 * those of the next vector are there, so each doubling is a vector behind the one before. */
typedef struct Growth {
    Vec before[MOST_DOUBLINGS + 1]; /* windows of 1, 2, 4 … cells that begin in the vector before */
    Vec rests[MOST_DOUBLINGS + 1];  /* the smaller digits of sums, a vector before */
    Order orders[MOST_DOUBLINGS + 1];
    Flags flags; /* where there was a NaN */
} Growth;

/* Takes the row's next vector of cells. Returns windows of 2^doublings cells that begin so many vectors
 * before; rest: of sums, the windows of so many cells as k's lower digits say, the smallest first. */
INLINE Vec grow(Fold kind, int doublings, int64_t k, Growth *growth, Vec cells, Vec *rest) {
    Vec windows = cells;
    *rest = v_set(0);
    growth->flags = kind == FOLD_SUM ? growth->flags : flags_nan(growth->flags, cells, cells);
    for (int d = 0; d < doublings; d++) {
        if (kind == FOLD_SUM) {
            const Vec smaller = growth->rests[d];
            growth->rests[d] = *rest;
            *rest = smaller;
            if (k >> d & 1) {
                *rest = v_add(smaller, v_order(growth->before[d], windows, growth->orders[d]));
            }
        }
        const Vec wider = fold(kind, v_join(growth->before[d], windows, 1 << d), growth->before[d]);
        growth->before[d] = windows;
        windows = wider;
    }
    return windows;
}

/* Takes the row's next vector of cells. Returns windows of k cells that begin doublings + 1 vectors before:
 * of maxima, two of the largest, which overlap; of sums, one of LANES cells, if k has so many, and the rest.
 */
INLINE Vec grow_whole(Fold kind, int doublings, int64_t k, Growth *growth, Vec cells) {
    Vec rest;
    const Vec windows = grow(kind, doublings, k, growth, cells, &rest);
    const Vec before = growth->before[doublings];
    growth->before[doublings] = windows;
    if (kind != FOLD_SUM) {
        return fold(kind, v_order(before, windows, growth->orders[doublings]), before);
    }
    const Vec rest_before = growth->rests[doublings];
    growth->rests[doublings] = rest;
    return k >= LANES ? v_add(before, rest) : rest_before;
}

/* A strip of output columns, and its working memory. */
typedef struct Columns {
    const Phase *phase;
    int64_t from, count; /* outputs from … from + count - 1 */
    int64_t pitch;       /* floats from row to row of the block */
    int64_t length;      /* floats of a line */
    float *lines;        /* [LINES][length] a row's windows on the way */
    float *none;         /* [length] what changes nothing */
    float *begin, *next; /* [pitch] the rows of this block so far; where they go with one more */
    float *unused;       /* [pitch] where outputs go that there are not */
    float *scale;        /* [pitch] 1 / divisor of each column */
    float *block;        /* [k][pitch] rows of this block as they come, then, once it is full, each with those
                            below it in the block; a row that comes takes the place of one that is done with */
    int64_t nan_row;     /* the last row with a NaN, below 0: none near */
    int doublings;       /* of windows in registers */
    bool whole;          /* windows are done there */
    bool apart;          /* their cells are apart along rows */
    Growth growth;       /* how those begin */
} Columns;

enum { STRIP = 2048, LINES = 4, SLACK = 64, BLOCK_FLOATS = 1 << 19 };

/* Outputs in a strip: fewer for tall windows, so that the block stays in a cache. */
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

static int64_t line_length(const PsPoolJob *job) {
    const PsAxis *across = &job->axis[PS_WIDTH];
    const int64_t reach = columns_of(job) * across->stride + across->kernel * across->dilation;
    return (reach + SLACK - 1) / SLACK * SLACK + (int64_t)6 * SLACK;
}

/* An axis without the taps that lie beside the map in all of so many windows, so that a window that is larger
 * than the map costs no more than one as large. */
static PsAxis clip_axis(PsAxis axis, int64_t outputs) {
    const int64_t last = (outputs - 1) * axis.stride - axis.padding;
    const int64_t before = last < 0 ? -last / axis.dilation : 0;
    const int64_t left_out = before < axis.kernel ? before : axis.kernel - 1;
    axis.kernel -= left_out;
    axis.padding -= left_out * axis.dilation;
    const int64_t reach = (axis.input + axis.padding - 1) / axis.dilation + 1;
    axis.kernel = axis.kernel < reach ? axis.kernel : reach;
    return axis;
}

static PsPoolJob clip_job(const PsPoolJob *job) {
    PsPoolJob clipped = *job;
    clipped.axis[PS_HEIGHT] = clip_axis(job->axis[PS_HEIGHT], job->out_height);
    clipped.axis[PS_WIDTH] = clip_axis(job->axis[PS_WIDTH], job->out_width);
    return clipped;
}

static int64_t scratch_of(const PsPoolJob *job) {
    const PsPoolJob clipped = clip_job(job);
    return (LINES + 1) * line_length(&clipped) + (clipped.axis[PS_HEIGHT].kernel + 4) * pitch_of(&clipped) +
           SLACK;
}

/* A line of working memory; there is room for vectors before it. */
static float *line_at(const Columns *columns, int64_t n) {
    return columns->lines + n * columns->length + (int64_t)2 * SLACK;
}

/* Cells of a row from column from on, of which some lie beyond its ends. */
static Vec load_beyond(const float *row, int64_t width, int64_t from, float none) {
    if (from >= 0) {
        return from < width ? v_load_part(row + from, width - from, none) : v_set(none);
    }
    float cells[LANES];
    for (int i = 0; i < LANES; i++) {
        const int64_t at = from + i;
        cells[i] = at >= 0 && at < width ? row[at] : none;
    }
    return v_load(cells);
}

/* Chooses what is done in registers. Of sums, windows of less than LANES cells are done with k's last digit.
 */
static void lay_growth(Columns *columns) {
    const PsPoolJob *job = columns->phase->job;
    const PsAxis *across = &job->axis[PS_WIDTH];
    const int64_t k = across->kernel;
    const int doublings = doublings_of(k) + (job->max ? 0 : 1);
    columns->doublings = doublings < MOST_DOUBLINGS ? doublings : MOST_DOUBLINGS;
    columns->apart = k > 1 && across->dilation > 1;
    columns->whole =
        k == 1 || (across->dilation == 1 && (k / LANES < 2 || (job->max && k == (int64_t)2 * LANES)));
    columns->growth = (Growth){.flags = flags_none()};
    for (int d = 0; d <= MOST_DOUBLINGS; d++) {
        const int64_t largest = (int64_t)1 << d;
        const bool overlap = job->max && columns->whole && d == columns->doublings;
        const int64_t distance = overlap ? k - largest : k % largest;
        int lanes[LANES];
        columns->growth.before[d] = columns->growth.rests[d] = v_set(0);
        for (int i = 0; i < LANES; i++) {
            lanes[i] = i + (int)distance;
        }
        columns->growth.orders[d] = v_make_order(lanes);
    }
}

/* A row of cells, from the first one that the strip's windows read. */
typedef struct Cells {
    const float *row;
    int64_t from, width;
} Cells;

/* Far enough that it is there in time; machines look ahead by themselves only within a page. */
enum { AHEAD = 512 };

INLINE Vec load_cells(Fold kind, const Cells *cells, int64_t i) {
    const int64_t from = cells->from + i;
    v_fetch(cells->row + from + AHEAD);
    return from >= 0 && from + LANES <= cells->width
               ? v_load(cells->row + from)
               : load_beyond(cells->row, cells->width, from, nothing(kind));
}

/* line[i] = line[i], line[i + by] … folded in this order, so many. */
INLINE void fold_shifted(Fold kind, int parts, float *line, int64_t by, int64_t count) {
    for (int64_t i = 0; i < count; i += LANES) {
        Vec value = fold(kind, v_load(line + i + by), v_load(line + i));
        if (parts == 4) {
            value = fold(kind, fold(kind, v_load(line + i + 3 * by), v_load(line + i + 2 * by)), value);
        }
        v_store(line + i, value);
    }
}

/* The lines whose cells at i, folded in this order, are window i. */
typedef struct Terms {
    const float *from[2];
    int count;
} Terms;

/* A row's windows at stride 1, of which every stride-th is an output. */
static int64_t cells_between(const Columns *columns) {
    return (columns->count - 1) * columns->phase->job->axis[PS_WIDTH].stride + 1;
}

static Cells cells_of(const Columns *columns, int64_t row) {
    const PsAxis *across = &columns->phase->job->axis[PS_WIDTH];
    return (Cells){columns->phase->input + row * columns->phase->pitch,
                   columns->from * across->stride - across->padding, across->input};
}

/* A row's windows at stride 1 of cells that are apart, by doubling. Returns whether there was a NaN. */
INLINE bool fold_apart(Fold kind, const Columns *columns, const Cells *cells, Terms *terms) {
    const PsAxis *across = &columns->phase->job->axis[PS_WIDTH];
    const int64_t apart = across->dilation;
    const int64_t reach = cells_between(columns) + (across->kernel - 1) * apart;
    const int last = doublings_of(across->kernel);
    float *line = line_at(columns, 0);
    Flags flags = flags_none();
    for (int64_t i = 0; i < reach; i += LANES) {
        const Vec loaded = load_cells(kind, cells, i);
        flags = flags_nan(flags, loaded, loaded);
        v_store(line + i, loaded);
    }
    int d = 0;
    for (; d + 2 <= last; d += 2) {
        fold_shifted(kind, 4, line, apart << d, reach - (3 * apart << d));
    }
    if (d < last) {
        fold_shifted(kind, 2, line, apart << d, reach - (apart << d));
    }
    const int64_t rest = across->kernel - ((int64_t)1 << last);
    *terms = (Terms){{line, line + rest * apart}, rest > 0 ? 2 : 1};
    return flags_any(flags);
}

INLINE Vec fold_terms(Fold kind, const Terms *terms, int64_t i) {
    const Vec value = v_load(terms->from[0] + i);
    return terms->count == 2 ? fold(kind, v_load(terms->from[1] + i), value) : value;
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
    } else if (line->stream) {
        v_stream(line->out + i, value);
    } else {
        v_store(line->out + i, value);
    }
}

/* A row that joins its block. Rows that are not there are of what changes nothing. */
typedef struct Joined {
    const float *before; /* the block's rows before it */
    float *cells;        /* where it goes */
    float *so_far;       /* where the block's rows up to it go */
    const float *ends;   /* the rows of the block before that windows have which end with it */
    Line line;           /* where those go */
} Joined;

INLINE void join_vector(Fold kind, const Joined *row, int64_t i, Vec cells) {
    const Vec so_far = fold(kind, cells, v_load(row->before + i));
    v_store(row->cells + i, cells);
    v_store(row->so_far + i, so_far);
    write(kind, &row->line, i, fold(kind, so_far, v_load(row->ends + i)));
}

INLINE void join_terms(Fold kind, const Terms *terms, const Joined *row) {
    for (int64_t i = 0; i < row->line.count; i += LANES) {
        join_vector(kind, row, i, fold_terms(kind, terms, i));
    }
}

/* Windows that are done in registers join as they come. Returns whether there was a NaN. */
INLINE bool join_growing(Fold kind, int doublings, const Columns *columns, const Cells *cells,
                         const Joined *joined) {
    const int64_t k = columns->phase->job->axis[PS_WIDTH].kernel;
    const int64_t late = (int64_t)(doublings + 1) * LANES;
    const Joined row = *joined;
    Growth growth = columns->growth;
    int64_t i = -late;
    for (; i < 0; i += LANES) {
        (void)grow_whole(kind, doublings, k, &growth, load_cells(kind, cells, i + late));
    }
    for (; i < row.line.count; i += LANES) {
        join_vector(kind, &row, i,
                    grow_whole(kind, doublings, k, &growth, load_cells(kind, cells, i + late)));
    }
    return flags_any(growth.flags);
}

/* Windows of more cells than that: of whole vectors of windows by van Herk over blocks of so many vectors,
 * and the rest as above. Returns whether there was a NaN. */
INLINE bool join_growing_far(Fold kind, const Columns *columns, const Cells *cells, const Joined *joined) {
    const int64_t k = columns->phase->job->axis[PS_WIDTH].kernel;
    const int64_t parts = k / LANES;
    const Joined row = *joined;
    float *ends = line_at(columns, 2); /* [parts + 1][LANES] of the block before */
    float *block = line_at(columns, 3);
    Growth growth = columns->growth;
    Vec before = v_set(0); /* windows of LANES cells that begin in the vector before */
    Vec whole = v_set(0);  /* windows without their rest */
    Vec rest;
    int64_t next = 0;
    for (; next < (int64_t)MOST_DOUBLINGS * LANES; next += LANES) {
        (void)grow(kind, MOST_DOUBLINGS, k, &growth, load_cells(kind, cells, next), &rest);
    }
    v_store(ends + parts * LANES, v_set(nothing(kind)));
    for (int64_t i = -parts * LANES; i < row.line.count;) {
        Vec begin = v_set(nothing(kind));
        for (int64_t at = 0; at < parts * LANES; at += LANES, i += LANES, next += LANES) {
            const Vec windows = grow(kind, MOST_DOUBLINGS, k, &growth, load_cells(kind, cells, next), &rest);
            if (i >= 0 && i < row.line.count) {
                const Vec last =
                    kind == FOLD_SUM ? rest : v_order(before, windows, growth.orders[MOST_DOUBLINGS]);
                join_vector(kind, &row, i, fold(kind, last, whole));
            }
            begin = fold(kind, windows, begin);
            whole = fold(kind, begin, v_load(ends + at + LANES));
            v_store(block + at, windows);
            before = windows;
        }
        Vec end = v_set(nothing(kind));
        for (int64_t at = (parts - 1) * LANES; at > 0; at -= LANES) {
            end = fold(kind, end, v_load(block + at));
            v_store(ends + at, end);
        }
    }
    return flags_any(growth.flags);
}

INLINE bool join_growing_by(Fold kind, const Columns *columns, const Cells *cells, const Joined *row) {
    switch (columns->doublings) {
    case 0:
        return join_growing(kind, 0, columns, cells, row);
    case 1:
        return join_growing(kind, 1, columns, cells, row);
    case 2:
        return join_growing(kind, MOST_DOUBLINGS < 2 ? MOST_DOUBLINGS : 2, columns, cells, row);
    case 3:
        return join_growing(kind, MOST_DOUBLINGS < 3 ? MOST_DOUBLINGS : 3, columns, cells, row);
    default:
        return join_growing(kind, MOST_DOUBLINGS, columns, cells, row);
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
    for (int64_t i = 0; i < line.count; i += LANES) {
        const Vec value = v_load(one + i);
        write(kind, &line, i, two != NULL ? fold(kind, v_load(two + i), value) : value);
    }
}

static Line line_of(const Columns *columns, int64_t n) {
    const Phase *phase = columns->phase;
    const int64_t y = phase->output + n * phase->step;
    const PsPoolJob *job = phase->job;
    float *out = job->output + y * job->out_width + columns->from;
    return (Line){
        .out = out,
        .count = columns->count,
        .high =
            job->max ? 1 : (float)(1 / (double)divisor_of(job->include_pad, &phase->counted[PS_HEIGHT], y)),
        .scale = columns->scale,
        .stream = job->stream && to_alignment(out) == LANES};
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
INLINE Terms pick_windows(Fold kind, const Columns *columns, const Terms *terms) {
    const PsAxis *across = &columns->phase->job->axis[PS_WIDTH];
    float *picked = line_at(columns, 2);
    for (int64_t i = 0; i < cells_between(columns); i += LANES) {
        v_store(picked + i, fold_terms(kind, terms, i));
    }
    for (int64_t i = 0; i < columns->count; i++) {
        picked[i] = picked[i * across->stride];
    }
    return (Terms){{picked}, 1};
}

/* What a row joins. The first window from n on may end with it, unless it began inside of the block. */
static Joined joined_of(const Columns *columns, int64_t row, int64_t *n) {
    const int64_t k = columns->phase->job->axis[PS_HEIGHT].kernel;
    const PsRange rows = rows_of(columns->phase, *n);
    const bool here = rows.first / k == row / k;
    Joined joined = {.before = row % k > 0 ? columns->begin : columns->none,
                     .cells = columns->block + row % k * columns->pitch,
                     .so_far = columns->next,
                     .ends = columns->none,
                     .line = {.out = columns->unused, .count = columns->count, .scale = columns->scale}};
    if (*n < columns->phase->count && rows.end == row + 1 && (!here || rows.first % k == 0)) {
        joined.line = line_of(columns, *n);
        joined.ends = here ? columns->none : columns->block + rows.first % k * columns->pitch;
        ++*n;
    }
    return joined;
}

/* Folds a row along and joins it. Returns whether there was a NaN. */
INLINE bool join_row(Fold kind, const Columns *columns, int64_t row, const Joined *joined) {
    const bool strided = columns->phase->job->axis[PS_WIDTH].stride > 1;
    const Cells cells = cells_of(columns, row);
    const Joined alone = {
        .before = columns->none,
        .cells = line_at(columns, 0),
        .so_far = line_at(columns, 1),
        .ends = columns->none,
        .line = {.out = line_at(columns, 1), .count = cells_between(columns), .scale = columns->none}};
    const Joined *along = strided ? &alone : joined;
    Terms terms = {{alone.cells}, 1};
    bool nan = false;
    if (columns->apart) {
        nan = fold_apart(kind, columns, &cells, &terms);
    } else {
        nan = columns->whole ? join_growing_by(kind, columns, &cells, along)
                             : join_growing_far(kind, columns, &cells, along);
    }
    if (strided) {
        terms = pick_windows(kind, columns, &terms);
    }
    if (strided || columns->apart) {
        join_terms(kind, &terms, joined);
    }
    return nan;
}

/* What a row that has joined brings to an end. Returns the first window that is not written. */
INLINE int64_t end_row(Fold kind, Columns *columns, int64_t row, int64_t n, bool last) {
    const int64_t at = row % columns->phase->job->axis[PS_HEIGHT].kernel;
    float *begin = columns->next;
    columns->next = columns->begin;
    columns->begin = begin;
    n = write_ending(kind, columns, n, row, false);
    if (at == columns->phase->job->axis[PS_HEIGHT].kernel - 1 || last) {
        fold_block(kind, columns, at);
        n = write_ending(kind, columns, n, row, true);
    }
    return n;
}

/* Sums. */
static int64_t sum_row(Columns *columns, int64_t row, int64_t n, bool last) {
    const Joined joined = joined_of(columns, row, &n);
    (void)join_row(FOLD_SUM, columns, row, &joined);
    return end_row(FOLD_SUM, columns, row, n, last);
}

/* Maxima. A NaN counts in its block and the next. */
static int64_t max_row(Columns *columns, int64_t row, int64_t n, bool last) {
    const int64_t k = columns->phase->job->axis[PS_HEIGHT].kernel;
    const Joined joined = joined_of(columns, row, &n);
    const bool near = columns->nan_row >= 0 && columns->nan_row / k + 1 >= row / k;
    if (!near && !join_row(FOLD_MAX, columns, row, &joined)) {
        return end_row(FOLD_MAX, columns, row, n, last);
    }
    columns->nan_row = join_row(FOLD_NAN_MAX, columns, row, &joined) ? row : columns->nan_row;
    return end_row(FOLD_NAN_MAX, columns, row, n, last);
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
    int64_t n = write_nothing(columns, 0);
    const int64_t end = rows_of(phase, phase->count - 1).end;
    for (int64_t row = n < phase->count ? rows_of(phase, n).first / k * k : end; row < end; row++) {
        const bool last = row == end - 1;
        n = phase->job->max ? max_row(columns, row, n, last) : sum_row(columns, row, n, last);
    }
    n = write_nothing(columns, n);
    assert(n == phase->count);
}

static void lay_column_scale(const Columns *columns) {
    const Phase *phase = columns->phase;
    for (int64_t i = 0; i < columns->count && !phase->job->max; i++) {
        const int64_t divisor =
            divisor_of(phase->job->include_pad, &phase->counted[PS_WIDTH], columns->from + i);
        columns->scale[i] = (float)(1 / (double)divisor);
    }
}

static void fold_phase(const Phase *phase, float *scratch) {
    const PsPoolJob *job = phase->job;
    const int64_t most = columns_of(job);
    Columns columns = {.phase = phase, .pitch = pitch_of(job), .length = line_length(job)};
    columns.begin = scratch + to_alignment(scratch) % LANES;
    columns.next = columns.begin + columns.pitch;
    columns.scale = columns.next + columns.pitch;
    columns.unused = columns.scale + columns.pitch;
    columns.block = columns.unused + columns.pitch;
    columns.none = columns.block + job->axis[PS_HEIGHT].kernel * columns.pitch;
    columns.lines = columns.none + columns.length;
    lay_growth(&columns);
    for (int64_t i = 0; i < columns.length; i++) {
        columns.none[i] = job->max ? -INFINITY : 0;
    }
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
static Phase phase_of(const PsPoolJob *job, const PsAxis *counted, int64_t y) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const int64_t apart = down->dilation;
    const int64_t common = greatest_divisor(down->stride, apart);
    const int64_t top = y * down->stride - down->padding;
    const int64_t first = (top % apart + apart) % apart;
    Phase phase = {
        .job = job, .counted = counted, .output = y, .step = apart / common, .stride = down->stride / common};
    phase.input = job->input + first * job->axis[PS_WIDTH].input;
    phase.pitch = apart * job->axis[PS_WIDTH].input;
    phase.height = first < down->input ? (down->input - first - 1) / apart + 1 : 0;
    phase.padding = -(top - first) / apart;
    phase.count = (job->end - y - 1) / phase.step + 1;
    return phase;
}

static void passes(const PsPoolJob *job, float *scratch) {
    PsPoolJob plane = clip_job(job);
    for (int64_t n = 0; n < job->planes; n++) {
        const int64_t phases = phase_of(&plane, job->axis, job->first).step;
        for (int64_t y = job->first; y < job->end && y < job->first + phases; y++) {
            const Phase phase = phase_of(&plane, job->axis, y);
            fold_phase(&phase, scratch);
        }
        plane.input += job->axis[PS_HEIGHT].input * job->axis[PS_WIDTH].input;
        plane.output += job->out_height * job->out_width;
    }
    if (job->stream) {
        v_fence();
    }
}

/* A sum of equal floats errs by half a rounding for each of them, so no more than these are added one after
 * the other: PART vectors to a part, PARTS parts to a block, and blocks in double. */
enum { PART = 8, PARTS = 8 };

INLINE int64_t nearer(int64_t one, int64_t other) {
    return one < other ? one : other;
}

/* Read at several places at once, as a machine fetches several streams faster than one. */
enum { STREAMS = 4 };

/* The sum of cells from … end - 1 of each stream; streams begin length cells apart. */
INLINE double sum_block(const float *values, int64_t length, int64_t from, int64_t end) {
    Vec sums[STREAMS] = {v_set(0), v_set(0), v_set(0), v_set(0)};
    for (int64_t i = from; i < end;) {
        const int64_t part_end = nearer(end, i + (int64_t)PART * LANES);
        Vec parts[STREAMS] = {v_set(0), v_set(0), v_set(0), v_set(0)};
        for (; i < part_end; i += LANES) {
            for (int c = 0; c < STREAMS; c++) {
                parts[c] = v_add(parts[c], v_load(values + c * length + i));
            }
        }
        for (int c = 0; c < STREAMS; c++) {
            sums[c] = v_add(sums[c], parts[c]);
        }
    }
    return (v_sum(sums[0]) + v_sum(sums[1])) + (v_sum(sums[2]) + v_sum(sums[3]));
}

static double sum(const float *values, int64_t count) {
    const int64_t block = (int64_t)PARTS * PART * LANES;
    const int64_t length = count / STREAMS / LANES * LANES;
    double total = 0;
    for (int64_t i = 0; i < length; i += block) {
        total += sum_block(values, length, i, nearer(length, i + block));
    }
    for (int64_t i = STREAMS * length; i < count; i++) {
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

/* Planes of so many vectors that one after the other would err too much are not small here. */
static void small_sums(const float *planes, int64_t count, int64_t cells, float scale, float *to) {
    int64_t n = 0;
    if (cells > (int64_t)2 * PART * LANES) {
        for (; n < count; n++) {
            to[n] = (float)(sum(planes + n * cells, cells) * (double)scale);
        }
        return;
    }
    for (; n + LANES <= count; n += LANES) {
        v_store(to + n, v_mul(sum_planes(planes + n * cells, LANES, cells), v_set(scale)));
    }
    if (n < count) {
        const Vec sums = sum_planes(planes + n * cells, count - n, cells);
        v_store_part(to + n, v_mul(sums, v_set(scale)), count - n);
    }
}

const PsPoolKernels PS_KERNELS = {.name = PS_KERNELS_NAME,
                                  .lanes = LANES,
                                  .direct = direct,
                                  .passes = passes,
                                  .scratch = scratch_of,
                                  .sum = sum,
                                  .small_sums = small_sums};
