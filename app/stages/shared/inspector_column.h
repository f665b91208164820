/* A stage's inspector: a column in which groups are laid from the top down, each row below the one before.
 *
 * What rows of all stages have in common is here: headings, menus, cards, the rows that say the same on every
 * stage. What is asked for goes into the context's requests; nothing here knows a stage's settings.
 *
 * Invariant: y is where the next row begins, and only grows.
 */
#ifndef INSPECTOR_COLUMN_H
#define INSPECTOR_COLUMN_H

#include "app/stages/stage.h"

typedef struct InspectorColumn {
    const StageContext *context;
    Rect rect; /* its height is what there is room for: rows may go beyond */
    float y;
} InspectorColumn;

/* Starts a column in rect, below its margin. */
InspectorColumn inspector_begin(const StageContext *context, Rect rect);

/* The height that has been laid. */
float inspector_height(const InspectorColumn *column);

/* A row of height units (pixels at text size 100 %); skip leaves some out. */
Rect inspector_row(InspectorColumn *column, float height);
void inspector_skip(InspectorColumn *column, float height);

/* A small heading. */
void inspector_caption(InspectorColumn *column, const char *text);

/* A row with its name at the left and a menu at the right; the chosen item, or -1. */
int inspector_menu(InspectorColumn *column, const char *label, const char *tooltip, const char *value,
                   const char *const *items, int count, int selected);

/* The ground of a card, height pixels high; what stands on it is the caller's. Returns its rectangle. */
Rect inspector_card(InspectorColumn *column, float height);

/* A hairline over all of the inspector, margins too; takes no room. */
void inspector_line(InspectorColumn *column);

/* The button that asks for the scene as it was opened. */
void inspector_reset(InspectorColumn *column, Rect rect);

/* The switch that covers answers. */
void inspector_hide_answers(InspectorColumn *column);

#endif
