#include "app/ui/ui.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    bool holds;
} roles[] = {{"button", false},    {"switch", false}, {"slider", false}, {"stepper", false},
             {"segmented", false}, {"tab", false},    {"menu", false},   {"textfield", false},
             {"timeline", false},  {"cell", false},   {"text", false},   {"mark", false},
             {"panel", true},      {"group", true},   {"stage", true},   {"list", true},
             {"table", true},      {"row", true},     {"region", true},  {"tooltip", true},
             {"dialog", true}};
_Static_assert(sizeof roles / sizeof roles[0] == UI_ROLE_COUNT, "a row for each role");

const char *ui_role_name(UiRole role) {
    return roles[role].name;
}

bool ui_role_holds(UiRole role) {
    return roles[role].holds;
}

void ui_init(Ui *ui, Canvas *canvas) {
    *ui = (Ui){.canvas = canvas};
}

void ui_free(Ui *ui) {
    free(ui->entries);
    free(ui->words);
    *ui = (Ui){0};
}

UiId ui_id(const char *label) {
    return hash_bytes(HASH_SEED, label, strlen(label));
}

UiId ui_id_number(UiId seed, int64_t number) {
    return hash_bytes(seed, &number, sizeof number);
}

Font ui_font(const Ui *ui, FontFace face, float size) {
    const int pixels = (int)lroundf(size * ui->unit);
    return (Font){face, pixels < 6 ? 6 : pixels};
}

float ui_px(const Ui *ui, float at_100) {
    return roundf(at_100 * ui->unit);
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
    if (event->kind == UI_EVENT_DOWN || event->kind == UI_EVENT_KEY || event->kind == UI_EVENT_WHEEL) {
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
    ui->entry_count = 0;
    ui->words_size = 0;
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
    ui->press_scroll = ui->scroll_depth > 0 ? ui->scroll_stack[ui->scroll_depth - 1] : 0;
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

static size_t keep_words(Ui *ui, const char *text) {
    const size_t size = strlen(text) + 1;
    if (ui->words_size + size > ui->words_capacity) {
        const size_t larger = (ui->words_size + size) * 2 + 4096;
        char *grown = realloc(ui->words, larger);
        if (!grown) {
            return SIZE_MAX;
        }
        ui->words = grown;
        ui->words_capacity = larger;
    }
    memcpy(ui->words + ui->words_size, text, size);
    ui->words_size += size;
    return ui->words_size - size;
}

static UiEntry *add_entry(Ui *ui, const char *label, const char *value) {
    if (ui->entry_count == ui->entry_capacity) {
        const size_t larger = ui->entry_capacity * 2 + 256;
        UiEntry *grown = realloc(ui->entries, larger * sizeof *grown);
        if (!grown) {
            return NULL;
        }
        ui->entries = grown;
        ui->entry_capacity = larger;
    }
    const size_t label_at = keep_words(ui, label);
    const size_t value_at = keep_words(ui, value);
    if (label_at == SIZE_MAX || value_at == SIZE_MAX) {
        return NULL;
    }
    UiEntry *entry = &ui->entries[ui->entry_count++];
    *entry = (UiEntry){.label = label_at, .value = value_at};
    return entry;
}

/* The part of rect that shows; at the clip's edge and empty where none does. */
static Rect visible_part(const Ui *ui, Rect rect) {
    const Rect clip = canvas_clip(ui->canvas);
    const Rect seen = rect_intersect(rect, clip);
    if (!rect_empty(seen)) {
        return seen;
    }
    /* A clip that shows nothing may itself lie outside the window. */
    const float x = fminf(fmaxf(rect.x, clip.x), clip.x + clip.w);
    const float y = fminf(fmaxf(rect.y, clip.y), clip.y + clip.h);
    return (Rect){fminf(x, (float)ui->canvas->width), fminf(y, (float)ui->canvas->height), 0, 0};
}

static void report(Ui *ui, UiRole role, const char *label, const char *value, Rect rect, bool enabled,
                   bool focused, bool pressable) {
    UiEntry *entry = add_entry(ui, label, value);
    if (!entry) {
        return;
    }
    entry->role = role;
    entry->rect = visible_part(ui, rect);
    entry->full = rect;
    entry->enabled = enabled;
    entry->focused = focused;
    entry->pressable = pressable;
    entry->layer = ui->canvas->layer;
    entry->scroll = ui->scroll_depth > 0 ? ui->scroll_stack[ui->scroll_depth - 1] : 0;
}

void ui_report(Ui *ui, UiRole role, const char *label, const char *value, Rect rect, bool enabled,
               bool focused) {
    report(ui, role, label, value, rect, enabled, focused, !ui_role_holds(role));
}

void ui_report_text(Ui *ui, const char *label, const char *value, Rect rect) {
    report(ui, UI_ROLE_TEXT, label, value, rect, true, false, false);
}

const char *ui_entry_label(const Ui *ui, const UiEntry *entry) {
    return ui->words + entry->label;
}

const char *ui_entry_value(const Ui *ui, const UiEntry *entry) {
    return ui->words + entry->value;
}

const UiEntry *ui_find(const Ui *ui, const char *label) {
    const UiEntry *best = NULL;
    for (size_t i = 0; i < ui->entry_count; i++) {
        const UiEntry *entry = &ui->entries[i];
        if (strcmp(ui_entry_label(ui, entry), label) == 0 &&
            (!best || (entry->pressable && !best->pressable))) {
            best = entry;
        }
    }
    return best;
}

void ui_ring(Ui *ui, Rect rect, float radius) {
    ui->ring_rect = rect;
    ui->ring_clip = canvas_clip(ui->canvas);
    ui->ring_radius = radius;
    ui->ring_layer = ui->canvas->layer;
    ui->ring_scroll = ui->scroll_depth > 0 ? ui->scroll_stack[ui->scroll_depth - 1] : 0;
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

/* The panel that anchor lies in: a scroll area less than half as wide as the window. Null: none. */
static const UiScroll *panel_around(const Ui *ui, Rect anchor) {
    for (int i = 0; i < UI_SCROLLS; i++) {
        const UiScroll *scroll = &ui->scrolls[i];
        if (scroll->used && scroll->view.w < (float)ui->canvas->width / 2 &&
            rect_contains(scroll->view, anchor.x + anchor.w / 2, anchor.y + anchor.h / 2)) {
            return scroll;
        }
    }
    return NULL;
}

/* Beside a panel, so that its next rows stay in sight; elsewhere under anchor, or above where there is no
 * room. */
static Rect place_bubble(const Ui *ui, Rect anchor, float width, float height) {
    const UiScroll *panel = panel_around(ui, anchor);
    const float gap = ui_px(ui, 6);
    Rect box = {anchor.x + anchor.w / 2 - width / 2, anchor.y + anchor.h + gap, width, height};
    if (panel && panel->view.x > width + 2 * gap) {
        box.x = panel->view.x - width - gap;
        box.y = anchor.y + anchor.h / 2 - height / 2;
    } else if (box.y + box.h > (float)ui->canvas->height - 2) {
        box.y = anchor.y - gap - height;
    }
    box.x = fmaxf(4, fminf(box.x, (float)ui->canvas->width - box.w - 4));
    box.y = fmaxf(2, fminf(box.y, (float)ui->canvas->height - box.h - 2));
    return box;
}

/* A box of text beside anchor, inside the window. */
static void draw_bubble(Ui *ui, const char *text, Rect anchor, Color edge, Color ink) {
    Canvas *canvas = ui->canvas;
    const Font font = ui_font(ui, FONT_MEDIUM, 12);
    const float pad = ui_px(ui, 8);
    const float line = ui_px(ui, 16);
    const float room = fminf(ui_px(ui, 300), (float)canvas->width - 2 * pad) - 2 * pad;
    const float width = fminf(room, canvas_text_width(canvas, font, text));
    const int lines = canvas_paragraph(canvas, font, (Rect){0, 0, width, 0}, line, ink, text, false);
    const Rect box = place_bubble(ui, anchor, width + 2 * pad, (float)lines * line + 2 * ui_px(ui, 6));
    canvas_push_whole(canvas);
    const CanvasLayer before = canvas_set_layer(canvas, CANVAS_LAYER_TOOLTIP);
    canvas_fill(canvas, box, ui_px(ui, 6), edge);
    canvas_fill(canvas, rect_inset(box, fmaxf(1, ui_px(ui, 1))), ui_px(ui, 5), ui->theme->raised);
    const Rect inner = {box.x + pad, box.y + ui_px(ui, 6) + line / 2, width + 1, 0};
    char sentence[UI_NOTE_SIZE];
    canvas_paragraph(canvas, font, inner, line, ink, ui_sentence(sentence, sizeof sentence, text), true);
    ui_report(ui, UI_ROLE_TOOLTIP, text, "", box, true, false);
    canvas_set_layer(canvas, before);
    canvas_pop_clip(canvas);
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

/* The highest modal layer, -1 where there is none. */
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
    if (ui->note[0]) {
        draw_bubble(ui, ui->note, ui->note_at, ui->note_tells ? ui->theme->output : ui->theme->wrong,
                    ui->theme->text);
    } else if (ui->tip[0]) {
        draw_bubble(ui, ui->tip, ui->tip_at, ui->theme->line, ui->theme->text);
    }
}
