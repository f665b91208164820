/* Cells from the left to the right, then the footprints of windows that were, then the one in place. */
#include "app/stages/size/axis.h"

#include "app/stages/shared/motion.h"
#include "app/stages/size/lit.h"
#include "app/stages/size/words.h"
#include "app/words.h"
#include "core/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* No more footprints than this: where windows lie so close, what they cover is one outline. */
enum { FOOTPRINTS = 256, FOOTPRINT_LEAST = 6 };

typedef struct AxisPainter {
    const StageScope *scope;
    const SizeFrame *frame;
    const Pen *pen;
    Font font; /* of the indices; size 0: they stand below, if anywhere */
    float radius, line;
} AxisPainter;

void size_axis_value(const SizeFrame *frame, int64_t position, char *text, size_t size) {
    if (size_is_unread(frame, position)) {
        snprintf(text, size, "%s", "never read");
    } else if (size_is_padding(frame, position)) {
        snprintf(text, size, "%s", "pad");
    } else {
        snprintf(text, size, "%lld", (long long)position);
    }
}

static bool is_missing(const SizeFrame *frame, int64_t position) {
    return position < -frame->axis.padding || position >= frame->axis.input + frame->axis.padding;
}

static void paint_ground(const AxisPainter *painter, Rect cell, int64_t position) {
    Canvas *canvas = painter->pen->canvas;
    const Theme *theme = painter->pen->theme;
    const float dash = fmaxf(2, size_px(&painter->frame->layout, 4));
    const float unread = size_unread_shown(painter->frame, position);
    if (unread > 0) {
        canvas_fill(canvas, cell, painter->radius, theme->cell);
        canvas_hatch(canvas, cell, painter->radius, fmaxf(4, size_px(&painter->frame->layout, 8)), false,
                     color_alpha(color_blend(theme->wrong, theme->cell, 0.55F), unread));
        canvas_stroke(canvas, cell, painter->radius, 1.5F * painter->line, dash,
                      color_alpha(theme->wrong, unread));
    } else if (size_is_padding(painter->frame, position)) {
        canvas_stroke(canvas, cell, painter->radius, painter->line, dash, theme->faint);
    } else {
        canvas_fill(canvas, cell, painter->radius, theme->line);
        canvas_fill(canvas, rect_inset(cell, painter->line), painter->radius - painter->line, theme->cell);
    }
}

/* On a hatch it stands on a ground of its own. */
static void paint_index(const AxisPainter *painter, Rect cell, int64_t position) {
    const Theme *theme = painter->pen->theme;
    const bool padding = size_is_padding(painter->frame, position);
    char text[PS_NUMBER_SIZE];
    Font font = painter->font;
    if (padding) {
        snprintf(text, sizeof text, "%s", _("pad"));
        font = size_fit(painter->scope, size_font(&painter->frame->layout, FONT_MEDIUM, 13), text,
                        cell.w * 0.84F);
        if ((float)font.size < 9 * painter->frame->layout.unit) {
            return;
        }
    } else {
        ps_number_write_integer(text, position, PS_NUMBER_SCREEN);
    }
    const float x = cell.x + cell.w / 2;
    const float y = cell.y + cell.h / 2;
    if (size_unread_shown(painter->frame, position) > 0) {
        const float w = size_text_width(painter->scope, font, text) + (float)font.size * 0.3F;
        const float h = (float)font.size * 1.2F;
        canvas_fill(painter->pen->canvas, (Rect){x - w / 2, y - h / 2, w, h}, 3, theme->cell);
    }
    canvas_text_aligned(painter->pen->canvas, font, x, y, ALIGN_CENTRE, 0,
                        padding ? theme->muted : theme->text, text);
}

static void tell_cell(const AxisPainter *painter, Rect cell, int64_t position) {
    char label[64];
    char value[64];
    if (!painter->pen->want_tree) {
        return;
    }
    snprintf(label, sizeof label, "axis %lld", (long long)position);
    size_axis_value(painter->frame, position, value, sizeof value);
    pen_report(painter->pen, UI_ROLE_CELL, label, value, cell);
}

static void paint_cell(const AxisPainter *painter, int64_t position) {
    const SizeFrame *frame = painter->frame;
    const Rect cell = size_cell(&frame->scale, frame->layout.axis, position);
    if (is_missing(frame, position)) {
        return;
    }
    paint_ground(painter, cell, position);
    if (size_lights_cell(frame, position)) {
        const float width = fmaxf(1, fminf(size_px(&frame->layout, 3), cell.w / 4));
        canvas_stroke(painter->pen->canvas, cell, painter->radius, width, 0, painter->pen->theme->text);
    }
    if (painter->font.size > 0) {
        paint_index(painter, cell, position);
    }
    tell_cell(painter, cell, position);
}

static int64_t clamp(int64_t value, int64_t low, int64_t high) {
    return value < low ? low : value > high ? high : value;
}

/* The taps of a dilated window, a frame each, and a line that joins them. */
static void paint_taps(const AxisPainter *painter, double first, double end, Rect row, float width,
                       float dash, Color color) {
    const SizeFrame *frame = painter->frame;
    const PsAxis *axis = &frame->axis;
    const double dilation = (double)axis->dilation;
    const int64_t from = clamp((int64_t)((frame->scale.first - 1 - first) / dilation), 0, axis->kernel - 1);
    const int64_t to =
        clamp((int64_t)((frame->scale.first + frame->scale.count - first) / dilation) + 1, 0, axis->kernel);
    const Rect all = size_span(&frame->scale, row, first, end);
    for (int64_t tap = from; tap < to; tap++) {
        const double at = first + (double)tap * dilation;
        canvas_stroke(painter->pen->canvas, size_span(&frame->scale, row, at, at + 1), painter->radius, width,
                      dash, color);
    }
    canvas_fill(painter->pen->canvas, (Rect){all.x, all.y, all.w, fmaxf(1, roundf(width / 2))}, 0, color);
}

static void paint_window(const AxisPainter *painter, double first, double end, float over, float width,
                         float dash, Color color) {
    const SizeFrame *frame = painter->frame;
    Rect row = frame->layout.axis;
    row.y -= over;
    row.h += 2 * over;
    if (frame->axis.dilation > 1 && frame->axis.kernel > 1 && frame->axis.bins == 0) {
        paint_taps(painter, first, end, row, width, dash, color);
    } else {
        canvas_stroke(painter->pen->canvas, size_span(&frame->scale, row, first, end), painter->radius + over,
                      width, dash, color);
    }
}

static float lift(const AxisPainter *painter, int64_t window) {
    return size_px(&painter->frame->layout, window % 2 == 0 ? 4 : 9);
}

static void paint_footprint(const AxisPainter *painter, int64_t window, bool lit) {
    const PsRange range = ps_axis_window(&painter->frame->axis, window);
    const Theme *theme = painter->pen->theme;
    const float width = size_px(&painter->frame->layout, lit ? 4 : 2);
    paint_window(painter, (double)range.first, (double)range.end, lift(painter, window), fmaxf(1, width), 0,
                 lit ? theme->window : color_blend(theme->window, theme->background, 0.6F));
}

/* The windows before end that reach into what is seen, the last of them at most FOOTPRINTS. */
static PsRange seen_windows(const SizeFrame *frame, int64_t end) {
    const PsAxis *axis = &frame->axis;
    if (axis->bins > 0) {
        const int64_t first = frame->scale.seen.first * axis->bins / axis->input - 1;
        const int64_t last = frame->scale.seen.end * axis->bins / axis->input + 2;
        return (PsRange){clamp(last - FOOTPRINTS > first ? last - FOOTPRINTS : first, 0, end),
                         clamp(last, 0, end)};
    }
    const int64_t from = frame->scale.seen.first + axis->padding - ps_axis_extent(axis);
    const int64_t to = (frame->scale.seen.end + axis->padding) / axis->stride + 1;
    const PsRange range = {clamp(from / axis->stride, 0, end), clamp(to, 0, end)};
    return (PsRange){clamp(range.end - FOOTPRINTS, range.first, range.end), range.end};
}

static bool is_dense(const SizeFrame *frame) {
    const PsAxis *axis = &frame->axis;
    const double stride = axis->bins > 0 ? (double)axis->input / (double)axis->bins : (double)axis->stride;
    return stride * frame->scale.pitch < FOOTPRINT_LEAST * (double)frame->layout.unit;
}

/* What windows that lie too close to be told apart have read so far. */
static void paint_covered(const AxisPainter *painter, int64_t windows) {
    const PsAxis *axis = &painter->frame->axis;
    const Theme *theme = painter->pen->theme;
    const int64_t end = ps_axis_window(axis, windows - 1).end;
    Rect row = painter->frame->layout.axis;
    row.y -= size_px(&painter->frame->layout, 4);
    row.h += 2 * size_px(&painter->frame->layout, 4);
    canvas_stroke(painter->pen->canvas,
                  size_span(&painter->frame->scale, row, (double)-axis->padding, (double)end),
                  painter->radius, size_px(&painter->frame->layout, 2), 0,
                  color_blend(theme->window, theme->background, 0.6F));
}

static void paint_footprints(const AxisPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const SizePose *pose = &frame->pose;
    const int64_t before = clamp(pose->window, 0, frame->outputs);
    if (before > 0 && is_dense(frame)) {
        paint_covered(painter, before);
    }
    const PsRange range = seen_windows(frame, is_dense(frame) ? 0 : before);
    for (int64_t window = range.first; window < range.end; window++) {
        paint_footprint(painter, window, false);
    }
}

/* The windows that what is pointed at belongs to. */
static void paint_lit(const AxisPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const SizePoint point = size_pointed(frame);
    if (point.part != SIZE_CELL && point.part != SIZE_OUTPUT) {
        return;
    }
    const PsRange range = seen_windows(frame, frame->covered ? frame->pose.placed : frame->outputs);
    for (int64_t window = range.first; window < range.end; window++) {
        if (size_lights_output(frame, window)) {
            paint_footprint(painter, window, true);
        }
    }
}

static void paint_current(const AxisPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const SizePose *pose = &frame->pose;
    const Theme *theme = painter->pen->theme;
    if (pose->window < 0 || (pose->fails && frame->axis.bins > 0)) {
        return;
    }
    const float width = size_px(&frame->layout, 4);
    const bool refused = pose->finished && !frame->covered;
    const Color color =
        color_alpha(refused ? theme->wrong : theme->window, pose->window == 0 ? pose->slide : 1);
    paint_window(painter, pose->first, pose->end, size_px(&frame->layout, 5), fmaxf(2, width),
                 refused ? size_px(&frame->layout, 8) : 0, color);
}

/* Positions past the end that a window in place hangs over. */
static void paint_missing(const AxisPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const SizePose *pose = &frame->pose;
    const Theme *theme = painter->pen->theme;
    const int64_t end = frame->axis.input + frame->axis.padding;
    const bool fails = pose->fails && !frame->covered;
    for (int64_t position = end; position < frame->scale.seen.end && pose->window >= 0; position++) {
        if ((double)position < pose->end && (double)position + 1 > pose->first) {
            const Rect cell = size_cell(&frame->scale, frame->layout.axis, position);
            const double over = fmin(pose->end - (double)position, (double)position + 1 - pose->first);
            canvas_stroke(painter->pen->canvas, cell, painter->radius, fmaxf(1, 1.5F * painter->line),
                          fmaxf(2, size_px(&frame->layout, 4)),
                          color_alpha(fails ? theme->wrong : theme->faint, motion_clamp((float)over)));
        }
    }
}

/* "1 cell short", where it fits into what is missing. */
static void paint_short(const AxisPainter *painter) {
    const SizeFrame *frame = painter->frame;
    char text[64];
    if (!size_words_in_ghost(painter->scope, frame, text, sizeof text)) {
        return;
    }
    const double end = (double)(frame->axis.input + frame->axis.padding);
    const Rect room = size_span(&frame->scale, frame->layout.axis, fmax(end, frame->pose.first),
                                fmin(frame->pose.end, frame->scale.first + frame->scale.count));
    const Font font = size_font(&frame->layout, FONT_SEMIBOLD, 13);
    const Color color = color_alpha(painter->pen->theme->wrong, frame->pose.said);
    const float line = 17 * frame->layout.unit;
    const char *second = strrchr(text, ' ');
    const float width = size_text_width(painter->scope, font, text);
    const float y = room.y + room.h / 2;
    char first[64];
    if (width <= room.w - size_px(&frame->layout, 28) || second == NULL) {
        canvas_text_aligned(painter->pen->canvas, font, room.x + room.w / 2, y, ALIGN_CENTRE, 0, color, text);
        return;
    }
    snprintf(first, sizeof first, "%.*s", (int)(second - text), text);
    canvas_text_aligned(painter->pen->canvas, font, room.x + room.w / 2, y - line / 2, ALIGN_CENTRE, 0, color,
                        first);
    canvas_text_aligned(painter->pen->canvas, font, room.x + room.w / 2, y + line / 2, ALIGN_CENTRE, 0, color,
                        second + 1);
}

/* How many positions lie between two indices below the axis: 5, 10, 20, 50 … */
static int64_t index_distance(float least, double pitch) {
    int64_t distance = 5;
    for (int64_t ten = 10; (double)distance * pitch < (double)least; ten *= 10) {
        const int64_t tries[] = {ten, 2 * ten, 5 * ten};
        for (int i = 0; i < 3 && (double)distance * pitch < (double)least; i++) {
            distance = tries[i];
        }
    }
    return distance;
}

static void paint_indices_below(const AxisPainter *painter) {
    const SizeFrame *frame = painter->frame;
    const Rect row = frame->layout.indices;
    const Font font = size_font(&frame->layout, FONT_MONO, 12);
    char text[PS_NUMBER_SIZE];
    ps_number_write_integer(text, frame->axis.input, PS_NUMBER_SCREEN);
    const float room = size_text_width(painter->scope, font, text) + size_px(&frame->layout, 12);
    const int64_t distance = index_distance(room, frame->scale.pitch);
    const int64_t first = frame->scale.seen.first < 0 ? 0 : frame->scale.seen.first;
    for (int64_t position = (first + distance - 1) / distance * distance;
         position < frame->scale.seen.end && position < frame->axis.input; position += distance) {
        const Rect cell = size_cell(&frame->scale, row, position);
        ps_number_write_integer(text, position, PS_NUMBER_SCREEN);
        canvas_text_aligned(painter->pen->canvas, font, cell.x + cell.w / 2,
                            row.y + row.h / 2 + size_px(&frame->layout, 2), ALIGN_CENTRE, 0,
                            painter->pen->theme->muted, text);
    }
}

/* As large as the widest index that is seen allows; 0 where it would be too small to read. */
static Font index_font(const StageScope *scope, const SizeFrame *frame) {
    char text[PS_NUMBER_SIZE];
    const Rect cell = size_cell(&frame->scale, frame->layout.axis, frame->scale.seen.first);
    const int64_t last = clamp(frame->scale.seen.end, 1, frame->axis.input) - 1;
    ps_number_write_integer(text, last, PS_NUMBER_SCREEN);
    const Font font = {FONT_MONO, (int)(0.42F * fminf(cell.w + frame->scale.gap, cell.h))};
    const Font fitted = size_fit(scope, font, text, cell.w * 0.88F);
    const float least = scope->presenter ? 13 : 9.5F;
    return (float)fitted.size >= least * frame->layout.unit ? fitted : (Font){FONT_MONO, 0};
}

void size_axis_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    const float corner = fminf(size_px(&frame->layout, 8), (float)frame->scale.pitch * 0.12F);
    const AxisPainter painter = {.scope = scope,
                                 .frame = frame,
                                 .pen = pen,
                                 .font = index_font(scope, frame),
                                 .radius = fmaxf(1, corner),
                                 .line = fmaxf(1, roundf(pen->theme->hairline * frame->layout.unit))};
    canvas_push_clip(pen->canvas, size_clip(&frame->layout, &frame->scale, frame->layout.axis,
                                            size_px(&frame->layout, 14)));
    for (int64_t position = frame->scale.seen.first; position < frame->scale.seen.end; position++) {
        paint_cell(&painter, position);
    }
    paint_missing(&painter);
    paint_footprints(&painter);
    paint_short(&painter);
    paint_lit(&painter);
    paint_current(&painter);
    canvas_pop_clip(pen->canvas);
    if (painter.font.size == 0) {
        paint_indices_below(&painter);
    }
}
