/* A table of keys on a grid, placed beside the edit.
 *
 * Each key types into the edit as a keyboard would; the keypad holds no text and no state. It overlaps the
 * edit's rectangle only where the window has no other room.
 */
#include "app/ui/keypad.h"

#include "app/ui/edit.h"
#include "app/ui/icons.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

/* In units: a key's side, between keys, around them, from the edit. */
enum { SIDE = 48, GAP = 4, PAD = 8, AWAY = 12, COLUMNS = 4, ROWS = 4 };

/* One key: its place on the grid, what it writes, or what else it does. */
typedef struct Key {
    int column, row, columns, rows;
    const char *shown;
    const char *types;
    const char *label; /* N_(); null: "Key " and what it types */
    Icon icon;
    void (*run)(Ui *ui);
} Key;

static const Key keys[] = {
    {0, 0, 1, 1, "7", "7", NULL, ICON_NONE, NULL},
    {1, 0, 1, 1, "8", "8", NULL, ICON_NONE, NULL},
    {2, 0, 1, 1, "9", "9", NULL, ICON_NONE, NULL},
    {3, 0, 1, 1, "", NULL, N_("Backspace"), ICON_BACKSPACE, ui_edit_backspace},
    {0, 1, 1, 1, "4", "4", NULL, ICON_NONE, NULL},
    {1, 1, 1, 1, "5", "5", NULL, ICON_NONE, NULL},
    {2, 1, 1, 1, "6", "6", NULL, ICON_NONE, NULL},
    {3, 1, 1, 1, "−", "-", NULL, ICON_NONE, NULL},
    {0, 2, 1, 1, "1", "1", NULL, ICON_NONE, NULL},
    {1, 2, 1, 1, "2", "2", NULL, ICON_NONE, NULL},
    {2, 2, 1, 1, "3", "3", NULL, ICON_NONE, NULL},
    {3, 2, 1, 2, "", NULL, N_("Done"), ICON_CHECK, ui_edit_finish},
    {0, 3, 2, 1, "0", "0", NULL, ICON_NONE, NULL},
    {2, 3, 1, 1, ".", ".", NULL, ICON_NONE, NULL},
};

static float span(const Ui *ui, int keys_in_row) {
    return ui_px(ui, SIDE) * (float)keys_in_row + ui_px(ui, GAP) * (float)(keys_in_row - 1);
}

/* Beside the edit where there is room, else under or over it, and always inside the window. */
static Rect place(const Ui *ui) {
    const Rect edit = ui->edit.rect;
    const float away = ui_px(ui, AWAY);
    const float width = (float)ui->canvas->width;
    const float height = (float)ui->canvas->height;
    Rect box = {0, 0, span(ui, COLUMNS) + 2 * ui_px(ui, PAD), span(ui, ROWS) + 2 * ui_px(ui, PAD)};
    const float right = edit.x + edit.w + away;
    const float left = edit.x - away - box.w;
    const float below = edit.y + edit.h + away;
    const float above = edit.y - away - box.h;
    box.x = edit.x + edit.w / 2 - box.w / 2;
    box.y = edit.y + edit.h / 2 - box.h / 2;
    if (right + box.w <= width) {
        box.x = right;
    } else if (left >= 0) {
        box.x = left;
    } else if (below + box.h <= height || above < 0) {
        box.y = below;
    } else {
        box.y = above;
    }
    box.x = roundf(fmaxf(0, fminf(box.x, width - box.w)));
    box.y = roundf(fmaxf(0, fminf(box.y, height - box.h)));
    return box;
}

static void run_key(Ui *ui, const Key *key, Rect box) {
    char label[32];
    const float pitch = ui_px(ui, SIDE) + ui_px(ui, GAP);
    const Rect rect = {box.x + ui_px(ui, PAD) + pitch * (float)key->column,
                       box.y + ui_px(ui, PAD) + pitch * (float)key->row, span(ui, key->columns),
                       span(ui, key->rows)};
    snprintf(label, sizeof label, key->label ? "%s" : "Key %s", key->label ? key->label : key->types);
    const UiAct act = ui_interact(ui, ui_id(label), rect, UI_NO_RING | UI_KEEPS_FOCUS);
    if (act.clicked && key->run) {
        key->run(ui);
    } else if (act.clicked) {
        ui_edit_type(ui, key->types);
    }
    const bool done = key->icon == ICON_CHECK;
    const Color ground = done ? ui->theme->window : act.held ? ui_hover_fill(ui) : ui->theme->raised;
    const Color ink = done ? theme_ink(ui->theme->window) : ui->theme->text;
    const Point centre = {rect.x + rect.w / 2, rect.y + rect.h / 2};
    const float line = ui_hairline(ui);
    canvas_fill(ui->canvas, rect, ui_px(ui, 8), done ? ground : ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(rect, line), ui_px(ui, 8) - line, ground);
    icon_draw(ui->canvas, key->icon, centre, ui_px(ui, 20), ink);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MONO, 20), centre.x, centre.y, ALIGN_CENTRE, 0, ink,
                        key->shown);
    ui_report(ui, UI_ROLE_BUTTON, label, "", rect, true, false);
}

void keypad_run(Ui *ui) {
    if (ui->edit.id == 0 || !ui->edit.keypad || !ui->edit.shown) {
        return;
    }
    const Rect box = place(ui);
    const float line = ui_hairline(ui);
    ui->edit.pad = box;
    const CanvasLayer before = ui_layer_begin(ui, CANVAS_LAYER_MENU, box, false);
    canvas_fill(ui->canvas, box, ui_px(ui, 12), ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(box, line), ui_px(ui, 12) - line, ui->theme->panel);
    ui_report(ui, UI_ROLE_PANEL, N_("Keypad"), "", box, true, false);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        run_key(ui, &keys[i], box);
    }
    if (ui->event.kind == UI_EVENT_DOWN && rect_contains(box, ui->x, ui->y)) {
        ui_take(ui);
    }
    ui_layer_end(ui, before);
}
