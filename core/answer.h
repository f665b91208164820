/* Answers that people give to a step: whether one is right, and the slip behind a wrong one where it has a
 * name.
 *
 * Pure. What a stage covers, and when it is uncovered, is not known here.
 */
#ifndef PS_ANSWER_H
#define PS_ANSWER_H

#include "core/walk.h"

typedef enum PsAnswer {
    PS_ANSWER_RIGHT,
    PS_ANSWER_SUM,         /* of the window: it was not divided */
    PS_ANSWER_NEXT_WINDOW, /* the value of the step after */
    PS_ANSWER_LAST_CELL,   /* the last cell that the window reads */
    PS_ANSWER_MAXIMUM,     /* of the whole channel */
    PS_ANSWER_OTHER,
    PS_ANSWER_COUNT
} PsAnswer;

/* What is asked for: the value of step 1…n of a walk, and of the step after it (NaN: none). divides: an
 * average, whose sum is a slip. */
typedef struct PsQuestion {
    const PsWalk *walk; /* borrowed */
    int64_t step;
    float value, next;
    bool divides;
} PsQuestion;

typedef struct PsVerdict {
    PsAnswer answer;
    int64_t row, column, height, width; /* the cells of the map that a slip took; sizes 0: none */
    int64_t divisor;                    /* of PS_ANSWER_SUM: what was left out */
} PsVerdict;

/* Judges an answer as it was typed, a comma for a point allowed. A value that needs more than three decimals
 * is right rounded to two or more; any other only as it is. False where text is no number. Reads the window,
 * and the whole channel once. */
bool ps_answer_judge(const PsQuestion *question, const char *text, PsVerdict *verdict);

#endif
