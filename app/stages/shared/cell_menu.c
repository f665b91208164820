/* A table of items; each is asked whether it can be done there, and asks for it as a key would. */
#include "app/stages/shared/cell_menu.h"

#include "app/stages/shared/input_cells.h"
#include "app/ui/controls.h"
#include "app/words.h"
#include "core/csv.h"

typedef struct Item {
    const char *title;
    bool (*can)(const StageContext *context, const CellMenu *menu, const CellMenuMap *map);
    void (*run)(const StageContext *context, const CellMenu *menu, const CellMenuMap *map);
} Item;

static bool is_told(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    const int64_t cell = (int64_t)menu->row * map->map->width + menu->column;
    return context->ui->clipboard.set != NULL && (map->told == NULL || map->told(&context->scope, cell));
}

/* Nothing of a map is copied that its cells do not show. */
static bool is_all_told(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    const int64_t cells = (int64_t)map->map->height * map->map->width;
    (void)menu;
    for (int64_t cell = 0; map->told != NULL && cell < cells; cell++) {
        if (!map->told(&context->scope, cell)) {
            return false;
        }
    }
    return context->ui->clipboard.set != NULL;
}

static void set_clipboard(const StageContext *context, const CellMenu *menu, const CellMenuMap *map,
                          const char *text) {
    Ui *ui = context->ui;
    ui->clipboard.set(ui->clipboard.context, text);
    ui_tell(ui, grid_cell(map->grid, menu->row, menu->column), _("Copied"));
}

static void copy_value(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    char text[INPUT_VALUE_SIZE];
    if (map->input) {
        input_write_value(&context->scope, menu->row, menu->column, text);
    } else {
        ps_number_write(text, ps_map_get(map->map, map->channel, menu->row, menu->column), PS_NUMBER_FULL);
    }
    set_clipboard(context, menu, map, text);
}

/* As a spreadsheet has them. */
static void copy_map(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    PsBytes bytes = {0};
    PsError error = {0};
    PsMap one = *map->map;
    one.values += (size_t)map->channel * (size_t)one.height * (size_t)one.width;
    one.channels = 1;
    if (ps_csv_write(&one, '\t', &bytes, &error) == PS_OK) {
        set_clipboard(context, menu, map, (const char *)bytes.data);
    } else {
        stage_refuse(context->ui, grid_cell(map->grid, menu->row, menu->column), &error);
    }
    ps_bytes_free(&bytes);
}

/* The step of an output; of a cell of the input the first that reads it, 0 where none does. */
static int64_t step_of(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    const PsWalk *walk = &context->scope.facts->pooled.walk;
    if (!map->input) {
        return ps_walk_step_of(walk, menu->row, menu->column);
    }
    const PsRange rows = ps_axis_outputs(&walk->axes[PS_HEIGHT], menu->row);
    const PsRange columns = ps_axis_outputs(&walk->axes[PS_WIDTH], menu->column);
    for (int64_t row = rows.first; row < rows.end; row++) {
        for (int64_t column = columns.first; column < columns.end; column++) {
            const int64_t step = ps_walk_step_of(walk, row, column);
            if (ps_walk_reads(walk, step, menu->row, menu->column)) {
                return step;
            }
        }
    }
    return 0;
}

static bool has_step(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    return step_of(context, menu, map) > 0;
}

static void go(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    context->requests->step = step_of(context, menu, map);
}

static bool is_input(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    (void)context;
    (void)menu;
    return map->input;
}

static bool is_one_number(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    (void)menu;
    return map->input && !context->scope.colour;
}

static void fill(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    const InputSelection all = {0, 0, map->map->height, map->map->width};
    input_fill(context, all, input_value(&context->scope, menu->row, menu->column),
               grid_cell(map->grid, menu->row, menu->column));
}

static void reset(const StageContext *context, const CellMenu *menu, const CellMenuMap *map) {
    (void)map;
    context->requests->reset_cell = true;
    context->requests->reset_row = menu->row;
    context->requests->reset_column = menu->column;
}

/* To add one: a row. */
static const Item items[] = {
    {N_("Copy value"), is_told, copy_value}, {N_("Copy map"), is_all_told, copy_map},
    {N_("Go to its step"), has_step, go},    {N_("Fill the map with it"), is_one_number, fill},
    {N_("Reset cell"), is_input, reset},
};
enum { ITEMS = sizeof items / sizeof items[0] };

static bool is_over(const StageContext *context, const CellMenuMap *map, int *row, int *column) {
    const Ui *ui = context->ui;
    return ui->event.kind == UI_EVENT_CONTEXT && !ui->consumed && !ui_blocked(ui, ui->canvas->layer) &&
           rect_contains(map->grid->view, ui->event.x, ui->event.y) &&
           grid_pick(map->grid, ui->event.x, ui->event.y, row, column);
}

/* By the pointer where it is, by Shift+F10 at the cell in focus. */
static void open_where_asked(const StageContext *context, CellMenu *menu, const CellMenuMap *map) {
    Ui *ui = context->ui;
    int row = map->focus_row;
    int column = map->focus_column;
    const Rect cell = grid_cell(map->grid, row, column);
    Point at = {cell.x + cell.w / 2, cell.y + cell.h / 2};
    const bool keyed = map->focused && ui->edit.id == 0 && ui_key_anywhere(ui, UI_KEY_F1 + 9, UI_SHIFT);
    const bool pointed = is_over(context, map, &row, &column);
    if ((!keyed && !pointed) || row < 0 || column < 0 || row >= map->map->height ||
        column >= map->map->width) {
        return;
    }
    at = pointed ? (Point){ui->event.x, ui->event.y} : at;
    *menu = (CellMenu){at, map->which, row, column};
    ui_open_menu(ui, ui_id(map->label));
    ui_take(ui);
}

void cell_menu(const StageContext *context, CellMenu *menu, const CellMenuMap *map) {
    Ui *ui = context->ui;
    const char *titles[ITEMS];
    int which[ITEMS];
    int count = 0;
    if (map->map->values == NULL) {
        return;
    }
    open_where_asked(context, menu, map);
    if (menu->grid != map->which || ui->menu != ui_id(map->label) || menu->row >= map->map->height ||
        menu->column >= map->map->width) {
        return;
    }
    for (int i = 0; i < ITEMS; i++) {
        if (items[i].can(context, menu, map)) {
            titles[count] = items[i].title;
            which[count++] = i;
        }
    }
    const MenuSpec spec = {.rect = {menu->at.x, menu->at.y, 0, 0},
                           .label = map->label,
                           .items = titles,
                           .count = count,
                           .selected = -1,
                           .list_width = ui_px(ui, 180)};
    const int chosen = ui_menu_at(ui, &spec);
    if (chosen >= 0) {
        items[which[chosen]].run(context, menu, map);
    }
}
