/* Wheel, pinch, drag, keys and buttons change one Camera; grid.c turns it into positions. */
#include "app/stages/shared/input_camera.h"

#include "app/words.h"

#include <math.h>
#include <string.h>

static Point middle_of(Rect rect) {
    return (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

/* The position under a point, in cells. */
static double position(double at, double origin, double pitch, int first) {
    return (at - origin) / pitch + first;
}

void input_camera_zoom(const InputMap *map, InputView *view, float x, float y, float factor) {
    const Grid *grid = map->grid;
    const double row = position((double)y, grid->y, grid->pitch, grid->first_row);
    const double column = position((double)x, grid->x, grid->pitch, grid->first_column);
    const double wanted = fmin(map->closest, fmax(map->fit, grid->pitch * (double)factor));
    const Point middle = middle_of(grid->view);
    view->camera.zoom = wanted <= map->fit * 1.001 ? 1 : (float)(wanted / map->fit);
    /* What is under the pointer stays there; the pitch itself may be rounded to whole pixels. */
    const double after = grid_settle_pitch(wanted);
    view->camera.row = row - ((double)y - (double)middle.y) / after;
    view->camera.column = column - ((double)x - (double)middle.x) / after;
}

void input_camera_pan(const InputMap *map, InputView *view, float dx, float dy) {
    const Grid *grid = map->grid;
    if (view->camera.zoom <= 1) {
        return;
    }
    /* From what is shown, so that nothing is saved up beyond the edge. */
    const Point middle = middle_of(grid->view);
    view->camera.column = position((double)middle.x - (double)dx, grid->x, grid->pitch, grid->first_column);
    view->camera.row = position((double)middle.y - (double)dy, grid->y, grid->pitch, grid->first_row);
}

static bool lies_in(Rect rect, Rect room) {
    return rect.x >= room.x && rect.y >= room.y && rect.x + rect.w <= room.x + room.w &&
           rect.y + rect.h <= room.y + room.h;
}

void input_camera_reveal(const InputMap *map, InputView *view, int64_t row, int64_t column, int64_t height,
                         int64_t width) {
    if (view->camera.zoom > 1 &&
        !lies_in(grid_span(map->grid, row, column, height, width), map->grid->view)) {
        view->camera.row = (double)row + (double)height / 2;
        view->camera.column = (double)column + (double)width / 2;
    }
}

static void follow(const StageContext *context, const InputMap *map, InputView *view) {
    if (view->followed == context->scope.step) {
        return;
    }
    view->followed = context->scope.step;
    if (context->scope.step > 0) {
        const PsWindow window = ps_walk_at(&context->scope.facts->pooled.walk, context->scope.step);
        const double row = view->camera.row;
        const double column = view->camera.column;
        input_camera_reveal(map, view, window.row, window.column, window.height, window.width);
        context->ui->changed |= row != view->camera.row || column != view->camera.column;
    }
}

/* Moves the camera by an event over the map; false where it is none of its own. */
static bool move_by_event(const Ui *ui, const InputMap *map, InputView *view) {
    const UiEvent *event = &ui->event;
    const bool zoomed = view->camera.zoom > 1;
    if (event->kind == UI_EVENT_ZOOM) {
        input_camera_zoom(map, view, event->x, event->y, event->wheel);
    } else if (event->kind == UI_EVENT_PAN && zoomed) {
        input_camera_pan(map, view, event->dx, event->dy);
    } else if (event->kind == UI_EVENT_WHEEL && zoomed) {
        const float by = event->wheel * ui_px(ui, 48);
        const bool across = event->modifiers & UI_SHIFT;
        input_camera_pan(map, view, across ? by : 0, across ? 0 : by);
    } else {
        return false;
    }
    return true;
}

static void pointer(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const bool over =
        rect_contains(map->grid->view, ui->event.x, ui->event.y) && !ui_blocked(ui, ui->canvas->layer);
    if (over && !ui->consumed && move_by_event(ui, map, view)) {
        ui_take(ui);
        ui->changed = true;
    }
}

enum { ZOOM_STEP_PERCENT = 125 };

static void zoom_middle(const StageContext *context, const InputMap *map, InputView *view, bool closer) {
    const Point middle = middle_of(map->grid->view);
    const float factor = (float)ZOOM_STEP_PERCENT / 100;
    input_camera_zoom(map, view, middle.x, middle.y, closer ? factor : 1 / factor);
    context->ui->changed = true;
}

/* Plus and minus, unless a control takes typed text. */
static void zoom_keys(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const char *text = ui->event.text;
    const bool typed = ui->event.kind == UI_EVENT_TEXT && !ui->consumed && !ui->focus_types;
    if (typed && (strcmp(text, "+") == 0 || strcmp(text, "-") == 0)) {
        zoom_middle(context, map, view, text[0] == '+');
        ui_take(ui);
    }
}

static void keys(const StageContext *context, const InputMap *map, InputView *view) {
    static const struct {
        int key;
        float x, y;
    } moves[] = {{UI_KEY_LEFT, 1, 0}, {UI_KEY_RIGHT, -1, 0}, {UI_KEY_UP, 0, 1}, {UI_KEY_DOWN, 0, -1}};
    Ui *ui = context->ui;
    if (ui->edit.id != 0 || ui_modal_above(ui, ui->canvas->layer)) {
        return;
    }
    zoom_keys(context, map, view);
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        if (ui_key_anywhere(ui, moves[i].key, UI_CTRL)) {
            const Rect seen = map->grid->view;
            input_camera_pan(map, view, moves[i].x * seen.w / 4, moves[i].y * seen.h / 4);
        }
    }
}

void input_camera_controls(const StageContext *context, const InputMap *map, InputView *view) {
    pointer(context, map, view);
    keys(context, map, view);
    follow(context, map, view);
}

bool input_camera_has_buttons(const InputMap *map, const InputView *view) {
    return map->fit < 4 || view->camera.zoom > 1;
}

void input_camera_buttons(const StageContext *context, const InputMap *map, InputView *view) {
    const float size = map->strip.h;
    const float right = map->strip.x + map->strip.w;
    const ButtonSpec closer = {.rect = {right - size, map->strip.y, size, size},
                               .label = N_("Zoom in"),
                               .tooltip = _("Closer (+, or Ctrl and the wheel)"),
                               .icon = ICON_PLUS,
                               .disabled = map->grid->pitch >= map->closest,
                               .repeats = true};
    const ButtonSpec wider = {.rect = {right - 2 * size - 4, map->strip.y, size, size},
                              .label = N_("Zoom out"),
                              .tooltip = _("Wider (-, or Ctrl and the wheel)"),
                              .icon = ICON_MINUS,
                              .disabled = view->camera.zoom <= 1,
                              .repeats = true};
    if (!input_camera_has_buttons(map, view)) {
        return;
    }
    if (ui_button(context->ui, &wider)) {
        zoom_middle(context, map, view, false);
    }
    if (ui_button(context->ui, &closer)) {
        zoom_middle(context, map, view, true);
    }
}
