/* Tests of autosave.c: when a write is due, after changes and after failures. */
#include "app/document/autosave.h"

#include "tests/unit/unit.h"

#include <math.h>

static void assert_due(const Autosave *autosave, double at) {
    assert_true(fabs(autosave_due(autosave) - at) < 1e-9);
}

static void nothing_changed_is_never_due(void **state) {
    (void)state;
    Autosave autosave = {0};
    assert_true(autosave_due(&autosave) < 0);
}

static void a_change_is_due_after_four_tenths(void **state) {
    (void)state;
    Autosave autosave = {0};
    autosave_changed(&autosave, 100);
    assert_due(&autosave, 100.4);
}

static void further_changes_put_it_off_until_the_first_is_old(void **state) {
    (void)state;
    Autosave autosave = {0};
    for (int i = 0; i <= 8; i++) {
        autosave_changed(&autosave, 10 + 0.1 * i);
        assert_due(&autosave, 10.4 + 0.1 * i);
    }
    for (int i = 9; i < 30; i++) {
        autosave_changed(&autosave, 10 + 0.1 * i);
        assert_due(&autosave, 11.2);
    }
}

static void what_is_written_is_no_longer_due(void **state) {
    (void)state;
    Autosave autosave = {0};
    autosave_changed(&autosave, 1);
    autosave_written(&autosave);
    assert_true(autosave_due(&autosave) < 0);
    autosave_changed(&autosave, 5);
    assert_due(&autosave, 5.4);
}

static void a_failure_is_told_once_and_tried_again_after_five_seconds(void **state) {
    (void)state;
    Autosave autosave = {0};
    autosave_changed(&autosave, 1);
    assert_true(autosave_failed(&autosave, 1.5));
    assert_due(&autosave, 6.5);
    /* Neither hurried nor put off by what changes meanwhile. */
    autosave_changed(&autosave, 2);
    assert_due(&autosave, 6.5);
    assert_false(autosave_failed(&autosave, 7));
    assert_due(&autosave, 12);
    /* Once it has worked, the next failure is news again. */
    autosave_written(&autosave);
    assert_true(autosave_due(&autosave) < 0);
    autosave_changed(&autosave, 20);
    assert_due(&autosave, 20.4);
    assert_true(autosave_failed(&autosave, 21));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_changed_is_never_due),
        cmocka_unit_test(a_change_is_due_after_four_tenths),
        cmocka_unit_test(further_changes_put_it_off_until_the_first_is_old),
        cmocka_unit_test(what_is_written_is_no_longer_due),
        cmocka_unit_test(a_failure_is_told_once_and_tried_again_after_five_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
