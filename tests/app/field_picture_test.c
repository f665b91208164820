/* The image of the Receptive field stage in a person's hands: pointing, choosing, hanging over. */
#include "app/stages/field/picture/image.h"
#include "app/stages/field/view.h"

#include "tests/app/driver.h"

#include <stdlib.h>
#include <string.h>

/* At the last step. */
static App *start(const char *text) {
    App *app = drive_stack(text, 1280, 800);
    drive_key(app, UI_KEY_END, 0);
    return app;
}

static const FieldStageView *view_of(const App *app) {
    return app->views[app->stage];
}

static void a_cell_that_is_pointed_at_says_who_reads_it(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    drive_hover(app, "pixel 5,7");
    assert_true(view_of(app)->hovering_cell);
    assert_int_equal(view_of(app)->hovered_neuron[PS_HEIGHT], 5);
    assert_int_equal(view_of(app)->hovered_neuron[PS_WIDTH], 7);
    assert_true(drive_has(app, "Cell 5, 7: read by 4 neurons of maxpool2/2"));
    drive_move(app, 1, 1);
    assert_false(view_of(app)->hovering_cell);
    app_destroy(app);
}

static void a_click_chooses_the_neuron_that_looks_there(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    drive_click(app, "pixel 1,22");
    assert_int_equal(view_of(app)->node, 4);
    assert_int_equal(view_of(app)->neuron[PS_HEIGHT], 0);
    assert_int_equal(view_of(app)->neuron[PS_WIDTH], 3);
    drive_click(app, "pixel 10,10");
    assert_int_equal(view_of(app)->neuron[PS_HEIGHT], 1);
    assert_shown(app, "Step", "5 / 5");
    app_destroy(app);
}

static void a_drag_takes_the_neuron_along(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    drive_drag(app, "pixel 1,1", "pixel 22,22");
    assert_int_equal(view_of(app)->neuron[PS_HEIGHT], 3);
    assert_int_equal(view_of(app)->neuron[PS_WIDTH], 3);
    assert_false(view_of(app)->image_held);
    app_destroy(app);
}

static void arrows_move_the_neuron_once_the_image_has_the_focus(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    drive_tab_to(app, "Image");
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_LEFT, 0);
    drive_key(app, UI_KEY_LEFT, 0);
    assert_int_equal(view_of(app)->neuron[PS_HEIGHT], 3);
    assert_int_equal(view_of(app)->neuron[PS_WIDTH], 0);
    assert_shown(app, "Step", "5 / 5");
    app_destroy(app);
}

/* While it is dragged over, what hangs over changes and the image must not move under the pointer. */
static void the_image_stays_in_place_while_it_is_dragged_over(void **unused) {
    (void)unused;
    App *app = start("input 1x24x24, conv3 p1, conv9 p4, conv9 p4");
    const Rect before = drive_find(app, "Image")->rect;
    const Point corner = drive_at(app, "pixel 1,1");
    drive_down(app, corner.x, corner.y, 1);
    assert_memory_equal(&drive_find(app, "Image")->rect, &before, sizeof before);
    drive_move(app, corner.x + 40, corner.y + 40);
    assert_memory_equal(&drive_find(app, "Image")->rect, &before, sizeof before);
    drive_up(app, corner.x + 40, corner.y + 40);
    drive_click(app, "pixel 0,0");
    assert_true(drive_find(app, "Image")->rect.w < before.w + 1);
    drive_move(app, 1, 1);
    assert_true(drive_has(app, "Solid inside, dashed where it hangs over the edge."));
    app_destroy(app);
}

static void what_hangs_over_too_far_is_cut_and_said(void **unused) {
    (void)unused;
    App *app = start("input 1x8x8, conv99 p49");
    assert_true(drive_has(app, "Dashed where it hangs over, further than is shown."));
    const Rect rect = drive_find(app, "Image")->rect;
    assert_true(rect.w > 100 && rect.h > 100);
    app_destroy(app);
}

/* Labels stand beside one another however many layers there are. */
static void labels_never_touch(void **unused) {
    (void)unused;
    App *app = start("vgg_16");
    Rect rects[64];
    size_t count = 0;
    for (size_t i = 0; i < app->ui.tree.count; i++) {
        const UiEntry *entry = &app->ui.tree.entries[i];
        if (strstr(ui_entry_label(&app->ui, entry), " on the image") != NULL) {
            rects[count++] = entry->rect;
        }
    }
    assert_true(count > 4 && count <= 18);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            assert_true(rect_empty(rect_intersect(rects[i], rects[k])));
        }
    }
    assert_shown(app, "pool5 on the image", "212");
    app_destroy(app);
}

/* Its dashes would lie over titles, caption and table. */
static void a_field_larger_than_the_image_is_outlined_in_its_column_alone(void **unused) {
    (void)unused;
    App *app =
        start("input 3x32x32, conv1_1: conv3 p1 c64, conv1_2: conv3 p1 c64, pool1: maxpool2/2, conv2_1: "
              "conv3 p1 c128, "
              "conv2_2: conv3 p1 c128, pool2: maxpool2/2, conv3_1: conv3 p1 c256, conv3_2: conv3 p1 c256, "
              "conv3_3: conv3 p1 c256, pool3: maxpool2/2, conv4_1: conv3 p1 c512, conv4_2: conv3 p1 c512, "
              "conv4_3: conv3 p1 c512, pool4: maxpool2/2, conv5_1: conv3 p1 c512, conv5_2: conv3 p1 c512, "
              "conv5_3: conv3 p1 c512, pool5: maxpool2/2");
    for (int64_t step = 12; step <= app->player.steps; step++) {
        app_set_step(app, step);
        drive_show(app);
        for (size_t i = 0; i < app->canvas.count; i++) {
            const CanvasCommand *command = &app->canvas.commands[i];
            const Rect seen = rect_intersect(command->rect, command->clip);
            if (command->layer == CANVAS_LAYER_STAGE && command->kind == CANVAS_FILL) {
                assert_true(seen.x >= command->panel.x - 2 && seen.y >= command->panel.y - 2);
                assert_true(seen.x + seen.w <= command->panel.x + command->panel.w + 2);
                assert_true(seen.y + seen.h <= command->panel.y + command->panel.h + 2);
            }
        }
    }
    app_destroy(app);
}

static void a_layer_that_does_not_fit_leaves_the_image_whole(void **unused) {
    (void)unused;
    App *app = start("input 1x6x6, conv3, conv9");
    assert_true(drive_has(app, "This layer has no neurons: the table says why."));
    drive_click(app, "pixel 2,2");
    assert_false(view_of(app)->chosen);
    app_destroy(app);
}

static void a_larger_input_is_averaged_and_a_smaller_one_repeated(void **unused) {
    (void)unused;
    App *app = start("input 1x2x4, conv1");
    PsScene *scene = &app->document.scene;
    scene->field.own = true;
    const StageScope scope = {.scene = scene};
    const FieldImage image = {.rows = 2, .columns = 8};
    float values[8];
    /* 4 x 4: rows are averaged in pairs, columns doubled. */
    field_image_values(&scope, &image, 0, values);
    assert_float_equal(values[1], (1 + 5) / 2.0F, 1e-6F);
    field_image_values(&scope, &image, 1, values);
    assert_float_equal(values[7], (7 + 3) / 2.0F, 1e-6F);
    app_destroy(app);
}

/* The pointer stays where it was while the input shrinks under it. */
static void a_cell_of_an_input_that_is_gone_is_not_asked_about(void **unused) {
    (void)unused;
    App *app = start("input 1x24x24, add( conv3 p1 | id )");
    PsEdit edit;
    drive_hover(app, "pixel 20,20");
    assert_int_equal(ps_edit_stack(&edit, PS_EDIT_STACK, "input 1x4x4, add( conv3 p1 | id )", NULL), PS_OK);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 2, NULL), PS_OK);
    drive_key(app, 'z', UI_CTRL);
    drive_hover(app, "pixel 20,20");
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    assert_shown(app, "Image", "4 × 4");
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_that_is_pointed_at_says_who_reads_it),
        cmocka_unit_test(a_click_chooses_the_neuron_that_looks_there),
        cmocka_unit_test(a_drag_takes_the_neuron_along),
        cmocka_unit_test(arrows_move_the_neuron_once_the_image_has_the_focus),
        cmocka_unit_test(the_image_stays_in_place_while_it_is_dragged_over),
        cmocka_unit_test(what_hangs_over_too_far_is_cut_and_said),
        cmocka_unit_test(labels_never_touch),
        cmocka_unit_test(a_field_larger_than_the_image_is_outlined_in_its_column_alone),
        cmocka_unit_test(a_layer_that_does_not_fit_leaves_the_image_whole),
        cmocka_unit_test(a_cell_of_an_input_that_is_gone_is_not_asked_about),
        cmocka_unit_test(a_larger_input_is_averaged_and_a_smaller_one_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
