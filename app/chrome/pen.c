/* Strokes as points, cut into short pieces when they are drawn: a piece is a mask no larger than what it
 * shows, and only the piece that grows changes.
 */
#include "app/chrome/pen.h"

#include <math.h>
#include <string.h>

/* Seconds: a stroke stays as it is after the pen was lifted, then fades; the dot after the last move. */
static const double stroke_stays = 4;
static const double stroke_fades = 0.6;
static const double dot_stays = 1.6;
static const double dot_fades = 0.4;

/* Pixels between two points at least and at most, and the side of a piece; points of one. */
enum { APART_LEAST = 3, APART_MOST = 48, PIECE_SIDE = 96, PIECE_POINTS = 24 };

/* Of a window 1080 pixels high: the stroke's width, its halo's, the dot's radius. */
enum { STROKE = 6, STROKE_LEAST = 4, HALO = 2, DOT = 10 };

void chrome_pen_point(ChromePen *pen, Point at, double now) {
    pen->over = true;
    pen->at = at;
    pen->moved = now;
}

void chrome_pen_leave(ChromePen *pen) {
    pen->over = false;
}

/* Takes the first count points away; strokes lose what was theirs of them. */
static void drop_points(ChromePen *pen, int count) {
    pen->point_count -= count;
    memmove(pen->points, pen->points + count, (size_t)pen->point_count * sizeof *pen->points);
    for (int i = 0; i < pen->stroke_count; i++) {
        ChromePenStroke *stroke = &pen->strokes[i];
        const int lost = stroke->first < count ? count - stroke->first : 0;
        stroke->count -= lost;
        stroke->first += lost - count;
    }
}

static void drop_stroke(ChromePen *pen) {
    drop_points(pen, pen->strokes[0].count);
    pen->stroke_count--;
    memmove(pen->strokes, pen->strokes + 1, (size_t)pen->stroke_count * sizeof *pen->strokes);
}

static void make_room(ChromePen *pen) {
    if (pen->point_count < CHROME_PEN_POINTS) {
        return;
    }
    if (pen->stroke_count > 1) {
        drop_stroke(pen);
    } else {
        drop_points(pen, CHROME_PEN_POINTS / 2);
    }
}

static void add_point(ChromePen *pen, Point at) {
    make_room(pen);
    pen->points[pen->point_count++] = at;
    pen->strokes[pen->stroke_count - 1].count++;
}

void chrome_pen_begin(ChromePen *pen, Point at) {
    if (pen->stroke_count == CHROME_PEN_STROKES) {
        drop_stroke(pen);
    }
    pen->strokes[pen->stroke_count++] = (ChromePenStroke){.first = pen->point_count};
    pen->drawing = true;
    add_point(pen, at);
}

/* A far point is reached in several: pieces of a long line are short. */
void chrome_pen_draw_to(ChromePen *pen, Point at) {
    if (!pen->drawing) {
        return;
    }
    const Point last = pen->points[pen->point_count - 1];
    const float far = hypotf(at.x - last.x, at.y - last.y);
    if (!(far >= APART_LEAST)) {
        return;
    }
    const float most = CHROME_PEN_POINTS;
    const int steps = (int)fminf(ceilf(far / APART_MOST), most / 2);
    for (int i = 1; i <= steps; i++) {
        const float t = (float)i / (float)steps;
        add_point(pen, (Point){last.x + (at.x - last.x) * t, last.y + (at.y - last.y) * t});
    }
}

void chrome_pen_end(ChromePen *pen, double now) {
    if (pen->drawing) {
        pen->drawing = false;
        pen->strokes[pen->stroke_count - 1].ended = now;
    }
}

void chrome_pen_clear(ChromePen *pen) {
    pen->drawing = false;
    pen->point_count = pen->stroke_count = 0;
}

static bool is_drawn(const ChromePen *pen, int stroke) {
    return pen->drawing && stroke == pen->stroke_count - 1;
}

/* How much is left at age, 1…0, of what stays and then fades. */
static float left_at(double age, double stays, double fades) {
    return (float)fmin(1, fmax(0, 1 - (age - stays) / fades));
}

static float stroke_left(const ChromePen *pen, int stroke, double now) {
    return is_drawn(pen, stroke) ? 1 : left_at(now - pen->strokes[stroke].ended, stroke_stays, stroke_fades);
}

void chrome_pen_advance(ChromePen *pen, double now) {
    while (pen->stroke_count > 0 && stroke_left(pen, 0, now) <= 0) {
        drop_stroke(pen);
    }
}

bool chrome_pen_shines(const ChromePen *pen, double now) {
    return pen->over && left_at(now - pen->moved, dot_stays, dot_fades) > 0;
}

/* The sooner of two times to wait, below 0 meaning never. */
static double sooner(double one, double other) {
    return one < 0 ? other : other < 0 ? one : fmin(one, other);
}

double chrome_pen_due(const ChromePen *pen, double now) {
    double due = -1;
    for (int i = 0; i < pen->stroke_count; i++) {
        if (!is_drawn(pen, i)) {
            due = sooner(due, fmax(0, pen->strokes[i].ended + stroke_stays - now));
        }
    }
    return chrome_pen_shines(pen, now) ? sooner(due, fmax(0, pen->moved + dot_stays - now)) : due;
}

/* How many points from the first on make one piece. */
static int piece_length(const Point *points, int count) {
    Rect box = {points[0].x, points[0].y, 0, 0};
    int length = 1;
    while (length < count && length < PIECE_POINTS) {
        const Point p = points[length];
        const float left = fminf(box.x, p.x);
        const float top = fminf(box.y, p.y);
        box = (Rect){left, top, fmaxf(box.x + box.w, p.x) - left, fmaxf(box.y + box.h, p.y) - top};
        if (length > 1 && (box.w > PIECE_SIDE || box.h > PIECE_SIDE)) {
            break;
        }
        length++;
    }
    return length;
}

/* Neighbours share a point. */
static void paint_line(Canvas *canvas, const Point *points, int count, float width, Color color) {
    int at = 0;
    do {
        const int length = piece_length(points + at, count - at);
        canvas_polyline(canvas, points + at, (size_t)length, width, color);
        at += length > 1 ? length - 1 : 1;
    } while (at < count - 1);
}

/* The halo keeps it apart from what has its colour. */
static void paint_stroke(const ChromePen *pen, int stroke, Canvas *canvas, const Theme *theme, float height,
                         float left) {
    const Point *points = pen->points + pen->strokes[stroke].first;
    const int count = pen->strokes[stroke].count;
    const float width = fmaxf(STROKE_LEAST, STROKE * height / 1080);
    const float halo = fmaxf(1, HALO * height / 1080);
    paint_line(canvas, points, count, width + 2 * halo, color_alpha(theme->background, left));
    paint_line(canvas, points, count, width, color_alpha(theme->window, left));
}

/* Softer towards its edge, and light in its middle. */
static void paint_dot(Canvas *canvas, Point at, const Theme *theme, float radius, float left) {
    static const struct { float radius, alpha; } glow[] = {{2.4F, 0.12F}, {1.9F, 0.16F}, {1.45F, 0.3F}};
    for (size_t i = 0; i < sizeof glow / sizeof glow[0]; i++) {
        canvas_disc(canvas, at, glow[i].radius * radius, color_alpha(theme->window, glow[i].alpha * left));
    }
    canvas_disc(canvas, at, 1.15F * radius, color_alpha(theme->background, 0.75F * left));
    canvas_disc(canvas, at, radius, color_alpha(theme->window, left));
    canvas_disc(canvas, at, 0.45F * radius, color_alpha(0xFFFFFFFF, 0.9F * left));
}

void chrome_pen_paint(const ChromePen *pen, Canvas *canvas, const Theme *theme, float height, double now) {
    for (int i = 0; i < pen->stroke_count; i++) {
        paint_stroke(pen, i, canvas, theme, height, stroke_left(pen, i, now));
    }
    if (chrome_pen_shines(pen, now)) {
        const float left = left_at(now - pen->moved, dot_stays, dot_fades);
        paint_dot(canvas, pen->at, theme, fmaxf(7, DOT * height / 1080), left);
    }
}
