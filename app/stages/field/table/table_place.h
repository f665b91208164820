/* Where the table of layers stands: its header, the rows that may scroll under it, what acts on it. Pure.
 */
#ifndef FIELD_TABLE_PLACE_H
#define FIELD_TABLE_PLACE_H

#include "app/stages/field/layout.h"
#include "app/stages/field/table/table_layout.h"

typedef struct FieldTablePlace {
    FieldTable table;
    Rect room;           /* all of it, its foot aside */
    float beside;        /* how far a row's ground reaches past its figures */
    Rect head, view;     /* the header; the rows, the part that is seen */
    Point origin;        /* where the first row's content begins */
    bool totals;         /* what all layers come to has a row of its own, */
    float totals_y;      /* which begins here */
    bool scrolls;        /* the rows do: */
    float width, height; /* how large their content is */
    bool acts;           /* the foot has buttons */
    Rect foot;
} FieldTablePlace;

/* The table under the image. */
FieldTablePlace field_table_place(const StageScope *scope, const FieldLayout *layout,
                                  const FieldShown *shown);

/* The same table with all columns in a card, box; the height in units that the card wants. */
float field_table_card_height(const FieldShown *shown);
FieldTablePlace field_table_place_in(const StageScope *scope, const FieldShown *shown, Rect box);

/* Where a row takes the pointer and has its ground: past its figures at both ends. */
Rect field_table_row(const FieldTablePlace *place, int row);

/* Whether something of a row is seen. */
bool field_table_row_seen(const FieldTablePlace *place, int row);

/* The part of the header over a column. */
Rect field_table_header(const FieldTablePlace *place, FieldColumn column);

#endif
