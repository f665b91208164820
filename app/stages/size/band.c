/* The band is to scale; what the windows have covered so far is a line along it, the rest is hatched. */
#include "app/stages/size/band.h"

#include "app/stages/size/ruler.h"
#include "app/words.h"
#include "core/number.h"

#include <math.h>
#include <stdio.h>

Rect size_band_bar(const SizeFrame *frame) {
    const Rect band = frame->layout.band;
    return (Rect){band.x, band.y, band.w, roundf(band.h * 0.5F)};
}

static float band_x(const SizeFrame *frame, double position) {
    const Rect bar = size_band_bar(frame);
    const double all = (double)(frame->all.end - frame->all.first);
    const double share = (position - (double)frame->all.first) / all;
    return roundf(bar.x + bar.w * (float)fmin(1, fmax(0, share)));
}

double size_band_position(const SizeFrame *frame, float x) {
    const Rect bar = size_band_bar(frame);
    const double share = fmin(1, fmax(0, (double)((x - bar.x) / bar.w)));
    return (double)frame->all.first + share * (double)(frame->all.end - frame->all.first);
}

static Rect band_span(const SizeFrame *frame, double first, double end) {
    const Rect bar = size_band_bar(frame);
    const float x = band_x(frame, first);
    return (Rect){x, bar.y, fmaxf(2, band_x(frame, end) - x), bar.h};
}

static void paint_ends(const SizeFrame *frame, const Pen *pen) {
    const Rect band = frame->layout.band;
    const Font font = size_font(&frame->layout, FONT_MONO, 12);
    const float y = band.y + band.h * 0.78F;
    char text[PS_NUMBER_SIZE];
    ps_number_write_integer(text, frame->axis.input - 1, PS_NUMBER_SCREEN);
    const float room = band_x(frame, (double)frame->axis.input) - band_x(frame, 0);
    if (room < 2 * canvas_text_width(pen->canvas, font, text)) {
        return; /* almost all of it is padding */
    }
    canvas_text(pen->canvas, font, band_x(frame, 0), y, pen->theme->muted, "0");
    canvas_text_aligned(pen->canvas, font, band_x(frame, (double)frame->axis.input), y, ALIGN_RIGHT, 0,
                        pen->theme->muted, text);
}

static void paint_lens(const SizeFrame *frame, const Pen *pen) {
    const float line = fmaxf(2, size_px(&frame->layout, 3));
    Rect lens = band_span(frame, frame->scale.first, frame->scale.first + frame->scale.count);
    const float least = size_px(&frame->layout, 12);
    lens.x -= fmaxf(0, (least - lens.w) / 2);
    lens.w = fmaxf(lens.w, least);
    lens.y -= line;
    lens.h += 2 * line;
    canvas_stroke(pen->canvas, lens, size_px(&frame->layout, 4), line, 0, pen->theme->text);
    /* Two lines fan out to what is seen below. */
    const float y = lens.y + lens.h;
    const Rect content = frame->layout.content;
    const float end = frame->layout.label.y;
    const Point left[] = {{lens.x + 1, y}, {content.x, end}};
    const Point right[] = {{lens.x + lens.w - 1, y}, {content.x + content.w, end}};
    canvas_polyline(pen->canvas, left, 2, 1, pen->theme->line);
    canvas_polyline(pen->canvas, right, 2, 1, pen->theme->line);
}

void size_band_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    (void)scope;
    const Theme *theme = pen->theme;
    const SizePose *pose = &frame->pose;
    if (!frame->scale.lens) {
        return;
    }
    const float line = fmaxf(1, roundf(theme->hairline * frame->layout.unit));
    const double end = (double)(frame->axis.input + frame->axis.padding);
    const Rect cells = band_span(frame, 0, (double)frame->axis.input);
    const Rect padded = band_span(frame, (double)-frame->axis.padding, end);
    canvas_stroke(pen->canvas, padded, 2, line, fmaxf(2, size_px(&frame->layout, 4)), theme->faint);
    canvas_fill(pen->canvas, cells, 2, theme->line);
    canvas_fill(pen->canvas, rect_inset(cells, line), 2, theme->cell);
    if (size_ruler_has_rest(frame) || (pose->finished && !frame->covered && frame->ruler.rest > 0)) {
        const Rect rest = band_span(frame, end - (double)frame->ruler.rest, end);
        canvas_hatch(pen->canvas, rest, 0, fmaxf(4, size_px(&frame->layout, 6)), false, theme->wrong);
        canvas_stroke(pen->canvas, rest, 0, line, 0, theme->wrong);
    }
    if (pose->window >= 0 && !(pose->fails && pose->window == 0)) {
        const double reach =
            pose->fails && frame->axis.bins == 0 ? end - (double)frame->ruler.rest : pose->end;
        const Rect done = band_span(frame, (double)-frame->axis.padding, reach);
        const float height = fmaxf(2, size_px(&frame->layout, 4));
        canvas_fill(pen->canvas, (Rect){done.x, done.y + done.h - height, done.w, height}, 0, theme->window);
    }
    paint_ends(frame, pen);
    paint_lens(frame, pen);
}
