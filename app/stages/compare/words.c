/* Sentences and formulas from the core's numbers; nothing is computed twice here. */
#include "app/stages/compare/words.h"

#include "app/stages/compare/column.h"
#include "app/stages/compare/stage.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

int64_t compare_focus_step(const StageScope *scope) {
    const CompareView *view = scope->view;
    const PsWalk *walk = &scope->facts->pooled.walk;
    if (scope->cursor.t > 0) {
        return scope->cursor.step + 1;
    }
    const bool there =
        view->pointed.row < walk->output[PS_HEIGHT] && view->pointed.column < walk->output[PS_WIDTH];
    if (view->pointed.probe == COMPARE_PROBE_OUTPUT && !view->pointed.global && there) {
        return ps_walk_step_of(walk, view->pointed.row, view->pointed.column);
    }
    return scope->cursor.step;
}

int64_t compare_told_step(const StageScope *scope) {
    const CompareView *view = scope->view;
    const bool probing = view->pointed.probe == COMPARE_PROBE_OUTPUT && scope->cursor.t <= 0;
    return probing ? compare_focus_step(scope) : scope->step;
}

const PsMap *compare_minus_map(const StageScope *scope, int column) {
    const PsMinus minus = scope->scene->compare.minus[column];
    return minus == PS_MINUS_NONE ? NULL : &scope->facts->compared.values[minus == PS_MINUS_MAX ? 0 : 1];
}

float compare_value(const StageScope *scope, int column, int64_t row, int64_t column_index) {
    const PsMap *less = compare_minus_map(scope, column);
    const float value = ps_map_get(&scope->facts->compared.values[column], 0, (int)row, (int)column_index);
    return less == NULL ? value : value - ps_map_get(less, 0, (int)row, (int)column_index);
}

float compare_global_value(const StageScope *scope) {
    const Compared *compared = &scope->facts->compared;
    const PsMinus minus = scope->scene->compare.minus[COMPARE_GLOBAL];
    const float mean = compared->means[scope->facts->pooled.walk.channel];
    return minus == PS_MINUS_NONE ? mean : mean - compared->averages[minus == PS_MINUS_MAX ? 0 : 1];
}

/* Whether an output, reached or not, is still covered. */
static bool any_covered(const StageScope *scope) {
    for (int64_t output = 0; scope->answers->hidden && output < scope->facts->pooled.walk.steps; output++) {
        if (answers_covered(scope->answers, output)) {
            return true;
        }
    }
    return false;
}

bool compare_covered(const StageScope *scope, int column, int64_t step) {
    const bool of_all = column == COMPARE_GLOBAL && scope->scene->compare.minus[column] != PS_MINUS_NONE;
    return answers_covered(scope->answers, step - 1) || (of_all && any_covered(scope));
}

/* "6 − 3.75 = 2.25" where something is taken away. */
static PsFormulaPlan difference_plan(const StageScope *scope, int column, int64_t step) {
    const PsWindow window = ps_walk_at(&scope->facts->pooled.walk, step);
    const Compared *compared = &scope->facts->compared;
    const int other = scope->scene->compare.minus[column] == PS_MINUS_MAX ? 0 : 1;
    const int y = (int)window.output_row;
    const int x = (int)window.output_column;
    const bool global = column == COMPARE_GLOBAL;
    const float one = global ? pooled_global(&scope->facts->pooled, step).mean
                             : ps_map_get(&compared->values[column], 0, y, x);
    const float less = global ? compared->averages[other] : ps_map_get(&compared->values[other], 0, y, x);
    return (PsFormulaPlan){.kind = PS_FORMULA_DIFFERENCE,
                           /* What is subtracted are answers themselves. */
                           .hidden = compare_covered(scope, column, step),
                           .winner = -1,
                           .terms = 2,
                           .count = 2,
                           .term = {{one, -1, false}, {less, -1, false}},
                           .result = global ? one - less : compare_value(scope, column, y, x)};
}

PsFormulaPlan compare_plan(const StageScope *scope, int column, int64_t step) {
    const PsCompare *compare = &scope->scene->compare;
    const PsColumn kind = scope->facts->compared.columns[column];
    if (compare->minus[column] != PS_MINUS_NONE) {
        return difference_plan(scope, column, step);
    }
    if (kind == PS_COLUMN_GLOBAL) {
        const PsGlobal global = pooled_global(&scope->facts->pooled, step);
        return ps_global_plan(&global);
    }
    if (kind == PS_COLUMN_MAX || kind == PS_COLUMN_AVERAGE) {
        PsWalk seen = scope->facts->pooled.walk;
        const PsWindow window = ps_walk_at(&seen, step);
        const PsResults results = pooled_results(&scope->facts->pooled, step);
        seen.pool.op = kind == PS_COLUMN_MAX ? PS_POOL_MAX : PS_POOL_AVG;
        return ps_walk_plan_of(&seen, &window, &results);
    }
    return ps_column_plan(&scope->facts->pooled.walk, kind, compare->seed, step);
}

void compare_formula(const StageScope *scope, int column, int64_t step, PsNumberForm form,
                     PsFormula *formula) {
    const PsFormulaPlan plan = compare_plan(scope, column, step);
    const PsFormulaStyle style = ps_formula_style(form);
    ps_plan_write(&plan, &style, formula);
}

bool compare_pick(const StageScope *scope, PsColumn column, int64_t step, int64_t *row,
                  int64_t *column_index) {
    if (column != PS_COLUMN_MAX) {
        return ps_column_pick(&scope->facts->pooled.walk, column, scope->scene->compare.seed, step, row,
                              column_index);
    }
    const PsResults results = pooled_results(&scope->facts->pooled, step);
    if (results.has_best) {
        *row = results.best_row;
        *column_index = results.best_column;
    }
    return results.has_best;
}

void compare_share_text(PsShare share, char *text, size_t size) {
    if (share.of > 0 && share.parts > 0 && share.of > 1) {
        snprintf(text, size, "%lld/%lld", (long long)share.parts, (long long)share.of);
    } else {
        ps_number_write(text, (float)share.value, PS_NUMBER_SCREEN);
    }
}

/* Of a column's gradient; of L2 see below. */
static const char *const who_gets_it[PS_COLUMN_COUNT] = {
    [PS_COLUMN_NONE] = "",
    [PS_COLUMN_MAX] = N_("Only the largest cell gets it"),
    [PS_COLUMN_AVERAGE] = N_("An equal share each"),
    [PS_COLUMN_GLOBAL] = N_("An equal share each"),
    [PS_COLUMN_L2] = N_("In proportion to the value"),
    [PS_COLUMN_MIN] = N_("Only the smallest cell gets it"),
    [PS_COLUMN_MEDIAN] = N_("Only the middle cell gets it"),
    [PS_COLUMN_SUBSAMPLE] = N_("Only the first cell gets it, whatever its value"),
    [PS_COLUMN_STOCHASTIC] = N_("Only the drawn cell gets it"),
};

/* "1 / 4 = 0.25"; where no fraction says it, what the shares are in proportion to. */
void compare_gradient_words(const StageScope *scope, int column, int64_t step, CompareWords *words) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    const PsColumn kind = scope->facts->compared.columns[column];
    const uint32_t seed = scope->scene->compare.seed;
    const int64_t reach = ps_column_reach(walk, kind, seed, step);
    const int64_t cells = (int64_t)walk->map->height * walk->map->width;
    char some[PS_NUMBER_SIZE];
    char all[PS_NUMBER_SIZE];
    ps_number_write_integer(some, reach, PS_NUMBER_SCREEN);
    ps_number_write_integer(all, cells, PS_NUMBER_SCREEN);
    snprintf(words->reach, sizeof words->reach, _("Reaches %s of %s cells"), some, all);
    if (kind == PS_COLUMN_L2) {
        char norm[PS_NUMBER_SIZE];
        const float length = ps_column_result(walk, kind, seed, step);
        ps_number_write(norm, length, PS_NUMBER_SCREEN);
        snprintf(words->formula, sizeof words->formula,
                 ps_number_exact(length, PS_NUMBER_SCREEN) ? _("each x / %s") : _("each ≈ x / %s"), norm);
        snprintf(words->verdict, sizeof words->verdict, "%s", _(who_gets_it[kind]));
        return;
    }
    const bool even = kind == PS_COLUMN_AVERAGE || kind == PS_COLUMN_GLOBAL;
    int64_t divisor = even ? cells : 1;
    if (kind == PS_COLUMN_AVERAGE) {
        divisor = pooled_results(&scope->facts->pooled, step).divisor;
    }
    const PsFormulaPlan plan = {.kind = PS_FORMULA_QUOTIENT,
                                .winner = -1,
                                .sum = 1,
                                .divisor = divisor,
                                .result = divisor > 0 ? (float)(1.0 / (double)divisor) : 0};
    PsFormula formula;
    const PsFormulaStyle style = ps_formula_style(ps_plan_next_form(&plan, PS_NUMBER_FULL));
    ps_plan_write(&plan, &style, &formula);
    ps_formula_text(&formula, words->formula, sizeof words->formula);
    /* One cell's share is no sum. */
    if (!even) {
        words->formula[0] = '\0';
    }
    snprintf(words->verdict, sizeof words->verdict, "%s", _(who_gets_it[kind]));
}

void compare_verdict(const StageScope *scope, int column, PsNumberForm form, char *text, size_t size) {
    const Compared *compared = &scope->facts->compared;
    char kept[PS_NUMBER_SIZE];
    char peak[PS_NUMBER_SIZE];
    text[0] = '\0';
    if (scope->step < scope->facts->pooled.walk.steps || any_covered(scope)) {
        return;
    }
    ps_number_write_near(kept, compared->peaks[column], form);
    ps_number_write_near(peak, compared->peak, form);
    snprintf(text, size, _("Largest output %s; largest input %s"), kept, peak);
}

void compare_narrate(const StageScope *scope, PsNumberForm form, char *text, size_t size) {
    const Compared *compared = &scope->facts->compared;
    const int64_t step = scope->step;
    if (step == 0) {
        snprintf(text, size, "%s", _("The same windows, three ways: press the right arrow to begin."));
        return;
    }
    if (answers_covered(scope->answers, step - 1)) {
        snprintf(text, size, "%s", _("What does each of them keep of this window?"));
        return;
    }
    const PsWindow window = ps_walk_at(&scope->facts->pooled.walk, step);
    char max[PS_NUMBER_SIZE];
    char average[PS_NUMBER_SIZE];
    char mean[PS_NUMBER_SIZE];
    ps_number_write_near(
        max, ps_map_get(&compared->values[0], 0, (int)window.output_row, (int)window.output_column), form);
    ps_number_write_near(
        average, ps_map_get(&compared->values[1], 0, (int)window.output_row, (int)window.output_column),
        form);
    ps_number_write_near(mean, pooled_global(&scope->facts->pooled, step).mean, form);
    const bool end = step == scope->facts->pooled.walk.steps;
    snprintf(text, size,
             end ? _("Max keeps %s, average %s; the whole map averages %s.")
                 : _("Max keeps %s, average %s; the mean so far is %s."),
             max, average, mean);
}
