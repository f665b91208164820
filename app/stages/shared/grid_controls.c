/* Keys, ring and tooltip of a grid as one control; it draws no cells. */
#include "app/stages/shared/grid_controls.h"

#include <math.h>

GridStep grid_arrows(Ui *ui, UiId id, unsigned modifiers) {
    return (GridStep){ui_key(ui, id, UI_KEY_DOWN, modifiers) - ui_key(ui, id, UI_KEY_UP, modifiers),
                      ui_key(ui, id, UI_KEY_RIGHT, modifiers) - ui_key(ui, id, UI_KEY_LEFT, modifiers)};
}

static int clamp(int value, int count) {
    return value < 0 ? 0 : value >= count ? count - 1 : value;
}

void grid_move(Ui *ui, UiId id, const Grid *grid, int *row, int *column) {
    const GridStep step = grid_arrows(ui, id, 0);
    const int before_row = *row = clamp(*row, grid->rows);
    const int before_column = *column = clamp(*column, grid->columns);
    *row = clamp(before_row + step.down, grid->rows);
    *column = clamp(before_column + step.right, grid->columns);
    if (*row != before_row || *column != before_column) {
        ui_focus(ui, id);
    }
}

void grid_ring(Ui *ui, const Grid *grid, Rect cell) {
    const float offset = fmaxf(2, ui_px(ui, 2));
    const float radius = grid->style.radius;
    if (rect_empty(rect_intersect(cell, grid->view))) {
        return;
    }
    ui_ring(ui, cell, radius);
    canvas_stroke(ui->canvas, rect_inset(cell, -2 * offset), radius + 2 * offset, offset, 0,
                  ui->theme->window);
}

void grid_mark_focus(Ui *ui, const Grid *grid, const char *name, int row, int column) {
    char label[64];
    snprintf(label, sizeof label, "%s%d,%d", name, row, column);
    ui_tree_focus(&ui->tree, label);
    grid_ring(ui, grid, grid_cell(grid, row, column));
}

void grid_tooltip(Ui *ui, const Grid *grid, UiAct act, int row, int column, float value) {
    char full[PS_NUMBER_SIZE];
    ps_number_write(full, value, PS_NUMBER_FULL);
    ui_tooltip(ui, act, grid_cell(grid, row, column), cells_show_all(&grid->style, value) ? "" : full);
}
