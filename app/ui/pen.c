/* Drawing without input. Invariant: nothing here reads or keeps anything but the pen. */
#include "app/ui/pen.h"

#include "app/words.h"

#include <math.h>

float pen_px(const Pen *pen, float at_100) {
    return roundf(at_100 * pen->unit);
}

Font pen_font(const Pen *pen, FontFace face, float size) {
    const int pixels = (int)lroundf(size * pen->unit);
    return (Font){face, pixels < 6 ? 6 : pixels};
}

static void draw_label(const Pen *pen, Rect rect, Font font, Color color, Align align, const char *text) {
    const float x = align == ALIGN_LEFT     ? rect.x
                    : align == ALIGN_CENTRE ? rect.x + rect.w / 2
                                            : rect.x + rect.w;
    canvas_text_aligned(pen->canvas, font, x, rect.y + rect.h / 2, align, rect.w, color, text);
}

void pen_label(const Pen *pen, Rect rect, Font font, Color color, Align align, const char *text) {
    draw_label(pen, rect, font, color, align, words_shown(text));
    pen_report_text(pen, text, "", rect);
}

void pen_labelled(const Pen *pen, Rect rect, Font font, Color color, Align align, const char *label,
                  const char *text) {
    draw_label(pen, rect, font, color, align, text);
    pen_report_text(pen, label, text, rect);
}

UiId pen_scroll_begin(const Pen *pen, const char *name, Rect view) {
    const UiId before = pen->tree ? pen->tree->scroll : 0;
    canvas_push_clip(pen->canvas, view);
    if (pen->tree) {
        pen->tree->scroll = ui_id(name);
    }
    return before;
}

void pen_scroll_end(const Pen *pen, UiId before) {
    if (pen->tree) {
        pen->tree->scroll = before;
    }
    canvas_pop_clip(pen->canvas);
}

void pen_report(const Pen *pen, UiRole role, const char *label, const char *value, Rect rect) {
    if (pen->tree) {
        ui_tree_report(pen->tree, role, label, value, rect, true, false);
    }
}

void pen_report_text(const Pen *pen, const char *label, const char *value, Rect rect) {
    if (pen->tree) {
        ui_tree_report_text(pen->tree, label, value, rect);
    }
}
