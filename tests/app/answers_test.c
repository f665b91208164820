/* Hide answers: nothing that is covered stands anywhere on screen or in the tree, at no moment of a move, on
 * no stage, and no tooltip tells it. */
#include "app/stages/stage.h"

#include "tests/app/driver.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOMENTS = 40, FORBIDDEN = 512 };

/* Numbers none of which is said elsewhere: each is an answer. */
typedef struct Forbidden {
    char texts[FORBIDDEN][PS_NUMBER_SIZE];
    int count;
    bool drawn_only; /* the tree counts cells with the same numbers */
} Forbidden;

static void forbid_text(Forbidden *forbidden, const char *text) {
    assert_true(forbidden->count < FORBIDDEN);
    snprintf(forbidden->texts[forbidden->count++], PS_NUMBER_SIZE, "%s", text);
}

static void forbid(Forbidden *forbidden, float value) {
    char text[PS_NUMBER_SIZE];
    ps_number_write(text, value, PS_NUMBER_FULL);
    forbid_text(forbidden, text);
    ps_number_write(text, value, PS_NUMBER_SCREEN);
    forbid_text(forbidden, text);
}

static bool is_part(char c) {
    return isdigit((unsigned char)c) || c == '.';
}

/* Whether a number stands somewhere in a text as a whole. */
static bool says(const char *text, const char *number) {
    for (const char *at = strstr(text, number); at; at = strstr(at + 1, number)) {
        const char after = at[strlen(number)];
        if ((at == text || !is_part(at[-1])) && !isdigit((unsigned char)after) && after != '.') {
            return true;
        }
    }
    return false;
}

/* All that is said: texts drawn, then labels and values of the tree, a line each. The caller frees it. */
static char *all_said(const App *app, bool drawn_only) {
    const Canvas *canvas = &app->canvas;
    size_t size = 1;
    for (size_t i = 0; i < canvas->count; i++) {
        size += canvas->commands[i].kind == CANVAS_TEXT ? canvas->commands[i].count + 1 : 0;
    }
    for (size_t i = 0; i < app->ui.tree.count; i++) {
        const UiEntry *entry = &app->ui.tree.entries[i];
        size += strlen(ui_entry_label(&app->ui, entry)) + strlen(ui_entry_value(&app->ui, entry)) + 8;
    }
    char *text = malloc(size);
    assert_non_null(text);
    char *at = text;
    for (size_t i = 0; i < canvas->count; i++) {
        const CanvasCommand *command = &canvas->commands[i];
        if (command->kind == CANVAS_TEXT) {
            at += sprintf(at, "%.*s\n", (int)command->count, canvas->text + command->data);
        }
    }
    for (size_t i = 0; i < app->ui.tree.count && !drawn_only; i++) {
        const UiEntry *entry = &app->ui.tree.entries[i];
        if (entry->role == UI_ROLE_SLIDER) {
            continue; /* how far something is scrolled */
        }
        /* Cells are told apart by number. */
        const char *label = entry->role == UI_ROLE_CELL ? "cell" : ui_entry_label(&app->ui, entry);
        at += sprintf(at, "%s: %s\n", label, ui_entry_value(&app->ui, entry));
    }
    return text;
}

static void assert_nothing_told(const App *app, const Forbidden *forbidden, const char *when) {
    char *text = all_said(app, forbidden->drawn_only);
    for (int i = 0; i < forbidden->count; i++) {
        if (says(text, forbidden->texts[i])) {
            const char *line = strstr(text, forbidden->texts[i]);
            while (line > text && line[-1] != '\n') {
                line--;
            }
            fail_msg("%s, step %lld + %g tells %s: %.80s", when, (long long)app->player.step,
                     player_cursor(&app->player).t, forbidden->texts[i], line);
        }
    }
    free(text);
}

/* Every control is pointed at long enough for its tooltip. */
static void assert_tooltips_tell_nothing(App *app, const Forbidden *forbidden, const char *when) {
    for (size_t i = 0; i < app->ui.tree.count; i++) {
        const Rect rect = app->ui.tree.entries[i].rect;
        drive_move(app, rect.x + rect.w / 2, rect.y + rect.h / 2);
        drive_wait(app, 0.7);
        assert_nothing_told(app, forbidden, when);
    }
    drive_move(app, 1, 1);
}

/* Plays it all, which uncovers nothing, and looks at each moment of the first moves and of the last. */
static void assert_playing_tells_nothing(App *app, const Forbidden *forbidden, const char *when) {
    const double moment = player_duration(&app->player) / MOMENTS;
    const int64_t last = app->player.steps;
    assert_true(app->answers.hidden);
    assert_nothing_told(app, forbidden, when);
    app_set_step(app, 0);
    drive_type(app, " ");
    assert_true(app->player.playing);
    while (player_runs(&app->player)) {
        const int64_t step = app->player.step;
        assert_nothing_told(app, forbidden, when);
        drive_wait(app, step < 2 || step >= last - 1 ? moment : player_duration(&app->player));
    }
    assert_int_equal(app->player.step, last);
    assert_nothing_told(app, forbidden, when);
}

/* Values whose means, norms and differences are none of themselves. */
static const float input[] = {1.375F, 30.25F, 7.625F,  41.125F, 5.5F,    16.875F, 23.5F, 2.125F,
                              9.25F,  12.5F,  33.375F, 18.75F,  27.125F, 3.875F,  14.5F, 36.25F};

typedef struct Operation {
    const char *name;
    PsPoolOp op;
    int kernel, stride;
} Operation;

static const Operation operations[] = {{"average", PS_POOL_AVG, 2, 2},
                                       {"average that overlaps", PS_POOL_AVG, 3, 1},
                                       {"L2", PS_POOL_LP, 2, 2},
                                       {"max", PS_POOL_MAX, 2, 2}};
enum { OPERATIONS = sizeof operations / sizeof operations[0] };

static App *start(const Operation *operation) {
    App *app = drive_start();
    PsPool pool = ps_pool_default();
    pool.op = operation->op;
    for (int axis = 0; axis < PS_AXES; axis++) {
        pool.kernel_size[axis] = operation->kernel;
        pool.stride[axis] = operation->stride;
    }
    drive_scene(app, &pool, 4, 4, input);
    drive_key(app, 'h', 0);
    return app;
}

/* Max keeps a number that is there already: only what it is put together with tells it. */
static void window_answers(const App *app, Forbidden *forbidden) {
    for (int64_t step = 1; step <= app->facts.pooled.walk.steps && app->document.scene.pool.op != PS_POOL_MAX;
         step++) {
        const PsWindow window = ps_walk_at(&app->facts.pooled.walk, step);
        const PsResults results = ps_walk_results(&app->facts.pooled.walk, &window, window.taps);
        forbid(forbidden, ps_walk_result(&app->facts.pooled.walk, &results));
    }
}

static void the_window_stage_tells_nothing(void **state) {
    (void)state;
    for (int i = 0; i < OPERATIONS; i++) {
        Forbidden forbidden = {.count = 0};
        App *app = start(&operations[i]);
        window_answers(app, &forbidden);
        assert_playing_tells_nothing(app, &forbidden, operations[i].name);
        assert_tooltips_tell_nothing(app, &forbidden, operations[i].name);
        for (int64_t step = 0; step < app->player.steps; step++) {
            char label[64];
            const int width = app->facts.pooled.output.width;
            snprintf(label, sizeof label, "output %d,%d", (int)(step / width), (int)(step % width));
            assert_shown(app, label, "");
        }
        app_destroy(app);
    }
}

static void compare_answers(const App *app, Forbidden *forbidden) {
    const PsWalk *walk = &app->facts.pooled.walk;
    static const PsColumn columns[] = {PS_COLUMN_AVERAGE, PS_COLUMN_L2};
    for (int64_t step = 1; step <= walk->steps; step++) {
        for (int i = 0; i < 2; i++) {
            forbid(forbidden, ps_column_result(walk, columns[i], 1, step));
        }
        forbid(forbidden, ps_column_result(walk, PS_COLUMN_MAX, 1, step) -
                              ps_column_result(walk, PS_COLUMN_AVERAGE, 1, step));
        forbid(forbidden, ps_global_at(walk, step).mean);
    }
}

static void choose(App *app, const char *menu, const char *item) {
    drive_click(app, menu);
    drive_click(app, item);
}

static void the_compare_stage_tells_nothing(void **state) {
    (void)state;
    for (int i = 0; i < 2; i++) {
        Forbidden forbidden = {.count = 0};
        App *app = start(&operations[i]);
        drive_key(app, '2', UI_CTRL);
        choose(app, "Compare with…", "L2");
        compare_answers(app, &forbidden);
        assert_playing_tells_nothing(app, &forbidden, "values");
        assert_tooltips_tell_nothing(app, &forbidden, "values");
        choose(app, "Show in max", "Minus average");
        choose(app, "Show in global average", "Minus max");
        assert_playing_tells_nothing(app, &forbidden, "differences");
        assert_tooltips_tell_nothing(app, &forbidden, "differences");
        drive_click(app, "Gradient");
        assert_playing_tells_nothing(app, &forbidden, "gradient");
        assert_tooltips_tell_nothing(app, &forbidden, "gradient");
        drive_key(app, UI_KEY_F1 + 4, 0);
        assert_playing_tells_nothing(app, &forbidden, "presenter");
        app_destroy(app);
    }
}

/* Fields of 17, 39, 40 and 100 cells; of 9, 14, 15 and 17. */
static void field_answers(const App *app, Forbidden *forbidden) {
    for (int row = 1; row < app->facts.stacks.main.row_count; row++) {
        forbid(forbidden,
               (float)app->facts.stacks.main.fields[app->facts.stacks.main.rows[row]].axis[PS_WIDTH].size);
    }
}

static void the_field_stage_tells_nothing(void **state) {
    (void)state;
    static const char *const stacks[] = {"conv17, conv23, maxpool2/2, conv31",
                                         "input 1x29x29, conv9, conv6, maxpool2, conv2"};
    for (int i = 0; i < 2; i++) {
        Forbidden forbidden = {.drawn_only = i == 1};
        App *app = drive_stack(stacks[i], 1280, 800);
        field_answers(app, &forbidden);
        drive_key(app, 'h', 0);
        assert_playing_tells_nothing(app, &forbidden, "fields");
        if (!forbidden.drawn_only) {
            assert_tooltips_tell_nothing(app, &forbidden, "fields");
            drive_click(app, "Effective");
            drive_settle(app);
            assert_playing_tells_nothing(app, &forbidden, "effective");
            assert_tooltips_tell_nothing(app, &forbidden, "effective");
        }
        drive_key(app, UI_KEY_F1 + 4, 0);
        assert_playing_tells_nothing(app, &forbidden, "presenter");
        app_destroy(app);
    }
}

/* What is uncovered by one stage is no answer to what another asks. */
static void what_is_uncovered_on_a_stage_stays_covered_on_another(void **state) {
    (void)state;
    App *app = start(&operations[0]);
    drive_key(app, UI_KEY_END, 0);
    drive_key(app, 'h', UI_SHIFT);
    assert_string_not_equal(drive_value(app, "output 0,0"), "");
    drive_key(app, '2', UI_CTRL);
    drive_key(app, UI_KEY_END, 0);
    assert_shown(app, "max 0,0", "");
    assert_shown(app, "global 0,0", "");
    drive_key(app, '1', UI_CTRL);
    assert_string_not_equal(drive_value(app, "output 0,0"), "");
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_window_stage_tells_nothing),
        cmocka_unit_test(the_compare_stage_tells_nothing),
        cmocka_unit_test(the_field_stage_tells_nothing),
        cmocka_unit_test(what_is_uncovered_on_a_stage_stays_covered_on_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
