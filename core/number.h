/* Numbers to text and back, and formulas as spans.
 *
 * Two forms of a number: the full one (the shortest decimal that reads back as the same float32, ASCII)
 * and the screen's (at most three decimals, a real minus, thousands set apart by a space). Formulas are
 * built in either form from spans, so that a screen can light a term; their text is the join of the spans.
 * Everything here assumes LC_NUMERIC is "C".
 */
#ifndef PS_NUMBER_H
#define PS_NUMBER_H

#include "core/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { PS_NUMBER_SIZE = 64 };

typedef enum PsNumberForm { PS_NUMBER_FULL, PS_NUMBER_SCREEN } PsNumberForm;

/* Writes value into text (at least PS_NUMBER_SIZE bytes) and returns its length in bytes.
 * Full: "3.125", "-1", "nan", "inf", "-inf", "1e+20"; positional from 1e-5 up to 1e16.
 * Screen: "3.125", "−1", "12 345", "nan", "∞", "−∞"; at most three decimals, the full form's digits rounded
 * half away from zero, no trailing zeros, no negative zero; from 1e16 in magnitude in the full form's
 * exponent notation. */
size_t ps_number_write(char *text, float value, PsNumberForm form);

/* The same for a count or size: "75", "1 024" on screen. */
size_t ps_number_write_integer(char *text, long long value, PsNumberForm form);

/* A count that is 0 or more, as value * 2^exponent, that may lie beyond every type: all its digits below 2^53
 * (full) or 1e12 (screen), else three of them: "1.06e+48", "1.06 × 10⁴⁸" on screen. */
size_t ps_number_write_count(char *text, double value, int exponent, PsNumberForm form);

/* Reads all of text[0..length) as one float32: decimal with optional sign (a minus of either form), point and
 * exponent, "nan", "inf", "infinity" in any case; blanks around it are allowed. False where it is anything
 * else (value is then untouched), or where a finite decimal is beyond float32 (then *too_large, if given, is
 * true). */
bool ps_number_read(const char *text, size_t length, float *value, bool *too_large);

/* A share (0…1) as percent with one decimal, rounded half up, "12.5", or "< 0.1" below 0.05 %. */
size_t ps_number_write_share(char *text, double share);

typedef enum PsSpanKind {
    PS_SPAN_PUNCTUATION, /* operators, brackets, commas */
    PS_SPAN_NAME,        /* "max", "floor" */
    PS_SPAN_TERM,        /* a value of the window; .tap says which */
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

#endif
