/* The view of the Receptive field stage: what a file would not hold, of the stage itself and of its
 * inspector.
 *
 * Only what reacts (…_controls, the table and the inspector) writes to it.
 */
#ifndef FIELD_VIEW_H
#define FIELD_VIEW_H

#include "app/ui/ui.h"
#include "core/field.h"

#include <stdbool.h>
#include <stdint.h>

enum { FIELD_BLOCKS = 64 };

/* What scrolls on the stage. */
typedef enum FieldScroll {
    FIELD_SCROLL_LAYERS,
    FIELD_SCROLL_SECOND,
    FIELD_SCROLL_TABLE,
    FIELD_SCROLLS
} FieldScroll;

/* What a file would not hold. */
typedef struct FieldStageView {
    bool chosen; /* the user has chosen a neuron; else the middle one of the last row */
    int node;    /* its node, */
    int64_t neuron[PS_AXES];
    int picked_node; /* a tap taken in the place of the upper-left one: its node plus 1, 0: none */
    int64_t picked[PS_AXES];
    int followed;     /* the step that was scrolled to last */
    double zoom;      /* of the bands' lane; 0 counts as 1 */
    double middle;    /* what is in its middle, as a share of the width */
    uint64_t toggled; /* bit i: block i (modulo 64) is not as it would be by itself */
    int hovered;      /* node pointed at plus 1, 0: none; below 0: the input */
    int64_t hovered_neuron[PS_AXES];
    bool hovering_cell; /* an input cell is pointed at in the picture: hovered_neuron says which */
    bool image_held;    /* the image is being dragged over: it stays in place for what hung over then */
    PsRegion image_region;
    bool table_open;               /* the whole table is over the stage */
    int table_step;                /* the step whose row it was scrolled to */
    int table_row;                 /* row pointed at plus 1, 0: none */
    Point scrolled[FIELD_SCROLLS]; /* how far, in pixels */
    /* The inspector's and the editor's own. */
    bool unlinked;
    bool editing;                /* the chosen layer's settings are open */
    uint64_t listed;             /* bit i: block i (modulo 64) is open in the list */
    int dragged;                 /* layer that is dragged to another place plus 1, 0: none */
    int drop;                    /* where it would go */
    char notation[UI_EDIT_SIZE]; /* what is in the notation field while it is typed */
    uint64_t notation_version;   /* the stacks' when that was filled in */
    char told[UI_NOTE_SIZE];     /* what is to be said of the printout that was taken; empty: nothing */
    uint64_t told_version;       /* the stacks' that came of it */
    bool told_seen;              /* it has been scrolled into view */
} FieldStageView;

#endif
