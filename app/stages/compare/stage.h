/* The Compare stage: max, average and global average of the same input at the same moment. What does each
 * keep?
 *
 * Its controls are here: the outputs of each column, what is pointed at and revealed. What is chosen on it
 * is choices.h's, what a cell of the input does input_map.h's; where things stand is layout.h's, what a
 * moment shows pose.h's, drawing draw.h's and the cards', sentences words.h's.
 */
#ifndef COMPARE_STAGE_H
#define COMPARE_STAGE_H

#include "app/stages/compare/layout.h"
#include "app/stages/shared/answer_entry.h"
#include "app/stages/stage.h"

typedef enum CompareProbe { COMPARE_PROBE_NONE, COMPARE_PROBE_INPUT, COMPARE_PROBE_OUTPUT } CompareProbe;

typedef struct ComparePointed {
    CompareProbe probe;
    int row, column; /* of an output or of a cell of the input */
    bool global;     /* an output: global's one value, which reads the whole map */
} ComparePointed;

/* What a file would not hold. The focus among the outputs is one for all columns: they show the same window.
 */
typedef struct CompareView {
    InputView input;
    int output_row, output_column;
    CellMenu menu;          /* of the outputs */
    AnswerEntry answer;     /* the one that is typed */
    uint64_t dial;          /* the group of the drag that goes on; 0: none */
    bool unlinked;          /* kernel, stride, padding and dilation differ by axis */
    ComparePointed pointed; /* in the last pass: what is drawn follows it */
} CompareView;

extern const Stage compare_stage;

#endif
