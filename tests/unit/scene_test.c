/* Tests of scene.c: the document, each kind of edit and its inverse, refusals. */
#include "core/scene.h"

#include "unit.h"

#include <math.h>

static PsScene new_scene(void) {
    PsScene scene;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    return scene;
}

/* Applies edit, checks that its inverse takes the scene back and the inverse of that forth again, and leaves
 * the scene with the edit applied. */
static void apply_there_and_back(PsScene *scene, PsEdit *edit) {
    PsScene before;
    PsScene after;
    PsEdit undo;
    PsEdit redo;
    assert_int_equal(ps_scene_copy(scene, &before, NULL), PS_OK);
    assert_int_equal(ps_scene_apply(scene, edit, &undo, NULL), PS_OK);
    assert_int_equal(edit->kind, PS_EDIT_NONE);
    assert_null(edit->values);
    assert_null(edit->map.values);
    assert_int_equal(ps_scene_validate(scene, NULL), PS_OK);
    assert_int_equal(ps_scene_copy(scene, &after, NULL), PS_OK);

    assert_int_equal(ps_scene_apply(scene, &undo, &redo, NULL), PS_OK);
    assert_true(ps_scene_equal(scene, &before));
    assert_int_equal(ps_scene_apply(scene, &redo, &undo, NULL), PS_OK);
    assert_true(ps_scene_equal(scene, &after));
    ps_edit_free(&undo);
    ps_scene_free(&before);
    ps_scene_free(&after);
}

static void an_empty_program_shows_the_tutorial(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsMap map = tutorial_map();
    const PsPool pool = ps_pool_default();
    assert_true(ps_map_equal(&scene.input, &map));
    assert_true(ps_pool_equal(&scene.pool, &pool));
    assert_int_equal(scene.source.pattern, PS_PATTERN_TUTORIAL);
    assert_int_equal(ps_scene_validate(&scene, NULL), PS_OK);
    ps_map_free(&map);
    ps_scene_free(&scene);
    assert_null(scene.input.values);
}

static void a_copy_is_equal_until_something_differs(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsScene copy;
    assert_int_equal(ps_scene_copy(&scene, &copy, NULL), PS_OK);
    assert_true(ps_scene_equal(&scene, &copy));
    copy.source.seed = 1;
    assert_false(ps_scene_equal(&scene, &copy));
    copy.source.seed = 0;
    copy.field.own = true;
    assert_false(ps_scene_equal(&scene, &copy));
    copy.field.own = false;
    assert_true(ps_scene_equal(&scene, &copy));
    ps_map_set(&copy.input, 0, 3, 3, 8);
    assert_false(ps_scene_equal(&scene, &copy));
    ps_scene_free(&copy);
    ps_scene_free(&scene);
}

static void a_scene_without_input_does_not_validate(void **state) {
    (void)state;
    const PsScene scene = {.pool = ps_pool_default()};
    PsError error;
    assert_int_equal(ps_scene_validate(&scene, &error), PS_ERROR_SETTING);
    assert_sentence(&error, "there is no input: give a map of at least 1 x 1");
}

static void cells_are_set_and_come_back(void **state) {
    (void)state;
    PsScene scene = new_scene();
    scene.source.seed = 5;
    PsEdit edit;
    assert_int_equal(ps_edit_cells(&edit, &scene, 0, 1, 2, 2, 2, (const float[]){-1, NAN, -3, -4}, NULL),
                     PS_OK);
    apply_there_and_back(&scene, &edit);
    const float expected[] = {1, 3, 2, 4, 5, 6, -1, NAN, 3, 2, -3, -4, 1, 0, 6, 3};
    assert_values(scene.input.values, expected, 16);
    assert_int_equal(scene.source.pattern, PS_PATTERN_OWN);
    assert_int_equal(scene.source.seed, 5);
    ps_scene_free(&scene);
}

static void cells_of_one_channel_leave_the_others(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsMap map;
    assert_int_equal(ps_map_init(&map, 2, 2, 2, NULL), PS_OK);
    PsEdit edit = ps_edit_input(&map, (PsSource){.pattern = PS_PATTERN_OWN});
    apply_there_and_back(&scene, &edit);
    assert_int_equal(ps_edit_cells(&edit, &scene, 1, 0, 1, 1, 1, (const float[]){7}, NULL), PS_OK);
    apply_there_and_back(&scene, &edit);
    assert_values(scene.input.values, (const float[]){0, 0, 0, 0, 0, 7, 0, 0}, 8);
    ps_scene_free(&scene);
}

static void every_resize_comes_back(void **state) {
    (void)state;
    for (int height = 2; height <= 6; height++) {
        for (int width = 2; width <= 6; width++) {
            PsScene scene = new_scene();
            PsEdit edit = ps_edit_resize(&scene, height, width);
            apply_there_and_back(&scene, &edit);
            assert_int_equal(scene.input.height, height);
            assert_int_equal(scene.input.width, width);
            assert_int_equal(scene.source.pattern, PS_PATTERN_OWN);
            ps_scene_free(&scene);
        }
    }
}

static void a_resize_of_several_channels_comes_back(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsMap map;
    assert_int_equal(ps_map_init(&map, 3, 5, 4, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 1);
    PsEdit edit = ps_edit_input(&map, (PsSource){.pattern = PS_PATTERN_NOISE, .seed = 1});
    apply_there_and_back(&scene, &edit);
    edit = ps_edit_resize(&scene, 3, 6);
    apply_there_and_back(&scene, &edit);
    ps_scene_free(&scene);
}

static void the_inverse_of_a_resize_holds_only_the_lost_cells(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsEdit edit = ps_edit_resize(&scene, 3, 5);
    PsEdit inverse;
    assert_int_equal(ps_scene_apply(&scene, &edit, &inverse, NULL), PS_OK);
    assert_null(inverse.map.values);
    assert_values(inverse.values, (const float[]){1, 0, 6, 3}, 4);
    ps_edit_free(&inverse);

    edit = ps_edit_resize(&scene, 4, 6);
    assert_int_equal(ps_scene_apply(&scene, &edit, &inverse, NULL), PS_OK);
    assert_null(inverse.values);
    ps_edit_free(&inverse);
    ps_scene_free(&scene);
}

static void another_input_is_taken_and_comes_back(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsMap map;
    assert_int_equal(ps_map_init(&map, 1, 8, 8, NULL), PS_OK);
    ps_map_fill_pattern(&map, PS_PATTERN_NOISE, 4);
    PsEdit edit = ps_edit_input(&map, (PsSource){.pattern = PS_PATTERN_NOISE, .seed = 4});
    assert_null(map.values);
    apply_there_and_back(&scene, &edit);
    assert_int_equal(scene.input.height, 8);
    assert_int_equal(scene.source.pattern, PS_PATTERN_NOISE);
    assert_int_equal(scene.source.seed, 4);
    ps_scene_free(&scene);
}

static void other_settings_leave_the_input_and_its_source(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_AVG;
    pool.padding[PS_WIDTH] = 1;
    PsEdit edit = ps_edit_pool(&pool);
    apply_there_and_back(&scene, &edit);
    assert_true(ps_pool_equal(&scene.pool, &pool));
    assert_int_equal(scene.source.pattern, PS_PATTERN_TUTORIAL);
    ps_scene_free(&scene);
}

static void another_view_of_fields_comes_back(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsEdit edit = ps_edit_settings(PS_STAGE_FIELD, &(PsFieldView){.effective = true, .own = true});
    apply_there_and_back(&scene, &edit);
    assert_true(scene.field.effective && !scene.field.random && scene.field.own);
    ps_scene_free(&scene);
}

/* An edit that puts text there. */
static PsEdit stack_edit(PsEditKind kind, const char *text) {
    PsEdit edit;
    assert_int_equal(ps_edit_stack(&edit, kind, text, NULL), PS_OK);
    assert_true(edit.stack.text != text || text == NULL);
    return edit;
}

static void other_stacks_come_and_go(void **state) {
    (void)state;
    static const PsEditKind kinds[] = {PS_EDIT_STACK, PS_EDIT_SECOND};
    static const char *const texts[] = {"conv3\nconv3",
                                        "conv3\nconv3 # twice\n",
                                        "",
                                        "add(conv3 p1\n| id)\n",
                                        "input 224x224\nconv900",
                                        NULL,
                                        "# nothing",
                                        NULL};
    PsScene scene = new_scene();
    char *const *held[] = {&scene.stack.text, &scene.second.text};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (int kind = 0; kind < 2; kind++) {
            PsEdit edit = stack_edit(kinds[kind], texts[i]);
            apply_there_and_back(&scene, &edit);
            assert_null(edit.stack.text);
            if (texts[i] != NULL) {
                assert_string_equal(*held[kind], texts[i]);
            } else {
                assert_null(*held[kind]);
            }
        }
    }
    ps_scene_free(&scene);
}

static void the_default_stack_is_the_tutorials(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsEdit edit = stack_edit(PS_EDIT_STACK, "gap");
    assert_non_null(strstr(ps_scene_stack(&scene), "conv3"));
    apply_there_and_back(&scene, &edit);
    assert_string_equal(ps_scene_stack(&scene), "gap");
    ps_scene_free(&scene);
}

static void stacks_and_settings_are_copied_without_the_rest(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsScene other = new_scene();
    PsEdit edits[] = {stack_edit(PS_EDIT_STACK, "conv3"), stack_edit(PS_EDIT_SECOND, "conv5"),
                      ps_edit_settings(PS_STAGE_FIELD, &(PsFieldView){.random = true}),
                      ps_edit_resize(&scene, 5, 5)};
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        apply_there_and_back(&scene, &edits[i]);
    }
    assert_int_equal(ps_scene_copy_settings(&scene, &other, NULL), PS_OK);
    assert_string_equal(other.stack.text, "conv3");
    assert_int_equal(ps_stack_count(&other.stack.tree), 1);
    assert_string_equal(other.second.text, "conv5");
    assert_true(other.field.random);
    assert_int_equal(other.input.height, 4);
    ps_scene_free(&scene);
    scene = new_scene();
    assert_int_equal(ps_scene_copy_settings(&scene, &other, NULL), PS_OK);
    assert_true(ps_scene_equal(&scene, &other));
    ps_scene_free(&scene);
    ps_scene_free(&other);
}

static void no_edit_changes_nothing(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsEdit edit = {.kind = PS_EDIT_NONE};
    apply_there_and_back(&scene, &edit);
    assert_int_equal(scene.source.pattern, PS_PATTERN_TUTORIAL);
    ps_scene_free(&scene);
}

/* That edit is refused with the sentence, and scene and edit stand. Frees the edit. */
static void assert_refused(PsScene *scene, PsEdit *edit, PsStatus expected, const char *sentence) {
    PsScene before;
    PsEdit inverse;
    PsError error;
    const PsEditKind kind = edit->kind;
    assert_int_equal(ps_scene_copy(scene, &before, NULL), PS_OK);
    assert_int_equal(ps_scene_apply(scene, edit, &inverse, &error), expected);
    assert_sentence(&error, sentence);
    assert_true(ps_scene_equal(scene, &before));
    assert_int_equal(edit->kind, kind);
    assert_int_equal(inverse.kind, PS_EDIT_NONE);
    ps_edit_free(edit);
    ps_scene_free(&before);
}

static void an_edit_under_which_the_pool_does_not_fit_is_refused(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsEdit edit = ps_edit_resize(&scene, 1, 4);
    assert_refused(&scene, &edit, PS_ERROR_SETTING,
                   "kernel height 2 does not fit into 1 cells: use at most 1");
    edit = ps_edit_resize(&scene, 4, 0);
    assert_refused(&scene, &edit, PS_ERROR_SETTING, "input width 0 is too small: use at least 1");
    edit = ps_edit_resize(&scene, 1 << 20, 1 << 20);
    assert_refused(&scene, &edit, PS_ERROR_SIZE,
                   "a map of 1 x 1048576 x 1048576 is too large: use at most 268435456 cells");

    PsMap map = map_of(1, 3, (const float[]){1, 2, 3});
    edit = ps_edit_input(&map, (PsSource){.pattern = PS_PATTERN_OWN});
    assert_refused(&scene, &edit, PS_ERROR_SETTING,
                   "kernel height 2 does not fit into 1 cells: use at most 1");
    edit = ps_edit_input(&map, (PsSource){.pattern = PS_PATTERN_OWN});
    assert_refused(&scene, &edit, PS_ERROR_SETTING, "there is no input: give a map of at least 1 x 1");

    PsPool pool = ps_pool_default();
    pool.padding[PS_HEIGHT] = 2;
    edit = ps_edit_pool(&pool);
    assert_refused(&scene, &edit, PS_ERROR_SETTING,
                   "padding 2 is more than half of kernel height 2: use at most 1");
    ps_scene_free(&scene);
}

/* Already when the edit is made: applying one cannot fail. */
static void a_stack_that_is_no_notation_is_refused(void **state) {
    (void)state;
    static const PsEditKind kinds[] = {PS_EDIT_STACK, PS_EDIT_SECOND};
    static const char *const texts[] = {"conv3, conv3\nmaxpool2 c3", "conv3, conv3, add(conv3 p1 | id"};
    static const char *const sentences[] = {
        "layer 3 'maxpool2 c3' in line 2: it does not take one of its options: leave that out",
        "layer 5 'add' in line 1: its branches do not end: close them with )"};
    for (int kind = 0; kind < 2; kind++) {
        for (int i = 0; i < 2; i++) {
            PsEdit edit;
            PsError error;
            assert_int_equal(ps_edit_stack(&edit, kinds[kind], texts[i], &error), PS_ERROR_FORMAT);
            assert_sentence(&error, sentences[i]);
            assert_null(edit.stack.text);
        }
    }
}

/* A stack that was changed as a tree is written as its layers. */
static void a_tree_becomes_a_stack(void **state) {
    (void)state;
    PsScene scene = new_scene();
    PsEdit edit = stack_edit(PS_EDIT_STACK, "conv3 # once");
    PsStack tree;
    assert_int_equal(ps_stack_copy(&edit.stack.tree, &tree, NULL), PS_OK);
    ps_edit_free(&edit);
    assert_int_equal(ps_edit_stack_tree(&edit, PS_EDIT_SECOND, &tree, NULL), PS_OK);
    assert_null(tree.chain.layers);
    apply_there_and_back(&scene, &edit);
    assert_non_null(strstr(scene.second.text, "conv3"));
    assert_null(strstr(scene.second.text, "once"));
    assert_int_equal(ps_stack_count(&scene.second.tree), 1);
    ps_scene_free(&scene);
}

/* Each kind of edit names one part, and each stage's settings one of their own. */
static void edits_say_what_they_change(void **state) {
    (void)state;
    PsScene scene = new_scene();
    const PsEdit pool = ps_edit_pool(&scene.pool);
    const PsEdit resize = ps_edit_resize(&scene, 3, 3);
    const PsEdit compare = ps_edit_settings(PS_STAGE_COMPARE, &scene.compare);
    const PsEdit field = ps_edit_settings(PS_STAGE_FIELD, &scene.field);
    assert_int_equal(ps_edit_parts(&pool), PS_PART_POOL);
    assert_int_equal(ps_edit_parts(&resize), PS_PART_INPUT);
    assert_int_equal(ps_edit_parts(&compare), PS_PART_SETTINGS << PS_STAGE_COMPARE);
    assert_int_equal(ps_edit_parts(&field), PS_PART_SETTINGS << PS_STAGE_FIELD);
    assert_int_equal(ps_edit_parts(&(PsEdit){.kind = PS_EDIT_NONE}), 0);
    ps_scene_free(&scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_program_shows_the_tutorial),
        cmocka_unit_test(a_copy_is_equal_until_something_differs),
        cmocka_unit_test(a_scene_without_input_does_not_validate),
        cmocka_unit_test(cells_are_set_and_come_back),
        cmocka_unit_test(cells_of_one_channel_leave_the_others),
        cmocka_unit_test(every_resize_comes_back),
        cmocka_unit_test(a_resize_of_several_channels_comes_back),
        cmocka_unit_test(the_inverse_of_a_resize_holds_only_the_lost_cells),
        cmocka_unit_test(another_input_is_taken_and_comes_back),
        cmocka_unit_test(other_settings_leave_the_input_and_its_source),
        cmocka_unit_test(another_view_of_fields_comes_back),
        cmocka_unit_test(other_stacks_come_and_go),
        cmocka_unit_test(the_default_stack_is_the_tutorials),
        cmocka_unit_test(stacks_and_settings_are_copied_without_the_rest),
        cmocka_unit_test(no_edit_changes_nothing),
        cmocka_unit_test(an_edit_under_which_the_pool_does_not_fit_is_refused),
        cmocka_unit_test(a_stack_that_is_no_notation_is_refused),
        cmocka_unit_test(a_tree_becomes_a_stack),
        cmocka_unit_test(edits_say_what_they_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
