/* What is pressed in the table of layers under the image, and the same table with all columns as a card over
 * the stage.
 *
 * The card is a dialog: it is drawn where it reacts. Everything else is drawn by table_draw.h.
 */
#ifndef FIELD_TABLE_H
#define FIELD_TABLE_H

#include "app/stages/field/table/table_place.h"
#include "app/stages/field/view.h"

void field_table_controls(const StageContext *context, const FieldTablePlace *place, const FieldShown *shown);

#endif
