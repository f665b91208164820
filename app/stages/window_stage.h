/* The Window stage: what does one window do, step by step? */
#ifndef WINDOW_STAGE_H
#define WINDOW_STAGE_H

#include "app/stages/formula_line.h"
#include "app/stages/stage.h"
#include "app/stages/window_layout.h"

typedef enum WindowProbe { PROBE_NONE, PROBE_INPUT, PROBE_OUTPUT } WindowProbe;

/* What a file would not hold: where the focus is in the grids, what is pointed at, a drag under way. */
typedef struct WindowView {
    int input_row, input_column;
    int output_row, output_column;
    WindowProbe probe;
    int probe_row, probe_column;
    double probe_since; /* on the toolkit's clock */
    float dim;          /* 0…1: how far the cells outside a probed window are dimmed */
    float wheel;        /* the part of a notch that has been turned */
    bool painting;
    float paint;
    int paint_row, paint_column;
    uint64_t paint_group;
    int resize_height, resize_width; /* the map's size when its corner was taken */
    float resize_pitch;              /* and that of its cells */
    uint64_t resize_group;
    bool unlinked; /* kernel, stride, padding and dilation differ by axis */
} WindowView;

extern const Stage window_stage;

/* What is pointed at; nothing while a step runs, or where the cell is gone since. */
WindowProbe window_probe(const StageContext *context);

/* The step whose window and formula are shown: that of the output pointed at, else the cursor's. */
int64_t window_focus_step(const StageContext *context);

/* A formula as it stands in its box; formula is borrowed. */
FormulaLine window_formula_line(const Ui *ui, const WindowLayout *layout, const PsFormula *formula);

void window_draw(const StageContext *context);
void window_narrate(const StageContext *context, PsNumberForm form, char *text, size_t size);

#endif
