/* The scale is one pixel a cell, or the nearest power of two at which the row fits. */
#include "app/stages/size/chain_layout.h"

#include <math.h>
#include <stdio.h>

/* In units. */
enum {
    SLOT_LEAST = 34,
    GAP_LEAST = 46,
    GAP_PRESENTED = 64,
    GAP_MOST = 92,
    RING = 18,
    BELOW = 30,
    NOTE = 28,
    WORDS = 64,
    PAD = 20
};

static float side_of(const SizeLayout *layout, const PsSizeLink *link, int axis, double scale) {
    const bool one = link->size[PS_HEIGHT] == 1 && link->size[PS_WIDTH] == 1;
    return one ? size_px(layout, RING) : fmaxf(2, (float)ceil((double)link->size[axis] * scale));
}

/* The width of a square with its label. */
static float slot_of(const StageScope *scope, const SizeLayout *layout, const PsSizeLink *link,
                     double scale) {
    char text[96];
    snprintf(text, sizeof text, "%lld × %lld", (long long)link->size[PS_HEIGHT],
             (long long)link->size[PS_WIDTH]);
    const float label = size_text_width(scope, size_font(layout, FONT_MONO, 13), text);
    return fmaxf(fmaxf(label, size_px(layout, SLOT_LEAST)), side_of(layout, link, PS_WIDTH, scale));
}

static float slots(const StageScope *scope, const SizeLayout *layout, const PsSizeChain *chain,
                   double scale) {
    float sum = 0;
    for (int i = 0; i < chain->count; i++) {
        sum += slot_of(scope, layout, &chain->links[i], scale);
    }
    return sum;
}

static float tallest(const SizeLayout *layout, const PsSizeChain *chain, double scale) {
    float most = 0;
    for (int i = 0; i < chain->count; i++) {
        most = fmaxf(most, side_of(layout, &chain->links[i], PS_HEIGHT, scale));
    }
    return most;
}

static double choose_scale(const StageScope *scope, const SizeLayout *layout, const PsSizeChain *chain,
                           Rect room) {
    const float least = size_px(layout, scope->presenter ? GAP_PRESENTED : GAP_LEAST);
    const float gaps = (float)(chain->count - 1) * least;
    double scale = 4;
    while (scale > 1.0 / 8192 &&
           (slots(scope, layout, chain, scale) + gaps > room.w || tallest(layout, chain, scale) > room.h)) {
        scale /= 2;
    }
    return scale;
}

static void place_link(const StageScope *scope, const SizeLayout *layout, SizeChainFrame *frame, int i,
                       float x) {
    const PsSizeLink *link = &frame->chain.links[i];
    const float slot = slot_of(scope, layout, link, frame->scale);
    const float w = side_of(layout, link, PS_WIDTH, frame->scale);
    const float h = side_of(layout, link, PS_HEIGHT, frame->scale);
    frame->square[i] = (Rect){roundf(x + (slot - w) / 2), frame->ground - h, w, h};
    frame->label[i] = (Rect){roundf(x), frame->ground + size_px(layout, 8), slot, size_px(layout, 20)};
}

void size_chain_layout(const StageScope *scope, const SizeLayout *layout, SizeChainFrame *frame) {
    const PsScene *scene = scope->scene;
    frame->failed = ps_size_chain(&scene->size, &scene->pool, &frame->chain, NULL) != PS_OK;
    if (frame->failed) {
        return;
    }
    const int count = frame->chain.count;
    const float words = scope->presenter ? 0 : size_px(layout, WORDS);
    Rect room = layout->chain;
    frame->note = (Rect){room.x, room.y, room.w, size_px(layout, NOTE)};
    frame->words = (Rect){room.x, room.y + room.h - words, room.w, words};
    room.y += frame->note.h + size_px(layout, PAD);
    room.h -= frame->note.h + size_px(layout, 2 * PAD + BELOW) + words;
    frame->scale = choose_scale(scope, layout, &frame->chain, room);
    const float taken = slots(scope, layout, &frame->chain, frame->scale);
    const float gap = count > 1 ? fminf((room.w - taken) / (float)(count - 1), size_px(layout, GAP_MOST)) : 0;
    const float high = fmaxf(tallest(layout, &frame->chain, frame->scale), size_px(layout, 90));
    frame->ground = roundf(room.y + fminf(room.h, (room.h + high) / 2));
    float x = room.x + fmaxf(0, (room.w - taken - gap * (float)(count - 1)) / 2);
    for (int i = 0; i < count; i++) {
        if (i > 0) {
            frame->between[i] = (Rect){x, frame->ground - size_px(layout, 66), gap, size_px(layout, 66)};
            x += gap;
        }
        place_link(scope, layout, frame, i, x);
        x += slot_of(scope, layout, &frame->chain.links[i], frame->scale);
    }
}
