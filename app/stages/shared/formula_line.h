/* A formula on one line: where each span stands, so that terms can be lit, emptied and flown to. */
#ifndef FORMULA_LINE_H
#define FORMULA_LINE_H

#include "app/ui/pen.h"
#include "core/formula.h"

typedef struct FormulaLine {
    const PsFormula *formula; /* borrowed */
    Font font;
    float y;
    float x[PS_FORMULA_SPANS], width[PS_FORMULA_SPANS];
} FormulaLine;

/* Sets formula from x on, centred on y, in font shrunk until it is no wider than room. */
FormulaLine formula_line(const Canvas *canvas, const PsFormula *formula, Font font, float x, float y,
                         float room);

/* Writes a plan over formula so that it is no wider than room in font at its least: with fewer decimals where
 * it must, then with fewer terms. alone: the sign and the result stand elsewhere, and are left out. Where
 * nothing fits it is as short as it can be, and formula_line goes below the least size. */
void formula_fit(const Canvas *canvas, const PsFormulaPlan *plan, Font least, float room, bool alone,
                 PsFormula *formula);

/* Takes the result out of a formula that is told: nothing in its place before the step is reached, else a
 * question mark where it is covered. */
void formula_hide_result(PsFormula *formula, bool ahead, bool covered);

/* The least size of a formula, in pixels. */
enum { FORMULA_LEAST = 12 };

/* The slot of a tap's term; where the tap is not named, that of the ellipsis.
 * Of tap -1: the result. */
Rect formula_line_slot(const FormulaLine *line, int64_t tap);

/* How each span is drawn. */
typedef struct SpanLook {
    Color color;
    bool empty;       /* a dashed slot in its place */
    bool cover;       /* a box with a question mark */
    const char *text; /* instead of its own; null: its own */
} SpanLook;

void formula_line_draw(const Pen *pen, const FormulaLine *line, const SpanLook looks[PS_FORMULA_SPANS]);

#endif
