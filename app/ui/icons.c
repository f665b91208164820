/* Each icon as a row of a table: one polygon and a few strokes in a square from -1 to 1.
 *
 * An icon has no colour and no size of its own. It is drawn with the canvas's shapes, and so is as sharp at
 * 300 % as at 100 %.
 */
#include "app/ui/icons.h"

#include <math.h>

enum { STROKES = 3, STROKE_POINTS = 7 };

/* Shapes in a square from -1 to 1. A polygon is filled; strokes have a width. To add an icon: a member of
 * Icon and a row here. */
typedef struct IconShape {
    int polygon_count;
    Point polygon[4];
    struct {
        int count;
        Point points[STROKE_POINTS];
    } strokes[STROKES];
    float width; /* of the strokes, in half sizes */
} IconShape;

static const IconShape shapes[ICON_COUNT] = {
    [ICON_FIRST] = {3,
                    {{0.65F, -0.75F}, {0.65F, 0.75F}, {-0.45F, 0}},
                    {{2, {{-0.65F, -0.7F}, {-0.65F, 0.7F}}}},
                    0.3F},
    [ICON_PREVIOUS] = {3, {{0.6F, -0.8F}, {0.6F, 0.8F}, {-0.65F, 0}}, {{0}}, 0},
    [ICON_PLAY] = {3, {{-0.6F, -0.9F}, {-0.6F, 0.9F}, {0.9F, 0}}, {{0}}, 0},
    [ICON_PAUSE] = {0,
                    {{0}},
                    {{2, {{-0.45F, -0.7F}, {-0.45F, 0.7F}}}, {2, {{0.45F, -0.7F}, {0.45F, 0.7F}}}},
                    0.5F},
    [ICON_NEXT] = {3, {{-0.6F, -0.8F}, {-0.6F, 0.8F}, {0.65F, 0}}, {{0}}, 0},
    [ICON_LAST] = {3,
                   {{-0.65F, -0.75F}, {-0.65F, 0.75F}, {0.45F, 0}},
                   {{2, {{0.65F, -0.7F}, {0.65F, 0.7F}}}},
                   0.3F},
    [ICON_MINUS] = {0, {{0}}, {{2, {{-0.8F, 0}, {0.8F, 0}}}}, 0.24F},
    [ICON_PLUS] = {0, {{0}}, {{2, {{-0.8F, 0}, {0.8F, 0}}}, {2, {{0, -0.8F}, {0, 0.8F}}}}, 0.24F},
    [ICON_CHEVRON] = {0, {{0}}, {{3, {{-0.75F, -0.35F}, {0, 0.4F}, {0.75F, -0.35F}}}}, 0.36F},
    [ICON_TRIANGLE] = {3, {{0, -0.85F}, {1, 0.8F}, {-1, 0.8F}}, {{0}}, 0},
    [ICON_DIAMOND] = {4, {{0, -1}, {1, 0}, {0, 1}, {-1, 0}}, {{0}}, 0},
    [ICON_DOWN] = {3, {{0, 0.85F}, {1, -0.8F}, {-1, -0.8F}}, {{0}}, 0},
    [ICON_BAR] = {4, {{-1, -0.3F}, {1, -0.3F}, {1, 0.3F}, {-1, 0.3F}}, {{0}}, 0},
    [ICON_CORNER] = {4,
                     {{-0.9F, -0.9F}, {0.1F, -0.9F}, {0.1F, 0.1F}, {-0.9F, 0.1F}},
                     {{3, {{0.8F, -0.9F}, {0.8F, 0.8F}, {-0.9F, 0.8F}}}},
                     0.2F},
    [ICON_ZIGZAG] = {0, {{0}}, {{4, {{-0.9F, 0.5F}, {-0.3F, -0.6F}, {0.3F, 0.6F}, {0.9F, -0.5F}}}}, 0.3F},
    [ICON_STAR] = {0,
                   {{0}},
                   {{2, {{0, -0.9F}, {0, 0.9F}}},
                    {2, {{-0.8F, -0.45F}, {0.8F, 0.45F}}},
                    {2, {{-0.8F, 0.45F}, {0.8F, -0.45F}}}},
                   0.26F},
    [ICON_CHECK] = {0, {{0}}, {{3, {{-0.8F, 0.05F}, {-0.25F, 0.6F}, {0.8F, -0.6F}}}}, 0.32F},
    [ICON_CROSS] = {0,
                    {{0}},
                    {{2, {{-0.65F, -0.65F}, {0.65F, 0.65F}}}, {2, {{-0.65F, 0.65F}, {0.65F, -0.65F}}}},
                    0.3F},
    [ICON_BACKSPACE] = {0,
                        {{0}},
                        {{6, {{-1, 0}, {-0.4F, -0.65F}, {1, -0.65F}, {1, 0.65F}, {-0.4F, 0.65F}, {-1, 0}}},
                         {2, {{0, -0.28F}, {0.56F, 0.28F}}},
                         {2, {{0, 0.28F}, {0.56F, -0.28F}}}},
                        0.16F},
    [ICON_UP] = {0,
                 {{0}},
                 {{2, {{0, 0.8F}, {0, -0.7F}}}, {3, {{-0.65F, -0.1F}, {0, -0.75F}, {0.65F, -0.1F}}}},
                 0.24F},
    [ICON_HOME] = {0,
                   {{0}},
                   {{3, {{-0.95F, -0.05F}, {0, -0.85F}, {0.95F, -0.05F}}},
                    {4, {{-0.65F, -0.1F}, {-0.65F, 0.8F}, {0.65F, 0.8F}, {0.65F, -0.1F}}}},
                   0.22F},
    [ICON_FOLDER] = {4,
                     {{-0.95F, -0.3F}, {0.95F, -0.3F}, {0.95F, 0.75F}, {-0.95F, 0.75F}},
                     {{7,
                       {{-0.95F, 0.75F},
                        {-0.95F, -0.75F},
                        {-0.3F, -0.75F},
                        {-0.1F, -0.48F},
                        {0.95F, -0.48F},
                        {0.95F, 0.75F},
                        {-0.95F, 0.75F}}}},
                     0.18F},
    [ICON_FILE] =
        {0,
         {{0}},
         {{6,
           {{-0.65F, -0.9F}, {0.15F, -0.9F}, {0.65F, -0.4F}, {0.65F, 0.9F}, {-0.65F, 0.9F}, {-0.65F, -0.9F}}},
          {3, {{0.1F, -0.85F}, {0.1F, -0.35F}, {0.6F, -0.35F}}}},
         0.16F},
    [ICON_LOOP] = {4,
                   {{0.35F, -1}, {0.95F, -0.55F}, {0.35F, -0.1F}, {0.35F, -1}},
                   {{5, {{0.5F, -0.55F}, {-0.85F, -0.55F}, {-0.85F, 0.6F}, {-0.85F, 0.6F}, {-0.85F, 0.6F}}},
                    {4, {{-0.85F, 0.6F}, {0.85F, 0.6F}, {0.85F, 0.05F}, {0.85F, 0.05F}}}},
                   0.2F},
};

/* Two waves: a sine each, thirteen points. */
static void draw_waves(Canvas *canvas, Point centre, float half, Color color) {
    for (int line = -1; line <= 1; line += 2) {
        Point points[13];
        for (int i = 0; i < 13; i++) {
            const float t = (float)i / 12;
            points[i].x = centre.x + half * (2 * t - 1);
            points[i].y = centre.y + half * (0.42F * (float)line - 0.24F * sinf(t * 6.2831853F));
        }
        canvas_polyline(canvas, points, 13, fmaxf(1.5F, half * 0.28F), color);
    }
}

/* A ring with eight teeth. */
static void draw_gear(Canvas *canvas, Point centre, float half, Color color) {
    enum { TEETH = 8, ROUND = 25 };
    Point ring[ROUND];
    for (int i = 0; i < ROUND; i++) {
        const float turn = 6.2831853F * (float)i / (ROUND - 1);
        ring[i] = (Point){centre.x + half * 0.52F * cosf(turn), centre.y + half * 0.52F * sinf(turn)};
    }
    canvas_polyline(canvas, ring, ROUND, fmaxf(1.5F, half * 0.34F), color);
    for (int i = 0; i < TEETH; i++) {
        const float turn = 6.2831853F * (float)i / TEETH;
        const Point tooth[2] = {{centre.x + half * 0.6F * cosf(turn), centre.y + half * 0.6F * sinf(turn)},
                                {centre.x + half * 0.95F * cosf(turn), centre.y + half * 0.95F * sinf(turn)}};
        canvas_polyline(canvas, tooth, 2, fmaxf(1.5F, half * 0.3F), color);
    }
}

void icon_draw(Canvas *canvas, Icon icon, Point centre, float size, Color color) {
    const float half = size / 2;
    if (icon == ICON_WAVES) {
        draw_waves(canvas, centre, half, color);
        return;
    }
    if (icon == ICON_GEAR) {
        draw_gear(canvas, centre, half, color);
        return;
    }
    if (icon == ICON_DISC) {
        canvas_disc(canvas, centre, half * 0.9F, color);
        return;
    }
    const IconShape *shape = &shapes[icon];
    Point points[STROKE_POINTS];
    for (int i = 0; i < shape->polygon_count; i++) {
        points[i] = (Point){centre.x + half * shape->polygon[i].x, centre.y + half * shape->polygon[i].y};
    }
    canvas_polygon(canvas, points, (size_t)shape->polygon_count, color);
    for (int k = 0; k < STROKES; k++) {
        const int count = shape->strokes[k].count;
        for (int i = 0; i < count; i++) {
            const Point p = shape->strokes[k].points[i];
            points[i] = (Point){centre.x + half * p.x, centre.y + half * p.y};
        }
        canvas_polyline(canvas, points, (size_t)count, fmaxf(1.25F, half * shape->width), color);
    }
}
