/* The toolkit by itself: a small screen of controls, one pass an event, a virtual clock. */
#include "app/ui/controls.h"

#include "tests/unit/unit.h"

#include <math.h>
#include <stdlib.h>

/* What the screen holds, and what it was told. */
typedef struct Screen {
    Canvas canvas;
    Ui ui;
    double now;
    int presses, number, item, segment, refusals, fires;
    int64_t typed;
    bool hide_second, modal, repeats, menu, segmented, stepper, scroll;
    UiEditEnd ended;
    char text[64];
} Screen;

static const Rect first_rect = {10, 10, 80, 30};
static const Rect second_rect = {10, 50, 80, 30};
static const Rect third_rect = {10, 90, 80, 30};

static void buttons(Screen *screen) {
    Ui *ui = &screen->ui;
    const ButtonSpec first = {
        .rect = first_rect, .label = "First", .tooltip = "The first", .repeats = screen->repeats};
    const ButtonSpec second = {.rect = second_rect, .label = "Second"};
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
        snprintf(screen->text, sizeof screen->text, "%s", ui->edit.text);
        if (screen->ended != UI_EDIT_RUNS) {
            ui_edit_end(ui);
        }
    }
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
    if (screen->modal) {
        dialog(screen);
    }
}

static void pass(Screen *screen, const UiEvent *event) {
    Rect damage[CANVAS_DAMAGE];
    canvas_begin(&screen->canvas, 600, 400, 0x000000FF);
    ui_begin(&screen->ui, theme_get(THEME_NIGHT), 1, event, screen->now);
    build(screen);
    ui_end(&screen->ui);
    canvas_end(&screen->canvas, damage);
}

/* An event, then passes until nothing changes. */
static void send(Screen *screen, UiEvent event) {
    pass(screen, &event);
    for (int i = 0; i < 5 && (i == 0 || screen->ui.changed); i++) {
        pass(screen, NULL);
    }
    assert_false(screen->ui.changed);
}

static void settle(Screen *screen) {
    send(screen, (UiEvent){0});
}

static int set_up(void **state) {
    Screen *screen = calloc(1, sizeof *screen);
    canvas_init(&screen->canvas, canvas_metrics_fake());
    ui_init(&screen->ui, &screen->canvas);
    settle(screen);
    *state = screen;
    return 0;
}

static int tear_down(void **state) {
    Screen *screen = *state;
    ui_free(&screen->ui);
    canvas_free(&screen->canvas);
    free(screen);
    return 0;
}

static void move(Screen *screen, float x, float y) {
    send(screen, (UiEvent){.kind = UI_EVENT_MOVE, .x = x, .y = y});
}

static void down(Screen *screen, float x, float y) {
    send(screen, (UiEvent){.kind = UI_EVENT_DOWN, .x = x, .y = y, .clicks = 1});
}

static void up(Screen *screen, float x, float y) {
    send(screen, (UiEvent){.kind = UI_EVENT_UP, .x = x, .y = y});
}

static Point middle(const Screen *screen, const char *label) {
    const UiEntry *entry = ui_find(&screen->ui, label);
    assert_non_null(entry);
    return (Point){entry->rect.x + entry->rect.w / 2, entry->rect.y + entry->rect.h / 2};
}

static void click(Screen *screen, const char *label) {
    const Point at = middle(screen, label);
    down(screen, at.x, at.y);
    up(screen, at.x, at.y);
}

static void key(Screen *screen, int which, unsigned modifiers) {
    send(screen, (UiEvent){.kind = UI_EVENT_KEY, .key = which, .modifiers = modifiers});
}

static void type(Screen *screen, const char *text) {
    UiEvent event = {.kind = UI_EVENT_TEXT};
    snprintf(event.text, sizeof event.text, "%s", text);
    send(screen, event);
}

static void assert_focus(const Screen *screen, const char *label) {
    assert_int_equal(screen->ui.focus, label ? ui_id(label) : 0);
}

/* Buttons. */

static void a_click_is_press_and_release_inside(void **state) {
    Screen *screen = *state;
    down(screen, 20, 20);
    assert_int_equal(screen->presses, 0);
    up(screen, 30, 30);
    assert_int_equal(screen->presses, 1);
}

static void dragging_off_cancels_a_click(void **state) {
    Screen *screen = *state;
    down(screen, 20, 20);
    move(screen, 200, 200);
    up(screen, 200, 200);
    assert_int_equal(screen->presses, 0);
    assert_int_equal(screen->ui.active, 0);
    down(screen, 200, 200);
    up(screen, 20, 20);
    assert_int_equal(screen->presses, 0);
}

static void dragging_onto_another_button_presses_neither(void **state) {
    Screen *screen = *state;
    down(screen, 20, 20);
    up(screen, 20, 60);
    assert_int_equal(screen->presses, 0);
}

static void dragging_off_and_back_clicks(void **state) {
    Screen *screen = *state;
    down(screen, 20, 20);
    move(screen, 200, 200);
    move(screen, 20, 20);
    up(screen, 20, 20);
    assert_int_equal(screen->presses, 1);
}

static void the_edges_belong_to_one_control_alone(void **state) {
    Screen *screen = *state;
    down(screen, 10, 10);
    up(screen, 10, 10);
    assert_int_equal(screen->presses, 1);
    down(screen, 90, 20);
    up(screen, 90, 20);
    down(screen, 20, 40);
    up(screen, 20, 40);
    assert_int_equal(screen->presses, 1);
}

static void a_click_gives_a_button_no_focus_and_takes_it_from_others(void **state) {
    Screen *screen = *state;
    click(screen, "First");
    assert_focus(screen, NULL);
    key(screen, UI_KEY_TAB, 0);
    assert_focus(screen, "First");
    click(screen, "Second");
    assert_focus(screen, NULL);
    assert_false(screen->ui.ring);
}

static void space_and_enter_press_the_focused_button(void **state) {
    Screen *screen = *state;
    key(screen, UI_KEY_SPACE, 0);
    key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->presses, 0);
    key(screen, UI_KEY_TAB, 0);
    key(screen, UI_KEY_TAB, 0);
    key(screen, UI_KEY_SPACE, 0);
    assert_int_equal(screen->presses, 10);
    key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->presses, 20);
    key(screen, UI_KEY_SPACE, UI_CTRL);
    key(screen, UI_KEY_ENTER, UI_SHIFT);
    assert_int_equal(screen->presses, 20);
}

static void a_press_beside_everything_takes_the_focus_away(void **state) {
    Screen *screen = *state;
    key(screen, UI_KEY_TAB, 0);
    down(screen, 550, 390);
    up(screen, 550, 390);
    assert_focus(screen, NULL);
}

/* Focus. */

static void tab_goes_through_all_controls_in_order_and_wraps(void **state) {
    Screen *screen = *state;
    static const char *const order[] = {"First", "Second", "Third", "Field", "First"};
    for (int i = 0; i < 5; i++) {
        key(screen, UI_KEY_TAB, 0);
        assert_focus(screen, order[i]);
        assert_true(screen->ui.ring);
    }
}

static void shift_tab_goes_the_other_way_and_begins_at_the_last(void **state) {
    Screen *screen = *state;
    static const char *const order[] = {"Field", "Third", "Second", "First", "Field"};
    for (int i = 0; i < 5; i++) {
        key(screen, UI_KEY_TAB, UI_SHIFT);
        assert_focus(screen, order[i]);
    }
}

static void tabs_that_come_before_a_frame_are_not_lost(void **state) {
    Screen *screen = *state;
    const UiEvent tab = {.kind = UI_EVENT_KEY, .key = UI_KEY_TAB};
    pass(screen, &tab);
    pass(screen, &tab);
    pass(screen, &tab);
    assert_focus(screen, "Third");
}

static void tab_with_ctrl_or_alt_is_not_ours(void **state) {
    Screen *screen = *state;
    key(screen, UI_KEY_TAB, UI_CTRL);
    key(screen, UI_KEY_TAB, UI_ALT);
    assert_focus(screen, NULL);
}

static void the_neighbour_inherits_the_focus_of_what_vanished(void **state) {
    Screen *screen = *state;
    key(screen, UI_KEY_TAB, 0);
    key(screen, UI_KEY_TAB, 0);
    screen->hide_second = true;
    settle(screen);
    assert_focus(screen, "Third");
    screen->hide_second = false;
    settle(screen);
    assert_focus(screen, "Third");
}

static void the_tree_says_what_has_the_focus(void **state) {
    Screen *screen = *state;
    key(screen, UI_KEY_TAB, 0);
    assert_true(ui_find(&screen->ui, "First")->focused);
    assert_false(ui_find(&screen->ui, "Second")->focused);
}

static int rings(const Screen *screen) {
    int count = 0;
    for (size_t i = 0; i < screen->canvas.count; i++) {
        const CanvasCommand *command = &screen->canvas.commands[i];
        count += command->kind == CANVAS_STROKE && command->color == theme_get(THEME_NIGHT)->window;
    }
    return count;
}

static void the_ring_shows_after_keyboard_use_only(void **state) {
    Screen *screen = *state;
    assert_int_equal(rings(screen), 0);
    key(screen, UI_KEY_TAB, 0);
    assert_int_equal(rings(screen), 1);
    click(screen, "Field");
    assert_focus(screen, "Field");
    assert_int_equal(rings(screen), 0);
}

/* Segments, steppers, menus. */

static void a_segmented_control_is_one_stop_with_arrows_inside(void **state) {
    Screen *screen = *state;
    screen->segmented = true;
    settle(screen);
    for (int i = 0; i < 4; i++) {
        key(screen, UI_KEY_TAB, 0);
    }
    assert_focus(screen, "Choice");
    assert_true(ui_find(&screen->ui, "One")->focused);
    key(screen, UI_KEY_RIGHT, 0);
    assert_int_equal(screen->segment, 1);
    key(screen, UI_KEY_DOWN, 0);
    assert_int_equal(screen->segment, 2);
    key(screen, UI_KEY_LEFT, 0);
    assert_int_equal(screen->segment, 1);
    assert_focus(screen, "Choice");
    key(screen, UI_KEY_TAB, 0);
    assert_focus(screen, "Field");
    click(screen, "Three");
    assert_int_equal(screen->segment, 2);
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Choice")), "Three");
}

static void start_stepper(Screen *screen) {
    screen->stepper = true;
    screen->number = 5;
    settle(screen);
}

static void a_stepper_counts_by_its_buttons(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    click(screen, "More");
    click(screen, "More");
    click(screen, "Less");
    assert_int_equal(screen->number, 6);
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Number")), "6");
}

static void a_stepper_counts_by_arrows(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    click(screen, "Number");
    assert_focus(screen, "Number");
    key(screen, UI_KEY_UP, 0);
    key(screen, UI_KEY_RIGHT, 0);
    assert_int_equal(screen->number, 7);
    key(screen, UI_KEY_DOWN, 0);
    key(screen, UI_KEY_LEFT, 0);
    key(screen, UI_KEY_DOWN, 0);
    assert_int_equal(screen->number, 4);
}

static void digits_typed_on_a_stepper_edit_it(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    click(screen, "Number");
    type(screen, "1");
    type(screen, "2");
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Number")), "12");
    assert_int_equal(screen->number, 5);
    key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->typed, 12);
    assert_int_equal(screen->ui.edit.id, 0);
    assert_focus(screen, "Number");
}

static void escape_and_an_empty_text_leave_a_stepper_as_it_was(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    click(screen, "Number");
    type(screen, "9");
    key(screen, UI_KEY_ESCAPE, 0);
    assert_int_equal(screen->number, 5);
    type(screen, "9");
    key(screen, UI_KEY_BACKSPACE, 0);
    key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->number, 5);
    assert_int_equal(screen->refusals, 0);
}

static void a_stepper_refuses_what_is_no_whole_number(void **state) {
    Screen *screen = *state;
    static const char *const wrong[] = {"1.5", "1e3", "12a", "99999999999999999999", "1 2"};
    start_stepper(screen);
    click(screen, "Number");
    for (int i = 0; i < 5; i++) {
        for (const char *c = wrong[i]; *c; c++) {
            type(screen, (const char[]){*c, 0});
        }
        key(screen, UI_KEY_ENTER, 0);
        assert_int_equal(screen->refusals, i + 1);
        assert_int_equal(screen->number, 5);
    }
}

static void tab_takes_what_was_typed_into_a_stepper(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    click(screen, "Number");
    type(screen, "8");
    key(screen, UI_KEY_TAB, 0);
    assert_int_equal(screen->number, 8);
    assert_int_equal(screen->ui.edit.id, 0);
}

static void a_press_elsewhere_takes_what_was_typed_into_a_stepper(void **state) {
    Screen *screen = *state;
    start_stepper(screen);
    click(screen, "Number");
    type(screen, "8");
    click(screen, "First");
    assert_int_equal(screen->number, 8);
    assert_int_equal(screen->presses, 1);
}

static void start_menu(Screen *screen) {
    screen->menu = true;
    settle(screen);
}

static void a_menu_opens_and_chooses_by_mouse(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    assert_null(ui_find(&screen->ui, "Green"));
    click(screen, "Colour");
    assert_non_null(ui_find(&screen->ui, "Green"));
    click(screen, "Green");
    assert_int_equal(screen->item, 1);
    assert_null(ui_find(&screen->ui, "Red"));
}

static void a_menu_opens_and_chooses_by_keyboard(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    for (int i = 0; i < 4; i++) {
        key(screen, UI_KEY_TAB, 0);
    }
    assert_focus(screen, "Colour");
    key(screen, UI_KEY_ENTER, 0);
    assert_true(ui_find(&screen->ui, "Red")->focused);
    key(screen, UI_KEY_UP, 0);
    assert_true(ui_find(&screen->ui, "Blue")->focused);
    key(screen, UI_KEY_SPACE, 0);
    assert_int_equal(screen->item, 2);
    assert_focus(screen, "Colour");
    key(screen, UI_KEY_DOWN, 0);
    key(screen, UI_KEY_DOWN, 0);
    key(screen, UI_KEY_ENTER, 0);
    assert_int_equal(screen->item, 0);
    assert_int_equal(screen->ui.menu, 0);
}

static void escape_closes_a_menu_and_nothing_else(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    click(screen, "Colour");
    const UiEvent escape = {.kind = UI_EVENT_KEY, .key = UI_KEY_ESCAPE};
    pass(screen, &escape);
    assert_true(screen->ui.consumed);
    settle(screen);
    assert_null(ui_find(&screen->ui, "Green"));
    pass(screen, &escape);
    assert_false(screen->ui.consumed);
}

static void a_press_outside_closes_a_menu_and_presses_nothing(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    click(screen, "Colour");
    click(screen, "First");
    assert_int_equal(screen->presses, 0);
    assert_null(ui_find(&screen->ui, "Green"));
    click(screen, "First");
    assert_int_equal(screen->presses, 1);
}

static void tab_in_an_open_menu_does_not_lose_the_focus(void **state) {
    Screen *screen = *state;
    start_menu(screen);
    for (int i = 0; i < 4; i++) {
        key(screen, UI_KEY_TAB, 0);
    }
    key(screen, UI_KEY_ENTER, 0);
    key(screen, UI_KEY_TAB, 0);
    key(screen, UI_KEY_ESCAPE, 0);
    assert_int_not_equal(screen->ui.focus, 0);
}

/* Layers. */

static void a_modal_layer_makes_everything_below_inert(void **state) {
    Screen *screen = *state;
    screen->modal = true;
    settle(screen);
    settle(screen);
    click(screen, "Third");
    down(screen, 15, 15);
    up(screen, 15, 15);
    assert_int_equal(screen->presses, 0);
    for (int i = 0; i < 3; i++) {
        key(screen, UI_KEY_TAB, 0);
        assert_focus(screen, "Inside");
    }
    click(screen, "Inside");
    assert_int_equal(screen->presses, 10000);
}

static void closing_a_modal_layer_gives_back_what_is_below(void **state) {
    Screen *screen = *state;
    screen->modal = true;
    settle(screen);
    screen->modal = false;
    settle(screen);
    click(screen, "First");
    assert_int_equal(screen->presses, 1);
}

/* Scrolling. */

static void start_scroll(Screen *screen) {
    screen->scroll = true;
    settle(screen);
    settle(screen);
}

static void the_wheel_scrolls_what_it_is_over_and_stops_at_the_ends(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const float top = ui_find(&screen->ui, "Row 0")->full.y;
    send(screen, (UiEvent){.kind = UI_EVENT_WHEEL, .x = 350, .y = 50, .wheel = -1});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top - 48);
    send(screen, (UiEvent){.kind = UI_EVENT_WHEEL, .x = 350, .y = 50, .wheel = -100});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top - 320);
    send(screen, (UiEvent){.kind = UI_EVENT_WHEEL, .x = 350, .y = 50, .wheel = 100});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top);
    send(screen, (UiEvent){.kind = UI_EVENT_WHEEL, .x = 20, .y = 20, .wheel = -1});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top);
}

static void the_thumb_scrolls_in_proportion(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const Point thumb = middle(screen, "Area");
    down(screen, thumb.x, thumb.y);
    move(screen, thumb.x, thumb.y + 1000);
    up(screen, thumb.x, thumb.y + 1000);
    assert_string_equal(ui_entry_value(&screen->ui, ui_find(&screen->ui, "Area")), "100");
    assert_true(ui_find(&screen->ui, "Row 9")->rect.h == 30);
}

static void a_finger_drags_the_content(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const float top = ui_find(&screen->ui, "Row 0")->full.y;
    send(screen, (UiEvent){.kind = UI_EVENT_DOWN, .x = 450, .y = 60, .touch = true, .clicks = 1});
    send(screen, (UiEvent){.kind = UI_EVENT_MOVE, .x = 450, .y = 30, .touch = true});
    send(screen, (UiEvent){.kind = UI_EVENT_UP, .x = 450, .y = 30, .touch = true});
    assert_true(ui_find(&screen->ui, "Row 0")->full.y == top - 30);
}

static void the_focus_is_scrolled_into_view(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    for (int i = 0; i < 13; i++) {
        key(screen, UI_KEY_TAB, 0);
    }
    assert_focus(screen, "Row 9");
    assert_true(ui_find(&screen->ui, "Row 9")->rect.h == 30);
    for (int i = 0; i < 9; i++) {
        key(screen, UI_KEY_TAB, UI_SHIFT);
    }
    assert_focus(screen, "Row 0");
    assert_true(ui_find(&screen->ui, "Row 0")->rect.h == 30);
}

static void what_is_scrolled_out_of_sight_cannot_be_pressed(void **state) {
    Screen *screen = *state;
    start_scroll(screen);
    const Rect hidden = ui_find(&screen->ui, "Row 5")->full;
    down(screen, hidden.x + 5, hidden.y + 5);
    up(screen, hidden.x + 5, hidden.y + 5);
    assert_int_equal(screen->presses, 0);
    assert_true(rect_empty(ui_find(&screen->ui, "Row 5")->rect));
}

/* Edits. */

static void start_edit(Screen *screen, const char *text) {
    ui_edit_begin(&screen->ui, ui_id("Field"), text);
    settle(screen);
}

static void assert_edit(const Screen *screen, const char *text, size_t caret) {
    assert_string_equal(screen->ui.edit.text, text);
    assert_int_equal(screen->ui.edit.caret, caret);
    assert_int_equal(screen->ui.edit.length, strlen(text));
}

static void the_caret_moves_by_characters_not_bytes(void **state) {
    Screen *screen = *state;
    start_edit(screen, "aé∞");
    assert_edit(screen, "aé∞", 6);
    key(screen, UI_KEY_LEFT, 0);
    assert_edit(screen, "aé∞", 3);
    key(screen, UI_KEY_LEFT, 0);
    assert_edit(screen, "aé∞", 1);
    key(screen, UI_KEY_RIGHT, 0);
    assert_edit(screen, "aé∞", 3);
    type(screen, "ж");
    assert_edit(screen, "aéж∞", 5);
}

static void home_end_delete_and_backspace_edit(void **state) {
    Screen *screen = *state;
    start_edit(screen, "1∞2");
    key(screen, UI_KEY_HOME, 0);
    assert_edit(screen, "1∞2", 0);
    key(screen, UI_KEY_BACKSPACE, 0);
    assert_edit(screen, "1∞2", 0);
    key(screen, UI_KEY_DELETE, 0);
    assert_edit(screen, "∞2", 0);
    key(screen, UI_KEY_DELETE, 0);
    assert_edit(screen, "2", 0);
    key(screen, UI_KEY_END, 0);
    key(screen, UI_KEY_DELETE, 0);
    assert_edit(screen, "2", 1);
    key(screen, UI_KEY_BACKSPACE, 0);
    key(screen, UI_KEY_BACKSPACE, 0);
    assert_edit(screen, "", 0);
}

static void an_edit_takes_letters_and_space_and_page_keys(void **state) {
    Screen *screen = *state;
    start_edit(screen, "");
    static const int keys[] = {'h', UI_KEY_SPACE, UI_KEY_PAGE_DOWN, UI_KEY_F1, UI_KEY_UP};
    for (int i = 0; i < 5; i++) {
        const UiEvent event = {.kind = UI_EVENT_KEY, .key = keys[i]};
        pass(screen, &event);
        assert_true(screen->ui.consumed);
    }
    type(screen, "nan");
    assert_edit(screen, "nan", 3);
    const UiEvent undo = {.kind = UI_EVENT_KEY, .key = 'z', .modifiers = UI_CTRL};
    pass(screen, &undo);
    assert_false(screen->ui.consumed);
}

static void an_edit_ends_as_its_key_says(void **state) {
    Screen *screen = *state;
    static const struct {
        int key;
        unsigned modifiers;
        UiEditEnd end;
    } ends[] = {{UI_KEY_ENTER, 0, UI_EDIT_ENTER},
                {UI_KEY_ENTER, UI_SHIFT, UI_EDIT_SHIFT_ENTER},
                {UI_KEY_TAB, 0, UI_EDIT_TAB},
                {UI_KEY_TAB, UI_SHIFT, UI_EDIT_SHIFT_TAB},
                {UI_KEY_ESCAPE, 0, UI_EDIT_CANCEL}};
    for (int i = 0; i < 5; i++) {
        start_edit(screen, "7");
        key(screen, ends[i].key, ends[i].modifiers);
        assert_int_equal(screen->ended, ends[i].end);
        assert_int_equal(screen->ui.edit.id, 0);
        assert_focus(screen, "Field");
    }
    start_edit(screen, "7");
    down(screen, 20, 20);
    assert_int_equal(screen->ended, UI_EDIT_BLUR);
}

static void a_text_too_long_for_an_edit_is_left_out_whole(void **state) {
    Screen *screen = *state;
    start_edit(screen, "");
    for (int i = 0; i < 40; i++) {
        type(screen, "∞∞");
    }
    assert_int_equal(screen->ui.edit.length % 6, 0);
    assert_true(screen->ui.edit.length < sizeof screen->ui.edit.text);
}

/* Time. */

static void wait(Screen *screen, double seconds) {
    screen->now += seconds;
    settle(screen);
}

static void a_held_button_fires_again_after_400_ms_and_then_every_60(void **state) {
    Screen *screen = *state;
    screen->repeats = true;
    move(screen, 20, 20);
    down(screen, 20, 20);
    assert_int_equal(screen->fires, 0);
    assert_true(fabs(screen->ui.wake_at - 0.4) < 1e-9);
    wait(screen, 0.39);
    assert_int_equal(screen->fires, 0);
    wait(screen, 0.02);
    assert_int_equal(screen->fires, 1);
    wait(screen, 0.061);
    wait(screen, 0.061);
    assert_int_equal(screen->fires, 3);
    up(screen, 20, 20);
    assert_int_equal(screen->fires, 3);
    assert_true(screen->ui.wake_at != screen->ui.repeat_at);
    wait(screen, 1);
    assert_int_equal(screen->fires, 3);
}

static void a_held_button_pauses_while_the_pointer_is_off_it(void **state) {
    Screen *screen = *state;
    screen->repeats = true;
    down(screen, 20, 20);
    wait(screen, 0.41);
    move(screen, 300, 300);
    wait(screen, 1);
    assert_int_equal(screen->fires, 1);
    up(screen, 300, 300);
    assert_int_equal(screen->fires, 1);
}

static void a_short_click_on_a_repeating_button_fires_once(void **state) {
    Screen *screen = *state;
    screen->repeats = true;
    for (int i = 1; i <= 3; i++) {
        click(screen, "First");
        assert_int_equal(screen->fires, i);
    }
}

static void a_tooltip_comes_after_half_a_second(void **state) {
    Screen *screen = *state;
    move(screen, 20, 20);
    assert_null(ui_find(&screen->ui, "The first"));
    assert_true(fabs(screen->ui.wake_at - 0.5) < 1e-9);
    wait(screen, 0.45);
    assert_null(ui_find(&screen->ui, "The first"));
    wait(screen, 0.06);
    const UiEntry *tip = ui_find(&screen->ui, "The first");
    assert_non_null(tip);
    assert_int_equal(tip->role, UI_ROLE_TOOLTIP);
    assert_true(screen->ui.wake_at == 0);
    move(screen, 200, 380);
    assert_null(ui_find(&screen->ui, "The first"));
    assert_true(screen->ui.wake_at == 0);
}

static void a_pressed_button_says_nothing_until_it_was_left(void **state) {
    Screen *screen = *state;
    move(screen, 20, 20);
    click(screen, "First");
    wait(screen, 2);
    assert_null(ui_find(&screen->ui, "The first"));
    move(screen, 200, 380);
    move(screen, 20, 20);
    wait(screen, 0.6);
    assert_non_null(ui_find(&screen->ui, "The first"));
}

static void a_note_stays_until_the_next_key_or_press(void **state) {
    Screen *screen = *state;
    ui_note(&screen->ui, (Rect){10, 10, 20, 20}, "cannot be");
    settle(screen);
    move(screen, 300, 200);
    wait(screen, 10);
    assert_int_equal(ui_find(&screen->ui, "cannot be")->role, UI_ROLE_TOOLTIP);
    down(screen, 300, 390);
    assert_null(ui_find(&screen->ui, "cannot be"));
}

static void the_pointer_that_left_hovers_nothing(void **state) {
    Screen *screen = *state;
    move(screen, 20, 20);
    assert_int_equal(screen->ui.hot, ui_id("First"));
    send(screen, (UiEvent){.kind = UI_EVENT_LEAVE});
    assert_int_equal(screen->ui.hot, 0);
}

static void ids_are_the_same_in_every_run(void **state) {
    (void)state;
    assert_int_equal(ui_id("Play"), ui_id("Play"));
    assert_int_not_equal(ui_id("Play"), ui_id("Pause"));
    assert_int_not_equal(ui_id_number(1, 2), ui_id_number(1, 3));
    assert_int_not_equal(ui_id_number(1, 2), ui_id_number(2, 2));
    assert_int_equal(ui_id(""), 14695981039346656037U);
}

#define SCREEN_TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        SCREEN_TEST(a_click_is_press_and_release_inside),
        SCREEN_TEST(dragging_off_cancels_a_click),
        SCREEN_TEST(dragging_onto_another_button_presses_neither),
        SCREEN_TEST(dragging_off_and_back_clicks),
        SCREEN_TEST(the_edges_belong_to_one_control_alone),
        SCREEN_TEST(a_click_gives_a_button_no_focus_and_takes_it_from_others),
        SCREEN_TEST(space_and_enter_press_the_focused_button),
        SCREEN_TEST(a_press_beside_everything_takes_the_focus_away),
        SCREEN_TEST(tab_goes_through_all_controls_in_order_and_wraps),
        SCREEN_TEST(shift_tab_goes_the_other_way_and_begins_at_the_last),
        SCREEN_TEST(tabs_that_come_before_a_frame_are_not_lost),
        SCREEN_TEST(tab_with_ctrl_or_alt_is_not_ours),
        SCREEN_TEST(the_neighbour_inherits_the_focus_of_what_vanished),
        SCREEN_TEST(the_tree_says_what_has_the_focus),
        SCREEN_TEST(the_ring_shows_after_keyboard_use_only),
        SCREEN_TEST(a_segmented_control_is_one_stop_with_arrows_inside),
        SCREEN_TEST(a_stepper_counts_by_its_buttons),
        SCREEN_TEST(a_stepper_counts_by_arrows),
        SCREEN_TEST(digits_typed_on_a_stepper_edit_it),
        SCREEN_TEST(escape_and_an_empty_text_leave_a_stepper_as_it_was),
        SCREEN_TEST(a_stepper_refuses_what_is_no_whole_number),
        SCREEN_TEST(tab_takes_what_was_typed_into_a_stepper),
        SCREEN_TEST(a_press_elsewhere_takes_what_was_typed_into_a_stepper),
        SCREEN_TEST(a_menu_opens_and_chooses_by_mouse),
        SCREEN_TEST(a_menu_opens_and_chooses_by_keyboard),
        SCREEN_TEST(escape_closes_a_menu_and_nothing_else),
        SCREEN_TEST(a_press_outside_closes_a_menu_and_presses_nothing),
        SCREEN_TEST(tab_in_an_open_menu_does_not_lose_the_focus),
        SCREEN_TEST(a_modal_layer_makes_everything_below_inert),
        SCREEN_TEST(closing_a_modal_layer_gives_back_what_is_below),
        SCREEN_TEST(the_wheel_scrolls_what_it_is_over_and_stops_at_the_ends),
        SCREEN_TEST(the_thumb_scrolls_in_proportion),
        SCREEN_TEST(a_finger_drags_the_content),
        SCREEN_TEST(the_focus_is_scrolled_into_view),
        SCREEN_TEST(what_is_scrolled_out_of_sight_cannot_be_pressed),
        SCREEN_TEST(the_caret_moves_by_characters_not_bytes),
        SCREEN_TEST(home_end_delete_and_backspace_edit),
        SCREEN_TEST(an_edit_takes_letters_and_space_and_page_keys),
        SCREEN_TEST(an_edit_ends_as_its_key_says),
        SCREEN_TEST(a_text_too_long_for_an_edit_is_left_out_whole),
        SCREEN_TEST(a_held_button_fires_again_after_400_ms_and_then_every_60),
        SCREEN_TEST(a_held_button_pauses_while_the_pointer_is_off_it),
        SCREEN_TEST(a_short_click_on_a_repeating_button_fires_once),
        SCREEN_TEST(a_tooltip_comes_after_half_a_second),
        SCREEN_TEST(a_pressed_button_says_nothing_until_it_was_left),
        SCREEN_TEST(a_note_stays_until_the_next_key_or_press),
        SCREEN_TEST(the_pointer_that_left_hovers_nothing),
        SCREEN_TEST(ids_are_the_same_in_every_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
