/* The Receptive field stage: how far does one neuron see, and how does that grow?
 *
 * Parts, each in a file of its own, over one geometry (field_layout.c) and one answer to what is shown
 * (field_shown.c): the cone, neuron by neuron or in bands (field_cone.c, field_bands.c), the picture
 * (field_picture.c), the table (field_table.c), a second stack beside (field_beside.c), the inspector with
 * the stack's editor (field_inspector.c).
 */
#ifndef FIELD_STAGE_H
#define FIELD_STAGE_H

#include "app/stages/stage.h"

enum { FIELD_BLOCKS = 64 };

/* What a file would not hold. */
typedef struct FieldStageView {
    bool chosen; /* somebody has chosen a neuron; else the middle one of the last row */
    int node;    /* its node, */
    int64_t neuron[PS_AXES];
    int picked_node; /* a tap taken in the place of the upper-left one: its node plus 1, 0: none */
    int64_t picked[PS_AXES];
    int followed;     /* the step that was scrolled to last */
    double zoom;      /* of the bands' lane; 0 counts as 1 */
    double middle;    /* what stands in its middle, as a share of the width */
    uint64_t toggled; /* bit i: block i (modulo 64) is not as it would be by itself */
    int hovered;      /* node pointed at plus 1, 0: none; below 0: the input */
    int64_t hovered_neuron[PS_AXES];
    bool hovering_cell; /* an input cell is pointed at in the picture: hovered_neuron says which */
    bool image_held;    /* the image is being dragged over: it stays in place for what hung over then */
    PsRegion image_region;
    bool table_open; /* the whole table lies over the stage */
    int table_step;  /* the step whose row it was scrolled to */
    /* The inspector's and the editor's own. */
    bool unlinked;
    uint64_t preset_version;     /* the stacks' version plus 1 for which preset was worked out */
    int preset;                  /* which one the stack is, -1: none */
    bool editing;                /* the chosen layer's settings are open */
    uint64_t listed;             /* bit i: block i (modulo 64) is open in the list */
    int dragged;                 /* layer that is dragged to another place plus 1, 0: none */
    int drop;                    /* where it would go */
    char notation[UI_EDIT_SIZE]; /* what stands in the notation field while it is typed */
    uint64_t notation_version;   /* the stacks' when that was filled in */
    int copied;                  /* what was copied last, for the words beside the button */
    double copied_until;
} FieldStageView;

extern const Stage field_stage;

/* What the stage shows: the chosen neuron, the path below it, its cone. Worked out a pass, freed after it. */
typedef struct FieldShown {
    const FollowedStack *stack;
    int rows;                /* rows that are lit or written: step, or the destination of a running move */
    int row;                 /* the chosen one, rows - 1; -1 before the first step */
    int node;                /* its node; PS_NODE_INPUT before the first step */
    int64_t neuron[PS_AXES]; /* row, column of the chosen neuron, or of the input cell under its path */
    double lit; /* how many rows of the cone have lit up, from the chosen one down; large at rest */
    bool fits;  /* the chosen node has neurons */
    int64_t (*path)[PS_AXES];   /* [plan.count + 1] the path's neuron in each node, -1 where it does not lead;
                                   the   input's is last. Owned */
    PsCone cone[PS_AXES];       /* what it reads: along rows and columns */
    PsRegion region, unclipped; /* on the input */
} FieldShown;

/* The row that is chosen at the context's cursor: the destination's of a running move; -1 before the first.
 */
int field_row_of(const StageContext *context);

/* False without memory: nothing is then to be freed. */
bool field_shown_init(const StageContext *context, FieldShown *shown);
void field_shown_free(FieldShown *shown);

/* The neuron that a node would show if it were the chosen one: that of the path below what was chosen, above
 * it the one whose window begins nearest. */
void field_neuron_of(const StageContext *context, int node, int64_t neuron[PS_AXES]);

/* Makes a neuron the chosen one and asks for its row's step. */
void field_choose(const StageContext *context, int node, const int64_t neuron[PS_AXES]);

/* Colour and mark of a layer. */
Color field_hue(const Theme *theme, const PsLayer *layer);
Icon field_mark(const PsLayer *layer);

/* "Max pool": what a kind is called where a layer has no name. */
const char *field_kind_name(PsLayerKind kind);

/* How many layers of each mark a block holds, in a row that ends at right; returns how wide that is. */
float field_counts_draw(const StageContext *context, const FollowedStack *stack, const StackBlock *block,
                        float unit, Point right);

/* The name under which a row is in the tree: its layer's, and where another has it too "conv3 2". */
void field_row_label(const FollowedStack *stack, int row, char *label, size_t size);

/* "12", "2.5", "0.5": sizes, jumps, starts. */
void field_number(double value, PsNumberForm form, char text[PS_NUMBER_SIZE]);

/* Which parts stand where. */
typedef struct FieldLayout {
    float unit;   /* pixels at text size 100 %, times the text size */
    bool bands;   /* rows in bands rather than neuron by neuron */
    bool beside;  /* a second stack is compared */
    Rect left;    /* the cone's part: titles and all */
    Rect cone;    /* its rows */
    Rect right;   /* the picture's and the table's part */
    Rect picture; /* with the row of labels above it and what hangs over the edges */
    Rect table;
    Rect left_panel, right_panel; /* the parts with the margins round them, which share the area */
} FieldLayout;

FieldLayout field_layout(const StageContext *context);
Point field_least_size(const StageContext *context);

/* Title and the line under it, at the top of a part. */
void field_titles(const StageContext *context, Rect part, float unit, const char *title, const char *line);

/* A font of so many pixels at text size 100 %, in the stage's unit. */
Font field_font(const FieldLayout *layout, FontFace face, float size);

/* Whether the sum of a row is hidden from a class. */
bool field_covered(const StageContext *context, int row);

/* Each part draws, and in its controls reports and reacts. rect is its own. */
void field_cone_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_cone_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_bands_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_bands_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_picture_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_picture_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);

/* Draws and reacts: it scrolls, so both in one. */
void field_table(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);

void field_beside_draw(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);
void field_beside_controls(const StageContext *context, const FieldLayout *layout, const FieldShown *shown);

/* Lays the groups from the top of column down; returns the height they take. */
float field_inspector(const StageContext *context, Rect column);

/* Which preset the stack is, whatever its input; -1: none. */
int field_preset(const StageContext *context);

/* The sum of a row, as spans: "6 + (3 - 1) * 2 = 10". */
void field_formula(const StageContext *context, int row, PsNumberForm form, PsFormula *formula);

#endif
