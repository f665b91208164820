/* The table of layers under the image, and the same with all columns as a card over the stage.
 *
 * A row is its layer: a press shows its step. It scrolls, so it draws and reacts in one walk.
 */
#ifndef FIELD_TABLE_H
#define FIELD_TABLE_H

#include "app/stages/field/layout.h"
#include "app/stages/field/shown.h"

void field_table(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);

#endif
