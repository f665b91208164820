/* What is shown of the effective field and where: the maps at the cursor, the theoretical square, the box it
 * grows in, the profile under it. Geometry, no drawing.
 */
#ifndef FIELD_EFFECTIVE_LAYOUT_H
#define FIELD_EFFECTIVE_LAYOUT_H

#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

typedef struct FieldEffective {
    const StageScope *scope;
    const FieldLayout *layout;
    const FieldShown *shown;
    const Theme *theme;
    float unit; /* pixels of a unit */
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

FieldEffective field_effective_make(const StageScope *scope, const FieldLayout *layout,
                                    const FieldShown *shown);

/* What it shows at the context's cursor; nothing where the scene shows the theoretical field. */
EffectiveFieldWish field_effective_wish(const StageScope *scope);

/* The spread of the map that is shown; null: there is no Gaussian to be drawn. */
const PsSpread *field_effective_spread(const FieldEffective *effective);

/* The influence of all cells. */
double field_effective_sum(const PsInfluence *influence);

/* Where the profile stands, under the box. */
Rect field_effective_profile_rect(const FieldEffective *effective);

#endif
