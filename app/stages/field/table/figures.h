/* The figures of layers as columns: what the table shows and what is copied from it. */
#ifndef FIELD_FIGURES_H
#define FIELD_FIGURES_H

#include "app/follow/stacks.h"
#include "core/number.h"

typedef enum FieldColumn {
    FIELD_OUT,
    FIELD_CHANNELS,
    FIELD_SIZE,
    FIELD_JUMP,
    FIELD_START,
    FIELD_PADDING,
    FIELD_SEES,
    FIELD_PARAMETERS,
    FIELD_ADDS,
    FIELD_COLUMN_COUNT
} FieldColumn;

typedef struct FieldColumnInfo {
    const char *key;     /* in what is copied: "multiply_adds" */
    const char *title;   /* N_(): over the column */
    const char *tooltip; /* N_() */
    bool axes;           /* one figure an axis */
    bool answer;         /* part of the answer that may be hidden */
    int leaves;          /* the how manieth to go where there is no room; 0: it stays */
    const char *words;   /* N_(): where there is room; null: the title */
} FieldColumnInfo;

extern const FieldColumnInfo field_columns[FIELD_COLUMN_COUNT];

/* Untranslated. */
const char *field_column_words(FieldColumn column);

/* How many figures there are: 0 unknown, 1, or 2 (height, width) where the axes differ. Both values are set
 * where there are any. What a layer sees is its share of the image, 0 to 1. */
int field_figure(const FollowedStack *stack, int node, FieldColumn column, double values[PS_AXES]);

enum { FIELD_FIGURE_SIZE = 2 * PS_NUMBER_SIZE };

/* As text: "3", "5 × 3", a share as "12.5" percent; "" for unknown. */
void field_figure_text(FieldColumn column, const double values[PS_AXES], int count, PsNumberForm form,
                       char text[FIELD_FIGURE_SIZE]);

/* One value, a whole number to its last digit. */
void field_figure_number(double value, PsNumberForm form, char text[PS_NUMBER_SIZE]);

/* Whether the branches of a join start elsewhere or jump otherwise than one another. */
bool field_misaligned(const FollowedStack *stack, int node);

#endif
