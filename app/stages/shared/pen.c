#include "app/stages/shared/pen.h"

#include <math.h>

Pen pen_of(Ui *ui) {
    return (Pen){ui->canvas, ui->theme, ui->unit, ui};
}

float pen_px(const Pen *pen, float at_100) {
    return roundf(at_100 * pen->unit);
}

Font pen_font(const Pen *pen, FontFace face, float size) {
    return ui_font(pen->tree, face, size);
}

void pen_tell(const Pen *pen, const char *label, const char *value, Rect rect) {
    ui_report_text(pen->tree, label, value, rect);
}
