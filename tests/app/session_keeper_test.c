/* Tests of keep.c and of how a session comes back: what is on screen is in the folder soon after it changed,
 * whatever changed it, and another start of the program has it again.
 */
#define _XOPEN_SOURCE 700 /* NOLINT(bugprone-reserved-identifier): POSIX asks for it */

#include "app/document/opening.h"
#include "app/document/session_keeper.h"
#include "app/document/sessions.h"

#include "core/file.h"
#include "core/memory.h"
#include "tests/app/driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 200 };

/* A program, its session and their folder. */
typedef struct Run {
    char folder[PATH_SIZE];
    PsSession *session;
    App *app;
} Run;

static void path_in(const Run *run, const char *name, char path[PATH_SIZE]) {
    const int length = snprintf(path, PATH_SIZE, "%s/%s", run->folder, name);
    assert_in_range(length, 1, PATH_SIZE - 1);
}

static void begin(Run *run) {
    run->session = ps_session_create(run->folder);
    assert_non_null(run->session);
    run->app = drive_start();
    assert_int_equal(opening_recover(run->app, run->session, NULL), PS_OK);
    session_keeper_begin(run->app, run->session);
    drive_show(run->app);
}

/* Ends as a kill would: nothing is written. */
static void end(Run *run) {
    app_destroy(run->app);
    ps_session_destroy(run->session);
    run->app = NULL;
    run->session = NULL;
}

static void begin_again(Run *run) {
    end(run);
    begin(run);
}

static int set_up(void **state) {
    Run *run = calloc(1, sizeof *run);
    if (!run) {
        return -1;
    }
    snprintf(run->folder, sizeof run->folder, "/tmp/poolscope-keep-XXXXXX");
    *state = run;
    if (!mkdtemp(run->folder)) {
        return -1;
    }
    begin(run);
    return 0;
}

static int tear_down(void **state) {
    Run *run = *state;
    end(run);
    for (int i = 2; i < 5; i++) {
        char path[PATH_SIZE + 20];
        snprintf(path, sizeof path, "%s/window-%d/", run->folder, i);
        PsSession *other = ps_session_create(path);
        if (other && access(path, F_OK) == 0) {
            ps_session_remove(other);
        }
        ps_session_destroy(other);
    }
    static const char *const names[] = {"session-a", "session-b", "window.lock",
                                        "map-1.npy", "map-3.npy", "map-5.npy"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[PATH_SIZE];
        path_in(run, names[i], path);
        (void)remove(path);
    }
    const int failed = rmdir(run->folder);
    free(run);
    return failed;
}

static bool exists(const Run *run, const char *name) {
    char path[PATH_SIZE];
    path_in(run, name, path);
    return access(path, F_OK) == 0;
}

/* The folder holds what is on screen. */
static void assert_kept(const Run *run) {
    PsSession *reader = ps_session_create(run->folder);
    assert_non_null(reader);
    PsDocument kept;
    bool found = false;
    assert_int_equal(ps_session_read(reader, &kept, &found, NULL), PS_OK);
    assert_true(found);
    assert_true(ps_map_equal(&kept.scene.input, &run->app->document.scene.input));
    assert_true(ps_pool_equal(&kept.scene.pool, &run->app->document.scene.pool));
    assert_int_equal(kept.step, player_destination(&run->app->player));
    ps_document_free(&kept);
    ps_session_destroy(reader);
}

static void nothing_is_written_while_nothing_changes(void **state) {
    Run *run = *state;
    drive_wait(run->app, 3);
    assert_false(exists(run, "session-a"));
    assert_true(app_due(run->app) < 0);
    assert_false(drive_has(run->app, "Start fresh"));
}

static void a_change_is_kept_after_a_moment(void **state) {
    Run *run = *state;
    drive_click(run->app, "input 0,0");
    drive_type(run->app, "8");
    drive_key(run->app, UI_KEY_ENTER, 0);
    const double due = app_due(run->app);
    assert_true(due > 0 && due <= 0.4);
    drive_wait(run->app, 0.35);
    assert_false(exists(run, "session-a"));
    drive_wait(run->app, 0.1);
    assert_kept(run);
    assert_true(app_due(run->app) < 0);
}

static void whatever_changes_is_kept(void **state) {
    Run *run = *state;
    App *app = run->app;
    drive_click(app, "Increase kernel size");
    drive_wait(app, 0.5);
    assert_kept(run);
    drive_key(app, 'z', UI_CTRL);
    drive_wait(app, 0.5);
    assert_kept(run);
    drive_key(app, 'z', UI_CTRL | UI_SHIFT);
    drive_wait(app, 0.5);
    assert_kept(run);
    drive_key(app, 'r', UI_CTRL);
    drive_wait(app, 0.5);
    assert_kept(run);
    drive_key(app, UI_KEY_END, 0);
    drive_wait(app, 0.5);
    assert_int_equal(player_destination(&app->player), 4);
    assert_kept(run);
}

static void a_drag_that_goes_on_is_kept_on_the_way(void **state) {
    Run *run = *state;
    App *app = run->app;
    const Point at = drive_at(app, "input 0,0");
    drive_move(app, at.x, at.y);
    drive_down(app, at.x, at.y, 1);
    for (int i = 0; i < 13; i++) {
        drive_move(app, at.x + 100 * (float)(i % 3), at.y + 100 * (float)(i / 3 % 4));
        drive_wait(app, 0.1);
    }
    assert_true(exists(run, "session-a"));
    drive_up(app, at.x, at.y);
}

static void another_start_has_it_all_again_and_says_so(void **state) {
    Run *run = *state;
    drive_click(run->app, "input 0,0");
    drive_type(run->app, "8");
    drive_key(run->app, UI_KEY_ENTER, 0);
    drive_click(run->app, "Average");
    drive_click(run->app, "Last step");
    drive_wait(run->app, 0.5);
    begin_again(run);
    assert_shown(run->app, "input 0,0", "8");
    assert_shown(run->app, "Operation", "Average");
    assert_shown(run->app, "Step", "4 / 4");
    assert_true(drive_said(run->app, "Your last session is back"));
    assert_true(drive_has(run->app, "Start fresh"));
    /* Reset goes back to what came back. */
    drive_click(run->app, "input 0,1");
    drive_type(run->app, "9");
    drive_key(run->app, UI_KEY_ENTER, 0);
    drive_key(run->app, 'r', UI_CTRL);
    assert_shown(run->app, "input 0,0", "8");
    assert_shown(run->app, "input 0,1", "3");
    assert_shown(run->app, "Step", "4 / 4");
}

/* Leaves an 8 in input 0,0 and starts again. */
static void begin_after_an_edit(Run *run) {
    drive_click(run->app, "input 0,0");
    drive_type(run->app, "8");
    drive_key(run->app, UI_KEY_ENTER, 0);
    ps_release(run->app->document.path);
    run->app->document.path = ps_allocate_text("/tmp/a.json");
    drive_wait(run->app, 0.5);
    begin_again(run);
    assert_string_equal(run->app->document.path, "/tmp/a.json");
}

static void edit(Run *run, const char *value) {
    drive_click(run->app, "input 0,0");
    drive_type(run->app, value);
    drive_key(run->app, UI_KEY_ENTER, 0);
}

static void leaving_asks_only_where_the_session_cannot_be_written(void **state) {
    Run *run = *state;
    char path[PATH_SIZE];
    char other[PATH_SIZE];
    edit(run, "8");
    files_request(run->app, FILES_LEAVE);
    drive_show(run->app);
    assert_true(run->app->wishes.quit);
    assert_kept(run);
    run->app->wishes.quit = false;
    path_in(run, "session-a", path);
    path_in(run, "session-b", other);
    assert_int_equal(remove(path), 0);
    assert_int_equal(mkdir(path, 0700) | mkdir(other, 0700), 0);
    edit(run, "9");
    files_request(run->app, FILES_LEAVE);
    drive_show(run->app);
    assert_false(run->app->wishes.quit);
    assert_true(drive_has(run->app, "Save changes to Untitled?"));
    drive_click(run->app, "Cancel");
    assert_int_equal(rmdir(path) | rmdir(other), 0);
    /* What replaces the scene still asks: the session would hold the new one. */
    drive_key(run->app, 'n', UI_CTRL);
    assert_true(drive_has(run->app, "Save changes to Untitled?"));
}

static void two_windows_have_a_session_each(void **state) {
    Run *run = *state;
    char folder[PATH_SIZE];
    int number = 0;
    path_in(run, "", folder);
    assert_true(ps_session_lock(run->session));
    PsSession *second = sessions_take(folder, &number);
    assert_non_null(second);
    assert_int_equal(number, 2);
    PsSession *third = sessions_take(folder, &number);
    assert_non_null(third);
    assert_int_equal(number, 3);
    /* What runs is not offered. */
    sessions_offer(run->app, folder);
    assert_int_equal(run->app->offered, 0);
    assert_int_equal(ps_session_write(third, &run->app->document, NULL), PS_OK);
    sessions_offer(run->app, folder);
    assert_int_equal(run->app->offered, 0);
    ps_session_destroy(third);
    sessions_offer(run->app, folder);
    assert_int_equal(run->app->offered, 3);
    ps_session_destroy(second);
}

static void the_other_session_and_this_one_change_places(void **state) {
    Run *run = *state;
    char folder[PATH_SIZE];
    path_in(run, "", folder);
    assert_true(ps_session_lock(run->session));
    edit(run, "7");
    assert_int_equal(sessions_set_aside(folder, &run->app->document, NULL), PS_OK);
    edit(run, "8");
    for (int i = 0; i < 3; i++) {
        sessions_offer(run->app, folder);
        assert_true(run->app->offered > 0);
        run->app->offering = true;
        app_say(run->app, "Another session is kept");
        run->app->offering = true;
        drive_show(run->app);
        drive_click(run->app, "Open the other session");
        assert_float_equal(ps_map_get(&run->app->document.scene.input, 0, 0, 0), (i % 2 == 0 ? 7 : 8), 0);
        assert_kept(run);
        assert_true(drive_has(run->app, "Open the other session"));
    }
}

static void a_session_that_cannot_be_read_is_neither_opened_nor_removed(void **state) {
    Run *run = *state;
    char folder[PATH_SIZE];
    char path[PATH_SIZE];
    path_in(run, "", folder);
    path_in(run, "window-2", path);
    assert_int_equal(mkdir(path, 0700), 0);
    path_in(run, "window-2/session-a", path);
    assert_int_equal(ps_file_write(path, "damaged", 7, NULL), PS_OK);
    edit(run, "8");
    sessions_offer(run->app, folder);
    assert_int_equal(run->app->offered, 2);
    sessions_exchange(run->app);
    assert_float_equal(ps_map_get(&run->app->document.scene.input, 0, 0, 0), 8, 0);
    assert_true(exists(run, "window-2/session-a"));
    path_in(run, "window-3", path);
    assert_int_equal(access(path, F_OK), 0);
}

static void start_fresh_is_an_edit_that_can_be_undone(void **state) {
    Run *run = *state;
    begin_after_an_edit(run);
    drive_click(run->app, "Start fresh");
    assert_shown(run->app, "input 0,0", "1");
    assert_shown(run->app, "Pattern", "Tutorial");
    assert_false(drive_has(run->app, "Start fresh"));
    assert_null(run->app->document.path);
    drive_key(run->app, 'z', UI_CTRL);
    assert_shown(run->app, "input 0,0", "8");
    drive_key(run->app, 'r', UI_CTRL);
    assert_shown(run->app, "input 0,0", "1");
    drive_wait(run->app, 0.5);
    assert_kept(run);
}

static void start_fresh_is_reached_by_the_keyboard(void **state) {
    Run *run = *state;
    begin_after_an_edit(run);
    drive_tab_to(run->app, "Start fresh");
    drive_key(run->app, UI_KEY_ENTER, 0);
    assert_shown(run->app, "input 0,0", "1");
}

static void start_fresh_goes_with_a_press_elsewhere_or_after_ten_seconds(void **state) {
    Run *run = *state;
    begin_after_an_edit(run);
    drive_wait(run->app, 9.9);
    assert_true(drive_has(run->app, "Start fresh"));
    drive_wait(run->app, 0.2);
    assert_false(drive_has(run->app, "Start fresh"));
    begin_again(run);
    drive_click(run->app, "Next step");
    assert_false(drive_has(run->app, "Start fresh"));
    assert_shown(run->app, "Step", "1 / 4");
    assert_shown(run->app, "input 0,0", "8");
}

static void a_stage_that_is_not_there_shows_on_the_window_stage(void **state) {
    Run *run = *state;
    PsDocument document;
    assert_int_equal(ps_document_init(&document, NULL), PS_OK);
    document.stage = PS_STAGE_NETWORK;
    document.step = 3;
    assert_int_equal(ps_session_write(run->session, &document, NULL), PS_OK);
    ps_document_free(&document);
    begin_again(run);
    assert_true(drive_has(run->app, "Window"));
    assert_shown(run->app, "Step", "3 / 4");
}

/* A pass of a blank screen, which does not draw the thousands of cells; then the write, which is the
 * number-th and makes a base or does not. */
static void pass_and_keep(Run *run, int number, bool base) {
    char name[32];
    app_event(run->app, &(UiEvent){0});
    app_advance(run->app, 0.5);
    assert_kept(run);
    snprintf(name, sizeof name, "map-%d.npy", number);
    assert_int_equal(exists(run, name), base);
}

/* A map beyond the slot's: what is painted, undone and redone is kept by tiles, without a new base. */
static void a_large_map_is_kept_by_the_cells_that_change(void **state) {
    Run *run = *state;
    App *app = run->app;
    StageRequests *requests = &app->requests;
    const PsPool pool = ps_pool_default();
    app_blank(app);
    drive_scene(app, &pool, 600, 600, NULL);
    pass_and_keep(run, 1, true);
    PsEdit edit;
    const uint64_t group = ++app->next_group;
    for (int row = 0; row < 2; row++) {
        assert_int_equal(ps_edit_cells(&edit, &app->document.scene, 0, 250 * row, 100, 1, 3,
                                       (const float[]){7, 8, 9}, NULL),
                         PS_OK);
        requests->edits[requests->count++] = (StageEdit){.edit = edit, .group = group};
    }
    pass_and_keep(run, 2, false);
    session_keeper_all(app);
    pass_and_keep(run, 3, true);
    requests->undo = true;
    pass_and_keep(run, 4, false);
    session_keeper_all(app);
    pass_and_keep(run, 5, true);
    requests->redo = true;
    pass_and_keep(run, 6, false);
    PsPool average = pool;
    average.op = PS_POOL_AVG;
    requests->edits[requests->count++] = (StageEdit){.edit = ps_edit_pool(&average), .group = group + 1};
    pass_and_keep(run, 7, false);
}

static void a_write_that_fails_is_said_once_and_made_up_for(void **state) {
    Run *run = *state;
    App *app = run->app;
    assert_int_equal(rmdir(run->folder), 0);
    drive_click(app, "Average");
    drive_wait(app, 0.5);
    assert_true(drive_said(app, "What you do cannot be kept"));
    drive_wait(app, 6.5);
    assert_false(drive_said(app, "What you do cannot be kept"));
    assert_int_equal(mkdir(run->folder, 0700), 0);
    drive_wait(app, 5);
    assert_kept(run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_written_while_nothing_changes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_is_kept_after_a_moment, set_up, tear_down),
        cmocka_unit_test_setup_teardown(whatever_changes_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_drag_that_goes_on_is_kept_on_the_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_start_has_it_all_again_and_says_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaving_asks_only_where_the_session_cannot_be_written, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(two_windows_have_a_session_each, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_other_session_and_this_one_change_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_session_that_cannot_be_read_is_neither_opened_nor_removed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(start_fresh_is_an_edit_that_can_be_undone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(start_fresh_is_reached_by_the_keyboard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(start_fresh_goes_with_a_press_elsewhere_or_after_ten_seconds, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_stage_that_is_not_there_shows_on_the_window_stage, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_large_map_is_kept_by_the_cells_that_change, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_write_that_fails_is_said_once_and_made_up_for, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
