/* The dialog of files, in front of the program: what it lists, how one goes about in it, what it refuses. */
#include "app/ui/file_dialog.h"

#include "app/ui/paths.h"
#include "core/folder.h"
#include "tests/app/driver.h"
#include "tests/app/folder.h"

/* A folder of everything. */
static App *start(void) {
    folder_make("zoo");
    folder_make("Animals");
    folder_put("Animals/cat.csv", "1,2\n3,4\n");
    folder_put("map10.csv", "1,2\n3,4\n");
    folder_put("Map2.csv", "1,2\n3,4\n");
    folder_put("map1.csv", "1,2\n3,4\n");
    folder_put("scene.json", "{\"poolscope\": 1}");
    folder_put("notes.txt", "none");
    folder_put(".hidden.csv", "1");
    App *app = drive_start();
    drive_key(app, 'o', UI_CTRL);
    assert_true(drive_has(app, "Open a file"));
    return app;
}

/* The names of the rows, in their order, each with a blank behind it. */
static const char *rows(const App *app) {
    static char text[1024];
    size_t length = 0;
    for (size_t i = 0; i < app->ui.tree.count; i++) {
        const UiEntry *entry = &app->ui.tree.entries[i];
        if (entry->role == UI_ROLE_ROW) {
            length +=
                (size_t)snprintf(text + length, sizeof text - length, "%s ", ui_entry_label(&app->ui, entry));
        }
    }
    text[length] = '\0';
    return text;
}

static void folders_come_first_and_numbers_count(void **state) {
    (void)state;
    App *app = start();
    assert_string_equal(rows(app), "Animals zoo map1.csv Map2.csv map10.csv scene.json ");
    app_destroy(app);
}

static void the_list_can_be_narrowed_to_a_kind(void **state) {
    (void)state;
    App *app = start();
    drive_click(app, "Kind of file");
    drive_click(app, "Scenes");
    assert_string_equal(rows(app), "Animals zoo scene.json ");
    drive_click(app, "Kind of file");
    drive_click(app, "All files");
    assert_string_equal(rows(app), "Animals zoo map1.csv Map2.csv map10.csv notes.txt scene.json ");
    drive_click(app, "Kind of file");
    drive_click(app, "Pictures");
    assert_string_equal(rows(app), "Animals zoo ");
    app_destroy(app);
}

static void a_click_selects_and_a_double_click_opens(void **state) {
    (void)state;
    App *app = start();
    drive_click(app, "Map2.csv");
    assert_shown(app, "File name", "Map2.csv");
    assert_shown(app, "Map2.csv", "selected");
    assert_true(file_dialog_is_open(&app->files.dialog));
    drive_double_click(app, "Animals");
    assert_string_equal(rows(app), "cat.csv ");
    assert_shown(app, "File name", "");
    drive_double_click(app, "cat.csv");
    assert_false(file_dialog_is_open(&app->files.dialog));
    assert_shown(app, "Document", "cat.csv");
    assert_int_equal(app->document.scene.input.height, 2);
    app_destroy(app);
}

static void the_keyboard_goes_everywhere(void **state) {
    (void)state;
    App *app = start();
    assert_string_equal(drive_focused(app), "File name");
    drive_key(app, UI_KEY_TAB, UI_SHIFT);
    assert_string_equal(drive_focused(app), "Files");
    drive_key(app, UI_KEY_END, 0);
    assert_string_equal(drive_focused(app), "scene.json");
    drive_key(app, UI_KEY_UP, 0);
    assert_string_equal(drive_focused(app), "map10.csv");
    drive_key(app, UI_KEY_HOME, 0);
    drive_key(app, UI_KEY_ENTER, 0);
    assert_string_equal(rows(app), "cat.csv ");
    drive_key(app, UI_KEY_BACKSPACE, 0);
    assert_string_equal(drive_focused(app), "Animals");
    drive_key(app, UI_KEY_PAGE_DOWN, 0);
    assert_string_equal(drive_focused(app), "scene.json");
    drive_key(app, UI_KEY_PAGE_UP, 0);
    assert_string_equal(drive_focused(app), "Animals");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(file_dialog_is_open(&app->files.dialog));
    app_destroy(app);
}

static void letters_jump_to_names_and_begin_anew_after_a_second(void **state) {
    (void)state;
    App *app = start();
    drive_key(app, UI_KEY_TAB, UI_SHIFT);
    drive_type(app, "map");
    assert_string_equal(drive_focused(app), "map1.csv");
    drive_type(app, "10");
    assert_string_equal(drive_focused(app), "map10.csv");
    drive_wait(app, 1.1);
    drive_type(app, "z");
    assert_string_equal(drive_focused(app), "zoo");
    drive_wait(app, 1.1);
    drive_type(app, "m");
    drive_wait(app, 1.1);
    drive_type(app, "m");
    assert_string_equal(drive_focused(app), "Map2.csv");
    app_destroy(app);
}

static void a_typed_name_is_completed_and_typing_goes_on_over_it(void **state) {
    (void)state;
    App *app = start();
    drive_type(app, "sc");
    assert_shown(app, "File name", "scene.json");
    assert_shown(app, "scene.json", "selected");
    drive_type(app, "r");
    assert_shown(app, "File name", "scr");
    drive_key(app, UI_KEY_BACKSPACE, 0);
    assert_shown(app, "File name", "sc");
    drive_key(app, 'a', UI_CTRL);
    drive_type(app, "map2");
    assert_shown(app, "File name", "Map2.csv");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Document", "Map2.csv");
    app_destroy(app);
}

static void arrows_choose_while_the_name_has_the_focus(void **state) {
    (void)state;
    App *app = start();
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    drive_key(app, UI_KEY_DOWN, 0);
    assert_shown(app, "File name", "map1.csv");
    assert_string_equal(drive_focused(app), "File name");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Document", "map1.csv");
    app_destroy(app);
}

static void a_typed_folder_is_entered_wherever_it_lies(void **state) {
    const char *folder = *state;
    char path[PS_PATH_SIZE + 16];
    App *app = start();
    drive_type(app, "Animals");
    drive_key(app, UI_KEY_ENTER, 0);
    snprintf(path, sizeof path, "%s/Animals", folder);
    assert_shown(app, "Folder", path);
    assert_string_equal(drive_focused(app), "File name");
    drive_type(app, "../zoo/");
    drive_key(app, UI_KEY_ENTER, 0);
    snprintf(path, sizeof path, "%s/zoo", folder);
    assert_shown(app, "Folder", path);
    app->home = folder;
    drive_type(app, "~/Animals/cat.csv");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Document", "cat.csv");
    drive_key(app, 'o', UI_CTRL);
    drive_type(app, folder);
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Folder", folder);
    drive_click(app, "Up");
    drive_click(app, "Home folder");
    assert_shown(app, "Folder", folder);
    app_destroy(app);
}

static void what_cannot_be_opened_is_said_and_nothing_changes(void **state) {
    const char *folder = *state;
    static const struct {
        const char *typed, *said;
    } cases[] = {{"nothing", "There is no file of that name here: check the name"},
                 {"/there/is/none", "There is no folder '/there/is': check the name"},
                 {"/dev/null", "This is a device, not a file: choose a file"},
                 {"", "No file is chosen: select one, or type its name"}};
    App *app = start();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        drive_key(app, 'a', UI_CTRL);
        drive_key(app, UI_KEY_DELETE, 0);
        drive_type(app, cases[i].typed);
        drive_key(app, UI_KEY_ENTER, 0);
        assert_true(drive_has(app, cases[i].said));
        assert_shown(app, "Folder", folder);
    }
    drive_type(app, "notes.txt");
    assert_false(drive_has(app, cases[3].said));
    drive_click(app, "Open file");
    assert_true(file_dialog_is_open(&app->files.dialog));
    assert_true(app->files.dialog.message[0] != '\0');
    drive_click(app, "Cancel");
    assert_shown(app, "Document", "Untitled");
    assert_int_equal(app->document.scene.input.height, 4);
    app_destroy(app);
}

static void a_folder_that_is_gone_is_said_and_the_list_stays(void **state) {
    (void)state;
    App *app = start();
    assert_int_equal(remove("zoo"), 0);
    drive_double_click(app, "zoo");
    assert_true(file_dialog_is_open(&app->files.dialog));
    assert_true(drive_has(app, "zoo"));
    assert_true(app->files.dialog.message[0] != '\0');
    app_destroy(app);
}

static void names_that_are_no_text_can_be_opened_all_the_same(void **state) {
    (void)state;
    folder_put("\xff\xc3\n.csv", "7\n");
    App *app = start();
    drive_double_click(app, "???.csv");
    assert_shown(app, "Document", "???.csv");
    assert_true(app->document.scene.input.values[0] == 7);
    app_destroy(app);
}

static void nothing_below_hears_a_key(void **state) {
    (void)state;
    App *app = start();
    drive_key(app, UI_KEY_TAB, UI_SHIFT);
    drive_key(app, UI_KEY_SPACE, 0);
    drive_type(app, "t?b");
    drive_key(app, UI_KEY_F1, 0);
    assert_false(app->player.playing);
    assert_int_equal(app->settings.theme, THEME_NIGHT);
    assert_false((app->dialog == APP_KEYS) || app->blank);
    app_destroy(app);
}

static void paths_are_shown_with_home_as_a_tilde(void **state) {
    (void)state;
    static const struct {
        const char *path, *home, *folder;
    } cases[] = {{"/home/ada/maps/a.csv", "/home/ada", "~/maps"},
                 {"/home/ada/a.csv", "/home/ada", "~"},
                 {"/home/adam/a.csv", "/home/ada", "/home/adam"},
                 {"/a.csv", "/home/ada", "/"},
                 {"/a.csv", "/", "/"},
                 {"/b/a.csv", NULL, "/b"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char folder[64];
        path_folder(cases[i].path, cases[i].home, folder, sizeof folder);
        assert_string_equal(folder, cases[i].folder);
    }
}

static void names_are_in_the_order_of_people(void **state) {
    (void)state;
    static const char *const names[] = {"", "1", "01", "2", "10", "a", "A1", "a9b", "a10", "b"};
    for (size_t i = 0; i + 1 < sizeof names / sizeof names[0]; i++) {
        assert_true(path_compare_names(names[i], names[i + 1]) <= 0);
        assert_true(path_compare_names(names[i + 1], names[i]) >= 0);
    }
    assert_true(path_compare_names("a9", "a10") < 0);
    assert_true(path_compare_names("B", "a") > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(folders_come_first_and_numbers_count),
        FOLDER_TEST(the_list_can_be_narrowed_to_a_kind),
        FOLDER_TEST(a_click_selects_and_a_double_click_opens),
        FOLDER_TEST(the_keyboard_goes_everywhere),
        FOLDER_TEST(letters_jump_to_names_and_begin_anew_after_a_second),
        FOLDER_TEST(a_typed_name_is_completed_and_typing_goes_on_over_it),
        FOLDER_TEST(arrows_choose_while_the_name_has_the_focus),
        FOLDER_TEST(a_typed_folder_is_entered_wherever_it_lies),
        FOLDER_TEST(what_cannot_be_opened_is_said_and_nothing_changes),
        FOLDER_TEST(a_folder_that_is_gone_is_said_and_the_list_stays),
        FOLDER_TEST(names_that_are_no_text_can_be_opened_all_the_same),
        FOLDER_TEST(nothing_below_hears_a_key),
        cmocka_unit_test(paths_are_shown_with_home_as_a_tilde),
        cmocka_unit_test(names_are_in_the_order_of_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
