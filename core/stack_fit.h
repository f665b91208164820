/* What a printout's numbers ask of the input: which sizes give each layer what it was made for.
 *
 * A printout tells how many channels and features each layer takes, not what the network ran on. Layers carry
 * those numbers (expects) until a plan has met them all; then they have done their work and are forgotten, so
 * that the stack can be edited freely.
 */
#ifndef PS_STACK_FIT_H
#define PS_STACK_FIT_H

#include "core/stack.h"

/* What may be chosen of the input. */
typedef enum PsFitChoice {
    PS_FIT_NOTHING,
    PS_FIT_CHANNELS, /* where the stack does not say them; its size is given */
    PS_FIT_INPUT     /* the size, and the channels where the stack does not say them */
} PsFitChoice;

/* A linear layer that gets other values than it was made for, and the square inputs that would give it those.
 */
typedef struct PsFit {
    int node;      /* of that layer; -1: there is none */
    int line;      /* of the printout; 0: not known */
    int expects;   /* values that it was made for */
    int channels;  /* of those inputs */
    int64_t least; /* their smallest side; 0: no square input gives them */
    int64_t most;
    bool taken; /* the stack now names the smallest as its input, or the channels alone */
    char name[PS_LAYER_TITLE_SIZE];
} PsFit;

/* channels and size below 1 (size may be null): the plan's defaults; they count only where stack does not say
 * its own. Where all of stack fits, its layers no longer expect anything, and what stood in it only to be
 * checked is gone. Where the first layer that does not fit is a linear one that gets other values than it
 * expects, fit says which inputs would give it those, and the stack takes of the smallest what may be chosen.
 * What does not fit behind that layer is no matter of the input. Fails for want of memory, or for an input
 * that is too large. */
PsStatus ps_stack_settle(PsStack *stack, int channels, const int size[PS_AXES], PsFitChoice choice,
                         PsFit *fit, PsError *error) PS_MUST_USE;

/* Takes the person's word that classes run their children as listed: order layers go, unknown ones stay.
 * Whether there were any. */
bool ps_stack_assume_order(PsStack *stack);

#endif
