/* Where one looks at the input: zoom and pan by pointer, keys and buttons; the camera that follows the
 * window.
 *
 * A camera never looks beyond the map's edge: what would is moved back where the grid is placed (grid.h), and
 * moving goes on from there.
 */
#ifndef INPUT_CAMERA_H
#define INPUT_CAMERA_H

#include "app/stages/shared/input_map.h"

/* Zooms by a factor about a point of the viewport; moves what is seen by dx, dy pixels. A second viewport
 * that looks at the same uses them, too. */
void input_camera_zoom(const InputMap *map, InputView *view, float x, float y, float factor);
void input_camera_pan(const InputMap *map, InputView *view, float dx, float dy);

/* Moves the camera so that a rectangle of positions is in sight, where it is not. */
void input_camera_reveal(const InputMap *map, InputView *view, int64_t row, int64_t column, int64_t height,
                         int64_t width);

/* Pointer and keys; and once a step the camera follows the window. */
void input_camera_controls(const StageContext *context, const InputMap *map, InputView *view);

/* Buttons for hands without a wheel, once there is more to see than fits. */
bool input_camera_has_buttons(const InputMap *map, const InputView *view);
void input_camera_buttons(const StageContext *context, const InputMap *map, InputView *view);

#endif
