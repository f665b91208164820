/* Everything that a pass of the Receptive field stage shows and where it stands: laid out once, then drawn
 * and reacted to.
 *
 * Parts point into the frame that holds them, so it stays where it was made. Only the parts that the scene
 * asks for are laid out; the others are zero.
 */
#ifndef FIELD_FRAME_H
#define FIELD_FRAME_H

#include "app/stages/field/beside.h"
#include "app/stages/field/cone/bands_layout.h"
#include "app/stages/field/cone/cone_layout.h"
#include "app/stages/field/effective/chart_layout.h"
#include "app/stages/field/effective/effective_layout.h"
#include "app/stages/field/effective/heat.h"
#include "app/stages/field/layout.h"
#include "app/stages/field/picture/picture_layout.h"
#include "app/stages/field/shown.h"
#include "app/stages/field/table/table_place.h"

typedef struct FieldFrame {
    bool empty; /* no layer: nothing but the layout is there */
    bool effective;
    FieldLayout layout;
    FieldShown shown;
    FieldCone cone;        /* where the layout has no bands */
    FieldBands bands;      /* else */
    FieldPicture picture;  /* where no second stack is compared */
    FieldTablePlace table; /* the same */
    FieldBeside beside;    /* else */
    FieldEffective
        used; /* with heat and chart: where the effective field is shown, in the place of the others */
    FieldHeat heat;
    FieldChart chart;
} FieldFrame;

/* A Stage's frame. */
bool field_frame(const StageScope *scope, void *memory);
void field_frame_free(void *memory);

#endif
