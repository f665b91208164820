/* What follows from the scene's stacks: their plans, fields and sight, and the rows they are shown in.
 * Computed whole where a text has changed; stages read it and never change it.
 *
 * Glossary: row, a layer that is shown for itself: all but those that pass every value on (ReLU, batch norm),
 * which belong to the row before; step k is row k - 1. Block, neighbouring rows that fold into one.
 */
#ifndef STACKS_H
#define STACKS_H

#include "app/follow/presets.h"
#include "core/field.h"
#include "core/scene.h"
#include "core/stack_fit.h"

/* Rows first … end - 1. */
typedef struct StackBlock {
    int first, end;
    char name[PS_LAYER_NAME_SIZE + 12]; /* no other block's */
} StackBlock;

typedef struct FollowedStack {
    char *text; /* owned: what it was computed from; null: nothing is here */
    PsStack stack;
    PsPlan plan;     /* over stack */
    PsField *fields; /* [plan.count] */
    PsSight sight;
    bool seen;   /* sight is there: not too many neurons to follow each */
    int *rows;   /* [row_count]: the node of each */
    int *row_of; /* [plan.count]: the row that a node belongs to; -1: it stands on the input alone */
    int row_count;
    StackBlock *blocks;
    int block_count;
    bool whole;                        /* all layers fit */
    int64_t parameters, multiply_adds; /* of all layers; only where all fit */
    PsFit fit;                         /* what a layer that gets too much or too little asks of the input */
} FollowedStack;

typedef struct Stacks {
    FollowedStack main;
    FollowedStack beside; /* text null where the scene has none */
    uint64_t version;     /* another one after each change */
    Presets presets;
    int preset, beside_preset; /* which of them main and beside are, whatever their input; -1: none */
    bool owns_main, owns_beside, owns_presets; /* else it is the old one's, until stacks_replace */
} Stacks;

void stacks_free(Stacks *stacks);

/* Makes the stacks of scene, main and second or one of them; the other is borrowed from old until
 * stacks_replace. Zeroed on failure. */
PsStatus stacks_make(Stacks *stacks, const Stacks *old, const PsScene *scene, bool main, bool second,
                     PsError *error) PS_MUST_USE;

/* Frees what of old next does not use; next then owns all it holds. */
void stacks_replace(Stacks *old, Stacks *next);

/* The same for one stack, which is copied, as for a stack that is only tried out; stack is made here, zeroed
 * on failure. */
PsStatus followed_stack_init(FollowedStack *stack, const PsSceneStack *source, PsError *error) PS_MUST_USE;
void followed_stack_free(FollowedStack *stack);

/* Whether a layer's name is but its index in a Sequential: "0", "4.1". */
bool stacks_is_index(const char *name);

/* A layer's name for people: "conv1_1", "conv3", and where the name is an index what it is too: "0 conv3". */
void stacks_node_name(const FollowedStack *stack, int node, char name[PS_LAYER_TITLE_SIZE]);

/* Whether a layer only passes values on. */
bool stacks_passes(const PsLayer *layer);

#endif
