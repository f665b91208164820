/* Turns fingers into the events of a mouse, and pairs of fingers into zoom and pan.
 *
 * Double taps are told apart here, by the app's clock: SDL counts no clicks of fingers. What a press does is
 * the toolkit's business.
 */
#include "app/touch.h"

#include <math.h>

/* Seconds and pixels within which a second press makes a double one. */
#define DOUBLE_SECONDS 0.4
#define DOUBLE_PIXELS  24.0F

/* Seconds after which, and pixels within which, a press is a long one. */
#define LONG_SECONDS 0.6
#define LONG_PIXELS  12.0F

static TouchFinger *find_finger(Touch *touch, int64_t id) {
    for (int i = 0; i < touch->count; i++) {
        if (touch->fingers[i].id == id) {
            return &touch->fingers[i];
        }
    }
    return NULL;
}

static void send(App *app, UiEventKind kind, Point at, int clicks) {
    app_event(app, &(UiEvent){.kind = kind, .x = at.x, .y = at.y, .clicks = clicks, .touch = true});
}

static float distance(Point one, Point other) {
    return hypotf(other.x - one.x, other.y - one.y);
}

static void measure(const Touch *touch, Point *centre, float *spread) {
    const Point one = touch->fingers[0].at;
    const Point other = touch->fingers[1].at;
    *centre = (Point){(one.x + other.x) / 2, (one.y + other.y) / 2};
    *spread = fmaxf(1, distance(one, other));
}

static void press(Touch *touch, App *app, Point at) {
    const bool again = touch->clicks == 1 && app->now - touch->pressed_at <= DOUBLE_SECONDS &&
                       distance(touch->pressed, at) <= DOUBLE_PIXELS * app->pixel_ratio;
    touch->clicks = again ? 2 : 1;
    touch->pressed = at;
    touch->pressed_at = app->now;
    send(app, UI_EVENT_DOWN, at, touch->clicks);
}

void touch_down(Touch *touch, App *app, int64_t finger, Point at) {
    if (touch->count == TOUCH_FINGERS || find_finger(touch, finger)) {
        return;
    }
    touch->fingers[touch->count++] = (TouchFinger){finger, at};
    if (touch->count == 1) {
        press(touch, app, at);
        return;
    }
    if (!touch->gesture) {
        send(app, UI_EVENT_CANCEL, touch->fingers[0].at, 0);
    }
    touch->gesture = true;
    touch->clicks = 0;
    measure(touch, &touch->centre, &touch->spread);
}

void touch_move(Touch *touch, App *app, int64_t finger, Point at) {
    TouchFinger *found = find_finger(touch, finger);
    if (!found) {
        return;
    }
    found->at = at;
    if (!touch->gesture) {
        send(app, UI_EVENT_MOVE, at, 0);
    }
}

void touch_up(Touch *touch, App *app, int64_t finger, Point at) {
    TouchFinger *found = find_finger(touch, finger);
    if (!found) {
        return;
    }
    touch_flush(touch, app);
    *found = touch->fingers[--touch->count];
    if (!touch->gesture) {
        send(app, UI_EVENT_UP, at, touch->clicks);
    }
    touch->gesture = touch->gesture && touch->count > 0;
}

double touch_due(const Touch *touch, const App *app) {
    const bool stays = touch->count == 1 && !touch->gesture &&
                       distance(touch->fingers[0].at, touch->pressed) <= LONG_PIXELS * app->pixel_ratio;
    return stays ? fmax(0, touch->pressed_at + LONG_SECONDS - app->now) : -1;
}

/* The press counts as nothing then: nothing is painted or moved. */
static void press_long(Touch *touch, App *app) {
    const Point at = touch->fingers[0].at;
    touch->gesture = true;
    touch->clicks = 0;
    send(app, UI_EVENT_CANCEL, at, 0);
    send(app, UI_EVENT_CONTEXT, at, 0);
}

void touch_flush(Touch *touch, App *app) {
    Point centre;
    float spread = 1;
    if (touch_due(touch, app) == 0) {
        press_long(touch, app);
    }
    if (touch->count < TOUCH_FINGERS) {
        return;
    }
    measure(touch, &centre, &spread);
    UiEvent event = {.x = centre.x, .y = centre.y, .touch = true};
    if (centre.x != touch->centre.x || centre.y != touch->centre.y) {
        event.kind = UI_EVENT_PAN;
        event.dx = centre.x - touch->centre.x;
        event.dy = centre.y - touch->centre.y;
        app_event(app, &event);
    }
    if (spread != touch->spread) {
        event.kind = UI_EVENT_ZOOM;
        event.dx = event.dy = 0;
        event.wheel = spread / touch->spread;
        app_event(app, &event);
    }
    touch->centre = centre;
    touch->spread = spread;
}
