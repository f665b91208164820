/* Paths and shades; when the result leaves and arrives is the moment's. */
#include "app/stages/shared/step_result.h"

#include "app/stages/shared/motion.h"

/* Milliseconds in which outlines fade; and in which a tile comes forth from its number, or dissolves on it.
 */
enum { FADE = 150, TURN = 80 };

bool step_result_flies(const Moment *moment) {
    return moment->moving && !moment->brief && moment->ms >= MOMENT_GROWN &&
           moment->ms < MOMENT_ARRIVED + TURN;
}

static float mix(float from, float to, float t) {
    return from + (to - from) * t;
}

Rect step_result_square(Rect place) {
    const float x = place.x + place.w / 2;
    return (Rect){x - place.h / 2, place.y, place.h, place.h};
}

static Point middle_of(Rect rect) {
    return (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

/* The result leaves the formula sideways and comes to its cell from below, so it crosses nothing written. */
static Rect place_at(Rect from, Rect to, float t) {
    const Point a = middle_of(from);
    const Point c = middle_of(to);
    const float by_a = (1 - t) * (1 - t);
    const float by_b = 2 * t * (1 - t);
    const float side = mix(from.w, to.w, t);
    const Point at = {by_a * a.x + by_b * c.x + t * t * c.x, by_a * a.y + by_b * a.y + t * t * c.y};
    return (Rect){at.x - side / 2, at.y - side / 2, side, side};
}

void step_result_draw(const Pen *pen, const Moment *moment, Rect slot, Rect cell, Color fill,
                      const char *text) {
    const float t = motion_ease(moment_phase(moment, MOMENT_GROWN, MOMENT_ARRIVED));
    const float come = moment_phase(moment, MOMENT_GROWN, MOMENT_GROWN + TURN);
    const float gone = moment_phase(moment, MOMENT_ARRIVED, MOMENT_ARRIVED + TURN);
    cells_draw_tile(pen, place_at(step_result_square(slot), cell, t), fill, text, come - gone);
}

Color step_result_ghost(const Pen *pen, const Moment *moment, int64_t step) {
    const bool comes = moment->moving && !moment->brief && step == moment->step;
    return color_alpha(pen->theme->faint,
                       comes ? 1 - moment_phase(moment, MOMENT_ARRIVED - FADE, MOMENT_ARRIVED) : 1);
}

Rect step_result_settling(const Moment *moment, int64_t step, Rect cell) {
    if (step <= moment->left) {
        return cell;
    }
    const float settled = motion_ease(moment_phase(moment, MOMENT_ARRIVED, MOMENT_WHOLE));
    return rect_inset(cell, -0.03F * cell.w * (1 - settled));
}

static void draw_outline(const Pen *pen, const MapMeasures *m, const Grid *outputs, const PsWindow *window,
                         Color hue) {
    map_output_outline(pen, m, outputs, window->output_row, window->output_column, hue);
}

void step_result_outline(const Pen *pen, const MapMeasures *m, const Grid *outputs, const PsWalk *walk,
                         const Moment *moment, Color hue) {
    if (moment->step > 0 && moment_arrived(moment)) {
        const float come = moment->moving ? moment_phase(moment, MOMENT_ARRIVED, MOMENT_WHOLE) : 1;
        draw_outline(pen, m, outputs, &moment->window, color_alpha(hue, come));
    } else if (moment->moving && moment->left > 0) {
        const PsWindow before = ps_walk_at(walk, moment->left);
        draw_outline(pen, m, outputs, &before, color_alpha(hue, 1 - moment_left_behind(moment)));
    }
}
