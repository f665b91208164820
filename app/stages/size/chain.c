/* Squares on one ground; between two of them how many values fewer, and what made it so. */
#include "app/stages/size/chain.h"

#include "app/stages/size/lit.h"
#include "app/stages/size/words.h"
#include "app/words.h"
#include "core/number.h"

#include <math.h>
#include <stdio.h>

static const char *const names[PS_CHAIN_COUNT] = {
    [PS_CHAIN_THIS] = N_("This setting"),
    [PS_CHAIN_VGG_16] = N_("VGG-16"),
    [PS_CHAIN_ALEXNET] = N_("AlexNet"),
    [PS_CHAIN_RESNET_50] = N_("ResNet-50"),
};

const char *size_chain_name(PsSizeChainOf chain) {
    return names[chain];
}

void size_chain_size(const PsSizeLink *link, char *text, size_t size) {
    snprintf(text, size, "%lld × %lld", (long long)link->size[PS_HEIGHT], (long long)link->size[PS_WIDTH]);
}

static bool is_lit(const SizeFrame *frame, int link) {
    const SizePoint point = size_pointed(frame);
    return (point.part == SIZE_LINK && point.at == link) ||
           (point.part == SIZE_FEWER && (point.at == link || point.at == link + 1));
}

/* As large as what comes out of it: so much is kept. */
static void paint_kept(const SizeFrame *frame, const Pen *pen, int link) {
    const Rect square = frame->links.square[link];
    if (link + 1 >= frame->links.chain.count) {
        return;
    }
    const Rect next = frame->links.square[link + 1];
    if (next.w < square.w && next.h < square.h && next.w >= 8 && !frame->links.chain.links[link + 1].global) {
        const Rect kept = {square.x + square.w - next.w, square.y + square.h - next.h, next.w, next.h};
        canvas_stroke(pen->canvas, kept, 0, fmaxf(1, size_px(&frame->layout, 1)),
                      fmaxf(2, size_px(&frame->layout, 4)), pen->theme->background);
    }
}

static void paint_square(const SizeFrame *frame, const Pen *pen, int link) {
    const PsSizeLink *made = &frame->links.chain.links[link];
    const Rect square = frame->links.square[link];
    const Theme *theme = pen->theme;
    const bool ring = made->size[PS_HEIGHT] == 1 && made->size[PS_WIDTH] == 1;
    const float width = fmaxf(1, size_px(&frame->layout, is_lit(frame, link) ? 3 : 1));
    const Color edge = is_lit(frame, link) ? theme->text : theme->muted;
    if (ring) {
        canvas_stroke(pen->canvas, square, square.w / 2, fmaxf(2, size_px(&frame->layout, 3)), 0,
                      made->global ? theme->global : edge);
        canvas_disc(pen->canvas, (Point){square.x + square.w / 2, square.y + square.h / 2},
                    size_px(&frame->layout, 3), theme->text);
        return;
    }
    canvas_fill(pen->canvas, square, 0, theme->cell_middle);
    canvas_stroke(pen->canvas, square, 0, width, 0, edge);
    paint_kept(frame, pen, link);
}

static void paint_label(const StageScope *scope, const SizeFrame *frame, const Pen *pen, int link) {
    const Rect label = frame->links.label[link];
    char text[96];
    char tag[64];
    char wide[128];
    size_chain_size(&frame->links.chain.links[link], text, sizeof text);
    (void)wide;
    const Font font = size_fit(scope, size_font(&frame->layout, FONT_MONO, 13), text, label.w + 4);
    canvas_text_aligned(pen->canvas, font, label.x + label.w / 2, label.y + label.h / 2, ALIGN_CENTRE, 0,
                        pen->theme->text, text);
    snprintf(tag, sizeof tag, "chain %d", link);
    pen_report_text(pen, tag, text, rect_union(label, frame->links.square[link]));
}

/* "75 %" over "fewer". */
static void write_share(const PsSizeLink *before, const PsSizeLink *after, char *share, size_t size,
                        const char **word) {
    const int64_t in = before->size[PS_HEIGHT] * before->size[PS_WIDTH];
    const int64_t out = after->size[PS_HEIGHT] * after->size[PS_WIDTH];
    const double change = fabs((double)(in - out)) / (double)in;
    char number[PS_NUMBER_SIZE];
    ps_number_write_share(number, change);
    snprintf(share, size, "%s%s %%", ps_number_share_sign(change), number);
    *word = out > in ? _("more") : out < in ? _("fewer") : _("as many");
}

/* What the layer was: "pool1", "3 × 3 / 2", "GAP". */
static void write_layer(const PsSizeLink *link, char *text, size_t size) {
    const PsAxis *axis = &link->axis[PS_WIDTH];
    if (link->global) {
        snprintf(text, size, "%s", _("GAP"));
    } else if (axis->bins > 0) {
        snprintf(text, size, "%s", _("adaptive"));
    } else {
        snprintf(text, size, "%lld × %lld / %lld", (long long)link->axis[PS_HEIGHT].kernel,
                 (long long)axis->kernel, (long long)axis->stride);
    }
}

static void paint_arrow(const SizeFrame *frame, const Pen *pen, Rect room, Color color) {
    const float y = roundf(room.y + room.h - size_px(&frame->layout, 9));
    const float tip = size_px(&frame->layout, 5);
    const float left = room.x + size_px(&frame->layout, 6);
    const float right = room.x + room.w - size_px(&frame->layout, 6);
    const Point head[] = {{right, y}, {right - 1.6F * tip, y - tip}, {right - 1.6F * tip, y + tip}};
    canvas_fill(pen->canvas, (Rect){left, y - 1, fmaxf(1, right - left - tip), 2}, 0, color);
    canvas_polygon(pen->canvas, head, 3, color);
}

static void paint_between(const StageScope *scope, const SizeFrame *frame, const Pen *pen, int link) {
    const PsSizeLink *links = frame->links.chain.links;
    const Rect room = frame->links.between[link];
    const Theme *theme = pen->theme;
    const SizePoint point = size_pointed(frame);
    const bool lit = point.part == SIZE_FEWER && point.at == link;
    char share[PS_NUMBER_SIZE + 8];
    char layer[96];
    const char *word = "";
    write_share(&links[link - 1], &links[link], share, sizeof share, &word);
    write_layer(&links[link], layer, sizeof layer);
    const float line = roundf(16 * frame->layout.unit);
    const float x = room.x + room.w / 2;
    const float limit = room.w - 4;
    const Font bold = size_fit(scope, size_font(&frame->layout, FONT_MONO, 13), share, limit);
    const Font plain = size_fit(scope, size_font(&frame->layout, FONT_MEDIUM, 12), word, limit);
    const Font mono = size_fit(scope, size_font(&frame->layout, FONT_MONO, 12), layer, limit);
    float y = room.y + line / 2;
    canvas_text_aligned(pen->canvas, bold, x, y, ALIGN_CENTRE, 0, lit ? theme->output : theme->text, share);
    canvas_text_aligned(pen->canvas, plain, x, y + line, ALIGN_CENTRE, 0, theme->muted, word);
    canvas_text_aligned(pen->canvas, mono, x, y + 2 * line, ALIGN_CENTRE, 0,
                        links[link].global ? theme->global : theme->muted, layer);
    paint_arrow(frame, pen, room, links[link].global ? theme->global : theme->faint);
    char tag[64];
    char value[128];
    snprintf(tag, sizeof tag, "fewer %d", link);
    size_words_fewer(frame, link, PS_NUMBER_FULL, value, sizeof value);
    pen_report_text(pen, tag, value, room);
}

/* "To scale: 1 pixel a cell". */
static void paint_note(const SizeFrame *frame, const Pen *pen) {
    char text[128];
    const double scale = frame->links.scale;
    if (scale >= 1) {
        snprintf(text, sizeof text,
                 ngettext("To scale: %d pixel a cell.", "To scale: %d pixels a cell.", (unsigned long)scale),
                 (int)scale);
    } else {
        snprintf(text, sizeof text, _("To scale: %d cells a pixel."), (int)lround(1 / scale));
    }
    const Rect note = frame->links.note;
    canvas_text(pen->canvas, size_font(&frame->layout, FONT_REGULAR, 13), note.x, note.y + note.h / 2,
                pen->theme->muted, text);
    pen_report_text(pen, text, "", (Rect){note.x, note.y, note.w, note.h - 2});
}

static void paint_words(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    const Rect room = frame->links.words;
    const Font font = size_font(&frame->layout, FONT_REGULAR, 15);
    const float line = 23 * frame->layout.unit;
    char text[512];
    size_words_chain(frame, &scope->scene->size, text, sizeof text);
    if (room.h > 0) {
        canvas_paragraph(pen->canvas, font, (Rect){room.x, room.y + line / 2, room.w, 0}, line,
                         pen->theme->muted, text, true);
        pen_report_text(pen, N_("Chain's end"), text, room);
    }
}

void size_chain_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    if (frame->links.failed) {
        return;
    }
    for (int link = 0; link < frame->links.chain.count; link++) {
        paint_square(frame, pen, link);
        paint_label(scope, frame, pen, link);
        if (link > 0) {
            paint_between(scope, frame, pen, link);
        }
    }
    paint_note(frame, pen);
    paint_words(scope, frame, pen);
}
