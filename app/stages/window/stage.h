/* The Window stage: what does one window do, step by step?
 *
 * Its controls are here: the outputs, the formula, what is pointed at. What a cell of the input does is
 * input_map.h's; where things stand is layout.h's; what a moment shows pose.h's; drawing draw.h's and
 * formula.h's; sentences narrate.h's.
 */
#ifndef WINDOW_STAGE_H
#define WINDOW_STAGE_H

#include "app/stages/shared/answer_entry.h"
#include "app/stages/shared/input_map.h"
#include "app/stages/window/probe.h"

/* What a file would not hold: the input's own view, where the focus is among the outputs, what is pointed at.
 */
typedef struct WindowView {
    InputView input;
    int output_row, output_column;
    WindowProbe probe;
    int probe_row, probe_column;
    double probe_since; /* on the toolkit's clock */
    float dim;          /* 0…1: how far the cells outside a probed window are dimmed */
    CellMenu menu;      /* of the outputs */
    AnswerEntry answer; /* the one that is typed */
    bool unlinked;      /* kernel, stride, padding and dilation differ by axis */
} WindowView;

extern const Stage window_stage;

#endif
