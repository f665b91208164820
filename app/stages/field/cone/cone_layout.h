/* The geometry of the cone, neuron by neuron: one row a layer, the last at the top, each neuron above the
 * middle of its field. Row -1 is the input. No drawing.
 */
#ifndef FIELD_CONE_LAYOUT_H
#define FIELD_CONE_LAYOUT_H

#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

/* Where rows and neurons stand. */
typedef struct FieldCone {
    const StageScope *scope;
    const FieldLayout *layout;
    const FieldShown *shown;
    const FollowedStack *stack;
    const Theme *theme;
    float unit;        /* pixels of a unit */
    float x;           /* where the first input cell begins */
    float pitch;       /* from cell to cell */
    float size;        /* of a neuron */
    float bottom, row; /* the input's middle, and from row to row */
    PsCone pointed;    /* what is lit by pointing: the cone of a neuron, or the readers of a cell; without
                          members where nothing is. Owned */
} FieldCone;

/* False without memory: nothing is then to be freed. */
bool field_cone_init(const StageScope *scope, const FieldLayout *layout, const FieldShown *shown,
                     FieldCone *cone);
void field_cone_free(FieldCone *cone);

/* A row's middle, its node, its place in a PsCone, its neurons along the width. */
float field_cone_y(const FieldCone *cone, int row);
int field_cone_node(const FieldCone *cone, int row);
int field_cone_place(const FieldCone *cone, int row);
int64_t field_cone_neurons(const FieldCone *cone, int row);

/* A neuron's middle, and the square of a size about it. */
float field_cone_x(const FieldCone *cone, int row, int64_t neuron);
Rect field_cone_rect(const FieldCone *cone, int row, int64_t neuron, float size);

/* What the tree calls a neuron: "conv1 neuron 3". */
enum { FIELD_NEURON_LABEL = PS_LAYER_TITLE_SIZE + 64 };
void field_cone_label(const FieldCone *cone, int row, int64_t neuron, char label[FIELD_NEURON_LABEL]);

/* A row's name at the left, and the line under it. */
Rect field_cone_name(const FieldCone *cone, int row);

/* Whether the chosen neuron stands on it. */
bool field_cone_is_lit(const FieldCone *cone, int row, int64_t neuron);

/* The input cells that a neuron reads along the width. */
PsRange field_cone_sight(const FieldCone *cone, int row, int64_t neuron);

/* The path's neuron in a row, -1: none. */
int64_t field_cone_path(const FieldCone *cone, int row);

#endif
