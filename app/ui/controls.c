/* The controls but the text field, each one function: input, drawing, report.
 *
 * A control keeps nothing between passes; what one needs to remember (an open menu, a running edit, a repeat)
 * is in Ui, once, because only one of each can be going on. Values belong to the caller.
 */
#include "app/ui/controls.h"

#include "app/ui/edit.h"
#include "app/words.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static Point centre_of(Rect rect) {
    return (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

void ui_label(Ui *ui, Rect rect, Font font, Color color, Align align, const char *text) {
    const Pen pen = ui_pen(ui);
    pen_label(&pen, rect, font, color, align, text);
}

void ui_labelled(Ui *ui, Rect rect, Font font, Color color, Align align, const char *label,
                 const char *text) {
    const Pen pen = ui_pen(ui);
    pen_labelled(&pen, rect, font, color, align, label, text);
}

static void draw_button(Ui *ui, const ButtonSpec *spec, UiAct act) {
    const Theme *theme = ui->theme;
    const Rect rect = spec->rect;
    const float radius =
        spec->look == BUTTON_ROUND || spec->look == BUTTON_PRIMARY ? rect.h / 2 : ui_px(ui, 8);
    Color ink = spec->disabled ? theme->faint : theme->text;
    if (spec->look == BUTTON_PRIMARY || spec->look == BUTTON_MAIN) {
        const Color fill = act.hovered ? color_blend(theme->window, theme->text, 0.85F) : theme->window;
        canvas_fill(ui->canvas, rect, radius, fill);
        ink = theme_ink(theme->window);
    } else if (spec->look != BUTTON_BARE) {
        canvas_fill(ui->canvas, rect, radius, theme->line);
        const Color fill = act.held ? ui_hover_fill(ui) : act.hovered ? theme->raised : theme->panel;
        canvas_fill(ui->canvas, rect_inset(rect, ui_hairline(ui)), radius - ui_hairline(ui), fill);
    } else if (act.hovered && !spec->disabled) {
        canvas_fill(ui->canvas, rect, ui_px(ui, 6), ui_hover_fill(ui));
    }
    if (spec->icon != ICON_NONE) {
        const float size = spec->icon_size > 0 ? spec->icon_size : ui_px(ui, 14);
        icon_draw(ui->canvas, spec->icon, centre_of(rect), size, ink);
        return;
    }
    const char *text = spec->text ? spec->text : words_shown(spec->label);
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), rect.x + rect.w / 2, rect.y + rect.h / 2,
                        ALIGN_CENTRE, rect.w - ui_px(ui, 4), ink, text);
}

/* While a repeating button is held it fires after 400 ms, then every 60; letting go then does not fire again.
 */
static bool repeats_now(Ui *ui, UiAct act) {
    if (act.pressed) {
        ui->repeat_at = ui->now + 0.4;
        ui->repeated = false;
    }
    if (!act.held || !act.hovered) {
        return false;
    }
    const bool due = ui->now >= ui->repeat_at;
    if (due) {
        ui->repeat_at = ui->now + 0.06;
        ui->repeated = true;
        ui->changed = true;
    }
    ui->wake_at = ui->repeat_at;
    return due;
}

/* What is disabled can be pointed at, and says why. A focus that it has stays, and it takes what would press
 * it: pressing on must not press its neighbour. */
static UiAct interact_disabled(Ui *ui, UiId id, Rect rect) {
    const unsigned stop = ui->focus == id ? UI_STOP : 0U;
    const UiAct act = ui_interact(ui, id, rect, stop | UI_KEEPS_FOCUS | UI_YIELDS);
    if (ui_edit_active(ui, id)) {
        ui_edit_end(ui);
    }
    (void)(ui_key(ui, id, UI_KEY_ENTER, 0) || ui_key(ui, id, UI_KEY_SPACE, 0));
    return (UiAct){.hovered = act.hovered, .focused = act.focused};
}

static float button_ring(const Ui *ui, const ButtonSpec *spec) {
    switch (spec->look) {
    case BUTTON_ROUND:
    case BUTTON_PRIMARY:
        return spec->rect.h / 2;
    case BUTTON_BARE:
        return ui_px(ui, 6);
    case BUTTON_PLAIN:
    case BUTTON_MAIN:
        break;
    }
    return ui_px(ui, 8);
}

bool ui_button(Ui *ui, const ButtonSpec *spec) {
    const UiId id = ui_id(spec->label);
    UiAct act = {0};
    bool fired = false;
    if (spec->disabled) {
        act = interact_disabled(ui, id, spec->rect);
    } else {
        act = ui_interact(ui, id, spec->rect, UI_STOP | UI_YIELDS | UI_NO_RING);
        const bool clicked = act.clicked && !(spec->repeats && ui->repeated);
        fired = clicked || ui_key(ui, id, UI_KEY_ENTER, 0) || ui_key(ui, id, UI_KEY_SPACE, 0) ||
                (spec->repeats && repeats_now(ui, act));
    }
    if (act.focused && ui->ring) {
        ui_ring(ui, spec->rect, button_ring(ui, spec));
    }
    draw_button(ui, spec, (UiAct){.hovered = act.hovered && !spec->disabled, .held = act.held});
    ui_tooltip(ui, act, spec->rect, spec->tooltip);
    ui_report(ui, UI_ROLE_BUTTON, spec->label, "", spec->rect, !spec->disabled, act.focused);
    return fired;
}

bool ui_toggle(Ui *ui, const ToggleSpec *spec) {
    const UiId id = ui_id(spec->label);
    const Rect rect = spec->rect;
    const UiAct act = ui_interact(ui, id, rect, UI_STOP | UI_YIELDS | UI_NO_RING);
    const Theme *theme = ui->theme;
    const Color ink = spec->on ? theme->output : act.hovered ? theme->text : theme->muted;
    const float radius = rect.h / 2;
    if (act.focused && ui->ring) {
        ui_ring(ui, rect, radius);
    }
    canvas_fill(ui->canvas, rect, radius, spec->on ? theme->output : theme->line);
    canvas_fill(ui->canvas, rect_inset(rect, ui_hairline(ui)), radius - ui_hairline(ui),
                act.hovered ? theme->raised : theme->panel);
    icon_draw(ui->canvas, spec->icon, centre_of(rect), spec->icon_size, ink);
    ui_tooltip(ui, act, rect, spec->tooltip);
    ui_report(ui, UI_ROLE_SWITCH, spec->label, spec->on ? "on" : "off", rect, true, act.focused);
    return act.clicked || ui_key(ui, id, UI_KEY_ENTER, 0) || ui_key(ui, id, UI_KEY_SPACE, 0);
}

static void draw_row_label(Ui *ui, Rect row, float right, const char *label, bool disabled) {
    const Color color = disabled ? ui->theme->faint : ui->theme->text;
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), row.x, row.y + row.h / 2, ALIGN_LEFT,
                        right - row.x - ui_px(ui, 4), color, words_shown(label));
}

bool ui_switch(Ui *ui, Rect row, const char *label, const char *tooltip, bool disabled, bool *value) {
    const UiId id = ui_id(label);
    const Rect track = {row.x + row.w - ui_px(ui, 36), row.y + (row.h - ui_px(ui, 20)) / 2, ui_px(ui, 36),
                        ui_px(ui, 20)};
    UiAct act = {0};
    bool fired = false;
    if (disabled) {
        act = interact_disabled(ui, id, row);
    } else {
        act = ui_interact(ui, id, row, UI_STOP | UI_NO_RING | UI_YIELDS);
        fired = act.clicked || ui_key(ui, id, UI_KEY_ENTER, 0) || ui_key(ui, id, UI_KEY_SPACE, 0);
        *value ^= fired;
    }
    if (act.focused && ui->ring) {
        ui_ring(ui, track, track.h / 2);
    }
    const Theme *theme = ui->theme;
    draw_row_label(ui, row, track.x, label, disabled);
    canvas_fill(ui->canvas, track, track.h / 2, *value ? theme->output : theme->line);
    const float off = track.h / 2;
    const Point knob = {*value ? track.x + track.w - off : track.x + off, track.y + off};
    const Color ink = theme == theme_get(THEME_CONTRAST) || *value ? theme->panel : theme->text;
    canvas_disc(ui->canvas, knob, off - ui_px(ui, 3), ink);
    ui_tooltip(ui, act, row, tooltip);
    ui_report(ui, UI_ROLE_SWITCH, label, *value ? "on" : "off", row, !disabled, act.focused);
    return fired;
}

static float segment_content(const Ui *ui, const Segment *segment) {
    const float icon = segment->icon == ICON_NONE ? 0 : ui_px(ui, 16);
    return icon + canvas_text_width(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), words_shown(segment->label));
}

/* One row, its room shared out around what each holds, up to three segments; else two rows of equal ones. */
static Rect segment_rect(const Ui *ui, const SegmentedSpec *spec, int index, float edge) {
    const Rect inner = rect_inset(spec->rect, edge);
    if (spec->count > 3) {
        const int columns = (spec->count + 1) / 2;
        const float w = inner.w / (float)columns;
        const float h = inner.h / 2;
        const int row = index / columns;
        const int column = index % columns;
        return (Rect){inner.x + w * (float)column, inner.y + h * (float)row, w, h};
    }
    float before = 0;
    float all = 0;
    for (int i = 0; i < spec->count; i++) {
        before += i < index ? segment_content(ui, &spec->segments[i]) : 0;
        all += segment_content(ui, &spec->segments[i]);
    }
    const float spare = (inner.w - all) / (float)spec->count;
    const float left = roundf(inner.x + before + spare * (float)index);
    const float right =
        roundf(inner.x + before + spare * (float)index + segment_content(ui, &spec->segments[index]) + spare);
    return (Rect){left, inner.y, right - left, inner.h};
}

static void draw_segment(Ui *ui, const Segment *segment, Rect rect, bool selected, bool hovered) {
    const Theme *theme = ui->theme;
    const float line = ui_hairline(ui);
    if (selected) {
        canvas_fill(ui->canvas, rect, ui_px(ui, 7), theme->line);
        canvas_fill(ui->canvas, rect_inset(rect, line), ui_px(ui, 7) - line, theme->raised);
    }
    const Color ink = selected || hovered ? theme->text : theme->muted;
    const Font font = ui_font(ui, FONT_MEDIUM, 13);
    const char *label = words_shown(segment->label);
    const float icon = segment->icon == ICON_NONE ? 0 : ui_px(ui, 10);
    const float gap = segment->icon == ICON_NONE ? 0 : ui_px(ui, 6);
    const float room = rect.w - icon - gap - ui_px(ui, 4);
    const float text = fminf(room, canvas_text_width(ui->canvas, font, label));
    const float x = rect.x + (rect.w - icon - gap - text) / 2;
    const float y = rect.y + rect.h / 2;
    icon_draw(ui->canvas, segment->icon, (Point){x + icon / 2, y}, icon,
              selected ? segment->color : theme->muted);
    canvas_text_aligned(ui->canvas, font, x + icon + gap, y, ALIGN_LEFT, room, ink, label);
}

static int segment_keys(Ui *ui, UiId id, int selected, int count) {
    if (ui_key(ui, id, UI_KEY_LEFT, 0) || ui_key(ui, id, UI_KEY_UP, 0)) {
        return selected > 0 ? selected - 1 : count - 1;
    }
    if (ui_key(ui, id, UI_KEY_RIGHT, 0) || ui_key(ui, id, UI_KEY_DOWN, 0)) {
        return (selected + 1) % count;
    }
    return selected;
}

bool ui_segmented(Ui *ui, const SegmentedSpec *spec, int *selected) {
    const UiId id = ui_id(spec->label);
    const float line = ui_hairline(ui);
    canvas_fill(ui->canvas, spec->rect, ui_px(ui, 8), ui->theme->line);
    canvas_fill(ui->canvas, rect_inset(spec->rect, line), ui_px(ui, 8) - line, ui->theme->panel);
    UiAct own = ui_interact(ui, id, (Rect){0}, UI_STOP | UI_NO_RING);
    int chosen = segment_keys(ui, id, *selected, spec->count);
    for (int i = 0; i < spec->count; i++) {
        const Rect rect = segment_rect(ui, spec, i, line);
        const UiAct act = ui_interact(ui, ui_id_number(id, i), rect, UI_YIELDS);
        if (act.clicked) {
            chosen = i;
        }
        draw_segment(ui, &spec->segments[i], rect, i == *selected, act.hovered);
        ui_tooltip(ui, act, rect, spec->tooltip);
        ui_report(ui, UI_ROLE_TAB, spec->segments[i].label, i == *selected ? "selected" : "", rect, true,
                  own.focused && i == *selected);
    }
    if (own.focused && ui->ring) {
        ui_ring(ui, spec->rect, ui_px(ui, 8));
    }
    if (!rect_empty(spec->caption)) {
        const Font font = ui_font(ui, FONT_MEDIUM, spec->row_label ? 13 : 12);
        const Color color = spec->row_label ? ui->theme->text : ui->theme->muted;
        canvas_text_aligned(ui->canvas, font, spec->caption.x, spec->caption.y + spec->caption.h / 2,
                            ALIGN_LEFT, spec->caption.w, color, words_shown(spec->label));
        const char *value = *selected < 0 ? spec->other : words_shown(spec->segments[*selected].label);
        ui_report(ui, UI_ROLE_SEGMENTED, spec->label, value, spec->caption, true, false);
    }
    const bool changed = chosen != *selected;
    *selected = chosen;
    return changed;
}

static bool read_whole_number(const char *text, int64_t *number) {
    char *end = NULL;
    errno = 0;
    const long long value = strtoll(text, &end, 10);
    while (*end == ' ') {
        end++;
    }
    *number = value;
    return end != text && *end == '\0' && errno == 0;
}

/* Typing a digit, Enter or F2 on a focused stepper edits its number. */
static void stepper_typing(Ui *ui, UiId id, const StepperSpec *spec) {
    const char *text = ui_text(ui, id);
    if (text && text[0] >= '0' && text[0] <= '9') {
        ui_edit_begin(ui, id, text);
        ui_take(ui);
    } else if (ui_key(ui, id, UI_KEY_F1 + 1, 0) || ui_key(ui, id, UI_KEY_ENTER, 0)) {
        ui_edit_begin(ui, id, strchr(spec->value, ' ') ? "" : spec->value);
    }
}

static void stepper_edit(Ui *ui, UiId id, Rect box, StepperAct *act) {
    const UiEditEnd end = ui_edit_run(ui, id, box, ui_font(ui, FONT_MONO, 13), ui->theme->text);
    if (end == UI_EDIT_RUNS) {
        return;
    }
    if (end != UI_EDIT_CANCEL && ui->edit.length > 0) {
        act->typed = read_whole_number(ui->edit.text, &act->number);
        act->refused = !act->typed;
    }
    ui_edit_end(ui);
    if (end == UI_EDIT_TAB || end == UI_EDIT_SHIFT_TAB) {
        /* The value is taken, and Tab goes on to the next control. */
        ui->consumed = false;
    }
}

static void draw_stepper(Ui *ui, const StepperSpec *spec, Rect box, Rect value) {
    const Theme *theme = ui->theme;
    const float line = ui_hairline(ui);
    canvas_fill(ui->canvas, box, ui_px(ui, 8), theme->line);
    canvas_fill(ui->canvas, rect_inset(box, line), ui_px(ui, 8) - line, theme->panel);
    canvas_fill(ui->canvas, (Rect){value.x, value.y + line, value.w, value.h - 2 * line}, 0, theme->raised);
    draw_row_label(ui, spec->row, box.x, spec->label, spec->disabled);
}

static int stepper_arrows(Ui *ui, UiId id) {
    if (ui_edit_active(ui, id)) {
        return 0;
    }
    const int up = ui_key(ui, id, UI_KEY_UP, 0) || ui_key(ui, id, UI_KEY_RIGHT, 0);
    return up - (ui_key(ui, id, UI_KEY_DOWN, 0) || ui_key(ui, id, UI_KEY_LEFT, 0));
}

StepperAct ui_stepper(Ui *ui, const StepperSpec *spec) {
    const UiId id = ui_id(spec->label);
    const Rect row = spec->row;
    const float side = ui_px(ui, 28);
    const Rect box = {row.x + row.w - ui_px(ui, 112), row.y + (row.h - side) / 2, ui_px(ui, 112), side};
    const Rect value = {box.x + side, box.y, box.w - 2 * side, box.h};
    StepperAct result = {0};
    draw_stepper(ui, spec, box, value);
    const ButtonSpec less = {.rect = {box.x, box.y, side, side},
                             .label = spec->decrease,
                             .tooltip = spec->tooltip,
                             .icon = ICON_MINUS,
                             .icon_size = ui_px(ui, 12),
                             .look = BUTTON_BARE,
                             .disabled = spec->disabled,
                             .repeats = true};
    result.change -= ui_button(ui, &less);
    UiAct act = {0};
    if (spec->disabled) {
        act = interact_disabled(ui, id, row);
    } else {
        act = ui_interact(ui, id, value, UI_STOP | UI_NO_RING | UI_CLICK_FOCUS | UI_YIELDS);
        if (spec->typing && !ui_edit_active(ui, id)) {
            stepper_typing(ui, id, spec);
        }
        result.change += stepper_arrows(ui, id);
    }
    if (act.focused && ui->ring) {
        ui_ring(ui, value, ui_px(ui, 8));
    }
    const bool editing = ui_edit_active(ui, id);
    if (editing) {
        stepper_edit(ui, id, value, &result);
    } else {
        const Color ink = spec->disabled ? ui->theme->faint : ui->theme->text;
        char wide[96];
        const char *text = ui_wide(wide, sizeof wide, spec->value);
        const Font font = canvas_fit(ui->canvas, ui_font(ui, FONT_MONO, 13), 8, value.w - 4, text);
        canvas_text_aligned(ui->canvas, font, value.x + value.w / 2, value.y + value.h / 2, ALIGN_CENTRE, 0,
                            ink, text);
    }
    ui_tooltip(ui, act, spec->disabled ? row : value, spec->tooltip);
    ui_report(ui, UI_ROLE_STEPPER, spec->label, editing ? ui->edit.text : spec->value, value, !spec->disabled,
              act.focused);
    const ButtonSpec more = {.rect = {box.x + box.w - side, box.y, side, side},
                             .label = spec->increase,
                             .tooltip = spec->tooltip,
                             .icon = ICON_PLUS,
                             .icon_size = ui_px(ui, 12),
                             .look = BUTTON_BARE,
                             .disabled = spec->disabled,
                             .repeats = true};
    result.change += ui_button(ui, &more);
    return result;
}

bool ui_slider(Ui *ui, Rect rect, const char *label, const char *tooltip, const char *value, int count,
               int *index) {
    const UiId id = ui_id(label);
    const UiAct act = ui_interact(ui, id, rect, UI_STOP);
    const float knob = ui_px(ui, 8);
    const float travel = rect.w - 2 * knob;
    int chosen = *index;
    if (act.held && (act.pressed || ui->event.kind == UI_EVENT_MOVE) && travel > 0) {
        chosen = (int)lroundf((ui->x - rect.x - knob) / travel * (float)(count - 1));
    }
    chosen += ui_key(ui, id, UI_KEY_UP, 0) || ui_key(ui, id, UI_KEY_RIGHT, 0);
    chosen -= ui_key(ui, id, UI_KEY_DOWN, 0) || ui_key(ui, id, UI_KEY_LEFT, 0);
    chosen = chosen < 0 ? 0 : chosen > count - 1 ? count - 1 : chosen;
    const float y = rect.y + rect.h / 2;
    canvas_fill(ui->canvas, (Rect){rect.x, y - ui_px(ui, 2), rect.w, ui_px(ui, 4)}, ui_px(ui, 2),
                ui->theme->line);
    const float x = rect.x + knob + travel * (float)chosen / (float)(count > 1 ? count - 1 : 1);
    canvas_disc(ui->canvas, (Point){x, y}, knob, ui->theme->text);
    ui_tooltip(ui, act, rect, tooltip);
    ui_report(ui, UI_ROLE_SLIDER, label, value, rect, true, act.focused);
    const bool changed = chosen != *index;
    ui->changed |= changed;
    *index = chosen;
    return changed;
}

/* The open list floats over everything; it hangs below the menu, or above where there is no room. */
static Rect menu_list_rect(const Ui *ui, const MenuSpec *spec, float item) {
    const float height = item * (float)spec->count + 2 * ui_px(ui, 4);
    const float width = fmaxf(spec->rect.w, spec->list_width);
    Rect list = {spec->rect.x, spec->rect.y + spec->rect.h + ui_px(ui, 4), width, height};
    list.x -= spec->list_right ? width - spec->rect.w : 0;
    list.x = fmaxf(0, fminf(list.x, (float)ui->canvas->width - width - ui_px(ui, 4)));
    if (list.y + list.h > (float)ui->canvas->height) {
        list.y = spec->rect.y - ui_px(ui, 4) - height;
    }
    /* A tall control has room for it neither below nor above: over its middle. */
    if (list.y < 0) {
        list.y =
            fmaxf(0, fminf(spec->rect.y + (spec->rect.h - height) / 2, (float)ui->canvas->height - height));
    }
    return list;
}

static int menu_keys(Ui *ui, const MenuSpec *spec) {
    if (ui_key_anywhere(ui, UI_KEY_DOWN, 0)) {
        ui->menu_choice = (ui->menu_choice + 1) % spec->count;
    } else if (ui_key_anywhere(ui, UI_KEY_UP, 0)) {
        ui->menu_choice = (ui->menu_choice + spec->count - 1) % spec->count;
    } else if (ui_key_anywhere(ui, UI_KEY_HOME, 0)) {
        ui->menu_choice = 0;
    } else if (ui_key_anywhere(ui, UI_KEY_END, 0)) {
        ui->menu_choice = spec->count - 1;
    } else if (ui_key_anywhere(ui, UI_KEY_ENTER, 0) || ui_key_anywhere(ui, UI_KEY_SPACE, 0)) {
        ui->menu = 0;
        return ui->menu_choice;
    } else if (ui_key_anywhere(ui, UI_KEY_ESCAPE, 0)) {
        ui->menu = 0;
    }
    /* Nothing else hears a key while a menu is open, but Ctrl combinations. */
    const bool typed = ui->event.kind == UI_EVENT_TEXT || ui->event.kind == UI_EVENT_KEY;
    ui->consumed |= typed && !(ui->event.modifiers & UI_CTRL);
    return -1;
}

static int run_menu(Ui *ui, UiId id, const MenuSpec *spec) {
    const float item = ui_px(ui, 28);
    const Rect list = menu_list_rect(ui, spec, item);
    const Theme *theme = ui->theme;
    int chosen = menu_keys(ui, spec);
    const CanvasLayer before = ui_layer_begin(ui, CANVAS_LAYER_MENU, list, true);
    canvas_fill(ui->canvas, list, ui_px(ui, 8), theme->line);
    canvas_fill(ui->canvas, rect_inset(list, ui_hairline(ui)), ui_px(ui, 7), theme->panel);
    ui_report(ui, UI_ROLE_LIST, spec->label, "", list, true, false);
    for (int i = 0; i < spec->count; i++) {
        const Rect rect = {list.x + ui_px(ui, 4), list.y + ui_px(ui, 4) + item * (float)i,
                           list.w - ui_px(ui, 8), item};
        const UiAct act = ui_interact(ui, ui_id_number(id, i + 1), rect, 0);
        if (act.hovered && ui->event.kind == UI_EVENT_MOVE) {
            ui->menu_choice = i;
        }
        if (act.clicked) {
            chosen = i;
            ui->menu = 0;
        }
        if (i == ui->menu_choice) {
            canvas_fill(ui->canvas, rect, ui_px(ui, 6), ui_hover_fill(ui));
        }
        const float aside = spec->asides
                                ? canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 12),
                                                      rect.x + rect.w - ui_px(ui, 8), rect.y + rect.h / 2,
                                                      ALIGN_RIGHT, rect.w / 2, theme->muted, spec->asides[i])
                                : 0;
        canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), rect.x + ui_px(ui, 8),
                            rect.y + rect.h / 2, ALIGN_LEFT, rect.w - ui_px(ui, 28) - aside, theme->text,
                            words_shown(spec->items[i]));
        if (i == spec->selected) {
            icon_draw(ui->canvas, ICON_CHECK, (Point){rect.x + rect.w - ui_px(ui, 12), rect.y + rect.h / 2},
                      ui_px(ui, 12), theme->text);
        }
        ui_report(ui, UI_ROLE_BUTTON, spec->items[i], i == spec->selected ? "selected" : "", rect, true,
                  i == ui->menu_choice);
    }
    const bool pressed = ui->event.kind == UI_EVENT_DOWN || ui->event.kind == UI_EVENT_CONTEXT;
    if (pressed && !ui->consumed) {
        ui->menu = 0;
        ui_take(ui);
        ui->changed = true;
    }
    ui_layer_end(ui, before);
    return chosen;
}

static void draw_menu(Ui *ui, const MenuSpec *spec, bool lit) {
    const Rect rect = spec->rect;
    const Theme *theme = ui->theme;
    canvas_fill(ui->canvas, rect, ui_px(ui, 8), theme->line);
    canvas_fill(ui->canvas, rect_inset(rect, ui_hairline(ui)), ui_px(ui, 8) - ui_hairline(ui),
                lit ? ui_hover_fill(ui) : theme->raised);
    const Color ink = spec->disabled ? theme->faint : theme->text;
    canvas_text_aligned(ui->canvas, ui_font(ui, FONT_MEDIUM, 13), rect.x + ui_px(ui, 12), rect.y + rect.h / 2,
                        ALIGN_LEFT, rect.w - ui_px(ui, 36), ink, spec->value);
    icon_draw(ui->canvas, ICON_CHEVRON, (Point){rect.x + rect.w - ui_px(ui, 16), rect.y + rect.h / 2},
              ui_px(ui, 12), theme->muted);
}

void ui_open_menu(Ui *ui, UiId id) {
    ui->menu = id;
    ui->menu_choice = 0;
    ui->changed = true;
}

int ui_menu_at(Ui *ui, const MenuSpec *spec) {
    const UiId id = ui_id(spec->label);
    if (ui->menu != id) {
        return -1;
    }
    ui->menu_seen = true;
    return run_menu(ui, id, spec);
}

int ui_menu(Ui *ui, const MenuSpec *spec) {
    const UiId id = ui_id(spec->label);
    const Rect rect = spec->rect;
    const UiAct act =
        spec->disabled ? interact_disabled(ui, id, rect) : ui_interact(ui, id, rect, UI_STOP | UI_YIELDS);
    const bool open = ui->menu == id && !spec->disabled;
    ui->menu_seen |= open;
    if (!spec->bare) {
        draw_menu(ui, spec, (act.hovered && !spec->disabled) || open);
    }
    ui_tooltip(ui, act, rect, spec->tooltip);
    ui_report(ui, UI_ROLE_MENU, spec->label, spec->value, rect, !spec->disabled, act.focused);
    if (open) {
        return run_menu(ui, id, spec);
    }
    const bool wanted = act.clicked || ui_key(ui, id, UI_KEY_ENTER, 0) || ui_key(ui, id, UI_KEY_SPACE, 0) ||
                        ui_key(ui, id, UI_KEY_DOWN, 0);
    if (wanted && !spec->disabled) {
        ui->menu = id;
        ui->menu_choice = spec->selected < 0 ? 0 : spec->selected;
        ui->changed = true;
    }
    return -1;
}
