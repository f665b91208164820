/* Drawing without input. Invariant: nothing here reads or keeps anything but the pen. */
#include "app/ui/pen.h"

#include <math.h>

float pen_px(const Pen *pen, float at_100) {
    return roundf(at_100 * pen->unit);
}

Font pen_font(const Pen *pen, FontFace face, float size) {
    const int pixels = (int)lroundf(size * pen->unit);
    return (Font){face, pixels < 6 ? 6 : pixels};
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
