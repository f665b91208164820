/* How the field of a row comes about, as a sum. */
#include "app/stages/field/formula.h"

#include "app/stages/field/look.h"

static void append_double(PsFormula *formula, PsSpanKind kind, double value, PsNumberForm form) {
    char text[PS_NUMBER_SIZE];
    field_number(value, form, text);
    ps_formula_append(formula, kind, -1, text);
}

static const PsFieldAxis INPUT_AXIS = {1, 1, 0, 0};

static const PsFieldAxis *field_at(const FollowedStack *stack, int node) {
    return node == PS_NODE_INPUT ? &INPUT_AXIS : &stack->fields[node].axis[PS_WIDTH];
}

/* A figure of what a row stands on, which may itself be an answer that is covered. */
static void append_below(PsFormula *formula, const StageScope *scope, int node, double value,
                         PsNumberForm form) {
    const int row = node == PS_NODE_INPUT ? -1 : scope->facts->stacks.main.row_of[node];
    if (row >= 0 && field_covered(scope, row)) {
        ps_formula_append(formula, PS_SPAN_CONSTANT, -1, "?");
    } else {
        append_double(formula, PS_SPAN_CONSTANT, value, form);
    }
}

/* " + (3 - 1) * ", with the dilation between where there is one. */
static void append_window(PsFormula *formula, const PsLayer *layer, PsNumberForm form) {
    const bool screen = form == PS_NUMBER_SCREEN;
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, " + (");
    ps_formula_append_integer(formula, PS_SPAN_CONSTANT, layer->kernel[PS_WIDTH], form);
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, screen ? " − 1)" : " - 1)");
    if (layer->dilation[PS_WIDTH] > 1) {
        ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, screen ? " × " : " * ");
        ps_formula_append_integer(formula, PS_SPAN_CONSTANT, layer->dilation[PS_WIDTH], form);
    }
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, screen ? " × " : " * ");
}

/* The least range round all branches: "max(35, 11)", without their places. */
static void append_branches(PsFormula *formula, const StageScope *scope, int node, PsNumberForm form) {
    const FollowedStack *stack = &scope->facts->stacks.main;
    int count = 0;
    const int *inputs = ps_plan_inputs(&stack->plan, node, &count);
    ps_formula_append(formula, PS_SPAN_NAME, -1, "union(");
    for (int i = 0; i < count && i < PS_FORMULA_TERMS; i++) {
        ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, i > 0 ? ", " : "");
        append_below(formula, scope, inputs[i], field_at(stack, inputs[i])->size, form);
    }
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, count > PS_FORMULA_TERMS ? ", …)" : ")");
}

void field_formula(const StageScope *scope, int row, PsNumberForm form, PsFormula *formula) {
    const FollowedStack *stack = &scope->facts->stacks.main;
    const int node = stack->rows[row];
    const PsNode *at = &stack->plan.nodes[node];
    const PsFieldAxis *below = field_at(stack, at->from);
    *formula = (PsFormula){0};
    if (!stack->fields[node].known) {
        ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, "?");
        return;
    }
    if (at->input_count > 0) {
        append_branches(formula, scope, node, form);
    } else {
        append_below(formula, scope, at->from, below->size, form);
        const PsLink *link = stack->plan.links + (ptrdiff_t)node * PS_AXES + PS_WIDTH;
        if (ps_layer_info(at->layer->kind)->window) {
            append_window(formula, at->layer, form);
            append_below(formula, scope, at->from, below->jump, form);
        } else if (link->reach > 0) {
            ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, " + ");
            append_double(formula, PS_SPAN_CONSTANT, link->reach, form);
            ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, form == PS_NUMBER_SCREEN ? " × " : " * ");
            append_below(formula, scope, at->from, below->jump, form);
        }
    }
    ps_formula_append(formula, PS_SPAN_PUNCTUATION, -1, " = ");
    append_double(formula, PS_SPAN_RESULT, stack->fields[node].axis[PS_WIDTH].size, form);
}
