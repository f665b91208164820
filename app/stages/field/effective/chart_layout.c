/* The scale of the chart follows what may be shown: covered answers are left out of it. */
#include "app/stages/field/effective/chart_layout.h"

#include "app/stages/field/effective/cards.h"
#include "app/stages/field/effective/words.h"
#include "app/stages/field/look.h"

#include <math.h>

/* In units. */
enum {
    HEAD = 66, /* the chart's title, and the name of its axis */
    FOOT = 78, /* numbers and name of the other axis, the sentence */
    AXIS = 32, /* numbers at the left */
    BEYOND = 4 /* how many times deeper the chart goes by formula */
};

/* 1, 2, 5, 10 … times a power of ten, so that about parts of them make up the whole. */
static double round_tick(double whole, double parts) {
    const double least = whole / parts;
    double tick = pow(10, floor(log10(least)));
    static const double factors[] = {1, 2, 5, 10};
    for (int i = 0; i < 4; i++) {
        if (tick * factors[i] >= least * 0.999) {
            return fmax(1, tick * factors[i]);
        }
    }
    return tick * 10;
}

static bool has_field(const FieldEffective *effective, int row) {
    const FollowedStack *stack = effective->shown->stack;
    const int node = stack->rows[row];
    return stack->fields[node].known && stack->plan.nodes[node].state == PS_NODE_FITS;
}

static double field_of(const FieldChart *chart, int row) {
    const FollowedStack *stack = chart->effective->shown->stack;
    return has_field(chart->effective, row) ? stack->fields[stack->rows[row]].axis[PS_WIDTH].size
                                            : (double)NAN;
}

static double width_of(const FieldChart *chart, int row) {
    const EffectiveField *effective = &chart->effective->scope->facts->effective;
    const EffectiveFieldWish *wish = &chart->effective->wish;
    const bool mine = effective->wish.stacks_version == wish->stacks_version &&
                      effective->wish.random == wish->random && row < effective->width_count;
    return mine ? effective->widths[row] : (double)NAN;
}

double field_chart_cells(const FieldChart *chart, bool field, int row) {
    return field ? field_of(chart, row) : width_of(chart, row);
}

double field_chart_formula(const FieldChart *chart, bool field, double depth) {
    return field ? 1 + chart->growth * depth : 4 * sqrt(chart->variance * depth);
}

/* Whether a line goes on beyond the last row. Of random weights there is no formula. */
bool field_chart_goes_on(const FieldChart *chart, bool field) {
    return chart->formula && (field || !chart->effective->wish.random);
}

FieldChart field_chart_lay(const FieldEffective *effective) {
    const FollowedStack *stack = effective->shown->stack;
    const float unit = effective->unit;
    const Rect rect = field_effective_chart_rect(effective);
    FieldChart chart = {.effective = effective, .rect = rect, .theme = effective->theme, .unit = unit};
    while (chart.rows < stack->row_count && !field_covered(effective->scope, chart.rows)) {
        chart.rows++;
    }
    chart.formula =
        chart.rows == stack->row_count && field_effective_uniform(stack, &chart.growth, &chart.variance);
    chart.deepest = fmax(2, stack->row_count * (chart.formula ? BEYOND : 1));
    chart.highest = chart.formula ? field_chart_formula(&chart, true, chart.deepest) : 2;
    for (int row = 0; row < chart.rows; row++) {
        chart.highest = fmax(chart.highest, fmax(field_of(&chart, row), width_of(&chart, row)));
    }
    chart.plot =
        (Rect){rect.x + AXIS * unit, rect.y + HEAD * unit, rect.w - (AXIS + FIELD_CHART_NAMES) * unit,
               fmaxf(40 * unit, rect.h - (HEAD + FOOT) * unit)};
    chart.tick = round_tick(chart.highest, chart.plot.h / unit > 160 ? 4.2 : 2.2);
    chart.depth_tick = round_tick(chart.deepest, fmax(2, (double)(chart.plot.w / unit / 80)));
    return chart;
}

float field_chart_x(const FieldChart *chart, double depth) {
    return chart->plot.x + chart->plot.w * (float)((depth - 1) / (chart->deepest - 1));
}

float field_chart_y(const FieldChart *chart, double cells) {
    return chart->plot.y + chart->plot.h * (1 - (float)(cells / chart->highest));
}
