/* Tests of axis.c: sizes, windows, taps, unread positions, bins, the formula; every small axis against
 * counting, and random ones against windows laid one by one. */
#include "core/axis.h"
#include "core/random.h"

#include "unit.h"

#define MINUS "\xE2\x88\x92"
#define TIMES "\xC2\xB7"

static PsAxis axis_of(int64_t input, int64_t kernel, int64_t stride, int64_t padding, int64_t dilation,
                      bool ceil_mode) {
    return (PsAxis){.input = input,
                    .kernel = kernel,
                    .stride = stride,
                    .padding = padding,
                    .dilation = dilation,
                    .ceil_mode = ceil_mode};
}

/* Calls check with every axis of sizes up to 9 that has an output. */
static void for_every_small_axis(void (*check)(const PsAxis *)) {
    for (int i = 0; i < 9 * 4 * 4 * 3 * 3 * 2; i++) {
        int rest = i;
        PsAxis axis = {0};
        axis.input = 1 + rest % 9;
        rest /= 9;
        axis.kernel = 1 + rest % 4;
        rest /= 4;
        axis.stride = 1 + rest % 4;
        rest /= 4;
        axis.padding = rest % 3;
        rest /= 3;
        axis.dilation = 1 + rest % 3;
        rest /= 3;
        axis.ceil_mode = rest == 1;
        if (ps_axis_output(&axis) >= 1) {
            check(&axis);
        }
    }
}

static void the_output_size_is_pytorchs(void **state) {
    (void)state;
    const struct {
        PsAxis axis;
        int64_t output;
    } cases[] = {
        {{4, 2, 2, 0, 1, false, 0}, 2},     {{12, 3, 3, 1, 1, false, 0}, 4}, {{5, 2, 2, 0, 1, false, 0}, 2},
        {{5, 2, 2, 0, 1, true, 0}, 3},      {{4, 3, 2, 1, 1, true, 0}, 3},   {{3, 2, 2, 1, 1, true, 0}, 2},
        {{224, 3, 2, 1, 1, false, 0}, 112}, {{2, 3, 2, 0, 1, true, 0}, 1},   {{2, 3, 1, 0, 1, true, 0}, 0},
        {{1, 4, 1, 0, 1, true, 0}, -2},     {{7, 3, 1, 0, 2, false, 0}, 3},  {{2, 5, 2, 0, 1, false, 0}, -1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(ps_axis_output(&cases[i].axis), cases[i].output);
    }
}

static void sizes_of_the_limit_do_not_overflow(void **state) {
    (void)state;
    const int64_t limit = PS_AXIS_LIMIT;
    const PsAxis huge = axis_of(limit, limit, limit, limit / 2, limit, true);
    assert_int_equal(ps_axis_extent(&huge), limit * (limit - 1) + 1);
    assert_true(ps_axis_output(&huge) < 1);
    const PsAxis wide = axis_of(limit, 1, 1, 0, 1, false);
    assert_int_equal(ps_axis_output(&wide), limit);
    const PsRange bin = ps_axis_bin(limit, limit - 1, limit - 2);
    assert_int_equal(bin.first, limit - 2);
    assert_int_equal(bin.end, limit);
}

static void the_first_reader_is_found_among_millions(void **state) {
    (void)state;
    const int64_t limit = PS_AXIS_LIMIT;
    /* Windows start at every third position; each reads its first cell and the one half a map on. */
    const PsAxis axis = axis_of(limit, 2, 3, 0, limit / 2, false);
    const int64_t outputs = ps_axis_output(&axis);
    assert_int_equal(ps_axis_reader(&axis, 3 * (outputs - 1)), outputs - 1);
    assert_int_equal(ps_axis_reader(&axis, limit / 2 + 210000), 70000);
    assert_int_equal(ps_axis_reader(&axis, 210001), outputs);
    const PsAxis prime = axis_of(limit, 99999, 2047, 0, 2039, true);
    const int64_t seventh_tap = 2030 * prime.stride + 7 * prime.dilation;
    assert_int_equal(ps_axis_reader(&prime, seventh_tap), 2030);
}

static void assert_refused(PsAxis axis, const char *sentence) {
    PsError error;
    assert_int_equal(ps_axis_check(&axis, "height", true, &error), PS_ERROR_SETTING);
    assert_sentence(&error, sentence);
}

static void what_cannot_be_is_refused_with_what_to_do(void **state) {
    (void)state;
    assert_refused(axis_of(4, 3, 1, 2, 1, false),
                   "padding 2 is more than half of kernel height 3: use at most 1");
    assert_refused(axis_of(0, 2, 1, 0, 1, false), "input height 0 is too small: use at least 1");
    assert_refused(axis_of(4, 0, 1, 0, 1, false), "kernel height 0 is too small: use at least 1");
    assert_refused(axis_of(4, 2, 0, 0, 1, false), "stride height 0 is too small: use at least 1");
    assert_refused(axis_of(4, 2, 1, -1, 1, false), "padding height -1 is too small: use at least 0");
    assert_refused(axis_of(4, 2, 1, 0, 0, false), "dilation height 0 is too small: use at least 1");
    assert_refused(axis_of(4, 2, (int64_t)1 << 40, 0, 1, false),
                   "stride height 1099511627776 is too large: use at most 268435456");
    assert_refused(axis_of(4, 5, 1, 0, 1, false), "kernel height 5 does not fit into 4 cells: use at most 4");
    assert_refused(axis_of(4, 3, 1, 0, 2, false),
                   "kernel height 3 with dilation 2 spans 5 of 4 cells: use a smaller dilation");
}

static void the_padding_limit_holds_for_pooling_alone(void **state) {
    (void)state;
    const PsAxis axis = axis_of(4, 3, 1, 2, 1, false);
    assert_int_equal(ps_axis_check(&axis, "width", false, NULL), PS_OK);
    assert_int_equal(ps_axis_check(&axis, "width", true, NULL), PS_ERROR_SETTING);
}

static void the_padding_limit_ignores_dilation(void **state) {
    (void)state;
    const PsAxis axis = axis_of(9, 2, 1, 2, 3, false);
    assert_int_equal(ps_axis_check(&axis, "width", true, NULL), PS_ERROR_SETTING);
}

static void a_kernel_larger_than_the_map_fits_once_in_ceil_mode(void **state) {
    (void)state;
    const PsAxis axis = axis_of(2, 3, 2, 0, 1, true);
    assert_int_equal(ps_axis_check(&axis, "width", true, NULL), PS_OK);
    assert_int_equal(ps_axis_output(&axis), 1);
}

static void check_windows(const PsAxis *axis) {
    const int64_t outputs = ps_axis_output(axis);
    for (int64_t o = 0; o < outputs; o++) {
        const PsRange window = ps_axis_window(axis, o);
        const PsRange taps = ps_axis_taps(axis, o);
        const PsRange padded = ps_axis_padded(axis, o);
        int64_t in_padded = 0;
        assert_int_equal(window.first, o * axis->stride - axis->padding);
        assert_int_equal(window.end - window.first, ps_axis_extent(axis));
        for (int64_t t = 0; t < axis->kernel; t++) {
            const int64_t position = window.first + t * axis->dilation;
            const bool is_cell = position >= 0 && position < axis->input;
            assert_int_equal(is_cell, t >= taps.first && t < taps.end);
        }
        for (int64_t position = window.first; position < window.end; position++) {
            in_padded += position >= -axis->padding && position < axis->input + axis->padding;
        }
        assert_int_equal(padded.end - padded.first, in_padded);
    }
}

static void windows_taps_and_clips_agree_with_counting(void **state) {
    (void)state;
    for_every_small_axis(check_windows);
}

/* What product.md says, tap by tap. */
static bool reads_by_definition(const PsAxis *axis, int64_t output, int64_t position) {
    for (int64_t t = 0; t < axis->kernel; t++) {
        if (output * axis->stride - axis->padding + t * axis->dilation == position) {
            return true;
        }
    }
    return false;
}

static void check_reading(const PsAxis *axis) {
    const int64_t outputs = ps_axis_output(axis);
    int64_t unread = 0;
    for (int64_t position = -axis->padding; position < axis->input + axis->padding; position++) {
        const PsRange candidates = ps_axis_outputs(axis, position);
        bool any = false;
        int64_t reader = outputs;
        assert_true(candidates.first >= 0 && candidates.first <= candidates.end && candidates.end <= outputs);
        for (int64_t o = 0; o < outputs; o++) {
            const bool reads = reads_by_definition(axis, o, position);
            assert_int_equal(ps_axis_reads(axis, o, position), reads);
            assert_true(!reads || (o >= candidates.first && o < candidates.end));
            reader = reads && !any ? o : reader;
            any = any || reads;
        }
        assert_int_equal(ps_axis_reader(axis, position), reader);
        unread += any ? 0 : 1;
    }
    assert_false(ps_axis_reads(axis, 0, -axis->padding - 1));
    assert_false(ps_axis_reads(axis, outputs - 1, axis->input + axis->padding));
    assert_int_equal(ps_axis_unread(axis), unread);
}

static void reads_readers_outputs_and_unread_agree_with_counting(void **state) {
    (void)state;
    for_every_small_axis(check_reading);
}

static void the_unread_cells_of_product_md_are_two(void **state) {
    (void)state;
    /* 12 cells and 2 of padding, four windows of 3 side by side: two positions are left. */
    const PsAxis axis = axis_of(12, 3, 3, 1, 1, false);
    assert_int_equal(ps_axis_unread(&axis), 2);
    const PsAxis dilated = axis_of(3, 1, 1, 0, PS_AXIS_LIMIT, false);
    assert_int_equal(ps_axis_unread(&dilated), 0);
}

/* An axis worked out without a division: its windows laid one by one, their taps counted in readers. */
typedef struct LaidAxis {
    PsAxis axis;
    int64_t outputs;
    int64_t extent;
    int64_t padded;
    int readers[256]; /* of each position of the padded map */
} LaidAxis;

enum { RANDOM_AXES = 10000 };

static int64_t random_below(uint64_t *seed, int64_t end) {
    return (int64_t)(ps_random_next(seed) % (uint64_t)end);
}

static PsAxis random_axis(uint64_t *seed) {
    PsAxis axis = {.input = 1 + random_below(seed, 96), .kernel = 1 + random_below(seed, 9)};
    axis.stride = 1 + random_below(seed, 9);
    axis.dilation = random_below(seed, 2) == 0 ? 1 : 1 + random_below(seed, 9);
    axis.ceil_mode = random_below(seed, 2) == 0;
    /* Half of the axes as pooling allows them, half padded as only a convolution may be. */
    axis.padding = random_below(seed, random_below(seed, 2) == 0 ? axis.kernel / 2 + 1 : 32);
    return axis;
}

static LaidAxis lay(const PsAxis *axis) {
    LaidAxis laid = {.axis = *axis, .extent = 1, .padded = axis->input + axis->padding + axis->padding};
    for (int64_t tap = 1; tap < axis->kernel; tap++) {
        laid.extent += axis->dilation;
    }
    const int64_t room = laid.padded + (axis->ceil_mode ? axis->stride - 1 : 0);
    int64_t last_start = 0;
    for (int64_t start = 0; start + laid.extent <= room; start += axis->stride) {
        last_start = start;
        laid.outputs++;
    }
    if (axis->ceil_mode && last_start >= axis->input + axis->padding) {
        laid.outputs--;
    }
    for (int64_t output = 0; output < laid.outputs; output++) {
        for (int64_t tap = 0; tap < axis->kernel; tap++) {
            const int64_t place = output * axis->stride + tap * axis->dilation;
            if (place < laid.padded) {
                laid.readers[place]++;
            }
        }
    }
    return laid;
}

static void for_random_axes(void (*check)(const LaidAxis *)) {
    uint64_t seed = 20;
    for (int i = 0; i < RANDOM_AXES; i++) {
        const PsAxis axis = random_axis(&seed);
        const LaidAxis laid = lay(&axis);
        check(&laid);
    }
}

static int64_t count_read(const LaidAxis *laid, int times) {
    int64_t count = 0;
    for (int64_t place = 0; place < laid->padded; place++) {
        count += laid->readers[place] >= times ? 1 : 0;
    }
    return count;
}

static void check_counts(const LaidAxis *laid) {
    const PsAxis *axis = &laid->axis;
    const int64_t output = ps_axis_output(axis);
    assert_int_equal(output < 0 ? 0 : output, laid->outputs);
    for (int64_t place = 0; place < laid->padded; place++) {
        const int64_t position = place - axis->padding;
        assert_int_equal(ps_axis_reader_count(axis, position), laid->readers[place]);
        assert_int_equal(ps_axis_reader(axis, position) == laid->outputs, laid->readers[place] == 0);
    }
    assert_int_equal(ps_axis_reader_count(axis, axis->input + axis->padding), 0);
    assert_int_equal(ps_axis_unread(axis), laid->padded - count_read(laid, 1));
    assert_int_equal(ps_axis_shared(axis), count_read(laid, 2));
    assert_int_equal(ps_axis_read_count(axis, 3), count_read(laid, 3));
}

static void unread_and_shared_agree_with_windows_laid_one_by_one(void **state) {
    (void)state;
    for_random_axes(check_counts);
}

static void check_ruler(const LaidAxis *laid) {
    const PsAxis *axis = &laid->axis;
    const PsRuler ruler = ps_axis_ruler(axis);
    assert_int_equal(ruler.first + ruler.strides * ruler.stride + ruler.rest - ruler.overhang, laid->padded);
    int64_t end = -axis->padding;
    for (int64_t output = 0; output < laid->outputs; output++) {
        const PsRange piece = ps_axis_piece(axis, output);
        assert_int_equal(piece.first, end);
        assert_int_equal(piece.end - piece.first, output == 0 ? ruler.first : ruler.stride);
        end = piece.end;
    }
    assert_int_equal(end + ruler.rest - ruler.overhang, axis->input + axis->padding);
    assert_true(ruler.rest == 0 || ruler.overhang == 0);
    assert_true(ruler.overhang < axis->stride);
    int64_t trailing = 0;
    while (trailing < laid->padded && laid->readers[laid->padded - 1 - trailing] == 0) {
        trailing++;
    }
    /* A dilated window that hangs over may miss the last positions with the taps that do not. */
    assert_true(ruler.overhang > 0 ? ruler.rest <= trailing : ruler.rest == trailing);
    if (axis->dilation == 1) {
        assert_int_equal(ps_axis_unread(axis), ruler.rest + ruler.strides * ruler.hole);
    }
}

static void the_rulers_pieces_sum_to_the_padded_map(void **state) {
    (void)state;
    for_random_axes(check_ruler);
}

static void check_refusal(const LaidAxis *laid) {
    const PsAxis *axis = &laid->axis;
    for (int64_t output = 0; output < laid->outputs; output++) {
        assert_int_equal(ps_axis_refusal(axis, output), PS_REFUSAL_NONE);
    }
    const int64_t start = laid->outputs * axis->stride;
    const int64_t end = start + laid->extent;
    const int64_t lacking = end > laid->padded ? end - laid->padded : 0;
    const PsRefusal refusal = ps_axis_refusal(axis, laid->outputs);
    assert_int_equal(ps_axis_overhang(axis, laid->outputs), lacking);
    if (refusal == PS_REFUSAL_OVERHANG) {
        assert_true(lacking >= (axis->ceil_mode ? axis->stride : 1));
    } else {
        assert_int_equal(refusal, PS_REFUSAL_STARTS_IN_PADDING);
        assert_true(axis->ceil_mode && lacking < axis->stride && start >= axis->input + axis->padding);
        assert_true(ps_axis_rest(axis) > 0);
        assert_int_equal(ps_axis_refusal(axis, laid->outputs + 1), PS_REFUSAL_OVERHANG);
    }
}

static void the_window_after_the_last_is_refused_for_the_right_reason(void **state) {
    (void)state;
    for_random_axes(check_refusal);
}

static void assert_ruler(PsAxis axis, PsRuler expected, PsRefusal refusal, int64_t lacking) {
    const PsRuler ruler = ps_axis_ruler(&axis);
    const int64_t outputs = ps_axis_output(&axis) < 0 ? 0 : ps_axis_output(&axis);
    assert_int_equal(ruler.first, expected.first);
    assert_int_equal(ruler.strides, expected.strides);
    assert_int_equal(ruler.stride, axis.stride);
    assert_int_equal(ruler.hole, expected.hole);
    assert_int_equal(ruler.rest, expected.rest);
    assert_int_equal(ruler.overhang, expected.overhang);
    assert_int_equal(ps_axis_refusal(&axis, outputs), refusal);
    assert_int_equal(ps_axis_overhang(&axis, outputs), lacking);
}

static void rulers_of_known_axes_end_as_they_should(void **state) {
    (void)state;
    const PsRefusal hangs = PS_REFUSAL_OVERHANG;
    const PsRefusal starts = PS_REFUSAL_STARTS_IN_PADDING;
    assert_ruler(axis_of(12, 3, 2, 0, 1, false), (PsRuler){3, 4, 2, 0, 1, 0}, hangs, 1);
    assert_ruler(axis_of(12, 3, 3, 1, 1, false), (PsRuler){3, 3, 3, 0, 2, 0}, hangs, 1);
    assert_ruler(axis_of(12, 3, 3, 1, 1, true), (PsRuler){3, 4, 3, 0, 0, 1}, hangs, 4);
    /* Ceil mode drops the third window, which would lie at 5 and 6: both are past the last cell. */
    assert_ruler(axis_of(5, 2, 3, 1, 1, true), (PsRuler){2, 1, 3, 1, 2, 0}, starts, 1);
    /* The same without padding: nothing but what is missing. */
    assert_ruler(axis_of(5, 2, 5, 0, 1, true), (PsRuler){2, 0, 5, 3, 3, 0}, starts, 2);
    /* No window fits; in ceil mode none that hangs over by a stride or more. */
    assert_ruler(axis_of(2, 5, 2, 0, 1, false), (PsRuler){0, 0, 2, 0, 2, 0}, hangs, 3);
    assert_ruler(axis_of(2, 5, 3, 0, 1, true), (PsRuler){0, 0, 3, 0, 2, 0}, hangs, 3);
    assert_ruler(axis_of(2, 5, 4, 0, 1, true), (PsRuler){5, 0, 4, 0, 0, 3}, hangs, 7);
    assert_ruler(axis_of(1, 1, 1, 0, 1, false), (PsRuler){1, 0, 1, 0, 0, 0}, hangs, 1);
    /* A convolution of nothing but padding at both ends. */
    assert_ruler(axis_of(1, 2, 2, 4, 1, false), (PsRuler){2, 3, 2, 0, 1, 0}, hangs, 1);
}

static void cells_read_more_than_once_are_counted(void **state) {
    (void)state;
    const PsAxis alexnet = axis_of(27, 3, 2, 0, 1, false);
    assert_int_equal(ps_axis_output(&alexnet), 13);
    assert_int_equal(ps_axis_shared(&alexnet), 12);
    assert_int_equal(ps_axis_reader_count(&alexnet, 2), 2);
    const PsAxis apart = axis_of(27, 3, 3, 0, 1, false);
    assert_int_equal(ps_axis_shared(&apart), 0);
    /* Bins of 7 in 3: 0 to 3, 2 to 5 and 4 to 7 share cells 2 and 4; of 3 in 7 each cell is in several. */
    const PsAxis bins = ps_axis_of_bins(7, 3);
    assert_int_equal(ps_axis_shared(&bins), 2);
    assert_int_equal(ps_axis_reader_count(&bins, 2), 2);
    const PsAxis small_bins = ps_axis_of_bins(3, 7);
    assert_int_equal(ps_axis_shared(&small_bins), 3);
    assert_int_equal(ps_axis_rest(&bins), 0);
    const int64_t limit = PS_AXIS_LIMIT;
    const PsAxis huge = axis_of(limit, 3, 2, 0, 1, false);
    assert_int_equal(ps_axis_shared(&huge), limit / 2 - 2);
    assert_int_equal(ps_axis_unread(&huge), 1);
    const PsAxis largest = axis_of(limit, limit, limit, limit, limit, true);
    assert_int_equal(ps_axis_rest(&largest), 3 * limit);
    assert_int_equal(ps_axis_overhang(&largest, 0), limit * (limit - 1) + 1 - 3 * limit);
}

static void assert_chain(PsAxis rule, int most, const int64_t *expected, int count) {
    int64_t sizes[16] = {0};
    assert_true(most <= 16);
    assert_int_equal(ps_chain(&rule, expected[0], sizes, most), count);
    assert_memory_equal(sizes, expected, (size_t)count * sizeof *sizes);
}

static void a_chain_goes_on_until_it_cannot(void **state) {
    (void)state;
    const int64_t halves[] = {224, 112, 56, 28, 14, 7, 3, 1};
    assert_chain(axis_of(1, 2, 2, 0, 1, false), 6, halves, 6);
    assert_chain(axis_of(1, 2, 2, 0, 1, false), 16, halves, 8);
    assert_chain(axis_of(9, 7, 7, 0, 1, false), 16, (const int64_t[]){7, 1}, 2);
    assert_chain(axis_of(1, 3, 2, 0, 1, false), 4, (const int64_t[]){55, 27, 13, 6}, 4);
    assert_chain(axis_of(1, 3, 2, 0, 1, false), 16, (const int64_t[]){55, 27, 13, 6, 2}, 5);
    assert_chain(axis_of(1, 3, 2, 0, 1, false), 16, (const int64_t[]){224, 111, 55, 27, 13, 6, 2}, 7);
    assert_chain(axis_of(1, 3, 2, 1, 1, false), 16, (const int64_t[]){224, 112, 56, 28, 14, 7, 4, 2, 1}, 9);
}

static void a_chain_ends_where_a_size_comes_again_or_grows_too_large(void **state) {
    (void)state;
    assert_chain(axis_of(1, 3, 1, 1, 1, false), 16, (const int64_t[]){224}, 1);
    assert_chain(axis_of(1, 3, 2, 1, 1, true), 16, (const int64_t[]){8, 5, 3, 2}, 4);
    assert_chain(axis_of(1, 1, 1, 1, 1, false), 4, (const int64_t[]){5, 7, 9, 11}, 4);
    assert_chain(axis_of(1, 1, 1, PS_AXIS_LIMIT / 2 - 1, 1, false), 16,
                 (const int64_t[]){1, PS_AXIS_LIMIT - 1}, 2);
}

static void bins_cover_all_cells_without_a_gap(void **state) {
    (void)state;
    for (int64_t input = 1; input < 20; input++) {
        for (int64_t outputs = 1; outputs < 25; outputs++) {
            int64_t end = 0;
            for (int64_t o = 0; o < outputs; o++) {
                const PsRange bin = ps_axis_bin(input, outputs, o);
                assert_true(bin.first <= end && bin.end > bin.first && bin.end <= input);
                end = bin.end;
            }
            assert_int_equal(end, input);
        }
    }
    const PsRange bin = ps_axis_bin(5, 3, 1);
    assert_int_equal(bin.first, 1);
    assert_int_equal(bin.end, 4);
}

static void assert_axis_formula(PsAxis axis, PsNumberForm form, const char *expected) {
    PsFormula formula = {.count = 0};
    ps_axis_formula(&axis, form, &formula);
    assert_formula(&formula, expected);
}

static void the_formula_is_spelled_out(void **state) {
    (void)state;
    assert_axis_formula(axis_of(12, 3, 3, 1, 1, false), PS_NUMBER_FULL,
                        "floor((12 + 2*1 - 1*(3 - 1) - 1) / 3) + 1 = 4");
    assert_axis_formula(axis_of(5, 2, 2, 0, 1, true), PS_NUMBER_FULL,
                        "ceil((5 + 2*0 - 1*(2 - 1) - 1) / 2) + 1 = 3");
    assert_axis_formula(axis_of(3, 2, 2, 1, 1, true), PS_NUMBER_FULL,
                        "ceil((3 + 2*1 - 1*(2 - 1) - 1) / 2) + 1 - 1 = 2");
    assert_axis_formula(axis_of(4, 2, 2, 0, 1, false), PS_NUMBER_SCREEN,
                        "⌊(4 + 2" TIMES "0 " MINUS " 1" TIMES "(2 " MINUS " 1) " MINUS " 1) / 2⌋ + 1 = 2");
    assert_axis_formula(axis_of(3, 2, 2, 1, 1, true), PS_NUMBER_SCREEN,
                        "⌈(3 + 2" TIMES "1 " MINUS " 1" TIMES "(2 " MINUS " 1) " MINUS " 1) / 2⌉ + 1 " MINUS
                        " 1 = 2");
}

static void the_formulas_spans_tell_settings_from_result(void **state) {
    (void)state;
    const PsAxis axis = axis_of(12, 3, 4, 1, 2, false);
    PsFormula formula = {.count = 0};
    ps_axis_formula(&axis, PS_NUMBER_FULL, &formula);
    const char *const constants[] = {"12", "1", "2", "3", "4"};
    int found = 0;
    for (int i = 0; i < formula.count; i++) {
        if (formula.spans[i].kind == PS_SPAN_CONSTANT) {
            assert_string_equal(formula.spans[i].text, constants[found]);
            found++;
        }
        assert_int_equal(formula.spans[i].tap, -1);
    }
    assert_int_equal(found, 5);
    assert_int_equal(formula.spans[0].kind, PS_SPAN_NAME);
    assert_int_equal(formula.spans[formula.count - 1].kind, PS_SPAN_RESULT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_output_size_is_pytorchs),
        cmocka_unit_test(sizes_of_the_limit_do_not_overflow),
        cmocka_unit_test(the_first_reader_is_found_among_millions),
        cmocka_unit_test(what_cannot_be_is_refused_with_what_to_do),
        cmocka_unit_test(the_padding_limit_holds_for_pooling_alone),
        cmocka_unit_test(the_padding_limit_ignores_dilation),
        cmocka_unit_test(a_kernel_larger_than_the_map_fits_once_in_ceil_mode),
        cmocka_unit_test(windows_taps_and_clips_agree_with_counting),
        cmocka_unit_test(reads_readers_outputs_and_unread_agree_with_counting),
        cmocka_unit_test(the_unread_cells_of_product_md_are_two),
        cmocka_unit_test(unread_and_shared_agree_with_windows_laid_one_by_one),
        cmocka_unit_test(the_rulers_pieces_sum_to_the_padded_map),
        cmocka_unit_test(the_window_after_the_last_is_refused_for_the_right_reason),
        cmocka_unit_test(rulers_of_known_axes_end_as_they_should),
        cmocka_unit_test(cells_read_more_than_once_are_counted),
        cmocka_unit_test(a_chain_goes_on_until_it_cannot),
        cmocka_unit_test(a_chain_ends_where_a_size_comes_again_or_grows_too_large),
        cmocka_unit_test(bins_cover_all_cells_without_a_gap),
        cmocka_unit_test(the_formula_is_spelled_out),
        cmocka_unit_test(the_formulas_spans_tell_settings_from_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
