/* A row of one table a hint. What it points at is found in the tree of this pass; without it nothing is
 * drawn.
 */
#include "app/chrome/hints.h"

#include "app/state.h"
#include "app/ui/controls.h"
#include "app/words.h"

#include <math.h>

/* In units. */
enum { PAD = 12, BUTTON = 60, BUTTON_HEIGHT = 28, HEIGHT = 44, POINTER = 8 };

static bool has_stepped(const App *app) {
    return player_destination(&app->player) > 0;
}

static bool has_edited(const App *app) {
    return ps_history_last_group(&app->history) != app->hints.group;
}

static bool has_compared(const App *app) {
    return app->stage == stage_find("compare");
}

/* To add a hint: a row. */
static const struct {
    const char *words;
    const char *at; /* the label of what it points at */
    bool (*followed)(const App *app);
} hints[] = {
    {N_("The right arrow key does one step, so does this"), N_("Next step"), has_stepped},
    {N_("Click a cell and type another number"), N_("Input"), has_edited},
    {N_("See max, average and global side by side"), N_("Compare"), has_compared},
};
enum { HINTS = sizeof hints / sizeof hints[0] };

void hints_begin(Hints *state) {
    *state = (Hints){.shown = true};
}

static void go_on(App *app) {
    Hints *state = &app->hints;
    state->done++;
    state->begun = false;
    state->shown = state->done < HINTS;
    app->ui.changed = true;
}

/* Above what it points at, where there is room, else under it. */
static Rect place(const Ui *ui, Rect at, float width, bool *above) {
    const float height = ui_px(ui, HEIGHT);
    const float pointer = ui_px(ui, POINTER);
    const float edge = ui_px(ui, 8);
    const float x = fmaxf(edge, fminf(at.x + at.w / 2 - width / 2, (float)ui->canvas->width - width - edge));
    *above = at.y - height - pointer >= edge;
    return (Rect){roundf(x), roundf(*above ? at.y - height - pointer : at.y + at.h + pointer), width, height};
}

static void draw_bubble(Ui *ui, Rect box, Rect at, bool above) {
    const float line = ui_px(ui, 2);
    const float pointer = ui_px(ui, POINTER);
    const float x = fminf(fmaxf(at.x + at.w / 2, box.x + 2 * pointer), box.x + box.w - 2 * pointer);
    const float from = above ? box.y + box.h - 1 : box.y + 1;
    const float to = above ? from + pointer : from - pointer;
    const Point tip[] = {{x - pointer, from}, {x + pointer, from}, {x, to}};
    canvas_polygon(ui->canvas, tip, 3, ui->theme->window);
    canvas_fill(ui->canvas, box, ui_px(ui, 10), ui->theme->window);
    canvas_fill(ui->canvas, rect_inset(box, line), ui_px(ui, 10) - line, ui->theme->raised);
}

static void show(App *app, int hint, Rect at) {
    Ui *ui = &app->ui;
    const Font font = ui_font(ui, FONT_MEDIUM, 13);
    const char *words = _(hints[hint].words);
    const float pad = ui_px(ui, PAD);
    const float button = ui_px(ui, BUTTON);
    const float text = ceilf(canvas_text_width(ui->canvas, font, words)) + 1;
    bool above = false;
    const Rect box = place(ui, at, text + button + 3 * pad, &above);
    const CanvasLayer before = ui_layer_begin(ui, CANVAS_LAYER_TOOLTIP, box, false);
    canvas_push_whole(ui->canvas);
    draw_bubble(ui, box, at, above);
    canvas_text_aligned(ui->canvas, font, box.x + pad, box.y + box.h / 2, ALIGN_LEFT, text, ui->theme->text,
                        words);
    ui_report(ui, UI_ROLE_TOOLTIP, hints[hint].words, "", box, true, false);
    const float height = ui_px(ui, BUTTON_HEIGHT);
    const ButtonSpec spec = {
        .rect = {box.x + box.w - pad - button, box.y + (box.h - height) / 2, button, height},
        .label = N_("Got it"),
        .tooltip = _("Take this hint away")};
    if (ui_button(ui, &spec)) {
        go_on(app);
    }
    canvas_pop_clip(ui->canvas);
    ui_layer_end(ui, before);
}

void chrome_hints(App *app) {
    Hints *state = &app->hints;
    if (!state->shown || app->presenter || app->dialog != APP_NO_DIALOG) {
        return;
    }
    if (!state->begun) {
        state->group = ps_history_last_group(&app->history);
        state->begun = true;
    }
    if (hints[state->done].followed(app)) {
        go_on(app);
        return;
    }
    const UiEntry *entry = ui_find(&app->ui, hints[state->done].at);
    if (entry != NULL && !rect_empty(entry->rect)) {
        show(app, state->done, entry->rect);
    }
}
