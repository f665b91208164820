/* Pooling with any window in two passes: along each row first, then down the columns. The cost hardly depends
 * on the window's size.
 *
 * Along rows windows grow by doubling, in registers: of 1, 2, 4 … cells, up to a vector's; a maximum joins
 * two of the largest that fit, a sum those of k's binary digits. Windows of several vectors, and all down
 * columns, are done by van Herk (1992) and Gil and Werman (1993): what is to be joined is cut into blocks as
 * long as a window, and a window is the end of one block joined with the beginning of the next. A dilation d
 * makes cells that are joined d apart, and every d-th row a plane of its own, a phase.
 */
#include "core/pool_fold.h"

#include <assert.h>

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

/* Takes the row's next vector of cells. Returns windows of 2^doublings cells delayed by that many
 * vectors. For sums, *rest is the windows of k mod 2^doublings cells, the smallest first. */
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
 * of maxima, two of the largest, which overlap; of sums, one of LANES cells, if k has that many, and the
 * rest.
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
typedef struct ColumnStrip {
    const Phase *phase;
    int64_t from, count; /* outputs from … from + count - 1 */
    int64_t pitch;       /* floats from row to row of the block */
    int64_t length;      /* floats of a line */
    float *lines;        /* [LINES][length] a row's windows on the way */
    float *none;         /* [length] what changes fold_identity */
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
} ColumnStrip;

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

/* An axis without the taps that lie beside the map in every one of outputs windows, so that a window that is
 * larger than the map costs no more than one as large. */
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

int64_t PS_KERNEL(scratch)(const PsPoolJob *job) {
    const PsPoolJob clipped = clip_job(job);
    return (LINES + 1) * line_length(&clipped) + (clipped.axis[PS_HEIGHT].kernel + 4) * pitch_of(&clipped) +
           SLACK;
}

/* A line of working memory; there is room for vectors before it. */
static float *line_at(const ColumnStrip *columns, int64_t n) {
    return columns->lines + n * columns->length + (int64_t)2 * SLACK;
}

/* RowReader of a row from column from on, of which some lie beyond its ends. */
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
static void lay_growth(ColumnStrip *columns) {
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
typedef struct RowReader {
    const float *row;
    int64_t from, width;
} RowReader;

/* Far enough that it is there in time; machines look ahead by themselves only within a page. */
enum { AHEAD = 512 };

INLINE Vec load_cells(Fold kind, const RowReader *cells, int64_t i) {
    const int64_t from = cells->from + i;
    v_fetch(cells->row + from + AHEAD);
    return from >= 0 && from + LANES <= cells->width
               ? v_load(cells->row + from)
               : load_beyond(cells->row, cells->width, from, fold_identity(kind));
}

/* line[i] = line[i], line[i + by] … folded in this order, parts of them. */
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
typedef struct FoldTerms {
    const float *from[2];
    int count;
} FoldTerms;

/* A row's windows at stride 1, of which every stride-th is an output. */
static int64_t cells_between(const ColumnStrip *columns) {
    return (columns->count - 1) * columns->phase->job->axis[PS_WIDTH].stride + 1;
}

static RowReader cells_of(const ColumnStrip *columns, int64_t row) {
    const PsAxis *across = &columns->phase->job->axis[PS_WIDTH];
    return (RowReader){columns->phase->input + row * columns->phase->pitch,
                       columns->from * across->stride - across->padding, across->input};
}

/* A row's windows at stride 1 of cells that are apart, by doubling. Returns whether there was a NaN. */
INLINE bool fold_apart(Fold kind, const ColumnStrip *columns, const RowReader *cells, FoldTerms *terms) {
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
    *terms = (FoldTerms){{line, line + rest * apart}, rest > 0 ? 2 : 1};
    return flags_any(flags);
}

INLINE Vec fold_terms(Fold kind, const FoldTerms *terms, int64_t i) {
    const Vec value = v_load(terms->from[0] + i);
    return terms->count == 2 ? fold(kind, v_load(terms->from[1] + i), value) : value;
}

/* An output row of the strip and what sums are multiplied with. */
typedef struct OutputRow {
    float *out;
    int64_t count;
    float high;
    const float *scale;
    bool stream;
} OutputRow;

INLINE void write(Fold kind, const OutputRow *line, int64_t i, Vec value) {
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

/* A row that joins its block. Rows that are not there are of what changes fold_identity. */
typedef struct Joined {
    const float *before; /* the block's rows before it */
    float *cells;        /* where it goes */
    float *so_far;       /* where the block's rows up to it go */
    const float *ends;   /* the rows of the block before that windows have which end with it */
    OutputRow line;      /* where those go */
} Joined;

INLINE void join_vector(Fold kind, const Joined *row, int64_t i, Vec cells) {
    const Vec so_far = fold(kind, cells, v_load(row->before + i));
    v_store(row->cells + i, cells);
    v_store(row->so_far + i, so_far);
    write(kind, &row->line, i, fold(kind, so_far, v_load(row->ends + i)));
}

INLINE void join_terms(Fold kind, const FoldTerms *terms, const Joined *row) {
    for (int64_t i = 0; i < row->line.count; i += LANES) {
        join_vector(kind, row, i, fold_terms(kind, terms, i));
    }
}

/* Windows that are done in registers join as they come. Returns whether there was a NaN. */
INLINE bool join_growing(Fold kind, int doublings, const ColumnStrip *columns, const RowReader *cells,
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

/* Windows of more cells than that: of whole vectors of windows by van Herk over blocks of that many vectors,
 * and the rest as above. Returns whether there was a NaN. */
INLINE bool join_growing_far(Fold kind, const ColumnStrip *columns, const RowReader *cells,
                             const Joined *joined) {
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
    v_store(ends + parts * LANES, v_set(fold_identity(kind)));
    for (int64_t i = -parts * LANES; i < row.line.count;) {
        Vec begin = v_set(fold_identity(kind));
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
        Vec end = v_set(fold_identity(kind));
        for (int64_t at = (parts - 1) * LANES; at > 0; at -= LANES) {
            end = fold(kind, end, v_load(block + at));
            v_store(ends + at, end);
        }
    }
    return flags_any(growth.flags);
}

INLINE bool join_growing_by(Fold kind, const ColumnStrip *columns, const RowReader *cells,
                            const Joined *row) {
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
INLINE void fold_block(Fold kind, const ColumnStrip *columns, int64_t last) {
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

INLINE void write_row(Fold kind, OutputRow line, const float *one, const float *two) {
    for (int64_t i = 0; i < line.count; i += LANES) {
        const Vec value = v_load(one + i);
        write(kind, &line, i, two != NULL ? fold(kind, v_load(two + i), value) : value);
    }
}

static OutputRow output_row_of(const ColumnStrip *columns, int64_t n) {
    const Phase *phase = columns->phase;
    const int64_t y = phase->output + n * phase->step;
    const PsPoolJob *job = phase->job;
    float *out = job->output + y * job->out_width + columns->from;
    return (OutputRow){
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
INLINE int64_t write_ending(Fold kind, const ColumnStrip *columns, int64_t n, int64_t row, bool folded) {
    const Phase *phase = columns->phase;
    const int64_t k = phase->job->axis[PS_HEIGHT].kernel;
    for (; n < phase->count; n++) {
        const PsRange rows = rows_of(phase, n);
        const bool here = rows.first / k == row / k;
        const bool within = here && rows.first % k != 0;
        if (rows.end != row + 1 || (within && !folded)) {
            break;
        }
        const OutputRow line = output_row_of(columns, n);
        const float *ends = columns->block + rows.first % k * columns->pitch;
        const float *begin = columns->begin;
        write_row(kind, line, here && !within ? begin : ends, here ? NULL : begin);
    }
    return n;
}

/* A row's windows, of which only every stride-th is wanted. */
INLINE FoldTerms pick_windows(Fold kind, const ColumnStrip *columns, const FoldTerms *terms) {
    const PsAxis *across = &columns->phase->job->axis[PS_WIDTH];
    float *picked = line_at(columns, 2);
    for (int64_t i = 0; i < cells_between(columns); i += LANES) {
        v_store(picked + i, fold_terms(kind, terms, i));
    }
    for (int64_t i = 0; i < columns->count; i++) {
        picked[i] = picked[i * across->stride];
    }
    return (FoldTerms){{picked}, 1};
}

/* What a row joins. The first window from n on may end with it, unless it began inside of the block. */
static Joined joined_of(const ColumnStrip *columns, int64_t row, int64_t *n) {
    const int64_t k = columns->phase->job->axis[PS_HEIGHT].kernel;
    const PsRange rows = rows_of(columns->phase, *n);
    const bool here = rows.first / k == row / k;
    Joined joined = {.before = row % k > 0 ? columns->begin : columns->none,
                     .cells = columns->block + row % k * columns->pitch,
                     .so_far = columns->next,
                     .ends = columns->none,
                     .line = {.out = columns->unused, .count = columns->count, .scale = columns->scale}};
    if (*n < columns->phase->count && rows.end == row + 1 && (!here || rows.first % k == 0)) {
        joined.line = output_row_of(columns, *n);
        joined.ends = here ? columns->none : columns->block + rows.first % k * columns->pitch;
        ++*n;
    }
    return joined;
}

/* Folds a row along and joins it. Returns whether there was a NaN. */
INLINE bool join_row(Fold kind, const ColumnStrip *columns, int64_t row, const Joined *joined) {
    const bool strided = columns->phase->job->axis[PS_WIDTH].stride > 1;
    const RowReader cells = cells_of(columns, row);
    const Joined alone = {
        .before = columns->none,
        .cells = line_at(columns, 0),
        .so_far = line_at(columns, 1),
        .ends = columns->none,
        .line = {.out = line_at(columns, 1), .count = cells_between(columns), .scale = columns->none}};
    const Joined *along = strided ? &alone : joined;
    FoldTerms terms = {{alone.cells}, 1};
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
INLINE int64_t end_row(Fold kind, ColumnStrip *columns, int64_t row, int64_t n, bool last) {
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
static int64_t sum_row(ColumnStrip *columns, int64_t row, int64_t n, bool last) {
    const Joined joined = joined_of(columns, row, &n);
    (void)join_row(FOLD_SUM, columns, row, &joined);
    return end_row(FOLD_SUM, columns, row, n, last);
}

/* Maxima. A NaN counts in its block and the next. */
static int64_t max_row(ColumnStrip *columns, int64_t row, int64_t n, bool last) {
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
static int64_t write_identity(const ColumnStrip *columns, int64_t n) {
    for (; n < columns->phase->count; n++) {
        const PsRange rows = rows_of(columns->phase, n);
        if (rows.first < rows.end) {
            break;
        }
        const OutputRow line = output_row_of(columns, n);
        for (int64_t i = 0; i < columns->count; i++) {
            line.out[i] = -INFINITY;
        }
    }
    return n;
}

/* Row after row from the beginning of the block in which the first window begins. */
static void fold_columns(ColumnStrip *columns) {
    const Phase *phase = columns->phase;
    const int64_t k = phase->job->axis[PS_HEIGHT].kernel;
    int64_t n = write_identity(columns, 0);
    const int64_t end = rows_of(phase, phase->count - 1).end;
    for (int64_t row = n < phase->count ? rows_of(phase, n).first / k * k : end; row < end; row++) {
        const bool last = row == end - 1;
        n = phase->job->max ? max_row(columns, row, n, last) : sum_row(columns, row, n, last);
    }
    n = write_identity(columns, n);
    assert(n == phase->count);
}

static void lay_column_scale(const ColumnStrip *columns) {
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
    ColumnStrip columns = {.phase = phase, .pitch = pitch_of(job), .length = line_length(job)};
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

void PS_KERNEL(separable)(const PsPoolJob *job, float *scratch) {
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
