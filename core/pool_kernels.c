/* Pooling at the speed of memory. Compiled once for each kind of machine (core/CMakeLists.txt), over the
 * vectors of simd.h.
 *
 * Direct, for windows of 2 and 3: a vector holds neighbouring outputs of a row. At stride 2 two vectors of
 * cells are split into even and odd columns; the column that a window shares with the one before comes out of
 * that one's vector (v_carry). Cells are folded in the order of rows and columns, so that of equal maxima, 0
 * and -0 among them, the first stays.
 *
 * Passes, for all else: along each row first, then down the columns. Along rows windows grow by doubling: of
 * 1, 2, 4 … cells; a maximum joins two of the largest that fit, a sum those of k's binary digits. Down
 * columns by van Herk (1992) and Gil and Werman (1993): rows are cut into blocks of k, and a window is the
 * end of one block joined with the beginning of the next. Both keep the order of cells; sums are never
 * subtracted, so that nothing drifts and a NaN stays where it is. A sum of n cells goes through at most 2
 * log2(k) + 2 sqrt(n) + 3 roundings, so an average is within that many times 6e-8 of the mean magnitude; in
 * practice within 1e-6.
 *
 * NaN: maxima of vectors lose it, so each row is looked through for one on the way, and where there is one
 * the work is done again, or goes on, with a maximum that keeps it.
 */
#include "core/pool_kernels.h"

#include "core/simd.h"

#include <assert.h>

#define INLINE static inline __attribute__((always_inline))

/* What is folded, known when the kernel is compiled. */
typedef enum Fold { FOLD_MAX, FOLD_NAN_MAX, FOLD_SUM } Fold;

INLINE Vec fold(Fold kind, Vec value, Vec so_far) {
    return kind == FOLD_SUM   ? v_add(so_far, value)
           : kind == FOLD_MAX ? v_max(value, so_far)
                              : v_nan_max(value, so_far);
}

INLINE float fold_one(Fold kind, float value, float so_far) {
    return kind == FOLD_SUM ? so_far + value : value > so_far || value != value ? value : so_far;
}

/* The rows that a window of the direct kernels reads, each from where column 0 of output 0 would be. */
typedef struct Rows {
    const float *at[3];
    int count;
} Rows;

/* Cells of LANES windows in one row, column by column. carry: the vector before this one, of which the last
 * lane is the column on the left of what is loaded. */
INLINE Vec fold_cells(Fold kind, int kernel, int stride, const float *at, Vec *carry, Flags *flags) {
    const bool split = stride == 2;
    const float *from = kernel == 3 ? at + 1 : at;
    const Vec one = v_load(from);
    const Vec two = v_load(split ? from + LANES : from + 1);
    if (kind == FOLD_MAX) {
        *flags = flags_nan(*flags, one, two);
    }
    if (kernel == 2) {
        return split ? fold(kind, v_odd_apart(one, two), v_even_apart(one, two)) : fold(kind, two, one);
    }
    const Vec middle = split ? v_even(one, two) : one;
    const Vec right = split ? v_odd(one, two) : two;
    const Vec left = v_carry(*carry, split ? right : middle);
    *carry = split ? right : middle;
    return fold(kind, right, fold(kind, middle, left));
}

INLINE Vec fold_windows(Fold kind, int kernel, int stride, int count, const Rows *rows, int64_t i,
                        Vec carry[3], Flags *flags) {
    Vec result = fold_cells(kind, kernel, stride, rows->at[0] + i * stride, &carry[0], flags);
    for (int r = 1; r < count; r++) {
        const Vec cells = fold_cells(kind, kernel, stride, rows->at[r] + i * stride, &carry[r], flags);
        result = fold(kind, cells, result);
    }
    return kernel == 2 && stride == 2 ? v_settle(result) : result;
}

/* The column on the left of output i; before the first there is the padding, or the row's own column. */
INLINE void begin_carry(int kernel, int count, const Rows *rows, int stride, int64_t i, bool padded,
                        float pad, Vec carry[3]) {
    for (int r = 0; r < count && kernel == 3; r++) {
        carry[r] = v_set(i == 0 && padded ? pad : rows->at[r][i * stride]);
    }
}

/* A row of outputs and how it is written. */
typedef struct Line {
    float *out;
    int64_t count;
    float scale; /* of sums */
    bool padded; /* output 0 begins on a column of padding */
    bool stream;
} Line;

INLINE void put(Fold kind, const Line *line, int64_t i, Vec value, bool stream) {
    const Vec result = kind == FOLD_SUM ? v_mul(value, v_set(line->scale)) : value;
    if (stream) {
        v_stream(line->out + i, result);
    } else {
        v_store(line->out + i, result);
    }
}

/* Outputs up to where the next vector is aligned. */
INLINE int64_t to_alignment(const float *out) {
    const uintptr_t past = (uintptr_t)out / sizeof(float) % LANES;
    return past == 0 ? LANES : LANES - (int64_t)past;
}

/* At least LANES outputs, of count rows each; the last vector lies over the one before. Returns whether a NaN
 * was met. */
INLINE bool fold_line(Fold kind, int kernel, int stride, int count, const Rows *rows, const Line *line) {
    const float pad = kind == FOLD_SUM ? 0 : -INFINITY;
    Vec carry[3] = {v_set(0), v_set(0), v_set(0)};
    Flags flags = flags_none();
    begin_carry(kernel, count, rows, stride, 0, line->padded, pad, carry);
    for (int r = 0; r < count && kernel == 3 && kind == FOLD_MAX; r++) {
        flags = flags_nan(flags, carry[r], carry[r]);
    }
    put(kind, line, 0, fold_windows(kind, kernel, stride, count, rows, 0, carry, &flags), false);
    int64_t i = LANES;
    if (line->stream) {
        i = to_alignment(line->out);
        begin_carry(kernel, count, rows, stride, i, false, pad, carry);
        for (; i + LANES <= line->count; i += LANES) {
            put(kind, line, i, fold_windows(kind, kernel, stride, count, rows, i, carry, &flags), true);
        }
    }
    for (; i + LANES <= line->count; i += LANES) {
        put(kind, line, i, fold_windows(kind, kernel, stride, count, rows, i, carry, &flags), false);
    }
    if (i < line->count) {
        i = line->count - LANES;
        begin_carry(kernel, count, rows, stride, i, i == 0 && line->padded, pad, carry);
        put(kind, line, i, fold_windows(kind, kernel, stride, count, rows, i, carry, &flags), false);
    }
    return flags_any(flags);
}

/* One output the plain way, in the same order of cells. */
static void fold_window(const PsPoolJob *job, int64_t y, int64_t x) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const PsAxis *across = &job->axis[PS_WIDTH];
    const int64_t top = y * down->stride - down->padding;
    const int64_t left = x * across->stride - across->padding;
    const PsRange rows = {top < 0 ? 0 : top,
                          top + down->kernel < down->input ? top + down->kernel : down->input};
    const PsRange columns = {left < 0 ? 0 : left,
                             left + across->kernel < across->input ? left + across->kernel : across->input};
    const Fold kind = job->max ? FOLD_NAN_MAX : FOLD_SUM;
    float result = job->max ? -INFINITY : 0;
    for (int64_t r = rows.first; r < rows.end; r++) {
        float cells = job->input[r * across->input + columns.first];
        for (int64_t c = columns.first + 1; c < columns.end; c++) {
            cells = fold_one(kind, job->input[r * across->input + c], cells);
        }
        result = r == rows.first ? cells : fold_one(kind, cells, result);
    }
    float *out = job->output + y * job->out_width + x;
    if (job->max) {
        *out = result;
        return;
    }
    const PsRange padded_rows = ps_axis_padded(down, y);
    const PsRange padded_columns = ps_axis_padded(across, x);
    const int64_t high = job->include_pad ? padded_rows.end - padded_rows.first : rows.end - rows.first;
    const int64_t wide =
        job->include_pad ? padded_columns.end - padded_columns.first : columns.end - columns.first;
    *out = result * (float)(1 / ((double)high * (double)wide));
}

/* Outputs of a row whose windows lie inside, but for padding on the left. */
static int64_t inside_of(const PsPoolJob *job) {
    const PsAxis *across = &job->axis[PS_WIDTH];
    const int64_t room = across->input - across->kernel + across->padding;
    const int64_t inside = room < 0 ? 0 : room / across->stride + 1;
    return inside < job->out_width ? inside : job->out_width;
}

/* The rows that the windows of output row y read, and what their sums are multiplied with. */
INLINE void lay_rows(const PsPoolJob *job, int64_t y, int kernel, Rows *rows, Line *line) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const PsAxis *across = &job->axis[PS_WIDTH];
    const int64_t top = y * down->stride - down->padding;
    const int64_t first = top < 0 ? 0 : top;
    double high = kernel;
    rows->count = kernel;
    if (top < 0 || top + kernel > down->input) {
        const PsRange padded = ps_axis_padded(down, y);
        rows->count = (int)((top + kernel < down->input ? top + kernel : down->input) - first);
        high = job->include_pad ? (double)(padded.end - padded.first) : (double)rows->count;
    }
    const float *at = job->input + first * across->input - across->padding;
    for (int r = 0; r < kernel; r++) {
        rows->at[r] = at + r * across->input;
    }
    line->out = job->output + y * job->out_width;
    line->scale = (float)(1 / (high * (double)kernel));
}

/* Fewer outputs than a vector holds: it may be read and written beyond, where that is allowed. */
INLINE bool may_overrun(const PsPoolJob *job, const Rows *rows, int count, const Line *line, int stride) {
    return line->out + LANES <= job->output_end &&
           rows->at[count - 1] + (int64_t)LANES * stride + 3 <= job->input_end;
}

/* The rest of a row, and a first output whose padding does not count. */
static void fold_edges(const PsPoolJob *job, int64_t y, int64_t done) {
    if (job->axis[PS_WIDTH].padding > 0 && !job->max && !job->include_pad && done > 0) {
        fold_window(job, y, 0);
    }
    for (int64_t x = done; x < job->out_width; x++) {
        fold_window(job, y, x);
    }
}

/* A row of cells for LANES windows of 3, with what is on the left of them. */
INLINE Vec fold_triples(Fold kind, int stride, const float *at, bool padded, Flags *flags) {
    Vec carry = v_set(padded ? (kind == FOLD_SUM ? 0 : -INFINITY) : at[0]);
    if (kind == FOLD_MAX) {
        *flags = flags_nan(*flags, carry, carry);
    }
    return fold_cells(kind, 3, stride, at, &carry, flags);
}

/* LANES columns of outputs from i on, down all rows of a plane whose windows of 3 lie inside: each row of
 * cells is folded once, and serves all windows that read it. Returns whether a NaN was met. */
INLINE bool fold_columns(Fold kind, int stride, const PsPoolJob *job, const Rows *rows, const Line *line,
                         int64_t i, int64_t count) {
    const int64_t width = job->axis[PS_WIDTH].input;
    const bool padded = i == 0 && line->padded;
    const float *at = rows->at[0] + i * stride;
    Line to = *line;
    Flags flags = flags_none();
    Vec top = fold_triples(kind, stride, at, padded, &flags);
    Vec middle = stride == 1 ? fold_triples(kind, stride, at + width, padded, &flags) : top;
    for (int64_t n = 0; n < count; n++) {
        if (stride == 2) {
            middle = fold_triples(kind, stride, at + width, padded, &flags);
        }
        const Vec low = fold_triples(kind, stride, at + 2 * width, padded, &flags);
        put(kind, &to, i, fold(kind, low, fold(kind, middle, top)),
            line->stream && to_alignment(to.out + i) == LANES);
        top = stride == 2 ? low : middle;
        middle = low;
        at += stride * width;
        to.out += job->out_width;
    }
    return flags_any(flags);
}

/* Windows of 3 in count rows of outputs from y on, column after column; the last one lies over the one
 * before. */
INLINE void fold_band(Fold kind, int stride, const PsPoolJob *job, const Rows *rows, const Line *line,
                      int64_t y, int64_t count, int64_t inside) {
    for (int64_t at = 0; at < inside; at += LANES) {
        const int64_t i = at + LANES <= inside ? at : inside - LANES;
        if (fold_columns(kind, stride, job, rows, line, i, count)) {
            (void)fold_columns(FOLD_NAN_MAX, stride, job, rows, line, i, count);
        }
    }
    for (int64_t n = 0; n < count && (inside < job->out_width || (kind == FOLD_SUM && line->padded)); n++) {
        fold_edges(job, y + n, inside);
    }
}

/* One row of outputs; at edges the number of rows is not known to the compiler. */
INLINE void fold_outputs(Fold kind, int kernel, int stride, int count, const PsPoolJob *job, int64_t y,
                         int64_t inside, const Rows *rows, const Line *line) {
    const bool whole = inside >= LANES || (inside > 0 && may_overrun(job, rows, count, line, stride));
    if (whole && fold_line(kind, kernel, stride, count, rows, line)) {
        (void)fold_line(FOLD_NAN_MAX, kernel, stride, rows->count, rows, line);
    }
    if (!whole || inside < job->out_width || (kind == FOLD_SUM && line->padded)) {
        fold_edges(job, y, whole ? inside : 0);
    }
}

INLINE void fold_rows(Fold kind, int kernel, int stride, const PsPoolJob *job) {
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const int64_t inside = inside_of(job);
    const int64_t step = stride * job->axis[PS_WIDTH].input;
    Rows rows = {0};
    Line line = {.count = inside < LANES ? LANES : inside,
                 .padded = job->axis[PS_WIDTH].padding > 0,
                 .stream = job->stream};
    for (int64_t y = job->first; y < job->end; y++) {
        lay_rows(job, y, kernel, &rows, &line);
        if (rows.count < kernel) {
            fold_outputs(kind, kernel, stride, rows.count, job, y, inside, &rows, &line);
            continue;
        }
        /* All rows from here on whose windows lie inside. */
        const int64_t last = (down->input - kernel + down->padding) / stride + 1;
        const int64_t end = last < job->end ? last : job->end;
        if (kernel == 3 && inside >= LANES) {
            fold_band(kind, stride, job, &rows, &line, y, end - y, inside);
            y = end - 1;
            continue;
        }
        for (; y < end; y++) {
            fold_outputs(kind, kernel, stride, kernel, job, y, inside, &rows, &line);
            line.out += job->out_width;
            for (int r = 0; r < kernel; r++) {
                rows.at[r] += step;
            }
        }
        y--;
    }
}

INLINE void fold_planes(Fold kind, int kernel, int stride, const PsPoolJob *job) {
    PsPoolJob plane = *job;
    for (int64_t n = 0; n < job->planes; n++) {
        fold_rows(kind, kernel, stride, &plane);
        plane.input += job->axis[PS_HEIGHT].input * job->axis[PS_WIDTH].input;
        plane.output += job->out_height * job->out_width;
    }
}

static void direct(const PsPoolJob *job) {
    const bool two = job->axis[PS_WIDTH].kernel == 2;
    const bool split = job->axis[PS_WIDTH].stride == 2;
    if (job->max && two) {
        split ? fold_planes(FOLD_MAX, 2, 2, job) : fold_planes(FOLD_MAX, 2, 1, job);
    } else if (job->max) {
        split ? fold_planes(FOLD_MAX, 3, 2, job) : fold_planes(FOLD_MAX, 3, 1, job);
    } else if (two) {
        split ? fold_planes(FOLD_SUM, 2, 2, job) : fold_planes(FOLD_SUM, 2, 1, job);
    } else {
        split ? fold_planes(FOLD_SUM, 3, 2, job) : fold_planes(FOLD_SUM, 3, 1, job);
    }
    if (job->stream) {
        v_fence();
    }
}

/* A strip of output columns in the two passes, and its working memory. */
typedef struct Strip {
    const PsPoolJob *job;
    int64_t column, count; /* outputs column … column + count - 1 */
    int64_t pitch;         /* floats from row to row of block and ends */
    float *line, *sums;    /* of a row's cells, folded further and further; sums of the cells that are done */
    float *block;          /* [k][pitch] the rows of this block, */
    float *folded;         /* a row's windows at stride 1 */
    float *ends;           /* [k][pitch] the block before, each row folded with those below it */
    float *begin;          /* [pitch] this block's rows so far */
    float *scale;          /* [pitch] 1 / divisor of each column */
    int64_t nan_row;       /* the last row with a NaN, below 0: none near */
} Strip;

enum { STRIP = 512, SLACK = 64, END_SLACK = 2 * SLACK };

static int64_t strip_pitch(const PsPoolJob *job) {
    const int64_t widest = job->out_width < STRIP ? job->out_width : STRIP;
    return (widest + SLACK - 1) / SLACK * SLACK;
}

static int64_t line_length(const PsPoolJob *job) {
    return strip_pitch(job) * job->axis[PS_WIDTH].stride + 4 * job->axis[PS_WIDTH].kernel + END_SLACK;
}

static int64_t scratch_of(const PsPoolJob *job) {
    return 3 * line_length(job) + (2 * job->axis[PS_HEIGHT].kernel + 2) * strip_pitch(job) + SLACK;
}

/* to[i] = values[i], values[i + by] … folded, parts of them in the order of cells; to may be values. */
INLINE void fold_shifted(Fold kind, int parts, float *to, const float *values, int64_t by, int64_t count) {
    for (int64_t i = 0; i < count; i += LANES) {
        Vec value = v_load(values + i);
        if (parts == 2) {
            value = fold(kind, v_load(values + i + by), value);
        } else if (parts == 3) {
            value = fold(kind, v_load(values + i + 2 * by), fold(kind, v_load(values + i + by), value));
        } else if (parts == 4) {
            const Vec later = fold(kind, v_load(values + i + 3 * by), v_load(values + i + 2 * by));
            value = fold(kind, later, fold(kind, v_load(values + i + by), value));
        }
        v_store(to + i, value);
    }
}

/* to[i] = one[i], two[i] folded in this order. */
INLINE void fold_both(Fold kind, float *to, const float *one, const float *two, int64_t count) {
    for (int64_t i = 0; i < count; i += LANES) {
        v_store(to + i, fold(kind, v_load(two + i), v_load(one + i)));
    }
}

/* The cells of a row that the strip's windows read, padding as what changes nothing: where there is none they
 * are read where they are. */
static const float *cells_of(const Strip *strip, int64_t row, int64_t length) {
    const PsAxis *across = &strip->job->axis[PS_WIDTH];
    const float *cells = strip->job->input + row * across->input;
    const float pad = strip->job->max ? -INFINITY : 0;
    const int64_t from = strip->column * across->stride - across->padding;
    const int64_t before = from < 0 ? -from : 0;
    const int64_t end = across->input - from < length ? across->input - from : length;
    if (before == 0 && end == length &&
        cells + from + length + 4 * across->kernel + LANES <= strip->job->input_end) {
        return cells + from;
    }
    for (int64_t i = 0; i < before; i++) {
        strip->line[i] = pad;
    }
    memcpy(strip->line + before, cells + from + before, (size_t)(end - before) * sizeof *cells);
    for (int64_t i = end; i < length + SLACK; i++) {
        strip->line[i] = pad;
    }
    return strip->line;
}

static bool has_nan(const float *cells, int64_t count) {
    enum { PAIR = 2 * LANES };
    Flags flags = flags_none();
    for (int64_t i = 0; i + PAIR <= count; i += PAIR) {
        flags = flags_nan(flags, v_load(cells + i), v_load(cells + i + LANES));
    }
    for (int64_t i = count - count % PAIR; i < count; i++) {
        flags = flags_nan(flags, v_set(cells[i]), v_set(0));
    }
    return flags_any(flags);
}

/* to[i] is the fold of k cells from i on: of 1, then 4, then 16 …, and at last of two of the largest that
 * fit. */
INLINE void fold_along(Fold kind, const Strip *strip, const float *cells, float *to, int64_t length,
                       int64_t count) {
    const int64_t k = strip->job->axis[PS_WIDTH].kernel;
    int64_t wide = 1;
    for (; 4 * wide <= k; wide *= 4) {
        fold_shifted(kind, 4, strip->line, cells, wide, length - 3 * wide);
        cells = strip->line;
    }
    if (2 * wide <= k) {
        fold_shifted(kind, 2, strip->line, cells, wide, length - wide);
        cells = strip->line;
        wide *= 2;
    }
    fold_both(kind, to, cells, cells + k - wide, count);
}

/* The same for sums, where no cell may count twice: k in digits of base 4, each so many sums side by side. */
static void sum_along(const Strip *strip, const float *cells, float *to, int64_t length, int64_t count) {
    const int64_t k = strip->job->axis[PS_WIDTH].kernel;
    int64_t done = 0;
    for (int64_t wide = 1; wide <= k; wide *= 4) {
        const int64_t digit = k / wide % 4;
        float *sum = done == 0 ? to : strip->sums;
        if (digit == 1) {
            fold_shifted(FOLD_SUM, 1, sum, cells + done, wide, count);
        } else if (digit == 2) {
            fold_shifted(FOLD_SUM, 2, sum, cells + done, wide, count);
        } else if (digit == 3) {
            fold_shifted(FOLD_SUM, 3, sum, cells + done, wide, count);
        }
        if (digit > 0 && done > 0) {
            fold_both(FOLD_SUM, to, to, strip->sums, count);
        }
        done += digit * wide;
        if (4 * wide <= k) {
            fold_shifted(FOLD_SUM, 4, strip->line, cells, wide, length - 3 * wide);
            cells = strip->line;
        }
    }
}

/* A row of cells to a row of the block. */
static void fold_row(Strip *strip, int64_t row, float *to) {
    const PsAxis *across = &strip->job->axis[PS_WIDTH];
    const int64_t length = (strip->count - 1) * across->stride + across->kernel;
    const int64_t count = length - across->kernel + 1;
    const float *cells = cells_of(strip, row, length);
    const bool nan = strip->job->max && has_nan(cells, length);
    float *folded = across->stride == 1 ? to : strip->folded;
    strip->nan_row = nan ? row : strip->nan_row;
    if (!strip->job->max) {
        sum_along(strip, cells, folded, length, count);
    } else if (nan) {
        fold_along(FOLD_NAN_MAX, strip, cells, folded, length, count);
    } else {
        fold_along(FOLD_MAX, strip, cells, folded, length, count);
    }
    for (int64_t i = 0; i < strip->count && across->stride > 1; i++) {
        to[i] = folded[i * across->stride];
    }
}

/* Which fold goes down the columns at a row: a NaN counts in its block and the next. */
static Fold fold_at(const Strip *strip, int64_t row) {
    const int64_t k = strip->job->axis[PS_HEIGHT].kernel;
    const bool nan = strip->nan_row >= 0 && strip->nan_row / k + 1 >= row / k;
    return !strip->job->max ? FOLD_SUM : nan ? FOLD_NAN_MAX : FOLD_MAX;
}

static void fold_down(Fold kind, float *to, const float *one, const float *two, int64_t count) {
    if (kind == FOLD_SUM) {
        fold_both(FOLD_SUM, to, one, two, count);
    } else if (kind == FOLD_MAX) {
        fold_both(FOLD_MAX, to, one, two, count);
    } else {
        fold_both(FOLD_NAN_MAX, to, one, two, count);
    }
}

/* ends[i] = rows i … last of the block. */
static void fold_ends(const Strip *strip, int64_t row, int64_t last) {
    const Fold kind = fold_at(strip, row);
    const int64_t pitch = strip->pitch;
    memcpy(strip->ends + last * pitch, strip->block + last * pitch, (size_t)pitch * sizeof(float));
    for (int64_t i = last - 1; i >= 0; i--) {
        fold_down(kind, strip->ends + i * pitch, strip->block + i * pitch, strip->ends + (i + 1) * pitch,
                  pitch);
    }
}

INLINE void write_row(Fold kind, const Strip *strip, int64_t y, const float *one, const float *two) {
    const PsPoolJob *job = strip->job;
    const PsAxis *down = &job->axis[PS_HEIGHT];
    float *out = job->output + y * job->out_width + strip->column;
    const int64_t top = y * down->stride - down->padding;
    const PsRange padded = ps_axis_padded(down, y);
    const int64_t first = top < 0 ? 0 : top;
    const int64_t end = top + down->kernel < down->input ? top + down->kernel : down->input;
    const Vec high =
        v_set((float)(1 / (job->include_pad ? (double)(padded.end - padded.first) : (double)(end - first))));
    float rest[SLACK];
    int64_t next = job->stream ? to_alignment(out) : LANES;
    for (int64_t i = 0; i < strip->count; i = next, next += LANES) {
        Vec value = v_load(one + i);
        value = two != NULL ? fold(kind, v_load(two + i), value) : value;
        value = kind == FOLD_SUM ? v_mul(v_mul(value, high), v_load(strip->scale + i)) : value;
        if (i + LANES > strip->count) {
            v_store(rest, value);
            memcpy(out + i, rest, (size_t)(strip->count - i) * sizeof *out);
        } else if (job->stream && i > 0) {
            v_stream(out + i, value);
        } else {
            v_store(out + i, value);
        }
    }
}

static void write_folded(const Strip *strip, int64_t y, const float *one, const float *two, Fold kind) {
    if (kind == FOLD_SUM) {
        write_row(FOLD_SUM, strip, y, one, two);
    } else if (kind == FOLD_MAX) {
        write_row(FOLD_MAX, strip, y, one, two);
    } else {
        write_row(FOLD_NAN_MAX, strip, y, one, two);
    }
}

/* Writes the outputs whose windows end at row. Those that begin inside of this block can only be clipped at
 * the bottom: they come when its ends are known. Returns the first output that is not written. */
static int64_t write_ending(const Strip *strip, int64_t y, int64_t row, const float *begin, bool ends_known) {
    const PsAxis *down = &strip->job->axis[PS_HEIGHT];
    const int64_t k = down->kernel;
    while (y < strip->job->end) {
        const int64_t top = y * down->stride - down->padding;
        const int64_t first = top < 0 ? 0 : top;
        const int64_t last = (top + k < down->input ? top + k : down->input) - 1;
        const bool within = first / k == row / k && first % k != 0;
        if (last != row || (within && !ends_known)) {
            return y;
        }
        const Fold kind = fold_at(strip, row);
        if (within) {
            write_folded(strip, y, strip->ends + first % k * strip->pitch, NULL, kind);
        } else if (first / k == row / k) {
            write_folded(strip, y, begin, NULL, kind);
        } else {
            write_folded(strip, y, strip->ends + first % k * strip->pitch, begin, kind);
        }
        y++;
    }
    return y;
}

static void lay_scales(const Strip *strip) {
    const PsAxis *across = &strip->job->axis[PS_WIDTH];
    for (int64_t i = 0; i < strip->count; i++) {
        const PsRange padded = ps_axis_padded(across, strip->column + i);
        const PsRange taps = ps_axis_taps(across, strip->column + i);
        const int64_t wide = strip->job->include_pad ? padded.end - padded.first : taps.end - taps.first;
        strip->scale[i] = (float)(1 / (double)wide);
    }
}

/* Row after row from the beginning of the block in which the first window begins. */
static void fold_strip(Strip *strip) {
    const PsPoolJob *job = strip->job;
    const PsAxis *down = &job->axis[PS_HEIGHT];
    const int64_t k = down->kernel;
    const int64_t top = job->first * down->stride - down->padding;
    const int64_t last = (job->end - 1) * down->stride - down->padding + k;
    const int64_t end = last < down->input ? last : down->input;
    int64_t y = job->first;
    if (!job->max) {
        lay_scales(strip);
    }
    for (int64_t row = (top < 0 ? 0 : top) / k * k; row < end; row++) {
        const int64_t at = row % k;
        float *cells = strip->block + at * strip->pitch;
        fold_row(strip, row, cells);
        /* The rows of the block so far: the first one is that itself. */
        const float *begin = at == 0 ? cells : strip->begin;
        if (at > 0) {
            fold_down(fold_at(strip, row), strip->begin, at == 1 ? cells - strip->pitch : strip->begin, cells,
                      strip->pitch);
        }
        y = write_ending(strip, y, row, begin, false);
        if (at == k - 1 || row == end - 1) {
            fold_ends(strip, row, at);
            y = write_ending(strip, y, row, begin, true);
        }
    }
    assert(y == job->end);
}

static void fold_plane(const PsPoolJob *job, float *scratch) {
    Strip strip = {.job = job, .pitch = strip_pitch(job)};
    strip.line = scratch;
    strip.sums = strip.line + line_length(job);
    strip.folded = strip.sums + line_length(job);
    strip.begin = strip.folded + line_length(job);
    strip.scale = strip.begin + strip.pitch;
    strip.block = strip.scale + strip.pitch;
    strip.ends = strip.block + job->axis[PS_HEIGHT].kernel * strip.pitch;
    for (; strip.column < job->out_width; strip.column += STRIP) {
        const int64_t left = job->out_width - strip.column;
        strip.count = left < STRIP ? left : STRIP;
        strip.nan_row = -1;
        fold_strip(&strip);
    }
    if (job->stream) {
        v_fence();
    }
}

static void passes(const PsPoolJob *job, float *scratch) {
    PsPoolJob plane = *job;
    for (int64_t n = 0; n < job->planes; n++) {
        fold_plane(&plane, scratch);
        plane.input += job->axis[PS_HEIGHT].input * job->axis[PS_WIDTH].input;
        plane.output += job->out_height * job->out_width;
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
                                  .floor = read_and_write};
