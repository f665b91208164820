/* What the steppers of settings with a value on each axis are called. */
#ifndef AXIS_WORDS_H
#define AXIS_WORDS_H

#include "app/ui/controls.h"

typedef enum AxisWord {
    AXIS_KERNEL,
    AXIS_STRIDE,
    AXIS_PADDING,
    AXIS_DILATION,
    AXIS_OUTPUT_SIZE,
    AXIS_SCALE,
    AXIS_WORD_COUNT
} AxisWord;

/* Names a stepper and its buttons, for one axis or for both (PS_AXES). */
void axis_words_name(StepperSpec *spec, AxisWord word, int axis);

/* "Kernel height", "Kernel size". */
const char *axis_words_label(AxisWord word, int axis);

#endif
