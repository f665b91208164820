#define _POSIX_C_SOURCE 200809L /* NOLINT(bugprone-reserved-identifier): strtok_r */

/* The Receptive field stage: which neuron is shown, what its cone holds, and how the pointer and keys move
 * it. */
#include "app/stages/field/shown.h"
#include "app/stages/field/view.h"

#include "core/preset.h"
#include "tests/app/driver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static App *start(const char *text) {
    return drive_stack(text, 1280, 800);
}

static const FieldStageView *view_of(const App *app) {
    return app->views[app->stage];
}

static void the_tutorials_fields_are_written_row_by_row(void **state) {
    (void)state;
    static const char *const labels[] = {"Field of conv3", "Field of conv3 2", "Field of maxpool2/2",
                                         "Field of conv3 3", "Field of maxpool2/2 2"};
    static const char *const fields[] = {"3", "5", "6", "10", "12"};
    App *app = start("tutorial");
    assert_int_equal(app->player.steps, 5);
    for (int i = 0; i < 5; i++) {
        assert_shown(app, labels[i], "");
        drive_key(app, UI_KEY_RIGHT, 0);
        assert_shown(app, labels[i], fields[i]);
        drive_wait(app, 2);
    }
    assert_shown(app, "Step", "5 / 5");
    app_destroy(app);
}

/* Whether a text is drawn anywhere in the frame. */
static bool is_drawn(const App *app, const char *text) {
    char *dump = drive_dump(app);
    const bool drawn = strstr(dump, text) != NULL;
    free(dump);
    return drawn;
}

/* Rows past a layer that does not fit, or that is not known, have no figures: neither drawn nor told. */
static void no_field_stands_beside_a_layer_whose_figures_are_withheld(void **state) {
    (void)state;
    static const struct {
        const char *stack, *known, *withheld[2], *fields[2];
    } rows[] = {{"input 1x8x8, conv3, maxpool2, conv5, conv3, gap",
                 "sees 4 × 4",
                 {"sees 16 × 16", "sees 14 × 14"},
                 {"Field of conv3 2", "Field of gap"}},
                {"input 1x16x16, conv3, ?Net, conv3, conv3",
                 "sees 3 × 3",
                 {"sees 5 × 5", "sees 7 × 7"},
                 {"Field of conv3 2", "Field of conv3 3"}},
                {"input 1x16x16, conv3, linear10 i9, linear84",
                 "sees 3 × 3",
                 {"sees 14 × 14", "sees 16 × 16"},
                 {"Field of linear10", "Field of linear84"}}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        App *app = start(rows[i].stack);
        drive_key(app, UI_KEY_END, 0);
        drive_show(app);
        assert_true(is_drawn(app, rows[i].known));
        for (int k = 0; k < 2; k++) {
            assert_false(is_drawn(app, rows[i].withheld[k]));
            assert_shown(app, rows[i].fields[k], "");
        }
        assert_shown(app, "All parameters", "");
        app_destroy(app);
    }
}

/* first-use B5: before the first step there is little to see. */
static void it_opens_at_its_last_step_and_keeps_its_own(void **state) {
    (void)state;
    App *app = drive_start();
    drive_click(app, "Receptive field");
    drive_show(app);
    assert_shown(app, "Step", "5 / 5");
    drive_key(app, UI_KEY_LEFT, 0);
    drive_settle(app);
    drive_click(app, "Window");
    drive_click(app, "Receptive field");
    drive_show(app);
    assert_shown(app, "Step", "4 / 5");
    app_destroy(app);
}

/* first-use, words on screen to change, and C3: what people understood is what is drawn. */
static void it_speaks_in_words_that_are_understood(void **state) {
    (void)state;
    App *app = start("tutorial");
    drive_key(app, UI_KEY_END, 0);
    drive_settle(app);
    assert_true(is_drawn(app, "Fields of the neurons on the thick path."));
    drive_hover(app, "Layer 5");
    assert_non_null(strstr(drive_value(app, "Layer 5"), "share of image"));
    app_destroy(app);
    app = start("vgg_16");
    drive_click(app, "Input size");
    drive_type(app, "32");
    drive_key(app, UI_KEY_ENTER, 0);
    drive_key(app, UI_KEY_ESCAPE, 0);
    drive_key(app, UI_KEY_END, 0);
    drive_settle(app);
    assert_true(is_drawn(app, "From here up: the whole image"));
    assert_true(is_drawn(app, "Adds almost"));
    assert_non_null(strstr(drive_value(app, "Wide enough already"), "add almost nothing new"));
    app_destroy(app);
    app = start("ten_conv3");
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "Effective");
    drive_settle(app);
    assert_true(is_drawn(app, "Field grows with depth, effective width with √depth"));
    assert_shown(app, "Exact", "every cell of the field can change it; the middle ones change it most.");
    app_destroy(app);
}

/* first-use B15 */
static void the_table_shows_whole_rows_and_all_of_its_totals(void **state) {
    (void)state;
    App *app = start("vgg_16");
    for (int step = 1; step <= 18; step++) {
        drive_key(app, UI_KEY_RIGHT, 0);
        drive_settle(app);
        int seen = 0;
        for (int row = 1; row <= 18; row++) {
            char label[32];
            snprintf(label, sizeof label, "Layer %d", row);
            const UiEntry *entry = drive_find(app, label);
            const float cut = entry->full.h - entry->rect.h;
            assert_true(rect_empty(entry->rect) || fabsf(cut) < 1);
            seen += !rect_empty(entry->rect);
        }
        assert_true(seen >= 3);
        assert_true(drive_find(app, "All multiply-adds")->rect.h > 10);
        assert_true(drive_find(app, "All parameters")->rect.h > 10);
    }
    app_destroy(app);
}

/* first-use B17 */
static void the_inputs_row_is_in_sight_where_rows_can_be_read(void **state) {
    (void)state;
    App *app = start("vgg_16");
    drive_key(app, UI_KEY_END, 0);
    drive_settle(app);
    const UiEntry *input = drive_find(app, "Neurons of input");
    assert_true(input->rect.h > 12 && fabsf(input->rect.h - input->full.h) < 1);
    app_destroy(app);
}

/* A text of the display list above y 600: the table's columns must fit, whatever their size. */
static bool is_small(const char *line, int least) {
    float y = 0;
    int size = 0;
    return sscanf(line, "text %*d %*f,%f %*s %*s %*d/%d", &y, &size) == 2 && y < 600 && size < least;
}

static void assert_words_are_large(const App *app, int least) {
    char *dump = drive_dump(app);
    char *rest = dump;
    for (char *line = strtok_r(dump, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        assert_false(is_small(line, least));
    }
    free(dump);
}

/* first-use B3 */
static void for_a_projector_no_words_are_small(void **state) {
    (void)state;
    static const char *const stacks[] = {"tutorial", "vgg_16"};
    for (int i = 0; i < 2; i++) {
        App *app = drive_stack(stacks[i], 1920, 1080);
        drive_key(app, UI_KEY_END, 0);
        drive_key(app, UI_KEY_F1 + 4, 0);
        drive_settle(app);
        assert_words_are_large(app, 27);
        app_destroy(app);
    }
}

/* first-use B10 */
static void two_stacks_are_drawn_alike_under_their_names(void **state) {
    (void)state;
    App *app = start("three_conv3");
    drive_click(app, "Compare with…");
    drive_click(app, "One 7 x 7 convolution");
    drive_settle(app);
    assert_true(is_drawn(app, "Three 3 x 3 convolutions on ") && is_drawn(app, "One 7 x 7 convolution on "));
    assert_false(is_drawn(app, "A second st"));
    assert_true(drive_has(app, "Neurons of conv3"));
    app_destroy(app);
}

/* The outline of the chosen field on the image: the last stroke in the window's colour. */
static Rect chosen_field(const App *app) {
    char wanted[16];
    Rect found = {0};
    char *dump = drive_dump(app);
    snprintf(wanted, sizeof wanted, "%08X", theme_get(THEME_NIGHT)->window);
    char *rest = dump;
    for (char *line = strtok_r(dump, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        Rect rect;
        if (strncmp(line, "stroke", 6) == 0 && strstr(line, wanted) != NULL &&
            strstr(line, "dash 0") != NULL &&
            sscanf(line, "stroke %*d %f,%f %fx%f", &rect.x, &rect.y, &rect.w, &rect.h) == 4 && rect.x > 600 &&
            rect.x < 1000) {
            found = rect;
        }
    }
    free(dump);
    return found;
}

/* first-use C14: the cone that was there stays, and the square on the image widens without a jump. */
static void a_field_grows_from_the_one_before(void **state) {
    (void)state;
    App *app = start("tutorial");
    for (int step = 1; step <= 5; step++) {
        drive_key(app, UI_KEY_RIGHT, 0);
        Rect last = chosen_field(app);
        for (int frame = 0; frame < 110; frame++) {
            drive_wait(app, 1.0 / 60);
            const Rect now = chosen_field(app);
            assert_true(now.w > 0 && now.w >= last.w - 0.5F && now.w - last.w < 32);
            assert_true(fabsf(now.x - last.x) < 32 && fabsf(now.y - last.y) < 32);
            last = now;
        }
    }
    app_destroy(app);
}

static void a_neuron_says_which_cells_it_reads(void **state) {
    (void)state;
    App *app = start("tutorial");
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "maxpool2/2 2 neuron 1", "4-15");
    assert_shown(app, "conv3 neuron 0", "0-2");
    assert_shown(app, "input neuron 7", "7");
    app_destroy(app);
}

static void a_click_chooses_a_neuron_in_any_layer(void **state) {
    (void)state;
    App *app = start("tutorial");
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "conv3 3 neuron 6");
    assert_shown(app, "Step", "4 / 5");
    assert_int_equal(view_of(app)->neuron[PS_WIDTH], 6);
    /* Stepping on keeps to the place: the neuron above whose window is nearest. */
    drive_key(app, UI_KEY_RIGHT, 0);
    int64_t neuron[PS_AXES];
    const StageScope scope = {
        .scene = &app->document.scene, .facts = &app->facts, .view = app->views[app->stage]};
    field_neuron_of(&scope, 4, neuron);
    assert_int_equal(neuron[PS_WIDTH], 3);
    app_destroy(app);
}

static void a_drag_moves_the_neuron_along_its_row(void **state) {
    (void)state;
    App *app = start("tutorial");
    drive_key(app, UI_KEY_END, 0);
    drive_drag(app, "conv3 2 neuron 2", "conv3 2 neuron 15");
    assert_shown(app, "Step", "2 / 5");
    assert_int_equal(view_of(app)->neuron[PS_WIDTH], 15);
    app_destroy(app);
}

static void arrows_move_along_a_row_and_from_row_to_row(void **state) {
    (void)state;
    App *app = start("tutorial");
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "conv3 3 neuron 6");
    drive_key(app, UI_KEY_LEFT, 0);
    assert_int_equal(view_of(app)->neuron[PS_WIDTH], 5);
    drive_key(app, UI_KEY_UP, 0);
    assert_shown(app, "Step", "5 / 5");
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    assert_shown(app, "Step", "3 / 5");
    app_destroy(app);
}

static void shift_and_a_click_pick_another_tap(void **state) {
    (void)state;
    App *app = start("tutorial");
    drive_key(app, UI_KEY_END, 0);
    const Point at = drive_at(app, "conv3 3 neuron 3");
    app_event(app, &(UiEvent){.kind = UI_EVENT_MOVE, .x = at.x, .y = at.y});
    app_event(app,
              &(UiEvent){.kind = UI_EVENT_DOWN, .x = at.x, .y = at.y, .clicks = 1, .modifiers = UI_SHIFT});
    drive_up(app, at.x, at.y);
    assert_shown(app, "Step", "5 / 5");
    assert_int_equal(view_of(app)->picked_node, 4);
    assert_int_equal(view_of(app)->picked[PS_WIDTH], 3);
    app_destroy(app);
}

static void hidden_answers_cover_the_fields(void **state) {
    (void)state;
    App *app = start("tutorial");
    drive_type(app, "h");
    drive_key(app, UI_KEY_RIGHT, 0);
    assert_shown(app, "Field of conv3", "");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Field of conv3", "3");
    app_destroy(app);
}

static void deep_stacks_stand_in_bands_that_fold(void **state) {
    (void)state;
    App *app = start("vgg_16");
    app_set_step(app, 9);
    drive_show(app);
    assert_true(drive_has(app, "Neurons of conv3_3"));
    assert_false(drive_has(app, "Neurons of conv5_1"));
    drive_click(app, "Open block 5");
    assert_true(drive_has(app, "Neurons of conv5_1"));
    drive_click(app, "Fold block 5");
    assert_false(drive_has(app, "Neurons of conv5_1"));
    assert_shown(app, "Neurons of conv3_3", "1 of 56");
    assert_shown(app, "Neurons of conv3_1", "5 of 56");
    app_destroy(app);
}

static void a_layer_that_does_not_fit_leaves_the_rest(void **state) {
    (void)state;
    App *app = start("input 1x8x8, conv3, conv3, conv9, conv3");
    assert_int_equal(app->player.steps, 4);
    for (int step = 0; step <= 4; step++) {
        app_set_step(app, step);
        drive_show(app);
    }
    assert_true(drive_has(app, "conv3 neuron 0"));
    app_destroy(app);
}

static void an_empty_stack_has_no_steps(void **state) {
    (void)state;
    App *app = start("");
    assert_int_equal(app->player.steps, 0);
    drive_show(app);
    app_destroy(app);
}

static void two_stacks_are_compared_in_numbers(void **state) {
    (void)state;
    App *app = start("three_conv3");
    PsEdit edit;
    assert_int_equal(ps_edit_stack(&edit, PS_EDIT_SECOND, ps_preset_find("one_conv7")->text, NULL), PS_OK);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 2, NULL), PS_OK);
    drive_key(app, 'z', UI_CTRL);
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    assert_shown(app, "Comparison", "The same field of 7 cells. This stack has ≈ 44.8 % fewer parameters.");
    assert_shown(app, "Compared: parameters", "110784 : 200768");
    app_destroy(app);
}

static void a_layer_becomes_one_of_another_type(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv5/2 p2 c8\nconv3\n");
    drive_click(app, "conv5/2");
    drive_click(app, "conv5/2");
    drive_click(app, "Layer type");
    drive_click(app, "Average pool");
    assert_string_equal(app->document.scene.stack.text, "input 1x32x32\navgpool5/2 p2\nconv3");
    drive_key(app, 'z', UI_CTRL);
    assert_non_null(strstr(app->document.scene.stack.text, "conv5/2 p2 c8"));
    app_destroy(app);
}

/* Stacks have nothing to do with what is pooled. */
static void an_edit_of_the_stack_leaves_what_is_pooled(void **state) {
    (void)state;
    App *app = start("tutorial");
    const uint64_t version = app->facts.pooled.version;
    const uint64_t stacks = app->facts.stacks.version;
    drive_click(app, "+ Conv");
    assert_true(app->facts.stacks.version > stacks);
    drive_key(app, 'z', UI_CTRL);
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    assert_int_equal(app->facts.pooled.version, version);
    assert_int_equal(app->player.steps, 6);
    app_destroy(app);
}

static float first_brick(const App *app) {
    const Rect rect = drive_find(app, "Neurons of conv1_1")->full;
    return rect.x;
}

/* One scale for all rows; what was under the pointer stays there. */
static void bands_can_be_looked_at_closer(void **state) {
    (void)state;
    App *app = start("vgg_16");
    drive_key(app, UI_KEY_END, 0);
    assert_true(drive_has(app, "Zoom in"));
    drive_click(app, "Zoom in");
    drive_click(app, "Zoom in");
    assert_true(view_of(app)->zoom > 1.5);
    const double middle = view_of(app)->middle;
    drive_wheel(app, "Cone", -1, UI_SHIFT);
    assert_true(view_of(app)->middle != middle);
    drive_click(app, "Zoom out");
    drive_click(app, "Zoom out");
    drive_click(app, "Zoom out");
    assert_true(view_of(app)->zoom <= 1);
    drive_type(app, "+");
    assert_true(view_of(app)->zoom > 1);
    assert_true(first_brick(app) > 0);
    app_destroy(app);
}

/* At the closest a neuron of the first layer is as wide as a hand needs. */
static void a_press_looking_closer_chooses_what_is_there(void **state) {
    (void)state;
    App *app = start("vgg_16");
    drive_key(app, UI_KEY_END, 0);
    for (int i = 0; i < 12; i++) {
        drive_click(app, "Zoom in");
    }
    (void)drive_at(app, "Neurons of conv1_1");
    const FieldStageView *view = view_of(app);
    const Rect rect = drive_find(app, "Neurons of conv1_1")->full;
    const double share = view->middle + 0.25 / fmax(1, view->zoom);
    drive_down(app, rect.x + rect.w * 0.75F, rect.y + rect.h / 2, 1);
    drive_up(app, rect.x + rect.w * 0.75F, rect.y + rect.h / 2);
    assert_int_equal(view->neuron[PS_WIDTH], (int64_t)floor(share * 224));
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tutorials_fields_are_written_row_by_row),
        cmocka_unit_test(no_field_stands_beside_a_layer_whose_figures_are_withheld),
        cmocka_unit_test(a_field_grows_from_the_one_before),
        cmocka_unit_test(it_opens_at_its_last_step_and_keeps_its_own),
        cmocka_unit_test(it_speaks_in_words_that_are_understood),
        cmocka_unit_test(the_table_shows_whole_rows_and_all_of_its_totals),
        cmocka_unit_test(the_inputs_row_is_in_sight_where_rows_can_be_read),
        cmocka_unit_test(for_a_projector_no_words_are_small),
        cmocka_unit_test(two_stacks_are_drawn_alike_under_their_names),
        cmocka_unit_test(a_neuron_says_which_cells_it_reads),
        cmocka_unit_test(a_click_chooses_a_neuron_in_any_layer),
        cmocka_unit_test(a_drag_moves_the_neuron_along_its_row),
        cmocka_unit_test(arrows_move_along_a_row_and_from_row_to_row),
        cmocka_unit_test(shift_and_a_click_pick_another_tap),
        cmocka_unit_test(hidden_answers_cover_the_fields),
        cmocka_unit_test(deep_stacks_stand_in_bands_that_fold),
        cmocka_unit_test(a_layer_that_does_not_fit_leaves_the_rest),
        cmocka_unit_test(an_empty_stack_has_no_steps),
        cmocka_unit_test(two_stacks_are_compared_in_numbers),
        cmocka_unit_test(a_layer_becomes_one_of_another_type),
        cmocka_unit_test(an_edit_of_the_stack_leaves_what_is_pooled),
        cmocka_unit_test(bands_can_be_looked_at_closer),
        cmocka_unit_test(a_press_looking_closer_chooses_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
