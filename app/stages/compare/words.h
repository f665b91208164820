/* What the Compare stage says: values less what is taken away, formulas, verdicts, shares of a gradient, and
 * the presenter's sentence.
 *
 * Nothing is drawn here. No answer that is covered is given away by a difference or a verdict made of it.
 */
#ifndef COMPARE_WORDS_H
#define COMPARE_WORDS_H

#include "app/stages/stage.h"

/* The step whose window, formulas and gradient are shown: that of the output pointed at, else the cursor's.
 */
int64_t compare_focus_step(const StageScope *scope);

/* The step that the tree tells of: that of the output pointed at, else the destination at once. */
int64_t compare_told_step(const StageScope *scope);

/* The sentences of a gradient: its share, how far it reaches, who gets it. */
typedef struct CompareWords {
    char formula[192], reach[192], verdict[128];
} CompareWords;

/* The column that is taken away from another; null where nothing is. */
const PsMap *compare_minus_map(const StageScope *scope, int column);

/* The formula of a column at a step, or of its difference. */
PsFormulaPlan compare_plan(const StageScope *scope, int column, int64_t step);

/* Writes that plan over formula, with as many terms as there may be. */
void compare_formula(const StageScope *scope, int column, int64_t step, PsNumberForm form,
                     PsFormula *formula);

/* Whether a column's answer at a step is covered. What is taken away from the global mean is made of all
 * outputs: it stays covered while one of them is. */
bool compare_covered(const StageScope *scope, int column, int64_t step);

/* "Keeps 7 of the peak 7"; nothing until all is pooled, or while an answer is covered. */
void compare_verdict(const StageScope *scope, int column, PsNumberForm form, char *text, size_t size);
void compare_gradient_words(const StageScope *scope, int column, int64_t step, CompareWords *words);

/* "1/16", "0", "0.381". */
void compare_share_text(PsShare share, char *text, size_t size);

/* The cell that a column took at a step, as ps_column_pick. */
bool compare_pick(const StageScope *scope, PsColumn column, int64_t step, int64_t *row,
                  int64_t *column_index);

/* What a column shows at an output, less what is taken away from it. */
float compare_value(const StageScope *scope, int column, int64_t row, int64_t column_index);

/* The same of global, whose difference is to the mean of the other column. */
float compare_global_value(const StageScope *scope);

void compare_narrate(const StageScope *scope, PsNumberForm form, char *text, size_t size);

#endif
