/* The table of layers: what its rows say, which columns leave, and how it is read and copied. */
#include "app/stages/field/table/table_layout.h"

#include "tests/app/driver.h"

#include <stdlib.h>
#include <string.h>

static char clipboard[65536];

static void keep(void *context, const char *text) {
    (void)context;
    snprintf(clipboard, sizeof clipboard, "%s", text);
}

static App *start_sized(const char *text, int width, int height) {
    App *app = drive_stack(text, width, height);
    drive_key(app, UI_KEY_END, 0);
    return app;
}

static App *start(const char *text) {
    return start_sized(text, 1280, 800);
}

static void assert_says(const App *app, const char *label, const char *part) {
    if (strstr(drive_value(app, label), part) == NULL) {
        fail_msg("%s: \"%s\" is not in \"%s\"", label, part, drive_value(app, label));
    }
}

static void a_row_is_a_step(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    drive_click(app, "Layer 2");
    assert_shown(app, "Step", "2 / 5");
    assert_shown(app, "Layer 2", "conv3, out 20, field 5, jump 1, start 2, share of image 4.3 %");
    assert_shown(app, "Layer 3", "maxpool2/2, out 10");
    app_destroy(app);
}

static void arrows_go_through_the_rows(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    drive_tab_to(app, "Layer 5");
    drive_key(app, UI_KEY_UP, 0);
    assert_shown(app, "Step", "4 / 5");
    assert_string_equal(drive_focused(app), "Layer 4");
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    assert_shown(app, "Step", "5 / 5");
    app_destroy(app);
}

static void hidden_answers_are_hidden_until_revealed(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    drive_key(app, 'h', 0);
    assert_shown(app, "Layer 5", "maxpool2/2, out 4, field ?, jump ?, start ?, share of image ?");
    drive_key(app, 'h', UI_SHIFT);
    assert_says(app, "Layer 5", "field 12");
    app_destroy(app);
}

static FieldTable lay(App *app, FieldShown *shown, float width) {
    static StageScope scope;
    scope = (StageScope){.scene = &app->document.scene,
                         .facts = &app->facts,
                         .answers = &app->answers,
                         .view = app->views[app->stage],
                         .cursor = {.step = app->facts.stacks.main.row_count},
                         .pen = ui_pen(&app->ui)};
    assert_true(field_shown_init(&scope, shown));
    return field_table_lay(&scope, shown, 1, width);
}

/* Channels go first, then multiply-adds, parameters and padding; the others stay and scroll. */
static void columns_leave_in_order_where_there_is_no_room(void **unused) {
    (void)unused;
    static const FieldColumn order[] = {FIELD_CHANNELS, FIELD_ADDS, FIELD_PARAMETERS, FIELD_PADDING};
    App *app = start("vgg_16");
    for (int width = 2000; width >= 100; width -= 10) {
        FieldShown shown;
        const FieldTable table = lay(app, &shown, (float)width);
        for (int i = 1; i < 4; i++) {
            assert_true(table.columns[order[i]].shown || !table.columns[order[i - 1]].shown);
        }
        assert_true(table.columns[FIELD_OUT].shown && table.columns[FIELD_SEES].shown);
        assert_true(table.width <= (float)width + 0.5F || !table.columns[FIELD_PADDING].shown);
        field_shown_free(&shown);
    }
    app_destroy(app);
}

/* As the fonts have it: a space is half an advance. */
static float width_of(const FieldTable *table, const char *text) {
    float advances = 0;
    for (; *text; text++) {
        advances += (*text & 0xC0) == 0x80 ? 0 : *text == ' ' ? 0.5F : 1;
    }
    return advances * table->advance;
}

static void assert_fits(const FieldTable *table, int row, FieldColumn column) {
    const FieldTableColumn *place = &table->columns[column];
    char text[FIELD_FIGURE_SIZE];
    bool whole = false;
    field_table_text(table, row, column, text, &whole);
    const char *point = whole ? NULL : strchr(text, '.');
    const float fraction = point != NULL ? width_of(table, point) : 0;
    const float room = place->right - place->left - (whole ? 0 : place->after + place->fraction);
    assert_true(whole || fraction <= place->fraction + 0.5F);
    if (width_of(table, text) - fraction > room + 1) {
        fail_msg("row %d: \"%s\" is wider than its column", row, text);
    }
}

/* Thousands, fractions and both axes among them. */
static void figures_fit_their_columns(void **unused) {
    (void)unused;
    static const char *const stacks[] = {"vgg_16", "inception_v3", "resnet_v1_50", "unet",
                                         "input 3x240x4000, conv5x3/2x1 p2x1, avgpool3x2, conv3, up2x3"};
    for (size_t s = 0; s < sizeof stacks / sizeof stacks[0]; s++) {
        App *app = start(stacks[s]);
        FieldShown shown;
        const FieldTable table = lay(app, &shown, 1200);
        for (int i = 0; i < table.stack->row_count * FIELD_COLUMN_COUNT; i++) {
            assert_fits(&table, i / FIELD_COLUMN_COUNT, (FieldColumn)(i % FIELD_COLUMN_COUNT));
        }
        field_shown_free(&shown);
        app_destroy(app);
    }
}

static void layers_behind_a_full_field_say_so_and_why(void **unused) {
    (void)unused;
    App *app = start("input 1x8x8, conv9 p4, conv3 p1, conv3 p1");
    assert_says(app, "Layer 2", "adds almost nothing new");
    assert_null(strstr(drive_value(app, "Layer 1"), "almost"));
    drive_hover(app, "Layer 2");
    drive_wait(app, 1);
    assert_true(drive_said(app, "what comes in has a field of 9 × 9 already"));
    assert_true(drive_has(app, "Adds almost"));
    app_destroy(app);
}

static void branches_that_do_not_line_up_are_said(void **unused) {
    (void)unused;
    App *app = start("input 1x8x8, add( conv3 p1 | conv2 p1, conv2 )");
    assert_false(field_misaligned(&app->facts.stacks.main, 0));
    app_destroy(app);
    app = start("input 1x8x8, concat( conv1/2 | conv2/2 )");
    const int join = app->facts.stacks.main.plan.count - 1;
    assert_true(field_misaligned(&app->facts.stacks.main, join));
    char label[32];
    snprintf(label, sizeof label, "Layer %d", app->facts.stacks.main.row_count);
    drive_hover(app, label);
    drive_wait(app, 1);
    assert_true(drive_said(app, "do not line up"));
    app_destroy(app);
}

static void a_layer_that_does_not_fit_says_why(void **unused) {
    (void)unused;
    App *app = start("input 1x6x6, conv3, late: conv9, maxpool2/2");
    assert_says(app, "Layer 2", "Layer late (2nd): ");
    assert_null(strstr(drive_value(app, "Layer 3"), "out"));
    app_destroy(app);
}

static void the_card_shows_all_columns_and_escape_closes_it(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    assert_null(strstr(drive_value(app, "Layer 1"), "channels"));
    drive_click(app, "Whole table");
    assert_says(app, "Layer 1", "channels 1");
    assert_shown(app, "All parameters", "30");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(drive_has(app, "All layers"));
    drive_click(app, "Whole table");
    drive_click(app, "Whole table");
    assert_false(drive_has(app, "All layers"));
    app_destroy(app);
}

/* Where the foot says what the hatch means, the totals are a row. */
static void the_foot_stands_below_the_row_of_totals(void **unused) {
    (void)unused;
    App *app = drive_stack("input 1x4x4, conv9 p4, conv3 p1, conv3 p1", 1920, 1080);
    drive_key(app, UI_KEY_END, 0);
    const Rect totals = drive_find(app, "All parameters")->rect;
    assert_true(drive_has(app, "nothing new"));
    assert_false(rect_empty(totals));
    assert_true(drive_find(app, "Whole table")->rect.y >= totals.y + totals.h);
    app_destroy(app);
}

static void rows_below_are_scrolled_in_and_follow_the_step(void **unused) {
    (void)unused;
    App *app = start("vgg_16");
    assert_false(rect_empty(drive_find(app, "Layer 18")->rect));
    assert_true(rect_empty(drive_find(app, "Layer 1")->rect));
    drive_key(app, UI_KEY_HOME, 0);
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 2);
    assert_false(rect_empty(drive_find(app, "Layer 1")->rect));
    app_destroy(app);
}

static void the_table_goes_to_the_clipboard(void **unused) {
    (void)unused;
    App *app = start("tutorial");
    app->ui.clipboard = (UiClipboard){.set = keep};
    drive_click(app, "Copy table");
    drive_click(app, "CSV");
    assert_int_equal(strncmp(clipboard, "layer,out_height,", 17), 0);
    assert_true(drive_has(app, "Copied as CSV"));
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_a_step),
        cmocka_unit_test(arrows_go_through_the_rows),
        cmocka_unit_test(hidden_answers_are_hidden_until_revealed),
        cmocka_unit_test(columns_leave_in_order_where_there_is_no_room),
        cmocka_unit_test(figures_fit_their_columns),
        cmocka_unit_test(layers_behind_a_full_field_say_so_and_why),
        cmocka_unit_test(branches_that_do_not_line_up_are_said),
        cmocka_unit_test(a_layer_that_does_not_fit_says_why),
        cmocka_unit_test(the_card_shows_all_columns_and_escape_closes_it),
        cmocka_unit_test(the_foot_stands_below_the_row_of_totals),
        cmocka_unit_test(rows_below_are_scrolled_in_and_follow_the_step),
        cmocka_unit_test(the_table_goes_to_the_clipboard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
