/* What the Output size stage shows in one pass and where: the axis, how far its windows have come, the lines
 * of the formula, the chain.
 *
 * Invariant: it follows from the scope alone. Nothing below works out an axis again.
 */
#ifndef SIZE_FRAME_H
#define SIZE_FRAME_H

#include "app/stages/size/chain_layout.h"
#include "app/stages/size/formula.h"
#include "app/stages/size/layout.h"
#include "app/stages/size/view.h"

/* How far the windows have come. */
typedef struct SizePose {
    int64_t placed;       /* windows whose outputs are written */
    int64_t window;       /* the one in place, or under way; -1: none yet */
    double first, end;    /* its positions, between two places while it slides */
    float slide;          /* 0…1 of its way; at rest 1 */
    float drop;           /* 0…1 of its output's way; at rest 1 */
    float left;           /* 0…1: how far what marked the step before has faded; at rest 1 */
    float rise;           /* 0…1: how far its output has come forth from it; at rest 1 */
    float said;           /* 0…1: how far what its end tells can be seen; at rest 1 */
    bool fails;           /* it is the try that fails */
    bool moves, finished; /* finished: the try has failed */
} SizePose;

/* Why the windows end. To add a reason: its words in words.c. */
typedef enum SizeReason {
    SIZE_SHORT,     /* the next one hangs over */
    SIZE_NO_WINDOW, /* not even one fits */
    SIZE_IN_PADDING,
    SIZE_IS_ADAPTIVE
} SizeReason;

typedef struct SizeFrame {
    const SizeView *view; /* borrowed */
    bool chain;
    bool differ; /* the axes: tabs say which is shown */
    int shown;   /* PS_HEIGHT or PS_WIDTH */
    PsAxis axes[PS_AXES];
    PsAxis axis;
    PsRuler ruler;   /* not of bins */
    int64_t outputs; /* 0 or more */
    int64_t step;    /* the one that is told of, of this axis */
    bool covered;    /* how many there are is an answer that is still covered */
    SizeReason reason;
    int64_t lacks; /* positions that the failing try has not */
    PsRange all;   /* positions that are shown, the try's among them */
    SizePose pose;
    SizeLayout layout;
    SizeScale scale;
    SizeLine rule, numbers, count;
    Rect words; /* the sentence under them */
    SizeChainFrame links;
} SizeFrame;

/* A Stage's frame. */
bool size_frame(const StageScope *scope, void *memory);

/* Whether what step wrote is still covered. */
bool size_is_covered(const StageScope *scope, int64_t step);

/* Whether a position is read by none, and the step has come far enough to say so; shown: how far the pose
 * has, 0…1. */
bool size_is_unread(const SizeFrame *frame, int64_t position);
float size_unread_shown(const SizeFrame *frame, int64_t position);
bool size_is_padding(const SizeFrame *frame, int64_t position);

/* The size of the axis in the scene, of each axis. */
void size_axes(const PsScene *scene, PsAxis axes[PS_AXES]);
bool size_axes_differ(const PsScene *scene);

#endif
