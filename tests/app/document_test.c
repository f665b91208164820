/* The document: what is open, whether it is saved, and the questions before work is lost. */
#include "app/document/opening.h"
#include "app/document/save_and_open.h"

#include "core/folder.h"
#include "tests/app/driver.h"
#include "tests/app/folder.h"

#include <string.h>

static void set_cell(App *app, const char *cell, const char *value) {
    drive_click(app, cell);
    drive_type(app, value);
    drive_key(app, UI_KEY_ENTER, 0);
}

static void open_by_name(App *app, const char *name) {
    drive_key(app, 'o', UI_CTRL);
    drive_type(app, name);
    drive_key(app, UI_KEY_ENTER, 0);
}

static void save_as(App *app, const char *name) {
    drive_key(app, 's', UI_CTRL | UI_SHIFT);
    drive_type(app, name);
    drive_key(app, UI_KEY_ENTER, 0);
}

static void undo(App *app) {
    drive_key(app, 'z', UI_CTRL);
}

static void redo(App *app) {
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
}

static void assert_title(const App *app, const char *expected) {
    char title[320];
    open_file_title(app, title, sizeof title);
    assert_string_equal(title, expected);
}

/* ---- saving ---- */

static void an_untouched_program_has_nothing_to_save(void **state) {
    (void)state;
    App *app = drive_start();
    assert_true(app_saved(app));
    assert_shown(app, "Document", "Untitled");
    assert_title(app, "Untitled — Poolscope");
    set_cell(app, "input 0,0", "9");
    assert_false(app_saved(app));
    assert_shown(app, "Document", "Untitled, not saved");
    assert_title(app, "• Untitled — Poolscope");
    undo(app);
    assert_true(app_saved(app));
    app_destroy(app);
}

static void save_asks_for_a_name_once_and_adds_what_it_lacks(void **state) {
    (void)state;
    App *app = drive_start();
    set_cell(app, "input 0,0", "9");
    drive_key(app, 's', UI_CTRL);
    assert_string_equal(drive_focused(app), "File name");
    drive_type(app, "mine");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_int_equal(ps_file_kind("mine.json"), PS_FILE_REGULAR);
    assert_shown(app, "Document", "mine.json");
    assert_true(drive_said(app, "Saved mine.json"));
    set_cell(app, "input 0,1", "8");
    assert_shown(app, "Document", "mine.json, not saved");
    drive_key(app, 's', UI_CTRL);
    assert_false(file_dialog_is_open(&app->files.dialog));
    assert_shown(app, "Document", "mine.json");
    app_destroy(app);
}

static void what_is_saved_opens_again_as_it_was(void **state) {
    (void)state;
    App *app = drive_start();
    set_cell(app, "input 0,0", "nan");
    drive_click(app, "Average");
    drive_key(app, UI_KEY_RIGHT, 0);
    save_as(app, "a");
    App *other = drive_start();
    open_by_name(other, "a.json");
    assert_true(ps_map_equal(&app->document.scene.input, &other->document.scene.input));
    assert_true(ps_pool_equal(&app->document.scene.pool, &other->document.scene.pool));
    assert_shown(other, "Step", drive_value(app, "Step"));
    assert_shown(other, "Document", "a.json");
    save_as(other, "b");
    assert_true(folder_same("a.json", "b.json"));
    app_destroy(app);
    app_destroy(other);
}

static void undone_to_the_start_and_redone_to_the_end_it_saves_the_same_bytes(void **state) {
    (void)state;
    App *app = drive_start();
    save_as(app, "opened");
    open_by_name(app, "opened.json");
    set_cell(app, "input 0,0", "9");
    drive_click(app, "Increase padding");
    drive_click(app, "Average");
    drive_click(app, "Increase kernel size");
    drive_drag(app, "input 0,0", "input 2,2");
    save_as(app, "edited");
    int edits = 0;
    for (; ps_history_can_undo(&app->history); edits++) {
        undo(app);
        assert_shown(app, "Document", "edited.json, not saved");
    }
    assert_true(edits >= 5);
    save_as(app, "start");
    assert_true(folder_same("opened.json", "start.json"));
    for (; edits > 0; edits--) {
        redo(app);
    }
    save_as(app, "end");
    assert_true(folder_same("edited.json", "end.json"));
    app_destroy(app);
}

static void undone_back_to_where_it_was_saved_it_counts_as_saved(void **state) {
    (void)state;
    App *app = drive_start();
    set_cell(app, "input 0,0", "9");
    save_as(app, "a");
    set_cell(app, "input 0,1", "8");
    assert_false(app_saved(app));
    undo(app);
    assert_true(app_saved(app));
    undo(app);
    assert_false(app_saved(app));
    redo(app);
    assert_true(app_saved(app));
    undo(app);
    set_cell(app, "input 2,2", "5");
    undo(app);
    redo(app);
    assert_false(app_saved(app));
    app_destroy(app);
}

static void what_goes_on_after_saving_is_not_saved(void **state) {
    (void)state;
    App *app = drive_start();
    drive_click(app, "input 0,0");
    drive_wheel(app, "input 0,0", 1, 0);
    save_as(app, "a");
    drive_click(app, "input 0,0");
    drive_wheel(app, "input 0,0", 1, 0);
    assert_shown(app, "input 0,0", "3");
    assert_false(app_saved(app));
    undo(app);
    assert_shown(app, "input 0,0", "2");
    assert_true(app_saved(app));
    app_destroy(app);
}

static void saving_over_a_file_asks_first(void **state) {
    (void)state;
    folder_put("a.json", "precious");
    folder_put("precious.json", "precious");
    App *app = drive_start();
    save_as(app, "a");
    assert_string_equal(drive_focused(app), "Replace");
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_true(file_dialog_is_open(&app->files.dialog));
    assert_true(folder_same("a.json", "precious.json"));
    drive_click(app, "Save file");
    drive_click(app, "Cancel");
    assert_true(folder_same("a.json", "precious.json"));
    assert_string_equal(drive_focused(app), "File name");
    drive_key(app, UI_KEY_ENTER, 0);
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = UI_KEY_ENTER, .repeat = true});
    drive_show(app);
    assert_true(folder_same("a.json", "precious.json"));
    drive_click(app, "Replace");
    assert_false(folder_same("a.json", "precious.json"));
    assert_shown(app, "Document", "a.json");
    app_destroy(app);
}

static void a_save_that_fails_is_said_and_nothing_is_lost(void **state) {
    (void)state;
    App *app = drive_start();
    folder_make("gone");
    save_as(app, "gone/a");
    set_cell(app, "input 0,0", "9");
    assert_int_equal(remove("gone/a.json"), 0);
    assert_int_equal(remove("gone"), 0);
    drive_key(app, 's', UI_CTRL);
    assert_shown(app, "Document", "a.json, not saved");
    assert_true(drive_said(app, "a.json"));
    assert_shown(app, "input 0,0", "9");
    drive_key(app, 's', UI_CTRL | UI_SHIFT);
    drive_type(app, "nowhere/b");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_true(file_dialog_is_open(&app->files.dialog));
    assert_true(strstr(app->files.dialog.message, "nowhere") != NULL);
    app_destroy(app);
}

static void a_map_is_saved_as_a_scene_beside_it(void **state) {
    (void)state;
    folder_put("map.csv", "1,2,3\n4,5,6\n7,8,9\n");
    folder_put("copy.csv", "1,2,3\n4,5,6\n7,8,9\n");
    App *app = drive_start();
    assert_int_equal(opening_open(app, "map.csv", NULL), PS_OK);
    drive_show(app);
    assert_shown(app, "Document", "map.csv");
    set_cell(app, "input 0,0", "7");
    drive_key(app, 's', UI_CTRL);
    assert_shown(app, "File name", "map.json");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_shown(app, "Document", "map.json");
    assert_true(folder_same("map.csv", "copy.csv"));
    app_destroy(app);
}

/* ---- opening ---- */

static void a_scene_brings_stage_pool_and_step(void **state) {
    (void)state;
    folder_put("a.json",
               "{\"poolscope\": 1, \"stage\": \"compare\", \"input\": [[1,2,3],[4,5,6],[7,8,9]],"
               "\"pool\": {\"op\": \"avg\", \"kernel_size\": [2,2], \"stride\": [1,1]}, \"step\": 3}");
    App *app = drive_start();
    open_by_name(app, "a.json");
    assert_int_equal(app->stage, stage_find("compare"));
    assert_shown(app, "Step", "3 / 4");
    assert_int_equal(app->document.scene.pool.op, PS_POOL_AVG);
    assert_false(ps_history_can_undo(&app->history));
    app_destroy(app);
}

static void a_scene_that_is_wrong_is_said_in_the_dialog(void **state) {
    (void)state;
    folder_put("a.json", "{\"poolscope\": 1, \"stride\": 2}");
    App *app = drive_start();
    open_by_name(app, "a.json");
    assert_true(strstr(app->files.dialog.message, "stride") != NULL);
    assert_true(file_dialog_is_open(&app->files.dialog));
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_shown(app, "Document", "Untitled");
    app_destroy(app);
}

static void new_is_the_empty_program_again(void **state) {
    (void)state;
    folder_put("map.csv", "1,2,3\n4,5,6\n7,8,9\n");
    App *app = drive_start();
    assert_int_equal(opening_open(app, "map.csv", NULL), PS_OK);
    drive_click(app, "Document");
    drive_click(app, "New");
    assert_shown(app, "Document", "Untitled");
    assert_shown(app, "Input", "4 × 4");
    assert_true(app_saved(app));
    app_destroy(app);
}

static void a_picture_is_opened_by_way_of_its_size(void **state) {
    (void)state;
    App *app = drive_start();
    open_by_name(app, POOLSCOPE_TEST_DATA "/pictures/quarters.png");
    assert_false(file_dialog_is_open(&app->files.dialog));
    assert_shown(app, "Document", "Untitled");
    drive_click(app, "Open picture");
    assert_shown(app, "Document", "quarters.png");
    assert_false(ps_history_can_undo(&app->history));
    drive_key(app, 's', UI_CTRL);
    assert_shown(app, "File name", "quarters.json");
    app_destroy(app);
}

static void a_dropped_map_is_an_edit_of_the_document(void **state) {
    (void)state;
    folder_put("map.csv", "1,2,3\n4,5,6\n7,8,9\n");
    App *app = drive_start();
    save_as(app, "a");
    opening_drop(app, "map.csv");
    drive_show(app);
    assert_shown(app, "Document", "a.json, not saved");
    undo(app);
    assert_shown(app, "Document", "a.json");
    app_destroy(app);
}

/* An edit as the stage makes it. */
static void edit_stack(App *app, PsEditKind kind, const char *text) {
    PsEdit edit;
    assert_int_equal(ps_edit_stack(&edit, kind, text, NULL), PS_OK);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, ++app->next_group, NULL),
                     PS_OK);
}

static void edit_field(App *app, PsFieldView field) {
    PsEdit edit = ps_edit_settings(PS_STAGE_FIELD, &field);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, ++app->next_group, NULL),
                     PS_OK);
}

static void a_dropped_map_leaves_the_stacks(void **state) {
    (void)state;
    folder_put("map.csv", "1,2,3\n4,5,6\n7,8,9\n");
    App *app = drive_start();
    edit_stack(app, PS_EDIT_STACK, "conv3\ngap");
    edit_stack(app, PS_EDIT_SECOND, "conv7");
    edit_field(app, (PsFieldView){.random = true});
    app->document.scene.compare.gradient = true;
    opening_drop(app, "map.csv");
    drive_show(app);
    assert_true(app->document.scene.compare.gradient);
    assert_shown(app, "Input", "3 × 3");
    assert_string_equal(app->document.scene.stack.text, "conv3\ngap");
    assert_string_equal(app->document.scene.second.text, "conv7");
    assert_true(app->document.scene.field.random);
    /* What was there when the map came is what Reset goes back to. */
    edit_stack(app, PS_EDIT_STACK, NULL);
    drive_key(app, 'r', UI_CTRL);
    assert_string_equal(app->document.scene.stack.text, "conv3\ngap");
    assert_string_equal(app->document.scene.second.text, "conv7");
    undo(app);
    undo(app);
    undo(app);
    assert_shown(app, "Input", "4 × 4");
    assert_string_equal(app->document.scene.stack.text, "conv3\ngap");
    undo(app);
    undo(app);
    undo(app);
    assert_null(app->document.scene.stack.text);
    assert_false(ps_history_can_undo(&app->history));
    app_destroy(app);
}

static void reset_and_new_put_stacks_back(void **state) {
    (void)state;
    folder_put("b.json",
               "{\"poolscope\": 1, \"stage\": \"field\", \"stack\": [\"conv3\", \"conv5\"], \"step\": 2,"
               "\"field\": {\"beside\": [\"conv7\"], \"view\": \"effective\"}}");
    App *app = drive_start();
    assert_int_equal(opening_open(app, "b.json", NULL), PS_OK);
    drive_show(app);
    assert_shown(app, "Step", "2 / 2");
    edit_stack(app, PS_EDIT_STACK, "");
    edit_stack(app, PS_EDIT_SECOND, NULL);
    edit_field(app, (PsFieldView){.own = true});
    drive_key(app, 'r', UI_CTRL);
    assert_string_equal(app->document.scene.stack.text, "conv3\nconv5");
    assert_string_equal(app->document.scene.second.text, "conv7");
    assert_true(app->document.scene.field.effective && !app->document.scene.field.own);
    undo(app);
    assert_string_equal(app->document.scene.stack.text, "");
    assert_null(app->document.scene.second.text);
    assert_true(app->document.scene.field.own);
    redo(app);
    drive_key(app, UI_KEY_END, 0);
    save_as(app, "c");
    drive_key(app, 'n', UI_CTRL);
    assert_null(app->document.scene.stack.text);
    assert_null(app->document.scene.second.text);
    assert_false(app->document.scene.field.effective);
    open_by_name(app, "c.json");
    assert_string_equal(app->document.scene.stack.text, "conv3\nconv5");
    assert_string_equal(app->document.scene.second.text, "conv7");
    assert_true(app->document.scene.field.effective);
    assert_shown(app, "Step", "2 / 2");
    app_destroy(app);
}

static void a_dropped_scene_is_another_document_and_undo_brings_the_first_back(void **state) {
    (void)state;
    folder_put("b.json", "{\"poolscope\": 1, \"input\": [[1,2],[3,4]], \"step\": 1, \"stack\": [\"conv3\"],"
                         "\"field\": {\"beside\": [\"gap\"], \"picture\": \"input\"}}");
    App *app = drive_start();
    set_cell(app, "input 0,0", "9");
    save_as(app, "a");
    opening_drop(app, "b.json");
    drive_show(app);
    assert_shown(app, "Document", "b.json");
    assert_shown(app, "Step", "1 / 1");
    assert_string_equal(app->document.scene.stack.text, "conv3");
    assert_string_equal(app->document.scene.second.text, "gap");
    undo(app);
    assert_shown(app, "Document", "a.json");
    assert_null(app->document.scene.stack.text);
    assert_null(app->document.scene.second.text);
    assert_false(app->document.scene.field.own);
    undo(app);
    assert_shown(app, "Document", "a.json, not saved");
    redo(app);
    redo(app);
    assert_shown(app, "Document", "b.json");
    assert_string_equal(app->document.scene.stack.text, "conv3");
    assert_string_equal(app->document.scene.second.text, "gap");
    assert_true(app->document.scene.field.own);
    app_destroy(app);
}

/* ---- questions ---- */

static App *unsaved(void) {
    folder_put("map.csv", "1,2,3\n4,5,6\n7,8,9\n");
    App *app = drive_start();
    set_cell(app, "input 0,0", "9");
    return app;
}

static void new_asks_before_work_is_lost(void **state) {
    (void)state;
    App *app = unsaved();
    drive_key(app, 'n', UI_CTRL);
    assert_true(drive_has(app, "Save changes to Untitled?"));
    assert_string_equal(drive_focused(app), "Save changes");
    drive_click(app, "Cancel");
    assert_shown(app, "input 0,0", "9");
    drive_key(app, 'n', UI_CTRL);
    drive_click(app, "Don't save");
    assert_shown(app, "input 0,0", "1");
    assert_true(app_saved(app));
    app_destroy(app);
}

/* first-use C12 */
static void open_asks_only_after_a_file_was_chosen(void **state) {
    (void)state;
    App *app = unsaved();
    drive_click(app, "Open");
    assert_true(file_dialog_is_open(&app->files.dialog));
    assert_false(drive_has(app, "Don't save"));
    drive_click(app, "Cancel");
    assert_shown(app, "input 0,0", "9");
    drive_click(app, "Open");
    drive_type(app, "map.csv");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_true(drive_has(app, "Save changes to Untitled?"));
    drive_click(app, "Cancel");
    assert_shown(app, "input 0,0", "9");
    drive_click(app, "Open");
    drive_type(app, "map.csv");
    drive_key(app, UI_KEY_ENTER, 0);
    drive_click(app, "Don't save");
    assert_shown(app, "Document", "map.csv");
    assert_shown(app, "input 0,0", "1");
    app_destroy(app);
}

static void saving_first_the_chosen_file_opens_then(void **state) {
    (void)state;
    App *app = unsaved();
    drive_click(app, "Open");
    drive_type(app, "map.csv");
    drive_key(app, UI_KEY_ENTER, 0);
    drive_key(app, UI_KEY_ENTER, 0);
    assert_string_equal(drive_focused(app), "File name");
    drive_type(app, "kept");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_int_equal(ps_file_kind("kept.json"), PS_FILE_REGULAR);
    assert_shown(app, "Document", "map.csv");
    app_destroy(app);
}

static void a_recent_file_in_the_menu_asks_too(void **state) {
    (void)state;
    App *app = unsaved();
    settings_remember(&app->settings, "/nowhere/lost.csv");
    drive_click(app, "Document");
    drive_click(app, "lost.csv");
    drive_click(app, "Don't save");
    assert_non_null(strstr(app->notice, "lost.csv"));
    assert_shown(app, "input 0,0", "9");
    app_destroy(app);
}

static void save_in_the_question_saves_and_then_goes_on(void **state) {
    (void)state;
    App *app = unsaved();
    drive_key(app, 'n', UI_CTRL);
    drive_key(app, UI_KEY_ENTER, 0);
    assert_string_equal(drive_focused(app), "File name");
    drive_type(app, "kept");
    drive_key(app, UI_KEY_ENTER, 0);
    assert_int_equal(ps_file_kind("kept.json"), PS_FILE_REGULAR);
    assert_shown(app, "Document", "Untitled");
    assert_shown(app, "input 0,0", "1");
    app_destroy(app);
}

static void a_save_that_is_given_up_loses_nothing(void **state) {
    (void)state;
    App *app = unsaved();
    files_request(app, FILES_LEAVE);
    drive_show(app);
    drive_key(app, UI_KEY_ENTER, 0);
    drive_key(app, UI_KEY_ESCAPE, 0);
    assert_false(app->wishes.quit);
    save_as(app, "a");
    assert_false(app->wishes.quit);
    assert_shown(app, "Document", "a.json");
    app_destroy(app);
}

static void leaving_asks_only_where_there_is_something_to_lose(void **state) {
    (void)state;
    App *app = unsaved();
    drive_key(app, 'o', UI_CTRL);
    files_request(app, FILES_LEAVE);
    drive_show(app);
    assert_false(app->wishes.quit);
    assert_false(file_dialog_is_open(&app->files.dialog));
    drive_click(app, "Don't save");
    assert_true(app->wishes.quit);
    app->wishes.quit = false;
    undo(app);
    files_request(app, FILES_LEAVE);
    drive_show(app);
    assert_true(app->wishes.quit);
    app_destroy(app);
}

static void the_question_names_the_scene_that_would_be_written(void **state) {
    (void)state;
    folder_put("map.csv", "1,2,3\n4,5,6\n7,8,9\n");
    App *app = drive_start();
    assert_int_equal(opening_open(app, "map.csv", NULL), PS_OK);
    drive_show(app);
    set_cell(app, "input 0,0", "9");
    drive_key(app, 'n', UI_CTRL);
    assert_true(drive_has(app, "Save changes as the scene map.json? map.csv stays as it is."));
    app_destroy(app);
}

static void leaving_brings_back_a_blank_screen_to_ask(void **state) {
    (void)state;
    App *app = unsaved();
    app_blank(app);
    files_request(app, FILES_LEAVE);
    drive_show(app);
    assert_true(drive_has(app, "Save changes to Untitled?"));
    app_destroy(app);
}

/* ---- recent files ---- */

static void recent_files_are_offered_and_leave_when_they_are_gone(void **state) {
    const char *folder = *state;
    char item[PS_PATH_SIZE + 32];
    App *app = unsaved();
    undo(app);
    folder_put("other.csv", "5\n");
    assert_int_equal(opening_open(app, "map.csv", NULL), PS_OK);
    assert_int_equal(opening_open(app, "other.csv", NULL), PS_OK);
    drive_key(app, 'o', UI_CTRL);
    drive_click(app, "Recent files");
    snprintf(item, sizeof item, "map.csv in %s", folder);
    drive_click(app, item);
    assert_shown(app, "Document", "map.csv");
    assert_int_equal(remove("other.csv"), 0);
    drive_key(app, 'o', UI_CTRL);
    drive_click(app, "Recent files");
    snprintf(item, sizeof item, "other.csv in %s", folder);
    drive_click(app, item);
    assert_true(drive_has(app, "Other.csv is no longer there: it has left the recent files"));
    assert_int_equal(app->settings.recent_count, 1);
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(an_untouched_program_has_nothing_to_save),
        FOLDER_TEST(save_asks_for_a_name_once_and_adds_what_it_lacks),
        FOLDER_TEST(what_is_saved_opens_again_as_it_was),
        FOLDER_TEST(undone_to_the_start_and_redone_to_the_end_it_saves_the_same_bytes),
        FOLDER_TEST(undone_back_to_where_it_was_saved_it_counts_as_saved),
        FOLDER_TEST(what_goes_on_after_saving_is_not_saved),
        FOLDER_TEST(saving_over_a_file_asks_first),
        FOLDER_TEST(a_save_that_fails_is_said_and_nothing_is_lost),
        FOLDER_TEST(a_map_is_saved_as_a_scene_beside_it),
        FOLDER_TEST(a_scene_brings_stage_pool_and_step),
        FOLDER_TEST(a_scene_that_is_wrong_is_said_in_the_dialog),
        FOLDER_TEST(new_is_the_empty_program_again),
        FOLDER_TEST(a_picture_is_opened_by_way_of_its_size),
        FOLDER_TEST(a_dropped_map_is_an_edit_of_the_document),
        FOLDER_TEST(a_dropped_map_leaves_the_stacks),
        FOLDER_TEST(reset_and_new_put_stacks_back),
        FOLDER_TEST(a_dropped_scene_is_another_document_and_undo_brings_the_first_back),
        FOLDER_TEST(new_asks_before_work_is_lost),
        FOLDER_TEST(open_asks_only_after_a_file_was_chosen),
        FOLDER_TEST(saving_first_the_chosen_file_opens_then),
        FOLDER_TEST(a_recent_file_in_the_menu_asks_too),
        FOLDER_TEST(save_in_the_question_saves_and_then_goes_on),
        FOLDER_TEST(a_save_that_is_given_up_loses_nothing),
        FOLDER_TEST(leaving_asks_only_where_there_is_something_to_lose),
        FOLDER_TEST(leaving_brings_back_a_blank_screen_to_ask),
        FOLDER_TEST(the_question_names_the_scene_that_would_be_written),
        FOLDER_TEST(recent_files_are_offered_and_leave_when_they_are_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
