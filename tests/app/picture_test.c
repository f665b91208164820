/* The program's own pixels: a few screens through SDL's software renderer, against references that people
 * have looked at. No display and no video driver.
 *
 * After a change of the look on purpose, rebaseline: run this test once with POOLSCOPE_REBASELINE=1 in the
 * environment, look at every picture in tests/ui/reference that git says has changed, and commit them. A run
 * that rewrites never passes, so that a forgotten variable is found. A test that fails leaves
 * NAME-expected.png, NAME-actual.png and NAME-difference.png where it ran. A reference that is missing fails.
 * To add a picture: a row of shots.
 */
#include "app/canvas/canvas_sdl.h"

#include "app/export/picture.h"
#include "tests/app/driver.h"

#include <SDL_image.h>
#include <math.h>
#include <stdlib.h>

/* Per channel, and the share of pixels that may be further off. */
enum { TOLERANCE = 2 };
static const double outliers = 0.0005;
static const long largest_file = 60000;

static Painter *painter;

typedef struct Shot {
    const char *name;
    int width, height;
    float text_size; /* 0: 1 */
    ThemeName theme;
    void (*prepare)(App *app);
} Shot;

static void at_step(App *app, int64_t step) {
    app_set_step(app, step);
    drive_show(app);
}

static void tutorial_at_two(App *app) {
    at_step(app, 2);
}

/* Tiles on their way, 600 ms into step 3. */
static void mid_flight(App *app) {
    at_step(app, 2);
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 0.6);
}

static void covered_for_a_class(App *app) {
    drive_type(app, "h");
    app_set_presenter(app, true);
    app->notice[0] = '\0';
    at_step(app, 3);
    app_reveal(app, 0);
}

static PsPool pool_of(PsPoolOp op, int kernel, int stride, int padding, int dilation) {
    PsPool pool = ps_pool_default();
    pool.op = op;
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = kernel;
        pool.stride[axis] = stride;
        pool.padding[axis] = padding;
        pool.dilation[axis] = dilation;
    }
    return pool;
}

static void average_with_padding(App *app) {
    const PsPool pool = pool_of(PS_POOL_AVG, 3, 2, 1, 1);
    drive_scene(app, &pool, 5, 5, NULL);
    at_step(app, 4);
}

static void dilated(App *app) {
    const PsPool pool = pool_of(PS_POOL_MAX, 3, 1, 0, 2);
    drive_scene(app, &pool, 7, 7, NULL);
    at_step(app, 5);
}

static void hanging_over(App *app) {
    PsPool pool = pool_of(PS_POOL_MAX, 3, 2, 0, 1);
    pool.ceil_mode = true;
    drive_scene(app, &pool, 6, 6, NULL);
    at_step(app, 6);
}

static void odd_values(App *app) {
    static const float values[] = {NAN, -1, 4, -2.5F, INFINITY, 0.125F, -INFINITY, 1234.5F, -8, 3, 0, NAN};
    const PsPool pool = pool_of(PS_POOL_MAX, 2, 1, 0, 1);
    drive_scene(app, &pool, 3, 4, values);
    at_step(app, 6);
}

static void keyboard_focus(App *app) {
    at_step(app, 1);
    drive_tab_to(app, "input 0,0");
    drive_key(app, UI_KEY_DOWN, 0);
    drive_type(app, "-1.5");
}

static void keys_dialog(App *app) {
    app_set_dialog(app, APP_KEYS);
    drive_show(app);
}

/* Presented, so that the stage alone is compared. */
static void present(App *app) {
    app_set_presenter(app, true);
    app->notice[0] = '\0';
    drive_show(app);
}

static void cone(App *app) {
    drive_use_stack(app, "tutorial");
    present(app);
    at_step(app, 5);
}

static void bands(App *app) {
    drive_use_stack(app, "vgg_11");
    present(app);
    at_step(app, 8);
}

static void effective(App *app) {
    const PsFieldView view = {.effective = true};
    PsEdit edit = ps_edit_settings(PS_STAGE_FIELD, &view);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL), PS_OK);
    drive_use_stack(app, "ten_conv3");
    at_step(app, 10);
    present(app);
    drive_settle(app);
}

/* Half way from a field of 7 to one of 9. */
static void effective_growing(App *app) {
    effective(app);
    at_step(app, 3);
    drive_key(app, UI_KEY_RIGHT, 0);
    drive_wait(app, 0.8);
}

static const Shot shots[] = {
    {.name = "night", .width = 840, .height = 520, .prepare = tutorial_at_two},
    {.name = "day", .width = 840, .height = 520, .theme = THEME_DAY, .prepare = tutorial_at_two},
    {.name = "contrast", .width = 840, .height = 520, .theme = THEME_CONTRAST, .prepare = tutorial_at_two},
    {.name = "mid-flight", .width = 840, .height = 520, .prepare = mid_flight},
    {.name = "presenter-covered", .width = 960, .height = 540, .prepare = covered_for_a_class},
    {.name = "average-padding",
     .width = 840,
     .height = 440,
     .theme = THEME_DAY,
     .prepare = average_with_padding},
    {.name = "dilation", .width = 640, .height = 480, .prepare = dilated},
    {.name = "ceil-mode", .width = 640, .height = 480, .prepare = hanging_over},
    {.name = "odd-values", .width = 640, .height = 480, .theme = THEME_DAY, .prepare = odd_values},
    {.name = "text-200", .width = 960, .height = 640, .text_size = 2, .prepare = tutorial_at_two},
    {.name = "edit", .width = 640, .height = 480, .prepare = keyboard_focus},
    {.name = "keys", .width = 640, .height = 480, .prepare = keys_dialog},
    {.name = "field-cone", .width = 800, .height = 450, .prepare = cone},
    {.name = "field-bands", .width = 800, .height = 450, .theme = THEME_DAY, .prepare = bands},
    {.name = "field-effective", .width = 800, .height = 450, .prepare = effective},
    {.name = "field-growing", .width = 800, .height = 450, .theme = THEME_DAY, .prepare = effective_growing},
};
enum { SHOTS = sizeof shots / sizeof shots[0] };

static App *open_app(const Shot *shot) {
    Settings settings = settings_default();
    settings.width = shot->width;
    settings.height = shot->height;
    settings.theme = shot->theme;
    settings.text_size = shot->text_size > 0 ? shot->text_size : 1;
    App *app = app_create(painter_metrics(painter), &settings);
    assert_non_null(app);
    app->ui.want_tree = true;
    drive_show(app);
    shot->prepare(app);
    return app;
}

static SDL_Surface *new_surface(int width, int height) {
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_XRGB8888);
    assert_non_null(surface);
    return surface;
}

static SDL_Surface *draw(const Shot *shot) {
    Rect damage[CANVAS_DAMAGE];
    App *app = open_app(shot);
    SDL_Surface *surface = new_surface(shot->width, shot->height);
    assert_true(painter_bind(painter, surface));
    app->notice[0] = '\0'; /* what the preparing edits did */
    canvas_invalidate(&app->canvas);
    const int count = app_show(app, damage);
    painter_play(painter, &app->canvas, damage, count);
    painter_bind(painter, NULL);
    app_destroy(app);
    return surface;
}

static uint32_t pixel(const SDL_Surface *surface, int x, int y) {
    uint32_t value;
    const char *row = (const char *)surface->pixels + (size_t)y * (size_t)surface->pitch;
    memcpy(&value, row + (size_t)x * sizeof value, sizeof value);
    return value;
}

static void set_pixel(SDL_Surface *surface, int x, int y, uint32_t value) {
    char *row = (char *)surface->pixels + (size_t)y * (size_t)surface->pitch;
    memcpy(row + (size_t)x * sizeof value, &value, sizeof value);
}

/* The largest difference of a channel. */
static int apart(uint32_t one, uint32_t other) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const int difference = abs((int)(one >> shift & 0xFF) - (int)(other >> shift & 0xFF));
        most = difference > most ? difference : most;
    }
    return most;
}

/* How many pixels are past the tolerance; difference shows them white on the actual picture, dimmed. */
static long compare(const SDL_Surface *expected, const SDL_Surface *actual, SDL_Surface *difference) {
    long count = 0;
    for (int y = 0; y < actual->h; y++) {
        for (int x = 0; x < actual->w; x++) {
            const uint32_t here = pixel(actual, x, y);
            const bool off = apart(pixel(expected, x, y), here) > TOLERANCE;
            set_pixel(difference, x, y, off ? 0xFFFFFF : here >> 2 & 0x3F3F3F);
            count += off;
        }
    }
    return count;
}

static void save(SDL_Surface *surface, const char *folder, const char *name, const char *kind) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s%s.png", folder, name, kind);
    assert_int_equal(picture_write(surface, path, NULL), PS_OK);
}

static long file_size(const char *path) {
    SDL_RWops *file = SDL_RWFromFile(path, "rb");
    const long size = file ? (long)SDL_RWsize(file) : -1;
    if (file) {
        SDL_RWclose(file);
    }
    return size;
}

/* The reference in the pixels of ours. */
static SDL_Surface *load(const char *path) {
    SDL_Surface *file = IMG_Load(path);
    SDL_Surface *surface = file ? SDL_ConvertSurfaceFormat(file, SDL_PIXELFORMAT_XRGB8888, 0) : NULL;
    SDL_FreeSurface(file);
    return surface;
}

static void check(const Shot *shot, SDL_Surface *actual) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s.png", POOLSCOPE_TEST_REFERENCE, shot->name);
    SDL_Surface *expected = load(path);
    if (!expected) {
        save(actual, ".", shot->name, "-actual");
        fail_msg("there is no reference %s: look at %s-actual.png, and see the head of picture_test.c", path,
                 shot->name);
        return;
    }
    assert_true(file_size(path) < largest_file);
    const bool sized = expected->w == actual->w && expected->h == actual->h;
    SDL_Surface *difference = new_surface(actual->w, actual->h);
    const long count = sized ? compare(expected, actual, difference) : (long)actual->w * actual->h;
    if ((double)count > outliers * actual->w * actual->h) {
        save(expected, ".", shot->name, "-expected");
        save(actual, ".", shot->name, "-actual");
        save(difference, ".", shot->name, "-difference");
        fail_msg("%s: %ld pixels differ, see %s-difference.png", shot->name, count, shot->name);
    }
    SDL_FreeSurface(expected);
    SDL_FreeSurface(difference);
}

static bool rebaselines(void) {
    const char *wish = getenv("POOLSCOPE_REBASELINE");
    return wish && strcmp(wish, "1") == 0;
}

static void a_screen_looks_as_its_reference(void **state) {
    const Shot *shot = *state;
    SDL_Surface *actual = draw(shot);
    if (rebaselines()) {
        save(actual, POOLSCOPE_TEST_REFERENCE, shot->name, "");
    } else {
        check(shot, actual);
    }
    SDL_FreeSurface(actual);
}

/* Every step drawn over the one before, only where it changed. */
static void damage_leaves_the_same_pixels_as_a_whole_frame(void **state) {
    (void)state;
    const Shot shot = {.width = 800, .height = 600, .prepare = tutorial_at_two};
    Rect damage[CANVAS_DAMAGE];
    App *app = open_app(&shot);
    SDL_Surface *surface = new_surface(shot.width, shot.height);
    SDL_Surface *difference = new_surface(shot.width, shot.height);
    assert_true(painter_bind(painter, surface));
    canvas_invalidate(&app->canvas);
    painter_play(painter, &app->canvas, damage, app_show(app, damage));
    drive_key(app, UI_KEY_RIGHT, 0);
    painter_play(painter, &app->canvas, (const Rect[]){{0, 0, 800, 600}}, 1);
    for (int frame = 0; frame < 8; frame++) {
        app_advance(app, 0.21);
        const int count = app_show(app, damage);
        painter_play(painter, &app->canvas, damage, count);
        SDL_Surface *partial = SDL_DuplicateSurface(surface);
        assert_non_null(partial);
        painter_play(painter, &app->canvas, (const Rect[]){{0, 0, 800, 600}}, 1);
        assert_int_equal(compare(partial, surface, difference), 0);
        SDL_FreeSurface(partial);
    }
    painter_bind(painter, NULL);
    SDL_FreeSurface(surface);
    SDL_FreeSurface(difference);
    app_destroy(app);
}

static void a_space_in_the_mono_face_is_half_an_advance(void **state) {
    (void)state;
    const CanvasMetrics metrics = painter_metrics(painter);
    const Font mono = {FONT_MONO, 20};
    const float digit = metrics.width(metrics.context, mono, "0", 1);
    assert_true(digit > 8);
    assert_true(metrics.width(metrics.context, mono, "0 0", 3) == 2.5F * digit);
    assert_true(metrics.width(metrics.context, mono, "−∞", 6) == 2 * digit);
    assert_true(metrics.width(metrics.context, mono, "", 0) == 0);
    const Font regular = {FONT_REGULAR, 20};
    assert_true(metrics.width(metrics.context, regular, "iii", 3) <
                metrics.width(metrics.context, regular, "mmm", 3));
}

static void fonts_that_are_missing_are_said(void **state) {
    (void)state;
    char sentence[512] = "";
    assert_null(painter_create("there/is/no/such/folder", sentence, sizeof sentence));
    assert_non_null(strstr(sentence, "Inter-Regular.otf cannot be read: "));
}

static int set_up(void **state) {
    (void)state;
    char sentence[512] = "";
    painter = painter_create(POOLSCOPE_TEST_FONTS, sentence, sizeof sentence);
    if (!painter) {
        fprintf(stderr, "%s\n", sentence);
    }
    return painter ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    painter_destroy(painter);
    SDL_Quit();
    return 0;
}

int main(void) {
    struct CMUnitTest tests[SHOTS + 3] = {
        cmocka_unit_test(damage_leaves_the_same_pixels_as_a_whole_frame),
        cmocka_unit_test(a_space_in_the_mono_face_is_half_an_advance),
        cmocka_unit_test(fonts_that_are_missing_are_said),
    };
    for (int i = 0; i < SHOTS; i++) {
        tests[3 + i] = (struct CMUnitTest){.name = shots[i].name,
                                           .test_func = a_screen_looks_as_its_reference,
                                           .initial_state = (void *)(uintptr_t)&shots[i]};
    }
    const int failed = cmocka_run_group_tests(tests, set_up, tear_down);
    if (rebaselines()) {
        fprintf(stderr, "%s is written anew: look at it, and run again without POOLSCOPE_REBASELINE\n",
                POOLSCOPE_TEST_REFERENCE);
        return 1;
    }
    return failed;
}
