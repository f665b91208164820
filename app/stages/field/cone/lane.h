/* Where the bricks of bands stand: one lane for all rows, as wide as the input, that can be looked at closer.
 * All rows share one scale, so vertical alignment survives zooming.
 */
#ifndef FIELD_LANE_H
#define FIELD_LANE_H

#include "app/stages/field/view.h"
#include "app/stages/stage.h"

typedef struct FieldLane {
    float x, w;    /* the lane on screen */
    double zoom;   /* 1: all of the width is seen */
    double most;   /* the closest */
    double middle; /* what is in the lane's middle, as a share of the width */
} FieldLane;

/* What a view looks at; closest: pixels of an input cell at the closest zoom. */
FieldLane field_lane_make(const FieldStageView *view, float x, float width, int64_t cells, float closest);

/* Where a share of the width, 0…1, stands, and the share that is at x. */
float field_lane_at(const FieldLane *lane, double share);
double field_lane_share(const FieldLane *lane, float x);

/* Looks so that a range of shares is in sight, where it is not. */
void field_lane_follow(const FieldLane *lane, FieldStageView *view, double first, double end);

/* Wheel, pinch and keys over a rectangle; buttons beside one another that end at right, in a row. */
void field_lane_controls(const StageContext *context, const FieldLane *lane, Rect over);
void field_lane_buttons(const StageContext *context, const FieldLane *lane, float right, float middle,
                        float size);

#endif
