/* A place in the inspector's column that moves down as rows are laid, and what its groups share. */
#ifndef FIELD_FLOW_H
#define FIELD_FLOW_H

#include "app/stages/field/stage.h"

typedef struct FieldFlow {
    const StageContext *context;
    Rect column;
    float y;
} FieldFlow;

/* A row of height units; skip leaves some out. */
Rect field_flow_row(FieldFlow *flow, float height);
void field_flow_skip(FieldFlow *flow, float height);

/* A small heading. */
void field_flow_caption(FieldFlow *flow, const char *text);

/* A row with its name at the left and a menu at the right; the chosen item, or -1. */
int field_flow_menu(FieldFlow *flow, const char *label, const char *tooltip, const char *value,
                    const char *const *items, int count, int selected);

/* The layers as a list, and + Conv, + Pool below it. */
void field_list(FieldFlow *flow);

/* What the chosen layer is, where its settings are open. */
void field_settings(FieldFlow *flow);

/* The sum of the chosen row, and what is often said beside what is so. */
void field_cards(FieldFlow *flow);

#endif
