/* The toolkit's pass: what is hot, active and in focus, which layer hears the pointer, where Tab goes.
 *
 * No control is here, and no layout: a control calls ui_interact with its rectangle and decides itself what a
 * click does. Every pass sees one event, which at most one control takes.
 *
 * Invariant: after ui_end the focus is none or one of the pass's stops, unless something covers them.
 */
#include "app/ui/ui.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void ui_init(Ui *ui, Canvas *canvas) {
    *ui = (Ui){.canvas = canvas, .tree.canvas = canvas};
}

void ui_free(Ui *ui) {
    ui_tree_free(&ui->tree);
    *ui = (Ui){0};
}

Pen ui_pen(Ui *ui) {
    return (Pen){.canvas = ui->canvas,
                 .tree = &ui->tree,
                 .theme = ui->theme,
                 .unit = ui->unit,
                 .want_tree = ui->want_tree};
}

Font ui_font(const Ui *ui, FontFace face, float size) {
    const int pixels = (int)lroundf(size * ui->unit);
    return (Font){face, pixels < 6 ? 6 : pixels};
}

float ui_px(const Ui *ui, float at_100) {
    return roundf(at_100 * ui->unit);
}

float ui_hairline(const Ui *ui) {
    return fmaxf(1, ui_px(ui, ui->theme->hairline));
}

const char *ui_sentence(char *sentence, size_t size, const char *text) {
    snprintf(sentence, size, "%s", text);
    if (sentence[0] >= 'a' && sentence[0] <= 'z') {
        sentence[0] = (char)(sentence[0] - 'a' + 'A');
    }
    return sentence;
}

Color ui_hover_fill(const Ui *ui) {
    return ui->theme->line == ui->theme->text ? ui->theme->cell_middle : ui->theme->line;
}

const char *ui_wide(char *wide, size_t size, const char *text) {
    size_t length = 0;
    for (; *text && length + 3 < size; text++) {
        if (*text == ' ') {
            wide[length++] = '\xC2';
            wide[length++] = '\xA0';
        } else {
            wide[length++] = *text;
        }
    }
    wide[length] = '\0';
    return wide;
}

static void read_pointer(Ui *ui) {
    const UiEvent *event = &ui->event;
    switch (event->kind) {
    case UI_EVENT_MOVE:
    case UI_EVENT_DOWN:
    case UI_EVENT_UP:
    case UI_EVENT_CANCEL:
    case UI_EVENT_CONTEXT:
    case UI_EVENT_WHEEL:
    case UI_EVENT_ZOOM:
    case UI_EVENT_PAN:
        ui->x = event->x;
        ui->y = event->y;
        ui->pointer_inside = true;
        break;
    case UI_EVENT_LEAVE:
        ui->pointer_inside = false;
        break;
    case UI_EVENT_NONE:
    case UI_EVENT_KEY:
    case UI_EVENT_TEXT:
        break;
    }
    if (event->kind == UI_EVENT_CANCEL) {
        ui->changed |= ui->active != 0;
        ui->active = 0;
    }
    if (event->kind == UI_EVENT_DOWN) {
        ui->press_x = event->x;
        ui->press_y = event->y;
        ui->ring = false;
    }
    if (event->kind == UI_EVENT_DOWN || event->kind == UI_EVENT_KEY || event->kind == UI_EVENT_WHEEL ||
        event->kind == UI_EVENT_CONTEXT) {
        ui->changed |= ui->note[0] != '\0';
        ui->note[0] = '\0';
    }
}

void ui_begin(Ui *ui, const Theme *theme, float unit, const UiEvent *event, double now) {
    ui->theme = theme;
    ui->unit = unit;
    ui->event = event ? *event : (UiEvent){0};
    ui->consumed = false;
    ui->changed = false;
    ui->now = now;
    ui->wake_at = 0;
    ui->hot_now = 0;
    /* Until a pass has drawn it in its place, a moved focus still waits to be scrolled into view. */
    ui->focus_types = false;
    ui->focus_wanted = event ? 0 : ui->focus_wanted;
    ui->ring_scroll = 0;
    ui->stop_count = 0;
    memcpy(ui->surfaces_before, ui->surfaces, sizeof ui->surfaces);
    ui->surface_count_before = ui->surface_count;
    ui->surface_count = 0;
    ui->scroll_depth = 0;
    ui_tree_begin(&ui->tree);
    ui->tip[0] = '\0';
    ui->ring_rect = (Rect){0};
    ui->menu_seen = false;
    ui->edit.shown = false;
    for (int i = 0; i < UI_SCROLLS; i++) {
        ui->scrolls[i].used = false;
    }
    read_pointer(ui);
}

bool ui_modal_above(const Ui *ui, CanvasLayer layer) {
    for (int i = 0; i < ui->surface_count_before; i++) {
        if (ui->surfaces_before[i].modal && ui->surfaces_before[i].layer > layer) {
            return true;
        }
    }
    return false;
}

bool ui_blocked(const Ui *ui, CanvasLayer layer) {
    for (int i = 0; i < ui->surface_count_before; i++) {
        const UiSurface *surface = &ui->surfaces_before[i];
        if (surface->layer > layer && (surface->modal || rect_contains(surface->rect, ui->x, ui->y))) {
            return true;
        }
    }
    return false;
}

void ui_take(Ui *ui) {
    ui->consumed = true;
}

void ui_focus(Ui *ui, UiId id) {
    ui->changed |= ui->focus != id;
    ui->focus = id;
    ui->focus_wanted = id;
}

static void add_stop(Ui *ui, UiId id) {
    if (ui->stop_count == UI_STOPS) {
        return;
    }
    for (int i = 0; i < ui->stop_count; i++) {
        assert(ui->stops[i] != id && "two controls of one id in a pass");
    }
    if (ui->focus == id) {
        ui->focus_index = ui->stop_count;
    }
    ui->stops[ui->stop_count++] = id;
}

static void press(Ui *ui, UiId id, unsigned flags, UiAct *act) {
    act->pressed = true;
    act->double_clicked = ui->event.clicks == 2;
    ui->active = id;
    ui->tip_muted = id;
    ui->changed = true;
    ui->consumed = true;
    ui->press_yields = (flags & UI_YIELDS) != 0;
    ui->press_scroll = ui->tree.scroll;
    if (!(flags & UI_KEEPS_FOCUS)) {
        ui->focus = (flags & UI_CLICK_FOCUS) ? id : 0;
    }
}

UiAct ui_interact(Ui *ui, UiId id, Rect rect, unsigned flags) {
    UiAct act = {0};
    const CanvasLayer layer = ui->canvas->layer;
    if ((flags & UI_STOP) && !ui_modal_above(ui, layer)) {
        add_stop(ui, id);
    }
    const Rect seen = rect_intersect(rect, canvas_clip(ui->canvas));
    const bool inside = ui->pointer_inside && rect_contains(seen, ui->x, ui->y) && !ui_blocked(ui, layer);
    act.hovered = inside && (ui->active == 0 || ui->active == id);
    if (act.hovered) {
        ui->hot_now = id;
    }
    if (ui->event.kind == UI_EVENT_DOWN && inside && !ui->consumed) {
        press(ui, id, flags, &act);
    }
    if (ui->event.kind == UI_EVENT_UP && ui->active == id) {
        act.clicked = inside;
        ui->active = 0;
        ui->changed = true;
        ui->consumed = true;
    }
    act.held = ui->active == id;
    act.focused = ui->focus == id;
    ui->focus_types |= act.focused && (flags & UI_TYPES);
    if (act.focused && ui->ring && !(flags & UI_NO_RING)) {
        ui_ring(ui, rect, ui_px(ui, 8));
    }
    return act;
}

bool ui_key_anywhere(Ui *ui, int key, unsigned modifiers) {
    if (ui->event.kind != UI_EVENT_KEY || ui->consumed || ui->event.key != key ||
        ui->event.modifiers != modifiers) {
        return false;
    }
    ui->consumed = true;
    ui->changed = true;
    return true;
}

bool ui_key(Ui *ui, UiId id, int key, unsigned modifiers) {
    return ui->focus == id && ui_key_anywhere(ui, key, modifiers);
}

const char *ui_text(const Ui *ui, UiId id) {
    const bool mine = ui->event.kind == UI_EVENT_TEXT && !ui->consumed && ui->focus == id;
    return mine ? ui->event.text : NULL;
}

void ui_report(Ui *ui, UiRole role, const char *label, const char *value, Rect rect, bool enabled,
               bool focused) {
    ui_tree_report(&ui->tree, role, label, value, rect, enabled, focused);
}

void ui_report_text(Ui *ui, const char *label, const char *value, Rect rect) {
    ui_tree_report_text(&ui->tree, label, value, rect);
}

void ui_report_name(Ui *ui, UiRole role, const char *name, const char *value, Rect rect, bool enabled,
                    bool focused) {
    ui_tree_report_name(&ui->tree, role, name, value, rect, enabled, focused);
}

const char *ui_entry_label(const Ui *ui, const UiEntry *entry) {
    return ui_tree_label(&ui->tree, entry);
}

const char *ui_entry_value(const Ui *ui, const UiEntry *entry) {
    return ui_tree_value(&ui->tree, entry);
}

const UiEntry *ui_find(const Ui *ui, const char *label) {
    return ui_tree_find(&ui->tree, label);
}

void ui_ring(Ui *ui, Rect rect, float radius) {
    ui->ring_rect = rect;
    ui->ring_clip = canvas_clip(ui->canvas);
    ui->ring_radius = radius;
    ui->ring_layer = ui->canvas->layer;
    ui->ring_scroll = ui->tree.scroll;
}

void ui_tooltip(Ui *ui, UiAct act, Rect rect, const char *text) {
    if (!act.hovered || act.held || ui->active != 0 || !text || !text[0]) {
        return;
    }
    if (ui->hot_now == ui->tip_muted) {
        return;
    }
    const double since = ui->hot == ui->hot_now ? ui->hot_since : ui->now;
    const double due = since + 0.5;
    if (ui->now >= due) {
        snprintf(ui->tip, sizeof ui->tip, "%s", text);
        ui->tip_at = rect;
    } else if (ui->wake_at == 0 || due < ui->wake_at) {
        ui->wake_at = due;
    }
}

void ui_note(Ui *ui, Rect rect, const char *text) {
    snprintf(ui->note, sizeof ui->note, "%s", text);
    ui->note_at = rect;
    ui->note_tells = false;
    ui->changed = true;
}

void ui_tell(Ui *ui, Rect rect, const char *text) {
    ui_note(ui, rect, text);
    ui->note_tells = true;
}

CanvasLayer ui_layer_begin(Ui *ui, CanvasLayer layer, Rect rect, bool modal) {
    if (ui->surface_count < UI_SURFACES) {
        ui->surfaces[ui->surface_count++] = (UiSurface){layer, rect, modal};
    }
    canvas_push_whole(ui->canvas);
    canvas_push_panel(ui->canvas, rect);
    return canvas_set_layer(ui->canvas, layer);
}

void ui_layer_end(Ui *ui, CanvasLayer before) {
    canvas_set_layer(ui->canvas, before);
    canvas_pop_clip(ui->canvas);
    canvas_pop_clip(ui->canvas);
}

static void draw_ring(Ui *ui) {
    if (rect_empty(ui->ring_rect) || !ui->ring) {
        return;
    }
    const float offset = fmaxf(2, ui_px(ui, 2));
    const CanvasLayer before = canvas_set_layer(ui->canvas, ui->ring_layer);
    canvas_push_whole(ui->canvas);
    canvas_push_clip(ui->canvas, rect_inset(ui->ring_clip, -2 * offset));
    canvas_stroke(ui->canvas, rect_inset(ui->ring_rect, -2 * offset), ui->ring_radius + 2 * offset, offset, 0,
                  ui->theme->window);
    canvas_pop_clip(ui->canvas);
    canvas_pop_clip(ui->canvas);
    canvas_set_layer(ui->canvas, before);
}

static int find_stop(const Ui *ui, UiId id) {
    for (int i = 0; i < ui->stop_count; i++) {
        if (ui->stops[i] == id) {
            return i;
        }
    }
    return -1;
}

/* Tab from nothing goes to the first stop, Shift+Tab to the last. */
static void move_focus(Ui *ui, int direction) {
    if (ui->stop_count == 0) {
        return;
    }
    const int at = find_stop(ui, ui->focus);
    int next = at + direction;
    if (at < 0) {
        next = direction > 0 ? 0 : ui->stop_count - 1;
    }
    ui_focus(ui, ui->stops[(next + ui->stop_count) % ui->stop_count]);
    ui->ring = true;
}

void ui_edit_end(Ui *ui) {
    ui->edit = (UiEdit){0};
    ui->changed = true;
}

/* The highest modal layer, -1 if there is none. */
static int top_modal(const UiSurface *surfaces, int count) {
    int top = -1;
    for (int i = 0; i < count; i++) {
        if (surfaces[i].modal && (int)surfaces[i].layer > top) {
            top = (int)surfaces[i].layer;
        }
    }
    return top;
}

static void settle_focus(Ui *ui) {
    if (ui_key_anywhere(ui, UI_KEY_TAB, 0)) {
        move_focus(ui, 1);
    } else if (ui_key_anywhere(ui, UI_KEY_TAB, UI_SHIFT)) {
        move_focus(ui, -1);
    }
    /* An open menu is the only thing that hears; the focus waits under it. */
    ui->menu = ui->menu_seen || ui->changed ? ui->menu : 0;
    /* This pass's stops were judged by the surfaces of the one before: where those have changed, the next
     * decides. */
    const bool veiled = ui->menu_seen || top_modal(ui->surfaces, ui->surface_count) !=
                                             top_modal(ui->surfaces_before, ui->surface_count_before);
    ui->changed |= veiled && !ui->menu_seen;
    /* On a blank screen there are no stops, and the focus waits. */
    if (ui->stop_count > 0 && ui->focus != 0 && ui->menu == 0 && !veiled && find_stop(ui, ui->focus) < 0) {
        const int last = ui->stop_count - 1;
        ui->focus = ui->stops[ui->focus_index < last ? ui->focus_index : last];
        ui->changed = true;
    }
    if (ui->edit.id != 0 && ui->edit.id != ui->focus) {
        ui_edit_end(ui);
    }
}

void ui_end(Ui *ui) {
    if (ui->event.kind == UI_EVENT_DOWN && !ui->consumed && ui->focus != 0) {
        ui->focus = 0;
        ui->changed = true;
    }
    if (ui->event.kind == UI_EVENT_UP && ui->active != 0) {
        ui->active = 0;
        ui->changed = true;
    }
    if (ui->event.kind == UI_EVENT_KEY && ui->focus != 0 && !ui->ring) {
        ui->ring = true;
        ui->changed = true;
    }
    settle_focus(ui);
    if (ui->hot_now != ui->hot) {
        ui->hot = ui->hot_now;
        ui->hot_since = ui->now;
        ui->tip_muted = ui->hot == ui->tip_muted ? ui->tip_muted : 0;
        ui->changed |= ui->event.kind != UI_EVENT_NONE;
    }
    draw_ring(ui);
}
