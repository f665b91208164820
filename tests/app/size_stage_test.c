/* The Output size stage: its tree at every step, what it says of windows that do not fit, pointing both ways,
 * examples, the chain; and 10,000 axes whose cells are counted one by one.
 */
#include "app/stages/size/frame.h"

#include "app/edits.h"
#include "app/stages/size/copy.h"
#include "app/stages/size/example.h"
#include "app/stages/size/ruler.h"
#include "core/random.h"
#include "tests/app/driver.h"

#include <stdlib.h>
#include <string.h>

static void make_edit(App *app, PsEdit edit) {
    app->requests.edits[app->requests.count++] = (StageEdit){.edit = edit, .group = ++app->next_group};
    app_event(app, &(UiEvent){0});
    assert_string_equal(app->notice, "");
}

static PsPool pool_of(int kernel, int stride, int padding, bool ceil_mode) {
    PsPool pool = ps_pool_default();
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = kernel;
        pool.stride[axis] = stride;
        pool.padding[axis] = padding;
    }
    pool.ceil_mode = ceil_mode;
    return pool;
}

static App *start_on(App *app) {
    app->next_stage = stage_find("size");
    edits_enter_stage(app);
    drive_show(app);
    return app;
}

/* The scene's pool over input cells. */
static App *start_pool(int input, PsPool pool) {
    App *app = drive_start();
    PsSize size = app->document.scene.size;
    size.input[PS_HEIGHT] = size.input[PS_WIDTH] = input;
    make_edit(app, ps_edit_pool(&pool));
    make_edit(app, ps_edit_settings(PS_STAGE_SIZE, &size));
    return start_on(app);
}

static PsSize convolution(int input, int kernel, int stride, int padding, int dilation) {
    return (PsSize){
        .convolution = true,
        .input = {input, input},
        .chain_from = 224,
        .windows = {{kernel, kernel}, {stride, stride}, {padding, padding}, {dilation, dilation}}};
}

static App *start_size(const PsSize *size) {
    App *app = drive_start();
    make_edit(app, ps_edit_settings(PS_STAGE_SIZE, size));
    return start_on(app);
}

static App *start_convolution(int input, int kernel, int stride, int padding, int dilation) {
    const PsSize size = convolution(input, kernel, stride, padding, dilation);
    return start_size(&size);
}

static void go(App *app, int64_t step) {
    app_set_step(app, step);
    drive_show(app);
}

static void go_last(App *app) {
    go(app, app->player.steps);
}

static void assert_contains(const App *app, const char *label, const char *part) {
    if (strstr(drive_value(app, label), part) == NULL) {
        fail_msg("\"%s\" says \"%s\", not \"%s\"", label, drive_value(app, label), part);
    }
}

/* Steps. */

static void assert_at_step(const App *app, int64_t step) {
    for (int output = 0; output < 5; output++) {
        char label[32];
        char value[32] = "";
        snprintf(label, sizeof label, "output %d", output);
        if (output < step) {
            snprintf(value, sizeof value, "%d", output);
        }
        assert_shown(app, label, value);
        snprintf(label, sizeof label, "hop %d", output);
        assert_int_equal(drive_has(app, label), output > 0 && output < step);
    }
    assert_int_equal(drive_has(app, "rest"), step == 6);
    assert_int_equal(drive_has(app, "Verdict"), step == 6);
    assert_shown(app, "axis 0", "0");
    assert_shown(app, "axis 11", step == 6 ? "never read" : "11");
}

static void each_step_places_a_window_and_the_last_says_why_no_other_fits(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(3, 2, 0, false));
    assert_shown(app, "Step", "0 / 6");
    for (int64_t step = 0; step <= 6; step++) {
        go(app, step);
        assert_at_step(app, step);
    }
    assert_shown(app, "first window", "3");
    assert_shown(app, "hop 4", "2");
    assert_shown(app, "rest", "1");
    assert_shown(app, "Verdict", "does not fit");
    assert_shown(app, "Formula", "⌊(12 − 3) / 2⌋ + 1 = 4 + 1 = 5");
    assert_shown(app, "Output size", "5");
    assert_shown(app, "Output formula", "floor((12 + 2*0 - 1*(3 - 1) - 1) / 2) + 1 = 5");
    assert_shown(app, "Values", "12 in, 5 out: ≈ 58.3 % fewer");
    app_destroy(app);
}

static void the_tree_tells_the_destination_while_a_window_slides(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(3, 2, 0, false));
    app_next(app);
    drive_wait(app, 0.1);
    assert_shown(app, "Step", "1 / 6");
    assert_shown(app, "output 0", "0");
    assert_shown(app, "output 1", "");
    app_destroy(app);
}

/* Named axes. */

static void windows_of_three_over_27_overlap(void **state) {
    (void)state;
    App *app = start_pool(27, pool_of(3, 2, 0, false));
    go_last(app);
    assert_shown(app, "Output size", "13");
    assert_contains(app, "Why", "Every cell is read, 12 more than once.");
    assert_false(drive_has(app, "rest"));
    app_destroy(app);
}

static void a_padded_axis_leaves_two_unread_until_ceil_mode(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(3, 3, 1, false));
    go_last(app);
    assert_shown(app, "Output size", "4");
    assert_shown(app, "rest", "2");
    assert_shown(app, "axis -1", "pad");
    assert_shown(app, "axis 11", "never read");
    assert_shown(app, "axis 12", "never read");
    assert_contains(app, "Why", "In ceil mode it may hang over: 5 outputs.");
    drive_click(app, "Ceil mode");
    go_last(app);
    assert_shown(app, "Output size", "5");
    assert_shown(app, "axis 12", "pad");
    assert_false(drive_has(app, "rest"));
    app_destroy(app);
}

static void a_window_that_would_start_in_the_padding_is_dropped(void **state) {
    (void)state;
    App *app = start_pool(5, pool_of(2, 3, 1, true));
    go_last(app);
    assert_shown(app, "Output size", "2");
    assert_shown(app, "Verdict", "starts in the padding");
    assert_shown(app, "Formula", "⌈(5 + 2·1 − 2) / 3⌉ + 1 − 1 = 2 + 1 − 1 = 2");
    assert_contains(app, "Why", "would start at 5");
    app_destroy(app);
}

static void holes_between_windows_are_never_read_and_no_rest(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(2, 5, 0, false));
    go(app, 1);
    assert_shown(app, "axis 2", "2");
    go(app, 2);
    assert_shown(app, "axis 2", "never read");
    assert_shown(app, "axis 7", "7");
    go_last(app);
    assert_shown(app, "axis 7", "never read");
    assert_false(drive_has(app, "rest"));
    app_destroy(app);
}

static void a_kernel_beyond_the_axis_draws_it_and_says_so(void **state) {
    (void)state;
    App *app = start_convolution(4, 7, 2, 0, 1);
    assert_shown(app, "Step", "0 / 1");
    assert_shown(app, "axis 3", "3");
    go_last(app);
    assert_shown(app, "Output size", "0");
    assert_shown(app, "axis 3", "never read");
    assert_shown(app, "rest", "4");
    assert_true(drive_has(app, "No window fits"));
    app_destroy(app);
}

static void one_cell_gives_one_output(void **state) {
    (void)state;
    App *app = start_convolution(1, 1, 1, 0, 1);
    go_last(app);
    assert_shown(app, "Step", "2 / 2");
    assert_shown(app, "Output size", "1");
    assert_shown(app, "Values", "1 in, 1 out: as many");
    app_destroy(app);
}

static void windows_may_read_padding_alone(void **state) {
    (void)state;
    App *app = start_convolution(3, 2, 2, 4, 1);
    drive_hover(app, "output 0");
    assert_shown(app, "Caption", "Output 0 reads cells −4 to −3. All of them are padding.");
    assert_shown(app, "Output size", "5");
    app_destroy(app);
}

static void a_dilated_window_reads_every_other_cell(void **state) {
    (void)state;
    App *app = start_convolution(10, 3, 1, 0, 2);
    go(app, 1);
    assert_shown(app, "first window", "5");
    drive_hover(app, "output 3");
    assert_shown(app, "Caption", "Output 3 reads 3 cells from 3 to 7, 2 apart.");
    app_destroy(app);
}

/* Pointing. */

static void pointing_goes_both_ways(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(3, 2, 0, false));
    go_last(app);
    drive_hover(app, "axis 4");
    assert_shown(app, "Caption", "Cell 4: windows 1 and 2 read it.");
    drive_hover(app, "axis 11");
    assert_shown(app, "Caption", "Cell 11: no window reads it.");
    drive_hover(app, "output 2");
    assert_shown(app, "Caption", "Output 2 reads cells 4 to 6.");
    drive_hover(app, "hop 3");
    assert_shown(app, "Caption", "A stride of 2 leads to output 3.");
    drive_hover(app, "rest");
    assert_shown(app, "Caption", "1 cell is left: less than a stride of 2.");
    drive_hover(app, "first window");
    assert_shown(app, "Caption", "The first window: 3 cells, F.");
    app_destroy(app);
}

static void keys_go_along_each_row(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(3, 2, 0, false));
    go_last(app);
    drive_tab_to(app, "Outputs");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Caption", "Output 1 reads cells 2 to 4.");
    drive_tab_to(app, "Cells");
    for (int i = 0; i < 20; i++) {
        drive_key(app, UI_KEY_RIGHT, 0);
    }
    assert_shown(app, "Caption", "Cell 11: no window reads it.");
    drive_tab_to(app, "Ruler");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Caption", "A stride of 2 leads to output 1.");
    drive_tab_to(app, "Outputs");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Step", "2 / 6");
    app_destroy(app);
}

static void a_click_on_an_output_goes_to_its_step(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(3, 2, 0, false));
    drive_click(app, "output 3");
    assert_shown(app, "Step", "4 / 6");
    app_destroy(app);
}

/* Answers. */

static void a_hidden_answer_is_told_only_when_it_is_revealed(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(3, 2, 0, false));
    drive_key(app, 'h', 0);
    go(app, 2);
    assert_shown(app, "output 1", "");
    assert_false(drive_has(app, "output 3"));
    assert_shown(app, "Output size", "");
    assert_shown(app, "Output formula", "");
    go_last(app);
    assert_false(drive_has(app, "rest"));
    assert_shown(app, "axis 11", "11");
    assert_shown(app, "Verdict", "");
    assert_shown(app, "Formula", "⌊(12 − 3) / 2⌋ + 1 = ? + 1 = ?");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "rest", "1");
    assert_shown(app, "axis 11", "never read");
    assert_shown(app, "Output size", "5");
    app_destroy(app);
}

/* Settings. */

static void every_example_is_one_edit_and_is_known_again(void **state) {
    (void)state;
    for (int i = 0; i < size_example_count(); i++) {
        App *app = start_on(drive_start());
        drive_click(app, "Example");
        drive_click(app, size_example_name(i));
        assert_shown(app, "Example", size_example_name(i));
        assert_int_equal(drive_undo_all(app), 1);
        assert_shown(app, "Example", "Own");
        app_destroy(app);
    }
}

static void a_kernel_that_the_map_cannot_take_is_refused_with_a_way_out(void **state) {
    (void)state;
    App *app = start_pool(12, pool_of(3, 2, 0, false));
    drive_click(app, "Kernel size");
    drive_type(app, "5");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_true(drive_said(app, "Choose Convolution"));
    assert_shown(app, "Kernel size", "3");
    drive_click(app, "Convolution");
    drive_click(app, "Kernel size");
    drive_type(app, "5");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Kernel size", "5");
    drive_click(app, "Pool");
    assert_shown(app, "Kernel size", "3");
    app_destroy(app);
}

static void the_pool_is_the_one_on_window(void **state) {
    (void)state;
    App *app = start_on(drive_start());
    drive_click(app, "Increase kernel size");
    assert_int_equal(app->document.scene.pool.kernel_size[PS_WIDTH], 3);
    assert_shown(app, "Stride", "3");
    drive_click(app, "Input size");
    drive_type(app, "30");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Output size", "10");
    assert_int_equal(app->document.scene.input.width, 4);
    app_destroy(app);
}

static void axes_that_differ_are_shown_one_at_a_time(void **state) {
    (void)state;
    PsSize size = convolution(12, 3, 2, 0, 1);
    size.input[PS_WIDTH] = 9;
    App *app = start_size(&size);
    assert_shown(app, "Input height", "12");
    assert_shown(app, "Output size", "5");
    drive_click(app, "Width");
    assert_shown(app, "Input width", "9");
    assert_shown(app, "Output size", "4");
    /* The height has more steps: at them the width stays at its try. */
    go_last(app);
    assert_shown(app, "Step", "6 / 6");
    assert_shown(app, "Verdict", "does not fit");
    drive_click(app, "Link axes");
    assert_shown(app, "Input size", "12");
    assert_false(drive_has(app, "Axis"));
    app_destroy(app);
}

static void numbers_that_no_setting_takes_are_refused(void **state) {
    (void)state;
    App *app = start_convolution(12, 3, 2, 0, 1);
    const char *const labels[] = {"Input size", "Kernel size", "Stride", "Padding", "Dilation"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        char before[32];
        snprintf(before, sizeof before, "%s", drive_value(app, labels[i]));
        drive_click(app, labels[i]);
        drive_type(app, "99999999999");
        drive_key(app, UI_KEY_ENTER, 0);
        assert_true(drive_said(app, "must be a whole number"));
        assert_shown(app, labels[i], before);
    }
    app_destroy(app);
}

/* Long axes. */

static void a_lens_shows_a_part_of_a_long_axis(void **state) {
    (void)state;
    App *app = start_convolution(4096, 3, 2, 0, 1);
    assert_true(drive_has(app, "axis 0"));
    assert_false(drive_has(app, "axis 200"));
    drive_drag_by(app, "Lens", 200, 0);
    assert_false(drive_has(app, "axis 0"));
    drive_tab_to(app, "Lens");
    char before[64];
    snprintf(before, sizeof before, "%s", drive_value(app, "Lens"));
    drive_key(app, UI_KEY_LEFT, 0);
    assert_string_not_equal(drive_value(app, "Lens"), before);
    go_last(app);
    assert_shown(app, "axis 4095", "never read");
    app_destroy(app);
}

static void the_largest_settings_are_drawn_at_every_step(void **state) {
    (void)state;
    const int sizes[][5] = {{4096, 4096, 4096, 4096, 4096}, {4096, 1, 1, 4096, 1},
                            {4096, 4096, 1, 4096, 1},       {1, 4096, 1, 0, 4096},
                            {4096, 2, 4096, 0, 4096},       {4096, 64, 1, 0, 64}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        App *app = start_convolution(sizes[i][0], sizes[i][1], sizes[i][2], sizes[i][3], sizes[i][4]);
        const int64_t last = app->player.steps;
        const int64_t steps[] = {0, 1, last / 2, last - 1, last};
        for (int k = 0; k < 5; k++) {
            go(app, steps[k]);
            assert_true(drive_has(app, "Formula"));
        }
        app_destroy(app);
    }
}

/* Chains. */

static void assert_chain(App *app, const char *chain, const char *const sizes[], int count) {
    drive_click(app, "Chain");
    char label[32];
    if (strcmp(chain, "This setting") != 0) {
        drive_click(app, "Chain");
        drive_click(app, chain);
    }
    assert_shown(app, "Chain", chain);
    for (int i = 0; i < count; i++) {
        snprintf(label, sizeof label, "chain %d", i);
        assert_shown(app, label, sizes[i]);
    }
    snprintf(label, sizeof label, "chain %d", count);
    assert_false(drive_has(app, label));
    app_destroy(app);
}

static void a_size_goes_through_layer_after_layer(void **state) {
    (void)state;
    assert_chain(
        start_on(drive_start()), "This setting",
        (const char *const[]){"224 × 224", "112 × 112", "56 × 56", "28 × 28", "14 × 14", "7 × 7", "1 × 1"},
        7);
    assert_chain(
        start_on(drive_start()), "ResNet-50",
        (const char *const[]){"224 × 224", "112 × 112", "56 × 56", "28 × 28", "14 × 14", "7 × 7", "1 × 1"},
        7);
    assert_chain(start_on(drive_start()), "VGG-16",
                 (const char *const[]){"224 × 224", "112 × 112", "56 × 56", "28 × 28", "14 × 14", "7 × 7"},
                 6);
    assert_chain(start_on(drive_start()), "AlexNet",
                 (const char *const[]){"224 × 224", "55 × 55", "27 × 27", "13 × 13", "6 × 6"}, 5);
}

static void a_chain_that_ends_early_says_why(void **state) {
    (void)state;
    PsSize size = convolution(12, 5, 3, 0, 1);
    size.chain_from = 20;
    App *app = start_size(&size);
    drive_click(app, "Chain");
    assert_shown(app, "chain 1", "6 × 6");
    assert_shown(app, "chain 2", "1 × 1");
    assert_false(drive_has(app, "chain 3"));
    size.chain_from = 11;
    make_edit(app, ps_edit_settings(PS_STAGE_SIZE, &size));
    drive_show(app);
    assert_shown(app, "chain 1", "3 × 3");
    assert_contains(app, "Chain's end", "Into 3 × 3 no window fits");
    size.windows = (PsSizeConvolution){{3, 3}, {1, 1}, {1, 1}, {1, 1}};
    make_edit(app, ps_edit_settings(PS_STAGE_SIZE, &size));
    drive_show(app);
    assert_contains(app, "Chain's end", "never gets smaller");
    app_destroy(app);
}

static void a_square_of_the_chain_becomes_the_input(void **state) {
    (void)state;
    App *app = start_on(drive_start());
    drive_click(app, "Chain");
    drive_hover(app, "fewer 1");
    assert_shown(app, "Caption", "50 176 in, 12 544 out: 75 % fewer");
    drive_click(app, "chain 3");
    assert_shown(app, "Input size", "28");
    drive_tab_to(app, "Sizes");
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Input size", "14");
    app_destroy(app);
}

static char copied[4096];

static void keep(void *context, const char *text) {
    (void)context;
    snprintf(copied, sizeof copied, "%s", text);
}

static void the_table_is_copied_in_three_formats(void **state) {
    (void)state;
    App *app = start_on(drive_start());
    app->ui.clipboard.set = keep;
    drive_click(app, "Chain");
    drive_click(app, "Table");
    assert_shown(app, "Row 1",
                 "layer 1, input 224 × 224, kernel 2 × 2, stride 2, padding 0, output 112 × 112, fewer 75 %");
    drive_click(app, "Copy table");
    drive_click(app, "CSV");
    assert_non_null(
        strstr(copied, "layer,input,kernel,stride,padding,output,fewer\n1,224x224,2x2,2,0,112x112,75 %\n"));
    drive_click(app, "Copy table");
    drive_click(app, "Markdown");
    assert_non_null(strstr(copied, "| 1 | 224 × 224 | 2 × 2 | 2 | 0 | 112 × 112 | 75 % |\n"));
    drive_click(app, "Copy table");
    drive_click(app, "LaTeX");
    assert_non_null(
        strstr(copied, "1 & 224$\\times$224 & 2$\\times$2 & 2 & 0 & 112$\\times$112 & 75\\,\\% \\\\\n"));
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(drive_has(app, "Copy table"));
    app_destroy(app);
}

/* 10,000 axes, their frames made without the program. */

typedef struct Bench {
    PsScene scene;
    Answers answers;
    SizeView view;
    StageScope scope;
    SizeFrame frame;
} Bench;

static void frame_at(Bench *bench, int64_t step) {
    memset(&bench->frame, 0, sizeof bench->frame);
    bench->scope.step = bench->scope.cursor.step = step;
    assert_true(size_frame(&bench->scope, &bench->frame));
}

/* Whether a window reads a position, tried one after the other. */
static bool is_read(const PsAxis *axis, int64_t outputs, int64_t position) {
    for (int64_t output = 0; output < outputs; output++) {
        for (int64_t tap = 0; tap < axis->kernel; tap++) {
            if (output * axis->stride - axis->padding + tap * axis->dilation == position) {
                return true;
            }
        }
    }
    return false;
}

static void assert_unread(const SizeFrame *frame) {
    const PsAxis *axis = &frame->axis;
    int64_t count = 0;
    for (int64_t position = -axis->padding; position < axis->input + axis->padding; position++) {
        const bool unread = size_is_unread(frame, position);
        assert_int_equal(unread, !is_read(axis, frame->outputs, position));
        count += unread;
    }
    assert_int_equal(count, ps_axis_unread(axis));
}

static void assert_pieces(const SizeFrame *frame) {
    const PsAxis *axis = &frame->axis;
    const PsRuler *ruler = &frame->ruler;
    assert_int_equal(ruler->first + ruler->strides * ruler->stride + ruler->rest - ruler->overhang,
                     axis->input + 2 * axis->padding);
    int64_t at = -axis->padding;
    for (int64_t window = 0; window < frame->outputs; window++) {
        const PsRange piece = ps_axis_piece(axis, window);
        assert_int_equal(piece.first, at);
        at = piece.end;
    }
    assert_int_equal(at + ruler->rest - ruler->overhang, axis->input + axis->padding);
}

static void assert_reason(const SizeFrame *frame) {
    const PsAxis *axis = &frame->axis;
    const int64_t start = frame->outputs * axis->stride - axis->padding;
    const int64_t end = start + axis->dilation * (axis->kernel - 1) + 1;
    const int64_t over = end - axis->input - axis->padding;
    if (frame->reason == SIZE_IN_PADDING) {
        assert_true(axis->ceil_mode && start >= axis->input && over < axis->stride);
        return;
    }
    assert_int_equal(frame->lacks, over);
    assert_true(over > 0);
    assert_int_equal(frame->reason == SIZE_NO_WINDOW, frame->outputs == 0);
    /* In ceil mode it may hang over, but by no whole stride. */
    assert_true(!axis->ceil_mode || over >= axis->stride || frame->outputs == 0);
}

static int draw(uint64_t *random, int least, int most) {
    return least + (int)(ps_random_next(random) % (uint64_t)(most - least + 1));
}

static void set_random(Bench *bench, uint64_t *random) {
    const bool pool = draw(random, 0, 1) == 1;
    const int kernel = draw(random, 1, 7);
    const int padding = draw(random, 0, pool ? kernel / 2 : 9);
    PsSize *size = &bench->scene.size;
    *size = convolution(draw(random, 1, 40), kernel, draw(random, 1, 9), padding, draw(random, 1, 4));
    if (pool) {
        size->convolution = false;
        bench->scene.pool = pool_of(kernel, size->windows.stride[0], padding, draw(random, 0, 1) == 1);
        bench->scene.pool.dilation[0] = bench->scene.pool.dilation[1] = size->windows.dilation[0];
    }
}

static void ten_thousand_axes_mark_what_no_window_reads(void **state) {
    (void)state;
    static Bench bench;
    uint64_t random = 20;
    assert_int_equal(ps_scene_init(&bench.scene, NULL), PS_OK);
    Canvas canvas = {.metrics = canvas_metrics_fake()};
    bench.scope = (StageScope){.scene = &bench.scene,
                               .answers = &bench.answers,
                               .view = &bench.view,
                               .room = {0, 0, 1016, 680},
                               .area = {0, 0, 1016, 680},
                               .pen = {.canvas = &canvas, .theme = theme_get(THEME_NIGHT), .unit = 1},
                               .plain_unit = 1};
    for (int i = 0; i < 10000; i++) {
        set_random(&bench, &random);
        frame_at(&bench, 1 << 20);
        assert_int_equal(bench.frame.step, bench.frame.outputs + 1);
        assert_true(bench.frame.pose.fails && bench.frame.pose.finished);
        assert_unread(&bench.frame);
        assert_pieces(&bench.frame);
        assert_reason(&bench.frame);
    }
    ps_scene_free(&bench.scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_places_a_window_and_the_last_says_why_no_other_fits),
        cmocka_unit_test(the_tree_tells_the_destination_while_a_window_slides),
        cmocka_unit_test(windows_of_three_over_27_overlap),
        cmocka_unit_test(a_padded_axis_leaves_two_unread_until_ceil_mode),
        cmocka_unit_test(a_window_that_would_start_in_the_padding_is_dropped),
        cmocka_unit_test(holes_between_windows_are_never_read_and_no_rest),
        cmocka_unit_test(a_kernel_beyond_the_axis_draws_it_and_says_so),
        cmocka_unit_test(one_cell_gives_one_output),
        cmocka_unit_test(windows_may_read_padding_alone),
        cmocka_unit_test(a_dilated_window_reads_every_other_cell),
        cmocka_unit_test(pointing_goes_both_ways),
        cmocka_unit_test(keys_go_along_each_row),
        cmocka_unit_test(a_click_on_an_output_goes_to_its_step),
        cmocka_unit_test(a_hidden_answer_is_told_only_when_it_is_revealed),
        cmocka_unit_test(every_example_is_one_edit_and_is_known_again),
        cmocka_unit_test(a_kernel_that_the_map_cannot_take_is_refused_with_a_way_out),
        cmocka_unit_test(the_pool_is_the_one_on_window),
        cmocka_unit_test(axes_that_differ_are_shown_one_at_a_time),
        cmocka_unit_test(numbers_that_no_setting_takes_are_refused),
        cmocka_unit_test(a_lens_shows_a_part_of_a_long_axis),
        cmocka_unit_test(the_largest_settings_are_drawn_at_every_step),
        cmocka_unit_test(a_size_goes_through_layer_after_layer),
        cmocka_unit_test(a_chain_that_ends_early_says_why),
        cmocka_unit_test(a_square_of_the_chain_becomes_the_input),
        cmocka_unit_test(the_table_is_copied_in_three_formats),
        cmocka_unit_test(ten_thousand_axes_mark_what_no_window_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
