/* A right answer uncovers its output in all columns: they are covered together. */
#include "app/stages/compare/answer.h"

#include "app/stages/compare/column.h"
#include "app/stages/compare/stage.h"
#include "app/stages/compare/words.h"

#include <math.h>

static bool is_asked(const StageScope *scope, int column, int64_t output) {
    return output >= 0 && output < scope->step && !scope->scene->compare.gradient && !scope->colour &&
           compare_covered(scope, column, output + 1) &&
           (column != COMPARE_GLOBAL || output + 1 == scope->facts->pooled.walk.steps);
}

/* The column whose cells have the focus; -1: none. */
static int focused_column(const StageContext *context, const CompareLayout *layout) {
    const Ui *ui = context->ui;
    for (int i = 0; i < layout->cards; i++) {
        const char *name = column_look(context->scope.facts->compared.columns[i])->cell;
        if (ui->focus == ui_id(name)) {
            return i;
        }
    }
    return -1;
}

/* The column that is pointed at and can be asked for; else the first. */
static int pointed_column(const StageContext *context, const CompareLayout *layout, int64_t output) {
    const Ui *ui = context->ui;
    for (int i = 0; i < layout->cards; i++) {
        if (ui->pointer_inside && rect_contains(layout->card[i].card, ui->x, ui->y) &&
            is_asked(&context->scope, i, output)) {
            return i;
        }
    }
    return 0;
}

static float value_at(const StageScope *scope, int column, int64_t step) {
    const PsWindow window = ps_walk_at(&scope->facts->pooled.walk, step);
    return column == COMPARE_GLOBAL ? compare_global_value(scope)
                                    : compare_value(scope, column, window.output_row, window.output_column);
}

static PsQuestion question_of(const StageScope *scope, int column, int64_t output) {
    const PsWalk *walk = &scope->facts->pooled.walk;
    const bool plain = scope->scene->compare.minus[column] == PS_MINUS_NONE;
    const int64_t step = output + 1;
    const bool has_next = column != COMPARE_GLOBAL && step < walk->steps;
    return (PsQuestion){.walk = walk,
                        .step = step,
                        .value = value_at(scope, column, step),
                        .next = has_next ? value_at(scope, column, step + 1) : NAN,
                        .divides = plain && scope->facts->compared.columns[column] == PS_COLUMN_AVERAGE};
}

static Rect place_of(const StageScope *scope, const CompareLayout *layout, const AnswerEntry *entry) {
    const int64_t columns = scope->facts->pooled.walk.output[PS_WIDTH];
    return entry->column == COMPARE_GLOBAL ? compare_global_cell(layout)
                                           : grid_cell(&layout->card[entry->column].grid,
                                                       entry->output / columns, entry->output % columns);
}

void compare_answer(const StageContext *context, const CompareLayout *layout) {
    CompareView *view = context->view;
    const StageScope *scope = &context->scope;
    const int64_t columns = scope->facts->pooled.walk.output[PS_WIDTH];
    const int focused = focused_column(context, layout);
    const int64_t output = focused >= 0 && focused != COMPARE_GLOBAL
                               ? view->output_row * columns + view->output_column
                               : scope->step - 1;
    const int column = focused >= 0 ? focused : pointed_column(context, layout, output);
    if (is_asked(scope, column, output) && answer_entry_begins(context, focused >= 0)) {
        answer_entry_begin(context, &view->answer, output, column);
    }
    if (view->answer.column >= layout->cards) {
        view->answer = (AnswerEntry){0};
    }
    char text[UI_EDIT_SHORT + 1];
    const AnswerEntry asked = view->answer;
    const Rect cell = place_of(scope, layout, &asked);
    if (answer_entry_run(context, &view->answer, cell, layout->card[0].grid.style.radius, text) &&
        is_asked(scope, asked.column, asked.output)) {
        const PsQuestion question = question_of(scope, asked.column, asked.output);
        answer_entry_judge(context, &view->answer, &question, cell, text);
    }
}
