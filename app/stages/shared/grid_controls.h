/* What a grid of cells does that is one control: arrows in it, the ring round the cell in focus, its tooltip.
 *
 * Which cells there are, and what pressing one does, is the caller's.
 */
#ifndef GRID_CONTROLS_H
#define GRID_CONTROLS_H

#include "app/stages/shared/grid.h"
#include "app/ui/ui.h"

/* By how much the arrow keys would move the focus of id, with exactly these modifiers. */
typedef struct GridStep {
    int down, right;
} GridStep;

GridStep grid_arrows(Ui *ui, UiId id, unsigned modifiers);

/* Moves (row, column) by them, from 0 to the grid's last; the focus comes to id where it moved. */
void grid_move(Ui *ui, UiId id, const Grid *grid, int *row, int *column);

/* The ring round a cell, the part that is seen. A cell that was clicked shows its focus too: the next key
 * goes there. */
void grid_ring(Ui *ui, const Grid *grid, Rect cell);

/* The same of the cell (row, column), which the tree calls name and then "row,column"; and tells the tree
 * that it has the focus. */
void grid_mark_focus(Ui *ui, const Grid *grid, const char *name, int row, int column);

/* What a cell says when it is pointed at: its value, only where the screen does not show it in full. */
void grid_tooltip(Ui *ui, const Grid *grid, UiAct act, int row, int column, float value);

#endif
