/* Pieces to the scale of the cells above them. Each appears with its window. */
#include "app/stages/size/ruler.h"

#include "app/stages/size/lit.h"
#include "app/words.h"
#include "core/number.h"

#include <math.h>
#include <stdio.h>

typedef struct RulerPainter {
    const StageScope *scope;
    const SizeFrame *frame;
    const Pen *pen;
    Font font;
    float radius, line;
} RulerPainter;

static int64_t clamp(int64_t value, int64_t low, int64_t high) {
    return value < low ? low : value > high ? high : value;
}

PsRange size_ruler_seen(const SizeFrame *frame) {
    const int64_t placed = frame->pose.placed;
    if (frame->axis.bins > 0 || placed == 0) {
        return (PsRange){0, 0};
    }
    const PsRange first = ps_axis_piece(&frame->axis, 0);
    const int64_t stride = frame->axis.stride;
    const int64_t from = (frame->scale.seen.first - first.end) / stride;
    const int64_t to = (frame->scale.seen.end - first.end) / stride + 2;
    return (PsRange){frame->scale.seen.first < first.end ? 0 : clamp(from, 0, placed), clamp(to, 1, placed)};
}

/* Less a hair at both ends, so that neighbours stand apart. */
static Rect piece_rect(const SizeFrame *frame, double first, double end) {
    Rect rect = size_span(&frame->scale, frame->layout.ruler, first, end);
    const float apart = rect.w >= 8 ? 1 : 0;
    rect.x += apart;
    rect.w = fmaxf(1, rect.w - 2 * apart);
    const float left = fmaxf(rect.x, frame->layout.content.x - 8);
    const float right = fminf(rect.x + rect.w, frame->layout.content.x + frame->layout.content.w + 8);
    return (Rect){left, rect.y, fmaxf(1, right - left), rect.h};
}

Rect size_ruler_piece(const SizeFrame *frame, int64_t window) {
    const PsRange piece = ps_axis_piece(&frame->axis, window);
    return piece_rect(frame, (double)piece.first, (double)piece.end);
}

Rect size_ruler_rest(const SizeFrame *frame) {
    const int64_t end = frame->axis.input + frame->axis.padding;
    return piece_rect(frame, (double)(end - frame->ruler.rest), (double)end);
}

bool size_ruler_has_rest(const SizeFrame *frame) {
    return frame->axis.bins == 0 && frame->ruler.rest > 0 && frame->pose.finished && !frame->covered &&
           frame->scale.seen.end > frame->axis.input + frame->axis.padding - frame->ruler.rest;
}

/* The longest of the texts that fits into room, in the middle of rect; none where rect is cut too short. */
static void paint_text(const RulerPainter *painter, Rect rect, float room, const char *const texts[],
                       int count, Color ink) {
    int chosen = 0;
    while (chosen < count && size_text_width(painter->scope, painter->font, texts[chosen]) > room - 6) {
        chosen++;
    }
    if (chosen < count && size_text_width(painter->scope, painter->font, texts[chosen]) <= rect.w - 4) {
        canvas_text_aligned(painter->pen->canvas, painter->font, rect.x + rect.w / 2, rect.y + rect.h / 2,
                            ALIGN_CENTRE, 0, ink, texts[chosen]);
    }
}

static void paint_bar(const RulerPainter *painter, Rect rect, bool lit, Color color) {
    const float width = fminf(fmaxf(1, size_px(&painter->frame->layout, lit ? 4 : 2)), rect.w / 2);
    if (lit) {
        canvas_fill(painter->pen->canvas, rect, painter->radius, painter->pen->theme->line);
    }
    canvas_stroke(painter->pen->canvas, rect, painter->radius, width, 0, color);
}

/* How far what is written on a piece can be seen. */
static float shown(const SizeFrame *frame, int64_t window) {
    return frame->pose.moves && window == frame->pose.window ? frame->pose.said : 1;
}

static void paint_first(const RulerPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const Rect rect = size_ruler_piece(frame, 0);
    char number[PS_NUMBER_SIZE];
    char words[64];
    ps_number_write_integer(number, frame->ruler.first, PS_NUMBER_SCREEN);
    snprintf(words, sizeof words, _("first window: %s"), number);
    paint_bar(painter, rect, size_lights_piece(frame, SIZE_FIRST, 0), painter->pen->theme->window);
    paint_text(painter, rect, rect.w, (const char *const[]){words, _("first window"), number}, 3,
               color_alpha(painter->pen->theme->window_text, shown(frame, 0)));
}

/* The part of a stride that is between two windows is never read; what hangs over the end is no cell. */
static void paint_hole(const RulerPainter *painter, int64_t window) {
    const SizeFrame *frame = painter->frame;
    const PsRange piece = ps_axis_piece(&frame->axis, window);
    if (frame->ruler.hole > 0) {
        const Rect hole = piece_rect(frame, (double)piece.first, (double)(piece.first + frame->ruler.hole));
        canvas_hatch(painter->pen->canvas, rect_inset(hole, 2), painter->radius,
                     fmaxf(4, size_px(&frame->layout, 7)), false,
                     color_blend(painter->pen->theme->wrong, painter->pen->theme->background, 0.6F));
    }
}

static void paint_overhang(const RulerPainter *painter, int64_t window) {
    const SizeFrame *frame = painter->frame;
    const double end = (double)(frame->axis.input + frame->axis.padding);
    if (window != frame->outputs - 1 || frame->ruler.overhang == 0) {
        return;
    }
    const Rect over = piece_rect(frame, end, end + (double)frame->ruler.overhang);
    const Rect inner = rect_inset(over, fmaxf(1, size_px(&frame->layout, 2)));
    canvas_fill(painter->pen->canvas, (Rect){over.x, over.y, inner.x + inner.w - over.x + 4, over.h}, 0,
                painter->pen->theme->background);
    canvas_stroke(painter->pen->canvas, over, painter->radius, fmaxf(1, size_px(&frame->layout, 2)),
                  fmaxf(2, size_px(&frame->layout, 4)), painter->pen->theme->text);
    char number[PS_NUMBER_SIZE];
    char words[64];
    ps_number_write_integer(number, frame->ruler.overhang, PS_NUMBER_SCREEN);
    snprintf(words, sizeof words, _("%s over"), number);
    paint_text(painter, over, over.w, (const char *const[]){words, number}, 2, painter->pen->theme->muted);
}

/* The part of a piece that its text stands on: no hole, nothing that hangs over. */
static Rect read_part(const SizeFrame *frame, int64_t window) {
    const PsRange piece = ps_axis_piece(&frame->axis, window);
    const int64_t end = frame->axis.input + frame->axis.padding;
    const int64_t last = piece.end < end ? piece.end : end;
    return piece_rect(frame, (double)(piece.first + frame->ruler.hole), (double)last);
}

/* All strides say as much, however pixels fall. */
static void paint_stride_text(const RulerPainter *painter, int64_t window) {
    const SizeFrame *frame = painter->frame;
    char number[PS_NUMBER_SIZE];
    char words[64];
    char plus[PS_NUMBER_SIZE + 4];
    ps_number_write_integer(number, frame->axis.stride, PS_NUMBER_SCREEN);
    snprintf(words, sizeof words, _("+ stride %s"), number);
    snprintf(plus, sizeof plus, "+ %s", number);
    const double cells = (double)(frame->axis.stride - frame->ruler.hole);
    const float room = floorf((float)fmin(cells * frame->scale.pitch, 1e5)) - 2;
    paint_text(painter, read_part(frame, window), room, (const char *const[]){words, plus, number}, 3,
               color_alpha(painter->pen->theme->text, shown(frame, window)));
}

static void paint_stride(const RulerPainter *painter, int64_t window) {
    const SizeFrame *frame = painter->frame;
    const Rect rect = size_ruler_piece(frame, window);
    paint_hole(painter, window);
    paint_bar(painter, rect, size_lights_piece(frame, SIZE_STRIDE, window), painter->pen->theme->text);
    paint_overhang(painter, window);
    paint_stride_text(painter, window);
}

/* The stride that is being taken, as far as its window has come. */
static void paint_under_way(const RulerPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const SizePose *pose = &frame->pose;
    if (!pose->moves || pose->fails || frame->axis.bins > 0 || pose->window < pose->placed) {
        return;
    }
    const bool first = pose->window == 0;
    const double end = first ? pose->first + (pose->end - pose->first) * (double)pose->slide : pose->end;
    const double from = first ? pose->first : (double)ps_axis_piece(&frame->axis, pose->window).first;
    if (end > from) {
        paint_bar(painter, piece_rect(frame, from, end), false,
                  color_alpha(first ? painter->pen->theme->window : painter->pen->theme->text, pose->left));
    }
}

static void paint_rest(const RulerPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const Theme *theme = painter->pen->theme;
    const SizeLayout *layout = &frame->layout;
    const Rect rect = size_ruler_rest(frame);
    char number[PS_NUMBER_SIZE];
    char words[64];
    const Color wrong = color_alpha(theme->wrong, frame->pose.said);
    ps_number_write_integer(number, frame->ruler.rest, PS_NUMBER_SCREEN);
    snprintf(words, sizeof words, _("rest %s"), number);
    canvas_hatch(painter->pen->canvas, rect, painter->radius, fmaxf(4, size_px(layout, 8)), false,
                 color_alpha(color_blend(theme->wrong, theme->background, 0.55F), frame->pose.said));
    canvas_stroke(painter->pen->canvas, rect, painter->radius,
                  fmaxf(1, size_px(layout, size_lights_piece(frame, SIZE_REST, 0) ? 4 : 2)), 0, wrong);
    const float beside = size_px(layout, 6);
    const bool fits = size_text_width(painter->scope, painter->font, words) + beside <= rect.w - 2;
    const char *text = fits ? words : number;
    const float width = size_text_width(painter->scope, painter->font, text) + beside;
    if (width <= rect.w - 2) {
        canvas_fill(painter->pen->canvas,
                    (Rect){rect.x + (rect.w - width) / 2, rect.y + rect.h * 0.22F, width, rect.h * 0.56F}, 3,
                    theme->background);
        canvas_text_aligned(painter->pen->canvas, painter->font, rect.x + rect.w / 2, rect.y + rect.h / 2,
                            ALIGN_CENTRE, 0, wrong, text);
    }
    const float after = rect.x + rect.w + size_px(layout, 10);
    const float room =
        layout->content.x + layout->content.w + size_px(layout, frame->scale.lens ? 0 : 24) - after;
    if (room >= size_text_width(painter->scope, painter->font, _("never read"))) {
        canvas_text(painter->pen->canvas, painter->font, after, rect.y + rect.h / 2, wrong, _("never read"));
    }
}

static void tell_piece(const RulerPainter *painter, int64_t window) {
    const SizeFrame *frame = painter->frame;
    char number[PS_NUMBER_SIZE];
    char label[64];
    snprintf(label, sizeof label, "hop %lld", (long long)window);
    ps_number_write_integer(number, window == 0 ? frame->ruler.first : frame->axis.stride, PS_NUMBER_FULL);
    if (window == 0 || painter->pen->want_tree) {
        pen_report_text(painter->pen, window == 0 ? N_("first window") : label, number,
                        size_ruler_piece(frame, window));
    }
}

/* The tree is told of the step that is gone to: a piece that is under way is there already. */
static void tell(const RulerPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const PsRange seen = size_ruler_seen(frame);
    char number[PS_NUMBER_SIZE];
    for (int64_t window = seen.first; window < seen.end; window++) {
        tell_piece(painter, window);
    }
    if (frame->pose.moves && !frame->pose.fails && frame->pose.window >= frame->pose.placed) {
        tell_piece(painter, frame->pose.window);
    }
    if (frame->step > frame->outputs && frame->ruler.rest > 0 && !frame->covered) {
        ps_number_write_integer(number, frame->ruler.rest, PS_NUMBER_FULL);
        pen_report_text(painter->pen, N_("rest"), number, size_ruler_rest(frame));
    }
}

/* Where nothing is measured yet. */
static void paint_empty(const RulerPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const double end = (double)(frame->axis.input + frame->axis.padding);
    const Rect rect = piece_rect(frame, (double)-frame->axis.padding, end);
    canvas_stroke(painter->pen->canvas, rect, painter->radius, painter->line,
                  fmaxf(2, size_px(&frame->layout, 4)), painter->pen->theme->line);
}

void size_ruler_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    const RulerPainter painter = {.scope = scope,
                                  .frame = frame,
                                  .pen = pen,
                                  .font = size_font(&frame->layout, FONT_SEMIBOLD, 13),
                                  .radius = size_px(&frame->layout, 6),
                                  .line = fmaxf(1, roundf(pen->theme->hairline * frame->layout.unit))};
    if (frame->axis.bins > 0) {
        return;
    }
    canvas_push_clip(pen->canvas, size_clip(&frame->layout, &frame->scale, frame->layout.ruler, 0));
    const PsRange seen = size_ruler_seen(frame);
    if (frame->pose.placed == 0 && !size_ruler_has_rest(frame)) {
        paint_empty(&painter);
    }
    for (int64_t window = seen.first; window < seen.end; window++) {
        if (window == 0) {
            paint_first(&painter);
        } else {
            paint_stride(&painter, window);
        }
    }
    paint_under_way(&painter);
    if (size_ruler_has_rest(frame)) {
        paint_rest(&painter);
    }
    tell(&painter);
    canvas_pop_clip(pen->canvas);
}
