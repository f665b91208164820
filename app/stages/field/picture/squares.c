/* The chosen field is drawn last and whole, those below it as far as their edges are their own.
 *
 * Upper-left taps share a corner, so below the chosen square there is mostly a right and a lower edge. Solid
 * is what is on the image, dashed what hangs over it.
 */
#include "app/stages/field/picture/squares.h"

#include "app/stages/field/look.h"
#include "app/words.h"

#include <math.h>
#include <stdio.h>

Color field_halo(const FieldPicture *picture) {
    return color_alpha(picture->theme->background, 0.75F);
}

/* A stretch of an edge: along y where it is upright. */
typedef struct Edge {
    bool upright;
    float at, from, to;
} Edge;

static void fill_edge(Canvas *canvas, Edge edge, float width, float grow, Color color) {
    const float at = edge.at - width / 2;
    const Rect rect = edge.upright ? (Rect){at, edge.from, width, edge.to - edge.from}
                                   : (Rect){edge.from, at, edge.to - edge.from, width};
    canvas_fill(canvas, rect_inset(rect, -grow), fminf(2, width / 2) + grow, color);
}

/* Only as far as there is room round the image: a field may be many times as large. */
static void dash_edge(const FieldPicture *picture, Canvas *canvas, Edge edge, Color color) {
    const Rect frame = picture->image.frame;
    const float dash = field_picture_px(picture, 4);
    const float first = edge.upright ? frame.y : frame.x;
    const float from = fmaxf(edge.from, first);
    const float to = fminf(edge.to, edge.upright ? frame.y + frame.h : frame.x + frame.w);
    const float low = edge.upright ? frame.x : frame.y;
    const float high = low + (edge.upright ? frame.w : frame.h);
    const bool beside = edge.at < low || edge.at > high;
    const int count = to > from && !beside ? (int)ceilf((to - from) / (2 * dash)) : 0;
    for (int i = 0; i < count; i++) {
        const float at = from + 2 * dash * (float)i;
        const Edge piece = {edge.upright, edge.at, at, fminf(at + dash, to)};
        fill_edge(canvas, piece, field_picture_px(picture, 2), 0, color_alpha(color, 0.8F));
    }
}

/* The part of an edge that is on the image; empty if there is none. */
static Edge inside(const FieldPicture *picture, Edge edge) {
    const Rect rect = rect_inset(field_image_rect(&picture->image), -picture->image.gap);
    const float first = edge.upright ? rect.y : rect.x;
    const float end = first + (edge.upright ? rect.h : rect.w);
    const float low = edge.upright ? rect.x : rect.y;
    const float high = low + (edge.upright ? rect.w : rect.h);
    const bool beside = edge.at < low || edge.at > high;
    return (Edge){edge.upright, edge.at, fmaxf(edge.from, first), beside ? first : fminf(edge.to, end)};
}

/* The rectangle of the chosen field on its way from that of the one before. */
static Rect widening(const FieldPicture *picture, const PsRegion *before, const PsRegion *now) {
    const Rect to = field_image_span(&picture->image, now);
    if (!picture->shown->grows) {
        return to;
    }
    const Rect from = field_image_span(&picture->image, before);
    const float t = field_shown_widened(picture->shown);
    return (Rect){from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t, from.w + (to.w - from.w) * t,
                  from.h + (to.h - from.h) * t};
}

/* The edges of a field that are not those of the chosen one too; returns how many. */
static int own_edges(const FieldPicture *picture, const FieldSquare *square, Edge edges[4]) {
    const Rect rect = field_image_span(&picture->image, &square->region);
    const Rect chosen = field_image_span(&picture->image, &picture->squares[0].region);
    const float right = rect.x + rect.w;
    const float lower = rect.y + rect.h;
    int count = 0;
    edges[count++] = (Edge){true, right, rect.y, lower};
    edges[count++] = (Edge){false, lower, rect.x, right};
    if (rect.x > chosen.x + 0.5F) {
        edges[count++] = (Edge){true, rect.x, rect.y, lower};
    }
    if (rect.y > chosen.y + 0.5F) {
        edges[count++] = (Edge){false, rect.y, rect.x, right};
    }
    return count;
}

static void draw_inner(const FieldPicture *picture, Canvas *canvas, const FieldSquare *square) {
    Edge edges[4];
    const int count = own_edges(picture, square, edges);
    const float width = field_picture_px(picture, 3);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count; i++) {
            const Edge solid = inside(picture, edges[i]);
            if (solid.to > solid.from) {
                const float past = i < 2 ? width / 2 : 0;
                const Edge whole = {solid.upright, solid.at, solid.from, solid.to + past};
                fill_edge(canvas, whole, width, pass == 0 ? 1.5F : 0,
                          pass == 0 ? field_halo(picture) : square->hue);
            }
        }
    }
    for (int i = 0; i < count; i++) {
        const Edge solid = inside(picture, edges[i]);
        Edge before = edges[i];
        Edge after = edges[i];
        if (solid.to > solid.from) {
            before.to = solid.from;
            after.from = solid.to;
            dash_edge(picture, canvas, after, square->hue);
        }
        dash_edge(picture, canvas, before, square->hue);
    }
}

static void draw_chosen(const FieldPicture *picture, Canvas *canvas) {
    const FieldSquare *square = &picture->squares[0];
    const PsRegion *region = &picture->shown->region;
    const float width = field_picture_px(picture, 4);
    const Rect all = widening(picture, &picture->shown->unclipped_before, &square->region);
    const Edge edges[] = {{true, all.x, all.y, all.y + all.h},
                          {true, all.x + all.w, all.y, all.y + all.h},
                          {false, all.y, all.x, all.x + all.w},
                          {false, all.y + all.h, all.x, all.x + all.w}};
    for (int i = 0; i < 4 && !field_region_equal(region, &square->region); i++) {
        dash_edge(picture, canvas, edges[i], square->hue);
    }
    const Rect rect = rect_inset(widening(picture, &picture->shown->region_before, region), -width / 2);
    if (region->axis[PS_HEIGHT].end > region->axis[PS_HEIGHT].first &&
        region->axis[PS_WIDTH].end > region->axis[PS_WIDTH].first) {
        canvas_stroke(canvas, rect_inset(rect, -1.5F), field_picture_px(picture, 4), width + 3, 0,
                      field_halo(picture));
        canvas_stroke(canvas, rect, field_picture_px(picture, 3), width, 0, square->hue);
    }
}

/* How far a label is there: the chosen one's comes as its field widens. */
static float label_share(const FieldPicture *picture, const FieldSquare *square) {
    return square == &picture->squares[0] ? field_shown_widened(picture->shown) : 1;
}

/* From a label down to its field's upper right corner. */
static void draw_leader(const FieldPicture *picture, Canvas *canvas, const FieldSquare *square) {
    const FieldImage *image = &picture->image;
    const float from = image->labels + field_picture_px(picture, 8);
    const float top = field_image_edge(image, PS_HEIGHT, square->region.axis[PS_HEIGHT].first);
    const float at = field_image_edge(image, PS_WIDTH, square->region.axis[PS_WIDTH].end);
    const Edge edge = {true, at, from, fmaxf(top, image->frame.y)};
    if (edge.to > edge.from + field_picture_px(picture, 5) && at <= image->frame.x + image->frame.w) {
        const float share = label_share(picture, square);
        fill_edge(canvas, edge, field_picture_px(picture, 2), 1, color_alpha(field_halo(picture), share));
        fill_edge(canvas, edge, field_picture_px(picture, 2), 0, color_alpha(square->hue, share));
    }
}

static void draw_label(const FieldPicture *picture, const FieldSquare *square) {
    char label[PS_LAYER_TITLE_SIZE + 48];
    char name[PS_LAYER_TITLE_SIZE + 16] = "input";
    if (square->row >= 0) {
        field_row_label(picture->shown->stack, square->row, name, sizeof name);
    }
    snprintf(label, sizeof label, "%s on the image", name);
    const float height = field_picture_px(picture, 16);
    pen_labelled(
        &picture->scope->pen,
        (Rect){square->x - square->width / 2, picture->image.labels - height / 2, square->width + 1, height},
        picture->label_font, color_alpha(square->ink, label_share(picture, square)), ALIGN_LEFT, label,
        square->text);
}

/* What is outside the chosen field steps back. */
static void dim_outside(const FieldPicture *picture, Canvas *canvas) {
    const Rect all = field_image_rect(&picture->image);
    const Rect seen =
        rect_intersect(all, widening(picture, &picture->shown->region_before, &picture->shown->region));
    const Color veil = color_alpha(picture->theme->background, 0.45F);
    const float right = seen.x + seen.w;
    const float lower = seen.y + seen.h;
    if (rect_empty(seen)) {
        canvas_fill(canvas, all, 0, veil);
        return;
    }
    canvas_fill(canvas, (Rect){all.x, all.y, all.w, seen.y - all.y}, 0, veil);
    canvas_fill(canvas, (Rect){all.x, lower, all.w, all.y + all.h - lower}, 0, veil);
    canvas_fill(canvas, (Rect){all.x, seen.y, seen.x - all.x, seen.h}, 0, veil);
    canvas_fill(canvas, (Rect){right, seen.y, all.x + all.w - right, seen.h}, 0, veil);
}

void field_squares_draw(const FieldPicture *picture, Canvas *canvas) {
    canvas_push_clip(canvas, picture->layout->right);
    if (picture->shown->fits && picture->shown->row >= 0) {
        dim_outside(picture, canvas);
    }
    for (int i = 0; i < picture->count; i++) {
        draw_leader(picture, canvas, &picture->squares[i]);
    }
    for (int i = 1; i < picture->count; i++) {
        draw_inner(picture, canvas, &picture->squares[i]);
    }
    if (picture->count > 0) {
        draw_chosen(picture, canvas);
    }
    canvas_pop_clip(canvas);
    for (int i = 0; i < picture->count; i++) {
        draw_label(picture, &picture->squares[i]);
    }
}
