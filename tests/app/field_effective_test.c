/* The effective field on the stage: what its figures say, and how it is chosen, stepped, pointed at, hidden.
 */
#include "app/stages/field/effective/words.h"

#include "tests/app/driver.h"

#include <stdlib.h>
#include <string.h>

/* At the last step, effective. */
static App *start(const char *text) {
    App *app = drive_stack(text, 1280, 800);
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "Effective");
    drive_settle(app);
    return app;
}

static void assert_says(const App *app, const char *label, const char *part) {
    if (strstr(drive_value(app, label), part) == NULL) {
        fail_msg("%s: \"%s\" is not in \"%s\"", label, part, drive_value(app, label));
    }
}

static void ten_layers_use_half_of_their_field(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    assert_shown(app, "Influence", "21 × 21");
    assert_says(app, "Effective width", "49 %");
    assert_says(app, "Effective width", "4σ ≈ 10.3 of 21");
    assert_says(app, "Central half", "94.1 %");
    assert_says(app, "Central half", "11 × 11");
    assert_says(app, "Strongest cell", "80 156 209");
    assert_says(app, "Strongest cell", "1 from each corner");
    assert_shown(app, "Profile", "4σ ≈ 10.33");
    assert_says(app, "Formula", "4√(10 × 2 / 3) = 10.33");
    assert_says(app, "Width over depth", "From layer 5 to 10: field × 1.9, effective × 1.4.");
    assert_true(drive_has(app, "Half as wide as the field"));
    app_destroy(app);
}

static void the_choice_of_view_is_an_edit(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    assert_true(app->document.scene.field.effective);
    assert_false(drive_has(app, "Table of layers"));
    drive_key(app, 'z', UI_CTRL);
    assert_false(app->document.scene.field.effective);
    assert_false(drive_has(app, "Influence"));
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    assert_true(drive_has(app, "Influence"));
    drive_click(app, "Theoretical");
    assert_false(drive_has(app, "Influence from"));
    app_destroy(app);
}

static void a_step_grows_the_field(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    drive_key(app, UI_KEY_HOME, 0);
    assert_shown(app, "Influence", "1 × 1");
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_settle(app);
    assert_shown(app, "Influence", "3 × 3");
    assert_says(app, "Effective width", "109 %");
    assert_true(drive_has(app, "As wide as the field"));
    app_destroy(app);
}

/* In the middle of a move the square stands between the fields of both rows. */
static void the_square_grows_while_it_moves(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    drive_key(app, UI_KEY_LEFT, 0);
    drive_settle(app);
    const float before = drive_find(app, "Influence")->full.w;
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 0.8);
    const float between = drive_find(app, "Influence")->full.w;
    drive_settle(app);
    const float after = drive_find(app, "Influence")->full.w;
    assert_true(before < between && between < after);
    app_destroy(app);
}

static void a_press_in_the_chart_goes_to_the_layer_there(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    const Rect rect = drive_find(app, "Width over depth")->rect;
    drive_down(app, rect.x + 10, rect.y + rect.h / 2, 1);
    assert_shown(app, "Step", "1 / 10");
    drive_move(app, rect.x + rect.w - 10, rect.y + rect.h / 2);
    /* Beyond the last row there is no layer, though the formula goes on. */
    assert_shown(app, "Step", "10 / 10");
    drive_up(app, rect.x + rect.w - 10, rect.y + rect.h / 2);
    app_destroy(app);
}

static void a_cell_says_how_many_paths_lead_from_it(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    drive_hover(app, "Influence");
    drive_wait(app, 1);
    assert_true(drive_said(app, "80 156 209 paths"));
    const Rect rect = drive_find(app, "Influence")->rect;
    drive_move(app, rect.x + 4, rect.y + 4);
    drive_wait(app, 1);
    assert_true(drive_said(app, ": 1 paths"));
    app_destroy(app);
}

static void random_weights_average_over_twenty_networks(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    drive_click(app, "Random weights");
    assert_true(app->document.scene.field.random);
    drive_settle(app);
    assert_true(drive_has(app, "Mean gradient of 20 random networks, layer conv10 (10th)."));
    assert_says(app, "Strongest cell", "seeds 0 to 19");
    assert_false(strstr(drive_value(app, "Formula"), "√") != NULL);
    const double width = app->facts.effective.maps[0].spread.width[PS_WIDTH];
    assert_true(width > 10.3 && width < 16);
    app_destroy(app);
}

static void hidden_answers_give_no_figure_away(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    drive_key(app, 'h', 0);
    drive_show(app);
    assert_shown(app, "Influence", "");
    assert_shown(app, "Profile", "");
    assert_says(app, "Effective width", "?");
    assert_says(app, "Formula", "= ?");
    char *dump = drive_dump(app);
    assert_null(strstr(dump, "10.3"));
    assert_null(strstr(dump, "21 × 21"));
    free(dump);
    drive_click(app, "Effective width");
    assert_says(app, "Effective width", "49 %");
    app_destroy(app);
}

static void a_layer_without_neurons_says_so(void **state) {
    (void)state;
    App *app = start("input 1x8x8\nconv3\nconv9\n");
    assert_true(drive_has(app, "What a neuron of layer conv9 (2nd) sees is not known."));
    assert_says(app, "Effective width", "–");
    drive_key(app, UI_KEY_LEFT, 0);
    drive_settle(app);
    assert_shown(app, "Influence", "3 × 3");
    app_destroy(app);
}

static void an_empty_stack_is_no_trouble(void **state) {
    (void)state;
    App *app = start("ten_conv3");
    PsEdit edit;
    assert_int_equal(ps_edit_stack(&edit, PS_EDIT_STACK, "input 1x4x4\n", NULL), PS_OK);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 77, NULL), PS_OK);
    drive_key(app, 'z', UI_CTRL);
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    drive_settle(app);
    assert_int_equal(app->player.steps, 0);
    assert_false(drive_has(app, "Influence"));
    app_destroy(app);
}

static void the_formula_of_a_stack_is_that_of_its_kernel(void **state) {
    (void)state;
    char text[64];
    field_effective_root(2.0 / 3, 0, text, sizeof text);
    assert_string_equal(text, "4√(2L / 3)");
    field_effective_root(2.0 / 3, 10, text, sizeof text);
    assert_string_equal(text, "4√(10 × 2 / 3)");
    field_effective_root(2, 0, text, sizeof text);
    assert_string_equal(text, "4√(2L)");
    field_effective_root(0.25, 7, text, sizeof text);
    assert_string_equal(text, "4√(7 / 4)");
    field_effective_root(1, 0, text, sizeof text);
    assert_string_equal(text, "4√(L)");
    field_effective_short(10.328, 1, text);
    assert_string_equal(text, "10.3");
    field_effective_short(21, 1, text);
    assert_string_equal(text, "21");
    field_effective_short(110.4, 1, text);
    assert_string_equal(text, "110");
    field_effective_short(100, 0, text);
    assert_string_equal(text, "100");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_layers_use_half_of_their_field),
        cmocka_unit_test(the_choice_of_view_is_an_edit),
        cmocka_unit_test(a_step_grows_the_field),
        cmocka_unit_test(the_square_grows_while_it_moves),
        cmocka_unit_test(a_press_in_the_chart_goes_to_the_layer_there),
        cmocka_unit_test(a_cell_says_how_many_paths_lead_from_it),
        cmocka_unit_test(random_weights_average_over_twenty_networks),
        cmocka_unit_test(hidden_answers_give_no_figure_away),
        cmocka_unit_test(a_layer_without_neurons_says_so),
        cmocka_unit_test(an_empty_stack_is_no_trouble),
        cmocka_unit_test(the_formula_of_a_stack_is_that_of_its_kernel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
