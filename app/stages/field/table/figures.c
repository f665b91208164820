/* One table of columns: titles, tooltips, and which leave first where there is no room. */
#include "app/stages/field/table/figures.h"

#include "app/words.h"

#include <math.h>
#include <stdio.h>

/* To add a column: a member and a row here, and where its figures come from below. */
/* clang-format off */
const FieldColumnInfo field_columns[FIELD_COLUMN_COUNT] = {
    [FIELD_OUT] = {"out", N_("out"), N_("Rows and columns that come out"), true, false, 0, NULL},
    [FIELD_CHANNELS] = {"channels", N_("channels"), N_("Channels that come out"), false, false, 1, NULL},
    [FIELD_SIZE] = {"field", N_("field"), N_("Input cells that a neuron can see, borders aside"), true, true, 0, NULL},
    [FIELD_JUMP] = {"jump", N_("jump"), N_("Input cells from one neuron's field to the next: the product of the strides so far"), true, true, 0, NULL},
    [FIELD_START] = {"start", N_("start"), N_("Middle of the first neuron's field; the first cell's middle is 0"), true, true, 0, NULL},
    [FIELD_PADDING] = {"padding", N_("padding"), N_("Cells of the first neuron's field before the first cell"), true, true, 4, NULL},
    [FIELD_SEES] = {"sees", N_("of image"), N_("The largest share of the image that a neuron really reads, clipped at the border"), false, true, 0, N_("share of image")},
    [FIELD_PARAMETERS] = {"parameters", N_("parameters"), N_("Learned numbers"), false, false, 3, NULL},
    [FIELD_ADDS] = {"multiply_adds", N_("multiply-adds"), N_("Multiplications with an addition, for one image"), false, false, 2, NULL},
};
/* clang-format on */

const char *field_column_words(FieldColumn column) {
    const FieldColumnInfo *info = &field_columns[column];
    return info->words != NULL ? info->words : info->title;
}

static double axis_figure(const FollowedStack *stack, int node, FieldColumn column, int axis) {
    const PsFieldAxis *field = &stack->fields[node].axis[axis];
    return column == FIELD_OUT     ? (double)stack->plan.nodes[node].size[axis]
           : column == FIELD_SIZE  ? field->size
           : column == FIELD_JUMP  ? field->jump
           : column == FIELD_START ? field->start
                                   : field->padding;
}

static bool is_known(const FollowedStack *stack, int node, FieldColumn column) {
    const bool fits = stack->plan.nodes[node].state == PS_NODE_FITS;
    if (column == FIELD_SEES) {
        return fits && stack->seen && stack->fields[node].known;
    }
    return field_columns[column].answer ? stack->fields[node].known : fits;
}

int field_figure(const FollowedStack *stack, int node, FieldColumn column, double values[PS_AXES]) {
    const PsNode *at = &stack->plan.nodes[node];
    if (!is_known(stack, node, column)) {
        return 0;
    }
    if (field_columns[column].axes) {
        for (int axis = 0; axis < PS_AXES; axis++) {
            values[axis] = axis_figure(stack, node, column, axis);
        }
        return values[PS_HEIGHT] < values[PS_WIDTH] || values[PS_HEIGHT] > values[PS_WIDTH] ? 2 : 1;
    }
    values[0] = values[1] = column == FIELD_CHANNELS     ? (double)at->channels
                            : column == FIELD_SEES       ? stack->sight.share[node]
                            : column == FIELD_PARAMETERS ? (double)at->parameters
                                                         : (double)at->multiply_adds;
    return 1;
}

void field_figure_number(double value, PsNumberForm form, char text[PS_NUMBER_SIZE]) {
    const double whole = nearbyint(value);
    const bool exact = fabs(value) < 1e15 && !(value < whole) && !(value > whole);
    if (exact) {
        ps_number_write_integer(text, (long long)whole, form);
    } else {
        ps_number_write(text, (float)value, form);
    }
}

void field_figure_text(FieldColumn column, const double values[PS_AXES], int count, PsNumberForm form,
                       char text[FIELD_FIGURE_SIZE]) {
    char sides[PS_AXES][PS_NUMBER_SIZE];
    text[0] = '\0';
    if (count == 0) {
        return;
    }
    if (column == FIELD_SEES && form == PS_NUMBER_SCREEN) {
        ps_number_write_share(text, values[0]);
        return;
    }
    const double scale = column == FIELD_SEES ? 100 : 1;
    field_figure_number(values[0] * scale, form, sides[0]);
    field_figure_number(values[1] * scale, form, sides[1]);
    snprintf(text, FIELD_FIGURE_SIZE, count == 1 ? "%s" : "%s × %s", sides[0], sides[1]);
}

static bool differs(double one, double other) {
    return one < other || one > other;
}

bool field_misaligned(const FollowedStack *stack, int node) {
    int count = 0;
    const int *inputs = ps_plan_inputs(&stack->plan, node, &count);
    static const PsFieldAxis input = {.size = 1, .jump = 1};
    bool found = false;
    for (int k = 1; k < count; k++) {
        for (int axis = 0; axis < PS_AXES; axis++) {
            const PsFieldAxis *one =
                inputs[0] == PS_NODE_INPUT ? &input : &stack->fields[inputs[0]].axis[axis];
            const PsFieldAxis *other =
                inputs[k] == PS_NODE_INPUT ? &input : &stack->fields[inputs[k]].axis[axis];
            found = found || differs(one->jump, other->jump) || differs(one->start, other->start);
        }
    }
    return found && stack->fields[node].known;
}
