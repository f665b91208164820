/* A step of a walk over a map at one moment: where its window is, and how far its phases have come.
 *
 * Pure: it follows from the scene, the answers and the cursor alone. At rest, and with reduced motion, all
 * phases are over and the window is in its place.
 *
 * Glossary: to slide, to come from the window before; to land, to arrive in the formula, of a number; to
 * grow, of the result; to arrive, of the result in its output.
 */
#ifndef MOMENT_H
#define MOMENT_H

#include "app/stages/shared/grid.h"
#include "app/stages/stage.h"

/* The phases of a step, in milliseconds at 1x. */
enum {
    MOMENT_SLIDE = 350,
    MOMENT_FLIGHT = 270,
    MOMENT_LANDED = 890,
    MOMENT_DIVIDED = 970,
    MOMENT_GROWN = 1050,
    MOMENT_ARRIVED = 1450,
    MOMENT_WHOLE = 1600
};

typedef struct Moment {
    int64_t step;    /* shown or approached; 0: none, and nothing below but left and written counts */
    int64_t left;    /* the step that was left last: what is there of the outputs when it began */
    int64_t written; /* outputs that are there now */
    PsWindow window; /* of step */
    bool moving, brief;
    bool covered; /* its answer is */
    float ms;     /* into the step */
    Rect frame;   /* of the window on the input, as it slides */
    float alpha;  /* of that frame */
} Moment;

/* The moment of a step at the context's cursor. input: where the map stands. */
Moment moment_of(const StageScope *scope, const Grid *input, int64_t step);

/* How far the moment is between two times, 0…1. */
float moment_phase(const Moment *moment, float from, float to);

/* Whether its window is still on its way. */
bool moment_slides(const Moment *moment);

/* How far cells outside the window step back while it moves, 0…1. */
float moment_dim(const Moment *moment);

/* How far a cell of the input is inside the window, 0…1: by what the frame covers of it while it slides, else
 * by the taps. */
float moment_inside(const Moment *moment, const PsWalk *walk, int row, int column, Rect cell);

/* How far what marked the step before has faded, 0…1. */
float moment_left_behind(const Moment *moment);

/* How far the step's winner has come forth, 0…1; that of the step before leaves by moment_left_behind. */
float moment_won(const Moment *moment);

/* How far what its result changes has come, 0…1; at rest 1. */
float moment_settled(const Moment *moment);

/* Whether its output has come, or comes to rest. */
bool moment_arrived(const Moment *moment);

/* The frame of a window: a little larger than its cells. */
Rect moment_frame(const Grid *input, const PsWindow *window);

#endif
