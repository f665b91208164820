/* A formula on one line: where each span stands, so that terms can be lit, emptied and flown to. */
#ifndef FORMULA_LINE_H
#define FORMULA_LINE_H

#include "app/ui/ui.h"
#include "core/number.h"

typedef struct FormulaLine {
    const PsFormula *formula; /* borrowed */
    Font font;
    float y;
    float x[PS_FORMULA_SPANS], width[PS_FORMULA_SPANS];
} FormulaLine;

/* Sets formula from x on, centred on y, in font shrunk until it is no wider than room (12 px at least). */
FormulaLine formula_line(const Ui *ui, const PsFormula *formula, Font font, float x, float y, float room);

/* Takes terms from the end of a formula, an ellipsis in their place, until it is no wider than room in font
 * (11 px at least) or has one term left. */
void formula_line_elide(const Ui *ui, PsFormula *formula, Font font, float room);

/* The slot of a tap's term; where the tap is not named, that of the last punctuation before the end (the …).
 * Of tap -1: the result. */
Rect formula_line_slot(const FormulaLine *line, int64_t tap);

/* How each span is drawn. */
typedef struct SpanLook {
    Color color;
    bool empty;       /* a dashed slot in its place */
    bool cover;       /* a box with a question mark */
    const char *text; /* instead of its own; null: its own */
} SpanLook;

void formula_line_draw(Ui *ui, const FormulaLine *line, const SpanLook looks[PS_FORMULA_SPANS]);

#endif
