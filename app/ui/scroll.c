/* Scroll areas: the wheel, a finger on the ground, thumbs that can be dragged, the focus brought into view.
 *
 * Controls inside know nothing of it: the area moves the origin that they are laid out from, and clips them.
 * Its offset never leaves the content, however that shrinks.
 */
#include "app/ui/scroll.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

static UiScroll *find_scroll(Ui *ui, UiId id) {
    UiScroll *spare = &ui->scrolls[0];
    for (int i = 0; i < UI_SCROLLS; i++) {
        if (ui->scrolls[i].id == id) {
            return &ui->scrolls[i];
        }
        if (!ui->scrolls[i].used) {
            spare = &ui->scrolls[i];
        }
    }
    *spare = (UiScroll){.id = id};
    return spare;
}

static void clamp_scroll(UiScroll *scroll) {
    scroll->x = fmaxf(0, fminf(scroll->x, scroll->content_width - scroll->view.w));
    scroll->y = fmaxf(0, fminf(scroll->y, scroll->content_height - scroll->view.h));
}

Point ui_scroll_begin(Ui *ui, const char *name, Rect view) {
    const UiId id = ui_id(name);
    UiScroll *scroll = find_scroll(ui, id);
    scroll->used = true;
    scroll->view = view;
    clamp_scroll(scroll);
    canvas_push_clip(ui->canvas, view);
    assert(ui->scroll_depth < UI_SCROLLS);
    ui->scroll_stack[ui->scroll_depth++] = id;
    ui->tree.scroll = id;
    return (Point){roundf(view.x - scroll->x), roundf(view.y - scroll->y)};
}

/* Scrolls the least that shows rect, with some air around it. */
static void reveal(UiScroll *scroll, Rect rect, float air) {
    const Rect view = scroll->view;
    if (rect.y - air < view.y) {
        scroll->y -= view.y - (rect.y - air);
    } else if (rect.y + rect.h + air > view.y + view.h) {
        scroll->y += fminf(rect.y + rect.h + air - view.y - view.h, rect.y - air - view.y);
    }
    if (rect.x - air < view.x) {
        scroll->x -= view.x - (rect.x - air);
    } else if (rect.x + rect.w + air > view.x + view.w) {
        scroll->x += fminf(rect.x + rect.w + air - view.x - view.w, rect.x - air - view.x);
    }
    clamp_scroll(scroll);
}

Point ui_scroll_origin(const Ui *ui, const char *name, Rect view) {
    const UiId id = ui_id(name);
    for (int i = 0; i < UI_SCROLLS; i++) {
        if (ui->scrolls[i].id == id) {
            return (Point){roundf(view.x - ui->scrolls[i].x), roundf(view.y - ui->scrolls[i].y)};
        }
    }
    return (Point){view.x, view.y};
}

void ui_scroll_reveal(Ui *ui, const char *name, Rect rect) {
    UiScroll *scroll = find_scroll(ui, ui_id(name));
    const float y = scroll->y;
    reveal(scroll, rect, ui_px(ui, 8));
    ui->changed |= scroll->y != y;
}

static float towards(float from, float to, float most) {
    return from + fmaxf(-most, fminf(to - from, most));
}

void ui_scroll_follow(Ui *ui, const char *name, const Rect *rects, int count, float most) {
    UiScroll *scroll = find_scroll(ui, ui_id(name));
    const float x = scroll->x;
    const float y = scroll->y;
    for (int i = 0; i < count; i++) {
        /* Where it is once those before have been scrolled to. */
        reveal(scroll, (Rect){rects[i].x + x - scroll->x, rects[i].y + y - scroll->y, rects[i].w, rects[i].h},
               ui_px(ui, 8));
    }
    scroll->x = towards(x, scroll->x, most);
    scroll->y = towards(y, scroll->y, most);
    ui->changed |= scroll->y != y || scroll->x != x;
}

bool ui_scroll_to(Ui *ui, const UiEntry *entry) {
    if (entry->scroll == 0) {
        return false;
    }
    reveal(find_scroll(ui, entry->scroll), entry->full, ui_px(ui, 8));
    return true;
}

/* The thumb at one edge; a drag moves the content in proportion. */
static void scroll_thumb(Ui *ui, UiScroll *scroll, const char *name, bool down) {
    const Rect view = scroll->view;
    const float length = down ? view.h : view.w;
    const float content = down ? scroll->content_height : scroll->content_width;
    if (content <= length + 0.5F || length <= 0) {
        return;
    }
    const float thickness = ui_px(ui, 8);
    const float size = fmaxf(ui_px(ui, 24), length * length / content);
    const float travel = length - size;
    float *offset = down ? &scroll->y : &scroll->x;
    const float at = travel * *offset / (content - length);
    const Rect thumb = down ? (Rect){view.x + view.w - thickness, view.y + at, thickness, size}
                            : (Rect){view.x + at, view.y + view.h - thickness, size, thickness};
    char label[64];
    snprintf(label, sizeof label, "%s, across", name);
    const UiAct act = ui_interact(ui, ui_id_number(scroll->id, down), thumb, 0);
    if (act.held && ui->event.kind == UI_EVENT_MOVE && travel > 0) {
        const float moved = down ? ui->y - ui->press_y : ui->x - ui->press_x;
        *offset += moved * (content - length) / travel;
        ui->press_x = ui->x;
        ui->press_y = ui->y;
        clamp_scroll(scroll);
        ui->changed = true;
    }
    const Color color = act.hovered || act.held ? ui->theme->muted : ui->theme->faint;
    canvas_fill(ui->canvas, rect_inset(thumb, ui_px(ui, 2)), thickness, color);
    char percent[16];
    snprintf(percent, sizeof percent, "%d", (int)lroundf(100 * *offset / (content - length)));
    ui_report(ui, UI_ROLE_SLIDER, down ? name : label, percent, thumb, true, false);
}

static bool can_scroll(const UiScroll *scroll) {
    return scroll->content_width > scroll->view.w + 0.5F || scroll->content_height > scroll->view.h + 0.5F;
}

/* Takes the finger from a control that was pressed and is being left: it meant to scroll. */
static void take_over(Ui *ui, const UiScroll *scroll, UiId id) {
    const bool ours = ui->active != 0 && ui->press_yields && ui->press_scroll == scroll->id;
    const bool far = hypotf(ui->x - ui->press_x, ui->y - ui->press_y) > ui_px(ui, 12);
    if (ui->event.kind == UI_EVENT_MOVE && ui->event.touch && ours && far && can_scroll(scroll)) {
        ui->active = id;
        ui->press_yields = false;
    }
}

static void drag_content(Ui *ui, UiScroll *scroll) {
    const UiId id = ui_id_number(scroll->id, 2);
    if (ui->event.kind == UI_EVENT_DOWN && ui->event.touch && !ui->consumed) {
        const Rect seen = rect_intersect(scroll->view, canvas_clip(ui->canvas));
        if (rect_contains(seen, ui->x, ui->y) && !ui_blocked(ui, ui->canvas->layer)) {
            ui->active = id;
            ui->consumed = true;
            ui->changed |= ui->focus != 0;
            ui->focus = 0;
        }
    }
    take_over(ui, scroll, id);
    if (ui->active == id && ui->event.kind == UI_EVENT_MOVE) {
        scroll->x -= ui->x - ui->press_x;
        scroll->y -= ui->y - ui->press_y;
        ui->press_x = ui->x;
        ui->press_y = ui->y;
        clamp_scroll(scroll);
        ui->changed = true;
    }
    if (ui->active == id && ui->event.kind == UI_EVENT_UP) {
        ui->active = 0;
    }
}

void ui_scroll_end(Ui *ui, const char *name, float content_width, float content_height) {
    UiScroll *scroll = find_scroll(ui, ui_id(name));
    const bool grew = scroll->content_width != content_width || scroll->content_height != content_height;
    scroll->content_width = content_width;
    scroll->content_height = content_height;
    const float y = scroll->y;
    const float x = scroll->x;
    const bool over = ui->pointer_inside && rect_contains(scroll->view, ui->x, ui->y);
    if (ui->event.kind == UI_EVENT_WHEEL && !ui->consumed && over && !ui_blocked(ui, ui->canvas->layer)) {
        float *offset = ui->event.modifiers & UI_SHIFT ? &scroll->x : &scroll->y;
        *offset -= ui->event.wheel * ui_px(ui, 48);
        ui_take(ui);
    }
    if (ui->focus_wanted != 0 && ui->ring_scroll == scroll->id && ui->ring) {
        reveal(scroll, ui->ring_rect, ui_px(ui, 8));
        ui->focus_wanted = 0;
    }
    clamp_scroll(scroll);
    drag_content(ui, scroll);
    scroll_thumb(ui, scroll, name, true);
    scroll_thumb(ui, scroll, name, false);
    ui->changed |= grew || scroll->y != y || scroll->x != x;
    ui->scroll_depth--;
    ui->tree.scroll = ui->scroll_depth > 0 ? ui->scroll_stack[ui->scroll_depth - 1] : 0;
    canvas_pop_clip(ui->canvas);
}
