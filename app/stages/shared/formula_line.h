/* A formula set on at most three lines: where each span stands, so that terms can be lit, emptied and flown
 * to.
 */
#ifndef FORMULA_LINE_H
#define FORMULA_LINE_H

#include "app/ui/pen.h"
#include "core/formula.h"

typedef struct FormulaLine {
    const PsFormula *formula; /* borrowed */
    Font font;
    int lines;
    float x[PS_FORMULA_SPANS], y[PS_FORMULA_SPANS], width[PS_FORMULA_SPANS]; /* y in the middle of its line */
} FormulaLine;

/* Sets formula in font, shrunk until it fits in room, whose y is in the middle of its height: on as many
 * lines as that takes, FORMULA_MOST at most. A line ends after an operator or a comma, or before the sign. */
FormulaLine formula_line(const Canvas *canvas, const PsFormula *formula, Font font, Rect room);

/* Writes a plan over formula so that it fits in room in font at its least: with fewer decimals where it must,
 * then with fewer terms. alone: the sign and the result stand elsewhere, and are left out. Where nothing fits
 * it is as short as it can be, and formula_line goes below the least size. */
void formula_fit(const Canvas *canvas, const PsFormulaPlan *plan, Font least, Rect room, bool alone,
                 PsFormula *formula);

/* The height that lines of a size take. */
float formula_height(int size, int lines);

/* Takes the result out of a formula that is told: nothing in its place before the step is reached, else a
 * question mark where it is covered. */
void formula_hide_result(PsFormula *formula, bool ahead, bool covered);

/* The least size of a formula in units, and its most lines. */
enum { FORMULA_LEAST = 14, FORMULA_MOST = 3 };

/* The slot of a tap's term; where the tap is not named, that of the ellipsis.
 * Of tap -1: the result. */
Rect formula_line_slot(const FormulaLine *line, int64_t tap);

/* How each span is drawn. */
typedef struct SpanLook {
    Color color;      /* its alpha is that of a slot too */
    bool empty;       /* a dashed slot in its place */
    bool cover;       /* a box with a question mark */
    const char *text; /* instead of its own; null: its own */
} SpanLook;

void formula_line_draw(const Pen *pen, const FormulaLine *line, const SpanLook looks[PS_FORMULA_SPANS]);

#endif
