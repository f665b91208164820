/* The table of layers: which columns exist and where, what a row says. Geometry and words; table_draw.c draws
 * rows, table_foot.c totals and buttons.
 */
#ifndef FIELD_TABLE_LAYOUT_H
#define FIELD_TABLE_LAYOUT_H

#include "app/stages/field/shown.h"
#include "app/stages/field/table/figures.h"

typedef struct FieldTableColumn {
    bool shown;
    float left, right;     /* from the table's left end */
    float fraction, after; /* room behind the decimal point, and for the percent sign */
} FieldTableColumn;

typedef struct FieldTable {
    const StageScope *scope;
    const FieldShown *shown;
    const FollowedStack *stack;
    Canvas *canvas;
    const Theme *theme;
    float unit, advance;   /* advance: of the mono face */
    Font mono, small;      /* rows; headers and sentences */
    float name, name_room; /* where names begin, and how wide they may be */
    float width;           /* all of it; more than there is room for: it scrolls */
    float row;             /* height of a row */
    int failed;            /* the row whose layer cannot follow; -1: none */
    float failure;         /* the height of the sentence under it, */
    float failure_room;    /* and its width */
    FieldTableColumn columns[FIELD_COLUMN_COUNT];
} FieldTable;

/* What is left of a room of that width goes between the columns. */
FieldTable field_table_lay(const StageScope *scope, const FieldShown *shown, float unit, float width);

/* Units in whole pixels. */
float field_table_px(const FieldTable *table, float units);

/* Where a row begins, from the top of the first; row_count: where they end. */
float field_table_top(const FieldTable *table, int row);
float field_table_height(const FieldTable *table, int row);

/* How a row is shown. */
typedef struct FieldTableLook {
    bool ahead;   /* the step has not come to it */
    bool idle;    /* adds almost nothing new */
    bool muted;   /* ahead, idle, or without sizes */
    bool covered; /* its answer is hidden */
} FieldTableLook;

FieldTableLook field_table_look(const FieldTable *table, int row);

/* The figure as it is shown: a number, "·" ahead, "?" covered, "–" unknown, "all". whole: is no number to
 * be aligned on its point. */
void field_table_text(const FieldTable *table, int row, FieldColumn column, char text[FIELD_FIGURE_SIZE],
                      bool *whole);

/* What the tree calls a row: "Layer 4". */
enum { FIELD_TABLE_LABEL = 32 };
void field_table_label(int row, char label[FIELD_TABLE_LABEL]);

/* All of a row in words with full numbers: "conv3, out 22, field 3 …". */
void field_table_words(const FieldTable *table, int row, char *text, size_t size);

/* Why a row is marked; false where it is not. */
bool field_table_reason(const FieldTable *table, int row, char *text, size_t size);

/* "Layer pool3 (4th): what is wrong". */
void field_table_failure(const FieldTable *table, char *text, size_t size);

#endif
