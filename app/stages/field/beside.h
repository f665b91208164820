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
    int last;    /* the last row that fits, -1: none */
    PsCone cone; /* of its middle neuron, along the width */
    Rect view;   /* the rows */
    Point origin;
} FieldBeside;

/* False without memory: nothing is then to be freed. */
bool field_beside_init(const StageScope *scope, const FieldLayout *layout, FieldBeside *beside);
void field_beside_free(FieldBeside *beside);

void field_beside_draw(const FieldBeside *beside, Canvas *canvas);
void field_beside_controls(const StageContext *context, const FieldBeside *beside);

#endif
