/* Stacks as text: our notation, and what PyTorch prints and runs.
 *
 * Notation: items separated by commas or newlines, `#` to the end of the line is a comment. An item is
 * [NAME:] TYPE, the kernel (or features, or sizes) directly behind it, then options in any order:
 *
 *   conv3   conv3/2 p1 d2 c64 g32 b0   conv5x3/2x1   dwconv3/2 p1      (height x width)
 *   maxpool2/2   maxpool3/2 p1 ceil   avgpool2 nopad   lppool2 n3       (nopad: count_include_pad=False)
 *   adaptiveavg7   adaptivemax7x1   gap   linear10   up2   relu   bn   id
 *   add( conv3 p1, relu | id )   concat( conv1 c64 | conv3 p1 c64 )
 *   ?ClassName          what follows may run in another order: no figures past it
 *   unknown "ClassName" what it does to sizes and fields is not known: no figures past it
 *   input 3x224x224     what the stack runs on (channels x height x width, height x width, or channels),
 * once, first
 *
 * i64 says for how many channels a convolution, bn or id was made, for how many values in all a linear layer:
 * where others come in it does not fit. pSAME pads as TensorFlow does. Stride defaults to 1 for convolutions
 * and to the kernel for pools, channels to those that come in, bias to true. `id` passes on what comes in; a
 * branch with nothing in it does the same. Letter case matters only in names. Names are letters, digits, `_`,
 * `.` and
 * `-`.
 */
#ifndef PS_NOTATION_H
#define PS_NOTATION_H

#include "core/bytes.h"
#include "core/stack.h"

/* The largest text that is read. */
enum { PS_NOTATION_BYTES = 1 << 20 };

/* Something a printout held that the stack does not: passed over, or taken on trust. */
typedef struct PsNote {
    int line;       /* 1-based */
    bool plain;     /* the module changes no size, no field and no number of parameters: Flatten, Dropout */
    bool told;      /* text is a sentence about the line, else the module that was passed over */
    char text[176]; /* "(drop): Dropout(p=0.5)": what it was, as printed, cut where it is long */
} PsNote;

typedef struct PsNotes {
    PsNote *notes; /* owned */
    int count;     /* those kept: at most PS_NOTES that were passed over, and PS_NOTES_TOLD sentences */
    int passed, told;
    int plain; /* of total */
    int total;
} PsNotes;

enum { PS_NOTES = 256, PS_NOTES_TOLD = 16 };

void ps_notes_free(PsNotes *notes);

/* Keeps a copy of note; notes may be null. Those past the limits are counted only. */
PsStatus ps_notes_add(PsNotes *notes, const PsNote *note, PsError *error) PS_MUST_USE;

/* Whether text looks like what print(model) writes rather than notation. */
bool ps_torch_looks(const char *text, size_t length);

/* Reads notation. Errors carry line and column, and name the layer's number where one can be named. stack is
 * made here; zeroed on failure. An empty text is an empty stack. */
PsStatus ps_notation_read(const char *text, size_t length, PsStack *stack, PsError *error) PS_MUST_USE;

/* Reads the printout of a model. Sequential runs in order; torchvision's BasicBlock and Bottleneck become add
 * blocks; of any other class the order is not known unless it holds one child, or one Sequential and what
 * changes no shape: an order layer of its name is before its children, in the order printed. What is not
 * knows, or has both arguments and children, is an unknown layer. Nothing of the text is passed over in
 * silence. Layers expect the channels and features that are printed of them (see stack_fit.h). notes (may
 * be null; zeroed before) lists what was passed over: ReLU's relatives, Dropout, Flatten and the like. */
PsStatus ps_torch_read(const char *text, size_t length, PsStack *stack, PsNotes *notes,
                       PsError *error) PS_MUST_USE;

/* Either, by its looks. */
PsStatus ps_stack_read(const char *text, size_t length, PsStack *stack, PsNotes *notes,
                       PsError *error) PS_MUST_USE;

/* Appends notation that reads back as an equal stack: an item a line, branches on the join's line. */
PsStatus ps_notation_write(const PsStack *stack, PsBytes *text, PsError *error) PS_MUST_USE;

/* One layer as an item with all its options: "conv1_1: conv3 p1 c64". */
PsStatus ps_notation_write_layer(const PsLayer *layer, PsBytes *text, PsError *error) PS_MUST_USE;

/* Appends Python that builds the plan's network with PyTorch alone, as `model`, and runs it on a batch of
 * one, with the same shapes and parameters. stack is the one the plan was made of. A stack that does not fit,
 * or with an unknown layer, is refused.
 */
PsStatus ps_torch_write(const PsPlan *plan, const PsStack *stack, PsBytes *text, PsError *error) PS_MUST_USE;

#endif
