/* Tests of history.c: undo and redo in groups, over every kind of edit. */
#include "core/history.h"

#include "unit.h"

typedef struct Fixture {
    PsScene scene;
    PsHistory history;
} Fixture;

static int set_up(void **state) {
    static Fixture fixture;
    fixture = (Fixture){.history = {.undo = {.count = 0}}};
    *state = &fixture;
    return ps_scene_init(&fixture.scene, NULL) == PS_OK ? 0 : -1;
}

static int tear_down(void **state) {
    Fixture *fixture = *state;
    ps_history_free(&fixture->history);
    ps_scene_free(&fixture->scene);
    return 0;
}

static void apply(Fixture *fixture, PsEdit edit, uint64_t group) {
    assert_int_equal(ps_history_apply(&fixture->history, &fixture->scene, &edit, group, NULL), PS_OK);
}

static PsEdit cell_edit(const Fixture *fixture, int row, int column, float value) {
    PsEdit edit;
    assert_int_equal(ps_edit_cells(&edit, &fixture->scene, 0, row, column, 1, 1, &value, NULL), PS_OK);
    return edit;
}

static void undo(Fixture *fixture) {
    assert_int_equal(ps_history_undo(&fixture->history, &fixture->scene, NULL), PS_OK);
}

static void redo(Fixture *fixture) {
    assert_int_equal(ps_history_redo(&fixture->history, &fixture->scene, NULL), PS_OK);
}

static float corner(const Fixture *fixture) {
    return ps_map_get(&fixture->scene.input, 0, 0, 0);
}

static void an_empty_history_has_nothing_to_do(void **state) {
    Fixture *fixture = *state;
    assert_false(ps_history_can_undo(&fixture->history));
    assert_false(ps_history_can_redo(&fixture->history));
    undo(fixture);
    redo(fixture);
    assert_true(corner(fixture) == 1);
}

static void one_group_is_undone_and_redone_together(void **state) {
    Fixture *fixture = *state;
    apply(fixture, cell_edit(fixture, 0, 0, 10), 1);
    apply(fixture, cell_edit(fixture, 0, 0, 20), 2);
    apply(fixture, cell_edit(fixture, 0, 0, 21), 2);
    apply(fixture, cell_edit(fixture, 0, 0, 22), 2);
    undo(fixture);
    assert_true(corner(fixture) == 10);
    assert_int_equal(fixture->history.redo.count, 3);
    redo(fixture);
    assert_true(corner(fixture) == 22);
    undo(fixture);
    undo(fixture);
    assert_true(corner(fixture) == 1);
    assert_false(ps_history_can_undo(&fixture->history));
    assert_true(ps_history_can_redo(&fixture->history));
    assert_int_equal(fixture->scene.source.pattern, PS_PATTERN_TUTORIAL);
}

static void a_new_edit_forgets_what_could_be_redone(void **state) {
    Fixture *fixture = *state;
    apply(fixture, cell_edit(fixture, 0, 0, 10), 1);
    undo(fixture);
    apply(fixture, cell_edit(fixture, 0, 1, 11), 2);
    assert_false(ps_history_can_redo(&fixture->history));
    redo(fixture);
    assert_true(corner(fixture) == 1);
}

static void a_refused_edit_leaves_everything(void **state) {
    Fixture *fixture = *state;
    apply(fixture, cell_edit(fixture, 0, 0, 10), 1);
    undo(fixture);
    PsEdit edit = ps_edit_resize(&fixture->scene, 1, 1);
    PsError error;
    assert_int_equal(ps_history_apply(&fixture->history, &fixture->scene, &edit, 2, &error),
                     PS_ERROR_SETTING);
    assert_int_equal(edit.kind, PS_EDIT_RESIZE);
    assert_true(ps_history_can_redo(&fixture->history));
    assert_false(ps_history_can_undo(&fixture->history));
    assert_int_equal(fixture->scene.input.height, 4);
    ps_edit_free(&edit);
    assert_int_equal(ps_edit_stack(&edit, PS_EDIT_STACK, "conv3\nconv", &error), PS_ERROR_FORMAT);
    assert_sentence(&error, "layer 2 'conv' in line 2: its size is missing or no number that can be: write "
                            "it right behind, as in conv3, maxpool2, linear10, up2");
    assert_null(edit.stack.text);
    assert_null(fixture->scene.stack.text);
}

static PsEdit input_edit(int size, uint32_t seed) {
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, size, size, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, seed);
    return ps_edit_input(&map, (PsSource){.pattern = PS_PATTERN_NOISE, .seed = seed});
}

/* The i-th of a few stacks, none among them. */
static PsEdit stack_edit(PsEditKind kind, int i) {
    static const char *const texts[] = {"conv3", NULL, "add(conv3 p1 | id)\ngap", "", "conv3\nmaxpool2"};
    PsEdit edit;
    assert_int_equal(ps_edit_stack(&edit, kind, texts[i % 5], NULL), PS_OK);
    return edit;
}

/* The i-th of a row of edits that mixes all kinds. */
static PsEdit mixed_edit(const Fixture *fixture, int i) {
    const int height = fixture->scene.input.height;
    const int width = fixture->scene.input.width;
    PsPool pool = ps_pool_default();
    switch (i % 8) {
    case 0:
        return cell_edit(fixture, i % height, i * 7 % width, (float)i);
    case 1:
        return ps_edit_resize(&fixture->scene, 2 + i * 3 % 7, 2 + i * 5 % 11);
    case 2:
        pool.op = i % 2 == 0 ? PS_POOL_AVG : PS_POOL_LP;
        return ps_edit_pool(&pool);
    case 3:
        return ps_edit_resize(&fixture->scene, 2 + i * 5 % 11, width);
    case 4:
        return stack_edit(PS_EDIT_STACK, i);
    case 5:
        return stack_edit(PS_EDIT_SECOND, i);
    case 6:
        return ps_edit_settings(
            PS_STAGE_FIELD, &(PsFieldView){.effective = i % 3 == 0, .random = i % 5 == 0, .own = i % 7 == 0});
    default:
        return input_edit(2 + i % 6, (uint32_t)i);
    }
}

static void a_long_history_goes_all_the_way_back_and_forth(void **state) {
    Fixture *fixture = *state;
    enum { EDITS = 200 };
    PsScene scenes[EDITS + 1];
    assert_int_equal(ps_scene_copy(&fixture->scene, &scenes[0], NULL), PS_OK);
    for (int i = 0; i < EDITS; i++) {
        apply(fixture, mixed_edit(fixture, i), (uint64_t)i);
        assert_int_equal(ps_scene_copy(&fixture->scene, &scenes[i + 1], NULL), PS_OK);
    }
    for (int i = EDITS - 1; i >= 0; i--) {
        undo(fixture);
        assert_true(ps_scene_equal(&fixture->scene, &scenes[i]));
    }
    assert_false(ps_history_can_undo(&fixture->history));
    for (int i = 1; i <= EDITS; i++) {
        redo(fixture);
        assert_true(ps_scene_equal(&fixture->scene, &scenes[i]));
    }
    assert_false(ps_history_can_redo(&fixture->history));
    for (int i = 0; i <= EDITS; i++) {
        ps_scene_free(&scenes[i]);
    }
}

static void a_thousand_steps_on_a_large_map_hold_only_their_cells(void **state) {
    Fixture *fixture = *state;
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 4096, 4096, NULL), PS_OK);
    apply(fixture, ps_edit_input(&map, (PsSource){.pattern = PS_PATTERN_OWN}), 0);
    for (int i = 1; i <= 1000; i++) {
        apply(fixture, cell_edit(fixture, i, i, (float)i), (uint64_t)i);
    }
    assert_int_equal(fixture->history.undo.count, 1001);
    for (size_t i = 1; i < fixture->history.undo.count; i++) {
        assert_null(fixture->history.undo.entries[i].edit.map.values);
    }
    for (int i = 0; i < 1001; i++) {
        undo(fixture);
    }
    assert_true(corner(fixture) == 1);
    assert_int_equal(fixture->scene.input.height, 4);
}

#define history_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        history_test(an_empty_history_has_nothing_to_do),
        history_test(one_group_is_undone_and_redone_together),
        history_test(a_new_edit_forgets_what_could_be_redone),
        history_test(a_refused_edit_leaves_everything),
        history_test(a_long_history_goes_all_the_way_back_and_forth),
        history_test(a_thousand_steps_on_a_large_map_hold_only_their_cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
