/* The small menu of a cell: right click, a long press, Shift+F10. What it does is what elsewhere a key or a
 * click does.
 *
 * Whose map it is, what may be copied of it and which step a cell belongs to, is the stage's.
 */
#ifndef CELL_MENU_H
#define CELL_MENU_H

#include "app/stages/shared/grid.h"
#include "app/stages/stage.h"

/* What a stage keeps of it. */
typedef struct CellMenu {
    Point at;
    int grid; /* which of the stage's grids it belongs to */
    int row, column;
} CellMenu;

/* A map of cells in a grid, as the menu sees it. */
typedef struct CellMenuMap {
    const char *label; /* of the menu; untranslated; its id */
    int which;         /* CellMenu.grid */
    const Grid *grid;
    const PsMap *map;
    int channel;
    bool input;                                          /* its cells may be changed */
    bool (*told)(const StageScope *scope, int64_t cell); /* whether a cell's value is; null: all are */
    int focus_row, focus_column;                         /* where Shift+F10 opens it, */
    bool focused;                                        /* where it has the focus */
} CellMenuMap;

void cell_menu(const StageContext *context, CellMenu *menu, const CellMenuMap *map);

#endif
