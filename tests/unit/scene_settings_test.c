/* Tests of scene_settings.c: the tables of the stages' settings. */
#include "core/scene_settings.h"

#include "unit.h"

static void what_a_scene_begins_with_can_stand(void **state) {
    (void)state;
    PsScene scene;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    for (int i = 0; i < PS_STAGE_COUNT; i++) {
        assert_true(ps_settings_are_standard(&scene, (PsStage)i));
        assert_int_equal(ps_settings_check((PsStage)i, ps_settings_of(&scene, (PsStage)i), NULL), PS_OK);
    }
    ps_scene_free(&scene);
}

/* Another value of each row, at each place of it, is held there and makes scenes differ. */
static void change_rows(PsScene *scene, const PsScene *same, const PsSetting *rows, int count,
                        void *settings) {
    for (const PsSetting *row = rows; row < rows + count; row++) {
        if (row->kind == PS_SETTING_GROUP) {
            change_rows(scene, same, row->rows, row->row_count, (char *)settings + row->member);
            continue;
        }
        const int values = row->kind == PS_SETTING_PAIR ? PS_AXES : row->count > 0 ? row->count : 1;
        for (int i = 0; i < values; i++) {
            const int64_t before = ps_setting_get(row, settings, i);
            const int64_t other = before == row->most ? before - 1 : row->most;
            ps_setting_set(row, settings, i, other);
            assert_int_equal(ps_setting_get(row, settings, i), other);
            assert_false(ps_scene_equal(scene, same));
            ps_setting_set(row, settings, i, before);
            assert_true(ps_scene_equal(scene, same));
        }
    }
}

static void each_setting_counts(void **state) {
    (void)state;
    PsScene scene;
    PsScene same;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    assert_int_equal(ps_scene_copy(&scene, &same, NULL), PS_OK);
    for (int i = 0; i < PS_STAGE_COUNT; i++) {
        const PsSettings *table = ps_settings((PsStage)i);
        if (table != NULL) {
            change_rows(&scene, &same, table->rows, table->row_count, ps_settings_in(&scene, (PsStage)i));
        }
    }
    ps_scene_free(&same);
    ps_scene_free(&scene);
}

static void values_that_are_none_are_refused(void **state) {
    (void)state;
    PsError error;
    PsCompare compare = {.seed = 1};
    assert_int_equal(ps_settings_check(PS_STAGE_COMPARE, &compare, &error), PS_OK);
    compare.with = PS_COLUMN_GLOBAL;
    assert_int_equal(ps_settings_check(PS_STAGE_COMPARE, &compare, &error), PS_ERROR_SETTING);
    assert_sentence(&error, "with cannot be that: use none, l2, min, median, subsample or stochastic");
    compare = (PsCompare){.minus = {PS_MINUS_NONE, PS_MINUS_COUNT}};
    assert_int_equal(ps_settings_check(PS_STAGE_COMPARE, &compare, &error), PS_ERROR_SETTING);
    assert_sentence(&error, "minus cannot be that: use none, max or average");
}

/* Applied or refused as a whole; the inverse brings the old ones back. */
static void an_edit_changes_one_stages_settings(void **state) {
    (void)state;
    PsScene scene;
    PsEdit inverse;
    PsEdit back;
    assert_int_equal(ps_scene_init(&scene, NULL), PS_OK);
    PsEdit edit = ps_edit_settings(PS_STAGE_COMPARE, &(PsCompare){.with = PS_COLUMN_MIN, .seed = 9});
    assert_int_equal(ps_scene_apply(&scene, &edit, &inverse, NULL), PS_OK);
    assert_int_equal(scene.compare.with, PS_COLUMN_MIN);
    assert_true(ps_settings_are_standard(&scene, PS_STAGE_FIELD));
    edit = ps_edit_settings(PS_STAGE_COMPARE, &(PsCompare){.with = PS_COLUMN_MAX});
    assert_int_equal(ps_scene_apply(&scene, &edit, &back, NULL), PS_ERROR_SETTING);
    assert_int_equal(scene.compare.seed, 9);
    assert_int_equal(ps_scene_apply(&scene, &inverse, &back, NULL), PS_OK);
    assert_true(ps_settings_are_standard(&scene, PS_STAGE_COMPARE));
    ps_scene_free(&scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_scene_begins_with_can_stand),
        cmocka_unit_test(each_setting_counts),
        cmocka_unit_test(values_that_are_none_are_refused),
        cmocka_unit_test(an_edit_changes_one_stages_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
