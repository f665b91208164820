/* Fingers to events: one is a pointer that presses, two zoom and pan. Knows no SDL, and only the app's clock.
 *
 * Invariant: what a finger pressed is let go or cancelled before another one counts; once two have met, none
 * presses until all are gone.
 */
#ifndef TOUCH_H
#define TOUCH_H

#include "app/app.h"

enum { TOUCH_FINGERS = 2 };

typedef struct TouchFinger {
    int64_t id;
    Point at;
} TouchFinger;

typedef struct Touch {
    TouchFinger fingers[TOUCH_FINGERS];
    int count;
    bool gesture;  /* two have met, or one has stayed: none presses any more */
    Point centre;  /* of both, as the app was told last */
    float spread;  /* how far apart, likewise; at least 1 */
    Point pressed; /* where the last press began */
    double pressed_at;
    int clicks;
} Touch;

/* A finger comes, moves, goes; at in pixels. Presses within 400 ms and 24 px (at 100 %) count as a double
 * one. */
void touch_down(Touch *touch, App *app, int64_t finger, Point at);
void touch_move(Touch *touch, App *app, int64_t finger, Point at);
void touch_up(Touch *touch, App *app, int64_t finger, Point at);

/* Tells the app what two fingers have done since the last time: once a frame, as they move one after another;
 * and that one has stayed where it pressed for 600 ms, which asks for the menu of what is there. */
void touch_flush(Touch *touch, App *app);

/* Seconds until a finger that stays counts as a long press; below 0: none can. */
double touch_due(const Touch *touch, const App *app);

#endif
