/* Draws the table of layers and tells it. A pure function of scene, view and cursor; what is pressed on it is
 * table.h's.
 */
#ifndef FIELD_TABLE_DRAW_H
#define FIELD_TABLE_DRAW_H

#include "app/stages/field/table/table_place.h"

void field_table_draw(const FieldTablePlace *place, Canvas *canvas);

#endif
