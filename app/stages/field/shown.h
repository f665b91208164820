/* What the Receptive field stage shows at a cursor: the chosen neuron, the path below it, its cone.
 *
 * Not where it stands on screen (layout.h). Worked out once for a pass and const from then on.
 */
#ifndef FIELD_SHOWN_H
#define FIELD_SHOWN_H

#include "app/stages/stage.h"

/* What the stage shows: the chosen neuron, the path below it, its cone. Worked out a pass, freed after it. */
typedef struct FieldShown {
    const FollowedStack *stack;
    int rows;                /* rows that are lit or written: step, or the destination of a running move */
    int row;                 /* the chosen one, rows - 1; -1 before the first step */
    int node;                /* its node; PS_NODE_INPUT before the first step */
    int64_t neuron[PS_AXES]; /* row, column of the chosen neuron, or of the input cell under its path */
    double lit; /* how many rows of the cone have lit up, from the chosen one down; large at rest */
    bool fits;  /* the chosen node has neurons */
    int64_t (*path)[PS_AXES]; /* [plan.count + 1] the path's neuron in each node, -1 off the path; the input's
                                 is last. Owned */
    PsCone cone[PS_AXES];     /* what it reads: along rows and columns */
    PsRegion region, unclipped; /* on the input */
    /* During a move what was shown before it: it stays, and what is new joins it. */
    bool grows;
    PsCone before; /* along the width */
    PsRegion region_before, unclipped_before;
} FieldShown;

/* How far a row's new neurons are lit, 0…1; how far a neuron is (place: its node's in a PsCone), which it is
 * already where the cone before has it; and how far the field has widened. */
float field_shown_share(const FieldShown *shown, int row);
float field_shown_lit(const FieldShown *shown, int row, int place, int64_t neuron);
float field_shown_widened(const FieldShown *shown);

/* Whether a node had lit neurons before, and where. */
PsRange field_shown_before(const FieldShown *shown, int place);

/* The row chosen at the context's cursor: that of the destination during a move; -1 before the first step. */
int field_row_of(const StageScope *scope);

/* False without memory: nothing is then to be freed. */
bool field_shown_init(const StageScope *scope, FieldShown *shown);
void field_shown_free(FieldShown *shown);

/* The neuron that a node would show if it were the chosen one: that of the path below what was chosen, above
 * it the one whose window begins nearest. */
void field_neuron_of(const StageScope *scope, int node, int64_t neuron[PS_AXES]);

/* Makes a neuron the chosen one and asks for its row's step. */
void field_choose(const StageContext *context, int node, const int64_t neuron[PS_AXES]);

#endif
