/* The arithmetic of one axis: kernel, stride, padding, dilation, ceil mode. Written once, here; pooling,
 * convolution and receptive fields all ask this file.
 *
 * Notation (PyTorch's): N input size, K kernel, S stride, P padding on each side, D dilation, O output size.
 * Window o covers positions o*S - P + t*D, t = 0…K-1; positions 0…N-1 are cells, -P…-1 and N…N+P-1 padding,
 * and what is beyond N+P-1 (ceil mode) is missing.
 *
 * The windows of global and adaptive pooling are bins (ps_axis_bin), of different sizes where O does not
 * divide N; kernel is then the largest of them, stride the distance between two rounded down, dilation 1,
 * padding 0.
 */
#ifndef PS_AXIS_H
#define PS_AXIS_H

#include "core/formula.h"
#include "core/status.h"

#include <stdbool.h>
#include <stdint.h>

/* The largest size, kernel, stride, padding or dilation that is accepted anywhere. */
#define PS_AXIS_LIMIT (1 << 28)

typedef struct PsAxis {
    int64_t input;    /* N >= 1 */
    int64_t kernel;   /* K >= 1 */
    int64_t stride;   /* S >= 1 */
    int64_t padding;  /* P >= 0 */
    int64_t dilation; /* D >= 1 */
    bool ceil_mode;
    int64_t bins; /* above 0: the windows are that many adaptive bins, whatever kernel and stride say */
} PsAxis;

/* A half-open range of positions. */
typedef struct PsRange {
    int64_t first;
    int64_t end;
} PsRange;

/* Why a window is not one of the outputs. */
typedef enum PsRefusal {
    PS_REFUSAL_NONE,             /* it is one */
    PS_REFUSAL_OVERHANG,         /* it would hang over the end of the padded map: in ceil mode by S or more */
    PS_REFUSAL_STARTS_IN_PADDING /* ceil mode: it might hang over, but starts past the last cell */
} PsRefusal;

/* An axis laid out as the size formula counts it: first + strides * stride + rest - overhang = N + 2P. */
typedef struct PsRuler {
    int64_t first;   /* E, the extent of the first window; 0 where no window fits */
    int64_t strides; /* O - 1 */
    int64_t stride;  /* S */
    int64_t hole;    /* S - E or 0: how many of each stride's S, its first, lie between two windows, unread */
    int64_t rest;    /* after the last window, unread; all of N + 2P where no window fits */
    int64_t overhang; /* ceil mode: how much of the last piece is past N + P, below S; then rest is 0 */
} PsRuler;

/* Refuses what PyTorch refuses: N, K, S, D below 1, P below 0, padding above K/2 (only for pooling), an
 * output below 1. name says which axis in the sentence ("height", "width"). */
PsStatus ps_axis_check(const PsAxis *axis, const char *name, bool pooling, PsError *error) PS_MUST_USE;

/* O = floor((N + 2P - D(K-1) - 1) / S) + 1; in ceil mode the ceiling, and one less where the last window
 * would start in the right-hand padding, (O-1)S >= N + P. May be below 1 for an axis that does not check. */
int64_t ps_axis_output(const PsAxis *axis);

/* N + 2P: the positions of the padded map. */
int64_t ps_axis_padded_size(const PsAxis *axis);

/* D(K-1) + 1: positions from a window's first tap to its last. */
int64_t ps_axis_extent(const PsAxis *axis);

/* The taps of window o: K, or the cells of a bin. */
int64_t ps_axis_tap_count(const PsAxis *axis, int64_t output);

/* First position of window o and one past its last, before clipping. */
PsRange ps_axis_window(const PsAxis *axis, int64_t output);

/* The taps t of window o whose position is a cell, [first, end); empty (first == end) if there is none. */
PsRange ps_axis_taps(const PsAxis *axis, int64_t output);

/* Positions of window o clipped to the padded map, [-P, N+P): the extent that average pooling divides by
 * when it counts padding. For dilation 1. */
PsRange ps_axis_padded(const PsAxis *axis, int64_t output);

/* Whether window o reads position (a cell, or padding when in [-P, N+P)). */
bool ps_axis_reads(const PsAxis *axis, int64_t output, int64_t position);

/* The outputs that could read position, [first, end); with dilation ask ps_axis_reads for each. */
PsRange ps_axis_outputs(const PsAxis *axis, int64_t position);

/* The first output whose window reads position, a cell or padding; O where none does. */
int64_t ps_axis_reader(const PsAxis *axis, int64_t position);

/* How many windows read position, a cell or padding. */
int64_t ps_axis_reader_count(const PsAxis *axis, int64_t position);

/* How many positions of the padded map are read by at least that many windows. Not for bins. Time grows with
 * D / gcd(S, D), not with N. */
int64_t ps_axis_read_count(const PsAxis *axis, int64_t times);

/* How many positions of the padded map no window reads. */
int64_t ps_axis_unread(const PsAxis *axis);

/* How many positions of the padded map more than one window reads. */
int64_t ps_axis_shared(const PsAxis *axis);

/* How many positions of the padded map lie after the last window; all where there is no window. (Of windows
 * with holes, dilated or further apart than they are wide, others may be unread too.) */
int64_t ps_axis_rest(const PsAxis *axis);

/* How many positions window output, which need not be one of the outputs, lacks: its end past N + P, or 0.
 * Not for bins past the last. */
int64_t ps_axis_overhang(const PsAxis *axis, int64_t output);

/* Why window output >= 0 is not one of the outputs. Window O is the try that fails. Windows may start in the
 * right-hand padding without ceil mode (P >= E); then that is no reason. */
PsRefusal ps_axis_refusal(const PsAxis *axis, int64_t output);

/* The pieces of the padded map. Not for bins. */
PsRuler ps_axis_ruler(const PsAxis *axis);

/* The positions of the ruler's piece of window output: the whole first window, the last S positions up to the
 * end of any other. Not clipped: the overhang is in it. Not for bins. */
PsRange ps_axis_piece(const PsAxis *axis, int64_t output);

/* The sizes that come of applying rule (its input does not matter) again and again: first, its output size,
 * that one's, and so on, at most the given number (>= 1) into sizes. Returns their number. Ends where no
 * window fits, where the next size is the same again, and past PS_AXIS_LIMIT; ps_axis_output for the last
 * size says which.
 */
int ps_chain(const PsAxis *rule, int64_t first, int64_t *sizes, int most);

/* The bins of an axis of N cells that come out as O. */
PsAxis ps_axis_of_bins(int64_t input, int64_t outputs);

/* Adaptive bin o of O over N cells: floor(o*N/O) up to ceil((o+1)*N/O). */
PsRange ps_axis_bin(int64_t input, int64_t outputs, int64_t output);

/* Appends the size formula. Full form: "floor((12 + 2*1 - 1*(3 - 1) - 1) / 3) + 1 = 4", "ceil(" in ceil
 * mode and " - 1" before the result where the last window is dropped. Screen form: the same with ⌊ ⌋, ⌈ ⌉, ·
 * and −. Of bins "output_size = 4". */
void ps_axis_formula(const PsAxis *axis, PsNumberForm form, PsFormula *formula);

#endif
