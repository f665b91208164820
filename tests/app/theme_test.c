#include "app/theme.h"

#include "tests/unit/unit.h"

#include <math.h>

/* WCAG AA for text. */
static const float readable = 4.5F;

static void assert_readable(Color ink, Color ground, const char *what) {
    const float contrast = color_contrast(ink, ground);
    if (contrast < readable) {
        fail_msg("%s: %06X on %06X has a contrast of %.2f", what, (unsigned)ink >> 8, (unsigned)ground >> 8,
                 (double)contrast);
    }
}

static void themes_are_found_by_their_keys(void **state) {
    (void)state;
    static const char *const keys[THEME_COUNT] = {"night", "day", "contrast"};
    for (int i = 0; i < THEME_COUNT; i++) {
        ThemeName name = THEME_COUNT;
        assert_true(theme_find(keys[i], &name));
        assert_int_equal(name, i);
        assert_string_equal(theme_get(name)->key, keys[i]);
    }
    static const char *const wrong[] = {"", "Night", "nigh", "nights", "dark"};
    for (int i = 0; i < 5; i++) {
        ThemeName name = THEME_DAY;
        assert_false(theme_find(wrong[i], &name));
        assert_int_equal(name, THEME_DAY);
    }
}

static void the_ramp_has_its_ends_and_its_middle(void **state) {
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        const Theme *theme = theme_get((ThemeName)i);
        assert_int_equal(theme_ramp(theme, 0), theme->cell);
        assert_int_equal(theme_ramp(theme, 0.5F), theme->cell_middle);
        assert_int_equal(theme_ramp(theme, 1), theme->cell_high);
        assert_int_equal(theme_ramp(theme, -1), theme->cell);
        assert_int_equal(theme_ramp(theme, 2), theme->cell_high);
    }
}

static void a_value_is_coloured_by_its_magnitude(void **state) {
    (void)state;
    const Theme *theme = theme_get(THEME_NIGHT);
    assert_int_equal(theme_value(theme, 0, 8), theme->cell);
    assert_int_equal(theme_value(theme, 4, 8), theme->cell_middle);
    assert_int_equal(theme_value(theme, -8, 8), theme->cell_high);
    assert_int_equal(theme_value(theme, INFINITY, 8), theme->cell_high);
    assert_int_equal(theme_value(theme, -INFINITY, 8), theme->cell_high);
    assert_int_equal(theme_value(theme, INFINITY, 0), theme->cell_high);
    assert_int_equal(theme_value(theme, NAN, 8), theme->cell);
    assert_int_equal(theme_value(theme, NAN, 0), theme->cell);
    assert_int_equal(theme_value(theme, 0, 0), theme->cell);
}

static void numbers_can_be_read_on_every_value_of_every_ramp(void **state) {
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        const Theme *theme = theme_get((ThemeName)i);
        for (int k = 0; k <= 1000; k++) {
            const Color fill = theme_ramp(theme, (float)k / 1000);
            assert_readable(theme_ink(fill), fill, theme->key);
        }
    }
}

static void a_picture_is_light_where_it_is_bright(void **state) {
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        const Theme *theme = theme_get((ThemeName)i);
        float before = 0;
        for (int k = 0; k <= 100; k++) {
            const Color fill = theme_picture_value(theme, (float)k / 100, 1);
            const float light = color_contrast(fill, 0x000000FF);
            assert_true(light >= before);
            assert_readable(theme_ink(fill), fill, theme->key);
            before = light;
        }
    }
}

static void numbers_can_be_read_on_dimmed_cells(void **state) {
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        const Theme *theme = theme_get((ThemeName)i);
        for (int k = 0; k <= 1000; k++) {
            const Color fill = color_blend(theme_ramp(theme, (float)k / 1000), theme->background, 0.55F);
            assert_readable(theme_ink(fill), fill, theme->key);
        }
    }
}

static void texts_can_be_read_on_every_ground(void **state) {
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        const Theme *theme = theme_get((ThemeName)i);
        const Color grounds[] = {theme->background, theme->panel, theme->raised};
        for (int k = 0; k < 3; k++) {
            assert_readable(theme->text, grounds[k], theme->key);
            assert_readable(theme->muted, grounds[k], theme->key);
            assert_readable(theme->window_text, grounds[k], theme->key);
            assert_readable(theme->output, grounds[k], theme->key);
        }
        assert_readable(0x000000FF, theme->window, theme->key);
    }
}

static void titles_can_be_read_on_the_stage(void **state) {
    (void)state;
    for (int i = 0; i < THEME_COUNT; i++) {
        const Theme *theme = theme_get((ThemeName)i);
        assert_readable(theme->max, theme->background, theme->key);
        assert_readable(theme->average, theme->background, theme->key);
        assert_readable(theme->lp, theme->background, theme->key);
    }
}

static void contrast_is_that_of_wcag(void **state) {
    (void)state;
    assert_true(fabsf(color_contrast(0x000000FF, 0xFFFFFFFF) - 21) < 0.01F);
    assert_true(fabsf(color_contrast(0xFFFFFFFF, 0x000000FF) - 21) < 0.01F);
    assert_true(fabsf(color_contrast(0x767676FF, 0xFFFFFFFF) - 4.54F) < 0.01F);
    assert_true(color_contrast(0x123456FF, 0x123456FF) == 1);
}

static void blending_takes_its_share_and_is_opaque(void **state) {
    (void)state;
    assert_int_equal(color_blend(0xFF000000, 0x0000FFFF, 1), 0xFF0000FF);
    assert_int_equal(color_blend(0xFF000000, 0x0000FFFF, 0), 0x0000FFFF);
    assert_int_equal(color_blend(0xC80000FF, 0x000064FF, 0.5F), 0x640032FF);
    assert_int_equal(color_alpha(0x123456FF, 0.5F), 0x12345680);
    assert_int_equal(color_alpha(0x12345680, 2), 0x12345680);
    assert_int_equal(color_alpha(0x123456FF, -1), 0x12345600);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(themes_are_found_by_their_keys),
        cmocka_unit_test(the_ramp_has_its_ends_and_its_middle),
        cmocka_unit_test(a_value_is_coloured_by_its_magnitude),
        cmocka_unit_test(numbers_can_be_read_on_every_value_of_every_ramp),
        cmocka_unit_test(a_picture_is_light_where_it_is_bright),
        cmocka_unit_test(numbers_can_be_read_on_dimmed_cells),
        cmocka_unit_test(texts_can_be_read_on_every_ground),
        cmocka_unit_test(titles_can_be_read_on_the_stage),
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(blending_takes_its_share_and_is_opaque),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
