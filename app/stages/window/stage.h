/* The Window stage: what does one window do, step by step? */
#ifndef WINDOW_STAGE_H
#define WINDOW_STAGE_H

#include "app/stages/shared/formula_line.h"
#include "app/stages/shared/input_map.h"
#include "app/stages/stage.h"
#include "app/stages/window/layout.h"

typedef enum WindowProbe { PROBE_NONE, PROBE_INPUT, PROBE_OUTPUT } WindowProbe;

/* What a file would not hold: the input's own view, where the focus is among the outputs, what is pointed at.
 */
typedef struct WindowView {
    InputView input;
    int output_row, output_column;
    WindowProbe probe;
    int probe_row, probe_column;
    double probe_since; /* on the toolkit's clock */
    float dim;          /* 0…1: how far the cells outside a probed window are dimmed */
    bool unlinked;      /* kernel, stride, padding and dilation differ by axis */
} WindowView;

extern const Stage window_stage;

/* What is pointed at; nothing while a step runs, or where the cell is gone since. */
WindowProbe window_probe(const StageContext *context);

/* The step whose window and formula are shown: that of the output pointed at, else the cursor's. */
int64_t window_focus_step(const StageContext *context);

/* The formula of a step as it stands in its box, written over formula, which is borrowed. */
FormulaLine window_formula_line(const StageContext *context, const WindowLayout *layout, int64_t step,
                                PsFormula *formula);

void window_draw(const StageContext *context);
void window_narrate(const StageContext *context, PsNumberForm form, char *text, size_t size);

#endif
