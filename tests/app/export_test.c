/* Export: where the picture goes, under which name, what is in it, and what is left behind where it fails.
 *
 * Each test runs in a folder of its own, with another one, home, inside it. SDL's allocations and the place
 * of the fonts can be made to fail (--wrap).
 */
#include "app/export/picture.h"

#include "app/assets.h"
#include "app/chrome/chrome.h"
#include "core/folder.h"
#include "tests/app/driver.h"
#include "tests/app/folder.h"

#include <SDL_image.h>
#include <stdlib.h>
#include <unistd.h>

static bool no_assets, no_fonts, no_surface, no_bytes;

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names. */
bool __wrap_assets_find(char *folder, size_t size, char *sentence, size_t sentence_size);
SDL_Surface *__real_SDL_CreateRGBSurfaceWithFormat(Uint32 flags, int width, int height, int depth,
                                                   Uint32 format);
SDL_Surface *__wrap_SDL_CreateRGBSurfaceWithFormat(Uint32 flags, int width, int height, int depth,
                                                   Uint32 format);
PsStatus __real_ps_bytes_append(PsBytes *bytes, const void *data, size_t size, PsError *error);
PsStatus __wrap_ps_bytes_append(PsBytes *bytes, const void *data, size_t size, PsError *error);

bool __wrap_assets_find(char *folder, size_t size, char *sentence, size_t sentence_size) {
    (void)sentence;
    (void)sentence_size;
    snprintf(folder, size, "%s", no_fonts ? "nowhere" : POOLSCOPE_TEST_ASSETS);
    return !no_assets;
}

SDL_Surface *__wrap_SDL_CreateRGBSurfaceWithFormat(Uint32 flags, int width, int height, int depth,
                                                   Uint32 format) {
    return no_surface ? NULL : __real_SDL_CreateRGBSurfaceWithFormat(flags, width, height, depth, format);
}

/* After the first bytes of the file. */
PsStatus __wrap_ps_bytes_append(PsBytes *bytes, const void *data, size_t size, PsError *error) {
    return no_bytes && bytes->size > 0 ? PS_ERROR_MEMORY : __real_ps_bytes_append(bytes, data, size, error);
}
/* NOLINTEND(bugprone-reserved-identifier) */

static int set_up(void **state) {
    no_assets = no_fonts = no_surface = no_bytes = false;
    if (folder_enter(state) != 0) {
        return -1;
    }
    char home[PS_PATH_SIZE + 8];
    snprintf(home, sizeof home, "%s/home", (const char *)*state);
    folder_make("home");
    return SDL_setenv("HOME", home, 1);
}

static bool is_there(const char *path) {
    return ps_file_kind(path) == PS_FILE_REGULAR;
}

static int file_count(const char *path) {
    PsFolder folder = {0};
    assert_int_equal(ps_folder_list(path, &folder, NULL), PS_OK);
    int count = 0;
    for (size_t i = 0; i < folder.count; i++) {
        count += !folder.entries[i].is_folder;
    }
    ps_folder_free(&folder);
    return count;
}

static void assert_exports(App *app, const char *name) {
    char path[512];
    PsError error = {0};
    assert_int_equal(picture_export_at_once(app, path, sizeof path, &error), PS_OK);
    assert_string_equal(path, name);
    assert_true(is_there(path));
}

/* Fails with sentence and leaves nothing behind. */
static void assert_fails(App *app, PsStatus wanted, const char *sentence) {
    char path[512];
    char text[PS_ERROR_TEXT_SIZE];
    PsError error = {0};
    assert_int_equal(picture_export_at_once(app, path, sizeof path, &error), wanted);
    ps_error_text(&error, NULL, text, sizeof text);
    assert_non_null(strstr(text, sentence));
    assert_int_equal(file_count("."), 0);
    assert_int_equal(file_count("home"), 0);
}

static void the_name_says_stage_and_step_and_takes_no_other_files_place(void **state) {
    (void)state;
    App *app = drive_start();
    assert_exports(app, "poolscope-window-step-0.png");
    assert_exports(app, "poolscope-window-step-0-2.png");
    assert_exports(app, "poolscope-window-step-0-3.png");
    drive_key(app, UI_KEY_PAGE_DOWN, 0);
    drive_settle(app);
    assert_exports(app, "poolscope-window-step-1.png");
    drive_key(app, '2', UI_CTRL);
    assert_exports(app, "poolscope-compare-step-0.png");
    assert_int_equal(file_count("."), 5);
    assert_int_equal(file_count("home"), 0);
    app_destroy(app);
}

static uint32_t pixel_at(const SDL_Surface *picture, int x, int y) {
    return ((const uint32_t *)picture->pixels)[y * picture->pitch / 4 + x] & 0xFFFFFF;
}

static void the_picture_is_the_stage_at_twice_its_size(void **state) {
    (void)state;
    App *app = drive_start();
    const Rect stage = chrome_layout(app).stage;
    assert_exports(app, "poolscope-window-step-0.png");
    SDL_Surface *loaded = IMG_Load("poolscope-window-step-0.png");
    assert_non_null(loaded);
    SDL_Surface *picture = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_XRGB8888, 0);
    assert_non_null(picture);
    assert_int_equal(picture->w, 2 * (int)stage.w);
    assert_int_equal(picture->h, 2 * (int)stage.h);
    const uint32_t background = theme_get(THEME_NIGHT)->background >> 8;
    assert_int_equal(pixel_at(picture, 0, 0), background);
    int drawn = 0;
    for (int y = 0; y < picture->h; y += 8) {
        for (int x = 0; x < picture->w; x += 8) {
            drawn += pixel_at(picture, x, y) != background;
        }
    }
    assert_true(drawn > 1000);
    SDL_FreeSurface(picture);
    SDL_FreeSurface(loaded);
    app_destroy(app);
}

/* The size of a picture at a scale. */
static void assert_wide(App *app, int scale, int width) {
    char name[32];
    PsError error = {0};
    snprintf(name, sizeof name, "at-%d.png", scale);
    app->settings.export_scale = scale;
    assert_int_equal(picture_export(app, name, &error), PS_OK);
    SDL_Surface *picture = IMG_Load(name);
    assert_non_null(picture);
    assert_int_equal(picture->w, width);
    SDL_FreeSurface(picture);
}

static void once_twice_and_four_times_as_large(void **state) {
    (void)state;
    App *app = drive_start();
    const int width = (int)chrome_layout(app).stage.w;
    assert_wide(app, 1, width);
    assert_wide(app, 2, 2 * width);
    assert_wide(app, 4, 4 * width);
    app_destroy(app);
}

static void at_once_goes_into_the_folder_of_the_last_picture(void **state) {
    const char *folder = *state;
    App *app = drive_start();
    char path[PS_PATH_SIZE];
    char wanted[PS_PATH_SIZE + 64];
    folder_make("slides");
    snprintf(app->settings.export_folder, sizeof app->settings.export_folder, "%s/slides", folder);
    snprintf(wanted, sizeof wanted, "%s/slides/poolscope-window-step-0.png", folder);
    assert_int_equal(picture_export_at_once(app, path, sizeof path, NULL), PS_OK);
    assert_string_equal(path, wanted);
    app_destroy(app);
}

/* The dialog of Ctrl+E: name, folder and size, kept for the next time. What it asks for the platform does. */
static void export_asks_where_and_how_large(void **state) {
    const char *folder = *state;
    App *app = drive_start();
    drive_key(app, 'e', UI_CTRL);
    drive_show(app);
    assert_true(drive_has(app, "Export the picture"));
    assert_shown(app, "File name", "poolscope-window-step-0.png");
    assert_shown(app, "2×", "selected");
    drive_click(app, "4×");
    drive_click(app, "Save picture");
    assert_int_equal(app->wishes.picture, PICTURE_TO_FILE);
    assert_string_equal(app->settings.export_folder, folder);
    assert_int_equal(app->settings.export_scale, 4);
    assert_true(app->wishes.settings_changed);
    const PsError error = {.sentence = "no room is left: make some"};
    files_picture_done(app, &error);
    drive_show(app);
    assert_true(drive_has(app, "Export the picture"));
    files_picture_done(app, NULL);
    drive_show(app);
    assert_false(drive_has(app, "Export the picture"));
    app_destroy(app);
}

/* A folder that is gone takes no file, whoever asks. */
static void what_the_working_folder_does_not_take_goes_home(void **state) {
    const char *folder = *state;
    char wanted[PS_PATH_SIZE + 64];
    char path[PS_PATH_SIZE];
    App *app = drive_start();
    folder_make("gone");
    assert_int_equal(chdir("gone"), 0);
    assert_int_equal(rmdir("../gone"), 0);
    assert_int_equal(picture_export_at_once(app, path, sizeof path, NULL), PS_OK);
    snprintf(wanted, sizeof wanted, "%s/home/poolscope-window-step-0.png", folder);
    assert_string_equal(path, wanted);
    assert_true(is_there(path));
    assert_int_equal(SDL_setenv("HOME", "", 1), 0);
    assert_int_not_equal(picture_export_at_once(app, path, sizeof path, NULL), PS_OK);
    app_destroy(app);
}

static void without_fonts_it_says_where_they_were_looked_for(void **state) {
    (void)state;
    App *app = drive_start();
    no_assets = true;
    assert_fails(app, PS_ERROR_FILE, "install the program again");
    no_assets = false;
    no_fonts = true;
    assert_fails(app, PS_ERROR_FILE, "nowhere/fonts");
    app_destroy(app);
}

static void without_memory_nothing_is_left_behind(void **state) {
    (void)state;
    App *app = drive_start();
    no_surface = true;
    assert_fails(app, PS_ERROR_MEMORY, "memory");
    no_surface = false;
    no_bytes = true;
    assert_fails(app, PS_ERROR_MEMORY, "memory");
    no_bytes = false;
    assert_exports(app, "poolscope-window-step-0.png");
    app_destroy(app);
}

static void exporting_leaves_the_screen_as_it_was(void **state) {
    (void)state;
    App *app = drive_start();
    drive_hover(app, "input 1,1");
    char *before = drive_dump(app);
    assert_exports(app, "poolscope-window-step-0.png");
    drive_show(app);
    char *after = drive_dump(app);
    assert_string_equal(before, after);
    free(before);
    free(after);
    app_destroy(app);
}

#define EXPORT_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, folder_leave)

int main(void) {
    const struct CMUnitTest tests[] = {
        EXPORT_TEST(the_name_says_stage_and_step_and_takes_no_other_files_place),
        EXPORT_TEST(the_picture_is_the_stage_at_twice_its_size),
        EXPORT_TEST(once_twice_and_four_times_as_large),
        EXPORT_TEST(at_once_goes_into_the_folder_of_the_last_picture),
        EXPORT_TEST(export_asks_where_and_how_large),
        EXPORT_TEST(what_the_working_folder_does_not_take_goes_home),
        EXPORT_TEST(without_fonts_it_says_where_they_were_looked_for),
        EXPORT_TEST(without_memory_nothing_is_left_behind),
        EXPORT_TEST(exporting_leaves_the_screen_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
