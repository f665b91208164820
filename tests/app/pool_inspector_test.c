/* The inspector in a person's hands: settings, refusals where they were made, map sizes, patterns, Reset. */
#include "app/stages/shared/pool_inspector.h"

#include "tests/app/driver.h"

static int set_up(void **state) {
    *state = drive_start();
    return 0;
}

static int tear_down(void **state) {
    app_destroy(*state);
    return 0;
}

/* Focuses a stepper by its value and enters text. */
static void enter(App *app, const char *label, const char *text) {
    drive_click(app, label);
    assert_string_equal(drive_focused(app), label);
    drive_type(app, text);
    drive_key(app, UI_KEY_ENTER, 0);
}

static void assert_refused(App *app, const PsScene *before, const char *reason) {
    if (!drive_said(app, reason)) {
        fail_msg("nothing says \"%s\"", reason);
    }
    assert_true(ps_scene_equal(&app->document.scene, before));
}

static PsScene keep(const App *app) {
    PsScene scene;
    assert_int_equal(ps_scene_copy(&app->document.scene, &scene, NULL), PS_OK);
    return scene;
}

/* Operation. */

static void the_operation_is_chosen_by_mouse_and_by_arrows(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "Average");
    assert_shown(app, "Operation", "Average");
    assert_shown(app, "output 0,0", "3.75");
    assert_shown(app, "Formula", "(4 + 7 + 6 + 3) / 4 = 5");
    drive_tab_to(app, "Average");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Operation", "Global");
    assert_shown(app, "Step", "1 / 1");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Operation", "L2");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Operation", "Max");
    assert_shown(app, "output 0,0", "6");
    assert_shown(app, "Step", "1 / 4");
    assert_int_equal(drive_undo_all(app), 4);
}

/* Windows that did not fit while nobody saw them are made to, padding and dilation come back as they can. */
static void global_pooling_leaves_windows_as_they_were(void **state) {
    App *app = *state;
    drive_click(app, "Increase kernel size");
    drive_click(app, "Global");
    assert_false(drive_has(app, "Kernel size"));
    assert_false(drive_has(app, "Ceil mode"));
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Formula", "50 / 16 = 3.125");
    drive_click(app, "Max");
    assert_shown(app, "Kernel size", "3 × 3");
    drive_click(app, "Global");
    drive_click(app, "Decrease input height");
    drive_click(app, "Decrease input height");
    drive_click(app, "Max");
    assert_shown(app, "Operation", "Max");
    assert_shown(app, "Kernel height", "2");
    assert_shown(app, "Kernel width", "3");
}

static void adaptive_pooling_has_the_output_size_to_set(void **state) {
    App *app = *state;
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_ADAPTIVE_AVG;
    pool.output_size[PS_HEIGHT] = pool.output_size[PS_WIDTH] = 3;
    drive_scene(app, &pool, 4, 4, NULL);
    assert_shown(app, "Operation", "Adaptive average");
    assert_shown(app, "Output size", "3 × 3");
    assert_shown(app, "Output formula", "output_size = 3");
    assert_false(drive_has(app, "Kernel size"));
    drive_click(app, "Decrease output size");
    assert_shown(app, "Output size", "2 × 2");
    assert_shown(app, "Step", "0 / 4");
    drive_click(app, "Decrease output size");
    drive_click(app, "Decrease output size");
    assert_shown(app, "Output size", "1 × 1");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Formula", "120 / 16 = 7.5");
}

static void count_padding_belongs_to_average(void **state) {
    App *app = *state;
    assert_false(drive_has(app, "Count padding"));
    drive_click(app, "Average");
    assert_shown(app, "Count padding", "on");
    drive_click(app, "Increase padding");
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "output 0,0", "0.25");
    drive_click(app, "Count padding");
    assert_shown(app, "Count padding", "off");
    assert_shown(app, "output 0,0", "1");
    drive_click(app, "L2");
    assert_false(drive_has(app, "Count padding"));
}

static void dilation_goes_back_to_one_on_average_and_says_so(void **state) {
    App *app = *state;
    drive_click(app, "Increase dilation");
    assert_shown(app, "Dilation", "2");
    drive_click(app, "Average");
    assert_shown(app, "Dilation", "1");
    assert_true(drive_said(app, "Dilation is now 1"));
    assert_false(drive_find(app, "Dilation")->enabled);
    assert_false(drive_find(app, "Increase dilation")->enabled);
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "Dilation", "2");
    assert_shown(app, "Operation", "Max");
}

static void padding_goes_back_to_zero_on_l2_and_says_so(void **state) {
    App *app = *state;
    drive_click(app, "Increase padding");
    assert_shown(app, "Padding", "1");
    drive_click(app, "L2");
    assert_shown(app, "Padding", "0");
    assert_true(drive_said(app, "Padding is now 0"));
    assert_false(drive_find(app, "Padding")->enabled);
}

/* Kernel, stride, padding, dilation. */

static void the_stride_follows_the_kernel_until_it_is_set(void **state) {
    App *app = *state;
    assert_shown(app, "Stride", "2 × 2");
    drive_click(app, "Increase kernel size");
    assert_shown(app, "Kernel size", "3 × 3");
    assert_shown(app, "Stride", "3 × 3");
    drive_click(app, "Decrease stride");
    assert_shown(app, "Stride", "2 × 2");
    drive_click(app, "Decrease kernel size");
    drive_click(app, "Decrease kernel size");
    assert_shown(app, "Kernel size", "1 × 1");
    assert_shown(app, "Stride", "2 × 2");
}

static void every_setting_is_typed(void **state) {
    App *app = *state;
    enter(app, "Input height", "12");
    enter(app, "Input width", "9");
    enter(app, "Kernel size", "4");
    enter(app, "Stride", "3");
    enter(app, "Padding", "2");
    enter(app, "Dilation", "2");
    assert_shown(app, "Kernel size", "4 × 4");
    assert_shown(app, "Stride", "3 × 3");
    assert_shown(app, "Padding", "2");
    assert_shown(app, "Dilation", "2");
    assert_shown(app, "Output size", "4 × 3");
    assert_int_equal(drive_undo_all(app), 6);
    assert_true(ps_scene_equal(&app->document.scene, &app->opened.scene));
}

static void a_setting_that_cannot_be_is_refused_with_its_reason(void **state) {
    App *app = *state;
    PsScene before = keep(app);
    enter(app, "Padding", "2");
    assert_refused(app, &before, "padding");
    enter(app, "Kernel size", "5");
    assert_refused(app, &before, ":");
    enter(app, "Dilation", "4");
    assert_refused(app, &before, ":");
    enter(app, "Kernel size", "0");
    assert_refused(app, &before, "Kernel size must be a whole number from 1 to 4096");
    enter(app, "Stride", "0");
    assert_refused(app, &before, "Stride must be a whole number from 1");
    enter(app, "Kernel size", "1.5");
    assert_refused(app, &before, "whole number");
    enter(app, "Stride", "99999999999999999999");
    assert_refused(app, &before, "whole number");
    drive_click(app, "Decrease padding");
    assert_refused(app, &before, "Padding must be a whole number from 0");
    assert_false(ps_history_can_undo(&app->history));
    ps_scene_free(&before);
}

static void a_refusal_goes_with_the_next_key(void **state) {
    App *app = *state;
    enter(app, "Padding", "2");
    assert_true(drive_said(app, "padding"));
    drive_wait(app, 10);
    assert_true(drive_said(app, "padding"));
    drive_key(app, UI_KEY_RIGHT, UI_SHIFT);
    assert_false(drive_said(app, "padding"));
}

static void a_refusal_is_said_beside_the_control(void **state) {
    App *app = *state;
    enter(app, "Padding", "2");
    const Rect row = drive_find(app, "Padding")->rect;
    const Ui *ui = &app->ui;
    for (size_t i = 0; i < ui->tree.count; i++) {
        if (ui->tree.entries[i].role == UI_ROLE_TOOLTIP) {
            const Rect said = ui->tree.entries[i].rect;
            assert_true(said.y < row.y + row.h && said.y + said.h > row.y && said.x + said.w <= row.x);
        }
    }
}

static void unlinked_axes_are_set_alone(void **state) {
    App *app = *state;
    drive_click(app, "Link axes");
    assert_shown(app, "Link axes", "off");
    assert_false(drive_has(app, "Kernel size"));
    drive_click(app, "Increase kernel height");
    assert_shown(app, "Kernel height", "3");
    assert_shown(app, "Kernel width", "2");
    assert_shown(app, "Stride height", "3");
    assert_shown(app, "Stride width", "2");
    drive_click(app, "Decrease stride height");
    enter(app, "Padding width", "1");
    enter(app, "Dilation width", "2");
    assert_shown(app, "Padding height", "0");
    assert_int_equal(app->document.scene.pool.padding[PS_WIDTH], 1);
    assert_int_equal(app->document.scene.pool.dilation[PS_WIDTH], 2);
    assert_int_equal(app->document.scene.pool.dilation[PS_HEIGHT], 1);
}

static void one_stride_set_by_hand_keeps_the_other_where_it_is(void **state) {
    App *app = *state;
    drive_click(app, "Link axes");
    drive_click(app, "Decrease stride height");
    drive_click(app, "Increase kernel width");
    assert_shown(app, "Stride height", "1");
    assert_shown(app, "Stride width", "2");
}

static void linking_again_makes_the_width_follow(void **state) {
    App *app = *state;
    drive_click(app, "Link axes");
    drive_click(app, "Increase kernel height");
    drive_click(app, "Link axes");
    assert_shown(app, "Link axes", "on");
    assert_shown(app, "Kernel size", "3 × 3");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "Kernel height", "3");
    assert_shown(app, "Kernel width", "2");
}

static void linking_is_refused_where_the_result_cannot_be(void **state) {
    App *app = *state;
    enter(app, "Input width", "2");
    drive_click(app, "Link axes");
    enter(app, "Kernel height", "4");
    drive_click(app, "Link axes");
    assert_shown(app, "Link axes", "off");
    assert_true(drive_said(app, ":"));
    assert_shown(app, "Kernel width", "2");
}

static void ceil_mode_adds_the_window_that_hangs_over(void **state) {
    App *app = *state;
    enter(app, "Kernel size", "3");
    enter(app, "Stride", "2");
    assert_shown(app, "Output size", "1 × 1");
    drive_click(app, "Ceil mode");
    assert_shown(app, "Ceil mode", "on");
    assert_shown(app, "Output size", "2 × 2");
    assert_shown(app, "Step", "0 / 4");
    assert_shown(app, "Output formula", "ceil((4 + 2*0 - 1*(3 - 1) - 1) / 2) + 1 = 2");
}

static void the_result_is_said_in_numbers(void **state) {
    App *app = *state;
    assert_shown(app, "Output size", "2 × 2");
    assert_shown(app, "Output formula", "floor((4 + 2*0 - 1*(2 - 1) - 1) / 2) + 1 = 2");
    assert_shown(app, "Values", "16 in, 4 out: 75 % fewer");
    enter(app, "Stride", "1");
    assert_shown(app, "Values", "16 in, 9 out: ≈ 43.8 % fewer");
    enter(app, "Padding", "1");
    assert_shown(app, "Values", "16 in, 25 out: ≈ 56.3 % more");
    enter(app, "Padding", "0");
    enter(app, "Kernel size", "1");
    assert_shown(app, "Values", "16 in, 16 out: as many");
}

static void holding_a_stepper_button_repeats(void **state) {
    App *app = *state;
    drive_click(app, "Pattern");
    drive_click(app, "Noise");
    const uint32_t seed = app->document.scene.source.seed;
    const Point at = drive_at(app, "Increase seed");
    drive_move(app, at.x, at.y);
    drive_down(app, at.x, at.y, 1);
    drive_wait(app, 1);
    drive_up(app, at.x, at.y);
    const uint32_t held = app->document.scene.source.seed - seed;
    assert_in_range(held, 9, 11);
    drive_wait(app, 1);
    assert_int_equal(app->document.scene.source.seed - seed, held);
}

/* As the program's mono face: an advance of 0.6 em, and half of it for a space. */
static float mono_width(void *context, Font font, const char *text, size_t length) {
    (void)context;
    float halves = 0;
    for (size_t i = 0; i < length; i++) {
        halves += text[i] == ' ' ? 1 : (text[i] & 0xC0) != 0x80 ? 2 : 0;
    }
    return halves * 0.3F * (float)font.size;
}

static void a_button_clicked_again_and_again_stays_under_the_pointer(void **state) {
    App *app = *state;
    app->canvas.metrics = (CanvasMetrics){mono_width, NULL};
    drive_show(app);
    static const char *const buttons[] = {"Increase input height", "Increase input width",
                                          "Increase kernel size", "Increase stride"};
    for (int i = 0; i < 4; i++) {
        const Point at = drive_at(app, buttons[i]);
        drive_click(app, buttons[i]);
        const Point then = drive_at(app, buttons[i]);
        if (at.x != then.x || at.y != then.y) {
            fail_msg("\"%s\" went from %g,%g to %g,%g", buttons[i], (double)at.x, (double)at.y,
                     (double)then.x, (double)then.y);
        }
    }
}

static void fewer_outputs_move_the_step_back(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "Increase kernel size");
    assert_shown(app, "Step", "1 / 1");
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "Step", "1 / 4");
}

/* Input. */

static void sizes_keep_cells_and_fill_with_zeros(void **state) {
    App *app = *state;
    drive_click(app, "Increase input height");
    drive_click(app, "Increase input width");
    assert_shown(app, "Input height", "5");
    assert_shown(app, "input 3,3", "3");
    assert_shown(app, "input 4,4", "0");
    assert_shown(app, "Pattern", "Own");
    enter(app, "Input height", "2");
    enter(app, "Input height", "4");
    assert_shown(app, "input 3,3", "0");
    drive_key(app, 'z', UI_CTRL);
    drive_key(app, 'z', UI_CTRL);
    assert_shown(app, "input 3,3", "3");
}

static void sizes_beyond_1_to_4096_are_refused(void **state) {
    App *app = *state;
    PsScene before = keep(app);
    static const char *const wrong[] = {"4097", "0", "1e1", "99999999999", "70000"};
    for (int i = 0; i < 5; i++) {
        enter(app, "Input width", wrong[i]);
        assert_refused(app, &before, "1 to 4096");
    }
    enter(app, "Input height", "1");
    assert_refused(app, &before, ":");
    ps_scene_free(&before);
    enter(app, "Input height", "64");
    enter(app, "Input width", "64");
    assert_shown(app, "Output size", "32 × 32");
}

static void patterns_fill_the_map(void **state) {
    App *app = *state;
    static const char *const names[] = {"Ramp", "Checker", "Blob", "Edge", "Noise", "Tutorial"};
    static const PsPattern patterns[] = {PS_PATTERN_RAMP, PS_PATTERN_CHECKER, PS_PATTERN_BLOB,
                                         PS_PATTERN_EDGE, PS_PATTERN_NOISE,   PS_PATTERN_TUTORIAL};
    for (int i = 0; i < 6; i++) {
        PsMap expected;
        drive_click(app, "Pattern");
        drive_click(app, names[i]);
        assert_shown(app, "Pattern", names[i]);
        assert_int_equal(ps_map_init(&expected, 1, 4, 4, NULL), PS_OK);
        ps_map_fill_pattern(&expected, patterns[i], app->document.scene.source.seed);
        assert_true(ps_map_equal(&expected, &app->document.scene.input));
        ps_map_free(&expected);
    }
    assert_int_equal(drive_undo_all(app), 6);
}

static void noise_has_a_seed(void **state) {
    App *app = *state;
    assert_false(drive_has(app, "Seed"));
    drive_click(app, "Pattern");
    drive_click(app, "Noise");
    PsScene first = keep(app);
    drive_click(app, "Increase seed");
    assert_false(ps_map_equal(&first.input, &app->document.scene.input));
    drive_click(app, "Decrease seed");
    assert_true(ps_map_equal(&first.input, &app->document.scene.input));
    enter(app, "Seed", "4294967295");
    assert_shown(app, "Seed", "4294967295");
    ps_scene_free(&first);
    first = keep(app);
    enter(app, "Seed", "4294967296");
    assert_refused(app, &first, "seed");
    drive_click(app, "Increase seed");
    assert_refused(app, &first, "seed");
    ps_scene_free(&first);
}

static void a_pattern_is_chosen_by_keyboard_and_keeps_the_focus(void **state) {
    App *app = *state;
    drive_tab_to(app, "Pattern");
    drive_key(app, UI_KEY_ENTER, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Pattern", "Ramp");
    assert_string_equal(drive_focused(app), "Pattern");
    drive_key(app, UI_KEY_SPACE, 0);
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_string_equal(drive_focused(app), "Pattern");
    assert_shown(app, "Pattern", "Ramp");
}

static void the_tutorials_map_brings_its_size_along(void **state) {
    App *app = *state;
    enter(app, "Input height", "8");
    drive_click(app, "Pattern");
    drive_click(app, "Tutorial");
    assert_shown(app, "Input height", "4");
    assert_shown(app, "input 3,3", "3");
}

static void a_pattern_that_the_pool_does_not_take_is_refused(void **state) {
    App *app = *state;
    enter(app, "Input height", "9");
    enter(app, "Input width", "9");
    enter(app, "Kernel size", "7");
    PsScene before = keep(app);
    drive_click(app, "Pattern");
    drive_click(app, "Tutorial");
    assert_refused(app, &before, ":");
    ps_scene_free(&before);
}

static void reset_puts_everything_back_and_can_be_undone(void **state) {
    App *app = *state;
    enter(app, "Input height", "9");
    enter(app, "Input width", "9");
    enter(app, "Kernel size", "7");
    drive_click(app, "Pattern");
    drive_click(app, "Noise");
    drive_key(app, UI_KEY_END, 0);
    PsScene before = keep(app);
    drive_click(app, "Reset");
    assert_true(ps_scene_equal(&app->document.scene, &app->opened.scene));
    assert_shown(app, "Step", "0 / 4");
    drive_key(app, 'z', UI_CTRL);
    assert_true(ps_scene_equal(&app->document.scene, &before));
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    assert_true(ps_scene_equal(&app->document.scene, &app->opened.scene));
    ps_scene_free(&before);
}

static void hide_answers_is_a_switch(void **state) {
    App *app = *state;
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "Hide answers");
    assert_shown(app, "Hide answers", "on");
    assert_shown(app, "output 0,0", "");
    drive_tab_to(app, "Hide answers");
    drive_key(app, UI_KEY_SPACE, 0);
    assert_shown(app, "Hide answers", "off");
    assert_shown(app, "output 0,0", "6");
}

static void everything_can_be_undone_and_done_again(void **state) {
    App *app = *state;
    drive_click(app, "Increase kernel size");
    drive_click(app, "Ceil mode");
    drive_click(app, "Increase input width");
    drive_click(app, "Average");
    drive_click(app, "Pattern");
    drive_click(app, "Checker");
    PsScene last = keep(app);
    assert_int_equal(drive_undo_all(app), 5);
    assert_true(ps_scene_equal(&app->document.scene, &app->opened.scene));
    for (int i = 0; i < 7; i++) {
        drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    }
    assert_true(ps_scene_equal(&app->document.scene, &last));
    ps_scene_free(&last);
}

#define INSPECTOR_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

/* B21 of the first use: what is disabled had nothing to say. */
static void a_disabled_setting_says_why(void **state) {
    App *app = *state;
    drive_click(app, "Average");
    drive_hover(app, "Dilation");
    drive_wait(app, 1);
    assert_true(drive_has(app, "Only max has dilation"));
    drive_click(app, "L2");
    drive_hover(app, "Increase padding");
    drive_wait(app, 1);
    assert_true(drive_has(app, "L2 takes no padding"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        INSPECTOR_TEST(the_operation_is_chosen_by_mouse_and_by_arrows),
        INSPECTOR_TEST(global_pooling_leaves_windows_as_they_were),
        INSPECTOR_TEST(adaptive_pooling_has_the_output_size_to_set),
        INSPECTOR_TEST(count_padding_belongs_to_average),
        INSPECTOR_TEST(dilation_goes_back_to_one_on_average_and_says_so),
        INSPECTOR_TEST(padding_goes_back_to_zero_on_l2_and_says_so),
        INSPECTOR_TEST(the_stride_follows_the_kernel_until_it_is_set),
        INSPECTOR_TEST(every_setting_is_typed),
        INSPECTOR_TEST(a_setting_that_cannot_be_is_refused_with_its_reason),
        INSPECTOR_TEST(a_refusal_goes_with_the_next_key),
        INSPECTOR_TEST(a_refusal_is_said_beside_the_control),
        INSPECTOR_TEST(unlinked_axes_are_set_alone),
        INSPECTOR_TEST(one_stride_set_by_hand_keeps_the_other_where_it_is),
        INSPECTOR_TEST(linking_again_makes_the_width_follow),
        INSPECTOR_TEST(linking_is_refused_where_the_result_cannot_be),
        INSPECTOR_TEST(ceil_mode_adds_the_window_that_hangs_over),
        INSPECTOR_TEST(the_result_is_said_in_numbers),
        INSPECTOR_TEST(holding_a_stepper_button_repeats),
        INSPECTOR_TEST(a_button_clicked_again_and_again_stays_under_the_pointer),
        INSPECTOR_TEST(fewer_outputs_move_the_step_back),
        INSPECTOR_TEST(sizes_keep_cells_and_fill_with_zeros),
        INSPECTOR_TEST(sizes_beyond_1_to_4096_are_refused),
        INSPECTOR_TEST(patterns_fill_the_map),
        INSPECTOR_TEST(noise_has_a_seed),
        INSPECTOR_TEST(a_pattern_is_chosen_by_keyboard_and_keeps_the_focus),
        INSPECTOR_TEST(the_tutorials_map_brings_its_size_along),
        INSPECTOR_TEST(a_pattern_that_the_pool_does_not_take_is_refused),
        INSPECTOR_TEST(reset_puts_everything_back_and_can_be_undone),
        INSPECTOR_TEST(hide_answers_is_a_switch),
        INSPECTOR_TEST(a_disabled_setting_says_why),
        INSPECTOR_TEST(everything_can_be_undone_and_done_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
