/* The second stack, in the place of picture and table: its cone, both stacks' figures, and what differs in a
 * sentence. It takes no edits; the inspector does.
 */
#ifndef FIELD_BESIDE_H
#define FIELD_BESIDE_H

#include "app/stages/field/layout.h"

typedef struct FieldBeside {
    const StageScope *scope;
    const FieldLayout *layout;
    const FollowedStack *stack;
    const Theme *theme;
    float unit;  /* pixels of a unit */
    float lane;  /* what an input's cells take, in both stacks */
    int last;    /* the last row that fits, -1: none */
    PsCone cone; /* of its middle neuron, along the width */
    Rect view;   /* the rows */
    Point origin;
} FieldBeside;

/* The most that the cells of the input have room for. */
float field_beside_lane(const StageScope *scope, const FieldLayout *layout);

/* lane: what they take in the first stack. False without memory: nothing is then to be freed. */
bool field_beside_init(const StageScope *scope, const FieldLayout *layout, float lane, FieldBeside *beside);
void field_beside_free(FieldBeside *beside);

void field_beside_draw(const FieldBeside *beside, Canvas *canvas);
void field_beside_controls(const StageContext *context, const FieldBeside *beside);

#endif
