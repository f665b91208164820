#include "tests/app/screen.h"

#include "app/ui/bubble.h"
#include "app/ui/edit.h"
#include "app/ui/scroll.h"

#include <stdlib.h>

static const Rect first_rect = {10, 10, 80, 30};
static const Rect second_rect = {10, 50, 80, 30};
static const Rect third_rect = {10, 90, 80, 30};

static void buttons(Screen *screen) {
    Ui *ui = &screen->ui;
    const ButtonSpec first = {
        .rect = first_rect, .label = "First", .tooltip = "The first", .repeats = screen->repeats};
    const ButtonSpec second = {
        .rect = second_rect, .label = "Second", .tooltip = "The second", .disabled = screen->disable_second};
    const ButtonSpec third = {.rect = third_rect, .label = "Third"};
    const bool pressed = ui_button(ui, &first);
    screen->presses += pressed;
    screen->fires += pressed;
    if (!screen->hide_second) {
        screen->presses += 10 * ui_button(ui, &second);
    }
    screen->presses += 100 * ui_button(ui, &third);
}

static void steppers(Screen *screen) {
    char value[32];
    snprintf(value, sizeof value, "%d", screen->number);
    const StepperSpec spec = {.row = {10, 130, 260, 32},
                              .label = "Number",
                              .increase = "More",
                              .decrease = "Less",
                              .value = value,
                              .typing = true};
    const StepperAct act = ui_stepper(&screen->ui, &spec);
    screen->number += act.change;
    screen->refusals += act.refused;
    if (act.typed) {
        screen->typed = act.number;
        screen->number = (int)act.number;
    }
    screen->ui.changed |= act.change != 0 || act.typed;
}

static void choices(Screen *screen) {
    static const Segment segments[] = {{.label = "One"}, {.label = "Two"}, {.label = "Three"}};
    static const char *const items[] = {"Red", "Green", "Blue"};
    if (screen->segmented) {
        const SegmentedSpec spec = {.caption = {10, 170, 100, 16},
                                    .rect = {10, 190, 240, 32},
                                    .label = "Choice",
                                    .segments = segments,
                                    .count = 3};
        ui_segmented(&screen->ui, &spec, &screen->segment);
    }
    if (screen->menu) {
        const MenuSpec spec = {.rect = {10, 230, 120, 28},
                               .label = "Colour",
                               .value = items[screen->item],
                               .items = items,
                               .count = 3,
                               .selected = screen->item};
        const int chosen = ui_menu(&screen->ui, &spec);
        screen->item = chosen >= 0 ? chosen : screen->item;
    }
}

static void scroll_area(Screen *screen) {
    Ui *ui = &screen->ui;
    const Rect view = {300, 10, 200, 100};
    const Point origin = ui_scroll_begin(ui, "Area", view);
    for (int i = 0; i < 10; i++) {
        char label[32];
        snprintf(label, sizeof label, "Row %d", i);
        const ButtonSpec spec = {.rect = {origin.x + 10, origin.y + 10 + 40 * (float)i, 100, 30},
                                 .label = label};
        screen->presses += 1000 * ui_button(ui, &spec);
    }
    ui_scroll_end(ui, "Area", view.w, 420);
}

static void dialog(Screen *screen) {
    Ui *ui = &screen->ui;
    const CanvasLayer before = ui_layer_begin(ui, CANVAS_LAYER_DIALOG, (Rect){60, 40, 200, 100}, true);
    const ButtonSpec inside = {.rect = {70, 50, 80, 30}, .label = "Inside"};
    screen->presses += 10000 * ui_button(ui, &inside);
    ui_layer_end(ui, before);
}

static void text_field(Screen *screen) {
    Ui *ui = &screen->ui;
    const UiId id = ui_id("Field");
    const Rect rect = {10, 300, 100, 24};
    const UiAct act = ui_interact(ui, id, rect, UI_STOP | UI_CLICK_FOCUS);
    ui_report(ui, UI_ROLE_TEXTFIELD, "Field", ui->edit.text, rect, true, act.focused);
    if (ui_edit_active(ui, id)) {
        screen->ended = ui_edit_run(ui, id, rect, (Font){FONT_MONO, 12}, 0xFFFFFFFF);
        snprintf(screen->text, sizeof screen->text, "%.*s", UI_EDIT_SHORT - 1, ui->edit.text);
        if (screen->ended != UI_EDIT_RUNS) {
            ui_edit_end(ui);
        }
    }
}

static void long_field(Screen *screen) {
    const TextFieldSpec spec = {
        .rect = {10, 340, 220, 30}, .label = "Path", .text = screen->path, .size = sizeof screen->path};
    screen->act = ui_textfield(&screen->ui, &spec);
}

static void build(Screen *screen) {
    buttons(screen);
    if (screen->stepper) {
        steppers(screen);
    }
    choices(screen);
    if (screen->scroll) {
        scroll_area(screen);
    }
    text_field(screen);
    if (screen->field) {
        long_field(screen);
    }
    if (screen->modal) {
        dialog(screen);
    }
}

void screen_pass(Screen *screen, const UiEvent *event) {
    Rect damage[CANVAS_DAMAGE];
    canvas_begin(&screen->canvas, 600, 400, 0x000000FF);
    ui_begin(&screen->ui, theme_get(THEME_NIGHT), 1, event, screen->now);
    build(screen);
    ui_end(&screen->ui);
    ui_bubble_draw(&screen->ui);
    canvas_end(&screen->canvas, damage);
}

/* An event, then passes until nothing changes. */
void screen_send(Screen *screen, UiEvent event) {
    screen_pass(screen, &event);
    for (int i = 0; i < 5 && (i == 0 || screen->ui.changed); i++) {
        screen_pass(screen, NULL);
    }
    assert_false(screen->ui.changed);
}

void screen_settle(Screen *screen) {
    screen_send(screen, (UiEvent){0});
}

int screen_set_up(void **state) {
    Screen *screen = calloc(1, sizeof *screen);
    canvas_init(&screen->canvas, canvas_metrics_fake());
    ui_init(&screen->ui, &screen->canvas);
    screen_settle(screen);
    *state = screen;
    return 0;
}

int screen_tear_down(void **state) {
    Screen *screen = *state;
    ui_free(&screen->ui);
    canvas_free(&screen->canvas);
    free(screen);
    return 0;
}

void screen_move(Screen *screen, float x, float y) {
    screen_send(screen, (UiEvent){.kind = UI_EVENT_MOVE, .x = x, .y = y});
}

void screen_down(Screen *screen, float x, float y) {
    screen_send(screen, (UiEvent){.kind = UI_EVENT_DOWN, .x = x, .y = y, .clicks = 1});
}

void screen_up(Screen *screen, float x, float y) {
    screen_send(screen, (UiEvent){.kind = UI_EVENT_UP, .x = x, .y = y});
}

Point screen_middle(const Screen *screen, const char *label) {
    const UiEntry *entry = ui_find(&screen->ui, label);
    assert_non_null(entry);
    return (Point){entry->rect.x + entry->rect.w / 2, entry->rect.y + entry->rect.h / 2};
}

void screen_click(Screen *screen, const char *label) {
    const Point at = screen_middle(screen, label);
    screen_down(screen, at.x, at.y);
    screen_up(screen, at.x, at.y);
}

void screen_key(Screen *screen, int which, unsigned modifiers) {
    screen_send(screen, (UiEvent){.kind = UI_EVENT_KEY, .key = which, .modifiers = modifiers});
}

void screen_type(Screen *screen, const char *text) {
    UiEvent event = {.kind = UI_EVENT_TEXT};
    snprintf(event.text, sizeof event.text, "%s", text);
    screen_send(screen, event);
}

void assert_focus(const Screen *screen, const char *label) {
    assert_int_equal(screen->ui.focus, label ? ui_id(label) : 0);
}

void screen_wait(Screen *screen, double seconds) {
    screen->now += seconds;
    screen_settle(screen);
}
