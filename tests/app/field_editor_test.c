/* The stack's editor in a person's hands: layers dragged, moved by keys and buttons, changed, added, taken
 * away; texts in and out, and what is said of them. */
#include "app/stages/field/editor/edit.h"

#include "app/stages/field/view.h"
#include "tests/app/driver.h"

#include <stdlib.h>
#include <string.h>

static char clipboard[4096];

static void set_text(void *context, const char *text) {
    (void)context;
    snprintf(clipboard, sizeof clipboard, "%s", text);
}

static char *get_text(void *context) {
    (void)context;
    char *copy = malloc(sizeof clipboard);
    assert_non_null(copy);
    memcpy(copy, clipboard, sizeof clipboard);
    return copy;
}

/* High enough for the whole inspector, so that nothing scrolls while it is dragged over. */
static App *start(const char *text) {
    App *app = drive_stack(text, 1280, 1400);
    clipboard[0] = '\0';
    app->ui.clipboard = (UiClipboard){.get = get_text, .set = set_text};
    return app;
}

static void assert_stack(const App *app, const char *text) {
    assert_string_equal(app->document.scene.stack.text, text);
}

/* What the stack was when it was kept last. */
static char kept[1024];

static void keep(const App *app) {
    snprintf(kept, sizeof kept, "%s", app->document.scene.stack.text);
}

static void assert_kept(const App *app) {
    assert_string_equal(app->document.scene.stack.text, kept);
}

static void assert_said(const App *app, const char *text) {
    if (!drive_said(app, text)) {
        fail_msg("nothing says \"%s\"", text);
    }
}

/* ---- dragging ---- */

static void a_layer_is_dragged_to_another_place(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nmaxpool2/2\nconv5");
    drive_drag(app, "conv3", "conv5");
    assert_stack(app, "input 1x32x32\nmaxpool2/2\nconv5\nconv3");
    drive_drag(app, "conv5", "maxpool2/2");
    assert_stack(app, "input 1x32x32\nconv5\nmaxpool2/2\nconv3");
    drive_key(app, 'z', UI_CTRL);
    drive_key(app, 'z', UI_CTRL);
    assert_stack(app, "input 1x32x32\nconv3\nmaxpool2/2\nconv5");
    app_destroy(app);
}

static void a_layer_dropped_where_it_was_changes_nothing(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nmaxpool2/2\nconv5");
    keep(app);
    drive_drag_by(app, "conv3", 0, 18);
    drive_drag_by(app, "conv3", 0, 4);
    assert_kept(app);
    app_destroy(app);
}

/* Layers that only pass values on have no row in the list, but a place in the chain. */
static void a_dragged_layer_lands_behind_the_one_it_is_dropped_on_whatever_lies_between(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nrelu\nconv5\nrelu\nconv7");
    drive_drag(app, "conv3", "conv7");
    assert_stack(app, "input 1x32x32\nrelu\nconv5\nrelu\nconv7\nconv3");
    app_destroy(app);
}

static void a_layer_moves_within_its_own_chain_alone(void **state) {
    (void)state;
    App *app = start("input 1x16x16\nconv3 p1\nadd(\n  conv5 p2\n  conv7 p3\n| id\n)\nmaxpool2/2");
    keep(app);
    drive_drag(app, "conv5", "maxpool2/2");
    assert_said(app, "a layer moves within its own chain");
    assert_kept(app);
    drive_drag(app, "conv5", "conv7");
    assert_true(strstr(app->document.scene.stack.text, "conv7 p3") <
                strstr(app->document.scene.stack.text, "conv5 p2"));
    app_destroy(app);
}

/* ---- keys and buttons ---- */

static void keys_move_a_layer_and_take_it_away(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nmaxpool2/2\nconv5");
    keep(app);
    drive_tab_to(app, "conv3");
    drive_key(app, UI_KEY_DOWN, UI_CTRL);
    assert_kept(app);
    drive_key(app, UI_KEY_UP, UI_CTRL);
    assert_stack(app, "input 1x32x32\nmaxpool2/2\nconv3\nconv5");
    drive_tab_to(app, "conv5");
    drive_key(app, UI_KEY_UP, UI_CTRL);
    drive_key(app, UI_KEY_DOWN, UI_CTRL);
    assert_stack(app, "input 1x32x32\nmaxpool2/2\nconv5\nconv3");
    drive_tab_to(app, "maxpool2/2");
    drive_key(app, UI_KEY_DELETE, 0);
    assert_stack(app, "input 1x32x32\nconv5\nconv3");
    drive_key(app, 'z', UI_CTRL);
    assert_stack(app, "input 1x32x32\nmaxpool2/2\nconv5\nconv3");
    app_destroy(app);
}

static void the_last_layer_can_be_taken_away(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3");
    drive_tab_to(app, "conv3");
    drive_key(app, UI_KEY_DELETE, 0);
    assert_int_equal(app->player.steps, 0);
    drive_click(app, "+ Pool");
    assert_stack(app, "input 1x32x32\nmaxpool2/2");
    app_destroy(app);
}

/* Opens a layer's settings: a click chooses it, another opens them. */
static void open(App *app, const char *label) {
    drive_click(app, label);
    drive_click(app, label);
}

static void buttons_move_the_chosen_layer_and_its_step_goes_along(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nmaxpool2/2\nconv5");
    drive_key(app, UI_KEY_END, 0);
    open(app, "maxpool2/2");
    drive_click(app, "Move up");
    assert_stack(app, "input 1x32x32\nconv3\nconv5\nmaxpool2/2");
    assert_shown(app, "Step", "3 / 3");
    assert_false(drive_find(app, "Move up")->enabled);
    drive_click(app, "Move down");
    drive_click(app, "Move down");
    assert_false(drive_find(app, "Move down")->enabled);
    assert_stack(app, "input 1x32x32\nmaxpool2/2\nconv3\nconv5");
    assert_shown(app, "Step", "1 / 3");
    drive_click(app, "Duplicate layer");
    assert_stack(app, "input 1x32x32\nmaxpool2/2\nmaxpool2/2\nconv3\nconv5");
    drive_click(app, "Remove layer");
    assert_stack(app, "input 1x32x32\nmaxpool2/2\nconv3\nconv5");
    assert_false(drive_has(app, "Remove layer"));
    app_destroy(app);
}

static float top_of(const App *app, const char *label) {
    return drive_find(app, label)->rect.y;
}

/* first-use C4: the list reads as the picture does, so that what moves up in one moves up in the other. */
static void the_list_is_in_the_order_of_the_picture(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nmaxpool2/2\nconv5");
    drive_key(app, UI_KEY_END, 0);
    assert_true(top_of(app, "Field of conv5") < top_of(app, "Field of maxpool2/2"));
    assert_true(top_of(app, "Field of maxpool2/2") < top_of(app, "Field of conv3"));
    assert_true(top_of(app, "conv5") < top_of(app, "maxpool2/2"));
    assert_true(top_of(app, "maxpool2/2") < top_of(app, "conv3"));
    const float before = top_of(app, "Field of maxpool2/2");
    open(app, "maxpool2/2");
    drive_click(app, "Move up");
    assert_true(top_of(app, "Field of maxpool2/2") < before);
    assert_true(top_of(app, "maxpool2/2") < top_of(app, "conv5"));
    app_destroy(app);
    /* Blocks too. */
    app = start("vgg_16");
    assert_true(top_of(app, "List Block 5") < top_of(app, "List Block 1"));
    drive_click(app, "List Block 5");
    assert_true(top_of(app, "pool5") < top_of(app, "conv5_1"));
    app_destroy(app);
}

/* The same key again moves the same layer on. */
static void the_focus_goes_along_with_a_layer_that_is_moved(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nmaxpool2/2\nconv5");
    drive_tab_to(app, "conv3");
    drive_key(app, UI_KEY_UP, UI_CTRL);
    drive_key(app, UI_KEY_UP, UI_CTRL);
    assert_stack(app, "input 1x32x32\nmaxpool2/2\nconv5\nconv3");
    assert_string_equal(drive_focused(app), "conv3");
    app_destroy(app);
}

/* A ReLU between two layers has no row that one could pass. */
static void a_layer_moves_past_its_neighbour_in_the_picture_whatever_lies_between(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nrelu\nconv5\nadd(\n  conv7 p3\n| id\n)");
    drive_key(app, UI_KEY_HOME, 0);
    open(app, "conv3");
    drive_click(app, "Move up");
    assert_stack(app, "input 1x32x32\nrelu\nconv5\nconv3\nadd(conv7 p3 | id)");
    assert_shown(app, "Step", "2 / 4");
    drive_click(app, "Move up");
    assert_shown(app, "Step", "4 / 4");
    drive_click(app, "Move down");
    assert_shown(app, "Step", "2 / 4");
    app_destroy(app);
}

/* first-use B11: an index is not taken for a number of layers. */
static void a_layer_named_by_its_index_says_what_it_is_and_where(void **state) {
    (void)state;
    App *app = start("input 1x32x32\n0: conv5 c6\n2: maxpool2/2\n3: conv5\n11: linear10");
    drive_key(app, UI_KEY_END, 0);
    char *dump = drive_dump(app);
    assert_non_null(strstr(dump, "\"Field of layer 11 (4th)\""));
    assert_non_null(strstr(dump, "\"11 linear10\""));
    assert_non_null(strstr(dump, "\"0 conv5\""));
    assert_non_null(strstr(dump, "\"0 Conv\""));
    assert_null(strstr(dump, "\"11\""));
    free(dump);
    assert_true(drive_has(app, "11 linear10"));
    assert_true(drive_has(app, "Field of 2 maxpool2/2"));
    app_destroy(app);
}

/* ---- settings ---- */

static void axes_are_linked_until_they_are_not(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3\nmaxpool2/2");
    drive_key(app, UI_KEY_END, 0);
    open(app, "conv3");
    drive_click(app, "Link axes");
    drive_click(app, "Increase kernel height");
    assert_stack(app, "input 1x32x32\nconv4x3\nmaxpool2/2");
    drive_click(app, "Link axes");
    assert_stack(app, "input 1x32x32\nconv4\nmaxpool2/2");
    app_destroy(app);
}

static void switches_change_what_a_layer_takes(void **state) {
    (void)state;
    App *app = start("input 3x32x32\nconv3 p1 c8\nmaxpool2/2");
    drive_key(app, UI_KEY_END, 0);
    open(app, "conv3");
    drive_click(app, "Pad as SAME");
    assert_non_null(strstr(app->document.scene.stack.text, "conv3 pSAME c8"));
    assert_false(drive_has(app, "Padding"));
    drive_click(app, "Bias");
    assert_non_null(strstr(app->document.scene.stack.text, "b0"));
    drive_click(app, "Increase channels");
    assert_non_null(strstr(app->document.scene.stack.text, "c9"));
    drive_click(app, "maxpool2/2");
    drive_click(app, "Ceil mode");
    assert_non_null(strstr(app->document.scene.stack.text, "ceil"));
    app_destroy(app);
}

/* The stride of a pool is its kernel until somebody says otherwise. */
static void a_pools_stride_follows_its_kernel(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nmaxpool2/2");
    open(app, "maxpool2/2");
    drive_click(app, "Increase kernel size");
    assert_stack(app, "input 1x32x32\nmaxpool3/3");
    drive_click(app, "Decrease stride");
    drive_click(app, "Decrease kernel size");
    assert_stack(app, "input 1x32x32\nmaxpool2/2");
    app_destroy(app);
}

/* ---- layers of all kinds ---- */

static void a_join_is_added_with_two_branches(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3 c4");
    drive_key(app, UI_KEY_END, 0);
    drive_click(app, "Add a layer");
    drive_click(app, "Add");
    assert_non_null(strstr(app->document.scene.stack.text, "add("));
    assert_non_null(strstr(app->document.scene.stack.text, "conv3 p1"));
    assert_non_null(strstr(app->document.scene.stack.text, "id"));
    drive_click(app, "Add a layer");
    drive_click(app, "Linear");
    assert_non_null(strstr(app->document.scene.stack.text, "linear10"));
    app_destroy(app);
}

static void paste(App *app, const char *text) {
    snprintf(clipboard, sizeof clipboard, "%s", text);
    drive_click(app, "Paste stack");
}

static void an_unknown_layer_is_replaced_by_a_convolution(void **state) {
    (void)state;
    App *app = start("tutorial");
    paste(app, "Sequential(\n  (0): Conv2d(1, 8, kernel_size=(3, 3))\n"
               "  (1): ConvTranspose2d(8, 8, kernel_size=(2, 2), stride=(2, 2))\n)");
    assert_true(drive_has(app, "Layer unknown"));
    drive_click(app, "Replace layer");
    assert_false(drive_has(app, "Layer unknown"));
    assert_shown(app, "Step", "2 / 2");
    assert_shown(app, "Kernel size", "3 × 3");
    app_destroy(app);
}

/* ---- texts ---- */

/* first-use C7: nothing is said of what changes no size, no field and no parameters. */
static void what_changes_no_figure_is_passed_over_without_a_word(void **state) {
    (void)state;
    App *app = start("tutorial");
    paste(app, "Sequential(\n  (0): Conv2d(1, 8, kernel_size=(3, 3))\n  (1): ReLU()\n  (2): Dropout(p=0.5)\n"
               "  (3): GELU(approximate='none')\n  (4): Softmax(dim=1)\n  (5): Flatten(start_dim=1)\n)");
    assert_shown(app, "Step", "1 / 1");
    assert_false(drive_has(app, "From the printout"));
    assert_string_equal(app->ui.note, "");
    app_destroy(app);
}

static const char from[] = "From the printout";

static void what_a_printout_holds_beside_the_stack_is_told(void **state) {
    (void)state;
    App *app = start("tutorial");
    paste(app, "Sequential(\n  (0): Conv2d(1, 8, kernel_size=(3, 3))\n  (1): Dropout(p=0.5)\n"
               "  (2): PReLU(num_parameters=1)\n  (3): LayerNorm(8)\n)");
    assert_shown(
        app, from,
        "Passed over 2: (2): PReLU(num_parameters=1), read as relu, its weights not counted in line 4, "
        "(3): LayerNorm(8), its mean may read the whole map, its weights not counted in line 5");
    /* It is a row of the panel and covers nothing; the next change takes it away. */
    assert_string_equal(app->ui.note, "");
    assert_false(rect_empty(drive_find(app, from)->rect));
    drive_click(app, "+ Conv");
    assert_false(drive_has(app, from));
    drive_key(app, 'z', UI_CTRL);
    paste(app,
          "Sequential(\n  (0): Conv2d(1, 8, kernel_size=(3, 3))\n  (1): LayerNorm(1)\n  (2): LayerNorm(1)\n"
          "  (3): LayerNorm(1)\n  (4): LayerNorm(1)\n  (5): LayerNorm(1)\n)");
    assert_non_null(strstr(drive_value(app, from), "Passed over 5: "));
    assert_non_null(strstr(drive_value(app, from), " in line 6 …"));
    app_destroy(app);
}

/* A linear layer says how many values it is made for: the input becomes one that gives it as many. */
static void an_input_taken_from_a_printouts_numbers_is_told(void **state) {
    (void)state;
    App *app = start("tutorial");
    paste(app, "Sequential(\n  (0): Conv2d(1, 4, kernel_size=(3, 3))\n  (1): Flatten()\n"
               "  (2): Linear(in_features=784, out_features=10)\n)");
    assert_shown(app, from,
                 "Line 4: (2) is made for 784 values: the input 1 × 16 × 16, which gives them, is taken");
    assert_shown(app, "Input size", "16 × 16");
    app_destroy(app);
}

static void an_empty_clipboard_says_what_to_copy(void **state) {
    (void)state;
    App *app = start("tutorial");
    keep(app);
    paste(app, "");
    assert_said(app, "the clipboard holds no text");
    paste(app, "conv3, conf3");
    assert_kept(app);
    app_destroy(app);
}

static void the_stack_goes_out_as_notation_and_as_code(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3 c4\nmaxpool2/2");
    drive_key(app, 'c', UI_CTRL);
    assert_string_equal(clipboard, "input 1x32x32\nconv3 c4\nmaxpool2/2");
    drive_click(app, "Copy stack");
    drive_click(app, "As PyTorch");
    assert_non_null(strstr(clipboard, "nn.Conv2d(1, 4"));
    assert_said(app, "copied as PyTorch code");
    app_destroy(app);
}

/* ---- input ---- */

static void an_input_that_cannot_be_is_refused_where_it_was_typed(void **state) {
    (void)state;
    App *app = start("input 1x32x32\nconv3");
    drive_click(app, "Input size");
    drive_type(app, "70000");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_said(app, "an input has 1 to 65536 channels, rows and columns");
    drive_key(app, UI_KEY_ESCAPE, 0);
    drive_click(app, "Increase input channels");
    assert_stack(app, "input 2x32x32\nconv3");
    drive_click(app, "Decrease input size");
    assert_stack(app, "input 2x31x31\nconv3");
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_layer_is_dragged_to_another_place),
        cmocka_unit_test(a_layer_dropped_where_it_was_changes_nothing),
        cmocka_unit_test(a_dragged_layer_lands_behind_the_one_it_is_dropped_on_whatever_lies_between),
        cmocka_unit_test(a_layer_moves_within_its_own_chain_alone),
        cmocka_unit_test(keys_move_a_layer_and_take_it_away),
        cmocka_unit_test(the_last_layer_can_be_taken_away),
        cmocka_unit_test(buttons_move_the_chosen_layer_and_its_step_goes_along),
        cmocka_unit_test(the_list_is_in_the_order_of_the_picture),
        cmocka_unit_test(the_focus_goes_along_with_a_layer_that_is_moved),
        cmocka_unit_test(a_layer_moves_past_its_neighbour_in_the_picture_whatever_lies_between),
        cmocka_unit_test(a_layer_named_by_its_index_says_what_it_is_and_where),
        cmocka_unit_test(axes_are_linked_until_they_are_not),
        cmocka_unit_test(switches_change_what_a_layer_takes),
        cmocka_unit_test(a_pools_stride_follows_its_kernel),
        cmocka_unit_test(a_join_is_added_with_two_branches),
        cmocka_unit_test(an_unknown_layer_is_replaced_by_a_convolution),
        cmocka_unit_test(what_changes_no_figure_is_passed_over_without_a_word),
        cmocka_unit_test(what_a_printout_holds_beside_the_stack_is_told),
        cmocka_unit_test(an_input_taken_from_a_printouts_numbers_is_told),
        cmocka_unit_test(an_empty_clipboard_says_what_to_copy),
        cmocka_unit_test(the_stack_goes_out_as_notation_and_as_code),
        cmocka_unit_test(an_input_that_cannot_be_is_refused_where_it_was_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
