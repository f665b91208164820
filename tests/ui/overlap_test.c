/* No two controls or texts of the UI tree overlap, none lies outside the window, and no stroke leaves the
 * panel it is drawn in: at every size and text size that the look promises, with real font metrics, in every
 * state that moves controls about.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/app.h"
#include "app/canvas/canvas_sdl.h"
#include "app/document/opening.h"
#include "app/stages/field/view.h"
#include "app/stages/size/view.h"
#include "core/preset.h"
#include "tests/ui/panels.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int sizes[][2] = {{800, 600}, {1280, 800}, {1920, 1080}, {3840, 2160}, {640, 480}, {1024, 768}};
static const float scales[] = {0.75F, 1, 1.5F, 2, 3};

static void send_key(App *app, int key) {
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = key});
}

static void press(App *app, const UiEntry *entry) {
    const Point at = {entry->rect.x + entry->rect.w / 2, entry->rect.y + entry->rect.h / 2};
    app_event(app, &(UiEvent){.kind = UI_EVENT_MOVE, .x = at.x, .y = at.y});
    app_event(app, &(UiEvent){.kind = UI_EVENT_DOWN, .x = at.x, .y = at.y, .clicks = 1});
    app_event(app, &(UiEvent){.kind = UI_EVENT_UP, .x = at.x, .y = at.y, .clicks = 1});
}

static void plain(App *app) {
    app_set_step(app, 2);
}

static void send_ctrl(App *app, int key, unsigned modifiers);

static void pool_with(App *app, PsPool pool) {
    PsEdit edit = ps_edit_pool(&pool);
    uint64_t group = 1;
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, group, NULL), PS_OK);
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL});
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL | UI_SHIFT});
}

static void average_with_padding(App *app) {
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_AVG;
    pool.kernel_size[0] = pool.kernel_size[1] = 3;
    pool.stride[0] = pool.stride[1] = 2;
    pool.padding[0] = pool.padding[1] = 1;
    pool_with(app, pool);
    app_set_step(app, 3);
}

static void unlinked_with_noise(App *app) {
    PsPool pool = ps_pool_default();
    pool.kernel_size[1] = 3;
    pool.ceil_mode = true;
    pool_with(app, pool);
    app->document.scene.source.pattern = PS_PATTERN_NOISE;
}

static void average_of(App *app, const float *values) {
    PsMap map = {0};
    assert_int_equal(ps_map_init(&map, 1, 4, 4, NULL), PS_OK);
    memcpy(map.values, values, 16 * sizeof *values);
    PsEdit edit = ps_edit_input(&map, (PsSource){PS_PATTERN_OWN, 1});
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL), PS_OK);
    average_with_padding(app);
}

static void wide_values(App *app) {
    average_of(app, (const float[]){123456, -234567, 345678, 1e30F, -7, 123456.7F, -1, 0, 987654, 0.5F,
                                    -456789, 7, 1, 0, 6, -123456.789F});
}

static void tiny_values(App *app) {
    average_of(app, (const float[]){5e-8F, -2e-8F, 3.25e-8F, 1e-30F, -7e-9F, 0, 1e-8F, 0, 4e-8F, 5e-8F,
                                    -4e-8F, 7e-8F, 1e-8F, 0, 6e-8F, -1.23456e-8F});
}

static void wide_values_compared(App *app) {
    wide_values(app);
    send_ctrl(app, '2', 0);
    app_set_step(app, 4);
}

static void tiny_values_compared(App *app) {
    tiny_values(app);
    send_ctrl(app, '2', 0);
    app_set_step(app, 4);
}

static void hidden_answers(App *app) {
    send_key(app, 'h');
    app_set_step(app, 4);
}

static void presenter(App *app) {
    send_key(app, UI_KEY_F1 + 4);
    app_set_step(app, 2);
}

static void keys_dialog(App *app) {
    send_key(app, UI_KEY_F1);
}

/* Where the inspector is a drawer, it is open. */
static void drawer(App *app) {
    const UiEntry *options = ui_find(&app->ui, "Options");
    if (options) {
        press(app, options);
    }
}

static void picture_to_open(App *app) {
    opening_drop(app, POOLSCOPE_PICTURE);
}

static void keypad(App *app) {
    const UiEntry *cell = ui_find(&app->ui, "input 0,0");
    const Point at = {cell->rect.x + cell->rect.w / 2, cell->rect.y + cell->rect.h / 2};
    app_event(app, &(UiEvent){.kind = UI_EVENT_DOWN, .x = at.x, .y = at.y, .clicks = 2, .touch = true});
    app_event(app, &(UiEvent){.kind = UI_EVENT_UP, .x = at.x, .y = at.y, .clicks = 2, .touch = true});
    assert_true(app->ui.edit.keypad);
}

static void send_ctrl(App *app, int key, unsigned modifiers) {
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = key, .modifiers = UI_CTRL | modifiers});
}

static void show(App *app) {
    Rect damage[CANVAS_DAMAGE];
    app_show(app, damage);
}

/* With a sentence in it, and as many recent files as there can be. */
static void open_dialog(App *app) {
    for (int i = 0; i < SETTINGS_RECENT; i++) {
        char path[64];
        snprintf(path, sizeof path, "/a/rather/long/path/to/a/file-%d.json", i);
        app_remember_file(app, path);
    }
    app->home = "/home/somebody";
    send_ctrl(app, 'o', 0);
    show(app);
    send_key(app, UI_KEY_ENTER);
}

static void save_dialog(App *app) {
    send_ctrl(app, 's', UI_SHIFT);
    show(app);
    send_key(app, UI_KEY_DOWN);
}

static void unsaved(App *app) {
    average_with_padding(app);
    send_ctrl(app, 'n', 0);
}

static void compare(App *app) {
    send_ctrl(app, '2', 0);
    app_set_step(app, 3);
}

static void compare_all(App *app) {
    send_ctrl(app, '2', 0);
    PsCompare settings = app->document.scene.compare;
    settings.with = PS_COLUMN_STOCHASTIC;
    PsEdit edit = ps_edit_settings(PS_STAGE_COMPARE, &settings);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL), PS_OK);
    send_ctrl(app, 'z', 0);
    send_ctrl(app, 'z', UI_SHIFT);
    app_set_step(app, 4);
}

static void compare_gradient(App *app) {
    compare_all(app);
    PsCompare settings = app->document.scene.compare;
    settings.gradient = true;
    PsEdit edit = ps_edit_settings(PS_STAGE_COMPARE, &settings);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 2, NULL), PS_OK);
    send_ctrl(app, 'z', 0);
    send_ctrl(app, 'z', UI_SHIFT);
}

/* A map of several channels that is looked at through a viewport, closer than whole. */
static void large_map(App *app) {
    PsMap map = {0};
    assert_int_equal(ps_map_init(&map, 3, 200, 300, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 1);
    PsEdit edit = ps_edit_input(&map, (PsSource){PS_PATTERN_NOISE, 1});
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL), PS_OK);
    send_ctrl(app, 'z', 0);
    send_ctrl(app, 'z', UI_SHIFT);
    for (int i = 0; i < 12; i++) {
        UiEvent closer = {.kind = UI_EVENT_TEXT, .text = "+"};
        app_event(app, &closer);
        show(app);
    }
    app_set_step(app, 3);
}

static void large_map_compared(App *app) {
    large_map(app);
    send_ctrl(app, '2', 0);
}

/* As show, but pictures are laid out and not painted, which for large ones takes its time. */
static void settle(App *app) {
    for (int i = 0; i < 6; i++) {
        app_event(app, &(UiEvent){.kind = UI_EVENT_MOVE, .x = -1, .y = -1});
    }
}

/* A ready stack on the field stage, and another beside it, at a step. */
static void show_stack(App *app, const char *name, const char *beside, PsFieldView view, int64_t step) {
    PsEdit edits[3];
    const char *texts[] = {ps_preset_find(name)->text, beside ? ps_preset_find(beside)->text : NULL};
    assert_int_equal(ps_edit_stack(&edits[0], PS_EDIT_STACK, texts[0], NULL), PS_OK);
    assert_int_equal(ps_edit_stack(&edits[1], PS_EDIT_SECOND, texts[1], NULL), PS_OK);
    edits[2] = ps_edit_settings(PS_STAGE_FIELD, &view);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edits[i], 1, NULL), PS_OK);
    }
    send_ctrl(app, 'z', 0);
    send_ctrl(app, 'z', UI_SHIFT);
    send_ctrl(app, '3', 0);
    app_set_step(app, step);
    settle(app);
}

static void field_cone(App *app) {
    show_stack(app, "tutorial", NULL, (PsFieldView){0}, 4);
}

static void field_begun(App *app) {
    show_stack(app, "minicnn", NULL, (PsFieldView){.own = true}, 0);
    send_key(app, 'h');
}

static void field_bands(App *app) {
    show_stack(app, "vgg_16", NULL, (PsFieldView){0}, 9);
}

static void field_branches(App *app) {
    show_stack(app, "inception_v3", NULL, (PsFieldView){0}, 60);
}

static void field_beside(App *app) {
    show_stack(app, "three_conv3", "one_conv7", (PsFieldView){0}, 3);
}

static void field_effective(App *app) {
    show_stack(app, "ten_conv3", NULL, (PsFieldView){.effective = true}, 10);
    show(app);
}

static void field_effective_hidden(App *app) {
    show_stack(app, "resnet18", NULL, (PsFieldView){.effective = true, .random = true}, 12);
    send_key(app, 'h');
    show(app);
}

static void field_presented(App *app) {
    show_stack(app, "tutorial", NULL, (PsFieldView){0}, 5);
    send_key(app, UI_KEY_F1 + 4);
}

static void field_table_card(App *app) {
    show_stack(app, "inception_v3", NULL, (PsFieldView){0}, 60);
    FieldStageView *view = app->views[app->stage];
    view->table_open = true;
    show(app);
}

/* Output size with a convolution over input cells, on the axis or in the chain, at its last step or another.
 */
static void show_size(App *app, int input, PsSizeConvolution windows, bool chain, int64_t step) {
    const PsSize size = {.convolution = true, .input = {input, input}, .chain_from = 224, .windows = windows};
    PsEdit edit = ps_edit_settings(PS_STAGE_SIZE, &size);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL), PS_OK);
    send_ctrl(app, 'z', 0);
    send_ctrl(app, 'z', UI_SHIFT);
    send_ctrl(app, '4', 0);
    SizeView *view = app->views[app->stage];
    view->chain = chain;
    app_set_step(app, step < 0 ? app->player.steps : step);
    show(app);
}

static void size_begun(App *app) {
    send_ctrl(app, '4', 0);
}

static void size_ended(App *app) {
    show_size(app, 12, (PsSizeConvolution){{3, 3}, {2, 2}, {0, 0}, {1, 1}}, false, -1);
}

static void size_holes(App *app) {
    show_size(app, 40, (PsSizeConvolution){{2, 2}, {5, 5}, {3, 3}, {2, 2}}, false, -1);
}

static void size_dense(App *app) {
    show_size(app, 110, (PsSizeConvolution){{3, 3}, {1, 1}, {1, 1}, {1, 1}}, false, 60);
}

static void size_lens(App *app) {
    show_size(app, 4096, (PsSizeConvolution){{7, 7}, {4, 4}, {3, 3}, {1, 1}}, false, -1);
}

static void size_hidden(App *app) {
    size_ended(app);
    send_key(app, 'h');
}

static void size_unlinked(App *app) {
    show_size(app, 12, (PsSizeConvolution){{3, 5}, {2, 1}, {0, 2}, {1, 1}}, false, 3);
}

static void size_no_window(App *app) {
    show_size(app, 4, (PsSizeConvolution){{9, 9}, {3, 3}, {0, 0}, {1, 1}}, false, -1);
}

static void size_presented(App *app) {
    size_ended(app);
    send_key(app, UI_KEY_F1 + 4);
}

static void size_chain(App *app) {
    show_size(app, 12, (PsSizeConvolution){{2, 2}, {2, 2}, {0, 0}, {1, 1}}, true, 0);
}

static void size_chain_presented(App *app) {
    size_chain(app);
    send_key(app, UI_KEY_F1 + 4);
}

static void start_page(App *app) {
    app->assets = POOLSCOPE_ASSETS;
    app_set_dialog(app, APP_START);
    settings_remember(&app->settings, "/home/someone/a map with quite a long name of its own.csv");
    show(app);
}

static void first_hint(App *app) {
    hints_begin(&app->hints);
    show(app);
}

static void second_hint(App *app) {
    first_hint(app);
    app_set_step(app, 1);
    show(app);
}

static void third_hint(App *app) {
    second_hint(app);
    app->hints.done = 2;
    show(app);
}

static void size_table_card(App *app) {
    size_chain(app);
    SizeView *view = app->views[app->stage];
    view->table = true;
    show(app);
}

static const struct {
    const char *name;
    void (*enter)(App *app);
} states[] = {{"at rest", plain},
              {"average with padding", average_with_padding},
              {"unlinked axes and noise", unlinked_with_noise},
              {"hidden answers", hidden_answers},
              {"presenter mode", presenter},
              {"the list of keys", keys_dialog},
              {"the start page", start_page},
              {"the first hint", first_hint},
              {"the second hint", second_hint},
              {"the third hint", third_hint},
              {"the drawer", drawer},
              {"a picture to open", picture_to_open},
              {"the keypad", keypad},
              {"opening a file", open_dialog},
              {"saving a file", save_dialog},
              {"the question before work is lost", unsaved},
              {"columns to compare", compare},
              {"four columns", compare_all},
              {"gradients", compare_gradient},
              {"a large map", large_map},
              {"a large map compared", large_map_compared},
              {"wide values", wide_values},
              {"tiny values", tiny_values},
              {"wide values compared", wide_values_compared},
              {"tiny values compared", tiny_values_compared},
              {"a cone", field_cone},
              {"a cone before its first step", field_begun},
              {"bands", field_bands},
              {"branches", field_branches},
              {"two stacks", field_beside},
              {"the whole table", field_table_card},
              {"the effective field", field_effective},
              {"random weights before a class", field_effective_hidden},
              {"a cone presented", field_presented},
              {"an axis before its first window", size_begun},
              {"an axis at its end", size_ended},
              {"an axis with holes", size_holes},
              {"an axis of narrow cells", size_dense},
              {"an axis under a lens", size_lens},
              {"an axis before a class", size_hidden},
              {"one axis of two", size_unlinked},
              {"an axis without a window", size_no_window},
              {"an axis presented", size_presented},
              {"a chain of sizes", size_chain},
              {"a chain presented", size_chain_presented},
              {"a chain as a table", size_table_card}};

static void check_state(Painter *painter, size_t state, int width, int height, float scale) {
    Settings settings = settings_default();
    settings.width = width;
    settings.height = height;
    settings.text_size = scale;
    App *app = app_create(painter_metrics(painter), &settings);
    Rect damage[CANVAS_DAMAGE];
    assert_non_null(app);
    app->ui.want_tree = true;
    app_show(app, damage);
    states[state].enter(app);
    if (strcmp(stages[app->stage]->key, "field") == 0) {
        settle(app);
    } else {
        app_show(app, damage);
    }
    assert_all_in_place(app, states[state].name);
    app_destroy(app);
}

static void nothing_overlaps_and_nothing_is_cut_at_any_size(void **unused) {
    (void)unused;
    char sentence[512];
    Painter *painter = painter_create(POOLSCOPE_FONTS, sentence, sizeof sentence);
    assert_non_null(painter);
    for (size_t state = 0; state < sizeof states / sizeof states[0]; state++) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
            for (size_t k = 0; k < sizeof scales / sizeof scales[0]; k++) {
                check_state(painter, state, sizes[i][0], sizes[i][1], scales[k]);
            }
        }
    }
    painter_destroy(painter);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_overlaps_and_nothing_is_cut_at_any_size)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
