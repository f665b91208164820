/* What the Window stage shows at one moment: the step, its window and results, what is pointed at.
 *
 * Pure: it follows from scene, view and cursor. It draws nothing; who draws reads it and decides nothing of
 * time any more. At rest, and with reduced motion, it is simply the step's own place.
 */
#ifndef WINDOW_POSE_H
#define WINDOW_POSE_H

#include "app/stages/shared/formula_line.h"
#include "app/stages/shared/moment.h"
#include "app/stages/window/layout.h"
#include "app/stages/window/probe.h"
#include "app/ui/pen.h"

typedef struct WindowPose {
    const StageScope *scope;
    const WindowLayout *layout;
    const PsWalk *walk;
    Pen pen;
    Moment now;
    PsResults results; /* of the step, */
    PsResults before;  /* and of the one that is being left; a covered one has none */
    int64_t there;     /* outputs that are pooled */
    WindowProbe probe; /* what is pointed at, */
    int row, column;   /* and where */
    float dim;         /* 0…1: how far cells outside are dimmed */
    bool written;      /* its output is there */
    float ended;       /* 0…1: how far it shows that all outputs are */
    Color hue;         /* the operation's */
    PsFormula formula; /* of the step, as it stands in its box */
    FormulaLine line;
} WindowPose;

/* Fills pose, which formula's line then points into: it is not to be copied. */
void window_pose(const StageScope *scope, const WindowLayout *layout, WindowPose *pose);

/* The formula of a step as it stands in its box, written over formula, which is borrowed. */
FormulaLine window_formula_line(const StageScope *scope, const WindowLayout *layout, int64_t step,
                                PsFormula *formula);

/* What that formula is made of. */
PsFormulaPlan window_plan(const StageScope *scope, int64_t step);

Color window_value_color(const WindowPose *pose, float value);

/* The colours of a cell of the input and of an output. */
Color window_input_color(const WindowPose *pose, int row, int column);
Color window_output_color(const WindowPose *pose, int row, int column);

/* How far a cell shows as the max's winner, 0…1: the step's comes forth, that of the step before leaves. */
float window_winning(const WindowPose *pose, int row, int column);

/* Whether it is the step's winner, which grows over its neighbours while the step runs. */
bool window_grows(const WindowPose *pose, int row, int column);

/* Beyond this many taps single tiles are a blur: the rest arrives with the last. */
enum { WINDOW_TILES = 81 };

/* When the number of a tap leaves for the formula, in milliseconds into the step; and whether it is there. */
float window_take_off(const WindowPose *pose, int64_t tap);
bool window_landed(const WindowPose *pose, int64_t tap);

/* Milliseconds in which a tile comes forth from its cell, and in which it dissolves on its number. */
enum { WINDOW_TURN = 80 };

/* How far the number of a cell in the window has left, 0…1. */
float window_gone(const WindowPose *pose, int row, int column);

/* The results of what has landed, and of how many taps (count, may be null). */
PsResults window_landed_results(const WindowPose *pose, int64_t *count);

#endif
