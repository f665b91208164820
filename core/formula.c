/* Formulas as spans, and plans of them. The core of it is when a formula may say "=": what is shown has to
 * follow from what is shown. That is tried with the decimals themselves and not with float32s, in which
 * 0.1 + 0.2 is not 0.3.
 */
#include "core/formula.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUS       "\xE2\x88\x92" /* U+2212 */
#define SQUARE_ROOT "\xE2\x88\x9A" /* U+221A */
#define SQUARED     "\xC2\xB2"     /* U+00B2 */
#define ELLIPSIS    "\xE2\x80\xA6" /* U+2026 */
#define NEARLY      "\xE2\x89\x88" /* U+2248 */

/* Doubles agree on a decimal result to this share of it. */
#define AGREES 1e-12

void ps_formula_append(PsFormula *formula, PsSpanKind kind, int tap, const char *text) {
    assert(formula->count < PS_FORMULA_SPANS);
    assert(strlen(text) < PS_SPAN_SIZE);
    PsSpan *span = &formula->spans[formula->count++];
    span->kind = kind;
    span->tap = tap;
    snprintf(span->text, sizeof span->text, "%s", text);
}

void ps_formula_append_number(PsFormula *formula, PsSpanKind kind, int tap, float value, PsNumberForm form) {
    char text[PS_NUMBER_SIZE];
    ps_number_write(text, value, form);
    ps_formula_append(formula, kind, tap, text);
}

void ps_formula_append_integer(PsFormula *formula, PsSpanKind kind, long long value, PsNumberForm form) {
    char text[PS_NUMBER_SIZE];
    ps_number_write_integer(text, value, form);
    ps_formula_append(formula, kind, -1, text);
}

void ps_formula_text(const PsFormula *formula, char *text, size_t size) {
    assert(text != NULL && size > 0);
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < formula->count; i++) {
        const size_t length = strlen(formula->spans[i].text);
        const size_t room = size - 1 - used;
        const size_t taken = length < room ? length : room;
        memcpy(text + used, formula->spans[i].text, taken);
        used += taken;
        text[used] = '\0';
    }
}

void ps_plan_add(PsFormulaPlan *plan, PsFormulaTerm term, bool wins) {
    plan->terms++;
    if (plan->count < PS_FORMULA_TERMS) {
        plan->term[plan->count++] = term;
    } else if (wins) {
        plan->term[plan->count - 1] = term;
    } else {
        return;
    }
    plan->winner = wins ? plan->count - 1 : plan->winner;
}

/* A spelled out sign on screen, its ASCII elsewhere. */
static const char *sign_of(PsNumberForm form, const char *screen, const char *text) {
    return form == PS_NUMBER_FULL ? text : screen;
}

static void punctuate(PsFormula *formula, const char *text) {
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, text);
}

static bool is_square(const PsFormulaPlan *plan) {
    return plan->power == 2;
}

static bool begins_negative(const char *number) {
    return number[0] == '-' || strncmp(number, MINUS, strlen(MINUS)) == 0;
}

/* Of a sum only the first term may be negative without brackets, of powers none, of a list all. */
static bool brackets(const PsFormulaPlan *plan, bool first, const char *number) {
    return begins_negative(number) && plan->kind != PS_FORMULA_LIST &&
           (plan->kind == PS_FORMULA_NORM || !first);
}

static void append_term(const PsFormulaPlan *plan, const PsFormulaTerm *term, bool first, PsNumberForm form,
                        PsFormula *formula) {
    char number[PS_NUMBER_SIZE];
    char text[PS_SPAN_SIZE];
    ps_number_write(number, term->value, form);
    const bool bracket = brackets(plan, first, number);
    snprintf(text, sizeof text, bracket ? "(%.60s)" : "%s", number);
    ps_formula_append(formula, term->padding ? PS_SPAN_PADDING : PS_SPAN_TERM, term->tap, text);
    if (plan->kind != PS_FORMULA_NORM) {
        return;
    }
    if (is_square(plan) && form != PS_NUMBER_FULL) {
        ps_formula_append(formula, PS_SPAN_CONSTANT, -1, SQUARED);
    } else {
        punctuate(formula, "^");
        ps_formula_append_number(formula, PS_SPAN_CONSTANT, -1, (float)plan->power, form);
    }
}

/* Whether a term is among those named: the first ones, the winner in the place of the last. */
static bool is_shown(const PsFormulaPlan *plan, int index, int terms) {
    const bool displaces = plan->winner >= terms;
    return index == plan->winner || index < (displaces ? terms - 1 : terms);
}

static void append_terms(const PsFormulaPlan *plan, PsNumberForm form, int terms, PsFormula *formula) {
    const char *separator = plan->kind == PS_FORMULA_LIST ? ", " : " + ";
    int shown = 0;
    for (int i = 0; i < plan->count; i++) {
        if (!is_shown(plan, i, terms)) {
            continue;
        }
        if (shown > 0) {
            punctuate(formula, separator);
        }
        append_term(plan, &plan->term[i], shown == 0, form, formula);
        shown++;
    }
    if (plan->terms > shown) {
        char count[PS_NUMBER_SIZE];
        char more[PS_SPAN_SIZE];
        ps_number_write_integer(count, plan->terms, form);
        snprintf(more, sizeof more, "%s" ELLIPSIS " (%.32s)", separator, count);
        punctuate(formula, more);
    }
}

static void append_opening(const PsFormulaPlan *plan, PsNumberForm form, PsFormula *formula) {
    if (plan->kind == PS_FORMULA_LIST) {
        ps_formula_append(formula, PS_SPAN_NAME, -1, plan->name);
    } else if (plan->kind == PS_FORMULA_NORM && is_square(plan)) {
        ps_formula_append(formula, PS_SPAN_NAME, -1, sign_of(form, SQUARE_ROOT, "sqrt"));
    }
    punctuate(formula, "(");
}

static void append_closing(const PsFormulaPlan *plan, PsNumberForm form, PsFormula *formula) {
    if (plan->kind == PS_FORMULA_AVERAGE) {
        punctuate(formula, ") / ");
        ps_formula_append_integer(formula, PS_SPAN_CONSTANT, plan->divisor, form);
    } else if (plan->kind == PS_FORMULA_NORM && !is_square(plan)) {
        punctuate(formula, ")^(1/");
        ps_formula_append_number(formula, PS_SPAN_CONSTANT, -1, (float)plan->power, form);
        punctuate(formula, ")");
    } else {
        punctuate(formula, ")");
    }
}

static void append_quotient(const PsFormulaPlan *plan, PsNumberForm form, PsFormula *formula) {
    char sum[PS_NUMBER_SIZE];
    ps_number_write_sum(sum, plan->sum, form);
    ps_formula_append(formula, PS_SPAN_CONSTANT, -1, sum);
    punctuate(formula, " / ");
    ps_formula_append_integer(formula, PS_SPAN_CONSTANT, plan->divisor, form);
}

static void append_difference(const PsFormulaPlan *plan, PsNumberForm form, PsFormula *formula) {
    char one[PS_NUMBER_SIZE] = "?";
    char less[PS_NUMBER_SIZE] = "?";
    if (!plan->hidden) {
        ps_number_write(one, plan->term[0].value, form);
        ps_number_write(less, plan->term[1].value, form);
    }
    const bool bracket = begins_negative(less);
    ps_formula_append(formula, PS_SPAN_CONSTANT, -1, one);
    punctuate(formula, sign_of(form, " " MINUS " ", " - "));
    char text[PS_SPAN_SIZE];
    snprintf(text, sizeof text, bracket ? "(%.60s)" : "%s", less);
    ps_formula_append(formula, PS_SPAN_CONSTANT, -1, text);
}

/* Whether all numbers that stand before the result are there with all their digits; of a list, the one that
 * is its result. */
static bool premises_exact(const PsFormulaPlan *plan, PsNumberForm form, int terms) {
    const bool list = plan->kind == PS_FORMULA_LIST;
    for (int i = 0; i < plan->count; i++) {
        if (is_shown(plan, i, terms) && (!list || i == plan->winner) &&
            !ps_number_exact(plan->term[i].value, form)) {
            return false;
        }
    }
    return (plan->kind != PS_FORMULA_QUOTIENT || ps_number_exact_sum(plan->sum, form)) &&
           (plan->kind != PS_FORMULA_NORM || ps_number_exact((float)plan->power, form));
}

/* What the decimals of the terms give; those of a sum and a difference are few. */
static double outcome_of(const PsFormulaPlan *plan) {
    if (plan->kind == PS_FORMULA_QUOTIENT) {
        return ps_number_decimal_sum(plan->sum) / (double)plan->divisor;
    }
    if (plan->kind == PS_FORMULA_DIFFERENCE) {
        return ps_number_decimal(plan->term[0].value) - ps_number_decimal(plan->term[1].value);
    }
    return plan->outcome;
}

static bool follows(const PsFormulaPlan *plan, const PsFormulaStyle *style) {
    if (isnan(plan->result)) {
        return true;
    }
    if (!ps_number_exact(plan->result, style->result) || !premises_exact(plan, style->form, style->terms)) {
        return false;
    }
    if (plan->kind == PS_FORMULA_LIST) {
        return true;
    }
    const double outcome = outcome_of(plan);
    const double result = ps_number_decimal(plan->result);
    return isinf(result) ? isinf(outcome) && (outcome > 0) == (result > 0)
                         : fabs(outcome - result) <= AGREES * fabs(result);
}

PsFormulaStyle ps_formula_style(PsNumberForm form) {
    return (PsFormulaStyle){form, form, PS_FORMULA_TERMS};
}

void ps_plan_write(const PsFormulaPlan *plan, const PsFormulaStyle *style, PsFormula *formula) {
    const PsNumberForm form = style->form;
    assert(style->terms >= 1 && style->terms <= PS_FORMULA_TERMS);
    formula->count = 0;
    if (plan->kind == PS_FORMULA_QUOTIENT) {
        append_quotient(plan, form, formula);
    } else if (plan->kind == PS_FORMULA_DIFFERENCE) {
        append_difference(plan, form, formula);
    } else {
        append_opening(plan, form, formula);
        append_terms(plan, form, style->terms, formula);
        append_closing(plan, form, formula);
    }
    const bool equal = form == PS_NUMBER_FULL || plan->hidden || follows(plan, style);
    char result[PS_NUMBER_SIZE] = "?";
    if (!plan->hidden) {
        ps_number_write(result, plan->result, style->result);
    }
    punctuate(formula, equal ? " = " : " " NEARLY " ");
    ps_formula_append(formula, PS_SPAN_RESULT, -1, result);
}

bool ps_plan_exact(const PsFormulaPlan *plan, PsNumberForm form) {
    return follows(plan, &(PsFormulaStyle){PS_NUMBER_FULL, form, PS_FORMULA_TERMS});
}

static float larger_fraction(float largest, float value) {
    const bool fraction = isfinite(value) && (value < nearbyintf(value) || value > nearbyintf(value));
    return fraction && fabsf(value) > largest ? fabsf(value) : largest;
}

PsNumberForm ps_plan_next_form(const PsFormulaPlan *plan, PsNumberForm form) {
    float largest = larger_fraction(larger_fraction(0, plan->result), (float)plan->sum);
    for (int i = 0; i < plan->count; i++) {
        largest = larger_fraction(largest, plan->term[i].value);
    }
    const bool decimals = ps_number_suits(PS_NUMBER_SCREEN, largest);
    if (form == PS_NUMBER_FULL) {
        return decimals ? PS_NUMBER_SCREEN : PS_NUMBER_EXPONENT_3;
    }
    const PsNumberForm next = (PsNumberForm)(form + 1);
    /* Two digits are the least that tell terms apart. */
    const bool enough = decimals ? next <= PS_NUMBER_DECIMALS_0 && ps_number_suits(next, largest)
                                 : next <= PS_NUMBER_EXPONENT_1;
    return enough ? next : PS_NUMBER_FORM_COUNT;
}
