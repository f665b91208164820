/* Formulas: what they are made of, and how they are written.
 *
 * A formula is built from spans, so that a screen can light a term; its text is their join. A plan holds what
 * a formula of values says before it is written: it is made once, and written again and again in other forms
 * and with fewer terms until it fits. Everything here assumes LC_NUMERIC is "C".
 */
#ifndef PS_FORMULA_H
#define PS_FORMULA_H

#include "core/number.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum PsSpanKind {
    PS_SPAN_PUNCTUATION, /* operators, brackets, commas */
    PS_SPAN_NAME,        /* "max", "floor" */
    PS_SPAN_TERM,        /* a value of the window, with its brackets; .tap says which */
    PS_SPAN_PADDING,     /* a term that is padding; .tap says which */
    PS_SPAN_CONSTANT,    /* a setting: divisor, kernel, exponent */
    PS_SPAN_RESULT,
    PS_SPAN_KIND_COUNT
} PsSpanKind;

enum { PS_SPAN_SIZE = 64, PS_FORMULA_SPANS = 64, PS_FORMULA_TERMS = 9 };

typedef struct PsSpan {
    PsSpanKind kind;
    int tap; /* index of the tap in the window, row-major; -1 for spans that are none */
    char text[PS_SPAN_SIZE];
} PsSpan;

typedef struct PsFormula {
    int count;
    PsSpan spans[PS_FORMULA_SPANS];
} PsFormula;

/* Appends a span; past PS_FORMULA_SPANS it asserts. text is copied. */
void ps_formula_append(PsFormula *formula, PsSpanKind kind, int tap, const char *text);
void ps_formula_append_number(PsFormula *formula, PsSpanKind kind, int tap, float value, PsNumberForm form);
void ps_formula_append_integer(PsFormula *formula, PsSpanKind kind, long long value, PsNumberForm form);

/* Joins the spans into text (size bytes, always terminated, cut where it does not fit). */
void ps_formula_text(const PsFormula *formula, char *text, size_t size);

typedef enum PsFormulaKind {
    PS_FORMULA_LIST,       /* name(a, b, c) = r: r is one of them */
    PS_FORMULA_AVERAGE,    /* (a + b + c) / divisor = r */
    PS_FORMULA_NORM,       /* (a^p + b^p + c^p)^(1/p) = r */
    PS_FORMULA_QUOTIENT,   /* sum / divisor = r */
    PS_FORMULA_DIFFERENCE, /* a - b = r */
    PS_FORMULA_KIND_COUNT
} PsFormulaKind;

typedef struct PsFormulaTerm {
    float value;
    int tap;
    bool padding;
} PsFormulaTerm;

typedef struct PsFormulaPlan {
    PsFormulaKind kind;
    const char *name; /* of a list; borrowed */
    bool hidden;      /* a difference of which nothing shall be told: "? - ? = ?" */
    int64_t terms;    /* all there are, of which the first count are in term; */
    int count;        /* where they are more, a winner is in the place of the last */
    int winner;       /* its index in term; -1: none */
    PsFormulaTerm term[PS_FORMULA_TERMS];
    int64_t divisor;
    double power; /* p */
    double sum;   /* of a quotient */
    float result;
    double outcome; /* what the decimals of all terms give; NaN: not worked out */
} PsFormulaPlan;

/* Adds a term to those a plan names: the first ones, and the winner whichever it is. Call it for all terms in
 * their order. */
void ps_plan_add(PsFormulaPlan *plan, PsFormulaTerm term, bool wins);

/* How a plan is written. */
typedef struct PsFormulaStyle {
    PsNumberForm form, result; /* of the numbers, and of the result */
    int terms;                 /* how many there may be, 1 to PS_FORMULA_TERMS */
} PsFormulaStyle;

/* A form for all numbers, and as many terms as there may be. */
PsFormulaStyle ps_formula_style(PsNumberForm form);

/* Writes a plan over formula: the first terms, and the winner whichever it is; then, where some are left out,
 * an ellipsis and the number of all. The last two spans are the sign and the result: " = ", or " ≈ " on
 * screen where the result does not follow from what is before it: because it is rounded, or what it is
 * made of is. */
void ps_plan_write(const PsFormulaPlan *plan, const PsFormulaStyle *style, PsFormula *formula);

/* Whether a form says the result as the values have it, without rounding: else it is said with "≈". */
bool ps_plan_exact(const PsFormulaPlan *plan, PsNumberForm form);

/* The next shorter form for a plan's numbers: fewer decimals as long as they say enough of the largest, or an
 * exponent where none do. PS_NUMBER_FORM_COUNT after the last; the first is that after PS_NUMBER_FULL. */
PsNumberForm ps_plan_next_form(const PsFormulaPlan *plan, PsNumberForm form);

#endif
