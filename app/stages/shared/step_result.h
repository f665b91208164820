/* How the result of a step comes to its output: its tile on the way, the outline of the output that is the
 * step's own.
 *
 * Both stages of the windows draw them from here, so that a result moves in one way everywhere.
 */
#ifndef STEP_RESULT_H
#define STEP_RESULT_H

#include "app/stages/shared/map_picture.h"
#include "app/stages/shared/moment.h"

/* Whether the tile of the result is on its way, or dissolves where it has come to. */
bool step_result_flies(const Moment *moment);

/* The tile between the result's place in the formula and its output's cell: it comes forth from the one and
 * dissolves on the other. text: "?" where it is covered. */
void step_result_draw(const Pen *pen, const Moment *moment, Rect slot, Rect cell, Color fill,
                      const char *text);

/* A square as high as a text's place, in its middle: what a tile leaves from or comes to. */
Rect step_result_square(Rect place);

/* The outline of an output that is not there yet: it goes as the result comes. */
Color step_result_ghost(const Pen *pen, const Moment *moment, int64_t step);

/* An output's cell as it settles into its place; step: the output's. */
Rect step_result_settling(const Moment *moment, int64_t step, Rect cell);

/* The outline of the step's output in the hue: it comes with the result, and fades when the step is left. */
void step_result_outline(const Pen *pen, const MapMeasures *m, const Grid *outputs, const PsWalk *walk,
                         const Moment *moment, Color hue);

#endif
