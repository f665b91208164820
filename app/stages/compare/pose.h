/* What the Compare stage shows at one moment: the step, its window, what there is of each column.
 *
 * Pure: it follows from scene, view and cursor. It draws nothing; the input and all cards read the same one,
 * so that they move together.
 */
#ifndef COMPARE_POSE_H
#define COMPARE_POSE_H

#include "app/stages/compare/stage.h"
#include "app/stages/shared/moment.h"
#include "app/ui/pen.h"

typedef struct ComparePose {
    const StageScope *scope;
    const CompareLayout *layout;
    const CompareMeasures *m; /* the layout's */
    const CompareView *view;
    const PsWalk *walk;
    const Compared *compared;
    Pen pen;
    Moment now;
} ComparePose;

ComparePose compare_pose(const StageScope *scope, const CompareLayout *layout);

/* How far a cell shows as the max's winner, 0…1: the step's comes forth, that of the step before leaves. */
float compare_winning(const ComparePose *pose, int row, int column);

/* How far cells outside the window step back, 0…1. */
float compare_dim(const ComparePose *pose);

/* The colour of a value of a column, of the input where column is below 0. */
Color compare_value_color(const ComparePose *pose, int column, float value);

/* The colour of an output of a column, and of a cell of the input (column below 0). */
Color compare_cell_color(const ComparePose *pose, int column, int row, int at);

/* Whether a column shows a picture in its colours. */
bool compare_in_colour(const ComparePose *pose, int column);

/* Whether a column's values are a picture's. A difference is none: its 0 is the ground's colour. */
bool compare_is_picture(const ComparePose *pose, int column);

#endif
