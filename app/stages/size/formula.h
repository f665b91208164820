/* The size formula in terms: letters, numbers, and the sentence that counts; where each term is and which
 * piece of the ruler it is.
 *
 * Not drawn here. P and D are named only where they are not 0 and 1.
 */
#ifndef SIZE_FORMULA_H
#define SIZE_FORMULA_H

#include "app/stages/size/layout.h"
#include "core/axis.h"

typedef enum SizeTerm {
    SIZE_TERM_NONE, /* brackets and operators */
    SIZE_TERM_INPUT,
    SIZE_TERM_PADDING,
    SIZE_TERM_KERNEL,
    SIZE_TERM_DILATION,
    SIZE_TERM_STRIDE,
    SIZE_TERM_STRIDES, /* the quotient: how many strides follow the first window */
    SIZE_TERM_FIRST,   /* + 1 */
    SIZE_TERM_DROPPED, /* - 1, in ceil mode */
    SIZE_TERM_OUTPUTS,
    SIZE_TERM_REST,
    SIZE_TERM_COUNT
} SizeTerm;

typedef struct SizeToken {
    SizeTerm term;
    bool number; /* in the mono face */
    char text[PS_NUMBER_SIZE];
    float x, width;
    float alpha;
} SizeToken;

enum { SIZE_TOKENS = 32 };

typedef struct SizeLine {
    SizeToken tokens[SIZE_TOKENS];
    int count;
    int aside;        /* the first token that says how the count goes on */
    Font font, words; /* of numbers, and of words */
    float y;          /* their middle */
} SizeLine;

/* Writes the tokens; nothing is placed yet. An axis of bins has none. */
void size_formula_rule(const PsAxis *axis, SizeLine *line);
void size_formula_numbers(const PsAxis *axis, SizeLine *line);

/* The same without what is between the formula and its result. */
void size_formula_short(const PsAxis *axis, SizeLine *line);

/* "4 strides + first window = 5 outputs; 1 cell left", of the first placed windows. */
void size_formula_count(const PsAxis *axis, int64_t placed, bool ended, SizeLine *line);

/* Places the tokens from x on, smaller until they fit into room. */
void size_formula_place(const StageScope *scope, SizeLine *line, float x, float y, float room);

Rect size_formula_token(const SizeLine *line, int token);

/* The join of the texts. */
void size_formula_text(const SizeLine *line, char *text, size_t size);

#endif
