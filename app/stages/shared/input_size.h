/* Asking for another size of the input, from wherever it is asked for. */
#ifndef INPUT_SIZE_H
#define INPUT_SIZE_H

#include "app/stages/stage.h"

typedef struct InputSize {
    int height, width;
} InputSize;

/* Asks for that size, or says beside origin why it cannot be. A group other than 0 is a drag: each size
 * counts from the map as it was when the drag began. */
void input_size_request(const StageContext *context, InputSize size, uint64_t group, Rect origin);

#endif
