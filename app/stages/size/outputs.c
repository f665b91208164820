/* Written outputs hold their index; the one under way rises from its window. */
#include "app/stages/size/outputs.h"

#include "app/stages/size/lit.h"
#include "app/stages/size/words.h"
#include "app/ui/icons.h"
#include "app/words.h"
#include "core/number.h"

#include <math.h>
#include <stdio.h>

typedef struct OutputPainter {
    const StageScope *scope;
    const SizeFrame *frame;
    const Pen *pen;
    Font font; /* size 0: too small for numbers */
    float radius, line;
} OutputPainter;

static double stride_of(const PsAxis *axis) {
    return axis->bins > 0 ? (double)axis->input / (double)axis->bins : (double)axis->stride;
}

static float side_of(const SizeFrame *frame) {
    const float room = (float)fmin(stride_of(&frame->axis) * frame->scale.pitch, 1e4);
    const float gap = room >= 30 ? 4 : room >= 4 ? 1 : 0;
    return fmaxf(1, floorf(fminf(frame->layout.outputs.h, room - gap)));
}

/* A square of side around the middle of first … end, in the row. */
static Rect square_over(const SizeFrame *frame, double first, double end) {
    const Rect row = frame->layout.outputs;
    const float side = side_of(frame);
    const float height = fmaxf(side, fminf(row.h, roundf(16 * frame->layout.unit)));
    const float middle = size_x(&frame->scale, (first + end) / 2) - frame->scale.gap / 2;
    return (Rect){roundf(middle - side / 2), row.y + row.h - height, side, height};
}

Rect size_output_cell(const SizeFrame *frame, int64_t output) {
    const PsRange window = ps_axis_window(&frame->axis, output);
    return square_over(frame, (double)window.first, (double)window.end);
}

static int64_t clamp(int64_t value, int64_t low, int64_t high) {
    return value < low ? low : value > high ? high : value;
}

PsRange size_outputs_seen(const SizeFrame *frame) {
    const PsAxis *axis = &frame->axis;
    const double half = axis->bins > 0 ? 0 : (double)(ps_axis_extent(axis) - 1) / 2;
    const double stride = stride_of(axis);
    if (stride * frame->scale.pitch < 2) {
        return (PsRange){0, 0}; /* of more bins than pixels none is drawn by itself */
    }
    const double from = (frame->scale.first + (double)axis->padding - half) / stride;
    const double to = (frame->scale.first + frame->scale.count + (double)axis->padding - half) / stride;
    return (PsRange){clamp((int64_t)floor(from), 0, frame->outputs),
                     clamp((int64_t)floor(to) + 1, 0, frame->outputs)};
}

static void paint_number(const OutputPainter *painter, Rect cell, int64_t output, bool covered, float alpha) {
    const Theme *theme = painter->pen->theme;
    char text[PS_NUMBER_SIZE] = "?";
    if (!covered) {
        ps_number_write_integer(text, output, PS_NUMBER_SCREEN);
    }
    if (painter->font.size > 0) {
        canvas_text_aligned(painter->pen->canvas, painter->font, cell.x + cell.w / 2, cell.y + cell.h / 2,
                            ALIGN_CENTRE, 0, color_alpha(covered ? theme->muted : theme->text, alpha), text);
    }
}

static void paint_written(const OutputPainter *painter, Rect cell, int64_t output, bool covered,
                          float alpha) {
    Canvas *canvas = painter->pen->canvas;
    const Theme *theme = painter->pen->theme;
    canvas_fill(canvas, cell, painter->radius, color_alpha(theme->line, alpha));
    canvas_fill(canvas, rect_inset(cell, fminf(painter->line, cell.w / 3)), painter->radius - painter->line,
                color_alpha(theme->raised, alpha));
    paint_number(painter, cell, output, covered, alpha);
}

static void paint_stem(const OutputPainter *painter, Rect cell) {
    const SizeLayout *layout = &painter->frame->layout;
    const float top = cell.y + cell.h + size_px(layout, 4);
    const float end = layout->axis.y - size_px(layout, 14);
    if (end - top >= 3 && cell.w >= 10) {
        canvas_fill(painter->pen->canvas, (Rect){roundf(cell.x + cell.w / 2), top, painter->line, end - top},
                    0, painter->pen->theme->faint);
    }
}

/* The outline of the step's own output, 0…1; that of the step before fades. */
static float mark_of(const SizeFrame *frame, int64_t output) {
    if (output == frame->step - 1) {
        return 1;
    }
    return frame->pose.moves && output == frame->pose.window - 1 ? 1 - frame->pose.left : 0;
}

static void paint_output(const OutputPainter *painter, int64_t output) {
    const SizeFrame *frame = painter->frame;
    const Rect cell = size_output_cell(frame, output);
    const bool written = output < frame->pose.placed;
    const Theme *theme = painter->pen->theme;
    const bool covered = size_is_covered(painter->scope, output + 1);
    char label[64];
    char value[PS_NUMBER_SIZE] = "";
    if (!written && frame->covered && frame->step <= frame->outputs && output >= frame->step) {
        return; /* how many there will be is the answer */
    }
    if (written) {
        paint_written(painter, cell, output, covered, 1);
        paint_stem(painter, cell);
    } else {
        const bool comes = frame->pose.moves && output == frame->pose.window;
        canvas_stroke(painter->pen->canvas, cell, painter->radius, painter->line,
                      fmaxf(2, size_px(&frame->layout, 3)),
                      color_alpha(theme->faint, comes ? 1 - frame->pose.drop : 1));
    }
    if (size_lights_output(frame, output)) {
        canvas_stroke(painter->pen->canvas, cell, painter->radius, fmaxf(1, size_px(&frame->layout, 3)), 0,
                      theme->text);
    }
    if (written && cell.w >= 8) {
        canvas_stroke(painter->pen->canvas, cell, painter->radius, fmaxf(1, size_px(&frame->layout, 2)), 0,
                      color_alpha(theme->window, mark_of(frame, output)));
    }
    snprintf(label, sizeof label, "output %lld", (long long)output);
    if (output < frame->step && !covered) {
        ps_number_write_integer(value, output, PS_NUMBER_FULL);
    }
    if (painter->pen->want_tree) {
        pen_report(painter->pen, UI_ROLE_CELL, label, value, cell);
    }
}

/* From the middle of its window to its cell. */
static void paint_under_way(const OutputPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const SizePose *pose = &frame->pose;
    if (!pose->moves || pose->fails || pose->drop <= 0 || pose->window < pose->placed) {
        return;
    }
    const Rect end = square_over(frame, pose->first, pose->end);
    const float from = frame->layout.axis.y + (frame->layout.axis.h - end.h) / 2;
    const Rect cell = {end.x, roundf(from + (end.y - from) * pose->drop), end.w, end.h};
    const bool covered = size_is_covered(painter->scope, pose->window + 1);
    paint_written(painter, cell, pose->window, covered, pose->rise);
    canvas_stroke(painter->pen->canvas, cell, painter->radius, fmaxf(1, size_px(&frame->layout, 2)), 0,
                  color_alpha(painter->pen->theme->window, pose->rise));
}

/* Beside the cross where there is room, in at most two lines. */
static void paint_verdict_words(const OutputPainter *painter, Rect cross) {
    const SizeFrame *frame = painter->frame;
    const SizeLayout *layout = &frame->layout;
    const Font font = size_font(layout, FONT_SEMIBOLD, 13);
    const Color color = color_alpha(painter->pen->theme->wrong, frame->pose.said);
    char text[64];
    size_words_verdict(painter->scope, frame, text, sizeof text);
    const float gap = size_px(layout, 8);
    const float end = layout->content.x + layout->content.w + size_px(layout, 40);
    const float room = end - cross.x - cross.w - gap;
    const float width = size_text_width(painter->scope, font, text);
    const bool left = room < width / 2 + size_px(layout, 16);
    const Rect right = {cross.x + cross.w + gap, 0, fminf(room, width / 2 + size_px(layout, 24)), 0};
    const float line = 17 * layout->unit;
    const int lines = canvas_paragraph(painter->pen->canvas, font, right, line, 0, text, false);
    const float y = cross.y + cross.h / 2 - line * (float)(lines - 1) / 2;
    if (left) {
        canvas_text_aligned(painter->pen->canvas, font, layout->content.x + layout->content.w,
                            layout->label.y + layout->label.h / 2, ALIGN_RIGHT, 0, color, text);
    } else {
        canvas_paragraph(painter->pen->canvas, font, (Rect){right.x, y, right.w, 0}, line, color, text, true);
    }
    pen_report_text(painter->pen, N_("Verdict"), text, cross);
}

static void paint_verdict(const OutputPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const Theme *theme = painter->pen->theme;
    const SizeLayout *layout = &frame->layout;
    if (!frame->pose.finished || frame->axis.bins > 0) {
        return;
    }
    const float side = fmaxf(side_of(frame), fminf(layout->outputs.h, size_px(layout, 24)));
    const float middle = size_x(&frame->scale, (frame->pose.first + frame->pose.end) / 2);
    const float most = layout->content.x + layout->content.w - side / 2;
    const float x = fmaxf(layout->content.x + side / 2, fminf(middle, most));
    const Rect cross = {roundf(x - side / 2), layout->outputs.y + layout->outputs.h - side, side, side};
    const Color wrong = color_alpha(theme->wrong, frame->pose.said);
    canvas_fill(painter->pen->canvas, cross, painter->radius, theme->background);
    canvas_stroke(painter->pen->canvas, cross, painter->radius, 1.5F * painter->line,
                  fmaxf(2, size_px(layout, 4)), frame->covered ? theme->faint : wrong);
    if (frame->covered) {
        canvas_text_aligned(painter->pen->canvas, size_font(layout, FONT_MONO, 18), x, cross.y + cross.h / 2,
                            ALIGN_CENTRE, 0, theme->muted, "?");
        pen_report_text(painter->pen, N_("Verdict"), "", cross);
        return;
    }
    icon_draw(painter->pen->canvas, ICON_CROSS, (Point){x, cross.y + cross.h / 2}, side * 0.5F, wrong);
    paint_verdict_words(painter, cross);
}

static Font number_font(const StageScope *scope, const SizeFrame *frame) {
    char text[PS_NUMBER_SIZE];
    const float side = side_of(frame);
    const PsRange seen = size_outputs_seen(frame);
    ps_number_write_integer(text, seen.end > 0 ? seen.end - 1 : 0, PS_NUMBER_SCREEN);
    const Font font = size_fit(scope, (Font){FONT_MONO, (int)((scope->presenter ? 0.56F : 0.48F) * side)},
                               text, side * 0.84F);
    const float least = scope->presenter ? 13 : 9.5F;
    return (float)font.size >= least * frame->layout.unit ? font : (Font){FONT_MONO, 0};
}

void size_outputs_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    const float side = side_of(frame);
    const OutputPainter painter = {.scope = scope,
                                   .frame = frame,
                                   .pen = pen,
                                   .font = number_font(scope, frame),
                                   .radius = fmaxf(1, fminf(size_px(&frame->layout, 6), side * 0.12F)),
                                   .line = fmaxf(1, roundf(pen->theme->hairline * frame->layout.unit))};
    const Rect label = frame->layout.label;
    canvas_text(pen->canvas, size_font(&frame->layout, FONT_MEDIUM, scope->presenter ? 13 : 12), label.x,
                label.y + label.h / 2, pen->theme->muted, _("outputs"));
    const PsRange seen = size_outputs_seen(frame);
    Rect clip = size_clip(&frame->layout, &frame->scale, frame->layout.outputs, 0);
    clip.h = frame->layout.axis.y + frame->layout.axis.h - clip.y;
    canvas_push_clip(pen->canvas, clip);
    for (int64_t output = seen.first; output < seen.end; output++) {
        paint_output(&painter, output);
    }
    paint_under_way(&painter);
    canvas_pop_clip(pen->canvas);
    paint_verdict(&painter);
}
