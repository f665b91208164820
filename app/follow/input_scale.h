/* How the colours of the input, and of what is pooled from it, are scaled. */
#ifndef INPUT_SCALE_H
#define INPUT_SCALE_H

#include "core/history.h"

typedef struct InputScale {
    float magnitude;  /* the m of the colour ramp: the largest finite magnitude of all channels */
    uint64_t version; /* another one after each change of the input */
} InputScale;

void input_scale_measure(InputScale *scale, const PsMap *input);

/* Follows edits of cells of input, whose inverses are the last count of a stack. */
void input_scale_update(InputScale *scale, const PsMap *input, const PsHistoryStack *inverses, size_t count);

#endif
