/* Walks the table of stages over every kind of scene: what must hold for each of them, whatever it shows. */
#include "app/edits.h"
#include "app/stages/stage.h"

#include "tests/app/scenes.h"

#include <math.h>
#include <stdlib.h>

static const double moments[] = {0, 0.1, 0.3, 0.5, 0.7, 0.9};
enum { MOMENTS = sizeof moments / sizeof moments[0] };

/* Every scene on every stage. */
#define CASES (test_scene_count * STAGE_COUNT)

static const TestScene *scene_of(size_t test) {
    return &test_scenes[test % test_scene_count];
}

static App *start(size_t test) {
    App *app = scene_start(scene_of(test));
    app->next_stage = (int)(test / test_scene_count);
    edits_enter_stage(app);
    drive_show(app);
    return app;
}

/* The list, taken, and what the stage says at that cursor. */
static char *with_sentence(const StageScope *scope, const Stage *stage, const void *frame, char *list) {
    char sentence[1024] = "";
    const size_t length = strlen(list);
    stage->narrate(scope, frame, PS_NUMBER_FULL, sentence, sizeof sentence);
    char *longer = realloc(list, length + strlen(sentence) + 1);
    assert_non_null(longer);
    memcpy(longer + length, sentence, strlen(sentence) + 1);
    return longer;
}

static StageScope scope_of(const App *app, const Facts *facts, Cursor cursor, Pen pen) {
    return (StageScope){.scene = &app->document.scene,
                        .facts = facts,
                        .answers = &app->answers,
                        .view = app->views[app->stage],
                        .cursor = cursor,
                        .step = cursor.step + (cursor.t > 0),
                        .room = {0, 0, 1000, 700},
                        .area = {0, 0, 1000, 700},
                        .pen = pen,
                        .plain_unit = 1};
}

/* A copy of the view for a picture: where something is scrolled to follows the program's step. */
static void *copy_view(const App *app, const Stage *stage) {
    void *view = calloc(1, stage->view_size);
    assert_non_null(view);
    memcpy(view, app->views[app->stage], stage->view_size);
    if (stage->still != NULL) {
        stage->still(view);
    }
    return view;
}

/* Draws the app's stage alone at cursor on a canvas of its own, with the effective fields that are there, or,
 * where effective is null, those that the stage wishes for; returns the list with what the stage says. */
static char *draw_with(App *app, const EffectiveField *effective, Cursor cursor, bool presenter) {
    const Stage *stage = stages[app->stage];
    const Theme *theme = theme_get(app->settings.theme);
    EffectiveField own = {0};
    Canvas canvas;
    Rect damage[CANVAS_DAMAGE];
    canvas_init(&canvas, canvas_metrics_fake());
    canvas_begin(&canvas, 1000, 700, theme->background);
    Facts facts = app->facts;
    facts.effective = effective != NULL ? *effective : own;
    StageScope scope = scope_of(app, &facts, cursor, (Pen){&canvas, NULL, theme, 1, false});
    void *view = copy_view(app, stage);
    scope.view = view;
    scope.presenter = presenter;
    if (effective == NULL) {
        const EffectiveFieldWish wish = stage_wish(stage, &scope);
        effective_field_want(&own, &app->facts.stacks, &wish);
        effective_field_finish(&own, &app->facts.stacks);
        facts.effective = own;
    }
    void *frame = calloc(1, stage->frame_size);
    assert_non_null(frame);
    assert_true(stage->frame(&scope, frame));
    stage->draw(&scope, frame);
    canvas_end(&canvas, damage);
    assert_false(canvas.out_of_memory);
    char *list = with_sentence(&scope, stage, frame, canvas_text_of(&canvas));
    if (stage->frame_free != NULL) {
        stage->frame_free(frame);
    }
    free(frame);
    free(view);
    effective_field_free(&own);
    canvas_free(&canvas);
    return list;
}

static char *draw_alone(App *app, Cursor cursor, bool presenter) {
    return draw_with(app, NULL, cursor, presenter);
}

static void every_step_of_every_scene_draws_at_any_time(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        App *app = start(i);
        const int64_t steps = app->player.steps;
        const int64_t stride = steps > 16 ? steps / 9 : 1;
        for (int64_t step = 0; step <= steps; step += stride) {
            for (size_t k = 0; k < (step < steps ? MOMENTS : 1); k++) {
                const Cursor cursor = {step, moments[k], (step + (int64_t)k) % 3 == 2};
                char *list = draw_alone(app, cursor, step % 2 == 1);
                assert_true(strlen(list) > 100);
                free(list);
            }
        }
        app_destroy(app);
    }
}

static void drawing_changes_neither_scene_nor_view(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        App *app = start(i);
        const size_t size = stages[app->stage]->view_size;
        PsScene scene;
        void *view = malloc(size);
        assert_non_null(view);
        memcpy(view, app->views[app->stage], size);
        assert_int_equal(ps_scene_copy(&app->document.scene, &scene, NULL), PS_OK);
        for (size_t k = 0; k < MOMENTS; k++) {
            free(draw_alone(app, (Cursor){0, moments[k], false}, false));
        }
        assert_true(ps_scene_equal(&scene, &app->document.scene));
        assert_memory_equal(view, app->views[app->stage], size);
        ps_scene_free(&scene);
        free(view);
        app_destroy(app);
    }
}

static void drawing_twice_is_the_same_in_any_order(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        App *app = start(i);
        const int64_t last = app->player.steps;
        char *first = draw_alone(app, (Cursor){last - 1, 0.37, false}, false);
        for (size_t k = 0; k < MOMENTS; k++) {
            free(draw_alone(app, (Cursor){0, moments[k], false}, false));
        }
        char *second = draw_alone(app, (Cursor){last - 1, 0.37, false}, false);
        assert_string_equal(first, second);
        free(first);
        free(second);
        app_destroy(app);
    }
}

/* The program may stand at any other step: the picture follows from the cursor it is drawn at. */
static void the_picture_at_a_cursor_is_the_same_wherever_the_program_stands(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        App *app = start(i);
        const int64_t last = app->player.steps;
        const int64_t steps[] = {0, (last - 1) / 2, last - 1};
        for (int k = 0; k < 3; k++) {
            for (size_t m = 0; m < MOMENTS; m++) {
                const Cursor cursor = {steps[k], moments[m], false};
                app_set_step(app, last);
                drive_show(app);
                char *elsewhere = draw_alone(app, cursor, false);
                app_set_step(app, steps[k]);
                drive_show(app);
                char *there = draw_alone(app, cursor, false);
                assert_string_equal(elsewhere, there);
                free(elsewhere);
                free(there);
            }
        }
        app_destroy(app);
    }
}

/* Every way to look at a scene. What is left out is the empty program's. */
typedef struct TestView {
    const char *name, *stage;
    const char *stack; /* notation or preset */
    PsFieldView field;
    PsPool pool;
    PsCompare compare;
    int side; /* of the map; 0: the tutorial's */
    PsSize size;
} TestView;

#define CHAIN   "input 1x24x24\nconv3\nconv3/2 p1\nmaxpool2/2\nconv3 d2\nconv3 p1\n"
#define WINDOWS {2, 2}, .stride = {1, 1}, .dilation = {1, 1}, .output_size = {1, 1}, .norm_type = 2

static const TestView test_views[] = {
    {.name = "cone", .stage = "field", .stack = CHAIN},
    {.name = "cone over the scene's map", .stage = "field", .stack = CHAIN, .field.own = true, .side = 9},
    {.name = "bands", .stage = "field", .stack = "vgg16"},
    {.name = "joins", .stage = "field", .stack = "resnet18"},
    {.name = "path counts", .stage = "field", .stack = CHAIN, .field.effective = true},
    {.name = "path counts in bands", .stage = "field", .stack = "vgg16", .field.effective = true},
    {.name = "path counts with joins", .stage = "field", .stack = "resnet18", .field.effective = true},
    {.name = "random weights", .stage = "field", .stack = CHAIN, .field = {true, true, false}},
    {.name = "values", .stage = "compare"},
    {.name = "values, four", .stage = "compare", .compare = {.with = PS_COLUMN_L2, .seed = 1}},
    {.name = "values, drawn",
     .stage = "compare",
     .compare = {.with = PS_COLUMN_STOCHASTIC, .seed = 7, .minus = {[1] = PS_MINUS_MAX}},
     .side = 7},
    {.name = "gradient", .stage = "compare", .compare = {.gradient = true, .seed = 1}, .side = 7},
    {.name = "gradient, four",
     .stage = "compare",
     .compare = {.with = PS_COLUMN_MEDIAN, .gradient = true, .seed = 1},
     .pool = {.op = PS_POOL_MAX,
              .kernel_size = {3, 3},
              .stride = {2, 2},
              .dilation = {1, 1},
              .padding = {1, 1},
              .output_size = {1, 1}},
     .side = 7},
    {.name = "compare global",
     .stage = "compare",
     .pool = {.op = PS_POOL_GAP, .kernel_size = WINDOWS},
     .side = 7},
    {.name = "max", .stage = "window", .pool = {.op = PS_POOL_MAX, .kernel_size = WINDOWS}, .side = 5},
    {.name = "average", .stage = "window", .pool = {.op = PS_POOL_AVG, .kernel_size = WINDOWS}, .side = 5},
    {.name = "L2", .stage = "window", .pool = {.op = PS_POOL_LP, .kernel_size = WINDOWS}, .side = 5},
    {.name = "gap", .stage = "window", .pool = {.op = PS_POOL_GAP, .kernel_size = WINDOWS}, .side = 7},
    {.name = "gmp", .stage = "window", .pool = {.op = PS_POOL_GMP, .kernel_size = WINDOWS}, .side = 7},
    {.name = "adaptive average",
     .stage = "window",
     .pool = {.op = PS_POOL_ADAPTIVE_AVG,
              .kernel_size = {2, 2},
              .stride = {1, 1},
              .dilation = {1, 1},
              .output_size = {3, 4},
              .norm_type = 2},
     .side = 7},
    {.name = "adaptive max",
     .stage = "window",
     .pool = {.op = PS_POOL_ADAPTIVE_MAX,
              .kernel_size = {2, 2},
              .stride = {1, 1},
              .dilation = {1, 1},
              .output_size = {2, 5},
              .norm_type = 2},
     .side = 7},
    {.name = "an axis", .stage = "size", .side = 7},
    {.name = "an axis of the scene's pool", .stage = "size", .size = {.input = {12, 12}, .chain_from = 224}},
    {.name = "a dilated axis",
     .stage = "size",
     .size = {.convolution = true,
              .input = {20, 9},
              .chain_from = 224,
              .windows = {{3, 2}, {4, 1}, {1, 3}, {2, 1}}}},
    {.name = "an axis under a lens",
     .stage = "size",
     .size = {.convolution = true,
              .input = {900, 900},
              .chain_from = 224,
              .windows = {{3, 3}, {2, 2}, {1, 1}, {1, 1}}}},
    {.name = "an axis without a window",
     .stage = "size",
     .size = {.convolution = true,
              .input = {3, 3},
              .chain_from = 224,
              .windows = {{5, 5}, {2, 2}, {0, 0}, {1, 1}}}},
};
enum { VIEWS = sizeof test_views / sizeof test_views[0] };

/* A refusal would be a notice; an Undo offered before is none. */
static void make_edit(App *app, PsEdit edit) {
    app->notice[0] = '\0';
    app->requests.edits[app->requests.count++] = (StageEdit){.edit = edit, .group = ++app->next_group};
    app_event(app, &(UiEvent){0});
    assert_string_equal(app->notice, "");
}

/* The program in that view, where nobody waits for what is worked out. */
static App *start_view(const TestView *view) {
    App *app = drive_start();
    app->finishes_work = true;
    if (view->side > 0) {
        PsPool pool = ps_pool_default();
        pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = 2;
        drive_scene(app, view->pool.kernel_size[PS_HEIGHT] > 0 ? &view->pool : &pool, view->side, view->side,
                    NULL);
    }
    if (view->size.chain_from > 0) {
        make_edit(app, ps_edit_settings(PS_STAGE_SIZE, &view->size));
    }
    if (view->stack != NULL) {
        drive_use_stack(app, view->stack);
        make_edit(app, ps_edit_settings(PS_STAGE_FIELD, &view->field));
    } else {
        make_edit(app, ps_edit_settings(PS_STAGE_COMPARE, &view->compare));
    }
    app->next_stage = stage_find(view->stage);
    edits_enter_stage(app);
    drive_show(app);
    assert_string_equal(stages[app->stage]->key, view->stage);
    return app;
}

/* Plays from step to t on the way to the next. */
static Cursor play_to(App *app, int64_t step, double t) {
    app_set_step(app, step);
    drive_show(app);
    if (t > 0) {
        app_next(app);
        app_advance(app, t * player_duration(&app->player));
        drive_show(app);
    }
    return player_cursor(&app->player);
}

/* At a cursor that the program never stood at: what it draws when it has been played there, with what the
 * program itself has worked out by then. */
static void assert_pure(App *app, const char *name, int64_t step, double t) {
    const Cursor cursor = play_to(app, step, t);
    char *there = draw_with(app, &app->facts.effective, cursor, false);
    const int64_t others[] = {0, app->player.steps, (step + app->player.steps) / 2};
    for (int i = 0; i < 3; i++) {
        app_set_step(app, others[i]);
        drive_show(app);
        char *elsewhere = draw_alone(app, cursor, false);
        if (strcmp(there, elsewhere) != 0) {
            fail_msg("%s: %lld + %g is another picture at step %lld", name, (long long)step, t,
                     (long long)others[i]);
        }
        free(elsewhere);
    }
    free(there);
}

/* How many of some cells of the app's tree, every stride-th of them, the stage says the same of without it.
 */
static int same_cells(App *app, const StageScope *scope) {
    const size_t stride = app->ui.tree.count / 40 + 1;
    size_t cells = 0;
    int same = 0;
    for (size_t i = 0; i < app->ui.tree.count; i++) {
        const UiEntry *entry = &app->ui.tree.entries[i];
        char value[1024];
        if (entry->role == UI_ROLE_CELL && cells++ % stride == 0 &&
            stage_value(stages[app->stage], scope, ui_tree_id(&app->ui.tree, entry), value, sizeof value)) {
            assert_string_equal(value, ui_entry_value(&app->ui, entry));
            same++;
        }
    }
    return same;
}

static void a_stage_says_without_the_program_what_the_tree_says(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        if (scene_of(i)->height > 16) {
            continue; /* the same code over more cells */
        }
        App *app = start(i);
        const Cursor cursor = play_to(app, app->player.steps / 2, 0);
        const StageScope scope = scope_of(app, &app->facts, cursor, ui_pen(&app->ui));
        char value[16];
        assert_true(same_cells(app, &scope) > 0);
        assert_false(stage_value(stages[app->stage], &scope, "no such label", value, sizeof value));
        app_destroy(app);
    }
}

static void every_view_at_any_cursor_is_what_playing_there_shows(void **state) {
    (void)state;
    static const double times[] = {0, 0.2, 0.6, 0.95};
    for (size_t i = 0; i < VIEWS; i++) {
        App *app = start_view(&test_views[i]);
        const int64_t last = app->player.steps - 1;
        const int64_t steps[] = {0, last / 3, last / 2, last};
        assert_true(last >= 0);
        for (int k = 0; k < 4; k++) {
            for (size_t t = 0; t < sizeof times / sizeof times[0]; t++) {
                assert_pure(app, test_views[i].name, steps[k], times[t]);
            }
        }
        assert_pure(app, test_views[i].name, last + 1, 0);
        app_destroy(app);
    }
}

/* The program has gone to another step and drawn nothing there yet, and works in slices. */
static void an_exported_picture_has_all_that_its_step_shows(void **state) {
    (void)state;
    for (size_t i = 0; i < VIEWS; i++) {
        App *app = start_view(&test_views[i]);
        const int64_t step = (app->player.steps + 1) / 2;
        app->finishes_work = false;
        app_set_step(app, step);
        char *at_once = drive_picture(app);
        app_set_step(app, 0);
        drive_settle(app);
        app_set_step(app, step);
        drive_settle(app);
        char *settled = drive_picture(app);
        if (strcmp(at_once, settled) != 0) {
            fail_msg("%s: the picture of step %lld is not whole", test_views[i].name, (long long)step);
        }
        free(at_once);
        free(settled);
        app_destroy(app);
    }
}

/* Where only another step's influence is there, as before the first slice: nothing at all is drawn of it. */
static void what_is_not_there_yet_is_not_shown_as_another_steps(void **state) {
    (void)state;
    for (size_t i = 0; i < VIEWS; i++) {
        App *app = start_view(&test_views[i]);
        const Cursor cursor = {(app->player.steps + 1) / 2, 0, false};
        (void)play_to(app, app->player.steps, 0);
        char *of_another = draw_with(app, &app->facts.effective, cursor, false);
        for (int k = 0; k < EFFECTIVE_FIELD_MAPS; k++) {
            ps_influence_free(&app->facts.effective.maps[k].influence);
            app->facts.effective.maps[k] =
                (EffectiveFieldMap){.neuron.node = PS_NODE_INPUT, .finished = true};
        }
        char *of_none = draw_with(app, &app->facts.effective, cursor, false);
        assert_string_equal(of_another, of_none);
        free(of_another);
        free(of_none);
        app_destroy(app);
    }
}

/* With every frame of the way there when play is true, else at once. */
static char *frame_at(size_t test, int64_t step, bool play) {
    App *app = start(test);
    if (play) {
        app_set_step(app, 0);
        for (int64_t k = 0; k < step; k++) {
            app_next(app);
            drive_wait(app, 1.7);
        }
    } else {
        app_set_step(app, step);
        drive_show(app);
    }
    assert_int_equal(app->player.step, step);
    char *list = drive_dump(app);
    app_destroy(app);
    return list;
}

static void a_jump_shows_what_playing_there_shows(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        if (scene_of(i)->height > 16) {
            continue; /* the same code over more cells */
        }
        App *app = start(i);
        const int64_t steps = app->player.steps;
        app_destroy(app);
        const int64_t step = steps < 3 ? steps : 3;
        char *jumped = frame_at(i, step, false);
        char *played = frame_at(i, step, true);
        assert_string_equal(jumped, played);
        free(jumped);
        free(played);
    }
}

static void reduced_motion_draws_what_rest_draws(void **state) {
    (void)state;
    App *app = start(0);
    app_set_reduced(app, true);
    drive_show(app);
    drive_key(app, UI_KEY_RIGHT, 0);
    char *reduced = drive_dump(app);
    app_set_reduced(app, false);
    app_set_step(app, 1);
    drive_show(app);
    char *rest = drive_dump(app);
    assert_string_equal(reduced, rest);
    free(reduced);
    free(rest);
    app_destroy(app);
}

static void assert_cell(const App *app, const char *grid, int row, int column, float value, bool there) {
    char label[64];
    char text[PS_NUMBER_SIZE] = "";
    snprintf(label, sizeof label, "%s %d,%d", grid, row, column);
    if (there) {
        ps_number_write(text, value, PS_NUMBER_FULL);
    }
    assert_shown(app, label, text);
}

static void assert_tree_at(App *app, int64_t step) {
    char text[64];
    app_set_step(app, step);
    drive_show(app);
    snprintf(text, sizeof text, "%lld / %lld", (long long)step, (long long)app->player.steps);
    assert_shown(app, "Step", text);
    const PsMap *input = &app->document.scene.input;
    for (int y = 0; y < input->height; y++) {
        for (int x = 0; x < input->width; x++) {
            assert_cell(app, "input", y, x, ps_map_get(input, 0, y, x), true);
        }
    }
    PsMap output;
    assert_int_equal(ps_pool_forward(&app->document.scene.pool, input, &output, NULL, NULL), PS_OK);
    for (int y = 0; y < output.height; y++) {
        for (int x = 0; x < output.width; x++) {
            assert_cell(app, "output", y, x, ps_map_get(&output, 0, y, x),
                        (int64_t)y * output.width + x < step);
        }
    }
    ps_map_free(&output);
}

static void the_tree_says_what_the_core_computes(void **state) {
    (void)state;
    for (size_t i = 0; i < test_scene_count; i++) {
        App *app = start(i);
        const int64_t steps = app->player.steps;
        assert_tree_at(app, 0);
        assert_tree_at(app, (steps + 1) / 2);
        assert_tree_at(app, steps);
        app_destroy(app);
    }
}

static void the_formula_is_the_cores_in_full(void **state) {
    (void)state;
    for (size_t i = 0; i < test_scene_count; i++) {
        App *app = start(i);
        const int64_t stride = app->player.steps > 9 ? 5 : 1;
        assert_shown(app, "Formula", "");
        for (int64_t step = 1; step <= app->player.steps; step += stride) {
            char text[1024];
            PsFormula formula = {0};
            ps_walk_formula(&app->facts.pooled.walk, step, PS_NUMBER_FULL, &formula);
            ps_formula_text(&formula, text, sizeof text);
            app_set_step(app, step);
            drive_show(app);
            assert_shown(app, "Formula", text);
        }
        app_destroy(app);
    }
}

/* Steppers' buttons, segments and cells belong to a stop; scroll thumbs follow the focus. */
static bool is_stop(const Ui *ui, const UiEntry *entry) {
    const char *label = ui_entry_label(ui, entry);
    const bool part =
        entry->role == UI_ROLE_CELL || entry->role == UI_ROLE_TAB || entry->role == UI_ROLE_SEGMENTED;
    const bool text =
        entry->role == UI_ROLE_TEXT || (entry->role == UI_ROLE_MARK && strncmp(label, "padding", 7) == 0);
    return entry->pressable && entry->enabled && !part && !text && strncmp(label, "Scroll", 6) != 0;
}

/* Walks the stops once around; returns how many there are, and counts the controls they name. */
static void walk_stops(App *app, bool reached[], size_t count) {
    app->ui.focus = 0;
    drive_key(app, UI_KEY_TAB, 0);
    const UiId first = app->ui.focus;
    assert_int_not_equal(first, 0);
    int stops = 0;
    do {
        const char *label = drive_focused(app);
        assert_string_not_equal(label, "");
        for (size_t i = 0; i < count; i++) {
            const bool named = strcmp(ui_entry_label(&app->ui, &app->ui.tree.entries[i]), label) == 0;
            reached[i] = reached[i] || (named && app->ui.tree.entries[i].pressable);
        }
        drive_key(app, UI_KEY_TAB, 0);
        stops++;
    } while (app->ui.focus != first && stops < UI_STOPS);
    assert_int_equal(stops, app->ui.stop_count);
}

static void assert_reached(const Ui *ui, const bool reached[], const char *scene) {
    for (size_t k = 0; k < ui->tree.count; k++) {
        if (is_stop(ui, &ui->tree.entries[k]) && !reached[k]) {
            fail_msg("%s: Tab never reaches \"%s\"", scene, ui_entry_label(ui, &ui->tree.entries[k]));
        }
    }
}

static void tab_reaches_every_control_in_one_round(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        App *app = start(i);
        const size_t count = app->ui.tree.count;
        bool *reached = calloc(count, sizeof *reached);
        assert_non_null(reached);
        walk_stops(app, reached, count);
        assert_int_equal(app->ui.tree.count, count);
        assert_reached(&app->ui, reached, scene_of(i)->name);
        free(reached);
        app_destroy(app);
    }
}

static void tab_halts_once_in_a_grid_of_cells(void **state) {
    (void)state;
    App *app = start(0);
    drive_tab_to(app, "input 0,0");
    drive_key(app, UI_KEY_TAB, 0);
    assert_string_equal(drive_focused(app), "Input corner");
    drive_key(app, UI_KEY_TAB, 0);
    assert_string_equal(drive_focused(app), "output 0,0");
    drive_tab_to(app, "Max");
    drive_key(app, UI_KEY_TAB, 0);
    assert_string_not_equal(drive_focused(app), "Average");
    app_destroy(app);
}

/* Whether another control that can be pressed has the label of entry i. Cells are many, and told apart by
 * number. */
static bool is_doubled(const Ui *ui, size_t i) {
    const UiEntry *entry = &ui->tree.entries[i];
    for (size_t k = i + 1; k < ui->tree.count && entry->role != UI_ROLE_CELL; k++) {
        const bool both = entry->pressable && ui->tree.entries[k].pressable;
        if (both && strcmp(ui_entry_label(ui, entry), ui_entry_label(ui, &ui->tree.entries[k])) == 0) {
            return true;
        }
    }
    return false;
}

static void assert_unique(const Ui *ui) {
    for (size_t i = 0; i < ui->tree.count; i++) {
        if (is_doubled(ui, i)) {
            fail_msg("two controls are called \"%s\"", ui_entry_label(ui, &ui->tree.entries[i]));
        }
    }
}

static void labels_that_can_be_pressed_are_unique(void **state) {
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        App *app = start(i);
        assert_unique(&app->ui);
        app_destroy(app);
    }
}

static void stages_are_found_by_their_keys(void **state) {
    (void)state;
    for (int i = 0; i < STAGE_COUNT; i++) {
        assert_int_equal(stage_find(stages[i]->key), i);
        assert_true(stages[i]->view_size > 0);
    }
    assert_int_equal(stage_find("nothing"), -1);
    assert_int_equal(stage_find(""), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_of_every_scene_draws_at_any_time),
        cmocka_unit_test(drawing_changes_neither_scene_nor_view),
        cmocka_unit_test(drawing_twice_is_the_same_in_any_order),
        cmocka_unit_test(the_picture_at_a_cursor_is_the_same_wherever_the_program_stands),
        cmocka_unit_test(every_view_at_any_cursor_is_what_playing_there_shows),
        cmocka_unit_test(a_stage_says_without_the_program_what_the_tree_says),
        cmocka_unit_test(an_exported_picture_has_all_that_its_step_shows),
        cmocka_unit_test(what_is_not_there_yet_is_not_shown_as_another_steps),
        cmocka_unit_test(a_jump_shows_what_playing_there_shows),
        cmocka_unit_test(reduced_motion_draws_what_rest_draws),
        cmocka_unit_test(the_tree_says_what_the_core_computes),
        cmocka_unit_test(the_formula_is_the_cores_in_full),
        cmocka_unit_test(tab_reaches_every_control_in_one_round),
        cmocka_unit_test(tab_halts_once_in_a_grid_of_cells),
        cmocka_unit_test(labels_that_can_be_pressed_are_unique),
        cmocka_unit_test(stages_are_found_by_their_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
