/* Controls that several stages have in the same words: Hide answers, the seed.
 *
 * Each takes its rectangle, so that it is in an inspector or on a stage alike; what differs (what a seed
 * is for) is the caller's to carry out.
 */
#ifndef STAGE_CONTROLS_H
#define STAGE_CONTROLS_H

#include "app/stages/stage.h"

/* The switch that covers answers. */
void stage_hide_answers(const StageContext *context, Rect row);

/* A stepper's three labels: a screen may have two seeds. */
typedef struct SeedLabels {
    const char *seed, *increase, *decrease;
} SeedLabels;

/* A stepper for a seed. True where another one was asked for, then in seed; no number is refused beside it.
 * tooltip: what the same seed gives again. */
bool stage_seed(const StageContext *context, Rect row, SeedLabels labels, const char *tooltip,
                uint32_t *seed);

#endif
