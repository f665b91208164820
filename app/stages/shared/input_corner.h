/* The handle at the input's corner that resizes the map, by a drag or by the arrow keys.
 *
 * A drag is one edit: each size counts from the map as it was when the corner was taken.
 */
#ifndef INPUT_CORNER_H
#define INPUT_CORNER_H

#include "app/stages/shared/input_map.h"

void input_corner(const StageContext *context, const InputMap *map, InputView *view);

#endif
