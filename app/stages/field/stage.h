/* The Receptive field stage: how far does one neuron see, and how does that grow?
 *
 * Not the figures themselves (app/follow, core): only how they are shown and edited. All parts read one
 * geometry (layout) and one answer to what is shown (shown); each part draws, and in its controls reports and
 * reacts. Its rooms:
 *   .           view, layout, shown; look and formula for all parts; the second stack (beside)
 *   cone/       the layers above one another: neuron by neuron (cone), or in bands over a lane (bands, lane)
 *   picture/    the image the neuron looks at (image) and the fields as squares over it (squares)
 *   table/      the figures of all layers as columns, and copies of them as text
 *   editor/     the inspector: the stack as a list, the chosen layer's settings, texts in and out, cards
 *   effective/  what a neuron really uses of its field: heat, profile, cards, chart
 */
#ifndef FIELD_STAGE_H
#define FIELD_STAGE_H

#include "app/stages/stage.h"

extern const Stage field_stage;

#endif
