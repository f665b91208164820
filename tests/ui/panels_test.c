/* Nothing leaves its panel and nothing overlaps: at every step of a stack whose fields outgrow its picture,
 * and with more channels than their strip has room for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/canvas/canvas_sdl.h"
#include "app/edits.h"
#include "tests/ui/panels.h"

#include <stdio.h>

static const int sizes[][2] = {{800, 600}, {1280, 800}, {1920, 1080}, {3840, 2160}, {640, 480}, {1024, 768}};
static const float scales[] = {0.75F, 1, 1.5F, 2, 3};

enum { SIZES = sizeof sizes / sizeof sizes[0], SCALES = sizeof scales / sizeof scales[0] };

/* On a picture that is smaller than the fields of its upper layers. */
static const char vgg_16[] =
    "input 3x32x32, conv1_1: conv3 p1 c64, conv1_2: conv3 p1 c64, pool1: maxpool2/2, conv2_1: conv3 p1 c128, "
    "conv2_2: conv3 p1 c128, pool2: maxpool2/2, conv3_1: conv3 p1 c256, conv3_2: conv3 p1 c256, "
    "conv3_3: conv3 p1 c256, pool3: maxpool2/2, conv4_1: conv3 p1 c512, conv4_2: conv3 p1 c512, "
    "conv4_3: conv3 p1 c512, pool4: maxpool2/2, conv5_1: conv3 p1 c512, conv5_2: conv3 p1 c512, "
    "conv5_3: conv3 p1 c512, pool5: maxpool2/2";

static Painter *painter;

static int load_fonts(void **unused) {
    (void)unused;
    char sentence[512];
    painter = painter_create(POOLSCOPE_FONTS, sentence, sizeof sentence);
    return painter ? 0 : -1;
}

static int free_fonts(void **unused) {
    (void)unused;
    painter_destroy(painter);
    return 0;
}

static App *start(const int size[2], float scale) {
    Settings settings = settings_default();
    settings.width = size[0];
    settings.height = size[1];
    settings.text_size = scale;
    App *app = app_create(painter_metrics(painter), &settings);
    Rect damage[CANVAS_DAMAGE];
    assert_non_null(app);
    app->ui.want_tree = true;
    app_show(app, damage);
    return app;
}

static void change(App *app, PsEdit *edit, uint64_t group) {
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, edit, group, NULL), PS_OK);
}

/* What was changed behind the app's back is worked out again. */
static void work_out(App *app) {
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL});
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL | UI_SHIFT});
}

static void enter(App *app, int digit) {
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = digit, .modifiers = UI_CTRL});
}

/* Laid out, and not painted. */
static void settle(App *app) {
    for (int i = 0; i < 3; i++) {
        app_event(app, &(UiEvent){.kind = UI_EVENT_MOVE, .x = -1, .y = -1});
    }
}

static void visit_steps(const int size[2], float scale) {
    App *app = start(size, scale);
    PsEdit edit;
    assert_int_equal(ps_edit_stack(&edit, PS_EDIT_STACK, vgg_16, NULL), PS_OK);
    change(app, &edit, 1);
    work_out(app);
    enter(app, '3');
    settle(app);
    assert_int_equal(app->player.steps, 18);
    for (int64_t step = 0; step <= app->player.steps; step++) {
        char state[64];
        app_set_step(app, step);
        settle(app);
        snprintf(state, sizeof state, "step %d of VGG-16 on 32 x 32", (int)step);
        assert_all_in_place(app, state);
    }
    app_destroy(app);
}

static void fields_larger_than_the_picture_stay_in_its_column(void **unused) {
    (void)unused;
    for (size_t i = 0; i < SIZES; i++) {
        for (size_t k = 0; k < SCALES; k++) {
            visit_steps(sizes[i], scales[k]);
        }
    }
}

/* The first channel, one in the middle, the last: the strip shows what is around it. */
static void visit_channels(App *app, int channels) {
    static const int digits[] = {'1', '2'};
    for (int i = 0; i < 2; i++) {
        enter(app, digits[i]);
        for (int k = 0; k < 3; k++) {
            char state[96];
            edits_show_channel(app, k * (channels - 1) / 2);
            assert_int_equal(app->facts.pooled.walk.channel, k * (channels - 1) / 2);
            app_set_step(app, 2);
            settle(app);
            snprintf(state, sizeof state, "channel %d of %d on stage %c", k * (channels - 1) / 2, channels,
                     digits[i]);
            assert_all_in_place(app, state);
        }
    }
}

static void visit_map(const int size[2], float scale, int channels, const int cells[2]) {
    App *app = start(size, scale);
    PsMap map = {0};
    assert_int_equal(ps_map_init(&map, channels, cells[0], cells[1], NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 1);
    PsEdit edit = ps_edit_input(&map, (PsSource){PS_PATTERN_NOISE, 1});
    change(app, &edit, 1);
    PsPool pool = app->document.scene.pool;
    pool.stride[0] = pool.stride[1] = 1;
    edit = ps_edit_pool(&pool);
    change(app, &edit, 2);
    work_out(app);
    visit_channels(app, channels);
    app_destroy(app);
}

static void many_channels_have_their_place(void **unused) {
    static const int maps[][2] = {{8, 8}, {2, 3}, {100, 60}, {40, 2}};
    (void)unused;
    for (size_t i = 0; i < SIZES; i++) {
        for (size_t k = 0; k < SCALES; k++) {
            for (size_t m = 0; m < sizeof maps / sizeof maps[0]; m++) {
                visit_map(sizes[i], scales[k], 33, maps[m]);
            }
            visit_map(sizes[i], scales[k], 300, maps[0]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_larger_than_the_picture_stay_in_its_column),
        cmocka_unit_test(many_channels_have_their_place),
    };
    return cmocka_run_group_tests(tests, load_fonts, free_fonts);
}
