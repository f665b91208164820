/* The size asked for follows the pointer in whole cells; input_size.c asks. */
#include "app/stages/shared/input_corner.h"

#include "app/stages/shared/grid_controls.h"
#include "app/stages/shared/input_size.h"
#include "app/words.h"

#include <math.h>

static int clamp(int value) {
    return value < 1 ? 1 : value > STAGE_MAP_SIDE ? STAGE_MAP_SIDE : value;
}

/* Two short strokes, as on the corners of windows; a picture of the stage goes without. */
static void draw_corner(Ui *ui, Rect corner, UiAct act) {
    const Color color = act.hovered || act.held ? ui->theme->text : ui->theme->faint;
    for (int i = 1; i <= 2; i++) {
        const float reach = corner.w * 0.3F * (float)i;
        const Point line[] = {{corner.x + reach, corner.y + 1}, {corner.x + 1, corner.y + reach}};
        canvas_polyline(ui->canvas, line, 2, fmaxf(1.5F, ui_px(ui, 1.5F)), color);
    }
}

static UiId corner_id(void) {
    return ui_id("Input corner");
}

/* The hand counts in cells as they were when it took the corner: the pitch changes with the size. */
static void take(const StageContext *context, const InputMap *map, InputView *view) {
    view->resize_height = context->scope.scene->input.height;
    view->resize_width = context->scope.scene->input.width;
    view->resize_pitch = fmaxf(1, (float)map->grid->pitch);
    view->resize_group = stage_new_group(context);
}

/* The size that pointer and keys ask for. */
static InputSize wanted_size(const StageContext *context, const InputView *view, UiAct act) {
    Ui *ui = context->ui;
    InputSize size = {context->scope.scene->input.height, context->scope.scene->input.width};
    if (act.held && ui->event.kind == UI_EVENT_MOVE) {
        const float rows = (ui->y - ui->press_y) / view->resize_pitch;
        const float columns = (ui->x - ui->press_x) / view->resize_pitch;
        size.height = clamp(view->resize_height + (int)lroundf(rows));
        size.width = clamp(view->resize_width + (int)lroundf(columns));
    }
    const GridStep step = grid_arrows(ui, corner_id(), 0);
    return (InputSize){size.height + step.down, size.width + step.right};
}

static void tell(const StageContext *context, Rect corner, bool focused) {
    char size[PS_NUMBER_SIZE];
    snprintf(size, sizeof size, "%d × %d", context->scope.scene->input.height,
             context->scope.scene->input.width);
    ui_report(context->ui, UI_ROLE_MARK, N_("Input corner"), size, corner, true, focused);
}

void input_corner(const StageContext *context, const InputMap *map, InputView *view) {
    Ui *ui = context->ui;
    const Rect corner = map->corner;
    if (rect_empty(corner)) {
        return;
    }
    const UiAct act = ui_interact(ui, corner_id(), corner, UI_STOP);
    draw_corner(ui, corner, act);
    if (act.pressed) {
        take(context, map, view);
    }
    const InputSize size = wanted_size(context, view, act);
    if (size.height != context->scope.scene->input.height ||
        size.width != context->scope.scene->input.width) {
        input_size_request(context, size, act.held ? view->resize_group : 0, corner);
    }
    ui_tooltip(ui, act, corner, _("Drag to resize the map; with the focus, the arrow keys"));
    tell(context, corner, act.focused);
}
