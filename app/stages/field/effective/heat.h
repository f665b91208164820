/* The influence of each cell as a picture, and its profile along the width. Two maps are blended while one
 * row follows another, middle over middle.
 */
#ifndef FIELD_HEAT_H
#define FIELD_HEAT_H

#include "app/stages/field/effective/effective_layout.h"

/* A map as a share of its peak, about the middle of its own field. */
typedef struct FieldHeatLayer {
    const PsInfluence *influence; /* null: one cell is all there is, the neuron itself */
    double middle[PS_AXES];       /* input cells */
    double peak, profile_peak;
    double weight; /* in the blend; 0: nothing is there */
} FieldHeatLayer;

/* The map that is shown and the one it grows from, blended middle over middle. */
typedef struct FieldHeat {
    FieldHeatLayer layers[EFFECTIVE_FIELD_MAPS];
} FieldHeat;

FieldHeat field_heat_make(const FieldEffective *effective);

/* The influence of each cell, over the square as it stands. */
void field_heat_draw(const FieldEffective *effective, const FieldHeat *heat, Canvas *canvas);

/* The influence of the cells at x along the width, summed up, as a share of the largest such sum. x is
 * counted in cells from the middle of the square. */
double field_heat_profile(const FieldHeat *heat, double x);

/* The colour of an influence, as a share of the largest. */
Color field_effective_shade(const Theme *theme, double share);

#endif
