/* Typing the answer into a covered output: its box, the verdict, the cells that a slip took.
 *
 * Which output is asked for, where it stands and what its value is, is the stage's; what is right
 * core/answer's.
 */
#ifndef ANSWER_ENTRY_H
#define ANSWER_ENTRY_H

#include "app/stages/shared/grid.h"
#include "app/stages/stage.h"
#include "core/answer.h"

typedef struct AnswerEntry {
    int64_t output; /* that is typed into, from 0 */
    int column;     /* of Compare */
    bool lit;       /* the verdict's cells are, until the next key or press */
    PsVerdict verdict;
} AnswerEntry;

/* The control that has the focus while an answer is typed. */
UiId answer_entry_id(void);

/* Whether this pass's text begins an answer: a digit or a minus while nothing else would take it. focused: a
 * covered output has the focus. */
bool answer_entry_begins(const StageContext *context, bool focused);

void answer_entry_begin(const StageContext *context, AnswerEntry *entry, int64_t output, int column);

/* Runs the box over cell. True where an answer was given: then in text. */
bool answer_entry_run(const StageContext *context, AnswerEntry *entry, Rect cell, float radius,
                      char text[UI_EDIT_SHORT + 1]);

/* Takes an answer: a right one uncovers its output and is counted, a slip is said beside cell and lit. */
void answer_entry_judge(const StageContext *context, AnswerEntry *entry, const PsQuestion *question,
                        Rect cell, const char *text);

/* The cells of the input that the last slip took. */
void answer_entry_draw(const Pen *pen, const AnswerEntry *entry, const Grid *input);

#endif
