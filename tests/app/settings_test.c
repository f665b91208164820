#include "app/settings.h"

#include "core/file.h"
#include "core/folder.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

/* Tests are run in a folder of the build. */
static const char path[] = "settings_test.txt";

static int clean(void **state) {
    (void)state;
    remove(path);
    return 0;
}

static void put(const char *text, size_t size) {
    assert_int_equal(ps_file_write(path, text, size, NULL), PS_OK);
}

static Settings read_text(const char *text) {
    Settings settings = settings_default();
    put(text, strlen(text));
    settings_read(&settings, path);
    return settings;
}

static void assert_default(const Settings *settings) {
    const Settings usual = settings_default();
    assert_int_equal(settings->theme, usual.theme);
    assert_true(settings->text_size == usual.text_size);
    assert_int_equal(settings->reduced, usual.reduced);
    assert_int_equal(settings->loop, usual.loop);
    assert_int_equal(settings->width, usual.width);
    assert_int_equal(settings->height, usual.height);
}

static void the_default_is_night_at_100_percent(void **state) {
    (void)state;
    const Settings settings = settings_default();
    assert_int_equal(settings.theme, THEME_NIGHT);
    assert_true(settings.text_size == 1);
    assert_false(settings.reduced);
    assert_false(settings.loop);
    assert_int_equal(settings.width, 1280);
    assert_int_equal(settings.height, 800);
}

static void a_file_that_is_not_there_changes_nothing(void **state) {
    (void)state;
    Settings settings = settings_default();
    settings_read(&settings, "there/is/no/such/file.txt");
    assert_default(&settings);
    settings_read(&settings, ".");
    assert_default(&settings);
}

static void what_is_written_is_read_back(void **state) {
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int quarter = 3; quarter <= 12; quarter++) {
            const Settings written = {.theme = (ThemeName)theme,
                                      .text_size = (float)quarter / 4,
                                      .reduced = quarter % 2 == 1,
                                      .loop = quarter % 3 == 1,
                                      .width = 320 + quarter,
                                      .height = 16384 - quarter};
            Settings settings = settings_default();
            assert_true(settings_write(&written, path));
            settings_read(&settings, path);
            assert_int_equal(settings.theme, written.theme);
            assert_true(settings.text_size == written.text_size);
            assert_int_equal(settings.reduced, written.reduced);
            assert_int_equal(settings.loop, written.loop);
            assert_int_equal(settings.width, written.width);
            assert_int_equal(settings.height, written.height);
        }
    }
}

static void missing_lines_leave_what_is_there(void **state) {
    (void)state;
    const Settings settings = read_text("theme day\n");
    assert_int_equal(settings.theme, THEME_DAY);
    assert_int_equal(settings.width, 1280);
    const Settings empty = read_text("");
    assert_default(&empty);
}

static void values_that_cannot_be_are_ignored(void **state) {
    (void)state;
    static const char *const texts[] = {"theme dark\n",  "text 0.5\n", "text 3.5\n",    "text nan\n",
                                        "text inf\n",    "text big\n", "text\n",        "width 10\n",
                                        "width 99999\n", "width -5\n", "width nan\n",   "height 0\n",
                                        "height 1e9\n",  "motion\n",   "motion wild\n", "theme\n",
                                        "width 1e39\n",  "loop\n",     "loop round\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const Settings settings = read_text(texts[i]);
        assert_default(&settings);
    }
}

static void lines_nobody_knows_are_skipped(void **state) {
    (void)state;
    const Settings settings =
        read_text("colour blue\n\n   \nTheme day\n=\nheight 900\n# note\nmotion reduced");
    assert_int_equal(settings.theme, THEME_NIGHT);
    assert_int_equal(settings.height, 900);
    assert_true(settings.reduced);
}

static void a_value_is_not_taken_from_the_next_line(void **state) {
    (void)state;
    const Settings settings = read_text("theme\nday\nwidth\n900 1000\n");
    assert_default(&settings);
}

static void long_lines_and_odd_bytes_do_no_harm(void **state) {
    (void)state;
    char text[4000];
    memset(text, 'x', sizeof text);
    put(text, sizeof text);
    Settings settings = settings_default();
    settings_read(&settings, path);
    assert_default(&settings);
    for (int i = 0; i < (int)sizeof text; i++) {
        text[i] = (char)(i * 37);
    }
    put(text, sizeof text);
    settings_read(&settings, path);
    assert_default(&settings);
    put("theme day\n\0height 900\n", 22);
    settings_read(&settings, path);
    assert_int_equal(settings.theme, THEME_DAY);
}

static void a_file_too_large_to_be_settings_is_ignored(void **state) {
    (void)state;
    static const char first[] = {'t', 'h', 'e', 'm', 'e', ' ', 'd', 'a', 'y'};
    const size_t size = 100000;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, '\n', size);
    memcpy(text, first, sizeof first);
    put(text, size);
    Settings settings = settings_default();
    settings_read(&settings, path);
    assert_default(&settings);
    free(text);
}

static void a_place_that_cannot_be_written_is_said(void **state) {
    (void)state;
    const Settings settings = settings_default();
    assert_false(settings_write(&settings, "there/is/no/such/folder/settings.txt"));
    assert_false(settings_write(&settings, "."));
}

/* ---- recent files ---- */

static void recent_files_are_read_back_in_their_order(void **state) {
    (void)state;
    Settings settings = settings_default();
    settings_remember(&settings, "/a/with blanks in it.json");
    settings_remember(&settings, "/b.csv");
    settings_remember(&settings, "/c.png");
    settings_remember(&settings, "/a/with blanks in it.json");
    assert_true(settings_write(&settings, path));
    Settings read = settings_default();
    settings_read(&read, path);
    assert_int_equal(read.recent_count, 3);
    assert_string_equal(read.recent[0], "/a/with blanks in it.json");
    assert_string_equal(read.recent[1], "/c.png");
    assert_string_equal(read.recent[2], "/b.csv");
    settings_forget(&read, "/c.png");
    settings_forget(&read, "/never.png");
    assert_int_equal(read.recent_count, 2);
    assert_string_equal(read.recent[1], "/b.csv");
}

static void the_last_eight_files_are_kept_however_long_their_paths(void **state) {
    (void)state;
    char name[PS_PATH_SIZE + 8];
    Settings settings = settings_default();
    for (int i = 0; i < 12; i++) {
        memset(name, 'x', sizeof name);
        const int start = snprintf(name, 16, "/%d", i);
        name[start] = 'x';
        name[PS_PATH_SIZE - 1] = '\0';
        settings_remember(&settings, name);
    }
    name[PS_PATH_SIZE - 1] = 'x';
    name[PS_PATH_SIZE] = '\0';
    settings_remember(&settings, name);
    assert_int_equal(settings.recent_count, SETTINGS_RECENT);
    assert_true(settings_write(&settings, path));
    Settings read = settings_default();
    settings_read(&read, path);
    assert_int_equal(read.recent_count, SETTINGS_RECENT);
    assert_memory_equal(read.recent[0], "/11x", 4);
    assert_memory_equal(read.recent[7], "/4xx", 4);
    assert_int_equal(strlen(read.recent[7]), PS_PATH_SIZE - 1);
}

static void what_is_no_path_is_not_taken_for_a_recent_file(void **state) {
    (void)state;
    Settings settings = read_text("recent\nrecent \nrecent relative.json\nrecent /a\r\ntheme day\n");
    assert_int_equal(settings.recent_count, 1);
    assert_string_equal(settings.recent[0], "/a");
    assert_int_equal(settings.theme, THEME_DAY);
    settings_remember(&settings, "/two\nlines");
    assert_true(settings_write(&settings, path));
    Settings read = settings_default();
    settings_read(&read, path);
    assert_int_equal(read.recent_count, 1);
    assert_string_equal(read.recent[0], "/a");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_default_is_night_at_100_percent),
        cmocka_unit_test(a_file_that_is_not_there_changes_nothing),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(missing_lines_leave_what_is_there),
        cmocka_unit_test(values_that_cannot_be_are_ignored),
        cmocka_unit_test(lines_nobody_knows_are_skipped),
        cmocka_unit_test(a_value_is_not_taken_from_the_next_line),
        cmocka_unit_test(long_lines_and_odd_bytes_do_no_harm),
        cmocka_unit_test(a_file_too_large_to_be_settings_is_ignored),
        cmocka_unit_test(a_place_that_cannot_be_written_is_said),
        cmocka_unit_test(recent_files_are_read_back_in_their_order),
        cmocka_unit_test(the_last_eight_files_are_kept_however_long_their_paths),
        cmocka_unit_test(what_is_no_path_is_not_taken_for_a_recent_file),
    };
    return cmocka_run_group_tests(tests, NULL, clean);
}
