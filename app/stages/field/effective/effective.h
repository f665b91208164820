/* The effective field: what one neuron really uses of its field. At the left the influence of each input cell
 * inside the theoretical square (field_effective_heat.c) and its profile with the Gaussian that fits; at the
 * right the figures, and width over depth (field_effective_chart.c).
 */
#ifndef FIELD_EFFECTIVE_H
#define FIELD_EFFECTIVE_H

#include "app/stages/field/stage.h"

enum { FIELD_SHORT_SIZE = 32 };

typedef struct FieldEffective {
    const StageContext *context;
    const FieldLayout *layout;
    const FieldShown *shown;
    EffectiveFieldWish wish;
    const EffectiveFieldMap *now, *before; /* null: not there (yet) */
    const PsField *field;                  /* of the chosen row; null: the input, or nothing is known */
    double middle[PS_AXES];                /* of it, in input cells */
    double growth;                         /* 0…1: from the field of the row before to this one's */
    bool covered;                          /* the answer is hidden */
    double pitch;                          /* pixels of a cell */
    double whole[PS_AXES];                 /* cells of the chosen row's field */
    double grown[PS_AXES];                 /* of the square as it stands */
    bool widest;                           /* the box is that of the widest field of all rows */
    Rect box;                              /* where squares go: all have one middle */
    Rect square;                           /* the theoretical field, as it stands */
} FieldEffective;

FieldEffective field_effective_make(const StageContext *context, const FieldLayout *layout,
                                    const FieldShown *shown);

/* What it shows at the context's cursor; nothing where the scene shows the theoretical field. */
EffectiveFieldWish field_effective_wish(const StageContext *context);

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
void field_heat_draw(const FieldEffective *effective, const FieldHeat *heat);

/* The influence of the cells at x along the width, summed up, as a share of the largest such sum. x is
 * counted in cells from the middle of the square. */
double field_heat_profile(const FieldHeat *heat, double x);

/* The colour of an influence, as a share of the largest. */
Color field_effective_shade(const Theme *theme, double share);

/* Figures in cards, then the chart: each draws, and in its controls reports and reacts. */
void field_effective_cards_draw(const FieldEffective *effective);
void field_effective_cards_controls(const FieldEffective *effective);
void field_effective_chart_draw(const FieldEffective *effective);
void field_effective_chart_controls(const FieldEffective *effective);

/* Where the chart begins, under the cards. */
Rect field_effective_chart_rect(const FieldEffective *effective);

/* "10.3": one decimal below 100, none above; digits more. */
void field_effective_short(double value, int digits, char text[FIELD_SHORT_SIZE]);

/* Whether all rows are one layer over and over, at stride 1, along the width: then field and width follow
 * from the number of layers alone. variance: what each adds to sigma squared. */
bool field_effective_uniform(const FollowedStack *stack, int *growth, double *variance);

/* The formulas of such a stack: "2 / 3", and "4√(10 × 2 / 3)", or "4√(2L / 3)" where depth is 0. */
void field_effective_fraction(double variance, char *text, size_t size);
void field_effective_root(double variance, int depth, char *text, size_t size);

void field_effective_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_effective_controls(const StageContext *context, const FieldLayout *layout,
                              const FieldShown *shown);

#endif
