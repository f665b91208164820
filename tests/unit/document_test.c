/* Tests of document.c: what no edit changes, and how many steps a stage has. */
#include "core/document.h"

#include "core/memory.h"
#include "unit.h"

static PsDocument new_document(void) {
    PsDocument document;
    assert_int_equal(ps_document_init(&document, NULL), PS_OK);
    return document;
}

static int64_t steps_of(const PsDocument *document) {
    int64_t steps = -1;
    assert_int_equal(ps_document_steps(document, &steps, NULL), PS_OK);
    return steps;
}

static void a_new_document_is_untitled_and_begins(void **state) {
    (void)state;
    PsDocument document = new_document();
    assert_int_equal(document.stage, PS_STAGE_WINDOW);
    assert_int_equal(document.step, 0);
    assert_null(document.path);
    assert_false(document.saved);
    ps_document_free(&document);
    assert_null(document.scene.input.values);
}

static void a_copy_has_all_of_it(void **state) {
    (void)state;
    PsDocument document = new_document();
    PsDocument copy;
    document.stage = PS_STAGE_FIELD;
    document.step = 3;
    document.saved = true;
    document.path = ps_allocate_text("/tmp/\xFF.json");
    assert_int_equal(ps_document_copy(&document, &copy, NULL), PS_OK);
    assert_true(ps_scene_equal(&copy.scene, &document.scene));
    assert_int_equal(copy.stage, PS_STAGE_FIELD);
    assert_int_equal(copy.step, 3);
    assert_true(copy.saved);
    assert_string_equal(copy.path, document.path);
    assert_ptr_not_equal(copy.path, document.path);
    ps_document_free(&copy);
    ps_document_free(&document);
}

static void steps_are_windows_or_layers(void **state) {
    (void)state;
    PsDocument document = new_document();
    assert_int_equal(steps_of(&document), 4);
    assert_int_equal(ps_document_last_step(&document), 4);
    document.stage = PS_STAGE_FIELD;
    assert_true(steps_of(&document) > 4);
    assert_int_equal(ps_document_last_step(&document), PS_DOCUMENT_STEP_LIMIT);
    assert_int_equal(ps_scene_stack_make("conv3, relu, conv3, bn, gap", &document.scene.stack, NULL), PS_OK);
    assert_int_equal(steps_of(&document), 3);
    ps_document_free(&document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_document_is_untitled_and_begins),
        cmocka_unit_test(a_copy_has_all_of_it),
        cmocka_unit_test(steps_are_windows_or_layers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
