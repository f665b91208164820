/* What acts on the table and what it says of all layers: the row of totals, and the foot with its buttons.
 * Totals are those of the whole stack, whichever rows are on screen.
 */
#ifndef FIELD_TABLE_FOOT_H
#define FIELD_TABLE_FOOT_H

#include "app/stages/field/table/table_layout.h"

/* The row under all others: parameters and multiply-adds of all layers. at: where its content begins. */
float field_table_totals_height(const FieldTable *table);
void field_table_totals(const FieldTable *table, Point at);

enum { FIELD_TABLE_FOOT = 28 }; /* in units */

/* The button of the card and the menu that copies, from x on or up to it. */
void field_table_buttons(const StageContext *context, const FieldTable *table, float x, float y,
                         bool from_right);

/* What the bar under the table says beside its buttons. Where it says what all layers come to, the table
 * needs no row for that. */
bool field_table_foot_has_totals(const FieldTable *table, Rect bar);
void field_table_foot(const FieldTable *table, Rect bar);

#endif
