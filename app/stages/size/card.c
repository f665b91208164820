/* Terms have the hue of their piece of the ruler; what is pointed at stands on a ground of its own. */
#include "app/stages/size/card.h"

#include "app/stages/size/lit.h"
#include "app/stages/size/words.h"
#include "app/words.h"

#include <math.h>
#include <string.h>

static Color ink_of(const Theme *theme, SizeTerm term) {
    switch (term) {
    case SIZE_TERM_KERNEL:
    case SIZE_TERM_DILATION:
    case SIZE_TERM_FIRST:
        return theme->window_text;
    case SIZE_TERM_OUTPUTS:
        return theme->output;
    case SIZE_TERM_REST:
    case SIZE_TERM_DROPPED:
        return theme->wrong;
    case SIZE_TERM_NONE:
    case SIZE_TERM_COUNT:
        return theme->muted;
    case SIZE_TERM_INPUT:
    case SIZE_TERM_PADDING:
    case SIZE_TERM_STRIDE:
    case SIZE_TERM_STRIDES:
        break;
    }
    return theme->text;
}

/* What says how many windows there are, while that is an answer. */
static bool is_hidden(const SizeFrame *frame, const SizeLine *line, int token) {
    const SizeTerm term = line->tokens[token].term;
    return frame->covered && line == &frame->numbers &&
           (term == SIZE_TERM_OUTPUTS || term == SIZE_TERM_STRIDES || term == SIZE_TERM_DROPPED);
}

static void paint_token(const SizeFrame *frame, const Pen *pen, const SizeLine *line, int i) {
    const SizeToken *token = &line->tokens[i];
    const Font font = token->number ? line->font : line->words;
    const bool blank = strspn(token->text, " ;") == strlen(token->text);
    const Rect rect = size_formula_token(line, i);
    if (!blank && size_lights_term(frame, token->term)) {
        canvas_fill(pen->canvas, (Rect){rect.x - 4, rect.y, rect.w + 8, rect.h}, size_px(&frame->layout, 6),
                    pen->theme->line);
        canvas_fill(pen->canvas, (Rect){rect.x, rect.y + rect.h - 4, rect.w, 2}, 0,
                    ink_of(pen->theme, token->term));
    }
    if (is_hidden(frame, line, i)) {
        canvas_text_aligned(pen->canvas, font, rect.x + rect.w / 2, line->y, ALIGN_CENTRE, 0,
                            pen->theme->muted, token->term == SIZE_TERM_DROPPED ? "" : "?");
        return;
    }
    const bool none = frame->outputs == 0 && token->term == SIZE_TERM_OUTPUTS;
    const Color ink = none ? pen->theme->wrong : ink_of(pen->theme, token->term);
    canvas_text(pen->canvas, font, token->x, line->y, color_alpha(ink, token->alpha), token->text);
}

static void paint_line(const SizeFrame *frame, const Pen *pen, const SizeLine *line) {
    for (int i = 0; i < line->count; i++) {
        paint_token(frame, pen, line, i);
    }
}

static void paint_aside(const StageScope *scope, const SizeFrame *frame, const Pen *pen, const SizeLine *line,
                        const char *text) {
    const Rect inner = frame->words;
    if (line->count > 0 && frame->rule.count > 0) {
        const Font font =
            size_fit(scope, size_font(&frame->layout, FONT_REGULAR, 13), text, size_px(&frame->layout, 136));
        canvas_text_aligned(pen->canvas, font, inner.x + inner.w, line->y, ALIGN_RIGHT, 0, pen->theme->muted,
                            text);
    }
}

/* The full text, with the result empty while it is covered. */
static void tell_formula(const SizeFrame *frame, const Pen *pen) {
    char text[256] = "";
    SizeLine line = frame->numbers;
    for (int i = 0; i < line.count && frame->covered; i++) {
        if (is_hidden(frame, &frame->numbers, i)) {
            strcpy(line.tokens[i].text, "?");
        }
    }
    size_formula_text(&line, text, sizeof text);
    const Rect rect = {frame->words.x, line.y - (float)line.font.size * 0.6F, frame->words.w,
                       (float)line.font.size * 1.2F};
    pen_report_text(pen, N_("Formula"), text, rect);
    if (frame->count.count > 0) {
        const Rect below = {rect.x, frame->count.y - (float)frame->count.font.size * 0.6F, rect.w,
                            (float)frame->count.font.size * 1.2F};
        size_formula_text(&frame->count, text, sizeof text);
        pen_report_text(pen, N_("Count"), text, below);
    }
}

static void paint_words(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    const float line = 20 * frame->layout.unit;
    char text[512];
    Rect room = frame->words;
    if (room.h <= 0) {
        return;
    }
    size_words_step(scope, frame, PS_NUMBER_SCREEN, text, sizeof text);
    Font font = size_font(&frame->layout, FONT_REGULAR, 13);
    while (font.size > 6 &&
           (float)canvas_paragraph(pen->canvas, font, room, line, 0, text, false) * line > room.h + 1) {
        font.size--;
    }
    room.y += line / 2;
    canvas_paragraph(pen->canvas, font, room, line, pen->theme->muted, text, true);
}

void size_card_paint(const StageScope *scope, const SizeFrame *frame, const Pen *pen) {
    const Theme *theme = pen->theme;
    const float line = fmaxf(1, roundf(theme->hairline * frame->layout.unit));
    const Rect card = frame->layout.card;
    canvas_fill(pen->canvas, card, size_px(&frame->layout, 12), theme->line);
    canvas_fill(pen->canvas, rect_inset(card, line), size_px(&frame->layout, 12) - line, theme->raised);
    paint_line(frame, pen, &frame->rule);
    paint_line(frame, pen, &frame->numbers);
    paint_line(frame, pen, &frame->count);
    paint_aside(scope, frame, pen, &frame->rule, _("the rule"));
    paint_aside(scope, frame, pen, &frame->numbers, _("with your numbers"));
    if (frame->rule.count > 0) {
        const float y = roundf(frame->numbers.y + (frame->numbers.y - frame->rule.y) / 2);
        canvas_fill(pen->canvas, (Rect){frame->words.x, y, frame->words.w, line}, 0, theme->line);
    }
    paint_words(scope, frame, pen);
    tell_formula(frame, pen);
}
