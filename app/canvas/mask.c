/* Signed distances of rounded rectangles, stripes, polygons and polylines, turned into coverage.
 *
 * Pure: numbers in, bytes out. No SDL and no cache; canvas_sdl.c keeps what is made here.
 */
#include "app/canvas/mask.h"

#include <math.h>

/* A pixel whose centre is distance outside an edge is covered by half less that distance. */
static float coverage(float distance) {
    return fminf(1, fmaxf(0, 0.5F - distance));
}

static uint8_t to_byte(float share) {
    return (uint8_t)lroundf(share * 255);
}

/* Signed distance from (x, y), measured from the centre, to a rounded rectangle of half sizes w and h. */
static float rounded_distance(float x, float y, float w, float h, float radius) {
    const float dx = fabsf(x) - (w - radius);
    const float dy = fabsf(y) - (h - radius);
    const float outside = sqrtf(fmaxf(dx, 0) * fmaxf(dx, 0) + fmaxf(dy, 0) * fmaxf(dy, 0));
    return outside + fminf(fmaxf(dx, dy), 0) - radius;
}

void mask_rounded(uint8_t *mask, int width, int height, float radius, float line) {
    const float w = (float)width / 2;
    const float h = (float)height / 2;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const float px = (float)x + 0.5F - w;
            const float py = (float)y + 0.5F - h;
            float share = coverage(rounded_distance(px, py, w, h, radius));
            if (line > 0 && w > line && h > line) {
                share -= coverage(rounded_distance(px, py, w - line, h - line, fmaxf(0, radius - line)));
            }
            mask[y * width + x] = to_byte(fmaxf(0, share));
        }
    }
}

/* Coverage of lines along u = 0, spacing, 2 * spacing … */
static float stripe(float u, float spacing, float thickness) {
    const float off = fabsf(u - spacing * roundf(u / spacing));
    return coverage(off - thickness / 2);
}

void mask_hatch(uint8_t *mask, int width, int height, float radius, float spacing, float thickness,
                bool crossed) {
    const float w = (float)width / 2;
    const float h = (float)height / 2;
    const float diagonal = 0.70710678F;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const float px = (float)x + 0.5F - w;
            const float py = (float)y + 0.5F - h;
            float share = stripe((px + py) * diagonal, spacing, thickness);
            if (crossed) {
                share = fmaxf(share, stripe((px - py) * diagonal, spacing, thickness));
            }
            mask[y * width + x] = to_byte(share * coverage(rounded_distance(px, py, w, h, radius)));
        }
    }
}

static float segment_distance(Point p, Point a, Point b) {
    const float dx = b.x - a.x;
    const float dy = b.y - a.y;
    const float length = dx * dx + dy * dy;
    const float along = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;
    const float t = fminf(1, fmaxf(0, along));
    const float ex = p.x - (a.x + t * dx);
    const float ey = p.y - (a.y + t * dy);
    return sqrtf(ex * ex + ey * ey);
}

static bool crosses(Point p, Point a, Point b) {
    return (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x;
}

void mask_polygon(uint8_t *mask, int width, int height, const Point *points, size_t count) {
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const Point p = {(float)x + 0.5F, (float)y + 0.5F};
            float distance = INFINITY;
            bool inside = false;
            for (size_t i = 0; i < count; i++) {
                const Point a = points[i];
                const Point b = points[(i + 1) % count];
                distance = fminf(distance, segment_distance(p, a, b));
                inside ^= crosses(p, a, b);
            }
            mask[y * width + x] = to_byte(coverage(inside ? -distance : distance));
        }
    }
}

void mask_polyline(uint8_t *mask, int width, int height, const Point *points, size_t count, float line) {
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const Point p = {(float)x + 0.5F, (float)y + 0.5F};
            float distance = count == 1 ? segment_distance(p, points[0], points[0]) : INFINITY;
            for (size_t i = 0; i + 1 < count; i++) {
                distance = fminf(distance, segment_distance(p, points[i], points[i + 1]));
            }
            mask[y * width + x] = to_byte(coverage(distance - line / 2));
        }
    }
}
