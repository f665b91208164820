/* Ten thousand random inputs, as a hand, a cat and a broken keyboard would make them. Nothing may assert, and
 * after each the program is as it says it always is.
 *
 * POOLSCOPE_RANDOM_SEED=N plays another run, POOLSCOPE_RANDOM_TRACE=1 names each event before it is sent, so
 * that the last line is the one that failed. Without either every run is the same.
 */
#include "app/app.h"
#include "app/document/opening.h"
#include "core/memory.h"
#include "core/scene_file.h"

#include "core/folder.h"
#include "tests/app/driver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EVENTS = 10000, SEED = 20260 };

typedef struct Chance {
    uint64_t state;
    bool trace;
    int event;
} Chance;

/* splitmix64 */
static uint64_t next_number(Chance *chance) {
    uint64_t z = chance->state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

static int below(Chance *chance, int limit) {
    return (int)(next_number(chance) % (uint64_t)limit);
}

static float between(Chance *chance, float low, float high) {
    return low + (high - low) * (float)below(chance, 10001) / 10000;
}

static void say(const Chance *chance, const char *what, double x, double y, const char *text) {
    if (chance->trace) {
        fprintf(stderr, "%d %s %g %g %s\n", chance->event, what, x, y, text);
    }
}

/* Mostly on a control, so that something happens; else anywhere, and a little outside. */
static Point somewhere(Chance *chance, const App *app) {
    const Ui *ui = &app->ui;
    if (ui->tree.count > 0 && below(chance, 4) > 0) {
        const UiEntry *entry = &ui->tree.entries[below(chance, (int)ui->tree.count)];
        return (Point){entry->rect.x + entry->rect.w * between(chance, 0, 1),
                       entry->rect.y + entry->rect.h * between(chance, 0, 1)};
    }
    return (Point){between(chance, -20, (float)app->width + 20),
                   between(chance, -20, (float)app->height + 20)};
}

static void send_pointer(Chance *chance, App *app) {
    static const struct {
        UiEventKind kind;
        const char *name;
    } kinds[] = {{UI_EVENT_MOVE, "move"},     {UI_EVENT_MOVE, "move"},       {UI_EVENT_DOWN, "down"},
                 {UI_EVENT_UP, "up"},         {UI_EVENT_WHEEL, "wheel"},     {UI_EVENT_LEAVE, "leave"},
                 {UI_EVENT_CANCEL, "cancel"}, {UI_EVENT_CONTEXT, "context"}, {UI_EVENT_ZOOM, "zoom"},
                 {UI_EVENT_PAN, "pan"}};
    const Point at = somewhere(chance, app);
    const int which = below(chance, (int)(sizeof kinds / sizeof kinds[0]));
    UiEvent event = {.kind = kinds[which].kind,
                     .x = at.x,
                     .y = at.y,
                     .clicks = 1 + below(chance, 3),
                     .touch = below(chance, 4) == 0};
    event.wheel = event.kind == UI_EVENT_WHEEL  ? between(chance, -5, 5)
                  : event.kind == UI_EVENT_ZOOM ? between(chance, 0.1F, 4)
                                                : 0;
    event.dx = event.kind == UI_EVENT_PAN ? between(chance, -90, 90) : 0;
    event.dy = event.kind == UI_EVENT_PAN ? between(chance, -90, 90) : 0;
    event.modifiers = below(chance, 4) == 0 ? (unsigned)below(chance, 8) : 0;
    say(chance, "pointer", (double)at.x, (double)at.y, kinds[which].name);
    app_event(app, &event);
}

/* By mouse or by finger: a finger's double click brings the keypad. */
static void send_click(Chance *chance, App *app) {
    const Point at = somewhere(chance, app);
    const bool touch = below(chance, 2) == 0;
    say(chance, touch ? "tap" : "click", (double)at.x, (double)at.y, "");
    app_event(
        app,
        &(UiEvent){
            .kind = UI_EVENT_DOWN, .x = at.x, .y = at.y, .clicks = 1 + below(chance, 2), .touch = touch});
    if (below(chance, 3) == 0) {
        const Point to = somewhere(chance, app);
        app_event(app, &(UiEvent){.kind = UI_EVENT_MOVE, .x = to.x, .y = to.y, .touch = touch});
    }
    app_event(app, &(UiEvent){.kind = UI_EVENT_UP, .x = app->ui.x, .y = app->ui.y, .touch = touch});
}

static void send_key(Chance *chance, App *app) {
    const int named = UI_KEY_F12 - UI_KEY_ENTER + 1;
    const int key = below(chance, 3) > 0 ? UI_KEY_ENTER + below(chance, named) : ' ' + below(chance, 95);
    const int lower = key >= 'A' && key <= 'Z' ? key - 'A' + 'a' : key;
    const unsigned modifiers = below(chance, 3) == 0 ? (unsigned)below(chance, 8) : 0;
    say(chance, "key", lower, modifiers, "");
    app_event(app, &(UiEvent){.kind = UI_EVENT_KEY, .key = lower, .modifiers = modifiers});
}

static void send_text(Chance *chance, App *app) {
    static const char *const texts[] = {"0",
                                        "1",
                                        "2",
                                        "3",
                                        "7",
                                        "9",
                                        "64",
                                        ".",
                                        ",",
                                        "-",
                                        "+",
                                        "?",
                                        "e",
                                        "nan",
                                        "inf",
                                        "h",
                                        "b",
                                        "1e39",
                                        "é",
                                        "∞",
                                        "½ ж 漢",
                                        "99999999999999999999",
                                        "\t",
                                        "",
                                        "abcdefghijklmnopqrstuvwxyz01234"};
    const char *text = texts[below(chance, (int)(sizeof texts / sizeof texts[0]))];
    say(chance, "text", 0, 0, text);
    UiEvent event = {.kind = UI_EVENT_TEXT};
    snprintf(event.text, sizeof event.text, "%s", text);
    app_event(app, &event);
}

static void send_resize(Chance *chance, App *app) {
    static const int sides[] = {1, 63, 320, 400, 640, 800, 1280, 1920, 2561};
    const int width = below(chance, 2) ? sides[below(chance, 9)] : 320 + below(chance, 1600);
    const int height = below(chance, 2) ? sides[below(chance, 9)] : 240 + below(chance, 900);
    say(chance, "resize", width, height, "");
    app_resize(app, width, height, below(chance, 8) == 0 ? 2 : 1);
}

static void send_mode(Chance *chance, App *app) {
    const int mode = below(chance, 8);
    say(chance, "mode", mode, 0, "");
    switch (mode) {
    case 0:
        app_set_presenter(app, !app->presenter);
        break;
    case 1:
        app_set_dialog(app, (AppDialog)below(chance, APP_SEARCH + 1));
        break;
    case 2:
        app_blank(app);
        break;
    case 3:
        app_set_reduced(app, !app->settings.reduced);
        break;
    case 4:
        app_set_text_size(app, between(chance, 0.5F, 3.5F));
        break;
    case 5:
        opening_drop(app, below(chance, 2) ? "there-is-no-such-map.csv"
                                           : POOLSCOPE_TEST_DATA "/pictures/quarters.png");
        break;
    case 6:
        app_set_step(app, below(chance, 100) - 10);
        break;
    default:
        app_say(app, "A sentence that is long enough to need more than one line where the window is small.");
        break;
    }
}

static void send_any(Chance *chance, App *app) {
    const int kind = below(chance, 100);
    if (kind < 30) {
        send_pointer(chance, app);
    } else if (kind < 50) {
        send_click(chance, app);
    } else if (kind < 75) {
        send_key(chance, app);
    } else if (kind < 85) {
        send_text(chance, app);
    } else if (kind < 95) {
        const double seconds = (double)between(chance, 0, below(chance, 20) == 0 ? 30 : 0.7F);
        say(chance, "advance", seconds, 0, "");
        app_advance(app, seconds);
    } else if (kind < 97) {
        send_resize(chance, app);
    } else {
        send_mode(chance, app);
    }
}

static bool is_stop(const Ui *ui, UiId id) {
    for (int i = 0; i < ui->stop_count; i++) {
        if (ui->stops[i] == id) {
            return true;
        }
    }
    return false;
}

static void check_focus(const App *app) {
    const Ui *ui = &app->ui;
    /* Under an open menu, and on a blank screen, the focus waits. */
    assert_true(ui->focus == 0 || ui->menu != 0 || app->blank || is_stop(ui, ui->focus));
    assert_true(ui->edit.id == 0 || ui->edit.id == ui->focus);
    assert_true(ui->edit.length < sizeof ui->edit.text && ui->edit.caret <= ui->edit.length);
    assert_int_equal(strlen(ui->edit.text), ui->edit.length);
    assert_true((ui->edit.text[ui->edit.caret] & 0xC0) != 0x80);
}

static void check_state(App *app) {
    const Player *player = &app->player;
    assert_int_equal(ps_scene_validate(&app->document.scene, NULL), PS_OK);
    assert_int_equal(player->steps, stages[app->stage]->steps(&app->document.scene, &app->facts));
    assert_true(player->step >= 0 && player->step <= player->steps);
    assert_true(!player->moving || player->step < player->steps);
    /* A play that loops rests for a second at the end. */
    const bool rests = player->playing && player->step == player->steps;
    assert_true(player->elapsed >= 0 && player->elapsed <= (rests ? 1 : player_duration(player)) + 1e-6);
    assert_int_equal(app->answers.count, player->steps);
    assert_int_equal(app->requests.count, 0);
    assert_true(app->settings.text_size >= TEXT_SIZE_LEAST && app->settings.text_size <= TEXT_SIZE_MOST);
    assert_true(app->document.scene.input.height <= STAGE_MAP_SIDE &&
                app->document.scene.input.width <= STAGE_MAP_SIDE);
    assert_false(app->canvas.out_of_memory);
    assert_int_equal(app->facts.fresh & stages[app->stage]->needs, stages[app->stage]->needs);
    assert_true(!(app->facts.fresh & FOLLOW_POOLED) ||
                app->facts.pooled.walk.map == &app->document.scene.input);
}

/* What is on screen was computed from the scene that is there now. */
static void check_output(const App *app) {
    PsMap output;
    if (!(app->facts.fresh & FOLLOW_POOLED)) {
        return;
    }
    assert_int_equal(
        ps_pool_forward(&app->document.scene.pool, &app->document.scene.input, &output, NULL, NULL), PS_OK);
    /* On screen a mean is its formula's, which divides a sum of doubles. */
    for (int c = 0; c < output.channels && app->document.scene.pool.op == PS_POOL_GAP; c++) {
        const float mean = app->facts.pooled.output.values[c];
        const bool alike = isnan(mean)   ? isnan(output.values[c])
                           : isinf(mean) ? output.values[c] == mean
                                         : fabsf(output.values[c] - mean) <= 1e-6F * fabsf(mean);
        assert_true(alike);
        output.values[c] = mean;
    }
    assert_true(ps_map_equal(&output, &app->facts.pooled.output));
    ps_map_free(&output);
}

static Chance start_chance(void) {
    const char *seed = getenv("POOLSCOPE_RANDOM_SEED");
    const Chance chance = {.state = seed ? strtoull(seed, NULL, 10) : SEED,
                           .trace = getenv("POOLSCOPE_RANDOM_TRACE") != NULL};
    fprintf(stderr, "POOLSCOPE_RANDOM_SEED=%llu\n", (unsigned long long)chance.state);
    return chance;
}

static void travel(App *app, unsigned modifiers, const PsHistoryStack *stack) {
    while (stack->count > 0) {
        const size_t before = stack->count;
        drive_key(app, 'z', modifiers);
        assert_true(stack->count < before);
        check_state(app);
    }
}

/* All the way back is how it was opened, all the way forth how it was left. */
static void check_history(App *app, const PsScene *opened) {
    PsScene left;
    app->blank = false;
    picture_dialog_close(app);
    file_dialog_close(&app->files.dialog, &app->ui);
    app->files.asking = false;
    ui_edit_end(&app->ui);
    app_set_dialog(app, APP_NO_DIALOG);
    drive_show(app);
    assert_int_equal(ps_scene_copy(&app->document.scene, &left, NULL), PS_OK);
    travel(app, UI_CTRL | UI_SHIFT, &app->history.redo);
    ps_scene_free(&left);
    assert_int_equal(ps_scene_copy(&app->document.scene, &left, NULL), PS_OK);
    travel(app, UI_CTRL, &app->history.undo);
    assert_true(ps_scene_equal(&app->document.scene, opened));
    travel(app, UI_CTRL | UI_SHIFT, &app->history.redo);
    assert_true(ps_scene_equal(&app->document.scene, &left));
    ps_scene_free(&left);
}

/* NOLINTBEGIN(bugprone-reserved-identifier): the linker's names */
PsStatus __wrap_ps_scene_file_write(const char *path, const PsScene *scene, PsError *error);
PsStatus __wrap_ps_folder_list(const char *path, PsFolder *folder, PsError *error);

/* Every folder holds the same, whatever lies about on the disk; one of them really has the picture. */
PsStatus __wrap_ps_folder_list(const char *path, PsFolder *folder, PsError *error) {
    static const PsFolderEntry entries[] = {{"pictures", true}, {"quarters.png", false}, {"none.csv", false}};
    enum { ENTRIES = sizeof entries / sizeof entries[0] };
    (void)path;
    folder->entries = ps_allocate(ENTRIES, sizeof *folder->entries);
    for (size_t i = 0; folder->entries && i < ENTRIES; i++) {
        char *name = ps_allocate(strlen(entries[i].name) + 1, 1);
        assert_non_null(name);
        memcpy(name, entries[i].name, strlen(entries[i].name) + 1);
        folder->entries[folder->count++] = (PsFolderEntry){name, entries[i].is_folder};
    }
    return folder->entries ? PS_OK : ps_fail_memory(error);
}

/* Saving is a matter of chance, and touches no disk. */
PsStatus __wrap_ps_scene_file_write(const char *path, const PsScene *scene, PsError *error) {
    assert_int_equal(ps_scene_validate(scene, NULL), PS_OK);
    return strlen(path) % 3 == 0 ? ps_fail(error, PS_ERROR_FILE, "the disk is full: make room") : PS_OK;
}
/* NOLINTEND(bugprone-reserved-identifier) */

/* New and Open begin another history. */
static void follow_opened(const App *app, PsScene *opened) {
    if (app->history.undo.count == 0 && app->history.redo.count == 0 &&
        !ps_scene_equal(&app->document.scene, opened)) {
        ps_scene_free(opened);
        assert_int_equal(ps_scene_copy(&app->document.scene, opened, NULL), PS_OK);
    }
}

static void ten_thousand_random_inputs_leave_everything_in_order(void **state) {
    (void)state;
    Chance chance = start_chance();
    App *app = drive_start_sized(900, 640, 1);
    /* Where the dialog of files begins. */
    snprintf(app->files.dialog.list.folder, PS_PATH_SIZE, "%s", POOLSCOPE_TEST_DATA "/pictures");
    PsScene opened;
    assert_int_equal(ps_scene_copy(&app->document.scene, &opened, NULL), PS_OK);
    for (chance.event = 0; chance.event < EVENTS; chance.event++) {
        app->ui.want_tree = app->document.scene.input.height * app->document.scene.input.width <= 256;
        send_any(&chance, app);
        /* Events come in bunches, too. */
        if (below(&chance, 4) > 0) {
            drive_show(app);
            check_focus(app);
        }
        check_state(app);
        follow_opened(app, &opened);
        if (chance.event % 16 == 0) {
            check_output(app);
        }
        app->wishes = (PlatformWishes){0};
    }
    check_history(app, &opened);
    ps_scene_free(&opened);
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_thousand_random_inputs_leave_everything_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
