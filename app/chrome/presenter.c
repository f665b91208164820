/* Events to the pen, and the pen to the canvas.
 *
 * A press with Shift over the stage is the pen's until it is let go: the stage hears nothing of it. Whatever
 * lies over the stage, a dialog or a menu, has the pointer for itself.
 */
#include "app/chrome/presenter.h"

#include "app/words.h"

#include <math.h>

static bool has_stage(const App *app, const ChromeLayout *layout) {
    const Ui *ui = &app->ui;
    return app->presenter && !app->blank && ui->pointer_inside && !ui_blocked(ui, CANVAS_LAYER_STAGE) &&
           rect_contains(layout->stage, ui->x, ui->y);
}

static Point inside(Rect rect, float x, float y) {
    return (Point){fminf(fmaxf(x, rect.x), rect.x + rect.w), fminf(fmaxf(y, rect.y), rect.y + rect.h)};
}

/* Of a mouse: a finger hides what it points at anyway. */
static void point(App *app, const ChromeLayout *layout) {
    ChromePen *pen = &app->pen;
    const UiEvent *event = &app->ui.event;
    const bool moved = event->kind == UI_EVENT_MOVE || event->kind == UI_EVENT_DOWN;
    const bool over = pen->drawing || (has_stage(app, layout) && !event->touch);
    if (over && moved) {
        chrome_pen_point(pen, inside(layout->stage, event->x, event->y), app->now);
    } else if (!over) {
        chrome_pen_leave(pen);
    } else if (!pen->over) {
        chrome_pen_point(pen, (Point){app->ui.x, app->ui.y}, app->now);
    }
}

/* What the stage does not hear: nor is it pointed at while the pen draws. */
static void keep_from_stage(Ui *ui) {
    if (ui->event.kind == UI_EVENT_MOVE || ui->event.kind == UI_EVENT_DOWN || ui->event.kind == UI_EVENT_UP) {
        ui->event.kind = UI_EVENT_NONE;
        ui->changed = true;
        ui_take(ui);
    }
    ui->pointer_inside = false;
}

static bool begins(const App *app, const ChromeLayout *layout) {
    const UiEvent *event = &app->ui.event;
    return event->kind == UI_EVENT_DOWN && (event->modifiers & UI_SHIFT) && !event->touch &&
           has_stage(app, layout);
}

static void draw(App *app, const ChromeLayout *layout) {
    ChromePen *pen = &app->pen;
    const UiEvent event = app->ui.event;
    const Point at = inside(layout->stage, event.x, event.y);
    /* Whoever presses has let go before, whether that was heard or not. */
    if (event.kind == UI_EVENT_DOWN || event.kind == UI_EVENT_CANCEL) {
        chrome_pen_end(pen, app->now);
    }
    if (begins(app, layout)) {
        chrome_pen_begin(pen, at);
    }
    if (!pen->drawing) {
        return;
    }
    keep_from_stage(&app->ui);
    if (event.kind == UI_EVENT_MOVE || event.kind == UI_EVENT_UP) {
        chrome_pen_draw_to(pen, at);
    }
    if (event.kind == UI_EVENT_UP) {
        chrome_pen_end(pen, app->now);
    }
}

void chrome_presenter_listen(App *app, const ChromeLayout *layout) {
    if (!app->presenter) {
        chrome_pen_clear(&app->pen);
        chrome_pen_leave(&app->pen);
        return;
    }
    point(app, layout);
    draw(app, layout);
}

static void tell(App *app, const ChromeLayout *layout) {
    char count[16];
    snprintf(count, sizeof count, "%d", app->pen.stroke_count);
    if (app->pen.stroke_count > 0) {
        ui_report(&app->ui, UI_ROLE_MARK, N_("Pen strokes"), count, layout->stage, true, false);
    }
    if (chrome_pen_shines(&app->pen, app->now)) {
        ui_report(&app->ui, UI_ROLE_MARK, N_("Laser dot"), "",
                  (Rect){app->pen.at.x - 1, app->pen.at.y - 1, 2, 2}, true, false);
    }
}

void chrome_presenter_draw(App *app, const ChromeLayout *layout) {
    Canvas *canvas = &app->canvas;
    const CanvasLayer before = canvas_set_layer(canvas, CANVAS_LAYER_FLIGHT);
    canvas_push_clip(canvas, layout->stage);
    canvas_push_panel(canvas, layout->stage);
    chrome_pen_paint(&app->pen, canvas, app->ui.theme, (float)app->height, app->now);
    tell(app, layout);
    canvas_pop_clip(canvas);
    canvas_pop_clip(canvas);
    canvas_set_layer(canvas, before);
}
