/* Formulas stay inside their card at any width and keep their sense: windows of any numbers, by every
 * operation, in rooms of any width.
 */
#include "app/stages/shared/formula_line.h"

#include "app/stages/shared/cells.h"
#include "app/state.h"
#include "core/compare.h"
#include "core/random.h"
#include "tests/app/driver.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static float pick_value(uint64_t *random) {
    const double unit = (double)(ps_random_next(random) >> 11) / 9007199254740992.0 - 0.5;
    switch (ps_random_next(random) % 6) {
    case 0:
        return (float)floor(unit * 20);
    case 1:
        return (float)floor(unit * 2e6);
    case 2:
        return (float)(unit * 2e6);
    case 3:
        return (float)(unit * 1e-7);
    case 4:
        return ps_random_next(random) % 30 == 0 ? 1e30F : (float)(unit * 9);
    default:
        return (float)(unit * 3);
    }
}

static int count_of(const char *text, const char *part) {
    int count = 0;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part)) {
        count++;
    }
    return count;
}

/* Brackets of a text close what they open, and nothing else. */
static void assert_balanced(const char *text) {
    int depth = 0;
    for (const char *c = text; *c != '\0'; c++) {
        depth += *c == '(' ? 1 : *c == ')' ? -1 : 0;
        assert_true(depth >= 0);
    }
    assert_int_equal(depth, 0);
}

static void check_terms(const PsFormulaPlan *plan, const PsFormula *formula, bool alone) {
    char text[2048];
    int shown = 0;
    bool winner = plan->winner < 0;
    for (int i = 0; i < formula->count; i++) {
        const PsSpan *span = &formula->spans[i];
        if (span->kind == PS_SPAN_TERM || span->kind == PS_SPAN_PADDING) {
            shown++;
            winner = winner || span->tap == plan->term[plan->winner].tap;
            assert_true(strcmp(span->text, "0") != 0 || plan->terms > 0);
        }
        if (span->kind == PS_SPAN_RESULT) {
            assert_true((strcmp(span->text, "0") == 0) == (plan->result == 0));
        }
    }
    ps_formula_text(formula, text, sizeof text);
    assert_balanced(text);
    assert_true(winner);
    assert_int_equal(count_of(text, "…"), shown < plan->terms ? 1 : 0);
    if (shown < plan->terms && plan->terms > 0) {
        char count[64];
        snprintf(count, sizeof count, "… (%d)", (int)plan->terms);
        assert_non_null(strstr(text, count));
    }
    assert_int_equal(count_of(text, " = ") + count_of(text, " ≈ "), alone ? 0 : 1);
    assert_null(strstr(text, "-"));
    assert_null(strstr(text, " )"));
}

/* B7, A6: on up to three lines, each inside. */
static void check_plan(const App *app, const PsFormulaPlan *plan, Rect room, bool alone) {
    PsFormula formula;
    const Font font = {FONT_MONO, 28};
    formula_fit(app->ui.canvas, plan, (Font){FONT_MONO, FORMULA_LEAST}, room, alone, &formula);
    const FormulaLine line = formula_line(app->ui.canvas, &formula, font, room);
    const float half = formula_height(line.font.size, 1) / 2;
    for (int i = 0; i < formula.count && line.font.size > 1; i++) {
        assert_true(line.x[i] >= room.x && line.x[i] + line.width[i] <= room.x + room.w + 0.02F);
        assert_true(line.lines == 1 || (line.y[i] - half >= room.y - room.h / 2 - 0.02F &&
                                        line.y[i] + half <= room.y + room.h / 2 + 0.02F));
        assert_true(i == 0 || line.y[i] > line.y[i - 1] || line.x[i] > line.x[i - 1] ||
                    line.width[i - 1] == 0);
    }
    if (plan->kind != PS_FORMULA_QUOTIENT) {
        check_terms(plan, &formula, alone);
    }
}

static void formulas_stay_inside_their_card_and_keep_their_sense(void **state) {
    (void)state;
    App *app = drive_start();
    uint64_t random = 11;
    for (int round = 0; round < 400; round++) {
        PsMap map;
        assert_int_equal(ps_map_init(&map, 1, 5, 5, NULL), PS_OK);
        for (int i = 0; i < 25; i++) {
            map.values[i] = pick_value(&random);
        }
        PsPool pool = ps_pool_default();
        for (int axis = 0; axis < PS_AXES; axis++) {
            pool.kernel_size[axis] = 1 + (int)(ps_random_next(&random) % 4);
            pool.stride[axis] = 1;
            pool.padding[axis] = (int)(ps_random_next(&random) % 2) * (pool.kernel_size[axis] / 2);
        }
        PsWalk walk;
        assert_int_equal(ps_walk_init(&walk, &map, 0, &pool, NULL), PS_OK);
        const int64_t step = 1 + (int64_t)(ps_random_next(&random) % (uint64_t)walk.steps);
        for (int column = PS_COLUMN_MAX; column < PS_COLUMN_COUNT; column++) {
            const PsFormulaPlan plan = ps_column_plan(&walk, (PsColumn)column, 1, step);
            const Rect room = {10, 40, 60 + (float)(ps_random_next(&random) % 700),
                               20 + (float)(ps_random_next(&random) % 60)};
            check_plan(app, &plan, room, round % 2 == 0);
        }
        ps_map_free(&map);
    }
    app_destroy(app);
}

static const float wide[] = {123456, -234567,     345678,  251.441F, -7, 123456.7F, -1, 0,
                             987654, -0.0000053F, -456789, 7,        1,  0,         6,  -123456.789F};

/* Every text that begins in a card is inside it. */
static void assert_inside(const App *app, Rect card) {
    int found = 0;
    for (size_t i = 0; i < app->canvas.count; i++) {
        const CanvasCommand *command = &app->canvas.commands[i];
        const Rect rect = command->rect;
        const bool begins = rect.y > card.y && rect.y + rect.h < card.y + card.h && rect.x >= card.x &&
                            rect.x < card.x + card.w;
        const bool inside = rect.x + rect.w <= card.x + card.w;
        found += command->kind == CANVAS_TEXT && begins;
        assert_true(command->kind != CANVAS_TEXT || !begins || inside);
    }
    assert_true(found > 0);
}

static void formulas_are_drawn_inside_their_boxes(void **state) {
    (void)state;
    static const char *const boxes[] = {"Max formula", "Average formula", "Global average formula",
                                        "L2 formula"};
    App *app = drive_start();
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_AVG;
    pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = 3;
    pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 1;
    drive_scene(app, &pool, 4, 4, wide);
    for (int64_t step = 1; step <= 4; step++) {
        app_set_step(app, step);
        drive_show(app);
        assert_inside(app, drive_find(app, "Formula")->rect);
    }
    PsCompare compare = app->document.scene.compare;
    compare.with = PS_COLUMN_L2;
    PsEdit edit = ps_edit_settings(PS_STAGE_COMPARE, &compare);
    assert_int_equal(ps_history_apply(&app->history, &app->document.scene, &edit, 1, NULL), PS_OK);
    drive_key(app, '2', UI_CTRL);
    for (int64_t step = 1; step <= 4; step++) {
        app_set_step(app, step);
        drive_show(app);
        for (int i = 0; i < 3; i++) {
            assert_inside(app, drive_find(app, boxes[i])->rect);
        }
    }
    app_destroy(app);
}

static bool draws(const App *app, const char *text) {
    char *list = drive_dump(app);
    const bool found = strstr(list, text) != NULL;
    free(list);
    return found;
}

static void one_wide_number_blanks_no_other(void **state) {
    (void)state;
    App *app = drive_start();
    const float values[] = {1, 3, 2, 4, 5, 6, 1e30F, 2, 3, 2, 4, 7, 1, 0, 6, 9};
    const PsPool pool = ps_pool_default();
    drive_scene(app, &pool, 4, 4, values);
    assert_true(draws(app, "\"1e30\"") && draws(app, "\"9\""));
    app_destroy(app);
}

static void no_cell_is_blank_where_a_smaller_number_fits(void **state) {
    (void)state;
    static const float kinds[] = {-123456.789F, 99999.9999F, -0.556F, 1234567, 333.333F};
    App *app = drive_start();
    for (int pitch = 21; pitch < 90; pitch++) {
        PsNumberSurvey survey = {0};
        for (int i = 0; i < 5; i++) {
            ps_survey_add(&survey, kinds[i]);
        }
        const Pen pen = ui_pen(&app->ui);
        const CellStyle style = cells_style(&pen, (float)pitch, 1, &survey, false);
        for (int i = 0; i < 5; i++) {
            char text[PS_NUMBER_SIZE];
            cells_text(&style, kinds[i], text);
            assert_true(text[0] != '\0');
            assert_true(canvas_text_width(app->ui.canvas, style.font, text) <= (float)(pitch - 1));
        }
    }
    app_destroy(app);
}

static void a_mean_so_far_that_is_rounded_says_so(void **state) {
    (void)state;
    App *app = drive_start();
    float values[36];
    for (int i = 0; i < 36; i++) {
        values[i] = -123456.789F;
    }
    PsPool pool = ps_pool_default();
    pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = 3;
    pool.stride[PS_HEIGHT] = pool.stride[PS_WIDTH] = 1;
    drive_scene(app, &pool, 6, 6, values);
    drive_key(app, '2', UI_CTRL);
    app_set_step(app, 9);
    drive_show(app);
    assert_true(draws(app, "\"≈ −123 456.79\""));
    app_destroy(app);
}

static void what_is_not_zero_is_never_drawn_as_zero(void **state) {
    (void)state;
    App *app = drive_start();
    const float values[] = {5.3e-8F, 2e-8F, 3e-8F, 4e-8F};
    const PsPool pool = ps_pool_default();
    drive_scene(app, &pool, 2, 2, values);
    app_set_step(app, 1);
    drive_show(app);
    assert_true(draws(app, "5.3e−8"));
    assert_false(draws(app, "\"0\", \""));
    assert_shown(app, "Formula", "max(5.3e-08, 2e-08, 3e-08, 4e-08) = 5.3e-08");
    app_destroy(app);
}

/* first-use C1 */
static void a_result_that_is_rounded_says_so(void **state) {
    (void)state;
    const float values[] = {1, 3, 2, 4, 5, 6, 1, 2, 11};
    App *app = drive_start();
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_AVG;
    pool.kernel_size[PS_HEIGHT] = pool.kernel_size[PS_WIDTH] = 3;
    drive_scene(app, &pool, 3, 3, values);
    app_set_step(app, 1);
    drive_show(app);
    assert_true(draws(app, "≈"));
    assert_shown(app, "Formula", "(1 + 3 + 2 + 4 + 5 + 6 + 1 + 2 + 11) / 9 = 3.8888888");
    app_destroy(app);
}

/* first-use C2: on Window and on Compare a bracket stands close, with a real minus sign. */
static void a_negative_term_stands_close_in_its_brackets(void **state) {
    (void)state;
    const float values[] = {1, -7, 2, -0.5F};
    App *app = drive_start();
    PsPool pool = ps_pool_default();
    pool.op = PS_POOL_AVG;
    drive_scene(app, &pool, 2, 2, values);
    app_set_step(app, 1);
    drive_show(app);
    for (int stage = 1; stage <= 2; stage++) {
        drive_key(app, stage == 1 ? '1' : '2', UI_CTRL);
        drive_settle(app);
        app_set_step(app, 1);
        drive_show(app);
        assert_true(draws(app, "\"(−7)\""));
        assert_true(draws(app, "\"(−0.5)\""));
        assert_false(draws(app, "\"-7"));
    }
    app_destroy(app);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_stay_inside_their_card_and_keep_their_sense),
        cmocka_unit_test(formulas_are_drawn_inside_their_boxes),
        cmocka_unit_test(one_wide_number_blanks_no_other),
        cmocka_unit_test(no_cell_is_blank_where_a_smaller_number_fits),
        cmocka_unit_test(a_mean_so_far_that_is_rounded_says_so),
        cmocka_unit_test(what_is_not_zero_is_never_drawn_as_zero),
        cmocka_unit_test(a_result_that_is_rounded_says_so),
        cmocka_unit_test(a_negative_term_stands_close_in_its_brackets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
